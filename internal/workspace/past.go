package workspace

import (
	"slices"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// PastDays is how far back a roster looks: eight weeks.
const PastDays = 56

// pastRosters are the roster workbooks of the workspace that count, those of later days
// among them; where several speak of a day the last one counts.
type pastRosters struct {
	files []*report.RosterFile
	rows  []map[string]int // by file: row of each ID
	leave []string         // words of leave beyond the usual ones

	unknown []unknownWord // in order of appearance
}

// unknownWord is a word of an earlier roster that means nothing today.
type unknownWord struct {
	text  string
	first table.Pos // the first cell of somebody with it
	cells int
}

// meet counts a cell with a word that means nothing.
func (r *pastRosters) meet(text string, at table.Pos) {
	text = table.Clean(text)
	for i := range r.unknown {
		if u := &r.unknown[i]; u.text == text && u.first.File == at.File {
			u.cells++
			if at.Row == u.first.Row {
				u.first.Col = min(u.first.Col, at.Col)
			}
			return
		}
	}
	r.unknown = append(r.unknown, unknownWord{text, at, 1})
}

// words says where a word that means nothing stands, and what to do.
func (u unknownWord) words() lang.Text {
	hint := table.HintFor(u.text, lang.T("那天上了班，就改成现在的班次，或把这个班写进 paiban.yaml 的 shifts", "if it was work, write a shift of today instead, or add this one to the shifts of paiban.yaml"))
	return lang.F("%s: 以往班表里的 %q 不是现在的班次（共 %d 格），当作休息；%s", "%s: %q in an earlier roster is not a current shift (%d cells) and counts as a day off; %s", u.first, u.text, u.cells, hint)
}

// pastRosters reads the rosters that count, see [Rosters], those of the horizon
// itself too; notes tell of days before start which files do not.
func (w *Workspace) pastRosters(start workcal.Date) (past *pastRosters, notes []lang.Text, err error) {
	past = &pastRosters{}
	if w.Root == "" {
		return past, nil, nil // a preset alone
	}
	rosters, err := w.Rosters()
	if err != nil {
		return nil, nil, err
	}
	for _, l := range w.Leave {
		past.leave = append(past.leave, l.Type.ZH, l.Type.EN)
	}
	if past.files, err = rosters.Read(start); err != nil {
		return nil, nil, err
	}
	for _, f := range past.files {
		rows := make(map[string]int, len(f.People))
		for i := range f.People {
			rows[f.People[i].ID] = i
		}
		past.rows = append(past.rows, rows)
	}
	notes = append(rosters.HistoryNotes(start), Disagreements(past.files, start-PastDays, start)...)
	if from, ok := past.gap(start); ok {
		notes = append(notes, lang.F("%s 到 %s 没有班表（%s），休息间隔、连续上班和轮换接不上：那几天上过班的话，把班表放进 rosters/", "there is no roster of %s to %s (%s), so that rest, days in a row and turns do not continue over it: if people worked then, put the roster into rosters/",
			from, start-1, weeksOf(from, start)))
	}
	for _, f := range past.files {
		if f.Start < start && f.Start+workcal.Date(f.Days) > start-PastDays {
			notes = append(notes, f.Notes...)
		}
	}
	return past, notes, nil
}

// words reads cells as shifts of a problem.
func (r *pastRosters) words(shifts []schedule.Shift) *report.Words {
	return report.NewWords(shifts, r.leave...)
}

// pastCell is what a roster says of a person's day.
type pastCell struct {
	shift int  // or schedule.Off
	leave bool // a word of leave
	known bool // its word means something
	text  string
	at    table.Pos
}

// cell returns what a person works on a date, and whether a roster covers it. Of
// several rosters the last one counts.
func (r *pastRosters) cell(id string, date workcal.Date, words *report.Words) (c pastCell, covered bool) {
	for k := len(r.files) - 1; k >= 0; k-- {
		f := r.files[k]
		d := int(date - f.Start)
		if d < 0 || d >= f.Days {
			continue
		}
		i, there := r.rows[k][id]
		if !there || d >= len(f.People[i].Cells) {
			continue
		}
		c = pastCell{text: f.People[i].Cells[d], at: f.Pos(f.People[i], d)}
		var leave string
		c.shift, leave, c.known = words.Parse(c.text)
		c.leave = leave != ""
		return c, true
	}
	return pastCell{shift: schedule.Off}, false
}

// of returns what a person worked on the days before start, the latest last, and which
// of them, counted from start, were leave. It goes back until the first day that no
// roster covers. A word that is not a current shift counts as a day off: a type of leave
// that is no longer in the list, or a removed shift.
func (r *pastRosters) of(id string, start workcal.Date, words *report.Words) (past, leave []int) {
	for d := 1; d <= PastDays; d++ {
		c, covered := r.cell(id, start-workcal.Date(d), words)
		if !covered {
			break
		}
		if !c.known {
			r.meet(c.text, c.at)
		}
		if c.leave {
			leave = append(leave, -d)
		}
		past = append(past, c.shift)
	}
	slices.Reverse(past)
	return past, leave
}

// nextDays is how far ahead of its last day a roster looks: what is left of a month.
const nextDays = 31

// after returns what a person works on the days from end on, the first of them first,
// and which of them, counted from start, are leave. It goes on until the first day that
// no roster covers, or whose word means nothing.
func (r *pastRosters) after(id string, start, end workcal.Date, words *report.Words) (next, leave []int) {
	for d := range workcal.Date(nextDays) {
		c, covered := r.cell(id, end+d, words)
		if !covered || !c.known {
			break
		}
		if c.leave {
			leave = append(leave, int(end+d-start))
		}
		next = append(next, c.shift)
	}
	return next, leave
}

// breaksOn returns where the rosters have the breaks of a person on a date, ascending, in
// minutes of that date; nil where they do not say.
func (r *pastRosters) breaksOn(id string, date workcal.Date) (out []schedule.Span) {
	for k := len(r.files) - 1; k >= 0; k-- {
		f := r.files[k]
		if date < f.Start || date >= f.Start+workcal.Date(f.Days) {
			continue
		}
		for _, b := range f.Breaks {
			if b.ID == id && b.Date == date {
				out = append(out, b.At)
			}
		}
		break
	}
	slices.SortFunc(out, func(a, b schedule.Span) int { return a.Start - b.Start })
	return out
}

// PastDay is what somebody did on a day before the horizon.
type PastDay struct {
	Shift int  // index into Problem.Shifts, or schedule.Off
	Known bool // a roster speaks of the day
	Leave bool // all day
}

// earlier returns what a person did on each of the PastDays days before start, whether
// or not the rosters of these days follow each other without a gap.
func (r *pastRosters) earlier(id string, start workcal.Date, words *report.Words) []PastDay {
	out := make([]PastDay, PastDays)
	for d := range out {
		c, covered := r.cell(id, start+workcal.Date(d-PastDays), words)
		out[d] = PastDay{Shift: c.shift, Known: covered, Leave: c.leave}
	}
	return out
}

// turns returns who had a rota on a date, as the roster names them, and whether
// one says so.
func (r *pastRosters) turn(name lang.Text, date workcal.Date) (who string, known bool) {
	for k := len(r.files) - 1; k >= 0; k-- {
		f := r.files[k]
		d := int(date - f.Start)
		if d < 0 || d >= f.Days {
			continue
		}
		for _, row := range f.Rotas {
			if same(row.Name, name.ZH, name.EN) && d < len(row.Cells) {
				return row.Cells[d], true
			}
		}
	}
	return "", false
}

// gap returns the first day of those just before start that no roster covers, where one
// covers an earlier day that a roster looks back to.
func (r *pastRosters) gap(start workcal.Date) (from workcal.Date, ok bool) {
	for _, f := range r.files {
		if f.Start < start && f.Start+workcal.Date(f.Days) > start-PastDays {
			from = max(from, min(start, f.Start+workcal.Date(f.Days)))
		}
	}
	return from, from != 0 && from < start
}

// weeksOf lists the weeks that lie in the days [from, to), in part or whole.
func weeksOf(from, to workcal.Date) lang.Text {
	var weeks []lang.Text
	for d := from.Monday(); d < to; d += 7 {
		weeks = append(weeks, lang.Same(workcal.WeekOf(d).String()))
	}
	return lang.Join(weeks, "、", ", ")
}
