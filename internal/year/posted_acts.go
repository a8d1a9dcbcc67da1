package year

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// postedSteps are what becomes of rosters after they were planned: published on Friday
// night, locked, planned again from a day on, changed and taken back. They have dice of
// their own, so that the rest of the year is as it was.
func postedSteps(shop string, seed uint64, n int) (out []Step) {
	profile, err := profileOf(shop)
	Must(err)
	r := dice(seed, "posted "+shop)
	theirs := slipsOf(lateSlips, shop, seed)
	r.Shuffle(len(theirs), func(i, j int) { theirs[i], theirs[j] = theirs[j], theirs[i] })
	for week := range n {
		friday := day(start).AddDate(0, 0, 7*week)
		add := func(hours int, act string) {
			at := friday.Add(time.Duration(hours) * time.Hour)
			out = append(out, Step{At: at.Format("2006-01-02T15:04"), Act: act, Seed: r.Uint64() % 1e9})
		}
		if week%4 == 1 && week/4 < len(theirs) {
			add(15, "slip")
			out[len(out)-1].With = theirs[week/4].Name
		}
		if r.IntN(3) == 0 {
			add(16, "lock")
		}
		if r.IntN(2) == 0 {
			add(20, "publish")
		}
		if r.IntN(5) == 0 {
			add(24*(4+r.IntN(3))+7, "from")
		}
		if r.IntN(4) == 0 {
			add(24*(3+r.IntN(4))+9, "undo")
		}
		if profile.Months && week%2 == 1 {
			add(24*5+10, "sheet")
		}
	}
	return out
}

// history lets the judge follow the changes of the roster of the week.
func (w *World) history(mon time.Time) {
	r := w.Run("schedule", "history", w.weekName(mon), "--json")
	if r.Code != 0 {
		w.Fail("history/refused", "%s: %s", r, firstLine(r.Err))
		return
	}
	w.Aside(func(c *World) { c.disagree(r, c.judge().JudgeHistory(c.here(w, r.Out))) })
}

// publish puts the roster of the coming week on the wall. From then on the week is not
// planned anew as a whole.
func publish(w *World, _ string, _ *rand.Rand) {
	mon := w.nextWeek()
	week := w.weekName(mon)
	p := w.Rosters[week]
	if p == nil {
		return
	}
	r := w.Run("schedule", "publish", week, "--by", "王芳", "--json")
	if r.Code != 0 && r.Code != 4 {
		w.Fail("publish/refused", "%s: %s", r, firstLine(r.Err))
		return
	}
	q := *p
	q.Published, q.Before = true, p
	w.Rosters[week] = &q
	w.history(mon)
	w.post(mon)
	w.Aside(func(c *World) {
		if again := c.Run(slices.Concat([]string{"week", "--week", week, "--json"}, solving)...); again.Code != 3 {
			c.Fail("publish/planned-again", "%s, though %s is published", again, week)
		}
	})
}

// lock locks somebody's cell with a mark and has the week planned again: the cell stays.
func lock(w *World, _ string, r *rand.Rand) {
	mon := w.nextWeek()
	week := w.weekName(mon)
	if p := w.Rosters[week]; p == nil || p.Hand || p.Published || p.Before != nil {
		return
	}
	w.Aside(func(c *World) {
		p := c.Rosters[week]
		ids := slices.Sorted(maps.Keys(p.Cells))
		id, at := ids[r.IntN(len(ids))], r.IntN(7)
		mark := []string{"!", "！", "锁", "（锁）", " 🔒"}[r.IntN(5)]
		d := mon.AddDate(0, 0, at)
		if q, ok := c.Person(id); !ok || !q.Employed(d) || !c.plain(id, p.Cells[id][at], d) {
			return
		}
		cells := p.Cells[id]
		b := c.openBoard(mon)
		cells[at] = c.otherCell(cells[at], r)
		b.set(id, at, c.word(cells[at])+mark)
		b.save(c)
		c.pass(time.Minute)
		again := c.Run(slices.Concat([]string{"week", "--week", week, "--json"}, solving)...)
		var doc weekDoc
		if again.Code != 0 && again.Code != 4 || json.Unmarshal(again.Out, &doc) != nil {
			c.Fail("lock/refused", "%s: %s, though only a locked cell was edited", again, firstLine(again.Err))
			return
		}
		for _, row := range doc.Roster {
			if row.ID == id && row.Cells[at] != cells[at] {
				c.Fail("lock/lost", "%s: %s on %s is %q, locked as %q with %q", again, id, iso(d), row.Cells[at], cells[at], mark)
			}
		}
		c.judgeWeek(again)
	})
}

// otherCell is a rest day for a shift; for a rest day the first shift.
func (w *World) otherCell(c string, r *rand.Rand) string {
	if c == "" || r.IntN(2) == 0 {
		return c
	}
	return ""
}

// fromDay has the running week planned again from tomorrow on: what is past or today stays,
// and what is said to change is what changes.
func fromDay(w *World, _ string, _ *rand.Rand) {
	mon := w.week(w.Now)
	week := w.weekName(mon)
	p := w.Rosters[week]
	day := day(w.Now).AddDate(0, 0, 1)
	at := int(day.Sub(mon).Hours()/24 + .5)
	if p == nil || at > 6 {
		return
	}
	r := w.Run(slices.Concat([]string{"week", "--week", week, "--from", iso(day), "--json"}, solving)...)
	var doc struct {
		weekDoc
		Changes []struct{ Person, Date, Was, Now string }
	}
	if r.Code != 0 && r.Code != 4 || json.Unmarshal(r.Out, &doc) != nil {
		w.Fail("from/refused", "%s: %s", r, firstLine(r.Err))
		return
	}
	q := &Posted{File: p.File, Cells: map[string][7]string{}, Published: p.Published, Before: p, Hand: p.Hand}
	told := map[string]bool{}
	for _, c := range doc.Changes {
		told[c.Person+c.Date] = true
	}
	for _, row := range doc.Roster {
		var cells [7]string
		copy(cells[:], row.Cells)
		was, had := p.Cells[row.ID]
		for i := range 7 {
			d := mon.AddDate(0, 0, i)
			if had && cells[i] != was[i] && i < at {
				w.Fail("from/past-changed", "%s: %s on %s was %q, is %q", r, row.ID, iso(d), was[i], cells[i])
			}
			// Leave that came after the roster changes the word of a day off.
			if kind, _, _ := w.away(row.ID, d); had && kind == "" && told[row.ID+iso(d)] != (cells[i] != was[i]) {
				w.Fail("from/changes", "%s: %s on %s was %q, is %q; told is %v", r, row.ID, iso(d), was[i], cells[i], told[row.ID+iso(d)])
			}
		}
		q.Cells[row.ID] = cells
	}
	w.Rosters[week] = q
	w.judgeWeek(r)
	w.history(mon)
	w.post(mon)
}

// undo takes the last change of the running week's roster back, in a copy: every cell is
// as it was before, and the history says both.
func undo(w *World, _ string, _ *rand.Rand) {
	mon := w.week(w.Now)
	p := w.Rosters[w.weekName(mon)]
	if p == nil || p.Before == nil {
		return
	}
	w.Aside(func(c *World) { c.undo(mon, c.Rosters[c.weekName(mon)]) })
}

func (w *World) undo(mon time.Time, p *Posted) {
	week := w.weekName(mon)
	r := w.Run("schedule", "undo", week, "--json")
	if r.Code != 0 {
		if !p.Hand || !strings.Contains(r.Err, "--force") {
			w.Fail("undo/refused", "%s: %s", r, firstLine(r.Err))
		}
		return
	}
	q := *p.Before
	q.File = p.File
	w.Rosters[week] = &q
	w.post(mon)
	w.history(mon)
	var doc struct {
		State struct{ Published bool }
	}
	if h := w.Run("schedule", "history", week, "--json"); json.Unmarshal(h.Out, &doc) != nil || doc.State.Published != q.Published {
		w.Fail("undo/published", "%s: published is %v, was %v before what was taken back", h, doc.State.Published, q.Published)
	}
}

// planMonth plans a month at once. Each week has its own roster afterwards, and the sheet
// of the month shows them.
func planMonth(w *World, with string, _ *rand.Rand) {
	r := w.Run(slices.Concat([]string{"week", "--month", with, "--json"}, solving)...)
	var doc struct {
		weekDoc
		Start string
		Weeks []struct{ Week, File string }
	}
	if r.Code != 0 && r.Code != 4 || json.Unmarshal(r.Out, &doc) != nil {
		w.Fail("month-plan/refused", "%s: %s", r, firstLine(r.Err))
		return
	}
	first, err := time.ParseInLocation("2006-01-02", doc.Start, time.Local)
	if err != nil || !w.week(first).Equal(first) {
		w.Fail("month-plan/start", "%s begins on %q, which begins no week", r, doc.Start)
		return
	}
	for k, f := range doc.Weeks {
		from := first.AddDate(0, 0, 7*k)
		if f.Week != w.weekName(from) {
			w.Fail("month-plan/weeks", "%s: week %d is %s, not %s", r, k+1, f.Week, w.weekName(from))
			return
		}
		p := &Posted{File: filepath.Base(f.File), Cells: map[string][7]string{}}
		for _, row := range doc.Roster {
			var cells [7]string
			if len(row.Cells) >= 7*(k+1) {
				copy(cells[:], row.Cells[7*k:])
			}
			p.Cells[row.ID] = cells
		}
		w.Rosters[f.Week] = p
	}
	w.checkTwins(r)
	w.judgeWeek(r)
}

// postMonth makes the sheet of the running month again, as it is posted after changes.
func postMonth(w *World, _ string, _ *rand.Rand) {
	r := w.Run("schedule", "export", month(w.Now), "--xlsx")
	if r.Code != 0 {
		w.Fail("sheet/refused", "%s: %s", r, firstLine(r.Err))
		return
	}
	w.disagree(r, w.judge().JudgeMonthSheet(w.Path("exports", month(w.Now)+".xlsx")))
}
