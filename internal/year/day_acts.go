package year

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"time"
)

// daySteps are the day under way, the look back on a week and the plan of hiring. They have
// dice of their own, so that the rest of the year is as it was.
func daySteps(shop string, seed uint64, n int) (out []Step) {
	r := dice(seed, "day "+shop)
	for week := range n {
		friday := day(start).AddDate(0, 0, 7*week)
		add := func(at time.Time, act string) {
			out = append(out, Step{At: at.Format("2006-01-02T15:04"), Act: act, Seed: r.Uint64() % 1e9})
		}
		if r.IntN(2) == 0 {
			add(friday.AddDate(0, 0, 3+r.IntN(7)).Add(time.Duration(10*60+r.IntN(9*60))*time.Minute), "today")
		}
		if week%13 == 5 {
			add(friday.Add(13*time.Hour), "hire")
		}
		for d := friday; week > 3 && d.Before(friday.AddDate(0, 0, 7)); d = d.AddDate(0, 0, 1) {
			if d.Day() == 3 { // the month before was settled yesterday
				add(d.Add(10*time.Hour), "review")
			}
		}
	}
	return out
}

// todayDoc is what the year needs of `paiban today --json`.
type todayDoc struct {
	Queues []struct {
		ID      string
		KnownTo string  `json:"known_to"`
		Came    float64 `json:"came"`
		Short   float64 `json:"short_hours"`
		After   float64 `json:"short_hours_after"`
		Spans   []struct {
			From, To string
			There    float64
		}
	}
	Measures []struct {
		Kind, ID, From, To string
		Yuan               float64
	}
	Yuan    float64
	Written string
}

// today is a look at the day under way, in a copy: somebody goes home in two hours, and
// what is to be done is written into the roster and taken back.
func today(w *World, _ string, r *rand.Rand) {
	mon := w.week(w.Now)
	p := w.Rosters[w.weekName(mon)]
	if p == nil || p.Hand {
		return
	}
	at := int(day(w.Now).Sub(mon).Hours()/24 + .5)
	gone := w.Now.Truncate(time.Hour).Add(2 * time.Hour)
	leaves := int(gone.Sub(day(w.Now)).Minutes())
	var there []string
	for id, cells := range p.Cells {
		spans := w.spans(cells[at])
		if kind, _, _ := w.away(id, day(w.Now)); kind == "" && len(spans) > 0 && spans[0].From < leaves && spans[len(spans)-1].To > leaves {
			there = append(there, id)
		}
	}
	if len(there) == 0 {
		return
	}
	slices.Sort(there)
	id := there[r.IntN(len(there))]
	w.Aside(func(c *World) { c.today(mon, at, id, leaves) })
}

func (w *World) today(mon time.Time, at int, id string, leaves int) {
	now, p := w.Now, w.Rosters[w.weekName(mon)]
	rows := [][]any{{"时间"}}
	for _, q := range w.Profile.Queues {
		rows[0] = append(rows[0], q.Column)
	}
	for h := day(now); h.Before(now.Truncate(time.Hour)); h = h.Add(time.Hour) {
		row := []any{h.Format("2006-01-02 15:04")}
		for _, q := range w.Profile.Queues {
			row = append(row, w.Volume(q, h))
		}
		rows = append(rows, row)
	}
	w.Save("sofar.csv", table(rows))
	ran := w.Run("today", "--so-far", "sofar.csv", "--absent", id, "--from", clock(leaves), "--apply", "--json")
	var doc todayDoc
	if ran.Code != 0 || json.Unmarshal(ran.Out, &doc) != nil {
		w.Fail("today/refused", "%s: %s", ran, firstLine(ran.Err))
		return
	}
	w.checkTwins(ran)
	for _, q := range doc.Queues {
		for _, own := range w.Profile.Queues {
			came := 0
			for h := day(now); own.ID == q.ID && h.Before(now.Truncate(time.Hour)); h = h.Add(time.Hour) {
				came += w.Volume(own, h)
			}
			if own.ID == q.ID && q.KnownTo != "" && math.Abs(q.Came-float64(came)) > .5 {
				w.Fail("today/came", "%s: %g came to %s up to %s, not %d", ran, q.Came, q.ID, q.KnownTo, came)
			}
		}
		if q.After > q.Short+1e-6 {
			w.Fail("today/worse", "%s: %g head-hours of %s are short, %g after all measures", ran, q.Short, q.ID, q.After)
		}
	}
	w.checkThere(ran, doc, mon, at, id, leaves)
	w.checkMeasures(ran, doc, mon, at, id)
	if filepath.Base(doc.Written) != p.File {
		w.Fail("today/not-written", "%s: somebody goes at %s, and %q is written, not %s", ran, clock(leaves), doc.Written, p.File)
		return
	}
	w.pass(time.Minute)
	if u := w.Run("schedule", "undo", w.weekName(mon), "--json"); u.Code != 0 {
		w.Fail("today/undo", "%s: %s", u, firstLine(u.Err))
		return
	}
	w.post(mon)
}

// checkThere counts who is at work by the posted roster. More are there in no interval; in
// a shop of one queue whose shifts have no breaks to place, so many are.
func (w *World) checkThere(ran Ran, doc todayDoc, mon time.Time, at int, gone string, leaves int) {
	p := w.Rosters[w.weekName(mon)]
	before := w.Rosters[w.weekName(mon.AddDate(0, 0, -1))]
	there := map[string]float64{}
	for _, q := range doc.Queues {
		for _, s := range q.Spans {
			there[s.From+"-"+s.To] += s.There
		}
	}
	for _, span := range slices.Sorted(maps.Keys(there)) {
		var h1, m1, h2, m2 int
		if n, _ := fmt.Sscanf(span, "%d:%d-%d:%d", &h1, &m1, &h2, &m2); n != 4 {
			w.Fail("today/span", "%s: %q is no span", ran, span)
			return
		}
		from, to := h1*60+m1, h2*60+m2
		n := 0
		for _, q := range w.People {
			var spans []Span
			if cells, ok := p.Cells[q.ID]; ok && q.Employed(mon.AddDate(0, 0, at)) && !mon.AddDate(0, 0, at).Before(q.Trainee) {
				spans = w.spans(cells[at])
				if at > 0 {
					spans = append(spans, shifted(w.spans(cells[at-1]))...)
				}
			}
			if before != nil && at == 0 {
				spans = append(spans, shifted(w.spans(before.Cells[q.ID][6]))...)
			}
			_, _, off := w.away(q.ID, mon.AddDate(0, 0, at))
			if q.ID == gone {
				off = append(off, Span{leaves, 2880})
			}
			for _, o := range off {
				spans = without(spans, o)
			}
			if slices.ContainsFunc(spans, func(s Span) bool { return s.From < to && from < s.To }) {
				n++
			}
		}
		got := there[span]
		if exact := w.Profile.Name == "wangdian" && to-from <= 30; got > float64(n)+1e-6 || exact && got < float64(n)-1e-6 {
			w.Fail("today/there", "%s: %g are there %s, by the roster %d", ran, got, span, n)
			return
		}
	}
}

// shifted are the spans of the day before, in minutes of this one.
func shifted(spans []Span) (out []Span) {
	for _, s := range spans {
		if s.To > 1440 {
			out = append(out, Span{max(0, s.From-1440), s.To - 1440})
		}
	}
	return out
}

// checkMeasures holds what is asked of people to the law and to the roster.
func (w *World) checkMeasures(ran Ran, doc todayDoc, mon time.Time, at int, gone string) {
	p := w.Rosters[w.weekName(mon)]
	d := mon.AddDate(0, 0, at)
	sum := 0.0
	for _, m := range doc.Measures {
		sum += m.Yuan
		q, known := w.Person(m.ID)
		kind, _, _ := w.away(m.ID, d)
		switch {
		case !known || !q.Employed(d) || m.ID == gone:
			w.Fail("today/who", "%s: %s of %s, who is not there", ran, m.Kind, m.ID)
			continue
		case m.Kind != "break" && (kind != "" || d.Before(q.Trainee)):
			w.Fail("today/spared", "%s: %s of %s, who has leave (%s) or learns", ran, m.Kind, m.ID, kind)
		}
		from, to := minutesOf(m.From), minutesOf(m.To)
		if to <= from {
			to += 1440
		}
		cells := p.Cells[m.ID]
		switch m.Kind {
		case "overtime":
			if to-from > 180 || len(w.spans(cells[at])) == 0 {
				w.Fail("today/overtime", "%s: %s stays from %s to %s after %q", ran, m.ID, m.From, m.To, cells[at])
			}
		case "rest_day":
			if cells[at] != "" {
				w.Fail("today/rest-day", "%s: %s is called in and works %s", ran, m.ID, cells[at])
			}
		}
		if at < 6 && m.Kind != "break" {
			if next := w.spans(cells[at+1]); len(next) > 0 && next[0].From+1440-to < 11*60 {
				w.Fail("today/rest", "%s: %s works to %s and from %s on", ran, m.ID, m.To, clock(next[0].From))
			}
		}
	}
	if math.Abs(sum-doc.Yuan) > .01 {
		w.Fail("today/yuan", "%s: the measures cost %.2f, %.2f is said", ran, sum, doc.Yuan)
	}
}

// causes are the parts of a shortfall, in head-minutes.
type causes struct{ Forecast, Roster, Attendance float64 }

func (c causes) sum() float64 { return c.Forecast + c.Roster + c.Attendance }

func (c causes) plus(d causes) causes {
	return causes{c.Forecast + d.Forecast, c.Roster + d.Roster, c.Attendance + d.Attendance}
}

// same reports whether two sums of causes differ by rounding alone.
func (c causes) same(d causes) bool {
	return max(math.Abs(c.Forecast-d.Forecast), math.Abs(c.Roster-d.Roster), math.Abs(c.Attendance-d.Attendance)) < 1e-6
}

// reviewDoc is what the year needs of `paiban review --json`.
type reviewDoc struct {
	Interval float64 // minutes
	Punched  bool
	Causes   causes
	Queues   []struct {
		Queue     string
		Contacts  float64
		Causes    causes
		Intervals []struct {
			Causes                           causes
			Needed, Asked, Rostered, Present float64
		}
	}
	Missed []struct {
		Person, Date string
		Minutes      int
		AllDay       bool `json:"all_day"`
	}
}

// review looks back on the first whole week of the month that was settled, in a copy: the
// parts of each shortfall add up, what came is what came, and whoever is said to have been
// away all day did not clock.
func review(w *World, _ string, _ *rand.Rand) {
	first := w.lastMonth()
	mon := w.week(first.AddDate(0, 0, 6))
	if !w.Settled[month(first)] || w.Rosters[w.weekName(mon)] == nil || w.Counted.Before(mon.AddDate(0, 0, 7)) {
		return
	}
	w.Aside(func(c *World) { c.review(mon) })
}

func (w *World) review(mon time.Time) {
	ran := w.Run("review", w.weekName(mon), "--json")
	var doc reviewDoc
	if ran.Code != 0 || json.Unmarshal(ran.Out, &doc) != nil {
		w.Fail("review/refused", "%s: %s", ran, firstLine(ran.Err))
		return
	}
	w.checkTwins(ran)
	if !doc.Punched {
		w.Fail("review/punches", "%s: the punches of a settled month are not known", ran)
	}
	var all causes
	for _, q := range doc.Queues {
		var of causes
		for _, x := range q.Intervals {
			of = of.plus(x.Causes)
			if short := max(0, x.Needed-x.Present) * doc.Interval; math.Abs(short-x.Causes.sum()) > 1e-6 {
				w.Fail("review/parts", "%s: %g head-minutes of %s are short, the parts are %+v", ran, short, q.Queue, x.Causes)
				return
			}
		}
		if all = all.plus(of); !of.same(q.Causes) {
			w.Fail("review/sum", "%s: the intervals of %s make %+v, %+v is said", ran, q.Queue, of, q.Causes)
		}
		for _, own := range w.Profile.Queues {
			came := 0
			for h := mon; own.ID == q.Queue && h.Before(mon.AddDate(0, 0, 7)); h = h.Add(time.Hour) {
				came += w.Volume(own, h)
			}
			if own.ID == q.Queue && math.Abs(q.Contacts-float64(came)) > .5 {
				w.Fail("review/contacts", "%s: %g contacts of %s, %d came", ran, q.Contacts, q.Queue, came)
			}
		}
	}
	if !all.same(doc.Causes) {
		w.Fail("review/sum", "%s: the queues make %+v, %+v is said", ran, all, doc.Causes)
	}
	for _, m := range doc.Missed {
		d, err := time.ParseInLocation("2006-01-02", m.Date, time.Local)
		p := w.Rosters[w.weekName(mon)]
		at := int(d.Sub(mon).Hours()/24 + .5)
		if err != nil || at < 0 || at > 6 || p.Cells[m.Person][at] == "" {
			w.Fail("review/who", "%s: %s is missed on %s and was not due", ran, m.Person, m.Date)
			continue
		}
		if kind, _, _ := w.away(m.Person, d); kind == "" && m.AllDay && len(w.came(m.Person, d, w.spans(p.Cells[m.Person][at]))) > 0 {
			w.Fail("review/there", "%s: %s is missed all of %s and clocked", ran, m.Person, m.Date)
		}
	}
}

// hireDoc is what the year needs of `paiban scenario hire --json`.
type hireDoc struct {
	Months []struct {
		Month    string
		Hours    float64
		PeakWeek float64 `json:"peak_week_hours"`
		List     float64 `json:"heads_list"`
		There    float64 `json:"heads_there"`
		Temps    hiring  `json:"with_temps"`
		Alone    hiring  `json:"own_people"`
	}
}

type hiring struct {
	Need   float64
	Before float64 `json:"hired_before"`
	Hire   int
	Late   bool
}

// hire is the plan of hiring for half a year: nobody is counted who has left or has not
// begun, people leave at 4% a month, and who is missing is hired.
func hire(w *World, _ string, _ *rand.Rand) {
	first := date(w.Now.Year(), w.Now.Month(), 1).AddDate(0, 1, 0)
	w.Aside(func(c *World) {
		ran := c.Run("scenario", "hire", "--from", month(first), "--months", "6", "--json")
		var doc hireDoc
		if ran.Code != 0 || json.Unmarshal(ran.Out, &doc) != nil || len(doc.Months) != 6 {
			c.Fail("hire/refused", "%s: %s", ran, firstLine(ran.Err))
			return
		}
		c.checkTwins(ran)
		for k, m := range doc.Months {
			from := first.AddDate(0, k, 0)
			last := from.AddDate(0, 1, -1)
			employed := 0.0
			for _, p := range c.People {
				if p.Employed(from) || p.Employed(last) {
					employed++
				}
			}
			if m.Month != month(from) || m.List > employed+1e-6 || m.There > m.List*math.Pow(.96, float64(k))+1 || m.There < m.List*math.Pow(.96, float64(k+2))-1 {
				c.Fail("hire/there", "%s: %s has %g of %g, %g are employed", ran, m.Month, m.There, m.List, employed)
			}
			if m.PeakWeek/7 < m.Hours/float64(last.Day())-1e-6 {
				c.Fail("hire/peak", "%s: the busiest week of %s asks for %g hours, the month for %g", ran, m.Month, m.PeakWeek, m.Hours)
			}
			for _, h := range []hiring{m.Temps, m.Alone} {
				if have := m.There + h.Before + float64(h.Hire); !h.Late && have < h.Need-.25-1e-6 {
					c.Fail("hire/short", "%s: %s needs %g and has %g with %d hired", ran, m.Month, h.Need, have, h.Hire)
				}
			}
		}
	})
}
