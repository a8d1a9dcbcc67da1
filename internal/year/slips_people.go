package year

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// Columns of the staff list as peopleRows writes it.
const (
	colID, colName, colGroup, colSkills, colHired, colLeft, colFlags = 0, 1, 3, 4, 5, 6, 7
)

// peopleSlips are slips in the staff list.
var peopleSlips = []Slip{
	// The list as CSV, saved by a Chinese Excel.
	{"people/csv-in-gbk", func(w *World, kind string, _ *rand.Rand) {
		w.remove("people.xlsx")
		w.Save("people.csv", gbk(table(w.peopleRows())))
		w.everybody(kind, "people.csv")
	}},
	// The title of the list stands above the headings, and a row is empty.
	listed("people/title-above", "people.xlsx", func(_ *World, rows [][]any) [][]any {
		return slices.Concat([][]any{{"客服部员工名单"}, {}}, rows[:4], [][]any{{}}, rows[4:])
	}),
	// The example row of the template stays above the people.
	listed("people/example-row", "people.xlsx", func(_ *World, rows [][]any) [][]any {
		return slices.Insert(rows, 1, []any{"示例 A01", "张三", "101", "一组"})
	}),
	// Somebody typed a name over the example row and left its id.
	listed("people/example-row-typed-over", "people.xlsx", func(_ *World, rows [][]any) [][]any {
		rows[1][colID] = "示例 A01"
		return rows
	}, "2"),
	// The list ends with a row of its total.
	listed("people/total-row", "people.xlsx", func(_ *World, rows [][]any) [][]any {
		return append(rows, []any{"合计", fmt.Sprintf("%d人", len(rows)-1)})
	}, "14"),
	// The total stands in the column of names.
	listed("people/total-in-names", "people.csv", func(_ *World, rows [][]any) [][]any {
		return append(rows, []any{nil, "合计", len(rows) - 1})
	}, "14"),
	// The total is a number beside the word.
	listed("people/total-in-numbers", "people.csv", func(_ *World, rows [][]any) [][]any {
		return append(rows, []any{"总计", len(rows) - 1})
	}, "14"),
	// Who made the list stands below it.
	listed("people/signature-below", "people.xlsx", func(_ *World, rows [][]any) [][]any {
		return append(rows, []any{"制表人：", "王主管"})
	}, "14"),
	// A list pasted from two pages has its headings twice.
	listed("people/headings-repeated", "people.csv", func(_ *World, rows [][]any) [][]any {
		return slices.Insert(rows, 7, rows[0])
	}, "8"),
	// A line above each group names it.
	listed("people/group-lines", "people.xlsx", func(_ *World, rows [][]any) [][]any {
		return slices.Insert(slices.Insert(rows, 7, []any{"二组"}), 1, []any{"一组"})
	}, "2", "9"),
	// The first column is the group, and groups are called #1 and #2.
	listed("people/group-begins-with-hash", "people.csv", func(_ *World, rows [][]any) [][]any {
		for y, row := range rows {
			row[colID], row[colGroup] = row[colGroup], row[colID]
			if y > 0 && y < 5 {
				row[0] = "#1店"
			}
		}
		return rows
	}, "2"),
	// People of the second shop are on a sheet of their own.
	{"people/second-sheet", func(w *World, kind string, _ *rand.Rand) {
		rows := w.peopleRows()
		w.Save("people.xlsx", workbook(sheet{Name: "员工", Rows: rows[:7]}, sheet{Name: "二店", Rows: slices.Concat(rows[:1], rows[7:])}))
		w.everybody(kind, "people.xlsx", "二店")
	}},
	// The sheet has the name that Excel gave it.
	{"people/sheet-unnamed", func(w *World, kind string, _ *rand.Rand) {
		w.Save("people.xlsx", workbook(sheet{Name: "Sheet1", Rows: w.peopleRows()}))
		w.everybody(kind, "people.xlsx", "Sheet1")
	}},
	// The shop keeps its list under its own name.
	{"people/under-another-name", func(w *World, kind string, _ *rand.Rand) {
		w.remove("people.xlsx")
		w.Save("员工名单.xlsx", workbook(sheet{Name: "员工", Rows: w.peopleRows()}))
		w.everybody(kind, "员工名单.xlsx", "")
	}},
	// An old list lies beside the new one, in another format.
	{"people/two-lists", func(w *World, kind string, _ *rand.Rand) {
		w.Save("people.csv", table(w.peopleRows()[:6]))
		if p := w.plannedWeek(); !p.told("people.csv", "") && !p.told("people.xlsx", "") {
			w.Fail(kind, "%s: nobody is told that people.csv and people.xlsx are both there", p)
		}
	}},
	// A lookup of the name failed.
	listed("people/error-for-name", "people.xlsx", func(_ *World, rows [][]any) [][]any {
		rows[3][colName] = "#N/A"
		return rows
	}, "B4"),
	// A reference of the group is lost.
	untold("people/error-for-group", "people.xlsx", func(rows [][]any) { rows[3][colGroup] = "#REF!" }, "D4"),
	// The last day is a formula that no program has computed.
	untold("people/left-formula", "people.xlsx", func(rows [][]any) { rows[2][colLeft] = formula("DATE(2025,11,20)") }, "G3"),
	// The id is a formula that no program has computed.
	untold("people/id-formula", "people.xlsx", func(rows [][]any) { rows[2][colID] = formula(`"K"&"02"`) }, "A3"),
	// Excel made an exponent of a long id in a CSV file.
	untold("people/id-exponent", "people.csv", func(rows [][]any) { rows[2][colID] = "1.38E+10" }, "3"),
	// An id of 17 digits is a number: Excel keeps 15 of them.
	untold("people/id-seventeen-digits", "people.xlsx", func(rows [][]any) { rows[2][colID] = 123456789012345678.0 }, "A3"),
	// Two people have one id.
	untold("people/id-twice", "people.xlsx", func(rows [][]any) { rows[2][colID] = rows[1][colID] }, "3"),
	// The name is missing.
	untold("people/name-missing", "people.xlsx", func(rows [][]any) { rows[3][colName] = nil }, "4"),
	// The id is missing.
	untold("people/id-missing", "people.xlsx", func(rows [][]any) { rows[3][colID] = nil }, "4"),
	// A flag has a slip of the pen.
	untold("people/flag-mistyped", "people.xlsx", func(rows [][]any) { rows[3][colFlags] = "孕其" }, "H4"),
	// A queue that the shop has not.
	untold("people/skill-unknown", "people.xlsx", func(rows [][]any) { rows[3][colSkills] = "售后" }, "E4"),
	// A word stands where a date belongs.
	untold("people/left-in-words", "people.xlsx", func(rows [][]any) { rows[3][colLeft] = "已离职" }, "G4"),
	// The first day lies a generation ahead: whoever it is vanishes from the roster.
	listed("people/hired-in-2052", "people.xlsx", func(_ *World, rows [][]any) [][]any {
		rows[3][colHired] = "2052-03-01"
		return rows
	}, "F4"),
	// Ids keep their leading zeros.
	{"people/leading-zeros", func(w *World, kind string, _ *rand.Rand) {
		rows := w.peopleRows()
		for i, row := range rows[1:] {
			row[colID] = fmt.Sprintf("%03d", i+1)
		}
		w.remove("people.xlsx")
		w.remove("leave.xlsx") // its ids would be strangers
		w.Save("people.csv", table(rows))
		p := w.plannedWeek()
		for i, q := range w.People {
			if id := fmt.Sprintf("%03d", i+1); w.employedIn(q) && p.rows[id].Name != q.Name {
				w.Fail(kind, "%s: %s is not on the roster as %s", p, q.Name, id)
				return
			}
		}
	}},
	// Ids typed with the wide letters of a Chinese keyboard.
	listed("people/wide-ids", "people.xlsx", func(_ *World, rows [][]any) [][]any {
		rows[3][colID] = "Ｋ０３"
		return rows
	}, "4"),
	// The last day as people write it: each is the same day.
	left("people/left-in-chinese", "2025年11月20日"),
	left("people/left-with-slashes", "2025/11/20"),
	left("people/left-of-excel", wall(date(2025, 11, 20))),
	left("people/left-with-time", "2025-11-20 00:00:00"),
	left("people/left-with-dots", "2025.11.20", "3"),
	left("people/left-month-first", "11/20/25", "3"),
	left("people/left-short-year", "25-11-20", "3"),
	left("people/left-without-year", "11月20日", "3"),

	// The group is written once, in a cell merged over its people.
	{"people/group-merged", func(w *World, kind string, _ *rand.Rand) {
		s := sheet{Name: "员工", Rows: w.peopleRows(), Merge: [][2]string{{"D2", "D7"}, {"D8", "D13"}}}
		for _, y := range []int{2, 3, 4, 5, 6, 8, 9, 10, 11, 12} {
			s.Rows[y][colGroup] = nil
		}
		w.Save("people.xlsx", workbook(s))
		p := w.plannedWeek()
		if p.told("people.xlsx", "D2", "D3", "D8", "D9") {
			return
		}
		w.Run("schedule", "export", weekName(w.nextWeek()), "--csv", "--lang", "en", "-o", "exports/groups.csv")
		rows, err := readCSV(w.Path("exports", "groups.csv"))
		if err != nil {
			w.Fail(kind, "%s: %s", p, firstLine(p.Err))
			return
		}
		for _, row := range rows {
			if q, ok := w.Person(row[0]); ok && row[2] != q.Group {
				w.Fail(kind, "%s: %s is in group %q, not %q", p, q.ID, row[2], q.Group)
				return
			}
		}
	}},
	// The shifts that three people may work are one merged cell.
	{"people/shifts-merged", func(w *World, kind string, _ *rand.Rand) {
		s := sheet{Name: "员工", Rows: w.peopleRows(), Merge: [][2]string{{"K3", "K5"}}}
		s.Rows[0] = append(s.Rows[0], "可排班次")
		s.Rows[2] = append(s.Rows[2], "晚")
		w.Save("people.xlsx", workbook(s))
		w.only(kind, []string{"K3", "K4"}, "L", "K02", "K03", "K04")
	}},
	// The shifts are parted by the comma of a Chinese keyboard.
	{"people/shifts-with-wide-comma", func(w *World, kind string, _ *rand.Rand) {
		s := sheet{Name: "员工", Rows: w.peopleRows()}
		s.Rows[0] = append(s.Rows[0], "可排班次")
		s.Rows[2] = append(s.Rows[2], "晚，晚")
		w.Save("people.xlsx", workbook(s))
		w.only(kind, []string{"K3"}, "L", "K02")
	}},
	// Weekly hours typed as a time, 40:00.
	{"people/weekly-hours-as-time", func(w *World, kind string, _ *rand.Rand) {
		hours := func(typed any) planned {
			rows := w.peopleRows()
			rows[0] = append(rows[0], "周工时")
			rows[2] = append(rows[2], typed)
			w.Save("people.xlsx", workbook(sheet{Name: "员工", Rows: rows}))
			return w.plannedWeek()
		}
		want, got := hours(40).rows["K02"].Hours, hours(40*time.Hour)
		if !got.told("people.xlsx", "K3") && abs(int(got.rows["K02"].Hours-want)) > 8 {
			w.Fail(kind, "%s: K02 works %.0f hours, with 40 %.0f", got, got.rows["K02"].Hours, want)
		}
	}},
	// Two flags in one cell, parted as Chinese parts words.
	{"people/flags-with-chinese-comma", func(w *World, kind string, _ *rand.Rand) {
		rows := w.peopleRows()
		rows[3][colFlags] = "孕期、不上夜班"
		w.Save("people.xlsx", workbook(sheet{Name: "员工", Rows: rows}))
		p := w.plannedWeek()
		if !p.told("people.xlsx", "H4") && (!p.done() || p.rows["K03"].works("L", "N")) {
			w.Fail(kind, "%s: K03 is pregnant and works %v", p, p.rows["K03"].Cells)
		}
	}},

	// What is decisive stands in the remarks, and the column for it is empty.
	remarked("people/remark-pregnant", "怀孕5个月，不上晚班", func(r plannedRow) bool { return !r.works("L", "N") }),
	remarked("people/remark-left", "11月20日已离职", func(r plannedRow) bool { return len(r.shifts()) == 0 }),
	remarked("people/remark-late-only", "兼职，只上晚班", func(r plannedRow) bool {
		return !slices.ContainsFunc(r.shifts(), func(c string) bool { return c != "L" })
	}),
}

// works reports whether one of the shifts is on the row.
func (r plannedRow) works(ids ...string) bool {
	return slices.ContainsFunc(r.Cells, func(c string) bool {
		id, _, _ := strings.Cut(c, "-")
		return slices.Contains(ids, id)
	})
}

// listed is a slip in the staff list: everybody is on the roster and nobody else, or the
// file and one of the places are named. Without places everybody must be there.
func listed(name, file string, change func(w *World, rows [][]any) [][]any, places ...string) Slip {
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		w.remove("people.xlsx")
		w.saveRows(file, "员工", change(w, w.peopleRows()))
		w.everybody(kind, file, places...)
	}}
}

// untold is a slip in the staff list that nobody can read: file and place are named.
func untold(name, file string, change func(rows [][]any), places ...string) Slip {
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		rows := w.peopleRows()
		change(rows)
		w.remove("people.xlsx")
		w.saveRows(file, "员工", rows)
		if p := w.plannedWeek(); !p.told(file, places...) {
			w.Fail(kind, "%s: nothing is said of %s of %s: %s", p, strings.Join(places, ", "), file, firstLine(p.Err))
		}
	}}
}

// left is a way to write that K02 left on 2025-11-20.
func left(name string, as any, places ...string) Slip {
	return listed(name, "people.xlsx", func(w *World, rows [][]any) [][]any {
		s := *w.Shop
		s.People = slices.Clone(s.People)
		s.People[1].Left = date(2025, 11, 20)
		w.Shop = &s
		rows[2][colLeft] = as
		return rows
	}, places...)
}

// remarked is a remark on K03 that the program does not read: the roster keeps to it all
// the same, or a sentence says that it is not read.
func remarked(name, remark string, kept func(plannedRow) bool) Slip {
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		rows := w.peopleRows()
		rows[0] = append(rows[0], "备注")
		rows[3] = append(rows[3], remark)
		w.Save("people.xlsx", workbook(sheet{Name: "员工", Rows: rows}))
		p := w.plannedWeek()
		if !p.done() || !kept(p.rows["K03"]) && !p.told("people.xlsx", "K03", w.People[2].Name, "J4") {
			w.Fail(kind, "%s: K03 works %v, and nobody is told of the remark %q", p, p.rows["K03"].Cells, remark)
		}
	}}
}

// everybody plans the coming week and requires that those who are employed in it are on
// the roster by their names, and nobody else; or that the file and a place are named.
func (w *World) everybody(kind, file string, places ...string) {
	p := w.plannedWeek()
	if p.told(file, places...) {
		return
	}
	if !p.done() {
		w.Fail(kind, "%s: %s", p, firstLine(p.Err))
		return
	}
	there := map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(p.rows)) {
		name := p.rows[id].Name
		there[name] = true
		if !slices.ContainsFunc(w.People, func(q Person) bool { return q.Name == name && w.employedIn(q) }) {
			w.Fail(kind, "%s: %s %s is on the roster", p, id, name)
			return
		}
	}
	for _, q := range w.People {
		if w.employedIn(q) && !there[q.Name] {
			w.Fail(kind, "%s: %s is not on the roster, %d others are", p, q.Name, len(there))
			return
		}
	}
}

// employedIn reports whether q is employed on a day of the coming week.
func (w *World) employedIn(q Person) bool {
	for i := range 7 {
		if q.Employed(w.nextWeek().AddDate(0, 0, i)) {
			return true
		}
	}
	return false
}

// only plans the coming week and requires that people work one shift alone, or that a
// place in the staff list is named.
func (w *World) only(kind string, places []string, shift string, ids ...string) {
	p := w.plannedWeek()
	if p.told("people.xlsx", places...) {
		return
	}
	for _, id := range ids {
		for _, c := range p.rows[id].shifts() {
			if id, _, _ := strings.Cut(c, "-"); id != shift { // less hours of leave it is the same shift
				w.Fail(kind, "%s: %s works %v, and may work %s alone", p, id, p.rows[id].Cells, shift)
				return
			}
		}
	}
	if !p.done() {
		w.Fail(kind, "%s: %s", p, firstLine(p.Err))
	}
}
