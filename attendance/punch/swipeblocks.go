package punch

import (
	"regexp"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// isGrid reports whether a sheet names people in rows of labels (工号：7 姓名：甲
// 部门：…) and has a row of day numbers of its own, above all people or again
// under each.
func (r *reader) isGrid(sheet int) bool {
	if _, _, ok := r.period(sheet); !ok {
		return false
	}
	people, days := false, false
	for i := range r.heads[sheet].rows {
		row := &r.heads[sheet].rows[i]
		if dayRun(row) != nil {
			days = true
		} else {
			people = people || r.gridPerson(sheet, row) != nil
		}
	}
	return people && days && !r.isCards(sheet)
}

// gridPerson reads a row of labels, nil if the row has none. Labels without a colon
// are some only where both a number and a name follow them, or a name that is all of
// the row: 工号 7 姓名 甲一 is somebody, 工号 姓名 部门 are headings.
func (r *reader) gridPerson(sheet int, row *table.Row) *Person {
	var p Person
	colon := false
	for _, l := range r.labels(sheet, row) {
		p.merge(l.Person)
	}
	for _, c := range row.Cells {
		colon = colon || strings.Contains(table.Clean(c.Text), ":")
	}
	if !colon && (!isName(p.Name) || !isID(p.ID) && (p.ID != "" || len(row.Cells) > 2)) {
		return nil
	}
	if p.Name != "" && !isName(p.Name) {
		p.Name = ""
	}
	if p.Name == "" && p.ID == "" {
		return nil
	}
	return &p
}

// readGrid reads a grid: under the labels of somebody every cell below a day
// holds the punches of that day, 08:4517:3917:44 or one on each line.
func (r *reader) readGrid(sheet int) error {
	first, last, _ := r.period(sheet)
	var dates map[int]workcal.Date
	var run []table.Cell
	who := -1
	var came map[int]int // by column: the minute of the person's 签到 above
	isDay := func(col int) bool { _, ok := dates[col]; return ok }
	read := false // lines of times below the last days
	for row, err := range r.book.Filled(sheet, 0) {
		if err != nil {
			return err
		}
		covered := own(&row)
		if days := dayRun(&row); days != nil {
			if read && days[0].Text == run[0].Text {
				who, read = -1, false // the next block, without its labels
			}
			run = append(run[:0], days...)
			dates = datesOf(run, first, last)
			continue
		}
		if r.gridPerson(sheet, &row) != nil {
			r.dropBroken(sheet, &row, columnsOf(&row)...)
		}
		if p := r.gridPerson(sheet, &row); p != nil {
			who, came, read = r.person(*p), map[int]int{}, false
			continue
		}
		if who < 0 || dates == nil {
			if slices.ContainsFunc(row.Cells, func(c table.Cell) bool { return onlyTimes.MatchString(table.Clean(c.Text)) }) {
				r.out.Rows++
				r.drop(r.pos(sheet, row.Number, 0), line(&row), lang.T("这一行打卡上面没有工号姓名，或没有日子", "the times have no number and name above them, or no days"))
			}
			continue
		}
		read = true
		for _, c := range covered {
			if isDay(c.Col) {
				r.drop(r.pos(sheet, row.Number, c.Col), c.Text, table.MergedText)
			}
		}
		sums, side := hasSums(&row, dates), rowSide(&row, run[0].Col)
		for _, c := range row.Cells {
			text, at := table.Clean(c.Text), r.pos(sheet, row.Number, c.Col)
			switch date, ok := dates[c.Col]; {
			case text == "":
			case ok && sums:
				r.out.Rows++
				r.drop(at, text, figure)
			case ok:
				before := len(r.out.Punches)
				r.cellTimes(who, date, c.Text, at)
				for i := before; i < len(r.out.Punches); i++ {
					p := &r.out.Punches[i]
					switch in, known := came[c.Col]; {
					case side == 'i':
						came[c.Col] = p.At.From(date)
					case side == 'o' && known && p.At.From(date) < in: // 签退 00:20 below 签到 15:30
						p.At += schedule.DayMinutes
					}
				}
			case side != 0 && c.Col < run[0].Col && halfWords[strings.ToLower(tight(c.Text))]:
			case c.Col >= run[0].Col && c.Col <= run[len(run)-1].Col:
				r.out.Rows++
				r.drop(at, text, lang.T("这一天不在考勤日期范围内", "the day is outside the dates of the sheet"))
			default: // sums and remarks next to the days
				if _, number := table.ParseFloat(text); !number {
					r.out.Rows++
					r.drop(at, text, lang.T("备注，不是打卡", "a remark, not a punch"))
				}
			}
		}
	}
	return nil
}

// onlyTimes is a cell of times and nothing else, glued or not.
var onlyTimes = regexp.MustCompile(`^(?:\d{1,2}:\d{2}(?::\d{2})?[\s+]*)+$`)

// rowSide tells what a row of times is called left of the days: 'i' coming in (签到),
// 'o' going out (签退), 'h' some other part of the day, 0 nothing.
func rowSide(row *table.Row, days int) byte {
	for _, c := range row.Cells {
		if c.Col >= days {
			break
		}
		switch s := strings.ToLower(tight(c.Text)); s {
		case "签到", "上班", "上", "in":
			return 'i'
		case "签退", "下班", "下", "out":
			return 'o'
		default:
			if halfWords[s] {
				return 'h'
			}
		}
	}
	return 0
}

var figure = lang.T("手填的数字，不是打卡", "a figure filled in by hand, not a punch")

// hasSums reports whether a row below the punches holds figures, such as hours
// of overtime: a number under a day that is no fraction of one.
func hasSums(row *table.Row, dates map[int]workcal.Date) bool {
	for _, c := range row.Cells {
		if _, ok := dates[c.Col]; ok {
			if v, number := table.ParseFloat(c.Text); number && (v >= 1 || v < 0) {
				return true
			}
		}
	}
	return false
}
