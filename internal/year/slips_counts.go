package year

import (
	"math/rand/v2"
	"time"
)

// countSlips are slips in exports of inquiries.
var countSlips = []Slip{
	{"counts/two-names-of-one-count", func(w *World, kind string, _ *rand.Rand) {
		// The usual export has who asked and who was served side by side.
		w.ownCounts("接待.csv", func(from, to time.Time) []byte {
			rows := [][]any{{"日期", "小时", "队列", "咨询人数", "接待人数"}}
			w.hours(from, to, func(t time.Time) {
				for _, q := range w.Profile.Queues {
					n := w.Volume(q, t)
					rows = append(rows, []any{iso(t), t.Hour(), q.ID, n, n})
				}
			})
			return table(rows)
		})
		w.rightVolume(kind, "接待.csv")
	}},
	{"counts/a-row-for-each-agent", func(w *World, kind string, _ *rand.Rand) {
		w.ownCounts("客服.csv", func(from, to time.Time) []byte {
			rows := [][]any{{"日期", "小时", "客服", "队列", "咨询人数"}}
			w.hours(from, to, func(t time.Time) {
				for _, q := range w.Profile.Queues {
					n := w.Volume(q, t)
					for i, part := range []int{n / 2, n / 3, n - n/2 - n/3} {
						rows = append(rows, []any{iso(t), t.Hour(), w.People[i].Name, q.ID, part})
					}
				}
			})
			return table(rows)
		})
		w.rightVolume(kind, "客服.csv", "客服")
	}},
	{"counts/day-totals", func(w *World, kind string, _ *rand.Rand) {
		w.ownCounts("日报.csv", func(from, to time.Time) []byte {
			rows := [][]any{{"日期", "队列", "咨询人数"}}
			for d := from; d.Before(to); d = d.AddDate(0, 0, 1) {
				for _, q := range w.Profile.Queues {
					sum := 0
					w.hours(d, d.AddDate(0, 0, 1), func(t time.Time) { sum += w.Volume(q, t) })
					rows = append(rows, []any{iso(d), q.ID, sum})
				}
			}
			return table(rows)
		})
		w.hoursSpread(kind, "日报.csv")
	}},
}

// hoursSpread lets the week be forecast and requires that the open hours have their
// share, or that the file is refused by its name.
func (w *World) hoursSpread(kind, name string) {
	mon := w.calm()
	r := w.Run("forecast", "run", "--from", iso(mon), "--json")
	if r.Code == 3 && r.named(name) {
		return
	}
	if r.Code != 0 {
		w.Fail(kind, "%s: refused without naming %s: %s", r, name, firstLine(r.Err))
		return
	}
	byHour := hourVolumes(r)
	if all := byHour[0] + byHour[20]; byHour[0] > byHour[20] || all == 0 {
		w.Fail(kind, "%s: %.0f at midnight, %.0f at 20:00", r, byHour[0], byHour[20])
	}
}

// hourVolumes are the forecast's totals by hour of the day.
func hourVolumes(r Ran) (hours [24]float64) {
	for _, q := range forecastOf(r).Queues {
		for i, v := range q.Point {
			hours[i*q.Step/60%24] += v
		}
	}
	return hours
}
