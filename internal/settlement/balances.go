package settlement

import "paiban/attendance"

// layOpenings sets what people have to take at the start of the month: what somebody
// typed into the workbook of the month, else what the workbook of the month before has
// left, else what the staff list says.
func (m *month) layOpenings() {
	m.input.Opening = make([]attendance.Opening, len(m.input.People))
	for i := range m.input.People {
		o, id := &m.input.Opening[i], m.input.People[i].ID
		if m.Workspace != nil {
			*o = m.Workspace.People[i].Opening
		}
		later(o, m.closing[id])
		if m.typed != nil {
			later(o, m.typed.Openings[id])
		}
	}
}

// later lays what is known later over an opening.
func later(o *attendance.Opening, by attendance.Opening) {
	if by.Comp != nil {
		o.Comp = by.Comp
	}
	if by.Annual != nil {
		o.Annual = by.Annual
	}
}
