package judge

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// days judges what a date asks of everybody together: heads on a shift, who works with whom,
// handovers, duty turns, meetings.
func (b *bench) days() {
	for d := b.first(); d < b.end(); d++ {
		on := map[string]int{}    // by the id in the settings
		byOne := map[string]int{} // by the id of the shift
		turns := map[string]int{}
		some := map[string]int{} // trainees included
		for _, row := range b.r.Rows {
			c, ok := b.r.Cell(row.ID, d)
			if !ok || c.Shift == nil || row.Person == nil {
				continue
			}
			some[c.Shift.Base]++
			if b.s.Trainee(row.Person, d) {
				continue
			}
			on[c.Shift.Base]++
			byOne[c.Shift.ID]++
			for _, t := range c.Shift.Turns {
				turns[t]++
			}
		}
		b.headcount(d, on, some)
		b.company(d)
		for _, h := range b.s.rules.handovers {
			if !h.Force.On() || !b.openBase(h.From, d) || !b.openBase(h.To, d) {
				continue
			}
			for _, side := range []string{h.From, h.To} {
				if on[side] < h.Heads {
					b.breach(Breach{Rule: "handover", Force: h.Force, From: d, Sure: true, Units: h.Heads - on[side], What: fmt.Sprintf("%d of %d on %s", on[side], h.Heads, side)})
				}
			}
		}
		for _, t := range b.s.Turns {
			if t.Force.On() && t.Days.Has(b.s.Calendar, d) && turns[t.ID] < t.Heads {
				b.breach(Breach{Rule: "duty-turn", Force: t.Force, From: d, Sure: true, Units: t.Heads - turns[t.ID], What: fmt.Sprintf("%d of %d on %s", turns[t.ID], t.Heads, t.ID)})
			}
			if t.Force.On() && turns[t.ID] > t.Heads {
				b.breach(Breach{Rule: "duty-turn", Force: t.Force, From: d, What: fmt.Sprintf("%d on %s, %d asked for", turns[t.ID], t.ID, t.Heads)})
			}
		}
		for _, m := range b.s.rules.meetings {
			b.meeting(d, m)
		}
	}
}

// openBase says whether any shift of this id of the settings is open.
func (b *bench) openBase(id string, d Day) bool {
	return slices.ContainsFunc(b.s.Shifts, func(sh *Shift) bool { return sh.Base == id && sh.Days.Has(b.s.Calendar, d) })
}

func (b *bench) headcount(d Day, on, some map[string]int) {
	for _, id := range b.s.bases() {
		h := b.headsOf(id, d)
		if h == nil || !h.Force.On() || !b.openBase(id, d) {
			continue
		}
		perQueue := slices.ContainsFunc(b.s.Shifts, func(sh *Shift) bool { return sh.Base == id && sh.Queue != "" })
		if on[id] < h.Min {
			b.breach(Breach{Rule: "headcount", Force: h.Force, From: d, Sure: true, Units: h.Min - on[id], What: fmt.Sprintf("%d of %d on %s", on[id], h.Min, id)})
		} else if perQueue {
			b.breach(Breach{Rule: "headcount", Force: h.Force, From: d, What: "heads by queue may be meant"})
		}
		if h.Max > 0 && some[id] > h.Max {
			b.breach(Breach{Rule: "headcount", Force: h.Force, From: d, Sure: on[id] > h.Max, Units: some[id] - h.Max, What: fmt.Sprintf("%d on %s, %d at most", some[id], id, h.Max)})
		}
	}
}

// headsOf is the entry on the heads of a shift that decides on a date: the one written for
// the fewest days, of equals the last. A date is one day, a range its length, days of the
// week more than any range.
func (b *bench) headsOf(id string, d Day) *heads {
	var found *heads
	fewest := 0
	for i := range b.s.rules.heads {
		h := &b.s.rules.heads[i]
		if h.Shift != id {
			continue
		}
		n, in := 7000, len(h.Days) == 0 && len(h.Dates) == 0
		switch {
		case len(h.Dates) > 0 && Days(h.Dates).Has(b.s.Calendar, d):
			n, in = daysOf(h.Dates), true
		case len(h.Days) > 0 && h.Days.Has(b.s.Calendar, d):
			n, in = daysOf(h.Days), true
		}
		if in && (found == nil || n <= fewest) {
			found, fewest = h, n
		}
	}
	return found
}

// daysOf is for how many days a choice of dates is written: dates and ranges by their
// length, else a thousand for each day of an ordinary week that it has.
func daysOf(ds Days) (n int) {
	for _, w := range ds {
		from, to, ranged := strings.Cut(w, "..")
		a, err := ParseDay(from)
		if err != nil {
			week := 0
			monday := Date(2025, time.March, 10) // an ordinary week
			for d := monday; d < monday+7; d++ {
				if ds.Has(Calendar{}, d) {
					week++
				}
			}
			return 1000 * week
		}
		n++
		if b, err := ParseDay(to); ranged && err == nil {
			n += int(b - a)
		}
	}
	return n
}

func (b *bench) meeting(d Day, m meeting) {
	if !m.Force.On() || !m.Days.Has(b.s.Calendar, d) {
		return
	}
	for _, row := range b.r.Rows {
		p := row.Person
		if p == nil || !p.Employed(d) || len(m.Groups) > 0 && !slices.Contains(m.Groups, p.Group) {
			continue
		}
		c, ok := b.r.Cell(p.ID, d)
		if !ok {
			continue
		}
		if b.excused(p, d) || c.Leave != "" {
			continue
		}
		there := c.Shift != nil
		if there && !m.Own {
			there = slices.ContainsFunc(c.Shift.Segments, func(g Span) bool { return g.Overlap(m.Span).Minutes() > 0 })
		}
		if !there {
			b.breach(Breach{Rule: "meeting", Force: m.Force, Person: p.ID, From: d, Span: m.Span, Sure: true, What: "misses " + m.ID})
		}
	}
}
