package planner

import (
	"context"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/simulate"
	"paiban/schedule/solve"
)

// Judged is a roster of a planning and what comes of it.
type Judged struct {
	*Planning
	Result   *solve.Result // of the search; of a roster that was read, the roster alone
	Analysis schedule.Analysis
	Duties   []report.Duty
	Denied   []report.Denial
	Unread   []lang.Text // what of the cells of a roster that was read is not used

	Beside []lang.Text // what belongs beside the verdict, see [Judged.beside]

	Simulated *simulate.Result // nil without history
	Played    []lang.Text      // what the simulation shows, in words

	// Of the file: its title where it is not the horizon's name, where it was
	// written, the name under which the file that it replaced is kept, and the web
	// report; "" is none.
	Title, Path, Backup, Page string

	Month workcal.Month // whose sheet it is, with days 1, 2, 3 … over the columns; zero is none

	State   report.State         // of a roster that was read
	Locked  [][]bool             // [person][day]: cells that were kept as somebody had locked them; nil is none
	Changes []workspace.CellEdit // cells in which the roster written differs from the one it replaced
}

// judge has the roster of res checked and played. seed is the simulation's.
func (p *Planning) judge(ctx context.Context, res *solve.Result, seed uint64, who [][]int) (*Judged, error) {
	j := p.check(res, who)
	j.Beside = j.beside()
	return j, j.simulate(ctx, seed)
}

// check has the roster of res checked, with the daily duties and the wishes. who has
// the duties already handed out, [rota][day]; a rota without any is handed out.
func (p *Planning) check(res *solve.Result, who [][]int) *Judged {
	problem, roster := p.Plan.Problem, res.Roster
	j := &Judged{Planning: p, Result: res, Analysis: schedule.Check(problem, roster)}
	for k, rota := range p.Plan.Rotas {
		d := report.Duty{Rota: rota}
		if who != nil && who[k] != nil {
			d.Who = who[k]
		} else {
			d.Who = rota.Assign(problem, roster)
		}
		j.Analysis.Add(rota.Check(problem, roster, d.Who)...)
		j.Duties = append(j.Duties, d)
	}
	blameLocks(problem, roster, &j.Analysis)
	for _, w := range p.Plan.Wishes {
		if !w.Rule.Granted(roster) {
			j.Denied = append(j.Denied, report.Denial{
				Person: w.Rule.Person, Day: w.Rule.Day, Wish: w.Words,
				Why: whyDenied(problem.ToSolve(), roster, j.Analysis, w),
			})
		}
	}
	return j
}

// Simulate plays a roster that was read.
func (j *Judged) Simulate(ctx context.Context) error { return j.simulate(ctx, 1) }

// simulate plays the roster against the forecast, so that the reply rate is told
// as the platform would measure it. A horizon without history or whose planning was
// interrupted is not simulated.
func (j *Judged) simulate(ctx context.Context, seed uint64) error {
	if len(j.Demand) == 0 || ctx.Err() != nil {
		return nil
	}
	in := j.simulation(j.Result.Roster)
	res, err := simulate.Run(ctx, *in, simulate.Options{Seed: seed})
	if err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	j.Simulated, j.Played = res, res.Summary(in)
	return nil
}

// whyDenied says what granting the wish would break or cost: of all ways to
// grant it by changing at most one other day of the same person, it takes the
// best and names the rule that suffers most.
func whyDenied(p *schedule.Problem, r *schedule.Roster, before schedule.Analysis, w workspace.Wish) lang.Text {
	q := w.Rule
	options := append([]int{schedule.Off}, p.People[q.Person].Shifts...)
	try := r.Clone()
	row := try.Cells[q.Person]
	var best schedule.Analysis
	found := false
	judge := func() {
		if a := schedule.Check(p, try); !found || a.Score.Less(best.Score) {
			best, found = a, true
		}
	}
	for _, s := range options {
		row[q.Day] = s
		if !q.Granted(try) {
			continue
		}
		judge()
		for d, was := range row {
			if d == q.Day {
				continue
			}
			for _, row[d] = range options {
				judge()
			}
			row[d] = was
		}
	}
	if !found {
		return lang.T("本人没有能满足它的班次", "this person may work no shift that would grant it")
	}
	known := map[lang.Text]schedule.Score{}
	for _, f := range before.Findings {
		known[f.Why] = f.Score
	}
	var worst lang.Text
	var most schedule.Score
	for _, f := range best.Findings {
		if _, old := known[f.Why]; !old && most.Less(f.Score) {
			most, worst = f.Score, f.Why
		}
	}
	if worst.IsZero() {
		return lang.T("让位给人手和公平", "cover and fairness came first")
	}
	return lang.F("如果让 %s %s，最好的排法也会有：%s", "if %s gets this wish (%s), even the best roster has: %s", p.PersonName(q.Person), w.Words, worst)
}
