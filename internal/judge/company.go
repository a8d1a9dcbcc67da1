package judge

import (
	"fmt"
	"slices"
)

// company judges who works with whom on a date: together, apart, beside a mentor, and who
// must be on a shift.
func (b *bench) company(d Day) {
	for _, u := range b.s.rules.together {
		who := b.named(u.Who)
		for k, p := range who {
			if len(who) > 1 {
				b.beside(d, u, p, []*Person{who[(k+1)%len(who)]}, true)
			}
		}
	}
	for _, u := range b.s.rules.mentors {
		for _, p := range b.named(u.Who) {
			by := slices.DeleteFunc(b.named(u.With), func(o *Person) bool { return o == p })
			b.beside(d, u, p, by, false)
		}
	}
	for _, u := range b.s.rules.apart {
		at := map[string][]string{}
		for _, p := range b.named(u.Who) {
			if c, ok := b.r.Cell(p.ID, d); ok && c.Shift != nil {
				k := groupOf(u, c.Shift)
				at[k] = append(at[k], p.ID)
			}
		}
		for shift, who := range at {
			if len(who) > 1 {
				b.breach(Breach{Rule: "apart", Force: u.Force, Person: who[0], From: d, Sure: true, Units: len(who) - 1, What: fmt.Sprintf("%v work %s", who, shift)})
			}
		}
	}
	for _, u := range b.s.rules.skilled {
		b.skilled(d, u)
	}
}

// named gives the people whom names mean and who are employed within the roster, in the
// order of the staff list.
func (b *bench) named(names []string) (out []*Person) {
	for _, p := range b.s.People {
		if b.s.meansAny(names, p) && b.employedWithin(p) {
			out = append(out, p)
		}
	}
	return out
}

func (b *bench) employedWithin(p *Person) bool {
	return (p.Hired == nil || *p.Hired < b.end()) && (p.Left == nil || *p.Left >= b.first())
}

// groupOf is what counts as the same shift: those made of one entry of the settings, or with
// on: day any.
func groupOf(u pairing, sh *Shift) string {
	if u.ByDay {
		return "any shift"
	}
	return sh.Base
}

// beside tells a shift that somebody works without one of by; with excuse a day asks for
// nothing on which all of these are away.
func (b *bench) beside(d Day, u pairing, p *Person, by []*Person, excuse bool) {
	c, ok := b.r.Cell(p.ID, d)
	if !ok || c.Shift == nil || c.Shift.Base == "" {
		return
	}
	away := true
	var names []string
	for _, o := range by {
		if x, ok := b.r.Cell(o.ID, d); ok && x.Shift != nil && groupOf(u, x.Shift) == groupOf(u, c.Shift) {
			return
		}
		away = away && b.excused(o, d)
		names = append(names, o.ID)
	}
	if excuse && away {
		return
	}
	b.breach(Breach{Rule: "together", Force: u.Force, Person: p.ID, From: d, Sure: true, What: fmt.Sprintf("%s without %v", c.Shift.ID, names)})
}

// skilled asks for people of a kind: on each listed shift, or throughout each interval of
// hours. People in training do not count.
func (b *bench) skilled(d Day, u skilled) {
	if !u.Force.On() || !u.Days.Has(b.s.Calendar, d) {
		return
	}
	can := func(p *Person) bool {
		return (len(u.Who) == 0 || b.s.meansAny(u.Who, p)) && !slices.ContainsFunc(u.Skill, func(q string) bool { return !p.Serves(q) })
	}
	if !slices.ContainsFunc(b.s.People, func(p *Person) bool { return can(p) && b.employedWithin(p) }) {
		return // a note says so
	}
	who := slices.DeleteFunc(b.over(b.presence(d), d, Span{0, 2880}), func(a atWork) bool { return !a.counts || !can(a.p) })
	tell := func(span Span, n int, what string) {
		if n < u.Min {
			b.breach(Breach{Rule: "skill-on-shift", Force: u.Force, From: d, Span: span, Sure: true, Units: u.Min - n, What: fmt.Sprintf("%d of %d of %v%v on %s", n, u.Min, u.Who, u.Skill, what)})
		}
	}
	for _, h := range u.Hours {
		for at := h.Start; at < h.End; at += b.s.Interval {
			span := Span{at, min(at+b.s.Interval, h.End)}
			tell(span, headsOver(who, span, "", false), span.String())
		}
	}
	if len(u.Hours) > 0 {
		return
	}
	for _, id := range b.s.bases() {
		if len(u.Shifts) > 0 && !slices.Contains(u.Shifts, id) {
			continue
		}
		open := slices.DeleteFunc(slices.Clone(b.s.Shifts), func(sh *Shift) bool {
			return sh.Base != id || len(sh.Turns) > 0 || !sh.Days.Has(b.s.Calendar, d)
		})
		if len(open) > 1 { // one for each queue: whoever is there throughout a segment counts
			for _, g := range open[0].Segments {
				tell(g, headsOver(who, g, "", false), id)
			}
		} else if len(open) == 1 {
			n := 0
			for _, a := range who {
				if a.day == d && a.sh.Base == id {
					n++
				}
			}
			tell(Span{}, n, id)
		}
	}
}

// bases are the ids of the shifts of the settings, without duty turns.
func (s *Shop) bases() (out []string) {
	for _, sh := range s.Shifts {
		if len(sh.Turns) == 0 && !slices.Contains(out, sh.Base) {
			out = append(out, sh.Base)
		}
	}
	return out
}
