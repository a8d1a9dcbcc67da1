package attendance

import (
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
)

// Meals says whether time in which no shift of the month works is taken off work on a
// day without a shift.
type Meals string

const (
	MealsOff     Meals = "off"     // taken off: nobody works then
	MealsCounted Meals = "counted" // counted like the rest
)

// longWork is after how many minutes of work within a shift's hours its unpaid break is
// taken off, where the shift does not say when that is.
const longWork = 6 * 60

// withoutMeals takes meals off the overtime of a day without a shift:
//
//   - time between two segments of a shift of the month in which no other shift works
//     either, where the work goes on before and after it;
//   - the unpaid break of a shift that does not say when it is, where more than six hours
//     of the work lie within the shift's hours and the rule before has taken nothing off
//     them: of the shift with most of the work, as if it were taken in the middle.
func (s *days) withoutMeals(d *Day, work []schedule.Span) []schedule.Span {
	if r, ruled := s.ruling(d.Date); s.policy.Overtime.Meals == MealsCounted || d.Plan.Kind == Work || ruled && r.Minutes > 0 {
		return work // whoever ruled how many minutes it was has thought of the meal
	}
	var out []schedule.Span
	for _, g := range work {
		left := []schedule.Span{g}
		for _, meal := range s.gaps() {
			if g.Start < meal.Start && meal.End < g.End {
				left, _ = cut(left, meal)
				d.Applied = append(d.Applied, Applied{Rule: "meal", Text: lang.F("%v 当作用餐休息，%d 分钟不算加班：本月没有班在这段时间上", "%v is a meal: %d minutes are no overtime, as no shift of the month works then", meal, meal.Len())})
			}
		}
		if len(left) == 1 {
			if meal := s.breakWithin(g); meal.Len() > 0 {
				left, _ = cut(left, meal)
				d.Applied = append(d.Applied, Applied{Rule: "meal", Text: lang.F("班次的休息 %d 分钟不算加班", "the break of the shift, %d minutes, is no overtime", meal.Len())})
			}
		}
		out = append(out, left...)
	}
	return out
}

// shifts returns the different shifts that are planned in the month, by anybody.
func (in *Input) shifts() (out []Planned) {
	for i := range in.Plans {
		for d := range in.Plans[i] {
			p := &in.Plans[i][d]
			if p.Kind == Work && !slices.ContainsFunc(out, func(o Planned) bool { return o.Break == p.Break && slices.Equal(o.Segments, p.Segments) }) {
				out = append(out, *p)
			}
		}
	}
	return out
}

// gaps returns the times between the segments of a shift in which no shift works, in
// minutes of the work date, those of the nights before and after included.
func (s *days) gaps() []schedule.Span {
	var all, gaps []schedule.Span
	for _, sh := range s.shifts {
		for day := -1; day <= 1; day++ {
			for i, g := range sh.Segments {
				all = append(all, moved(g, day))
				if i > 0 && sh.Segments[i-1].End < g.Start {
					gaps = append(gaps, moved(schedule.Span{Start: sh.Segments[i-1].End, End: g.Start}, day))
				}
			}
		}
	}
	for _, g := range all {
		gaps, _ = cut(gaps, g)
	}
	slices.SortFunc(gaps, func(a, b schedule.Span) int { return a.Start - b.Start })
	return gaps
}

func moved(g schedule.Span, days int) schedule.Span {
	return schedule.Span{Start: g.Start + days*schedule.DayMinutes, End: g.End + days*schedule.DayMinutes}
}

// breakWithin returns the break of the shift in whose hours most of a span of work lies,
// in the middle of it; of two alike the shorter one. It is empty where no shift has more
// than longWork of it.
func (s *days) breakWithin(g schedule.Span) (meal schedule.Span) {
	most, least := longWork, 0
	for _, sh := range s.shifts {
		if len(sh.Segments) == 0 {
			continue
		}
		for day := -1; day <= 1; day++ {
			hours := moved(schedule.Span{Start: sh.Segments[0].Start, End: sh.Segments[len(sh.Segments)-1].End}, day)
			m := g.Overlap(hours)
			if m > most || m == most && m > longWork && sh.Break < least {
				most, least = m, sh.Break
				from := (max(g.Start, hours.Start)+min(g.End, hours.End))/2 - sh.Break/2
				meal = schedule.Span{Start: from, End: from + sh.Break}
			}
		}
	}
	return meal
}
