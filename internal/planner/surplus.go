package planner

import (
	"math"

	"paiban/internal/lang"
	"paiban/schedule"
)

// Surplus is what a roster has beyond the heads that are needed.
type Surplus struct {
	Hours   float64 // head-hours above the requirement
	Share   float64 // of the head-hours required
	DaysOff int     // so many shifts, at least, can be taken off with nobody missing for it
}

// How much is told: less comes of shifts that are longer than the peaks they are for.
const (
	tellShare   = 0.1  // of the head-hours required
	tellDaysOff = 0.05 // of the shifts in the roster
)

// Surplus measures the roster of j; ok is false where there is not enough to speak of,
// or nothing to compare with.
func (j *Judged) Surplus() (s Surplus, ok bool) {
	p := j.Plan.Problem
	required, rostered := 0., 0.
	cov := schedule.CoverageOf(p, j.Result.Roster)
	hours := float64(cov.Interval) / 60
	for k, heads := range cov.Total {
		need := 0
		for q := range j.Plan.Required {
			if r := j.Plan.Required[q]; r != nil {
				need += r[k]
			}
		}
		required += hours * float64(need)
		rostered += hours * float64(max(0, heads-need))
	}
	if required == 0 || rostered < tellShare*required {
		return s, false
	}
	shifts := 0
	for _, row := range j.Result.Roster.Cells {
		for _, c := range row {
			if c != schedule.Off {
				shifts++
			}
		}
	}
	s = Surplus{Hours: rostered, Share: rostered / required, DaysOff: len(schedule.Spare(p, j.Result.Roster))}
	return s, float64(s.DaysOff) >= max(1, tellDaysOff*float64(shifts))
}

// Text says the surplus.
func (s Surplus) Text() lang.Text {
	return lang.F("在岗比需要的多出 %.0f 人时（%.0f%%）：至少还能多休 %d 天，不缺人，也不违反硬规则", "%.0f head-hours more than needed (%.0f%%): at least %d more days off are possible, nobody missing and no hard rule broken",
		math.Round(s.Hours), 100*s.Share, s.DaysOff)
}

// beside says what belongs beside the verdict on a roster, though no rule is broken:
// far more heads than needed, and rules of the shop that the law forbids.
func (j *Judged) beside() (out []lang.Text) {
	if s, ok := j.Surplus(); ok {
		out = append(out, s.Text())
	}
	out = append(out, j.lateTexts()...)
	for _, l := range j.Workspace.UnlawfulHours() {
		out = append(out, lang.F("班表按本店的规则排，其中违法：%s（%s）", "the roster keeps to the shop's rules; unlawful among them: %s (%s)", l.What, l.Basis))
	}
	return out
}
