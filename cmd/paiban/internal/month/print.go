package month

import (
	"cmp"
	"fmt"
	"strconv"

	"paiban/attendance"
	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/settlement"
)

// printPeople prints a line for every person.
func printPeople(a *cli.App, sheet *attendance.Sheet) {
	g := &cli.Grid{Right: []int{2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}}
	g.Head = a.Heads(
		lang.T("工号", "ID"), lang.T("姓名", "Name"), lang.T("应出勤", "Due"), lang.T("实出勤", "Attended"), lang.T("迟到", "Late"), lang.T("分钟", "Minutes"),
		lang.T("早退", "Early"), lang.T("缺卡", "Missing"), lang.T("旷工", "Absent"), lang.T("请假", "Leave"), lang.T("加班", "Overtime"),
		lang.T("全勤奖", "Bonus"), lang.T("扣款", "Deduction"), lang.T("得分", "Score"), lang.T("名次", "Rank"), lang.T("标记", "Flags"),
	)
	number := func(f float64) string {
		if f == 0 && a.Terminal() {
			return ""
		}
		return cli.Figure(f)
	}
	count := func(n int) string { return number(float64(n)) }
	for i := range sheet.People {
		m := &sheet.People[i]
		score, rank := "", ""
		if m.Rank > 0 {
			score, rank = strconv.FormatFloat(m.Score, 'f', -1, 64), strconv.Itoa(m.Rank)
		}
		var flags []lang.Text
		for _, f := range m.Flags {
			flags = append(flags, f.Name())
		}
		g.Add(m.Person.ID, m.Person.Name, number(m.Due), number(m.Attended), count(m.LateTimes), count(m.LateMinutes), count(m.EarlyTimes), count(m.Missing),
			number(m.Absent), number(settlement.DaysAway(m)), number(m.Overtime[0]+m.Overtime[1]+m.Overtime[2]), number(m.Full.Yuan()), number(m.Deduction.Yuan()), score, rank, a.Say(lang.Join(flags, "、", ", ")))
	}
	a.PrintGrid(g)
}

// mostFlags is how many flags are told one by one.
const mostFlags = 10

// tell says on standard error what was written and what to look at.
func tell(a *cli.App, s *settlement.Settled) {
	say := func(zh, en string, args ...any) { fmt.Fprintln(a.Stderr, a.Say(lang.F(zh, en, args...))) }
	for _, n := range s.Notes {
		say("注意：%s", "note: %s", n)
	}
	for _, f := range s.Sheet.Flags {
		say("警告：%s", "warning: %s", f.Text)
	}
	flags := 0
	for i := range s.Sheet.People {
		m := &s.Sheet.People[i]
		for _, f := range m.Flags {
			if flags++; flags <= mostFlags {
				say("标记：%s %s", "flag: %s, %s", cmp.Or(m.Person.Name, m.Person.ID), f.Text)
			}
		}
	}
	if flags > mostFlags {
		say("标记还有 %d 条，见“汇总”表的备注", "%d more flags: see the notes on the Summary sheet", flags-mostFlags)
	}
	punches, service := 0, 0
	for _, d := range s.Dropped {
		if d.Of == "service" {
			service++
		} else {
			punches++
		}
	}
	if service > 0 {
		say("客服数据有 %d 处没有用上，原因列在“说明”表里", "%d places of the service reports were not used; the Notes sheet says why", service)
	}
	if n := punches; n > 0 {
		say("%d 行打卡没有用上，原因列在“说明”表里", "%d lines of the punch files were not used; the Notes sheet says why", n)
	}
	if s.Backup != "" {
		say("原来的文件留作 %s", "the old file is kept as %s", a.Short(s.Backup))
	}
	if s.SlipsBackup != "" {
		say("原来的文件留作 %s", "the old file is kept as %s", a.Short(s.SlipsBackup))
	}
	if s.Slips != "" {
		say("已写入 %s：每人一页，打印后签字", "Wrote %s: a page for each person to sign", a.Short(s.Slips))
	}
	if t := attended(s); !t.IsZero() {
		fmt.Fprintln(a.Stderr, a.Say(t))
	}
	questions, about := 0, s.Questions()
	var kinds []lang.Text
	for _, q := range attendance.QuestionKinds() {
		if n := about[q]; n > 0 {
			questions += n
			kinds = append(kinds, lang.F("%s %d", "%s %d", q.Text(), n))
		}
	}
	say("已写入 %s：%d 人，待核实 %d 条%s", "Wrote %s: %d people, %d questions to ask%s", a.Short(s.Path), len(s.Sheet.People), questions, listed(kinds))
}

// listed puts a list behind a colon, nothing where it is empty.
func listed(list []lang.Text) lang.Text {
	if list == nil {
		return lang.Text{}
	}
	return lang.F("：%s", ": %s", lang.Join(list, "、", ", "))
}

// attended says how many of those whom the roster had at meetings and trainings were there;
// zero where it had nobody.
func attended(s *settlement.Settled) lang.Text {
	all := s.Activities()
	if len(all) == 0 {
		return lang.Text{}
	}
	var kinds []lang.Text
	for _, r := range attendance.ActivityResults {
		n := 0
		for _, a := range all {
			if a.Result == r.Key {
				n++
			}
		}
		if n > 0 {
			kinds = append(kinds, lang.F("%s %d", "%s %d", r.Name, n))
		}
	}
	return lang.F("会议培训该到 %d 人次%s", "Attendances of activities due: %d%s", len(all), listed(kinds))
}
