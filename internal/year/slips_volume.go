package year

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// volumeSlips are forecasts that people have changed or brought along, and forecasts that
// are looked back on.
var volumeSlips = slices.Concat(changeSlips, broughtSlips, []Slip{lookedBack})

const changesFile = "forecasts/adjustments.csv"

// changeSlips are rows of the list of what planners know better, of the Wednesday of the
// coming week.
var changeSlips = []Slip{
	// Half as much again, for the whole day.
	handChange("volume/half-more", row("", "+50%"), func(_ int, v float64) float64 { return 1.5 * v }),
	// A percentage that says what is left.
	handChange("volume/three-tenths-less", row("", "-30%"), func(_ int, v float64) float64 { return .7 * v }),
	// As people write factors.
	handChange("volume/factor-with-sign", row("", "×1.5"), func(_ int, v float64) float64 { return 1.5 * v }, "2"),
	// The evening alone.
	handChange("volume/evening-doubled", row("20:00-22:00", "+100%"), func(h int, v float64) float64 { return when(h == 20 || h == 21, 2) * v }),
	// Hours in Chinese.
	handChange("volume/hours-in-chinese", row("20点到22点", "+100%"), func(h int, v float64) float64 { return when(h == 20 || h == 21, 2) * v }, "2"),
	// The list as Excel on a Chinese computer saves it.
	{"volume/changes-in-gbk", func(w *World, kind string, _ *rand.Rand) {
		w.changes(kind, gbk(table(w.changeRows("", "+50%"))), func(_ int, v float64) float64 { return 1.5 * v })
	}},
	// Nobody can say how much a lot is.
	handChange("volume/much-more", row("", "多很多"), nil, "2"),
	// A percentage without a sign may be what is left or what is added.
	handChange("volume/percent-without-sign", row("", "20%"), nil, "2"),
	// An hour that no day has.
	handChange("volume/hour-25", row("25:00", "+50%"), nil, "2"),
	// The change of a week that has passed changes nothing.
	{"volume/change-of-last-week", func(w *World, kind string, _ *rand.Rand) {
		rows := w.changeRows("", "+50%")
		rows[1][0] = iso(w.nextWeek().AddDate(0, 0, -12))
		w.changes(kind, table(rows), func(_ int, v float64) float64 { return v })
	}},
	{"volume/week-follows-changes", func(w *World, kind string, _ *rand.Rand) {
		// What is planned is planned for the changed volume.
		w.calm()
		wed := w.nextWeek().AddDate(0, 0, 2)
		was := dayVolumes(w.forecast())[iso(wed)]
		w.Save(changesFile, table(w.changeRows("", "+50%")))
		r := w.Run("week", "--week", weekName(wed), "--json", "--iterations", "5", "--force")
		var doc weekDoc
		_ = json.Unmarshal(r.Out, &doc) // no JSON is no volume
		if len(doc.Days) != 7 || math.Abs(doc.Days[2].Volume-1.5*was) > .01*was {
			w.Fail(kind, "%s: exit %d: the Wednesday is not planned for %.0f", r, r.Code, 1.5*was)
		}
	}},
}

func row(hours, change string) [2]string { return [2]string{hours, change} }

// changeRows are a list with one change, of the Wednesday of the coming week.
func (w *World) changeRows(hours, change string) [][]any {
	return [][]any{{"日期", "时段", "队列", "咨询量或百分比", "谁", "为什么"}, {iso(w.nextWeek().AddDate(0, 0, 2)), hours, nil, change, "王丽", "直播加场"}}
}

// handChange is a change of the coming Wednesday and what each hour of it must have then;
// nil must be told.
func handChange(name string, r [2]string, want func(hour int, v float64) float64, places ...string) Slip {
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		w.changes(kind, table(w.changeRows(r[0], r[1])), want, places...)
	}}
}

// changes compares a forecast with the one before a list of changes was there.
func (w *World) changes(kind string, list []byte, want func(hour int, v float64) float64, places ...string) {
	w.calm()
	was := weekHours(w.forecast())
	w.Save(changesFile, list)
	r := w.forecast()
	if r.told(changesFile, places...) && len(places) > 0 {
		return
	}
	got := weekHours(r)
	if want == nil || r.Code != 0 || len(got) != len(was) {
		w.Fail(kind, "%s: exit %d: nothing is said of %s %s", r, r.Code, changesFile, strings.Join(places, " "))
		return
	}
	for i, v := range was {
		if i%168/24 == 2 {
			v = want(i%24, v)
		}
		if math.Abs(got[i]-v) > .01*v+.01 {
			w.Fail(kind, "%s: %.1f at %d:00 of day %d, where %.1f were asked for", r, got[i], i%24, i%168/24+1, v)
			return
		}
	}
}

// broughtSlips are forecasts of somebody else's.
var broughtSlips = []Slip{
	// The head office has its own figures of the week.
	brought("volume/others-forecast", 7, "预测量"),
	// It has them of three days; the others are the shop's own.
	brought("volume/others-three-days", 3, "预测量"),
	// Under the heading of a count.
	brought("volume/others-as-counts", 7, "咨询量"),
	{"volume/others-of-last-week", func(w *World, kind string, _ *rand.Rand) {
		// Figures of a week that has passed change nothing, and are named.
		w.calm()
		was := weekHours(w.forecast())
		w.Save(othersFile, table(w.othersRows(w.nextWeek().AddDate(0, 0, -14), 7, "预测量")))
		if r := w.forecast(); apartBy(weekHours(r), was) > same || !r.told(othersFile, "") {
			w.Fail(kind, "%s: exit %d: %.2f apart from the shop's own; %s is of other days", r, r.Code, apartBy(weekHours(r), was), othersFile)
		}
	}},
	{"volume/others-unreadable", func(w *World, kind string, _ *rand.Rand) {
		// A cell that is no number is named.
		rows := w.othersRows(w.nextWeek(), 7, "预测量")
		rows[9][len(rows[9])-1] = "待定"
		w.Save(othersFile, table(rows))
		if r := w.forecast(); !r.told(othersFile, "10") {
			w.Fail(kind, "%s: exit %d: nothing is said of row 10", r, r.Code)
		}
	}},
}

const othersFile = "forecasts/总部预测.csv"

// othersHour is what the head office expects in each hour: a figure that nobody else has.
func othersHour(d, hour int) int { return 30 + 3*d + hour%5 }

func (w *World) othersRows(from time.Time, days int, head string) [][]any {
	rows := [][]any{{"日期", "小时", "队列", head}}
	for d := range days {
		for _, q := range w.Profile.Queues {
			for h := q.Open[0]; h < q.Open[1]; h++ {
				rows = append(rows, []any{iso(from.AddDate(0, 0, d)), h, q.ID, othersHour(d, h)})
			}
		}
	}
	return rows
}

// brought is a forecast of the first days of the coming week that somebody has brought.
func brought(name string, days int, head string) Slip {
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		w.calm()
		was := weekHours(w.forecast())
		w.Save(othersFile, table(w.othersRows(w.nextWeek(), days, head)))
		r := w.forecast()
		got := weekHours(r)
		if r.Code != 0 || len(got) != len(was) {
			w.Fail(kind, "%s: exit %d: %s", r, r.Code, firstLine(r.Err))
			return
		}
		for i, v := range was {
			q, d, h := w.Profile.Queues[i/168], i%168/24, i%24
			if d < days && h >= q.Open[0] && h < q.Open[1] {
				v = float64(othersHour(d, h))
			}
			if math.Abs(got[i]-v) > .01*v+.01 {
				w.Fail(kind, "%s: %.1f of %s at %d:00 of day %d, where %.1f are expected", r, got[i], q.ID, h, d+1, v)
				return
			}
		}
	}}
}

// lookedBack lays what was said a fortnight ago beside what has come since: the figures
// are those of the files.
var lookedBack = Slip{"volume/looked-back-on", func(w *World, kind string, _ *rand.Rand) {
	w.calm()
	now := w.Now
	w.Now = now.AddDate(0, 0, -14)
	w.ownCounts("接待.csv", func(from, to time.Time) []byte { return table(w.plainRows(from, to)) })
	first := w.nextWeek()
	said := weekHours(w.forecast())
	w.Now = now
	w.ownCounts("接待.csv", func(_, to time.Time) []byte { return table(w.plainRows(first.AddDate(0, 0, -28), to)) })
	var missed, came, expected float64
	for i, v := range said {
		n := float64(w.Volume(w.Profile.Queues[i/168], first.Add(time.Duration(i%168)*time.Hour)))
		missed, came, expected = missed+math.Abs(v-n), came+n, expected+v
	}
	r := w.Run("forecast", "accuracy", "--from", iso(first), "--to", iso(first.AddDate(0, 0, 6)), "--json")
	type row struct{ Said, Came, Missed, Error float64 }
	var doc struct{ Rows []row }
	if err := json.Unmarshal(r.Out, &doc); err != nil || len(doc.Rows) == 0 {
		w.Fail(kind, "%s: exit %d: %s", r, r.Code, firstLine(r.Err))
		return
	}
	is := doc.Rows[0]
	near := func(a, b float64) bool { return math.Abs(a-b) <= .005*b+.5 }
	if !near(is.Came, came) || !near(is.Said, expected) || !near(is.Missed, missed) || math.Abs(is.Error-missed/came) > .005 {
		w.Fail(kind, "%s: said %.0f, came %.0f, missed %.0f (%.3f); it is %.0f, %.0f, %.0f (%.3f)", r, is.Said, is.Came, is.Missed, is.Error, expected, came, missed, missed/came)
	}
}}
