package year

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	shopFlag   = flag.String("shop", "", "play this shop alone: wangdian, taobao or douyin")
	seedFlag   = flag.Uint64("seed", 1, "seed of the first year")
	yearsFlag  = flag.Int("years", 0, "play so many whole years of each shop")
	weeksFlag  = flag.Int("weeks", 0, "play so many weeks of a year")
	shrinkFlag = flag.Bool("shrink", false, "shrink the replay of every kind that is not known and print it")
	updateFlag = flag.Bool("update", false, "rewrite testdata/known.json: what is new is shrunk and added, what is mended is taken off")
	stopFlag   = flag.Bool("stop", false, "stop a year at the first failure that is not known")
	binFlag    = flag.String("program", "", "play with this program, built with -tags replay, instead of the one of this tree")
	replayFlag = flag.String("replay", "", "play the replay of this known kind, or a file with a replay, and say everything that fails")
)

const knownFile = "testdata/known.json"

// program is built once.
var program = sync.OnceValues(func() (*Program, error) {
	if *binFlag != "" {
		return &Program{Path: *binFlag}, nil
	}
	dir, err := os.MkdirTemp("", "paiban-year-")
	if err != nil {
		return nil, err
	}
	built = dir
	return Build(dir)
})

var built string

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if built != "" {
		os.RemoveAll(built)
	}
	os.Exit(code)
}

func build(t *testing.T) *Program {
	t.Helper()
	p, err := program()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// long reports whether the long run is asked for.
func long() bool { return os.Getenv("PAIBAN_YEAR") != "" }

// TestYear plays the shops: two weeks of one of them, in the long run six of each, and
// with -years whole years. What fails must be on the list of known kinds.
func TestYear(t *testing.T) {
	years, n := max(1, *yearsFlag), 2
	switch {
	case *yearsFlag > 0:
		n = weeks
	case long():
		n = 6
	}
	if *weeksFlag > 0 {
		n = *weeksFlag
	}
	known := knownKinds(t)
	for i := range years {
		for _, p := range profiles {
			if *shopFlag != "" && p.Name != *shopFlag || n == 2 && *shopFlag == "" && p.Name != "taobao" {
				continue
			}
			seed := *seedFlag + uint64(i)
			t.Run(fmt.Sprintf("%s/%d", p.Name, seed), func(t *testing.T) {
				t.Parallel()
				play(t, Year(p.Name, seed, n), known)
			})
		}
	}
}

// newKinds guards the list while it is rewritten, and the kinds that are being shrunk.
var (
	newKinds sync.Mutex
	shrunk   = map[string]bool{}
)

// play plays a replay and fails for what is not known.
func play(t *testing.T, replay Replay, known map[string]Known) {
	prog := build(t)
	began := time.Now()
	var stop func(*World) bool
	if *stopFlag {
		stop = func(w *World) bool {
			return slices.ContainsFunc(w.Failures, func(f Failure) bool { return !isKnown(known, f.Kind) })
		}
	}
	w, err := replay.Play(prog, t.TempDir(), stop)
	if err != nil {
		t.Fatal(err)
	}
	took := time.Since(began)
	kinds := map[string][]Failure{}
	for _, f := range w.Failures {
		kinds[f.Kind] = append(kinds[f.Kind], f)
	}
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		first := kinds[k][0]
		t.Logf("%4d times %s\n\tfirst at step %d: %s", len(kinds[k]), k, first.Step, first.Says)
		if isKnown(known, k) {
			continue
		}
		t.Errorf("%s is not known, first at step %d %s: %s", k, first.Step, replay.Steps[first.Step], first.Says)
		if *shrinkFlag || *updateFlag {
			shrink(t, replay, first)
		}
	}
	t.Logf("%d steps in %.1f s; %v", len(replay.Steps), took.Seconds(), w.Took())
}

// shrink finds the smallest replay of a failure, prints it, and puts it on the list
// where that is to be rewritten.
func shrink(t *testing.T, replay Replay, f Failure) {
	newKinds.Lock()
	done := shrunk[f.Kind]
	shrunk[f.Kind] = true
	newKinds.Unlock()
	if done {
		return
	}
	replay.Steps = replay.Steps[:f.Step+1]
	small, says := Shrink(replay, func(r Replay) string { return failsWith(t, r, f.Kind) })
	if says == "" {
		t.Errorf("%s does not fail again: the play is not the same twice", f.Kind)
		return
	}
	k := Known{Kind: f.Kind, Says: says, Replay: small}
	b, err := json.MarshalIndent(k, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("smallest replay of %d steps:\n%s", len(small.Steps), b)
	if *updateFlag {
		newKinds.Lock()
		defer newKinds.Unlock()
		list, err := readKnown(knownFile)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(list, func(o Known) bool { return o.Kind == k.Kind }) {
			list = append(list, k)
		}
		if err := writeKnown(knownFile, list); err != nil {
			t.Fatal(err)
		}
	}
}

// failsWith plays a replay until it fails with kind and returns what it says, or "".
func failsWith(t *testing.T, r Replay, kind string) (says string) {
	dir, err := os.MkdirTemp(t.TempDir(), "replay-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	w, err := r.Play(build(t), dir, func(w *World) bool {
		return slices.ContainsFunc(w.Failures, func(f Failure) bool { return f.Kind == kind })
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range w.Failures {
		if f.Kind == kind {
			return f.Says
		}
	}
	return ""
}

// isKnown reports whether a kind is on the list. What is known of an ordinary day may
// show in an odd file too.
func isKnown(known map[string]Known, kind string) bool {
	_, as := known[kind]
	_, plain := known[strings.TrimSuffix(kind, oddFile)]
	return as || plain
}

func knownKinds(t *testing.T) map[string]Known {
	t.Helper()
	list, err := readKnown(knownFile)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]Known{}
	for _, k := range list {
		if _, twice := out[k.Kind]; twice {
			t.Errorf("%s: %s is listed twice", knownFile, k.Kind)
		}
		out[k.Kind] = k
	}
	return out
}

// TestKnown plays the smallest replay of every known kind: it must still fail, else the
// kind is mended and comes off the list.
func TestKnown(t *testing.T) {
	if !long() && !*updateFlag {
		t.Skip("part of the long run: PAIBAN_YEAR=1")
	}
	build(t)
	var still []Known
	t.Run("replays", func(t *testing.T) {
		for _, k := range knownKinds(t) {
			t.Run(k.Kind, func(t *testing.T) {
				t.Parallel()
				if failsWith(t, k.Replay, k.Kind) == "" {
					if !*updateFlag {
						t.Errorf("mended: take %s off %s, or run with -update", k.Kind, knownFile)
					}
					return
				}
				newKinds.Lock()
				still = append(still, k)
				newKinds.Unlock()
			})
		}
	})
	if *updateFlag {
		if err := writeKnown(knownFile, still); err != nil {
			t.Fatal(err)
		}
	}
}

// TestReplay plays the replay that -replay names and says everything that fails.
func TestReplay(t *testing.T) {
	if *replayFlag == "" {
		t.Skip("no -replay")
	}
	replay := knownKinds(t)[*replayFlag].Replay
	if b, err := os.ReadFile(*replayFlag); err == nil {
		if err := json.Unmarshal(b, &replay); err != nil {
			t.Fatal(err)
		}
	}
	if len(replay.Steps) == 0 {
		t.Fatalf("%s is no known kind and no file with steps", *replayFlag)
	}
	dir, err := os.MkdirTemp("", "paiban-replay-")
	if err != nil {
		t.Fatal(err)
	}
	w, err := replay.Play(build(t), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range w.Failures {
		t.Logf("step %d %s: %s", f.Step, f.Kind, f.Says)
	}
	t.Logf("the folder as it stands at the end: %s", w.Dir)
}

// The same seed gives the same bytes: of every file, and of everything said.
func TestSameBytes(t *testing.T) {
	if !long() {
		t.Skip("part of the long run: PAIBAN_YEAR=1")
	}
	replay := Year("wangdian", 5, 2)
	var said [2]string
	for i := range said {
		w, err := replay.Play(build(t), t.TempDir(), nil)
		if err != nil {
			t.Fatal(err)
		}
		files, err := readTree(w.Dir)
		if err != nil {
			t.Fatal(err)
		}
		said[i] = files.hash() + " " + w.Said()
	}
	if said[0] != said[1] {
		t.Errorf("played twice: %s and %s", said[0], said[1])
	}
}

// The smallest replay of a failure that needs steps 3 and 7 has these two.
func TestShrink(t *testing.T) {
	var p Replay
	for i := range 10 {
		p.Steps = append(p.Steps, Step{Seed: uint64(i)})
	}
	small, says := Shrink(p, func(r Replay) string {
		has := func(seed uint64) bool {
			return slices.ContainsFunc(r.Steps, func(s Step) bool { return s.Seed == seed })
		}
		if has(3) && has(7) {
			return "both"
		}
		return ""
	})
	if len(small.Steps) != 2 || small.Steps[0].Seed != 3 || small.Steps[1].Seed != 7 || says != "both" {
		t.Errorf("shrunk to %v (%s)", small.Steps, says)
	}
}
