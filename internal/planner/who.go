package planner

import (
	"cmp"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/repair"
)

// Comer is somebody who could come at an hour at which people are missing.
type Comer struct {
	ID, Name string
	What     lang.Text      // what changes: 早班改晚班
	Costs    []lang.Text    // what gets worse by it
	Hard     int64          // hard rules broken more
	Cost     int64          // of soft rules, more
	Short    int            // head-minutes missing in all afterwards
	Cells    []report.Typed // what to type
}

// Comers are those who could come, the cheapest first, and why the others cannot.
type Comers struct {
	Date   workcal.Date
	Span   schedule.Span
	Short  int // head-minutes missing in all as it is
	List   []Comer
	Others []lang.Text // 7 人已在岗
}

// mostComers is how many are told.
const mostComers = 6

// tryComers is how many of the ways that suit the people themselves are tried on the whole
// roster.
const tryComers = 24

// way is a change of one person's row.
type way struct {
	person int
	row    []int
	own    schedule.Score // of their own rules
	what   lang.Text
	days   []int
}

// Who lists who could come on a date in hours in which people are missing: who has another
// shift or a day off then, by what that costs whom. Locked cells and leave stay.
func (d *Desk) Who(date workcal.Date, span schedule.Span) (*Comers, error) {
	day, err := dayOf(d.File, date)
	if err != nil {
		return nil, err
	}
	out := &Comers{Date: date, Span: span, Short: d.ShortMinutes()}
	ways, others := d.ways(day, span)
	out.Others = others
	p, now := d.planning.Plan.Problem, d.Read.Posted
	before := schedule.Check(p, now)
	labels := report.ShiftLabels(p.Shifts, d.pl.Workspace.Lang)
	best := map[int]Comer{}
	for _, w := range ways[:min(len(ways), tryComers)] {
		next := now.Clone()
		c := Comer{ID: d.Read.RowID(w.person), Name: p.PersonName(w.person), What: w.what}
		for _, k := range w.days {
			next.Cells[w.person][k] = w.row[k]
			next.PlaceBreaks(w.person, k, nil)
			text := lang.T("休", "off").In(d.pl.Workspace.Lang)
			if s := w.row[k]; s != schedule.Off {
				text = labels[s]
			}
			c.Cells = append(c.Cells, report.Typed{ID: c.ID, Date: p.Date(k), Text: text})
		}
		tried, err := d.Retype(c.Cells)
		if err != nil {
			continue // not a word that this file takes
		}
		after := schedule.Check(p, tried.Read.Posted)
		c.Hard, c.Cost, c.Short = after.Score.Hard-before.Score.Hard, after.Score.Cost-before.Score.Cost, tried.ShortMinutes()
		for _, f := range repair.Worse(before, after) {
			if f.Person == w.person || f.Person == schedule.Any {
				c.Costs = append(c.Costs, f.Why)
			}
		}
		if known, ok := best[w.person]; !ok || c.before(known) {
			best[w.person] = c
		}
	}
	for i := range p.People {
		if c, ok := best[i]; ok {
			out.List = append(out.List, c)
		}
	}
	slices.SortStableFunc(out.List, func(x, y Comer) int {
		switch {
		case x.before(y):
			return -1
		case y.before(x):
			return 1
		}
		return 0
	})
	out.List = out.List[:min(len(out.List), mostComers)]
	return out, nil
}

func (c Comer) before(o Comer) bool {
	return cmp.Or(cmp.Compare(c.Hard, o.Hard), cmp.Compare(c.Cost, o.Cost), cmp.Compare(c.Short, o.Short)) < 0
}

// ways are the changes of one person's row by which they would be there, best for
// themselves first, and why the others have none.
func (d *Desk) ways(day int, span schedule.Span) (ways []way, others []lang.Text) {
	p, cells := d.planning.Plan.Problem, d.Read.Posted.Cells
	locked := marked(d.pl.Workspace, p, d.File)
	fixed := func(i, k int) bool {
		return d.Read.Leave[i][k] != "" || !d.Plan.Leave[i][k].IsZero() || locked != nil && locked[i] != nil && locked[i][k]
	}
	covers := func(s int) bool {
		return slices.ContainsFunc(p.Shifts[s].Segments, func(g schedule.Span) bool { return g.Start < span.End && g.End > span.Start })
	}
	law := d.planning.overtime(d.Read.Posted)
	var there, away, counted, none, broken int
	for i := range p.People {
		cell := cells[i][day]
		switch {
		case day < p.People[i].First || day >= p.People[i].Last:
			continue
		case !p.People[i].CountsOn(day):
			counted++
			continue
		case fixed(i, day):
			away++
			continue
		case cell != schedule.Off && covers(cell) && p.Shifts[cell].Kind != schedule.Standby:
			there++
			continue
		}
		own, mine := law.person(i), 0
		try := func(row []int, what lang.Text, days ...int) {
			a := schedule.Check(own, &schedule.Roster{Cells: [][]int{row}})
			mine++
			if a.Score.Hard > law.base[i] {
				return
			}
			ways = append(ways, way{person: i, row: slices.Clone(row), own: a.Score, what: what, days: days})
		}
		was, had := len(ways), p.ShiftText(cell)
		for _, s := range p.People[i].Shifts {
			sh := &p.Shifts[s]
			if sh.Kind == schedule.Standby || sh.Cut() || sh.Retired || !sh.Days.Has(day) || !covers(s) {
				continue
			}
			row := slices.Clone(cells[i])
			row[day] = s
			try(row, lang.F("%s改%s", "%s to %s", had, sh.Name), day)
			if cell != schedule.Off {
				continue
			}
			for k, other := range cells[i] {
				if other == schedule.Off || fixed(i, k) {
					continue
				}
				row[k] = schedule.Off
				try(row, lang.F("上%s，休息换到%s", "works %s, day off on %s instead", sh.Name, p.DayText(k)), day, k)
				row[k] = other
			}
		}
		switch {
		case mine == 0:
			none++
		case len(ways) == was:
			broken++
		}
	}
	slices.SortStableFunc(ways, func(x, y way) int {
		return cmp.Or(cmp.Compare(x.own.Hard, y.own.Hard), cmp.Compare(x.own.Cost, y.own.Cost))
	})
	for _, o := range []struct {
		n    int
		text lang.Text
	}{
		{there, lang.F("%d 人已在岗", "%d there already", there)},
		{away, lang.F("%d 人请假或锁定", "%d on leave or locked", away)},
		{counted, lang.F("%d 人还不算人头（实习）", "%d do not count yet (trainees)", counted)},
		{none, lang.F("%d 人不上这个时段的班", "%d work no shift of these hours", none)},
		{broken, lang.F("%d 人来了就违反必须的规则", "%d would break a hard rule", broken)},
	} {
		if o.n > 0 {
			others = append(others, o.text)
		}
	}
	return ways, others
}
