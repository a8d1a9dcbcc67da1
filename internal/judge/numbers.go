package judge

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// sums asks whether the score is the sum of what is told.
func (g *hearing) sums(w *saidWeek) {
	total := saidScore{}
	for _, f := range w.Findings {
		total.Hard += f.Score.Hard
		total.Cost += f.Score.Cost
	}
	if total != w.Score {
		g.add(Finding{Kind: "roster/number/score", Place: "score", Said: fmt.Sprint(w.Score), True: fmt.Sprint(total), Why: "the sum over findings"})
	}
	soft := 0
	for _, r := range w.Soft {
		soft += r.Cost
	}
	if soft != w.Score.Cost {
		g.add(Finding{Kind: "roster/number/score", Place: "soft", Said: strconv.Itoa(soft), True: strconv.Itoa(w.Score.Cost), Why: "soft costs add up to score.cost"})
	}
}

// status asks whether the words on the proof agree with score and bound.
func (g *hearing) status(w *saidWeek) {
	if w.Bound == nil {
		return
	}
	better := w.Bound.Hard > w.Score.Hard || w.Bound.Hard == w.Score.Hard && w.Bound.Cost > w.Score.Cost
	if better || w.Status == "optimal" && *w.Bound != w.Score {
		g.add(Finding{Kind: "roster/number/bound", Place: "bound", Said: fmt.Sprintf("%s, score %v, bound %v", w.Status, w.Score, *w.Bound), True: "a bound above the score, or a proof without one", Why: "a bound is at most the score, and the score where it is proved"})
	}
	if w.Verdict == nil {
		return
	}
	v := w.Verdict.En
	if strings.Contains(v, "all hard rules hold") != (w.Score.Hard == 0) {
		g.add(Finding{Kind: "roster/sentence/hard-holds", Place: v, Said: v, True: fmt.Sprintf("score.hard %d", w.Score.Hard), Why: "the sentence and the score disagree"})
	}
	if strings.Contains(v, "(proved)") && *w.Bound != w.Score {
		g.add(Finding{Kind: "roster/number/bound", Place: v, Said: "proved", True: fmt.Sprintf("score %v, bound %v", w.Score, *w.Bound), Why: "the bound is below the score"})
	}
}

// cells asks whether the document and the workbook say the same of every cell, and
// recounts the hours of each row and who does the small duties.
func (g *hearing) cells(w *saidWeek) {
	for i, row := range w.Roster {
		p := g.s.ByID(row.ID)
		if p == nil {
			continue
		}
		least, most, cut := 0, 0, false
		for k, id := range row.Cells {
			d := g.b.first() + Day(k)
			c, ok := g.r.Cell(row.ID, d)
			have := ""
			if ok && c.Shift != nil {
				have = c.Shift.ID
				a, z := paid(c.Shift)
				least, most = least+a, most+z
				cut = cut || len(c.Shift.Cut) > 0
			}
			want := g.s.shiftOf(id, d)
			if (want == nil) != (c.Shift == nil) || want != nil && (want.ID != have || !sameSpans(want.Segments, c.Shift.Segments)) {
				g.add(Finding{Kind: "roster/number/cells", Place: fmt.Sprintf("roster[%d].cells[%d]", i, k), Person: row.ID, Date: d.String(), Said: id, True: c.Text, Why: "the cell " + c.Place + " of the workbook"})
			}
		}
		if row.Hours != nil && (*row.Hours*60 < float64(least)-0.6 || *row.Hours*60 > float64(most)+0.6) {
			g.hours(fmt.Sprintf("roster[%d].hours", i), row.ID, *row.Hours, least, most, cut)
		}
	}
	g.rotas(w)
}

// rotas asks of each row of a small duty: who has it is at work and may have it, has one row
// of a day alone, on a day of the duty; it is empty only where no more of these people are at
// work than the rows before it take.
func (g *hearing) rotas(w *saidWeek) {
	for _, r := range w.Rotas {
		rule, seat := g.rotaOf(r.Name)
		for k, id := range r.IDs {
			d := g.b.first() + Day(k)
			tell := func(said, is, why string) {
				g.add(Finding{Kind: "roster/number/rota", Place: r.Name.En, Person: id, Date: d.String(), Said: said, True: is, Why: why})
			}
			if id == "" {
				if rule == nil || !rule.Days.Has(g.s.Calendar, d) {
					continue
				}
				if n := g.mayHave(rule, d); n > seat {
					tell("nobody", fmt.Sprintf("%d at work may have it", n), fmt.Sprintf("row %d of the duty", seat+1))
				}
				continue
			}
			c, ok := g.r.Cell(id, d)
			p := g.s.ByID(id)
			switch {
			case !ok || c.Shift == nil:
				tell("does it", "is not at work", "the cell is "+c.Text)
			case rule == nil || p == nil:
			case !rule.Days.Has(g.s.Calendar, d):
				tell("does it", "no day of the duty", fmt.Sprint(rule.Days))
			case len(rule.For) > 0 && !g.s.meansAny(rule.For, p):
				tell("does it", "is none of "+fmt.Sprint(rule.For), "the duty is for these people")
			}
			for _, o := range w.Rotas {
				if other, at := g.rotaOf(o.Name); rule != nil && other == rule && at < seat && k < len(o.IDs) && o.IDs[k] == id {
					tell("does it twice", "once", "rows of one duty are different people")
				}
			}
		}
	}
}

var seatText = regexp.MustCompile(`^(.+?) (\d+)$`)

// rotaOf finds the duty of a row and which of its rows it is, from 0: NAME, NAME 2, ….
func (g *hearing) rotaOf(name Text) (*rota, int) {
	for i := range g.s.rules.rotas {
		r := &g.s.rules.rotas[i]
		if r.Name.En == name.En {
			return r, 0
		}
		if m := seatText.FindStringSubmatch(name.En); m != nil && m[1] == r.Name.En {
			n, _ := strconv.Atoi(m[2]) // digits, by the pattern
			return r, n - 1
		}
	}
	return nil, 0
}

// mayHave counts those at work on d who may have a small duty.
func (g *hearing) mayHave(r *rota, d Day) (n int) {
	for _, p := range g.s.People {
		if c, ok := g.r.Cell(p.ID, d); ok && c.Shift != nil && !p.Flags["exempt"] && (len(r.For) == 0 || g.s.meansAny(r.For, p)) {
			n++
		}
	}
	return n
}

func (g *hearing) hours(place, id string, said float64, least, most int, cut bool) {
	cause := "plain"
	if cut {
		cause = "leave"
	}
	is := fmt.Sprintf("%g", float64(least)/60)
	if most != least {
		is += fmt.Sprintf(" to %g", float64(most)/60)
	}
	g.add(Finding{Kind: "roster/number/hours/" + cause, Place: place, Person: id, Said: fmt.Sprintf("%g", said), True: is, Why: "segments of the row less unpaid breaks and hours of leave"})
}
