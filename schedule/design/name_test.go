package design

import (
	"testing"

	"paiban/internal/lang"
	"paiban/schedule"
)

// Late is whatever ends after 20:00, night whatever starts before 06:00 or works
// an hour between midnight and 06:00, early whatever starts before 10:00.
func TestKind(t *testing.T) {
	at := func(h, m int) int { return h*60 + m }
	for _, c := range []struct {
		start, end int
		want       schedule.Kind
	}{
		{at(8, 0), at(16, 0), schedule.Early},
		{at(9, 45), at(20, 0), schedule.Early},
		{at(10, 0), at(18, 0), schedule.Mid},
		{at(12, 0), at(20, 0), schedule.Mid},
		{at(12, 0), at(20, 15), schedule.Late},
		{at(12, 30), at(20, 30), schedule.Late},
		{at(13, 0), at(21, 0), schedule.Late},
		{at(9, 0), at(20, 30), schedule.Late},
		{at(16, 0), at(24, 0), schedule.Late},
		{at(16, 45), at(24, 45), schedule.Late},
		{at(17, 0), at(25, 0), schedule.Night},
		{at(22, 0), at(30, 0), schedule.Night},
		{at(5, 45), at(13, 45), schedule.Night},
		{at(6, 0), at(14, 0), schedule.Early},
	} {
		got := Template{Segments: []schedule.Span{{Start: c.start, End: c.end}}}.Kind()
		if got != c.want {
			t.Errorf("%s-%s is %s, want %s", schedule.Clock(c.start), schedule.Clock(c.end), got, c.want)
		}
	}
	if got := template(8, span(9, 13), span(17, 21)).Kind(); got != schedule.Late {
		t.Errorf("a split shift that ends at 21:00 is %s", got)
	}
}

func TestNamesOfNewShifts(t *testing.T) {
	half := Template{Segments: []schedule.Span{{Start: 510, End: 990}}}
	night := Template{Segments: []schedule.Span{{Start: 1440 + 60, End: 1440 + 540}}}
	for _, c := range []struct {
		t     Template
		taken map[string]bool
		want  string
	}{
		{template(8, span(8, 16)), nil, "S08"},
		{half, nil, "S0830"},
		{night, nil, "S01"},
		{template(8, span(8, 16)), map[string]bool{"S08": true}, "S08b"},
		{half, map[string]bool{"S0830": true, "S0830b": true}, "S0830c"},
	} {
		if got := c.t.NewID(c.taken); got != c.want {
			t.Errorf("%v beside %v: %s, want %s", c.t.Text(), c.taken, got, c.want)
		}
	}
	if got, want := Short("S08"), lang.T("08班", "S08"); got != want {
		t.Errorf("short: %v, want %v", got, want)
	}
	if got, want := template(8, span(9, 13), span(17, 21)).Name(), lang.T("09:00-21:00 分段班", "09:00-21:00 split"); got != want {
		t.Errorf("name: %v, want %v", got, want)
	}
	if got, want := template(8, span(8, 16)).Name(), lang.T("08:00-16:00 班", "08:00-16:00"); got != want {
		t.Errorf("name: %v, want %v", got, want)
	}
}
