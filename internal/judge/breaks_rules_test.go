package judge

import (
	"fmt"
	"testing"
)

// T is 09:00-18:00. An eats at 12:00 and Bo at 12:30 on Monday, so two are away from 12:30
// to 13:00, and the meal of Bo ends after 13:00. On Tuesday they eat one after the other:
// only that of An lies within 12:00-13:00.
func TestMealsAndAwayAtOnce(t *testing.T) {
	name, text := week("2026-W48", "2026-11-23", "A T T . . . . .", "B T T . . . . .")
	s := shopOf(t, map[string]string{name: text, "paiban.yaml": "preset: plain\n" + noWindow + `shifts: [{id: T, kind: mid, hours: [09:00-18:00], break: 1h}]
rules:
  meal_times: [{for: [A, B], hours: 12:00-13:00}]
  away_at_once: [{max: 1}]
`})
	r, err := s.RosterFile(s.RosterOf(day(t, "2026-11-23")))
	if err != nil {
		t.Fatal(err)
	}
	for i, at := range [][2]string{{"12:00", "12:30"}, {"12:00", "13:00"}} {
		for k, id := range []string{"A", "B"} {
			from, _ := parseTime(at[k])
			r.rest(id, r.First+Day(i), at[k], clock(from+60))
		}
	}
	got := ""
	for _, x := range s.Judge(r).Hard() {
		got += fmt.Sprintf("%s %s %s; ", x.Rule, x.Person, x.From.String()[5:])
	}
	if want := "away-at-once  11-23; meal-time B 11-23; meal-time B 11-24; "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
