package punch

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"paiban/internal/table"
	"paiban/internal/workcal"
)

var (
	rangeText = regexp.MustCompile(`(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?\s?(?:~|—|–|-|至|到)\s?(?:(20\d\d)\s?[-/.年]\s?)?(\d{1,2})\s?[-/.月]\s?(\d{1,2})`)
	monthText = regexp.MustCompile(`(20\d\d)\s?(?:年|[-/.])\s?(\d{1,2})\s?(?:月份?\s?(?:$|[^\d\s])|$|[^\d\s/.:月-])`)
	monthName = regexp.MustCompile(`(?:^|\D)(20\d\d)(0[1-9]|1[0-2])(?:$|\D)`) // of a sheet or a file
	monthOnly = regexp.MustCompile(`(?:^|[^\d年])(\d{1,2})\s?月(?:$|\D)`)
	writtenOn = regexp.MustCompile(`制表|生成|导出|打印|填报`)
)

// period finds the dates that a sheet covers: 2016-03-01 ~ 2016-03-31,
// 2021/09/01 ~ 09/22, 2020年8月. They stand in the sheet, in its name, or its month
// there (5月) and the year elsewhere; else in the name of the file. A sheet that says
// nothing takes them from the next one that does.
func (r *reader) period(sheet int) (first, last workcal.Date, ok bool) {
	if first, last, ok = r.ownPeriod(sheet); ok {
		return first, last, true
	}
	if first, last, ok = nameRange(r.fileName()); ok {
		return first, last, true
	}
	for i := 1; i < len(r.heads); i++ {
		if first, last, ok = r.ownPeriod((sheet + i) % len(r.heads)); ok {
			return first, last, true
		}
	}
	return 0, 0, false
}

func (r *reader) fileName() string {
	return table.Clean(strings.TrimSuffix(r.book.Name, filepath.Ext(r.book.Name)))
}

// ownPeriod is the period that a sheet itself names.
func (r *reader) ownPeriod(sheet int) (first, last workcal.Date, ok bool) {
	h := &r.heads[sheet]
	for _, row := range h.rows {
		for _, c := range row.Cells {
			if first, last, ok = dateRange(c.Text); ok {
				return first, last, true
			}
		}
	}
	if first, last, ok = nameRange(table.Clean(h.name)); ok {
		return first, last, true
	}
	month := ""
	titles := []string{table.Clean(h.name)}
	for _, row := range h.rows {
		if len(row.Cells) == 1 && !writtenOn.MatchString(row.Cells[0].Text) {
			titles = append(titles, row.Cells[0].Text)
		}
	}
	for _, s := range titles {
		if g := monthOnly.FindStringSubmatch(s); g != nil && month == "" {
			month = g[1]
		}
	}
	year := r.year(sheet)
	if month == "" || year == 0 {
		return 0, 0, false
	}
	first, ok = dateOf(strconv.Itoa(year), month, "1")
	return first, workcal.MonthOf(first).Last(), ok
}

// year is the year that a sheet names, or else the file, or another sheet; 0 is none.
func (r *reader) year(sheet int) int {
	for i := range r.heads {
		h := &r.heads[(sheet+i)%len(r.heads)]
		for _, row := range h.rows {
			for _, c := range row.Cells {
				if g := yearText.FindStringSubmatch(c.Text); g != nil {
					return atoi(g[1])
				}
			}
		}
		for _, s := range []string{table.Clean(h.name), r.fileName()} {
			if g := yearName.FindStringSubmatch(s); g != nil {
				return atoi(g[1])
			}
		}
	}
	return 0
}

// nameRange is dateRange of the name of a sheet or a file, which may also be 202610.
func nameRange(s string) (first, last workcal.Date, ok bool) {
	if first, last, ok = dateRange(s); ok {
		return first, last, true
	}
	if g := monthName.FindStringSubmatch(s); g != nil {
		first, ok = dateOf(g[1], g[2], "1")
		return first, workcal.MonthOf(first).Last(), ok
	}
	return 0, 0, false
}

func dateRange(s string) (first, last workcal.Date, ok bool) {
	if g := rangeText.FindStringSubmatch(s); g != nil {
		if g[4] == "" {
			g[4] = g[1]
		}
		var ok1, ok2 bool
		first, ok1 = dateOf(g[1], g[2], g[3])
		last, ok2 = dateOf(g[4], g[5], g[6])
		return first, last, ok1 && ok2 && first <= last && last-first < 400
	}
	if g := monthText.FindStringSubmatch(s); g != nil && !writtenOn.MatchString(s) {
		first, ok = dateOf(g[1], g[2], "1")
		return first, workcal.MonthOf(first).Last(), ok
	}
	return 0, 0, false
}

func dateOf(year, month, day string) (workcal.Date, bool) {
	return table.ParseDate(year+"-"+month+"-"+day, 0)
}
