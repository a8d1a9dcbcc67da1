package settlement

import (
	"cmp"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/workspace"
)

// staff returns the people of a workspace to settle. Who has no salary in the staff
// list has the shop's usual one, where it names one.
func staff(ws *workspace.Workspace) (list []attendance.Person) {
	for i := range ws.People {
		p := ws.People[i].Attendance()
		if pay := ws.Config.Costs.MonthlyPay; p.Salary == 0 && pay > 0 {
			p.Salary, p.Assumed = attendance.Yuan(pay), true
		}
		list = append(list, p)
	}
	return list
}

// usualPay returns the shop's usual salary in yuan a month, 0 where it names none.
func (m *month) usualPay() float64 {
	if m.Workspace == nil {
		return 0
	}
	return m.Workspace.Config.Costs.MonthlyPay
}

// salaryNotes tells whose unpaid time was priced by the shop's usual pay, in yuan a
// month, and whose could not be priced at all.
func salaryNotes(sheet *attendance.Sheet, usual float64) (notes []lang.Text) {
	var assumed, unknown []string
	for i := range sheet.People {
		m := &sheet.People[i]
		name := cmp.Or(m.Person.Name, m.Person.ID)
		switch {
		case m.Absent+m.LeaveDays[attendance.Personal] == 0:
		case m.Person.Salary == 0:
			unknown = append(unknown, name)
		case m.Person.Assumed:
			assumed = append(assumed, name)
		}
	}
	if assumed != nil {
		notes = append(notes, lang.F("员工表没有写月薪，旷工和事假的扣款按 costs.monthly_pay 的 %v 元计：%s", "people.xlsx has no salary for these people; absence and personal leave are deducted at costs.monthly_pay, %v yuan: %s",
			usual, named(assumed)))
	}
	if unknown != nil {
		notes = append(notes, lang.F("不知道月薪，旷工和事假没有算扣款：%s", "the salary of these people is not known, so nothing is deducted for absence and personal leave: %s", named(unknown)))
	}
	return notes
}

// named lists names.
func named(names []string) lang.Text {
	return lang.Text{ZH: strings.Join(names, "、"), EN: strings.Join(names, ", ")}
}
