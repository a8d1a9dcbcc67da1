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

// Key is the stable name of the rule.
func (Request) Key() string { return "request" }

// Words says the rule.
func (q Request) Words() lang.Text {
	return lang.F("尽量满足休息和班次意愿（%d）", "wishes for rest days and shifts are granted where possible (%d)", q.Cost)
}

// Wish says what is asked for: 休息, 早班, 不上晚班.
func (q Request) Wish(p *Problem) lang.Text {
	switch {
	case q.Want:
		return lang.F("上%s", "work %s", p.shiftList(q.Shifts))
	case q.Shifts == nil:
		return p.shiftText(Off)
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
			p.who(q.Person), p.on(q.Day), q.Wish(p), p.shiftText(r.Cells[q.Person][q.Day])),
	}}
}
