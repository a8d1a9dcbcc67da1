package judge

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"time"
)

// JudgeSpan looks across the rosters of the days [from, to) for what no single week shows.
// Over six weeks or more somebody has at most a quarter of the weekend days off that a
// colleague of the group has who may work the same and is off on one weekend day every
// other week; or somebody has none and shares that with more than a quarter of the people.
// Over two weeks or more somebody works half as much again as such a colleague, and two
// shifts a week more. Leave, training and employment are reasons of their own.
func (s *Shop) JudgeSpan(from, to Day) []Finding {
	if to-from < 14 {
		return nil
	}
	s.Forget()
	type tally struct {
		p            *Person
		off, minutes int
		out          bool
	}
	groups := map[string][]*tally{}
	for _, p := range s.People {
		t := &tally{p: p}
		for d := from; d < to && !t.out; d++ {
			c, ok := s.Plan(p.ID, d)
			// Leave, training and days outside the employment are reasons of their own.
			if !ok || !p.Employed(d) || s.Trainee(p, d) {
				t.out = true
				continue
			}
			if c.Leave != "" || len(s.LeaveOn(p.ID, d)) > 0 {
				continue
			}
			if c.Shift == nil && (d.Weekday() == time.Saturday || d.Weekday() == time.Sunday) {
				t.off++
			}
			if c.Shift != nil {
				least, _ := paid(c.Shift)
				t.minutes += least
			}
		}
		if !t.out {
			k := fmt.Sprintf("%v %v %v %v %v %v %v %v %+v", p.Group, p.Skills, p.MayWork, p.Weekly, p.Flags, p.Contract, p.Available, p.Unavailable, *s.of(p))
			for _, names := range s.alone() {
				k += fmt.Sprint(s.meansAny(names, p))
			}
			groups[k] = append(groups[k], t)
		}
	}
	keys := make([]string, 0, len(groups))
	all, none := 0, 0
	for k, g := range groups {
		keys = append(keys, k)
		for _, t := range g {
			all++
			if t.off == 0 {
				none++
			}
		}
	}
	sort.Strings(keys)
	weeks := int(to-from) / 7
	var out []Finding
	for _, k := range keys {
		g := groups[k]
		most, fewest := g[0], g[0]
		for _, t := range g {
			if t.off > most.off {
				most = t
			}
			if t.minutes < fewest.minutes {
				fewest = t
			}
		}
		for _, t := range g {
			if weeks >= 6 && (t.off*4 <= most.off && most.off*2 >= weeks || t.off == 0 && none*4 > all) {
				out = append(out, Finding{Kind: "roster/frozen/weekend", Place: fmt.Sprintf("%s to %s", from, to-1), Person: t.p.ID, Date: from.String(), Said: "nothing", True: fmt.Sprintf("%d Saturdays and Sundays off in %d weeks", t.off, weeks), Why: fmt.Sprintf("%d of %d people have none, %s of the same group has %d", none, all, most.p.ID, most.off)})
			}
			if t.minutes > fewest.minutes*3/2 && t.minutes-fewest.minutes > weeks*960 {
				out = append(out, Finding{Kind: "roster/frozen/hours", Place: fmt.Sprintf("%s to %s", from, to-1), Person: t.p.ID, Date: from.String(), Said: "nothing", True: fmt.Sprintf("%d h in %d weeks", t.minutes/60, weeks), Why: fmt.Sprintf("%s of the same group has %d h and may work the same", fewest.p.ID, fewest.minutes/60)})
			}
		}
	}
	return out
}

// alone are the names of people for whom rules hold that are no rules of a row alone: those
// of cycles and of who works with whom.
func (s *Shop) alone() (out [][]string) {
	for _, u := range append(append(append([]pairing{}, s.rules.together...), s.rules.apart...), s.rules.mentors...) {
		out = append(out, u.Who, u.With)
	}
	for _, u := range s.rules.skilled {
		out = append(out, u.Who)
	}
	for _, b := range s.rulesFor(&Person{})["cycle"] {
		for who := range branch(b, "offset") {
			out = append(out, []string{who})
		}
	}
	sort.Slice(out, func(i, j int) bool { return fmt.Sprint(out[i]) < fmt.Sprint(out[j]) })
	return out
}

var shareText = regexp.MustCompile(`^(.+?: .+?) \d+ now, \d+ with earlier weeks, (?:above|below) a share of (\d+)`)

// JudgeAgree asks whether week --json and schedule check --json --all say the same of one
// roster that nobody has edited in between: the shares of the sentences on fairness and
// the cost of each rule. The check makes no forecast and so has no requirement.
func (s *Shop) JudgeAgree(week, check []byte) []Finding {
	var w saidWeek
	var c saidCheck
	if json.Unmarshal(week, &w) != nil || json.Unmarshal(check, &c) != nil || len(c.Files) != 1 {
		return nil
	}
	file := c.Files[0].File
	shares, costs := map[string]string{}, map[string]int{}
	for _, f := range w.Findings {
		if m := shareText.FindStringSubmatch(f.Why.En); m != nil {
			shares[m[1]] = m[2]
		}
		costs[f.Rule] += f.Score.Cost
	}
	var out []Finding
	for _, f := range c.Files[0].Findings {
		if m := shareText.FindStringSubmatch(f.What.En); m != nil && shares[m[1]] != "" && shares[m[1]] != m[2] {
			out = append(out, Finding{Kind: "roster/sentence/share-of", File: file, Place: f.What.En, Person: strings.Trim(string(f.Person), `"`), Said: m[2] + " by check", True: shares[m[1]] + " by week", Why: "one roster and one history have one share"})
		}
		costs[f.Rule] -= f.Score.Cost
	}
	rules := make([]string, 0, len(costs))
	for r := range costs {
		rules = append(rules, r)
	}
	sort.Strings(rules)
	for _, r := range rules {
		if r != "requirement" && costs[r] != 0 {
			out = append(out, Finding{Kind: "roster/number/cost-of-rule", File: file, Place: r, Said: fmt.Sprintf("%+d by week", costs[r]), True: "the same by check", Why: "the roster was not edited in between"})
		}
	}
	return out
}

// JudgeExport holds a roster that was exported as a table against the file that it was
// exported from; where file is "", against the rosters that count.
func (s *Shop) JudgeExport(table, file string) []Finding {
	s.Forget()
	unread := func(path string, err error) []Finding {
		return []Finding{{Kind: "roster/number/cells", File: filepath.Base(path), Said: "a roster", True: "none that can be read", Why: err.Error()}}
	}
	a, err := s.RosterFile(table)
	if err != nil {
		return unread(table, err)
	}
	truth := s.Plan
	from := "the rosters that count"
	if file != "" {
		b, err := s.RosterFile(file)
		if err != nil {
			return unread(file, err)
		}
		truth, from = b.Cell, b.File
	}
	var out []Finding
	for _, row := range a.Rows {
		for i, c := range row.Cells {
			d := a.First + Day(i)
			is, ok := truth(row.ID, d)
			if !ok || is.Leave != "" && c.Leave != "" || is.Gone && c.Shift == nil || s.leaveOf(row.ID, d, is, c) {
				continue
			}
			if is.Bad || !sameWork(c, is) || is.Shift != nil && !sameSpans(is.Shift.Segments, c.Shift.Segments) {
				out = append(out, Finding{Kind: "roster/number/cells", File: a.File, Place: c.Place, Person: row.ID, Date: d.String(), Said: c.Text, True: is.Text, Why: "cell " + is.Place + " of " + from})
			}
		}
	}
	return out
}
