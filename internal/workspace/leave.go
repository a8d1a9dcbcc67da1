package workspace

import (
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Leave is approved time away.
type Leave struct {
	Person     int // index into Workspace.People
	Type       lang.Text
	From, To   attendance.Stamp  // half-open
	Dates      bool              // work dates and halves of them, not the clock
	Length     attendance.Length // that the row itself says
	Substitute int               // index into Workspace.People, or -1
	Recurs     bool              // one of many days of an [Availability]
	Where      table.Pos
}

// Request is a wish for one date.
type Request struct {
	Person int
	Date   workcal.Date
	Off    bool   // a rest day is wished for; else Shift is wanted, or not
	Shift  string // id of a shift or duty turn of the configuration
	Not    bool   // Shift, or being at work in Hours, is not wanted
	Hours  []Span // instead of a shift: the hours in which to work, or not to
	Weight int    // 1–5
	Where  table.Pos
}

// Text says the wish.
func (q *Request) Text(c *Config) lang.Text {
	switch {
	case q.Off:
		return lang.T("休息", "a day off")
	case q.Hours != nil && q.Not:
		return lang.F("%s 不上", "not at work %s", spanList(q.Hours))
	case q.Hours != nil:
		return lang.F("只上 %s", "at work only %s", spanList(q.Hours))
	case q.Not:
		return lang.F("不上%s", "not %s", c.shiftName(q.Shift))
	}
	return lang.F("上%s", "%s", c.shiftName(q.Shift))
}

// Swap is an agreement of two people to exchange their shifts of one date.
type Swap struct {
	A, B  int
	Date  workcal.Date
	Where table.Pos
}

// Correction is an approved request to put a missing punch right (补卡).
type Correction struct {
	Person int
	Date   workcal.Date // work date
	Minute int          // of the work date
	Reason string
	Where  table.Pos
}

func (c *Config) shiftName(id string) lang.Text {
	for _, s := range c.Shifts {
		if s.ID == id {
			return s.Name
		}
	}
	for _, d := range c.DutyTurns {
		if d.ID == id {
			return d.Name
		}
	}
	return lang.Same(id)
}

func (w *Workspace) loadLeave(problems *table.Problems) {
	book := w.open(LeaveFile.Name, problems)
	if book == nil {
		return
	}
	defer book.Close()
	readers := map[string]func(*table.Record){"leave": w.leaveRow, "requests": w.requestRow, "swaps": w.swapRow, "corrections": w.correctionRow, "overtime": w.overtimeRow}
	for _, l := range w.leaveLists(book, problems) {
		w.states = l.states()
		for r := range w.rows(l.records) {
			readers[l.key](r)
		}
	}
}

func (w *Workspace) leaveRow(r *table.Record) {
	if word := r.Text("type"); strings.Contains(word, "加班") && !strings.Contains(word, "休") || strings.EqualFold(word, "overtime") {
		w.overtimeRow(r) // a list of all that was asked for
		return
	}
	l := Leave{Person: w.person(r, "person"), Substitute: -1, Where: r.Pos("person")}
	l.Type = leaveName(r.Text("type"))
	from, start, ok1 := leaveTime(r, "from", false)
	to, end, ok2 := leaveTime(r, "to", true)
	if ok1 && ok2 && from.Date != 0 && w.dailyLeave(r, from, to) {
		return
	}
	if r.Given("length") && ok1 && ok2 {
		var ok bool
		if l.Length, ok = attendance.ParseLength(r.Text("length"), "", start.At, end.At); !ok {
			r.Problem("length", lang.F("时长 %q 看不懂", "length %q is not understood", r.Text("length")), lang.T("如 0.5天、3.5小时；空着则按起止时间算", "such as 0.5 days or 3.5 hours; leave it empty to go by the times"))
		}
	}
	l.From, l.To, l.Dates, _ = attendance.SpanOfLeave(start, end, l.Length)
	farFrom, farTo := w.refuseFar(r, "from", from.Date, true), w.refuseFar(r, "to", to.Date, true)
	switch {
	case !ok1 || !ok2 || farFrom || farTo:
	case l.To <= l.From:
		r.Problem("to", lang.F("结束 %s 不晚于开始 %s", "it ends at %s, which is not after its start %s", r.Text("to"), r.Text("from")), lang.T("检查开始和结束", "check both"))
	case l.To-l.From > 366*schedule.DayMinutes:
		r.Problem("to", lang.F("请假 %d 天，超过一年", "%d days of leave, more than a year", int(l.To-l.From)/schedule.DayMinutes), lang.T("检查年份", "check the year"))
	}
	if r.Given("substitute") {
		l.Substitute = w.person(r, "substitute")
		if l.Substitute >= 0 && l.Substitute == l.Person {
			r.Problem("substitute", lang.T("替班人不能是本人", "nobody can stand in for themselves"), lang.T("换一个人", "name somebody else"))
		}
	}
	if w.approved(r, "person", from.Date, to.Date+1) && r.OK() {
		w.Leave = append(w.Leave, l)
		if _, known := attendance.FindLeaveKind(l.Type.ZH); !known {
			w.noteOn(from.Date, to.Date+1, lang.F("%s：假别 %q 不认识，按其他假算", "%s: the type of leave %q is unknown; it counts as other leave", r.Pos("type"), r.Text("type")))
		}
	}
}

// leaveTime reads the start or the end of leave: its date, and what it stands for.
func leaveTime(r *table.Record, key string, end bool) (table.Moment, attendance.LeaveTime, bool) {
	if t, ok := attendance.ParseLeaveTime(r.Text(key), 0, end); ok && attendance.NamesHalf(r.Text(key)) {
		at := t.At
		if end {
			at-- // of the date that it ends on
		}
		return table.Moment{Date: at.Date()}, t, true
	}
	m, ok := r.Moment(key)
	t := attendance.LeaveTime{At: attendance.On(m.Date, m.Minute()), Clock: m.Timed}
	if end && !m.Timed {
		t.At = attendance.On(m.Date+1, 0) // that day included
	}
	return m, t, ok
}

// leaveName returns the type of leave in both languages where it is a known
// one.
func leaveName(word string) lang.Text {
	for _, t := range leaveTypes {
		if same(table.Simplified(word), t.ZH, t.EN) {
			return t
		}
	}
	return lang.Same(word)
}

func (w *Workspace) requestRow(r *table.Record) {
	q := Request{Person: w.person(r, "person"), Weight: 3, Where: r.Pos("person")}
	last := w.datesOf(r, &q)
	word := r.Text("wish")
	if same(table.Simplified(word), restWished...) && !wishRemark.MatchString(table.Clean(word)) {
		q.Off = true
	} else if word != "" {
		var ok bool
		q.Shift, q.Not, ok = w.Config.wishOf(word)
		if hours, not := wishedHours(word); !ok && hours != nil {
			q.Shift, q.Hours, q.Not, ok = "", hours, not, true
		}
		if !ok {
			hint := didYouMean(word, append([]string{"休", "off"}, w.Config.shiftWords()...))
			if saysNot(word) {
				hint = lang.T("不想上的写“不上”加班次名，如 不上晚班；想上的只写班次名", "for a shift that is not wanted write not and its name, such as not late; for one that is wanted its name alone")
			}
			r.Problem("wish", lang.F("意愿 %q 看不懂", "wish %q is not understood", word), hint)
		}
	}
	if r.Given("weight") {
		if n, ok := r.Int("weight"); ok && (n < 1 || n > 5) {
			r.Problem("weight", lang.F("程度 %d 不在 1 到 5 之间", "weight %d is not between 1 and 5", n), lang.T("1 随便，5 很重要", "1 is slight, 5 is strong"))
		} else if ok {
			q.Weight = n
		}
	}
	for ; r.OK() && q.Date <= last; q.Date++ {
		w.Requests = append(w.Requests, q)
	}
}

func (w *Workspace) swapRow(r *table.Record) {
	s := Swap{A: w.person(r, "a"), B: w.person(r, "b"), Where: r.Pos("a")}
	s.Date, _ = r.Date("date")
	w.refuseFar(r, "date", s.Date, true)
	back := s
	if r.Given("back") {
		back.Date, _ = r.Date("back")
		w.refuseFar(r, "back", back.Date, true)
	}
	if s.A >= 0 && s.A == s.B {
		r.Problem("b", lang.T("不能和自己换班", "nobody can swap with themselves"), lang.T("换一个人", "name somebody else"))
	}
	if w.approved(r, "a", min(s.Date, back.Date), max(s.Date, back.Date)+1) && r.OK() {
		w.Swaps = append(w.Swaps, s)
		if back.Date != s.Date { // each day is an exchange of the two cells
			w.Swaps = append(w.Swaps, back)
		}
	}
}

func (w *Workspace) correctionRow(r *table.Record) {
	c := Correction{Person: w.person(r, "person"), Reason: r.Text("reason"), Where: r.Pos("person")}
	c.Date, _ = r.Date("date")
	w.refuseFar(r, "date", c.Date, true)
	c.Minute, _ = r.Minute("time")
	if w.approved(r, "person", c.Date, c.Date+1) && r.OK() {
		w.Corrections = append(w.Corrections, c)
	}
}
