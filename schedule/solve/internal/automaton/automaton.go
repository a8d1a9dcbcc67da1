// Package automaton turns the rules of one person that have a short memory into a
// layered graph over the days: each path is a row of the roster.
package automaton

import (
	"encoding/binary"
	"fmt"
	"slices"

	"paiban/schedule"
	"paiban/schedule/solve/internal/fixed"
)

// Automaton is the product of some resources, unrolled over the days. Dead and
// duplicate states are removed. Layer d holds the states before day d, and its arcs
// lead to the states of layer d+1. Every row of a roster that breaks no hard rule of
// the resources is one path; where Elastic, every row is.
type Automaton struct {
	Resources []Resource
	elastic   bool
	Layers    []Layer
	starts    map[string]int32 // state of layer 0 by its encoded tuple
}

// Layer is the states before one day and the arcs that leave them.
type Layer struct {
	States   int
	Arcs     []Arc   // sorted by From
	First    []int32 // the arcs that state s has itself: Arcs[First[s]:First[s+1]]
	Base     []int32 // by state: a later state whose arcs are also its own, −1 for none; see shareArcs
	Sharers  Buckets // by state: the states whose base it is
	Incoming Buckets // by state of the next layer: indexes of the arcs that lead to it
	Sets     [][]int16
	contains []bool  // by set*cells+cell
	End      []int64 // last layer only: cost of the state at the end, scaled
}

// Arc leads from a state before a day to a state after it, by any cell of one set.
type Arc struct {
	From, To       int32
	Set            int16
	FirstOfWeekend bool // whether it is the first work of a weekend
	Cost           int64
}

// maxStates bounds the states of a layer. A larger product is not built.
const maxStates = 6000

// TooLarge is the error for a product that has too many states. It names the resource
// with the most states of its own.
type TooLarge struct{ Resource int }

func (TooLarge) Error() string { return "solve: automaton too large" }

// Spec describes an automaton.
type Spec struct {
	Resources []Resource
	Weekends  Resource // the one of Resources that marks weekends; nil for none
	People    []int    // those who share the automaton; the same is known of their days after the horizon
	Elastic   bool
	Days      int
	Cells     int
	Allowed   func(person, day, cell int) bool
	Weekend   func(day int) bool
	Value     func(schedule.Score) int64
}

// builder makes an automaton layer by layer.
type builder struct {
	Spec
	a         *Automaton
	weekendAt int       // index of Weekends in Resources, −1 for none
	class     []int16   // by cell: its class; cells of one class move every state alike
	sets      [][]int16 // by class: its cells
	states    [][]int32 // of the current layer: the state of each resource
}

// Build makes the product of the resources that some people share. The error is
// TooLarge where a layer has too many states.
func Build(s Spec) (*Automaton, error) {
	b := &builder{Spec: s, a: &Automaton{Resources: s.Resources, elastic: s.Elastic, starts: map[string]int32{}}}
	b.weekendAt = slices.IndexFunc(s.Resources, func(q Resource) bool { return q == s.Weekends })
	b.classify()
	b.start()
	for d := range s.Days {
		b.addDay(d)
		if len(b.states) > maxStates {
			return nil, TooLarge{widest(b.states, len(s.Resources))}
		}
	}
	b.finish()
	b.a.minimise()
	b.a.shareArcs(s.Cells)
	return b.a, nil
}

// classify puts the cells that no resource tells apart into one class.
func (b *builder) classify() {
	b.class = make([]int16, b.Cells)
	classes := map[string]int16{}
	for c := range b.Cells {
		key := fmt.Sprint(c > 0)
		for _, q := range b.Resources {
			key += "|" + q.Class(c)
		}
		k, ok := classes[key]
		if !ok {
			k = int16(len(b.sets))
			classes[key] = k
			b.sets = append(b.sets, nil)
		}
		b.class[c] = k
		b.sets[k] = append(b.sets[k], int16(c))
	}
}

// encode is the key of a state.
func encode(state []int32) string {
	b := make([]byte, 0, 4*len(state))
	for _, v := range state {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	return string(b)
}

// startState returns the state of person i before day 0.
func startState(resources []Resource, i int) []int32 {
	state := make([]int32, len(resources))
	for k, q := range resources {
		state[k], _ = q.Start(i)
	}
	return state
}

// start lists the states before day 0.
func (b *builder) start() {
	for _, i := range b.People {
		state := startState(b.Resources, i)
		key := encode(state)
		if _, ok := b.a.starts[key]; !ok {
			b.a.starts[key] = int32(len(b.states))
			b.states = append(b.states, state)
		}
	}
}

// open reports, by class, whether somebody may work a cell of it on day d.
func (b *builder) open(d int) []bool {
	out := make([]bool, len(b.sets))
	for _, i := range b.People {
		for c := range b.Cells {
			out[b.class[c]] = out[b.class[c]] || b.Allowed(i, d, c)
		}
	}
	return out
}

// addDay adds the arcs of day d and lists the states after it.
func (b *builder) addDay(d int) {
	index := map[string]int32{}
	var after [][]int32
	open, weekend := b.open(d), b.weekendAt >= 0 && b.Weekend(d)
	next := make([]int32, len(b.Resources))
	l := Layer{States: len(b.states), Sets: b.sets, First: make([]int32, 1, len(b.states)+1)}
	for from, state := range b.states {
		for k, cells := range b.sets {
			if !open[k] {
				continue
			}
			var s schedule.Score
			for j, q := range b.Resources {
				var cost schedule.Score
				next[j], cost = q.Step(state[j], d, int(cells[0]))
				s = s.Add(cost)
			}
			if s.Hard > 0 && !b.Elastic {
				continue
			}
			key := encode(next)
			to, ok := index[key]
			if !ok {
				to = int32(len(after))
				index[key] = to
				after = append(after, slices.Clone(next))
			}
			firstWork := weekend && cells[0] > 0 && state[b.weekendAt] == 0
			l.Arcs = append(l.Arcs, Arc{int32(from), to, int16(k), firstWork, b.Value(s) * fixed.Unit})
		}
		l.First = append(l.First, int32(len(l.Arcs)))
	}
	b.a.Layers = append(b.a.Layers, l)
	b.states = after
}

// finish adds the layer after the last day, with the cost of its states.
func (b *builder) finish() {
	last := Layer{States: len(b.states), First: make([]int32, len(b.states)+1)}
	for _, state := range b.states {
		var s schedule.Score
		for k, q := range b.Resources {
			s = s.Add(q.End(b.People[0], state[k]))
		}
		if s.Hard > 0 && !b.Elastic {
			last.End = append(last.End, fixed.Infinity)
		} else {
			last.End = append(last.End, b.Value(s)*fixed.Unit)
		}
	}
	b.a.Layers = append(b.a.Layers, last)
}

// widest returns which of n resources has the most different states.
func widest(states [][]int32, n int) int {
	best, most := 0, 0
	for k := range n {
		seen := map[int32]bool{}
		for _, t := range states {
			seen[t[k]] = true
		}
		if len(seen) > most {
			best, most = k, len(seen)
		}
	}
	return best
}

// minimise merges states that have the same future at the same cost, from the last day
// back, and removes states without a future. Layer 0 keeps its states.
func (a *Automaton) minimise() {
	n := len(a.Layers) - 1
	moved := make([]int32, a.Layers[n].States) // old state to new one, −1 if dead
	byEnd := map[int64]int32{}
	var end []int64
	for s, e := range a.Layers[n].End {
		if e >= fixed.Infinity {
			moved[s] = -1
			continue
		}
		k, ok := byEnd[e]
		if !ok {
			k = int32(len(end))
			byEnd[e] = k
			end = append(end, e)
		}
		moved[s] = k
	}
	a.Layers[n] = Layer{States: len(end), First: make([]int32, len(end)+1), End: end}
	for d := n - 1; d >= 0; d-- {
		l := &a.Layers[d]
		seen := map[string]int32{}
		out := Layer{Sets: l.Sets, First: []int32{0}}
		here := make([]int32, l.States)
		var key []byte
		for s := range l.States {
			key = key[:0]
			for _, e := range l.Arcs[l.First[s]:l.First[s+1]] {
				if moved[e.To] < 0 {
					continue
				}
				key = binary.LittleEndian.AppendUint32(key, uint32(moved[e.To]))
				key = binary.LittleEndian.AppendUint16(key, uint16(e.Set))
				if e.FirstOfWeekend {
					key = append(key, 1)
				} else {
					key = append(key, 0)
				}
				key = binary.LittleEndian.AppendUint64(key, uint64(e.Cost))
			}
			if len(key) == 0 && d > 0 {
				here[s] = -1
				continue
			}
			k, ok := seen[string(key)]
			if ok && d > 0 {
				here[s] = k
				continue
			}
			k = int32(out.States)
			seen[string(key)] = k
			here[s] = k
			out.States++
			for _, e := range l.Arcs[l.First[s]:l.First[s+1]] {
				if moved[e.To] >= 0 {
					e.From, e.To = k, moved[e.To]
					out.Arcs = append(out.Arcs, e)
				}
			}
			out.First = append(out.First, int32(len(out.Arcs)))
		}
		*l = out
		moved = here
	}
}

// StartOf returns the state of person i before day 0.
func (a *Automaton) StartOf(i int) int32 { return a.starts[encode(startState(a.Resources, i))] }

// Step returns the arc by which a cell leaves state s before day d, or nil.
func (a *Automaton) Step(d int, s int32, cell int) *Arc {
	l := &a.Layers[d]
	cells := len(l.contains) / len(l.Sets)
	for ; s >= 0; s = l.Base[s] {
		for k := l.First[s]; k < l.First[s+1]; k++ {
			if l.contains[int(l.Arcs[k].Set)*cells+cell] {
				return &l.Arcs[k]
			}
		}
	}
	return nil
}
