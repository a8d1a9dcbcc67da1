package staffing

import (
	"math"
	"testing"
)

// Two agents and a half are half way between two and three; the requirement's own rate is
// found again with its own heads.
func TestExpect(t *testing.T) {
	p := Params{AHT: 300, Within: 60, Target: .8, Patience: 600}
	volume := []float64{10, 10, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	needs, err := Require(p, volume, 30)
	if err != nil {
		t.Fatal(err)
	}
	agents := make([]float64, len(needs))
	for i, n := range needs {
		agents[i] = float64(n.Online)
	}
	got, err := Expect(p, volume, 30, agents)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if math.Abs(got[i]-needs[i].ReplyRate) > 1e-12 {
			t.Errorf("interval %d: %v, the requirement says %v", i, got[i], needs[i].ReplyRate)
		}
	}
	if last := len(got) - 1; got[last] != 1 {
		t.Errorf("where nobody comes a free agent answers all: %v", got[last])
	}
	two, _ := Evaluate(p, 10, 30, 2)
	three, _ := Evaluate(p, 10, 30, 3)
	got, err = Expect(p, []float64{10, 10}, 30, []float64{2.5, 0})
	if want := (two.ReplyRate + three.ReplyRate) / 2; err != nil || math.Abs(got[0]-want) > 1e-12 || got[1] != 0 {
		t.Errorf("%v, %v: want %v and 0", got, err, want)
	}
	// 10 contacts of 300 s fill 1.67 agents: one never keeps up where everybody waits.
	p.Patience = 0
	if got, err = Expect(p, []float64{10}, 30, []float64{1}); err != nil || got[0] != 0 {
		t.Errorf("%v, %v: one agent never keeps up", got, err)
	}
	if _, err = Expect(p, []float64{-1}, 30, []float64{1}); err == nil {
		t.Error("a volume below 0 is no volume")
	}
}
