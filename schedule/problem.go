package schedule

import (
	"slices"

	"paiban/internal/workcal"
)

// Problem is everything a roster is judged by. It is immutable once made.
type Problem struct {
	Start    workcal.Date // day 0
	Days     int          // horizon [0, Days)
	Interval int          // minutes; the grid of Requirement rows
	Queues   []Queue
	Shifts   []Shift
	People   []Person
	Cover    []Cover
	Rules    []Rule

	// Activities are what people are due to attend within their shifts; see [Problem.ToSolve].
	Activities []Activity

	// WeekStarts is the day on which calendar weeks start; the zero value is Monday.
	WeekStarts workcal.FirstDay

	// Holiday marks the statutory days of the horizon, for the fair sharing of
	// them; nil is none.
	Holiday DaySet
}

// Date returns the date of a day.
func (p *Problem) Date(day int) workcal.Date { return p.Start + workcal.Date(day) }

// Week returns the first day of the calendar week that day lies in, a date.
func (p *Problem) Week(day int) workcal.Date { return p.WeekStarts.Start(p.Date(day)) }

// Weekend reports whether day is a Saturday or Sunday.
func (p *Problem) Weekend(day int) bool { return p.Date(day).Weekend() }

// Roster holds one cell per person and day: a shift index or Off.
type Roster struct {
	Cells  [][]int    // [person][day]
	Breaks [][]Paused `json:",omitempty"` // [person][day]; nil where no breaks are placed; see [Roster.BreaksAt]

	Activities [][][]ActivitySpan `json:",omitempty"` // [person][day], ascending; nil where there are none
}

// NewRoster returns a roster for p with everybody off.
func NewRoster(p *Problem) *Roster {
	r := &Roster{Cells: make([][]int, len(p.People))}
	for i := range r.Cells {
		r.Cells[i] = make([]int, p.Days)
		for d := range r.Cells[i] {
			r.Cells[i][d] = Off
		}
	}
	return r
}

// Clone returns a deep copy.
func (r *Roster) Clone() *Roster {
	c := &Roster{Cells: make([][]int, len(r.Cells))}
	for i := range r.Cells {
		c.Cells[i] = append([]int(nil), r.Cells[i]...)
	}
	for _, row := range r.Breaks {
		c.Breaks = append(c.Breaks, slices.Clone(row))
	}
	for _, row := range r.Activities {
		c.Activities = append(c.Activities, slices.Clone(row))
	}
	return c
}

// Timeline is a person's cells over the known past and the horizon.
type Timeline struct {
	First int // the day of Cells[0]: −len(Past)
	Cells []int
}

// Timeline returns what person i works on the known past and in r.
func (p *Problem) Timeline(r *Roster, i int) Timeline {
	past := p.People[i].Past
	return Timeline{-len(past), append(append(make([]int, 0, len(past)+p.Days), past...), r.Cells[i]...)}
}

// Around returns what person i works on the known past, in r and on the days after it
// of which something is known.
func (p *Problem) Around(r *Roster, i int) Timeline {
	t := p.Timeline(r, i)
	t.Cells = append(t.Cells, p.People[i].Next...)
	return t
}

// Astray reports whether person i neither works nor rests on a day on which they are
// off: they are on leave, or not employed.
func (p *Problem) Astray(i, day int) bool {
	who := &p.People[i]
	return who.OnLeave(day) || day >= 0 && day < p.Days && (day < who.First || day >= who.Last)
}

// answers returns which of two days of a roster that do not go together is the one to
// be changed: the later one where it is of the horizon, else the earlier one, else the
// last day between them.
func (p *Problem) answers(earlier, later int) int {
	switch {
	case later < p.Days:
		return later
	case earlier >= 0:
		return earlier
	}
	return p.Days - 1
}

// At returns the cell on day and whether it is known.
func (t Timeline) At(day int) (shift int, known bool) {
	if i := day - t.First; i >= 0 && i < len(t.Cells) {
		return t.Cells[i], true
	}
	return Off, false
}

// HardOnly returns p without anything soft: a roster of it scores 0 where every hard rule
// holds. Its cover rows are those of p, one by one.
func (p *Problem) HardOnly() *Problem {
	q := *p
	q.Rules, q.Cover = nil, nil
	for _, c := range p.Cover {
		c.Bound = Between(c.Bound.HardMin, c.Bound.HardMax)
		q.Cover = append(q.Cover, c)
	}
	for _, rule := range p.Rules {
		q.Rules = append(q.Rules, rule.Hard()...)
	}
	return &q
}
