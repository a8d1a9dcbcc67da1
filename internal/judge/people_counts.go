package judge

import (
	"fmt"
	"slices"
)

// period is a stretch of days over which something of a person is counted.
type period struct {
	name     string
	from, to Day
}

// weeks, months and the days of the roster itself are the periods that a roster touches.
func (b *bench) weeks() (out []period) {
	for w := b.s.WeekStart(b.first()); w < b.end(); w += 7 {
		out = append(out, period{"week", w, w + 7})
	}
	return out
}

func (b *bench) months() (out []period) {
	for _, m := range months(b.first(), b.end()) {
		out = append(out, period{"month", m[0], m[1]})
	}
	return out
}

func (b *bench) horizon() []period { return []period{{"roster", b.first(), b.end()}} }

// months gives the calendar months that [from, to) touches.
func months(from, to Day) [][2]Day {
	var out [][2]Day
	for d := from; d < to; {
		t := d.Time()
		a, z := Date(t.Year(), t.Month(), 1), Date(t.Year(), t.Month()+1, 1)
		out = append(out, [2]Day{a, z})
		d = z
	}
	return out
}

// known says whether the rosters speak of every day of a period on which the person is
// employed; only then is a minimum due.
func (b *bench) known(p *Person, per period) bool {
	for d := per.from; d < per.to; d++ {
		if _, ok := b.cell(p.ID, d); !ok && p.Employed(d) {
			return false
		}
	}
	return true
}

// dueOf is a minimum less its share for the days of leave and without employment, by the
// fullest absence among the periods.
func (b *bench) dueOf(p *Person, least int, periods []period) int {
	due := least
	for _, per := range periods {
		absent, days := 0, int(per.to-per.from)
		for d := per.from; d < per.to; d++ {
			if !p.Employed(d) || b.s.LeaveAll(p.ID, d) {
				absent++
			}
		}
		due = min(due, least*(days-absent)/days)
	}
	return due
}

// hours tells weeks, months and rosters with too many or too few paid hours, and weeks that
// exceed the person's own hours.
func (b *bench) hours(p *Person, of *personal) {
	b.paidHours(p, of.hoursWeek, b.weeks())
	b.paidHours(p, of.hoursMonth, b.months())
	b.paidHours(p, of.hoursHorizon, b.horizon())
	if least, most := b.ownHours(p, of); most > 0 {
		for _, w := range b.weeks() {
			a, z := b.paidIn(p, w)
			if z > least {
				b.breach(Breach{Rule: "minutes", Force: must, Person: p.ID, From: w.from, To: w.to - 1, Sure: a > most,
					What: fmt.Sprintf("%s paid in the week, own hours allow %s", clock(a), clock(most))})
			}
		}
	}
	pr := of.protect
	if pr.Day > 0 && slices.ContainsFunc(pr.Flags, func(f string) bool { return p.Flags[f] }) {
		b.paidHours(p, hours{0, 5 * pr.Day, pr.Force}, b.weeks())
	}
}

func (b *bench) paidHours(p *Person, h hours, periods []period) {
	if !h.Force.On() {
		return
	}
	due := b.dueOf(p, h.Min, periods)
	for _, per := range periods {
		least, most := b.paidIn(p, per)
		x := Breach{Rule: "minutes", Force: h.Force, Person: p.ID, From: per.from, To: per.to - 1}
		if h.Max > 0 && most > h.Max {
			x.Sure, x.Units = least > h.Max, least-h.Max
			x.What = fmt.Sprintf("%s paid in the %s, %s at most", clock(least), per.name, clock(h.Max))
			b.breach(x)
		}
		if least < due && b.known(p, per) {
			x.Sure, x.Units = most < due, due-most
			x.What = fmt.Sprintf("%s paid in the %s, %s at least", clock(most), per.name, clock(due))
			b.breach(x)
		}
	}
}

// paidIn is the least and the most that somebody is paid in a period; hours of leave may
// count as worked.
func (b *bench) paidIn(p *Person, per period) (least, most int) {
	for d := per.from; d < per.to; d++ {
		if c, ok := b.cell(p.ID, d); ok && c.Shift != nil {
			a, z := paid(c.Shift)
			least, most = least+a, most+z
			for _, cut := range c.Shift.Cut {
				most += cut.Minutes()
			}
		}
	}
	return least, most
}

// ownHours is the limit of a week by the person's own weekly hours, of the staff list or of
// the contract: rounded up to whole shifts of the longest that is no duty and that they may
// work; from 40 hours on one such shift more. It is read in two ways, with shifts to which a
// duty turn is added and without.
func (b *bench) ownHours(p *Person, of *personal) (least, most int) {
	own := p.Weekly
	if own == 0 {
		if h := str(b.s.contractOf(p)["hours_week"]); h != "" {
			own, _ = parseLength(h)
		}
	}
	if own == 0 {
		return 0, 0
	}
	long, longer := 0, 0
	for _, sh := range b.s.Shifts {
		n, _ := paid(sh)
		if sh.Kind == "duty" || !b.may(p, of, sh) {
			continue
		}
		longer = max(longer, n)
		if len(sh.Turns) == 0 {
			long = max(long, n)
		}
	}
	limit := func(long int) int {
		if long == 0 {
			return own
		}
		n := (own + long - 1) / long * long
		if own >= 40*60 {
			n += long
		}
		return n
	}
	a, z := limit(long), limit(longer)
	return min(a, z), max(a, z)
}

// protectedFrom says whether a flag keeps the person from a shift.
func (b *bench) protectedFrom(p *Person, of *personal, sh *Shift) bool {
	pr := of.protect
	if !pr.Force.Hard {
		return false
	}
	n, _ := paid(sh)
	flagged := slices.ContainsFunc(pr.Flags, func(f string) bool { return p.Flags[f] })
	return (flagged || p.Flags["no-night"]) && night(sh.Segments, pr.Night) || flagged && pr.Day > 0 && n > pr.Day
}

// counts tells how often shifts are worked in a week, a month or the roster: too often, or
// not often enough.
func (b *bench) counts(p *Person, of *personal) {
	if n := of.nights; n.Force.On() {
		b.timesIn(p, shiftWords{[]string{"night"}, 0, n.Max, n.Force}, b.weeks(), func(sh *Shift) bool { return sh.Kind == "night" })
	}
	for _, c := range []struct {
		rules   []shiftWords
		periods []period
	}{{of.week, b.weeks()}, {of.month, b.months()}, {of.horizon, b.horizon()}} {
		for _, u := range c.rules {
			b.timesIn(p, u, c.periods, func(sh *Shift) bool { return b.s.among(u.Words, sh) })
		}
	}
}

func (b *bench) timesIn(p *Person, u shiftWords, periods []period, is func(*Shift) bool) {
	if !u.Force.On() {
		return
	}
	due := b.dueOf(p, u.Min, periods)
	for _, per := range periods {
		n := 0
		for d := per.from; d < per.to; d++ {
			if c, ok := b.cell(p.ID, d); ok && c.Shift != nil && is(c.Shift) {
				n++
			}
		}
		x := Breach{Rule: "shift-count", Force: u.Force, Person: p.ID, From: per.from, To: per.to - 1, Sure: true, What: fmt.Sprintf("%d of %v in the %s", n, u.Words, per.name)}
		if u.Max > 0 && n > u.Max {
			x.Units = n - u.Max
			b.breach(x)
		}
		if n < due && b.known(p, per) {
			x.Units = due - n
			b.breach(x)
		}
	}
}
