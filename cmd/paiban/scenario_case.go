package main

import (
	"context"
	"fmt"
	"slices"

	"paiban/forecast"
	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/scenario"
	"paiban/schedule/solve"
	"paiban/schedule/staffing"
)

// cases turns scenarios into cases, each with the best roster of the shop's own
// people for what it requires. Scenarios that require the same share one search.
type cases struct {
	base *planning
	file *workspace.ScenarioFile
	opt  solve.Options
	done map[string]*schedule.Roster
}

// How far the search for a roster of own people goes. Cost and reply rate of a
// plan hardly feel the last percent, and a search that its own count ends gives
// the same plan on any machine.
const (
	scenarioGap        = .01
	scenarioIterations = 200
)

// roster finds the roster of own people for what p requires. It does not depend
// on the other scenarios of the file.
func (c *cases) roster(ctx context.Context, p *planning) (*schedule.Roster, error) {
	key := fmt.Sprint(p.plan.Required)
	if r := c.done[key]; r != nil {
		return r, nil
	}
	res, err := solve.Solve(ctx, p.plan.Problem, c.opt)
	if err != nil {
		return nil, err
	}
	p.plan.Exchange(res.Roster)
	c.done[key] = res.Roster
	return res.Roster, nil
}

func (c *cases) make(ctx context.Context, s *workspace.Scenario) (*scenario.Case, error) {
	p, handed, err := c.base.under(c.file, s)
	if err != nil {
		return nil, lang.Errorf("方案 %s 算不下去", "scenario %s cannot be worked out", s.ID).Because(err)
	}
	roster, err := c.roster(ctx, p)
	if err != nil {
		return nil, err
	}
	problem := p.plan.Problem
	out := &scenario.Case{
		ID: s.ID, Name: s.Name, Input: *p.simulation(roster), Days: p.plan.Days,
		Factors: factors(p.ws.Config.Costs.Overtime), Outsourced: handed, Breach: c.file.Breach,
	}
	if out.Name.IsZero() {
		out.Name = lang.Same(s.ID)
	}
	raised, any := make([][]bool, len(p.ws.Config.Queues)), false
	for _, d := range p.demand {
		raised[slices.IndexFunc(p.ws.Config.Queues, func(q workspace.Queue) bool { return q.ID == d.queue.ID })] = d.raised
		any = any || d.raised != nil
	}
	if any {
		out.Raised = raised
	}
	for i := range problem.People {
		pay := p.ws.People[p.plan.People[i]].Salary.Yuan()
		if pay == 0 {
			pay = p.ws.Config.Costs.MonthlyPay
		}
		out.Hourly = append(out.Hourly, pay/p.ws.Config.Costs.HoursMonth)
		paid := make([]int, problem.Days)
		for d, s := range roster.Cells[i] {
			if s != schedule.Off {
				paid[d] = problem.Shifts[s].Paid
			}
		}
		out.Paid = append(out.Paid, paid)
	}
	for i := range s.People {
		out.Sources = append(out.Sources, p.source(&s.People[i]))
	}
	return out, nil
}

func factors(list []workspace.OTPay) scenario.Factors {
	f := scenario.Legal
	for _, o := range list {
		switch o.ID {
		case "workday":
			f.Workday = o.Factor
		case "rest":
			f.Rest = o.Factor
		case "statutory":
			f.Statutory = o.Factor
		}
	}
	return f
}

// source puts a source of the file in the terms of the domain.
func (p *planning) source(s *workspace.ScenarioSource) scenario.Source {
	out := scenario.Source{ID: s.ID, Name: s.Name, Kind: scenario.Extra, Heads: s.Heads, Chats: s.Chats, Price: s.Pay(&p.ws.Config.Costs)}
	if out.Name.IsZero() {
		out.Name = lang.Same(s.ID)
	}
	if s.Kind == "overtime" {
		out.Kind, out.Longest, out.Total, out.MinRest = scenario.Overtime, int(s.Longest), labourlaw.OvertimeMonth, labourlaw.RestBetweenShifts
		if p.ws.Config.Costs.RespectLimit {
			out.Longest = min(out.Longest, labourlaw.OvertimeDay)
		}
		if r := p.ws.Config.Rules.MinRest; r.Length > 0 {
			out.MinRest = int(r.Length)
		}
		return out
	}
	for q := range p.ws.Config.Queues {
		if len(s.Queues) == 0 || slices.Contains(s.Queues, p.ws.Config.Queues[q].ID) {
			out.Queues = append(out.Queues, q)
		}
	}
	for _, h := range s.Hours {
		out.Spans = append(out.Spans, schedule.Span(h))
	}
	first := -1
	for d, day := range p.plan.Days {
		on := within(day.Date, s.From, s.To) && s.Days.Has(day)
		out.Days = append(out.Days, on)
		if on && first < 0 {
			first = d
		}
		pace := 1.0
		if s.Pace > 0 {
			pace = float64(s.Pace)
		}
		if s.Ramp > 0 && first >= 0 {
			began := d - first
			if s.From != 0 {
				began = int(day.Date - s.From) // may have begun before the week
			}
			pace += (1 - pace) * min(1, float64(began)/float64(s.Ramp))
		}
		out.Pace = append(out.Pace, pace)
	}
	return out
}

// within reports whether d lies in [from, to], either of which may be open.
func within(d, from, to workcal.Date) bool {
	return (from == 0 || d >= from) && (to == 0 || d <= to)
}

// under plans p's week anew as scenario s has it, from the same forecast.
func (p *planning) under(f *workspace.ScenarioFile, s *workspace.Scenario) (*planning, []scenario.Outsourced, error) {
	ws, config := *p.ws, *p.ws.Config
	ws.Config = &config
	config.Queues = slices.Clone(config.Queues)
	out := &planning{ws: &ws, week: p.week, history: p.history, forecast: p.forecast}
	needs := workspace.Needs{Step: config.Interval}
	var handed []scenario.Outsourced
	for i := range config.Queues {
		q := &config.Queues[i]
		var part workspace.ScenarioQueue
		for _, l := range s.Queues {
			if l.ID == q.ID {
				part = l
				change(q, &part)
			}
		}
		for _, d := range p.demand {
			if d.queue.ID != q.ID {
				continue
			}
			n := demand{queue: q, volume: slices.Clone(d.volume), low: slices.Clone(d.low), high: slices.Clone(d.high)}
			for _, r := range slices.Concat(f.Volume, s.Volume) {
				n.rise(&r, p.week.Monday(), config.Interval, p.ws.Events)
			}
			if part.HandedShare > 0 {
				handed = append(handed, n.handOut(&part, config.Costs.VolumeTiers))
			}
			served := make([]float64, len(n.volume))
			for k, v := range n.volume {
				if isOpen(q, k*config.Interval%schedule.DayMinutes) {
					served[k] = v
				}
			}
			var err error
			if n.needs, err = staffing.Require(q.Staffing(), served, config.Interval); err != nil {
				return nil, nil, err
			}
			heads := make([]int, len(n.needs))
			for k := range heads {
				heads[k] = n.needs[k].Rostered
			}
			needs.Queues = append(needs.Queues, workspace.Need{Queue: q.ID, Heads: heads})
			out.demand = append(out.demand, n)
		}
	}
	var err error
	out.plan, err = ws.Plan(p.week, needs)
	return out, handed, err
}

// change lays what l says over q.
func change(q *workspace.Queue, l *workspace.ScenarioQueue) {
	set := func(to *workspace.Seconds, v workspace.Seconds) {
		if v > 0 {
			*to = v
		}
	}
	set(&q.Typing, l.Typing)
	set(&q.Think, l.Think)
	set(&q.AHT, l.AHT)
	set(&q.Patience, l.Patience)
	set(&q.Within, l.Within)
	if l.Concurrency > 0 {
		q.Concurrency = l.Concurrency
	}
	if l.Turns > 0 {
		q.Turns = l.Turns
	}
	if l.RobotShare > 0 {
		q.RobotShare = l.RobotShare
	}
	if l.Target > 0 {
		q.Target = l.Target
	}
	if len(l.Open) > 0 {
		q.Open = l.Open
	}
}

// rise multiplies the volume of the steps that r names and marks them; the
// interval widens by r's own.
func (d *demand) rise(r *workspace.ScenarioRise, monday workcal.Date, step int, events []forecast.Event) {
	if r.Queue != "" && r.Queue != d.queue.ID {
		return
	}
	low, high := r.Low, r.High
	if low == 0 {
		low = r.Base
	}
	if high == 0 {
		high = r.Base
	}
	for i := range d.volume {
		at := i * step
		if r.Covers(monday+workcal.Date(at/schedule.DayMinutes), at%schedule.DayMinutes, events) {
			if d.raised == nil {
				d.raised = make([]bool, len(d.volume))
			}
			d.raised[i] = true
			d.volume[i] *= r.Base
			d.low[i] *= low
			d.high[i] *= high
		}
	}
}

// handOut takes the provider's share off the volume and returns what it costs:
// at the price given, or by the tiers of a month's contacts.
func (d *demand) handOut(l *workspace.ScenarioQueue, tiers []workspace.Tier) scenario.Outsourced {
	out := scenario.Outsourced{Name: lang.F("%s 交外包 %s", "%s handed out, %s", d.queue.Name, l.HandedShare), Price: l.HandedPrice}
	keep := 1 - float64(l.HandedShare)
	for i := range d.volume {
		out.Contacts += d.volume[i] * (1 - keep)
		d.volume[i] *= keep
		d.low[i] *= keep
		d.high[i] *= keep
	}
	if out.Price == 0 {
		const weeksMonth = 30.0 / 7
		for _, t := range tiers {
			if out.Contacts*weeksMonth >= float64(t.From) {
				out.Price = t.Price
			}
		}
	}
	return out
}

// sourceNames lists the sources of a case for people.
func sourceNames(c *scenario.Case) lang.Text {
	var names []lang.Text
	for _, s := range c.Sources {
		names = append(names, s.Name)
	}
	return lang.Join(names, "、", ", ")
}
