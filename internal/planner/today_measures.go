package planner

import (
	"cmp"
	"context"
	"slices"

	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/schedule"
)

// MeasureKind is a way to have somebody there on the same day.
type MeasureKind string

// The ways, the one that asks least of people first.
const (
	MoveBreak   MeasureKind = "break"
	StayOn      MeasureKind = "overtime"
	CallStandby MeasureKind = "standby"
	CallIn      MeasureKind = "rest_day"
)

// How soon somebody can be there, and for how long it is worth while to come, in minutes.
const (
	standbyLead  = 30
	restDayLead  = 60
	shortestCall = 120
	longestCall  = labourlaw.Day
	overtimeStep = 30
	worthMinutes = todayStep // less than so many minutes of a head that was missing are none
	worthShare   = 1. / 3    // of the minutes paid must be of a head that was missing
	mostMeasures = 12        // or one for every third person, where that is more
)

// Measure is one thing to do, with its price and what it brings once those before it are
// done.
type Measure struct {
	Kind   MeasureKind
	Person int           // index into the people of the problem
	Span   schedule.Span // at work; of a break that moves, the first one that does, as it is to be
	Shift  int           // called in for all of this shift; schedule.Off is none
	Was    []schedule.Span
	Now    []schedule.Span // breaks, minutes of the work date

	Yuan   float64
	Factor float64 // of the pay of an hour, the mean where several apply; 0 for a break
	Gain   float64 // head-hours no longer missing
	Before []float64
	After  []float64 // [queue] share answered in time

	next hand
	paid float64 // minutes
}

// answered is how many contacts are answered in time at so large shares by queue.
func (d *Today) answered(shares []float64) (n float64) {
	for i, r := range shares {
		n += r * d.Queues[i].Rest.Point
	}
	return n
}

// measures finds what to do, best first: what costs nothing by what it brings, then what
// costs least for an hour that is missing. Each is measured with those before it done, and
// keeps to the rules and the law.
func (d *Today) measures(ctx context.Context) error {
	d.rank(ctx)
	if err := ctx.Err(); err != nil {
		return err
	}
	after := d.planned()
	for i := range d.Queues {
		d.Queues[i].After = d.shortBySpan(after, i)
		d.Queues[i].ReplyAfter = d.rates.of(after, i)
	}
	return nil
}

// planned is who is there with all measures.
func (d *Today) planned() []hand {
	out := slices.Clone(d.hands)
	for _, m := range d.Measures {
		out = put(out, m.next)
	}
	return out
}

// put replaces a person's hand, or adds it.
func put(hands []hand, h hand) []hand {
	out := slices.Clone(hands)
	if k := slices.IndexFunc(out, func(o hand) bool { return o.person == h.person }); k >= 0 {
		out[k] = h
		return out
	}
	return append(out, h)
}

func (d *Today) rank(ctx context.Context) {
	hands := slices.Clone(d.hands)
	law := d.overtime(d.Read.Posted)
	candidates := d.candidates(law)
	roster := d.Read.Posted.Clone()
	base := schedule.Check(d.Plan.Problem, roster).Score.Hard
	owed := slices.Clone(d.owed)
	most := max(mostMeasures, len(d.Plan.Problem.People)/3)
	for len(d.Measures) < most && ctx.Err() == nil {
		best, gains := -1, []float64(nil)
		for c := range candidates {
			m := &candidates[c]
			live, waiting := d.gain(hands, m.next, owed)
			m.Gain = (live + waiting) / 60
			if live+waiting < max(worthMinutes, worthShare*m.paid) {
				continue
			}
			if best < 0 || d.better(m, &candidates[best]) {
				best, gains = c, []float64{live, waiting}
			}
		}
		if best < 0 {
			return
		}
		m := candidates[best]
		candidates = slices.Delete(candidates, best, best+1)
		try := roster.Clone()
		m.enter(try, d.day)
		if hard := schedule.Check(d.Plan.Problem, try).Score.Hard; (m.Kind == MoveBreak || m.InCell()) && hard > base {
			continue
		}
		with := put(hands, m.next)
		for i := range d.Queues {
			m.Before, m.After = append(m.Before, d.rates.of(hands, i)), append(m.After, d.rates.of(with, i))
		}
		if m.Kind == MoveBreak && d.answered(m.After) < d.answered(m.Before) {
			continue // it takes more from a busy time than it gives to another
		}
		roster, hands = try, with
		d.pay(owed, m.next.serves, gains[1])
		d.Measures = append(d.Measures, m)
		// One thing is asked of one person.
		candidates = slices.DeleteFunc(candidates, func(c Measure) bool { return c.Person == m.Person })
	}
}

// better reports whether a is to be done before b.
func (d *Today) better(a, b *Measure) bool {
	return cmp.Or(
		cmp.Compare(a.Yuan/a.Gain, b.Yuan/b.Gain), -cmp.Compare(a.Gain, b.Gain),
		cmp.Compare(a.Person, b.Person), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End),
	) < 0
}

// InCell reports whether the roster shows m as another shift: of standby that becomes work.
// Who comes in from a rest day keeps it in the roster, so that the month pays for it.
func (m *Measure) InCell() bool { return m.Kind == CallStandby && m.Shift != schedule.Off }

// enter writes what of m stands in a roster.
func (m *Measure) enter(r *schedule.Roster, day int) {
	if m.InCell() {
		r.Cells[m.Person][day] = m.Shift
	}
	if m.Kind == MoveBreak {
		r.PlaceBreaks(m.Person, day, m.Now)
	}
}

// gain is how many minutes of heads are no longer missing if the hand next is there instead
// of what it was: of queues that answer at once, and of work that may wait, which somebody
// does in the quarters in which nobody else lacks them.
func (d *Today) gain(hands []hand, next hand, owed []float64) (live, waiting float64) {
	was := hand{there: make([]bool, len(next.there))}
	if k := slices.IndexFunc(hands, func(o hand) bool { return o.person == next.person }); k >= 0 {
		was = hands[k]
	}
	with := put(hands, next)
	spare := 0.0
	for k := d.first; k*d.step < d.Until; k++ {
		if was.there[k] == next.there[k] {
			continue
		}
		_, before := d.missing(hands, k, d.need)
		_, after := d.missing(with, k, d.need)
		live += float64((before - after) * d.step)
		if next.there[k] && before == after {
			spare += float64(d.step)
		}
	}
	for _, q := range next.serves {
		waiting += min(spare-waiting, owed[q])
	}
	return live, max(0, waiting)
}

// pay takes minutes of work that may wait off what is owed.
func (d *Today) pay(owed []float64, serves []int, minutes float64) {
	for _, q := range serves {
		done := min(minutes, owed[q])
		owed[q] -= done
		minutes -= done
	}
}

// Text says what to do in one sentence.
func (d *Today) Text(m *Measure) lang.Text {
	name := d.Plan.Problem.PersonName(m.Person)
	switch m.Kind {
	case MoveBreak:
		return lang.F("%s：休息从 %s 改到 %s", "%s: break from %s to %s", name, spansText(m.Was), spansText(m.Now))
	case StayOn:
		return lang.F("%s：留到 %s（加班 %s）", "%s: stay until %s (overtime %s)", name, schedule.Clock(m.Span.End), schedule.Duration(m.Span.Len()))
	case CallStandby:
		if m.InCell() {
			return lang.F("%s：待命改上%s %s", "%s: from standby to %s %s", name, d.Plan.Problem.ShiftText(m.Shift), m.Span)
		}
		return lang.F("%s：从待命叫来 %s", "%s: called in from standby %s", name, m.Span)
	case CallIn:
		if m.Shift != schedule.Off {
			return lang.F("%s：今天休息，请来上%s %s（要本人同意）", "%s: rest day, ask to work %s %s", name, d.Plan.Problem.ShiftText(m.Shift), m.Span)
		}
		return lang.F("%s：今天休息，请来 %s（要本人同意）", "%s: rest day, ask to come %s", name, m.Span)
	}
	return lang.Same(name)
}

func spansText(spans []schedule.Span) lang.Text {
	var out []lang.Text
	for _, s := range spans {
		out = append(out, lang.Same(s.String()))
	}
	return lang.Join(out, "、", ", ")
}

// Price says what m costs.
func (d *Today) Price(m *Measure) lang.Text {
	if m.Factor == 0 {
		return lang.T("0 元", "0 yuan")
	}
	return lang.F("%.0f 元（%.0f%%）", "%.0f yuan (%.0f%%)", m.Yuan, 100*m.Factor)
}
