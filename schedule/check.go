package schedule

import (
	"cmp"
	"slices"
	"sort"

	"paiban/internal/lang"
)

// Check judges r by every cover row and rule of p. It is written apart from the
// optimiser and shares only the vocabulary with it, so that each can find the
// other's mistakes. It takes rosters of any origin, hand-edited ones too; r must
// have a row for each person and a cell for each day, holding Off or the index
// of a shift.
func Check(p *Problem, r *Roster) Analysis {
	fs := Eligible{}.Check(p, r)
	for _, rule := range p.others() {
		fs = append(fs, rule.Check(p, r)...)
	}
	fs = append(fs, checkCover(p, r)...)
	fs = append(fs, checkBreaks(p, r)...)
	fs = append(fs, checkActivities(p, r)...)
	var a Analysis
	a.Add(fs...)
	return a
}

// Add takes further findings into the analysis, such as a rota's.
func (a *Analysis) Add(fs ...Finding) {
	if a.ByRule == nil {
		a.ByRule = map[string]Score{}
	}
	for _, f := range fs {
		a.Score = a.Score.Add(f.Score)
		a.ByRule[f.Rule] = a.ByRule[f.Rule].Add(f.Score)
	}
	a.Findings = append(a.Findings, fs...)
	sort.SliceStable(a.Findings, func(i, j int) bool {
		f, g := &a.Findings[i], &a.Findings[j]
		if f.Hard() != g.Hard() {
			return f.Hard()
		}
		return cmp.Or(cmp.Compare(f.Day, g.Day), cmp.Compare(f.Person, g.Person), cmp.Compare(f.Rule, g.Rule)) < 0
	})
}

// Hard returns the findings that break a hard rule.
func (a *Analysis) Hard() []Finding {
	n := slices.IndexFunc(a.Findings, func(f Finding) bool { return !f.Hard() })
	if n < 0 {
		n = len(a.Findings)
	}
	return a.Findings[:n]
}

// checkCover returns the cover rows that have too few or too many heads.
func checkCover(p *Problem, r *Roster) (out []Finding) {
	present := p.segments(r)
	for _, c := range p.Cover {
		n := 0
		if c.Shift == Any && c.Pause {
			n = p.pausing(r, c)
		} else if c.Shift == Any {
			n = present.heads(p, c)
		} else {
			for i := range p.People {
				if s := r.Cells[i][c.Day]; s != Off && p.People[i].CountsOn(c.Day) && c.Who.Has(i) && p.isPart(s, c.Shift) {
					n++
				}
			}
		}
		hard, cost := c.Bound.Judge(n)
		if hard == 0 && cost == 0 {
			continue
		}
		f := Finding{Rule: c.Why.String(), Score: Score{hard, cost}, Person: Any, Day: c.Day, Span: c.Span, Queue: c.Queue, With: c.With}
		f.Why, f.Fix = p.coverWords(c, n, hard > 0)
		out = append(out, f)
	}
	return out
}

// isPart reports whether working shift s is working shift part, whole or as one
// of the parts of s.
func (p *Problem) isPart(s, part int) bool {
	return s == part || slices.Contains(p.Shifts[s].Parts, p.Shifts[part].ID)
}

// coverWords says what is wrong with n heads for row c, and how to put it right.
func (p *Problem) coverWords(c Cover, n int, hard bool) (why, fix lang.Text) {
	lo, hi := c.Bound.SoftMin, c.Bound.SoftMax
	if hard {
		lo, hi = c.Bound.HardMin, c.Bound.HardMax
	}
	where := lang.F("%s %s", "%s %s", p.DayText(c.Day), c.Span.Text())
	if c.Shift != Any {
		where = lang.F("%s %s", "%[2]s on %[1]s", p.DayText(c.Day), p.ShiftText(c.Shift))
	} else if c.Queue != Any {
		where = lang.F("%s %s", "%s %s", where, p.QueueText(&c))
	}
	if c.Why == SkillOnShift {
		why = lang.F("%s：%s 中只有 %d 人，至少 %d 人", "%s: %[3]d of %[2]s, at least %[4]d", where, p.someNames(c.Who), n, lo)
		if n == 0 {
			why = lang.F("%s：%s 都不在，至少 %d 人", "%s: none of %s, at least %d", where, p.someNames(c.Who), lo)
		}
		return why, lang.F("再排其中 %d 人", "put %d more of them there", lo-n)
	}
	if c.Pause {
		why = lang.F("%s：%d 人同时休息，最多 %d 人", "%s: %d people are on their break at once, at most %d", where, n, hi)
		return why, lang.T("把休息错开", "stagger the breaks")
	}
	if n > hi {
		why = lang.F("%s：有 %s，最多 %d 人（%s）", "%s: %s, at most %d (%s)", where, headsText(n), hi, c.Why.Text())
		return why, lang.F("减少 %d 人", "take %d away", n-hi)
	}
	why = lang.F("%s：只有 %s，至少 %d 人（%s）", "%s: %s, at least %d (%s)", where, headsText(n), lo, c.Why.Text())
	if c.Shift != Any {
		return why, lang.F("再排 %d 人上%s", "put %d more on %s", lo-n, p.ShiftText(c.Shift))
	}
	return why, p.addFix(c, lo-n)
}

// addFix names the shifts that would raise the heads of row c.
func (p *Problem) addFix(c Cover, short int) lang.Text {
	var names []lang.Text
	covered := false
	for s := range p.Shifts {
		sh := &p.Shifts[s]
		if sh.Retired || !c.ServedBy(sh) || !(sh.Days.Has(c.Day) && sh.CanCover(c.Span) || sh.Days.Has(c.Day-1) && sh.CanCover(c.Span.Shift(DayMinutes))) {
			continue
		}
		covered = true
		if c.Who == nil || slices.ContainsFunc(c.Who, func(i int) bool { return p.People[i].May(s) }) {
			names = append(names, p.ShiftText(s))
		}
	}
	if !covered {
		return lang.F("没有班次覆盖 %s，需要新增一个班次", "no shift covers %s: add one", c.Span.Text())
	}
	if names == nil {
		return lang.F("%s 的班次没有一个能算数的人可上：让更多人学会，或让会的人可上这些班次", "nobody who counts may work a shift that covers %s: let more people learn it, or let those who can work such a shift", c.Span.Text())
	}
	if len(names) > 4 {
		names = append(names[:4], lang.Same("…"))
	}
	return lang.F("再排 %d 人上%s", "put %d more on %s", short, lang.Join(names, "或", " or "))
}
