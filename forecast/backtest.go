package forecast

import (
	"context"
	"math"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Method is a way to forecast that a trial compares.
type Method int

const (
	Engine    Method = iota // what Run does
	LastWeek                // the same slot of the last week in which it is known
	MeanWeeks               // its mean over the last four such weeks
	Methods
)

// MethodKeys names the methods for machines; the index is the Method.
var MethodKeys = [Methods]string{"paiban", "last_week", "mean_4_weeks"}

// MethodNames names the methods for people.
var MethodNames = [Methods]lang.Text{lang.T("paiban", "paiban"), lang.T("上周同时段", "last week"), lang.T("前四周均值", "mean of 4 weeks")}

// Group is a part of the slots that a trial scores apart.
type Group int

const (
	AllSlots Group = iota // every open slot
	Ordinary              // those that no holiday and no event rules
	Special               // the others
	Holidays              // of those, the ones that the calendar rules
	Events                // the ones that an event or its aftermath rules
	Groups
)

// GroupKeys names the groups for machines; the index is the Group.
var GroupKeys = [Groups]string{"all", "ordinary", "special", "holidays", "events"}

// Score is how well a method did on some slots.
type Score struct {
	Slots    int     `json:"slots"` // scored hours; 0 leaves the rest undefined
	WAPE     float64 `json:"wape"`
	MASE     float64 `json:"mase"` // in units of the last week's mean absolute error within history
	Bias     float64 `json:"bias"`
	Pinball  float64 `json:"pinball"`  // mean of the losses at 5% and 95%; the engine only
	Coverage float64 `json:"coverage"` // of the nominal 90% interval; the engine only
}

// Trial is the outcome of forecasting the past from rolling origins.
type Trial struct {
	Origins []workcal.Date
	Horizon int // days
	Weeks   int // lead weeks
	// Scores of each lead week, counted from 1; 0 holds all weeks together.
	Scores [][Groups][Methods]Score
}

// Verdict says in words whether the engine missed by less than the better of the two
// simple methods, over all hours.
func (t *Trial) Verdict() lang.Text {
	all := t.Scores[0][AllSlots]
	best := LastWeek
	if all[MeanWeeks].WAPE < all[best].WAPE {
		best = MeanWeeks
	}
	own, simple := all[Engine].WAPE, all[best].WAPE
	switch {
	case math.IsNaN(own) || math.IsNaN(simple):
		return lang.T("检验期内没有咨询，无法比较", "there are no contacts to compare with")
	case own > simple:
		return lang.F("在这段历史上简单方法更好：“%[1]s”误差 %.1[2]f%%，本程序 %.1[3]f%%", "on this history the simple method wins: %[1]s misses by %.1[2]f%%, this program by %.1[3]f%%", MethodNames[best], 100*simple, 100*own)
	}
	return lang.F("误差 %.1[2]f%%，最好的简单方法“%[1]s”为 %.1[3]f%%，少 %.0[4]f%%", "it misses by %.1[2]f%%, the best simple method (%[1]s) by %.1[3]f%%: %.0[4]f%% less", MethodNames[best], 100*own, 100*simple, 100*(1-own/simple))
}

// Backtest forecasts days horizon from each of up to origins origins every days
// apart, the last horizon ending where in.From says, each from what was known
// before it. Counts are scored by the hour, all queues together. Origins with
// less than two weeks of history before them are left out.
func Backtest(ctx context.Context, in Input, origins, horizon, every int) (*Trial, error) {
	t := &Trial{Horizon: horizon, Weeks: (horizon + 6) / 7}
	hours := make([][Groups]pairs, t.Weeks)
	end := in.From
	for o := range origins {
		at := in
		at.From, at.Days = end-workcal.Date(horizon+o*every), horizon
		at.History = nil
		for _, s := range in.History {
			if s.Start+14 <= at.From {
				at.History = append(at.History, s)
			}
		}
		if len(at.History) == 0 {
			break
		}
		out, err := Run(ctx, at)
		if err != nil {
			return nil, err
		}
		t.Origins = append(t.Origins, at.From)
		for i, s := range at.History {
			score(hours, at, s, out.Queues[i])
		}
	}
	t.Scores = make([][Groups][Methods]Score, t.Weeks+1)
	var total [Groups]pairs
	for w := range hours {
		for g := range Groups {
			t.Scores[w+1][g] = hours[w][g].scores()
			total[g].join(&hours[w][g])
		}
	}
	for g := range Groups {
		t.Scores[0][g] = total[g].scores()
	}
	return t, nil
}

// pairs holds actuals beside forecasts, and the scale of their queue.
type pairs struct {
	actual, low, high, scale []float64
	forecast                 [Methods][]float64
}

func (p *pairs) join(q *pairs) {
	p.actual, p.low, p.high, p.scale = append(p.actual, q.actual...), append(p.low, q.low...), append(p.high, q.high...), append(p.scale, q.scale...)
	for m := range p.forecast {
		p.forecast[m] = append(p.forecast[m], q.forecast[m]...)
	}
}

func (p *pairs) scores() (out [Methods]Score) {
	if len(p.actual) == 0 {
		return out
	}
	for m, f := range p.forecast {
		scaled := 0.0
		for i, y := range p.actual {
			scaled += math.Abs(y-f[i]) / p.scale[i] / float64(len(f))
		}
		out[m] = Score{Slots: len(f), WAPE: WAPE(p.actual, f), MASE: scaled, Bias: Bias(p.actual, f)}
	}
	out[Engine].Pinball = (Pinball(p.actual, p.low, (1-coverage)/2) + Pinball(p.actual, p.high, (1+coverage)/2)) / 2
	out[Engine].Coverage = Coverage(p.actual, p.low, p.high)
	return out
}

// score adds what f, the forecast of s at the origin in.From, and the simple
// methods made of each known hour to the lead week that it lies in.
func score(to [][Groups]pairs, in Input, s Series, f Forecast) {
	past := newGrid(s, in.From).extend(int(in.From - s.Start))
	actual := newGrid(s, in.From+workcal.Date(in.Days)).extend(past.days + in.Days)
	n := actual.slots
	spans := specials(in, s.Queue, s.Start, in.From+workcal.Date(in.Days))
	owner := owners(actual, spans)
	parts := max(1, 60/s.Step)
	if n%parts != 0 {
		parts = 1
	}
	week := weekError(past.coarse(parts))
	for t := past.days * n; t < len(actual.y); t += parts {
		y, lo, hi := 0.0, 0.0, 0.0
		var v [Methods]float64
		groups := [Groups]bool{AllSlots: true, Ordinary: true}
		for i := t; i < t+parts; i++ {
			k := i - past.days*n
			y += actual.y[i]
			v[Engine] += f.Point[k]
			// Widths of parts are added as if they erred together.
			lo, hi = lo+f.Low[k], hi+f.High[k]
			v[LastWeek] += past.recent(i, 1)
			v[MeanWeeks] += past.recent(i, 4)
			if owner[i] != [2]int{-1, -1} {
				groups[Ordinary], groups[Special] = false, true
			}
			groups[Holidays] = groups[Holidays] || owner[i][0] >= 0
			groups[Events] = groups[Events] || owner[i][1] >= 0
		}
		if math.IsNaN(y) {
			continue
		}
		for g, in := range groups {
			if !in {
				continue
			}
			p := &to[(t/n-past.days)/7][g]
			p.actual, p.low, p.high, p.scale = append(p.actual, y), append(p.low, lo), append(p.high, hi), append(p.scale, week)
			for m := range v {
				p.forecast[m] = append(p.forecast[m], v[m])
			}
		}
	}
}

// recent returns the mean of the last weeks known values of the slot that lies
// whole weeks before t, looking back twice as far; 0 where there are none.
func (g *grid) recent(t, weeks int) float64 {
	sum, n := 0.0, 0.0
	t -= 7 * g.slots * ((t - len(g.y) + 7*g.slots) / (7 * g.slots))
	for k := 0; k < 2*weeks && t >= 0 && n < float64(weeks); k++ {
		if v := g.y[t]; !math.IsNaN(v) {
			sum, n = sum+v, n+1
		}
		t -= 7 * g.slots
	}
	if n == 0 {
		return 0
	}
	return sum / n
}

// weekError is the mean absolute change of a slot from one week to the next.
func weekError(g *grid) float64 {
	sum, n := 0.0, 0.0
	for t := 7 * g.slots; t < len(g.y); t++ {
		if d := math.Abs(g.y[t] - g.y[t-7*g.slots]); !math.IsNaN(d) {
			sum, n = sum+d, n+1
		}
	}
	return sum / n
}
