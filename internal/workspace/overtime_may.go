package workspace

import (
	"slices"

	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// protectedByLaw are the flags of those who must not work overtime, whatever the shop
// has set (see [labourlaw.Protected]).
var protectedByLaw = []Flag{Pregnant, Nursing, Minor}

// NoOvertime says why nobody may have p work overtime on a date at all; it is zero where
// they may be asked. The law protects some people even where the shop does not, a rule of
// the shop may protect more, and who is in training counts for nobody's work.
func (w *Workspace) NoOvertime(p *Person, date workcal.Date) lang.Text {
	rule := &w.RulesOf(p).Protection
	for _, f := range p.Flags {
		if slices.Contains(protectedByLaw, f) || f != NoNight && rule.Force.Hard && slices.Contains(rule.Flags, f) {
			return lang.F("%s不加班（%s）", "%s: no overtime (%s)", f.Text(), labourlaw.Protected)
		}
	}
	if p.TraineeOn(date, w.Config.Contract.Training.Weeks) {
		return lang.T("还在带教，不单独加班", "in training, no overtime alone")
	}
	return lang.Text{}
}

// NoNightWork reports whether p must not work a shift because it reaches into the night.
func (w *Workspace) NoNightWork(p *Person, sh *schedule.Shift) bool {
	return !w.protects(p, sh).IsZero()
}

// OvertimeOf returns the overtime of p that is approved for the work dates from first up
// to before end, as minutes by date.
func (w *Workspace) OvertimeOf(person int, first, end workcal.Date) map[workcal.Date]int {
	out := map[workcal.Date]int{}
	for _, o := range w.Overtime {
		if o.Person != person || o.Date < first || o.Date >= end {
			continue
		}
		minutes := o.Minutes
		if minutes == 0 {
			minutes = int(o.To - o.From)
		}
		out[o.Date] += minutes
	}
	return out
}
