package solve

import (
	"fmt"
	"slices"

	"paiban/schedule"
)

// addKeep charges cells that differ from an earlier roster.
func (m *model) addKeep(r schedule.Keep) {
	for i := range m.people {
		for d := range m.days {
			for c := range m.cells {
				if c == r.Base.Cells[i][d]+1 {
					continue
				}
				s := &m.people[i].own[m.at(d, c)]
				if d < r.From {
					s.Hard++
				} else {
					s.Cost += r.Cost
				}
			}
		}
	}
}

// overlaps reports whether shift s of day from overlaps span of day.
func (m *model) overlaps(s, from, day int, span schedule.Span) bool {
	for _, g := range m.p.Shifts[s].Segments {
		if g.Shift((from-day)*schedule.DayMinutes).Overlap(span) > 0 {
			return true
		}
	}
	return false
}

// addUnavailable bars the shifts that fall into it.
func (m *model) addUnavailable(r schedule.Unavailable) {
	span := r.Span
	if r.Whole {
		span = schedule.Span{}
	}
	for d := max(0, r.Day-1); d < m.days && d <= r.Day+max(0, span.End-1)/schedule.DayMinutes; d++ {
		for s := range m.p.Shifts {
			if r.Whole && d == r.Day || !r.Whole && m.overlaps(s, d, r.Day, span) {
				m.people[r.Person].own[m.at(d, s+1)].Hard++
			}
		}
	}
}

// addMeeting asks people to attend. Where shifts of one date only can overlap
// the meeting it is a charge on cells, else a part that remembers.
func (m *model) addMeeting(r schedule.Meeting, excused map[[2]int]bool) {
	for _, d := range r.Days {
		first, last := d-1, d+max(0, r.Span.End-1)/schedule.DayMinutes
		whole := r.Span == schedule.Span{}
		attends := func(day, s int) bool {
			if whole {
				return day == d
			}
			return m.overlaps(s, day, d, r.Span)
		}
		var dates []int
		for day := first; day <= last && day < m.days; day++ {
			for s := range m.p.Shifts {
				if attends(day, s) {
					dates = append(dates, day)
					break
				}
			}
		}
		var who []int
		for _, i := range r.People.All(m.p) {
			if d >= m.p.People[i].First && d < m.p.People[i].Last && !excused[[2]int{i, d}] {
				who = append(who, i)
			}
		}
		if len(dates) == 0 || len(dates) == 1 && dates[0] >= 0 {
			day := d
			if len(dates) == 1 {
				day = dates[0]
			}
			for c := range m.cells {
				if c > 0 && attends(day, c-1) {
					continue
				}
				for _, i := range who {
					s := &m.people[i].own[m.at(day, c)]
					*s = s.Add(r.Force.Score(1))
				}
			}
			continue
		}
		if dates[len(dates)-1] < 0 {
			dates = append(dates, d) // judged there
		}
		m.addPart(&meetingPart{m.nextID(), m, attends, r.Force, dates}, who)
	}
}

// meetingPart remembers whether a meeting has been attended, where shifts of
// several dates can overlap it. State: 1 once it has.
type meetingPart struct {
	partID
	m       *model
	attends func(day, s int) bool
	force   schedule.Force
	dates   []int // ascending
}

func (q *meetingPart) sig(cell int) string {
	out := ""
	for _, d := range q.dates {
		out += fmt.Sprint(cell > 0 && q.attends(d, cell-1))
	}
	return out
}

func (q *meetingPart) begin(i int) (int32, schedule.Score) {
	if d := q.dates[0]; d < 0 {
		if s, _ := q.m.p.People[i].At(d); s != schedule.Off && q.attends(d, s) {
			return 1, schedule.Score{}
		}
	}
	return 0, schedule.Score{}
}

func (q *meetingPart) step(state int32, day, cell int) (int32, schedule.Score) {
	if !slices.Contains(q.dates, day) {
		return state, schedule.Score{}
	}
	if cell > 0 && q.attends(day, cell-1) {
		state = 1
	}
	if day < q.dates[len(q.dates)-1] {
		return state, schedule.Score{}
	}
	if state == 0 {
		return 0, q.force.Score(1)
	}
	return 0, schedule.Score{}
}

func (q *meetingPart) end(int32) schedule.Score { return schedule.Score{} }

// continuousPart judges stretches of work without a break. A stretch that ends
// within the work date is charged to the cell; one that reaches midnight is
// carried on. State: the index of a carried stretch.
type continuousPart struct {
	partID
	m     *model
	r     schedule.Continuous
	index map[stretch]int32
	known []stretch
}

// stretch is an unbroken span of work, in minutes of the day at hand, and
// whether it has been charged.
type stretch struct {
	schedule.Span
	charged bool
}

func (m *model) addContinuous(r schedule.Continuous) {
	q := &continuousPart{partID: m.nextID(), m: m, r: r, index: map[stretch]int32{}}
	q.state(stretch{})
	m.addPart(q, r.People.All(m.p))
}

func (q *continuousPart) state(s stretch) int32 {
	if s.End < 0 || s.Len() == 0 {
		s = stretch{}
	}
	if s.Len() > q.r.Max+2*schedule.DayMinutes {
		s.Start = s.End - q.r.Max - 2*schedule.DayMinutes // longer matters no more
	}
	n, ok := q.index[s]
	if !ok {
		n = int32(len(q.known))
		q.index[s] = n
		q.known = append(q.known, s)
	}
	return n
}

func (q *continuousPart) sig(cell int) string {
	if cell == 0 {
		return ""
	}
	return fmt.Sprint(q.m.p.Shifts[cell-1].Segments)
}

func (q *continuousPart) begin(i int) (int32, schedule.Score) {
	state := int32(0)
	past := q.m.p.People[i].Past
	for k, s := range past {
		state, _ = q.move(state, k-len(past), s+1)
	}
	return state, schedule.Score{}
}

func (q *continuousPart) step(state int32, day, cell int) (int32, schedule.Score) {
	next, n := q.move(state, day, cell)
	return next, q.r.Force.Score(n)
}

// move returns the stretch carried to the next day and how many stretches have
// come to be charged; stretches wholly in the past are not.
func (q *continuousPart) move(state int32, day, cell int) (int32, int64) {
	run := q.known[state]
	charges := int64(0)
	if cell > 0 {
		for _, g := range q.m.p.Shifts[cell-1].Segments {
			if run.Len() > 0 && g.Start <= run.End {
				run.End = max(run.End, g.End)
			} else {
				run = stretch{Span: g}
			}
			if day >= 0 && run.Len() > q.r.Max && !run.charged {
				run.charged = true
				charges++
			}
		}
	}
	run.Span = run.Span.Shift(-schedule.DayMinutes)
	return q.state(run), charges
}

func (q *continuousPart) end(int32) schedule.Score { return schedule.Score{} }
