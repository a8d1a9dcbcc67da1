package scenario

import (
	"slices"

	"paiban/internal/lang"
)

// Further people are numbered by day: of n turns of a source on a day its persons 1 to n
// work. Person k has therefore worked on every earlier day that had k turns or more,
// which is what they have learnt from, and what they are paid for.

// pace is the output of a person who has worked on days days of the horizon before, as a
// share of a regular agent's.
func (s *Source) pace(days int) float64 {
	first := s.Pace
	if first == 0 {
		first = 1
	}
	if s.Ramp <= 0 {
		return first
	}
	return first + (1-first)*min(1, float64(s.Worked+days)/float64(s.Ramp))
}

// pay is what a person costs who works on days days of the horizon, in yuan: their rent,
// and the days, of which Least are paid whether they are worked or not.
func (s *Source) pay(days int) float64 {
	if days == 0 {
		return 0
	}
	return s.Rent + s.Price*float64(max(days, s.Least))
}

// room is what somebody who holds as few chats at once as the source of t says can do at
// most in queue q, as a share of a regular agent: with c chats an agent answers no more than
// one message in the time of typing it, and c messages in the time of typing one and
// waiting for the next (the asymptotic bounds of a machine-repair queue). Somebody who takes
// longer for an answer than is promised for it, and learns nothing, does not count: chats
// that come to them are late, whoever else is there.
func (c *Case) room(t *Turn, q int) float64 {
	p := c.Input.Queues[q].Params.Filled()
	if t.Agent != none || p.Turns == 0 || c.Input.Queues[q].Deferred {
		return 1
	}
	src := &c.Sources[t.Source]
	if src.Ramp <= 0 && p.Typing > p.Within*src.pace(0) {
		return 0
	}
	if src.Chats == 0 {
		return 1
	}
	rate := func(chats int) float64 { return min(1/p.Typing, float64(chats)/(p.Typing+p.Think)) }
	return min(1, rate(c.Sources[t.Source].Chats)/rate(max(1, p.Concurrency)))
}

// crew has the people of each source at work on each day.
type crew [][]int

func (c *Case) crew(turns []Turn) crew {
	w := make(crew, len(c.Sources))
	for s := range w {
		w[s] = make([]int, c.Input.Days)
	}
	for i := range turns {
		if t := &turns[i]; t.Agent == none {
			w[t.Source][t.Day]++
		}
	}
	return w
}

// worked counts the days before day on which person k, from 1, of a source works.
func (w crew) worked(source, k, day int) (n int) {
	for _, heads := range w[source][:day] {
		if heads >= k {
			n++
		}
	}
	return n
}

// staffed returns turns with the number, the pace and the price of each further person. A
// person's turns share what the person costs evenly.
func (c *Case) staffed(turns []Turn) []Turn {
	all, so := c.crew(turns), c.crew(nil)
	out := slices.Clone(turns)
	for i := range out {
		t := &out[i]
		if t.Agent != none {
			continue
		}
		s := &c.Sources[t.Source]
		so[t.Source][t.Day]++
		t.Head = so[t.Source][t.Day]
		t.Pace = s.pace(all.worked(t.Source, t.Head, t.Day))
		days := all.worked(t.Source, t.Head, c.Input.Days)
		t.Price = s.pay(days) / float64(days)
		t.more = nil
	}
	return out
}

// yuan is what turns cost together.
func (c *Case) yuan(turns []Turn) (sum float64) {
	for _, t := range c.staffed(turns) {
		sum += t.Price
	}
	return sum
}

// next fills t, one more turn beside those of w: who works it, what that person can do by
// then and on the later days, and what it costs more.
func (c *Case) next(t *Turn, w crew) {
	s, heads := &c.Sources[t.Source], w[t.Source]
	t.Head = heads[t.Day] + 1
	before := w.worked(t.Source, t.Head, t.Day)
	t.Pace = s.pace(before)
	t.more = nil
	days := before
	for d := t.Day + 1; d < len(heads); d++ {
		if heads[d] < t.Head {
			continue
		}
		if rise := s.pace(days+1) - s.pace(days); rise > 0 {
			t.more = append(t.more, rising{day: d, pace: rise})
		}
		days++
	}
	t.Price = s.pay(days+1) - s.pay(days)
}

// rising is what a person does more on a later day for having worked before.
type rising struct {
	day  int
	pace float64
}

// Hired is how many people of a source a plan takes, and for how long.
type Hired struct {
	ID     string  `json:"id"`
	People int     `json:"people"`
	Days   int     `json:"days"` // worked, of all together
	Paid   int     `json:"paid"` // days paid, which the least hire may make more
	Yuan   float64 `json:"yuan"`
}

// hired counts the people of each source that turns take.
func (c *Case) hired(turns []Turn) (out []Hired) {
	w := c.crew(turns)
	for s := range c.Sources {
		h := Hired{ID: c.Sources[s].ID, People: slices.Max(append(w[s], 0))}
		for k := 1; k <= h.People; k++ {
			days := w.worked(s, k, c.Input.Days)
			h.Days += days
			h.Paid += max(days, c.Sources[s].Least)
			h.Yuan += c.Sources[s].pay(days)
		}
		if h.People > 0 {
			out = append(out, h)
		}
	}
	return out
}

// Hires says of how many people the turns are, and which of their days are paid without
// being worked.
func (c *Case) Hires(list []Hired) (out []lang.Text) {
	for _, h := range list {
		s := &c.Sources[slices.IndexFunc(c.Sources, func(s Source) bool { return s.ID == h.ID })]
		t := lang.F("%s：%d 人，共 %d 人次", "%s: %d people, %d turns in all", s.Name, h.People, h.Days)
		if s.Rent > 0 {
			t = lang.F("%s；按月租，每席这次付 %.0f 元，用几天都一样", "%s; rented by the month, %.0f yuan each this time, however many days they work", t, s.Rent)
		}
		if more := h.Paid - h.Days; more > 0 {
			t = lang.F("%s；至少雇 %d 天，另付没排的 %d 人次", "%s; hired for at least %d days, so that %d more turns are paid than worked", t, s.Least, more)
		}
		out = append(out, t)
	}
	return out
}
