package schedule

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/workcal"
	"paiban/schedule/repair"
)

// repairOptions are the flags of schedule repair.
type repairOptions struct {
	absent, swap []string
	from         string
	most, pick   int
	price        int64
	priced       bool // --price was given
	out          string
	inPlace      bool // as it is by default
	reason       string
	force        bool
	dry          bool
}

func newRepair(a *cli.App) *cobra.Command {
	var o repairOptions
	c := &cobra.Command{
		Use:   "repair FILE",
		Short: a.Say(lang.T("有人临时缺勤或换班后，改动最少地修补班表", "Repair a roster after an absence or a swap with the fewest changes")),
		Long: a.Say(lang.T(
			"读一份班表（手工改过的也行），登记缺勤和换班，从 --from 那天起修补；之前的日子不动。\n先保证必须遵守的规则，多改一格要省下 --price 的代价才改（600 = 缺 1 人 1 小时）；\n什么都没发生的班表只改违反规则的地方。\n列出几个方案：改动最少的在前，标出建议的一个，说清请谁改上什么班、每个方案差在哪里。\n\n建议的方案（或 --plan 指定的）直接写进班表，改过的格子标黄；之前的版本连同时间和原因留在\nrosters/history/，用 paiban schedule history 看，用 paiban schedule undo 撤销。-o 写到别处，\n只看不写用 --dry-run。修补后仍违反必须规则时退出码 4。",
			"Read a roster (it may be hand-edited), enter absences and swaps, and repair it from the\nday --from on; earlier days stay. Hard rules come first. Another cell is changed only\nif that saves --price (600 is one head missing for an hour). A roster to which nothing\nhas happened is changed only where it breaks rules. Several plans are listed, those\nwith the fewest changes first and the advised one marked; each says who is asked to\nwork which shift, and what it costs.\n\nThe advised plan, or the one that --plan names, is written into the roster, and the\ncells that change are marked. The version before goes into rosters/history/ with time\nand reason: paiban schedule history lists them, paiban schedule undo takes the last one\nback. -o writes elsewhere, --dry-run writes nothing. The exit code is 4 if hard rules\nstay broken.")),
		Example: `  paiban schedule repair rosters/2026-W48.xlsx --absent "王芳:2026-11-25..26:病假"
  paiban schedule repair rosters/2026-W48.xlsx --swap 王芳:李强:2026-11-27 --dry-run
  paiban schedule repair rosters/2026-W48.xlsx --absent E07:11-25 --max-changes 2 --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			o.priced = c.Flags().Changed("price")
			return repairFile(c.Context(), a, args[0], o)
		},
	}
	f := c.Flags()
	f.StringArrayVar(&o.absent, "absent", nil, a.Say(lang.T("谁哪几天不来：姓名或工号:日期[..日期][:假别]，几个小时写 日期 13:00-18:00；可写多次", "who is away when: NAME or ID:DATE[..DATE][:KIND], for some hours DATE 13:00-18:00; may be repeated")))
	f.StringArrayVar(&o.swap, "swap", nil, a.Say(lang.T("两人换某天的班：甲:乙:日期，可写多次；跨两天换写 甲:乙:日期,日期", "two people exchange a day: A:B:DATE, may be repeated; A:B:DATE,DATE across two dates")))
	f.StringVar(&o.from, "from", "", a.Say(lang.T("从哪天起可以改；默认是第一个缺勤或换班的日子", "the first day that may change; by default the first absence or swap")))
	f.IntVar(&o.most, "max-changes", 0, a.Say(lang.T("缺勤和换班之外最多改多少格；0 为不限", "most further cells to change; 0 is no limit")))
	f.Int64Var(&o.price, "price", repair.Price, a.Say(lang.T("多改一格至少要省下的代价", "what one more change must save")))
	f.IntVar(&o.pick, "plan", 0, a.Say(lang.T("写第几个方案；0 为建议的", "number of the plan to write; 0 is the advised one")))
	f.StringVarP(&o.out, "output", "o", "", a.Say(lang.T("写到这个文件，班表不动", "write this file and leave the roster as it is")))
	f.BoolVar(&o.inPlace, "in-place", false, a.Say(lang.T("写进班表；现在默认就是这样", "write into the roster, which is what happens by default")))
	f.BoolVar(&o.force, "force", false, a.Say(lang.T("-o 指定的文件手工改过也换掉，旧的留在它旁边的 history/", "with -o, replace even a file edited by hand; the version before goes into history/ beside it")))
	f.StringVar(&o.reason, "reason", "", a.Say(lang.T("为什么改，记进改动记录", "why, for the history of the roster")))
	f.BoolVarP(&o.dry, "dry-run", "n", false, a.Say(lang.T("只列方案，不写文件", "list the plans and write nothing")))
	c.MarkFlagsMutuallyExclusive("output", "in-place", "dry-run")
	return c
}

func repairFile(ctx context.Context, a *cli.App, path string, o repairOptions) error {
	path, err := rosterPath(a, path)
	if err != nil {
		return err
	}
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
	pl, file, err := open(a, path)
	if err != nil {
		return err
	}
	task, err := o.task(a, file.Start)
	if err != nil {
		return err
	}
	r, err := pl.Repair(ctx, path, file, task)
	if errors.Is(err, context.Canceled) {
		return cli.ExitError(cli.ExitInterrupted)
	}
	if err != nil {
		return err
	}
	tell(a, r.Read.Notes)
	if a.JSON {
		err = a.PrintJSON(repairToJSON(r))
	} else {
		err = printRepair(a, r)
	}
	if err == nil && r.Chosen().Analysis.Score.Hard > 0 {
		return cli.ExitError(cli.ExitViolations)
	}
	return err
}

// task reads the flags; start is the first day of the roster.
func (o *repairOptions) task(a *cli.App, start workcal.Date) (t planner.RepairTask, err error) {
	t = planner.RepairTask{Most: o.most, Pick: o.pick, DryRun: o.dry, Force: o.force, Reason: o.reason}
	if o.out != "" {
		t.Path = a.Path(o.out)
	}
	if o.price <= 0 {
		return t, cli.NewUsageError(lang.Errorf("--price 要大于 0，现在是 %d", "--price must be above 0, it is %d", o.price).
			WithHint("写改动一格的代价，如 100", "give what a changed cell costs, such as 100"))
	}
	if o.most < 0 || o.pick < 0 {
		return t, cli.NewUsageError(lang.Errorf("--max-changes 和 --plan 不能是负数", "--max-changes and --plan cannot be negative").
			WithHint("0 表示不限，或由程序选", "0 is no limit, or the plan advised"))
	}
	if o.priced {
		t.Price = &o.price
	}
	for _, arg := range o.absent {
		arg, span, err := awayHours(arg)
		if err != nil {
			return t, err
		}
		parts := fields(arg)
		if len(parts) < 2 || len(parts) > 3 {
			return t, cli.NewUsageError(lang.Errorf("--absent %q 看不懂", "--absent %q is not understood", arg).
				WithHint("写成 姓名:2026-11-25..26，后面可加 :病假；几个小时写 姓名:2026-11-25 13:00-18:00", "write it as NAME:2026-11-25..26, optionally followed by :sick; for some hours NAME:2026-11-25 13:00-18:00"))
		}
		absence := planner.Absence{Person: parts[0], Span: span}
		if absence.From, absence.To, err = dates("--absent", parts[1], start); err != nil {
			return t, err
		}
		if span.Len() > 0 && absence.To != absence.From {
			return t, cli.NewUsageError(lang.Errorf("--absent %q 写了几点到几点，又写了好几天", "--absent %q names hours and several days", arg).
				WithHint("每天写一个 --absent", "give one --absent for each day"))
		}
		if len(parts) == 3 {
			absence.Kind = parts[2]
		}
		t.Absences = append(t.Absences, absence)
	}
	for _, arg := range o.swap {
		parts := fields(arg)
		if len(parts) != 3 {
			return t, cli.NewUsageError(lang.Errorf("--swap %q 看不懂", "--swap %q is not understood", arg).
				WithHint("写成 甲:乙:2026-11-27", "write it as A:B:2026-11-27"))
		}
		swap := planner.SwapDays{A: parts[0], B: parts[1]}
		for _, days := range strings.Split(parts[2], ",") { // A:B:11-23,11-26 is a swap across two dates
			if swap.From, swap.To, err = dates("--swap", days, start); err != nil {
				return t, err
			}
			t.Swaps = append(t.Swaps, swap)
		}
	}
	if o.from != "" {
		from, _, err := dates("--from", o.from, start)
		if err != nil {
			return t, err
		}
		t.From = &from
	}
	return t, nil
}
