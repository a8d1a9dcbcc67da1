package week

import (
	"context"
	"fmt"

	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/view"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/workcal"
)

// runStretch plans several weeks at once.
func runStretch(ctx context.Context, a *cli.App, o options) error {
	week, err := a.WeekFlag(o.week)
	if err != nil {
		return err
	}
	pl, err := a.PlannerHere()
	if err != nil {
		return err
	}
	stretch, err := stretchOf(a, pl, o, week)
	if err != nil {
		return err
	}
	if !o.timed {
		o.TimeLimit = stretch.TimeLimit()
	}
	if o.Path != "" {
		o.Path = a.Path(o.Path)
	}
	r, err := pl.Rosters(ctx, stretch, o.Search, o.Output)
	if err != nil {
		return err
	}
	if r.Page != "" {
		fmt.Fprintln(a.Stderr, a.Say(lang.F("网页报告：%s", "web report: %s", r.Page)))
	}
	if err := printStretch(a, r); err != nil {
		return err
	}
	return view.Outcome(ctx, r.Judged)
}

// stretchOf is the stretch that the flags name.
func stretchOf(a *cli.App, pl *planner.Planner, o options, week *workcal.Week) (planner.Stretch, error) {
	if o.month == "" {
		return pl.WeeksFrom(week, o.weeks)
	}
	month, err := a.MonthAhead(o.month)
	if err != nil {
		return planner.Stretch{}, cli.NewUsageError(err)
	}
	return pl.WeeksOf(month)
}

// printStretch shows the weeks as one, and says which files hold them.
func printStretch(a *cli.App, r *planner.Stretched) error {
	if a.JSON {
		out := toJSON(r.Judged)
		for _, w := range r.Weeks {
			out.Weeks = append(out.Weeks, fileJSON{w.Horizon.String(), w.Path})
		}
		return a.PrintJSON(out)
	}
	if err := printWeek(a, r.Judged); err != nil {
		return err
	}
	for _, w := range r.Kept {
		fmt.Fprintln(a.Stdout, a.Say(lang.F("%s 已有班表，保留不动", "%s has a roster, which stays", w)))
	}
	for _, w := range r.Weeks {
		view.Written(a, w)
	}
	return nil
}
