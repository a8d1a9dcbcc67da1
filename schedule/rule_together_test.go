package schedule

import (
	"strings"
	"testing"

	"paiban/internal/workcal"
)

// couples are three people, An, Bo and Cy, over four days from Thursday 26 November 2026.
// Shifts are E, L and a half day H; a row of the roster is a letter a day, . a day off.
func couples(rules ...Rule) *Problem {
	shift := func(id string, from, to int) Shift {
		return Shift{ID: id, Segments: []Span{{Start: from * 60, End: to * 60}}, Paid: (to - from) * 60, Queue: Any}
	}
	p := &Problem{Start: workcal.DateOf(2026, 11, 26), Days: 4, Interval: 60, Shifts: []Shift{shift("E", 8, 16), shift("L", 15, 23), shift("H", 8, 12)}, Rules: rules}
	for _, name := range []string{"An", "Bo", "Cy"} {
		p.People = append(p.People, Person{ID: name, Name: name, Shifts: []int{0, 1, 2}, Last: 4})
	}
	return p
}

func coupleRoster(rows string) *Roster {
	r := &Roster{}
	for _, row := range strings.Fields(rows) {
		var cells []int
		for _, c := range row {
			cells = append(cells, strings.IndexRune("ELH", c))
		}
		r.Cells = append(r.Cells, cells)
	}
	return r
}

func TestTogether(t *testing.T) {
	each, early := [][]int{{0}, {1}, {2}}, [][]int{{0, 2}, {1}}
	must := Must()
	for _, c := range []struct {
		name, rows string
		rule       Together
		want       string // weekdays of the findings
	}{
		{"with the mentor, or off", "EL.H EL.H ....", Together{By: People{1}, Groups: each, Force: must}, ""},
		// On Thursday the mentor is late, on Friday off, on Saturday early.
		{"without", "EEH. L.E. ....", Together{By: People{1}, Groups: each, Force: must}, "Thu Fri Sat"},
		{"E and H count as the same", "EEH. L.E. ....", Together{By: People{1}, Groups: early, Force: must}, "Thu Fri"},
		{"one of two mentors", "EEEE E.L. .E..", Together{By: People{1, 2}, Groups: each, Force: must}, "Sat Sun"},
		// H is in no group, so nobody is asked for.
		{"shifts that the rule is not about", "H.H. .... ....", Together{By: People{1}, Groups: [][]int{{0}}, Force: must}, ""},
		{"nobody is their own mentor", "E... .... ....", Together{By: People{0}, Groups: each, Force: must}, "Thu"},
		// Bo is on leave on Thursday and gone from Sunday on.
		{"no excuse", "E..E .... ....", Together{By: People{1}, Groups: each, Force: must}, "Thu Sun"},
		{"absence excuses", "EE.E .... ....", Together{By: People{1}, Groups: each, Excuse: true, Force: must}, "Fri"},
	} {
		c.rule.People = People{0}
		p := couples(c.rule, Unavailable{Person: 1, Day: 0, Whole: true})
		if strings.Contains(c.rows, " L") || strings.Contains(c.rows, " E") {
			p.Rules = p.Rules[:1]
		} else {
			p.People[1].Last = 3
		}
		var days []string
		for _, f := range c.rule.Check(p, coupleRoster(c.rows)) {
			days = append(days, Weekday(p.Date(f.Day)).EN)
		}
		if got := strings.Join(days, " "); got != c.want {
			t.Errorf("%s: broken on %q, want %q", c.name, got, c.want)
		}
	}
}

func TestApart(t *testing.T) {
	each, day := [][]int{{0}, {1}, {2}}, [][]int{{0, 1, 2}}
	for _, c := range []struct {
		name, rows string
		groups     [][]int
		want       int64
	}{
		{"on different shifts", "ELE. LEL. ....", each, 0},
		{"never on the same day", "ELE. LEL. ....", day, 3},
		{"on the same shift twice", "EL.E EL.L ....", each, 2},
		// Two more than one.
		{"all three", "E... E... E...", each, 2},
		{"shifts that the rule is not about", "H... H... ....", [][]int{{0}}, 0},
	} {
		rule := Apart{People: People{0, 1, 2}, Groups: c.groups, Force: Must()}
		p := couples(rule)
		n := int64(0)
		for _, f := range rule.Check(p, coupleRoster(c.rows)) {
			n += f.Score.Hard
		}
		if n != c.want {
			t.Errorf("%s: %d units, want %d", c.name, n, c.want)
		}
	}
	p := couples(Apart{People: People{0, 1, 2}, Groups: day, Force: Must()})
	if atoms := p.Rules[0].Atoms(p); len(atoms) != 3 || atoms[2].Words.EN != "never works together with Bo" || atoms[2].Person != 2 {
		t.Errorf("atoms: %+v", atoms)
	}
}
