package year

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// teamSlips are small teams whose right answer follows from counting. No file is odd;
// what the program says of them may be.
var teamSlips = []Slip{
	{"team/hard-heads-by-the-sixth-day", func(w *World, kind string, r *rand.Rand) {
		// n people owe the shift 7h heads. Six days each give 6n, the usual five only 5n:
		// for h = ⌊6n/7⌋ some give up the second rest day, which is soft.
		n := 4 + r.IntN(4)
		w.team(fmt.Sprintf(oneShift, 6*n/7, 6*n/7, "{min: 1, usual: 2, force: hard}"), n, nil).mustHold(kind)
	}},
	{"team/hard-window-round-the-clock", func(w *World, kind string, r *rand.Rand) {
		// Three people each keep to one shift with a rest day of their own; a fourth takes
		// their shifts early on Monday, late on Tuesday, night on Thursday: a legal roster.
		w.team(`preset: wangdian
queues: [{id: service, open: 00:00-24:00, windows: [{id: main, hours: 00:00-24:00, min_online: 1, force: hard}]}]
handovers: [{id: early-late, remove: true}]
meetings: [{id: monday, remove: true}]
shifts:
  - {id: E, hours: [08:00-16:00]}
  - {id: L, hours: [16:00-24:00]}
  - {id: N, name: {zh: 夜班, en: Night}, short: {zh: 夜, en: N}, kind: night, hours: [00:00-08:00]}
rules:
  rest_days_week: {min: 1, usual: 2, force: hard}
  rest_between_shifts: {length: 11h, force: hard}
  rotation: {force: off, steady: off, kinds: [early, late]}
`, 4+r.IntN(2), nil).mustHold(kind)
	}},
	{"team/too-few-people", func(w *World, kind string, r *rand.Rand) {
		// 7h heads are wanted, six days each give 6n < 7h: no roster keeps the rules.
		n := 4 + r.IntN(3)
		w.team(fmt.Sprintf(oneShift, 6*n/7+1, 6*n/7+1, "{min: 1, usual: 1, force: hard}"), n, nil).mustBreak(kind, "headcount")
	}},
	{"team/skill-that-nobody-has", func(w *World, kind string, r *rand.Rand) {
		w.team(`preset: douyin
queues:
  - {id: desk, name: {zh: 专席, en: Desk}, columns: [专席], open: 08:00-23:00, concurrency: 1, aht: 60s, within: 3m, target: 80%, formula: first, windows: [{id: desk, hours: 08:00-23:00, min_online: 1, force: hard}]}
`, 8+r.IntN(4), func(int) string { return "service" }).mustBreak(kind, "window")
	}},
	{"team/one-alone-with-a-break", func(w *World, kind string, r *rand.Rand) {
		// Three people with a rest day give 18 shifts for 14 places, so that on most days
		// somebody is alone on a shift with an hour's break, and nobody is online then.
		w.team(`preset: wangdian
queues: [{id: service, open: 08:00-20:00, windows: [{id: main, hours: 08:00-20:00, min_online: 1, force: hard}]}]
handovers: [{id: early-late, remove: true}]
meetings: [{id: monday, remove: true}]
shifts:
  - {id: E, hours: [08:00-14:00], break: 1h}
  - {id: L, hours: [14:00-20:00], break: 1h}
rules:
  rest_days_week: {min: 1, usual: 1, force: hard}
  rotation: {force: off, steady: off, kinds: [early, late]}
`, 3, nil).mustBreak(kind, "window")
	}},
	{"team/two-with-breaks-are-not-two-online", func(w *World, kind string, r *rand.Rand) {
		// Two people, an hour's break each, and two wanted online all day.
		w.team(`preset: wangdian
queues: [{id: service, open: 09:00-18:00, windows: [{id: main, hours: 09:00-18:00, days: [mon], min_online: 2, force: hard}]}]
handovers: [{id: early-late, remove: true}]
meetings: [{id: monday, remove: true}]
shifts:
  - {id: E, hours: [09:00-18:00], break: 1h}
  - {id: L, remove: true}
rules:
  continuous_work: {force: off}
  rotation: {force: off, steady: off, kinds: [early, late]}
`, 2, nil).mustBreak(kind, "window")
	}},
	{"team/window-that-no-shift-covers", func(w *World, kind string, r *rand.Rand) {
		w.team(`preset: wangdian
queues: [{id: service, open: 08:00-23:00, windows: [{id: main, hours: 07:00-18:00, min_online: 1, force: hard}]}]
handovers: [{id: early-late, remove: true}]
shifts:
  - {id: E, hours: [08:00-18:00]}
  - {id: L, hours: [13:00-23:00]}
`, 6, nil).mustBreak(kind, "window")
	}},
	{"team/even-work-is-shared", func(w *World, kind string, r *rand.Rand) {
		// 14 equal shifts a week for four equal people: over two weeks 7 each; two more or
		// fewer is allowed.
		t := w.team(fmt.Sprintf(oneShift, 2, 2, "{min: 1, usual: 1, force: hard}"), 4, nil)
		worked := map[string]int{}
		for range 2 {
			for id, cells := range t.mustHold(kind) {
				for _, c := range cells {
					if c != "" {
						worked[id]++
					}
				}
			}
			t.Now = t.Now.AddDate(0, 0, 7)
		}
		least, most := 99, 0
		for _, n := range worked {
			least, most = min(least, n), max(most, n)
		}
		if most-least > 2 {
			t.Fail(kind, "equal people have %v shifts in two weeks", worked)
		}
	}},
	{"team/wished-sundays-take-turns", func(w *World, kind string, r *rand.Rand) {
		// Two of four wish every Sunday off, one can have it: over four weeks both do.
		t := w.team(fmt.Sprintf(oneShift, 3, 4, "{min: 1, usual: 1, force: hard}"), 4, nil)
		wishes := [][]any{{"工号或姓名", "日期", "意愿", "程度"}}
		first := t.nextWeek()
		for i := range 4 {
			for _, id := range []string{"T1", "T2"} {
				wishes = append(wishes, []any{id, iso(first.AddDate(0, 0, 7*i+6)), "休", 3})
			}
		}
		t.Save("leave.xlsx", workbook(t.leaveSheets()[0], sheet{Name: "排班意愿", Rows: wishes}))
		off := map[string]int{"T1": 0, "T2": 0}
		for range 4 {
			for id, cells := range t.mustHold(kind) {
				if _, wished := off[id]; wished && cells[6] == "" {
					off[id]++
				}
			}
			t.Now = t.Now.AddDate(0, 0, 7)
		}
		for id, n := range off {
			if n == 0 {
				t.Fail(kind, "%s had none of four wished Sundays off: %v", id, off)
			}
		}
	}},
}

// oneShift is a shop with one shift whose heads a day are from %d to %d, and a rule of
// rest days.
const oneShift = `preset: wangdian
queues: [{id: service, windows: [{id: main, force: off}]}]
handovers: [{id: early-late, remove: true}]
meetings: [{id: monday, remove: true}]
shifts:
  - {id: E, heads: {min: %d, max: %d, force: hard}}
  - {id: L, remove: true}
rules:
  rest_days_week: %s
  rotation: {force: off, steady: off, kinds: [early, late]}
  fairness: [{id: weekend, force: 20}]
`

// team is a small shop of n people in a folder of its own. skills are those of the i-th
// person, nil is all.
type team struct {
	*World
	up *World // to which failures go
}

func (w *World) team(yaml string, n int, skills func(i int) string) *team {
	c := *w
	c.Dir = filepath.Join(filepath.Dir(w.Dir), "team")
	c.Failures, c.Leave = nil, nil
	Must(os.RemoveAll(c.Dir))
	Must(os.MkdirAll(filepath.Join(c.Dir, "rosters"), 0o755))
	t := &team{World: &c, up: w}
	rows := [][]any{{"工号", "姓名", "技能"}}
	for i := range n {
		skill := ""
		if skills != nil {
			skill = skills(i)
		}
		rows = append(rows, []any{fmt.Sprintf("T%d", i+1), w.People[i].Name, skill})
	}
	t.Save("people.csv", table(rows))
	t.Save("paiban.yaml", []byte(yaml))
	return t
}

// week plans the coming week and returns what was said and the cells.
func (t *team) week() (Ran, weekDoc, map[string][]string) {
	r := t.Run(slices.Concat([]string{"week", "--week", weekName(t.nextWeek()), "--json"}, solving)...)
	var doc weekDoc
	cells := map[string][]string{}
	if json.Unmarshal(r.Out, &doc) == nil {
		for _, row := range doc.Roster {
			cells[row.ID] = row.Cells
		}
	}
	t.up.Failures = append(t.up.Failures, t.Failures...)
	t.Failures = nil
	return r, doc, cells
}

// Fail notes a failure of the team.
func (t *team) Fail(kind, format string, args ...any) { t.up.Fail(kind, format, args...) }

// mustHold plans a week whose hard rules can all hold, and returns its cells.
func (t *team) mustHold(kind string) map[string][]string {
	r, doc, cells := t.week()
	if r.Code != 0 || doc.Score.Hard != 0 {
		t.Fail(kind, "%s, %d hard units broken, though a roster keeps all: %s", r, doc.Score.Hard, firstLine(r.Err))
	}
	return cells
}

// mustBreak plans a week whose hard rules cannot all hold: that must be said, of the
// rule that cannot.
func (t *team) mustBreak(kind, rule string) {
	r, doc, _ := t.week()
	told := false
	for _, f := range doc.Findings {
		told = told || f.Rule == rule && f.Score.Hard > 0
	}
	if r.Code != 4 || !told {
		t.Fail(kind, "%s, %d hard units broken, though no roster keeps all: %s", r, doc.Score.Hard, firstLine(r.Err))
	}
	if r := t.Run(slices.Concat([]string{"week", "--week", weekName(t.nextWeek())}, solving)...); strings.Contains(r.Said(), "硬规则全部满足") {
		t.Fail(kind+"/in-words", "%s: says that all hard rules hold", r)
	}
}
