package schedule

import (
	"math"
	"slices"

	"paiban/internal/lang"
)

// NoMax is a maximum that is never reached.
const NoMax = math.MaxInt32

// Bound limits an integer quantity. Below HardMin or above HardMax each missing
// or extra unit breaks a hard rule; below SoftMin each costs UnderCost, above
// SoftMax each costs OverCost. HardMin ≤ SoftMin ≤ SoftMax ≤ HardMax.
// A convex cost is several Bounds on the same quantity. Make one with [Free],
// [AtLeast], [AtMost] or [Between]; the zero Bound allows only 0.
type Bound struct {
	HardMin   int   `json:"hard_min"`
	SoftMin   int   `json:"soft_min"`
	SoftMax   int   `json:"soft_max"`
	HardMax   int   `json:"hard_max"`
	UnderCost int64 `json:"under_cost"`
	OverCost  int64 `json:"over_cost"`
}

// Free is the Bound that never binds.
func Free() Bound { return Bound{SoftMax: NoMax, HardMax: NoMax} }

// AtLeast is a hard minimum.
func AtLeast(n int) Bound { return Bound{HardMin: n, SoftMin: n, SoftMax: NoMax, HardMax: NoMax} }

// AtMost is a hard maximum.
func AtMost(n int) Bound { return Bound{SoftMax: n, HardMax: n} }

// Between is a hard minimum and maximum.
func Between(lo, hi int) Bound { return Bound{HardMin: lo, SoftMin: lo, SoftMax: hi, HardMax: hi} }

// Prefer returns b with a soft minimum and maximum added inside the hard ones.
func (b Bound) Prefer(lo, hi int, under, over int64) Bound {
	b.SoftMin, b.SoftMax = max(b.HardMin, lo), min(b.HardMax, hi)
	b.UnderCost, b.OverCost = under, over
	return b
}

// Sides returns the hard limits of b one by one, as bounds of their own.
func (b Bound) Sides() (out []Bound) {
	if b.HardMin > 0 {
		out = append(out, AtLeast(b.HardMin))
	}
	if b.HardMax < NoMax {
		out = append(out, AtMost(b.HardMax))
	}
	return out
}

// Relaxed returns one hard limit moved by n, the maximum where there is one; ok is
// false where nothing is left of it.
func (b Bound) Relaxed(n int) (eased Bound, ok bool) {
	if b.HardMax < NoMax {
		return AtMost(b.HardMax + n), true
	}
	return AtLeast(b.HardMin - n), b.HardMin > n
}

// Judge returns how many units n lies outside the hard limits and what it costs
// against the soft ones.
func (b Bound) Judge(n int) (hard, cost int64) {
	if n < b.HardMin {
		hard = int64(b.HardMin - n)
	} else if n > b.HardMax {
		hard = int64(n - b.HardMax)
	}
	if n < b.SoftMin {
		cost = int64(b.SoftMin-n) * b.UnderCost
	} else if n > b.SoftMax {
		cost = int64(n-b.SoftMax) * b.OverCost
	}
	return hard, cost
}

// Queue is a stream of contacts staffed together.
type Queue struct {
	ID   string
	Name lang.Text
}

// Cover asks for heads. With Shift == Any it counts the people one of whose
// segments contains all of Span on Day (a night shift that started on the day
// before counts, its minutes counted on through midnight), on a shift that serves
// Queue or one of With or, with Queue == Any, on any. With a Shift it counts the
// people on that shift on Day, whether whole or as one of its Parts, and Span is
// ignored. Of all these it counts those of Who.
// Trainees do not count. Somebody whose shifts of two days overlap each other,
// which [MinRest] forbids, counts for each.
type Cover struct {
	Why   CoverKind
	Day   int
	Span  Span
	Queue int
	With  []int  // further queues: their heads are counted together with those of Queue
	Who   People // those who count as heads, ascending; nil is everybody
	Shift int
	Pause bool // it counts those who are on a break for some of Span, not those at work
	Bound Bound
}

// ServedBy reports whether t serves a queue of c.
func (c *Cover) ServedBy(t *Shift) bool {
	return t.Serves(c.Queue) || slices.ContainsFunc(c.With, t.Serves)
}

// Of returns c as it is for another team made of people of this one.
func (c Cover) Of(t Team) Cover {
	if c.Who != nil {
		if c.Who, _ = t.people(c.Who); c.Who == nil {
			c.Who = People{} // nobody
		}
	}
	return c
}

// HeadSets returns the different sets of people that rows of cover count, everybody left
// out.
func (p *Problem) HeadSets() (sets []People) {
	for k := range p.Cover {
		who := p.Cover[k].Who
		if who != nil && !slices.ContainsFunc(sets, func(s People) bool { return slices.Equal(s, who) }) {
			sets = append(sets, who)
		}
	}
	return sets
}

// CoverKind says where a cover row comes from; it is how the row is named to
// the user.
type CoverKind int

const (
	Requirement  CoverKind = iota // 需求 from contact volume
	Window                        // 在线窗口 minimum online within service hours
	Handover                      // 交接 both sides of a shift change present
	PrepareBy                     // 备岗 ready before the first order
	Headcount                     // 班次人数 heads on one shift
	DutyTurn                      // 值班 people on duty
	SkillOnShift                  // 班上要有的人 somebody of a kind, such as a senior
	AwayAtOnce                    // 同时休息 people on a break at once
)

// CoverKinds lists every kind in order; its index is the CoverKind.
var CoverKinds = []struct {
	Key  string
	Name lang.Text
}{
	{"requirement", lang.T("需求人数", "requirement")},
	{"window", lang.T("在线窗口", "service window")},
	{"handover", lang.T("交接重叠", "handover")},
	{"prepare-by", lang.T("提前备岗", "prepare-by")},
	{"headcount", lang.T("班次人数", "headcount")},
	{"duty-turn", lang.T("值班人数", "duty turn")},
	{"skill-on-shift", lang.T("班上要有的人", "who must be there")},
	{"away-at-once", lang.T("同时休息", "away at once")},
}

func (k CoverKind) String() string { return CoverKinds[k].Key }

// Text returns the name of k in both languages.
func (k CoverKind) Text() lang.Text { return CoverKinds[k].Name }
