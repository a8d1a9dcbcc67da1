package bench

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// build makes the shifts and the people. Shift t*skills+k is type t done by skill k.
func (n *inrc) build() {
	p := &schedule.Problem{Interval: 60, Start: workcal.DateOf(2024, 1, 1), Days: n.days}
	for _, k := range n.out.skills {
		p.Queues = append(p.Queues, schedule.Queue{ID: k, Name: lang.Same(k)})
	}
	for t, name := range n.out.types {
		for k, skill := range n.out.skills {
			at := schedule.Span{Start: 480 * t, End: 480*t + 480}
			p.Shifts = append(p.Shifts, schedule.Shift{ID: name + "/" + skill, Name: lang.Same(name + " " + skill), Short: lang.Same(name),
				Segments: []schedule.Span{at}, Paid: at.Len(), Queue: k})
		}
	}
	for _, q := range n.staff {
		who := schedule.Person{ID: q.name, Name: q.name, Last: n.days}
		for s := range p.Shifts {
			if slices.Contains(q.skills, p.Shifts[s].Queue) {
				who.Shifts = append(who.Shifts, s)
			}
		}
		p.People = append(p.People, who)
	}
	n.out.Problem = p
}

// ofType lists the shifts of a type.
func (n *inrc) ofType(t int) (out []int) {
	for k := range len(n.skills) {
		out = append(out, t*len(n.skills)+k)
	}
	return out
}

// past are days before the horizon by which its runs begin as the history says: a day of the
// other kind, and then the run.
func (n *inrc) past(last, same, worked, rested int) []int {
	if last < 0 {
		return append([]int{n.ofType(0)[0]}, slices.Repeat([]int{schedule.Off}, rested)...)
	}
	other := n.ofType((last + 1) % len(n.types))[0]
	out := append([]int{schedule.Off}, slices.Repeat([]int{other}, max(0, worked-same))...)
	return append(out, slices.Repeat([]int{n.ofType(last)[0]}, same)...)
}

// rules turns the contracts and the types of shifts into rules, one for all who share it.
func (n *inrc) rules() {
	p := n.out.Problem
	add := func(r schedule.Rule) { p.Rules = append(p.Rules, r) }
	var all []int
	for s := range p.Shifts {
		all = append(all, s)
	}
	for c := range n.terms {
		t := &n.terms[c]
		by := map[[2]int]schedule.People{} // by shifts and weekends worked before
		var who schedule.People
		for i := range n.staff {
			if n.staff[i].contract == c {
				who = append(who, i)
				before := [2]int{n.staff[i].shifts, n.staff[i].weekends}
				by[before] = append(by[before], i)
			}
		}
		if who == nil {
			continue
		}
		add(schedule.WorkRun{People: who, Length: t.work})
		add(schedule.RestRun{People: who, Length: t.rest})
		if t.whole {
			add(schedule.WholeWeekend{People: who, Force: schedule.At(inrcWeekend)})
		}
		for _, before := range slices.SortedFunc(maps.Keys(by), func(a, b [2]int) int { return slices.Compare(a[:], b[:]) }) {
			add(schedule.ShiftCount{What: lang.T("班次", "shifts"), People: by[before], Shifts: all, Count: less(t.total, before[0])})
			add(schedule.Weekends{People: by[before], Worked: less(t.weekends, before[1])})
		}
	}
	for t, run := range n.typeRuns {
		add(schedule.ShiftRun{What: lang.Same(n.out.types[t]), Shifts: n.ofType(t), Length: run})
	}
	var pairs [][2]int
	for _, f := range n.follows {
		for _, a := range n.ofType(f[0]) {
			for _, b := range n.ofType(f[1]) {
				pairs = append(pairs, [2]int{a, b})
			}
		}
	}
	if pairs != nil {
		add(schedule.Succession{Pairs: pairs, Force: schedule.Must()})
	}
}

// less is a soft bound on what is left after n units.
func less(b schedule.Bound, n int) schedule.Bound {
	b.SoftMin = max(0, b.SoftMin-n)
	b.SoftMax = max(0, b.SoftMax-n)
	return b
}

// Solution writes one week of a roster in the competition's format.
func (n *INRC2) Solution(week int, r *schedule.Roster) []byte {
	var lines []string
	for i, row := range r.Cells {
		for d, s := range row[7*week : 7*week+7] {
			if s != schedule.Off {
				lines = append(lines, fmt.Sprintf("%s %s %s %s", n.Problem.People[i].ID, inrcDays[d], n.types[s/len(n.skills)], n.skills[s%len(n.skills)]))
			}
		}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "SOLUTION\n%d %s\n\nASSIGNMENTS = %d\n", week, n.Scenario, len(lines))
	for _, l := range lines {
		fmt.Fprintln(&b, l)
	}
	return b.Bytes()
}
