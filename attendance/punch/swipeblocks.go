package punch

import (
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
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

// gridPerson reads a row of labels, nil if the row has none.
func (r *reader) gridPerson(sheet int, row *table.Row) *Person {
	var p Person
	colon := false
	for _, l := range r.labels(sheet, row) {
		p.merge(l.Person)
	}
	for _, c := range row.Cells {
		colon = colon || strings.Contains(table.Clean(c.Text), ":")
	}
	if p.Name == "" && p.ID == "" || !colon {
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
	for row, err := range r.book.Rows(sheet) {
		if err != nil {
			return err
		}
		if days := dayRun(&row); days != nil {
			run = append(run[:0], days...)
			dates = datesOf(run, first, last)
			continue
		}
		if p := r.gridPerson(sheet, &row); p != nil {
			who = r.person(*p)
			continue
		}
		if who < 0 || dates == nil {
			continue
		}
		sums := hasSums(&row, dates)
		for _, c := range row.Cells {
			text, at := table.Clean(c.Text), r.pos(sheet, row.Number, c.Col)
			switch date, ok := dates[c.Col]; {
			case text == "":
			case ok && sums:
				r.out.Rows++
				r.drop(at, text, figure)
			case ok:
				r.cellTimes(who, date, c.Text, at)
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
