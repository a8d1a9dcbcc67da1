package year

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// weekDoc is what the year itself needs of `paiban week --json`; the judge reads the
// rest.
type weekDoc struct {
	Week   string
	Status string
	Score  struct{ Hard, Cost int64 }
	Days   []struct {
		Date   string
		Volume float64
	}
	Roster []struct {
		ID    string
		Cells []string
	}
	Findings []struct {
		Rule  string
		Score struct{ Hard int64 }
	}
	Activities []struct {
		Sessions []session
		Missing  []string
	}
}

// session is when people are at a meeting or a training.
type session struct {
	Date, From, To string
	IDs            []string
}

// nextWeek is the Monday of the week after now: the one that is planned on a Friday.
func (w *World) nextWeek() time.Time { return w.week(w.Now).AddDate(0, 0, 7) }

// solving are the flags of a search that mostly ends by itself, so that a play is the
// same twice.
var solving = []string{"--iterations", "15", "--gap", "0.03", "--time-limit", "20s"}

// plan is the supervisor's Friday: counts are there, the week is planned and judged.
func plan(w *World, _ string, _ *rand.Rand) { w.planWeek(w.nextWeek()) }

func (w *World) planWeek(mon time.Time, flags ...string) {
	week := w.weekName(mon)
	had := w.Rosters[week]
	r := w.Run(slices.Concat([]string{"week", "--week", week, "--json"}, solving, flags)...)
	if r.Code != 0 && r.Code != 4 {
		refusedRightly := r.Code == 3 && had != nil && !slices.Contains(flags, "--force") && strings.Contains(r.Err, "--force")
		if !refusedRightly {
			w.Fail("week/refused", "%s: %s", r, firstLine(r.Err))
		}
		return
	}
	var doc weekDoc
	if err := json.Unmarshal(r.Out, &doc); err != nil {
		w.Fail("week/no-json", "%s: %v", r, err)
		return
	}
	p := &Posted{File: week + ".xlsx", Cells: map[string][7]string{}, Said: r.Out}
	for _, row := range doc.Roster {
		var cells [7]string
		copy(cells[:], row.Cells)
		p.Cells[row.ID] = cells
	}
	w.Rosters[week] = p
	w.checkWeek(mon, r, doc)
}

// checkWeek checks a planned week against the truth, and lets the judge speak.
func (w *World) checkWeek(mon time.Time, r Ran, doc weekDoc) {
	for i := range 7 {
		d := mon.AddDate(0, 0, i)
		for id, cells := range w.Rosters[w.weekName(mon)].Cells {
			p, ok := w.Person(id)
			if !ok {
				w.Fail("week/stranger", "%s: %s is on the roster and on no list", r, id)
				continue
			}
			kind, whole, spans := w.away(id, d)
			switch c := cells[i]; {
			case c == "":
			case !p.Employed(d):
				w.Fail("week/not-employed", "%s: %s works on %s", r, id, iso(d))
			case whole:
				w.Fail("week/works-in-leave", "%s: %s works %s on %s in approved leave (%s)", r, id, c, iso(d), kind)
			default:
				for _, have := range w.spans(c) {
					for _, s := range spans {
						if have.From < s.To && s.From < have.To {
							w.Fail("week/works-in-leave", "%s: %s works %s on %s in approved leave", r, id, c, iso(d))
						}
					}
				}
			}
		}
	}
	for _, p := range w.People {
		if _, listed := w.Rosters[w.weekName(mon)].Cells[p.ID]; !listed && p.Employed(mon) {
			w.Fail("week/person-lost", "%s: %s is employed and not on the roster", r, p.ID)
		}
	}
	w.checkVolume(r, doc)
	w.checkTwins(r)
	w.judgeWeek(r)
	if doc.Score.Hard > 0 {
		w.checkConflict(mon, r, doc)
	}
}

// checkVolume compares the forecast with the truth: on ordinary days day by day. A level
// that has just changed, a campaign and a holiday are no ordinary days; on those, and
// where nobody has entered an event, nothing may exceed what the shop has ever seen.
func (w *World) checkVolume(r Ran, doc weekDoc) {
	for _, d := range doc.Days {
		t, err := time.ParseInLocation("2006-01-02", d.Date, time.Local)
		if err != nil {
			continue
		}
		is := w.DayMean(t)
		switch {
		case !w.oddDay(t):
			if d.Volume < .75*is || d.Volume > 1.35*is {
				w.Fail("week/volume", "%s: forecast %.0f on %s, an ordinary day; %.0f come", r, d.Volume, d.Date, is)
			}
		case !w.eventNear(t):
			if most := w.busiestDay(t); d.Volume > 1.3*most {
				w.Fail("week/beyond-all", "%s: forecast %.0f on %s, %.0f is the most of a year", r, d.Volume, d.Date, most)
			}
		}
	}
}

// busiestDay is the most that was to be expected on a day of the year before d.
func (w *World) busiestDay(d time.Time) (most float64) {
	for i := range 365 {
		most = max(most, w.DayMean(d.AddDate(0, 0, -i-1)))
	}
	return most
}

// newLevel is how many days after a change of level the weeks planned need not follow
// it: two weeks of it must be known, and a week is planned three to ten days ahead.
const newLevel = 24

// oddDay reports whether the volume of d cannot be told from the weeks before it.
func (w *World) oddDay(d time.Time) bool {
	for _, l := range w.Level {
		if days := d.Sub(l.Date).Hours() / 24; days > -1 && days < newLevel {
			return true
		}
	}
	return w.eventNear(d)
}

// eventNear reports whether a campaign is on d or near it.
func (w *World) eventNear(d time.Time) bool {
	return slices.ContainsFunc(w.Events, func(e Event) bool {
		return d.After(e.From.AddDate(0, 0, -3)) && d.Before(e.To.AddDate(0, 0, 3))
	})
}

// checkTwins checks that both languages of a sentence carry the same figures.
func (w *World) checkTwins(r Ran) {
	var doc any
	if json.Unmarshal(r.Out, &doc) != nil {
		return
	}
	for zh, en := range texts(doc) {
		if a, b := figures(zh), figures(en); !slices.Equal(a, b) {
			w.Fail("words/figures-differ", "%s: %q and %q", r, zh, en)
			return
		}
	}
}

// spans is when somebody with the cell c is at work: a shift's id, with leave of hours
// behind it as in E-14:00-18:00/2026-11-28.
func (w *World) spans(c string) []Span {
	id, cut, _ := strings.Cut(c, "-")
	s, ok := w.shift(id)
	if !ok {
		return nil
	}
	var a, b, c1, d1 int
	if n, _ := fmt.Sscanf(cut, "%d:%d-%d:%d", &a, &b, &c1, &d1); n != 4 {
		return s.Spans
	}
	return without(s.Spans, Span{a*60 + b, c1*60 + d1})
}

// without takes a span out of spans.
func without(spans []Span, cut Span) []Span {
	var out []Span
	for _, s := range spans {
		for _, part := range []Span{{s.From, min(s.To, cut.From)}, {max(s.From, cut.To), s.To}} {
			if part.To > part.From {
				out = append(out, part)
			}
		}
	}
	return out
}

// checkConflict checks that a roster which breaks hard rules never stands beside an
// explanation that they can all hold.
func (w *World) checkConflict(mon time.Time, r Ran, doc weekDoc) {
	x := w.Run("schedule", "explain", "--week", w.weekName(mon), "--json")
	var said struct{ Possible *bool }
	if json.Unmarshal(x.Out, &said) == nil && said.Possible != nil && *said.Possible {
		w.Fail("week/hard-given-for-soft", "%s breaks %d hard units; %s says all can hold", r, doc.Score.Hard, x)
	}
}

// sick is a call on a morning: the week is repaired.
func sick(w *World, _ string, r *rand.Rand) {
	mon := w.week(w.Now)
	p := w.Rosters[w.weekName(mon)]
	if p == nil {
		return
	}
	at := int(day(w.Now).Sub(mon).Hours() / 24)
	var there []string
	for id, cells := range p.Cells {
		if cells[at] != "" {
			there = append(there, id)
		}
	}
	if len(there) == 0 {
		return
	}
	slices.Sort(there)
	id := there[r.IntN(len(there))]
	w.repair(mon, p, id, day(w.Now))
}

func (w *World) repair(mon time.Time, p *Posted, id string, d time.Time) {
	w.Leave = append(w.Leave, Leave{Person: id, Kind: "病假", From: d, To: d, Status: "已批准"})
	w.writeLeave()
	w.pass(time.Minute)
	r := w.Run("schedule", "repair", filepath.Join("rosters", p.File), "--absent", id+":"+iso(d)+":病假", "--json")
	if r.Code != 0 && r.Code != 4 {
		w.Fail("repair/refused", "%s: %s", r, firstLine(r.Err))
		return
	}
	var doc struct {
		Written string
		Picked  int
		Plans   []struct {
			Changes []struct{ Person, Date, Was, Now string }
		}
	}
	if err := json.Unmarshal(r.Out, &doc); err != nil || doc.Picked < 1 || doc.Picked > len(doc.Plans) {
		w.Fail("repair/no-json", "%s: %v", r, err)
		return
	}
	q := &Posted{File: filepath.Base(doc.Written), Cells: map[string][7]string{}}
	for k, v := range p.Cells {
		q.Cells[k] = v
	}
	for _, c := range doc.Plans[doc.Picked-1].Changes {
		t, err := time.ParseInLocation("2006-01-02", c.Date, time.Local)
		at := int(t.Sub(mon).Hours() / 24)
		if err != nil || at < 0 || at > 6 {
			w.Fail("repair/other-week", "%s changes %s", r, c.Date)
			continue
		}
		cells := q.Cells[c.Person]
		if cells[at] != c.Was {
			w.Fail("repair/was", "%s: %s on %s was %q, said %q", r, c.Person, c.Date, cells[at], c.Was)
		}
		cells[at] = c.Now
		q.Cells[c.Person] = cells
	}
	q.Published, q.Before = p.Published, p
	w.Rosters[w.weekName(mon)] = q
	w.history(mon)
	if q.Cells[id][int(d.Sub(mon).Hours()/24)] != "" {
		w.Fail("repair/still-there", "%s: %s is still on %s", r, id, iso(d))
	}
	w.post(mon)
}

// post exports the roster of the week as it goes into the group chat and compares it
// with the one on the wall: one truth for a week, whichever command is asked.
func post(w *World, _ string, _ *rand.Rand) { w.post(w.nextWeek()) }

func (w *World) post(mon time.Time) {
	week := w.weekName(mon)
	p := w.Rosters[week]
	if p == nil {
		return
	}
	r := w.Run("schedule", "export", week, "--csv", "--lang", "en")
	if r.Code != 0 {
		w.Fail("export/refused", "%s: %s", r, firstLine(r.Err))
		return
	}
	rows, err := readCSV(w.Path("exports", week+".csv"))
	if err != nil || len(rows) < 2 {
		w.Fail("export/unreadable", "%s: %v", r, err)
		return
	}
	w.disagree(r, w.judge().JudgeExport(w.Path("exports", week+".csv"), w.Path("rosters", p.File)))
	for _, row := range rows[1:] {
		cells, ok := p.Cells[row[0]]
		if !ok || len(row) < 10 {
			continue
		}
		for i := range 7 {
			got := row[3+i]
			if _, _, hours := w.away(row[0], mon.AddDate(0, 0, i)); len(hours) > 0 && cells[i] != "" {
				got, _, _ = strings.Cut(got, " (less ") // leave that came after the roster
			}
			if !w.sameCell(got, cells[i]) {
				w.Fail("export/other-roster", "%s: %s on %s is %q, posted %q", r, row[0], iso(mon.AddDate(0, 0, i)), got, cells[i])
				return
			}
		}
	}
}

// agree lets the checker read the roster as it was planned; it must say what the plan
// says.
func agree(w *World, _ string, _ *rand.Rand) {
	mon := w.nextWeek()
	p := w.Rosters[w.weekName(mon)]
	if p == nil || p.Hand || p.Said == nil {
		return
	}
	r := w.check(mon)
	w.disagree(r, w.judge().JudgeAgree(p.Said, r.Out))
}

// sameCell reports whether a cell of an English export means cell c.
func (w *World) sameCell(got, c string) bool {
	if c == "" {
		for _, s := range w.Profile.Shifts {
			if got == s.ID || strings.HasPrefix(got, s.ID+" ") {
				return false
			}
		}
		return true
	}
	id, cut, _ := strings.Cut(c, "-")
	return got == id || cut != "" && strings.HasPrefix(got, id+" ")
}

// check lets the checker read the roster of the week, and the judge judge what it said.
func (w *World) check(mon time.Time) Ran {
	p := w.Rosters[w.weekName(mon)]
	r := w.Run("schedule", "check", filepath.Join("rosters", p.File), "--all", "--json")
	w.judgeCheck(r)
	return r
}
