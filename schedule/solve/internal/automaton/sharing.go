package automaton

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// shareArcs removes duplicate arcs, because pricing takes time for every arc. After a
// late shift less may follow than after an early one, and it leads to the same states.
// So where all arcs of one state also belong to another, the first becomes the base of
// the other, and the other keeps only its additional arcs. Then the arcs of a state
// that lead to the same state at the same cost become one arc with all their cells.
// States are renumbered so that each comes before its base.
func (a *Automaton) shareArcs(cells int) {
	n := len(a.Layers) - 1
	rank := make([]int32, a.Layers[n].States) // old state of the next layer to new one
	for s := range rank {
		rank[s] = int32(s)
	}
	for d := n - 1; d >= 0; d-- {
		rank = a.Layers[d].shareArcs(rank, cells)
	}
	for key, s := range a.starts {
		a.starts[key] = rank[s]
	}
}

// destination is where an arc leads. Arcs of one state with equal destinations become
// one.
type destination struct {
	to      int32
	weekend bool
	cost    int64
}

// arcLabel is an arc without the state that it leaves.
type arcLabel struct {
	destination
	set int16
}

// shareArcs does this for one layer. next gives the new number of each old state of the
// next layer; rank gives that of its own states.
func (l *Layer) shareArcs(next []int32, cells int) (rank []int32) {
	ids := map[arcLabel]int32{}
	var labels []arcLabel
	of := make([][]int32, l.States)   // by old state: labels
	distinct := make([]int, l.States) // by old state: number of different destinations
	starts := make(map[int32][]int32) // by label: the states that have it as their least
	order := make([]int32, l.States)  // new state to old one
	for s := range of {
		order[s] = int32(s)
		seen := map[destination]bool{}
		for _, e := range l.Arcs[l.First[s]:l.First[s+1]] {
			x := arcLabel{destination{next[e.To], e.FirstOfWeekend, e.Cost}, e.Set}
			id, ok := ids[x]
			if !ok {
				id = int32(len(labels))
				ids[x] = id
				labels = append(labels, x)
			}
			of[s] = append(of[s], id)
			seen[x.destination] = true
		}
		slices.Sort(of[s])
		distinct[s] = len(seen)
		if len(of[s]) > 0 {
			starts[of[s][0]] = append(starts[of[s][0]], int32(s))
		}
	}
	slices.SortStableFunc(order, func(x, y int32) int { return cmp.Compare(len(of[y]), len(of[x])) })
	rank = make([]int32, l.States)
	for s, old := range order {
		rank[old] = int32(s)
	}
	out := Layer{States: l.States, Base: make([]int32, l.States), First: []int32{0}}
	sets := map[string]int16{}
	mark := make([]int32, len(labels)) // by label: the last state that has it, plus one
	for s, old := range order {
		for _, id := range of[old] {
			mark[id] = int32(s) + 1
		}
		base, most := int32(-1), 1
		for _, id := range of[old] {
			for _, t := range starts[id] {
				if distinct[t] > most && rank[t] > int32(s) && !slices.ContainsFunc(of[t], func(id int32) bool { return mark[id] != int32(s)+1 }) {
					base, most = t, distinct[t]
				}
			}
		}
		out.Base[s] = -1
		if base >= 0 {
			out.Base[s] = rank[base]
			for _, id := range of[base] {
				mark[id] = 0
			}
		}
		merged := map[destination]int{}
		var targets []destination
		var with [][]int16
		for _, id := range of[old] {
			if mark[id] == 0 {
				continue
			}
			x := labels[id]
			k, ok := merged[x.destination]
			if !ok {
				k = len(targets)
				merged[x.destination] = k
				targets, with = append(targets, x.destination), append(with, nil)
			}
			with[k] = append(with[k], l.Sets[x.set]...)
		}
		for k, g := range targets {
			slices.Sort(with[k])
			key := make([]byte, 0, 2*len(with[k]))
			for _, c := range with[k] {
				key = binary.LittleEndian.AppendUint16(key, uint16(c))
			}
			set, ok := sets[string(key)]
			if !ok {
				set = int16(len(out.Sets))
				sets[string(key)] = set
				out.Sets = append(out.Sets, with[k])
			}
			out.Arcs = append(out.Arcs, Arc{int32(s), g.to, set, g.weekend, g.cost})
		}
		out.First = append(out.First, int32(len(out.Arcs)))
	}
	out.contains = make([]bool, len(out.Sets)*cells)
	for k, set := range out.Sets {
		for _, c := range set {
			out.contains[k*cells+int(c)] = true
		}
	}
	out.Sharers = newBuckets(out.States, out.States, func(s int) int32 { return out.Base[s] })
	out.Incoming = newBuckets(len(next), len(out.Arcs), func(k int) int32 { return out.Arcs[k].To })
	*l = out
	return rank
}

// Buckets holds a list of indexes for each of some keys.
type Buckets struct {
	at, of []int32
}

// newBuckets lists the indexes from 0 to n−1 by their keys. Indexes with a negative key
// are left out.
func newBuckets(keys, n int, key func(int) int32) Buckets {
	out := Buckets{at: make([]int32, keys+1)}
	for k := range n {
		if x := key(k); x >= 0 {
			out.at[x+1]++
		}
	}
	for x := range keys {
		out.at[x+1] += out.at[x]
	}
	out.of = make([]int32, out.at[keys])
	next := slices.Clone(out.at)
	for k := range n {
		if x := key(k); x >= 0 {
			out.of[next[x]] = int32(k)
			next[x]++
		}
	}
	return out
}

// Of returns the list of a key.
func (l *Buckets) Of(key int32) []int32 { return l.of[l.at[key]:l.at[key+1]] }
