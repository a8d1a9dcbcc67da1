package year

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

var eventHead = []any{"名称", "开始", "结束", "队列", "倍数"}

// eventSlips are slips in the list of events: a campaign of 2.5 times the usual on the
// Wednesday of the coming week.
var eventSlips = []Slip{
	// The list as it is meant.
	campaign("events/plain", "events.csv", func(from, to time.Time) []any { return []any{"店庆", minuteOf(from), minuteOf(to), nil, 2.5} }),
	// A date in the column of ends is that day's end.
	campaign("events/dates-alone", "events.csv", func(from, _ time.Time) []any { return []any{"店庆", iso(from), iso(from), nil, 2.5} }),
	// The list as a workbook, with dates of Excel.
	campaign("events/workbook", "events.xlsx", func(from, _ time.Time) []any { return []any{"店庆", wall(from), wall(from), nil, 2.5} }),
	// The day ends at 24:00.
	campaign("events/ends-at-24", "events.csv", func(from, _ time.Time) []any {
		return []any{"店庆", iso(from) + " 00:00", iso(from) + " 24:00", nil, 2.5}
	}, "2"),
	// Dates in Chinese.
	campaign("events/dates-in-chinese", "events.csv", func(from, _ time.Time) []any {
		return []any{"店庆", from.Format("2006年1月2日"), from.Format("2006年1月2日"), nil, 2.5}
	}, "2"),
	// Shops write campaigns as #大促#.
	campaign("events/begins-with-hash", "events.csv", func(from, to time.Time) []any { return []any{"#店庆大促#", minuteOf(from), minuteOf(to), nil, 2.5} }, "2"),
	// Month first, two digits of the year.
	campaign("events/two-digit-year", "events.csv", func(from, to time.Time) []any {
		return []any{"店庆", from.Format("1/2/06 15:04"), to.Format("1/2/06 15:04"), nil, 2.5}
	}, "2"),
	// 2062 for 2026.
	campaign("events/year-2062", "events.csv", func(from, to time.Time) []any {
		return []any{"店庆", "2062" + minuteOf(from)[4:], "2062" + minuteOf(to)[4:], nil, 2.5}
	}, "2"),
	// The year was copied from the last campaign's row.
	campaign("events/ends-before-it-begins", "events.csv", func(from, to time.Time) []any {
		return []any{"店庆", minuteOf(from), minuteOf(to.AddDate(-1, 0, 0)), nil, 2.5}
	}, "2"),
	// Dates without a year.
	campaign("events/without-year", "events.csv", func(from, _ time.Time) []any {
		return []any{"店庆", from.Format("1月2日"), from.Format("1月2日"), nil, 2.5}
	}, "2"),
	// The end is missing.
	campaign("events/end-missing", "events.csv", func(from, _ time.Time) []any { return []any{"店庆", iso(from), nil, nil, 2.5} }, "2"),
	// Both days stand in one cell.
	campaign("events/both-days-in-one-cell", "events.csv", func(from, to time.Time) []any { return []any{"店庆", iso(from) + "至" + iso(to), nil, nil, 2.5} }, "2"),
	// The factor with its word.
	campaign("events/uplift-in-words", "events.csv", func(from, to time.Time) []any { return []any{"店庆", minuteOf(from), minuteOf(to), nil, "2.5倍"} }, "2"),
	// The factor with its sign.
	campaign("events/uplift-with-sign", "events.csv", func(from, to time.Time) []any { return []any{"店庆", minuteOf(from), minuteOf(to), nil, "×2.5"} }, "2"),
	// The factor as a percentage.
	campaign("events/uplift-as-percent", "events.csv", func(from, to time.Time) []any { return []any{"店庆", minuteOf(from), minuteOf(to), nil, "250%"} }, "2"),
	// What is added, as a percentage.
	campaign("events/uplift-as-growth", "events.csv", func(from, to time.Time) []any { return []any{"店庆", minuteOf(from), minuteOf(to), nil, "+150%"} }, "2"),
	// The factor with the comma of a European keyboard.
	campaign("events/uplift-with-comma", "events.csv", func(from, to time.Time) []any { return []any{"店庆", minuteOf(from), minuteOf(to), nil, "2,5"} }, "2"),
	// The factor with wide digits.
	campaign("events/uplift-wide", "events.csv", func(from, to time.Time) []any { return []any{"店庆", minuteOf(from), minuteOf(to), nil, "２.５"} }, "2"),
	// The factor is a formula that no program has computed.
	campaign("events/uplift-formula", "events.xlsx", func(from, to time.Time) []any {
		return []any{"店庆", minuteOf(from), minuteOf(to), nil, formula("5/2")}
	}, "E2"),
	// The factor is below nothing.
	campaign("events/uplift-negative", "events.csv", func(from, to time.Time) []any { return []any{"店庆", minuteOf(from), minuteOf(to), nil, -2.5} }, "2"),
	// A queue that the shop has not.
	campaign("events/queue-unknown", "events.csv", func(from, to time.Time) []any { return []any{"店庆", minuteOf(from), minuteOf(to), "售后", 2.5} }, "2"),
	{"events/uplift-empty", func(w *World, kind string, _ *rand.Rand) {
		// The factor is not known yet: the explanation says that it is needed.
		from, to := w.campaignDay()
		w.Save("events.csv", table([][]any{eventHead, {"店庆", minuteOf(from), minuteOf(to), nil, nil}}))
		if r := w.forecast(); r.Code != 0 || !strings.Contains(r.Said(), "店庆") {
			w.Fail(kind, "%s: nobody is asked for the factor of 店庆", r)
		}
	}},
	{"events/gbk", func(w *World, kind string, _ *rand.Rand) {
		// A Chinese Excel saves CSV in GBK.
		from, to := w.campaignDay()
		w.Save("events.csv", gbk(table([][]any{eventHead, {"店庆", minuteOf(from), minuteOf(to), nil, 2.5}})))
		w.upliftOrTold(kind, "events.csv")
	}},
	{"events/under-another-name", func(w *World, kind string, _ *rand.Rand) {
		// The shop's list of campaigns lies in the folder under its own name.
		from, to := w.campaignDay()
		w.Save("大促活动表.xlsx", workbook(sheet{Name: "活动", Rows: [][]any{eventHead, {"店庆", minuteOf(from), minuteOf(to), nil, 2.5}}}))
		w.upliftOrTold(kind, "大促活动表.xlsx", "")
	}},
	{"events/second-sheet", func(w *World, kind string, _ *rand.Rand) {
		// Each year has a sheet of its own.
		from, to := w.campaignDay()
		w.remove("events.csv")
		w.Save("events.xlsx", workbook(sheet{Name: "去年", Rows: [][]any{eventHead, {"双11", "2024-11-11", "2024-11-11", nil, 4}}}, sheet{Name: "今年", Rows: [][]any{eventHead, {"店庆", minuteOf(from), minuteOf(to), nil, 2.5}}}))
		w.upliftOrTold(kind, "events.xlsx", "今年")
	}},
	{"events/csv-and-workbook", func(w *World, kind string, _ *rand.Rand) {
		// The new list is a workbook, the old one lies beside it.
		from, to := w.campaignDay()
		w.Save("events.xlsx", workbook(sheet{Name: "活动", Rows: [][]any{eventHead, {"店庆", minuteOf(from), minuteOf(to), nil, 2.5}}}))
		w.upliftOrTold(kind, "events.xlsx", "")
	}},
	{"events/last-year-not-entered", func(w *World, kind string, _ *rand.Rand) {
		// This year's campaign is entered without a factor; last year's is in the counts
		// alone, at four times the usual: it is used, or told.
		w.Now = date(2026, 10, 23).Add(15 * time.Hour)
		last := date(2025, 11, 11)
		w.countsOf(w.Now, 56, func(t time.Time, _ int) float64 { return when(day(t).Equal(last), 4) })
		w.Save("events.csv", table([][]any{eventHead, {"双11", "2026-11-11", "2026-11-11", nil, nil}}))
		r := w.Run("forecast", "run", "--from", iso(w.nextWeek()), "--weeks", "3", "--json")
		is, got := w.DayMean(date(2026, 11, 11)), dayVolumes(r)["2026-11-11"]
		if got < 2.8*is && !slices.ContainsFunc(explained(r), func(s string) bool {
			return strings.Contains(s, iso(last)) || strings.Contains(s, "去年")
		}) {
			w.Fail(kind, "%s: %.0f on 2026-11-11, four times the usual %.0f came the year before, and the explanation is silent", r, got, is)
		}
	}},
}

// holidaySlips are slips in holidays.csv that nobody can read: the row is named.
var holidaySlips = []Slip{
	// A range of days in one cell.
	holiday("events/holiday-range", []any{"2027-10-01至2027-10-07", "国庆节", "放假", nil}),
	// A word that is neither off nor at work.
	holiday("events/holiday-type-unknown", []any{"2027-10-01", "国庆节", "三薪", nil}),
	// Month first, two digits of the year.
	holiday("events/holiday-two-digit-year", []any{"10/1/27", "国庆节", "放假", "是"}),
	// Without a year.
	holiday("events/holiday-without-year", []any{"10月1日", "国庆节", "放假", "是"}),
	// 2062 for 2026.
	holiday("events/holiday-year-2062", []any{"2062-10-01", "国庆节", "放假", "是"}),
	// A day that no month has.
	holiday("events/holiday-no-such-day", []any{"2027-02-30", "春节", "放假", nil}),
	// The type is missing.
	holiday("events/holiday-type-missing", []any{"2027-10-01", "国庆节", nil, nil}),
}

// holiday is a row of holidays.csv that cannot be read.
func holiday(name string, row []any) Slip {
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		w.Save("holidays.csv", table([][]any{{"日期", "名称", "类型", "法定"}, row}))
		if r := w.forecast(); !r.told("holidays.csv", "2") {
			w.Fail(kind, "%s: nothing is said of row 2 of holidays.csv: %v", r, row)
		}
	}}
}

// explained are the sentences beside a forecast, but for those on what was cleaned.
func explained(r Ran) (out []string) {
	var doc struct{ Story, Notes []struct{ Zh string } }
	_ = json.Unmarshal(r.Out, &doc) // a refusal explains nothing
	for _, s := range slices.Concat(doc.Story, doc.Notes) {
		out = append(out, s.Zh)
	}
	return out
}

// minuteOf is a moment as the template shows it.
func minuteOf(t time.Time) string { return t.Format("2006-01-02 15:04") }

// campaignDay is the Wednesday of the coming week in a calm shop.
func (w *World) campaignDay() (from, to time.Time) {
	w.calm()
	from = w.nextWeek().AddDate(0, 0, 2)
	return from, from.AddDate(0, 0, 1)
}

// campaign is a row of the list of events: the day has 2.5 times the usual, or the file
// and one of the places are named. Without places it must be read.
func campaign(name, file string, row func(from, to time.Time) []any, places ...string) Slip {
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		from, to := w.campaignDay()
		w.remove("events.csv")
		w.saveRows(file, "活动", slices.Concat([][]any{eventHead}, [][]any{row(from, to)}))
		w.upliftOrTold(kind, file, places...)
	}}
}

// upliftOrTold lets the coming week be forecast: its Wednesday has 2.5 times the usual,
// as the other days tell it, or the file and a place are named.
func (w *World) upliftOrTold(kind, file string, places ...string) {
	r := w.forecast()
	if r.told(file, places...) {
		return
	}
	days := dayVolumes(r)
	wed := w.nextWeek().AddDate(0, 0, 2)
	var said, is float64
	for _, i := range []int{-2, -1, 1, 2} {
		said, is = said+days[iso(wed.AddDate(0, 0, i))], is+w.DayMean(wed.AddDate(0, 0, i))
	}
	usual := w.DayMean(wed) * said / is
	if got := days[iso(wed)]; r.Code != 0 || got < 2*usual || got > 3.1*usual {
		w.Fail(kind, "%s: %.0f on the day of the campaign, where 2.5 times %.0f are to be expected; %s", r, got, usual, firstLine(r.Err))
	}
}
