package solve

type partID int

func (p partID) id() int { return int(p) }

// addPart gives part to the people in who.
func (m *model) addPart(q part, who []int) {
	for _, i := range who {
		m.people[i].parts = append(m.people[i].parts, q)
	}
}

// nextID returns an id that no part has yet.
func (m *model) nextID() partID { m.ids++; return partID(m.ids) }
