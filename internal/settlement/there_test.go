package settlement

import (
	"slices"
	"testing"
	"time"

	"paiban/internal/lang"
	"paiban/schedule"
)

// On Monday 2 November Su Xiaohe comes half an hour late for the day shift and Lin Yi is
// not there; of December there are no punches.
func TestWhoWasThere(t *testing.T) {
	ws := shop(t, map[string]string{
		"rosters/2026-W45.csv":        "工号,姓名,2026-11-02,2026-11-03\nA1,苏晓禾,日,休\nB2,林一,日,休\n",
		"punches/2026-11/punches.csv": "工号,姓名,日期,时间\nA1,苏晓禾,2026-11-02,09:30\nA1,苏晓禾,2026-11-02,18:02\nB2,林一,2026-11-30,09:00\n",
	})
	st := Settler{Workspace: ws, Lang: lang.EN, Clock: func() time.Time { return december }}
	there, notes, err := st.There(t.Context(), nov(2), nov(31))
	if err != nil {
		t.Fatal(err)
	}
	if got, known := there("A1", nov(2)); !known || !slices.Equal(got, []schedule.Span{{Start: 9*60 + 30, End: 18 * 60}}) {
		t.Errorf("A1: %v, known %v", got, known)
	}
	if got, known := there("B2", nov(2)); !known || got != nil {
		t.Errorf("B2: %v, known %v", got, known)
	}
	if _, known := there("A1", nov(31)); known {
		t.Error("the punches tell nothing of December")
	}
	if len(notes) != 1 || notes[0].EN != "punches/ has nothing of 2026-12: on those days everybody rostered counts as there" {
		t.Errorf("notes: %v", notes)
	}
}
