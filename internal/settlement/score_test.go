package settlement

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/attendance"
	"paiban/internal/lang"
)

// A month is scored by the clock, by the reports and by judges with a sheet each; each
// point has its place, in the document and in the workbook; the supervisor scores the
// trainer. What is typed into a judge's sheet counts in the next run.
func TestScoresOfAMonth(t *testing.T) {
	ws := shop(t, map[string]string{
		"paiban.yaml":           strings.Replace(config, "recharge", "wangdian", 1),
		"people.csv":            "工号,姓名,标签\nA1,苏晓禾,\nB2,林一,培训师\n",
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-02 09:12 18:05", "B2 林一 2026-11-02 08:55 18:05"),
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日", "B2 林一 日"),
		"service/2026-11/a.csv": "姓名,日期,接待人数,首响,满意度\n苏晓禾,2026-11-02,60,10,95%\n林一,2026-11-02,12,4,99%\n",
	})
	s := written(t, ws)
	a, b := person(t, s, "A1"), person(t, s, "B2")
	line := func(m *attendance.Month, id string) attendance.Scored {
		return m.Scores[slices.IndexFunc(m.Scores, func(x attendance.Scored) bool { return x.ID == id })]
	}
	// 12 minutes late is 3 of 20; 10 s is within 12: 8 of 10; 95% is all of 10.
	if line(a, "punctual").Points != 17 || line(a, "first_reply").Points != 8 || line(a, "satisfaction").Points != 10 || a.Score != 35 || a.OutOf != 40 {
		t.Errorf("%+v: %v of %v", a.Scores, a.Score, a.OutOf)
	}
	if e := line(a, "punctual").Evidence; len(e) != 1 || e[0].Date != nov(2) || len(e[0].Where) < 2 || !strings.HasPrefix(e[0].Where[0].String(), "2026-W45.xlsx:班表:") || e[0].Where[1].File != "a.csv" {
		t.Errorf("%+v", e)
	}
	if e := line(a, "first_reply").Evidence; e[0].Where[0].String() != "a.csv:2:D" {
		t.Errorf("%+v", e)
	}
	if line(b, "first_reply").State != attendance.TooFew || b.OutOf != 20 || b.Rank != 1 || a.Rank != 2 {
		t.Errorf("%+v: out of %v, ranks %d and %d", b.Scores, b.OutOf, a.Rank, b.Rank)
	}
	has(t, "what nobody has scored", s.notesEN(), "not scored yet and without points: Orders obeyed (team leader), Service quality (trainer)", "Service quality (supervisor)", "ranks go by what is scored, out of 40 for most people; 林一 20 of 20")
	f, err := excelize.OpenFile(s.Path)
	if err != nil {
		t.Fatal(err)
	}
	sheets := f.GetSheetList()
	rows, err := f.GetRows("Where points come from")
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	all := ""
	for _, r := range rows {
		all += strings.Join(r, " ") + "\n"
	}
	for _, want := range []string{"a.csv:2:D", "2026-11-02 -3", "not scored yet (by trainer)", "rests on 12 contacts"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	for _, want := range []string{"Scores", "Marks trainer", "Marks team leader", "Marks supervisor"} {
		if !slices.Contains(sheets, want) {
			t.Errorf("no sheet %s: %v", want, sheets)
		}
	}
	typeInto(t, s.Path, "Marks trainer", "Service quality", "A1", 12)
	typeInto(t, s.Path, "Marks supervisor", "Service quality", "B2", 14)
	s = written(t, load(t, ws.Root))
	a, b = person(t, s, "A1"), person(t, s, "B2")
	if !line(a, "quality").Typed || a.Score != 47 || a.OutOf != 55 || line(b, "quality").Points != 14 || line(b, "quality").Judge.EN != "supervisor" {
		t.Errorf("%v of %v; %+v", a.Score, a.OutOf, line(b, "quality"))
	}
	if s.Refused != nil {
		t.Errorf("refused: %s", lang.Tell(s.Refused, lang.EN))
	}
}
