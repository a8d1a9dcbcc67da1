package planner

import (
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// withActivities places the activities of a roster that a search has found for p without
// them, and has res say what p says of it. The bound then allows for what cover costs less
// while people are away.
func withActivities(p *schedule.Problem, res *solve.Result, from int) {
	if len(p.Activities) == 0 {
		return
	}
	res.Roster = solve.PlaceActivities(p, res.Roster, solve.ActivitySeed, solve.ActivityRounds, from)
	res.Score = schedule.Check(p, res.Roster).Score
	saves, proved := solve.ActivitySaves(p), true
	for _, b := range []*schedule.Score{&res.Bound, &res.Kept} {
		b.Hard, b.Cost = max(0, b.Hard-saves.Hard), max(0, b.Cost-saves.Cost)
		if res.Score.Less(*b) { // a meeting at a fixed hour that somebody had better miss
			*b, proved = res.Score, false
		}
	}
	switch {
	case !proved:
		res.Status = solve.Stopped
	case res.Status == solve.Stopped || res.Score == res.Bound:
	case res.Score.Hard > res.Bound.Hard: // of a meeting that must be
		res.Status = solve.Stopped
	default:
		res.Status = solve.WithinGap
	}
}

// keepActivities gives a roster the activities of another one of the same problem, those of
// the days from a day on only as far as people can still attend, and places there what is
// missing.
func keepActivities(p *schedule.Problem, before, after *schedule.Roster, from int) *schedule.Roster {
	if len(p.Activities) == 0 {
		return after
	}
	kept := after.Clone()
	kept.Activities = nil
	for i := range kept.Cells {
		for d := range kept.Cells[i] {
			kept.SetActivities(i, d, before.ActivitiesAt(i, d))
		}
	}
	return solve.PlaceActivities(p, kept, solve.ActivitySeed, solve.ActivityRounds, from)
}

// activityChanges says which attendances a change of a roster drops, moves or adds.
func activityChanges(p *schedule.Problem, before, after *schedule.Roster) (out []lang.Text) {
	if len(p.Activities) == 0 {
		return nil
	}
	type cell struct {
		day int
		schedule.ActivitySpan
	}
	all := func(r *schedule.Roster, i int) (out []cell) {
		for d := range p.Days {
			for _, t := range r.ActivitiesAt(i, d) {
				out = append(out, cell{d, t})
			}
		}
		return out
	}
	for i := range p.People {
		gone, fresh := all(before, i), all(after, i)
		was, now := slices.Clone(gone), slices.Clone(fresh)
		gone = slices.DeleteFunc(gone, func(c cell) bool { return slices.Contains(now, c) })
		fresh = slices.DeleteFunc(fresh, func(c cell) bool { return slices.Contains(was, c) })
		for _, c := range gone {
			name := p.Activities[c.Activity].Name
			k := slices.IndexFunc(fresh, func(n cell) bool { return p.Activities[n.Activity].ID == p.Activities[c.Activity].ID })
			if k < 0 {
				out = append(out, lang.F("%s %s %s 的%s去不了，取消", "%s cannot attend on %s %s: the %s is dropped", p.PersonName(i), p.DayText(c.day), c.Span, name))
				continue
			}
			out = append(out, lang.F("%s 的%s从 %s %s 移到 %s %s", "%s: the %s moves from %s %s to %s %s", p.PersonName(i), name, p.DayText(c.day), c.Span, p.DayText(fresh[k].day), fresh[k].Span))
			fresh = slices.Delete(fresh, k, k+1)
		}
		for _, c := range fresh {
			out = append(out, lang.F("%s %s %s 排上%s", "%s has the %[4]s on %[2]s %[3]s", p.PersonName(i), p.DayText(c.day), c.Span, p.Activities[c.Activity].Name))
		}
	}
	return out
}

// ActivitySum is what a roster has of an activity.
type ActivitySum struct {
	Activity *schedule.Activity // the first of several weeks
	Given    int                // attendances
	Due      int
	Sessions []Session
	Missing  []int // people
}

// Session is some people who attend together.
type Session struct {
	Day int
	schedule.Span
	People []int
}

// Activities sums up what the roster has of each activity, in the order of the settings.
func (j *Judged) Activities() (out []ActivitySum) {
	return activitySums(j.Plan.Problem, j.Result.Roster)
}

func activitySums(p *schedule.Problem, r *schedule.Roster) (out []ActivitySum) {
	for k := range p.Activities {
		a := &p.Activities[k]
		at := slices.IndexFunc(out, func(s ActivitySum) bool { return s.Activity.ID == a.ID })
		if at < 0 {
			at, out = len(out), append(out, ActivitySum{Activity: a})
		}
		s := &out[at]
		for i := range p.People {
			asked, given := a.Asked(p, i), p.Given(r, k, i)
			s.Due, s.Given = s.Due+asked, s.Given+min(asked, given)
			if given < asked && !slices.Contains(s.Missing, i) {
				s.Missing = append(s.Missing, i)
			}
			for d := range p.Days {
				for _, t := range r.ActivitiesAt(i, d) {
					if t.Activity == k {
						s.attend(i, d, t.Span)
					}
				}
			}
		}
		slices.SortStableFunc(s.Sessions, func(x, y Session) int { return (x.Day-y.Day)*schedule.DayMinutes + x.Start - y.Start })
	}
	return out
}

// attend enters person i into the session at a time.
func (s *ActivitySum) attend(i, d int, t schedule.Span) {
	k := slices.IndexFunc(s.Sessions, func(x Session) bool { return x.Day == d && x.Span == t })
	if k < 0 {
		k, s.Sessions = len(s.Sessions), append(s.Sessions, Session{Day: d, Span: t})
	}
	s.Sessions[k].People = append(s.Sessions[k].People, i)
}

// ActivityLines says for each activity how much of it is placed and when, and who has it not.
func (j *Judged) ActivityLines() (out []lang.Text) {
	p := j.Plan.Problem
	const most = 6
	for _, s := range j.Activities() {
		var when []lang.Text
		for _, x := range s.Sessions {
			when = append(when, lang.F("%s %s（%d 人）", "%s %s (%d)", p.DayText(x.Day), x.Span, len(x.People)))
		}
		if n := len(when); n > most {
			when = append(when[:most:most], lang.F("等 %d 场", "… (%d in all)", n))
		}
		line := lang.F("%s：该上 %d 人次，排上 %d 人次", "%s: %d attendances due, %d placed", s.Activity.Name, s.Due, s.Given)
		if when != nil {
			line = lang.F("%s：%s", "%s: %s", line, lang.Join(when, "、", ", "))
		}
		if s.Missing != nil {
			var names []lang.Text
			for _, i := range s.Missing {
				names = append(names, lang.Same(p.PersonName(i)))
			}
			line = lang.F("%s；没有排上：%s", "%s; not placed: %s", line, lang.Join(names, "、", ", "))
		}
		out = append(out, line)
	}
	return out
}

// carryActivities gives person i of another problem of the same shop the activities of a day.
// They are known by their ids and their days.
func carryActivities(src, dst *schedule.Problem, at []schedule.ActivitySpan, to *schedule.Roster, i, day int) {
	var out []schedule.ActivitySpan
	for _, t := range at {
		if k := dst.ActivityOf(src.Activities[t.Activity].ID, day); k >= 0 {
			out = append(out, schedule.ActivitySpan{Activity: k, Span: t.Span})
		}
	}
	to.SetActivities(i, day, out)
}

// dropActivities leaves out the attendances of a day that nobody can take any more.
func dropActivities(p *schedule.Problem, r *schedule.Roster, day int) *schedule.Roster {
	out := r.Clone()
	for i, row := range r.Cells {
		out.SetActivities(i, day, slices.DeleteFunc(slices.Clone(r.ActivitiesAt(i, day)), func(t schedule.ActivitySpan) bool {
			s := row[day]
			return s == schedule.Off || !p.Shifts[s].Attends(t.Span, r.BreaksAt(p, i, day))
		}))
	}
	return out
}
