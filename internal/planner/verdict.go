package planner

import (
	"paiban/internal/lang"
	"paiban/schedule/solve"
)

// Standing says how good a roster is known to be.
type Standing int

const (
	Broken        Standing = iota // hard rules are broken; perhaps they need not be
	Infeasible                    // hard rules are broken, and it is proved that no roster breaks fewer
	Best                          // hard rules hold, and it is proved that nothing better exists
	AlmostBest                    // … that less than 0.1% better is possible
	WithinGap                     // … that at most Gap better is possible
	UnknownToBest                 // hard rules hold; how far the best is has not been proved
)

// Verdict is how good a roster is known to be.
type Verdict struct {
	Standing Standing
	Hard     int64   // breaches of hard rules
	Gap      float64 // proved share by which the cost may be above the best
}

// Verdict judges the roster by its breaches and by what the search has proved.
func (j *Judged) Verdict() Verdict {
	v := Verdict{Hard: j.Analysis.Score.Hard, Gap: j.Result.Gap()}
	switch {
	case v.Hard > 0 && j.Result.Status == solve.Optimal:
		v.Standing = Infeasible
	case v.Hard > 0:
		v.Standing = Broken
	case v.Gap <= 0:
		v.Standing = Best
	case v.Gap < 0.001:
		v.Standing = AlmostBest
	case v.Gap < 0.5:
		v.Standing = WithinGap
	default:
		v.Standing = UnknownToBest
	}
	return v
}

// Text says the verdict in a supervisor's words.
func (v Verdict) Text() lang.Text {
	switch v.Standing {
	case Broken:
		return lang.F("硬规则没有全部满足（差 %d 处）", "not all hard rules hold (%d broken)", v.Hard)
	case Infeasible:
		return lang.F("硬规则不能全部满足（差 %d 处），没有更好的排法", "the hard rules cannot all hold (%d broken); nothing better exists", v.Hard)
	case Best:
		return lang.T("硬规则全部满足；没有更好的排法（已证明）", "all hard rules hold; nothing better exists (proved)")
	case AlmostBest:
		return lang.T("硬规则全部满足；离最优不到 0.1%（已证明）", "all hard rules hold; within 0.1% of the best possible (proved)")
	case WithinGap:
		return lang.F("硬规则全部满足；离最优最多差 %.1f%%", "all hard rules hold; within %.1f%% of the best possible", 100*v.Gap)
	case UnknownToBest:
		return lang.T("硬规则全部满足；离最优多远还没有证明", "all hard rules hold; how close it is to the best is not proved")
	}
	panic("unknown standing")
}
