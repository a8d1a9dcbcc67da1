package main

import (
	"context"
	"slices"

	"paiban/attendance"
	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// held is a roster as it stands in its file, and the problem of its days.
type held struct {
	*planning
	path string
	file *report.RosterFile
	m    *report.Matched
}

// openRoster reads a roster file and its workspace.
func openRoster(a *cli.App, path string) (*held, error) {
	file, err := readRoster(path)
	if err != nil {
		return nil, err
	}
	ws, err := a.WorkspaceOf(path)
	if err != nil {
		return nil, err
	}
	ws.Lang = a.Lang()
	return &held{planning: &planning{ws: ws, week: workcal.WeekOf(file.Start)}, path: path, file: file}, nil
}

// planDays makes the problem of the roster's days and reads the cells as its shifts.
// Leave that stands only in the cells is leave all the same.
func (h *held) planDays(ctx context.Context, a *cli.App) error {
	bare, err := h.ws.PlanDays(h.file.Start, h.file.Days, workspace.Needs{})
	if err != nil {
		return err
	}
	m, err := h.match(bare)
	if err != nil {
		return err
	}
	for i, words := range m.Leave {
		for d, word := range words {
			if word != "" && bare.Leave[i][d].IsZero() {
				h.away(bare.People[i], bare.Problem.Date(d), lang.Same(word))
			}
		}
	}
	if h.file.Days == 7 && h.file.Start == h.week.Monday() {
		p, err := planWeek(ctx, a, h.ws, &h.week)
		if err != nil {
			return err
		}
		h.planning = p
	} else {
		if h.plan, err = h.ws.PlanDays(h.file.Start, h.file.Days, workspace.Needs{}); err != nil {
			return err
		}
		h.notes = append(h.notes, lang.T("班表不是一个自然周，没有按预测的需求人数算", "the roster is no calendar week; the requirement of a forecast is left out"))
	}
	h.m, err = h.match(h.plan)
	return err
}

// away adds a day of leave.
func (h *held) away(person int, date workcal.Date, what lang.Text) {
	h.ws.Leave = append(h.ws.Leave, workspace.Leave{
		Person: person, Type: what, From: attendance.On(date, 0), To: attendance.On(date+1, 0), Substitute: -1,
	})
}

func (h *held) match(plan *workspace.Plan) (*report.Matched, error) {
	return matchRoster(h.ws, plan, h.file)
}

// person finds somebody of the roster by ID or name.
func (h *held) person(word string) (int, error) {
	k, err := h.ws.PersonByWord(word)
	if err != nil {
		return -1, cli.NewUsageError(err)
	}
	if i := slices.Index(h.plan.People, k); i >= 0 {
		return i, nil
	}
	return -1, cli.NewUsageError(lang.Errorf("%s 在这份班表的日子里不在职", "%s is not employed on the days of this roster", word).
		WithHint("检查 people.xlsx 的入职和离职，或换一份班表", "look at Hired and Left in people.xlsx, or name another roster"))
}

// day finds a date among the days of the roster.
func (h *held) day(date workcal.Date) (int, error) {
	d := int(date - h.file.Start)
	if d < 0 || d >= h.file.Days {
		return -1, cli.NewUsageError(lang.Errorf("%s 不在班表 %s 的 %s 至 %s 里", "%[1]s is not among the days %[3]s to %[4]s of the roster %[2]s",
			date, h.file.Name, h.file.Start, h.file.Start+workcal.Date(h.file.Days-1)).
			WithHint("检查日期，或换一份班表", "check the date, or name another roster"))
	}
	return d, nil
}

// duties returns who has the daily duties in a roster changed from day from on:
// those who have them, and others in turn where they are no longer at work.
func (h *held) duties(r *schedule.Roster, from int) [][]int {
	out := make([][]int, len(h.plan.Rotas))
	for k, rota := range h.plan.Rotas {
		who := slices.Clone(h.m.Who[k])
		if who == nil {
			continue
		}
		turn := rota.Assign(h.plan.Problem, r)
		for d := from; d < len(who); d++ {
			if i := who[d]; i == schedule.Any || r.Cells[i][d] == schedule.Off {
				who[d] = turn[d]
			}
		}
		out[k] = who
	}
	return out
}
