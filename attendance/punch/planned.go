package punch

import (
	"slices"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// plannedColumns sorts out lists of a line per person, date and period as ZKTime
// writes them: beside 签到时间 and 签退时间, the punches, 上班时间 and 下班时间 are
// the planned hours of the period, and no punches.
func (c *listColumns) plannedColumns(row *table.Row) {
	at := map[string]int{}
	for _, cell := range row.Cells {
		at[tight(cell.Text)] = cell.Col
	}
	if at["签到时间"] == 0 || at["签退时间"] == 0 || at["上班时间"] == 0 || at["下班时间"] == 0 {
		return
	}
	c.start, c.end = at["上班时间"], at["下班时间"]
	c.times = slices.DeleteFunc(c.times, func(col int) bool { return col == c.start || col == c.end })
}

// plannedSegment adds the planned hours of a row to the plan of its day, which
// has a row for each of its periods. It reports whether there were any.
func (r *reader) plannedSegment(c *listColumns, row *table.Row, p Person, date workcal.Date) bool {
	if c.start == 0 {
		return false
	}
	start, ok1 := table.ParseMinute(row.At(c.start))
	end, ok2 := table.ParseMinute(row.At(c.end))
	if table.Clean(row.At(c.start)+row.At(c.end)) == "" {
		return false
	}
	at := r.pos(c.sheet, row.Number, c.start)
	if end <= start {
		end += schedule.DayMinutes // 22:00 to 06:00
	}
	if !ok1 || !ok2 || end-start > schedule.DayMinutes {
		r.drop(at, table.Clean(row.At(c.start))+" "+table.Clean(row.At(c.end)), lang.T("上下班时间读不懂", "the working hours cannot be read"))
		return false
	}
	day := workDay{r.person(p), date}
	if r.planned == nil {
		r.planned = map[workDay]int{}
	}
	i, known := r.planned[day]
	if !known {
		i = len(r.out.Shifts)
		r.planned[day] = i
		r.out.Shifts = append(r.out.Shifts, Shift{day.who, date, attendance.Planned{Kind: attendance.Work, Where: at}})
	}
	segments := append(slices.Clone(r.out.Shifts[i].Segments), schedule.Span{Start: start, End: end})
	slices.SortFunc(segments, func(a, b schedule.Span) int { return a.Start - b.Start })
	for k := 1; k < len(segments); k++ {
		if segments[k].Start < segments[k-1].End {
			r.drop(at, schedule.Span{Start: start, End: end}.String(), lang.T("与同一天的另一时段重叠", "overlaps another period of the day"))
			return true
		}
	}
	r.out.Shifts[i].Segments = segments
	return true
}
