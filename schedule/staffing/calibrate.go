package staffing

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"paiban/internal/lang"
)

// Observation is what one interval of the past showed.
type Observation struct {
	Start  int     // minutes since some midnight
	Volume float64 // contacts, those that a robot settled among them
	Agents float64 // mean number at their desks
	Reply  float64 // share answered in time, by Params.Formula
}

// Calibration is what a history says about how contacts are handled.
type Calibration struct {
	Params         Params     // those given, with the fitted figures in them
	Fitted         []Estimate // typing and think time, typing alone, or AHT
	Capacity       Estimate   // contacts that an agent with all slots taken ends in an hour
	CapacityBefore float64    // by the Params given
	ThinkHeld      bool       // the history does not show think time; it is as given

	Intervals, Days int
	Before, After   float64 // root mean square difference of reply rates, observed and modelled, by the Params given and fitted
	Explained       float64 // share of the ups and downs of the reply rate that the load explains; below 0 it explains nothing
}

// Estimate is a figure and its 95% confidence interval.
type Estimate struct {
	Figure           Figure
	Value, Low, High float64 // seconds; contacts an hour
}

// Figure names what was estimated.
type Figure string

const (
	FigureTyping   Figure = "typing"
	FigureThink    Figure = "think"
	FigureAHT      Figure = "aht"
	FigureCapacity Figure = "capacity"
)

const (
	leastDays       = 5    // days whose scatter gives the intervals
	leastIntervals  = 20   // with contacts and agents
	mostIntervals   = 2000 // the latest ones: four months of hours; older habits mislead
	gridIntervals   = 100  // that the search for a beginning looks at
	vague           = 1.5  // a figure not known to within this factor is not known
	confidence      = 0.95
	modelError      = 0.01 // of reply rates over a history, one standard deviation
	fastest         = 0.5  // seconds; fitted figures lie between these
	slowest         = 7200
	calibrationStep = 1e-4 // of the logarithm of a figure, for slopes
)

// Calibrate fits typing and think time of p, or AHT where p has no Turns, to a
// history of intervals of step minutes; everything else in p is taken as given.
//
// It minimises Σ Volume·(asin √Reply − asin √model)², the least squares of a
// share whose variance has been made constant (M. Bartlett, 1936; F. Anscombe,
// 1948), over the logarithms of the figures, by the method of Levenberg (1944)
// and Marquardt (1963) from the best point of a grid. The model is [Evaluate]'s, at the load that
// [Require] would staff each interval for. Replies within an interval and
// intervals within a day are not independent, so the confidence intervals come
// from the scatter between days (K. Liang and S. Zeger, 1986), with Student's
// distribution.
//
// Think time stays as p has it unless the history shows it to within a factor of
// 1.5 and it explains more of the reply rates than the model's own error could. Its
// trace in them is faint, and fitted freely it would explain what the model leaves
// out. Where typing time, or AHT, is not shown to within that factor, the result is
// an error. Time is linear in the observations.
func Calibrate(p Params, step int, seen []Observation) (*Calibration, error) {
	f := &fit{base: p, step: step}
	m, err := newModel(p)
	if err != nil {
		return nil, err
	}
	f.take(seen)
	c := &Calibration{Intervals: len(f.seen), Days: f.days}
	if f.days < leastDays || len(f.seen) < leastIntervals {
		return nil, lang.Errorf("历史太短：有咨询也有人在线的时段只有 %d 个，分布在 %d 天里", "the history is too short: %d intervals with contacts and agents, on %d days", len(f.seen), f.days).
			WithHint("至少给出 %d 天、%d 个时段，最好一个月", "give at least %d days and %d intervals; a month is better", leastDays, leastIntervals)
	}
	switch {
	case p.Turns == 0:
		f.figures = []Figure{FigureAHT}
	case p.Turns == 1: // after the only answer nobody thinks
		f.figures = []Figure{FigureTyping}
	default:
		f.figures = []Figure{FigureTyping, FigureThink}
	}
	x, spread := f.solve()
	if len(f.figures) == 2 {
		held := *f
		held.figures = f.figures[:1]
		y, narrow := held.solve()
		better := math.Pow(held.error(y), 2) - math.Pow(f.error(x), 2)
		if !(spread[1] <= math.Log(vague)) || better <= 4*modelError*modelError {
			f, x, spread, c.ThinkHeld = &held, y, narrow, true
		}
	}
	if !(spread[0] <= math.Log(vague)) {
		return nil, f.unclear(spread[0])
	}
	c.Params = f.at(x)
	for j, figure := range f.figures {
		c.Fitted = append(c.Fitted, interval(figure, math.Exp(x[j]), spread[j]))
	}
	after, _ := newModel(c.Params)
	c.Capacity, c.CapacityBefore = f.capacity(x, after), m.capacity*3600
	c.Before, c.After = f.miss(m), f.miss(after)
	c.Explained = f.explained(x)
	return c, nil
}

func interval(figure Figure, v, spread float64) Estimate {
	return Estimate{figure, v, v * math.Exp(-spread), v * math.Exp(spread)}
}

// fit is a calibration under way. Points are logarithms of figures.
type fit struct {
	base    Params
	step    int
	seen    []Observation // in order of time, of different times
	day     []int         // of each, from 0
	days    int
	figures []Figure
	cov     [2]*mat.SymDense // of the last solution, see spread
	off     *mat.VecDense    // what the model's own error may move it by
}

// take keeps what can be used.
func (f *fit) take(seen []Observation) {
	for _, o := range seen {
		if o.Volume > 0 && o.Agents > 0 {
			f.seen = append(f.seen, o)
		}
	}
	slices.SortStableFunc(f.seen, func(a, b Observation) int { return cmp.Compare(a.Start, b.Start) })
	f.seen = f.seen[max(0, len(f.seen)-mostIntervals):]
	last := 0
	for i, o := range f.seen {
		if d := o.Start / 1440; i == 0 || d != last {
			last, f.days = d, f.days+1
		}
		f.day = append(f.day, f.days-1)
	}
}

// at returns the parameters at a point.
func (f *fit) at(x []float64) Params {
	p := f.base
	for j, figure := range f.figures {
		switch v := math.Exp(x[j]); figure {
		case FigureTyping:
			p.Typing = v
		case FigureThink:
			p.Think = v
		case FigureAHT:
			p.AHT = v
		case FigureCapacity: // it follows from the others
		}
	}
	return p
}

// replies returns the reply rate that m has in each of the first n intervals;
// it is 0 where the agents fall further and further behind.
func (f *fit) replies(m *model, n int) []float64 {
	out := make([]float64, n)
	volume := make([]float64, 0, n)
	for from := 0; from < n; {
		to := from
		volume = volume[:0]
		for to < n && f.seen[to].Start == f.seen[from].Start+(to-from)*f.step {
			volume = append(volume, f.seen[to].Volume)
			to++
		}
		for i, rate := range m.spread(volume, f.step) {
			whole, part := math.Modf(f.seen[from+i].Agents)
			out[from+i] = (1-part)*m.reply(rate, int(whole)) + part*m.reply(rate, int(whole)+1)
		}
		from = to
	}
	return out
}

func (m *model) reply(rate float64, n int) float64 {
	if n == 0 || n > maxAgents {
		return 0
	}
	perf, _ := m.evaluate(rate, n)
	return min(1, max(0, perf.ReplyRate))
}

// residuals returns the weighted differences, observed less modelled, of the
// first n intervals.
func (f *fit) residuals(x []float64, n int) []float64 {
	out := make([]float64, n)
	if m, err := newModel(f.at(x)); err == nil { // else chats would take months: no reply is in time
		out = f.replies(m, n)
	}
	for i, r := range out {
		o := f.seen[i]
		out[i] = math.Sqrt(o.Volume) * (angle(o.Reply) - angle(r))
	}
	return out
}

// angle makes the variance of a share of n that of 1/n, whatever the share.
func angle(share float64) float64 { return 2 * math.Asin(math.Sqrt(min(1, max(0, share)))) }

func squares(v []float64) (sum float64) {
	for _, x := range v {
		sum += x * x
	}
	return sum
}

// capacity follows from the figures; its interval by the delta method.
func (f *fit) capacity(x []float64, m *model) Estimate {
	slope := mat.NewVecDense(len(x), nil)
	for j := range x {
		near := slices.Clone(x)
		near[j] += calibrationStep
		other, _ := newModel(f.at(near))
		slope.SetVec(j, math.Log(other.capacity/m.capacity)/calibrationStep)
	}
	return interval(FigureCapacity, m.capacity*3600, f.half(slope))
}

// error is the miss of a point.
func (f *fit) error(x []float64) float64 {
	m, err := newModel(f.at(x))
	if err != nil {
		return 1
	}
	return f.miss(m)
}

// miss is the root of the mean square difference between observed and modelled
// reply rates, each contact counting once.
func (f *fit) miss(m *model) float64 {
	sum, volume := 0.0, 0.0
	for i, r := range f.replies(m, len(f.seen)) {
		o := f.seen[i]
		sum += o.Volume * (o.Reply - r) * (o.Reply - r)
		volume += o.Volume
	}
	return math.Sqrt(sum / volume)
}

// explained compares the squares left with those about the mean.
func (f *fit) explained(x []float64) float64 {
	mean, volume := 0.0, 0.0
	for _, o := range f.seen {
		mean += o.Volume * angle(o.Reply)
		volume += o.Volume
	}
	mean /= volume
	about := 0.0
	for _, o := range f.seen {
		about += o.Volume * (angle(o.Reply) - mean) * (angle(o.Reply) - mean)
	}
	if about == 0 {
		return 0
	}
	return 1 - squares(f.residuals(x, len(f.seen)))/about
}

// unclear is the error of a history that does not show how fast contacts are
// handled.
func (f *fit) unclear(spread float64) error {
	low, high := 1.0, 0.0
	for _, o := range f.seen {
		low, high = min(low, o.Reply), max(high, o.Reply)
	}
	percent := func(v float64) string { return short(v * 100) }
	within := lang.T("完全定不下来", "not at all")
	if by := math.Exp(spread); by < 1000 {
		within = lang.F("只能确定到 %s 倍以内", "only within a factor of %s", short(by))
	}
	return lang.Errorf("这段历史看不出处理速度（%s）：回复率在 %s%% 到 %s%% 之间，随忙闲变化太少或太乱",
		"the history does not show how fast contacts are handled (%s): the reply rate is between %s%% and %s%% and hardly depends on the load, or varies too much",
		within, percent(low), percent(high)).
		WithHint("给出有忙时（回复率明显下降）的更长历史；沿用现在的参数", "give a longer history with busy hours in which the reply rate falls; keep the present figures until then")
}
