package solve

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// share takes duplicate arcs out of the layers, for pricing takes as long as there
// are arcs. After a late shift less may follow than after an early one, and what
// may follow leads to the same: so a state whose arcs are all another's too becomes
// its base, and the other keeps only those beyond. Then arcs of one state that lead
// to the same at the same cost become one, with all their cells. States are
// numbered anew, each before its base.
func (a *automaton) share(cells int) {
	n := len(a.layers) - 1
	rank := make([]int32, a.layers[n].states) // old state of the next layer to new one
	for s := range rank {
		rank[s] = int32(s)
	}
	for d := n - 1; d >= 0; d-- {
		rank = a.layers[d].share(rank, cells)
	}
	for key, s := range a.entries {
		a.entries[key] = rank[s]
	}
}

// goal is where arcs of one state lead that become one.
type goal struct {
	to      int32
	weekend bool
	cost    int64
}

// label is an arc without the state it leaves from.
type label struct {
	goal
	set int16
}

// share does so for one layer, where states of the next have changed to rank. It
// returns the same for its own states.
func (l *layer) share(next []int32, cells int) (rank []int32) {
	ids := map[label]int32{}
	var labels []label
	of := make([][]int32, l.states)   // by old state: labels
	goals := make([]int, l.states)    // by old state: how many different ones
	starts := make(map[int32][]int32) // by label: states of which it is the least
	order := make([]int32, l.states)  // new state to old one
	for s := range of {
		order[s] = int32(s)
		seen := map[goal]bool{}
		for _, e := range l.arcs[l.first[s]:l.first[s+1]] {
			x := label{goal{next[e.to], e.weekend, e.cost}, e.set}
			id, ok := ids[x]
			if !ok {
				id = int32(len(labels))
				ids[x] = id
				labels = append(labels, x)
			}
			of[s] = append(of[s], id)
			seen[x.goal] = true
		}
		slices.Sort(of[s])
		goals[s] = len(seen)
		if len(of[s]) > 0 {
			starts[of[s][0]] = append(starts[of[s][0]], int32(s))
		}
	}
	slices.SortStableFunc(order, func(x, y int32) int { return cmp.Compare(len(of[y]), len(of[x])) })
	rank = make([]int32, l.states)
	for s, old := range order {
		rank[old] = int32(s)
	}
	out := layer{states: l.states, base: make([]int32, l.states), first: []int32{0}}
	sets := map[string]int16{}
	mark := make([]int32, len(labels)) // by label: the last state that has it, plus one
	for s, old := range order {
		for _, id := range of[old] {
			mark[id] = int32(s) + 1
		}
		base, most := int32(-1), 1
		for _, id := range of[old] {
			for _, t := range starts[id] {
				if goals[t] > most && rank[t] > int32(s) && !slices.ContainsFunc(of[t], func(id int32) bool { return mark[id] != int32(s)+1 }) {
					base, most = t, goals[t]
				}
			}
		}
		out.base[s] = -1
		if base >= 0 {
			out.base[s] = rank[base]
			for _, id := range of[base] {
				mark[id] = 0
			}
		}
		merged := map[goal]int{}
		var goals []goal
		var with [][]int16
		for _, id := range of[old] {
			if mark[id] == 0 {
				continue
			}
			x := labels[id]
			k, ok := merged[x.goal]
			if !ok {
				k = len(goals)
				merged[x.goal] = k
				goals, with = append(goals, x.goal), append(with, nil)
			}
			with[k] = append(with[k], l.sets[x.set]...)
		}
		for k, g := range goals {
			slices.Sort(with[k])
			key := make([]byte, 0, 2*len(with[k]))
			for _, c := range with[k] {
				key = binary.LittleEndian.AppendUint16(key, uint16(c))
			}
			set, ok := sets[string(key)]
			if !ok {
				set = int16(len(out.sets))
				sets[string(key)] = set
				out.sets = append(out.sets, with[k])
			}
			out.arcs = append(out.arcs, arc{int32(s), g.to, set, g.weekend, g.cost})
		}
		out.first = append(out.first, int32(len(out.arcs)))
	}
	out.in = make([]bool, len(out.sets)*cells)
	for k, set := range out.sets {
		for _, c := range set {
			out.in[k*cells+int(c)] = true
		}
	}
	out.heirs = newLists(out.states, out.states, func(s int) int32 { return out.base[s] })
	out.into = newLists(len(next), len(out.arcs), func(k int) int32 { return out.arcs[k].to })
	*l = out
	return rank
}

// lists holds a list of indexes for each of some keys.
type lists struct {
	at, of []int32
}

// newLists lists n indexes by their keys; those of a negative key are left out.
func newLists(keys, n int, key func(int) int32) lists {
	out := lists{at: make([]int32, keys+1)}
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

// get returns the list of a key.
func (l *lists) get(key int32) []int32 { return l.of[l.at[key]:l.at[key+1]] }
