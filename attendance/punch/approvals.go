package punch

import (
	"fmt"
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/schedule"
)

// approvals is a list of requests as approval systems export it (钉钉审批, 飞书审批,
// 企业微信审批 and their like) or as people keep it: who, perhaps which kind, from, to,
// how long, and how it was decided. Leave, overtime, corrections (补卡), outings, trips
// and requests that take others back are told apart by their type, their title, the
// headings, the sheet and the file's name. Each sheet of the file may be such a list.
var approvals = layout{
	key:  "approvals",
	name: lang.T("审批单（请假、加班、外出）", "approvals of leave, overtime and outings"),
	spot: func(r *reader, sheet int) bool { return r.approvalColumns(sheet) != nil },
	turn: 1,
	read: (*reader).approvals,
}

func (r *reader) approvals(sheets []int) error {
	r.requests = true
	list := approvalList{reader: r, seen: map[string]bool{}}
	for _, i := range sheets {
		c := r.approvalColumns(i)
		if err := c.weigh(r); err != nil {
			return err
		}
		var last *table.Row
		r.brokenHeadings(i, c.header)
		for row, err := range r.book.Rows(i) {
			if err != nil {
				return err
			}
			if row.Number <= c.header || line(&row) == "" {
				continue
			}
			row.Cells = append([]table.Cell(nil), row.Cells...)
			r.dropBroken(i, &row, c.used()...)
			c.inherit(&row, last)
			last = &row
			list.row(c, &row)
		}
	}
	list.takeBack()
	return nil
}

// inherit gives a line of details what a merged cell shows over it: who, which request
// and how it was decided stand in the line before.
func (c *approvalColumns) inherit(row, before *table.Row) {
	if before == nil || table.Clean(row.At(c.name)+row.At(c.id)+row.At(c.user)+row.At(c.number)) != "" || table.Clean(row.At(c.from)+row.At(c.fixed)) == "" {
		return
	}
	cols := []int{c.name, c.id, c.user, c.number, c.kind, c.form, c.title, c.related}
	for _, s := range c.states {
		cols = append(cols, s.col)
	}
	for _, col := range cols {
		if text := before.At(col); col > 0 && text != "" && row.At(col) == "" {
			row.Cells = slices.DeleteFunc(row.Cells, func(c table.Cell) bool { return c.Col == col })
			row.Cells = append(row.Cells, table.Cell{Col: col, Text: text})
		}
	}
	slices.SortFunc(row.Cells, func(a, b table.Cell) int { return a.Col - b.Col })
}

// used are the columns that a request is read from.
func (c *approvalColumns) used() []int {
	cols := []int{c.name, c.id, c.user, c.kind, c.form, c.title, c.number, c.related, c.from, c.fromClock, c.to, c.toClock, c.span, c.date, c.part, c.fixed, c.fixedClock, c.length, c.unit}
	for _, s := range c.states {
		cols = append(cols, s.col)
	}
	return cols
}

// approvalList is the lists of a file being read.
type approvalList struct {
	*reader
	seen    map[string]bool // requests, of which one may stand in several lines
	returns []takenBack
	void    []voidRequest
}

// takenBack is an approved request that takes another back.
type takenBack struct {
	who  int
	of   attendance.Return
	line string
}

// voidRequest is a request that does not count by its own state.
type voidRequest struct {
	who Person
	attendance.Leave
}

func (r *approvalList) row(c *approvalColumns, row *table.Row) {
	get := func(col int) string {
		if col == 0 {
			return ""
		}
		return table.Clean(row.At(col))
	}
	r.out.Rows++
	at := r.pos(c.sheet, row.Number, firstColumn(c.from, c.span, c.fixed, c.date))
	p := Person{Name: get(c.name), ID: table.ParseID(get(c.id)), Punch: get(c.user), Where: at}
	if p.Name == "" && p.ID == "" && p.Punch == "" {
		r.drop(at, line(row), lang.T("没有姓名和工号", "no name and no ID"))
		return
	}
	span, ok, problem := c.when(row)
	number := get(c.number)
	if counts, why := c.verdict(row); !counts {
		r.refused++
		r.drop(at, line(row), why)
		r.void = append(r.void, voidRequest{p, attendance.Leave{From: span.from, To: span.to, Number: number, Where: at}})
		return
	}
	what, kind, name := c.kindIn(row)
	if problem != "" {
		r.drop(r.pos(c.sheet, row.Number, c.length), problem, lang.T("时长读不懂，按起止时间算", "the length is not understood; the times count"))
	}
	if what == correctionRequest {
		r.correction(c, row, p, at)
		return
	}
	if what == returnRequest {
		back := attendance.Return{Of: get(c.related), Where: at}
		if ok {
			back.From, back.To = span.from, span.to
		}
		if !ok && back.Of == "" {
			r.drop(at, line(row), lang.T("是撤销或销假，却看不出撤的是哪一张单", "it takes a request back, but does not say which"))
			return
		}
		r.returns = append(r.returns, takenBack{r.person(p), back, line(row)})
		return
	}
	if unclear, _, is := c.order.Unclear(shortDate.FindString(get(firstColumn(c.from, c.date)))); !ok && is {
		r.drop(at, line(row), unclear)
		return
	}
	if ok && span.to-span.from > longest {
		r.drop(at, line(row), lang.F("%d 天，超过一年：检查年份", "%d days, more than a year; check the years", int(span.to-span.from)/schedule.DayMinutes))
		return
	}
	if !ok {
		r.drop(at, line(row), lang.F("起止时间读不懂：%s 到 %s", "from %s to %s is not a span of time", get(firstColumn(c.from, c.span, c.date)), get(c.to)))
		return
	}
	if what == anyRequest || what == swapRequest {
		r.drop(at, line(row), noKind(what, name))
		return
	}
	for _, who := range r.everybody(p) {
		// A request of several days repeats its row, once for each.
		key := fmt.Sprint(who, what, kind, name, span.from, span.to)
		if r.seen[key] {
			r.drop(at, line(row), lang.T("同一张单的明细行", "another line of the same request"))
			continue
		}
		r.seen[key] = true
		if what == overtimeRequest {
			r.out.Overtime = append(r.out.Overtime, Overtime{who, attendance.Approval{From: span.from, To: span.to, Minutes: span.minutes(), Number: number, Where: at}})
			continue
		}
		r.out.Leave = append(r.out.Leave, Leave{who, attendance.Leave{Kind: kind, Name: name, From: span.from, To: span.to, Dates: span.dates, Length: span.length, Number: number, Where: at}})
	}
}

// longest is how many minutes a request may be long: a year.
const longest = 366 * schedule.DayMinutes

func firstColumn(cols ...int) int {
	for _, c := range cols {
		if c > 0 {
			return c
		}
	}
	return 0
}

// everybody returns the people whom a cell names: a request may be filed for several.
func (r *reader) everybody(p Person) (who []int) {
	names := strings.FieldsFunc(p.Name, func(c rune) bool { return strings.ContainsRune("、,;", c) })
	if len(names) < 2 || p.ID != "" || p.Punch != "" {
		return []int{r.person(p)}
	}
	for _, n := range names {
		if n = strings.TrimSpace(n); n != "" {
			one := p
			one.Name = n
			who = append(who, r.person(one))
		}
	}
	return who
}

// correction reads a request to put a forgotten punch right.
func (r *approvalList) correction(c *approvalColumns, row *table.Row, p Person, at table.Pos) {
	text := table.Clean(row.At(firstColumn(c.fixed, c.from, c.date)))
	if c.fixedClock > 0 {
		text += " " + table.Clean(row.At(c.fixedClock))
	}
	m, ok := table.ParseMoment(text, 0)
	if !ok || !m.Timed {
		r.drop(at, line(row), lang.F("补卡时间 %q 读不懂", "%q is not the time of a punch", text))
		return
	}
	stamp, who := attendance.On(m.Date, m.Minute()), r.person(p)
	key := fmt.Sprint(who, correctionRequest, stamp)
	if r.seen[key] {
		r.drop(at, line(row), lang.T("同一张单的明细行", "another line of the same request"))
		return
	}
	r.seen[key] = true
	r.out.Corrections = append(r.out.Corrections, Correction{who, attendance.Correction{At: stamp, Reason: lang.T("补卡审批", "approved correction").ZH, Where: at}})
}

// takeBack lets the requests that take others back do so. One that finds nothing in
// this file is kept: the request may be in another.
func (r *approvalList) takeBack() {
	for _, b := range r.returns {
		var own []attendance.Leave
		var rest []Leave
		for _, l := range r.out.Leave {
			if l.Person == b.who {
				own = append(own, l.Leave)
			} else {
				rest = append(rest, l)
			}
		}
		left, taken := attendance.TakeBack(own, b.of)
		switch where, of := r.othersBack(&b); {
		case len(taken) > 0:
			r.drop(b.of.Where, b.line, lang.F("撤销或销假的单，本身不算请假；撤的是 %v", "it takes a request back and is no leave itself: the one at %v", taken[0].Where))
		case of:
			r.drop(b.of.Where, b.line, lang.F("撤销或销假的单，本身不算请假；撤的是 %v", "it takes a request back and is no leave itself: the one at %v", where))
			continue
		default:
			r.drop(b.of.Where, b.line, lang.T("撤销或销假的单，本身不算请假；这份文件里没有它撤的那张单", "it takes a request back and is no leave itself; the request is not in this file"))
			r.out.Returns = append(r.out.Returns, Return{b.who, b.of})
			continue
		}
		for _, l := range taken {
			r.drop(l.Where, fmt.Sprintf("%s %v %v", l.Name, l.From, l.To), lang.F("被 %v 的单撤销：撤掉的时间不算", "taken back by the request at %v: that time does not count", b.of.Where))
		}
		for _, l := range left {
			rest = append(rest, Leave{b.who, l})
		}
		r.out.Leave = rest
	}
}

// othersBack looks for what a request takes back among those that do not count anyway,
// and among overtime, which is taken back whole.
func (r *approvalList) othersBack(b *takenBack) (where table.Pos, found bool) {
	who := &r.out.People[b.who]
	for _, l := range r.void {
		if _, taken := attendance.TakeBack([]attendance.Leave{l.Leave}, b.of); len(taken) > 0 && l.who.Name == who.Name && l.who.ID == who.ID {
			where, found = l.Where, true
		}
	}
	r.out.Overtime = slices.DeleteFunc(r.out.Overtime, func(o Overtime) bool {
		as := attendance.Leave{From: o.From, To: o.To, Number: o.Number}
		_, taken := attendance.TakeBack([]attendance.Leave{as}, b.of)
		if o.Person != b.who || len(taken) == 0 || b.of.Of == "" && (b.of.From != o.From || b.of.To != o.To) {
			return false
		}
		where, found = o.Where, true
		r.drop(o.Where, fmt.Sprintf("%v %v", o.From, o.To), lang.F("被 %v 的单撤销：撤掉的时间不算", "taken back by the request at %v: that time does not count", b.of.Where))
		return true
	})
	return where, found
}

func containsAny(s string, words ...string) bool {
	s = strings.ToLower(s)
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
