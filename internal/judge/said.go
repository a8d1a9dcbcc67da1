package judge

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// saidText is a sentence of the program.
type saidText struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

type saidScore struct {
	Hard int `json:"hard"`
	Cost int `json:"cost"`
}

// saidFinding is one entry of findings, of a week (person and day by place) or of a check
// (person by id, days as dates).
type saidFinding struct {
	Rule   string          `json:"rule"`
	Score  saidScore       `json:"score"`
	Person json.RawMessage `json:"person"`
	Day    *int            `json:"day"`
	Days   struct {
		From int `json:"from"`
		To   int `json:"to"`
	} `json:"days"`
	Queue *int     `json:"queue"`
	Why   saidText `json:"why"`
	What  saidText `json:"what"`
	From  string   `json:"from"`
	To    string   `json:"to"`
}

// saidWeek is what week --json and schedule solve --json have in common, and what the
// week says alone.
type saidWeek struct {
	Schema  string     `json:"schema"`
	Start   string     `json:"start"`
	From    string     `json:"from"`
	File    string     `json:"file"`
	Status  string     `json:"status"`
	Verdict *saidText  `json:"verdict"`
	Score   saidScore  `json:"score"`
	Bound   *saidScore `json:"bound"`
	Step    int        `json:"interval_minutes"`
	Days    json.RawMessage
	Queues  []saidQueue `json:"queues"`
	Roster  []struct {
		ID    string   `json:"id"`
		Cells []string `json:"cells"`
		Hours *float64 `json:"hours"`
	} `json:"roster"`
	Rotas []struct {
		Name saidText `json:"name"`
		IDs  []string `json:"ids"`
	} `json:"rotas"`
	Findings []saidFinding `json:"findings"`
	Soft     []struct {
		Rule  string   `json:"rule"`
		Cost  int      `json:"cost"`
		Worst saidText `json:"worst"`
	} `json:"soft"`
	Denied []struct {
		ID   string   `json:"id"`
		Date string   `json:"date"`
		Wish saidText `json:"wish"`
		Why  saidText `json:"why"`
	} `json:"denied"`
	Notes []saidText `json:"notes"`
}

type saidQueue struct {
	ID       string    `json:"id"`
	Required []float64 `json:"required"`
	Rostered []float64 `json:"rostered"`
}

type saidDay struct {
	Date     string  `json:"date"`
	Rostered float64 `json:"rostered_hours"`
	Required float64 `json:"required_hours"`
	Short    float64 `json:"short_hours"`
	Most     float64 `json:"short_heads_most"`
	At       string  `json:"short_at"`
}

type saidCheck struct {
	Files []struct {
		File     string        `json:"file"`
		Score    saidScore     `json:"score"`
		Findings []saidFinding `json:"findings"`
	} `json:"files"`
}

// told is a finding of the program with person and days as the judge has them.
type told struct {
	rule     string
	hard     bool
	cost     int
	person   string
	from, to Day
	text     saidText
}

// JudgeWeek holds what week --json or schedule solve --json said, and the workbook that it
// wrote, against the judge's own verdict. It is called before anybody edits the workbook.
// Without a document, where the command failed, there is nothing to judge.
func (s *Shop) JudgeWeek(said []byte, exit int) []Finding {
	var w saidWeek
	if json.Unmarshal(said, &w) != nil || w.File == "" {
		return nil
	}
	var days []saidDay
	_ = json.Unmarshal(w.Days, &days) // a number where schedule solve speaks
	file := s.locate(w.File)
	s.Forget()
	r, err := s.RosterFile(file)
	if err != nil {
		return []Finding{{Kind: "roster/number/cells", File: filepath.Base(w.File), Said: "a roster", True: "none that can be read", Why: err.Error()}}
	}
	start := w.Start
	if start == "" {
		start = w.From
	}
	first, _ := ParseDay(start)
	var list []told
	for _, f := range w.Findings {
		t := told{rule: f.Rule, hard: f.Score.Hard > 0, cost: f.Score.Cost, text: f.Why}
		var n int
		if json.Unmarshal(f.Person, &n) == nil && n >= 0 && n < len(w.Roster) {
			t.person = w.Roster[n].ID
		}
		t.from, t.to = first+Day(f.Days.From), first+Day(f.Days.To)-1
		if f.Day != nil && *f.Day >= 0 {
			t.from, t.to = min(t.from, first+Day(*f.Day)), first+Day(*f.Day)
			if f.Days.From == 0 && f.Days.To == 0 {
				t.from = t.to
			}
		}
		list = append(list, t)
	}
	weekly := strings.HasPrefix(w.Schema, "paiban/week/")
	g := &hearing{s: s, r: r, b: &bench{s: s, r: r}, told: list, score: w.Score, exit: exit, soft: weekly}
	g.compare()
	g.texts(list)
	if weekly {
		g.sums(&w)
		g.costs()
		g.history(&w)
	}
	g.status(&w)
	g.given()
	g.cells(&w)
	if weekly {
		g.dayNumbers(&w, days)
		g.denied(&w)
	}
	g.workbook(file, w.Queues)
	return g.out
}

// locate finds a file that the program names: as it is, in the workspace, or in rosters/.
func (s *Shop) locate(file string) string {
	for _, p := range []string{file, filepath.Join(s.Dir, file), filepath.Join(s.Dir, filepath.Base(file))} {
		if _, err := os.Stat(p); err == nil {
			return p
		}
	}
	return filepath.Join(s.Dir, "rosters", filepath.Base(file))
}

// JudgeCheck holds what schedule check FILE --json --all said against the judge's own
// verdict of the same files.
func (s *Shop) JudgeCheck(said []byte, exit int) []Finding {
	var c saidCheck
	if json.Unmarshal(said, &c) != nil {
		return nil
	}
	s.Forget()
	var out []Finding
	hard := 0
	for _, f := range c.Files {
		r, err := s.RosterFile(s.locate(f.File))
		if err != nil {
			continue
		}
		var list []told
		for _, x := range f.Findings {
			t := told{rule: x.Rule, hard: x.Score.Hard > 0, cost: x.Score.Cost, text: x.What}
			_ = json.Unmarshal(x.Person, &t.person)
			t.from, _ = ParseDay(x.From)
			if t.to, err = ParseDay(x.To); err != nil {
				t.to = t.from
			}
			list = append(list, t)
		}
		g := &hearing{s: s, r: r, b: &bench{s: s, r: r}, told: list, score: f.Score, exit: -1}
		g.compare()
		g.texts(list)
		out = append(out, g.out...)
		hard += f.Score.Hard
	}
	return append(out, exitOf(exit, hard)...)
}

func exitOf(exit, hard int) []Finding {
	if exit == 0 && hard > 0 || exit == 4 && hard == 0 {
		return []Finding{{Kind: "roster/number/exit", Place: "exit", Said: strconv.Itoa(exit), True: map[bool]string{true: "4", false: "0"}[hard > 0], Why: fmt.Sprintf("score.hard is %d", hard)}}
	}
	return nil
}

// hearing gathers what differs for one roster.
type hearing struct {
	s     *Shop
	r     *Roster
	b     *bench
	told  []told
	score saidScore
	exit  int
	soft  bool // the document tells every soft finding too
	fair  []fairCount
	out   []Finding
}

func (g *hearing) add(f Finding) {
	if f.File == "" {
		f.File = g.r.File
	}
	g.out = append(g.out, f)
}

// same says that a breach and a told finding are about one thing.
func same(x Breach, t told) bool {
	if kin(x.Rule) != kin(t.rule) {
		return false
	}
	if x.Person != "" && t.person != "" && x.Person != t.person {
		return false
	}
	if m := headsText.FindStringSubmatch(t.text.En); m != nil && x.Span.Minutes() > 0 && x.Cause != "break" {
		if span, err := parseSpan(m[3] + ":" + m[4] + "-" + m[5] + ":" + m[6]); err == nil && span.Overlap(x.Span).Minutes() == 0 {
			return false
		}
	}
	// The program counts by week or month what the judge counts by its own days.
	return x.From <= t.to+1 && t.from-1 <= x.To
}

// kin gives rules that one cell may break in the words of either the same name.
func kin(rule string) string {
	switch rule {
	case "unavailable", "pin":
		return "eligible"
	}
	return rule
}

// unjudged are rules of which the judge has no opinion.
var unjudged = map[string]bool{
	"requirement": true, "fair": true, "rotation": true, "request": true, "pin": true,
	"keep": true, "succession": true, "weekends": true, "rota": true,
}

// compare tells hard breaches that the program is quiet about, and those that it tells and
// the judge does not see; where every soft finding is told, those too.
func (g *hearing) compare() {
	if g.exit >= 0 {
		g.out = append(g.out, exitOf(g.exit, g.score.Hard)...)
	}
	g.words()
	v := g.s.Judge(g.r)
	for _, x := range v.Breaches {
		if !x.Sure || !x.Force.Hard && (!g.soft || x.Cause == "hole") {
			continue
		}
		heard := false
		for _, t := range g.told {
			if same(x, t) && (t.hard || !x.Force.Hard) {
				heard = true
			}
		}
		if heard {
			continue
		}
		said := fmt.Sprintf("score.hard %d and no such finding", g.score.Hard)
		kind := "roster/quiet/" + x.Rule + "/" + x.Cause
		if !x.Force.Hard {
			kind = "roster/untold/" + x.Rule + "/" + x.Cause
			said = "no such finding"
		}
		g.add(Finding{Kind: kind, Place: placeOf(x), Person: x.Person, Date: x.From.String(), Said: said, True: x.What, Why: "the judge finds this by its own reading of the cells from " + x.From.String() + " to " + x.To.String()})
	}
	for _, t := range g.told {
		if unjudged[t.rule] || !t.hard && !g.soft {
			continue
		}
		if !t.hard && (t.rule == "shift-count" || t.rule == "minutes" || t.rule == "rest-days" || t.rule == "window") {
			continue // the contract and the usual rest days are costs, not rules that break
		}
		if t.rule == "rest-days" && g.monthOpen() {
			continue // the pace of a month that is not over
		}
		seen := false
		for _, x := range v.Breaches {
			if same(x, t) {
				seen = true
			}
		}
		if !seen {
			g.add(Finding{Kind: "roster/loud/" + t.rule, Place: t.text.En, Person: t.person, Date: t.from.String(), Said: map[bool]string{true: "a hard finding", false: "a finding"}[t.hard], True: "no breach", Why: "the judge sees no breach of this rule there"})
		}
	}
}

// words tells cells whose text the judge does not understand and that were taken without
// a word: the program refuses such a file, or names the cell.
func (g *hearing) words() {
	for _, row := range g.r.Rows {
		for i, c := range row.Cells {
			if !c.Bad {
				continue
			}
			named := false
			for _, t := range g.told {
				named = named || t.person == row.ID && strings.Contains(t.text.En+t.text.Zh, c.Text)
			}
			if named {
				continue
			}
			kind := "roster/quiet/cell/word"
			if c.Formula {
				kind = "roster/quiet/cell/formula"
			}
			g.add(Finding{Kind: kind, Place: c.Place, Person: row.ID, Date: (g.r.First + Day(i)).String(), Said: "nothing", True: c.Text, Why: "neither a shift, its hours, a rest day nor leave"})
		}
	}
}

func placeOf(x Breach) string {
	s := x.Queue
	if x.Span.Minutes() > 0 {
		s = strings.TrimSpace(s + " " + x.Span.String())
	}
	return s
}

// monthOpen says whether a month that the roster touches has days of which no roster
// speaks.
func (g *hearing) monthOpen() bool {
	if !g.s.rules.restMonth.Force.On() {
		return false
	}
	for _, m := range months(g.r.First, g.r.First+Day(g.r.Days)) {
		for d := m[0]; d < m[1]; d++ {
			for _, row := range g.r.Rows {
				if row.Person == nil || !row.Person.Employed(d) {
					continue
				}
				if _, ok := g.b.cell(row.ID, d); !ok {
					return true
				}
			}
		}
	}
	return false
}

var digits = regexp.MustCompile(`\d+`)

// texts asks of each sentence that both languages carry the same numbers, and that its
// counts of heads and of fair shares are true.
func (g *hearing) texts(list []told) {
	for _, t := range list {
		// 次日 06:00 is 06:00 (+1).
		a, b := digits.FindAllString(t.text.Zh, -1), digits.FindAllString(strings.ReplaceAll(t.text.En, "(+1)", ""), -1)
		sort.Strings(a)
		sort.Strings(b)
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

var (
	fairText = regexp.MustCompile(`: (.+?) (\d+) now, (\d+) with earlier weeks`)
	fairWhat = map[string]string{"late shifts": "late", "night shifts": "night", "nights": "night", "weekend days": "weekend", "holiday shifts": "holiday", "duty turns": "duty"}
)

// burdens counts what a share is about in [from, to) for one person.
func (g *hearing) burdens(p *Person, what string, from, to Day) int {
	n := 0
	for d := from; d < to; d++ {
		c, ok := g.b.cell(p.ID, d)
		if !ok || c.Shift == nil {
			continue
		}
		switch what {
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
