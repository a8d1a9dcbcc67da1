// Package scenario answers what-if questions about staffing: given the best
// roster of a shop's own people, which overtime, temps and outsourced seats fill
// the hours that are short, what that costs, and what reply rate it buys with
// what risk.
//
// Turns are added one by one, first the turn that covers most missing head-hours
// for a yuan, until nothing is missing or everything offered is used. The order
// makes a frontier from the cheapest plan to the fullest, on which [Cheapest] finds
// the first plan that keeps the promise with a stated confidence.
//
// A further person starts as fast as their source says and learns by the days that they
// work, is paid for a least number of days, or rented for the horizon.
//
// Minutes count from 00:00 of day 0, spans are half-open, money is yuan.
package scenario

import (
	"context"
	"slices"

	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/simulate"
)

// Case is one scenario, ready to be evaluated. Its own people, volume and needs
// are those of Input; Evaluate does not change it.
type Case struct {
	ID   string
	Name lang.Text

	Input      simulate.Input
	Names      []string      // [agent] for people to read; nil where the IDs are all there is
	Hourly     []float64     // [agent] yuan an hour
	Paid       [][]int       // [agent][day] paid minutes of the roster
	Days       []workcal.Day // [day]
	Factors    Factors
	Sources    []Source
	Outsourced []Outsourced
	Uplift     [][]float64 // [queue][step] what the guesses multiplied the volume by; nil where there are none
	Breach     float64     // yuan that a queue below its gate costs the shop

	// Classes returns the minutes of overtime on a span of a day, in minutes of the
	// work date, by class: working day, rest day, statutory holiday. Where it is nil the
	// day's statutory holidays alone are told apart.
	Classes func(day int, span schedule.Span) [3]int

	// RestClasses is Classes of a day that the person has off. Where it is nil a statutory
	// holiday is one, and any other day a rest day.
	RestClasses func(day int, span schedule.Span) [3]int

	Skills [][]int // [agent] queues that they can serve; nil where nobody works on days off

	// May reports whether agent may work all of these turns of overtime beside the
	// roster. Where it is nil the limits of the source are all there is.
	May func(agent int, turns []Turn) bool
}

// Factors multiply the hourly pay of overtime by class of its minutes.
type Factors struct{ Workday, Rest, Statutory float64 }

// Legal are the factors of the law.
var Legal = Factors{labourlaw.PayWorkday / 100., labourlaw.PayRestDay / 100., labourlaw.PayStatutory / 100.}

// Hours returns how many plain hours cost as much as minutes of overtime by class.
func (f Factors) Hours(minutes [3]int) float64 {
	return (float64(minutes[0])*f.Workday + float64(minutes[1])*f.Rest + float64(minutes[2])*f.Statutory) / 60
}

// name is what agent is called.
func (c *Case) name(agent int) string {
	if c.Names == nil {
		return ""
	}
	return c.Names[agent]
}

// price returns what a span of overtime of an agent costs, in minutes from 00:00 of day 0.
func (c *Case) price(agent, day int, span schedule.Span) float64 {
	var m [3]int
	switch {
	case c.Classes != nil:
		m = c.Classes(day, span.Shift(-day*schedule.DayMinutes))
	case c.Days[day].Statutory:
		m[2] = span.Len()
	default:
		m[0] = span.Len()
	}
	return c.Hourly[agent] * c.Factors.Hours(m)
}

// Outsourced is a part of a queue's contacts that a provider serves for a price
// per contact. Input's volume is without it.
type Outsourced struct {
	Name     lang.Text
	Contacts float64
	Price    float64 // a contact
}

// Kind is how a source gives hours.
type Kind string

const (
	Overtime Kind = "overtime" // own people stay longer or come earlier
	RestDay  Kind = "rest_day" // own people work on days that they have off
	Extra    Kind = "extra"    // further people for whole turns: temps, outsourced seats, borrowed staff
)

// Source is where additional hours come from.
type Source struct {
	ID   string
	Name lang.Text
	Kind Kind

	// Overtime, and the work of days off but for Longest.
	Longest int // minutes a person and day
	Total   int // minutes a person over the horizon
	MinRest int // minutes between a person's last and next work date

	// Extra, and the work of days off.
	Queues []int
	Heads  int             // most people a day
	Spans  []schedule.Span // a turn, minutes of the work date
	Days   schedule.DaySet // nil is every day

	// Extra.
	Pace   float64 // output on the first day worked, as a share of a regular agent's; 0 is 1
	Ramp   int     // days worked after which it is 1; 0 stays as it is
	Worked int     // days worked before the horizon
	Chats  int     // most chats at once; 0 is the queue's
	Price  float64 // a person and day
	Least  int     // days of the horizon that a person is paid for at least
	Rent   float64 // of a person in the horizon, whatever they work
}

// Outcome is the result of a case: who is there, what it costs, what reply rate it
// gives.
type Outcome struct {
	ID          string           `json:"id"`
	Name        lang.Text        `json:"name"`
	Queues      []Queue          `json:"queues"`
	Required    float64          `json:"required_hours"` // head-hours
	Own         float64          `json:"own_hours"`      // rostered
	Added       float64          `json:"added_hours"`
	Unmet       float64          `json:"unmet_hours"` // required and not rostered
	UnmetSteps  [][]float64      `json:"-"`           // [queue][step] heads short
	Costs       []Cost           `json:"costs"`
	Total       float64          `json:"total_cost"`
	Risk        float64          `json:"breach_cost"` // expected price of missed gates, not in Total
	Turns       []Turn           `json:"turns"`
	Hired       []Hired          `json:"hired,omitempty"` // further people, by source
	Input       *simulate.Input  `json:"-"`               // as simulated
	Result      *simulate.Result `json:"-"`
	Sensitivity []Sensitivity    `json:"sensitivity,omitempty"`
}

// Queue is the result of one queue.
type Queue struct {
	Name       lang.Text         `json:"name"`
	Volume     float64           `json:"volume"`
	Gate       float64           `json:"gate"`
	Target     float64           `json:"target"`
	Abandon    float64           `json:"abandon"` // share of customers who leave unanswered
	MaxLost    float64           `json:"max_lost"`
	Reply      simulate.Estimate `json:"reply"`
	MissGate   float64           `json:"miss_gate"` // risk, a share
	MissTarget float64           `json:"miss_target"`
	Missed     float64           `json:"missed"` // risk of a reply rate below the target, or of more customers lost than may be
}

// Lost is which share of the queue's customers leaves unanswered.
func (q *Queue) Lost() simulate.Lost { return simulate.Lost{Share: q.Abandon, Most: q.MaxLost} }

// Cost is what one source costs.
type Cost struct {
	ID    string    `json:"id"`
	Name  lang.Text `json:"name"`
	Hours float64   `json:"hours"`
	Yuan  float64   `json:"yuan"`
}

// Sensitivity is the result of a plan when the uplift is Factor times the guess.
type Sensitivity struct {
	Factor float64 `json:"factor"`
	Queues []Queue `json:"queues"`
}

// Evaluate fills the missing hours of c from its sources and simulates the
// result.
func Evaluate(ctx context.Context, c *Case, opt simulate.Options) (*Outcome, error) {
	p, err := newPlanner(c)
	if err != nil {
		return nil, err
	}
	return c.outcome(ctx, p.fill(1), opt)
}

// outcome simulates c with some turns added and computes the costs.
func (c *Case) outcome(ctx context.Context, turns []Turn, opt simulate.Options) (*Outcome, error) {
	turns = c.staffed(turns)
	in := c.with(turns)
	o := &Outcome{ID: c.ID, Name: c.Name, Turns: turns, Hired: c.hired(turns), Input: in}
	if err := o.hours(c); err != nil {
		return nil, err
	}
	o.costs(c)
	var err error
	if o.Result, err = simulate.Run(ctx, *in, opt); err != nil {
		return nil, err
	}
	o.Queues = queues(in, o.Result)
	for _, q := range o.Queues {
		o.Risk += c.Breach * q.MissGate
	}
	return o, nil
}

func queues(in *simulate.Input, r *simulate.Result) (out []Queue) {
	for i := range in.Queues {
		q, f := &in.Queues[i], &r.Queues[i].Total
		volume := 0.0
		for _, v := range q.Volume {
			volume += v
		}
		out = append(out, Queue{
			Name: q.Name, Volume: volume, Gate: q.Gate, Target: q.Params.Target,
			Reply: f.Reply, MissGate: f.MissGate, MissTarget: f.MissTarget, Missed: f.Missed,
			Abandon: f.Abandon.Mean, MaxLost: r.Queues[i].MaxLost,
		})
	}
	return out
}

// hours compares what is required with who is there.
func (o *Outcome) hours(c *Case) error {
	before, err := simulate.Present(&c.Input)
	if err != nil {
		return err
	}
	// Further people count by what they can do.
	var longer []Turn
	for _, t := range o.Turns {
		if t.Agent != none {
			longer = append(longer, t)
		}
	}
	short, err := simulate.Present(c.with(longer))
	if err != nil {
		return err
	}
	c.missing(short, 1)
	p := planner{c: c, steps: len(before[0])}
	for i := range o.Turns {
		if o.Turns[i].Agent == none {
			p.gain(short, &o.Turns[i], true)
		}
	}
	hour := float64(o.Input.Step) / 60
	for q := range o.Input.Queues {
		for i := range short[q] {
			if n := o.Input.Queues[q].Need; n != nil {
				o.Required += hour * float64(n[i])
			}
			short[q][i] = max(0, short[q][i])
			o.Unmet += hour * short[q][i]
			o.Own += hour * before[q][i]
		}
	}
	o.UnmetSteps = short
	for _, t := range o.Turns {
		o.Added += t.Hours()
	}
	return nil
}

// costs computes what own people and each source cost. Work of the roster is paid
// once, on statutory days by their factor.
func (o *Outcome) costs(c *Case) {
	own := Cost{ID: "own", Name: lang.T("本店员工", "own staff")}
	holiday := Cost{ID: "statutory", Name: lang.T("法定节假日加倍部分", "extra pay on statutory days")}
	for a := range c.Paid {
		for d, minutes := range c.Paid[a] {
			h := float64(minutes) / 60
			own.Hours += h
			own.Yuan += h * c.Hourly[a]
			if d < len(c.Days) && c.Days[d].Statutory {
				holiday.Hours += h
				holiday.Yuan += h * c.Hourly[a] * (c.Factors.Statutory - 1)
			}
		}
	}
	o.Costs = []Cost{own}
	if holiday.Hours > 0 {
		o.Costs = append(o.Costs, holiday)
	}
	for i := range c.Sources {
		cost := Cost{ID: c.Sources[i].ID, Name: c.Sources[i].Name}
		for _, t := range o.Turns {
			if t.Source == i {
				cost.Hours += t.Hours()
				if t.Agent != none {
					cost.Yuan += t.Price
				}
			}
		}
		for _, h := range o.Hired {
			if h.ID == cost.ID {
				cost.Yuan += h.Yuan
			}
		}
		o.Costs = append(o.Costs, cost)
	}
	for _, h := range c.Outsourced {
		o.Costs = append(o.Costs, Cost{ID: "handed", Name: h.Name, Yuan: h.Contacts * h.Price})
	}
	for _, cost := range o.Costs {
		o.Total += cost.Yuan
	}
}

// Test simulates the plan o of c with the uplift guessed wrong: what it adds to the
// volume is multiplied by each factor, so that half as much again, ×1.5, is ×1.35 at a
// factor of 0.7, and no uplift stays none. Without any uplift the volume itself is
// multiplied. The plan stays as it was made for the guess.
func (o *Outcome) Test(ctx context.Context, c *Case, factors []float64, opt simulate.Options) error {
	for _, f := range factors {
		if f == 1 { // already simulated
			o.Sensitivity = append(o.Sensitivity, Sensitivity{1, o.Queues})
			continue
		}
		in := *o.Input
		in.Queues = append([]simulate.Queue(nil), in.Queues...)
		for i := range in.Queues {
			q := &in.Queues[i]
			if c.Uplift == nil {
				q.Volume, q.Low, q.High = scaled(q.Volume, f), scaled(q.Low, f), scaled(q.High, f)
				continue
			}
			u := c.Uplift[i]
			q.Volume, q.Low, q.High = guessed(q.Volume, u, f), guessed(q.Low, u, f), guessed(q.High, u, f)
		}
		r, err := simulate.Run(ctx, in, opt)
		if err != nil {
			return err
		}
		o.Sensitivity = append(o.Sensitivity, Sensitivity{f, queues(&in, r)})
	}
	return nil
}

func scaled(v []float64, f float64) []float64 {
	out := slices.Clone(v)
	for i := range out {
		out[i] *= f
	}
	return out
}

// guessed returns v, in which uplift is contained, as it were with f times what uplift
// adds.
func guessed(v, uplift []float64, f float64) []float64 {
	out := slices.Clone(v)
	for i := range out {
		if i < len(uplift) {
			out[i] *= max(0, 1+f*(uplift[i]-1)) / uplift[i]
		}
	}
	return out
}
