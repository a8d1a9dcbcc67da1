package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/repair"
	"paiban/schedule/solve"
)

// repairOptions are the flags of schedule repair.
type repairOptions struct {
	absent, swap []string
	from         string
	most, pick   int
	price        int64
	priced       bool // --price was given
	out          string
	inPlace      bool
	force        bool
	dry          bool
}

func newScheduleRepairCmd(a *cli.App) *cobra.Command {
	var o repairOptions
	c := &cobra.Command{
		Use:   "repair FILE",
		Short: a.Say(lang.T("有人临时缺勤或换班后，改动最少地修补班表", "Mend a roster after an absence or a swap with the fewest changes")),
		Long: a.Say(lang.T(
			"读一份班表（手工改过的也行），登记缺勤和换班，从 --from 那天起修补；之前的日子不动。\n先保证必须遵守的规则，多改一格要省下 --price 的代价才改（600 = 缺 1 人 1 小时）；\n什么都没发生的班表只改违反规则的地方。\n列出几个方案：改动最少的在前，标出建议的一个，说清请谁改上什么班、每个方案差在哪里。\n\n建议的方案（或 --plan 指定的）写到原文件旁边的 NAME_repair1.xlsx；--in-place 换掉原文件并留备份，\n手工改过的文件还要加 --force。只看不写用 --dry-run。修补后仍违反必须规则时退出码 4。",
			"Read a roster, hand-edited ones too, enter absences and swaps, and mend it from the\nday --from on; earlier days stay. Hard rules come first; one more cell is changed\nonly if that saves --price (600 is one head missing for an hour); a roster to which\nnothing has happened is changed only where it breaks rules. Several plans are listed,\nfewest changes first, the advised one marked, each with who is asked to do what and\nwhat it costs.\n\nThe advised plan, or the one --plan names, is written beside the file as\nNAME_repair1.xlsx. --in-place replaces the file and keeps a backup; one edited by\nhand needs --force as well. --dry-run writes nothing. The exit code is 4 where hard\nrules stay broken.")),
		Example: `  paiban schedule repair rosters/2026-W48.xlsx --absent "王芳:2026-11-25..26:病假"
  paiban schedule repair rosters/2026-W48.xlsx --swap 王芳:李强:2026-11-27 --dry-run
  paiban schedule repair rosters/2026-W48.xlsx --absent E07:11-25 --max-changes 2 --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			o.priced = c.Flags().Changed("price")
			return scheduleRepair(c.Context(), a, args[0], o)
		},
	}
	f := c.Flags()
	f.StringArrayVar(&o.absent, "absent", nil, a.Say(lang.T("谁哪几天不来：姓名或工号:日期[..日期][:假别]，可写多次", "who is away when: NAME or ID:DATE[..DATE][:KIND], may be repeated")))
	f.StringArrayVar(&o.swap, "swap", nil, a.Say(lang.T("两人换某天的班：甲:乙:日期，可写多次", "two people exchange a day: A:B:DATE, may be repeated")))
	f.StringVar(&o.from, "from", "", a.Say(lang.T("从哪天起可以改；默认是第一个缺勤或换班的日子", "the first day that may change; the first absence or swap unless given")))
	f.IntVar(&o.most, "max-changes", 0, a.Say(lang.T("缺勤和换班之外最多改多少格；0 为不限", "further cells changed at most; 0 is no limit")))
	f.Int64Var(&o.price, "price", repair.Price, a.Say(lang.T("多改一格至少要省下的代价", "what one more change must save")))
	f.IntVar(&o.pick, "plan", 0, a.Say(lang.T("写第几个方案；0 为建议的", "number of the plan to write; 0 is the advised one")))
	f.StringVarP(&o.out, "output", "o", "", a.Say(lang.T("写到这个文件", "write this file")))
	f.BoolVar(&o.inPlace, "in-place", false, a.Say(lang.T("换掉原文件，旧的留作备份", "replace the file; the old one is kept as a backup")))
	f.BoolVar(&o.force, "force", false, a.Say(lang.T("手工改过的文件也换掉，旧的留作备份", "replace even a file edited by hand; the old one is kept as a backup")))
	f.BoolVarP(&o.dry, "dry-run", "n", false, a.Say(lang.T("只列方案，不写文件", "list the plans and write nothing")))
	c.MarkFlagsMutuallyExclusive("output", "in-place", "dry-run")
	return c
}

// rosterRepair is a roster being repaired.
type rosterRepair struct {
	*held
	ask     repair.Task
	found   *repair.Result
	pick    int // index of the plan that is written
	written string
	backup  string
	rotas   []lang.Text // duties that go to others
}

func scheduleRepair(ctx context.Context, a *cli.App, path string, o repairOptions) error {
	path = a.Path(path)
	if !o.dry {
		dir := filepath.Dir(path)
		if o.out != "" {
			dir = filepath.Dir(a.Path(o.out))
		}
		release, err := a.Lock(dir)
		if err != nil {
			return err
		}
		defer release()
	}
	h, err := openRoster(a, path)
	if err != nil {
		return err
	}
	r := &rosterRepair{held: h}
	first, err := r.absences(o.absent)
	if err != nil {
		return err
	}
	if err := h.planDays(ctx, a); err != nil {
		return err
	}
	if err := r.question(a, o, first); err != nil {
		return err
	}
	r.keepSwaps()
	target, backup, err := r.target(a, o)
	if err != nil {
		return err
	}
	r.found, err = repair.Roster(ctx, h.plan.Problem, r.ask, repair.Options{Each: 600 * time.Millisecond, Total: 1500 * time.Millisecond, Seed: 1, Clock: a.Now})
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return cli.ExitError(cli.ExitInterrupted)
	}
	r.pick = r.found.Choice
	if o.pick > 0 {
		if o.pick > len(r.found.Plans) {
			return cli.NewUsageError(lang.Errorf("没有方案 %d，只有 %d 个", "there is no plan %d, only %d", o.pick, len(r.found.Plans)).
				WithHint("不写 --plan 就列出所有方案", "without --plan all are listed"))
		}
		r.pick = o.pick - 1
	}
	if len(r.found.Plans[r.pick].Changes) > 0 && !o.dry {
		if err := r.write(ctx, a, target, backup); err != nil {
			return err
		}
	}
	if a.JSON {
		err = a.PrintJSON(r.json())
	} else {
		err = printRepair(a, r)
	}
	if err == nil && r.found.Plans[r.pick].Analysis.Score.Hard > 0 {
		return cli.ExitError(cli.ExitViolations)
	}
	return err
}

// absences enters who is away, NAME:DATE[..DATE][:KIND], into the leave of the
// workspace. It returns the first day, −1 where there is none.
func (r *rosterRepair) absences(args []string) (first int, err error) {
	first = -1
	for _, arg := range args {
		parts := fields(arg)
		if len(parts) < 2 || len(parts) > 3 {
			return 0, cli.NewUsageError(lang.Errorf("--absent %q 看不懂", "--absent %q is not understood", arg).
				WithHint("写成 姓名:2026-11-25..26，后面可加 :病假", "write it as NAME:2026-11-25..26, and :sick after it if you like"))
		}
		k, err := r.ws.PersonByWord(parts[0])
		if err != nil {
			return 0, cli.NewUsageError(err)
		}
		from, to, err := r.dates("--absent", parts[1])
		if err != nil {
			return 0, err
		}
		what := lang.T("请假", "leave")
		if len(parts) == 3 && parts[2] != "" {
			what = leaveWord(parts[2])
		}
		for date := from; date <= to; date++ {
			d, err := r.day(date)
			if err != nil {
				return 0, err
			}
			if first < 0 || d < first {
				first = d
			}
			r.away(k, date, what)
		}
	}
	return first, nil
}

// leaveWord returns a kind of leave in both languages where it is a usual one.
func leaveWord(word string) lang.Text {
	for _, t := range report.LeaveWords {
		if word == t.ZH || strings.EqualFold(word, t.EN) {
			return t
		}
	}
	return lang.Same(word)
}

func fields(arg string) []string {
	parts := strings.FieldsFunc(arg, func(r rune) bool { return r == ':' || r == '：' })
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

var (
	dateRange = regexp.MustCompile(`^(.+?)\s*(?:\.\.|~|～|至|到)\s*(.+)$`)
	dayNumber = regexp.MustCompile(`^\d{1,2}$`)
)

// dates reads a date or a stretch of them, both ends included: 2026-11-25,
// 11-25, 2026-11-25..26, 2026-11-30..12-02.
func (h *held) dates(flag, text string) (from, to workcal.Date, err error) {
	first, last := text, text
	if m := dateRange.FindStringSubmatch(text); m != nil {
		first, last = m[1], m[2]
	}
	bad := func(word string) error {
		return cli.NewUsageError(lang.Errorf("%s 的日期 %q 看不懂", "the date %[2]q of %[1]s is not understood", flag, word).
			WithHint("写成 2026-11-25 或 2026-11-25..26", "write it as 2026-11-25 or 2026-11-25..26"))
	}
	year, _, _ := h.file.Start.Civil()
	from, ok := table.ParseDate(first, year)
	if !ok {
		return 0, 0, bad(first)
	}
	if dayNumber.MatchString(last) {
		n, _ := strconv.Atoi(last)
		y, m, _ := from.Civil()
		if to = workcal.DateOf(y, m, n); to < from {
			to = workcal.DateOf(y, m+1, n)
		}
		if _, _, day := to.Civil(); day != n {
			return 0, 0, bad(last)
		}
	} else if to, ok = table.ParseDate(last, year); !ok {
		return 0, 0, bad(last)
	}
	if to < from {
		return 0, 0, cli.NewUsageError(lang.Errorf("%s 的结束 %s 早于开始 %s", "%s ends on %s, before it begins on %s", flag, to, from).
			WithHint("写成 2026-11-25..26", "write it as 2026-11-25..26"))
	}
	return from, to, nil
}

// question works out what is asked of the repair; first is the first day of an
// absence.
func (r *rosterRepair) question(a *cli.App, o repairOptions, first int) error {
	r.ask = repair.Task{Base: r.m.Roster, Price: o.price, Most: o.most}
	if o.price <= 0 {
		return cli.NewUsageError(lang.Errorf("--price 要大于 0，现在是 %d", "--price must be above 0, it is %d", o.price).
			WithHint("写改动一格的代价，如 100", "give what a changed cell costs, such as 100"))
	}
	if o.most < 0 || o.pick < 0 {
		return cli.NewUsageError(lang.Errorf("--max-changes 和 --plan 不能是负数", "--max-changes and --plan cannot be negative").
			WithHint("0 表示不限，或由程序选", "0 is no limit, or the plan advised"))
	}
	for _, arg := range o.swap {
		parts := fields(arg)
		if len(parts) != 3 {
			return cli.NewUsageError(lang.Errorf("--swap %q 看不懂", "--swap %q is not understood", arg).
				WithHint("写成 甲:乙:2026-11-27", "write it as A:B:2026-11-27"))
		}
		i, err := r.person(parts[0])
		if err != nil {
			return err
		}
		j, err := r.person(parts[1])
		if err != nil {
			return err
		}
		if i == j {
			return cli.NewUsageError(lang.Errorf("--swap %q：不能和自己换班", "--swap %q: nobody can swap with themselves", arg).WithHint("换一个人", "name somebody else"))
		}
		from, to, err := r.dates("--swap", parts[2])
		if err != nil {
			return err
		}
		for date := from; date <= to; date++ {
			d, err := r.day(date)
			if err != nil {
				return err
			}
			r.ask.Swaps = append(r.ask.Swaps, repair.Swap{A: i, B: j, Day: d})
			if first < 0 || d < first {
				first = d
			}
		}
	}
	if first < 0 && !o.priced && !r.upset() {
		r.ask.Price = hardOnlyPrice
	}
	r.ask.From = max(first, 0)
	switch {
	case o.from != "":
		from, _, err := r.dates("--from", o.from)
		if err != nil {
			return err
		}
		if r.ask.From, err = r.day(from); err != nil {
			return err
		}
		if first >= 0 && first < r.ask.From {
			return cli.NewUsageError(lang.Errorf("--from %s 晚于第一个缺勤或换班的日子 %s", "--from %s is after the first absence or swap on %s", from, r.plan.Problem.Date(first)).
				WithHint("不写 --from，或把它提前", "leave --from out, or set it earlier"))
		}
	case first < 0:
		today := int(workcal.DateFrom(a.Now()) - r.file.Start)
		if today >= r.file.Days {
			return cli.NewUsageError(lang.Errorf("班表 %s 的日子都过去了", "all days of the roster %s have gone by", r.file.Name).
				WithHint("用 --from 指定从哪天起改", "say with --from which day may change"))
		}
		r.ask.From = max(0, today)
	}
	return nil
}

// hardOnlyPrice is a price that only hard rules pay: where nothing has happened
// to a roster, repair is no second planning.
const hardOnlyPrice = 1_000_000

// upset reports whether something has happened to the roster since it was
// generated: cells were edited, or leave was entered for days rostered.
func (r *rosterRepair) upset() bool {
	for i, days := range r.plan.Leave {
		for d, leave := range days {
			if !leave.IsZero() && r.m.Roster.Cells[i][d] != schedule.Off {
				return true
			}
		}
	}
	return r.file.Changed()
}

// keepSwaps fixes the exchanges agreed in the leave list, which the roster already
// has, as far as both are there.
func (r *rosterRepair) keepSwaps() {
	p := r.plan.Problem
	for _, s := range r.plan.Swaps {
		for _, i := range []int{s.A, s.B} {
			again := slices.ContainsFunc(r.ask.Swaps, func(t repair.Swap) bool { return t.Day == s.Day && (t.A == i || t.B == i) })
			if r.plan.Leave[i][s.Day].IsZero() && !again {
				p.Rules = append(p.Rules, schedule.Pin{Person: i, Day: s.Day, Shift: r.m.Roster.Cells[i][s.Day]})
			}
		}
	}
}

// target says where the repaired roster goes, before anything is searched for.
func (r *rosterRepair) target(a *cli.App, o repairOptions) (path, backup string, err error) {
	switch {
	case o.dry:
		return "", "", nil
	case o.inPlace:
		if r.file.Changed() && !o.force {
			return "", "", lang.Errorf("%s 生成之后被人改过，没有覆盖", "%s was edited since it was generated and is left as it is", r.path).
				WithHint("加 --force（旧文件会留作备份），或不写 --in-place", "use --force (the old file is kept as a backup), or leave --in-place out")
		}
		backup, err = freeName(r.path)
		return r.path, backup, err
	case o.out != "":
		path = a.Path(o.out)
		backup, err = guardRoster(path, o.force)
		return path, backup, err
	}
	base, _ := workspace.BaseName(r.path)
	for n := 1; ; n++ {
		path = filepath.Join(filepath.Dir(r.path), base+"_repair"+itoa(n)+".xlsx")
		if _, err := os.Lstat(path); os.IsNotExist(err) {
			return path, "", nil
		} else if err != nil {
			return "", "", err
		}
	}
}

// write has the chosen plan checked again, with the daily duties, and writes its
// workbook.
func (r *rosterRepair) write(ctx context.Context, a *cli.App, path, backup string) error {
	p, plan := r.plan.Problem, &r.found.Plans[r.pick]
	who := r.duties(plan.Roster, r.ask.From)
	for k := range who {
		for d, i := range who[k] {
			if was := r.m.Who[k][d]; i != was && i != schedule.Any {
				r.rotas = append(r.rotas, lang.F("%s %s 由 %s 值", "%s on %s goes to %s", r.plan.Rotas[k].Name, dayText(p, d), p.People[i].Name))
			}
		}
	}
	week := &rostered{planning: r.planning, result: &solve.Result{Roster: plan.Roster}, title: r.file.Title}
	if week.title == "" && r.file.Days != 7 {
		week.title = r.file.Start.String() + "_" + p.Date(p.Days-1).String()
	}
	if err := week.judge(ctx, 1, who); err != nil {
		return err
	}
	doc := week.document(a)
	var notes []lang.Text
	for _, c := range plan.Changes {
		notes = append(notes, c.Words(p))
	}
	doc.Notes = append(append(notes, r.rotas...), doc.Notes...)
	if backup != "" {
		if err := report.Keep(path, backup); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	r.written, r.backup = path, backup
	return report.WriteRoster(path, doc)
}

// dayText is a day of a problem: 11-28 周六, Sat 11-28.
func dayText(p *schedule.Problem, d int) lang.Text {
	date := p.Date(d)
	return lang.F("%[1]s %[2]s", "%[2]s %[1]s", schedule.MonthDay(date), schedule.Weekday(date))
}
