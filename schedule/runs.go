package schedule

import "paiban/internal/lang"

// checkRuns judges every run of days in a row on cells of in, of the people, that the
// horizon decides, and has tell say what is wrong with it. A run goes on from the known
// past and into the known days after the horizon.
//
// Too long is a run that has a day in the horizon; the days by which it was too long
// before are not charged again, for an earlier roster has them. Too short is also one that ends just
// before the horizon or begins just after it, for it is a day of the horizon that cuts
// it. A run is exempt from the minimum where nothing is known of the day before it or
// after it, and where that is a day of leave or out of employment: nobody can lengthen
// it there.
func checkRuns(p *Problem, r *Roster, people People, in func(cell int) bool, b Bound, tell func(i int, n Stretch, hard bool) Finding) (out []Finding) {
	for _, i := range people.All(p) {
		t := p.Around(r, i)
		end := t.First + len(t.Cells)
		astray := func(d int) bool { return t.Cells[d-t.First] == Off && p.Astray(i, d) }
		known := func(d int) bool { return d >= t.First && d < end && !astray(d) }
		for d := t.First; d < end && d <= p.Days; {
			n := Stretch{d, d}
			for n.To < end && in(t.Cells[n.To-t.First]) && !astray(n.To) {
				n.To++
			}
			if n.len() == 0 {
				d++
				continue
			}
			d = n.To
			if n.To < 0 {
				continue
			}
			within := b
			if _, ok := p.beside(n); ok { // only what cuts it is of the horizon
				within.SoftMax, within.HardMax = NoMax, NoMax
			}
			hard, cost := within.judge(n.len(), known(n.From-1) && known(n.To))
			before, spent := within.judge(max(0, -n.From), false)
			hard, cost = hard-before, cost-spent
			if hard == 0 && cost == 0 {
				continue
			}
			f := tell(i, n, hard > 0)
			f.Score, f.Day, f.Days, f.Queue = Score{hard, cost}, Any, n, Any
			if day, ok := p.beside(n); ok {
				f.Day, f.Days = day, Stretch{min(day, n.From), max(day+1, n.To)}
			}
			out = append(out, f)
		}
	}
	return out
}

// run names the days of a run, one or several.
func (p *Problem) run(n Stretch) lang.Text {
	if n.len() == 1 {
		return p.DayText(n.From)
	}
	return lang.F("%s 至 %s", "%s to %s", p.DayText(n.From), p.DayText(n.To-1))
}

// beside returns the day of the horizon that cuts a run which has no day in it.
func (p *Problem) beside(n Stretch) (day int, ok bool) {
	switch {
	case n.To == 0:
		return 0, true
	case n.From == p.Days:
		return p.Days - 1, true
	}
	return 0, false
}
