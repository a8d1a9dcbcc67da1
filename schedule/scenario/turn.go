package scenario

import (
	"cmp"
	"fmt"
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/simulate"
)

// Turn is one addition to the roster: a further person for a day, or somebody's
// overtime on a day.
type Turn struct {
	From   string          `json:"source"` // id of the source
	Day    int             `json:"day"`
	Person string          `json:"person,omitempty"` // whose overtime, by ID; empty for a further person
	Name   string          `json:"name,omitempty"`   // of Person
	Spans  []schedule.Span `json:"spans"`            // minutes from 00:00 of day 0
	Price  float64         `json:"price"`
	Head   int             `json:"head,omitempty"` // which of the source's further people, from 1
	Pace   float64         `json:"pace,omitempty"` // of a further person, as a share of a regular agent's output

	Source int `json:"-"` // index of the source
	Agent  int `json:"-"` // index of the agent whose overtime it is, or none

	queues []int
	more   []rising // of a turn that is offered: what it adds on later days
}

// output is the pace of whoever works t.
func (t *Turn) output() float64 {
	if t.Agent != none {
		return 1
	}
	return t.Pace
}

// none stands for no agent.
const none = -1

// Hours returns the length of t.
func (t *Turn) Hours() float64 {
	m := 0
	for _, s := range t.Spans {
		m += s.Len()
	}
	return float64(m) / 60
}

// rest reports whether t is work on a day off.
func (c *Case) rest(t *Turn) bool { return c.Sources[t.Source].Kind == RestDay }

// Clock says from when to when t is, by the clock of its day.
func (t *Turn) Clock() lang.Text {
	var spans []lang.Text
	for _, s := range t.Spans {
		spans = append(spans, s.Shift(-t.Day*schedule.DayMinutes).Text())
	}
	return lang.Join(spans, " ", " ")
}

// Who names whoever works t: a person of the shop, or one of a source by number.
func (c *Case) Who(t *Turn) lang.Text {
	if t.Agent == none {
		return lang.F("%s %d", "%s %d", c.Sources[t.Source].Name, t.Head)
	}
	return lang.Same(cmp.Or(t.Name, t.Person))
}

// planner chooses turns.
type planner struct {
	c      *Case
	steps  int
	people []Turn // a turn of a further person, by source and day; may be taken once a head
}

func newPlanner(c *Case) (*planner, error) {
	p := &planner{c: c, steps: c.Input.Days * schedule.DayMinutes / c.Input.Step}
	for s := range c.Sources {
		src := &c.Sources[s]
		for d := range c.Input.Days {
			if src.Kind != Extra || !src.Days.Has(d) {
				continue
			}
			t := Turn{From: src.ID, Source: s, Day: d, Agent: none, queues: src.Queues}
			for _, g := range src.Spans {
				t.Spans = append(t.Spans, g.Shift(d*schedule.DayMinutes))
			}
			p.people = append(p.people, t)
		}
	}
	_, err := simulate.Present(&c.Input)
	return p, err
}

// offers lists what may be added after the turns of chosen.
func (p *planner) offers(chosen []Turn) (out []Turn) {
	heads := p.c.crew(chosen)
	worked := map[[2]int]int{}                   // overtime minutes, by agent and day; day none is all of them
	own := make([][]Turn, len(p.c.Input.Agents)) // overtime taken, by agent
	for _, t := range chosen {
		if t.Agent != none {
			own[t.Agent] = append(own[t.Agent], t)
			m := int(60 * t.Hours())
			worked[[2]int{t.Agent, t.Day}] += m
			worked[[2]int{t.Agent, none}] += m
		}
	}
	for _, t := range p.people {
		if heads[t.Source][t.Day] < p.c.Sources[t.Source].Heads {
			p.c.next(&t, heads)
			out = append(out, t)
		}
	}
	agents := p.c.with(chosen).Agents
	for s := range p.c.Sources {
		src := &p.c.Sources[s]
		if src.Kind == RestDay {
			out = p.daysOff(out, s, chosen, agents, own)
		}
		if src.Kind == Overtime {
			for a := range p.c.Input.Agents {
				most := func(day int) int {
					return min(src.Longest-worked[[2]int{a, day}], src.Total-worked[[2]int{a, none}])
				}
				out = p.overtime(out, s, a, agents[a].Segments, own[a], most)
			}
		}
	}
	return out
}

// overtime offers to lengthen each segment of agent a at either end, by whole
// steps: as far as the next segment of the work date, not so far that the rest
// before another work date becomes too short, and most minutes of the day. own is the
// overtime that a has already.
func (p *planner) overtime(out []Turn, s, a int, segments []simulate.Segment, own []Turn, most func(day int) int) []Turn {
	room := func(i int) int { // minutes between segments i and i+1 that may be worked
		if i < 0 || i+1 == len(segments) {
			return schedule.DayMinutes
		}
		gap := segments[i+1].Start - segments[i].End
		if floorDay(segments[i].Start) != floorDay(segments[i+1].Start) {
			gap -= p.c.Sources[s].MinRest
		}
		return gap
	}
	step := p.c.Input.Step
	for i, g := range segments {
		day := floorDay(g.Start)
		if day < 0 || day >= p.c.Input.Days {
			continue
		}
		for long := step; long <= most(day); long += step {
			add := func(from, to int) {
				t := Turn{
					From: p.c.Sources[s].ID, Source: s, Day: day, Agent: a, Person: p.c.Input.Agents[a].ID, Name: p.c.name(a), Spans: []schedule.Span{{Start: from, End: to}}, queues: g.Queues,
					Price: p.c.price(a, day, schedule.Span{Start: from, End: to}),
				}
				if p.c.May == nil || p.c.May(a, append(slices.Clip(own), t)) {
					out = append(out, t)
				}
			}
			if long <= room(i) {
				add(g.End, g.End+long)
			}
			if long <= room(i-1) && floorDay(g.Start-long) == day {
				add(g.Start-long, g.Start)
			}
		}
	}
	return out
}

// floorDay returns the day that a minute lies in.
func floorDay(minute int) int {
	if minute < 0 {
		return -1
	}
	return minute / schedule.DayMinutes
}

// with returns the input of c with turns added, each by its own pace.
func (c *Case) with(turns []Turn) *simulate.Input {
	in := c.Input
	in.Agents = slices.Clone(in.Agents)
	for k := range turns {
		t := &turns[k]
		if t.Agent == none {
			src := &c.Sources[t.Source]
			a := simulate.Agent{ID: fmt.Sprintf("%s-%d", src.ID, k+1), Speed: t.Pace, Chats: src.Chats}
			for _, s := range t.Spans {
				a.Segments = append(a.Segments, simulate.Segment{Span: s, Queues: t.queues})
			}
			in.Agents = append(in.Agents, a)
			continue
		}
		a := &in.Agents[t.Agent]
		a.Segments = slices.Clone(a.Segments)
		if c.rest(t) {
			for _, s := range t.Spans {
				a.Segments = append(a.Segments, simulate.Segment{Span: s, Queues: t.queues})
			}
			slices.SortFunc(a.Segments, func(x, y simulate.Segment) int { return x.Start - y.Start })
			continue
		}
		// Where it closes a gap either segment may have it.
		for i := range a.Segments {
			if g := &a.Segments[i]; g.End == t.Spans[0].Start {
				g.End = t.Spans[0].End
				break
			} else if g.Start == t.Spans[0].End {
				g.Start = t.Spans[0].Start
				break
			}
		}
	}
	return &in
}
