package settlement

import (
	"cmp"

	"paiban/attendance"
	"paiban/internal/lang"
)

// leftOut tells who has shifts in a roster of the month and is not settled for not
// being employed in it: the roster or the staff list is wrong.
func (m *month) leftOut(sheet *attendance.Sheet) (notes []lang.Text) {
	listed := map[string]bool{}
	for i := range sheet.People {
		listed[sheet.People[i].Person.ID] = true
	}
	for i := range m.input.People {
		p := &m.input.People[i]
		if listed[p.ID] {
			continue
		}
		for d := range m.input.Plans[i] {
			if plan := &m.input.Plans[i][d]; plan.Kind == attendance.Work && plan.Where.File != "" {
				since := lang.F("入职 %v", "hired on %v", p.Hired)
				if p.Left != 0 && p.Left < m.Month.First() {
					since = lang.F("离职 %v", "left on %v", p.Left)
				}
				notes = append(notes, lang.F("%s：%s 有班，员工表却写着%s，所以没有结算：核对班表和员工表", "%s: %s has a shift, yet the staff list says %s, so nothing is settled: check the roster and the staff list",
					plan.Where, cmp.Or(p.Name, p.ID), since))
				break
			}
		}
	}
	return notes
}
