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

// sharing is one layer whose arcs are being shared. States are old ones unless said
// otherwise.
type sharing struct {
	*Layer
	labels   []arcLabel
	of       [][]int32         // by state: its labels, ascending
	distinct []int             // by state: number of different destinations
	starts   map[int32][]int32 // by label: the states that have it as their least
	order    []int32           // by new state: old state
	rank     []int32           // by state: new state
	mark     []int32           // by label: the last new state that has it, plus one
}

// newSharing labels the arcs of l and orders its states by their number of labels.
// next gives the new number of each state of the next layer.
func newSharing(l *Layer, next []int32) *sharing {
	x := &sharing{Layer: l, of: make([][]int32, l.States), distinct: make([]int, l.States), starts: map[int32][]int32{},
		order: make([]int32, l.States), rank: make([]int32, l.States)}
	ids := map[arcLabel]int32{}
	for s := range x.of {
		x.order[s] = int32(s)
		seen := map[destination]bool{}
		for _, e := range l.Arcs[l.First[s]:l.First[s+1]] {
			label := arcLabel{destination{next[e.To], e.FirstOfWeekend, e.Cost}, e.Set}
			id, ok := ids[label]
			if !ok {
				id = int32(len(x.labels))
				ids[label] = id
				x.labels = append(x.labels, label)
			}
			x.of[s] = append(x.of[s], id)
			seen[label.destination] = true
		}
		slices.Sort(x.of[s])
		x.distinct[s] = len(seen)
		if len(x.of[s]) > 0 {
			x.starts[x.of[s][0]] = append(x.starts[x.of[s][0]], int32(s))
		}
	}
	slices.SortStableFunc(x.order, func(a, b int32) int { return cmp.Compare(len(x.of[b]), len(x.of[a])) })
	for s, old := range x.order {
		x.rank[old] = int32(s)
	}
	x.mark = make([]int32, len(x.labels))
	return x
}

// base returns the state whose labels all belong to new state s, which are marked, and
// that has the most destinations; −1 for none worth sharing.
func (x *sharing) base(s int32) int32 {
	base, most := int32(-1), 1
	for _, id := range x.of[x.order[s]] {
		for _, t := range x.starts[id] {
			if x.distinct[t] > most && x.rank[t] > s && !slices.ContainsFunc(x.of[t], func(id int32) bool { return x.mark[id] != s+1 }) {
				base, most = t, x.distinct[t]
			}
		}
	}
	return base
}

// merged returns the destinations of the marked labels of new state s, and the cells
// that lead to each, ascending.
func (x *sharing) merged(s int32) (to []destination, cells [][]int16) {
	at := map[destination]int{}
	for _, id := range x.of[x.order[s]] {
		if x.mark[id] == 0 {
			continue
		}
		label := x.labels[id]
		k, ok := at[label.destination]
		if !ok {
			k = len(to)
			at[label.destination] = k
			to, cells = append(to, label.destination), append(cells, nil)
		}
		cells[k] = append(cells[k], x.Sets[label.set]...)
	}
	for k := range cells {
		slices.Sort(cells[k])
	}
	return to, cells
}

// shareArcs does this for one layer. next gives the new number of each old state of the
// next layer; rank gives that of its own states.
func (l *Layer) shareArcs(next []int32, cells int) (rank []int32) {
	x := newSharing(l, next)
	out := Layer{States: l.States, Base: make([]int32, l.States), First: []int32{0}}
	sets := map[string]int16{}
	for s := range int32(l.States) {
		for _, id := range x.of[x.order[s]] {
			x.mark[id] = s + 1
		}
		out.Base[s] = -1
		if base := x.base(s); base >= 0 {
			out.Base[s] = x.rank[base]
			for _, id := range x.of[base] {
				x.mark[id] = 0
			}
		}
		to, with := x.merged(s)
		for k, g := range to {
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
			out.Arcs = append(out.Arcs, Arc{s, g.to, set, g.weekend, g.cost})
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
	return x.rank
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
