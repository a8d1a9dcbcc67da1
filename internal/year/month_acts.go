package year

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// Punch is a moment at which somebody stood at the clock.
type Punch struct {
	Person string
	At     time.Time
}

// punches are when people truly clocked for the work dates from from to to (both
// included), in order of time: what the clock's memory would hold if it were perfect.
func (w *World) punches(from, to time.Time) []Punch {
	var out []Punch
	for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
		p := w.Rosters[w.weekName(d)]
		if p == nil {
			continue
		}
		for _, q := range w.People {
			cells, ok := p.Cells[q.ID]
			if !ok || !q.Employed(d) {
				continue
			}
			out = append(out, w.came(q.ID, d, w.spans(cells[int(d.Sub(w.week(d)).Hours()/24+.5)]))...)
		}
	}
	slices.SortStableFunc(out, func(a, b Punch) int { return a.At.Compare(b.At) })
	return out
}

// stayed moves the punches of p's work date d to approved overtime: out later after a
// shift, or in and out on a rest day.
func (w *World) stayed(id string, d time.Time, punches []Punch) []Punch {
	for _, o := range w.Overtime {
		if o.Person != id || !o.Date.Equal(d) {
			continue
		}
		out := o.To.Add(3 * time.Minute)
		if len(punches) == 0 {
			return []Punch{{id, o.From.Add(-4 * time.Minute)}, {id, out}}
		}
		if last := &punches[len(punches)-1]; o.From.Sub(last.At).Abs() < 30*time.Minute {
			last.At = out
		}
	}
	return punches
}

// came draws when somebody clocks who is due at spans on d: mostly some minutes before
// and after, now and then late, early, forgetful or not there at all.
func (w *World) came(id string, d time.Time, spans []Span) []Punch {
	if len(spans) == 0 {
		return w.stayed(id, d, nil)
	}
	r := w.rand("clock" + id + iso(d))
	if r.Float64() < .006 {
		return nil // stays away
	}
	var out []Punch
	put := func(minute int) {
		out = append(out, Punch{id, d.Add(time.Duration(minute)*time.Minute + time.Duration(r.IntN(60))*time.Second)})
	}
	for _, s := range spans {
		in, leave := s.From-1-r.IntN(12), s.To+r.IntN(9)
		switch x := r.Float64(); {
		case x < .03:
			in = s.From + 1 + r.IntN(9)
		case x < .04:
			in = s.From + 10 + r.IntN(45)
		}
		if r.Float64() < .015 {
			leave = s.To - 1 - r.IntN(25)
		}
		if r.Float64() > .008 {
			put(in)
		}
		if r.Float64() > .008 {
			put(leave)
		}
	}
	return w.stayed(id, d, out)
}

// month is the month of t, as 2026-10.
func month(t time.Time) string { return t.Format("2006-01") }

// lastMonth is the first day of the month before now.
func (w *World) lastMonth() time.Time { return date(w.Now.Year(), w.Now.Month()-1, 1) }

// clockFile is a shape in which a clock gives its punches.
type clockFile struct {
	Name string
	File string
	Make func(w *World, punches []Punch) []byte
}

// clockFiles are shapes that docs/punch-files.md names.
var clockFiles = []clockFile{
	{"list", "打卡记录.csv", func(w *World, punches []Punch) []byte {
		rows := [][]any{{"考勤号码", "姓名", "打卡时间"}}
		for _, p := range punches {
			q, _ := w.Person(p.Person)
			rows = append(rows, []any{q.Punch, q.Name, p.At.Format("2006-01-02 15:04:05")})
		}
		return table(rows)
	}},
	{"attlog", "1_attlog.dat", func(w *World, punches []Punch) []byte {
		var b strings.Builder
		for _, p := range punches {
			q, _ := w.Person(p.Person)
			fmt.Fprintf(&b, "%9s\t%s\t1\t0\t1\t0\r\n", q.Punch, p.At.Format("2006-01-02 15:04:05"))
		}
		return []byte(b.String())
	}},
	{"workbook", "考勤.xlsx", func(w *World, punches []Punch) []byte {
		rows := [][]any{{"部门", "姓名", "考勤号码", "日期时间", "机器号"}}
		for _, p := range punches {
			q, _ := w.Person(p.Person)
			rows = append(rows, []any{q.Group, q.Name, q.Punch, p.At.Format("2006/1/2 15:04:05"), 1})
		}
		return workbook(sheet{Name: "打卡", Rows: rows})
	}},
}

// monthDoc is what the year itself needs of `paiban month --json`.
type monthDoc struct {
	People []struct {
		Person struct{ ID string }
	}
}

// settle is HR's first working day of a month: the clock's files of the month before are
// there and it is settled. With names the shape of the files.
func settle(w *World, with string, r *rand.Rand) {
	first := w.lastMonth()
	last := first.AddDate(0, 1, -1)
	punches := w.punches(first.AddDate(0, 0, -1), last)
	// The clock's memory holds the calendar month, as its menu exports it; what a night
	// over the last midnight leaves behind is in the file of the next month.
	punches = slices.DeleteFunc(punches, func(p Punch) bool { return month(p.At) != month(first) })
	if len(punches) == 0 {
		return
	}
	shape := clockFiles[0]
	for _, c := range clockFiles {
		if c.Name == with {
			shape = c
		}
	}
	half := first.AddDate(0, 0, 15)
	dir := "punches/" + month(first) + "/"
	switch r.IntN(3) {
	case 0: // the clock was read twice, and both files hold the days in between
		cut := slices.IndexFunc(punches, func(p Punch) bool { return p.At.After(half) })
		both := slices.IndexFunc(punches, func(p Punch) bool { return p.At.After(half.AddDate(0, 0, -2)) })
		if cut > 0 && both > 0 {
			w.Save(dir+"1_"+shape.File, shape.Make(w, clockFaults(punches[:cut], r)))
			w.Save(dir+"2_"+shape.File, shape.Make(w, clockFaults(punches[both:], r)))
			break
		}
		fallthrough
	default:
		w.Save(dir+shape.File, shape.Make(w, clockFaults(punches, r)))
	}
	if over := w.overtimeRows(first); len(over) > 1 {
		w.Save(dir+"加班.xlsx", workbook(sheet{Name: "加班", Rows: over}))
	}
	w.settleMonth(first)
	w.checkAgain(first)
}

// overtimeRows is the export of approved overtime of the month.
func (w *World) overtimeRows(first time.Time) [][]any {
	rows := [][]any{{"审批编号", "标题", "审批状态", "审批结果", "发起人姓名", "加班开始时间", "加班结束时间", "加班时长"}}
	for i, o := range w.Overtime {
		if month(o.Date) == month(first) {
			p, _ := w.Person(o.Person)
			rows = append(rows, []any{fmt.Sprint(20260001 + i), p.Name + "提交的加班", "已完成", "同意", p.Name,
				o.From.Format("2006-01-02 15:04"), o.To.Format("2006-01-02 15:04"), o.To.Sub(o.From).Hours()})
		}
	}
	return rows
}

// overtime is asked of somebody in the running week and approved: two hours after a
// shift, or four on a rest day.
func overtime(w *World, _ string, r *rand.Rand) {
	p := w.Rosters[w.weekName(w.Now)]
	if p == nil {
		return
	}
	mon := w.week(w.Now)
	at := int(day(w.Now).Sub(mon).Hours()/24 + .5)
	ids := slices.Sorted(maps.Keys(p.Cells))
	id := ids[r.IntN(len(ids))]
	d, c := mon.AddDate(0, 0, at), p.Cells[id][at]
	if q, ok := w.Person(id); !ok || !q.Employed(d) || !w.plain(id, c, d) {
		return
	}
	o := Overtime{Person: id, Date: d, From: d.Add(9 * time.Hour), To: d.Add(13 * time.Hour)}
	if spans := w.spans(c); len(spans) > 0 {
		o.From = d.Add(time.Duration(spans[len(spans)-1].To) * time.Minute)
		o.To = o.From.Add(2 * time.Hour)
	}
	w.Overtime = append(w.Overtime, o)
}

// clockFaults are those of every clock: punches twice, and lines out of order.
func clockFaults(punches []Punch, r *rand.Rand) []Punch {
	var out []Punch
	for _, p := range punches {
		out = append(out, p)
		if r.Float64() < .08 {
			out = append(out, Punch{p.Person, p.At.Add(time.Duration(1+r.IntN(20)) * time.Second)})
		}
	}
	// A battery that died: the clock wrote the year 2000 for a while.
	out = append(out, Punch{out[0].Person, date(2000, 1, 1).Add(time.Duration(r.IntN(90)) * time.Minute)})
	for range len(out) / 50 {
		i := r.IntN(len(out) - 1)
		out[i], out[i+1] = out[i+1], out[i]
	}
	return out
}

func (w *World) settleMonth(first time.Time) {
	r := w.Run("month", "--month", month(first), "--json")
	if r.Code != 0 {
		w.Fail("month/refused", "%s: %s", r, firstLine(r.Err))
		return
	}
	w.Settled[month(first)] = true
	var doc monthDoc
	if err := json.Unmarshal(r.Out, &doc); err != nil {
		w.Fail("month/no-json", "%s: %v", r, err)
		return
	}
	w.checkTwins(r)
	w.checkListed(first, r, doc)
	w.judgeMonth(first, r)
}

// checkListed checks that a month lists everybody employed in it, and nobody else.
func (w *World) checkListed(first time.Time, r Ran, doc monthDoc) {
	listed := map[string]bool{}
	for _, p := range doc.People {
		listed[p.Person.ID] = true
	}
	last := first.AddDate(0, 1, -1)
	for _, p := range w.People {
		employed := !p.Hired.After(last) && (p.Left.IsZero() || !p.Left.Before(first))
		switch {
		case employed && !listed[p.ID]:
			w.Fail("month/person-lost", "%s: %s is employed and not listed", r, p.ID)
		case !employed && listed[p.ID] && p.Hired.After(last):
			w.Fail("month/listed-before-hired", "%s: %s begins on %s", r, p.ID, iso(p.Hired))
		case !employed && listed[p.ID]:
			w.Fail("month/listed-after-left", "%s: %s left on %s", r, p.ID, iso(p.Left))
		}
	}
}

// checkAgain settles a month again, in March, June and so on: nothing has changed, so
// nothing may change.
func (w *World) checkAgain(first time.Time) {
	if !w.Settled[month(first)] || first.Month()%3 != 0 {
		return
	}
	w.Aside(func(c *World) {
		before, err := readTree(c.Dir)
		Must(err)
		again := c.Run("month", "--month", month(first), "--json")
		after, err := readTree(c.Dir)
		Must(err)
		if again.Code != 0 {
			c.Fail("month/again", "%s, and before it 0: %s", again, firstLine(again.Err))
			return
		}
		if diff := changed(before, after); len(diff) > 0 {
			c.Fail("month/again", "%s: changes %s though nothing is new", again, strings.Join(diff, ", "))
		}
	})
}

// answer is what people say to HR's questions: who forgot to clock is corrected, and
// the month is settled again.
func answer(w *World, _ string, r *rand.Rand) {
	first := w.lastMonth()
	if !w.Settled[month(first)] {
		return
	}
	for d := first; d.Before(first.AddDate(0, 1, -1)); d = d.AddDate(0, 0, 1) {
		p := w.Rosters[w.weekName(d)]
		if p == nil {
			continue
		}
		for _, q := range w.People {
			cells, ok := p.Cells[q.ID]
			if !ok {
				continue
			}
			spans := w.spans(cells[int(d.Sub(w.week(d)).Hours()/24+.5)])
			came := w.came(q.ID, d, spans)
			if len(came) == 0 || len(came) >= 2*len(spans) || r.Float64() < .4 {
				continue // nothing is missing, or nobody remembers
			}
			w.Corrections = append(w.Corrections, Correction{q.ID, d, w.forgotten(d, spans, came)})
		}
	}
	w.writeLeave()
	w.pass(time.Minute)
	w.settleMonth(first)
}

// forgotten is the boundary of spans that is farthest from every punch.
func (w *World) forgotten(d time.Time, spans []Span, came []Punch) int {
	best, most := 0, -1
	for _, s := range spans {
		for _, b := range []int{s.From, s.To} {
			near := 1 << 30
			for _, p := range came {
				near = min(near, abs(int(p.At.Sub(d)/time.Minute)-b))
			}
			if near > most {
				best, most = b, near
			}
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }
