package year

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// habitSlips are true counts of a shop that has changed, or had a week that nobody
// entered as an event: the forecast follows what is new and is not carried away.
var habitSlips = []Slip{
	// One day had five times the usual and was not entered.
	habit("counts/one-day-fivefold", 16, func(t time.Time, ago int) float64 { return when(ago == 2 && t.Weekday() == time.Wednesday, 5) }, share{Days: all, Low: .85, High: 1.15}),
	// Sundays have always been quiet.
	habit("counts/quiet-sunday-always", 52, func(t time.Time, _ int) float64 { return when(t.Weekday() == time.Sunday, .3) }, share{Days: "7", Low: .2, High: .45}),
	// The last eight Mondays had a third of what Mondays had before.
	habit("counts/quiet-monday-lately", 52, func(t time.Time, ago int) float64 { return when(ago <= 8 && t.Weekday() == time.Monday, .3) }, share{Days: "1", Low: .15, High: .52}),
	// The last eight Tuesdays had twice what Tuesdays had before.
	habit("counts/busy-tuesday-lately", 52, func(t time.Time, ago int) float64 { return when(ago <= 8 && t.Weekday() == time.Tuesday, 2) }, share{Days: "2", Low: 1.7, High: 2.35}),
	// The quiet day moved from Sunday to Monday four weeks ago.
	habit("counts/quiet-day-moved", 52, func(t time.Time, ago int) float64 {
		return when(t.Weekday() == time.Sunday && ago > 4 || t.Weekday() == time.Monday && ago <= 4, .3)
	}, share{Days: "1", Low: .15, High: .65}, share{Days: "7", Low: .65, High: 1.2}),
	// The live stream moved from Friday to Tuesday evening three weeks ago.
	habit("counts/live-stream-moved", 16, func(t time.Time, ago int) float64 {
		evening := t.Hour() >= 20 && t.Hour() < 23
		return when(evening && (t.Weekday() == time.Friday && ago > 3 || t.Weekday() == time.Tuesday && ago <= 3), 3)
	}, share{Days: "5", Hours: [2]int{20, 23}, Low: .6, High: 1.65}, share{Days: "2", Hours: [2]int{20, 23}, Low: 2, High: 3.6}),
	// For two weeks the level has stood at 1.8 times.
	habit("counts/level-up-two-weeks", 16, func(_ time.Time, ago int) float64 { return when(ago <= 2, 1.8) }, share{Days: all, Low: 1.68, High: 1.96}),
	// The shop has been open two hours longer since last week.
	habit("counts/hours-extended", 16, func(t time.Time, ago int) float64 { return when(ago > 1 && late(t), closed) }, share{Days: "135", Hours: lateHours, Low: .5, High: 1.5}),
	// The shop has been open two hours longer for the last five weeks of a year.
	habit("counts/hours-extended-five-weeks", 52, func(t time.Time, ago int) float64 { return when(ago > 5 && late(t), closed) }, share{Days: "135", Hours: lateHours, Low: .5, High: 1.5}),
	// For two weeks nobody has come after 21:00: the shop closes earlier.
	habit("counts/hours-cut", 16, func(t time.Time, ago int) float64 { return when(ago <= 2 && late(t), 0) }, share{Days: "24", Hours: lateHours, High: .16}),
	// The shop opened on Sundays last week.
	habit("counts/sunday-opened", 16, func(t time.Time, ago int) float64 { return when(ago > 1 && t.Weekday() == time.Sunday, closed) }, share{Days: "7", Low: .5, High: 1.5}),
	// The shop has been open on Sundays for the last five weeks of a year.
	habit("counts/sunday-opened-five-weeks", 52, func(t time.Time, ago int) float64 { return when(ago > 5 && t.Weekday() == time.Sunday, closed) }, share{Days: "7", Low: .5, High: 1.5}),
	// The last week had twice the volume: a campaign that nobody entered, or a new level.
	boomed("counts/last-week-doubled", 15, 2),
	// The last week had three times the volume.
	boomed("counts/last-week-tripled", 12, 3),
	// Every holiday of twenty months had half the volume. In 2025 Mid-Autumn fell into the
	// National Day week, so that its days have had none of their name: they take what
	// holidays had.
	onHolidays("counts/holidays-half", func(t time.Time) float64 { return when(holidayOf(t), .5) }, .5, "2026-09-26", "2026-09-27", "2026-10-06"),
	// A service that weekends and holidays leave three tenths: a holiday on a Sunday was as
	// quiet as any Sunday, which makes one on a Monday no usual Monday.
	onHolidays("counts/holidays-like-weekends", func(t time.Time) float64 {
		weekend := t.Weekday() == time.Saturday || t.Weekday() == time.Sunday
		return when(holidayOf(t) || weekend && !slices.Contains(makeupDays, iso(t)), .3)
	}, .3, "2026-10-03", "2026-10-05", "2026-10-06"),
	{"counts/level-up-a-week-is-told", func(w *World, kind string, _ *rand.Rand) {
		// Since a week the volume stands at 1.8 times: the planner alone knows why, and is asked.
		w.countsBy(16, func(_ time.Time, ago int) float64 { return when(ago == 1, 1.8) })
		if r := w.forecast(); !w.saysDate(r, monday(w.Now).AddDate(0, 0, -7)) {
			w.Fail(kind, "%s: nobody is asked about the rise since %s", r, iso(monday(w.Now).AddDate(0, 0, -7)))
		}
	}},
}

// closed is the factor of an hour that has no row.
const closed = -1

// all are all days of a week; 1 is the Monday.
const all = "1234567"

var lateHours = [2]int{21, 23}

func late(t time.Time) bool { return t.Hour() >= lateHours[0] && t.Hour() < lateHours[1] }

// when is the factor of an hour to which something applies; it is 1 otherwise.
func when(applies bool, factor float64) float64 {
	if applies {
		return factor
	}
	return 1
}

// share is what must come on some hours of some days, as a share of the usual.
type share struct {
	Days      string
	Hours     [2]int // all if 0, 0
	Low, High float64
}

// habit is a shop whose counts of some weeks are changed by a factor of the hour and of
// how many weeks ago it was; 1 is the last week that is counted.
func habit(name string, weeks int, factor func(t time.Time, ago int) float64, shares ...share) Slip {
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		w.countsBy(weeks, factor)
		r := w.forecast()
		hours := weekHours(r)
		for _, s := range shares {
			said, is := 0.0, 0.0
			for i, v := range hours {
				q, t := w.Profile.Queues[i/168%len(w.Profile.Queues)], w.nextWeek().Add(time.Duration(i%168)*time.Hour)
				day := string("7123456"[t.Weekday()])
				if strings.Contains(s.Days, day) && (s.Hours == [2]int{} || t.Hour() >= s.Hours[0] && t.Hour() < s.Hours[1]) {
					said, is = said+v, is+w.mean(q, t)
				}
			}
			if !(said >= s.Low*is && said <= s.High*is) {
				w.Fail(kind, "%s: %.0f on days %s, where %.0f to %.0f are to be expected", r, said, s.Days, s.Low*is, s.High*is)
				return
			}
		}
	}}
}

// summer is a Friday far from every holiday, so that nothing but the factor is new.
var summer = date(2026, 8, 28).Add(15 * time.Hour)

// countsBy leaves only some weeks of counts in the folder, changed by a factor. It is
// summer then.
func (w *World) countsBy(weeks int, factor func(t time.Time, ago int) float64) {
	w.countsOf(summer, weeks, factor)
}

// countsOf leaves only some weeks of counts before now in the folder, changed by a factor.
func (w *World) countsOf(now time.Time, weeks int, factor func(t time.Time, ago int) float64) {
	w.calm()
	w.Now = now
	w.ownCounts("接待.csv", func(_, to time.Time) []byte {
		rows := [][]any{{"日期", "小时", "队列", "咨询量"}}
		w.hours(to.AddDate(0, 0, -7*weeks), to, func(t time.Time) {
			ago := int(math.Ceil(to.Sub(t).Hours() / 168))
			f := factor(t, ago)
			if f == closed {
				return
			}
			for _, q := range w.Profile.Queues {
				rows = append(rows, []any{iso(t), t.Hour(), q.ID, int(math.Round(f * float64(w.Volume(q, t))))})
			}
		})
		return table(rows)
	})
}

// boomed is a shop whose last week had more than all others. Whether that stays cannot
// be known, but more than the highest day ever seen is not to be expected, nor less
// than half of the usual, nor a rise from week to week.
func boomed(name string, weeks int, factor float64) Slip {
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		w.countsBy(weeks, func(_ time.Time, ago int) float64 { return when(ago == 1, factor) })
		highest := 0.0
		for i := range 7 {
			n := 0.0
			for _, q := range w.Profile.Queues {
				n += factor * float64(w.dayTotal(q, monday(w.Now).AddDate(0, 0, i-7)))
			}
			highest = max(highest, n)
		}
		r := w.Run("forecast", "run", "--from", iso(w.nextWeek()), "--weeks", "4", "--json")
		days := dayVolumes(r)
		week := func(n int) (all float64) {
			for i := range 7 {
				all += days[iso(w.nextWeek().AddDate(0, 0, 7*n+i))]
			}
			return all
		}
		for i := range 28 {
			d := w.nextWeek().AddDate(0, 0, i)
			if v := days[iso(d)]; v > 1.01*highest || v < .5*w.DayMean(d) {
				w.Fail(kind, "%s: %.0f on %s, where %.0f are usual and %.0f the most ever seen", r, v, iso(d), w.DayMean(d), highest)
				return
			}
		}
		if week(3) > 1.25*week(0) {
			w.Fail(kind, "%s: %.0f in the first week, %.0f in the fourth", r, week(0), week(3))
		}
	}}
}

// breaks are the holidays of 2025 and 2026 as the State Council arranged them, both days
// included; makeupDays are the weekend days that are worked for them.
var (
	breaks = [][2]string{
		{"2025-01-01", "2025-01-01"}, {"2025-01-28", "2025-02-04"}, {"2025-04-04", "2025-04-06"}, {"2025-05-01", "2025-05-05"},
		{"2025-05-31", "2025-06-02"}, {"2025-10-01", "2025-10-08"}, {"2026-01-01", "2026-01-03"}, {"2026-02-15", "2026-02-23"},
		{"2026-04-04", "2026-04-06"}, {"2026-05-01", "2026-05-05"}, {"2026-06-19", "2026-06-21"},
	}
	makeupDays = []string{"2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09"}
)

func holidayOf(t time.Time) bool {
	return slices.ContainsFunc(breaks, func(b [2]string) bool { return iso(t) >= b[0] && iso(t) <= b[1] })
}

// onHolidays is a shop with twenty months of counts changed by a factor, on a Friday of
// September 2026: the days have that share of the usual, give or take four tenths.
func onHolidays(name string, factor func(t time.Time) float64, usual float64, days ...string) Slip {
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		w.countsOf(date(2026, 9, 11).Add(15*time.Hour), 87, func(t time.Time, _ int) float64 { return factor(t) })
		r := w.Run("forecast", "run", "--from", iso(w.nextWeek()), "--weeks", "4", "--json")
		said := dayVolumes(r)
		for i := range 28 {
			d := w.nextWeek().AddDate(0, 0, i)
			is := usual * w.DayMean(d)
			if got := said[iso(d)]; slices.Contains(days, iso(d)) && (got < .6*is || got > 1.4*is) {
				w.Fail(kind, "%s: %.0f on %s, a holiday, where %.0f are to be expected", r, got, iso(d), is)
				return
			}
		}
	}}
}
