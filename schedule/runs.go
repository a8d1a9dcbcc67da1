package schedule

import "paiban/internal/lang"

// checkRuns judges every run of days in a row on cells of in, of the people, that
// has a day in the horizon, and has tell say what is wrong with it. A run continues
// from the known past. One that touches the last day of the horizon, or begins where
// nothing is known of the day before it, is exempt from the minimum.
func checkRuns(p *Problem, r *Roster, people People, in func(cell int) bool, b Bound, tell func(i int, n Stretch, hard bool) Finding) (out []Finding) {
	for _, i := range people.All(p) {
		t := p.Timeline(r, i)
		for d := t.First; d < p.Days; {
			n := Stretch{d, d}
			for n.To < p.Days && in(t.Cells[n.To-t.First]) {
				n.To++
			}
			if n.len() == 0 {
				d++
				continue
			}
			d = n.To
			whole := n.From > t.First && n.To < p.Days // neither end is cut
			hard, cost := b.judge(n.len(), whole)
			if n.To <= 0 || hard == 0 && cost == 0 {
				continue
			}
			f := tell(i, n, hard > 0)
			f.Score, f.Day, f.Days, f.Queue = Score{hard, cost}, Any, n, Any
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
