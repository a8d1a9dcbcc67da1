package forecast

import (
	"context"
	"math"

	"paiban/internal/lang"
)

// Parts is how one number of a forecast came about:
// Model = Normal × Π Factors, Normal = Σ Weight × Member; Point is Model, or what people
// have made of it.
type Parts struct {
	Queue string `json:"queue"`
	Step  int    `json:"step"` // minutes
	At    Stamp  `json:"-"`    // start of the step

	Point float64 `json:"point"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`

	// Normal is the volume without calendar and events. A week profile alone
	// would make it Level × Weekday × Share.
	Normal  float64 `json:"normal"`
	Level   float64 `json:"level"`   // contacts on a mean day, now
	Weekday float64 `json:"weekday"` // factor of the weekday
	Share   float64 `json:"share"`   // of the day's contacts that fall into the step

	Members []Weight `json:"members"`
	Factors []Factor `json:"factors"`

	Model  float64   `json:"model"`             // the point as the model has it
	Source string    `json:"source,omitempty"`  // the imported forecast that it is taken from
	ByHand []Applied `json:"by_hand,omitempty"` // what has changed it, in order
}

// Weight is what one member contributes.
type Weight struct {
	Member lang.Text `json:"member"`
	Weight float64   `json:"weight"`
}

// Factor is what the calendar or an event does to normal volume.
type Factor struct {
	Name   lang.Text `json:"name"`
	Factor float64   `json:"factor"`
	Basis  lang.Text `json:"basis"`
	Low    float64   `json:"low"` // of the factor, 90%
	High   float64   `json:"high"`
}

// Explain returns, for each queue, the parts of the forecast of in at the step
// that contains at, and the forecast. It is an error where at lies outside the horizon,
// and where [Run] returns one.
func Explain(ctx context.Context, in Input, at Stamp) ([]Parts, *Output, error) {
	if at.Date < in.From || int(at.Date-in.From) >= in.Days {
		return nil, nil, lang.Errorf("%v 不在预测的日子里", "%v is outside the forecast", at.Date).
			WithHint("预测从 %v 起，共 %d 天", "the forecast starts on %v and has %d days", in.From, in.Days)
	}
	queues, forecasts, err := fit(ctx, in)
	if err != nil {
		return nil, nil, err
	}
	var out []Parts
	for i, q := range queues {
		slot := min(at.Minute/q.hist.step, q.hist.slots-1)
		day := q.hist.days + int(at.Date-in.From)
		k := int(at.Date-in.From)*q.hist.slots + slot
		f := forecasts[i]
		p := Parts{Queue: q.id, Step: q.hist.step, At: Stamp{at.Date, slot * q.hist.step}, Point: f.Point[k], Low: f.Low[k], High: f.High[k], Model: f.Point[k], Normal: q.normalAhead[k]}
		w := fitShape(q.base, q.prior, shapeHalfLife)
		if level := w.levels(q.base, day+1, levelHalfLife, true)[day]; !math.IsNaN(level) {
			p.Level, p.Weekday, p.Share = level, w.index[q.all.dow[day]], w.slots[q.all.dow[day]][slot]
		}
		if q.blend != nil && p.Normal > 0 {
			for m, name := range q.blend.names {
				p.Members = append(p.Members, Weight{name, q.blend.weights[q.bandOf(day)][m]})
			}
		}
		t := day*q.hist.slots + slot
		for _, s := range q.owner[t] {
			if s >= 0 && q.now[s].known {
				e := &q.now[s]
				v := q.fx.factor(e, s, t)
				p.Factors = append(p.Factors, Factor{q.spans[s].name, v, e.basis(q.spans[s]), v * math.Exp(-1.645*e.sd), v * math.Exp(1.645*e.sd)})
			}
		}
		out = append(out, p)
	}
	return out, in.output(queues, forecasts), nil
}

// Change lays over p what people have made of it in o, the forecast that p is a part of.
func (p *Parts) Change(o *Output) {
	for i := range o.Queues {
		f := &o.Queues[i]
		if f.Queue != p.Queue {
			continue
		}
		minute := int(p.At.Date-o.From)*1440 + p.At.Minute
		k := minute / f.Step
		p.Point, p.Low, p.High, p.Model = f.Point[k], f.Low[k], f.High[k], f.Own()[k]
		p.Source = o.sourceOf(f, k)
		for _, a := range o.Applied {
			if (a.Queue == "" || a.Queue == f.Queue) && a.covers(minute-int(a.From.Date-o.From)*1440, f.Step) {
				p.ByHand = append(p.ByHand, a)
			}
		}
	}
}
