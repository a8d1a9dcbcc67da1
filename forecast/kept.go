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
				sums = append(sums, sumOf(v[i:i+parts]))
			}
			return sums
		}
		h := Forecast{Queue: f.Queue, Name: f.Name, Step: f.Step * parts, Point: by(f.Point), Low: by(f.Low), High: by(f.High)}
		for i, v := range h.Point {
			share := f.partsShare((skip+i*parts)/slots, parts)
			h.Low[i], h.High[i] = max(0, v-share*(v-h.Low[i])), v+share*(h.High[i]-v)
		}
		if f.Model != nil {
			h.Model = by(f.Model)
		}
		for _, v := range [][]float64{h.Point, h.Low, h.High, h.Model} {
			for i := range v {
				v[i] = math.Round(100*v[i]) / 100
			}
		}
		k.Queues = append(k.Queues, h)
	}
	return k, true
}

// partsShare returns how much of the widths of so many slots in a row of day d is left in
// that of their sum. Where n of them err together in part, with a correlation ρ, it is
// √(ρ + (1−ρ)/n); ρ is that of all open slots of the day, whose share is known. Where it
// is not, slots err together.
func (f *Forecast) partsShare(d, parts int) float64 {
	if f.dayShare == nil || parts == 1 {
		return 1
	}
	slots, open := 1440/f.Step, 0.0
	for i := d * slots; i < (d+1)*slots; i++ {
		if f.High[i] > f.Low[i] {
			open++
		}
	}
	if open <= 1 {
		return 1
	}
	rho := clamp((f.dayShare[d]*f.dayShare[d]-1/open)/(1-1/open), 0, 1)
	return math.Sqrt(rho + (1-rho)/float64(parts))
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
