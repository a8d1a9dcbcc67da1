package repair

import (
	"context"
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
)

// Conflict is a set of hard rules, for certain people and days, that cannot hold
// together, whatever the roster. With Minimal set any one of them could give way
// and the others would hold.
type Conflict struct {
	Parts   []Part
	Minimal bool
	Relief  []Relief
}

// Part is what one rule, or like rows of cover, have in a conflict.
type Part struct {
	Rule   string    // key of the rule, or of the kind of cover
	Words  lang.Text // the limit, in words
	People []int     // the people it binds here; nil for cover
	Days   []int     // on which days; nil where it is not about certain days
}

// Relief is one way out and what it buys.
type Relief struct {
	What   lang.Text
	Before int64 // heads and cells by which the whole problem must break hard rules
	After  int64 // the same with the relief
	Proved bool  // both are the least possible
}

// Conflicts finds up to most disjoint conflicts among the hard rules of p, the
// smallest it can, by QuickXplain (U. Junker, AAAI 2004), first over whole rules,
// then over people and days. It returns nothing where all hold together, and
// proved tells whether that is certain.
func Conflicts(ctx context.Context, p *schedule.Problem, most int, o Options) (out []Conflict, proved bool, err error) {
	x := &explainer{search: newSearch(ctx, o), p: p}
	all := atomsOf(p)
	rest := all
	for len(out) < most && (out == nil || !x.late()) {
		state := x.decide(rest, out == nil)
		if x.err != nil {
			return nil, false, x.err
		}
		if state != impossible {
			return x.relieve(out, all), state == possible, x.err
		}
		core, minimal := x.core(rest)
		if x.err != nil {
			return nil, false, x.err
		}
		out = append(out, Conflict{Parts: parts(core), Minimal: minimal})
		x.cores = append(x.cores, core)
		rest = slices.DeleteFunc(slices.Clone(rest), func(a atom) bool { return x.inCore(core, a) })
	}
	return x.relieve(out, all), true, x.err
}

type explainer struct {
	*search
	p     *schedule.Problem
	cores [][]atom
	err   error
}

// verdict says whether a set of atoms can hold together.
type verdict int

const (
	unknown verdict = iota // in the time given
	possible
	impossible
)

// judge asks the optimiser.
func (x *explainer) judge(atoms []atom) verdict {
	if x.err != nil || x.late() {
		return unknown
	}
	// Any bound above nothing is proof enough.
	const almost = 1 - 1e-9
	r, err := x.solve(only(x.p, atoms), nil, almost)
	switch {
	case err != nil:
		x.err = err
		return unknown
	case r.Score == schedule.Score{}:
		return possible
	case r.Bound.Hard > 0 || r.Bound.Cost > 0:
		return impossible
	}
	return unknown
}

// decide is judge of what is left after the conflicts found. The first time it is
// whether anything is wrong at all: that has a time of its own, and the rest begins after it.
func (x *explainer) decide(atoms []atom, first bool) verdict {
	if !first || x.o.First <= x.o.Each {
		return x.judge(atoms)
	}
	o := x.o
	x.o.Each, x.o.Total = o.First, 0
	v := x.judge(atoms)
	x.o, x.began = o, o.Clock()
	return v
}

// inCore reports whether a is to be left out when further conflicts are looked
// for: the rows and cells of core, or all of it where it has none, for rules
// that stand for many people are in every conflict.
func (x *explainer) inCore(core []atom, a atom) bool {
	local := func(a atom) bool { return a.Rule == nil || a.Day != schedule.Any }
	if slices.ContainsFunc(core, local) && !local(a) {
		return false
	}
	return slices.ContainsFunc(core, func(b atom) bool { return same(a, b) })
}

func same(a, b atom) bool { return a.group == b.group && a.Person == b.Person && a.Day == b.Day }

// core reduces atoms that cannot hold together to a set of which none can be
// left out; minimal is false where time ran out before that was certain.
func (x *explainer) core(atoms []atom) (core []atom, minimal bool) {
	minimal = true
	// Whole rules first: of many people's rules few matter.
	var sets [][]atom
	at := map[int]int{}
	for _, a := range atoms {
		k, seen := at[a.group]
		if !seen {
			k = len(sets)
			at[a.group] = k
			sets = append(sets, nil)
		}
		sets[k] = append(sets[k], a)
	}
	core = x.quick(sets, &minimal)
	sets = nil
	for _, a := range core {
		sets = append(sets, []atom{a})
	}
	return x.quick(sets, &minimal), minimal
}

// quick is QuickXplain: of sets that cannot hold together it returns the atoms of
// a minimal selection. If it is not known whether a set can hold together, it is taken as possible: the
// selection then stays in conflict, but may not be minimal.
func (x *explainer) quick(sets [][]atom, minimal *bool) []atom {
	conflict := func(chosen [][]atom) bool {
		v := x.judge(join(chosen))
		if v == unknown {
			*minimal = false
		}
		return v == impossible
	}
	var explain func(kept, from [][]atom, grew bool) [][]atom
	explain = func(kept, from [][]atom, grew bool) [][]atom {
		if grew && conflict(kept) {
			return nil
		}
		if len(from) == 1 {
			return from
		}
		half := len(from) / 2
		right := explain(slices.Concat(kept, from[:half]), from[half:], true)
		left := explain(slices.Concat(kept, right), from[:half], len(right) > 0)
		return slices.Concat(left, right)
	}
	if len(sets) == 0 {
		return nil
	}
	return join(explain(nil, sets, false))
}

// join lists the atoms of some sets, those of a group next to each other.
func join(sets [][]atom) (out []atom) {
	for _, s := range sets {
		out = append(out, s...)
	}
	slices.SortStableFunc(out, func(a, b atom) int { return a.group - b.group })
	return out
}

// parts says a core by rule.
func parts(core []atom) (out []Part) {
	for k := 0; k < len(core); {
		a := &core[k]
		part := Part{Rule: a.row.Why.String(), Words: a.Words}
		if a.Rule != nil {
			part.Rule = a.Rule.Key()
		}
		for ; k < len(core) && core[k].group == a.group; k++ {
			if i := core[k].Person; i != schedule.Any && !slices.Contains(part.People, i) {
				part.People = append(part.People, i)
			}
			for _, d := range core[k].Days {
				if !slices.Contains(part.Days, d) {
					part.Days = append(part.Days, d)
				}
			}
		}
		slices.Sort(part.Days)
		out = append(out, part)
	}
	return out
}

// rowWords says what a row of cover asks for, without its day.
func rowWords(p *schedule.Problem, c schedule.Cover) lang.Text {
	where := c.Span.Text()
	if c.Shift != schedule.Any {
		where = p.ShiftText(c.Shift)
	} else if c.Queue != schedule.Any && len(p.Queues) > 1 {
		where = lang.F("%s %s", "%s %s", c.Span.Text(), p.QueueText(&c))
	}
	if c.Bound.HardMax < schedule.NoMax {
		return lang.F("%s最多 %d 人（%s）", "%s: at most %d (%s)", where, c.Bound.HardMax, c.Why.Text())
	}
	return lang.F("%s至少 %d 人（%s）", "%s: at least %d (%s)", where, c.Bound.HardMin, c.Why.Text())
}

// Text says a part with its people and days.
func (t Part) Text(p *schedule.Problem) lang.Text {
	out := t.Words
	if t.Days != nil {
		out = lang.F("%s：%s", "%s: %s", dayNames(p, t.Days), out)
	}
	if t.People != nil {
		who := peopleNames(p, t.People)
		if len(t.People) == len(p.People) && len(t.People) > 1 {
			who = lang.T("所有人", "everybody")
		}
		out = lang.F("%s，%s", "%s, %s", who, out)
	}
	return out
}
