package judge

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
)

var (
	fairText = regexp.MustCompile(`: (.+?) ([\d.]+) now, ([\d.]+) with earlier weeks, (?:above|below) a share of ([\d.]+)`)
	fairWhat = map[string]string{"hours": "hours", "late shifts": "late", "night shifts": "night", "nights": "night", "weekend days": "weekend", "holiday shifts": "holiday", "duty turns": "duty"}
)

// burdens counts what a share is about in [from, to) for one person: shifts or hours.
func (g *hearing) burdens(p *Person, what string, from, to Day) int {
	n := 0
	for d := from; d < to; d++ {
		c, ok := g.b.cell(p.ID, d)
		if !ok || c.Shift == nil {
			continue
		}
		switch what {
		case "hours": // those of statutory days are no part of it
			if least, _ := paid(c.Shift); g.s.Calendar.Class(d) != Statutory {
				n += least
			}
		case "late": // nights are late too
			if c.Shift.Kind == "late" || c.Shift.Kind == "night" {
				n++
			}
		case "night":
			if c.Shift.Kind == "night" {
				n++
			}
		case "weekend":
			if w := d.Weekday(); w == 0 || w == 6 {
				n++
			}
		case "holiday":
			if g.s.Calendar.Class(d) == Statutory {
				n++
			}
		case "duty":
			if len(c.Shift.Turns) > 0 || c.Shift.Kind == "duty" {
				n++
			}
		}
	}
	return n
}

// fairSaid recounts "late shifts 5 now, 6 with earlier weeks", the last eight weeks.
func (g *hearing) fairSaid(t told) {
	m := fairText.FindStringSubmatch(t.text.En)
	p := g.s.ByID(t.person)
	if m == nil || p == nil || t.rule != "fair" {
		return
	}
	what, ok := fairWhat[m[1]]
	if !ok {
		return
	}
	if what == "hours" {
		g.hoursSaid(p, m, t)
		return
	}
	from := g.b.first() - 56
	now, before := g.burdens(p, what, g.b.first(), g.b.end()), g.burdens(p, what, from, g.b.first())
	if m[2] != strconv.Itoa(now) {
		g.add(Finding{Kind: "roster/sentence/fair-now", Place: t.text.En, Person: p.ID, Said: m[2], True: strconv.Itoa(now), Why: "counted in the cells of the roster: " + m[1]})
	}
	_, long := g.b.cell(p.ID, from)
	said, _ := strconv.Atoi(m[3]) // digits, by the pattern
	g.fair = append(g.fair, fairCount{what: what, said: said, true: now + before, long: long || g.noRoster(from), finding: Finding{
		Place: t.text.En, Person: p.ID, Said: m[3], True: strconv.Itoa(now + before),
		Why: fmt.Sprintf("%d in the roster and %d in those of the eight weeks before", now, before),
	}})
}

// hoursSaid recounts "hours 48 now, 372 with earlier weeks": of the roster; what people have
// had before is levelled for whoever came late. Hours of leave may be worked or not.
func (g *hearing) hoursSaid(p *Person, m []string, t told) {
	for d := g.b.first(); d < g.b.end(); d++ {
		if c, _ := g.b.cell(p.ID, d); c.Shift != nil && len(c.Shift.Cut) > 0 {
			return
		}
	}
	now := float64(g.burdens(p, "hours", g.b.first(), g.b.end())) / 60
	if said := number(m[2]); math.Abs(said-now) > 0.051 {
		g.add(Finding{Kind: "roster/sentence/fair-now", Place: t.text.En, Person: p.ID, Said: m[2], True: fmt.Sprintf("%g", now), Why: "paid hours of the cells of the roster, without statutory days"})
	}
}

// fairCost is what a share costs by the sentence itself: force × k (k + 1) / 2 for k between
// total and share, of hours for each whole four.
func fairCost(m []string, force Force) int {
	k := math.Abs(number(m[3]) - number(m[4]))
	if fairWhat[m[1]] == "hours" {
		k = math.Floor(k/4 + 1e-9)
	}
	n := int(k + 0.5)
	return force.Cost * n * (n + 1) / 2
}

// fairCount is a count with earlier weeks that a sentence tells.
type fairCount struct {
	what       string
	said, true int
	long       bool // the person is on the rosters as far back as they go
	finding    Finding
}

// noRoster says whether no roster speaks of the day.
func (g *hearing) noRoster(d Day) bool {
	for _, p := range g.s.People {
		if _, ok := g.b.cell(p.ID, d); ok {
			return false
		}
	}
	return true
}

// fairTold finds the counts with earlier weeks that are wrong. Where all people of one
// document are told the same number too few, what everybody has had is taken off.
func (g *hearing) fairTold() {
	off := map[string][]int{}
	for _, c := range g.fair {
		if c.long {
			off[c.what] = append(off[c.what], c.true-c.said)
		}
	}
	for _, c := range g.fair {
		if c.said == c.true {
			continue
		}
		all := off[c.what]
		switch {
		case !c.long:
			c.finding.Kind = "roster/sentence/fair-earlier/joined-lately"
		case slices.Min(all) == slices.Max(all) && all[0] > 0:
			c.finding.Kind = "roster/sentence/fair-earlier/less-for-all"
		default:
			c.finding.Kind = "roster/sentence/fair-earlier/plain"
		}
		g.add(c.finding)
	}
	g.fair = nil
}
