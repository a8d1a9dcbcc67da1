// Package forecast predicts contact volume per interval and queue from history,
// the calendar and promotions.
//
// A forecast is a base of normal volume times what the calendar and events do
// to it. The base is fitted on normal history only: closed hours and gaps are
// masked, faults (outages, double counts) are found and left out, holidays and
// promotions are set aside and teach the factors instead.
//
// Minutes are whole, spans half-open. Volumes are contacts per step.
package forecast

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Series is the history of one queue on a regular grid: Values[i] is the number
// of contacts in [Start 00:00 + i·Step, +Step) minutes; NaN where nothing is
// known or the queue was closed.
type Series struct {
	Queue  string
	Name   lang.Text // of the queue, for sentences; zero is Queue
	Start  workcal.Date
	Step   int // minutes; divides 1440
	Values []float64
	Spread []bool // by day: its total was counted, its hours are those of other days; nil is none
}

// LastDay returns the last day of which history knows anything; false where it knows
// nothing at all.
func LastDay(history []Series) (last workcal.Date, known bool) {
	for _, s := range history {
		for i := len(s.Values) - 1; i >= 0; i-- {
			if math.IsNaN(s.Values[i]) {
				continue
			}
			if d := s.Start + workcal.Date(i*s.Step/1440); !known || d > last {
				last, known = d, true
			}
			break
		}
	}
	return last, known
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

// Holiday is a day off where the calendar is not that of the PRC. Those of one
// name are taken to be alike.
type Holiday struct {
	Date workcal.Date
	Name string // may be empty
}

// Input is what a forecast is made from.
type Input struct {
	History  []Series
	Events   []Event           // past and coming ones
	Calendar *workcal.Calendar // nil knows no holidays but Holidays
	Holidays []Holiday         // days off elsewhere; looked at only where Calendar is nil
	From     workcal.Date      // first day forecast; history on it and after it is not looked at
	Days     int
	Prior    []float64 // 24 shares of a day by hour, for a cold start; nil is flat
}

// Bounds on the days between the end of history and those forecast.
const (
	farDays  = 26 * 7  // beyond, the explanation warns
	maxAhead = 5 * 366 // beyond, nothing is forecast
)

// Forecast is the prediction for one queue on the grid of its history.
type Forecast struct {
	Queue string    `json:"queue"`
	Name  lang.Text `json:"-"` // of the queue, for sentences
	Step  int       `json:"step"`
	Point []float64 `json:"point"` // expected contacts, never negative
	Low   []float64 `json:"low"`   // 90% interval
	High  []float64 `json:"high"`

	// Model is the point as [Run] made it, where people have changed any of Point:
	// see [Output.Adjust]; else nil.
	Model []float64 `json:"model,omitempty"`

	source []int // by slot: which of the imported forecasts it is, from 1; nil is none

	dayShare  []float64 // by day: how much of the slots' widths the day's total has; nil is all
	daysShare float64   // and of the days' widths, a week's; 0 is all
}

// Own returns the point as the model made it.
func (f *Forecast) Own() []float64 {
	if f.Model != nil {
		return f.Model
	}
	return f.Point
}

// OwnDay returns the total of day d of the horizon as the model made it.
func (f *Forecast) OwnDay(d int) float64 {
	slots := 1440 / f.Step
	return sumOf(f.Own()[d*slots : (d+1)*slots])
}

// Day returns the total of day d of the horizon, and its busiest hour (of a
// coarser step, the hourly rate in it) with the minute of the day it starts at.
func (f *Forecast) Day(d int) (total, peak float64, at int) {
	slots := 1440 / f.Step
	parts := max(1, 60/f.Step)
	day := f.Point[d*slots : (d+1)*slots]
	for i := 0; i+parts <= slots; i += parts {
		hour := sumOf(day[i:i+parts]) * 60 / float64(parts*f.Step)
		if hour > peak {
			peak, at = hour, i*f.Step
		}
	}
	return sumOf(day), peak, at
}

// Output is a forecast and what should be known about it.
type Output struct {
	From        workcal.Date
	Days        int
	Queues      []Forecast
	Explanation []lang.Text // what differs from normal in the horizon, and why
	Cleaned     []lang.Text // what was left out of or repaired in history, and why
	Applied     []Applied   // what people have changed, in order; see [Output.Adjust]
	Imported    []lang.Text // which days are somebody else's forecast; see [Output.Import]

	sources []string // names of imported forecasts
}

// Changed reports whether people have changed any of the forecast.
func (o *Output) Changed() bool {
	return slices.ContainsFunc(o.Queues, func(f Forecast) bool { return f.Model != nil })
}

// Run forecasts every queue of in. It returns an error only for input that no
// forecast can be made of: a step that does not divide the day, no days to
// forecast, days more than five years after the history, a prior of another length
// than 24, or a cancelled ctx. Little or no history is not an error; the
// Explanation says what was taken instead.
func Run(ctx context.Context, in Input) (*Output, error) {
	queues, forecasts, err := fit(ctx, in)
	if err != nil {
		return nil, err
	}
	return in.output(queues, forecasts), nil
}

func (in Input) output(queues []*queue, forecasts []Forecast) *Output {
	out := &Output{From: in.From, Days: in.Days, Queues: forecasts, Explanation: explanation(queues)}
	for _, q := range queues {
		out.Cleaned = append(out.Cleaned, q.cleaned...)
	}
	return out
}

func fit(ctx context.Context, in Input) ([]*queue, []Forecast, error) {
	if err := in.check(); err != nil {
		return nil, nil, err
	}
	queues, out := make([]*queue, len(in.History)), make([]Forecast, len(in.History))
	each(len(queues), func(i int) {
		if ctx.Err() == nil {
			queues[i] = prepare(in, in.History[i])
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	sib := siblings(queues)
	each(len(queues), func(i int) {
		if ctx.Err() == nil {
			out[i] = queues[i].forecast(sib)
		}
	})
	return queues, out, ctx.Err()
}

func (in Input) check() error {
	if in.Days <= 0 {
		return lang.Errorf("要预测的天数是 %d", "the number of days to forecast is %d", in.Days).
			WithHint("至少一天", "forecast one day or more")
	}
	if in.Prior != nil && len(in.Prior) != 24 {
		return lang.Errorf("一天的时段分布要有 24 个数，现有 %d 个", "the hour-of-day prior has %d shares instead of 24", len(in.Prior)).
			WithHint("每小时一个", "give one for each of the 24 hours")
	}
	for _, s := range in.History {
		if s.Step <= 0 || 1440%s.Step != 0 {
			return lang.Errorf("队列 %s 的时段长 %d 分钟不能整除一天", "queue %s: a step of %d minutes does not divide the day", s.Queue, s.Step).
				WithHint("用 15、30 或 60 分钟", "use 15, 30 or 60 minutes")
		}
		end := s.Start + workcal.Date(len(s.Values)*s.Step/1440)
		if len(s.Values) > 0 && in.From-end > maxAhead {
			return lang.Errorf("要预测的 %s 离咨询量记录的结尾 %s 太远了，超过 5 年", "%s is more than 5 years after %s, where the history ends", in.From, end-1).
				WithHint("检查年份，或补上最近的咨询量", "check the year, or add the latest counts")
		}
	}
	return nil
}

// each runs f(0) … f(n−1) on all processors and waits for them.
func each(n int, f func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}
