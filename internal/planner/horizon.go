package planner

import (
	"fmt"

	"paiban/forecast"
	"paiban/internal/workcal"
)

// Horizon is the days [Start, Start+Days) that are planned at once.
type Horizon struct {
	Start workcal.Date
	Days  int
}

// Week is the horizon of a calendar week, Monday to Sunday.
func Week(w workcal.Week) Horizon { return Horizon{w.Monday(), 7} }

// week returns the calendar week in which h begins.
func (h Horizon) week() workcal.Week { return workcal.WeekOf(h.Start) }

// IsWeek reports whether h is a calendar week.
func (h Horizon) IsWeek() bool { return h == Week(h.week()) }

// Last returns the last day of h.
func (h Horizon) Last() workcal.Date { return h.Start + workcal.Date(h.Days-1) }

// String names h: 2026-W48, or for other than seven days 2026-11-23_2026-12-20.
// Seven days that begin on another day than Monday have the name of the week in
// which they begin.
func (h Horizon) String() string {
	if h.Days == 7 {
		return h.week().String()
	}
	return fmt.Sprintf("%s_%s", h.Start, h.Last())
}

// stale is after how many days a history no longer says which week comes next.
const stale = 28

// NextWeek returns the week to plan where none is named: the one after the week
// in which the history ends, so that planning again after a correction plans the
// same week again; where the history ends more than 28 days ago or there is none,
// the one after today's. A history that ends a year ago or more is a sample or an
// archive, and the week after it is meant.
func NextWeek(history []forecast.Series, today workcal.Date) workcal.Week {
	next := workcal.WeekOf(today + 7)
	last, known := forecast.LastDay(history)
	if !known || today > last && today-last > stale && last > today-366 {
		return next
	}
	return workcal.WeekOf(last + 7)
}

// NextWeek returns the week that is planned where none is named, see the function
// [NextWeek].
func (pl *Planner) NextWeek() (workcal.Week, error) {
	history, _, err := pl.Workspace.History()
	if err != nil {
		return workcal.Week{}, err
	}
	return NextWeek(history, pl.today()), nil
}

func (pl *Planner) today() workcal.Date { return workcal.DateFrom(pl.Clock()) }
