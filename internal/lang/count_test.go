package lang

import "testing"

func TestCount(t *testing.T) {
	for n, want := range map[int]Text{0: T("0 人", "0 people"), 1: T("1 人", "1 person"), 2: T("2 人", "2 people")} {
		if got := Count(n, "人", "person", "people"); got != want {
			t.Errorf("%d: %+v, want %+v", n, got, want)
		}
	}
	if got, want := Count(.5, "天", "day", "days"), T("0.5 天", "0.5 days"); got != want {
		t.Errorf("half a day: %+v, want %+v", got, want)
	}
}
