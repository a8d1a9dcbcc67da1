package judge

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
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
		ID     string      `json:"id"`
		Cells  []string    `json:"cells"`
		Hours  *float64    `json:"hours"`
		Breaks []saidBreak `json:"breaks"`
	} `json:"roster"`
	Rotas []struct {
		Name Text     `json:"name"`
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
	Weeks []saidFile `json:"weeks"` // of several weeks that were planned at once
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
	start := w.Start
	if start == "" {
		start = w.From
	}
	first, _ := ParseDay(start)
	var r *Roster
	var err error
	if len(w.Weeks) > 0 {
		r, err = s.joined(&w, first)
	} else {
		r, err = s.RosterFile(file)
	}
	if err != nil {
		return []Finding{{Kind: "roster/number/cells", File: filepath.Base(w.File), Said: "a roster", True: "none that can be read", Why: err.Error()}}
	}
	r.breaksSaid(&w)
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
		g.breaksPlaced()
		g.dayNumbers(&w, days)
		g.denied(&w)
	}
	if len(w.Weeks) > 0 {
		return append(g.out, s.JudgeMonthSheet(file)...)
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
