package report

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// payrollSample is October of two people on early shifts, Monday to Friday: one
// comes 12 minutes late on the 12th and leaves no punch out on the 13th, the
// other is on annual leave on the 14th. Everybody is in time else.
func payrollSample(typed []attendance.Typed, corrections []attendance.Correction) *attendance.Sheet {
	if typed == nil { // everybody has full marks
		typed = []attendance.Typed{{ID: "007", Items: map[string]float64{"quality": 80}}, {ID: "B2", Items: map[string]float64{"quality": 80}}}
	}
	month := workcal.Month{Year: 2026, Month: 10}
	in := attendance.Input{
		Month: month, Calendar: workcal.New(nil), Typed: typed, Corrections: [][]attendance.Correction{corrections, nil},
		People: []attendance.Person{{ID: "007", Name: "=甲", Group: "一组", Salary: attendance.Yuan(4350)}, {ID: "B2", Name: "乙", Group: "一组"}},
	}
	for i := range in.People {
		var plans []attendance.Planned
		var punches []attendance.Punch
		for d := month.First(); d <= month.Last(); d++ {
			if d.Weekend() || d < month.First()+9 {
				plans = append(plans, attendance.Planned{Kind: attendance.Rest})
				continue
			}
			plans = append(plans, attendance.Planned{Kind: attendance.Work, Shift: "早班", Segments: []schedule.Span{{Start: 480, End: 1020}}, Break: 60})
			in1, out := 475, 1025
			_, _, day := d.Civil()
			switch {
			case i == 0 && day == 12:
				in1 = 492
			case i == 0 && day == 13:
				out = 0
			case i == 1 && day == 14:
				continue
			}
			punches = append(punches, attendance.Punch{At: attendance.On(d, in1), Source: attendance.Clocked})
			if out > 0 {
				punches = append(punches, attendance.Punch{At: attendance.On(d, out), Source: attendance.Clocked})
			}
		}
		in.Plans, in.Punches = append(in.Plans, plans), append(in.Punches, punches)
	}
	leave := workcal.DateOf(2026, 10, 14)
	in.Leave = [][]attendance.Leave{nil, {{Kind: attendance.Annual, Name: "年假", From: attendance.On(leave, 0), To: attendance.On(leave+1, 0)}}}
	p := attendance.DefaultPolicy()
	p.Late = []attendance.Tier{{From: 1, Effect: attendance.Effect{Fine: 500, Points: 2}}}
	p.Full.Bonus = attendance.Yuan(200)
	p.Score.Items = []attendance.Item{{ID: "quality", Name: lang.T("质量", "Quality"), Points: 80}, {ID: "merit", Name: lang.T("加分", "Merit"), Points: 30, Extra: true}}
	p.Fines = []attendance.Fine{{ID: "conduct", Name: lang.T("违纪", "Misconduct"), Amount: attendance.Yuan(20)}}
	return attendance.Settle(in, p)
}

func writePayroll(t *testing.T, l lang.Lang, sheet *attendance.Sheet, change func(*excelize.File)) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "p.xlsx")
	if err := WritePayroll(path, &Payroll{Lang: l, Shop: "店", Sheet: sheet}); err != nil {
		t.Fatal(err)
	}
	if change != nil {
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		change(f)
		if err := f.Save(); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	return path
}

func readPayroll(t *testing.T, path string) (*PayrollFile, error) {
	t.Helper()
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	return ReadPayroll(book)
}

// summaryCell finds the cell of a row of the summary below a heading, which is given in
// Chinese.
func summaryCell(t *testing.T, f *excelize.File, l lang.Lang, heading string, row int) string {
	t.Helper()
	names := []lang.Text{lang.T("工号", "ID"), lang.T("姓名", "Name")}
	for _, c := range summaryColumns(&attendance.Sheet{}) {
		names = append(names, c.name)
	}
	at := slices.IndexFunc(names, func(n lang.Text) bool { return n.ZH == heading })
	if at < 0 {
		t.Fatalf("no column is called %s", heading)
	}
	rows, err := f.GetRows(summarySheet.In(l))
	if err != nil {
		t.Fatal(err)
	}
	col := slices.Index(rows[2], names[at].In(l))
	if col < 0 {
		t.Fatalf("no heading of the third row is %s", names[at].In(l))
	}
	cell, _ := excelize.CoordinatesToCellName(col+1, row)
	return cell
}

// Every figure of the summary is a formula that comes to what was settled: the
// spreadsheet's own arithmetic is asked.
func TestPayrollFormulas(t *testing.T) {
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		sheet := payrollSample(nil, nil)
		path := writePayroll(t, l, sheet, nil)
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v, %v", info.Mode(), err)
		}
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		name := summarySheet.In(l)
		// 16 working days from the 10th to the 31st of October 2026, as the 10th
		// is a Saturday: 12–16, 19–23, 26–30 and none else are 15.
		for _, c := range []struct {
			heading string // in Chinese
			row     int
			want    string
		}{
			{"应出勤", 4, "15"}, {"实出勤", 4, "15"}, {"迟到次数", 4, "1"}, {"迟到分钟", 4, "12"}, {"缺卡", 4, "1"}, {"全勤奖", 4, "0"}, {"扣款", 4, "5"}, {"得分", 4, "78"},
			{"应出勤", 5, "15"}, {"实出勤", 5, "14"}, {"年假", 5, "1"}, {"全勤奖", 5, "200"}, {"得分", 5, "80"}, {"应出勤", 6, "30"}, {"工号", 4, "007"}, {"姓名", 4, "=甲"},
		} {
			cell := summaryCell(t, f, l, c.heading, c.row)
			got, err := f.CalcCellValue(name, cell)
			if c.heading == "全勤奖" || got == "" {
				got, err = f.GetCellValue(name, cell, excelize.Options{RawCellValue: true})
			}
			if c.want == "0" && got == "" {
				continue
			}
			if err != nil || got != c.want {
				t.Errorf("%s!%s, %s, is %q, %v; want %q", name, cell, c.heading, got, err, c.want)
			}
		}
		if got := sheet.People[1].Full; got != attendance.Yuan(200) {
			t.Errorf("annual leave keeps the bonus: got %v", got)
		}
	}
}

// What people type is read back, and is no edit; a figure changed by hand is.
func TestPayrollReadBack(t *testing.T) {
	path := writePayroll(t, lang.ZH, payrollSample(nil, nil), func(f *excelize.File) {
		f.SetCellValue("积分", "C5", 70)      // quality of 007
		f.SetCellValue("积分", "D6", 12.5)    // merit of B2
		f.SetCellValue("积分", "J5", 2)       // misconduct, times
		f.SetCellValue("积分", "K5", "已谈话")   // note
		f.SetCellValue("缺卡", "H4", "17:05") // correction of the 13th
		f.SetCellValue("缺卡", "I4", "忘了，组长可以证明")
	})
	got, err := readPayroll(t, path)
	if err != nil {
		t.Fatal(err)
	}
	if got.Edited != nil || got.Month != (workcal.Month{Year: 2026, Month: 10}) || len(got.Standings) != 2 {
		t.Errorf("edited %v, month %v, standings %+v", got.Edited, got.Month, got.Standings)
	}
	day := workcal.DateOf(2026, 10, 13)
	if len(got.Corrections) != 1 || got.Corrections[0].ID != "007" || got.Corrections[0].At != attendance.On(day, 1025) {
		t.Errorf("corrections %+v", got.Corrections)
	}
	key := AnswerKey{DayKey{"007", day}, attendance.AboutMissing}
	if len(got.Answers) != 1 || got.Answers[0].AnswerKey != key || got.Answers[0].Text != "忘了，组长可以证明" || got.Answers[0].Where.String() != "p.xlsx:缺卡:4:I" {
		t.Errorf("answers %+v", got.Answers)
	}
	// 70 points, 2 off for lateness; twice 20 yuan beside 5 for lateness. The
	// correction leaves nothing missing.
	sheet := payrollSample(got.Typed, []attendance.Correction{got.Corrections[0].Correction})
	a, b := sheet.People[0], sheet.People[1]
	if a.Score != 68 || a.Fines != 4500 || a.Missing != 0 || a.Corrections != 1 || b.Score != 92.5 {
		t.Errorf("settled again: score %v, fines %v, missing %d, other score %v", a.Score, a.Fines, a.Missing, b.Score)
	}
	// The typed correction stands in the next workbook too, on the sheet of what
	// is settled; no sheet is left of the only question there was.
	path = filepath.Join(t.TempDir(), "p.xlsx")
	if err := WritePayroll(path, &Payroll{Lang: lang.ZH, Sheet: sheet, Times: got.Times, Answers: map[AnswerKey]string{key: "忘了，组长可以证明"}}); err != nil {
		t.Fatal(err)
	}
	again, err := readPayroll(t, path)
	if err != nil || len(again.Corrections) != 1 || len(again.Answers) != 1 || again.Answers[0].AnswerKey != key || again.Times[key.DayKey] != "17:05" {
		t.Errorf("second run: %+v, %v", again, err)
	}
	if names := sheetNames(t, path); !slices.Contains(names, "已处理") || slices.Contains(names, "缺卡") {
		t.Errorf("sheets %v", names)
	}

	path = writePayroll(t, lang.ZH, payrollSample(nil, nil), func(f *excelize.File) { f.SetCellValue("每日明细", "L15", 3) })
	if got, err := readPayroll(t, path); err != nil || len(got.Edited) != 1 || got.Edited[0].String() != "p.xlsx:每日明细:15:L" {
		t.Errorf("a changed figure passes for generated: %v, %v", got, err)
	}
}

// 007 was late once, 5 yuan, and misbehaved twice, 20 each: 45 with 100 left of
// September. 30.5 are spent: 114.5 go on to the next month.
func TestPayrollFund(t *testing.T) {
	sheet := payrollSample([]attendance.Typed{{ID: "007", Fines: map[string]int{"conduct": 2}}}, nil)
	if sheet.FundEntries() != nil {
		t.Error("fines that are withheld go into no fund")
	}
	sheet.Policy.FundFines, sheet.FundBefore, sheet.Fund = true, attendance.Yuan(100), sheet.People[0].Fines
	var sum attendance.Money
	for _, e := range sheet.FundEntries() {
		sum += e.Amount
	}
	if sum != attendance.Yuan(45) || sheet.FundBalance() != attendance.Yuan(145) {
		t.Errorf("entries of %v, %v left", sum, sheet.FundBalance())
	}
	// Brought forward, the two entries, then the first empty line: row 7. The sum
	// stands below six empty lines: row 13.
	path := writePayroll(t, lang.ZH, sheet, func(f *excelize.File) {
		f.SetCellValue("活动经费", "C7", "聚餐")
		f.SetCellValue("活动经费", "E7", 30.5)
		if got, err := f.CalcCellValue("活动经费", "D13"); got != "114.5" || err != nil {
			t.Errorf("left %q, %v", got, err)
		}
	})
	got, err := readPayroll(t, path)
	if err != nil || got.Fund != attendance.Yuan(114.5) || len(got.Spent) != 1 || got.Spent[0] != (attendance.Spending{What: "聚餐", Amount: 3050}) {
		t.Errorf("read back %v, spent %+v, %v", got.Fund, got.Spent, err)
	}
	// The next run writes it again, with the same end.
	sheet.Spent = got.Spent
	if again, err := readPayroll(t, writePayroll(t, lang.EN, sheet, nil)); err != nil || again.Fund != got.Fund || len(again.Spent) != 1 {
		t.Errorf("second run: %+v, %v", again, err)
	}
	path = writePayroll(t, lang.ZH, sheet, func(f *excelize.File) { f.SetCellValue("活动经费", "E8", "三十") })
	if _, err := readPayroll(t, path); err == nil || !strings.Contains(err.Error(), "p.xlsx:活动经费:8:E") {
		t.Errorf("got %v", err)
	}
}

// What the next month goes on from is in the workbook: hours of the period, for
// people without a rank too, and months in a row last. 007 has 78 points to B2's
// 80 and is last.
func TestPayrollStandings(t *testing.T) {
	sheet := payrollSample(nil, nil)
	sheet.People[0].PeriodMinutes, sheet.People[0].LastMonths, sheet.People[1].PeriodMinutes, sheet.People[1].Rank = 9000, 2, 120, 0
	got, err := readPayroll(t, writePayroll(t, lang.EN, sheet, nil))
	want := []attendance.Standing{{ID: "007", Score: 78, Last: true, LastMonths: 2, PeriodMinutes: 9000}, {ID: "B2", Score: 80, PeriodMinutes: 120}}
	if err != nil || !slices.Equal(got.Standings, want) {
		t.Errorf("standings %+v, %v", got.Standings, err)
	}
}

// A sheet for each kind of question, in order, and none for kinds without one:
// 007 has no punch out on the 13th, B2 no punch on the 14th, once the leave is
// taken away, and punches on Saturday the 17th.
func TestPayrollSheetsOfQuestions(t *testing.T) {
	month := payrollSample(nil, nil)
	for l, want := range map[lang.Lang][]string{
		lang.ZH: {"缺卡", "旷工", "休息日打卡"},
		lang.EN: {"Punch missing", "Absence", "Rest day worked"},
	} {
		absent, rest := &month.People[1].Days[13], &month.People[1].Days[16]
		absent.About, absent.Question = attendance.AboutAbsence, lang.Same("?")
		rest.About, rest.Question = attendance.AboutRest, lang.Same("?")
		path := writePayroll(t, l, month, nil)
		names := sheetNames(t, path)
		if len(names) < 8 || !slices.Equal(names[4:7], want) || names[7] != scoresSheet.In(l) {
			t.Errorf("sheets %v, want %v after the days and before the scores", names, want)
		}
		book, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i, id := range []string{"007", "B2", "B2"} {
			if got, _ := book.GetCellValue(want[i], "A4"); got != id {
				t.Errorf("%s asks %q first, want %s", want[i], got, id)
			}
			if got, _ := book.GetCellValue(want[i], "A5"); got != "" {
				t.Errorf("%s asks %q too", want[i], got)
			}
		}
		book.Close()
	}
}

func sheetNames(t *testing.T, path string) []string {
	t.Helper()
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	return book.Sheets()
}

func TestPayrollReadBackProblems(t *testing.T) {
	path := writePayroll(t, lang.ZH, payrollSample(nil, nil), func(f *excelize.File) {
		f.SetCellValue("积分", "C5", "很好")
		f.SetCellValue("缺卡", "H4", "很早")
	})
	_, err := readPayroll(t, path)
	if err == nil || !strings.Contains(err.Error(), "p.xlsx:积分:5:C") || !strings.Contains(err.Error(), "p.xlsx:缺卡:4:H") {
		t.Errorf("got %v", err)
	}
	other := filepath.Join(t.TempDir(), "o.xlsx")
	f := excelize.NewFile()
	if err := f.SaveAs(other); err != nil {
		t.Fatal(err)
	}
	if _, err := readPayroll(t, other); err == nil {
		t.Error("another workbook was read as ours")
	}
}

// A shop that scores nobody still types fines and notes, and reads them back.
func TestPayrollWithoutScores(t *testing.T) {
	month := payrollSample(nil, nil)
	month.Policy.Score.Items, month.Policy.Late = nil, nil
	for i := range month.People {
		month.People[i].Rank, month.People[i].Scores = 0, nil
	}
	path := writePayroll(t, lang.ZH, month, func(f *excelize.File) {
		f.SetCellValue("积分", "C5", 2) // misconduct, times
		f.SetCellValue("积分", "D6", "已谈话")
		if got, _ := f.GetCellValue("汇总", summaryCell(t, f, lang.ZH, "得分", 4)); got != "" {
			t.Errorf("a score of %q", got)
		}
	})
	got, err := readPayroll(t, path)
	if err != nil || got.Edited != nil || len(got.Typed) != 2 || got.Typed[0].Fines["conduct"] != 2 || got.Typed[1].Note != "已谈话" {
		t.Errorf("%+v, %v", got, err)
	}
}
