package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"paiban/attendance"
	"paiban/attendance/punch"
	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// monthOptions are the flags of paiban month.
type monthOptions struct {
	month   string
	punches []string
	out     string
	force   bool
	mapping string
}

func newMonthCmd(a *cli.App) *cobra.Command {
	var o monthOptions
	c := &cobra.Command{
		Use:   "month [--month YYYY-MM] [--punches FILE…] [-o FILE]",
		Short: a.Say(lang.T("打卡结算：考勤结果、积分和工资考勤表", "Settle a month: punches to results, scores and the payroll sheet")),
		Long: a.Say(lang.T(
			"把一个月的打卡、班表、请假和补卡算成每人每天的结果，再按店里的规则算出积分、全勤奖、扣款，写成工作簿。\n\n在工作文件夹里：默认取最近的 punches/YYYY-MM，计划来自班表，没有班表的日子用导出表自己的班次，写到 attendance/YYYY-MM.xlsx。\n不在工作文件夹里：用 --punches 指明导出文件，按通用规则（只记录，不罚款）结算其中所有人。\n\n工作簿里黄色格子可以填（得分、罚款次数、补卡时间、答复），再运行时会读回。其他格子改过的，不加 --force 不会覆盖。",
			"Turn a month of punches, rosters, leave and corrections into a result for every\nperson and day, then into scores, bonuses and deductions by the shop's rules, in a\nworkbook.\n\nInside a workspace the latest folder punches/YYYY-MM is taken, plans come from the\nrosters, or from the export's own shifts where there is no roster, and the workbook\nis attendance/YYYY-MM.xlsx. Elsewhere name the exports with --punches; everybody in\nthem is settled by a generic policy that records and fines nothing.\n\nPeople type into the yellow cells of the workbook (points, fines, corrections,\nanswers); the next run reads them back. A workbook edited elsewhere is not\noverwritten without --force, which keeps a copy.")),
		Example: `  paiban month
  paiban month --month 2026-10 --json
  paiban month --punches dingtalk.xlsx -o april.xlsx`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return runMonth(a, o) },
	}
	addMonthFlags(a, c, &o)
	c.Flags().StringVarP(&o.out, "output", "o", "", a.Say(lang.T("写到此文件", "write the workbook to this file")))
	c.Flags().BoolVar(&o.force, "force", false, a.Say(lang.T("覆盖改过的考勤表，留下备份", "overwrite a workbook that was edited, and keep a copy")))
	return c
}

// addMonthFlags adds the flags that say what is settled.
func addMonthFlags(a *cli.App, c *cobra.Command, o *monthOptions) {
	c.Flags().StringVar(&o.month, "month", "", a.Say(lang.T("月份，如 2026-10", "the month, such as 2026-10")))
	c.Flags().StringArrayVar(&o.punches, "punches", nil, a.Say(lang.T("打卡导出文件，可以写多次", "a punch export; may be given several times")))
	addMapFlag(a, c, &o.mapping)
}

// monthRun is a month being settled.
type monthRun struct {
	a      *cli.App
	o      monthOptions
	ws     *workspace.Workspace // nil outside a workspace
	month  workcal.Month
	out    string
	policy attendance.Policy

	input   attendance.Input
	notes   []lang.Text
	dropped []report.Unused
	answers map[report.AnswerKey]string
	outside map[personDay]bool // whether a roster has leave on a day outside the month
}

// personDay is a person, by index, on a date.
type personDay struct {
	who  int
	date workcal.Date
}

func runMonth(a *cli.App, o monthOptions) error {
	dir := a.Dir
	if o.out != "" {
		dir = filepath.Dir(a.Path(o.out))
	}
	release, err := a.Lock(dir)
	if err != nil {
		return err
	}
	defer release()
	defer tidily()()
	r, sheet, backup, err := settleMonth(a, o)
	if err != nil {
		return err
	}
	if err := r.write(sheet, backup); err != nil {
		return err
	}
	if a.JSON {
		return a.PrintJSON(r.json(sheet))
	}
	r.print(sheet)
	r.tell(sheet, backup)
	return nil
}

// settleMonth reads everything and settles the month; it writes nothing. backup
// is where to keep a copy of the workbook that is there, "" where none is due.
func settleMonth(a *cli.App, o monthOptions) (r *monthRun, sheet *attendance.Sheet, backup string, err error) {
	fail := func(err error) (*monthRun, *attendance.Sheet, string, error) { return nil, nil, "", err }
	r = &monthRun{a: a, o: o}
	if err := r.open(); err != nil {
		return fail(err)
	}
	if columns, err := parseColumns(o.mapping); err != nil {
		return fail(err)
	} else if columns != nil {
		r.policy.PunchColumns = columns
	}
	files, err := r.files()
	if err != nil {
		return fail(err)
	}
	exports, err := readAll(a, files, r.policy.PunchColumns, r.policy.Symbols...)
	if err != nil {
		return fail(err)
	}
	r.pickMonth(exports)
	if err := r.within(exports); err != nil {
		return fail(err)
	}
	for _, f := range files {
		if sameFile(f, r.out) {
			return fail(cli.NewUsageError(lang.Errorf("-o 指的是打卡文件本身：%s", "-o names one of the punch files: %s", f).WithHint("换一个文件名", "choose another name")))
		}
	}
	r.gather(exports)
	if err := r.plan(); err != nil {
		return fail(err)
	}
	if backup, err = r.earlier(); err != nil {
		return fail(err)
	}
	now := a.Now()
	r.input.CutOff = attendance.CutOffOf(r.input.Punches, attendance.On(workcal.DateFrom(now), now.Hour()*60+now.Minute()))
	sheet = attendance.Settle(r.input, r.policy)
	r.notes = append(slices.Clone(sheet.Unjudged), r.notes...)
	r.salaries(sheet)
	return r, sheet, backup, nil
}

// salaries notes whose unpaid time is reckoned from the shop's usual pay, and
// whose cannot be reckoned at all.
func (r *monthRun) salaries(sheet *attendance.Sheet) {
	var assumed, unknown []string
	for i := range sheet.People {
		m := &sheet.People[i]
		name := cmp.Or(m.Person.Name, m.Person.ID)
		switch {
		case m.Absent+m.LeaveDays[attendance.Personal] == 0:
		case m.Person.Salary == 0:
			unknown = append(unknown, name)
		case m.Person.Assumed:
			assumed = append(assumed, name)
		}
	}
	if assumed != nil {
		r.notes = append(r.notes, lang.F("员工表没有写月薪，旷工和事假的扣款按 costs.monthly_pay 的 %v 元计：%s", "people.xlsx names no salary; absence and personal leave are reckoned from costs.monthly_pay, %v yuan: %s",
			r.ws.Config.Costs.MonthlyPay, lang.Text{ZH: strings.Join(assumed, "、"), EN: strings.Join(assumed, ", ")}))
	}
	if unknown != nil {
		r.notes = append(r.notes, lang.F("不知道月薪，旷工和事假没有算扣款：%s", "no salary is known, so nothing is deducted for absence and personal leave: %s", lang.Text{ZH: strings.Join(unknown, "、"), EN: strings.Join(unknown, ", ")}))
	}
}

// open finds the workspace, or does without where punch files are named.
func (r *monthRun) open() error {
	if r.o.month != "" {
		m, err := workcal.ParseMonth(r.o.month)
		if err != nil {
			return cli.NewUsageError(lang.Errorf("--month %q 不是月份", "--month %q is no month", r.o.month).WithHint("写成 2026-10", "write it as 2026-10"))
		}
		r.month = m
	}
	root, err := workspace.Find(r.a.Dir)
	switch {
	case err == nil:
		if r.ws, err = workspace.Load(root); err != nil {
			return err
		}
		if r.ws.LangSet {
			r.a.UseLang(r.ws.Lang)
		}
		r.policy = r.ws.Config.Attendance
		r.input.Calendar = r.ws.Calendar
		for i := range r.ws.People {
			p := r.ws.People[i].Attendance()
			if pay := r.ws.Config.Costs.MonthlyPay; p.Salary == 0 && pay > 0 {
				p.Salary, p.Assumed = attendance.Yuan(pay), true
			}
			r.input.People = append(r.input.People, p)
		}
		r.notes = append(r.notes, r.ws.Notes...)
		return nil
	case len(r.o.punches) == 0:
		var e *lang.Error
		if errors.As(err, &e) {
			return e.WithHint("到工作文件夹里运行；或用 --punches 指明打卡文件", "run it inside a workspace, or name punch files with --punches")
		}
		return err
	}
	r.policy = attendance.DefaultPolicy()
	// Exports hold no breaks, so the end of a leave says little: a boundary that
	// leave covers is excused, and what looks odd is asked about.
	r.policy.LeaveExcuses = attendance.ByEdge
	r.policy.JoinGap = 0
	r.input.Calendar = workcal.New(nil)
	return nil
}

// files lists the punch files: those named, else all of the month's folder.
func (r *monthRun) files() (files []string, err error) {
	for _, f := range r.o.punches {
		f = r.a.Path(f)
		files = append(files, f)
	}
	if files != nil {
		return files, nil
	}
	dir := filepath.Join(r.ws.Root, "punches")
	if r.month == (workcal.Month{}) {
		months, err := workspace.PunchMonths(r.ws.Root)
		if err != nil {
			return nil, err
		}
		if len(months) == 0 {
			return nil, lang.Errorf("%s 里没有月份文件夹", "there is no folder of a month in %s", dir).
				WithHint("把打卡导出文件放进 punches/2026-10 这样的文件夹，或用 --punches 指明", "put the exports into a folder such as punches/2026-10, or name them with --punches")
		}
		r.month = months[len(months)-1]
	}
	files, left, err := workspace.PunchFiles(r.ws.Root, r.month)
	if err != nil {
		return nil, err
	}
	for _, l := range left {
		if l.Why == workspace.Backup {
			r.notes = append(r.notes, l.Text())
		}
	}
	if files == nil {
		return nil, lang.Errorf("%s 里没有打卡文件", "there are no punch files in %s", filepath.Join(dir, r.month.String())).
			WithHint("把打卡机或钉钉导出的文件原样放进去", "put the exports of the punch clock or the app into it, as they come")
	}
	return files, nil
}

// pickMonth settles on the month and the file to write.
func (r *monthRun) pickMonth(exports []*punch.Export) {
	if r.month == (workcal.Month{}) {
		count := map[workcal.Month]int{}
		for _, e := range exports {
			for _, m := range e.Months() {
				n := e.DaysIn(m)
				if count[m] += n; r.month == (workcal.Month{}) || count[m] > count[r.month] {
					r.month = m
				}
			}
		}
		if len(count) > 1 {
			r.notes = append(r.notes, lang.F("打卡文件里有 %d 个月的数据，取最多的 %v；用 --month 换一个", "the punch files hold data of %d months; %v, which has most, is taken; choose another with --month", len(count), r.month))
		}
	}
	r.input.Month = r.month
	switch r.out = r.o.out; {
	case r.out != "":
		r.out = r.a.Path(r.out)
	case r.out == "" && r.ws != nil:
		r.out = filepath.Join(r.ws.Root, "attendance", r.month.String()+".xlsx")
	case r.out == "":
		r.out = filepath.Join(r.a.Dir, "attendance-"+r.month.String()+".xlsx")
	}
}

// within refuses punch files that hold nothing of the month: with rosters at
// hand everybody would be absent.
func (r *monthRun) within(exports []*punch.Export) error {
	var other []string
	for _, e := range exports {
		if e.DaysIn(r.month) > 0 {
			return nil
		}
		for _, m := range e.Months() {
			if !slices.Contains(other, m.String()) {
				other = append(other, m.String())
			}
		}
	}
	return lang.Errorf("打卡文件里没有 %v 的打卡", "the punch files hold nothing of %v", r.month).
		WithHint("它们是这些月份的：%s；用 --month 指明，或换文件", "they are of: %s; say so with --month, or take other files", strings.Join(other, ", "))
}

// gather merges the exports: punches, and what they say of plans and leave.
func (r *monthRun) gather(exports []*punch.Export) {
	in := &r.input
	grow := func() {
		for len(in.Plans) < len(in.People) {
			in.Plans = append(in.Plans, make([]attendance.Planned, r.month.Days()))
			in.Punches, in.Leave = append(in.Punches, nil), append(in.Leave, nil)
			in.Overtime, in.Corrections = append(in.Overtime, nil), append(in.Corrections, nil)
		}
	}
	grow()
	for _, e := range exports {
		who := punch.Identify(in.People, e.People)
		if r.ws == nil {
			// Everybody counts; somebody of a second file who is not surely
			// somebody of the first is somebody new.
			list, _ := e.Everybody()
			for i := range who.Of {
				if who.Of[i] < 0 {
					who.Of[i] = len(in.People)
					in.People = append(in.People, list[i])
				}
			}
			grow()
		} else {
			r.doubts(e, who)
		}
		got := e.Input(r.month, in.People, who.Of)
		for i := range in.People {
			for d := range in.Plans[i] {
				if in.Plans[i][d].Kind == attendance.Unplanned {
					in.Plans[i][d] = got.Plans[i][d]
				}
			}
			in.Punches[i] = append(in.Punches[i], got.Punches[i]...)
			in.Leave[i] = append(in.Leave[i], got.Leave[i]...)
			in.Overtime[i] = append(in.Overtime[i], got.Overtime[i]...)
			in.Corrections[i] = append(in.Corrections[i], got.Corrections[i]...)
		}
		for _, d := range e.Dropped {
			r.dropped = append(r.dropped, report.Unused{Where: d.Where.String(), What: d.What, Why: d.Why})
		}
	}
}

// doubts notes who of an export is not on the staff list, with how much of the
// month is left out for it.
func (r *monthRun) doubts(e *punch.Export, who punch.Identity) {
	count := map[int]int{}
	for i := range e.Punches {
		if workcal.MonthOf(e.Punches[i].At.Date()) == r.month {
			count[e.Punches[i].Person]++
		}
	}
	for _, d := range who.Doubt {
		if n := count[d.Person]; n > 0 {
			r.notes = append(r.notes, lang.F("%s：%s（%d 次打卡）", "%s: %s (%d punches)", e.Files[0], d.Why, n))
		}
	}
}

// write writes the workbook, after a copy of what it replaces where one is due.
func (r *monthRun) write(sheet *attendance.Sheet, backup string) error {
	if backup != "" {
		if err := report.Keep(r.out, backup); err != nil {
			return err
		}
	}
	p := &report.Payroll{Lang: r.a.Lang(), Sheet: sheet, Notes: r.notes, Dropped: r.dropped, Answers: r.answers}
	if r.ws != nil {
		p.Shop, p.Preset = r.a.Say(r.ws.ShopName()), r.ws.Config.Preset
		if r.o.out == "" {
			if err := os.MkdirAll(filepath.Dir(r.out), 0o755); err != nil {
				return err
			}
		}
	}
	for d := range r.month.Days() {
		p.Days = append(p.Days, r.input.Calendar.Day(r.month.First()+workcal.Date(d)))
	}
	return report.WritePayroll(r.out, p)
}

// earlier reads the workbook that is there already: what was typed into it is
// taken over. It returns where to keep a copy, "" where none is due.
func (r *monthRun) earlier() (backup string, err error) {
	if prev, err := readPayroll(filepath.Join(filepath.Dir(r.out), r.month.Before().String()+".xlsx")); err == nil && r.ws != nil {
		r.input.Before, r.input.FundBefore = prev.Standings, prev.Fund
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) && r.ws != nil {
		r.notes = append(r.notes, lang.F("上个月的考勤表读不了，连续末位从本月算起：%s", "last month's workbook cannot be read, months in a row start with this one: %s", lang.Text{ZH: lang.Tell(err, lang.ZH), EN: lang.Tell(err, lang.EN)}))
	}
	if p := &r.policy; p.Hours == attendance.Comprehensive && !p.Period.Opens(r.month) && r.input.Before == nil {
		r.notes = append(r.notes, lang.F("没有 %v 的考勤表，本%s的工时从本月算起：先结算前面的月份", "there is no workbook of %v, so the hours of the %s start with this month: settle the earlier months first", r.month.Before(), p.Period.Text()))
	}
	old, err := readPayroll(r.out)
	var problem *table.Problem
	edited := lang.Text{}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil && r.o.force:
		edited = lang.T("读不了", "cannot be read")
	case err != nil:
		if errors.As(err, &problem) || errors.As(err, new(table.Problems)) {
			return "", fmt.Errorf("%w", &lang.Error{What: lang.F("%s 已经有了，读不回来", "%s is there already and cannot be read back", r.out), Err: err,
				Hint: lang.T("改好它；或用 -o 另写一个文件；或加 --force 覆盖（会留下备份）", "mend it, write to another file with -o, or overwrite it with --force, which keeps a copy")})
		}
		return "", err
	case old.Month != r.month:
		edited = lang.F("是 %v 的考勤表", "is of %v", old.Month)
	case len(old.Edited) > 0:
		places := make([]string, len(old.Edited))
		for i, p := range old.Edited {
			p.File = ""
			places[i] = p.String()
		}
		edited = lang.F("生成以后被手工改过（%s）", "was changed by hand since it was written (%s)", strings.Join(places, " "))
	}
	if edited.IsZero() {
		r.takeOver(old)
		return "", nil
	}
	if !r.o.force {
		return "", lang.Errorf("%s %s，不覆盖", "%s %s and is not overwritten", r.out, edited).
			WithHint("备注填在“积分”表的黄色格里会保留；其余用 -o 另写一个文件，或加 --force 覆盖，会先留一份备份", "notes in the yellow cells of the sheet Scores are kept; else write to another file with -o, or overwrite it with --force, which keeps a copy")
	}
	if old != nil && old.Month == r.month {
		r.takeOver(old)
	}
	ext := filepath.Ext(r.out)
	return strings.TrimSuffix(r.out, ext) + ".bak-" + r.a.Now().Format("20060102-150405") + ext, nil
}

func (r *monthRun) takeOver(old *report.PayrollFile) {
	r.input.Typed, r.answers, r.input.Spent = old.Typed, old.Answers, old.Spent
	for _, c := range old.Corrections {
		for i := range r.input.People {
			if r.input.People[i].ID == c.ID {
				r.input.Corrections[i] = append(r.input.Corrections[i], c.Correction)
				break
			}
		}
	}
}

func readPayroll(path string) (*report.PayrollFile, error) {
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	return report.ReadPayroll(book)
}

// mostFlags is how many flags are told one by one.
const mostFlags = 10

// tell says on standard error what was written and what to look at.
func (r *monthRun) tell(sheet *attendance.Sheet, backup string) {
	say := func(zh, en string, args ...any) { fmt.Fprintln(r.a.Stderr, r.a.Say(lang.F(zh, en, args...))) }
	for _, n := range r.notes {
		say("注意：%s", "note: %s", n)
	}
	for _, f := range sheet.Flags {
		say("警告：%s", "warning: %s", f.Text)
	}
	questions, about := 0, map[attendance.QuestionKind]int{}
	shown, flags := 0, 0
	for i := range sheet.People {
		m := &sheet.People[i]
		for _, f := range m.Flags {
			if flags++; shown < mostFlags {
				say("标记：%s %s", "flag: %s, %s", cmp.Or(m.Person.Name, m.Person.ID), f.Text)
				shown++
			}
		}
		for d := range m.Days {
			if q := m.Days[d].About; q != "" {
				questions++
				about[q]++
			}
		}
	}
	if flags > shown {
		say("标记还有 %d 条，见“汇总”表的备注", "%d more flags, see the notes of the sheet Summary", flags-shown)
	}
	if n := len(r.dropped); n > 0 {
		say("%d 行打卡没有用上，原因列在“说明”表里", "%d lines of the punch files were not used; the sheet Notes says why", n)
	}
	if backup != "" {
		say("原来的文件留在 %s", "what was there before is kept in %s", r.a.Short(backup))
	}
	var kinds []lang.Text
	for _, q := range attendance.QuestionKinds() {
		if n := about[q]; n > 0 {
			kinds = append(kinds, lang.F("%s %d", "%s %d", q.Text(), n))
		}
	}
	say("已写 %s：%d 人，待核实 %d 条%s", "wrote %s: %d people, %d questions to ask%s", r.a.Short(r.out), len(sheet.People), questions, listed(kinds))
}

// listed puts a list behind a colon, nothing where it is empty.
func listed(list []lang.Text) lang.Text {
	if list == nil {
		return lang.Text{}
	}
	return lang.F("：%s", ": %s", lang.Join(list, "、", ", "))
}
