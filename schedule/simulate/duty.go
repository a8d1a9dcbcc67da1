package simulate

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
)

// duty is an agent's part in the model.
type duty struct {
	segments []turn
	speed    float64
	chats    int // most at once
}

// turn is a segment in seconds.
type turn struct {
	start, end float64
	queues     uint64          // bit q: serves queue q
	breaks     []schedule.Span // minutes
	loose      float64         // seconds off somewhere in it
	shrinkage  float64         // share of it away from the desk
}

// there is how many of the seconds from one to another within t the agent is not on a
// break; one of which nothing says when it is takes its share of each.
func (t *turn) there(from, to float64) float64 {
	left := to - from
	for _, b := range t.breaks {
		left -= max(0, min(to, float64(b.End)*60)-max(from, float64(b.Start)*60))
	}
	return max(0, left-(to-from)*t.loose/(t.end-t.start))
}

func newDuty(in *Input, i int, bad *problems) duty {
	a := &in.Agents[i]
	name := a.ID
	if name == "" {
		name = lang.F("第 %d 人", "agent %d", i+1).EN
	}
	d := duty{speed: a.Speed, chats: a.Chats}
	if d.speed == 0 {
		d.speed = 1
	}
	if d.chats <= 0 {
		d.chats = maxConcurrency
	}
	if !(d.speed > 0) {
		bad.add("%s：速度 %v 应大于 0", "%s: the speed %v is not above 0", name, a.Speed)
	}
	for k, g := range a.Segments {
		t := turn{start: float64(g.Start) * 60, end: float64(g.End) * 60, breaks: g.Breaks, loose: float64(g.Loose) * 60}
		if g.Len() <= 0 || k > 0 && g.Start < a.Segments[k-1].End {
			bad.add("%s：%s 为空或与前一段重叠", "%s: %s is empty or overlaps the segment before it", name, g.Span)
		}
		if g.Loose < 0 || g.Loose > g.Len() {
			bad.add("%s：%s 内休息 %d 分钟不合理", "%[1]s: a break of %[3]d minutes within %[2]s", name, g.Span, g.Loose)
		}
		for _, b := range g.Breaks {
			if b.Len() <= 0 || !g.Contains(b) {
				bad.add("%s：休息 %s 不在 %s 之内", "%s: the break %s is not within %s", name, b, g.Span)
			}
		}
		for _, q := range g.Queues {
			if q < 0 || q >= len(in.Queues) {
				bad.add("%s：没有第 %d 个队列", "%s: there is no queue %d", name, q)
				continue
			}
			t.queues |= 1 << q
			t.shrinkage = max(t.shrinkage, in.Queues[q].Params.Shrinkage)
		}
		if t.end > 0 && t.start < float64(in.Days)*86400 {
			d.segments = append(d.segments, t)
		}
	}
	return d
}

// Kinds of change in an agent's day, in the order in which those of one moment
// happen: who comes is there before who goes.
const (
	comes = iota
	pauses
	stops // takes no new chats
	goes
	limit // may stay no longer
)

// change is one moment of an agent's day.
type change struct {
	t      float64
	kind   int8
	agent  int32
	queues uint64
	length float64 // of the pause; the end of the segment for limit
}

// pauseLength is how long one pause of shrinkage lasts, in seconds.
const pauseLength = 15 * 60

// timetable appends everybody's changes of one replication to out, in order.
func (m *model) timetable(out []change, rng *rand.Rand) []change {
	stop, extend := float64(m.in.Policy.Stop)*60, float64(m.in.Policy.Extend)*60
	for i := range m.agents {
		add := func(t float64, kind int8, c change) {
			if t < 0 && kind == pauses {
				return // taken before the horizon
			}
			c.t, c.kind, c.agent = max(0, t), kind, int32(i)
			out = append(out, c)
		}
		segments := m.agents[i].segments
		for k, g := range segments {
			whole := g.end - g.start
			add(g.start, comes, change{queues: g.queues})
			off := g.loose
			for _, b := range g.breaks {
				add(float64(b.Start)*60, pauses, change{length: float64(b.Len()) * 60})
				off += float64(b.Len()) * 60
			}
			if g.loose > 0 {
				latest := max(0, min(whole/2, whole*3/4-g.loose))
				add(g.start+whole/4+rng.Float64()*latest, pauses, change{length: g.loose})
			}
			n := int(g.shrinkage*(whole-off)/pauseLength + rng.Float64()) // rounded so that the mean is right
			for b := range n {
				block := max(0, whole-stop) / float64(n)
				add(g.start+block*float64(b)+rng.Float64()*max(0, block-pauseLength), pauses, change{length: pauseLength})
			}
			if k+1 < len(segments) && segments[k+1].start == g.end {
				continue // the next segment takes over where this one ends
			}
			add(max(g.start, g.end-stop), stops, change{})
			add(g.end, goes, change{})
			add(g.end+extend, limit, change{length: g.end})
		}
	}
	slices.SortFunc(out, func(a, b change) int {
		return cmp.Or(cmp.Compare(a.t, b.t), cmp.Compare(a.kind, b.kind), cmp.Compare(a.agent, b.agent))
	})
	return out
}
