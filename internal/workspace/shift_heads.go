package workspace

import (
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Heads bounds how many people are on a shift, over all its queues, on the days of Days
// and Dates together; without either on every day. Max 0 is no maximum.
type Heads struct {
	Min    int    `yaml:"min"`
	Max    int    `yaml:"max"`
	Days   Days   `yaml:"days"`
	Dates  Days   `yaml:"dates"`
	Force  Force  `yaml:"force"`
	Origin Origin `yaml:"origin"`
}

// on lists the days that h is written for.
func (h *Heads) on() Days { return slices.Concat(h.Days, h.Dates) }

// breadth returns for how many days h is written as it holds on day: one for a date, the
// length of a range of dates, and a thousand for each day of the week else; ok is false
// where it does not hold.
func (h *Heads) breadth(day workcal.Day) (width int, ok bool) {
	days := h.on()
	for _, d := range referenceWeek {
		if days.Has(d) {
			width += 1000
		}
	}
	for _, word := range days {
		if from, to, isDate := dates(string(word)); isDate && word.has(day) {
			width = min(max(width, 1000), int(to-from)+1)
		}
	}
	return width, days.Has(day)
}

// headsOn returns the entry that decides how many people are on s on day: the one
// written for the fewest days, the last of equals; nil where none holds.
func (s *Shift) headsOn(day workcal.Day) (best *Heads) {
	least := 0
	for k := range s.Heads {
		if n, ok := s.Heads[k].breadth(day); ok && (best == nil || n <= least) {
			best, least = &s.Heads[k], n
		}
	}
	return best
}

// bound returns the limits of a day; ok is false where there are none.
func (h *Heads) bound() (b schedule.Bound, ok bool) {
	if h == nil || h.Force.Off() || h.Min == 0 && h.Max == 0 {
		return b, false
	}
	b = h.Force.atLeast(h.Min, 1)
	if h.Max > 0 && h.Force.Hard {
		b.SoftMax, b.HardMax = h.Max, h.Max
	} else if h.Max > 0 {
		b.SoftMax, b.OverCost = h.Max, h.Force.Cost
	}
	return b, true
}

// heads bounds the people on a shift day by day; Validate has seen that it is one shift.
// On standby are as many as are asked for, and nobody on other days: it fills no other need.
func (b *builder) heads(s *Shift) {
	for d, day := range b.plan.Days {
		h := s.headsOn(day)
		bound, ok := h.bound()
		switch {
		case !ok && s.standby():
			bound = schedule.AtMost(0)
		case !ok:
			continue
		case s.standby() && h.Max == 0:
			bound.HardMax = h.Min
			bound.SoftMax = h.Min
		}
		for x := range b.p.Shifts {
			if b.parts[x] == (shiftParts{base: s.ID}) && b.p.Shifts[x].Days.Has(d) {
				b.p.Cover = append(b.p.Cover, schedule.Cover{Why: schedule.Headcount, Day: d, Queue: b.p.Shifts[x].Queue, Shift: x, Bound: bound})
			}
		}
	}
}

func (v *validator) heads(key string, s *Shift) {
	v.need(!s.standby() || len(s.Heads) > 0, key, "待命要写每天几人", "say how many people are on standby")
	v.need(!s.standby() || len(s.Queues) == 0, key, "待命不分队列", "standby is not by queue")
	v.need(len(s.Heads) == 0 || len(s.Queues) <= 1, key, "班次分队列时不能限制人数，改用队列的 windows", "a shift that serves several queues cannot limit its heads; use the queues' windows")
	for k := range s.Heads {
		h := &s.Heads[k]
		v.need(h.Max == 0 || h.Min <= h.Max, key, "最少 %d 人多于最多 %d 人", "the minimum %d is above the maximum %d", h.Min, h.Max)
		v.need(h.Min >= 0 && h.Max >= 0, key, "人数不能是负数", "heads must not be negative")
		for _, word := range h.Dates {
			_, _, ok := dates(strings.TrimPrefix(string(word), "!"))
			v.need(ok, key+".dates", "%q 不是日期，写在 days 里", "%q is no date; write it under days", word)
		}
		for _, o := range s.Heads[:k] {
			v.need(!slices.Equal(o.on(), h.on()), key, "%s写了两次", "%s is written twice", h.on().Text())
		}
	}
}

// heads says the limits of a shift, entry by entry.
func (s *sentences) heads(x *Shift) {
	for k := range x.Heads {
		h := &x.Heads[k]
		days := h.on().Text()
		if len(h.on()) == 0 && len(x.Heads) > 1 {
			days = lang.T("其余日子", "on other days")
		}
		n := people(h.Min)
		switch {
		case h.Max > 0:
			n = lang.F("%d–%d 人", "%d to %d people", h.Min, h.Max)
		case h.Min == 0:
			continue
		default:
			if !x.standby() {
				n = lang.F("至少 %s", "at least %s", n)
			}
		}
		if len(h.on()) == 0 && len(x.Heads) == 1 {
			s.rule("shifts."+x.ID+".heads", h.Force, h.Origin, "%s每天 %s", "%s: %s a day", x.Name, n)
			continue
		}
		s.rule("shifts."+x.ID+".heads", h.Force, h.Origin, "%s %s %s", "%s, %s: %s", x.Name, days, n)
	}
}
