package week

import (
	"slices"

	"paiban/cmd/paiban/internal/view"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/simulate"
	"paiban/schedule/solve"
)

// weekJSON is what `paiban week --json` prints; Schema changes with its meaning.
type weekJSON struct {
	Schema   string             `json:"schema"`
	Shop     lang.Text          `json:"shop"`
	Preset   string             `json:"preset"`
	Week     string             `json:"week"`
	Start    string             `json:"start"`
	File     string             `json:"file"`
	Status   solve.Status       `json:"status"`
	Score    schedule.Score     `json:"score"`
	Bound    schedule.Score     `json:"bound"`
	Gap      float64            `json:"gap"`
	Interval int                `json:"interval_minutes"`
	Days     []dayJSON          `json:"days"`
	Queues   []queueJSON        `json:"queues"`
	Roster   []view.PersonJSON  `json:"roster"`
	Rotas    []rotaJSON         `json:"rotas"`
	Findings []schedule.Finding `json:"findings"`
	Soft     []softJSON         `json:"soft"` // soft findings by rule, what costs most first
	Denied   []denialJSON       `json:"denied"`

	Activities []activityJSON `json:"activities,omitempty"` // left out where the shop has none

	Reasons []lang.Text `json:"reasons"`
	Notes   []lang.Text `json:"notes"`

	Weeks []fileJSON `json:"weeks,omitempty"` // the rosters of the weeks, where several are planned at once

	Changes []workspace.CellEdit `json:"changes"` // cells that differ from the roster before
	Before  string               `json:"before"`  // where the version before is kept; "" is none

	Simulation *simulate.Result `json:"simulation"` // null without history
	Story      []lang.Text      `json:"forecast_story"`
	Cleaned    []lang.Text      `json:"forecast_cleaned"`
}

// fileJSON is where the roster of a week stands.
type fileJSON struct {
	Week string `json:"week"`
	File string `json:"file"`
}

type queueJSON struct {
	ID       string    `json:"id"`
	Volume   []float64 `json:"volume,omitempty"` // by interval
	Low      []float64 `json:"low,omitempty"`
	High     []float64 `json:"high,omitempty"`
	Required []int     `json:"required,omitempty"`
	Rostered []int     `json:"rostered"`
}

type rotaJSON struct {
	Name lang.Text `json:"name"`
	IDs  []string  `json:"ids"` // by day; "" is nobody
}

type denialJSON struct {
	ID   string    `json:"id"`
	Date string    `json:"date"`
	Wish lang.Text `json:"wish"`
	Why  lang.Text `json:"why"`
}

// activityJSON is what the roster has of an activity.
type activityJSON struct {
	ID       string        `json:"id"`
	Name     lang.Text     `json:"name"`
	Due      int           `json:"due"` // attendances
	Placed   int           `json:"placed"`
	Sessions []sessionJSON `json:"sessions"`
	Missing  []string      `json:"missing"` // ids of people
}

type sessionJSON struct {
	view.BreakJSON
	IDs []string `json:"ids"`
}

func activitiesJSON(j *planner.Judged) (out []activityJSON) {
	p := j.Plan.Problem
	ids := func(who []int) []string {
		all := []string{}
		for _, i := range who {
			all = append(all, p.People[i].ID)
		}
		return all
	}
	for _, s := range j.Activities() {
		a := activityJSON{ID: s.Activity.ID, Name: s.Activity.Name, Due: s.Due, Placed: s.Given, Sessions: []sessionJSON{}, Missing: ids(s.Missing)}
		for _, x := range s.Sessions {
			a.Sessions = append(a.Sessions, sessionJSON{view.BreakJSON{Date: p.Date(x.Day).String(), From: schedule.Clock(x.Start), To: schedule.Clock(x.End)}, ids(x.People)})
		}
		out = append(out, a)
	}
	return out
}

// dayJSON is a [planner.DaySum].
type dayJSON struct {
	Date     string  `json:"date"`
	Volume   float64 `json:"volume"`
	Peak     float64 `json:"peak_per_hour"`
	PeakAt   string  `json:"peak_at"`
	Required float64 `json:"required_hours"`
	Rostered float64 `json:"rostered_hours"`
	Short    float64 `json:"short_hours"`
	Most     int     `json:"short_heads_most"`
	MostAt   string  `json:"short_at"`
}

// softJSON is a [planner.SoftRule].
type softJSON struct {
	Rule   string    `json:"rule"`
	Name   lang.Text `json:"name"`
	Cost   int64     `json:"cost"`
	Places int       `json:"places"` // findings
	People int       `json:"people"` // they speak of
	Worst  lang.Text `json:"worst"`  // the finding that costs most
}

func toJSON(j *planner.Judged) weekJSON {
	p := j.Plan.Problem
	out := weekJSON{
		Schema: "paiban/week/1", Shop: j.Workspace.ShopName(), Preset: j.Workspace.Config.Preset, Week: j.Horizon.String(), Start: p.Start.String(),
		File: j.Path, Status: j.Result.Status, Score: j.Analysis.Score, Bound: j.Result.Bound, Gap: j.Result.Gap(),
		Interval: p.Interval, Findings: j.Analysis.Findings, Soft: []softJSON{},
		Reasons: j.Result.Reasons, Notes: slices.Concat([]lang.Text{}, j.Beside, j.Told()),
	}
	out.Changes, out.Before = append([]workspace.CellEdit{}, j.Changes...), j.Backup
	for _, d := range j.Days() {
		out.Days = append(out.Days, dayJSON(d))
	}
	for _, s := range planner.SoftRules(j.Analysis) {
		out.Soft = append(out.Soft, softJSON(s))
	}
	out.Simulation = j.Simulated
	if j.Forecast != nil {
		out.Story, out.Cleaned = j.Forecast.Explanation, j.Forecast.Cleaned
	}
	cov := j.Coverage()
	for q := range p.Queues {
		queue := queueJSON{ID: p.Queues[q].ID, Rostered: cov.Queues[q]}
		if j.Plan.Required != nil {
			queue.Required = j.Plan.Required[q]
		}
		for _, d := range j.Demand {
			if d.Queue.ID == queue.ID {
				queue.Volume, queue.Low, queue.High = d.Volume, d.Low, d.High
			}
		}
		out.Queues = append(out.Queues, queue)
	}
	out.Roster = view.RosterJSON(p, j.Result.Roster)
	for _, d := range j.Duties {
		rota := rotaJSON{Name: d.Rota.Name}
		for _, i := range d.Who {
			id := ""
			if i != schedule.Any {
				id = p.People[i].ID
			}
			rota.IDs = append(rota.IDs, id)
		}
		out.Rotas = append(out.Rotas, rota)
	}
	out.Activities = activitiesJSON(j)
	for _, d := range j.Denied {
		out.Denied = append(out.Denied, denialJSON{p.People[d.Person].ID, p.Date(d.Day).String(), d.Wish, d.Why})
	}
	return out
}
