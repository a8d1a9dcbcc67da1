package schedule

import "paiban/internal/lang"

// Minutes bounds paid minutes per period. Where a stretch begins before day 0
// the known past counts, and where it ends after the horizon the known days there; a
// stretch with days of which nothing is known is held only to the maximum.
type Minutes struct {
	People People
	Per    Period
	Total  Bound  // paid minutes; its costs are per minute
	Days   DaySet `json:",omitempty"` // days of the horizon that count; nil is all
	Normal bool   `json:",omitempty"` // overtime is left out
}

func init() { register[Minutes](lang.T("工时", "hours")) }

// Key is the stable name of the rule.
func (Minutes) Key() string { return "minutes" }

// Words says the rule.
func (m Minutes) Words() lang.Text {
	return lang.F("%s工时：%s", "paid hours %s: %s", periodWords[m.Per], m.Total.words(Duration))
}

// Check returns the stretches that are out of bounds.
func (m Minutes) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range m.People.All(p) {
		t := p.Around(r, i)
		for _, w := range p.Stretches(m.Per) {
			n, known := t.sum(w, func(day, s int) int { return m.paidOn(p, day, s) })
			hard, cost := m.Total.judge(n, known)
			if hard == 0 && cost == 0 {
				continue
			}
			why, limit := m.Total.miss(n, hard > 0, Duration)
			out = append(out, Finding{
				Rule: m.Key(), Score: Score{hard, cost}, Person: i, Day: Any, Days: w, Queue: Any,
				Why: lang.F("%s %s 工时 %s，%s", "%s has %[3]s paid in %[2]s, %[4]s", p.PersonName(i), p.period(m.Per, w), Duration(n), why),
				Fix: m.fix(n > limit, n-limit),
			})
		}
	}
	return out
}

// Hard returns the hard limits one by one.
func (m Minutes) Hard() (out []Rule) {
	for _, m.Total = range m.Total.Sides() {
		out = append(out, m)
	}
	return out
}

// Atoms is one limit for each person.
func (m Minutes) Atoms(p *Problem) []Atom { return atomsOf(p, m, m.People) }

// For returns the rule for other people.
func (m Minutes) For(who People) Rule { m.People = who; return m }

// Of returns the rule for another team.
func (m Minutes) Of(t Team) Rule { return ruleOf(m, t, m.People) }

// Relax moves the limit by the longest shift.
func (m Minutes) Relax(p *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	long := 0
	for s := range p.Shifts {
		if !p.Shifts[s].Retired {
			long = max(long, p.Shifts[s].Paid)
		}
	}
	step := lang.F("允许 %s 少上一个班的工时（%s）", "let %s work one shift less (%s)", subject, m.Words())
	if m.Total.HardMax < NoMax {
		step = lang.F("允许 %s 多上一个班的工时（%s）", "let %s work one more shift (%s)", subject, m.Words())
	}
	var ok bool
	if m.Total, ok = m.Total.Relaxed(long); !ok {
		return nil, step
	}
	return m, step
}

func (m Minutes) validate(v *validator) {
	v.people(m.People)
	v.period(m.Per)
	v.days(m.Days)
	v.bound(m.Total)
}

// Obstacles finds people who cannot reach the hard minimum, whatever they work; a
// stretch that is not known to its end waits.
func (m Minutes) Obstacles(p *Problem, room Room) (out []Obstacle) {
	if m.Total.HardMin == 0 {
		return nil
	}
	for _, i := range m.People.All(p) {
		for _, w := range p.Stretches(m.Per) {
			most, known := m.most(p, room, i, w)
			if w.To > p.Days || !known || most >= m.Total.HardMin {
				continue
			}
			out = append(out, Obstacle{"too-little",
				lang.F("%s %s 至 %s 最多只能上 %s，下限是 %s", "%s can work %[4]s at most from %[2]s to %[3]s; the minimum is %[5]s",
					p.PersonName(i), p.DayText(w.From), p.DayText(w.To-1), Duration(most), Duration(m.Total.HardMin)),
				lang.F("降低 %s 的工时下限", "lower the minimum of %s", p.PersonName(i))})
		}
	}
	return out
}

// most returns the most minutes that person i can have in w, and whether the past
// of it is known.
func (m Minutes) most(p *Problem, room Room, i int, w Stretch) (minutes int, known bool) {
	known = true
	for d := w.From; d < min(w.To, p.Days); d++ {
		if d < 0 {
			s, ok := p.People[i].At(d)
			if known = known && ok; s != Off {
				minutes += p.Shifts[s].Paid
			}
			continue
		}
		best := 0
		for _, s := range room[i][d] {
			if s != Off {
				best = max(best, m.paidOn(p, d, s))
			}
		}
		minutes += best
	}
	return minutes, known
}

func (m Minutes) fix(over bool, by int) lang.Text {
	if over {
		return lang.F("减少一个班，或换成短一些的班次，共减 %s", "take a shift away, or use shorter ones: %s less in all", Duration(by))
	}
	return lang.F("再排一个班，或换成长一些的班次，共加 %s", "add a shift, or use longer ones: %s more in all", Duration(-by))
}

// Paid returns the minutes of a shift that count.
func (m Minutes) Paid(s *Shift) int {
	if m.Normal {
		return max(0, s.Paid-s.OvertimeMinutes())
	}
	return s.Paid
}

// paidOn returns the minutes of shift s on a day, none where the day is not among those
// that count.
func (m Minutes) paidOn(p *Problem, day, s int) int {
	if !m.Days.Has(day) {
		return 0
	}
	return m.Paid(&p.Shifts[s])
}

// sum adds value over the worked days of w and reports whether every day of w is
// known.
func (t Timeline) sum(w Stretch, value func(day, shift int) int) (n int, known bool) {
	known = true
	for d := w.From; d < w.To; d++ {
		s, ok := t.At(d)
		known = known && ok
		if s != Off {
			n += value(d, s)
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
