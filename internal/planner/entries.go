package planner

import (
	"cmp"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// LeaveEntry is what a change of a roster asks to be entered into leave.xlsx, so that
// planning again and attendance know of it.
type LeaveEntry struct {
	Sheet lang.Text // of leave.xlsx
	Row   lang.Text // what to write there
	Why   lang.Text // the change in short
}

// leaveSheet is the name of a sheet of leave.xlsx.
func leaveSheet(key string) lang.Text {
	for _, s := range workspace.LeaveFile.Sheets {
		if s.Key == key {
			return s.Name
		}
	}
	return lang.Text{}
}

// entries fills in what is to be entered into leave.xlsx: each absence on the sheet of
// leave, each swap on that of swaps unless the list has it.
func (r *Repaired) entries(t RepairTask) {
	for _, a := range t.Absences {
		kind := cmp.Or(a.Kind, "请假")
		what, when := lang.Same(kind), lang.Same(days(a.From, a.To))
		if a.Kind == "" {
			what = lang.T("请假", "leave")
		}
		row := lang.F("%s | %s | %s | %s", "%s | %s | %s | %s", a.Person, what, moment(a.From, a.Span.Start, a.Span), moment(a.To, a.Span.End, a.Span))
		if a.Span.Len() > 0 {
			when = lang.F("%s %s", "%s %s", days(a.From, a.To), a.Span)
		}
		r.Entries = append(r.Entries, LeaveEntry{leaveSheet("leave"), row, lang.F("%s %s %s", "%s %s %s", a.Person, when, what)})
	}
	for _, s := range t.Swaps {
		if r.agreed(s) {
			continue
		}
		r.Entries = append(r.Entries, LeaveEntry{leaveSheet("swaps"),
			lang.F("%s | %s | %s", "%s | %s | %s", s.A, s.B, days(s.From, s.To)), lang.F("%s 和 %s 换 %s", "%s and %s swap %s", s.A, s.B, days(s.From, s.To))})
	}
}

// agreed reports whether the leave list has a swap already.
func (r *Repaired) agreed(s SwapDays) bool {
	for date := s.From; date <= s.To; date++ {
		there := false
		for _, t := range r.Workspace.Swaps {
			there = there || t.Date == date && (r.named(t.A, s.A) && r.named(t.B, s.B) || r.named(t.A, s.B) && r.named(t.B, s.A))
		}
		if !there {
			return false
		}
	}
	return true
}

func (r *Repaired) named(person int, word string) bool {
	k, err := r.Workspace.PersonByWord(word)
	return err == nil && k == person
}

// days writes a stretch of days: 2026-11-25, or 2026-11-25..2026-11-26.
func days(from, to workcal.Date) string {
	if from == to {
		return from.String()
	}
	return from.String() + ".." + to.String()
}

// moment is one end of leave as leave.xlsx has it: a date, with the hour where the leave
// is of some hours.
func moment(date workcal.Date, minute int, span schedule.Span) string {
	if span.Len() == 0 {
		return date.String()
	}
	return date.String() + " " + workspace.Clock(minute).String()
}
