package judge

import (
	"sort"
	"strconv"
	"strings"
)

// history asks that a week without a roster, between earlier rosters and the one planned,
// is named in a note: rest, runs and shares are counted over it.
func (g *hearing) history(w *saidWeek) {
	before := g.s.WeekStart(g.b.first()) - 7
	has := func(from, to Day) bool {
		for d := from; d < to; d++ {
			if !g.noRoster(d) {
				return true
			}
		}
		return false
	}
	if has(before, before+7) || !has(before-49, before) {
		return
	}
	for _, n := range w.Notes {
		for _, name := range []string{g.s.WeekName(before), g.s.WeekName(before)[5:], before.String()[5:]} {
			if strings.Contains(n.En+n.Zh, name) {
				return
			}
		}
	}
	g.add(Finding{Kind: "roster/quiet/history/missing", Place: g.s.WeekName(before), Date: before.String(), Said: "nothing", True: "no roster of " + g.s.WeekName(before), Why: "there are rosters before it, and rest, runs and shares are counted over the gap"})
}

// costs recounts what single findings cost, for rules whose cost does not depend on
// others: a meeting missed, a wish denied, each day of a run beyond its limit.
func (g *hearing) costs() {
	v := g.s.Judge(g.r)
	for _, t := range g.told {
		if t.hard {
			continue
		}
		want := 0
		switch t.rule {
		case "fair":
			m, p := fairText.FindStringSubmatch(t.text.En), g.s.ByID(t.person)
			if m == nil || p == nil || strings.Contains(m[3]+m[4], ".") {
				continue
			}
			want = fairCost(m, g.s.of(p).fair[fairWhat[m[1]]])
		case "request":
			n := 0
			for _, w := range g.s.Wishes {
				if w.Person == t.person && w.Day == t.to {
					want, n = w.Weight*g.s.of(g.s.ByID(t.person)).requests.Cost, n+1
				}
			}
			if n != 1 {
				continue
			}
		case "meeting", "work-run":
			n := 0
			for _, b := range v.Breaches {
				// A run into a week beyond, planned before or after, is left alone.
				if b.Rule == t.rule && same(b, t) && b.To < g.b.end() {
					want, n = b.Units*b.Force.Cost, n+1
				}
			}
			if n != 1 {
				continue
			}
		default:
			continue
		}
		// A refused wish that is not made good adds one more time the cost, up to four.
		owed := t.rule == "request" && want > 0 && t.cost%want == 0 && t.cost/want >= 1 && t.cost/want <= 5
		if t.cost != want && !owed {
			g.add(Finding{Kind: "roster/number/cost/" + t.rule, Place: t.text.En, Person: t.person, Date: t.from.String(), Said: strconv.Itoa(t.cost), True: strconv.Itoa(want), Why: "the cost in the settings, times the weight of the wish or the days beyond the limit"})
		}
	}
}

// denied asks whether each wish that is told as denied is denied, and whether each that
// is denied is told.
func (g *hearing) denied(w *saidWeek) {
	said := map[string]bool{}
	for _, d := range w.Denied {
		said[d.ID+" "+d.Date] = true
	}
	byDay := map[string][]Wish{}
	for _, wish := range g.s.Wishes {
		if p := g.s.ByID(wish.Person); p == nil || !g.s.of(p).requests.On() {
			continue
		}
		k := wish.Person + " " + wish.Day.String()
		byDay[k] = append(byDay[k], wish)
	}
	keys := make([]string, 0, len(byDay))
	for k := range byDay {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		wishes := byDay[k]
		some, all, known := false, true, true
		for _, wish := range wishes {
			ok, sure := g.granted(wish)
			known = known && sure
			some, all = some || ok, all && ok
		}
		if !known {
			continue
		}
		f := Finding{Place: wishes[0].Text, Person: wishes[0].Person, Date: wishes[0].Day.String()}
		c, _ := g.r.Cell(wishes[0].Person, wishes[0].Day)
		f.Why = "the cell is " + c.Text
		switch {
		case all && said[k]:
			f.Kind, f.Said, f.True = "roster/sentence/denied-granted", "denied", "granted"
			g.add(f)
		case !some && !said[k]:
			f.Kind, f.Said, f.True = "roster/sentence/denied-untold", "nothing", "denied"
			g.add(f)
		}
	}
}
