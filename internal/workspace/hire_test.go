package workspace

import (
	"math"
	"strings"
	"testing"
)

// Days off a week: what is usual, else the least, else those of a month by 4.35 weeks; two
// where no rule says.
func TestDaysOffWeek(t *testing.T) {
	for _, c := range []struct {
		rules Rules
		want  float64
	}{
		{Rules{}, 2},
		{Rules{RestWeek: RestRule{Min: 1}}, 2}, // off
		{Rules{RestWeek: RestRule{Min: 1, Basis: Basis{Force: Force{Hard: true}}}}, 1},
		{Rules{RestWeek: RestRule{Min: 1, Usual: 2, Basis: Basis{Force: Force{Cost: 5}}}}, 2},
		{Rules{RestAny7: RestRule{Min: 1, Basis: Basis{Force: Force{Hard: true}}}}, 1},
		{Rules{RestMonth: RestRule{Min: 4, Basis: Basis{Force: Force{Hard: true}}}}, 4 / (365.25 / 12 / 7)},
	} {
		if got := (&Config{Rules: c.rules}).DaysOffWeek(); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%+v: %v, want %v", c.rules, got, c.want)
		}
	}
}

// What cannot be is refused with its key.
func TestHireSettings(t *testing.T) {
	for setting, key := range map[string]string{
		"attrition: 60%": "hire.attrition", "post_weeks: 60": "hire.post_weeks", "ramp_weeks: -1": "hire.ramp_weeks",
		"ramp_pace: 0%": "hire.ramp_pace", "absence: 70%": "hire.absence", "fit: 10%": "hire.fit", "temp_pace: 5%": "hire.temp_pace",
	} {
		if _, err := ParseConfig("paiban.yaml", []byte("preset: taobao\nhire: {"+setting+"}\n")); err == nil || !strings.Contains(err.Error(), key) {
			t.Errorf("%s: %v", setting, err)
		}
	}
}
