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

// spec says what an automaton is the product of.
type spec struct {
	parts    []part
	weekends part  // that of parts which marks weekends, nil for none
	people   []int // who share it
	elastic  bool
	days     int
	cells    int
	may      func(person, day, cell int) bool
	weekend  func(day int) bool
	value    func(schedule.Score) int64
}

// builder makes an automaton layer by layer.
type builder struct {
	spec
	a         *automaton
	weekendAt int       // index of weekends in parts, −1 for none
	class     []int16   // by cell; cells of one class move every state alike
	sets      [][]int16 // by class: its cells
	states    [][]int32 // of the layer at hand: the state of each part
}

// buildAutomaton makes the product of the parts of people who share them. The error
// is tooLarge where that would have too many states.
func buildAutomaton(s spec) (*automaton, error) {
	b := &builder{spec: s, a: &automaton{parts: s.parts, elastic: s.elastic, entries: map[string]int32{}}}
	b.weekendAt = slices.IndexFunc(s.parts, func(q part) bool { return q == s.weekends })
	b.classify()
	b.begin()
	for d := range s.days {
		b.layer(d)
		if len(b.states) > maxStates {
			return nil, tooLarge{widest(b.states, len(s.parts))}
		}
	}
	b.end()
	b.a.minimise()
	b.a.share(s.cells)
	return b.a, nil
}

// classify puts cells that no part tells apart into one class.
func (b *builder) classify() {
	b.class = make([]int16, b.cells)
	classes := map[string]int16{}
	for c := range b.cells {
		key := fmt.Sprint(c > 0)
		for _, q := range b.parts {
			key += "|" + q.sig(c)
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

// before returns the state of person i before day 0.
func before(parts []part, i int) []int32 {
	state := make([]int32, len(parts))
	for k, q := range parts {
		state[k], _ = q.begin(i)
	}
	return state
}

// begin lists the states before day 0.
func (b *builder) begin() {
	for _, i := range b.people {
		state := before(b.parts, i)
		key := encode(state)
		if _, ok := b.a.entries[key]; !ok {
			b.a.entries[key] = int32(len(b.states))
			b.states = append(b.states, state)
		}
	}
}

// open tells which classes have a cell that somebody may work on day d.
func (b *builder) open(d int) []bool {
	out := make([]bool, len(b.sets))
	for _, i := range b.people {
		for c := range b.cells {
			out[b.class[c]] = out[b.class[c]] || b.may(i, d, c)
		}
	}
	return out
}

// layer adds the arcs of day d and lists the states after it.
func (b *builder) layer(d int) {
	index := map[string]int32{}
	var after [][]int32
	open, weekend := b.open(d), b.weekendAt >= 0 && b.weekend(d)
	next := make([]int32, len(b.parts))
	l := layer{states: len(b.states), sets: b.sets, first: make([]int32, 1, len(b.states)+1)}
	for from, state := range b.states {
		for k, cells := range b.sets {
			if !open[k] {
				continue
			}
			var s schedule.Score
			for j, q := range b.parts {
				var charge schedule.Score
				next[j], charge = q.step(state[j], d, int(cells[0]))
				s = s.Add(charge)
			}
			if s.Hard > 0 && !b.elastic {
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
			l.arcs = append(l.arcs, arc{int32(from), to, int16(k), firstWork, b.value(s) * scale})
		}
		l.first = append(l.first, int32(len(l.arcs)))
	}
	b.a.layers = append(b.a.layers, l)
	b.states = after
}

// end adds the layer after the last day, with what its states are charged.
func (b *builder) end() {
	last := layer{states: len(b.states), first: make([]int32, len(b.states)+1)}
	for _, state := range b.states {
		var s schedule.Score
		for k, q := range b.parts {
			s = s.Add(q.end(state[k]))
		}
		if s.Hard > 0 && !b.elastic {
			last.end = append(last.end, never)
		} else {
			last.end = append(last.end, b.value(s)*scale)
		}
	}
	b.a.layers = append(b.a.layers, last)
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
func (a *automaton) entry(i int) int32 { return a.entries[encode(before(a.parts, i))] }

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
