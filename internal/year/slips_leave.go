package year

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
)

// leaveHead are the headings of the leave list.
var leaveHead = []any{"工号或姓名", "类型", "开始", "结束", "替班人", "状态"}

// leaveSlips are slips in the leave list: somebody is away from the coming Monday to the
// Sunday, or is not, because the leave was rejected.
var leaveSlips = []Slip{
	// The list as it is meant.
	asks("leave/plain", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.ID, "年假", iso(mon), iso(sun), nil, "已批准"})
	}),
	// By the name that only one person has.
	asks("leave/by-name", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.Name, "年假", iso(mon), iso(sun), nil, "已批准"})
	}),
	// Days of Excel.
	asks("leave/excel-dates", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.ID, "年假", wall(mon), wall(sun), nil, "已批准"})
	}),
	// The list is kept for years.
	asks("leave/of-years-before", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.ID, "病假", "2024-06-03", "2024-06-05", nil, "已批准"}, []any{p.ID, "年假", iso(mon), iso(sun), nil, "已批准"})
	}),
	// The example row of the template stays above.
	asks("leave/example-row", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{"示例 张三", "年假", "2026-11-28", "2026-11-29"}, []any{p.ID, "年假", iso(mon), iso(sun)})
	}),
	// One leave is entered twice.
	asks("leave/entered-twice", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.ID, "年假", iso(mon), iso(sun), nil, "已批准"}, []any{p.Name, "年假", iso(mon), iso(sun), nil, "已批准"})
	}),
	// Dates in Chinese.
	asks("leave/dates-in-chinese", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.ID, "年假", mon.Format("2006年1月2日"), sun.Format("2006年1月2日")})
	}),
	// Dates with dots.
	asks("leave/dates-with-dots", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.ID, "年假", mon.Format("2006.1.2"), sun.Format("2006.1.2")})
	}, "2"),
	// Dates without a year.
	asks("leave/dates-without-year", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.ID, "年假", mon.Format("1-2"), sun.Format("1-2")})
	}, "2"),
	// Month first, two digits of the year, as an American Excel shows dates.
	asks("leave/two-digit-year", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.ID, "年假", mon.Format("1/2/06"), sun.Format("1/2/06")})
	}, "2"),
	// 2062 for 2026.
	asks("leave/year-2062", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.ID, "年假", "2062" + iso(mon)[4:], "2062" + iso(sun)[4:]})
	}, "2"),
	// The leave ends before it begins.
	asks("leave/ends-before-it-begins", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.ID, "年假", iso(sun), iso(mon)})
	}, "2"),
	// Both days stand in one cell.
	asks("leave/both-days-in-one-cell", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.ID, "年假", mon.Format("1.2") + "-" + sun.Format("1.2")})
	}, "2"),
	// The end is missing.
	asks("leave/end-missing", true, func(p Person, mon, _ time.Time) []sheet {
		return leaveRows([]any{p.ID, "年假", iso(mon)})
	}, "2"),
	// Days are counted in place of an end.
	asks("leave/days-for-an-end", true, func(p Person, mon, _ time.Time) []sheet {
		return []sheet{{Name: "请假", Rows: [][]any{{"工号或姓名", "类型", "开始", "天数", "状态"}, {p.ID, "年假", iso(mon), 7, "已批准"}}}}
	}, "结束"),
	// A kind that the list does not know.
	asks("leave/kind-unknown", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.ID, "看病", iso(mon), iso(sun), nil, "已批准"})
	}, "2"),
	// Id and name in one cell.
	asks("leave/id-and-name", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.ID + " " + p.Name, "年假", iso(mon), iso(sun)})
	}, "2"),
	// The name has a blank between its characters.
	asks("leave/name-with-blank", true, func(p Person, mon, sun time.Time) []sheet {
		n := []rune(p.Name)
		return leaveRows([]any{string(n[:1]) + " " + string(n[1:]), "年假", iso(mon), iso(sun)})
	}, "2"),
	// The id in small letters.
	asks("leave/id-in-small-letters", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{strings.ToLower(p.ID), "年假", iso(mon), iso(sun)})
	}, "2"),
	// The id with the wide letters of a Chinese keyboard.
	asks("leave/wide-id", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{"Ｋ" + wide(p.ID[1:]), "年假", iso(mon), iso(sun)})
	}, "2"),
	// Somebody who is on no staff list.
	asks("leave/stranger", true, func(_ Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{"司马相如", "年假", iso(mon), iso(sun)})
	}, "2"),
	// The name is merged over two leaves of one person.
	asks("leave/name-merged", true, func(p Person, mon, sun time.Time) []sheet {
		s := leaveRows([]any{p.Name, "年假", "2025-08-04", "2025-08-05"}, []any{nil, "年假", iso(mon), iso(sun)})
		s[0].Merge = [][2]string{{"A2", "A3"}}
		return s
	}, "A2", "3"),
	// A row of the total stands below.
	asks("leave/total-row", true, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.ID, "年假", iso(mon), iso(sun)}, []any{"合计", nil, nil, 7})
	}, "3"),
	// Each month has a sheet of its own.
	asks("leave/second-sheet", true, func(p Person, mon, sun time.Time) []sheet {
		s := leaveRows([]any{p.ID, "年假", "2025-08-04", "2025-08-05"})
		return append(s, sheet{Name: "请假12月", Rows: [][]any{leaveHead, {p.ID, "年假", iso(mon), iso(sun)}}})
	}, "请假12月"),
	// The only sheet bears the name of the month.
	asks("leave/sheet-renamed", true, func(p Person, mon, sun time.Time) []sheet {
		return []sheet{{Name: "12月请假", Rows: [][]any{leaveHead, {p.ID, "年假", iso(mon), iso(sun)}}}}
	}, "12月请假"),
	// The only sheet has the name that Excel gave it.
	asks("leave/sheet-unnamed", true, func(p Person, mon, sun time.Time) []sheet {
		return []sheet{{Name: "Sheet1", Rows: [][]any{leaveHead, {p.ID, "年假", iso(mon), iso(sun)}}}}
	}, "Sheet1"),
	// The status is a formula that no program has computed: it may say rejected.
	{"leave/status-formula", func(w *World, kind string, r *rand.Rand) {
		q, mon, sun := w.asker(r)
		w.Save("leave.xlsx", workbook(leaveRows([]any{q.ID, "年假", iso(mon), iso(sun), nil, formula(`IF(1=2,"已批准","驳回")`)})...))
		if p := w.plannedWeek(); !p.told("leave.xlsx", "F2") {
			w.Fail(kind, "%s: nothing is said of F2 of leave.xlsx, a formula without a value", p)
		}
	}},

	// Systems write the outcome of a request in their own words.
	status("leave/approved-words", true, "已批准", "approved", "", "通过"),
	status("leave/approved-words-of-systems", true, "已通过", "审批通过", "同意", "已同意"),
	status("leave/rejected-words", false, "驳回", "rejected", "已驳回", "拒绝"),
	status("leave/rejected-words-of-systems", false, "已拒绝", "审批拒绝", "不同意", "未通过"),
	status("leave/withdrawn-words", false, "已撤销", "withdrawn", "撤回", "已撤回"),
	status("leave/withdrawn-words-of-systems", false, "已取消", "作废", "终止", "撤销"),
	status("leave/pending-words", false, "待批准", "pending", "审批中", "待审批"),
	// An approval system says how far the request is, and beside it how it ended.
	asks("leave/finished-and-rejected", false, func(p Person, mon, sun time.Time) []sheet {
		return outcomes([]any{p.ID, "年假", iso(mon), iso(sun), "完成", "拒绝"})
	}, "2"),
	asks("leave/finished-and-agreed", true, func(p Person, mon, sun time.Time) []sheet {
		return outcomes([]any{p.ID, "年假", iso(mon), iso(sun), "完成", "同意"})
	}, "2"),
	asks("leave/withdrawn-and-empty", false, func(p Person, mon, sun time.Time) []sheet {
		return outcomes([]any{p.ID, "年假", iso(mon), iso(sun), "已撤销", nil})
	}, "2"),
	// An approved leave is taken back by a second record.
	asks("leave/taken-back-by-a-record", false, func(p Person, mon, sun time.Time) []sheet {
		return leaveRows([]any{p.ID, "年假", iso(mon), iso(sun), nil, "已批准"}, []any{p.ID, "销假", iso(mon), iso(sun), nil, "已批准"})
	}, "3"),

	// The shop's list lies in the folder under its own name.
	beside("leave/under-another-name", "请假登记.xlsx", func(rows [][]any) []byte { return workbook(sheet{Name: "请假", Rows: rows}) }),
	// The list is a text file.
	beside("leave/text-file", "12月请假.txt", tabbed),
	// A list as CSV lies beside the workbook.
	beside("leave/csv-beside-workbook", "leave.csv", table),
	{"leave/csv", func(w *World, kind string, r *rand.Rand) {
		// Every table may be CSV; this one has no wishes then.
		q, mon, sun := w.asker(r)
		w.remove("leave.xlsx")
		w.Save("leave.csv", table([][]any{leaveHead, {q.ID, "年假", iso(mon), iso(sun), nil, "已批准"}}))
		w.offOrTold(kind, q, true, "leave.csv", "")
	}},
	{"leave/half-day-in-words", func(w *World, kind string, r *rand.Rand) {
		// 上午 and 下午 in place of hours.
		q, mon, _ := w.asker(r)
		d := iso(mon.AddDate(0, 0, 2))
		w.Save("leave.xlsx", workbook(leaveRows([]any{q.ID, "年假", d + " 上午", d + " 上午", nil, "已批准"})...))
		p := w.plannedWeek()
		if p.told("leave.xlsx", "2") {
			return
		}
		if !p.done() || slices.ContainsFunc(w.spans(p.rows[q.ID].Cells[2]), func(s Span) bool { return s.From < 720 }) {
			w.Fail(kind, "%s: %s is away on the morning of %s and works %v", p, q.ID, d, p.rows[q.ID].Cells)
		}
	}},
}

// wishSlips are slips in the wishes.
var wishSlips = []Slip{
	{"leave/wish-not-late", func(w *World, kind string, _ *rand.Rand) {
		// 非晚班 says the opposite of 晚班: it is read so, or not answered by 晚班.
		id, p := w.wishesNotLate("非晚班")
		if p.done() && p.rows[id].Cells[2] == "L" || !p.done() && (!p.told("leave.xlsx", "2") || strings.Contains(p.Err, "是不是")) {
			w.Fail(kind, "%s: %s works %v; %s", p, id, p.rows[id].Cells, firstLine(p.Err))
		}
	}},
	{"leave/wish-not-a-shift", func(w *World, kind string, _ *rand.Rand) {
		// 不要 and a shift is documented: it is granted, or told as denied.
		if id, p := w.wishesNotLate("不要晚班"); !p.done() || p.rows[id].Cells[2] == "L" && !p.denied(id) {
			w.Fail(kind, "%s: %s works %v; %s", p, id, p.rows[id].Cells, firstLine(p.Err))
		}
	}},
	// A wish of the year 2062.
	wish("leave/wish-year-2062", func(d string) []any { return []any{"2062" + d[4:], "休", 5} }),
	// A wish for a word that is no shift.
	wish("leave/wish-unknown", func(d string) []any { return []any{d, "随便", 5} }),
	// A weight in words.
	wish("leave/wish-weight-in-words", func(d string) []any { return []any{d, "休", "很重要"} }),
	// A wish that is a formula without a value.
	wish("leave/wish-formula", func(d string) []any { return []any{d, formula(`"休"`), 5} }),
}

// denied reports whether a wish of the person is told as denied.
func (p planned) denied(id string) bool {
	var doc struct{ Denied []struct{ ID string } }
	_ = json.Unmarshal(p.Out, &doc) // no JSON tells nothing
	return slices.ContainsFunc(doc.Denied, func(d struct{ ID string }) bool { return d.ID == id })
}

// asker draws who asks for the coming week, of which the Monday and Sunday are returned.
// Nobody else is away in it.
func (w *World) asker(r *rand.Rand) (p Person, mon, sun time.Time) {
	w.Leave, w.Wishes = nil, nil
	mon, sun = w.nextWeek(), w.nextWeek().AddDate(0, 0, 6)
	for p = w.People[r.IntN(len(w.People))]; !p.Employed(mon) || !p.Employed(sun); {
		p = w.People[r.IntN(len(w.People))]
	}
	return p, mon, sun
}

// leaveRows is a leave list.
func leaveRows(rows ...[]any) []sheet {
	return []sheet{{Name: "请假", Rows: slices.Concat([][]any{leaveHead}, rows)}}
}

// outcomes is a leave list with the two columns of an approval system.
func outcomes(row []any) []sheet {
	return []sheet{{Name: "请假", Rows: [][]any{{"工号", "请假类型", "开始时间", "结束时间", "审批状态", "审批结果"}, row}}}
}

// asks is a leave list in which somebody asks for the coming week, and is off or not; or
// the file and one of the places are named. Without places it must be read.
func asks(name string, off bool, list func(p Person, mon, sun time.Time) []sheet, places ...string) Slip {
	return Slip{name, func(w *World, kind string, r *rand.Rand) {
		p, mon, sun := w.asker(r)
		w.Save("leave.xlsx", workbook(list(p, mon, sun)...))
		w.offOrTold(kind, p, off, "leave.xlsx", places...)
	}}
}

// offOrTold plans the coming week and requires that q is off all of it, or works in it;
// or that the file and one of the places are named.
func (w *World) offOrTold(kind string, q Person, off bool, file string, places ...string) {
	p := w.plannedWeek()
	if p.told(file, places...) {
		return
	}
	if !p.done() {
		w.Fail(kind, "%s: %s", p, firstLine(p.Err))
		return
	}
	if row, ok := p.rows[q.ID]; !ok || (len(row.shifts()) == 0) != off {
		w.Fail(kind, "%s: %s works %v; is away: %v", p, q.ID, row.Cells, off)
	}
}

// status is a leave list in which people have asked for the coming week and were
// answered in these words: all are off, or none, or the row of whom is named.
func status(name string, off bool, words ...string) Slip {
	return Slip{name, func(w *World, kind string, r *rand.Rand) {
		_, mon, sun := w.asker(r)
		var rows [][]any
		for i, word := range words {
			rows = append(rows, []any{w.People[2*i].ID, "事假", iso(mon), iso(sun), nil, word})
		}
		w.Save("leave.xlsx", workbook(leaveRows(rows...)...))
		p := w.plannedWeek()
		for i, word := range words {
			row := p.rows[w.People[2*i].ID]
			if p.done() && (len(row.shifts()) == 0) == off || p.told("leave.xlsx", strconv.Itoa(i+2)) {
				continue
			}
			if !p.done() && p.told("leave.xlsx", "") {
				continue // refused for another word
			}
			w.Fail(kind, "%s: leave with the status %q, works %v; is away: %v", p, word, row.Cells, off)
			return
		}
	}}
}

// beside is a leave list in a file that is not the one of this program: it is used, or
// the file is named.
func beside(name, file string, body func(rows [][]any) []byte) Slip {
	return Slip{name, func(w *World, kind string, r *rand.Rand) {
		p, mon, sun := w.asker(r)
		w.writeLeave()
		w.Save(file, body([][]any{leaveHead, {p.ID, "年假", iso(mon), iso(sun), "", "已批准"}}))
		w.offOrTold(kind, p, true, file, "")
	}}
}

// saveWish leaves one wish in the leave list.
func (w *World) saveWish(row ...any) {
	w.Save("leave.xlsx", workbook(sheet{Name: "请假", Rows: [][]any{leaveHead}}, sheet{Name: "排班意愿", Rows: [][]any{{"工号或姓名", "日期", "意愿", "程度"}, row}}))
}

// wishesNotLate plans the coming week without wishes, and again with that of one whom it
// gives the late shift on Wednesday.
func (w *World) wishesNotLate(word string) (id string, p planned) {
	w.Leave, w.Wishes = nil, nil
	w.writeLeave()
	p = w.plannedWeek()
	for _, q := range w.People {
		if p.rows[q.ID].works("L") && p.rows[q.ID].Cells[2] == "L" {
			id = q.ID
		}
	}
	w.saveWish(id, iso(w.nextWeek().AddDate(0, 0, 2)), word, 5)
	return id, w.plannedWeek()
}

// wish is a wish for the Wednesday that nobody can read: its row is named.
func wish(name string, row func(date string) []any) Slip {
	return Slip{name, func(w *World, kind string, r *rand.Rand) {
		q, mon, _ := w.asker(r)
		w.saveWish(slices.Concat([]any{q.ID}, row(iso(mon.AddDate(0, 0, 2))))...)
		if p := w.plannedWeek(); !p.told("leave.xlsx", "2") {
			w.Fail(kind, "%s: nothing is said of row 2 of the wishes: %s", p, firstLine(p.Err))
		}
	}}
}
