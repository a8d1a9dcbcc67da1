package settlement

import (
	"paiban/attendance"
	"paiban/attendance/punch"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
)

// mergeExports lays the exports over each other: punches, and what they say of plans
// and leave. Where two speak of the plan of a day the first counts.
func (m *month) mergeExports(exports []*punch.Export) {
	in := &m.input
	m.makeRows()
	for _, e := range exports {
		who := punch.Identify(in.People, e.People)
		if m.Workspace == nil {
			m.addPeople(e, who)
			m.notes = append(m.notes, e.Namesakes()...)
		} else {
			m.notes = append(m.notes, unknownPeople(e, who, m.Month)...)
		}
		for _, n := range e.Notes {
			m.notes = append(m.notes, lang.F("%s：%s", "%s: %s", e.Files[0], n))
		}
		got := e.Input(m.Month, in.People, who.Of)
		for i := range in.People {
			for d := range in.Plans[i] {
				takePlan(&in.Plans[i][d], got.Plans[i][d])
			}
			takePlan(&in.DayBefore[i], got.DayBefore[i])
			takePlan(&in.DayAfter[i], got.DayAfter[i])
			in.Punches[i] = append(in.Punches[i], got.Punches[i]...)
			in.Leave[i] = append(in.Leave[i], got.Leave[i]...)
			in.Overtime[i] = append(in.Overtime[i], got.Overtime[i]...)
			in.Corrections[i] = append(in.Corrections[i], got.Corrections[i]...)
		}
		for _, b := range e.Returns {
			if i := who.Of[b.Person]; i >= 0 {
				m.returns = append(m.returns, personReturn{i, b.Return})
			}
		}
		m.addFile(e, got.Punches)
		for _, d := range e.Dropped {
			m.dropped = append(m.dropped, report.Unused{Where: d.Where.String(), What: d.What, Why: d.Why})
		}
	}
}

// makeRows gives everybody who has none yet a row in each list of the input.
func (m *month) makeRows() {
	in := &m.input
	for len(in.Plans) < len(in.People) {
		in.Plans = append(in.Plans, make([]attendance.Planned, m.Month.Days()))
		in.Punches, in.Leave = append(in.Punches, nil), append(in.Leave, nil)
		in.Overtime, in.Corrections = append(in.Overtime, nil), append(in.Corrections, nil)
		in.DayBefore, in.DayAfter = append(in.DayBefore, attendance.Planned{}), append(in.DayAfter, attendance.Planned{})
	}
}

// takePlan takes over a plan where there is none yet.
func takePlan(to *attendance.Planned, p attendance.Planned) {
	if to.Kind == attendance.Unplanned {
		*to = p
	}
}

// addFile notes how far an export reaches with its punches, given by person.
func (m *month) addFile(e *punch.Export, punches [][]attendance.Punch) {
	m.exported = append(m.exported, e.Files...)
	if len(e.Punches) == 0 {
		return
	}
	f := attendance.PunchFile{Punches: punches, Made: e.Made}
	if e.Made != 0 {
		f.Work = e.Last
	}
	m.files = append(m.files, f)
}

// addPeople adds everybody of a bare export who is not surely one of those known
// from the exports before it.
func (m *month) addPeople(e *punch.Export, who punch.Identity) {
	list, _ := e.Everybody()
	for i := range who.Of {
		if who.Of[i] < 0 {
			who.Of[i] = len(m.input.People)
			m.input.People = append(m.input.People, list[i])
		}
	}
	m.makeRows()
}

// unknownPeople tells whose second number was taken for theirs, and who of an export is
// not on the staff list, with how many punches and requests of the month are left out
// for it.
func unknownPeople(e *punch.Export, who punch.Identity, month workcal.Month) (notes []lang.Text) {
	punches, requests := map[int]int{}, map[int]int{}
	for i := range e.Punches {
		if workcal.MonthOf(e.Punches[i].At.Date()) == month {
			punches[e.Punches[i].Person]++
		}
	}
	first, end := attendance.On(month.First(), 0), attendance.On(month.Last()+1, 0)
	count := func(person int, from, to attendance.Stamp) {
		if from < end && to > first {
			requests[person]++
		}
	}
	for i := range e.Leave {
		count(e.Leave[i].Person, e.Leave[i].From, e.Leave[i].To)
	}
	for i := range e.Overtime {
		count(e.Overtime[i].Person, e.Overtime[i].From, e.Overtime[i].To)
	}
	for i := range e.Corrections {
		count(e.Corrections[i].Person, e.Corrections[i].At, e.Corrections[i].At+1)
	}
	for _, d := range who.Also {
		if punches[d.Person] > 0 {
			notes = append(notes, lang.F("%s：%s", "%s: %s", e.Files[0], d.Why))
		}
	}
	for _, d := range who.Doubt {
		switch n, k := punches[d.Person], requests[d.Person]; {
		case n > 0 && k > 0:
			notes = append(notes, lang.F("%s：%s（%d 次打卡，%d 张申请单）", "%s: %s (%d punches, %d requests)", e.Files[0], d.Why, n, k))
		case n > 0:
			notes = append(notes, lang.F("%s：%s（%d 次打卡）", "%s: %s (%d punches)", e.Files[0], d.Why, n))
		case k > 0:
			notes = append(notes, lang.F("%s：%s（%d 张申请单）", "%s: %s (%d requests)", e.Files[0], d.Why, k))
		}
	}
	return notes
}

// takeBack lets requests that take leave back do so where the leave is in another file.
func (m *month) takeBack() {
	for _, b := range m.returns {
		left, taken := attendance.TakeBack(m.input.Leave[b.who], b.of)
		m.input.Leave[b.who] = left
		name := m.input.People[b.who].Name
		if len(taken) == 0 {
			m.notes = append(m.notes, lang.F("%v：%s 的销假或撤销，找不到它撤的那张请假单", "%v: %s takes leave back, but no such leave is found", b.of.Where, name))
			continue
		}
		m.notes = append(m.notes, lang.F("%v：%s 的销假或撤销，撤的是 %v 的请假，撤掉的时间不算请假", "%v: %s takes back the leave at %v; that time is no leave", b.of.Where, name, taken[0].Where))
	}
}
