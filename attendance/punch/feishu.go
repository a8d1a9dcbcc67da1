package punch

import (
	"regexp"
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
)

// feishuMonth is the monthly statistics of Feishu (飞书): a line a person, a column
// for each day behind the sums, and in it the result of every boundary with its time,
// 正常(08:55), 缺卡(-). The daily statistics are a list of people and times, or have the
// headings of DingTalk's.
var feishuMonth = layout{
	key:  "feishu",
	name: lang.T("飞书考勤月统计", "Feishu monthly attendance statistics"),
	spot: func(r *reader, sheet int) bool { return r.feishuDays(sheet) != nil },
	read: eachSheet((*reader).feishu),
}

// clockedResult is a result with its time in brackets, or a sign that there is none;
// clockedResults are nothing but such results. DingTalk's cells differ:
// 普通出勤:正常 over (08:52,18:04).
var (
	clockedResults = regexp.MustCompile(`^(?:[^():,;、]*\(\s*(?:(?:次日|\+1)?\s?\d{1,2}:\d{2}(?::\d{2})?|-+|—+)[^(),]*\)[\s,;、]*)+$`)
	clockedResult  = regexp.MustCompile(`([^(),;、\n]*)\(\s*((?:次日|\+1)?\s?\d{1,2}:\d{2}(?::\d{2})?|-+|—+)?([^()]*)\)`)
)

// feishuDays finds the days of a sheet whose cells are results with times; nil where
// they are not.
func (r *reader) feishuDays(sheet int) *manualDays {
	c := r.manualDays(sheet)
	if c == nil || len(c.dates) == 0 {
		return nil
	}
	cells, results := 0, 0
	for _, row := range r.heads[sheet].rows {
		for _, cell := range row.Cells {
			if _, day := c.dates[cell.Col]; day && row.Number > c.last {
				cells++
				if clockedResults.MatchString(table.Clean(cell.Text)) {
					results++
				}
			}
		}
	}
	if results == 0 || 2*results < cells {
		return nil
	}
	return c
}

func (r *reader) feishu(sheet int) error {
	c := r.feishuDays(sheet)
	var away []string // words of leave without a time
	n := 0
	r.brokenHeadings(sheet, c.last)
	told := map[int]bool{}
	for row, err := range r.grown(sheet, c.last, c.isDay) {
		if err != nil {
			return err
		}
		if row.Number > c.last {
			r.dropBroken(sheet, &row, c.name, c.id)
		}
		p := Person{ID: table.ParseID(row.At(c.id)), Name: table.Clean(row.At(c.name)), Dept: table.Clean(row.At(c.dept)), Where: r.pos(sheet, row.Number, 0)}
		if row.Number <= c.last {
			continue
		}
		if p.Name != "" && !isName(p.Name) || p.Name == "" && !isID(p.ID) {
			if slices.ContainsFunc(row.Cells, func(cell table.Cell) bool {
				return c.isDay(cell.Col) && clockedResults.MatchString(table.Clean(cell.Text))
			}) {
				r.out.Rows++
				r.drop(p.Where, line(&row), lang.T("没有姓名和工号", "no name and no ID"))
			}
			continue
		}
		r.undated(c, &row, told)
		who := r.person(p)
		for _, cell := range row.Cells {
			day, ok := c.dates[cell.Col]
			text := table.Clean(cell.Text)
			if !ok || text == "" {
				continue
			}
			r.out.Rows++
			at := r.pos(sheet, row.Number, cell.Col)
			found := clockedResult.FindAllStringSubmatch(text, -1)
			if len(found) == 0 && !noClock(text) && !dayWords[text] {
				r.drop(at, text, lang.F("打卡时间 %q 读不懂", "%q is not a punch time", short(text, 40)))
			}
			for _, g := range found {
				word := strings.TrimSpace(g[1] + " " + g[3])
				sec, clocked := table.ParseClock(g[2])
				switch {
				case clocked:
					r.out.Punches = append(r.out.Punches, Punch{who, attendance.Punch{At: attendance.On(day, sec/60), Second: sec % 60, Work: day, Source: dingSource(word), Note: noteOf(word), Where: at}})
				case strings.ContainsAny(g[3], "0123456789"):
					r.drop(at, g[0], lang.F("打卡时间 %q 读不懂", "%q is not a punch time", g[0]))
				case strings.Contains(word, "假") || strings.Contains(word, "调休"):
					if n++; !slices.Contains(away, word) {
						away = append(away, word)
					}
				}
			}
		}
	}
	if n > 0 {
		r.note(lang.F("“%s”有 %d 处，没有写假别和时长：请假请放进请假表或审批单", "%q stands %d times, without its kind and hours: put the leave into leave.xlsx or a list of requests", strings.Join(away, "、"), n))
	}
	return nil
}

// noteOf is the note of a punch: what is out of the ordinary about how it came about.
func noteOf(word string) string {
	if dingSource(word) == attendance.Clocked {
		return ""
	}
	return word
}
