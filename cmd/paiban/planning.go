package main

import (
	"context"
	"math"
	"path/filepath"

	"paiban/cmd/paiban/internal/cli"
	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/staffing"
)

// planning is the way from a workspace to the problem of one week.
type planning struct {
	ws       *workspace.Workspace
	week     workcal.Week
	history  []forecast.Series
	forecast *forecast.Output // nil without history
	demand   []demand
	plan     *workspace.Plan // nil after planDemand
	notes    []lang.Text
	inputs   string // digest of the files it is made from; "" after planDemand
}

// webPage is where the web report of the week is written.
func (p *planning) webPage() string {
	return filepath.Join(p.ws.Root, "exports", p.week.String()+".html")
}

// demand is what one queue needs, by interval of the week.
type demand struct {
	queue  *workspace.Queue
	volume []float64 // contacts expected
	low    []float64
	high   []float64
	needs  []staffing.Need
	raised []bool // steps whose volume a scenario guesses; nil is none
}

// planWeek forecasts the week, turns volume into heads and makes the problem.
// With week nil it takes the one that follows the history, see nextWeek.
func planWeek(ctx context.Context, a *cli.App, ws *workspace.Workspace, week *workcal.Week) (*planning, error) {
	p, err := planDemand(ctx, a, ws, week)
	if err != nil {
		return nil, err
	}
	if p.inputs, err = inputsDigest(ws.Root, p.week); err != nil {
		return nil, err
	}
	needs := workspace.Needs{Step: ws.Config.Interval}
	for _, d := range p.demand {
		heads := make([]int, len(d.needs))
		for i, n := range d.needs {
			heads[i] = n.Rostered
		}
		needs.Queues = append(needs.Queues, workspace.Need{Queue: d.queue.ID, Heads: heads})
	}
	p.plan, err = ws.Plan(p.week, needs)
	return p, err
}

// planDemand is the first part of planWeek: it needs no staff and makes no
// problem.
func planDemand(ctx context.Context, a *cli.App, ws *workspace.Workspace, week *workcal.Week) (*planning, error) {
	p := &planning{ws: ws}
	history, notes, err := ws.History()
	if err != nil {
		return nil, err
	}
	p.history, p.notes = history, append(p.notes, notes...)
	if week != nil {
		p.week = *week
	} else {
		p.week = nextWeek(history, workcal.DateFrom(a.Now()))
	}
	return p, p.forecastWeek(ctx)
}

// nextWeek returns the week to plan where none is named: the one after the week
// in which the history ends, so that planning again after a correction plans the
// same week again; where the history ends long ago or there is none, the one
// after today's.
func nextWeek(history []forecast.Series, today workcal.Date) workcal.Week {
	const stale = 28 // days
	next := workcal.WeekOf(today + 7)
	last, found := workcal.Date(math.MinInt32), false
	for _, s := range history {
		for i := len(s.Values) - 1; i >= 0; i-- {
			if !math.IsNaN(s.Values[i]) {
				last, found = max(last, s.Start+workcal.Date(i*s.Step/schedule.DayMinutes)), true
				break
			}
		}
	}
	if !found || today > last && today-last > stale && last > today-366 {
		return next
	}
	return workcal.WeekOf(last + 7)
}

// forecastWeek forecasts every queue that has history and says which have none.
func (p *planning) forecastWeek(ctx context.Context) error {
	known := map[string]bool{}
	for _, s := range p.history {
		known[s.Queue] = true
	}
	for i := range p.ws.Config.Queues {
		if q := &p.ws.Config.Queues[i]; !known[q.ID] {
			p.notes = append(p.notes, lang.F("队列“%s”没有咨询量记录，只按在线窗口和班次人数排",
				"queue %q has no history of inquiries; it is planned by its windows and headcounts alone", q.Name))
		}
	}
	if len(p.history) == 0 {
		return nil
	}
	out, err := forecast.Run(ctx, forecast.Input{
		History: p.history, Events: p.ws.Events, Calendar: p.ws.Calendar,
		From: p.week.Monday(), Days: 7, Prior: forecast.HourShares,
	})
	if err != nil {
		return err
	}
	p.forecast = out
	step := p.ws.Config.Interval
	for _, f := range out.Queues {
		q := p.queue(f.Queue)
		d := demand{queue: q, volume: regrid(f.Point, f.Step, step), low: regrid(f.Low, f.Step, step), high: regrid(f.High, f.Step, step)}
		served := make([]float64, len(d.volume))
		for i, v := range d.volume {
			if isOpen(q, i*step%schedule.DayMinutes) {
				served[i] = v
			}
		}
		if d.needs, err = staffing.Require(q.Staffing(), served, step); err != nil {
			return lang.Errorf("队列“%s”的人数算不出来", "no staffing for queue %q", q.Name).Because(err)
		}
		for i := range d.needs {
			// What is left over at closing time is finished by who is still there.
			if !isOpen(q, i*step%schedule.DayMinutes) {
				d.needs[i] = staffing.Need{}
			}
		}
		p.demand = append(p.demand, d)
	}
	return nil
}

// isOpen reports whether q serves contacts at a minute of the day; without hours
// of its own it always does.
func isOpen(q *workspace.Queue, minute int) bool {
	for _, s := range q.Open {
		if s.Start <= minute && minute < s.End || s.Start <= minute+schedule.DayMinutes && minute+schedule.DayMinutes < s.End {
			return true
		}
	}
	return len(q.Open) == 0
}

func (p *planning) queue(id string) *workspace.Queue {
	for i := range p.ws.Config.Queues {
		if q := &p.ws.Config.Queues[i]; q.ID == id {
			return q
		}
	}
	panic("a forecast of an unknown queue " + id)
}

// regrid spreads contacts counted per from minutes evenly over steps of to
// minutes, or adds them up. One step divides the other or both divide a day.
func regrid(v []float64, from, to int) []float64 {
	if from == to {
		return v
	}
	out := make([]float64, len(v)*from/to)
	for i := range out {
		for m := i * to; m < (i+1)*to; {
			j := m / from
			end := min((j+1)*from, (i+1)*to)
			out[i] += v[j] * float64(end-m) / float64(from)
			m = end
		}
	}
	return out
}
