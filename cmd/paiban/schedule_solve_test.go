package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paiban/internal/lang"
	"paiban/samples"
	"paiban/schedule"
	"paiban/schedule/solve"
	"paiban/schedule/solve/bench"
)

// What is written down is read back as it was: a whole team, and each kind of
// rule there is.
func TestProblemFile(t *testing.T) {
	people := schedule.People{0}
	every := &schedule.Problem{
		Start: 9000, Days: 2, Interval: 60,
		Shifts: []schedule.Shift{{ID: "D", Segments: []schedule.Span{{Start: 480, End: 960}}, Paid: 480, Queue: schedule.Any}},
		People: []schedule.Person{{ID: "a", Shifts: []int{0}, Last: 2, Past: []int{0, schedule.Off}}, {ID: "b", Shifts: []int{0}, Last: 2}},
		Cover:  []schedule.Cover{{Why: schedule.Headcount, Day: 1, Queue: schedule.Any, Shift: 0, Bound: schedule.AtLeast(1)}},
		Rules: []schedule.Rule{
			schedule.Continuous{People: people, Max: 480, Force: schedule.Force{Hard: true}},
			schedule.Eligible{},
			schedule.Fair{What: 1, Carry: []int{3, 4}, Cost: 5},
			schedule.Keep{Base: &schedule.Roster{Cells: [][]int{{0, -1}, {-1, 0}}}, From: 1, Cost: 7},
			schedule.Meeting{Days: []int{1}, Span: schedule.Span{Start: 500, End: 560}, Force: schedule.Force{Cost: 4}},
			schedule.MinRest{People: people, Minutes: 660, Force: schedule.Force{Hard: true}},
			schedule.Minutes{Per: schedule.Month, Total: schedule.AtMost(900)},
			schedule.Pin{Person: 1, Day: 1, Shift: schedule.Off},
			schedule.Request{Person: 0, Day: 1, Shifts: []int{0}},
			schedule.RestDays{Per: schedule.Any7, Force: schedule.Force{Hard: true}},
			schedule.RestRun{Length: schedule.Between(1, 3)},
			schedule.Rotation{Kinds: []schedule.Kind{schedule.Early, schedule.Late}},
			schedule.ShiftCount{Shifts: []int{0}, Count: schedule.Free()},
			schedule.Succession{Pairs: [][2]int{{0, 0}}, Force: schedule.Force{Cost: 2}},
			schedule.Unavailable{Person: 1, Whole: true},
			schedule.Weekends{Worked: schedule.AtMost(1)},
			schedule.WorkRun{Length: schedule.Between(1, 5)},
		},
	}
	for _, p := range []*schedule.Problem{bench.Team(12, 7, 30, 1), every} {
		var written, again bytes.Buffer
		if err := bench.Dump(&written, "x", p); err != nil {
			t.Fatal(err)
		}
		name, q, err := parseProblem(written.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(p, q); diff != "" {
			t.Errorf("read back (-written +read):\n%s", diff)
		}
		if err := bench.Dump(&again, name, q); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(written.Bytes(), again.Bytes()) {
			t.Error("written again it differs")
		}
	}
	if len(every.Rules) != len(ruleReaders) {
		t.Errorf("%d kinds of rule are tried, %d are read", len(every.Rules), len(ruleReaders))
	}
}

// While it goes on: what it costs, and how much better is possible as soon as
// that is known. A saving of 52 on 5200 is 1%.
func TestSearchLine(t *testing.T) {
	at := solve.Progress{Phase: lang.T("改进", "improving"), Elapsed: 12340 * time.Millisecond, Best: schedule.Score{Cost: 5200}}
	known, broken := at, at
	known.Bound.Cost = 5148
	broken.Best.Hard, broken.Bound = 3, known.Bound
	for _, c := range []struct {
		s    solve.Progress
		want lang.Text
	}{
		{at, lang.T("改进  12.3 秒  当前 5200", "improving  12.3 s  cost 5200")},
		{known, lang.T("改进  12.3 秒  当前 5200，下界 5148，最多还能好 1.0%", "improving  12.3 s  cost 5200, bound 5148, at most 1.0% better")},
		{broken, lang.T("改进  12.3 秒  当前 5200，硬规则差 3", "improving  12.3 s  cost 5200, 3 hard")},
	} {
		if got := searchLine(c.s); got != c.want {
			t.Errorf("it says %q, want %q", got, c.want)
		}
	}
}

// stoppedSoon runs a command line that would search for long, stops it as Ctrl-C
// does once it has a roster, and returns what it printed. Stopped before that, it
// is tried again and stopped later.
func stoppedSoon(t *testing.T, dir string, args ...string) (printed []byte) {
	t.Helper()
	for wait := time.Second / 2; ; wait *= 2 {
		var out, talk bytes.Buffer
		ctx, cancel := context.WithCancel(context.Background())
		stop := time.AfterFunc(wait, cancel)
		a := &app{Stdout: &out, Stderr: &talk, Now: time.Now, Getenv: func(string) string { return "" }, Dir: dir}
		code := run(ctx, a, append(args, "--time-limit", "0s", "--json", "--lang", "en"))
		stop.Stop()
		cancel()
		if code != exitInterrupted {
			t.Fatalf("exit code %d, want %d: %s", code, exitInterrupted, talk.String())
		}
		if strings.Contains(talk.String(), "nothing was written") && wait < time.Minute {
			continue
		}
		if got := strings.TrimSpace(talk.String()); got != "interrupted" {
			t.Fatalf("it says %q", got)
		}
		return out.Bytes()
	}
}

// Ctrl-C during the search: the best roster so far is printed, exit code 130. The
// search of 60 people over 28 days does not end within seconds.
func TestSolveProblemInterrupted(t *testing.T) {
	dir := t.TempDir()
	var b bytes.Buffer
	if err := bench.Dump(&b, "team", bench.Team(60, 28, 30, 1)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "team.json"), b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	var got solvedJSON
	if err := json.Unmarshal(stoppedSoon(t, dir, "schedule", "solve", "--problem", "team.json"), &got); err != nil {
		t.Fatal(err)
	}
	if got.Status != solve.Stopped || len(got.Roster) != 60 || len(got.Roster[0].Cells) != 28 {
		t.Errorf("status %s, %d people", got.Status, len(got.Roster))
	}
}

// In a workspace it is written as well, and can be read back and gone on from.
func TestSolveInterrupted(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "shop")
	if err := samples.Write(dir, samples.Options{Preset: "outsource", Lang: lang.EN, Sample: true}); err != nil {
		t.Fatal(err)
	}
	var got solvedJSON
	if err := json.Unmarshal(stoppedSoon(t, dir, "schedule", "solve", "--week", "2026-W48"), &got); err != nil {
		t.Fatal(err)
	}
	file, err := readRoster(filepath.Join(dir, "rosters", "2026-W48.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if got.File == "" || file.Changed() || len(file.People) != len(got.Roster) {
		t.Errorf("%q holds %d people, %d were planned", got.File, len(file.People), len(got.Roster))
	}
	if err := json.Unmarshal(stoppedSoon(t, dir, "schedule", "solve", "--start", "2026-W48"), &got); err != nil {
		t.Fatal(err)
	}
	if got.Start == nil || got.Start.Score.Less(got.Score) {
		t.Errorf("from %+v it came to %+v", got.Start, got.Score)
	}
}
