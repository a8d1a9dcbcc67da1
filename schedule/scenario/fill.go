package scenario

import (
	"cmp"
	"slices"

	"paiban/schedule"
	"paiban/schedule/simulate"
)

// fill chooses turns for the needs of the case times margin, first those that cover
// most missing head-hours for a yuan, with what a person does more on later days for
// having worked. Of two that are equal it takes the longer, then the earlier offer. A day
// that nothing is missing on is not bought for practice, unless it is paid for anyway.
func (p *planner) fill(margin float64) []Turn { return p.extend(nil, margin) }

// choice is what may be added next: one turn, or one of a source on several days.
type choice struct {
	turns []Turn
	hours float64 // missing head-hours that it covers
	price float64
}

// above reports whether c covers more for a yuan than d, or as much and more in all.
func (c choice) above(d choice) bool {
	const alike = 1e-9 // relative
	more, same := c.hours*d.price, d.hours*c.price
	return more > same*(1+alike) || more >= same*(1-alike) && c.hours > d.hours
}

// extend chooses further turns after those of chosen.
func (p *planner) extend(chosen []Turn, margin float64) []Turn {
	short := p.short(chosen, margin)
	out := slices.Clone(chosen)
	for {
		best := choice{price: 1}
		for _, t := range p.offers(out) {
			hours := p.gain(short, &t, false)
			if hours == 0 && t.Price > 0 {
				continue
			}
			if c := (choice{[]Turn{t}, hours + p.later(short, &t, false), t.Price}); c.above(best) {
				best = c
			}
		}
		for s := range p.c.Sources {
			if c := p.several(s, out, short); c.above(best) {
				best = c
			}
		}
		if best.hours == 0 {
			return out
		}
		for i := range best.turns {
			p.gain(short, &best.turns[i], true)
			p.later(short, &best.turns[i], true)
			out = append(out, best.turns[i])
		}
	}
}

// several offers one more person of source s on as many days as make most of what the
// person costs, where that is more than a day's price: of rented seats, and of those who are
// paid for several days at least.
func (p *planner) several(s int, chosen []Turn, short [][]float64) (best choice) {
	best.price = 1
	if src := &p.c.Sources[s]; src.Kind == Overtime || src.Rent == 0 && src.Least <= 1 {
		return best
	}
	heads := p.c.crew(chosen)
	var days []choice
	for _, t := range p.people {
		if t.Source != s || heads[s][t.Day] >= p.c.Sources[s].Heads {
			continue
		}
		p.c.next(&t, heads)
		if hours := p.gain(short, &t, false); hours > 0 {
			days = append(days, choice{turns: []Turn{t}, hours: hours})
		}
	}
	slices.SortStableFunc(days, func(a, b choice) int { return cmp.Compare(b.hours, a.hours) })
	var all choice
	for _, d := range days {
		t := d.turns[0]
		p.c.next(&t, heads)
		heads[s][t.Day]++
		all.turns, all.hours, all.price = append(all.turns, t), all.hours+d.hours, all.price+t.Price
		if all.above(best) {
			best = choice{slices.Clone(all.turns), all.hours, all.price}
		}
	}
	return best
}

// short returns the heads missing in each step, by queue.
func (p *planner) short(chosen []Turn, margin float64) [][]float64 {
	out, _ := simulate.Present(&p.c.Input) // newPlanner has checked it
	p.c.missing(out, margin)
	chosen = p.c.staffed(chosen)
	for i := range chosen {
		p.gain(out, &chosen[i], true)
	}
	return out
}

// missing turns heads present, by queue and step, into those that miss of the needs times
// margin.
func (c *Case) missing(heads [][]float64, margin float64) {
	for q := range heads {
		for i, present := range heads[q] {
			heads[q][i] = -present
			if n := c.Input.Queues[q].Need; n != nil {
				heads[q][i] += float64(n[i]) * margin
			}
		}
	}
}

// gain returns the missing head-hours that t covers: in each of its steps those
// of the queue that misses most. With take they are no longer missing.
func (p *planner) gain(short [][]float64, t *Turn, take bool) float64 {
	return p.cover(short, t, t.output(), 0, take)
}

// later returns the missing head-hours that the person of t covers on later days for
// having worked it.
func (p *planner) later(short [][]float64, t *Turn, take bool) (hours float64) {
	for _, r := range t.more {
		hours += p.cover(short, t, r.pace, (r.day-t.Day)*schedule.DayMinutes, take)
	}
	return hours
}

// cover is [planner.gain] of somebody of a pace in the hours of t, so many minutes later.
func (p *planner) cover(short [][]float64, t *Turn, pace float64, later int, take bool) (hours float64) {
	step := p.c.Input.Step
	for _, s := range t.Spans {
		s = s.Shift(later)
		for i := (s.Start + step - 1) / step; (i+1)*step <= s.End && i < p.steps; i++ {
			worst := none
			for _, q := range t.queues {
				if worst == none || short[q][i] > short[worst][i] {
					worst = q
				}
			}
			if worst == none {
				continue
			}
			output := min(pace, p.c.room(t, worst))
			hours += max(0, min(output, short[worst][i])) * float64(step) / 60
			if take {
				short[worst][i] -= output
			}
		}
	}
	return hours
}
