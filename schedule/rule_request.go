package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// Request is a wish: to work one of Shifts on Day (Want), or not to. Nil Shifts
// is any shift, so {Want: false, Shifts: nil} asks for a rest day. Not granting
// it costs Cost.
type Request struct {
	Person, Day int
	Shifts      []int
	Want        bool
	Cost        int64
}

func init() { register[Request](lang.T("意愿", "requests")) }

// Key is the stable name of the rule.
func (Request) Key() string { return "request" }

// Words says the rule.
func (q Request) Words() lang.Text {
	return lang.F("尽量满足休息和班次意愿（%d）", "wishes for rest days and shifts are granted if possible (%d)", q.Cost)
}

// Wish says what is asked for: 休息, 早班, 不上晚班.
func (q Request) Wish(p *Problem) lang.Text {
	switch {
	case q.Want:
		return lang.F("上%s", "work %s", p.shiftList(q.Shifts))
	case q.Shifts == nil:
		return p.ShiftText(Off)
	}
	return lang.F("不上%s", "not %s", p.shiftList(q.Shifts))
}

// Granted reports whether r grants the wish.
func (q Request) Granted(r *Roster) bool {
	s := r.Cells[q.Person][q.Day]
	works := s != Off && (q.Shifts == nil || slices.Contains(q.Shifts, s))
	return works == q.Want
}

// Check returns the wish where it is not granted.
func (q Request) Check(p *Problem, r *Roster) []Finding {
	if q.Granted(r) {
		return nil
	}
	return []Finding{{
		Rule: q.Key(), Score: Score{Cost: q.Cost}, Person: q.Person, Day: q.Day, Queue: Any,
		Why: lang.F("%s %s 的意愿“%s”没有满足，排了%s", "%s asked on %s for “%s” and got %s",
			p.PersonName(q.Person), p.DayText(q.Day), q.Wish(p), p.ShiftText(r.Cells[q.Person][q.Day])),
	}}
}

// Hard returns nothing: no wish must be granted.
func (q Request) Hard() []Rule { return nil }

// Atoms is the cell.
func (q Request) Atoms(p *Problem) []Atom {
	return []Atom{{Rule: q, Words: q.Wish(p), Person: q.Person, Day: q.Day, Days: []int{q.Day}}}
}

// For returns nothing: the rule is about one cell.
func (q Request) For(People) Rule { return nil }

// Of returns the rule for another team.
func (q Request) Of(t Team) Rule {
	var ok bool
	if q.Person, ok = t.person(q.Person); !ok {
		return nil
	}
	return q
}

// Relax drops the wish.
func (q Request) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	return nil, dropped(q, subject)
}

func (q Request) validate(v *validator) {
	v.cell(q.Person, q.Day)
	v.shifts(q.Shifts)
}
