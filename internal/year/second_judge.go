package year

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"paiban/internal/judge"
)

// presets are the settings that the judge merges paiban.yaml over, as files.
var presets = os.DirFS(filepath.Join("..", "workspace", "presets"))

// judge reads the shop's folder as it stands.
func (w *World) judge() *judge.Shop {
	s, err := judge.Open(w.Dir, presets)
	if err != nil {
		Must(fmt.Errorf("the second judge cannot read the shop: %w", err))
	}
	return s
}

// judgeWeek lets the judge judge a planned week and what was said of it.
func (w *World) judgeWeek(r Ran) {
	w.Aside(func(c *World) { c.disagree(r, c.judge().JudgeWeek(c.here(w, r.Out), r.Code)) })
}

// judgeCheck lets the judge judge the rosters that the checker has read.
func (w *World) judgeCheck(r Ran) {
	w.Aside(func(c *World) { c.disagree(r, c.judge().JudgeCheck(r.Out, r.Code)) })
}

// here is what was said in the folder of o, as if it had been said in w's.
func (w *World) here(o *World, said []byte) []byte {
	return bytes.ReplaceAll(said, []byte(o.Dir), []byte(w.Dir))
}

// kindsOfLeave are the judge's words for the kinds of leave.
var kindsOfLeave = map[string]string{"事假": "personal", "病假": "sick", "年假": "annual", "调休": "comp"}

// judgeMonth lets the judge work out a settled month from what is true, not from the
// files of punches.
func (w *World) judgeMonth(first time.Time, r Ran) {
	var ev judge.Evidence
	for _, p := range w.punches(first.AddDate(0, 0, -2), first.AddDate(0, 1, 1)) {
		if !exists(w.Path("punches", month(p.At))) {
			continue // nobody has exported that month
		}
		ev.Punches = append(ev.Punches, judge.Punch{ID: p.Person, Time: p.At})
		if ev.Since.IsZero() {
			ev.Since = p.At
		}
		ev.Until = p.At
	}
	for _, c := range w.Corrections {
		ev.Corrections = append(ev.Corrections, judge.Punch{ID: c.Person, Time: c.Date.Add(time.Duration(c.Minute) * time.Minute)})
	}
	for _, l := range w.Leave {
		a := judge.Approval{ID: l.Person, Kind: kindsOfLeave[l.Kind], From: l.From, To: l.To}
		if !l.Hours {
			a.Dates, a.To = true, l.To.AddDate(0, 0, 1)
		}
		if l.Approved() {
			ev.Approvals = append(ev.Approvals, a)
		} else {
			ev.Refused = append(ev.Refused, a)
		}
	}
	for _, o := range w.Overtime {
		ev.Approvals = append(ev.Approvals, judge.Approval{ID: o.Person, From: o.From, To: o.To, Overtime: true})
	}
	w.Aside(func(c *World) { c.judgeMonthWith(first, r, ev) })
}

func (w *World) judgeMonthWith(first time.Time, r Ran, ev judge.Evidence) {
	findings := w.judge().JudgeMonthWith(month(first), r.Out, w.Path("attendance", month(first)+".xlsx"), ev)
	// What differs on the first or last day for want of the file of the other month is a
	// kind of its own, so that the same figure on other days is not hidden behind it.
	for i, f := range findings {
		d, err := time.ParseInLocation("2006-01-02", f.Date, time.Local)
		if err == nil && (d.Equal(first) || d.Equal(first.AddDate(0, 1, -1))) && strings.Count(f.Kind, "/") == 2 {
			findings[i].Kind += "/at-edge"
		}
	}
	w.disagree(r, findings)
}

// disagree notes what the judge says against the program.
func (w *World) disagree(r Ran, findings []judge.Finding) {
	for _, f := range findings {
		w.Fail("judge/"+f.Kind, "%s: %s", r, f)
	}
}
