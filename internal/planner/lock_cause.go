package planner

import (
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// KeepLocks fixes the cells that are locked in the roster that h is about: the one in its
// file, or of a week without one the one in rosters/.
func (h *Held) KeepLocks() error {
	if h.File != nil {
		h.locks(h.File)
		return nil
	}
	v, err := versionAt(workspace.RosterPath(h.Workspace.Root, h.Horizon.week()))
	if err != nil {
		return err
	}
	h.locks(h.inHand(v, h.Horizon))
	return nil
}

// mostBlameChecks bounds the rosters that are tried to find the locks behind broken rules:
// a page waits for the answer after each edit.
const mostBlameChecks = 400

// blameLocks says in each finding of a broken hard rule which locked cell is why: one
// without which fewer hard rules would be broken, that one among them.
func blameLocks(p *schedule.Problem, r *schedule.Roster, a *schedule.Analysis) {
	if a.Score.Hard == 0 {
		return
	}
	free := p.HardOnly()
	free.Rules = slices.DeleteFunc(free.Rules, func(rule schedule.Rule) bool {
		pin, ok := rule.(schedule.Pin)
		return ok && pin.Locked
	})
	b := blame{p: free, try: r.Clone(), before: schedule.Check(free, r).Score.Hard}
	for _, rule := range p.Rules {
		pin, ok := rule.(schedule.Pin)
		if !ok || !pin.Locked || r.Cells[pin.Person][pin.Day] != pin.Shift {
			continue
		}
		near := slices.ContainsFunc(a.Findings, func(f schedule.Finding) bool { return f.Hard() && beside(&f, pin) })
		if !near || !b.without(pin) {
			continue
		}
		for k := range a.Findings {
			f := &a.Findings[k]
			if !f.Hard() || !beside(f, pin) || stillBroken(b.after, f) >= f.Score.Hard {
				continue
			}
			f.Why = lang.F("%s（原因：%s 锁为%s）", "%s (the lock on %s as %s is why)", f.Why,
				lang.F("%s %s", "%s's %s", p.PersonName(pin.Person), p.DayText(pin.Day)), p.ShiftText(pin.Shift))
			f.Fix = lang.F("给这一格解锁（去掉后面的“!”）再排", "unlock this cell (take its ! away) and plan again")
		}
	}
}

// blame tries rosters in which a locked cell is free.
type blame struct {
	p      *schedule.Problem
	try    *schedule.Roster
	before int64             // hard units of the roster
	after  schedule.Analysis // of the better roster found last
	checks int
}

// without reports whether fewer hard rules are broken with something else in a locked cell,
// alone or with one colleague taking over what was locked.
func (b *blame) without(pin schedule.Pin) bool {
	free := append([]int{schedule.Off}, b.p.People[pin.Person].Shifts...)
	defer b.put(pin.Person, pin.Day, b.try.Cells[pin.Person][pin.Day])()
	for _, s := range free {
		b.put(pin.Person, pin.Day, s)
		if b.better() {
			return true
		}
	}
	for i := range b.p.People {
		if i == pin.Person || b.try.Cells[i][pin.Day] == pin.Shift {
			continue
		}
		back := b.put(i, pin.Day, pin.Shift)
		for _, s := range free {
			b.put(pin.Person, pin.Day, s)
			if b.better() {
				back()
				return true
			}
		}
		back()
	}
	return false
}

// put puts a shift into a cell and returns what takes it back.
func (b *blame) put(i, day, shift int) (back func()) {
	was, breaks := b.try.Cells[i][day], b.try.PlacedAt(i, day)
	b.try.Cells[i][day] = shift
	b.try.PlaceBreaks(i, day, nil)
	return func() {
		b.try.Cells[i][day] = was
		b.try.PlaceBreaks(i, day, breaks)
	}
}

// better reports whether what is tried breaks less; the problem is without locks.
func (b *blame) better() bool {
	if b.checks++; b.checks > mostBlameChecks {
		return false
	}
	b.after = schedule.Check(b.p, b.try)
	return b.after.Score.Hard < b.before
}

// beside reports whether f may have to do with a locked cell: it speaks of that person, or
// of nobody, and of a day next to it or of a time that has it.
func beside(f *schedule.Finding, pin schedule.Pin) bool {
	if f.Person != schedule.Any && f.Person != pin.Person {
		return false
	}
	if f.Day != schedule.Any {
		return pin.Day >= f.Day-1 && pin.Day <= f.Day+1 || f.Days.From <= pin.Day && pin.Day < f.Days.To
	}
	return f.Days.From <= pin.Day && pin.Day < f.Days.To
}

// stillBroken is by how many hard units the rule of f is broken in a where f says.
func stillBroken(a schedule.Analysis, f *schedule.Finding) (n int64) {
	for k := range a.Findings {
		g := &a.Findings[k]
		if g.Rule == f.Rule && g.Person == f.Person && g.Day == f.Day && g.Days == f.Days && g.Span == f.Span && g.Queue == f.Queue {
			n += g.Score.Hard
		}
	}
	return n
}
