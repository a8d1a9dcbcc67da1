package schedule

import "paiban/internal/lang"

// Pin fixes a cell: the person works Shift on Day, or rests where it is Off.
type Pin struct {
	Person, Day, Shift int
}

// Key is the stable name of the rule.
func (Pin) Key() string { return "pin" }

// Words says the rule.
func (Pin) Words() lang.Text {
	return lang.T("指定的格子不变（必须）", "cells that were fixed stay as they are (hard)")
}

// Check returns the cell where it differs.
func (f Pin) Check(p *Problem, r *Roster) []Finding {
	s := r.Cells[f.Person][f.Day]
	if s == f.Shift {
		return nil
	}
	return []Finding{{
		Rule: f.Key(), Score: Score{Hard: 1}, Person: f.Person, Day: f.Day, Queue: Any,
		Why: lang.F("%s %s 指定为%s，却排了%s", "%s on %s is fixed as %s but has %s", p.who(f.Person), p.on(f.Day), p.shiftText(f.Shift), p.shiftText(s)),
		Fix: lang.F("改回%s，或取消这个指定", "put back %s, or lift the fixing", p.shiftText(f.Shift)),
	}}
}
