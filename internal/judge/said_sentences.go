package judge

import (
	"regexp"
	"sort"
	"strconv"
	"strings"
)

var digits = regexp.MustCompile(`\d+`)

// texts asks of each sentence that both languages carry the same numbers, and that its
// counts of heads and of fair shares are true.
func (g *hearing) texts(list []told) {
	for _, t := range list {
		// 次日 06:00 is 06:00 (+1).
		a, b := digits.FindAllString(t.text.Zh, -1), digits.FindAllString(strings.ReplaceAll(t.text.En, "(+1)", ""), -1)
		for _, all := range [][]string{a, b} { // 2026 年 1 月 is 2026-01
			for i := range all {
				all[i] = strings.TrimLeft(all[i][:len(all[i])-1], "0") + all[i][len(all[i])-1:]
			}
			sort.Strings(all)
		}
		if strings.Join(a, " ") != strings.Join(b, " ") {
			g.add(Finding{Kind: "roster/sentence/two-languages", Place: t.text.En, Person: t.person, Said: strings.Join(a, " ") + " in Chinese", True: strings.Join(b, " ") + " in English", Why: "the two sentences carry different numbers: " + t.text.Zh})
		}
		g.headsSaid(t)
		g.fairSaid(t)
	}
	g.fairTold()
}

var headsText = regexp.MustCompile(`(\d\d)-(\d\d) (\d\d):(\d\d)-(\d\d):(\d\d)(?: ([^:]+))?: (\d+) heads?, at least`)

// headsSaid recounts "20:30-21:00 Reception: 4 heads, at least 5".
func (g *hearing) headsSaid(t told) {
	m := headsText.FindStringSubmatch(t.text.En)
	if m == nil {
		return
	}
	n := make([]int, len(m))
	for i := range m {
		n[i], _ = strconv.Atoi(m[i])
	}
	span := Span{60*n[3] + n[4], 60*n[5] + n[6]}
	queue := ""
	if m[7] != "" {
		for _, q := range g.s.Queues {
			if q.Name.En == m[7] || q.ID == m[7] {
				queue = q.ID
			}
		}
		if queue == "" {
			return
		}
	}
	d := g.b.first()
	for ; d < g.b.end(); d++ {
		if at := d.Time(); int(at.Month()) == n[1] && at.Day() == n[2] {
			break
		}
	}
	if d == g.b.end() {
		return
	}
	who := g.b.over(g.b.presence(d), d, span)
	if n[8] == headsOver(who, span, queue, true) || n[8] == headsMin(who, span, queue) {
		return
	}
	g.add(Finding{Kind: "roster/sentence/heads/" + headsCause(who, span, queue, n[8], d), Place: t.text.En, Date: d.String(), Said: m[8] + " heads", True: strconv.Itoa(headsOver(who, span, queue, true)) + " heads", Why: "those at work throughout " + span.String() + " who can serve the queue and are not in training"})
}

// headsOver counts those at work throughout a span.
func headsOver(who []atWork, span Span, queue string, skills bool) int {
	n := 0
	for _, a := range who {
		if a.counts && a.serves(queue, skills) && a.throughout(span) {
			n++
		}
	}
	return n
}

// headsMin is the least number at work at any minute of a span.
func headsMin(who []atWork, span Span, queue string) int {
	at := edges(span, who)
	least := 1 << 30
	for i := 0; i+1 < len(at); i++ {
		least = min(least, headsAt(who, at[i], queue, true))
	}
	return least
}

// headsCause says by which mistake a count comes out as it was said.
func headsCause(who []atWork, span Span, queue string, said int, d Day) string {
	all, before, skill, fresh := 0, 0, 0, 0
	for _, a := range who {
		if !a.throughout(span) {
			continue
		}
		if a.serves(queue, true) {
			all++
			if a.counts && a.day == d {
				before++
			}
			if a.counts && !a.fresh {
				fresh++
			}
		}
		if a.counts && a.serves(queue, false) {
			skill++
		}
	}
	switch said {
	case skill:
		return "skill"
	case all:
		return "trainee"
	case fresh:
		return "training-ends"
	case before:
		return "week"
	}
	return "plain"
}
