package schedule

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"paiban/internal/lang"
)

func TestRotaTakesTurns(t *testing.T) {
	p, r := one("|EEE-EE", "|EE-EEE", "|EEEEE-")
	o := Rota{Name: lang.T("卫生值日", "cleaning"), Carry: []int{2, 1, 1}, Last: []int{-3, -1, -2}}
	// Turns 2 1 1. Day 0: 乙 and 丙 have 1, 丙's is longer ago: 丙 (2 1 2).
	// Day 1: 乙 (2 2 2). Day 2: 乙 is off, 甲's turn (-3) is longer ago than
	// 丙's (0): 甲 (3 2 2). Day 3: 甲 off, 丙 (0) before 乙 (1): 丙 (3 2 3).
	// Day 4: 乙 (3 3 3). Day 5: 丙 off, 甲 (2) before 乙 (4): 甲.
	who := o.Assign(p, r)
	if diff := cmp.Diff([]int{2, 1, 0, 2, 1, 0}, who); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{4, 3, 3}, o.Turns(p, who)); diff != "" {
		t.Error(diff)
	}
	if fs := o.Check(p, r, who); fs != nil {
		t.Errorf("own assignment is found wrong: %v", fs[0].Why.EN)
	}
}

func TestRotaOfSomeDaysAndSeats(t *testing.T) {
	p, r := one("|EEEE", "|EE-E", "|E--E")
	o := Rota{Name: lang.T("卫生值日", "cleaning"), Days: DaySet{true, false, true, true}, Seats: 2}
	// Day 0: 甲 and 乙. Day 2: 甲 alone is there. Day 3: 丙 has had none, then 乙 one.
	if diff := cmp.Diff([]int{0, Any, 0, 2}, o.Assign(p, r)); diff != "" {
		t.Error(diff)
	}
	o.Seat = 1
	second := o.Assign(p, r)
	if diff := cmp.Diff([]int{1, Any, Any, 1}, second); diff != "" {
		t.Error(diff)
	}
	if fs := o.Check(p, r, second); fs != nil {
		t.Errorf("own assignment is found wrong: %v", fs[0].Why.EN)
	}
	if diff := cmp.Diff([]string{"-1 3 1/0"}, told(t, o.Check(p, r, []int{1, Any, Any, Any}))); diff != "" {
		t.Error(diff)
	}
}

// 甲 and 乙 have the seats of day 1. 乙 is off: 甲 has the other seat, 丙 had one on day 0,
// 丁 none: 丁. On day 2 only 甲 is left, who has the other seat: nobody.
func TestRotaStandIn(t *testing.T) {
	p, r := one("|EEE", "|E--", "|EE-", "|-E-")
	o := Rota{Name: lang.T("盘点", "count"), Seats: 2, Seat: 1}
	seats := [][]int{{0, 0, 0}, {2, 1, 1}}
	if got := o.StandIn(p, r, 1, seats); got != 3 {
		t.Errorf("%d stands in on day 1, want 3", got)
	}
	if got := o.StandIn(p, r, 2, seats); got != Any {
		t.Errorf("%d stands in on day 2, and nobody is left", got)
	}
	o.Days = DaySet{true, false, true}
	if got := o.StandIn(p, r, 1, seats); got != Any {
		t.Errorf("%d stands in on a day without the duty", got)
	}
}

func TestRotaOnADayWithoutPeople(t *testing.T) {
	p, r := one("|E-", "|--")
	if diff := cmp.Diff([]int{0, Any}, Rota{}.Assign(p, r)); diff != "" {
		t.Error(diff)
	}
}

func TestRotaCheck(t *testing.T) {
	p, r := one("|EEE", "|-EE")
	o := Rota{Name: lang.T("卫生值日", "cleaning"), People: People{0}}
	// Day 0: 乙 is not of the rota; day 1: nobody though 甲 is there; day 2 is right.
	if diff := cmp.Diff([]string{"1 0 1/0", "-1 1 1/0"}, told(t, o.Check(p, r, []int{1, Any, 0}))); diff != "" {
		t.Error(diff)
	}
	o.People = nil
	if diff := cmp.Diff([]string{"1 0 1/0"}, told(t, o.Check(p, r, []int{1, 0, 0}))); diff != "" {
		t.Error(diff)
	}
}
