package planner

import (
	"context"
	"slices"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// Held is a roster as it stands in its file, and the problem of its days.
type Held struct {
	*Planning
	Path string
	File *report.RosterFile
	Read *report.Matched // the cells as shifts of the problem
}

// horizonOf is the days that a roster file speaks of.
func (pl *Planner) horizonOf(file *report.RosterFile) Horizon {
	return Horizon{Start: file.Start, Days: file.Days, First: pl.firstDay()}
}

// Hold makes the problem of the days of a roster file and reads its cells as shifts.
// Leave that stands only in the cells is leave all the same, and it is entered into
// the leave of the planner's workspace.
func (pl *Planner) Hold(ctx context.Context, path string, file *report.RosterFile) (*Held, error) {
	bare, err := pl.Workspace.PlanDays(file.Start, file.Days, workspace.Needs{})
	if err != nil {
		return nil, err
	}
	m, err := match(pl.Workspace, bare, file)
	if err != nil {
		return nil, err
	}
	for i, words := range m.Leave {
		for d, word := range words {
			if word != "" && bare.Leave[i][d].IsZero() {
				pl.away(bare.People[i], bare.Problem.Date(d), lang.Same(word))
			}
		}
	}
	p, err := pl.planOf(ctx, file)
	if err != nil {
		return nil, err
	}
	if !p.Horizon.IsWeek() {
		p.Notes = append(p.Notes, lang.T("班表不是一个自然周，没有按预测的需求人数算", "the roster is not a calendar week; it is judged without the requirement of a forecast"))
	}
	m, err = match(pl.Workspace, p.Plan, file)
	return &Held{Planning: p, Path: path, File: file, Read: m}, err
}

// HoldWeek is Hold for a roster that must be of a calendar week.
func (pl *Planner) HoldWeek(ctx context.Context, path string, file *report.RosterFile) (*Held, error) {
	if !pl.horizonOf(file).IsWeek() {
		return nil, lang.Errorf("班表 %s 不是一个自然周", "the roster %s is not a calendar week", file.Name).
			WithHint("换一份一周的班表，或用 --week", "name a roster of a week, or use --week")
	}
	return pl.Hold(ctx, path, file)
}

// planOf makes the planning of the days of a roster file: of a calendar week with
// its forecast, of other days without.
func (pl *Planner) planOf(ctx context.Context, file *report.RosterFile) (*Planning, error) {
	h := pl.horizonOf(file)
	if h.IsWeek() {
		week := h.week()
		return pl.Plan(ctx, &week)
	}
	plan, err := pl.Workspace.PlanDays(h.Start, h.Days, workspace.Needs{})
	return &Planning{Outlook: &Outlook{Workspace: pl.Workspace, Horizon: h}, Plan: plan}, err
}

// Read judges the roster that a file holds by the planning of its days. What its
// cells call a leave counts, also where the leave list has none. The roster is not
// played; [Judged.Simulate] does it.
func (pl *Planner) Read(ctx context.Context, file *report.RosterFile) (*Judged, error) {
	p, err := pl.planOf(ctx, file)
	if err != nil {
		return nil, err
	}
	return p.read(file)
}

// readOn is Read of some of the days of a file, without a forecast.
func (pl *Planner) readOn(file *report.RosterFile, h Horizon) (*Judged, error) {
	plan, err := pl.Workspace.PlanDays(h.Start, h.Days, workspace.Needs{})
	if err != nil {
		return nil, err
	}
	return (&Planning{Outlook: &Outlook{Workspace: pl.Workspace, Horizon: h}, Plan: plan}).read(file)
}

// read judges the roster in a file by p, as its cells say: what is exported and published
// says the same as the file and as [Planner.Check], also where hours of leave came later.
func (p *Planning) read(file *report.RosterFile) (*Judged, error) {
	m, err := match(p.Workspace, p.Plan, file)
	if err != nil {
		return nil, err
	}
	for i, words := range m.Leave {
		for d, word := range words {
			if word != "" && (p.Plan.Leave[i] == nil || p.Plan.Leave[i][d].IsZero()) {
				if p.Plan.Leave[i] == nil {
					p.Plan.Leave[i] = make([]lang.Text, p.Plan.Problem.Days)
				}
				p.Plan.Leave[i][d] = lang.Same(word)
			}
		}
	}
	j := p.check(&solve.Result{Roster: m.Posted}, m.Who)
	j.Title, j.Unread, j.State, j.Locked = file.Title, m.Notes, file.State, marked(p.Workspace, p.Plan.Problem, file)
	return j, nil
}

// match reads a roster file in the terms of a plan of its workspace.
func match(ws *workspace.Workspace, plan *workspace.Plan, file *report.RosterFile) (*report.Matched, error) {
	var leave []string
	for _, l := range ws.Leave {
		leave = append(leave, l.Type.ZH, l.Type.EN)
	}
	var rotas []lang.Text
	for _, r := range plan.Rotas {
		rotas = append(rotas, r.Name)
	}
	m, err := file.Match(plan.Problem, rotas, leave...)
	if err != nil {
		return nil, err
	}
	return m, placeBreaks(plan.Problem, m)
}

// breakSteps is how far the places of breaks that a file does not say are searched for, so
// that they are the same each time.
const breakSteps = 200

// placeBreaks finds the places of breaks that a roster file does not say: those with which
// the roster keeps best what it must. A roster that cannot keep it with these cannot with
// any.
func placeBreaks(p *schedule.Problem, m *report.Matched) error {
	for _, r := range []**schedule.Roster{&m.Roster, &m.Posted} {
		placed, err := solve.PlaceBreaks(context.Background(), p, *r, solve.Options{Seed: 1, Iterations: breakSteps})
		if err != nil {
			return err
		}
		*r = placed
	}
	return nil
}

// away adds a day of leave of a person of the workspace.
func (pl *Planner) away(person int, date workcal.Date, what lang.Text) {
	pl.awayFor(person, date, schedule.Span{}, what)
}

// awayFor is away for some hours of the day; a zero span is all of it.
func (pl *Planner) awayFor(person int, date workcal.Date, span schedule.Span, what lang.Text) {
	if span.Len() == 0 {
		span = schedule.Span{Start: 0, End: schedule.DayMinutes}
	}
	pl.Workspace.Leave = append(pl.Workspace.Leave, workspace.Leave{
		Person: person, Type: what, From: attendance.On(date, span.Start), To: attendance.On(date, span.End), Substitute: -1,
	})
}

// Label names what the planning is about: the roster's file, or the horizon.
func (h *Held) Label() string {
	if h.File != nil {
		return h.File.Name
	}
	return h.Horizon.String()
}

// person finds somebody of the roster by ID or name and returns the index in the
// problem.
func (h *Held) person(word string) (int, error) {
	k, err := h.Workspace.PersonByWord(word)
	if err != nil {
		return -1, lang.AskError{Err: err}
	}
	if i := slices.Index(h.Plan.People, k); i >= 0 {
		return i, nil
	}
	return -1, lang.AskError{Err: lang.Errorf("%s 在这份班表的日子里不在职", "%s is not employed on the days of this roster", word).
		WithHint("检查 people.xlsx 的入职和离职，或换一份班表", "check Hired and Left in people.xlsx, or name another roster")}
}

// dayOf finds a date among the days of a roster file.
func dayOf(file *report.RosterFile, date workcal.Date) (int, error) {
	d := int(date - file.Start)
	if d < 0 || d >= file.Days {
		return -1, lang.AskError{Err: lang.Errorf("%s 不在班表 %s 的 %s 至 %s 里", "%[1]s is not among the days %[3]s to %[4]s of the roster %[2]s",
			date, file.Name, file.Start, file.Start+workcal.Date(file.Days-1)).
			WithHint("检查日期，或换一份班表", "check the date, or name another roster")}
	}
	return d, nil
}

// duties returns who has the daily duties in a roster changed from day from on:
// those who have them, and others in turn where they are no longer at work. The seats of a
// duty stay with different people.
func (h *Held) duties(r *schedule.Roster, from int) [][]int {
	out := make([][]int, len(h.Plan.Rotas))
	for k := range out {
		out[k] = slices.Clone(h.Read.Who[k])
	}
	for k, rota := range h.Plan.Rotas {
		seats := out[k-rota.Seat : min(len(out), k-rota.Seat+max(1, rota.Seats))]
		for d := from; d < len(out[k]); d++ {
			if i := out[k][d]; i == schedule.Any || r.Cells[i][d] == schedule.Off {
				out[k][d] = rota.StandIn(h.Plan.Problem, r, d, seats)
			}
		}
	}
	return out
}

// Base is the roster that a search started from.
type Base struct {
	File    string
	Score   schedule.Score
	Changed int // cells in which the new roster differs
}

// Start returns the roster of h for a search to start from. The search knows the week
// as it was before the agreed swaps, which are made after it.
func (h *Held) Start() *schedule.Roster {
	start := h.Read.Roster.Clone()
	h.Plan.Exchange(start)
	return start
}

// Compare says how the roster of h scores and in how many cells r differs from it.
func (h *Held) Compare(r *schedule.Roster) *Base {
	b := &Base{File: h.Path, Score: schedule.Check(h.Plan.Problem, h.Read.Roster).Score}
	for i, row := range h.Read.Roster.Cells {
		for d, s := range row {
			if s != r.Cells[i][d] {
				b.Changed++
			}
		}
	}
	return b
}
