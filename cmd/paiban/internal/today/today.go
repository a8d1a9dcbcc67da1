// Package today is the command paiban today: the rest of a day that is under way.
package today

import (
	"context"
	"errors"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// options are the flags of today.
type options struct {
	at, from string
	soFar    string
	absent   []string
	skip     []string
	apply    string
	reason   string
}

// New is the command `paiban today`.
func New(a *cli.App) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "today [ROSTER]",
		Short: a.Say(lang.T("今天剩下的时间：会来多少、几点缺人、怎么办", "The rest of the day: what will come, who is short when, what to do")),
		Long: a.Say(lang.T(
			"看今天到现在来了多少咨询，重新预测剩下的时间（形状照预测，高低按已来的量修正，\n来得越多越信），对照已排的班表说出几点、哪个队列缺几人，再按顺序列出办法和价钱：\n挪还没开始的休息、留人加班、叫待命的人、叫休息的人来；人多时说谁可以早走。\n加班和叫人都先看规则和法律：孕期、哺乳期、未成年、带教中的人不问；一天加班 3 小时、\n一个月 36 小时；下一班之前要休息够。\n\n已来的量读 inquiries/ 里今天的记录（没过完的时段不算），或 --so-far 指定的文件。\n谁中途走了用 --absent，从 --from 起不算在岗。--apply 把办法写进班表：改过的格子标黄，\n之前的版本留在 rosters/history/，用 paiban schedule undo 撤销；\n加班和请假另列出要记进 leave.xlsx 的行。",
			"Look at what has come of the day so far and forecast the rest of it again (the shape is\nthe forecast's, the level is moved by what came, the more the more has come). Held\nagainst the roster this says which queue is short of how many, and when; then what to\ndo, in order, with prices: move a break that has not begun, keep somebody longer, call\nstandby, call somebody in from a rest day; and who could go early where there are too\nmany. Nobody is asked whom rules or law protect: pregnant, nursing, under age, in\ntraining; overtime is 3 h a day and 36 h a month at most; there is rest before the next\nshift.\n\nWhat has come is read from inquiries/ (an interval that is not over does not count), or\nfrom the file of --so-far. --absent says who has gone; from --from on they are not there.\n--apply writes the measures into the roster: cells that change are marked, the version\nbefore stays in rosters/history/, and paiban schedule undo takes it back. Overtime and\nleave are listed as rows for leave.xlsx.")),
		Example: `  paiban today
  paiban today --at 14:10 --absent 李娜 --from 14:00
  paiban today --at "2026-11-25 14:10" --so-far 今天.xlsx --apply=1,2`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			roster := ""
			if len(args) == 1 {
				roster = a.Path(args[0])
			}
			return run(c.Context(), a, roster, o, c.Flags().Changed("apply"))
		},
	}
	f := c.Flags()
	f.StringVar(&o.at, "at", "", a.Say(lang.T("现在几点，如 14:10 或 \"2026-11-25 14:10\"；默认是电脑的时间", "what time it is, such as 14:10 or \"2026-11-25 14:10\"; by default the computer's")))
	f.StringVar(&o.soFar, "so-far", "", a.Say(lang.T("今天到现在的咨询量，代替 inquiries/ 里的", "the counts of today so far, instead of those in inquiries/")))
	f.StringArrayVar(&o.absent, "absent", nil, a.Say(lang.T("谁不在了：姓名或工号[:几点][:假别]；可写多次", "who has gone: NAME or ID[:TIME][:KIND]; may be repeated")))
	f.StringVar(&o.from, "from", "", a.Say(lang.T("--absent 的人从几点起不在；默认是现在", "from when on those of --absent are away; by default now")))
	f.StringSliceVar(&o.skip, "skip", nil, a.Say(lang.T("不去问谁：姓名或工号，用逗号隔开", "whom not to ask: names or IDs, with commas")))
	f.StringVar(&o.apply, "apply", "", a.Say(lang.T("把办法写进班表；只要其中几条写 --apply=1,3", "write the measures into the roster; some of them by --apply=1,3")))
	f.Lookup("apply").NoOptDefVal = everything
	f.StringVar(&o.reason, "reason", "", a.Say(lang.T("为什么改，记进改动记录", "why, for the history of the roster")))
	return c
}

// everything is what --apply without a value stands for.
const everything = "all"

func run(ctx context.Context, a *cli.App, roster string, o options, write bool) error {
	t, err := o.task(a, write)
	if err != nil {
		return err
	}
	if roster != "" {
		t.Roster = roster
	}
	if write {
		pl, err := a.PlannerHere()
		if err != nil {
			return err
		}
		dir := filepath.Join(pl.Workspace.Root, "rosters")
		if roster != "" {
			dir = filepath.Dir(roster)
		}
		release, err := a.Lock(dir)
		if err != nil {
			return err
		}
		defer release()
	}
	pl, err := a.PlannerHere()
	if err != nil {
		return err
	}
	d, err := pl.Today(ctx, t)
	if errors.Is(err, context.Canceled) {
		return cli.ExitError(cli.ExitInterrupted)
	}
	if err != nil {
		return err
	}
	if a.JSON {
		return a.PrintJSON(toJSON(d))
	}
	show(a, d)
	return nil
}

var absentText = regexp.MustCompile(`^(.+?)(?:[:：]\s*(\d{1,2}(?:[:：]\d\d|点半?|时)))?(?:[:：]\s*([^\d:：].*))?$`)

// task reads the flags.
func (o *options) task(a *cli.App, write bool) (t planner.TodayTask, err error) {
	now := a.Now()
	t = planner.TodayTask{Date: workcal.DateFrom(now), Minute: now.Hour()*60 + now.Minute(), Without: o.skip, Write: write, Reason: o.reason}
	if o.at != "" {
		if t.Date, t.Minute, err = moment(o.at, t.Date); err != nil {
			return t, err
		}
	}
	if o.soFar != "" {
		t.SoFar = a.Path(o.soFar)
	}
	from := t.Minute
	if o.from != "" {
		if len(o.absent) == 0 {
			return t, cli.NewUsageError(lang.Errorf("--from %s 没有 --absent", "--from %s without --absent", o.from).
				WithHint("写清谁不在：--absent 李娜 --from 14:00", "say who is away: --absent NAME --from 14:00"))
		}
		if from, err = clock("--from", o.from); err != nil {
			return t, err
		}
	}
	for _, arg := range o.absent {
		g := absentText.FindStringSubmatch(strings.TrimSpace(arg))
		if g == nil {
			return t, cli.NewUsageError(lang.Errorf("--absent %q 看不懂", "--absent %q is not understood", arg).
				WithHint("写成 姓名、姓名:14:00 或 姓名:14:00:病假", "write NAME, NAME:14:00 or NAME:14:00:sick"))
		}
		absent := planner.TodayAbsent{Person: strings.TrimSpace(g[1]), From: from, Kind: strings.TrimSpace(g[3])}
		if g[2] != "" {
			if absent.From, err = clock("--absent", g[2]); err != nil {
				return t, err
			}
		}
		t.Absent = append(t.Absent, absent)
	}
	if write && o.apply != everything {
		for _, word := range strings.FieldsFunc(o.apply, func(r rune) bool { return strings.ContainsRune(",，、 ", r) }) {
			n, err := strconv.Atoi(word)
			if err != nil || n < 1 {
				return t, cli.NewUsageError(lang.Errorf("--apply=%s 看不懂", "--apply=%s is not understood", o.apply).
					WithHint("写办法的序号，如 --apply=1,3；全部要就只写 --apply", "write numbers of measures, such as --apply=1,3, or --apply alone for all"))
			}
			t.Pick = append(t.Pick, n)
		}
		if t.Pick == nil {
			return t, cli.NewUsageError(lang.Errorf("--apply= 后面没有序号", "--apply= names no measure").
				WithHint("写办法的序号，如 --apply=1,3", "write numbers of measures, such as --apply=1,3"))
		}
	}
	return t, nil
}

// moment reads --at: a time of the day, or a date and a time.
func moment(text string, today workcal.Date) (workcal.Date, int, error) {
	text = strings.TrimSpace(text)
	day, hours, both := strings.Cut(strings.Replace(text, "T", " ", 1), " ")
	if !both {
		m, err := clock("--at", text)
		return today, m, err
	}
	year, _, _ := today.Civil()
	date, ok := table.ParseDate(day, year)
	if !ok {
		return 0, 0, cli.NewUsageError(lang.Errorf("--at 的日期 %q 看不懂", "the date %q of --at is not understood", day).
			WithHint("写成 \"2026-11-25 14:10\"", "write it as \"2026-11-25 14:10\""))
	}
	m, err := clock("--at", strings.TrimSpace(hours))
	return date, m, err
}

// clock reads a time of the day.
func clock(flag, text string) (int, error) {
	word := strings.NewReplacer("：", ":", "点半", ":30", "点", ":", "时", ":", "分", "").Replace(strings.TrimSpace(text))
	if strings.HasSuffix(word, ":") {
		word += "00"
	}
	m, ok := table.ParseMinute(word)
	if !ok || m < 0 || m >= schedule.DayMinutes {
		return 0, cli.NewUsageError(lang.Errorf("%s 的时间 %q 看不懂", "the time %[2]q of %[1]s is not understood", flag, text).
			WithHint("写成 14:10，从 00:00 到 23:59", "write it as 14:10, from 00:00 to 23:59"))
	}
	return m, nil
}
