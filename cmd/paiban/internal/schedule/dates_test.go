package schedule

import (
	"slices"
	"testing"
	"time"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/workcal"
)

// Dates without a year are of the year in which the roster begins, 2026. A number alone
// after a date is a day of that month or, where that would be earlier, of the next.
func TestDates(t *testing.T) {
	day := func(m time.Month, d int) workcal.Date { return workcal.DateOf(2026, m, d) }
	for text, want := range map[string][2]workcal.Date{
		"2026-11-25":              {day(11, 25), day(11, 25)},
		"11-25":                   {day(11, 25), day(11, 25)},
		"2026-11-25..26":          {day(11, 25), day(11, 26)},
		"11-25..11-26":            {day(11, 25), day(11, 26)},
		"2026-11-30..2":           {day(11, 30), day(12, 2)},
		"2026-11-30..12-02":       {day(11, 30), day(12, 2)},
		"2026-11-25至26":           {day(11, 25), day(11, 26)},
		"2026-11-25 ~ 2026-11-26": {day(11, 25), day(11, 26)},
		"2026-12-30..2027-01-02":  {day(12, 30), workcal.DateOf(2027, 1, 2)},
	} {
		from, to, err := dates("--absent", text, day(11, 23))
		if err != nil || from != want[0] || to != want[1] {
			t.Errorf("%s: %v to %v (%v), want %v to %v", text, from, to, err, want[0], want[1])
		}
	}
	for _, text := range []string{"", "tomorrow", "2026-11-31", "2026-11-25..31", "11-26..11-25", "2026-11-25..x"} {
		if from, to, err := dates("--absent", text, day(11, 23)); cli.ExitCode(err) != cli.ExitUsage {
			t.Errorf("%q: %v to %v (%v)", text, from, to, err)
		}
	}
}

func TestFields(t *testing.T) {
	for arg, want := range map[string][]string{
		"王芳:2026-11-25..26:病假": {"王芳", "2026-11-25..26", "病假"},
		"王芳：11-25 ： 病假":        {"王芳", "11-25", "病假"},
		"E07":                  {"E07"},
		"":                     {},
	} {
		if got := fields(arg); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", arg, got, want)
		}
	}
}
