package planner

import (
	"paiban/internal/lang"
)

// Standing says how good a roster is known to be.
type Standing int

const (
	Broken        Standing = iota // hard rules are broken; perhaps they need not be
	SomeMustBreak                 // … and it is proved that some must be, though perhaps fewer
	FewestBroken                  // … that no roster breaks fewer in which everybody's own hard rules hold
	LeastBroken                   // … that no such roster is better at all
	Infeasible                    // … that no roster at all is better
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
	score, r := j.Analysis.Score, j.Result
	v := Verdict{Hard: score.Hard, Gap: r.Gap()}
	switch {
	case score.Hard > 0 && score == r.Bound:
		v.Standing = Infeasible
	case score.Hard > 0 && score == r.Kept:
		v.Standing = LeastBroken
	case score.Hard > 0 && score.Hard == r.Kept.Hard:
		v.Standing = FewestBroken
	case score.Hard > 0 && r.Bound.Hard > 0:
		v.Standing = SomeMustBreak
	case score.Hard > 0:
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
		return lang.F("硬规则没有全部满足（差 %d 处）；能不能全部满足还没有证明", "not all hard rules hold (%d broken); whether they all can is not proved", v.Hard)
	case SomeMustBreak:
		return lang.F("硬规则不能全部满足（差 %d 处）；能不能差得少一些还没有证明", "the hard rules cannot all hold (%d broken); whether fewer would do is not proved", v.Hard)
	case FewestBroken:
		return lang.F("硬规则不能全部满足（差 %d 处）；不破坏每个人自己的硬规则，不能差得更少", "the hard rules cannot all hold (%d broken); with everybody's own hard rules kept, no fewer can be", v.Hard)
	case LeastBroken:
		return lang.F("硬规则不能全部满足（差 %d 处）；不破坏每个人自己的硬规则，不能排得更好", "the hard rules cannot all hold (%d broken); with everybody's own hard rules kept, no roster is better", v.Hard)
	case Infeasible:
		return lang.F("硬规则不能全部满足（差 %d 处）；没有更好的排法（已证明）", "the hard rules cannot all hold (%d broken); nothing better exists (proved)", v.Hard)
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
