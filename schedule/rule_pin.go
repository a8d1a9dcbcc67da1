package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// Pin fixes a cell: the person works Shift on Day, or rests where it is Off.
type Pin struct {
	Person, Day, Shift int

	// Locked is set where people have put the shift there by hand: the cell stays
	// whatever other hard rule it breaks, as long as the person may work it at all.
	Locked bool `json:",omitempty"`
}

// LockUnits is the number of hard units that a locked cell weighs: more than all that
// one cell can save, whose hours count by the minute.
const LockUnits = 1 << 20

func init() { register[Pin](lang.T("指定的格子", "fixed cells")) }

// Key is the stable name of the rule.
func (Pin) Key() string { return "pin" }

// Words says the rule.
func (Pin) Words() lang.Text {
	return lang.T("指定的格子不变（必须）", "fixed cells stay as they are (hard)")
}

// Check returns the cell where it differs.
func (f Pin) Check(p *Problem, r *Roster) []Finding {
	s := r.Cells[f.Person][f.Day]
	if s == f.Shift {
		return nil
	}
	why := lang.F("%s %s 指定为%s，却排了%s", "%s on %s is fixed as %s but has %s", p.PersonName(f.Person), p.DayText(f.Day), p.ShiftText(f.Shift), p.ShiftText(s))
	fix := lang.F("改回%s，或取消这个指定", "put %s back, or unfix the cell", p.ShiftText(f.Shift))
	if f.Locked {
		why = lang.F("%s %s 锁为%s，却排了%s", "%s on %s is locked as %s but has %s", p.PersonName(f.Person), p.DayText(f.Day), p.ShiftText(f.Shift), p.ShiftText(s))
		fix = lang.F("改回%s，或给这一格解锁", "put %s back, or unlock the cell", p.ShiftText(f.Shift))
	}
	return []Finding{{
		Rule: f.Key(), Score: Score{Hard: f.Units(p)}, Person: f.Person, Day: f.Day, Queue: Any,
		Why: why, Fix: fix,
	}}
}

// Units is the number of hard units that any other cell breaks f by. A lock on what
// cannot be worked that day weighs no more than another rule.
func (f Pin) Units(p *Problem) int64 {
	if f.Locked && f.workable(p) {
		return LockUnits
	}
	return 1
}

// workable reports whether the person may work the shift that day, absences aside.
func (f Pin) workable(p *Problem) bool {
	if f.Shift == Off {
		return true
	}
	who, s := &p.People[f.Person], &p.Shifts[f.Shift]
	return who.May(f.Shift) && f.Day >= who.First && f.Day < who.Last && !s.Retired && s.Days.Has(f.Day)
}

// Hard returns the rule: it is always hard.
func (f Pin) Hard() []Rule { return []Rule{f} }

// Atoms is the cell.
func (f Pin) Atoms(p *Problem) []Atom {
	words := lang.F("指定为%s", "fixed as %s", p.ShiftText(f.Shift))
	if f.Locked {
		words = lang.F("锁为%s", "locked as %s", p.ShiftText(f.Shift))
	}
	return []Atom{{Rule: f, Words: words, Person: f.Person, Day: f.Day, Days: []int{f.Day}}}
}

// For returns nothing: the rule is about one cell.
func (f Pin) For(People) Rule { return nil }

// Of returns the rule for another team.
func (f Pin) Of(t Team) Rule {
	var ok bool
	if f.Person, ok = t.person(f.Person); !ok {
		return nil
	}
	return f
}

// Relax lifts the fixing.
func (f Pin) Relax(_ *Problem, subject, days lang.Text) (Rule, lang.Text) {
	if f.Locked {
		return nil, lang.F("给 %s 的这一格解锁（%s）", "unlock the cell of %s (%s)", subject, days)
	}
	return nil, lang.F("取消 %s 的指定（%s）", "unfix the cell of %s (%s)", subject, days)
}

func (f Pin) validate(v *validator) {
	v.cell(f.Person, f.Day)
	v.need(f.Shift == Off || v.in(f.Shift, len(v.p.Shifts)), "%s：没有第 %d 号班次", "%s: there is no shift %d", v.what, f.Shift)
	for _, rule := range v.p.Rules {
		other, ok := rule.(Pin)
		v.need(!ok || !f.Locked || !other.Locked || other.Person != f.Person || other.Day != f.Day || other.Shift == f.Shift,
			"%s：同一格锁成了两样", "%s: the cell is locked as two things", v.what)
	}
}

// Narrow leaves the fixed shift alone in its cell, where it may be worked.
func (f Pin) Narrow(room Room) {
	if c := room[f.Person][f.Day]; slices.Contains(c, f.Shift) {
		room[f.Person][f.Day] = []int{f.Shift}
	}
}

// Obstacles finds a cell that is fixed twice, or as what cannot be worked that day.
func (f Pin) Obstacles(p *Problem, _ Room) (out []Obstacle) {
	where := lang.F("%s %s", "%s on %s", p.PersonName(f.Person), p.DayText(f.Day))
	add := func(what lang.Text) {
		out = append(out, Obstacle{"pin-clash", what, lang.T("取消其中一个指定", "unfix one of them")})
	}
	if other, twice := f.before(p); twice && other != f.Shift {
		add(lang.F("%s 同时指定为%s和%s", "%s is fixed as %s and as %s", where, p.ShiftText(other), p.ShiftText(f.Shift)))
	}
	if f.Shift == Off {
		return out
	}
	if !f.workable(p) {
		add(lang.F("%s 指定为%s，但当天不能上", "%s is fixed as %s but may not work it that day", where, p.ShiftText(f.Shift)))
	}
	for _, u := range p.Absences() {
		if u.Whole && u.Person == f.Person && u.Day == f.Day {
			add(lang.F("%s 指定为%s，但当天不能排班", "%s is fixed as %s but is unavailable", where, p.ShiftText(f.Shift)))
		}
	}
	return out
}

// before returns as what the rule just before f fixes the same cell.
func (f Pin) before(p *Problem) (shift int, fixed bool) {
	for _, rule := range p.Rules {
		other, ok := rule.(Pin)
		switch {
		case ok && other == f:
			return shift, fixed
		case ok && other.Person == f.Person && other.Day == f.Day:
			shift, fixed = other.Shift, true
		}
	}
	return shift, fixed
}
