package punch

import (
	"regexp"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
)

// grantedColumns are the columns of leave and overtime that an app calculates for
// each day.
type grantedColumns struct {
	leave    []grantedColumn
	overtime []grantedColumn
	sum      *grantedColumn // overtime of all classes
}

type grantedColumn struct {
	col  int
	kind attendance.LeaveKind
	pay  int     // column of overtime
	unit float64 // minutes
}

// An export shows the same overtime in several groups of columns: by the rule that
// grants it (加班时长-按加班规则计算), and by what it becomes. Each group is whole by
// itself, except that what becomes pay and what becomes time off add up.
var (
	overtimeClass = regexp.MustCompile(`^(工作日|平时|平日|休息日|双休日|周末|节假日|法定节假日|法定假日|法定)(?:加班)?(?:时长)?(?:[转计]为?(?:加班费|调休))?(?:\([^)]*\))*$`)
	overtimeSum   = regexp.MustCompile(`^加班(?:总时长|时长|总计|合计|时长合计)(?:\([^)]*\))*$`)
	becomes       = regexp.MustCompile(`[转计]为?(?:加班费|调休)`)
)

// dingGranted finds them: leave stands under 请假, its unit in brackets.
func (c *columns) dingGranted() grantedColumns {
	g := c.grantedOvertime()
	for _, h := range c.names {
		if h.upper == "请假" || h.name == "外出时长" || h.name == "出差时长" {
			unit := 60.0
			if strings.Contains(h.name, "(天)") {
				unit = 8 * 60
			}
			g.leave = append(g.leave, grantedColumn{col: h.col, kind: attendance.LeaveKindOf(h.name), unit: unit})
		}
	}
	return g
}

// grantedOvertime finds the columns of overtime.
func (c *columns) grantedOvertime() (g grantedColumns) {
	groups := map[string][]grantedColumn{}
	var first string
	for _, h := range c.names {
		both := h.upper + h.name
		switch m := overtimeClass.FindStringSubmatch(h.name); {
		case m != nil && (strings.Contains(both, "加班") || becomes.MatchString(both)):
			group := h.upper
			if becomes.MatchString(both) {
				group = becomes.String()
			}
			if len(groups) == 0 {
				first = group
			}
			groups[group] = append(groups[group], grantedColumn{col: h.col, pay: overtimeOf(m[1]), unit: unitOf(both)})
		case g.sum == nil && (overtimeSum.MatchString(h.name) || overtimeSum.MatchString(h.upper) && strings.HasPrefix(h.name, "(")):
			g.sum = &grantedColumn{col: h.col, unit: unitOf(both)}
		}
	}
	g.overtime = groups[first]
	if both := groups[becomes.String()]; both != nil {
		g.overtime = both
	}
	return g
}

// overtimeOf returns the column of overtime that a class of day is in.
func overtimeOf(class string) int {
	switch class {
	case "工作日", "平时", "平日":
		return 0
	case "休息日", "双休日", "周末":
		return 1
	}
	return 2
}

// unitOf returns the minutes of the unit in a heading; hours where it names none.
func unitOf(heading string) float64 {
	switch {
	case strings.Contains(heading, "分钟"):
		return 1
	case strings.Contains(heading, "(天)"):
		return 8 * 60
	}
	return 60
}

// of reads them from a row; nil where the report has no such columns.
func (g grantedColumns) of(row *table.Row, r *reader, sheet int) *attendance.Granted {
	if len(g.leave)+len(g.overtime) == 0 && g.sum == nil {
		return nil
	}
	out := &attendance.Granted{}
	read := func(c grantedColumn) int {
		text := table.Clean(row.At(c.col))
		v := amount(text)
		if _, bare := table.ParseFloat(text); bare {
			v *= c.unit // 27小时35分钟 is in minutes already
		}
		if v < 0 || v > 24*60 {
			r.drop(r.pos(sheet, row.Number, c.col), row.At(c.col), lang.T("一天的时长不可能这么大", "longer than a day"))
			return 0
		}
		return int(v + 0.5)
	}
	if len(g.leave) > 0 {
		out.Leave = map[attendance.LeaveKind]int{}
	}
	for _, c := range g.leave {
		if m := read(c); m > 0 {
			out.Leave[c.kind] += m
		}
	}
	if len(g.overtime) > 0 || g.sum != nil {
		out.Overtime = &[3]int{}
	}
	classed := 0
	for _, c := range g.overtime {
		m := read(c)
		out.Overtime[c.pay] += m
		classed += m
	}
	// A group of classes may be empty while the sum is not: the day decides then.
	if g.sum != nil && classed == 0 {
		out.Unclassed = read(*g.sum)
	}
	return out
}

// unusedOvertime forgets the overtime that an export grants where it grants none to
// anybody: the company reckons overtime elsewhere, and an empty column is no answer.
func (r *reader) unusedOvertime() {
	for i := range r.out.Shifts {
		if g := r.out.Shifts[i].Granted; g != nil && g.Overtime != nil && (*g.Overtime != [3]int{} || g.Unclassed > 0) {
			return
		}
	}
	for i := range r.out.Shifts {
		if g := r.out.Shifts[i].Granted; g != nil {
			g.Overtime = nil
		}
	}
}
