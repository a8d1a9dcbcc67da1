package workspace

import (
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// overtimeShop has one shift 08:00-16:00 of eight paid hours, queues open 08:00-16:00 but
// for extra settings, and three people: usual, pregnant, in training.
func overtimeShop(t *testing.T, more string, rows ...string) *Workspace {
	t.Helper()
	yaml := `preset: douyin
lang: zh
handovers: [{id: early-late, remove: true}]
rules: {rotation: {force: off, steady: off, kinds: [early]}}
queues:
  - {id: service, remove: true}
  - {id: a, name: A, open: 08:00-20:00, concurrency: 1, aht: 60s, within: 3m, target: 80%, formula: first}
shifts: [{id: M, remove: true}, {id: L, remove: true}, {id: E, name: 早班, short: 早, kind: day, hours: [10:00-18:00], break: 0m}]
` + more
	staff := "工号,姓名,标记,月薪,入职\n"
	for _, r := range rows {
		staff += r + "\n"
	}
	w, err := Load(testWorkspace(t, map[string]string{"paiban.yaml": yaml, "people.csv": staff}))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Two hours at each end of 10:00-18:00 in half-hours, within the hours of the queue 08:00
// to 20:00: four lengths at each end. The pregnant may work none.
func TestOvertimeIsAmongTheShifts(t *testing.T) {
	w := overtimeShop(t, "extra: [{id: ot, kind: overtime, longest: 2h}]\n", "1,甲,,8700,2020-01-01", "2,乙,孕期,8700,2020-01-01")
	p := plan(t, w, Needs{})
	var got []string
	for s := range p.Problem.Shifts {
		if sh := &p.Problem.Shifts[s]; sh.Overtime != nil {
			got = append(got, sh.Short.ZH)
		}
	}
	want := []string{"早(18-18:30加班)", "早(9:30-10加班)", "早(18-19加班)", "早(9-10加班)", "早(18-19:30加班)", "早(8:30-10加班)", "早(18-20加班)", "早(8-10加班)"}
	for k := range want {
		want[k] = strings.ReplaceAll(strings.ReplaceAll(want[k], "(9", "(09"), "(8", "(08")
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	late := shift(t, p, "E^18:00-20:00")
	if who := &p.Problem.People[1]; who.May(late) || who.Barred[late].IsZero() {
		t.Error("the pregnant may be asked for overtime, or it is not said why not")
	}
	// 8700 yuan / 174 h are 50 an hour; two hours at 150% are 150 yuan.
	rules := rulesOf[schedule.ExtraWork](p)
	if len(rules) != 1 || rules[0].Price[slices.Index(rules[0].Shifts, late)][0] != 15000 || !slices.Equal(rules[0].People, schedule.People{0}) {
		t.Errorf("the rules are %+v", rules)
	}
	// Six hours of 4500 / 174 yuan are a head-hour short, 600: a hundred yuan are 387.
	if rules[0].Worth != 387 || rules[0].Day != 180 || rules[0].Month != 36*60 {
		t.Errorf("a hundred yuan count %d, limits %d and %d", rules[0].Worth, rules[0].Day, rules[0].Month)
	}
}

// One person, one head asked for 10:00-20:00 on Monday: two hours short cost 20 × 60 = 1200,
// overtime of two hours at 150% of 25.86 yuan, 77.59, a hundred of which count 387: 300. The
// roster takes it. A wage at which the two hours cost 1201 or more is too much: 4 × as high.
func TestRosterChoosesOvertime(t *testing.T) {
	heads := make([]int, 7*48)
	for i := 20; i < 40; i++ {
		heads[i] = 1
	}
	needs := Needs{Step: 30, Queues: []Need{{Queue: "a", Heads: heads}}}
	for _, c := range []struct{ pay, want string }{{"4500", "E^18:00-20:00"}, {"18400", "E"}} {
		p := plan(t, overtimeShop(t, "extra: [{id: ot, kind: overtime, longest: 2h}]\n", "1,甲,,"+c.pay+",2020-01-01"), needs).Problem
		res, err := solve.Solve(t.Context(), p, solve.Options{Seed: 1, Iterations: 200})
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Shifts[res.Roster.Cells[0][0]].ID; got != c.want || schedule.Check(p, res.Roster).Score != res.Score {
			t.Errorf("pay of %s: %s on Monday, want %s", c.pay, got, c.want)
		}
		var said []string
		for _, f := range schedule.Check(p, res.Roster).Findings {
			if f.Rule == (schedule.ExtraWork{}).Key() {
				said = append(said, f.Why.ZH)
			}
		}
		if c.pay == "4500" && !slices.Equal(said, []string{"甲 11-23 周一 加班 18:00-20:00，77.59 元"}) {
			t.Errorf("said: %v", said)
		}
	}
}

// Work on days off is paid twice, counts towards no contract, and no more than one head is
// on it; overtime that is approved already counts towards the month and is not worked twice.
func TestWorkOnDaysOff(t *testing.T) {
	w := overtimeShop(t, `extra:
  - {id: ot, kind: overtime, longest: 2h}
  - {id: R, name: 休息日班, kind: rest_day, hours: [10:00-18:00], heads: 1, days: [sat, sun]}
`, "1,甲,,8700,2020-01-01")
	w.Overtime = []Overtime{{Person: 0, Date: w48.Monday() - 1, Minutes: 120}}
	p := plan(t, w, Needs{})
	s := shift(t, p, "R")
	rule := rulesOf[schedule.ExtraWork](p)[0]
	if price := rule.Price[slices.Index(rule.Shifts, s)][5]; price != 80000 { // 8 h × 50 × 200%
		t.Errorf("a Saturday off costs %d fen", price)
	}
	if want := []schedule.Booked{{Day: -1, Minutes: 120}}; !slices.Equal(rule.Booked, want) {
		t.Errorf("booked: %v", rule.Booked)
	}
	for _, c := range rulesOf[schedule.ShiftCount](p) {
		if c.What == lang.T("班", "a shift") && slices.Contains(c.Shifts, s) {
			t.Error("work on a day off counts for the contract")
		}
	}
	if n := len(rows(p, schedule.Headcount, 5)); n != 1 {
		t.Errorf("%d rows for heads on Saturday", n)
	}
	if p.Problem.Shifts[s].Days.Has(0) || !p.Problem.Shifts[s].Days.Has(5) {
		t.Error("it is on Saturdays and Sundays")
	}
}
