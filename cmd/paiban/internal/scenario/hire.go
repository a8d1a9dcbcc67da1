package scenario

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/internal/workcal"
)

// hireOptions are the flags of hire.
type hireOptions struct {
	from   string
	months int
	out    string
	force  bool
}

func newHire(a *cli.App) *cobra.Command {
	var o hireOptions
	c := &cobra.Command{
		Use:   "hire",
		Short: a.Say(lang.T("招人计划：每个月要几个人、招几个、几时发布招聘", "A plan of hiring: heads by month, whom to hire, when to post the job")),
		Long: a.Say(lang.T(
			"按预测（含活动的高峰）算每个月要多少人，和员工表上的人（入职、离职日期，再扣每月的\n离职比例）比，说出要招几个、最晚哪天发布招聘。发布、带教、上手要的周数都往前推。\n高峰有两种办法，都列出来：用临时工顶（只按平日招），或全靠自己人（按最忙的一周招）。\n离职比例、周数等在 paiban.yaml 的 hire 里改。",
			"Work out from the forecast, peaks of events among it, how many heads each month needs;\nhold them against the people of the staff list (hired, leaving, and the share that\nleaves each month); say how many to hire and by when to post the job, with the weeks of\nposting, training and ramp taken off. A peak is met in two ways, and both are listed:\nby temps (hire for plain days alone), or by own people (hire for the busiest week).\nThe share that leaves, the weeks and the like are set in hire of paiban.yaml.")),
		Example: "  paiban scenario hire --from 2026-12 --months 6\n  paiban scenario hire -o hire.xlsx",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return hire(c.Context(), a, o) },
	}
	f := c.Flags()
	f.StringVar(&o.from, "from", "", a.Say(lang.T("从哪个月起，如 2026-12；默认下个月", "the first month, such as 2026-12; by default the next one")))
	f.IntVar(&o.months, "months", 6, a.Say(lang.T("几个月，1 到 12", "how many months, 1 to 12")))
	f.StringVarP(&o.out, "output", "o", "", a.Say(lang.T("另写一个工作簿", "also write a workbook")))
	f.BoolVar(&o.force, "force", false, a.Say(lang.T("覆盖已有的工作簿", "replace an existing workbook")))
	return c
}

func hire(ctx context.Context, a *cli.App, o hireOptions) error {
	from := workcal.MonthOf(workcal.MonthOf(workcal.DateFrom(a.Now())).Last() + 1)
	if o.from != "" {
		var err error
		if from, err = a.MonthAhead(o.from); err != nil {
			return cli.NewUsageError(lang.Errorf("--from %q 不是月份", "--from %q is not a month", o.from).
				WithHint("写成 2026-12，或 12月、下月", "write it as 2026-12, or as December or next month"))
		}
	}
	pl, err := a.PlannerHere()
	if err != nil {
		return err
	}
	book, err := newBook(a, o.out, o.force)
	if err != nil {
		return err
	}
	p, err := pl.Hire(ctx, planner.HireTask{From: from, Months: o.months})
	if err != nil {
		return err
	}
	if book != "" {
		t := p.Table(a.Say(pl.Workspace.ShopName()))
		if err := a.Writing(book, func() error { return report.WriteTable(book, a.Lang(), t) }); err != nil {
			return err
		}
	}
	if a.JSON {
		return a.PrintJSON(hireToJSON(p))
	}
	printHire(a, p)
	if book != "" {
		fmt.Fprintln(a.Stdout)
		fmt.Fprintln(a.Stdout, a.Say(lang.F("已写入 %s", "Wrote %s", book)))
	}
	return nil
}

// newBook is the path of a workbook to write, "" where none is wanted. One that is there is
// refused without force.
func newBook(a *cli.App, name string, force bool) (string, error) {
	if name == "" {
		return "", nil
	}
	book := a.Path(name)
	if _, err := os.Stat(book); err == nil && !force {
		return "", lang.Errorf("%s 已经在了，没有覆盖", "%s exists and is left as it is", book).
			WithHint("换一个文件名，或加 --force", "name another file, or use --force")
	}
	return book, nil
}

// printHire prints the months side by side, then what each figure is made of.
func printHire(a *cli.App, p *planner.HirePlan) {
	say := func(t lang.Text) { a.PrintLine("", t) }
	say(lang.F("招人计划 %s", "Hiring %s", p.Title()))
	for _, n := range p.Basis() {
		say(n)
	}
	for _, n := range p.Notes {
		say(n)
	}
	fmt.Fprintln(a.Stdout)
	g := &cli.Grid{Right: []int{1, 2, 3, 4, 5, 7}, Head: a.Heads(
		lang.T("月份", "Month"), lang.T("咨询量", "Contacts"), lang.T("平日要", "Plain"), lang.T("高峰要", "Peak"), lang.T("现有", "There"),
		lang.T("招·临时工", "Hire"), lang.T("发布", "Post by"), lang.T("招·自己人", "Own only"), lang.T("发布", "Post by"))}
	for k := range p.Months {
		h := &p.Months[k]
		g.Add(h.Month.String(), fmt.Sprintf("%.0f", h.Volume), fmt.Sprintf("%.1f", h.Plain), fmt.Sprintf("%.1f", h.Peak), fmt.Sprintf("%.1f", h.There),
			fmt.Sprint(h.Temps.Hire), postBy(&h.Temps), fmt.Sprint(h.Alone.Hire), postBy(&h.Alone))
	}
	a.PrintGrid(g)
	for k := range p.Months {
		h := &p.Months[k]
		fmt.Fprintln(a.Stdout)
		fmt.Fprintln(a.Stdout, h.Month)
		for _, l := range p.Lines(h) {
			a.PrintLine("  ", l)
		}
	}
}

func postBy(x *planner.Hiring) string {
	if x.Hire == 0 {
		return "-"
	}
	return x.Post.String()
}

// hirePlanJSON is a [planner.HirePlan].
type hirePlanJSON struct {
	Schema   string          `json:"schema"`
	Today    string          `json:"today"`
	HeadWeek float64         `json:"hours_head_week"`
	HoursDay float64         `json:"hours_day"`
	DaysOff  float64         `json:"days_off_week"`
	Settings hireSetJSON     `json:"settings"`
	Months   []hireMonthJSON `json:"months"`
	Notes    []lang.Text     `json:"notes,omitempty"`
}

type hireSetJSON struct {
	Attrition float64 `json:"attrition"`
	Post      int     `json:"post_weeks"`
	Training  int     `json:"training_weeks"`
	Ramp      int     `json:"ramp_weeks"`
	RampPace  float64 `json:"ramp_pace"`
	Absence   float64 `json:"absence"`
	Fit       float64 `json:"fit"`
	TempPace  float64 `json:"temp_pace"`
}

type hireMonthJSON struct {
	Month     string      `json:"month"`
	Volume    float64     `json:"volume"`
	Hours     float64     `json:"hours"`
	PlainDay  float64     `json:"plain_day_hours"`
	PeakFrom  string      `json:"peak_from"`
	PeakWeek  float64     `json:"peak_week_hours"`
	Events    []string    `json:"events,omitempty"`
	Plain     float64     `json:"heads_plain"`
	Peak      float64     `json:"heads_peak"`
	List      float64     `json:"heads_list"`
	There     float64     `json:"heads_there"`
	Temps     hiringJSON  `json:"with_temps"`
	Alone     hiringJSON  `json:"own_people"`
	TempHeads int         `json:"temps"`
	TempDays  int         `json:"temp_days"`
	TempYuan  [2]float64  `json:"temp_yuan"`
	Lines     []lang.Text `json:"lines"`
}

type hiringJSON struct {
	Need   float64 `json:"need"`
	Before float64 `json:"hired_before"`
	Hire   int     `json:"hire"`
	Post   string  `json:"post_by,omitempty"`
	Start  string  `json:"first_day,omitempty"`
	Ready  string  `json:"ready,omitempty"`
	Late   bool    `json:"late,omitempty"`
	Short  float64 `json:"short"`
}

func hireToJSON(p *planner.HirePlan) hirePlanJSON {
	s := &p.Settings
	out := hirePlanJSON{
		Schema: "paiban/hire/1", Today: p.Today.String(), HeadWeek: p.Months[0].HeadWeek, HoursDay: p.HoursDay, DaysOff: p.DaysOff, Notes: p.Notes,
		Settings: hireSetJSON{float64(s.Attrition), s.PostWeeks, p.Training, s.RampWeeks, float64(s.RampPace), float64(s.Absence), float64(s.Fit), float64(s.TempPace)},
	}
	hiring := func(x *planner.Hiring) hiringJSON {
		j := hiringJSON{Need: x.Need, Before: x.Before, Hire: x.Hire, Late: x.Late, Short: x.Short}
		if x.Hire > 0 {
			j.Post, j.Start, j.Ready = x.Post.String(), x.Start.String(), x.Ready.String()
		}
		return j
	}
	for k := range p.Months {
		h := &p.Months[k]
		out.Months = append(out.Months, hireMonthJSON{
			Month: h.Month.String(), Volume: h.Volume, Hours: h.Hours, PlainDay: h.PlainDay, PeakFrom: h.PeakFrom.String(), PeakWeek: h.PeakWeek, Events: h.PeakName,
			Plain: h.Plain, Peak: h.Peak, List: h.List, There: h.There, Temps: hiring(&h.Temps), Alone: hiring(&h.Alone),
			TempHeads: h.TempHeads, TempDays: h.TempDays, TempYuan: [2]float64{h.TempLow, h.TempHigh}, Lines: p.Lines(h),
		})
	}
	return out
}
