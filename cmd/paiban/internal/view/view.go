// Package view prints a roster with what is said of it, for every command that shows
// one.
package view

import (
	"context"
	"fmt"
	"strconv"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// Outcome is the exit code of a command that found the roster j.
func Outcome(ctx context.Context, j *planner.Judged) error {
	switch {
	case ctx.Err() != nil:
		return cli.ExitError(cli.ExitInterrupted)
	case j.Analysis.Score.Hard > 0:
		return cli.ExitError(cli.ExitViolations)
	}
	return nil
}

// weekdays are the heads of day columns, Sunday first as in time.Weekday.
var weekdays = [7]lang.Text{
	lang.T("日", "Sun"), lang.T("一", "Mon"), lang.T("二", "Tue"), lang.T("三", "Wed"),
	lang.T("四", "Thu"), lang.T("五", "Fri"), lang.T("六", "Sat"),
}

// DayHead names a day of the roster: "11-28 六".
func DayHead(j *planner.Judged, day int) lang.Text {
	date := j.Plan.Problem.Date(day)
	t := lang.F("%s %s", "%s %s", date.String()[5:], weekdays[date.Weekday()])
	if j.Plan.Days[day].Statutory {
		t = lang.F("%s节", "%s*", t)
	}
	return t
}

// Roster prints the roster with its daily duties, a blank line before it; of more days
// than a screen has room for, a week at a time.
func Roster(a *cli.App, j *planner.Judged) {
	days := j.Plan.Problem.Days
	if days <= widest {
		block(a, j, 0, days)
		return
	}
	for from := 0; from < days; from += 7 {
		block(a, j, from, min(days, from+7))
	}
}

// widest is the most days beside each other.
const widest = 10

// block prints the days [from, to) of the roster, and behind the last ones the hours of
// all.
func block(a *cli.App, j *planner.Judged, from, to int) {
	p := j.Plan.Problem
	last := to == p.Days
	g := &cli.Grid{Head: []string{a.Say(lang.T("姓名", "Name"))}}
	for d := from; d < to; d++ {
		g.Head = append(g.Head, a.Say(DayHead(j, d)))
	}
	if last {
		g.Head = append(g.Head, a.Say(lang.T("工时", "Hours")))
		g.Right = []int{to - from + 1}
	}
	for i := range p.People {
		cells := []string{p.People[i].Name}
		for d := from; d < to; d++ {
			cells = append(cells, a.Say(cell(j, i, d)))
		}
		if last {
			cells = append(cells, strconv.FormatFloat(float64(planner.Paid(p, j.Result.Roster, i))/60, 'f', -1, 64))
		}
		g.Add(cells...)
	}
	for _, duty := range j.Duties {
		cells := []string{a.Say(duty.Rota.Name)}
		for _, i := range duty.Who[from:to] {
			if i == schedule.Any {
				cells = append(cells, "—")
			} else {
				cells = append(cells, p.People[i].Name)
			}
		}
		if last {
			cells = append(cells, "")
		}
		g.Add(cells...)
	}
	fmt.Fprintln(a.Stdout)
	a.PrintGrid(g)
}

// cell is what the roster shows for a person and day.
func cell(j *planner.Judged, i, d int) lang.Text {
	if s := j.Result.Roster.Cells[i][d]; s != schedule.Off {
		return j.Plan.Problem.Shifts[s].Short
	}
	if j.Plan.Leave != nil && !j.Plan.Leave[i][d].IsZero() {
		return j.Plan.Leave[i][d]
	}
	if who := &j.Plan.Problem.People[i]; d < who.First || d >= who.Last {
		return lang.Same("—")
	}
	return lang.T("休", "off")
}

// Verdict says how good the roster is and which hard rules gave way.
func Verdict(a *cli.App, j *planner.Judged) {
	title := func(zh, en string, args ...any) {
		fmt.Fprintln(a.Stdout, "\n"+a.Say(lang.F(zh, en, args...)))
	}
	title("%s。", "%s.", j.Closing())
	for _, t := range j.Beside {
		fmt.Fprintln(a.Stdout, a.Say(lang.F("%s。", "%s.", t)))
	}
	if hard := j.Analysis.Hard(); len(hard) > 0 {
		title("没能满足的硬规则", "Hard rules that are broken")
		var lines []lang.Text
		for _, f := range hard {
			if f.Fix.IsZero() {
				lines = append(lines, f.Why)
			} else {
				lines = append(lines, lang.F("%s → %s", "%s → %s", f.Why, f.Fix))
			}
		}
		a.Bullets(lines, 12)
	}
}

// Unstaffed says at which hours nobody can be online, and what that loses.
func Unstaffed(a *cli.App, p *planner.Planning) {
	if t := p.UnstaffedText(); !t.IsZero() {
		fmt.Fprintln(a.Stdout, a.Say(lang.F("注意：%s。", "Note: %s.", t)))
	}
}

// Notes prints what could not be asked for, and why.
func Notes(a *cli.App, j *planner.Judged) {
	if notes := j.Told(); len(notes) > 0 {
		fmt.Fprintln(a.Stdout, "\n"+a.Say(lang.T("请留意", "Please note")))
		a.Bullets(notes, 12)
	}
}

// Written says where the roster is, and the one it replaced.
func Written(a *cli.App, j *planner.Judged) {
	if len(j.Changes) > 0 {
		fmt.Fprintln(a.Stdout)
		Changes(a, j.Changes)
	}
	if j.Backup != "" {
		fmt.Fprintln(a.Stdout, "\n"+a.Say(lang.F("之前的版本留作 %s", "The version before is kept as %s", j.Backup)))
	}
	fmt.Fprintln(a.Stdout, "\n"+a.Say(lang.F("已写入 %s", "Wrote %s", j.Path)))
}

// Changes lists the cells in which a roster differs from the one before, for whom.
func Changes(a *cli.App, cells []workspace.CellEdit) {
	if len(cells) == 0 {
		return
	}
	fmt.Fprintln(a.Stdout, a.Say(lang.F("和之前的班表比，改了 %d 格：", "Cells that differ from the roster before: %d", len(cells))))
	for _, c := range cells {
		fmt.Fprintln(a.Stdout, "  • "+a.Say(c.Words()))
	}
}

// PersonJSON is a line of a roster for machines.
type PersonJSON struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Cells []string `json:"cells"` // shift ids; "" is a day off
	Hours float64  `json:"hours"`

	// Breaks says where breaks lie, by day; left out where no shift has any.
	Breaks []BreakJSON `json:"breaks,omitempty"`

	// Activities says what the person attends when, by day; left out where they attend nothing.
	Activities []ActivityJSON `json:"activities,omitempty"`
}

// ActivityJSON is a meeting or a training of a person.
type ActivityJSON struct {
	ID string `json:"id"`
	BreakJSON
}

// BreakJSON is a break of a person; after midnight its clock goes on above 24:00.
type BreakJSON struct {
	Date string `json:"date"` // of the shift
	From string `json:"from"`
	To   string `json:"to"`
}

// RosterJSON is a roster for machines, a person a line.
func RosterJSON(p *schedule.Problem, r *schedule.Roster) []PersonJSON {
	out := make([]PersonJSON, len(p.People))
	for i := range p.People {
		j := PersonJSON{ID: p.People[i].ID, Name: p.People[i].Name}
		for d, s := range r.Cells[i] {
			for _, b := range r.BreaksAt(p, i, d) {
				j.Breaks = append(j.Breaks, BreakJSON{p.Date(d).String(), schedule.Clock(b.Start), schedule.Clock(b.End)})
			}
			for _, t := range r.ActivitiesAt(i, d) {
				j.Activities = append(j.Activities, ActivityJSON{p.Activities[t.Activity].ID, BreakJSON{p.Date(d).String(), schedule.Clock(t.Start), schedule.Clock(t.End)}})
			}
			j.Cells = append(j.Cells, ShiftID(p, s))
			if s != schedule.Off {
				j.Hours += float64(p.Shifts[s].Worked()) / 60
			}
		}
		out[i] = j
	}
	return out
}

// ShiftID is the id of the shift in a cell; "" is a day off.
func ShiftID(p *schedule.Problem, s int) string {
	if s == schedule.Off {
		return ""
	}
	return p.Shifts[s].ID
}
