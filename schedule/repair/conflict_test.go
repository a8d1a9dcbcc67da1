package repair

import (
	"context"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"paiban/internal/lang"
	"paiban/schedule"
)

// holds reports for each atom whether it holds in r, by the checker alone.
func holds(p *schedule.Problem, atoms []atom, r *schedule.Roster) []bool {
	out := make([]bool, len(atoms))
	for k, a := range atoms {
		q := *p
		q.Rules, q.Cover = nil, nil
		if a.Rule == nil {
			q.Cover = []schedule.Cover{a.row}
		} else {
			q.Rules = []schedule.Rule{a.Rule}
		}
		out[k] = schedule.Check(&q, r).Score.Hard == 0
	}
	return out
}

// Of every roster it is known which atoms hold in it. A conflict is one exactly
// if no roster keeps all of it, and minimal exactly if for each atom some roster
// keeps all the others. Where no conflict is found, some roster keeps everything.
func TestConflictsAgainstBruteForce(t *testing.T) {
	tries := 120
	if os.Getenv("PAIBAN_LONG") != "" {
		tries = 300
	}
	found, minimal, none := 0, 0, 0
	for seed := range tries {
		rng := rand.New(rand.NewPCG(uint64(seed), 72))
		people := 2 + rng.IntN(2)
		p := small(rng, people, 5-people)
		for k := range p.Cover {
			if rng.IntN(2) == 0 {
				p.Cover[k].Bound = schedule.Between(rng.IntN(people+1), people)
			}
		}
		all := atomsOf(p)
		x := &explainer{search: newSearch(context.Background(), Options{Iterations: 400}), p: p}
		verdict := x.judge(all)
		if x.err != nil {
			t.Fatal(x.err)
		}
		var kept [][]bool
		every(p, schedule.NewRoster(p), 0, func(r *schedule.Roster) { kept = append(kept, holds(p, all, r)) })
		// some reports whether a roster keeps the atoms of in, without one of them.
		some := func(in []int, without int) bool {
			for _, k := range kept {
				ok := true
				for _, a := range in {
					ok = ok && (a == without || k[a])
				}
				if ok {
					return true
				}
			}
			return false
		}
		var everything []int
		for a := range all {
			everything = append(everything, a)
		}
		if verdict != impossible {
			none++
			if verdict == possible != some(everything, -1) {
				t.Errorf("seed %d: verdict %d, brute force %v", seed, verdict, some(everything, -1))
			}
			continue
		}
		core, sure := x.core(all)
		var in []int
		for _, c := range core {
			for a := range all {
				if same(c, all[a]) {
					in = append(in, a)
				}
			}
		}
		found++
		if len(in) != len(core) || some(in, -1) {
			t.Errorf("seed %d: the %d parts of a conflict can hold together", seed, len(core))
		}
		if sure {
			minimal++
			for _, a := range in {
				if !some(in, a) {
					t.Errorf("seed %d: %T is not needed for the conflict", seed, all[a].Rule)
				}
			}
		}
	}
	if found < tries/4 || none < tries/4 || minimal < found*9/10 {
		t.Errorf("of %d: %d conflicts, %d of them minimal; %d without", tries, found, minimal, none)
	}
}

// Three people, the same two hours wanted of two of them every day, and 丙 on
// leave on the second day: with one rest day in three each, six shifts are asked
// for and 2 + 2 + 2 would be there except for the leave.
func TestConflictIsTold(t *testing.T) {
	p := plain(3, 3)
	for d := range 3 {
		p.Cover = append(p.Cover, schedule.Cover{Why: schedule.Window, Day: d, Span: schedule.Span{Start: 900, End: 960}, Shift: schedule.Any, Bound: schedule.AtLeast(2)})
	}
	p.Rules = []schedule.Rule{
		schedule.WorkRun{Length: schedule.AtMost(2)},
		schedule.Unavailable{Person: 2, Day: 1, Whole: true, What: lang.T("年假", "annual leave")},
	}
	// 甲 and 乙 must work on day 1, so neither may work on both day 0 and day 2;
	// 丙 is there on both. Two heads on each are 丙 and one of the others: it works.
	got, proved, err := Conflicts(context.Background(), p, 3, Options{})
	if err != nil || got != nil || !proved {
		t.Fatalf("found %v in what can hold, %v", got, err)
	}
	// With 丙 away on day 0 too, 甲 and 乙 work on days 0 and 1 and none of them
	// on day 2.
	p.Rules = append(p.Rules, schedule.Unavailable{Person: 2, Day: 0, Whole: true, What: lang.T("年假", "annual leave")})
	if got, proved, err = Conflicts(context.Background(), p, 3, Options{}); err != nil || len(got) != 1 || !proved {
		t.Fatalf("found %v, %v, %v", got, proved, err)
	}
	c := got[0]
	var words []string
	for _, part := range c.Parts {
		words = append(words, part.Text(p).ZH)
	}
	// All of it is needed: without any one part there would be two on each day.
	want := []string{
		"每天：15:00-16:00至少 2 人（在线窗口）", "甲、乙，连续上班天数：至多 2 天", "丙，11-23 周一、11-24 周二：年假",
	}
	if !c.Minimal || !slices.Equal(words, want) {
		t.Errorf("conflict %q", words)
	}
	// At best one head is missing: 甲 and 乙 both rest on day 2 and 丙 is alone.
	// A third day in a row, one day without leave, one head fewer or one more
	// agent solves that.
	for _, r := range c.Relief {
		if r.Before != 1 {
			t.Errorf("%s: %d before, want 1", r.What.EN, r.Before)
		}
	}
	if len(c.Relief) != 4 || c.Relief[0].After != 0 || c.Relief[0].What.IsZero() {
		t.Errorf("ways out: %+v", c.Relief)
	}
}

// Two heads on each of two days are wanted of two people of whom one is away: that there
// is a conflict is found in the time of that question, however little the others have,
// so that explain finds what a planned week cannot keep.
func TestWhetherThereIsAConflictHasItsOwnTime(t *testing.T) {
	p := plain(2, 2)
	for d := range 2 {
		p.Cover = append(p.Cover, schedule.Cover{Why: schedule.Window, Day: d, Span: schedule.Span{Start: 900, End: 960}, Shift: schedule.Any, Bound: schedule.AtLeast(2)})
	}
	p.Rules = []schedule.Rule{schedule.Unavailable{Person: 1, Day: 1, Whole: true, What: lang.T("年假", "annual leave")}}
	got, _, err := Conflicts(context.Background(), p, 3, Options{Each: time.Nanosecond, First: time.Minute, Total: time.Nanosecond, Clock: time.Now})
	if err != nil || len(got) != 1 {
		t.Errorf("found %v, %v", got, err)
	}
}
