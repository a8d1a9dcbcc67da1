package judge

import "testing"

// 09:00-18:00 has nine hours: the middle half is 11:15-15:45.
func TestBreaksHaveTheirPlace(t *testing.T) {
	middle := []recess{{long: 60, pieces: 1}}
	lunch := []recess{{long: 60, earliest: 660, latest: 810, placed: true, pieces: 2}, {long: 15, earliest: 900, latest: 990, placed: true, pieces: 1}}
	for _, c := range []struct {
		name  string
		rests []recess
		at    []Span
		want  string
	}{
		{"in the middle", middle, []Span{{675, 735}}, ""},
		{"none", middle, nil, "lacks"},
		{"half of it", middle, []Span{{675, 705}}, "length"},
		{"too early", middle, []Span{{660, 720}}, "room"},
		{"outside the shift", middle, []Span{{1060, 1120}}, "room"},
		{"a break of nothing", nil, []Span{{675, 735}}, "lacks"},
		{"lunch and tea", lunch, []Span{{810, 870}, {990, 1005}}, ""},
		{"lunch in two pieces", lunch, []Span{{660, 690}, {780, 810}, {900, 915}}, ""},
		{"tea too late", lunch, []Span{{660, 720}, {1000, 1015}}, "room"},
	} {
		sh := Shift{Segments: []Span{{540, 1080}}, Rests: c.rests}
		if got, _ := sh.misplaced(c.at); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// An is alone in a window 09:00-18:00: the break of the document, 12:00-13:00, leaves it
// without anybody for an hour. Before the place is known the whole shift counts.
func TestNobodyIsOnlineOnABreak(t *testing.T) {
	name, text := week("2026-W48", "2026-11-23", "A 09:00-18:00 . . . . . .")
	s := shopOf(t, map[string]string{"paiban.yaml": "preset: plain\n", name: text})
	r, err := s.RosterFile(s.RosterOf(day(t, "2026-11-23")))
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{s: s, r: r}
	if n := headsOver(b.presence(r.First), Span{720, 780}, "", true); n != 1 {
		t.Errorf("%d heads before the break has a place, want 1", n)
	}
	r.rest("A", r.First, "12:00", "13:00")
	for _, c := range []struct {
		span Span
		want int
	}{{Span{690, 720}, 1}, {Span{720, 750}, 0}, {Span{765, 795}, 0}, {Span{780, 810}, 1}} {
		if n := headsOver(b.presence(r.First), c.span, "", true); n != c.want {
			t.Errorf("%s: %d heads, want %d", c.span, n, c.want)
		}
	}
}
