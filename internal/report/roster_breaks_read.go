package report

import (
	"cmp"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// RosterBreak is a row of the sheet of breaks, or of the one of activities.
type RosterBreak struct {
	ID    string
	Date  workcal.Date
	Shift string // what the cell showed when it was written; "" is not said
	At    schedule.Span
	Where table.Pos
	What  string // the name of an activity; "" is a break

	named table.Pos // where What stands
}

var breakSchema = table.Schema{
	Sheet: breaksSheet, Also: []string{"用餐", "休息时间", "Meals", "Break"},
	Columns: []table.Column{
		{Key: "id", Name: breakColumns[0], Also: []string{"员工编号", "编号", "员工号"}, Required: true},
		{Key: "name", Name: breakColumns[1], Also: []string{"员工姓名"}},
		{Key: "date", Name: breakColumns[2], Also: []string{"日", "Day"}, Required: true},
		{Key: "shift", Name: breakColumns[3]},
		{Key: "from", Name: breakColumns[4], Also: []string{"开始时间", "Start"}, Required: true},
		{Key: "to", Name: breakColumns[5], Also: []string{"结束时间", "End"}, Required: true},
	},
}

// readSpans reads the sheet of breaks or of activities, if there is one. What is wrong in it
// goes to problems.
func readSpans(b *table.Book, schema table.Schema, problems *table.Problems) (out []RosterBreak) {
	at := slices.IndexFunc(b.Sheets(), schema.Calls)
	if at < 0 {
		return nil
	}
	var aside table.Problems
	recs := b.On(at, schema, &aside)
	if recs == nil || recs.Missing() != nil {
		return nil
	}
	for rec := range recs.All() {
		id, date, from, to := table.ParseID(rec.Row.At(recs.Col("id"))), rec.Row.At(recs.Col("date")), rec.Row.At(recs.Col("from")), rec.Row.At(recs.Col("to"))
		if id == "" || from == "" && to == "" { // a time that was cleared is to be found again
			continue
		}
		where := table.Pos{File: b.Name, Sheet: recs.Sheet, Row: rec.Row.Number, Col: recs.Col("from")}
		day, ok := table.ParseDate(date, 0)
		if !ok {
			where.Col = recs.Col("date")
			problems.Add(where, lang.F("日期 %q 看不懂", "date %q is not understood", date), lang.T("写成 2026-11-23", "write 2026-11-23"))
			continue
		}
		start, ok1 := parseBreak(from)
		end, ok2 := parseBreak(to)
		if !ok1 || !ok2 || end <= start {
			problems.Add(where, lang.F("时间 %s–%s 看不懂", "the time %s to %s is not understood", from, to), lang.T("写成 12:00 和 13:00；次日凌晨写 25:30；不要的清空", "write 12:00 and 13:00; after midnight 25:30; clear what is not wanted"))
			continue
		}
		out = append(out, RosterBreak{ID: id, Date: day, Shift: table.Clean(rec.Row.At(recs.Col("shift"))), At: schedule.Span{Start: start, End: end}, Where: where, What: table.Clean(rec.Row.At(recs.Col("what"))),
			named: table.Pos{File: b.Name, Sheet: recs.Sheet, Row: rec.Row.Number, Col: recs.Col("what")}})
	}
	return out
}

// noteUnread tells of a sheet of spans that is not read, for it lacks a column.
func (f *RosterFile) noteUnread(b *table.Book, schema table.Schema) {
	at := slices.IndexFunc(b.Sheets(), schema.Calls)
	if at < 0 {
		return
	}
	var aside table.Problems
	recs := b.On(at, schema, &aside)
	if recs != nil && recs.Missing() == nil {
		return
	}
	names := []lang.Text{}
	for _, c := range schema.Columns {
		if c.Required && (recs == nil || slices.ContainsFunc(recs.Missing(), func(m table.Column) bool { return m.Key == c.Key })) {
			names = append(names, c.Name)
		}
	}
	f.note("%s：工作表“%s”没有读，缺这些列：%s", "%s: the sheet %q is not read, for it lacks these columns: %s", b.Name, b.Sheets()[at], lang.Join(names, "、", ", "))
}

// parseBreak reads a clock, above 24:00 after midnight.
func parseBreak(text string) (minute int, ok bool) {
	if minute, ok = table.ParseMinute(text); ok {
		return minute, true
	}
	h, m, found := cutClock(table.Clean(text))
	if !found {
		return 0, false
	}
	hour, ok1 := table.ParseInt(h)
	minutes, ok2 := table.ParseInt(m)
	if !ok1 || !ok2 || hour < 0 || hour > 47 || minutes < 0 || minutes > 59 {
		return 0, false
	}
	return 60*hour + minutes, true
}

// cutClock cuts 25:30 at its colon.
func cutClock(s string) (h, m string, ok bool) {
	for i, c := range s {
		if c == ':' || c == '：' {
			return s[:i], s[i+len(string(c)):], true
		}
	}
	return "", "", false
}

// placeBreaks gives the cells of p the breaks that the file has for them. A row about a
// cell that shows another shift now, or whose shift has no breaks, is not used, which the
// notes tell.
func (m *Matched) placeBreaks(p *schedule.Problem, people map[string]int) {
	spans := map[[2]int][]schedule.Span{}
	var stale []lang.Text
	for _, row := range m.file.Breaks {
		d := int(row.Date - p.Start)
		if d < 0 || d >= p.Days {
			continue
		}
		i, ok := people[plain(row.ID)]
		if !ok {
			stale = append(stale, lang.F("%s（没有这个工号）", "%s (no such ID)", row.Where))
			continue
		}
		s := m.Posted.Cells[i][d]
		shown := m.rows[i].Row > 0 && row.Shift != "" && plain(row.Shift) != plain(m.rows[i].Cells[m.offset+d])
		if s == schedule.Off || len(p.Shifts[s].Breaks) == 0 || shown {
			stale = append(stale, lang.F("%s（%s %s）", "%s (%s on %s)", row.Where, p.People[i].Name, p.Date(d)))
			continue
		}
		spans[[2]int{i, d}] = append(spans[[2]int{i, d}], row.At)
	}
	for cell, at := range spans {
		slices.SortFunc(at, func(a, b schedule.Span) int { return cmp.Compare(a.Start, b.Start) })
		m.Posted.PlaceBreaks(cell[0], cell[1], at)
		if m.Roster.Cells[cell[0]][cell[1]] == m.Posted.Cells[cell[0]][cell[1]] {
			m.Roster.PlaceBreaks(cell[0], cell[1], at)
		}
	}
	if stale != nil {
		m.Notes = append(m.Notes, lang.F("休息表里的这些时间没有用，班已经改了，程序重新安排休息：%s", "these breaks are not used, as the shift is another now; their times are found anew: %s", lang.Join(fewOf(stale), "、", ", ")))
	}
}

// BreaksOf returns where the file has the breaks of a row on a date of which the cell says
// text, ascending, in minutes of the date; nil where it does not say.
func (f *RosterFile) BreaksOf(row RosterRow, date workcal.Date, text string) (out []schedule.Span) {
	for _, b := range f.Breaks {
		if b.Date == date && plain(b.ID) == plain(row.ID) && (b.Shift == "" || plain(b.Shift) == plain(text)) {
			out = append(out, b.At)
		}
	}
	slices.SortFunc(out, func(a, b schedule.Span) int { return cmp.Compare(a.Start, b.Start) })
	return out
}
