package workspace

import (
	"path/filepath"
	"testing"

	"paiban/schedule"
)

// A01 and A02 both wished the Sunday of W47 off; A01 worked, A02 had it. The same wish
// in W48 weighs twice as much for A01: 60 × 3 × 2, against 60 × 3.
func TestARefusedWishWeighsMore(t *testing.T) {
	w := team(t, "wangdian", 2)
	handMade(t, filepath.Join(w.Root, "rosters", "2026-W47.xlsx"), w48.Monday()-7, map[string]string{
		"A01": "早 早 早 休 早 早 早", "A02": "晚 晚 晚 晚 晚 晚 休",
	})
	for person := range 2 {
		for _, week := range []int{-1, 0} {
			q := Request{Person: person, Off: true, Weight: 3}
			q.Date = w48.Monday() + 6
			if week < 0 {
				q.Date -= 7
			}
			w.Requests = append(w.Requests, q)
		}
	}
	p := plan(t, w, Needs{})
	for i, want := range []WishRecord{{Asked: 1, Owed: 1}, {Asked: 1, Granted: 1}} {
		if p.Owed[i] != want {
			t.Errorf("person %d: %+v, want %+v", i, p.Owed[i], want)
		}
	}
	for _, q := range rulesOf[schedule.Request](p) {
		if want := []int64{360, 180}[q.Person]; q.Cost != want {
			t.Errorf("the wish of person %d costs %d, want %d", q.Person, q.Cost, want)
		}
	}
}

// Each granted wish makes one refusal good; none makes good what has not been refused.
func TestWishRecord(t *testing.T) {
	var w WishRecord
	for _, granted := range []bool{true, false, false, true} {
		w.Add(granted)
	}
	if w != (WishRecord{Asked: 4, Granted: 2, Owed: 1}) {
		t.Errorf("%+v", w)
	}
}
