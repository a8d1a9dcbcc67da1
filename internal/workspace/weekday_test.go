package workspace

import (
	"testing"
	"time"

	"paiban/internal/workcal"
)

// Weeks from Sunday: the plan of 2026-W48 begins on Sunday 2026-11-22, and so does its
// calendar week.
func TestWeekStartsOfAShop(t *testing.T) {
	for text, want := range map[string]time.Weekday{"sunday": time.Sunday, "Sun": time.Sunday, "周日": time.Sunday, "星期天": time.Sunday, "saturday": time.Saturday, "周一": time.Monday} {
		c, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\nweek_starts: "+text+"\n"))
		if err != nil || c.FirstDay().Weekday() != want {
			t.Errorf("%s: %v, %v", text, c, err)
		}
	}
	if _, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\nweek_starts: someday\n")); err == nil {
		t.Error("someday is a day of the week")
	}
	c, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\nweek_starts: sunday\n"))
	if err != nil {
		t.Fatal(err)
	}
	w := &Workspace{Config: c, Calendar: workcal.New(nil)}
	plan, err := w.Plan(workcal.Week{Year: 2026, Number: 48}, Needs{})
	if err != nil {
		t.Fatal(err)
	}
	if p := plan.Problem; p.Start.String() != "2026-11-22" || p.Week(0) != p.Start || p.Week(6) != p.Start {
		t.Errorf("the plan starts on %s, its week on %s", p.Start, p.Week(6))
	}
}
