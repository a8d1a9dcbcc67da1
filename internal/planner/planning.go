package planner

import (
	"context"
	"path/filepath"

	"paiban/forecast"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// Planning is an outlook with the rostering problem made of it.
type Planning struct {
	*Outlook
	Plan   *workspace.Plan
	Inputs string // digest of the files that it is made from, see [inputsDigest]; "" where none was taken
}

// Plan forecasts a week and makes its problem. With week nil it takes the one that
// follows the history, see [NextWeek].
func (pl *Planner) Plan(ctx context.Context, week *workcal.Week) (*Planning, error) {
	o, err := pl.Outlook(ctx, week)
	if err != nil {
		return nil, err
	}
	return o.plan()
}

// PlanOn is Plan for any days.
func (pl *Planner) PlanOn(ctx context.Context, h Horizon) (*Planning, error) {
	o, err := pl.outlookOn(ctx, func([]forecast.Series) Horizon { return h })
	if err != nil {
		return nil, err
	}
	return o.plan()
}

// plan makes the problem of o.
func (o *Outlook) plan() (*Planning, error) {
	p := &Planning{Outlook: o}
	var err error
	if p.Inputs, err = inputsDigest(p.Workspace.Root, p.Horizon.week()); err != nil {
		return nil, err
	}
	p.Plan, err = p.Workspace.PlanDays(p.Horizon.Start, p.Horizon.Days, o.needs())
	return p, err
}

// webPage is where the web report of the horizon is written.
func (p *Planning) webPage() string {
	return filepath.Join(p.Workspace.Root, "exports", p.Horizon.String()+".html")
}
