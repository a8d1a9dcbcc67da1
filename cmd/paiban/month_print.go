package main

import (
	"fmt"
	"strconv"

	"paiban/attendance"
	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/report"
)

// print prints a line for every person.
func (r *monthRun) print(sheet *attendance.Sheet) {
	a := r.a
	g := &cli.Grid{Right: []int{2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}}
	for _, t := range []lang.Text{
		lang.T("工号", "ID"), lang.T("姓名", "Name"), lang.T("应出勤", "Due"), lang.T("实出勤", "Attended"), lang.T("迟到", "Late"), lang.T("分钟", "Minutes"),
		lang.T("早退", "Early"), lang.T("缺卡", "Missing"), lang.T("旷工", "Absent"), lang.T("请假", "Leave"), lang.T("加班", "Overtime"),
		lang.T("全勤奖", "Bonus"), lang.T("扣款", "Deduction"), lang.T("得分", "Score"), lang.T("名次", "Rank"), lang.T("标记", "Flags"),
	} {
		g.Head = append(g.Head, a.Say(t))
	}
	count := func(n int) string {
		if n == 0 && a.Terminal() {
			return ""
		}
		return strconv.Itoa(n)
	}
	number := func(f float64) string {
		if f == 0 && a.Terminal() {
			return ""
		}
		return strconv.FormatFloat(round2(f), 'f', -1, 64)
	}
	for i := range sheet.People {
		m := &sheet.People[i]
		leave := 0.0
		for _, k := range attendance.LeaveKinds {
			if !k.Present() {
				leave += m.LeaveDays[k]
			}
		}
		score, rank := "", ""
		if m.Rank > 0 {
			score, rank = strconv.FormatFloat(m.Score, 'f', -1, 64), strconv.Itoa(m.Rank)
		}
		var flags []lang.Text
		for _, f := range m.Flags {
			flags = append(flags, f.Name())
		}
		g.Add(m.Person.ID, m.Person.Name, number(m.Due), number(m.Attended), count(m.LateTimes), count(m.LateMinutes), count(m.EarlyTimes), count(m.Missing),
			number(m.Absent), number(leave), number(m.Overtime[0]+m.Overtime[1]+m.Overtime[2]), number(m.Full.Yuan()), number(m.Deduction.Yuan()), score, rank, a.Say(lang.Join(flags, "、", ", ")))
	}
	a.PrintGrid(g)
}

func round2(f float64) float64 {
	v, _ := strconv.ParseFloat(fmt.Sprintf("%.2f", f), 64)
	return v
}

// monthJSON is what paiban month --json prints. Fields are added, never renamed;
// Schema counts changes that are not additions.
type monthJSON struct {
	Schema  string             `json:"schema"`
	Month   string             `json:"month"`
	File    string             `json:"file"`
	Preset  string             `json:"preset,omitempty"`
	Fund    attendance.Money   `json:"activity_fund"`      // fines of the month
	Left    attendance.Money   `json:"activity_fund_left"` // at its end
	Policy  attendance.Policy  `json:"policy"`
	People  []attendance.Month `json:"people"`
	Flags   []attendance.Flag  `json:"flags"`
	Notes   []lang.Text        `json:"notes"`
	Dropped []report.Unused    `json:"dropped"`
}

func (r *monthRun) json(sheet *attendance.Sheet) monthJSON {
	out := monthJSON{
		Schema: "paiban.month/1", Month: r.month.String(), File: r.out, Fund: sheet.Fund, Left: sheet.FundBalance(), Policy: sheet.Policy,
		People: sheet.People, Flags: sheet.Flags, Notes: r.notes, Dropped: r.dropped,
	}
	if out.Flags == nil {
		out.Flags = []attendance.Flag{}
	}
	if out.Notes == nil {
		out.Notes = []lang.Text{}
	}
	if out.Dropped == nil {
		out.Dropped = []report.Unused{}
	}
	if r.ws != nil {
		out.Preset = r.ws.Config.Preset
	}
	return out
}
