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
	First workcal.FirstDay // of the shop's weeks
}

// Week is the horizon of a calendar week of weeks that start on first.
func Week(w workcal.Week, first workcal.FirstDay) Horizon {
	return Horizon{Start: first.First(w), Days: 7, First: first}
}

// weekOf is the horizon of a calendar week of the planner's shop.
func (pl *Planner) weekOf(w workcal.Week) Horizon { return Week(w, pl.firstDay()) }

// WeekOf returns the week of the shop in which a day lies.
func (pl *Planner) WeekOf(day workcal.Date) workcal.Week { return pl.firstDay().Of(day) }

func (pl *Planner) firstDay() workcal.FirstDay { return pl.Workspace.Config.FirstDay() }

// week returns the calendar week in which h begins.
func (h Horizon) week() workcal.Week { return h.First.Of(h.Start) }

// IsWeek reports whether h is a calendar week.
func (h Horizon) IsWeek() bool { return h == Week(h.week(), h.First) }

// Last returns the last day of h.
func (h Horizon) Last() workcal.Date { return h.Start + workcal.Date(h.Days-1) }

// String names h: 2026-W48, or for other than seven days 2026-11-23_2026-12-20.
// Seven days that begin on another day than weeks do have the name of the week in
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
func NextWeek(history []forecast.Series, today workcal.Date, first workcal.FirstDay) workcal.Week {
	next := first.Of(today + 7)
	last, known := forecast.LastDay(history)
	if !known || today > last && today-last > stale && last > today-366 {
		return next
	}
	return first.Of(last + 7)
}

// NextWeek returns the week that is planned where none is named, see the function
// [NextWeek].
func (pl *Planner) NextWeek() (workcal.Week, error) {
	history, _, err := pl.Workspace.History()
	if err != nil {
		return workcal.Week{}, err
	}
	return NextWeek(history, pl.today(), pl.firstDay()), nil
}

func (pl *Planner) today() workcal.Date { return workcal.DateFrom(pl.Clock()) }
