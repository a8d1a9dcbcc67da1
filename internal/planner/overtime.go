package planner

import (
	"fmt"
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/labourlaw"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/scenario"
)

// overtime says who may work which overtime beside a roster, and what it costs. The
// checker judges it: overtime makes the shift of its day longer, and a row that breaks
// more hard rules than it did is not lawful. So leave of hours, availability, own
// weekly hours, caps of hours and the rest before the next shift hold as for any roster.
type overtime struct {
	p      *Planning
	roster *schedule.Roster
	alone  []*schedule.Problem // by person, the problem of them alone; nil until asked
	base   []int64             // what their row breaks without overtime
	known  map[string]bool     // answers given
}

func (p *Planning) overtime(r *schedule.Roster) *overtime {
	n := len(p.Plan.Problem.People)
	return &overtime{p: p, roster: r, alone: make([]*schedule.Problem, n), base: make([]int64, n), known: map[string]bool{}}
}

// classes is what minutes of overtime on a rostered day are paid as: what a settlement
// of the month says.
func (o *overtime) classes(day int, span schedule.Span) [3]int {
	ws := o.p.Workspace
	return ws.Config.Attendance.OvertimeClasses(ws.Calendar, o.p.Plan.Problem.Date(day), attendance.Work, span)
}

// restClasses is classes of a day off.
func (o *overtime) restClasses(day int, span schedule.Span) [3]int {
	ws := o.p.Workspace
	return ws.Config.Attendance.OvertimeClasses(ws.Calendar, o.p.Plan.Problem.Date(day), attendance.Rest, span)
}

// may reports whether person i may work all of turns.
func (o *overtime) may(i int, turns []scenario.Turn) bool {
	var key strings.Builder
	fmt.Fprint(&key, i)
	turns = slices.Clone(turns)
	slices.SortFunc(turns, func(a, b scenario.Turn) int { return a.Spans[0].Start - b.Spans[0].Start })
	for _, t := range turns {
		for _, g := range t.Spans {
			fmt.Fprint(&key, " ", g.Start, "-", g.End)
		}
	}
	ok, known := o.known[key.String()]
	if !known {
		ok = o.asked(i, turns) && o.withinLimits(i, turns) && o.lawful(i, turns)
		o.known[key.String()] = ok
	}
	return ok
}

// asked reports whether i may be asked for overtime on the days of turns.
func (o *overtime) asked(i int, turns []scenario.Turn) bool {
	src := &o.p.Workspace.People[o.p.Plan.People[i]]
	return !slices.ContainsFunc(turns, func(t scenario.Turn) bool {
		return !o.p.Workspace.NoOvertime(src, o.p.Plan.Problem.Date(t.Day)).IsZero()
	})
}

// withinLimits reports whether turns and what is approved already keep to the overtime
// of a day and of a calendar month that the law allows, where the shop keeps to it.
func (o *overtime) withinLimits(i int, turns []scenario.Turn) bool {
	if !o.p.Workspace.Config.Costs.RespectLimit {
		return true
	}
	days, months := map[workcal.Date]int{}, map[workcal.Month]int{}
	for _, t := range turns {
		date := o.p.Plan.Problem.Date(t.Day)
		minutes := int(60 * t.Hours())
		if o.roster.Cells[i][t.Day] != schedule.Off { // the limit of a day is one of longer days
			days[date] += minutes
		}
		months[workcal.MonthOf(date)] += minutes
	}
	for month, minutes := range months {
		for date, m := range o.p.Workspace.OvertimeOf(o.p.Plan.People[i], month.First(), month.Last()+1) {
			minutes += m
			if days[date] > 0 {
				days[date] += m
			}
		}
		if minutes > labourlaw.OvertimeMonth {
			return false
		}
	}
	for _, minutes := range days {
		if minutes > labourlaw.OvertimeDay {
			return false
		}
	}
	return true
}

// lawful reports whether the row of i with longer shifts breaks no more than without.
func (o *overtime) lawful(i int, turns []scenario.Turn) bool {
	p := o.person(i)
	row := slices.Clone(o.roster.Cells[i])
	long := *p
	long.Shifts = slices.Clone(p.Shifts)
	who := p.People[0]
	who.Shifts = slices.Clone(who.Shifts)
	for d := range row {
		var spans []schedule.Span
		for _, t := range turns {
			for _, g := range t.Spans {
				if t.Day == d {
					spans = append(spans, g.Shift(-d*schedule.DayMinutes))
				}
			}
		}
		if spans == nil {
			continue
		}
		base := schedule.Shift{ID: "off", Queue: schedule.Any}
		if row[d] != schedule.Off {
			base = p.Shifts[row[d]]
		} else if l := o.p.Plan.Leave[i]; l != nil && !l[d].IsZero() {
			return false // away
		}
		sh := longer(&base, spans)
		if o.p.Workspace.NoNightWork(&o.p.Workspace.People[o.p.Plan.People[i]], &sh) {
			return false
		}
		row[d] = len(long.Shifts)
		who.Shifts = append(who.Shifts, row[d])
		long.Shifts = append(long.Shifts, sh)
	}
	if !slices.Contains(row, schedule.Off) && slices.Contains(o.roster.Cells[i], schedule.Off) {
		return false // a day off in seven, whatever the shop has set
	}
	long.People = []schedule.Person{who}
	a := schedule.Check(&long, &schedule.Roster{Cells: [][]int{row}})
	return a.Score.Hard <= o.base[i]
}

// person returns the problem of person i alone and notes what their row breaks in it.
func (o *overtime) person(i int) *schedule.Problem {
	if o.alone[i] == nil {
		p := *o.p.Plan.Problem
		p.Cover, p.Rules = nil, nil
		p.People = []schedule.Person{p.People[i]}
		for _, r := range o.p.Plan.Problem.Rules {
			if own := r.Of(schedule.Alone(i)); own != nil {
				p.Rules = append(p.Rules, own)
			}
		}
		o.alone[i] = &p
		a := schedule.Check(&p, &schedule.Roster{Cells: [][]int{o.roster.Cells[i]}})
		o.base[i] = a.Score.Hard
	}
	return o.alone[i]
}

// longer is shift s with overtime on spans of its work date, which do not overlap it.
func longer(s *schedule.Shift, spans []schedule.Span) schedule.Shift {
	out := *s
	out.ID += "+overtime"
	out.Parts = append([]string{s.ID}, s.Parts...)
	out.Days, out.Retired = nil, false
	all := append(slices.Clone(s.Segments), spans...)
	slices.SortFunc(all, func(a, b schedule.Span) int { return a.Start - b.Start })
	out.Segments = nil
	for _, g := range all {
		if n := len(out.Segments); n > 0 && out.Segments[n-1].End >= g.Start {
			out.Segments[n-1].End = max(out.Segments[n-1].End, g.End)
			continue
		}
		out.Segments = append(out.Segments, g)
	}
	for _, g := range spans {
		out.Paid += g.Len()
	}
	return out
}
