package judge

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
)

// sheetColumn is a column of the attendance workbook with its headings in both
// languages, as docs/file-formats.md lists them.
type sheetColumn struct {
	name   string
	zh, en string
}

var summaryColumns = []sheetColumn{
	{"due", "应出勤", "due"}, {"attended", "实出勤", "attended"}, {"late", "迟到次数", "timeslate"}, {"late-minutes", "迟到分钟", "minuteslate"},
	{"serious", "严重迟到", "seriouslylate"}, {"early", "早退次数", "timesleftearly"}, {"early-minutes", "早退分钟", "minutesearly"},
	{"missing", "缺卡", "missingpunches"}, {"absent", "旷工", "absent"}, {"personal", "事假", "personalleave"}, {"sick", "病假", "sickleave"},
	{"annual", "年假", "annualleave"}, {"comp", "调休", "timeoffinlieu"}, {"overtime-workday", "平时加班", "overtime,workingdays"},
	{"overtime-rest", "休息日加班", "overtime,restdays"}, {"overtime-holiday", "节假日加班", "overtime,holidays"},
	{"bonus", "全勤奖", "full-attendancebonus"}, {"deduction", "扣款", "deduction"}, {"score", "得分", "score"},
}

var dayColumns = []sheetColumn{
	{"due", "应出勤", "due"}, {"attended", "实出勤", "attended"}, {"late", "迟到次数", "timeslate"}, {"late-minutes", "迟到分钟", "minuteslate"},
	{"serious", "严重迟到", "seriouslylate"}, {"early", "早退次数", "timesearly"}, {"early-minutes", "早退分钟", "minutesearly"},
	{"missing", "缺卡", "missing"}, {"absent", "旷工", "absent"}, {"personal", "事假", "personalleave"}, {"sick", "病假", "sickleave"},
	{"annual", "年假", "annualleave"}, {"comp", "调休", "timeoffinlieu"}, {"overtime-workday", "平时加班", "overtime,workingdays"},
	{"overtime-rest", "休息日加班", "overtime,restdays"}, {"overtime-holiday", "节假日加班", "overtime,holidays"},
	{"fine", "罚款", "fine"}, {"points", "扣分", "points"},
}

// compareWorkbook compares the attendance workbook with the document: the summary, the
// days, the days added up, and the questions.
func (j *monthJudge) compareWorkbook(doc *monthDoc, workbook string) {
	file := filepath.Base(workbook)
	grids, err := readGrids(workbook)
	if err != nil {
		j.found(Finding{Kind: "month/sheet/unreadable", File: file, Said: "written", True: "not read", Why: err.Error()})
		return
	}
	sums := map[string]map[string]float64{} // id, column: the day sheet added up
	var asked []string
	questions := map[string]int{}
	for i := range grids {
		g := &grids[i]
		switch {
		case sheetNamed(g, "每日明细", "Days"):
			j.compareDaySheet(g, doc, sums)
		case sheetNamed(g, "缺卡", "Punch missing"), sheetNamed(g, "旷工", "Absence"), sheetNamed(g, "休息日打卡", "Rest day worked"),
			sheetNamed(g, "加班待批", "Overtime to approve"), sheetNamed(g, "请假存疑", "Leave in doubt"), sheetNamed(g, "不在职打卡", "Not employed"):
			asked = append(asked, g.sheet)
			questions[g.sheet] += j.questionRows(g)
		}
	}
	for i := range grids {
		if g := &grids[i]; sheetNamed(g, "汇总", "Summary") {
			j.compareSummary(g, doc, sums)
		}
	}
	j.compareQuestions(file, doc, asked, questions)
}

func sheetNamed(g *punchGrid, zh, en string) bool { return g.sheet == zh || g.sheet == en }

// sheetHead finds the row of headings and the columns asked for.
func sheetHead(g *punchGrid, columns []sheetColumn) (head, id int, at map[string]int) {
	for r := range min(8, len(g.rows)) {
		at, id = map[string]int{}, -1
		for c, text := range g.rows[r] {
			h := plainHeading(text)
			if (h == "工号" || h == "id") && id < 0 {
				id = c
			}
			for _, col := range columns {
				if _, seen := at[col.name]; !seen && (h == col.zh || h == col.en) {
					at[col.name] = c
				}
			}
		}
		if id >= 0 && len(at) > 0 {
			return r, id, at
		}
	}
	return -1, -1, nil
}

func (j *monthJudge) compareDaySheet(g *punchGrid, doc *monthDoc, sums map[string]map[string]float64) {
	head, id, at := sheetHead(g, dayColumns)
	if head < 0 {
		j.found(Finding{Kind: "month/sheet/headings", File: g.file, Place: g.sheet, Said: "no headings", True: "ID, Due, …", Why: "docs/file-formats.md"})
		return
	}
	_, cols := g.headings()
	date := cols.first("日期", "date")
	rows := map[string]int{}
	for r := head + 1; r < len(g.rows); r++ {
		day, _, ok := g.parseDate(g.at(r, date))
		if !ok {
			continue
		}
		who := strings.TrimSpace(g.at(r, id))
		rows[who+" "+day.Format("2006-01-02")] = r
		if sums[who] == nil {
			sums[who] = map[string]float64{}
		}
		for name, c := range at {
			sums[who][name] += parseNumber(g.at(r, c))
		}
	}
	for _, p := range doc.People {
		for _, d := range p.Days {
			r, ok := rows[p.Person.ID+" "+d.Date]
			if !ok {
				j.found(Finding{Kind: "month/sheet/day/missing", File: g.file, Place: g.sheet, Person: p.Person.ID, Date: d.Date, Said: "no row", True: "a row", Why: "each person and day has one"})
				continue
			}
			for name, v := range j.docDayFigures(&d, j.dayOf(p.Person.ID, d.Date)) {
				c, ok := at[name]
				if !ok {
					continue
				}
				if got := parseNumber(g.at(r, c)); math.Abs(got-v) > 0.006 {
					j.found(Finding{Kind: "month/sheet/day/" + name, File: g.file, Place: g.sheet + " " + place(r, c), Person: p.Person.ID, Date: d.Date, Said: figure(got), True: figure(v), Why: "the document says so"})
				}
			}
		}
	}
}

// dayOf is how many minutes of leave are a day for a person on a date.
func (j *monthJudge) dayOf(id, date string) float64 {
	for _, p := range j.people {
		for i := range p.days {
			if p.ID == id && p.days[i].date == date {
				return p.days[i].dayOf(&j.pol)
			}
		}
	}
	return j.pol.DayMinutes
}

// docDayFigures are the figures of a day of the document by the columns of the sheet; day
// is how many minutes of leave are a day.
func (j *monthJudge) docDayFigures(d *docDay, day float64) map[string]float64 {
	out := map[string]float64{"due": d.Due, "attended": d.Attended, "late": float64(len(d.Late)), "early": float64(len(d.Early)), "missing": float64(d.Missing), "absent": d.Absent}
	for _, o := range d.Late {
		out["late-minutes"] += float64(o.Minutes)
		if o.Level == "serious" {
			out["serious"]++
		}
	}
	for _, o := range d.Early {
		out["early-minutes"] += float64(o.Minutes)
	}
	for _, k := range []string{"personal", "sick", "annual", "comp"} {
		out[k] = math.Min(1, float64(d.Leave[k])/day)
	}
	for i, k := range []string{"overtime-workday", "overtime-rest", "overtime-holiday"} {
		out[k] = float64(d.Overtime[i]) / 60
	}
	for _, a := range d.Applied {
		out["fine"] += a.Fine
		out["points"] += a.Points
	}
	return out
}

func (j *monthJudge) compareSummary(g *punchGrid, doc *monthDoc, sums map[string]map[string]float64) {
	head, id, at := sheetHead(g, summaryColumns)
	if head < 0 {
		j.found(Finding{Kind: "month/sheet/headings", File: g.file, Place: g.sheet, Said: "no headings", True: "ID, Due, …", Why: "docs/file-formats.md"})
		return
	}
	_, cols := g.headings()
	note := cols.first("备注", "note")
	rows := map[string]int{}
	for r := head + 1; r < len(g.rows); r++ {
		if who := strings.TrimSpace(g.at(r, id)); who != "" {
			if old, seen := rows[who]; seen {
				j.found(Finding{Kind: "month/sheet/summary/twice", File: g.file, Place: g.sheet + " " + place(r, id), Person: who, Said: "a second row", True: fmt.Sprintf("row %d", old+1), Why: "each person has one row"})
			}
			rows[who] = r
		}
	}
	for _, p := range doc.People {
		r, ok := rows[p.Person.ID]
		if !ok {
			j.found(Finding{Kind: "month/sheet/summary/missing", File: g.file, Place: g.sheet, Person: p.Person.ID, Said: "no row", True: "a row", Why: "the document lists the person"})
			continue
		}
		doc := docFigures(&p)
		for _, col := range summaryColumns {
			c, ok := at[col.name]
			if !ok {
				continue
			}
			got := parseNumber(g.at(r, c))
			if v := doc[col.name]; math.Abs(got-v) > 0.006 {
				j.found(Finding{Kind: "month/sheet/summary/" + col.name, File: g.file, Place: g.sheet + " " + place(r, c), Person: p.Person.ID, Said: figure(got), True: figure(v), Why: "the document says so"})
			}
			if v, ok := sums[p.Person.ID][col.name]; ok && math.Abs(got-v) > 0.02 {
				j.found(Finding{Kind: "month/sheet/sum/" + col.name, File: g.file, Place: g.sheet + " " + place(r, c), Person: p.Person.ID, Said: figure(got), True: figure(v), Why: "the days of the day sheet added up"})
			}
		}
		j.compareNote(g, r, note, p.Person.ID)
	}
}

// compareNote asks that the row of somebody who came or left within the month says so.
func (j *monthJudge) compareNote(g *punchGrid, r, note int, id string) {
	p := j.shop.ByID(id)
	if p == nil {
		return
	}
	last := j.first + Day(j.days) - 1
	text := strings.Join(g.rows[r], " ")
	for what, d := range map[string]*Day{"joined": p.Hired, "left": p.Left} {
		if d == nil || *d < j.first || *d > last || what == "joined" && *d == j.first || what == "left" && *d == last {
			continue
		}
		said := false
		for _, form := range []string{"2006-01-02", "01-02", "1月2日", "1-2", "1/2"} {
			said = said || strings.Contains(text, d.Time().Format(form))
		}
		if !said {
			j.found(Finding{Kind: "month/sheet/summary/" + what, File: g.file, Place: g.sheet + " " + place(r, max(0, note)), Person: id, Date: d.String(), Said: strings.TrimSpace(g.at(r, note)), True: what + " on " + d.String(), Why: "payroll must not pay the whole month"})
		}
	}
}

// docFigures are the sums of the document by the columns of the summary.
func docFigures(p *docPerson) map[string]float64 {
	out := map[string]float64{
		"due": p.Due, "attended": p.Attended, "late": float64(p.LateTimes), "late-minutes": float64(p.LateMinutes), "serious": float64(p.Serious),
		"early": float64(p.EarlyTimes), "early-minutes": float64(p.EarlyMinutes), "missing": float64(p.Missing), "absent": p.Absent,
		"overtime-workday": p.Overtime[0], "overtime-rest": p.Overtime[1], "overtime-holiday": p.Overtime[2],
		"bonus": p.Full, "deduction": p.Deduction, "score": p.Score,
	}
	for _, k := range []string{"personal", "sick", "annual", "comp"} {
		out[k] = p.LeaveDays[k]
	}
	return out
}

// questionRows counts the rows of a sheet of questions.
func (j *monthJudge) questionRows(g *punchGrid) int {
	head, cols := g.headings()
	date, n := cols.first("日期", "date"), 0
	for r := head + 1; r < len(g.rows); r++ {
		if _, _, ok := g.parseDate(g.at(r, date)); ok {
			n++
		}
	}
	return n
}

// compareQuestions asks that each day that asks stands on a sheet of questions, once.
func (j *monthJudge) compareQuestions(file string, doc *monthDoc, sheets []string, rows map[string]int) {
	want, got := 0, 0
	for _, p := range doc.People {
		for _, d := range p.Days {
			if d.Ask != nil {
				want++
			}
		}
	}
	for _, n := range rows {
		got += n
	}
	if got != want {
		j.found(Finding{Kind: "month/sheet/questions", File: file, Place: strings.Join(sheets, ", "), Said: fmt.Sprint(got), True: fmt.Sprint(want), Why: "days of the document that ask something"})
	}
}
