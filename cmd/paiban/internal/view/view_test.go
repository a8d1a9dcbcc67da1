package view

import (
	"testing"

	"paiban/internal/lang"
)

func TestHoleLine(t *testing.T) {
	for _, c := range []struct {
		minutes, days int
		want          string
	}{
		{0, 0, ""},
		{300, 2, "5 hours on 2 days need people, but no shift covers them (see the notes)"},
		{90, 1, "1.5 hours on 1 days need people, but no shift covers them (see the notes)"},
	} {
		if got := holeLine(c.minutes, c.days).In(lang.EN); got != c.want {
			t.Errorf("%d minutes on %d days: %q, want %q", c.minutes, c.days, got, c.want)
		}
	}
}
