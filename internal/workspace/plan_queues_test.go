package workspace

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"paiban/schedule"
	"paiban/schedule/solve"
)

// skilled makes a shop of the queues a, b and c, each with hours of a hard window where
// they are not "", and one shift 08:00-16:00 of any queue unless shifts says else.
func skilled(t *testing.T, windows [3]string, shifts string, people ...string) *Workspace {
	t.Helper()
	yaml := "preset: douyin\nlang: en\nhandovers: [{id: early-late, remove: true}]\nrules: {rotation: {force: off, steady: off, kinds: [early]}}\nqueues:\n  - {id: service, remove: true}\n"
	for k, w := range windows {
		yaml += fmt.Sprintf("  - {id: %[1]c, name: %[2]c, open: 08:00-16:00, concurrency: 1, aht: 60s, within: 3m, target: 80%%, formula: first", 'a'+k, 'A'+k)
		if w != "" {
			yaml += ", windows: [{id: w, hours: " + w + ", min_online: 1, force: hard}]"
		}
		yaml += "}\n"
	}
	if shifts == "" {
		shifts = "{id: E, kind: day, hours: [08:00-16:00], break: 0m}"
	}
	staff := "ID,Name,Skills\n"
	for i, skills := range people {
		staff += fmt.Sprintf("P%d,P%d,\"%s\"\n", i, i, skills)
	}
	yaml += "shifts: [{id: M, remove: true}, {id: L, remove: true}, " + shifts + "]\n"
	w, err := Load(testWorkspace(t, map[string]string{"paiban.yaml": yaml, "people.csv": staff}))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// sumsOf says the rows of a kind on the first day: hours, queues, who counts, how many.
func sumsOf(p *Plan, why schedule.CoverKind) (out []string) {
	for _, c := range rows(p, why, 0) {
		s := c.Span.String() + " " + p.Problem.QueueText(&c).EN
		if c.Queue == schedule.Any {
			s = c.Span.String() + " all"
		}
		if c.Who != nil {
			s += fmt.Sprint(" ", []int(c.Who))
		}
		out = append(out, fmt.Sprint(s, " ", max(c.Bound.HardMin, c.Bound.SoftMin)))
	}
	return out
}

func TestWindowsOfSeveralQueues(t *testing.T) {
	day := "08:00-16:00"
	for _, c := range []struct {
		name    string
		windows [3]string
		shifts  string
		people  []string
		want    []string
	}{
		// Everybody can serve all: only the sum matters.
		{"one pool", [3]string{day, day, ""}, "", []string{"", ""}, []string{"08:00-16:00 A + B 2"}},
		{"one window", [3]string{day, "", ""}, "", []string{"", ""}, []string{"08:00-16:00 A 1"}},
		// Each can serve one: the queues are apart.
		{"teams", [3]string{day, day, ""}, "", []string{"a", "b", "c"}, []string{"08:00-16:00 A [0] 1", "08:00-16:00 B [1] 1"}},
		// P0 can serve both: one person is not two.
		{"one for two", [3]string{day, day, ""}, "", []string{"a,b", "a", "b"},
			[]string{"08:00-16:00 A [0 1] 1", "08:00-16:00 B [0 2] 1", "08:00-16:00 A + B 2"}},
		// Whoever can serve b can serve a: a follows from the sum.
		{"seniors", [3]string{day, day, ""}, "", []string{"a,b", "a", "a"},
			[]string{"08:00-16:00 B [0] 1", "08:00-16:00 A + B 2"}},
		// The sum is asked for only while both windows are open.
		{"some hours", [3]string{day, "10:00-12:00", ""}, "", []string{"a,b", "a", "b"},
			[]string{"08:00-16:00 A [0 1] 1", "10:00-12:00 B [0 2] 1", "10:00-12:00 A + B 2"}},
		{"nobody can", [3]string{day, day, ""}, "", []string{"a", "a"}, []string{"08:00-16:00 A 1", "08:00-16:00 B [] 1"}},
		// P0 can serve all three: each pair and all three are sums of their own.
		{"three", [3]string{day, day, day}, "", []string{"a,b,c", "a", "b", "c"},
			[]string{"08:00-16:00 A [0 1] 1", "08:00-16:00 B [0 2] 1", "08:00-16:00 C [0 3] 1",
				"08:00-16:00 A + B [0 1 2] 2", "08:00-16:00 A + C [0 1 3] 2", "08:00-16:00 B + C [0 2 3] 2", "08:00-16:00 all 3"}},
		// Shifts that name their queue keep the queues apart.
		{"shifts of queues", [3]string{day, day, ""}, "{id: E, kind: day, hours: [08:00-16:00], break: 0m, queues: [a, b, c]}", []string{"", "a"},
			[]string{"08:00-16:00 A 1", "08:00-16:00 B [0] 1"}},
	} {
		if got := sumsOf(plan(t, skilled(t, c.windows, c.shifts, c.people...), Needs{}), schedule.Window); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// The sums that are kept say as much as those of all sets of queues: they hold for the
// same numbers of heads.
func TestSumsSayAsMuchAsAll(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		queues := 1 + rng.IntN(4)
		b := &builder{p: &schedule.Problem{Queues: make([]schedule.Queue, queues)}}
		for range 1 + rng.IntN(4) {
			var able []int
			for q := range queues {
				if rng.IntN(2) == 0 {
					able = append(able, q)
				}
			}
			if able != nil && !slices.ContainsFunc(b.kinds, func(h headKind) bool { return slices.Equal(h.queues, able) }) {
				b.kinds = append(b.kinds, headKind{queues: able})
			}
		}
		b.sets = queueSets(queues, b.kinds)
		heads, need := make([]int, len(b.kinds)), make([]int, queues)
		for k := range heads {
			heads[k] = rng.IntN(4)
		}
		for q := range need {
			need[q] = rng.IntN(4)
		}
		short := func(set []int, n int) bool {
			for _, k := range ableKinds(set, b.kinds) {
				n -= heads[k]
			}
			return n > 0
		}
		all, kept := false, false
		for mask := 1; mask < 1<<queues; mask++ {
			var set []int
			n := 0
			for q := range queues {
				if mask>>q&1 == 1 {
					set = append(set, q)
					n += need[q]
				}
			}
			all = all || short(set, n)
		}
		for _, x := range b.sums(need) {
			kept = kept || short(x.queues, x.heads)
		}
		if all != kept {
			t.Fatalf("kinds %v, heads %v, need %v: short %v by all sets, %v by those kept", b.kinds, heads, need, all, kept)
		}
	}
}

// A head missing for half an hour costs 300. Where P0 and P1 can serve a alone, P2 b
// alone and P3 both, one of three of a's people can help b out, one of b's two a; each
// queue carries what the others cannot make up for, and the sum the rest.
func TestPriceOfSums(t *testing.T) {
	for _, c := range []struct {
		name   string
		people []string
		want   []string
	}{
		{"one pool", []string{"", ""}, []string{"all 6: 300"}},
		{"teams", []string{"a,c", "b", "a,c"}, []string{"B 2: 300", "A 4: 300"}},
		// a: 2 of 3 can serve a alone, 66%; b: 2 of 4 cannot serve it, 50%, as 1 of 2
		// can serve b alone. The sum carries what b leaves.
		{"one for two", []string{"a,c", "a,c", "b", "a,b,c"}, []string{"B 2: 150", "A 4: 198", "all 6: 150"}},
		// b: 2 of 3 cannot serve it; a has no sum of its own, so that the sum of both costs
		// its full price.
		{"seniors", []string{"", "a,c", "a,c"}, []string{"B 2: 198", "all 6: 300"}},
	} {
		needs := flat("a", 4)
		needs.Queues = append(needs.Queues, flat("b", 2).Queues[0])
		var got []string
		for _, r := range rows(plan(t, skilled(t, [3]string{}, "", c.people...), needs), schedule.Requirement, 0) {
			if n := r.Bound.SoftMin; r.Span.Start == 480 && (n == 2 && r.Queue == 1 || n == 4 && r.Queue == 0 || n == 6) {
				got = append(got, fmt.Sprintf("%s %d: %d", p1(r.Queue), n, r.Bound.UnderCost))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// p1 names a queue.
func p1(q int) string {
	if q == schedule.Any {
		return "all"
	}
	return string(rune('A' + q))
}

// Each of two queues needs 2 by itself from 08:00 to 09:00 and 3 with the other. Where
// everybody serves both, three are asked for, the second queue's part being 1; where P0
// alone does, each queue also needs 2 of those who can serve it; where nobody does, 4. The
// third queue has no people and stays apart.
func TestRequirementOfQueuesThatShareHeads(t *testing.T) {
	heads := make([]int, 7*24)
	heads[8] = 2
	for _, c := range []struct {
		name   string
		people []string
		want   []string
		parts  [2]int
	}{
		{"one pool", []string{"a,b", "a,b", "a,b"}, []string{"08:00-09:00 A + B 3"}, [2]int{2, 1}},
		{"one for two", []string{"a,b", "a", "b"}, []string{"08:00-09:00 A [0 1] 2", "08:00-09:00 B [0 2] 2", "08:00-09:00 A + B 3"}, [2]int{2, 1}},
		{"teams", []string{"a", "b", "a"}, []string{"08:00-09:00 A [0 2] 2", "08:00-09:00 B [1] 2"}, [2]int{2, 2}},
	} {
		w := skilled(t, [3]string{}, "", c.people...)
		w.Config.Interval = 60
		needs := Needs{Step: 60, Queues: []Need{{Queue: "a", Heads: heads}, {Queue: "b", Heads: heads}}, Together: func(queues []string, i int, everybody bool) int {
			if want := c.name == "one pool"; everybody != want || len(queues) != 2 {
				t.Errorf("%s: asked of %v, everybody %v", c.name, queues, everybody)
			}
			return 3 * heads[i] / 2
		}}
		p := plan(t, w, needs)
		var got []string // the first row of each sum; the others price a deeper lack or too many
		for _, s := range sumsOf(p, schedule.Requirement) {
			sum := s[:strings.LastIndex(s, " ")]
			if len(got) == 0 || !strings.HasPrefix(got[len(got)-1], sum) {
				got = append(got, s)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
		if a, b := p.Required[0][8], p.Required[1][8]; [2]int{a, b} != c.parts || p.Apart[0][8] != 2 || p.Apart[1][8] != 2 {
			t.Errorf("%s: the parts are %d and %d, want %v", c.name, a, b, c.parts)
		}
	}
}

// A meal from 11:30 to 12:30 takes its head from half of 11:00-12:00 and half of
// 12:00-13:00, though heads are asked for by the hour: each half an hour without its head
// costs 10 a minute, 300. The other halves of 09:00-16:00 are kept, so the one person costs
// 600 by cover wherever the meal lies; by whole hours two of its three places cost 1200.
func TestMealOnTheHalfHourOfHours(t *testing.T) {
	w := skilled(t, [3]string{}, "{id: E, kind: day, hours: [09:00-18:00], breaks: [{length: 1h, earliest: \"11:30\", latest: \"12:30\"}]}", "a")
	heads := make([]int, 7*24)
	for hour := 9; hour < 16; hour++ {
		heads[hour] = 1
	}
	p := plan(t, w, Needs{Step: 60, Queues: []Need{{Queue: "a", Heads: heads}}}).Problem
	r := schedule.NewRoster(p)
	r.Cells[0][0] = 0
	for _, from := range []int{690, 720, 750} {
		r.PlaceBreaks(0, 0, []schedule.Span{{Start: from, End: from + 60}})
		var got int64
		for _, f := range schedule.Check(p, r).Findings {
			if f.Rule == schedule.Requirement.String() {
				got += f.Score.Cost
			}
		}
		if got != 600 {
			t.Errorf("a meal at %s costs %d by cover, want 600", schedule.Clock(from), got)
		}
	}
	res, err := solve.Solve(t.Context(), p, solve.Options{Seed: 1, Iterations: 100})
	if err != nil {
		t.Fatal(err)
	}
	if check := schedule.Check(p, res.Roster).Score; check != res.Score {
		t.Errorf("the optimiser scores %v, the checker %v", res.Score, check)
	}
}
