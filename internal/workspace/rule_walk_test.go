package workspace

import (
	"bytes"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/problemfile"
	"paiban/schedule/repair"
	"paiban/schedule/solve"
)

// specimen is a rule and a row of the roster that falls short of it. The horizon
// runs from Thursday to Monday; only the first person works, and worked E on the
// two days before. Shifts are E 08–16, L 15–23, S 08–12 and 14–18, and N 22–30,
// which the person may not work; - is a day off.
type specimen struct {
	rule    schedule.Rule
	row     string
	invalid schedule.Rule // one that nothing can be judged by; nil where every value can
	soft    bool          // the kind is never hard, so that it is in no conflict
	beside  string        // row of the second person, fixed; all days off where empty
	meal    int           // hour of the day at which E has an hour's break; 0 is none
}

var nobody = schedule.People{99}

// specimens has one for each kind of rule, by key.
var specimens = map[string]specimen{
	"continuous": {rule: schedule.Continuous{Max: 300, Force: schedule.Must()}, row: "E----", invalid: schedule.Continuous{People: nobody}},
	"apart": {rule: schedule.Apart{People: schedule.People{0, 1}, Groups: [][]int{{0}, {1}}, Force: schedule.Must()}, row: "-L---", beside: "-L---",
		invalid: schedule.Apart{People: schedule.People{0, 1}, Groups: [][]int{{0}, {0}}}},
	"cycle":    {rule: schedule.Cycle{People: schedule.People{0}, Pattern: [][]int{{0}, {}}, Force: schedule.Must()}, row: "EEE-E", invalid: schedule.Cycle{}},
	"eligible": {rule: schedule.Eligible{}, row: "N----", soft: true},
	"extra-work": {rule: schedule.ExtraWork{What: lang.T("加班", "overtime"), Shifts: []int{1}, Price: [][]int64{{900, 900, 900, 900, 900}}, Worth: 60}, row: "-L---", soft: true,
		invalid: schedule.ExtraWork{Shifts: []int{1}}},
	"fair": {rule: schedule.Fair{What: schedule.LateShifts, Base: 2, Carry: []int{2, 2}, Cost: 3}, row: "L-L--", soft: true,
		invalid: schedule.Fair{Carry: []int{1}}},
	"keep": {rule: schedule.Keep{Base: rosterOf("EE---"), From: 2, Cost: 3}, row: "E-S--", invalid: schedule.Keep{}},
	"meal-time": {rule: schedule.MealTime{Shifts: []int{0}, Span: schedule.Span{Start: 660, End: 720}, Force: schedule.Must()}, row: "E----", meal: 12,
		invalid: schedule.MealTime{Shifts: []int{9}}},
	"meeting": {rule: schedule.Meeting{People: schedule.People{0}, Days: []int{1}, Span: schedule.Span{Start: 540, End: 600}, Force: schedule.Must()}, row: "L----", invalid: schedule.Meeting{Days: []int{9}}},
	// From 23:00 to 08:00 are 9 h.
	"min-rest":    {rule: schedule.MinRest{Minutes: 660, Force: schedule.Must()}, row: "LE---", invalid: schedule.MinRest{Force: schedule.At(-1)}},
	"minutes":     {rule: schedule.Minutes{Total: schedule.AtMost(480)}, row: "EE---", invalid: schedule.Minutes{Per: 7}},
	"pin":         {rule: schedule.Pin{Day: 1, Shift: 1}, row: "-----", invalid: schedule.Pin{Day: 1, Shift: 9}},
	"request":     {rule: schedule.Request{Day: 2, Cost: 5}, row: "--E--", soft: true, invalid: schedule.Request{Day: 2, Shifts: []int{9}}},
	"rest-after":  {rule: schedule.RestAfter{Shifts: []int{1}, Run: 2, Days: 2, Force: schedule.Must()}, row: "LL-E-", invalid: schedule.RestAfter{}},
	"rest-days":   {rule: schedule.RestDays{Per: schedule.Any7, Min: 1, Force: schedule.Must()}, row: "EEEEE", invalid: schedule.RestDays{Per: 7}},
	"rest-run":    {rule: schedule.RestRun{Length: schedule.AtLeast(2)}, row: "E-E--", invalid: schedule.RestRun{Length: schedule.Bound{HardMin: 1}}},
	"rotation":    {rule: schedule.Rotation{Kinds: []schedule.Kind{schedule.Early, schedule.Late}, Steady: schedule.Must(), Turn: schedule.At(1)}, row: "EL---", invalid: schedule.Rotation{}},
	"shift-count": {rule: schedule.ShiftCount{Shifts: []int{1}, Count: schedule.AtMost(1)}, row: "LL---", invalid: schedule.ShiftCount{Shifts: []int{9}}},
	"shift-run":   {rule: schedule.ShiftRun{Shifts: []int{1}, Length: schedule.AtMost(1)}, row: "-LL--", invalid: schedule.ShiftRun{Shifts: []int{9}}},
	"split-run":   {rule: schedule.SplitRun{Max: 1, Force: schedule.Must()}, row: "-SS--", invalid: schedule.SplitRun{Max: -1}},
	"succession":  {rule: schedule.Succession{Pairs: [][2]int{{1, 0}}, Force: schedule.Must()}, row: "LE---", invalid: schedule.Succession{Pairs: [][2]int{{0, 9}}}},
	"together": {rule: schedule.Together{People: schedule.People{0}, By: schedule.People{1}, Groups: [][]int{{0}, {1}}, Force: schedule.Must()}, row: "-LE--", beside: "-E---",
		invalid: schedule.Together{People: schedule.People{0}, By: nobody}},
	"unavailable":    {rule: schedule.Unavailable{Day: 1, Whole: true}, row: "-E---", invalid: schedule.Unavailable{Person: 9, Whole: true}},
	"weekend-window": {rule: schedule.WeekendWindow{Max: 0, Span: 1, Force: schedule.Must()}, row: "--E--", invalid: schedule.WeekendWindow{}},
	"weekends":       {rule: schedule.Weekends{Worked: schedule.AtMost(0)}, row: "--E--", invalid: schedule.Weekends{People: nobody}},
	// Saturday is the third day.
	"whole-weekend": {rule: schedule.WholeWeekend{Force: schedule.Must()}, row: "--E--", invalid: schedule.WholeWeekend{People: nobody}},
	// Two days of the past and two of the horizon.
	"work-run": {rule: schedule.WorkRun{Length: schedule.AtMost(3)}, row: "EE---", invalid: schedule.WorkRun{Length: schedule.Bound{HardMin: 1}}},
}

// roster is the roster of the specimen.
func (x specimen) roster() *schedule.Roster {
	r := rosterOf(x.row)
	if x.beside != "" {
		r.Cells[1] = rosterOf(x.beside).Cells[0]
	}
	return r
}

// problem is the problem of the specimen, with further rules.
func (x specimen) problem(rules ...schedule.Rule) *schedule.Problem {
	p := problemOf(rules...)
	if x.meal > 0 {
		p.Shifts[0].Breaks = []schedule.Break{{Length: 60, From: 60 * x.meal, To: 60*x.meal + 60}}
	}
	if x.beside != "" {
		p.People[1].Shifts = p.People[0].Shifts
		for d, s := range x.roster().Cells[1] {
			p.Rules = append(p.Rules, schedule.Pin{Person: 1, Day: d, Shift: s})
		}
	}
	return p
}

// rosterOf is the roster of a row, the second person off.
func rosterOf(row string) *schedule.Roster {
	r := &schedule.Roster{Cells: [][]int{make([]int, len(row)), make([]int, len(row))}}
	for d, c := range row {
		r.Cells[0][d], r.Cells[1][d] = strings.IndexRune("ELSN", c), schedule.Off
	}
	return r
}

// problemOf is the problem that a specimen stands in, with further rules.
func problemOf(rules ...schedule.Rule) *schedule.Problem {
	shift := func(id string, k schedule.Kind, hours ...int) schedule.Shift {
		s := schedule.Shift{ID: id, Name: lang.Same(id), Kind: k, Paid: 480, Queue: schedule.Any}
		for h := 0; h < len(hours); h += 2 {
			s.Segments = append(s.Segments, schedule.Span{Start: hours[h] * 60, End: hours[h+1] * 60})
		}
		return s
	}
	return &schedule.Problem{
		Start: workcal.DateOf(2026, 11, 26), Days: 5, Interval: 60,
		Shifts: []schedule.Shift{shift("E", schedule.Early, 8, 16), shift("L", schedule.Late, 15, 23), shift("S", schedule.Day, 8, 12, 14, 18), shift("N", schedule.Night, 22, 30)},
		People: []schedule.Person{{ID: "a", Name: "An", Shifts: []int{0, 1, 2}, Last: 5, Past: []int{0, 0}}, {ID: "b", Name: "Bo", Last: 5}},
		Rules:  rules,
	}
}

// TestEveryRuleThroughEveryDoor takes each registered kind of rule to all that can
// be done with a rule. Whoever adds a kind and forgets something reads here which.
func TestEveryRuleThroughEveryDoor(t *testing.T) {
	for _, kind := range schedule.RuleKinds() {
		x, ok := specimens[kind.Key]
		if !ok {
			t.Errorf("rule %s: it has no specimen, so no door is tried", kind.Key)
			continue
		}
		if x.rule.Key() != kind.Key {
			t.Errorf("rule %s: its specimen is of the kind %s", kind.Key, x.rule.Key())
		}
		if wrong := unsaid(kind.Name); wrong != "" {
			t.Errorf("rule %s: its name: %s", kind.Key, wrong)
		}
		for _, door := range doors {
			t.Run(kind.Key+"/"+door.name, func(t *testing.T) {
				if wrong := door.try(t, x); wrong != "" {
					t.Errorf("rule %s does not pass the door %s: %s", kind.Key, door.name, wrong)
				}
			})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(specimens)) {
		if _, ok := schedule.RuleKindOf(key); !ok {
			t.Errorf("there is a specimen of %s, which is no registered rule", key)
		}
	}
}

// doors are what can be done with a rule; try returns what is wrong.
var doors = []struct {
	name string
	try  func(t *testing.T, x specimen) string
}{
	{"words", func(_ *testing.T, x specimen) string { return unsaid(x.rule.Words()) }},
	{"check", throughCheck},
	{"validate", throughValidate},
	{"solve", throughSolve},
	{"problem file", throughProblemFile},
	{"another team", throughTeam},
	{"conflict", throughConflict},
	{"relief", throughRelief},
	{"repair", throughRepair},
	{"explain", throughExplain},
	{"catalogue", throughCatalogue},
	{"docs", throughDocs},
}

// unsaid returns what is missing of a sentence.
func unsaid(s lang.Text) string {
	if s.ZH == "" || s.EN == "" || s.ZH == s.EN {
		return "it is not said in both languages: " + s.ZH + " / " + s.EN
	}
	return ""
}

func breaks(a schedule.Analysis, rule schedule.Rule) bool {
	return slices.ContainsFunc(a.Findings, func(f schedule.Finding) bool { return f.Rule == rule.Key() })
}

func throughCheck(_ *testing.T, x specimen) string {
	for _, f := range schedule.Check(x.problem(x.rule), x.roster()).Findings {
		if f.Rule == x.rule.Key() && f.Score != (schedule.Score{}) {
			return unsaid(f.Why)
		}
	}
	return "a roster that falls short of it has no finding"
}

func throughValidate(_ *testing.T, x specimen) string {
	if err := x.problem(x.rule).Validate(); err != nil {
		return err.Error()
	}
	if x.invalid == nil {
		return ""
	}
	err := x.problem(x.invalid).Validate()
	if err == nil {
		return "a rule that nothing can be judged by is accepted"
	}
	return unsaid(lang.T(lang.Tell(err, lang.ZH), lang.Tell(err, lang.EN)))
}

// throughSolve compares the optimiser with all rosters there are, each judged by
// the checker: the row costs nothing to keep, except for the rule.
func throughSolve(t *testing.T, x specimen) string {
	p := x.problem(x.rule, schedule.Keep{Base: x.roster(), Cost: 1})
	best, r := schedule.Score{Hard: 99}, x.roster()
	var each func(d int)
	each = func(d int) {
		if d == p.Days {
			if s := schedule.Check(p, r).Score; s.Less(best) {
				best = s
			}
			return
		}
		for s := schedule.Off; s < len(p.Shifts); s++ {
			r.Cells[0][d] = s
			each(d + 1)
		}
	}
	each(0)
	if best == (schedule.Score{}) {
		return "the specimen costs nothing"
	}
	got, err := solve.Solve(t.Context(), p, solve.Options{Seed: 1, Iterations: 400})
	if err != nil {
		return err.Error()
	}
	if got.Score != best || schedule.Check(p, got.Roster).Score != best {
		return "the optimiser finds " + got.Score.String() + "; the best of all rosters has " + best.String()
	}
	return ""
}

func throughProblemFile(_ *testing.T, x specimen) string {
	var b bytes.Buffer
	want := x.problem(x.rule)
	if err := problemfile.Write(&b, "x", want); err != nil {
		return err.Error()
	}
	_, p, err := problemfile.Read(&b)
	if err != nil {
		return err.Error()
	}
	return cmp.Diff(want.Rules, p.Rules)
}

// throughTeam judges the first person alone, and with a new one like them who is
// off: of a rule that speaks of each by themselves it is the same.
func throughTeam(_ *testing.T, x specimen) string {
	p := x.problem(x.rule)
	want := schedule.Check(p, x.roster()).ByRule[x.rule.Key()]
	alone := *p
	alone.People = p.People[:1]
	own := x.rule.Of(schedule.Alone(0))
	if own == nil && x.beside != "" {
		return "" // it takes two
	}
	if own == nil {
		return "it is lost where the person is alone"
	}
	alone.Rules = []schedule.Rule{own}
	if err := alone.Validate(); err != nil {
		return err.Error()
	}
	if got := schedule.Check(&alone, &schedule.Roster{Cells: x.roster().Cells[:1]}).ByRule[x.rule.Key()]; got != want {
		return "alone the person is judged " + got.String() + ", in the team " + want.String()
	}
	grown := *p
	grown.People = append(slices.Clone(p.People), schedule.Person{Shifts: p.People[0].Shifts, Last: p.Days})
	if own := x.rule.Of(schedule.Team{0, 1, 0}); own != nil {
		grown.Rules = []schedule.Rule{own}
		if err := grown.Validate(); err != nil {
			return err.Error()
		}
	}
	return ""
}

// pinned is the problem in which the row is fixed against the rule.
func pinned(x specimen) *schedule.Problem {
	p := x.problem(x.rule)
	for d, s := range x.roster().Cells[0] {
		p.Rules = append(p.Rules, schedule.Pin{Day: d, Shift: s})
	}
	return p
}

func throughConflict(t *testing.T, x specimen) string {
	if x.soft {
		if x.rule.Hard() != nil {
			return "it is never hard, but has a hard limit"
		}
		return ""
	}
	found, _, err := repair.Conflicts(t.Context(), pinned(x), 1, repair.Options{Seed: 1, Iterations: 400})
	switch {
	case err != nil:
		return err.Error()
	case len(found) == 0:
		return "no conflict is found with cells that are fixed against it"
	}
	for _, part := range found[0].Parts {
		if part.Rule == x.rule.Key() {
			return unsaid(part.Words)
		}
	}
	return "the conflict does not name it"
}

func throughRelief(t *testing.T, x specimen) string {
	if x.soft {
		return ""
	}
	p := pinned(x)
	found, _, err := repair.Conflicts(t.Context(), p, 1, repair.Options{Seed: 1, Iterations: 400})
	if err != nil || len(found) == 0 {
		return "no conflict is found"
	}
	if len(found[0].Relief) < len(found[0].Parts) {
		return "a part of the conflict has no step out of it"
	}
	better := false
	for _, r := range found[0].Relief {
		if wrong := unsaid(r.What); wrong != "" {
			return wrong
		}
		better = better || r.After < r.Before
	}
	if !better {
		return "no step buys anything"
	}
	// Eased often enough, nothing of a limit is left, or the row keeps it.
	for _, limit := range x.rule.Hard() {
		for range 20 {
			if limit == nil || schedule.Check(x.problem(limit), x.roster()).Score.Hard == 0 {
				limit = nil
				break
			}
			var step lang.Text
			limit, step = limit.Relax(p, lang.Same("An"), lang.Same("11-27"))
			if wrong := unsaid(step); wrong != "" {
				return wrong
			}
		}
		if limit != nil {
			return "steps do not lead out of it: " + limit.Words().EN
		}
	}
	return ""
}

func throughRepair(t *testing.T, x specimen) string {
	p := x.problem(x.rule)
	got, err := repair.Roster(t.Context(), p, repair.Task{Base: x.roster(), Price: 1}, repair.Options{Seed: 1, Iterations: 400})
	if err != nil {
		return err.Error()
	}
	plan := got.Plans[got.Choice]
	if !plan.Analysis.Score.Less(schedule.Check(p, x.roster()).Score) || breaks(plan.Analysis, x.rule) {
		return "the roster stays " + plan.Analysis.Score.String()
	}
	return ""
}

// throughExplain asks of each cell of the row why it is so: another than the one
// that falls short must be better for the person.
func throughExplain(t *testing.T, x specimen) string {
	p := x.problem(x.rule)
	for d := range p.Days {
		why, err := repair.Why(t.Context(), p, x.roster(), 0, d, 0, repair.Options{Seed: 1, Iterations: 400})
		if err != nil {
			return err.Error()
		}
		if !breaks(why.Before, x.rule) {
			return "what is wrong with the roster is not told"
		}
		for _, b := range why.Bears {
			if b.Person == 0 && b.Score.Less(schedule.Score{}) {
				return ""
			}
		}
	}
	return "no cell is told to be what costs the person"
}

func throughCatalogue(_ *testing.T, x specimen) string {
	if !slices.ContainsFunc(Catalogue, func(e RuleEntry) bool { return slices.Contains(e.Breaks, x.rule.Key()) }) {
		return "no entry says what a finding of it means"
	}
	return ""
}

func throughDocs(t *testing.T, x specimen) string {
	for page, sign := range map[string]string{"rules.md": "`" + x.rule.Key() + "`", "problem-file.md": "\n| `" + x.rule.Key() + "` |"} {
		text, err := os.ReadFile("../../docs/" + page)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), sign) {
			return "docs/" + page + " does not name it"
		}
	}
	return ""
}
