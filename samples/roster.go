package samples

import (
	"fmt"
	"path/filepath"
	"slices"

	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// writeRosters writes the workbook of every past week into dir, the workspace w,
// and returns the weeks in order.
func (s *shop) writeRosters(dir string, w *workspace.Workspace) (weeks []*report.Week, err error) {
	w.Lang = s.lang
	for monday := rosterFrom; monday < rosterTo; monday += 7 {
		week, err := s.week(w, monday)
		if err != nil {
			return nil, err
		}
		path := filepath.Join(dir, "rosters", week.Title+".xlsx")
		if err := report.WriteRoster(path, week); err != nil {
			return nil, fmt.Errorf("%s: %w", week.Title, err)
		}
		weeks = append(weeks, week)
	}
	return weeks, nil
}

// week is a past week as its workbook shows it. What was required then is not
// known any more.
func (s *shop) week(w *workspace.Workspace, monday workcal.Date) (*report.Week, error) {
	plan, err := w.PlanDays(monday, 7, workspace.Needs{})
	if err != nil {
		return nil, err
	}
	p := plan.Problem
	r := schedule.NewRoster(p)
	for i, who := range plan.People { // staff list and team are in one order
		for d := range 7 {
			id := s.worked(who, monday+workcal.Date(d)).shift
			s := slices.IndexFunc(p.Shifts, func(x schedule.Shift) bool { return x.ID == id }) // -1 is schedule.Off
			if s != schedule.Off {
				s = p.CutOf(i, d, s)
			}
			r.Cells[i][d] = s
		}
	}
	stagger(p, r)
	week := &report.Week{
		Lang: s.lang, Shop: s.name.In(s.lang), Title: workcal.WeekOf(monday).String(), Preset: s.preset,
		Problem: p, Roster: r, Analysis: schedule.Check(p, r), Days: plan.Days, Minimum: plan.Minimum, Leave: plan.Leave,
	}
	for _, rota := range plan.Rotas {
		week.Rotas = append(week.Rotas, report.Duty{Rota: rota, Who: rota.Assign(p, r)})
	}
	return week, nil
}

// stagger places the breaks of a past week as a team does by itself: each takes the time
// at which most of those who serve the same customers stay.
func stagger(p *schedule.Problem, r *schedule.Roster) {
	for d := range p.Days {
		for i := range r.Cells {
			s := r.Cells[i][d]
			if s == schedule.Off || len(p.Shifts[s].Breaks) == 0 {
				continue
			}
			most := -1
			var best []schedule.Span
			for _, way := range p.Shifts[s].Ways(30) {
				if n := staying(p, r, i, d, way); n > most {
					most, best = n, way
				}
			}
			r.PlaceBreaks(i, d, best)
		}
	}
}

// staying returns how many of those who serve the customers of person i at least stay at
// work while i is on a break at some spans of a day. Who comes later in the list has not
// chosen yet.
func staying(p *schedule.Problem, r *schedule.Roster, i, day int, way []schedule.Span) int {
	least := len(r.Cells)
	for _, t := range way {
		for at := t.Start; at < t.End; at += 30 {
			piece, n := schedule.Span{Start: at, End: min(at+30, t.End)}, 0
			for k := range r.Cells {
				s := r.Cells[k][day]
				if k != i && s != schedule.Off && p.People[k].CountsOn(day) && p.Shifts[s].Queue == p.Shifts[r.Cells[i][day]].Queue && p.Shifts[s].CoversOn(piece, r.PlacedAt(k, day)) {
					n++
				}
			}
			least = min(least, n)
		}
	}
	return least
}
