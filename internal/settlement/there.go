package settlement

import (
	"context"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// There settles the months of the days from first to last that have punches and returns
// when somebody was at work on one of them, as [attendance.Day.There] does. known is false
// of people and dates that are not settled; a month without punches is named in notes.
// It fails as [Settler.Settle] does.
func (st *Settler) There(ctx context.Context, first, last workcal.Date) (there func(id string, date workcal.Date) (spans []schedule.Span, known bool), notes []lang.Text, err error) {
	have, err := workspace.PunchMonths(st.Workspace.Root)
	if err != nil {
		return nil, nil, err
	}
	var settled []*Settled
	for m := workcal.MonthOf(first); m.First() <= last; m = workcal.MonthOf(m.Last() + 1) {
		if !slices.Contains(have, m) {
			notes = append(notes, lang.F("punches/ 里没有 %v 的打卡，那几天按班表上的人都到了算", "punches/ has nothing of %v: on those days everybody rostered counts as there", m))
			continue
		}
		s, err := st.Settle(ctx, Options{Month: m})
		if err != nil {
			return nil, nil, err
		}
		settled = append(settled, s)
	}
	return func(id string, date workcal.Date) ([]schedule.Span, bool) {
		for _, s := range settled {
			if s.Month == workcal.MonthOf(date) {
				return s.there(id, date)
			}
		}
		return nil, false
	}, notes, nil
}

// there is when somebody was at work on a date of the month.
func (s *Settled) there(id string, date workcal.Date) (spans []schedule.Span, known bool) {
	for i := range s.Sheet.People {
		if m := &s.Sheet.People[i]; m.Person.ID == id {
			for d := range m.Days {
				if m.Days[d].Date == date {
					return m.Days[d].There()
				}
			}
		}
	}
	return nil, false
}
