package schedule

import (
	"cmp"
	"slices"

	"paiban/internal/lang"
)

// Activity 活动 is time at work and away from the queues that people are due: a meeting, a
// training, coaching, an exam. It lies within a shift and is paid as the shift is. The
// roster finds its time, or all of it where Hours leave one time alone.
type Activity struct {
	ID     string
	Name   lang.Text // 新规培训
	Short  lang.Text // what a cell of a day shows: 训
	Length int       // minutes of one attendance
	Hours  []Span    // it lies within one of these, minutes of the work date; nil is any time
	Days   DaySet    // on which it may be; nil is every day
	Due    []int     // by person: how often in the horizon, on different days
	Least  int       // people who attend together; 0 and 1 are no minimum
	Most   int       // people who attend together; 0 is no maximum
	Force  Force     // of each attendance that is missing or not as asked for
	By     lang.Text `json:"-"` // by when, in words; zero is by the end of the horizon
}

// ActivitySpan is an activity that somebody attends, in minutes of the work date.
type ActivitySpan struct {
	Activity int // index into Problem.Activities
	Span
}

// ActivitiesKey is the name of findings about activities.
const ActivitiesKey = "activities"

// ActivitiesAt returns the activities of person i on a day of the horizon, ascending.
func (r *Roster) ActivitiesAt(i, day int) []ActivitySpan {
	if r == nil || r.Activities == nil {
		return nil
	}
	return r.Activities[i][day]
}

// SetActivities says which activities person i attends on a day.
func (r *Roster) SetActivities(i, day int, at []ActivitySpan) {
	if r.Activities == nil {
		if len(at) == 0 {
			return
		}
		r.Activities = make([][][]ActivitySpan, len(r.Cells))
		for k := range r.Activities {
			r.Activities[k] = make([][]ActivitySpan, len(r.Cells[k]))
		}
	}
	at = slices.Clone(at)
	slices.SortStableFunc(at, func(x, y ActivitySpan) int { return cmp.Compare(x.Start, y.Start) })
	r.Activities[i][day] = at
}

// AwayOn returns when person i is off the queues within the shift of a day of the horizon or
// before it: breaks and activities, ascending and apart, minutes of the work date.
func (p *Problem) AwayOn(r *Roster, i, day int) []Span {
	breaks := p.BreaksOn(r, i, day)
	if day < 0 || len(p.Activities) == 0 || len(r.ActivitiesAt(i, day)) == 0 {
		return breaks
	}
	all := slices.Clone(breaks)
	for _, a := range r.ActivitiesAt(i, day) {
		all = append(all, a.Span)
	}
	slices.SortFunc(all, func(x, y Span) int { return cmp.Compare(x.Start, y.Start) })
	var out []Span
	for _, t := range all {
		if n := len(out); n > 0 && t.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, t.End)
			continue
		}
		out = append(out, t)
	}
	return out
}

// ActivityOf finds the activity with an id that may be on a day, else the first with the id;
// −1 is none.
func (p *Problem) ActivityOf(id string, day int) int {
	is := func(a Activity) bool { return a.ID == id }
	if k := slices.IndexFunc(p.Activities, func(a Activity) bool { return is(a) && a.Days.Has(day) }); k >= 0 {
		return k
	}
	return slices.IndexFunc(p.Activities, is)
}

// Fits reports whether a may be at a time of a day.
func (a *Activity) Fits(day int, t Span) bool {
	return t.Len() == a.Length && a.Days.Has(day) &&
		(len(a.Hours) == 0 || slices.ContainsFunc(a.Hours, func(h Span) bool { return h.Contains(t) }))
}

// Attends reports whether somebody on shift s with breaks at some spans can take part in
// something throughout t.
func (s *Shift) Attends(t Span, breaks []Span) bool {
	return s.Kind != Standby && s.CoversOn(t, breaks)
}

// Times lists when a can be within shift s with breaks at some spans, ascending: on the half
// hour, a short one on the quarter too, or where a room for it begins.
func (a *Activity) Times(s *Shift, breaks []Span) (out []Span) {
	step := 30
	if a.Length < step {
		step = 15
	}
	rooms := a.Hours
	if len(rooms) == 0 {
		rooms = []Span{{s.Start(), s.End()}}
	}
	for _, g := range s.Presence(breaks) {
		for _, h := range rooms {
			from, to := max(g.Start, h.Start), min(g.End, h.End)
			for at := from; at+a.Length <= to; at = (at/step + 1) * step {
				out = append(out, Span{at, at + a.Length})
			}
		}
	}
	slices.SortFunc(out, func(x, y Span) int { return cmp.Compare(x.Start, y.Start) })
	return slices.Compact(out)
}

// Open returns the days of the horizon on which person i can attend a: employed, and not on
// leave.
func (a *Activity) Open(p *Problem, i int) (days []int) {
	for d := max(0, p.People[i].First); d < min(p.Days, p.People[i].Last); d++ {
		if a.Days.Has(d) && !p.Astray(i, d) && !p.wholeDayAway(i, d) {
			days = append(days, d)
		}
	}
	return days
}

// wholeDayAway reports whether person i can work nothing on a day.
func (p *Problem) wholeDayAway(i, day int) bool {
	return slices.ContainsFunc(p.Absences(), func(u Unavailable) bool { return u.Whole && u.Person == i && u.Day == day })
}

// Asked is how often person i is due to attend a: no more often than they have days for it.
func (a *Activity) Asked(p *Problem, i int) int {
	if a.Due[i] == 0 {
		return 0
	}
	return min(a.Due[i], len(a.Open(p, i)))
}

// Given counts the attendances of activity k that person i has in r, those alone that they
// can take.
func (p *Problem) Given(r *Roster, k, i int) (n int) {
	for d, s := range r.Cells[i] {
		if s == Off {
			continue
		}
		for _, t := range r.ActivitiesAt(i, d) {
			if t.Activity == k && p.Shifts[s].Attends(t.Span, r.BreaksAt(p, i, d)) {
				n++
				break
			}
		}
	}
	return n
}
