package year

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// Step is one thing that happens. A list of steps, with the shop and its seed, is a
// whole year: it can be replayed, and any steps may be left out.
type Step struct {
	At   string `json:"at"`             // 2025-11-28T16:00
	Act  string `json:"act"`            // name in acts
	With string `json:"with,omitempty"` // what the act needs to know: a slip, a layout, a week
	Seed uint64 `json:"seed"`           // of its random numbers, its own
}

// act is how a step happens. With is the step's word.
type act func(w *World, with string, r *rand.Rand)

// Replay is a list of steps with the shop they happen in.
type Replay struct {
	Shop  string `json:"shop"`
	Seed  uint64 `json:"seed"`
	Steps []Step `json:"steps"`
}

// Play plays steps in a new world below dir and returns what failed, the world as it
// stands at the end, and an error where the simulator itself could not go on.
func (p Replay) Play(prog *Program, dir string, stop func(*World) bool) (w *World, err error) {
	profile, err := profileOf(p.Shop)
	if err != nil {
		return nil, err
	}
	w, err = NewWorld(prog, newShop(profile, p.Seed), dir)
	if err != nil {
		return nil, err
	}
	w.alone = stop != nil // who wants to stop must know at once
	for i, s := range p.Steps {
		w.step = i
		if err := w.happen(s); err != nil {
			return w, errors.Join(fmt.Errorf("step %d %s: %w", i, s, err), w.Wait())
		}
		if stop != nil && stop(w) {
			break
		}
	}
	return w, w.Wait()
}

func (w *World) happen(s Step) error {
	do, ok := acts[s.Act]
	if !ok {
		return fmt.Errorf("no act %q", s.Act)
	}
	at, err := time.ParseInLocation("2006-01-02T15:04", s.At, time.Local)
	if err != nil {
		return err
	}
	if at.After(w.Now) {
		w.Now = at
	}
	return guarded(func() { do(w, s.With, rand.New(rand.NewPCG(s.Seed, 1))) })
}

func (s Step) String() string {
	b, _ := json.Marshal(s) // strings and a number always marshal
	return string(b)
}
