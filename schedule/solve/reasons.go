package solve

import (
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/solve/internal/fixed"
	"paiban/schedule/solve/internal/model"
	"paiban/schedule/solve/internal/pricing"
)

// reasons explains why hard rules cannot all hold: first cover that no shift or too few
// people can give, then people whose own rules contradict each other, then what is
// left.
func (s *search) reasons() []lang.Text {
	out, told := coverReasons(s.m)
	const most = 12 // people named at most, so that the list stays readable
	named := 0
	for i := range s.m.People {
		if s.m.People[i].Elastic && named < most {
			named++
			out = append(out, clashReason(s.m, i))
		}
	}
	if short := s.plan.Cover.Hard - told; short > 0 {
		out = append(out, lang.F("在遵守每个人的硬性规则的前提下，还有 %d 人次的硬性人数要求排不满：需要加人、加班次或放宽规则",
			"while everybody's hard rules hold, %d more required heads cannot be filled: add people or shifts, or relax a rule", short))
	}
	return out
}

// unmetCover is a cover row that no roster can meet.
type unmetCover struct {
	why   schedule.CoverKind
	queue lang.Text // the queues, where it is about some
	shift int
	span  schedule.Span
	need  int
	able  int  // people who could be there
	some  bool // some shift covers it
	days  []int
}

// coverReasons names the hard minima that no roster can meet. It joins consecutive
// spans and groups days with the same problem. told is the number of hard units
// explained.
func coverReasons(m *model.Model) (out []lang.Text, told int64) {
	var all []unmetCover
	for k := range m.Problem.Cover {
		c := &m.Problem.Cover[k]
		if c.Bound.HardMin == 0 {
			continue
		}
		able, some := able(m, c)
		if able >= c.Bound.HardMin {
			continue
		}
		told += int64(c.Bound.HardMin - able)
		f := unmetCover{why: c.Why, queue: m.Problem.QueueText(c), shift: c.Shift, span: c.Span, need: c.Bound.HardMin, able: able, some: some, days: []int{c.Day}}
		if n := len(all); n > 0 {
			if last := &all[n-1]; last.days[0] == c.Day && last.span.End == f.span.Start && c.Shift == schedule.Any && last.sameTrouble(&f) {
				last.span.End = f.span.End
				continue
			}
		}
		all = append(all, f)
	}
	var groups []unmetCover
	for _, f := range all {
		at := slices.IndexFunc(groups, func(g unmetCover) bool { return g.span == f.span && g.sameTrouble(&f) })
		if at < 0 {
			groups = append(groups, f)
		} else {
			groups[at].days = append(groups[at].days, f.days...)
		}
	}
	for k := range groups {
		out = append(out, shortfallText(m, &groups[k]))
	}
	return out, told
}

func (f *unmetCover) sameTrouble(g *unmetCover) bool {
	return f.why == g.why && f.queue == g.queue && f.shift == g.shift && f.need == g.need && f.able == g.able && f.some == g.some
}

// able counts the people who could be a head of c, and reports whether any shift covers
// it.
func able(m *model.Model, c *schedule.Cover) (people int, some bool) {
	for i := range m.People {
		q := &m.People[i]
		can := false
		counts := func(from int) bool { return c.Who.Has(i) && m.Problem.People[i].CountsOn(from) }
		for from := c.Day - 2; from <= c.Day+max(0, c.Span.End-1)/schedule.DayMinutes; from++ {
			if from < 0 {
				if s, _ := m.Problem.People[i].At(from); s != schedule.Off && counts(from) && model.Counts(m.Problem, c, s, from, nil) {
					can, some = true, true
				}
				continue
			}
			for s := range m.Problem.Shifts {
				if from >= m.Days || m.Problem.Shifts[s].Retired || !m.Problem.Shifts[s].Days.Has(from) || !model.Counts(m.Problem, c, s, from, nil) {
					continue
				}
				for w := range m.WaysOf(s) {
					cell, ok := m.CellOf(i, s, w)
					if !ok || !counts(from) {
						some = true
					} else if k := m.Cell(from, cell); model.Counts(m.Problem, c, s, from, m.BreaksOf(cell)) {
						can, some = can || q.Allowed[k] && q.CellScore[k].Hard == 0, true
					}
				}
			}
		}
		if can && q.CountsAsCover {
			people++
		}
	}
	return people, some
}

func shortfallText(m *model.Model, f *unmetCover) lang.Text {
	when := lang.T("每天", "every day")
	if len(f.days) < m.Days {
		var days []lang.Text
		for _, d := range f.days {
			days = append(days, lang.Same(schedule.MonthDay(m.Problem.Date(d))))
		}
		when = lang.Join(days, "、", ", ")
	}
	what := lang.Same(f.span.String())
	if f.shift != schedule.Any {
		what = m.Problem.Shifts[f.shift].Name
	}
	if !f.queue.IsZero() && f.shift == schedule.Any {
		what = lang.F("%s %s", "%s %s", what, f.queue)
	}
	if !f.some {
		return lang.F("%s %s：%s要 %d 人，但没有班次覆盖这段时间——新增一个班次，或缩短窗口",
			"%s %s: %s needs %d, but no shift covers this time: add a shift, or shorten the window",
			when, what, f.why.Text(), f.need)
	}
	return lang.F("%s %s：%s要 %d 人，但当天能上的只有 %s——调整请假，或让更多人可上这些班次",
		"%s %s: %s needs %d, but only %s can work then: move leave, or let more people work these shifts",
		when, what, f.why.Text(), f.need, lang.Count(f.able, "人", "person", "people"))
}

// clashReason names a minimal set of person i's rules that cannot all hold: without any
// one of them, the others can.
func clashReason(m *model.Model, i int) lang.Text {
	var mine []schedule.Rule
	var words []lang.Text
	for _, r := range m.Problem.Rules {
		if own, text, ok := ruleFor(m.Problem, r, i); ok {
			mine, words = append(mine, own), append(words, text)
		}
	}
	keep := make([]bool, len(mine))
	for k := range keep {
		keep[k] = true
	}
	for k := range mine { // drop each in turn; keep it if the others can then all hold
		keep[k] = false
		if canKeep(m, i, mine, keep) {
			keep[k] = true
		}
	}
	var clash []lang.Text
	for k, w := range words {
		if keep[k] {
			clash = append(clash, w)
		}
	}
	who := m.Problem.People[i].Name
	if who == "" {
		who = m.Problem.People[i].ID
	}
	if clash == nil {
		return lang.F("%s 的硬性规则不能同时满足", "the hard rules of %s contradict each other", who)
	}
	return lang.F("%s：这些不能同时满足——%s；放宽其中一条即可", "%s: these rules cannot all hold: %s; relax one of them", who, lang.Join(clash, "；", "; "))
}

// canKeep reports whether person i alone can keep the rules that keep marks.
func canKeep(m *model.Model, i int, rules []schedule.Rule, keep []bool) bool {
	p := *m.Problem
	p.People = m.Problem.People[i : i+1]
	p.Cover, p.Rules = nil, nil
	for k, r := range rules {
		if keep[k] {
			p.Rules = append(p.Rules, r)
		}
	}
	one, err := model.New(&p)
	if err != nil || one.BuildAutomata([]int{0}, false) != nil {
		return false
	}
	w := pricing.New(one, 0, 0, one.Days, nil, nil)
	var q pricing.Pricer
	return w != nil && q.Price(w, one.People[0].CellCost, make([]int16, one.Days)) < fixed.Infinity
}

// ruleFor returns rule r for person i alone, as index 0, and its words. It reports
// false for a rule that does not bind i or has nothing hard.
func ruleFor(p *schedule.Problem, r schedule.Rule, i int) (schedule.Rule, lang.Text, bool) {
	own := r.Of(schedule.Alone(i))
	if own == nil || own.Hard() == nil {
		return nil, lang.Text{}, false
	}
	// The words of a rule do not have the day of the cell that it is about.
	if a := r.Atoms(p); len(a) == 1 && a[0].Day != schedule.Any {
		return own, lang.F("%s %s", "%s %s", schedule.MonthDay(p.Date(a[0].Day)), a[0].Words), true
	}
	return own, r.Words(), true
}
