package planner

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workspace"
	"paiban/schedule/staffing"
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
		if (err == nil) != (x.want != nil) || errors.As(err, new(lang.AskError)) != x.ask || len(got) != len(x.want) {
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

// Below 0.3 the load explains too little of the reply rate.
func TestWeakCalibration(t *testing.T) {
	for explained, want := range map[float64]bool{-.1: true, .1: true, .29: true, .3: false, .9: false} {
		if c := (Calibrated{Explained: explained}); c.Weak() != want {
			t.Errorf("%v explained: weak is %v", explained, c.Weak())
		}
	}
}

// A history made by the model itself, of chats with 22 s of typing and 45 s of thought;
// the configuration has 30 s and 20 s.
func TestCalibrateAHistory(t *testing.T) {
	config := &workspace.Config{Interval: 60, Queues: []workspace.Queue{{
		ID: "service", Name: lang.T("客服", "Service"), Concurrency: 5, Turns: 6, Typing: 30, Think: 20, Within: 90, Target: .9, Patience: 600, Formula: staffing.PerSession,
	}}}
	truth := config.Queues[0].Staffing()
	truth.Typing, truth.Think = 22, 45
	rng := rand.New(rand.NewPCG(3, 1))
	text := "time,inquiries,reply rate,agents online\n"
	for day := range 20 {
		volume := make([]float64, 24)
		for h := 9; h < 23; h++ {
			volume[h] = float64(40 + rng.IntN(120))
		}
		need, err := staffing.Require(truth, volume, 60)
		if err != nil {
			t.Fatal(err)
		}
		for h := 9; h < 23; h++ {
			text += fmt.Sprintf("2026-10-%02d %02d:00,%.0f,%.4f,%d\n", 1+day, h, volume[h], need[h].ReplyRate*(.98+.02*rng.Float64()), need[h].Online)
		}
	}
	book, err := table.Read("past.csv", []byte(text), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	all, err := Calibrate(config, book, "")
	if err != nil {
		t.Fatal(err)
	}
	c := all[0]
	if len(all) != 1 || c.Queue != &config.Queues[0] || c.Days != 20 || c.Intervals != 20*14 || c.After > c.Before {
		t.Errorf("%+v", c)
	}
	now := map[staffing.Figure]float64{}
	for _, f := range c.Figures {
		now[f.Figure] = f.Now
		if !(f.Low <= f.Fitted && f.Fitted <= f.High && f.Low < f.High) {
			t.Errorf("%s: %v is not in [%v, %v]", f.Figure, f.Fitted, f.Low, f.High)
		}
	}
	if think, told := now[staffing.FigureThink]; now[staffing.FigureTyping] != 30 || told == c.ThinkHeld || told && think != 20 || now[staffing.FigureCapacity] == 0 {
		t.Errorf("as configured: %v", now)
	}
}
