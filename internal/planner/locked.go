package planner

import (
	"path/filepath"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// lockedDays refuses to plan a roster of rosters/ as a whole that people have in hand:
// one that was published, of which days are past, or that was changed since it was
// planned. What is written elsewhere is nobody's roster yet.
func (p *Planning) lockedDays(v *version, today workcal.Date) error {
	if v.file == nil || filepath.Dir(v.path) != filepath.Dir(workspace.RosterPath(p.Workspace.Root, p.Horizon.week())) {
		return nil
	}
	f := v.file
	last := f.Start + workcal.Date(f.Days) - 1
	var why lang.Text
	switch {
	case !f.State.Published.IsZero():
		why = lang.F("已发布（%s）", "was published (%s)", f.State.Published.Text())
	case last < today:
		why = lang.F("的日子（%s 到 %s）都过去了", "has only days that are past (%s to %s)", f.Start, last)
	case f.Start < today:
		why = lang.F("在 %s 之前的日子已经过去", "has days that are past, before %s", today)
	case len(f.State.Changes) > 0:
		why = lang.F("排好以后改过 %d 格", "was changed in %d cells since it was planned", len(f.State.Changed()))
	default:
		return nil
	}
	part := lang.Text{}
	if last >= today {
		part = lang.F("从某天起重排用 --from %s，之前的日子不动；", "to plan the days from one on use --from %s, earlier days stay; ", max(today, f.Start))
	}
	return lang.Errorf("%s %s，没有重排", "%s %s and is not planned again", filepath.Base(v.path), why).
		WithHint("有人请假、换班用 paiban schedule repair %s；%s整份重排加 --force（之前的版本留在 rosters/history/）",
			"after an absence or a swap use paiban schedule repair %s; %s--force plans all of it again (the version before stays in rosters/history/)", p.Horizon, part)
}

// locks fixes the cells that somebody has locked in the file of a roster, so that the
// rest is planned around them, and returns which they are. Leave in the leave list
// overtakes a lock.
func (p *Planning) locks(file *report.RosterFile) (locked [][]bool) {
	if file == nil {
		return nil
	}
	n := 0
	for _, c := range lockedCells(p.Workspace, p.Plan.Problem, file) {
		leave := &p.Plan.Leave[c.Person][c.Day]
		if c.Shift != schedule.Off && !leave.IsZero() {
			continue
		}
		if c.Leave != "" && leave.IsZero() {
			*leave = lang.Same(c.Leave)
		}
		n++
		p.Plan.Problem.Rules = append(p.Plan.Problem.Rules, schedule.Pin{Person: c.Person, Day: c.Day, Shift: c.Shift, Locked: true})
		locked = mark(locked, p.Plan.Problem, c)
	}
	if n > 0 {
		p.Plan.Notes = append(p.Plan.Notes, lang.F("班表里锁住了 %d 格，它们不动，其余的围着它们排；因此没能满足的硬规则会写明是哪一格", "cells locked in the roster: %d; they stay and the rest is planned around them; a hard rule that is broken for one names it", n))
	}
	return locked
}

// inHand is the file that holds the roster of the week h: v, or where nothing lies there
// one of another kind, such as a .csv; nil where there is none that can be read.
func (p *Planning) inHand(v *version, h Horizon) *report.RosterFile {
	if v.there || !h.IsWeek() {
		return v.file
	}
	rosters, err := p.Workspace.Rosters()
	if err != nil {
		return nil
	}
	path, err := rosters.Of(h.week())
	if err != nil {
		return nil
	}
	file, err := workspace.ReadRoster(path)
	if err != nil {
		return nil
	}
	return file
}

func lockedCells(ws *workspace.Workspace, p *schedule.Problem, file *report.RosterFile) []report.LockedCell {
	var leave []string
	for _, l := range ws.Leave {
		leave = append(leave, l.Type.ZH, l.Type.EN)
	}
	return file.Locks(p, leave...)
}

// marked are the locked cells of a roster file that is shown, [person][day]; nil is none.
func marked(ws *workspace.Workspace, p *schedule.Problem, file *report.RosterFile) (locked [][]bool) {
	for _, c := range lockedCells(ws, p, file) {
		locked = mark(locked, p, c)
	}
	return locked
}

// mark notes a locked cell among those of p.
func mark(locked [][]bool, p *schedule.Problem, c report.LockedCell) [][]bool {
	if locked == nil {
		locked = make([][]bool, len(p.People))
		for i := range locked {
			locked[i] = make([]bool, p.Days)
		}
	}
	locked[c.Person][c.Day] = true
	return locked
}
