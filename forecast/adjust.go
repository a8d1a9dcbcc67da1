package forecast

import (
	"math"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Adjustment is what somebody knows better than the model: other volume on some days
// and hours.
//
// It means the minutes [From.Minute, To.Minute) of each of the days From.Date to
// To.Date, the last included; 0 to 1440 is the whole day, and minutes beyond 1440 lie
// on the next day.
type Adjustment struct {
	Queue    string // "" is every queue
	From, To Stamp

	// Value is the contacts of each of the days where the whole day is meant, else of
	// each hour; of less than an hour, those of that part itself.
	Value float64

	Relative bool    // it changes the volume by Percent instead of setting it to Value
	Percent  float64 // 20 is a fifth more, −30 three tenths less

	Who, Why string
	Source   lang.Text // where it stands: adjustments.csv:3
}

// WholeDays reports whether the adjustment is of all hours of its days.
func (a *Adjustment) WholeDays() bool { return a.From.Minute <= 0 && a.To.Minute == 1440 }

// Applied is what an adjustment did to a forecast, in contacts on all its days and
// hours within the horizon.
type Applied struct {
	Adjustment
	Days  int     // of the horizon that it reaches; 0 is none
	Model float64 // as the model has it
	Was   float64 // as the adjustments before it left it
	Now   float64 // after it

	// Held are contacts of hours that an adjustment before it has set, which it left
	// alone to share out the rest of the day.
	Held float64
}

// Adjust changes the forecast by what people know better, in the order of the list:
// each adjustment works on what those before it have left.
//
//   - A value for hours sets each of them.
//   - A value for a day shares the day's volume out anew: hours that a value before it
//     has set stay, the others are scaled so that the day has the value. Where the hours
//     set have more than the value already, they are scaled too.
//   - A percentage scales what is there.
//
// Without a queue a value is that of all queues together; each keeps its share. Where
// the model expects nothing, a value is shared out as on the other days of the horizon,
// where those are empty too, evenly. Low and High keep their ratio to Point, where that
// was zero the mean ratio of the queue.
//
// It keeps the model's own point in Model, sets Applied and adds to the Explanation what
// was done.
func (o *Output) Adjust(list []Adjustment) {
	if len(list) == 0 {
		return
	}
	h := o.hands()
	for _, a := range list {
		o.Applied = append(o.Applied, h.apply(a))
	}
	h.finish()
	o.Explanation = append(handWords(o), o.Explanation...)
}

// hands works changes into a forecast.
type hands struct {
	o      *Output
	before []Forecast  // as it was
	own    [][]float64 // the model's points, by queue
	set    [][]bool    // by queue and slot: a value of hours stands there
	usual  [][]float64 // by queue and slot of the day: what the horizon has then
}

func (o *Output) hands() *hands {
	h := &hands{o: o}
	for i := range o.Queues {
		f := &o.Queues[i]
		h.before, h.own = append(h.before, *f), append(h.own, f.Own())
		f.Point, f.Low, f.High = slices.Clone(f.Point), slices.Clone(f.Low), slices.Clone(f.High)
		h.set = append(h.set, make([]bool, len(f.Point)))
		usual := make([]float64, 1440/f.Step)
		for t, v := range f.Point {
			usual[t%len(usual)] += v
		}
		h.usual = append(h.usual, usual)
	}
	return h
}

// part is the share of a slot of a queue that a span covers.
type part struct {
	queue, slot int
	share       float64 // of the slot's minutes, (0, 1]
}

// parts returns the slots of the queues meant that lie in the minutes [from, to) of the
// horizon.
func (h *hands) parts(queue string, from, to int) (out []part) {
	from, to = max(from, 0), min(to, h.o.Days*1440)
	for i := range h.o.Queues {
		f := &h.o.Queues[i]
		if queue != "" && f.Queue != queue {
			continue
		}
		for t := from / f.Step; t*f.Step < to; t++ {
			covered := min(to, (t+1)*f.Step) - max(from, t*f.Step)
			out = append(out, part{i, t, float64(covered) / float64(f.Step)})
		}
	}
	return out
}

// sum adds up parts as they stand.
func (h *hands) sum(parts []part) (sum float64) {
	for _, p := range parts {
		sum += h.o.Queues[p.queue].Point[p.slot] * p.share
	}
	return sum
}

// sumOwn adds up parts as the model has them.
func (h *hands) sumOwn(parts []part) (sum float64) {
	for _, p := range parts {
		sum += h.own[p.queue][p.slot] * p.share
	}
	return sum
}

func (h *hands) apply(a Adjustment) Applied {
	out := Applied{Adjustment: a}
	for d := a.From.Date; d <= a.To.Date; d++ {
		day := int(d-h.o.From) * 1440
		from, to := day+a.From.Minute, day+a.To.Minute
		all := h.parts(a.Queue, from, to)
		if len(all) == 0 {
			continue
		}
		out.Days++
		out.Model += h.sumOwn(all)
		out.Was += h.sum(all)
		switch {
		case a.Relative:
			for _, p := range all {
				h.o.Queues[p.queue].Point[p.slot] *= 1 + p.share*a.Percent/100
			}
		case a.WholeDays():
			out.Held += h.setTo(all, a.Value, true)
		default:
			for m := from; m < to; m += 60 {
				hour, value := h.parts(a.Queue, m, min(m+60, to)), a.Value
				if to-m < 60 && to-from > 60 {
					value *= float64(to-m) / 60
				}
				h.setTo(hour, value, false)
				for _, p := range hour {
					h.set[p.queue][p.slot] = true
				}
			}
		}
		out.Now += h.sum(all)
	}
	return out
}

// setTo makes parts bring value together; with hold it leaves those alone that are set,
// where there is room for others, and returns what these have.
func (h *hands) setTo(parts []part, value float64, hold bool) (held float64) {
	free := parts
	if hold {
		var rest, fixed []part
		for _, p := range parts {
			if h.set[p.queue][p.slot] {
				fixed = append(fixed, p)
			} else {
				rest = append(rest, p)
			}
		}
		if sum := h.sum(fixed); len(rest) > 0 && sum < value {
			free, held = rest, sum
			value -= sum
		}
	}
	weights := h.weights(free)
	total := sumOf(weights)
	for i, p := range free {
		v := &h.o.Queues[p.queue].Point[p.slot]
		*v = *v*(1-p.share) + value*weights[i]/total
	}
	return held
}

// weights says how volume is shared out over parts: as it stands, else as on the usual
// day of the horizon, else evenly.
func (h *hands) weights(parts []part) []float64 {
	out := make([]float64, len(parts))
	for _, weight := range []func(p part) float64{
		func(p part) float64 { return h.o.Queues[p.queue].Point[p.slot] },
		func(p part) float64 { return h.usual[p.queue][p.slot%len(h.usual[p.queue])] },
		func(p part) float64 { return float64(h.o.Queues[p.queue].Step) },
	} {
		for i, p := range parts {
			out[i] = weight(p) * p.share
		}
		if sumOf(out) > 0 {
			break
		}
	}
	return out
}

// finish moves the intervals along and keeps the model's point where one has changed.
func (h *hands) finish() {
	for i := range h.o.Queues {
		f, was := &h.o.Queues[i], &h.before[i]
		changed := false
		low, high := relativeWidth(was)
		for t, v := range f.Point {
			if v == was.Point[t] {
				continue
			}
			changed = true
			f.Low[t], f.High[t] = v*low, v*high
			if p := was.Point[t]; p > 0 {
				f.Low[t], f.High[t] = was.Low[t]*(v/p), was.High[t]*(v/p)
			}
		}
		if changed && f.Model == nil {
			f.Model = h.own[i]
		}
	}
}

// relativeWidth returns the bounds of the intervals of f in units of its points, over
// the whole horizon; of a forecast of nothing, those of a Poisson count of ten.
func relativeWidth(f *Forecast) (low, high float64) {
	point := sumOf(f.Point)
	if point == 0 {
		const ten = 10
		w := 1.645 / math.Sqrt(ten)
		return 1 - w, 1 + w
	}
	return sumOf(f.Low) / point, sumOf(f.High) / point
}

// covers reports whether a means any of the step minutes from minute on, counted from
// the midnight that its first day begins with.
func (a *Adjustment) covers(minute, step int) bool {
	for d := range int(a.To.Date-a.From.Date) + 1 {
		if a.From.Minute < minute+step-d*1440 && minute-d*1440 < a.To.Minute {
			return true
		}
	}
	return false
}

// DayFigures are the contacts of one queue on the hours of an adjustment on one day.
type DayFigures struct {
	Date  workcal.Date
	Queue string
	Model float64 // as the model has it
	Point float64
}

// On returns what a forecast has on each day, in order, and each queue that an
// adjustment means, as far as the horizon reaches.
func (o *Output) On(a *Adjustment) (out []DayFigures) {
	h := o.hands()
	for d := a.From.Date; d <= a.To.Date; d++ {
		day := int(d-o.From) * 1440
		for i := range o.Queues {
			if a.Queue != "" && a.Queue != o.Queues[i].Queue {
				continue
			}
			if parts := h.parts(o.Queues[i].Queue, day+a.From.Minute, day+a.To.Minute); len(parts) > 0 {
				out = append(out, DayFigures{d, o.Queues[i].Queue, h.sumOwn(parts), h.sum(parts)})
			}
		}
	}
	return out
}

// Used returns what people have changed within the horizon.
func (o *Output) Used() (used []Applied) {
	for _, a := range o.Applied {
		if a.Days > 0 {
			used = append(used, a)
		}
	}
	return used
}
