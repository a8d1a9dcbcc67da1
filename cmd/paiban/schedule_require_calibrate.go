package main

import (
	"fmt"
	"math"
	"strconv"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workspace"
	"paiban/schedule/staffing"
)

// calibrated is what a history says about one queue, for machines.
type calibrated struct {
	Queue     string             `json:"queue"`
	Figures   []calibratedFigure `json:"figures"`
	ThinkHeld bool               `json:"think_held"` // not told by the history, left as it is
	Intervals int                `json:"intervals"`
	Days      int                `json:"days"`
	Before    float64            `json:"rms_before"` // of reply rates, by the configuration
	After     float64            `json:"rms_after"`
	Explained float64            `json:"explained"` // share of the reply rate's ups and downs
	queue     *workspace.Queue
}

// calibratedFigure is in seconds; capacity in contacts an hour.
type calibratedFigure struct {
	Figure staffing.Figure `json:"figure"`
	Now    float64         `json:"now"`
	Fitted float64         `json:"fitted"`
	Low    float64         `json:"low"` // 95% interval
	High   float64         `json:"high"`
}

// requireCalibrate fits the handling figures of the workspace's queues to a
// history and says what to write into its configuration.
func requireCalibrate(a *cli.App, file, only string) error {
	root, err := workspace.Find(a.Dir)
	if err != nil {
		return err
	}
	config, err := workspace.LoadConfig(root) // nothing else is needed: the staff list may still be empty
	if err != nil {
		return err
	}
	if l, ok := lang.Parse(config.Lang); ok && config.Lang != "" {
		a.UseLang(l)
	}
	book, err := table.Open(a.Path(file), table.Limits{})
	if err != nil {
		return err
	}
	defer book.Close()
	past, err := config.ReadObserved(book)
	if err != nil {
		return err
	}
	past, err = ofQueue(config, past, only)
	if err != nil {
		return err
	}
	var out []calibrated
	for _, o := range past {
		p := o.Queue.Staffing()
		c, err := staffing.Calibrate(p, o.Step, o.Seen)
		if err != nil {
			return lang.Errorf("%s，队列“%s”", "%s, queue %q", book.Name, o.Queue.Name).Because(err)
		}
		r := calibrated{Queue: o.Queue.ID, ThinkHeld: c.ThinkHeld, Intervals: c.Intervals, Days: c.Days, Before: c.Before, After: c.After, Explained: c.Explained, queue: o.Queue}
		now := map[staffing.Figure]float64{
			staffing.FigureTyping: p.Typing, staffing.FigureThink: p.Think, staffing.FigureAHT: p.AHT,
			staffing.FigureCapacity: c.CapacityBefore,
		}
		for _, e := range append(c.Fitted, c.Capacity) {
			r.Figures = append(r.Figures, calibratedFigure{e.Figure, now[e.Figure], digits(e.Value), digits(e.Low), digits(e.High)})
		}
		out = append(out, r)
	}
	if a.JSON {
		return a.PrintJSON(struct {
			Schema string       `json:"schema"`
			Queues []calibrated `json:"queues"`
		}{"paiban/calibration/1", out})
	}
	printCalibrated(a, out)
	return nil
}

// ofQueue keeps the past of the queue named, or of all where none is.
func ofQueue(c *workspace.Config, past []workspace.Observed, only string) ([]workspace.Observed, error) {
	var named *workspace.Queue
	var known []lang.Text
	for i := range c.Queues {
		q := &c.Queues[i]
		known = append(known, lang.Same(q.ID))
		if q.ID == only || only != "" && (q.Name.ZH == only || q.Name.EN == only) {
			named = q
		}
	}
	if only == "" && len(c.Queues) == 1 {
		named = &c.Queues[0]
	}
	if only != "" && named == nil {
		return nil, cli.NewUsageError(lang.Errorf("没有队列 %q", "there is no queue %q", only).WithHint("可以写：%s", "one of: %s", lang.Join(known, "、", ", ")))
	}
	var out []workspace.Observed
	for _, o := range past {
		if o.Queue == nil && named == nil {
			return nil, cli.NewUsageError(lang.Errorf("文件里没有队列一列，不知道是哪个队列的", "the file has no queue column, and there are several queues").
				WithHint("用 --queue 指明：%s", "say which with --queue: %s", lang.Join(known, "、", ", ")))
		}
		if o.Queue == nil {
			o.Queue = named
		}
		if only == "" || o.Queue == named {
			out = append(out, o)
		}
	}
	if len(out) == 0 {
		return nil, lang.Errorf("文件里没有完整的行", "the file has no complete row").
			WithHint("每行要有时间、咨询量、回复率和在线人数", "each row needs its time, inquiries, reply rate and agents online")
	}
	return out, nil
}

// digits rounds to three significant ones: no history tells more.
func digits(v float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 3, 64), 64)
	if err != nil {
		return v
	}
	return r
}

func printCalibrated(a *cli.App, all []calibrated) {
	g := &cli.Grid{Right: []int{2, 3, 4, 5}}
	for _, h := range []lang.Text{
		lang.T("队列", "queue"), lang.T("参数", "figure"), lang.T("现在", "now"), lang.T("拟合", "fitted"), lang.T("95% 下限", "95% low"), lang.T("95% 上限", "95% high"),
	} {
		g.Head = append(g.Head, a.Say(h))
	}
	names := map[staffing.Figure]lang.Text{
		staffing.FigureTyping: lang.T("打字（秒）", "typing (s)"), staffing.FigureThink: lang.T("顾客间隔（秒）", "think (s)"),
		staffing.FigureAHT: lang.T("处理时长（秒）", "AHT (s)"), staffing.FigureCapacity: lang.T("满负荷每人每小时", "contacts an agent-hour at full load"),
	}
	for _, c := range all {
		for _, f := range c.Figures {
			text := func(v float64) string { return strconv.FormatFloat(digits(v), 'f', -1, 64) }
			g.Add(a.Say(c.queue.Name), a.Say(names[f.Figure]), text(f.Now), text(f.Fitted), text(f.Low), text(f.High))
		}
	}
	a.PrintGrid(g)
	for _, c := range all {
		a.Section(c.queue.Name, c.story())
	}
	fmt.Fprintf(a.Stdout, "\n%s\nqueues:\n", a.Say(lang.T("写进 paiban.yaml：", "Put this into paiban.yaml:")))
	for _, c := range all {
		fmt.Fprintf(a.Stdout, "  - id: %s\n", c.Queue)
		for _, f := range c.Figures {
			if f.Figure != staffing.FigureCapacity {
				fmt.Fprintf(a.Stdout, "    %s: %ss\n", f.Figure, strconv.FormatFloat(f.Fitted, 'f', -1, 64))
			}
		}
	}
}

// story says what the fit rests on and how far to trust it.
func (c *calibrated) story() []lang.Text {
	out := []lang.Text{
		lang.F("%d 天里的 %d 个时段；模型的回复率与实际平均相差 %.1f 个百分点，原来 %.1f", "%[2]d intervals on %[1]d days; the model's reply rate is off by %.1[3]f points, before by %.1[4]f", c.Days, c.Intervals, 100*c.After, 100*c.Before),
	}
	if c.ThinkHeld {
		out = append(out, lang.F("回复率看不出顾客间隔，沿用 %g 秒", "reply rates do not tell think time; it stays at %g s", float64(c.queue.Think)))
	}
	if weak := 0.3; c.Explained < weak {
		out = append(out, lang.F("忙闲只解释了回复率起伏的 %.0f%%：别的原因（离岗、新人、系统慢）更大，先查清再用这些数",
			"the load explains only %.0f%% of the ups and downs of the reply rate: other causes (away from desk, new staff, slow systems) weigh more; look into them before using these figures",
			100*math.Max(0, c.Explained)))
	}
	return out
}
