package settlement

import (
	"cmp"
	"slices"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
)

// takeOver takes over what was typed into the workbook of an earlier run: points and
// fines, times of corrections, rulings on overtime, what was spent. nil is nothing.
func (m *month) takeOver(old *report.PayrollFile) {
	if old == nil {
		return
	}
	m.typed = old
	m.input.Typed, m.input.Spent = old.Typed, old.Spent
	m.input.Rulings = make([][]attendance.Ruling, len(m.input.People))
	for _, c := range old.Corrections {
		if i := m.indexOf(c.ID); i >= 0 {
			m.input.Corrections[i] = append(m.input.Corrections[i], c.Correction)
		}
	}
	for _, a := range old.Answers {
		if r, ok := ruling(&a); ok {
			if i := m.indexOf(a.ID); i >= 0 {
				m.input.Rulings[i] = append(m.input.Rulings[i], r)
			}
		}
	}
}

// indexOf returns the index of a person by ID, -1 for a stranger.
func (m *month) indexOf(id string) int {
	return slices.IndexFunc(m.input.People, func(p attendance.Person) bool { return p.ID == id })
}

// ruling reads an answer on time that may be overtime; ok is false where it is about
// something else or says neither yes nor no nor how long.
func ruling(a *report.TypedAnswer) (r attendance.Ruling, ok bool) {
	if a.About != attendance.AboutOvertime && a.About != attendance.AboutRest {
		return r, false
	}
	r, ok = attendance.ParseRuling(a.Text)
	r.Date, r.Where = a.Date, a.Where
	return r, ok
}

// mostUnheard is how many answers that changed nothing are told one by one.
const mostUnheard = 10

// unheard tells of what was typed and changed nothing in the settled month, and why.
func (m *month) unheard(sheet *attendance.Sheet) (notes []lang.Text) {
	if m.typed == nil {
		return nil
	}
	left := 0
	say := func(at table.Pos, what string, why lang.Text) {
		if len(notes) == mostUnheard {
			left++
			return
		}
		notes = append(notes, lang.F("%s：填的“%s”没有改变结果：%s", "%s: the answer %q changed nothing: %s", at, table.Clean(what), why))
	}
	for _, a := range m.typed.Answers {
		if why := m.answerWithoutEffect(sheet, &a); !why.IsZero() {
			say(a.Where, a.Text, why)
		} else if most := m.overruled(sheet, &a); !most.IsZero() {
			notes = append(notes, lang.F("%s：填的“%s”没有全算：%s", "%s: of the answer %q not all counts: %s", a.Where, table.Clean(a.Text), most))
		}
	}
	for _, c := range m.typed.Corrections {
		if why := correctionWithoutEffect(sheet, &c); !why.IsZero() {
			say(c.Where, c.At.String(), why)
		}
	}
	if left > 0 {
		notes = append(notes, lang.F("还有 %d 个填写的格子没有改变结果", "%d more cells that were typed into changed nothing", left))
	}
	return notes
}

// dayOf returns the settled day of a key, nil where the month has none.
func dayOf(sheet *attendance.Sheet, k report.DayKey) *attendance.Day {
	i := slices.IndexFunc(sheet.People, func(m attendance.Month) bool { return m.Person.ID == k.ID })
	if i < 0 {
		return nil
	}
	d := int(k.Date - sheet.Month.First())
	if d < 0 || d >= len(sheet.People[i].Days) {
		return nil
	}
	return &sheet.People[i].Days[d]
}

// notInMonth is why what was typed about somebody is lost.
var notInMonth = lang.T("这个人或这一天不在本月的结算里", "the person or the day is not in this month")

// answerWithoutEffect returns why an answer has none; it is zero where it has one, or
// where the question has been settled otherwise.
func (m *month) answerWithoutEffect(sheet *attendance.Sheet, a *report.TypedAnswer) lang.Text {
	d := dayOf(sheet, a.DayKey)
	if d == nil {
		return notInMonth
	}
	if a.About == attendance.AboutOvertime || a.About == attendance.AboutRest {
		r, ok := ruling(a)
		return m.rulingWithoutEffect(d, &r, ok)
	}
	if d.About != a.About || m.typed.Times[a.DayKey] != "" {
		return lang.Text{}
	}
	return onlyKept[a.About]
}

// onlyKept tells what to do where an answer is kept and decides nothing, by what it is
// about.
var onlyKept = map[attendance.QuestionKind]lang.Text{
	attendance.AboutMissing: lang.T("这一格只作记录；补卡要把时间填在“补卡时间”格里（如 18:00）", "this cell is only kept; to correct the punch, type its time into the cell of the correction (such as 18:00)"),
	attendance.AboutAbsence: lang.T("这一格只作记录；请假要写进 leave.xlsx，忘打卡要把时间填在“补卡时间”格里", "this cell is only kept; write leave into leave.xlsx, or type the times into the cell of the correction"),
	attendance.AboutLeave:   lang.T("这一格只作记录；假没有休的，改 leave.xlsx", "this cell is only kept; where the leave was not taken, change leave.xlsx"),
	attendance.AboutOutside: lang.T("这一格只作记录；入职、离职日期在员工表里改", "this cell is only kept; dates of hire and leave are changed in the staff list"),
}

// rulingWithoutEffect returns why an answer on overtime has no effect; ok is whether
// it could be read.
func (m *month) rulingWithoutEffect(d *attendance.Day, r *attendance.Ruling, ok bool) lang.Text {
	o, counted := &m.policy.Overtime, d.Overtime[0]+d.Overtime[1]+d.Overtime[2]
	switch {
	case !ok:
		return lang.T("看不懂；是加班写“同意”，或批几小时（如 2），不是写“不同意”", "it is not understood; write yes where it was overtime, or how many hours are approved (such as 2), and no where it was not")
	case r.Refused:
		return lang.Text{}
	case counted == 0 && o.By == attendance.ByNone:
		return lang.T("店里的规则不计加班（attendance.overtime.by: none）", "the shop counts no overtime (attendance.overtime.by: none)")
	case counted == 0 && len(d.Punches) < 2:
		return lang.T("当天没有班后的打卡", "nothing is clocked after the shift")
	case counted == 0:
		return lang.F("不足 %d 分钟不计，按 %d 分钟向下取整", "less than %d minutes does not count, and more is rounded down to %d minutes", o.MinMinutes, max(1, o.Step))
	}
	return lang.Text{}
}

// overruled returns why less overtime counts than was granted; it is zero where all
// does.
func (m *month) overruled(sheet *attendance.Sheet, a *report.TypedAnswer) lang.Text {
	d := dayOf(sheet, a.DayKey)
	r, ok := ruling(a)
	if d == nil || !ok || m.policy.Overtime.By != attendance.ByBoth {
		return lang.Text{}
	}
	counted := d.Overtime[0] + d.Overtime[1] + d.Overtime[2]
	if r.Minutes <= counted {
		return lang.Text{}
	}
	return lang.F("批了 %s，打卡只有 %s，按打卡计", "%s are approved and %s are clocked, which is what counts", hours(r.Minutes), hours(counted))
}

// hours says minutes in hours.
func hours(minutes int) lang.Text {
	return lang.F("%v 小时", "%v hours", float64(minutes)/60)
}

// correctionWithoutEffect returns why the time of a correction stands for no start or
// end of a shift; it is zero where it does.
func correctionWithoutEffect(sheet *attendance.Sheet, c *report.TypedCorrection) lang.Text {
	d := dayOf(sheet, c.DayKey)
	if d == nil {
		return notInMonth
	}
	for _, e := range d.Edges {
		if e.Punch >= 0 && d.Punches[e.Punch].At == c.At {
			return lang.Text{}
		}
	}
	if d.Plan.Kind != attendance.Work {
		return lang.Text{} // it is a punch of the day like others
	}
	return lang.F("%s 不是当天（%s）缺的上班或下班卡，或者已经有更合适的打卡", "%[1]s is no missing start or end of that day (%[2]s), or a better punch stands for it", c.At, cmp.Or(d.Plan.Name(), "—"))
}
