package planner

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"paiban/attendance"
	"paiban/forecast"
	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/scenario"
	"paiban/schedule/simulate"
	"paiban/schedule/solve"
)

// cases turns scenarios into cases, each with the best roster of the shop's own
// people for what it requires. Scenarios that require the same share one search.
type cases struct {
	base *Planning
	file *workspace.ScenarioFile
	opt  solve.Options
	done map[string]*schedule.Roster

	posted *report.RosterFile // the roster that the week has already; nil is none
}

// roster is the roster of own people that a scenario adds to: the one that the week has,
// else the best for what p requires. It does not depend on the other scenarios of the file.
func (c *cases) roster(ctx context.Context, p *Planning) (*schedule.Roster, error) {
	if c.posted != nil {
		m, err := match(p.Workspace, p.Plan, c.posted)
		if err != nil {
			return nil, err
		}
		return m.Roster, nil
	}
	key := fmt.Sprint(p.Plan.Required, p.Plan.Apart)
	if r := c.done[key]; r != nil {
		return r, nil
	}
	res, err := solve.Solve(ctx, p.Plan.Problem, c.opt)
	if err != nil {
		return nil, err
	}
	p.Plan.Exchange(res.Roster)
	withActivities(p.Plan.Problem, res, 0)
	c.done[key] = res.Roster
	return res.Roster, nil
}

// make puts a scenario in the terms of the domain.
func (c *cases) make(ctx context.Context, s *workspace.Scenario) (*Studied, error) {
	p, handed, err := c.base.under(c.file, s)
	if err != nil {
		return nil, lang.Errorf("方案 %s 算不下去", "scenario %s cannot be worked out", s.ID).Because(err)
	}
	roster, err := c.roster(ctx, p)
	if err != nil {
		return nil, err
	}
	problem := p.Plan.Problem
	out := &scenario.Case{
		ID: s.ID, Name: s.Name, Input: *p.simulation(roster), Days: p.Plan.Days,
		Factors: factors(p.Workspace.Config.Costs.Overtime), Outsourced: handed, Breach: c.file.Breach,
	}
	p.agreed(roster, out.Input.Agents)
	for q := range out.Input.Queues {
		if n := &out.Input.Queues[q]; n.Need != nil {
			n.Need = atLeast(n.Need, p.Plan.Minimum[q])
		}
	}
	out.Input.Guesses = p.guesses(slices.Concat(c.file.Volume, s.Volume))
	law := p.overtime(roster)
	out.May, out.Classes, out.RestClasses = law.may, law.classes, law.restClasses
	if out.Name.IsZero() {
		out.Name = lang.Same(s.ID)
	}
	uplift, some := make([][]float64, len(p.Workspace.Config.Queues)), false
	for _, d := range p.Demand {
		uplift[slices.IndexFunc(p.Workspace.Config.Queues, func(q workspace.Queue) bool { return q.ID == d.Queue.ID })] = d.Uplift
		some = some || d.Uplift != nil
	}
	if some {
		out.Uplift = uplift
	}
	for i := range problem.People {
		out.Names = append(out.Names, problem.People[i].Name)
		out.Skills = append(out.Skills, p.skills(i))
		out.Hourly = append(out.Hourly, p.hourly(i))
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
	return &Studied{Case: out, own: roster, planned: p}, nil
}

// agreed has agents, who are the people of p's problem, at work in the overtime that is
// approved before or after their shifts, or on days off.
func (p *Planning) agreed(roster *schedule.Roster, agents []simulate.Agent) {
	for _, o := range p.Workspace.Overtime {
		i := slices.Index(p.Plan.People, o.Person)
		from, to := int(o.From-attendance.On(p.Plan.Problem.Start, 0)), int(o.To-attendance.On(p.Plan.Problem.Start, 0))
		if i < 0 || o.To == 0 || from < 0 || from >= p.Plan.Problem.Days*schedule.DayMinutes {
			continue
		}
		segments := slices.Clone(agents[i].Segments)
		for k := range segments {
			switch g := &segments[k]; {
			case g.End == from && (k+1 == len(segments) || segments[k+1].Start >= to):
				g.End = to
			case g.Start == to && (k == 0 || segments[k-1].End <= from):
				g.Start = from
			}
		}
		if roster.Cells[i][from/schedule.DayMinutes] == schedule.Off { // on a day off
			segments = append(segments, simulate.Segment{Span: schedule.Span{Start: from, End: to}, Queues: p.skills(i)})
			slices.SortFunc(segments, func(a, b simulate.Segment) int { return a.Start - b.Start })
		}
		agents[i].Segments = segments
	}
}

// skills lists the queues that person i of the problem can serve.
func (p *Planning) skills(i int) (out []int) {
	for q := range p.Plan.Problem.Queues {
		if p.Plan.Problem.People[i].Can(q) {
			out = append(out, q)
		}
	}
	return out
}

// atLeast returns the larger of needs and least, step by step: what the forecast needs and
// what the windows ask for.
func atLeast(needs, least []int) []int {
	out := slices.Clone(needs)
	for i := range out {
		out[i] = max(out[i], least[i])
	}
	return out
}

// hourly is what an hour of somebody of the problem costs, in yuan: the own pay of the
// staff list, else the shop's usual one, by the hours of a month.
func (p *Planning) hourly(person int) float64 {
	return p.Workspace.Hourly(&p.Workspace.People[p.Plan.People[person]])
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
func (p *Planning) source(s *workspace.ScenarioSource) scenario.Source {
	out := scenario.Source{ID: s.ID, Name: s.Name, Kind: scenario.Extra, Heads: s.Heads, Chats: s.Chats, Price: s.Pay(&p.Workspace.Config.Costs)}
	if out.Name.IsZero() {
		out.Name = lang.Same(s.ID)
	}
	if s.Kind == "overtime" || s.Kind == "rest_day" {
		out.Kind, out.Longest, out.Total, out.MinRest = scenario.Overtime, int(s.Longest), labourlaw.OvertimeMonth, labourlaw.RestBetweenShifts
		if p.Workspace.Config.Costs.RespectLimit {
			out.Longest = min(out.Longest, labourlaw.OvertimeDay)
		}
		if r := p.Workspace.Config.Rules.MinRest.Between(); r.Length > 0 {
			out.MinRest = int(r.Length)
		}
	}
	if s.Kind == "overtime" {
		return out
	}
	if s.Kind == "rest_day" {
		out.Kind = scenario.RestDay
		if out.Heads == 0 { // everybody who may
			out.Heads = len(p.Plan.People)
		}
	}
	for q := range p.Workspace.Config.Queues {
		if len(s.Queues) == 0 || slices.Contains(s.Queues, p.Workspace.Config.Queues[q].ID) {
			out.Queues = append(out.Queues, q)
		}
	}
	for _, h := range s.Hours {
		out.Spans = append(out.Spans, schedule.Span(h))
	}
	start := p.Plan.Days[0].Date
	for _, day := range p.Plan.Days {
		out.Days = append(out.Days, within(day.Date, s.From, s.To) && s.Days.Has(day))
	}
	if out.Kind == scenario.RestDay {
		return out
	}
	out.Pace, out.Ramp, out.Worked = float64(s.Pace), s.Ramp, s.Worked(start, p.Workspace.Calendar)
	out.Least, out.Rent = s.LeastDays(out.Worked), s.Rent(&p.Workspace.Config.Costs, start, len(p.Plan.Days))
	return out
}

// within reports whether d lies in [from, to], either of which may be open.
func within(d, from, to workcal.Date) bool {
	return (from == 0 || d >= from) && (to == 0 || d <= to)
}

// under plans p's week again as scenario s has it, from the same forecast.
func (p *Planning) under(f *workspace.ScenarioFile, s *workspace.Scenario) (*Planning, []scenario.Outsourced, error) {
	ws, config := *p.Workspace, *p.Workspace.Config
	ws.Config = &config
	config.Queues = slices.Clone(config.Queues)
	out := &Planning{Outlook: &Outlook{Workspace: &ws, Horizon: p.Horizon, History: p.History, Forecast: p.Forecast, carriedIn: p.carriedIn, carriedFrom: p.carriedFrom}}
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
		for _, d := range p.Demand {
			if d.Queue.ID != q.ID {
				continue
			}
			n := QueueDemand{Queue: q, Volume: slices.Clone(d.Volume), Low: slices.Clone(d.Low), High: slices.Clone(d.High), Errs: d.Errs}
			for _, r := range slices.Concat(f.Volume, s.Volume) {
				n.rise(&r, p.Horizon.Start, config.Interval, p.Workspace.Events)
			}
			if part.HandedShare > 0 {
				handed = append(handed, n.handOut(&part, config.Interval, config.Costs.VolumeTiers))
			}
			if err := n.require(config.Interval); err != nil {
				return nil, nil, err
			}
			out.Demand = append(out.Demand, n)
		}
	}
	out.spread()
	var err error
	out.Plan, err = ws.PlanDays(p.Horizon.Start, p.Horizon.Days, out.needs())
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
	if l.Patience > 0 || l.Given("patience") { // with 0 nobody leaves
		q.Patience = l.Patience
	}
	set(&q.Within, l.Within)
	if l.Concurrency > 0 {
		q.Concurrency = l.Concurrency
	}
	if l.Turns > 0 {
		q.Turns = l.Turns
	}
	if l.RobotShare > 0 || l.Given("robot_share") {
		q.RobotShare = l.RobotShare
	}
	if l.Target > 0 {
		q.Target = l.Target
	}
	if len(l.Open) > 0 {
		q.Open = l.Open
	}
}

// rise multiplies the volume of the steps that r names, with its interval, and notes by
// how much. How far r's own guess may be off is told by [Planning.guesses].
func (d *QueueDemand) rise(r *workspace.ScenarioRise, monday workcal.Date, step int, events []forecast.Event) {
	d.Guessed = append(d.Guessed, nil)
	if r.Queue != "" && r.Queue != d.Queue.ID {
		return
	}
	met := make([]bool, len(d.Volume))
	d.Guessed[len(d.Guessed)-1] = met
	for i := range d.Volume {
		at := i * step
		if r.Covers(monday+workcal.Date(at/schedule.DayMinutes), at%schedule.DayMinutes, events) {
			if d.Uplift == nil {
				d.Uplift = slices.Repeat([]float64{1}, len(d.Volume))
			}
			met[i] = true
			d.Volume[i] *= r.Base
			d.Low[i] *= r.Base
			d.High[i] *= r.Base
			d.Uplift[i] *= r.Base
		}
	}
}

// guesses are how far the rises of a scenario may be off: each for all that it raises, in
// every queue alike.
func (p *Planning) guesses(rises []workspace.ScenarioRise) (out []simulate.Guess) {
	for k, r := range rises {
		g := simulate.Guess{Low: cmp.Or(r.Low, r.Base) / r.Base, High: cmp.Or(r.High, r.Base) / r.Base}
		if g.Low == g.High {
			continue
		}
		for i := range p.Workspace.Config.Queues {
			g.Steps = append(g.Steps, nil)
			for _, d := range p.Demand {
				if d.Queue.ID == p.Workspace.Config.Queues[i].ID {
					g.Steps[i] = d.Guessed[k]
				}
			}
		}
		out = append(out, g)
	}
	return out
}

// handOut takes the provider's share off the volume and returns what it costs: at the
// price given, or by the tiers of a month's contacts. Nothing is handed out while the
// queue is closed, nor what the robot settles. step is the minutes of an interval.
func (d *QueueDemand) handOut(l *workspace.ScenarioQueue, step int, tiers []workspace.Tier) scenario.Outsourced {
	out := scenario.Outsourced{Name: lang.F("%s 交外包 %s（机器人留下的）", "%s handed out, %s of what the robot leaves", d.Queue.Name, l.HandedShare), Price: l.HandedPrice}
	share := float64(l.HandedShare)
	for _, v := range served(d.Queue, d.Volume, step) {
		out.Contacts += v * share * (1 - float64(d.Queue.RobotShare))
	}
	for i := range d.Volume {
		d.Volume[i] *= 1 - share
		d.Low[i] *= 1 - share
		d.High[i] *= 1 - share
	}
	if out.Price == 0 && !l.Given("handed_price") {
		const weeksMonth = 30.0 / 7
		for _, t := range tiers {
			if out.Contacts*weeksMonth >= float64(t.From) {
				out.Price = t.Price
			}
		}
	}
	return out
}
