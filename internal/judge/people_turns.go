package judge

import (
	"fmt"
	"slices"
)

// The rules here go from day to day: what may follow what, weekends, fixed cycles, turns.

// succession tells a shift on the day after one that it may not follow.
func (b *bench) succession(p *Person, rules []after) {
	for _, u := range rules {
		for d := b.first() - 1; d < b.end(); d++ {
			now, ok1 := b.cell(p.ID, d)
			next, ok2 := b.cell(p.ID, d+1)
			if !ok1 || !ok2 || now.Shift == nil || next.Shift == nil || !b.s.among(u.From, now.Shift) || !b.s.among(u.To, next.Shift) {
				continue
			}
			b.breach(Breach{Rule: "succession", Force: u.Force, Person: p.ID, From: d, To: d + 1, Cause: b.cause(d, d+1), Sure: true,
				What: fmt.Sprintf("%s on %s, %s on the day after", now.Shift.ID, d, next.Shift.ID)})
		}
	}
}

// cause says whether something reaches over the ends of the roster.
func (b *bench) cause(from, last Day) string {
	if !b.in(from) || !b.in(last) {
		return "week"
	}
	return "plain"
}

// weekends tells weekends that are worked by half, and too many that are worked of some in
// a row. Weekends of the past of which nothing is known are free, days beyond the roster off.
func (b *bench) weekends(p *Person, of *personal) {
	saturday := b.first() - (Day(b.first().Weekday())+1)%7
	for sat := saturday; sat < b.end(); sat += 7 {
		x, ok1 := b.cell(p.ID, sat)
		y, ok2 := b.cell(p.ID, sat+1)
		if ok1 && ok2 && (x.Shift == nil) != (y.Shift == nil) && (b.in(sat) || b.in(sat+1)) {
			b.breach(Breach{Rule: "whole-weekend", Force: of.wholeWeekends, Person: p.ID, From: sat, To: sat + 1, Cause: b.cause(sat, sat+1),
				Sure: p.Employed(sat) && p.Employed(sat+1), What: "half a weekend"})
		}
		u := of.weekends
		if !u.Force.On() || !b.in(sat) && !b.in(sat+1) {
			continue
		}
		n := 0
		for k := range u.Of {
			at := sat - Day(7*k)
			for d := at; d < at+2; d++ {
				if c, ok := b.cell(p.ID, d); ok && c.Shift != nil && d < b.end() {
					n++
					break
				}
			}
		}
		if n > u.Max {
			from := sat - Day(7*(u.Of-1))
			b.breach(Breach{Rule: "weekend-window", Force: u.Force, Person: p.ID, From: from, To: sat + 1, Cause: b.cause(from, sat+1), Sure: true, Units: n - u.Max,
				What: fmt.Sprintf("%d of %d weekends worked, %d at most", n, u.Of, u.Max)})
		}
	}
}

// restAfter tells too few days without a shift after a run of shifts of a kind. A shift of
// another kind on the day after the run leaves no day off.
func (b *bench) restAfter(p *Person, rules []restAfter) {
	for _, u := range rules {
		if !u.Force.On() {
			continue
		}
		run, off, last := 0, 0, Day(0)
		for d := b.first() - 56; d < b.end()+31; d++ {
			c, ok := b.cell(p.ID, d)
			if !ok {
				run, off = 0, 0 // what was before is not known
				continue
			}
			if c.Shift == nil {
				off++
				continue
			}
			is := b.s.among(u.Words, c.Shift)
			if is && off == 0 {
				run, last = run+1, d
				continue
			}
			if run >= u.Run && off < u.Days && d >= b.first() && last < b.end() {
				b.breach(Breach{Rule: "rest-after", Force: u.Force, Person: p.ID, From: last, To: d, Cause: b.cause(last, d), Sure: true, Units: u.Days - off,
					What: fmt.Sprintf("%d days in a row to %s, %d off before %s", run, last, off, d)})
			}
			run, off = 0, 0
			if is {
				run, last = 1, d
			}
		}
	}
}

// offWords are the words of a cycle for a day off; 班, work and any other that names no shift
// is any shift.
var offWords = []string{"休", "休息", "off", "rest", "-"}

// cycle tells days that are not as the cycle has them. Who is not employed on a day, on
// leave or barred, for hours or the whole of it, is excused.
func (b *bench) cycle(p *Person, u cycle) {
	if !u.Force.On() || len(u.Pattern) == 0 {
		return
	}
	sure, offset, in := true, 0, len(u.Offset) == 0
	for who, n := range u.Offset {
		if b.s.means(who, p) {
			sure = sure && (!in || n == offset)
			in, offset = true, n
		}
	}
	if !in {
		return
	}
	for d := b.first(); d < b.end(); d++ {
		c, ok := b.r.Cell(p.ID, d)
		if !ok || b.excused(p, d) {
			continue
		}
		n := len(u.Pattern)
		due := u.Pattern[((int(d-u.Start)+offset)%n+n)%n]
		var kept bool
		switch {
		case b.s.isWord(due):
			kept = c.Shift != nil && b.s.among([]string{due}, c.Shift)
		case slices.Contains(offWords, key(due)):
			kept = c.Shift == nil
		default:
			kept = c.Shift != nil
		}
		if !kept {
			b.breach(Breach{Rule: "cycle", Force: u.Force, Person: p.ID, From: d, Sure: sure && c.Leave == "", What: fmt.Sprintf("%q, the cycle has %s", c.Text, due)})
		}
	}
}

// isWord says whether a word means shifts: an ID, a name or a kind.
func (s *Shop) isWord(w string) bool {
	if shiftKinds[key(w)] {
		return true
	}
	return slices.ContainsFunc(s.Shifts, func(sh *Shift) bool { return s.among([]string{w}, sh) })
}

// excused says whether a person is not employed on d, or on leave or barred for some of it.
func (b *bench) excused(p *Person, d Day) bool {
	return !p.Employed(d) || len(b.s.LeaveOn(p.ID, d)) > 0 || len(b.s.Barred(p, d)) > 0
}

// rotation tells shifts that are of another kind than the one before where no turn is due,
// or not of the next kind where one is. Days off and other kinds lie between. Only those who
// may work all the kinds turn.
func (b *bench) rotation(p *Person, of *personal) {
	u := of.rotation
	if len(u.Kinds) == 0 || !u.Turn.On() && !u.Steady.On() || !b.turns(p, of) {
		return
	}
	term := func(d Day) int { return floorDiv(int(b.s.WeekStart(d)-b.s.WeekStart(u.Start))/7, u.Every) }
	last, lastDay, done := -1, Day(0), 0
	off, sure := false, true
	for d := b.first() - 56; d < b.end()+31; d++ {
		c, ok := b.cell(p.ID, d)
		if !ok {
			if d >= b.end() {
				return
			}
			if d < b.first() {
				last = -1 // the known past is without a gap
			}
			continue
		}
		if c.Shift == nil {
			off = true
			_, perhaps := b.away(p.ID, d)
			sure = sure && !(u.AfterRest && perhaps)
			continue
		}
		at := slices.Index(u.Kinds, c.Shift.Kind)
		if at < 0 || len(c.Shift.Turns) > 0 {
			continue
		}
		if last < 0 {
			done = term(d) // what is known first needs no turn
		}
		turn := term(d) > done && (off || !u.AfterRest)
		if last >= 0 && d >= b.first() && lastDay < b.end() {
			due, force := last, u.Steady
			if turn {
				due, force = (last+1)%len(u.Kinds), u.Turn
			}
			if at != due {
				b.breach(Breach{Rule: "rotation", Force: force, Person: p.ID, From: lastDay, To: d, Cause: b.cause(lastDay, d), Sure: sure,
					What: fmt.Sprintf("%s on %s after %s on %s, %s is due", u.Kinds[at], d, u.Kinds[last], lastDay, u.Kinds[due])})
			}
		}
		if turn {
			done = term(d)
		}
		last, lastDay, off = at, d, false
	}
}

// turns says whether the person may work a shift of each kind of the rotation.
func (b *bench) turns(p *Person, of *personal) bool {
	return !slices.ContainsFunc(of.rotation.Kinds, func(kind string) bool {
		return !slices.ContainsFunc(b.s.Shifts, func(sh *Shift) bool { return sh.Kind == kind && len(sh.Turns) == 0 && b.may(p, of, sh) })
	})
}

// may says whether the person may work a shift: by the staff list, by skill and by flags.
func (b *bench) may(p *Person, of *personal, sh *Shift) bool {
	return mayWork(p, sh, b.s.Shifts) && (sh.Queue == "" || p.Serves(sh.Queue)) && !b.protectedFrom(p, of, sh)
}
