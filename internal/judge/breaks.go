package judge

import "fmt"

// pause is one break that has to be taken somewhere within room.
type pause struct {
	who  *Person
	room Span
	long int
}

// pauses gives the breaks without a place, as in a text file or a cell that was edited, of
// those at work who count for the queue.
// docs/simulation.md: a break lies in the middle half of its segment. With several
// segments it is that of the longest.
func pauses(who []atWork, queue string) []pause {
	var out []pause
	for _, a := range who {
		if !a.open || a.sh.Break == 0 || len(a.sh.Rests) != 1 || a.sh.Rests[0].placed || !a.counts || !a.serves(queue, true) || len(a.sh.Cut) > 0 {
			continue
		}
		longest := a.segments[0]
		for _, g := range a.segments {
			if g.Minutes() > longest.Minutes() {
				longest = g
			}
		}
		quarter := longest.Minutes() / 4
		room := Span{longest.Start + quarter, longest.End - quarter}
		if room.Minutes() < a.sh.Break { // a break longer than half the segment needs more room
			more := (a.sh.Break - room.Minutes() + 1) / 2
			room = Span{room.Start - more, room.End + more}
		}
		out = append(out, pause{a.p, room, a.sh.Break})
	}
	return out
}

// breaks asks whether there is any way to place everybody's break such that the windows
// of a queue keep their least number. It tells a breach only where there is none: where
// somebody finds no stretch in which one may go, or where the breaks together need more
// minutes than the heads above the least leave. The latter is a flow from breaks to
// stretches; that its most is less than the breaks need is the proof.
func (b *bench) breaks(d Day, who []atWork, q Queue) {
	var open []Window
	var force Force
	for _, w := range q.Windows {
		if w.Force.On() && w.Days.Has(b.s.Calendar, d) && w.Min > 0 {
			open = append(open, w)
			if w.Force.Hard || !force.On() {
				force = w.Force
			}
		}
	}
	all := pauses(who, q.ID)
	if len(open) == 0 || len(all) == 0 {
		return
	}
	var marks []int
	for _, w := range open {
		if w.Force.Hard == force.Hard {
			marks = append(marks, w.Span.Start, w.Span.End)
		}
	}
	for _, p := range all {
		marks = append(marks, p.room.Start, p.room.End)
	}
	at := edges(Span{0, 2880}, who, marks...)
	room := make([]int, len(at)-1) // how many may be on their break at once
	for i := range room {
		least := 0
		for _, w := range open {
			if w.Force.Hard == force.Hard && w.Span.Start <= at[i] && at[i] < w.Span.End {
				least = max(least, w.Min)
			}
		}
		n := headsAt(who, at[i], q.ID, true)
		if room[i] = max(0, n-least); least == 0 {
			room[i] = n
		}
	}
	for _, p := range all {
		if longestFree(at, room, p.room) < p.long {
			b.breach(Breach{Rule: "window", Force: force, From: d, Span: p.room, Queue: q.ID, Cause: "break", Sure: true,
				What: fmt.Sprintf("%s is never free to take %d min of break between %s", p.who.ID, p.long, p.room)})
			return
		}
	}
	need := 0
	for _, p := range all {
		need += p.long
	}
	if most := flow(at, room, all); most < need {
		b.breach(Breach{Rule: "window", Force: force, From: d, Span: around(all), Queue: q.ID, Cause: "break", Sure: true,
			What: fmt.Sprintf("the breaks need %d min, the heads above the least leave %d", need, most)})
	}
}

func around(all []pause) Span {
	s := all[0].room
	for _, p := range all {
		s = Span{min(s.Start, p.room.Start), max(s.End, p.room.End)}
	}
	return s
}

// longestFree is the longest stretch within room in which somebody may be on break.
func longestFree(at, room []int, in Span) int {
	best, now := 0, 0
	for i := range room {
		part := Span{at[i], at[i+1]}.Overlap(in).Minutes()
		if part > 0 && room[i] > 0 {
			now += part
		} else {
			now = 0
		}
		best = max(best, now)
	}
	return best
}

// flow is how many minutes of break can be placed at most: break i gives at most the
// length of a stretch to it, a stretch takes its length for each head that it spares.
func flow(at, room []int, all []pause) int {
	n, m := len(all), len(room)
	// Nodes: 0 source, 1..n breaks, n+1..n+m stretches, n+m+1 sink.
	size := n + m + 2
	capacity := make([][]int, size)
	for i := range capacity {
		capacity[i] = make([]int, size)
	}
	sink := size - 1
	for i, p := range all {
		capacity[0][1+i] = p.long
		for j := range room {
			capacity[1+i][1+n+j] = Span{at[j], at[j+1]}.Overlap(p.room).Minutes()
		}
	}
	for j := range room {
		capacity[1+n+j][sink] = room[j] * (at[j+1] - at[j])
	}
	total := 0
	for {
		from := make([]int, size)
		for i := range from {
			from[i] = -1
		}
		from[0] = 0
		queue := []int{0}
		for len(queue) > 0 && from[sink] < 0 {
			u := queue[0]
			queue = queue[1:]
			for v := range size {
				if from[v] < 0 && capacity[u][v] > 0 {
					from[v] = u
					queue = append(queue, v)
				}
			}
		}
		if from[sink] < 0 {
			return total
		}
		push := 1 << 30
		for v := sink; v != 0; v = from[v] {
			push = min(push, capacity[from[v]][v])
		}
		for v := sink; v != 0; v = from[v] {
			capacity[from[v]][v] -= push
			capacity[v][from[v]] += push
		}
		total += push
	}
}

// paid is the least and the most that a shift is paid: leave of some hours may take the
// break with it or not.
func paid(sh *Shift) (least, most int) {
	total := 0
	for _, g := range sh.Segments {
		total += g.Minutes()
	}
	if len(sh.Cut) > 0 {
		return max(0, total-sh.Break), total
	}
	return total - sh.Break, total - sh.Break
}
