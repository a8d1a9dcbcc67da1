package workspace

import (
	"path/filepath"
	"slices"
	"testing"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// The roster of the week after, here a CSV, is what is known of the days after W48, up to
// the first word that means nothing; leave in it and in the roster before is leave.
func TestTheWeekAfterIsKnown(t *testing.T) {
	w := team(t, "wangdian", 2,
		"rosters/2026-W47.csv|工号,姓名,2026-11-20,2026-11-21,2026-11-22\nA01,员工01,休,年假,早\nA02,员工02,早,早,休\n",
		"rosters/2026-W49.csv|工号,姓名,2026-11-30,2026-12-01,2026-12-02,2026-12-03\nA01,员工01,晚,病假,休,早\nA02,员工02,早,晚晚,早,早\n",
		"leave.csv|工号,类型,开始,结束,状态\nA02,事假,2026-11-29,2026-11-30,已批准\n")
	p := plan(t, w, Needs{})
	e, l := shift(t, p, "E"), shift(t, p, "L")
	for i, want := range []struct{ past, next, leave []int }{
		{[]int{schedule.Off, schedule.Off, e}, []int{l, schedule.Off, schedule.Off, e}, []int{-2, 8}},
		{[]int{e, e, schedule.Off}, []int{e}, []int{6, 7}},
	} {
		who := &p.Problem.People[i]
		if !slices.Equal(who.Past, want.past) || !slices.Equal(who.Next, want.next) || !slices.Equal(who.Leave, want.leave) {
			t.Errorf("%s: past %v, next %v, leave %v; want %v", who.ID, who.Past, who.Next, who.Leave, want)
		}
	}
	// Leave on Monday of the week after bars a shift of Sunday that would run into it.
	un := rulesOf[schedule.Unavailable](p)
	if len(un) != 2 || un[0].Day != 6 || un[1].Day != 7 || !un[1].Whole || un[1].Person != 1 {
		t.Errorf("unavailable: %+v", un)
	}
}

// A run of one day that ends on Sunday is found in the week whose Monday is off, and the
// rest before the posted Monday in the week that rosters the late Sunday.
func TestBothEndsOfAWeekAreChecked(t *testing.T) {
	w := team(t, "wangdian", 1, "paiban.yaml|preset: wangdian\nrules: {days_in_a_row: {min: 2, max: 6, force: hard}}\n")
	week := func(number int, cells map[string]string) {
		handMade(t, filepath.Join(w.Root, "rosters", workcal.Week{Year: 2026, Number: number}.String()+".xlsx"), workcal.Week{Year: 2026, Number: number}.Monday(), cells)
	}
	week(47, map[string]string{"A01": "早 早 早 早 休 休 早"})
	week(49, map[string]string{"A01": "早 早 早 早 早 休 休"})
	p := plan(t, w, Needs{})
	r := schedule.NewRoster(p.Problem)
	e, l := shift(t, p, "E"), shift(t, p, "L")
	copy(r.Cells[0], []int{schedule.Off, e, e, e, schedule.Off, e, l})
	found := map[string][]int{}
	for _, f := range schedule.Check(p.Problem, r).Findings {
		if f.Hard() && f.Person == 0 {
			found[f.Rule] = append(found[f.Rule], f.Day)
		}
	}
	// Sunday 11-22 alone, told on Monday, day 0; seven days from Saturday to the next
	// Friday, a run that has two of them in the week; 23:00 to 8:00 is nine hours.
	if !slices.Equal(found["work-run"], []int{schedule.Any, 0}) || !slices.Equal(found["min-rest"], []int{6}) {
		t.Errorf("found %v", found)
	}
}
