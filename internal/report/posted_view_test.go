package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// People read dates; the code of the week stands small below them.
func TestDatesOfAPostedRoster(t *testing.T) {
	for _, c := range []struct {
		from   workcal.Date
		days   int
		zh, en string
	}{
		{workcal.DateOf(2026, time.November, 23), 7, "11月23日–29日", "23–29 November"},
		{workcal.DateOf(2026, time.November, 30), 7, "11月30日–12月6日", "30 November–6 December"},
		{workcal.DateOf(2026, time.December, 28), 7, "2026年12月28日–2027年1月3日", "28 December 2026–3 January 2027"},
		{workcal.DateOf(2026, time.November, 23), 1, "11月23日", "23 November"},
	} {
		for l, want := range map[lang.Lang]string{lang.ZH: c.zh, lang.EN: c.en} {
			w := sample(l)
			w.Problem.Start, w.Problem.Days = c.from, c.days
			b := rosterBook{book: &book{lang: l}, w: w, p: w.Problem}
			if got := b.dates(); got != want {
				t.Errorf("%s: %q, want %q", c.from, got, want)
			}
		}
	}
	w := sample(lang.ZH)
	w.Title, w.Month = "2026-12", workcal.Month{Year: 2026, Month: time.December}
	b := rosterBook{book: &book{lang: lang.ZH}, w: w, p: w.Problem}
	if got := b.dates(); got != "2026-12" {
		t.Errorf("a month is %q", got)
	}
	if got := b.subtitle(); strings.Count(got, "2026-12") != 0 {
		t.Errorf("the month stands twice: %q", got)
	}
}

// The sample has people of two groups in turn, a holiday on Friday and a festival on
// Thursday.
func TestGroupsAndDayNotesOnThePage(t *testing.T) {
	w := sample(lang.ZH)
	w.Events = make([]lang.Text, 7)
	w.Events[4] = lang.Same("双11、返场")
	b := newRosterBook(w)
	defer b.f.Close()
	groups := b.groups()
	if len(groups) != 2 || groups[0].name != "一组" || len(groups[0].people) != 5 || len(groups[1].people) != 4 {
		t.Fatalf("groups: %+v", groups)
	}
	for d := range 7 {
		n := 0
		for _, row := range w.Roster.Cells {
			if row[d] >= 0 {
				n++
			}
		}
		if got := b.atWork(groups[0].people, d) + b.atWork(groups[1].people, d); got != n {
			t.Errorf("day %d: the groups have %d at work, the roster %d", d, got, n)
		}
	}
	if got := b.dayNotes(4); !slices.Equal(got, []string{"店庆", "双11、返场"}) {
		t.Errorf("Friday: %q", got)
	}
	if got := b.dayNotes(3); !slices.Equal(got, []string{"感恩节"}) {
		t.Errorf("Thursday: %q", got)
	}
	page, err := HTML(w)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<tr class="group"><th>一组 <small>5 人</small></th>`, "双11、返场", "班表 11月23日–29日", "2026-W48 · 2026-11-23"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	// One group is no group.
	for i := range w.Problem.People {
		w.Problem.People[i].Group = "一组"
	}
	if got := b.groups(); len(got) != 1 || got[0].name != "" {
		t.Errorf("one group: %+v", got)
	}
	// Who has none stands below those who have.
	w.Problem.People[0].Group = ""
	if got := b.groups(); len(got) != 2 || got[1].name != "未分组" || fmt.Sprint(got[1].people) != "[0]" {
		t.Errorf("one person without a group: %+v", got)
	}
}

func TestPartLeaveInTwoLines(t *testing.T) {
	for text, want := range map[string][2]string{
		"晚(14-18假)": {"晚", "14-18假"}, "L (less 14-18)": {"L", "less 14-18"}, "早·前": {"早·前", ""}, "(代)": {"(代)", ""}, "早(代)班": {"早(代)班", ""},
	} {
		if sign, part := twoLines(text); sign != want[0] || part != want[1] {
			t.Errorf("%q: %q, %q", text, sign, part)
		}
	}
}
