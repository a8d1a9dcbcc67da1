package schedule

import "paiban/internal/lang"

// Minutes bounds paid minutes per period. Where a stretch begins before day 0
// the known past counts; a stretch with days of which nothing is known is held
// only to the maximum.
type Minutes struct {
	People People
	Per    Period
	Total  Bound // paid minutes; its costs are per minute
}

// Key is the stable name of the rule.
func (Minutes) Key() string { return "minutes" }

// Words says the rule.
func (m Minutes) Words() lang.Text {
	return lang.F("%s工时：%s", "paid hours %s: %s", periodWords[m.Per], m.Total.words(Duration))
}

// Check returns the stretches that are out of bounds.
func (m Minutes) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range m.People.All(p) {
		t := p.Timeline(r, i)
		for _, w := range p.Stretches(m.Per) {
			n, known := t.sum(w, func(s int) int { return p.Shifts[s].Paid })
			hard, cost := m.Total.judge(n, known)
			if hard == 0 && cost == 0 {
				continue
			}
			why, limit := m.Total.miss(n, hard > 0, Duration)
			out = append(out, Finding{
				Rule: m.Key(), Score: Score{hard, cost}, Person: i, Day: Any, Days: w, Queue: Any,
				Why: lang.F("%s %s 工时 %s，%s", "%s has %[3]s paid in %[2]s, %[4]s", p.who(i), p.period(m.Per, w), Duration(n), why),
				Fix: m.fix(n > limit, n-limit),
			})
		}
	}
	return out
}

func (m Minutes) fix(over bool, by int) lang.Text {
	if over {
		return lang.F("减少一个班，或换成短一些的班次，共减 %s", "take a shift away, or use shorter ones: %s less in all", Duration(by))
	}
	return lang.F("再排一个班，或换成长一些的班次，共加 %s", "add a shift, or use longer ones: %s more in all", Duration(-by))
}

// sum adds value over the worked days of w and reports whether every day of w is
// known.
func (t Timeline) sum(w Stretch, value func(shift int) int) (n int, known bool) {
	known = true
	for d := w.From; d < w.To; d++ {
		s, ok := t.At(d)
		known = known && ok
		if s != Off {
			n += value(s)
		}
	}
	return n, known
}

// judge is [Bound.Judge], held only to the maximum where not everything is
// known.
func (b Bound) judge(n int, known bool) (hard, cost int64) {
	if !known {
		b.HardMin, b.SoftMin = min(b.HardMin, n), min(b.SoftMin, n)
	}
	return b.Judge(n)
}

// miss says which limit of b n is beyond, the hard one or the soft one, and
// returns that limit.
func (b Bound) miss(n int, hard bool, say func(int) lang.Text) (why lang.Text, limit int) {
	lo, hi := b.SoftMin, b.SoftMax
	if hard {
		lo, hi = b.HardMin, b.HardMax
	}
	if n > hi {
		return lang.F("超过上限 %s", "above the limit of %s", say(hi)), hi
	}
	return lang.F("少于下限 %s", "below the minimum of %s", say(lo)), lo
}
