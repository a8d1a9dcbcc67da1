package punch

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// manualSheet is a sheet that people fill in: a person a line, a day a column (or
// two, 上班 and 下班 below a merged date), in the cells times, or symbols that the
// sheet's legend explains.
var manualSheet = layout{
	key:  "handkept",
	name: lang.T("手工考勤表", "manual attendance sheet"),
	spot: func(r *reader, sheet int) bool { return r.manualDays(sheet) != nil },
	turn: byHand,
	read: eachSheet(func(r *reader, sheet int) error {
		c := r.manualDays(sheet)
		if len(c.dates) == 0 {
			if r.out.any() {
				r.drop(r.pos(sheet, 0, 0), r.heads[sheet].name, lang.T("这张表没有用上：只有日子，没有写是哪年哪月", "the sheet is not used: it has days and does not say of which year and month"))
				return nil
			}
			return &table.Problem{Pos: r.pos(sheet, c.last, 0),
				What: lang.T("考勤表只有日子，没有写是哪年哪月", "the sheet has days and does not say of which year and month"),
				Hint: lang.T("在标题里写上年月，如：2026年11月考勤表", "write them into the title, such as 2026-11")}
		}
		return r.readManualSheet(c)
	}),
}

// manualDays is where people and days stand in a manual sheet.
type manualDays struct {
	sheet, last    int // last heading row
	name, id, dept int
	dates          map[int]workcal.Date
}

func (c *manualDays) isDay(col int) bool {
	_, ok := c.dates[col]
	return ok
}

var (
	halfWords = words("上午", "下午", "晚上", "早上", "上班", "下班", "签到", "签退", "上", "下", "早", "晚", "加班", "am", "pm")
	sumWords  = words("合计", "总计", "小计", "备注", "说明", "图例", "制表", "审核", "签字")
	monthDay  = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})$`)
	yearText  = regexp.MustCompile(`(20\d\d)\s?(?:年|[-/.]\d)`)
	yearName  = regexp.MustCompile(`(?:^|\D)(20\d\d)(?:$|\D)`) // in the name of a sheet or a file
)

// manualDays finds the row of days in a sheet: three or more dates in order, or the days of a
// month that the title names; without dates where no title does.
func (r *reader) manualDays(sheet int) *manualDays {
	rows := r.heads[sheet].rows
	if _, _, ok := r.dingRange(sheet); ok {
		return nil // DingTalk's totals, in words
	}
	first, last, month := r.period(sheet)
	year := r.year(sheet)
	for i := range rows {
		c := manualDays{sheet: sheet, last: rows[i].Number, dates: headingDates(&rows[i], year)}
		run := dayRun(&rows[i])
		if len(c.dates) < 3 && len(run) >= 5 && month {
			c.dates = datesOf(run, first, last)
		}
		if len(c.dates) < 3 && len(run) < 20 {
			continue
		}
		// Headings of people may stand a row above or below the days.
		for j := max(0, i-1); j < min(len(rows), i+2); j++ {
			for _, cell := range rows[j].Cells {
				switch h := table.Heading(cell.Text); {
				case listName[h] && c.name == 0:
					c.name = cell.Col
				case labelID[h] && c.id == 0:
					c.id = cell.Col
				case labelDept[h] && c.dept == 0:
					c.dept = cell.Col
				}
			}
		}
		if len(c.dates) < 3 { // a month of days, of no known month
			if c.dates = nil; c.name > 0 {
				return &c
			}
			continue
		}
		if i+1 < len(rows) {
			c.spread(&rows[i+1])
		}
		if c.name == 0 {
			c.name = c.nameColumn(rows[i+1:])
		}
		if c.name > 0 {
			return &c
		}
	}
	return nil
}

// headingDates reads the dates of a heading row, by column; nil where they do not
// follow one another. 4.1 after 4.9 is the tenth: a number loses its last zero.
func headingDates(row *table.Row, year int) map[int]workcal.Date {
	out := map[int]workcal.Date{}
	before := workcal.Date(-1 << 30)
	for _, c := range row.Cells {
		s := table.Clean(c.Text)
		d, ok := table.ParseDate(s, year)
		if g := monthDay.FindStringSubmatch(s); g != nil && year > 0 {
			d, ok = table.ParseDate(g[1]+"/"+g[2], year)
			if len(g[2]) == 1 && ok && d <= before {
				d, ok = table.ParseDate(g[1]+"/"+g[2]+"0", year)
			}
		}
		if !ok {
			continue
		}
		if d <= before {
			return nil
		}
		out[c.Col], before = d, d
	}
	return out
}

// spread gives the columns below a merged date its date, where the next row says
// what they hold: 上班, 下班.
func (c *manualDays) spread(below *table.Row) {
	var halves []int
	for _, cell := range below.Cells {
		if halfWords[strings.ToLower(tight(cell.Text))] {
			halves = append(halves, cell.Col)
		}
	}
	if len(halves) < len(c.dates) {
		return
	}
	c.last = below.Number
	// A date whose heading is gone must not leave its columns to the day before: they are
	// more than the usual number there.
	count, often := map[int]int{}, map[int]int{}
	headOf := func(col int) int {
		for k := col; k > 0 && k > col-8; k-- {
			if _, ok := c.dates[k]; ok {
				return k
			}
		}
		return 0
	}
	heads := make([]int, len(halves))
	for i, col := range halves {
		heads[i] = headOf(col)
		count[heads[i]]++
	}
	usual := 0
	for head, n := range count {
		if often[n]++; head > 0 && (often[n] > often[usual] || often[n] == often[usual] && n > usual) {
			usual = n
		}
	}
	clear(count)
	for i, head := range heads {
		if head == 0 {
			continue
		}
		if count[head]++; count[head] <= usual {
			c.dates[halves[i]] = c.dates[head]
		}
	}
}

// nameColumn is the column of names in a sheet without headings of people: the
// first one of words left of the days.
func (c *manualDays) nameColumn(rows []table.Row) int {
	for _, row := range rows {
		for _, cell := range row.Cells {
			if _, day := c.dates[cell.Col]; day || row.Number <= c.last {
				break
			}
			if cell.Col == c.dept {
				continue // a table of departments has no people
			}
			if strings.ContainsFunc(cell.Text, isHan) && !halfWords[tight(cell.Text)] && len([]rune(tight(cell.Text))) <= 8 {
				return cell.Col
			}
		}
	}
	return 0
}

// isData reports whether a row is somebody's line, and so no legend, whatever
// words and symbols stand in it.
func (c *manualDays) isData(row *table.Row) bool {
	if row.Number <= c.last {
		return false
	}
	for _, cell := range row.Cells {
		_, day := c.dates[cell.Col]
		s := tight(cell.Text)
		if !day && halfWords[strings.ToLower(s)] {
			return true
		}
		if cell.Col == c.name && !sumWords[s] && strings.ContainsFunc(s, unicode.IsLetter) {
			for _, t := range legendTokens(cell.Text) {
				if _, ok := meaning(t); ok {
					return false
				}
			}
			return !strings.Contains(s, ":")
		}
	}
	return false
}

func (r *reader) readManualSheet(c *manualDays) error {
	legend := newMarks(r.symbols)
	notes := map[int]bool{} // rows of the legend
	for row, err := range r.book.Rows(c.sheet) {
		if err != nil {
			return err
		}
		if !c.isData(&row) && legend.learn(&row) {
			notes[row.Number] = true
		}
	}
	days := map[workDay]int{} // index of the plan made of a mark
	who, passed, told := -1, map[string]bool{}, map[int]bool{}
	nameless := 0 // the first row of which the note was made
	r.brokenHeadings(c.sheet, c.last)
	for row, err := range r.grown(c.sheet, c.last, c.isDay) {
		if err != nil {
			return err
		}
		if row.Number <= c.last || notes[row.Number] {
			continue
		}
		named := row.At(c.name) != ""
		r.dropBroken(c.sheet, &row, c.name, c.id)
		if named && row.At(c.name) == "" {
			who = -1
			if id := table.ParseID(row.At(c.id)); id != "" {
				who = r.person(Person{ID: id, Where: r.pos(c.sheet, row.Number, 0)})
			} else if r.lineOfDays(c, &row) {
				continue
			}
		}
		if name := table.Clean(row.At(c.name)); name != "" {
			who = -1
			p := Person{ID: table.ParseID(row.At(c.id)), Name: name, Dept: table.Clean(row.At(c.dept)), Where: r.pos(c.sheet, row.Number, 0)}
			plain, _ := plainName(name)
			switch {
			case !isName(name):
			case r.clocked[plain], p.ID != "" && r.clocked[p.ID]:
				passed[plain] = true
			default:
				who = r.person(p)
			}
		}
		if who < 0 {
			continue
		}
		if !named && nameless == 0 && !r.sided(c, &row) && r.holdsTimes(c, &row) {
			nameless = row.Number
			r.note(lang.F("%v：这一行没有姓名，算作上面的“%s”", "%v: the row has no name and counts for %s above it", r.pos(c.sheet, row.Number, 0), firstOf(r.out.People[who].Name, r.out.People[who].Key)))
		}
		r.undated(c, &row, told)
		sums := hasSums(&row, c.dates)
		for _, cell := range row.Cells {
			date, ok := c.dates[cell.Col]
			if !ok || cell.Col == c.name || table.Clean(cell.Text) == "" {
				continue
			}
			if _, number := table.ParseFloat(cell.Text); number && sums && !legend.has(cell.Text) {
				r.out.Rows++
				r.drop(r.pos(c.sheet, row.Number, cell.Col), cell.Text, figure)
			} else {
				r.readMark(workDay{who, date}, cell.Text, r.pos(c.sheet, row.Number, cell.Col), legend, days)
			}
		}
	}
	if n := r.blanks[r.heads[c.sheet].name]; n > 0 {
		r.note(lang.F("“%s”有 %d 格是“/”或“—”，按空白算；若表示出勤或休息，请在图例里写明", "%[2]d cells of %[1]q are / or —, which count as blank; say in the legend if they mean presence or a day off", r.heads[c.sheet].name, n))
	}
	if len(passed) > 0 {
		r.drop(r.pos(c.sheet, 0, 0), r.heads[c.sheet].name, lang.F("手工表里 %d 人的打卡已在别的表里，按打卡算，手工填的没有用上", "%d people of this sheet kept by hand have punches in other sheets; these count, and what was filled in by hand is not used", len(passed)))
	}
	return nil
}

// sided reports whether a row says left of the days which part of the day it is: 上午.
func (r *reader) sided(c *manualDays, row *table.Row) bool {
	return slices.ContainsFunc(row.Cells, func(cell table.Cell) bool {
		return !c.isDay(cell.Col) && halfWords[strings.ToLower(tight(cell.Text))]
	})
}

// holdsTimes reports whether a row has times in the columns of days.
func (r *reader) holdsTimes(c *manualDays, row *table.Row) bool {
	return slices.ContainsFunc(row.Cells, func(cell table.Cell) bool {
		v, number := table.ParseFloat(cell.Text)
		return c.isDay(cell.Col) && (oneTime.MatchString(cell.Text) || number && v > 0 && v < 1)
	})
}

// lineOfDays drops the line of somebody who is not known, if it holds anything of days.
func (r *reader) lineOfDays(c *manualDays, row *table.Row) bool {
	if !slices.ContainsFunc(row.Cells, func(cell table.Cell) bool { return c.isDay(cell.Col) && table.Clean(cell.Text) != "" }) {
		return false
	}
	r.out.Rows++
	r.drop(r.pos(c.sheet, row.Number, c.name), line(row), lang.T("没有姓名和工号", "no name and no ID"))
	return true
}

// blankMarks are strokes that people put into cells that are to stay empty.
var blankMarks = words("/", "\\", "-", "--", "—", "——", "//")

// readMark takes a cell of a day: times, or a symbol. A symbol becomes the plan
// of the day in which its result is settled: presence is an exempt day, absence a
// shift without a punch.
func (r *reader) readMark(day workDay, text string, at table.Pos, legend marks, days map[workDay]int) {
	s := table.Clean(text)
	v, known := legend.of(s)
	w, amounts := legend.writtenWords(s)
	if blankMarks[s] && !known {
		r.blanks[at.Sheet]++
		return
	}
	if !known && !amounts {
		// More than a word next to the times is a sentence: 事假 09:00 到 10:00.
		v, number := table.ParseFloat(s)
		word := len([]rune(tight(oneTime.ReplaceAllString(s, " ")))) <= 3 || number
		if word && strings.ContainsAny(s, "0123456789") && (!number || v > 0 && v < 1) {
			r.cellTimes(day.who, day.date, text, at)
			return
		}
		r.out.Rows++
		r.drop(at, s, lang.F("不知道 %q 是什么意思：图例里没有它", "the legend does not explain %q", short(s, 20)))
		return
	}
	r.out.Rows++
	plan := attendance.Planned{Kind: attendance.Work, Shift: strings.TrimSpace(s + " " + v.name), Exempt: true, Marked: true, Where: at}
	if amounts {
		plan.Shift, v.result = s, attendance.OK
		if plan.Noted = &w.Noted; w.rest {
			v.result = attendance.Resting
			if w.Overtime == (attendance.Amount{}) {
				plan.Noted = nil
			}
		}
		if w.halved {
			r.note(lang.F("%v：%q 没有写时长，两样各按半天算", "%v: %q gives no amounts; each counts as half a day", at, s))
		}
	}
	switch v.result {
	case attendance.IsAbsent:
		plan.Exempt = false
	case attendance.Resting, attendance.NoPlan:
		plan.Kind, plan.Exempt = attendance.Rest, false
	case attendance.OnLeave:
		plan.Kind, plan.Leave, plan.Exempt = attendance.LeaveDay, v.leave, false
		plan.Noted = &attendance.Noted{Leave: []attendance.NotedLeave{{Kind: v.leave, Name: firstOf(v.name, s), Amount: attendance.Amount{Days: 1}}}}
	case attendance.IsLate, attendance.IsEarly, attendance.IsLateEnd, attendance.IsMissing, attendance.RestWorked:
		r.drop(at, s, lang.F("“%s”没有写多少分钟，只算出勤", "%q gives no minutes, so the day only counts as attended", firstOf(v.name, s)))
	case attendance.OK, attendance.Away, attendance.NotCounted, attendance.NotHere, attendance.NotJudged, attendance.NotOverYet: // attended, and no more
	}
	if i, ok := days[day]; ok {
		if before := &r.out.Shifts[i]; before.joinHalf(&plan) {
			return
		} else if before.Kind != plan.Kind || before.Leave != plan.Leave || before.Exempt != plan.Exempt {
			r.drop(at, s, lang.F("这一天前半是“%s”，只按它计", "the first half of the day is %q, and the whole day counts as that", before.Shift))
		}
		return
	}
	days[day] = len(r.out.Shifts)
	r.out.Shifts = append(r.out.Shifts, Shift{day.who, day.date, plan})
}
