package solve

import (
	"encoding/binary"
	"fmt"
	"slices"

	"paiban/schedule"
)

// automaton is the product of a set of parts, unrolled over the days, dead and
// duplicate states taken out. Layer d holds the states before day d; an arc of
// layer d leads to layer d+1. Every roster row that breaks no hard rule of the
// parts (any row at all where elastic) is one path.
type automaton struct {
	parts   []part
	elastic bool
	layers  []layer
	entries map[string]int32 // state of layer 0 by its encoded tuple
}

type layer struct {
	states int
	arcs   []arc   // by from
	first  []int32 // arcs of state s alone: arcs[first[s]:first[s+1]]
	base   []int32 // by state: a later one whose arcs are its too, −1 if none, see share
	heirs  lists   // by state: those whose base it is
	into   lists   // by state of the next layer: indexes of arcs to it
	sets   [][]int16
	in     []bool  // by set*cells+cell
	end    []int64 // last layer only: scaled charge
}

// arc leads from a state before a day to a state after it by working any cell
// of a set.
type arc struct {
	from, to int32
	set      int16
	weekend  bool // the first work of a weekend
	cost     int64
}

// maxStates bounds a layer; a product larger than that is not built.
const maxStates = 6000

// tooLarge says that a product of parts would not fit, and which part has the
// most states in it.
type tooLarge struct{ part int }

func (tooLarge) Error() string { return "solve: automaton too large" }

// buildAutomaton makes the product of the parts of people who share them.
func (m *model) buildAutomaton(parts []part, who []int, elastic bool) (*automaton, error) {
	a := &automaton{parts: parts, elastic: elastic, entries: map[string]int32{}}
	class, sets := make([]int16, m.cells), [][]int16(nil) // cells of one class move every state alike
	classes := map[string]int16{}
	for c := range m.cells {
		key := fmt.Sprint(c > 0)
		for _, q := range parts {
			key += "|" + q.sig(c)
		}
		k, ok := classes[key]
		if !ok {
			k = int16(len(sets))
			classes[key] = k
			sets = append(sets, nil)
		}
		class[c] = k
		sets[k] = append(sets[k], int16(c))
	}
	weekendAt := slices.IndexFunc(parts, func(q part) bool { _, ok := q.(*weekendPart); return ok })
	n := len(parts)
	encode := func(t []int32) string {
		b := make([]byte, 0, 4*n)
		for _, v := range t {
			b = binary.LittleEndian.AppendUint32(b, uint32(v))
		}
		return string(b)
	}
	var states [][]int32
	for _, i := range who {
		t := make([]int32, n)
		for k, q := range parts {
			t[k], _ = q.begin(i)
		}
		key := encode(t)
		if _, ok := a.entries[key]; !ok {
			a.entries[key] = int32(len(states))
			states = append(states, t)
		}
	}
	next := make([]int32, n)
	for d := range m.days {
		index := map[string]int32{}
		var after [][]int32
		open := make([]bool, len(sets)) // classes that somebody may work
		for _, i := range who {
			for c := range m.cells {
				open[class[c]] = open[class[c]] || m.people[i].may[m.at(d, c)]
			}
		}
		l := layer{states: len(states), sets: sets, first: make([]int32, 1, len(states)+1)}
		for from, t := range states {
			for k, cells := range sets {
				if !open[k] {
					continue
				}
				var s schedule.Score
				for j, q := range parts {
					var charge schedule.Score
					next[j], charge = q.step(t[j], d, int(cells[0]))
					s = s.Add(charge)
				}
				if s.Hard > 0 && !elastic {
					continue
				}
				key := encode(next)
				to, ok := index[key]
				if !ok {
					to = int32(len(after))
					index[key] = to
					after = append(after, slices.Clone(next))
				}
				weekend := weekendAt >= 0 && cells[0] > 0 && m.p.Weekend(d) && t[weekendAt] == 0
				l.arcs = append(l.arcs, arc{int32(from), to, int16(k), weekend, m.value(s) * scale})
			}
			l.first = append(l.first, int32(len(l.arcs)))
		}
		a.layers = append(a.layers, l)
		states = after
		if len(states) > maxStates {
			return nil, tooLarge{widest(states, n)}
		}
	}
	last := layer{states: len(states), first: make([]int32, len(states)+1)}
	for _, t := range states {
		var s schedule.Score
		for k, q := range parts {
			s = s.Add(q.end(t[k]))
		}
		if s.Hard > 0 && !elastic {
			last.end = append(last.end, never)
		} else {
			last.end = append(last.end, m.value(s)*scale)
		}
	}
	a.layers = append(a.layers, last)
	a.minimise()
	a.share(m.cells)
	return a, nil
}

// widest returns which of n parts has the most different states.
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

// minimise merges, from the last day back, states from which the same is
// possible at the same cost, and takes out states from which nothing is. Layer 0
// keeps its states.
func (a *automaton) minimise() {
	n := len(a.layers) - 1
	moved := make([]int32, a.layers[n].states) // old state to new one, −1 if dead
	byEnd := map[int64]int32{}
	var end []int64
	for s, e := range a.layers[n].end {
		if e >= never {
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
	a.layers[n] = layer{states: len(end), first: make([]int32, len(end)+1), end: end}
	for d := n - 1; d >= 0; d-- {
		l := &a.layers[d]
		seen := map[string]int32{}
		out := layer{sets: l.sets, first: []int32{0}}
		here := make([]int32, l.states)
		var key []byte
		for s := range l.states {
			key = key[:0]
			for _, e := range l.arcs[l.first[s]:l.first[s+1]] {
				if moved[e.to] < 0 {
					continue
				}
				key = binary.LittleEndian.AppendUint32(key, uint32(moved[e.to]))
				key = binary.LittleEndian.AppendUint16(key, uint16(e.set))
				if e.weekend {
					key = append(key, 1)
				} else {
					key = append(key, 0)
				}
				key = binary.LittleEndian.AppendUint64(key, uint64(e.cost))
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
			k = int32(out.states)
			seen[string(key)] = k
			here[s] = k
			out.states++
			for _, e := range l.arcs[l.first[s]:l.first[s+1]] {
				if moved[e.to] >= 0 {
					e.from, e.to = k, moved[e.to]
					out.arcs = append(out.arcs, e)
				}
			}
			out.first = append(out.first, int32(len(out.arcs)))
		}
		*l = out
		moved = here
	}
}

// entry returns the state of person i before day 0.
func (a *automaton) entry(i int) int32 {
	b := make([]byte, 0, 4*len(a.parts))
	for _, q := range a.parts {
		t, _ := q.begin(i)
		b = binary.LittleEndian.AppendUint32(b, uint32(t))
	}
	return a.entries[string(b)]
}

// step returns the arc by which cell leaves state s before day d, or nil.
func (a *automaton) step(d int, s int32, cell int) *arc {
	l := &a.layers[d]
	cells := len(l.in) / len(l.sets)
	for ; s >= 0; s = l.base[s] {
		for k := l.first[s]; k < l.first[s+1]; k++ {
			if l.in[int(l.arcs[k].set)*cells+cell] {
				return &l.arcs[k]
			}
		}
	}
	return nil
}
