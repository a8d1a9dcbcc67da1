package report

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// byHand is a roster that somebody typed: other columns, no hidden sheet.
const byHand = `某店排班
备注,工号,姓名,2026-11-23,2026/11/24,2026年11月25日,小计
,001,甲,早,晚,休,2
,002,乙,L,,年假,1
,值日,卫生,甲,乙,,
`

func TestRosterMadeByHand(t *testing.T) {
	b, err := table.Read("手排.csv", []byte(byHand), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	f, err := ReadRoster(b, 0)
	if err != nil {
		t.Fatal(err)
	}
	if f.Generated || !f.Changed() || f.Start != workcal.DateOf(2026, 11, 23) || f.Days != 3 {
		t.Errorf("read %+v", f)
	}
	p := &schedule.Problem{
		Start: f.Start + 1, Days: 2, // the later part of it
		Shifts: []schedule.Shift{{ID: "E", Short: lang.Same("早")}, {ID: "L", Short: lang.Same("晚")}},
		People: []schedule.Person{{ID: "002", Name: "乙", Last: 2}, {ID: "001", Name: "甲", Last: 2}, {ID: "003", Name: "丙"}},
	}
	m, err := f.Match(p, []lang.Text{lang.T("卫生", "cleaning")})
	if err != nil {
		t.Fatal(err)
	}
	off := schedule.Off
	if diff := cmp.Diff([][]int{{off, off}, {1, off}, {off, off}}, m.Roster.Cells); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([][]int{{0, schedule.Any}}, m.Who); diff != "" {
		t.Error(diff)
	}
	// 甲 is in row 3 of the file; the problem's day 0 is its second date, column E.
	if got := m.Pos(1, 0).String(); got != "手排.csv:3:E" {
		t.Errorf("cell is %s", got)
	}
}

func TestRosterDates(t *testing.T) {
	for _, tt := range []struct{ head, want string }{
		{"工号,姓名,周一,周二", "the heading has no dates"},
		{"工号,姓名,2026-11-23,2026-11-25", "the date is 2026-11-25 where 2026-11-24 is expected"},
		{"电话,2026-11-23,2026-11-24", "ID"},
	} {
		b, err := table.Read("x.csv", []byte(tt.head+"\n1,甲,早,早\n"), table.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ReadRoster(b, 0); err == nil || !strings.Contains(lang.Tell(err, lang.EN), tt.want) {
			t.Errorf("%s: %v, want %q", tt.head, err, tt.want)
		}
	}
}

func FuzzReadRoster(f *testing.F) {
	f.Add([]byte(byHand))
	f.Add([]byte("ID,Name,2026-11-23\n1,a,E\n"))
	dir := f.TempDir()
	if err := WriteRoster(dir+"/a.xlsx", sample(lang.EN)); err != nil {
		f.Fatal(err)
	}
	data, err := os.ReadFile(dir + "/a.xlsx")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	p := sample(lang.EN).Problem
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := table.Read("x", data, table.Limits{Rows: 1000, UnzipBytes: 1 << 20})
		if err != nil {
			return
		}
		defer b.Close()
		r, err := ReadRoster(b, 0)
		if err != nil {
			return
		}
		if m, err := r.Match(p, nil); err == nil {
			schedule.Check(p, m.Roster)
		}
	})
}

func TestMatchRefusesARowWhoseNameIsNotThatOfItsID(t *testing.T) {
	p := &schedule.Problem{Days: 1, People: []schedule.Person{{ID: "W01", Name: "王芳", Last: 1}, {ID: "W02", Name: "李军", Trainee: true, Last: 1}}}
	row := func(id, name string) RosterRow { return RosterRow{ID: id, Name: name, Row: 5, Cells: []string{"休"}} }
	file := func(rows ...RosterRow) *RosterFile {
		return &RosterFile{Name: "r.xlsx", Sheet: "班表", Days: 1, People: rows, cols: []int{3}, name: 2}
	}
	if _, err := file(row("W01", "王 芳"), row("W02", "李军（实习）")).Match(p, nil); err != nil {
		t.Errorf("the names are right, a trainee's with its mark: %v", err)
	}
	_, err := file(row("W01", "李军"), row("W02", "王老五")).Match(p, nil)
	if err == nil || !strings.Contains(err.Error(), `r.xlsx:班表:5:B: ID W01 is 王芳, but the row says "李军"`) ||
		!strings.Contains(err.Error(), "李军 has ID W02") || !strings.Contains(err.Error(), `ID W02 is 李军, but the row says "王老五"`) {
		t.Errorf("two rows with the name of somebody else: %v", err)
	}
}

// Words in brackets behind a shift are not read, and that is told with the cell; what the
// program itself writes for a shift less some hours of leave is read whole.
func TestWordsInBracketsAreTold(t *testing.T) {
	shifts := []schedule.Shift{
		{ID: "D", Short: lang.Same("日"), Name: lang.Same("日班"), Segments: []schedule.Span{{Start: 540, End: 1080}}},
		{ID: "D-cut", Short: lang.Same("日(14-18假)"), Parts: []string{"D"}, Segments: []schedule.Span{{Start: 540, End: 840}}},
	}
	w := NewWords(shifts)
	for text, want := range map[string]string{"日（少14:00-18:00）": "(少14:00-18:00)", "日(请半天)": "(请半天)", "日班（待定）": "(待定)", "日(14-18假)": "", "日": "", "年假(上午)": "", "待定(日)": ""} {
		if got := w.Unread(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	p := &schedule.Problem{Days: 1, Shifts: shifts, People: []schedule.Person{{ID: "W01", Name: "王芳", Last: 1}}}
	f := &RosterFile{Name: "r.xlsx", Sheet: "班表", Days: 1, cols: []int{3}, name: 2, People: []RosterRow{{ID: "W01", Name: "王芳", Row: 5, Cells: []string{"日（请半天）"}}}}
	m, err := f.Match(p, nil)
	if err != nil || len(m.Notes) != 1 || !strings.Contains(m.Notes[0].EN, `r.xlsx:班表:5:C: "日(请半天)": what stands in brackets, (请半天), is not used`) {
		t.Errorf("%v %v", m, err)
	}
}
