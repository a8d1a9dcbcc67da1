// Package forecast predicts contact volume per interval and queue from history,
// the calendar and promotions.
package forecast

import (
	"context"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Series is the history of one queue on a regular grid: Values[i] is the number
// of contacts in [Start 00:00 + i·Step, +Step) minutes; NaN where nothing is
// known or the queue was closed.
type Series struct {
	Queue  string
	Start  workcal.Date
	Step   int // minutes; divides 1440
	Values []float64
}

// Event is a promotion or any other known disturbance, [From, To).
type Event struct {
	Name   string
	Queue  string // "" is every queue
	From   Stamp
	To     Stamp
	Uplift float64 // factor on normal volume; 0 where unknown, to be learnt from past events of the same name
}

// Stamp is a minute of a date.
type Stamp struct {
	Date   workcal.Date
	Minute int // of the day, [0, 1440]
}

// Input is what a forecast is made from.
type Input struct {
	History  []Series
	Events   []Event // past and coming ones
	Calendar *workcal.Calendar
	From     workcal.Date // first day forecast
	Days     int
	Prior    []float64 // 24 shares of a day by hour, for a cold start; nil is flat
}

// Forecast is the prediction for one queue on the grid of its history.
type Forecast struct {
	Queue string    `json:"queue"`
	Step  int       `json:"step"`
	Point []float64 `json:"point"` // expected contacts, never negative
	Low   []float64 `json:"low"`   // 90% interval
	High  []float64 `json:"high"`
}

// Output is a forecast and what should be known about it.
type Output struct {
	From    workcal.Date
	Days    int
	Queues  []Forecast
	Story   []lang.Text // the horizon's days that differ from normal, and why
	Cleaned []lang.Text // what was left out of or repaired in history, and why
}

// Run forecasts every queue of in.
func Run(ctx context.Context, in Input) (*Output, error) { panic("not yet") }
