package report

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// sample is a week of a shop with early, late and night shifts, leave, a
// trainee, somebody not yet hired, a cleaning rota and some things wrong.
func sample(l lang.Lang) *Week {
	p := &schedule.Problem{
		Start: workcal.DateOf(2026, time.November, 23), Days: 7, Interval: 60,
		Queues: []schedule.Queue{{ID: "pre", Name: lang.T("售前", "Presale")}, {ID: "after", Name: lang.T("售后", "Aftersale")}},
		Shifts: []schedule.Shift{
			{ID: "E@pre", Name: lang.T("早班·售前", "Early presale"), Short: lang.T("早·前", "E·p"), Kind: schedule.Early, Segments: []schedule.Span{{Start: 480, End: 720}, {Start: 840, End: 1080}}, Paid: 480},
			{ID: "L@pre", Name: lang.T("晚班·售前", "Late presale"), Short: lang.T("晚·前", "L·p"), Kind: schedule.Late, Segments: []schedule.Span{{Start: 840, End: 1080}, {Start: 1140, End: 1380}}, Paid: 480},
			{ID: "E@after", Name: lang.T("早班·售后", "Early aftersale"), Short: lang.T("早·后", "E·a"), Kind: schedule.Early, Segments: []schedule.Span{{Start: 480, End: 720}, {Start: 840, End: 1080}}, Paid: 480, Queue: 1},
			{ID: "N", Name: lang.T("夜班", "Night"), Short: lang.T("夜", "N"), Kind: schedule.Night, Segments: []schedule.Span{{Start: 1320, End: 1800}}, Paid: 450, Queue: schedule.Any},
		},
	}
	rows := []string{"EE-LLLL", "EEEEEE-", "-LLLLLL", "L-EEEEE", "AAAAA--", "AA--AAA", "NNNN---", "EEEEEEE", "---EEE-"}
	r := &schedule.Roster{}
	w := &Week{Lang: l, Shop: "晨光网店", Title: "2026-W48", Version: "0.1", Preset: "wangdian", Problem: p, Roster: r}
	for i, row := range rows {
		p.People = append(p.People, schedule.Person{
			ID: fmt.Sprintf("00%d", i+1), Name: []string{"陈晓明", "李娜", "王芳", "赵磊", "欧阳雪", "孙悦", "周涛", "吴敏", "郑实"}[i],
			Group: []string{"一组", "二组"}[i%2], Shifts: []int{0, 1, 2, 3}, Last: 7, Past: []int{3},
		})
		var cells []int
		for _, c := range row {
			cells = append(cells, strings.IndexRune("ELAN", c))
		}
		r.Cells = append(r.Cells, cells)
		w.Leave = append(w.Leave, make([]lang.Text, 7))
	}
	p.People[7].Trainee = true
	p.People[8].First = 3
	w.Leave[5][2], w.Leave[5][3] = lang.T("年假", "annual"), lang.T("年假", "annual")
	w.Leave[0][3] = lang.T("事假 14:00-15:00", "personal 14:00-15:00")
	for d := range 7 {
		w.Days = append(w.Days, workcal.Day{Date: p.Date(d), Work: d < 5})
	}
	w.Days[3].Festival = lang.T("感恩节", "Thanksgiving")
	w.Days[4].Holiday, w.Days[4].Name = true, lang.T("店庆", "Jubilee")
	w.Required, w.Minimum = make([][]int, 2), make([][]int, 2)
	for q := range 2 {
		w.Required[q], w.Minimum[q] = make([]int, 7*24), make([]int, 7*24)
		for d := range 7 {
			for h := 8; h < 23; h++ {
				w.Required[q][d*24+h] = []int{0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 3, 2, 2, 3, 4, 4, 3, 2, 2, 4, 4, 3, 0}[h] / (q + 1)
				w.Minimum[q][d*24+h] = 1 - q
			}
		}
	}
	p.Rules = []schedule.Rule{
		schedule.RestDays{Per: schedule.Week, Min: 1, Force: schedule.Must()},
		schedule.MinRest{Minutes: 660, Force: schedule.Must()},
		schedule.Request{Person: 2, Day: 5, Cost: 30},
	}
	for x, n := range w.Required[0] {
		p.Cover = append(p.Cover, schedule.Cover{Day: x / 24, Span: schedule.Span{Start: x % 24 * 60, End: x%24*60 + 60}, Shift: schedule.Any, Bound: schedule.Free().Prefer(n, schedule.NoMax, 100, 0)})
	}
	w.Analysis = schedule.Check(p, r)
	rota := schedule.Rota{Name: lang.T("卫生值日", "Cleaning")}
	w.Rotas = []Duty{{rota, rota.Assign(p, r)}}
	w.Denied = []Denial{{2, 5, lang.T("休", "off"), lang.T("周六晚上只有 2 人可上晚班", "only two people can work the late shift on Saturday")}}
	w.Rules = []RuleWords{{lang.T("每自然周至少休息 1 天", "at least one rest day per calendar week"), lang.T("劳动法第 38 条", "Labour Law art. 38")}, {lang.T("两个班之间至少休息 11 小时", "at least 11 h between two shifts"), lang.T("本店设置（默认）", "house default")}}
	w.Lint = []Note{{lang.T("每周 6 天 × 8 小时 = 48 小时，超过 40 小时", "6 days × 8 h = 48 h a week, above 40 h"), lang.T("多出的 8 小时按加班付酬", "pay the 8 h as overtime")}}
	w.Notes = []lang.Text{lang.T("12:00-14:00、18:00-19:00 没有班次覆盖", "no shift covers 12:00-14:00 and 18:00-19:00")}
	return w
}

func write(t *testing.T, w *Week) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "2026-W48.xlsx")
	if err := WriteRoster(path, w); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, path string) *RosterFile {
	t.Helper()
	b, err := table.Open(path, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	f, err := ReadRoster(b, 0)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// edit changes cells of the roster sheet as a user would.
func edit(t *testing.T, path, sheet string, cells map[string]string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, v := range cells {
		if err := f.SetCellStr(sheet, cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

func TestRosterIsReadBack(t *testing.T) {
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		w := sample(l)
		f := read(t, write(t, w))
		if f.Changed() || f.Title != w.Title || f.Preset != w.Preset || f.Start != w.Problem.Start || f.Days != 7 {
			t.Errorf("%v: read %+v", l, f)
		}
		m, err := f.Match(w.Problem, []lang.Text{w.Rotas[0].Rota.Name})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(w.Roster, m.Roster); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(w.Rotas[0].Who, m.Who[0]); diff != "" {
			t.Error(diff)
		}
		if got, want := m.Leave[5][2], w.Leave[5][2].In(l); got != want || m.Leave[5][1] != "" {
			t.Errorf("leave read as %q, want %q", got, want)
		}
	}
}

func TestRosterEdited(t *testing.T) {
	w := sample(lang.ZH)
	path := write(t, w)
	// 陈晓明 (row 5) had 早·前 on Monday (column D), 休 on Wednesday (F).
	edit(t, path, "班表", map[string]string{"D5": "Ｌ@PRE", "E5": "早班 · 售前", "F5": "病假", "G5": ""})
	f := read(t, path)
	var got []string
	for _, p := range f.Edited {
		got = append(got, p.String())
	}
	want := []string{"2026-W48.xlsx:班表:5:D", "2026-W48.xlsx:班表:5:E", "2026-W48.xlsx:班表:5:F", "2026-W48.xlsx:班表:5:G"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	m, err := f.Match(w.Problem, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]int{1, 0, schedule.Off, schedule.Off, 1, 1, 1}, m.Roster.Cells[0]); diff != "" {
		t.Error(diff)
	}
	if m.Leave[0][2] != "病假" || m.Leave[0][3] != "" {
		t.Errorf("leave %q", m.Leave[0])
	}
}

func TestRosterRefusesWhatItCannotRead(t *testing.T) {
	w := sample(lang.ZH)
	path := write(t, w)
	edit(t, path, "班表", map[string]string{"E6": "早班", "F7": "加班", "A8": "999", "A9": "002", "D14": "小王"})
	b, err := table.Open(path, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	_, err = ReadRoster(b, 0)
	if err == nil || !strings.Contains(lang.Tell(err, lang.ZH), "2026-W48.xlsx:班表:9:A: 工号 002 在第 6 行已经有了") {
		t.Errorf("same ID twice: %v", err)
	}
	edit(t, path, "班表", map[string]string{"A9": "005"})
	_, err = read(t, path).Match(w.Problem, []lang.Text{w.Rotas[0].Rota.Name})
	if err == nil {
		t.Fatal("accepted")
	}
	for _, want := range []string{
		`班表:6:E: 李娜 2026-11-24 的 "早班" 不是班次`, // two shifts are early ones
		`班表:7:F: 王芳 2026-11-25 的 "加班" 不是班次`,
		"班表:8:A: 工号 999",
		"班表里没有 赵磊（工号 004）",
		`班表:14:D: 卫生值日：没有叫 "小王" 的员工`,
		"可以写：早·前、晚·前、早·后、夜、休",
	} {
		if !strings.Contains(lang.Tell(err, lang.ZH), want) {
			t.Errorf("does not say %q:\n%s", want, lang.Tell(err, lang.ZH))
		}
	}
}

// TestRosterFormulas computes the formulas that follow an edit and compares them
// with the values that were written beside them.
func TestRosterFormulas(t *testing.T) {
	shared, apart, training := sample(lang.ZH), sample(lang.ZH), sample(lang.ZH)
	apart.Problem.Shifts[3].Queue = 0
	training.Problem.Shifts[3].Queue = 0
	training.Problem.People[7].Trained = 3 // counts from Thursday on
	for _, c := range []struct {
		w     *Week
		cover int // columns with formulas
	}{
		// On 人力 the gaps of 3 teams; the heads of all, and of each queue where shifts say
		// whom it serves: heads of the night shift may serve both.
		{shared, 3 + 1},
		{apart, 3 + 3},
		{training, 3 + 3},
	} {
		f, err := excelize.OpenFile(write(t, c.w))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		checked := map[string]int{}
		for _, sheet := range []string{"班表", "人力"} {
			rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			for r, row := range rows {
				for c, was := range row {
					cell := at(r+1, c+1)
					formula, _ := f.GetCellFormula(sheet, cell)
					if formula == "" {
						continue
					}
					now, err := f.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
					if err != nil || now != was {
						t.Errorf("%s!%s: %s is %q, written %q, %v", sheet, cell, formula, now, was, err)
					}
					checked[sheet]++
				}
			}
		}
		// 9 people × 7 totals, nights being counted apart, and 4 shifts × 7 days; on 人力
		// 7 days × 24 h, for somebody works at night.
		if checked["班表"] != 9*7+4*7 || checked["人力"] != c.cover*7*24 {
			t.Errorf("checked %v, want %d columns", checked, c.cover)
		}
	}
}

func TestRosterHoldsNoForeignFormula(t *testing.T) {
	w := sample(lang.ZH)
	w.Problem.People[0].Name = `=HYPERLINK("http://x")`
	w.Problem.People[1].Name, w.Problem.People[2].Group, w.Shop = "+1", "@SUM(1)", "-2+3"
	f, err := excelize.OpenFile(write(t, w))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, want := range map[string]string{"B5": `=HYPERLINK("http://x")`, "B6": "+1", "C7": "@SUM(1)"} {
		formula, _ := f.GetCellFormula("班表", cell)
		kind, _ := f.GetCellType("班表", cell)
		if v, _ := f.GetCellValue("班表", cell); formula != "" || v != want || kind != excelize.CellTypeInlineString {
			t.Errorf("%s holds %q, formula %q, type %v", cell, v, formula, kind)
		}
	}
}

func TestSameRosterSameBytes(t *testing.T) {
	var first []byte
	for range 5 {
		data, err := os.ReadFile(write(t, sample(lang.ZH)))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = data
		}
		if !bytes.Equal(first, data) {
			t.Fatal("the same week gave other bytes")
		}
	}
}

func TestRosterHidesItsMemory(t *testing.T) {
	f, err := excelize.OpenFile(write(t, sample(lang.EN)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var seen []string
	for _, name := range f.GetSheetList() {
		if v, _ := f.GetSheetVisible(name); v {
			seen = append(seen, name)
		}
	}
	if diff := cmp.Diff([]string{"Roster", "Cover", "Issues", "Legend"}, seen); diff != "" {
		t.Error(diff)
	}
}

func TestSave(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.xlsx")
	f := excelize.NewFile()
	defer f.Close()
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Save(f, path); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	// A folder stands where the file should go: nothing is left behind.
	taken := filepath.Join(dir, "b.xlsx")
	if err := os.MkdirAll(filepath.Join(taken, "c"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := Save(f, taken); err == nil {
		t.Error("wrote over a folder")
	}
	if list, _ := os.ReadDir(dir); len(list) != 2 {
		t.Errorf("left behind: %v", list)
	}
	if err := Save(f, filepath.Join(dir, "no", "d.xlsx")); err == nil || !strings.Contains(lang.Tell(err, lang.EN), "make the folder") {
		t.Errorf("folder missing: %v", err)
	}
}

func TestWords(t *testing.T) {
	w := NewWords(sample(lang.ZH).Problem.Shifts, "培训")
	tests := []struct {
		text  string
		shift int
		leave string
		ok    bool
	}{
		{"E@pre", 0, "", true}, {" e@PRE ", 0, "", true}, {"早·前", 0, "", true}, {"Early presale", 0, "", true},
		{"夜班", 3, "", true}, {"e·P", 0, "", true}, {"休", schedule.Off, "", true}, {"OFF", schedule.Off, "", true}, {"", schedule.Off, "", true},
		{"—", schedule.Off, "", true}, {"年假", schedule.Off, "年假", true}, {"Sick", schedule.Off, "Sick", true}, {"培训", schedule.Off, "培训", true},
		{"早班", schedule.Off, "", false}, {"8-5", schedule.Off, "", false},
	}
	for _, tt := range tests {
		if s, l, ok := w.Parse(tt.text); s != tt.shift || l != tt.leave || ok != tt.ok {
			t.Errorf("Parse(%q) = %d, %q, %v", tt.text, s, l, ok)
		}
	}
}

func TestLabelsAreDistinct(t *testing.T) {
	// 早 is the sign of two shifts and 休 means a rest day: ids stand for them.
	got := labels([]schedule.Shift{
		{ID: "A", Short: lang.T("早", "E")}, {ID: "B", Short: lang.T("早", "E2")}, {ID: "C", Short: lang.T("休", "R")}, {ID: "D", Short: lang.T("晚", "L")},
	}, lang.ZH)
	if diff := cmp.Diff([]string{"A", "B", "C", "晚"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestWordsKnowHours(t *testing.T) {
	shifts := []schedule.Shift{
		{ID: "E", Short: lang.T("早", "E"), Segments: []schedule.Span{{Start: 480, End: 720}, {Start: 840, End: 1080}}},
		{ID: "N", Short: lang.T("夜", "N"), Segments: []schedule.Span{{Start: 1290, End: 1770}}},
		{ID: "A", Short: lang.T("甲", "A"), Segments: []schedule.Span{{Start: 540, End: 1080}}},
		{ID: "B", Short: lang.T("乙", "B"), Segments: []schedule.Span{{Start: 540, End: 1080}}},
		{ID: "E-15", Short: lang.T("早(15-18假)", "E (less 15-18)"), Segments: []schedule.Span{{Start: 480, End: 720}, {Start: 840, End: 900}}, Parts: []string{"E"}},
	}
	w := NewWords(shifts)
	for text, want := range map[string]int{
		"8-12/14-18": 0, "08:00-12:00，14:00～18:00": 0, "8-12 / 14-18": 0,
		"21:30-5:30": 1,            // past midnight
		"9-18":       schedule.Off, // two shifts have these hours
		"8-12":       schedule.Off, // half of a shift is none
		"早(15-18假)":  4,
		"早(9-10假)":   0, // leave that is not known any more
	} {
		s, _, ok := w.Parse(text)
		if ok != (want != schedule.Off) || s != want {
			t.Errorf("Parse(%q) = %d, %v, want %d", text, s, ok, want)
		}
	}
}

func TestNightsAreNotCountedAsLateToo(t *testing.T) {
	b := newRosterBook(sample(lang.EN))
	for _, e := range []struct {
		person      int
		late, night float64
	}{{0, 4, 0}, {6, 0, 4}} { // EE-LLLL and NNNN---
		got := map[string]float64{}
		for _, total := range b.totals {
			_, got[total.name.EN] = total.of(b, e.person, b.rowOf(e.person))
		}
		if got["Late"] != e.late || got["Night"] != e.night {
			t.Errorf("person %d: %v late, %v night; want %v and %v", e.person, got["Late"], got["Night"], e.late, e.night)
		}
	}
}
