package scenario

import (
	"context"

	"paiban/internal/lang"
	"paiban/schedule/simulate"
)

// Curve simulates plans from no additions to all that is worth adding, the best turns
// first: what more money buys.
func Curve(ctx context.Context, c *Case, opt simulate.Options) ([]Point, error) {
	p, err := newPlanner(c)
	if err != nil {
		return nil, err
	}
	f := &Frontier{}
	all := p.all()
	for _, n := range stops(len(all)) {
		o, err := c.outcome(ctx, all[:n], opt)
		if err != nil {
			return nil, err
		}
		f.add(o)
	}
	return f.Points, nil
}

// stops are the numbers of turns, of all, at which the frontier is looked at: from none to
// all, evenly.
func stops(all int) (out []int) {
	for k := range points {
		if n := all * k / (points - 1); k == 0 || n > out[len(out)-1] {
			out = append(out, n)
		}
	}
	return out
}

// Advice says how far along a curve money is well spent: to best where it is known, else
// to the first plan that is on target with the confidence asked for, and what each further
// point of reply rate costs beyond it. It is zero where a curve has no points.
func Advice(curve []Point, best *Outcome, confidence float64) lang.Text {
	if len(curve) == 0 {
		return lang.Text{}
	}
	to, sure := curve[len(curve)-1], false
	for _, p := range curve {
		if p.Confidence >= confidence {
			to, sure = p, true
			break
		}
	}
	if best != nil {
		to, sure = Point{Turns: len(best.Turns), Cost: best.Total, Queues: best.Queues, Confidence: best.Confidence()}, true
	}
	q, none := worst(to.Queues), curve[0]
	var t lang.Text
	switch {
	case !sure && lostMost(to.Queues).TooMany():
		t = lang.F("全买下来（%.0f 元）%s：只靠这些来源不够", "all of it (%.0f yuan): %s; these sources alone will not do", to.Cost, lostMost(to.Queues).Text())
	case !sure:
		t = lang.F("全买下来（%.0f 元）回复率 %.1f%%，达标的把握还不到 %.0f%%：只靠这些来源不够",
			"all of it (%.0f yuan) gives a reply rate of %.1f%% and does not reach the target with %.0f%% confidence: these sources alone will not do", to.Cost, 100*to.Queues[q].Reply.Mean, 100*confidence)
		if k := knee(curve, q); k < len(curve)-1 {
			to = curve[k]
			t = lang.F("%s；要买也只买到 %.1f%%（共 %.0f 元）", "%s; if any of it, buy up to %.1f%% (%.0f yuan in all)", t, 100*to.Queues[q].Reply.Mean, to.Cost)
		}
	case to.Turns == 0:
		t = lang.F("建议不加人：回复率已有 %.1f%%（%.0f 元）", "add nobody: the reply rate is %.1f%% as it is (%.0f yuan)", 100*to.Queues[q].Reply.Mean, to.Cost)
	default:
		t = lang.F("建议买到回复率 %.1f%%（共 %.0f 元）", "buy up to a reply rate of %.1f%% (%.0f yuan in all)", 100*to.Queues[q].Reply.Mean, to.Cost)
	}
	rate := to.Queues[q].Reply.Mean
	if rise := 100 * (rate - none.Queues[q].Reply.Mean); to.Turns > 0 && rise > 0 {
		t = lang.F("%s；到这里平均每提高 1 点花 %.0f 元", "%s; up to there a point costs %.0f yuan on average", t, (to.Cost-none.Cost)/rise)
	}
	if price, more := beyond(curve, to, q); more {
		t = lang.F("%s，超过 %.1f%% 再每提高 1 点要 %.0f 元", "%s, beyond %.1f%% each further point costs %.0f yuan", t, 100*rate, price)
	} else if sure {
		t = lang.F("%s，再多买也提不高", "%s, and more of it raises it no further", t)
	}
	return t
}

// steep is how many times the average so far a point may cost before the money is better
// spent elsewhere.
const steep = 3

// knee is the first plan of a curve beyond which each point of reply rate of queue q costs
// steep times what one cost on average up to it; the last where there is none.
func knee(curve []Point, q int) int {
	for k := 1; k < len(curve); k++ {
		p, rise := curve[k], 100*(curve[k].Queues[q].Reply.Mean-curve[0].Queues[q].Reply.Mean)
		if price, more := beyond(curve, p, q); rise >= leastRise && (!more || price > steep*(p.Cost-curve[0].Cost)/rise) {
			for k+1 < len(curve) && curve[k+1].Cost <= p.Cost { // what is paid for anyway
				k++
			}
			return k
		}
	}
	return len(curve) - 1
}

// beyond is what each further point of reply rate of queue q costs after plan p, to the
// next plan of a curve that costs more and replies better.
func beyond(curve []Point, p Point, q int) (price float64, more bool) {
	for _, next := range curve {
		if rise := 100 * (next.Queues[q].Reply.Mean - p.Queues[q].Reply.Mean); next.Cost > p.Cost && rise >= leastRise {
			return (next.Cost - p.Cost) / rise, true
		}
	}
	return 0, false
}

// leastRise is the rise of the reply rate, in points, below which a price for a point means
// nothing: the simulation is not more exact.
const leastRise = .1

// Worst is the index of the queue of p that is furthest from what is promised.
func (p *Point) Worst() int { return worst(p.Queues) }

// worst is the queue that is furthest below its target, or above the customers that it may
// lose.
func worst(queues []Queue) (at int) {
	for q := range queues {
		if queues[q].margin() < queues[at].margin() {
			at = q
		}
	}
	return at
}

// margin is by how much a queue keeps what is promised: its target, and the most customers
// that may be lost, whichever is nearer.
func (q *Queue) margin() float64 { return min(q.Reply.Mean-q.Target, q.Lost().Margin()) }

// lostMost is what is said of the customers of the queue that loses most beyond what may be.
func lostMost(queues []Queue) (most simulate.Lost) {
	for q := range queues {
		if l := queues[q].Lost(); q == 0 || l.Margin() < most.Margin() {
			most = l
		}
	}
	return most
}
