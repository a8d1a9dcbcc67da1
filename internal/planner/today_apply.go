package planner

import (
	"cmp"
	"context"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// Chosen are the measures that t wants done.
func (d *Today) chosen(t TodayTask) (out []Measure, err error) {
	if t.Pick == nil {
		return d.Measures, nil
	}
	for _, n := range t.Pick {
		if n < 1 || n > len(d.Measures) {
			return nil, lang.AskError{Err: lang.Errorf("没有第 %d 条办法，一共 %d 条", "there is no measure %d, there are %d", n, len(d.Measures)).
				WithHint("不写 --apply 就列出所有办法", "without --apply all are listed")}
		}
		out = append(out, d.Measures[n-1])
	}
	return out, nil
}

// entries fills in what is to be entered into leave.xlsx: who has gone, and the overtime of
// the measures.
func (d *Today) entries(t TodayTask) {
	for _, a := range t.Absent {
		what := lang.T("请假", "leave")
		if a.Kind != "" {
			what = lang.Same(a.Kind)
		}
		d.Entries = append(d.Entries, LeaveEntry{
			leaveSheet("leave"),
			lang.F("%s | %s | %s | %s", "%s | %s | %s | %s", a.Person, what, stampOf(d, a.From), stampOf(d, schedule.DayMinutes)),
			lang.F("%s 从 %s 起不在", "%s away from %s on", a.Person, schedule.Clock(a.From)),
		})
	}
	for k := range d.Measures {
		m := &d.Measures[k]
		if t.Write && t.Pick != nil && !slices.Contains(t.Pick, k+1) {
			continue
		}
		if m.Kind == MoveBreak || m.InCell() {
			continue
		}
		p := &d.Plan.Problem.People[m.Person]
		d.Entries = append(d.Entries, LeaveEntry{
			leaveSheet("overtime"),
			lang.F("%s | %s | %s | %s", "%s | %s | %s | %s", cmp.Or(p.Name, p.ID), d.Date, stampOf(d, m.Span.Start), stampOf(d, m.Span.End)),
			d.Text(m),
		})
	}
}

// stampOf is a minute of the day, or of the next one, as leave.xlsx has it.
func stampOf(d *Today, minute int) string {
	date := d.Date
	for minute >= schedule.DayMinutes {
		date, minute = date+1, minute-schedule.DayMinutes
	}
	return date.String() + " " + workspace.Clock(minute).String()
}

// writeToday writes the chosen measures into the roster: breaks at their new times, cells of
// those called in for a whole shift, hours of those who have gone; all else in the notes.
func (pl *Planner) writeToday(ctx context.Context, d *Today, t TodayTask) error {
	chosen, err := d.chosen(t)
	if err != nil {
		return err
	}
	if len(chosen) == 0 && len(t.Absent) == 0 {
		return nil
	}
	rosters, err := pl.Workspace.Rosters()
	if err != nil {
		return err
	}
	if by, ok := rosters.Instead(d.Path); ok {
		return lang.Errorf("%s 不是现在的班表，%s 才是，没有改", "%s is not the roster that counts, %s is; it is not changed", filepath.Base(d.Path), filepath.Base(by)).
			WithHint("先移走 %s", "move %s away first", filepath.Base(d.Path))
	}
	if !d.File.Generated && d.File.Sheets > 1 {
		return lang.Errorf("%s 里还有别的工作表，改写会丢掉它们，没有改", "%s has other sheets, which would be lost; it is not changed", filepath.Base(d.Path)).
			WithHint("把这一周的班表单独存成一个文件", "save the roster of this week as a file of its own")
	}
	base, err := versionAt(d.Path)
	if err != nil {
		return err
	}
	if !base.same(&version{file: d.File}) {
		return lang.Errorf("%s 在计算期间被人改过，没有覆盖", "%s was edited during the search and is left as it is", d.Path).WithHint("再运行一次", "run it again")
	}
	roster := d.Read.Posted.Clone()
	for i := range roster.Cells { // the hours that are left of those who have gone
		if cut := d.Read.Roster.Cells[i][d.day]; cut != schedule.Off && cut != roster.Cells[i][d.day] {
			roster.Cells[i][d.day] = cut
			roster.PlaceBreaks(i, d.day, d.Read.Roster.PlacedAt(i, d.day))
		}
	}
	for k := range chosen {
		chosen[k].enter(roster, d.day)
		d.Changes = append(d.Changes, d.Text(&chosen[k]))
	}
	after := dropActivities(d.Plan.Problem, roster, d.day)
	d.Changes = append(d.Changes, activityChanges(d.Plan.Problem, roster, after)...)
	j := d.check(&solve.Result{Roster: after}, d.Read.Who)
	if err := j.simulate(ctx, 1); err != nil {
		return err
	}
	j.Title, j.State, j.Locked = d.File.Title, d.File.State, d.locks(d.File)
	doc := pl.Document(j)
	doc.Notes = slices.Concat(d.Changes, doc.Notes)
	var why []lang.Text
	if t.Reason != "" {
		why = append(why, lang.Same(t.Reason))
	}
	for _, a := range t.Absent {
		why = append(why, lang.F("%s 从 %s 起不在", "%s away from %s on", a.Person, schedule.Clock(a.From)))
	}
	why = append(why, d.Changes...)
	w, err := pl.replace(base, base, doc, reason{what: workspace.Repaired, why: lang.Join(why, "；", "; "), mark: true})
	if err != nil {
		return err
	}
	d.Written, d.Backup = w.path, w.kept
	return nil
}

var leftHours = regexp.MustCompile(`\((?:less )?(\d{1,2})(?::(\d\d))?-(\d{1,2})(?::(\d\d))?假?\)`)

// hoursLeft reads the hours of leave in a cell of a roster as they are written: 早(14-18假).
// words is the part that says so.
func hoursLeft(cell string) (words string, out []schedule.Span) {
	for _, g := range leftHours.FindAllStringSubmatch(cell, -1) {
		minute := func(h, m string) int {
			hours, _ := strconv.Atoi(h) // the pattern lets only digits in
			minutes, _ := strconv.Atoi(m)
			return 60*hours + minutes
		}
		words, out = g[0], append(out, schedule.Span{Start: minute(g[1], g[2]), End: minute(g[3], g[4])})
	}
	return words, out
}

// readNotes are the notes on the roster that was read: hours of leave that stand in a cell
// of the day are used here, though leave.xlsx does not have them.
func (d *Today) readNotes() (out []lang.Text) {
	var used, told []lang.Text
	for i := range d.Plan.Problem.People {
		text := d.cellText(i)
		words, hours := hoursLeft(text)
		if hours == nil {
			continue
		}
		used = append(used, report.UnreadText(d.Read.Pos(i, d.day), text, words))
		told = append(told, lang.F("%s：格子里写着 %s，这些时间不算在岗；考勤要记到 leave.xlsx", "%s: the cell says %s, these hours are not counted; attendance needs them in leave.xlsx", d.Plan.Problem.PersonName(i), words))
	}
	for _, n := range d.Read.Notes {
		if k := slices.Index(used, n); k >= 0 {
			n = told[k]
		}
		out = append(out, n)
	}
	return out
}
