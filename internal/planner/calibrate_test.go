package planner

import (
	"errors"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workspace"
)

// Of two queues the rows name one, none or both.
func TestPastOfAQueue(t *testing.T) {
	c := &workspace.Config{Queues: []workspace.Queue{{ID: "pre", Name: lang.T("售前", "Presale")}, {ID: "after", Name: lang.T("售后", "Aftersale")}}}
	pre, after := &c.Queues[0], &c.Queues[1]
	one := &workspace.Config{Queues: c.Queues[:1]}
	for _, x := range []struct {
		name   string
		config *workspace.Config
		rows   []*workspace.Queue
		only   string
		want   []*workspace.Queue
		ask    bool
	}{
		{"all that the rows name", c, []*workspace.Queue{pre, after}, "", []*workspace.Queue{pre, after}, false},
		{"one by its name", c, []*workspace.Queue{pre, after}, "售后", []*workspace.Queue{after}, false},
		{"rows without a queue are of the one named", c, []*workspace.Queue{nil}, "after", []*workspace.Queue{after}, false},
		{"or of the only one", one, []*workspace.Queue{nil}, "", []*workspace.Queue{pre}, false},
		{"which, of two?", c, []*workspace.Queue{nil}, "", nil, true},
		{"an unknown queue", c, []*workspace.Queue{pre}, "sales", nil, true},
		{"no row of the one named", c, []*workspace.Queue{pre}, "after", nil, false},
	} {
		var past []workspace.Observed
		for _, q := range x.rows {
			past = append(past, workspace.Observed{Queue: q})
		}
		got, err := ofQueue(x.config, past, x.only)
		if (err == nil) != (x.want != nil) || errors.As(err, new(AskError)) != x.ask || len(got) != len(x.want) {
			t.Errorf("%s: %d of %d, %v", x.name, len(got), len(x.want), err)
			continue
		}
		for i := range got {
			if got[i].Queue != x.want[i] {
				t.Errorf("%s: %s, want %s", x.name, got[i].Queue.ID, x.want[i].ID)
			}
		}
	}
}

func TestDigits(t *testing.T) {
	for v, want := range map[float64]float64{0: 0, 12.345: 12.3, 0.0123456: 0.0123, 98765: 98800} {
		if got := Digits(v); got != want {
			t.Errorf("%v is told as %v, want %v", v, got, want)
		}
	}
}
