package forecast

import (
	"math"

	"paiban/internal/workcal"
)

// Kept is a forecast as it was said, to be compared with what comes. It has the days
// after the one on which it was made: of earlier ones it says nothing that was not
// known.
type Kept struct {
	Made    Stamp        // when, by the shop's clock
	Known   workcal.Date // last day of the history that it was made from
	From    workcal.Date
	Days    int
	Queues  []Forecast // by the hour, or by a step of the history that is coarser or none of its parts
	Version string     // of the program
}

// Keep returns what there is to keep of out, made at made from a history that ends on
// known: by the hour, rounded to hundredths. It reports false where no day lies ahead.
func (out *Output) Keep(made Stamp, known workcal.Date) (k Kept, ok bool) {
	k = Kept{Made: made, Known: known, From: max(out.From, made.Date+1)}
	if k.Days = int(out.From-k.From) + out.Days; k.Days <= 0 || len(out.Queues) == 0 {
		return k, false
	}
	for _, f := range out.Queues {
		slots := 1440 / f.Step
		skip, parts := int(k.From-out.From)*slots, 1
		if f.Step < 60 && 60%f.Step == 0 {
			parts = 60 / f.Step
		}
		by := func(v []float64) (sums []float64) {
			for i := skip; i < out.Days*slots && i < len(v); i += parts {
				sums = append(sums, math.Round(100*sumOf(v[i:i+parts]))/100)
			}
			return sums
		}
		// Widths of parts are added as if they erred together.
		h := Forecast{Queue: f.Queue, Name: f.Name, Step: f.Step * parts, Point: by(f.Point), Low: by(f.Low), High: by(f.High)}
		if f.Model != nil {
			h.Model = by(f.Model)
		}
		k.Queues = append(k.Queues, h)
	}
	return k, true
}

// queue returns what k says of a queue; nil where it says nothing.
func (k *Kept) queue(id string) *Forecast {
	for i := range k.Queues {
		if k.Queues[i].Queue == id {
			return &k.Queues[i]
		}
	}
	return nil
}

// covers reports whether k says something of d before it began.
func (k *Kept) covers(d workcal.Date) bool {
	return d > k.Made.Date && d >= k.From && d < k.From+workcal.Date(k.Days)
}
