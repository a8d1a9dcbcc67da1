package judge

import (
	"fmt"
	"slices"
)

// people judges each row by itself: who may work what, leave, rest between shifts, runs,
// rest days, hours.
func (b *bench) people() {
	for _, row := range b.r.Rows {
		if row.Person == nil {
			continue
		}
		p := row.Person
		of := b.s.of(p)
		b.eligible(p, of)
		b.unavailable(p)
		b.rest(p, of.between)
		b.straight(p, of.straight)
		b.runs(p, of)
		b.restDays(p, of)
		b.hours(p, of)
		b.counts(p, of)
		b.succession(p, of.after)
		b.weekends(p, of)
		b.restAfter(p, of.restAfter)
		b.cycle(p, of.cycle)
		b.rotation(p, of)
	}
}

var must = Force{Hard: true}

// mayWork says whether the words of the column 可排班次 name the shift. A word that names
// a shift of the settings names it for each queue and with its duty turns.
func mayWork(p *Person, sh *Shift, all []*Shift) bool {
	if len(p.MayWork) == 0 {
		return true
	}
	for _, w := range p.MayWork {
		k := key(w)
		for _, s := range append([]*Shift{sh}, all...) {
			if s.Base != sh.Base && s.ID != sh.ID {
				continue
			}
			for _, name := range []string{s.ID, s.Base, s.Name.Zh, s.Name.En, s.Short.Zh, s.Short.En, s.Plain.Zh, s.Plain.En, s.Sign.Zh, s.Sign.En} {
				if key(name) == k {
					return true
				}
			}
		}
	}
	return false
}

// night says whether any segment lies within the night of its own date, of the one before
// or of the one after.
func night(segments []Span, n Span) bool {
	for _, g := range segments {
		for k := -1; k <= 1; k++ {
			if g.Overlap(n.Shift(1440*k)).Minutes() > 0 {
				return true
			}
		}
	}
	return false
}

func (b *bench) eligible(p *Person, of *personal) {
	pr := of.protect
	flagged := slices.ContainsFunc(pr.Flags, func(f string) bool { return p.Flags[f] })
	for d := b.first(); d < b.end(); d++ {
		c, _ := b.r.Cell(p.ID, d)
		if c.Shift == nil {
			continue
		}
		tell := func(sure bool, what string, force Force) {
			b.breach(Breach{Rule: "eligible", Force: force, Person: p.ID, From: d, Sure: sure, What: what})
		}
		if !p.Employed(d) {
			tell(true, "not employed", must)
		}
		if c.Shift.Base != "" && !b.s.OpenOn(c.Shift, d) {
			tell(true, c.Shift.ID+" is not open", must)
		}
		if !mayWork(p, c.Shift, b.s.Shifts) {
			tell(true, "may work only "+fmt.Sprint(p.MayWork), must)
		}
		if c.Shift.Queue != "" && !p.Serves(c.Shift.Queue) {
			tell(true, "cannot serve "+c.Shift.Queue, must)
		}
		if flagged && night(c.Shift.Segments, pr.Night) {
			tell(true, "protected, works at night", pr.Force)
		}
		if least, most := paid(c.Shift); flagged && pr.Day > 0 && most > pr.Day {
			tell(least > pr.Day, "protected, works longer than "+clock(pr.Day), pr.Force)
		}
	}
}

// unavailable tells shifts within approved leave or within hours in which the person cannot
// work, nights that run into them too.
func (b *bench) unavailable(p *Person) {
	for d := b.first() - 1; d < b.end(); d++ {
		c, ok := b.cell(p.ID, d)
		if !ok || c.Shift == nil {
			continue
		}
		for _, g := range c.Shift.Segments {
			for over := range 3 {
				on := d + Day(over)
				if !b.in(d) && !b.in(on) {
					continue
				}
				for _, l := range append(b.s.LeaveOn(p.ID, on), b.s.Barred(p, on)...) {
					if both := l.Shift(1440 * over).Overlap(g); both.Minutes() > 0 {
						cause := "plain"
						if over > 0 {
							cause = "night"
						}
						b.breach(Breach{Rule: "unavailable", Force: must, Person: p.ID, From: d, To: on, Span: both, Cause: cause, Sure: b.in(d),
							What: fmt.Sprintf("%s on %s lies in leave or barred hours of %s", c.Shift.ID, d, on)})
					}
				}
			}
		}
	}
}

// rest tells pairs of shifts with too little between them: within the file, from the day
// before it, and to the day after it where a roster of that day counts.
func (b *bench) rest(p *Person, rules []between) {
	type worked struct {
		d          Day
		sh         *Shift
		start, end int
	}
	var last *worked
	for d := b.first() - 5; d < b.end()+5; d++ { // 72 hours at most
		c, ok := b.cell(p.ID, d)
		if !ok || c.Shift == nil || len(c.Shift.Segments) == 0 {
			continue
		}
		at := int(d-b.first()) * 1440
		now := &worked{d, c.Shift, at + c.Shift.Segments[0].Start, at + c.Shift.Segments[len(c.Shift.Segments)-1].End}
		for _, r := range rules {
			if last == nil || !r.Force.On() || !b.in(last.d) && !b.in(d) || now.start-last.end >= r.Length || !b.s.among(r.After, last.sh) || !b.s.among(r.Before, now.sh) {
				continue
			}
			b.breach(Breach{Rule: "min-rest", Force: r.Force, Person: p.ID, From: last.d, To: d, Cause: b.cause(last.d, d), Sure: true,
				What: fmt.Sprintf("%s between two shifts", clock(max(0, now.start-last.end)))})
		}
		last = now
	}
}

// straight tells stretches of work without a gap, over midnight too.
func (b *bench) straight(p *Person, r limit) {
	if !r.Force.On() || r.Length == 0 {
		return
	}
	var all []Span
	var open []Span // shifts whose break has no place: it may end a stretch anywhere
	for d := b.first() - 2; d < b.end()+2; d++ {
		if c, ok := b.cell(p.ID, d); ok && c.Shift != nil {
			if len(c.Rests) == 0 && len(c.Shift.Rests) > 0 {
				for _, g := range c.Shift.Segments {
					open = append(open, g.Shift(int(d-b.first())*1440))
				}
			}
			for _, g := range subtract(c.Shift.Segments, c.Rests...) {
				all = append(all, g.Shift(int(d-b.first())*1440))
			}
		}
	}
	for _, g := range join(all) {
		if g.Minutes() <= r.Length || g.End <= 0 || g.Start >= b.r.Days*1440 {
			continue
		}
		from := b.first() + Day(floorDiv(g.Start, 1440))
		b.breach(Breach{Rule: "continuous", Force: r.Force, Person: p.ID, From: from, Sure: b.in(from) && len(subtract([]Span{g}, open...)) == 1 && subtract([]Span{g}, open...)[0] == g,
			What: clock(g.Minutes()) + " without a break between segments"})
	}
}

func floorDiv(a, b int) int {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}

// stretch is a run of days of one kind: [from, to). Closed tells whether the day before
// and the day after are known to be of another kind.
type stretch struct {
	from, to                Day
	openStart, openEnd      bool // the day beyond is not known
	leaveBefore, leaveAfter bool // the day beyond is leave
}

// stretches gives the runs of days for which is holds, with what lies around them. It
// looks eight weeks back and four ahead; a day that nothing is known of ends a run.
func (b *bench) stretches(p *Person, is func(Cell) bool) []stretch {
	var out []stretch
	var cur *stretch
	known := func(d Day) (Cell, bool) {
		if !p.Employed(d) {
			return Cell{}, false
		}
		return b.cell(p.ID, d)
	}
	lv := func(d Day) bool { _, perhaps := b.away(p.ID, d); return perhaps }
	for d := b.first() - 56; d < b.end()+28; d++ {
		c, ok := known(d)
		hit := ok && is(c)
		if c.Shift == nil && lv(d) {
			hit = false
		}
		if hit {
			if cur == nil {
				_, before := known(d - 1)
				cur = &stretch{from: d, openStart: !before, leaveBefore: before && lv(d-1)}
			}
			cur.to = d + 1
			continue
		}
		if cur != nil {
			cur.openEnd, cur.leaveAfter = !ok, ok && lv(d)
			out = append(out, *cur)
			cur = nil
		}
	}
	if cur != nil {
		cur.openEnd = true
		out = append(out, *cur)
	}
	return out
}

// runs tells runs of days worked, of days off, of split shifts and of shifts of a kind that
// are too long or too short. A day of leave is no day off, as for rest days, and no day worked: it ends
// either run; of a run that it ends early nothing sure is said.
func (b *bench) runs(p *Person, of *personal) {
	tell := func(rule string, r run, is func(Cell) bool) {
		if !r.Force.On() {
			return
		}
		for _, s := range b.stretches(p, is) {
			n := int(s.to - s.from)
			touches := s.from < b.end() && b.first() < s.to
			beside := s.from <= b.end() && b.first() <= s.to
			x := Breach{Rule: rule, Force: r.Force, Person: p.ID, From: s.from, To: s.to - 1, Cause: "plain", Sure: true, What: fmt.Sprintf("%d days in a row", n)}
			if !b.in(s.from) || !b.in(s.to-1) {
				x.Cause = "week"
			}
			if r.Max > 0 && n > r.Max && touches {
				// Days beyond the limit before the first are an earlier roster's.
				x.Units = n - r.Max - max(0, int(b.first()-s.from)-r.Max)
				b.breach(x)
			}
			if r.Min > 0 && n < r.Min && beside && !s.openStart && !s.openEnd {
				x.Units = r.Min - n
				x.Sure = !s.leaveBefore && !s.leaveAfter
				b.breach(x)
			}
		}
	}
	tell("work-run", of.workRun, Cell.Worked)
	tell("rest-run", of.restRun, func(c Cell) bool { return c.Shift == nil })
	tell("split-run", run{0, of.splitRun.Max, of.splitRun.Force}, func(c Cell) bool {
		return c.Shift != nil && len(c.Shift.Segments) > 1
	})
	for _, u := range of.inARow {
		tell("shift-run", run{u.Min, u.Max, u.Force}, func(c Cell) bool { return c.Shift != nil && b.s.among(u.Words, c.Shift) })
	}
}

// restDays tells calendar weeks, any seven days and calendar months with too few days
// off. Leave is no day off; a day before or after the employment is counted as one.
func (b *bench) restDays(p *Person, of *personal) {
	count := func(from, to Day, r rest, name string) {
		if !r.Force.On() || r.Min == 0 {
			return
		}
		off, perhaps, worked := 0, 0, 0
		for d := from; d < to; d++ {
			if !p.Employed(d) {
				off++
				perhaps++
				continue
			}
			c, ok := b.cell(p.ID, d)
			if !ok {
				return
			}
			if c.Shift != nil {
				worked++
				continue
			}
			sure, may := b.away(p.ID, d)
			if !sure {
				off++
			}
			if !may {
				perhaps++
			}
		}
		// off counts whatever may be a day off, perhaps only what nothing speaks against.
		if perhaps < r.Min && worked > 0 {
			all := off
			for d := from; d < to; d++ {
				if sure, _ := b.away(p.ID, d); sure {
					all++
				}
			}
			cause := "plain"
			if all >= r.Min {
				cause = "leave"
			}
			b.breach(Breach{Rule: "rest-days", Force: r.Force, Person: p.ID, From: from, To: to - 1, Cause: cause, Sure: off < r.Min,
				What: fmt.Sprintf("%d days off of %d in the %s", off, r.Min, name)})
		}
	}
	for w := b.s.WeekStart(b.first()); w < b.end(); w += 7 {
		count(w, w+7, of.restWeek, "week")
	}
	b.longShort(p, of.longShort, func(w Day, least int) {
		count(w, w+7, rest{least, of.longShort.Force}, "long or short week")
	})
	for d := b.first() - 6; d < b.end(); d++ {
		count(d, d+7, of.rest7, "seven days")
	}
	for _, m := range months(b.first(), b.end()) {
		count(m[0], m[1], of.restMonth, "month")
	}
}

// longShort calls f for each week of the roster with the days off that it must have. Without
// a start the turn goes on from the week before: one further than the number nearest to its
// days off, from the first where that week is not known; where two are as near nothing sure
// can be said.
func (b *bench) longShort(p *Person, u longShort, f func(week Day, least int)) {
	n := len(u.Rest)
	if n == 0 {
		return
	}
	first := b.s.WeekStart(b.first())
	at := 0
	if u.Start != nil {
		at = int(first-b.s.WeekStart(*u.Start)) / 7
	} else {
		off, near := 0, 1<<30
		for d := first - 7; d < first; d++ {
			c, ok := b.cell(p.ID, d)
			if !ok || !p.Employed(d) {
				off = -1
				break
			}
			if sure, perhaps := b.away(p.ID, d); c.Shift == nil && !sure && !perhaps {
				off++
			}
		}
		for k, want := range u.Rest {
			switch by := abs(want - off); {
			case off < 0:
			case by == near:
				return
			case by < near:
				at, near = k+1, by
			}
		}
	}
	for w := first; w < b.end(); w += 7 {
		f(w, u.Rest[(at%n+n)%n])
		at++
	}
}
