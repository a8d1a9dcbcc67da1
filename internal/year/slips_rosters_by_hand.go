package year

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// handSlips are rosters of a week that somebody wrote by hand, in a small and quiet shop.
var handSlips = slices.Concat(typedSlips, boardSlips, edgeOfWeekSlips, repairSlips)

// typedSlips are cells as people type them, each in the week of A1: D D D D D and two
// rest days otherwise.
var typedSlips = []Slip{
	{"roster/shift-as-people-write-it", inQuiet(func(s *small) {
		s.typedWeek("日班 Ｄ 9：00-18：00 9:00~18:00 9:00—18:00 d 09:00-18:00", "D", "D", "D", "D", "D", "D", "D")
	})},
	{"roster/rest-as-people-write-it", inQuiet(func(s *small) {
		s.typedWeek("休息 off OFF 休 日 日 日", "", "", "", "", "D", "D", "D")
	})},
	{"roster/leave-as-people-write-it", inQuiet(func(s *small) {
		s.typedWeek("事假 年假 病假 调休 日 日 日", "事假", "年假", "病假", "调休", "D", "D", "D")
	})},
	{"roster/hours-in-brackets", inQuiet(func(s *small) { s.oddCell("日（少14:00-18:00）") })},
	{"roster/hours-in-brackets-short", inQuiet(func(s *small) { s.oddCell("日(少14-18)") })},
	{"roster/remark-in-brackets", inQuiet(func(s *small) { s.oddCell("日（请半天）") })},
	{"roster/remark-behind", inQuiet(func(s *small) { s.oddCell("日 下午请假") })},
	{"roster/question-mark", inQuiet(func(s *small) { s.oddCell("日?") })},
	{"roster/two-shifts-with-a-stroke", inQuiet(func(s *small) { s.oddCell("日/夜") })},
	{"roster/two-shifts-with-a-plus", inQuiet(func(s *small) { s.oddCell("日+夜") })},
	{"roster/sign-that-looks-alike", inQuiet(func(s *small) { s.oddCell("曰") })},
	{"roster/number", inQuiet(func(s *small) { s.oddCell("1") })},
	{"roster/start-alone", inQuiet(func(s *small) { s.oddCell("9:00") })},
	{"roster/no-such-time", inQuiet(func(s *small) { s.oddCell("9:00-18:70") })},
	{"roster/name-of-a-substitute", inQuiet(func(s *small) { s.oddCell("替" + s.Staff[1].Name) })},
	{"roster/error-value", inQuiet(func(s *small) { s.oddCell("#REF!") })},
	{"roster/arrow-to-another-day", inQuiet(func(s *small) { s.oddCell("→") })},
}

// weekRows are the rows of a roster of the week that begins on mon: of each person a
// line of seven words.
func (s *small) weekRows(mon time.Time, lines ...string) [][]any {
	head := []any{"工号", "姓名"}
	for i := range 7 {
		head = append(head, iso(mon.AddDate(0, 0, i)))
	}
	rows := [][]any{head}
	for i, line := range lines {
		row := []any{s.Staff[i].ID, s.Staff[i].Name}
		for _, word := range strings.Fields(line) {
			row = append(row, word)
		}
		rows = append(rows, row)
	}
	return rows
}

// saveWeek writes the rows as the roster of the week that begins on mon.
func (s *small) saveWeek(mon time.Time, rows [][]any, merge ...[2]string) string {
	path := "rosters/" + weekName(mon) + ".xlsx"
	s.Save(path, workbook(sheet{Name: "班表", Rows: rows, Merge: merge}))
	return path
}

const officeWeek, lateWeek = "日 日 日 日 日 休 休", "休 休 夜 夜 夜 夜 休"

// typedWeek is a week of A1 with these words, which must be read as want.
func (s *small) typedWeek(words string, want ...string) {
	s.putShop()
	mon := s.nextWeek()
	s.exports(s.saveWeek(mon, s.weekRows(mon, words, lateWeek, officeWeek)), want)
}

// oddCell is a word on A1's Wednesday that is no shift, no leave and no rest day: it is
// refused or told with its cell, and never read in silence.
func (s *small) oddCell(word string) {
	s.putShop()
	mon := s.nextWeek()
	rows := s.weekRows(mon, officeWeek, lateWeek, officeWeek)
	rows[1][4] = word
	s.exports(s.saveWeek(mon, rows), nil, "E2")
}

// exports lets the program export a roster and requires the cells of A1: a shift's id,
// "" for a rest day, or the beginning of a word of leave. Or it names the places, all of
// them: cells, or words.
func (s *small) exports(path string, want []string, places ...string) {
	r := s.Run("schedule", "export", path, "--csv", "--lang", "en", "-o", "exports/hand.csv")
	if len(places) > 0 && (r.Code == 3 || r.Code == 0) && !slices.ContainsFunc(places, func(p string) bool { return !namesCell(r.Err, p) && !strings.Contains(r.Err, p) }) {
		return
	}
	if r.Code != 0 {
		s.Fail(s.kind, "%s: %s", r, firstLine(r.Err))
		return
	}
	rows, err := readCSV(s.Path("exports", "hand.csv"))
	Must(err)
	for _, row := range rows {
		if row[0] != "A1" || len(row) < 10 {
			continue
		}
		for i, got := range row[3:10] {
			if want == nil || want[i] == "" && !s.sameCell(got, "") || want[i] != "" && !strings.HasPrefix(strings.ToLower(got), strings.ToLower(want[i])) {
				s.Fail(s.kind, "%s: read as %v, %s", r, row[3:10], "and not a word")
				return
			}
		}
		return
	}
	s.Fail(s.kind, "%s: A1 is not in the export", r)
}

// boardSlips are rows, columns and sheets where they do not belong.
var boardSlips = []Slip{
	{"roster/title-and-notes-around", inQuiet(func(s *small) {
		s.around(func(rows [][]any) [][]any {
			return slices.Concat([][]any{{"客服部排班表"}, {}}, rows, [][]any{{}, {"注：换班须提前一天报组长批准。"}})
		})
	})},
	{"roster/sum-row", inQuiet(func(s *small) {
		s.around(func(rows [][]any) [][]any { return append(rows, []any{"合计", nil, 2, 2, 3, 3, 3, 1, 0}) })
	})},
	{"roster/weekdays-below-the-dates", inQuiet(func(s *small) {
		s.around(func(rows [][]any) [][]any {
			return slices.Concat(rows[:1], [][]any{{nil, nil, "一", "二", "三", "四", "五", "六", "日"}}, rows[1:])
		})
	})},
	{"roster/column-between-days", inQuiet(func(s *small) {
		s.around(func(rows [][]any) [][]any {
			for i := range rows {
				rows[i] = slices.Insert(rows[i], 5, any("备注"))
			}
			return rows
		})
	})},
	{"roster/day-in-the-middle-deleted", inQuiet(func(s *small) {
		s.putShop()
		mon := s.nextWeek()
		s.exports(s.saveWeek(mon, withoutColumn(s.weekRows(mon, officeWeek, lateWeek, officeWeek), 4)), nil, iso(mon.AddDate(0, 0, 2)))
	})},
	{"roster/day-twice", inQuiet(func(s *small) {
		// Two columns of one date, with different shifts.
		s.putShop()
		mon := s.nextWeek()
		rows := s.weekRows(mon, officeWeek, lateWeek, officeWeek)
		rows[0][3] = rows[0][2]
		s.exports(s.saveWeek(mon, rows), nil, iso(mon))
	})},
	{"roster/row-copied", inQuiet(func(s *small) {
		// Somebody copied a row and forgot the number: two rows of A1, not the same.
		s.putShop()
		mon := s.nextWeek()
		rows := s.weekRows(mon, officeWeek, lateWeek, officeWeek)
		rows[3][0], rows[3][1] = "A1", s.Staff[0].Name
		rows[3][2] = "休"
		s.exports(s.saveWeek(mon, rows), nil, ":4")
	})},
	{"roster/stranger", inQuiet(func(s *small) {
		s.putShop()
		mon := s.nextWeek()
		rows := append(s.weekRows(mon, officeWeek, lateWeek, officeWeek), []any{"Z9", "欧阳外人", "日", "日", "日", "日", "日", "休", "休"})
		s.exports(s.saveWeek(mon, rows), nil, "Z9")
	})},
	{"roster/two-of-one-name", inQuiet(func(s *small) {
		// Names alone, and two people have one: nobody can tell them apart.
		s.Staff[1].Name = s.Staff[0].Name
		s.putShop()
		mon := s.nextWeek()
		s.exports(s.saveWeek(mon, withoutColumn(s.weekRows(mon, officeWeek, lateWeek, officeWeek), 0)), nil, weekName(mon)+".xlsx")
	})},
	{"roster/dates-of-another-week", inQuiet(func(s *small) {
		// Last week's file copied under the new name, its dates forgotten.
		s.putShop()
		mon := s.nextWeek()
		s.Save("rosters/"+weekName(mon)+".xlsx", workbook(sheet{Name: "班表", Rows: s.weekRows(mon.AddDate(0, 0, -7), officeWeek, lateWeek, officeWeek)}))
		r := s.Run("schedule", "export", weekName(mon), "--csv", "--lang", "en", "-o", "exports/hand.csv")
		if r.Code == 0 && !strings.Contains(r.Err, iso(mon)) && !strings.Contains(r.Err, weekName(mon.AddDate(0, 0, -7))) {
			s.Fail(s.kind, "%s: the file has the dates of the week before, and not a word", r)
		}
	})},
	{"roster/second-sheet-edited", inQuiet(func(s *small) {
		// A copy of the sheet, edited: the sheet that is not read is named.
		s.putShop()
		mon := s.nextWeek()
		path := "rosters/" + weekName(mon) + ".xlsx"
		s.Save(path, workbook(sheet{Name: "班表", Rows: s.weekRows(mon, officeWeek, lateWeek, officeWeek)}, sheet{Name: "班表 (2)", Rows: s.weekRows(mon, lateWeek, officeWeek, officeWeek)}))
		s.exports(path, nil, "班表 (2)")
	})},
	{"roster/merged-over-three-days", inQuiet(func(s *small) {
		s.putShop()
		mon := s.nextWeek()
		rows := s.weekRows(mon, "夜 休 休 休 日 休 休", lateWeek, officeWeek)
		rows[1][3], rows[1][4] = nil, nil
		s.exports(s.saveWeek(mon, rows, [2]string{"C2", "E2"}), []string{"N", "N", "N", "", "D", "", ""}, "C2")
	})},
	{"roster/formula-without-a-value", inQuiet(func(s *small) {
		s.putShop()
		mon := s.nextWeek()
		rows := s.weekRows(mon, officeWeek, lateWeek, officeWeek)
		rows[1][4] = formula("C2")
		s.exports(s.saveWeek(mon, rows), []string{"D", "D", "D", "D", "D", "", ""}, "E2")
	})},
	{"roster/short-dates", inQuiet(func(s *small) { s.headed("1/2") })},
	{"roster/dates-in-words", inQuiet(func(s *small) { s.headed("1月2日") })},
	{"roster/dotted-dates", inQuiet(func(s *small) { s.headed("1.2") })},
	{"roster/day-numbers-below-a-title", inQuiet(func(s *small) {
		s.putShop()
		mon := s.nextWeek()
		rows := s.weekRows(mon, officeWeek, lateWeek, officeWeek)
		for i := range 7 {
			rows[0][i+2] = mon.AddDate(0, 0, i).Day()
		}
		title := []any{"小店排班表 " + mon.Format("2006年1月")}
		if mon.Month() != mon.AddDate(0, 0, 6).Month() {
			return // the week lies in two months, which a title cannot say
		}
		s.exports(s.saveWeek(mon, append([][]any{title}, rows...)), []string{"D", "D", "D", "D", "D", "", ""})
	})},
}

// around is the roster of a week with something around it: it is read all the same, or
// its last row is named, which is nobody's.
func (s *small) around(change func(rows [][]any) [][]any) {
	s.putShop()
	mon := s.nextWeek()
	rows := change(s.weekRows(mon, officeWeek, lateWeek, officeWeek))
	s.exports(s.saveWeek(mon, rows), []string{"D", "D", "D", "D", "D", "", ""}, fmt.Sprint("A", len(rows)))
}

// headed is a roster whose dates are written in a format without the year.
func (s *small) headed(format string) {
	s.putShop()
	mon := s.nextWeek()
	rows := s.weekRows(mon, officeWeek, lateWeek, officeWeek)
	for i := range 7 {
		rows[0][i+2] = mon.AddDate(0, 0, i).Format(format)
	}
	s.exports(s.saveWeek(mon, rows), []string{"D", "D", "D", "D", "D", "", ""}, weekName(mon)+".xlsx")
}

// runsOfTwo wants two days in a row at least, of work and of rest.
const runsOfTwo = "  days_in_a_row: {min: 2, max: 6, force: hard}\n  rest_in_a_row: {min: 2, force: hard}\n"

// edgeOfWeekSlips are what only the week before, the next one or the leave list shows.
var edgeOfWeekSlips = []Slip{
	{"roster/run-of-one-inside", inQuiet(func(s *small) {
		s.Yaml += runsOfTwo
		s.finds("work-run", s.nextWeek(), "日 日 休 休 日 休 休")
	})},
	{"roster/run-of-one-over-monday", inQuiet(func(s *small) {
		// Off, off, D on Sunday, then off on Monday: one day in a row.
		s.Yaml += runsOfTwo
		mon := s.nextWeek()
		last := mon.AddDate(0, 0, -7)
		s.saveWeek(last, s.weekRows(last, "休 休 日 日 休 休 日", officeWeek, officeWeek))
		s.finds("work-run", mon, "休 休 日 日 日 休 休")
	})},
	{"roster/last-week-as-csv", inQuiet(func(s *small) {
		// The week before is kept as CSV: on Monday she works one day after her rest.
		s.Yaml += runsOfTwo
		mon := s.nextWeek()
		last := mon.AddDate(0, 0, -7)
		s.Save("rosters/"+weekName(last)+".csv", table(s.weekRows(last, "日 日 日 日 日 休 休", officeWeek, officeWeek)))
		s.finds("work-run", mon, "日 休 休 日 日 休 休", weekName(last)+".csv")
	})},
	{"roster/night-into-a-day-of-leave", inQuiet(func(s *small) {
		mon := s.nextWeek()
		s.leave([]any{"A1", "年假", iso(mon.AddDate(0, 0, 2)), iso(mon.AddDate(0, 0, 2))})
		s.finds("unavailable", mon, "日 夜 年假 休 日 休 休")
	})},
	{"roster/night-into-hours-of-leave", inQuiet(func(s *small) {
		mon := s.nextWeek()
		d := iso(mon.AddDate(0, 0, 2))
		s.leave([]any{"A1", "年假", d + " 00:00", d + " 04:00"})
		s.finds("unavailable", mon, "日 夜 休 休 日 休 休")
	})},
	{"roster/half-a-day-after-posting", inQuiet(func(s *small) {
		mon := s.nextWeek()
		d := iso(mon.AddDate(0, 0, 2))
		s.leave([]any{"A1", "病假", d + " 14:00", d + " 18:00"})
		s.finds("unavailable", mon, officeWeek)
	})},
	{"roster/hours-typed-over-leave", inQuiet(func(s *small) {
		// 9:00 to 18:00 was typed, from 14:00 to 16:00 she is on leave: that is told.
		mon := s.nextWeek()
		d := iso(mon.AddDate(0, 0, 2))
		s.leave([]any{"A1", "事假", d + " 14:00", d + " 16:00"})
		s.finds("unavailable", mon, "日 日 9:00-18:00 日 日 休 休", "E2")
	})},
	{"roster/leave-of-the-whole-day", inQuiet(func(s *small) {
		mon := s.nextWeek()
		d := iso(mon.AddDate(0, 0, 2))
		s.leave([]any{"A1", "年假", d, d})
		s.finds("unavailable", mon, officeWeek)
	})},
}

// finds is the roster of a week in which the checker must find a breach of rule by A1,
// or say all of words.
func (s *small) finds(rule string, mon time.Time, week string, words ...string) {
	s.putShop()
	path := s.saveWeek(mon, s.weekRows(mon, week, officeWeek, officeWeek))
	r := s.Run("schedule", "check", path, "--all", "--json")
	said := told(r)
	if len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(said, w) && !namesCell(said, w) }) {
		return
	}
	var doc struct {
		Files []struct {
			Findings []struct {
				Rule   string
				Person any
				Why    any
			}
		}
	}
	_ = json.Unmarshal(r.Out, &doc) // no JSON has no findings
	var got []string
	for _, f := range doc.Files {
		for _, x := range f.Findings {
			b, _ := json.Marshal(x) // came from JSON
			if x.Rule == rule && (strings.Contains(string(b), "A1") || strings.Contains(string(b), s.Staff[0].Name)) {
				return
			}
			got = append(got, x.Rule)
		}
	}
	s.Fail(s.kind, "%s: %s of %s is not found, only %v %s", r, rule, s.Staff[0].Name, slices.Compact(got), firstLine(r.Err))
}

// repairSlips are repairs of a roster made by hand.
var repairSlips = []Slip{
	{"roster/repair-with-an-unknown-word", inQuiet(func(s *small) {
		// 感冒 is no kind of leave: refused at once, or accepted in what was written.
		s.putShop()
		mon := s.nextWeek()
		path := s.saveWeek(mon, s.weekRows(mon, officeWeek, lateWeek, officeWeek))
		r := s.Run("schedule", "repair", path, "--absent", "A1:"+iso(mon.AddDate(0, 0, 2))+":感冒", "-o", "rosters/fixed.xlsx")
		if (r.Code == 2 || r.Code == 3) && strings.Contains(r.Err, "感冒") {
			return
		}
		if x := s.Run("schedule", "export", "rosters/fixed.xlsx", "--csv", "-o", "exports/hand.csv"); x.Code != 0 {
			s.Fail(s.kind, "%s, and then %s: %s", r, x, firstLine(x.Err))
		}
	})},
	{"roster/swap-says-where-to-enter-it", inQuiet(func(s *small) {
		// A1 works on Wednesday instead of A2; nobody is absent: the hint speaks of the sheet 换班, not of leave.
		s.putShop()
		mon := s.nextWeek()
		path := s.saveWeek(mon, s.weekRows(mon, officeWeek, "日 日 休 休 日 日 日", officeWeek))
		r := s.Run("schedule", "repair", path, "--swap", "A1:A2:"+iso(mon.AddDate(0, 0, 2)), "--in-place", "--force")
		if r.Code != 0 && r.Code != 4 || strings.Contains(r.Said(), "请假也") || !strings.Contains(r.Said(), "换班") {
			s.Fail(s.kind, "%s: %s", r, strings.Join(strings.Fields(r.Said()), " "))
		}
	})},
	{"roster/swap-before-next-monday", inQuiet(func(s *small) {
		// A1 takes the night of Sunday, which ends on Monday at 06:00; at 09:00 the posted
		// week after it has her again: three hours, where eleven are a hard rule.
		s.Yaml += "  rest_between_shifts: {length: 11h, force: hard}\n"
		s.putShop()
		mon := s.nextWeek()
		next := mon.AddDate(0, 0, 7)
		s.saveWeek(next, s.weekRows(next, officeWeek, "休 夜 夜 夜 夜 休 休", officeWeek))
		path := s.saveWeek(mon, s.weekRows(mon, "休 日 日 日 日 休 日", "休 夜 夜 夜 休 休 夜", officeWeek))
		r := s.Run("schedule", "repair", path, "--swap", "A1:A2:"+iso(mon.AddDate(0, 0, 6)), "--in-place", "--force", "--json")
		if r.Code == 0 && !strings.Contains(r.Said(), iso(next)) && !strings.Contains(r.Said(), next.Format("01-02")) {
			s.Fail(s.kind, "%s: the Monday %s comes three hours after the night, and not a word", r, iso(next))
		}
	})},
}
