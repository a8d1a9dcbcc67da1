package judge

import (
	"fmt"
	"sort"
)

// Breach is one rule that a roster breaks, by the judge's own code.
type Breach struct {
	Rule   string // as findings name it: window, min-rest, …
	Force  Force
	Person string // id, or ""
	From   Day    // first day that it concerns
	To     Day    // last day, included
	Span   Span   // minutes of From, or empty
	Queue  string
	Cause  string // plain, break, skill, hole, leave, week: what makes it one
	Sure   bool   // under every reading of the documentation
	Units  int    // how much is lacking: heads times minutes, days, or 1
	What   string // one sentence
}

// Verdict is what the judge says of one roster.
type Verdict struct {
	Roster   *Roster
	Breaches []Breach
}

// Hard gives the breaches of rules that must hold, those that are sure under every
// reading of the documentation.
func (v *Verdict) Hard() []Breach {
	var out []Breach
	for _, b := range v.Breaches {
		if b.Force.Hard && b.Sure {
			out = append(out, b)
		}
	}
	return out
}

// bench judges one roster. It holds the cells of the file and, around them, those of the
// rosters that count for other days.
type bench struct {
	s   *Shop
	r   *Roster
	out []Breach
}

// Judge says what a roster breaks, by the rules of the shop. Days outside the file are
// those of the other rosters that count.
func (s *Shop) Judge(r *Roster) *Verdict {
	b := &bench{s: s, r: r}
	b.cover()
	b.people()
	b.days()
	b.meals()
	sort.SliceStable(b.out, func(i, j int) bool {
		x, y := b.out[i], b.out[j]
		if x.From != y.From {
			return x.From < y.From
		}
		if x.Rule != y.Rule {
			return x.Rule < y.Rule
		}
		return x.Person < y.Person
	})
	return &Verdict{r, b.out}
}

func (b *bench) first() Day { return b.r.First }
func (b *bench) end() Day   { return b.r.First + Day(b.r.Days) }

func (b *bench) in(d Day) bool { return b.first() <= d && d < b.end() }

// cell is what the rosters say of a person on any date; ok is false where nothing does.
func (b *bench) cell(id string, d Day) (Cell, bool) {
	if b.in(d) {
		return b.r.Cell(id, d)
	}
	return b.s.Plan(id, d)
}

// away says whether a day without a shift is leave by the list, and whether it may be
// taken for leave because the cell says so.
func (b *bench) away(id string, d Day) (sure, perhaps bool) {
	if b.s.LeaveAll(id, d) {
		return true, true
	}
	c, _ := b.cell(id, d)
	return false, c.Leave != "" || len(b.s.LeaveOn(id, d)) > 0
}

func (b *bench) breach(x Breach) {
	if !x.Force.On() {
		return
	}
	if x.To < x.From {
		x.To = x.From
	}
	x.Units = max(1, x.Units)
	if x.Cause == "" {
		x.Cause = "plain"
	}
	b.out = append(b.out, x)
}

// atWork is one person's time on a calendar day: segments in minutes of that day.
type atWork struct {
	p        *Person
	sh       *Shift
	day      Day // work date
	segments []Span
	counts   bool // no trainee
	open     bool // nothing says where their breaks lie
	fresh    bool // counts, and was a trainee on the first day of the roster
}

// presence gives everybody who is at work on the calendar day d or runs over from the day
// before; minutes are of d.
func (b *bench) presence(d Day) []atWork {
	var out []atWork
	for _, row := range b.r.Rows {
		p := row.Person
		if p == nil {
			continue
		}
		for back := range 3 {
			on := d - Day(back)
			c, ok := b.cell(p.ID, on)
			if !ok || c.Shift == nil {
				continue
			}
			var at []Span
			for _, s := range subtract(c.Shift.Segments, c.Rests...) { // nobody is online on a break
				s = s.Shift(-1440 * back)
				if s.End > 0 {
					at = append(at, s)
				}
			}
			if len(at) > 0 {
				counts := !b.s.Trainee(p, on)
				out = append(out, atWork{p: p, sh: c.Shift, day: on, segments: at, counts: counts, open: len(c.Rests) == 0 && len(c.Shift.Rests) > 0, fresh: counts && b.s.Trainee(p, b.first())})
			}
		}
	}
	return out
}

// serves says whether somebody at work is there for a queue: their shift serves it and,
// with skills, they can.
func (a atWork) serves(queue string, skills bool) bool {
	if queue == "" {
		return true
	}
	return (a.sh.Queue == "" || a.sh.Queue == queue) && (!skills || a.p.Serves(queue))
}

// throughout says whether one segment covers the whole span.
func (a atWork) throughout(s Span) bool {
	for _, g := range a.segments {
		if g.Start <= s.Start && s.End <= g.End {
			return true
		}
	}
	return false
}

func (a atWork) at(minute int) bool { return a.throughout(Span{minute, minute + 1}) }

// edges are the minutes within the span at which anybody comes or goes, with its ends.
func edges(span Span, who []atWork, more ...int) []int {
	set := map[int]bool{span.Start: true, span.End: true}
	for _, a := range who {
		for _, g := range a.segments {
			set[g.Start], set[g.End] = true, true
		}
	}
	for _, m := range more {
		set[m] = true
	}
	var out []int
	for m := range set {
		if span.Start <= m && m <= span.End {
			out = append(out, m)
		}
	}
	sort.Ints(out)
	return out
}

func headsAt(who []atWork, minute int, queue string, skills bool) int {
	n := 0
	for _, a := range who {
		if a.counts && a.serves(queue, skills) && a.at(minute) {
			n++
		}
	}
	return n
}

// cover judges windows and prepare-by, minute by minute.
func (b *bench) cover() {
	for d := b.first(); d < b.end(); d++ {
		who := b.presence(d)
		// A span that runs past midnight needs those who come on the next day.
		for _, q := range b.s.Queues {
			for _, w := range q.Windows {
				if !w.Force.On() || !w.Days.Has(b.s.Calendar, d) {
					continue
				}
				all := b.over(who, d, w.Span)
				b.span(d, all, w.Span, q.ID, w.Min, w.Force, "window")
				b.perhaps(d, all, w, q.ID)
			}
		}
		for _, p := range b.s.rules.prepares {
			if p.Days.Has(b.s.Calendar, d) && p.Force.On() {
				b.span(d, b.over(who, d, p.Span), p.Span, p.Queue, p.Heads, p.Force, "prepare-by")
			}
		}
		b.windowsTogether(d, who)
		for _, q := range b.s.Queues {
			b.breaks(d, who, q)
		}
	}
}

// windowsTogether asks that the windows of several queues which are open at once are kept
// by different people, minute by minute. Each window alone is judged by [bench.span]; here
// only what they lack together is told, of the first queue of the set.
func (b *bench) windowsTogether(d Day, who []atWork) {
	if len(b.s.Queues) < 2 || len(b.s.Queues) > 8 {
		return
	}
	var queues []string
	var bounds []int
	for _, q := range b.s.Queues {
		queues = append(queues, q.ID)
		for _, w := range q.Windows {
			bounds = append(bounds, w.Span.Start, w.Span.End)
		}
	}
	day := Span{0, 1440}
	at := edges(day, who, bounds...)
	for i := 0; i+1 < len(at); i++ {
		minute := at[i]
		needs, force := make([]int, len(queues)), Force{}
		for k, q := range b.s.Queues {
			for _, w := range q.Windows {
				if w.Force.Hard && w.Days.Has(b.s.Calendar, d) && w.Span.Start <= minute && minute < w.Span.End {
					needs[k], force = max(needs[k], w.Min), w.Force
				}
			}
		}
		p := poolOf(queues, who, func(a atWork) bool { return a.at(minute) })
		alone := 0
		for k := range queues {
			alone += max(0, needs[k]-p.heads[1<<k])
		}
		if lack := p.short(needs) - alone; lack > 0 && force.Hard {
			b.breach(Breach{Rule: "window", Force: force, From: d, Span: Span{minute, at[i+1]}, Queue: queues[0], Cause: "shared", Sure: true, Units: lack * (at[i+1] - minute),
				What: fmt.Sprintf("%d heads more are wanted at once by windows of several queues", lack)})
			return // the first stretch of the day says it
		}
	}
}

// over adds those of the next day where the span runs past midnight.
func (b *bench) over(who []atWork, d Day, span Span) []atWork {
	if span.End <= 1440 {
		return who
	}
	who = append([]atWork{}, who...)
	for _, a := range b.presence(d + 1) {
		if a.day != d+1 {
			continue
		}
		for i := range a.segments {
			a.segments[i] = a.segments[i].Shift(1440)
		}
		who = append(who, a)
	}
	return who
}

// span asks for least people at every minute of a span and tells each stretch that lacks
// them, with the cause.
func (b *bench) span(d Day, who []atWork, span Span, queue string, least int, force Force, rule string) {
	at := edges(span, who)
	var open *Breach
	flush := func() {
		if open != nil {
			b.breach(*open)
			open = nil
		}
	}
	for i := 0; i+1 < len(at); i++ {
		n := headsAt(who, at[i], queue, true)
		if n >= least {
			flush()
			continue
		}
		cause := "plain"
		switch {
		case headsAt(who, at[i], queue, false) >= least:
			cause = "skill"
		case !b.covered(d, at[i], queue):
			cause = "hole"
		}
		lack := (least - n) * (at[i+1] - at[i])
		if open != nil && open.Cause == cause && open.Span.End == at[i] {
			open.Span.End = at[i+1]
			open.Units += lack
			continue
		}
		flush()
		open = &Breach{Rule: rule, Force: force, From: d, Span: Span{at[i], at[i+1]}, Queue: queue, Cause: cause, Sure: true, Units: lack,
			What: fmt.Sprintf("%d of %d people at work", n, least)}
	}
	flush()
}

// covered says whether any shift that is open covers the minute for the queue.
func (b *bench) covered(d Day, minute int, queue string) bool {
	for _, sh := range b.s.Shifts {
		if queue != "" && sh.Queue != "" && sh.Queue != queue {
			continue
		}
		for back := -1; back < 3; back++ {
			if !b.s.OpenOn(sh, d-Day(back)) {
				continue
			}
			for _, g := range sh.Segments {
				if g = g.Shift(-1440 * back); g.Start <= minute && minute < g.End {
					return true
				}
			}
		}
	}
	return false
}
