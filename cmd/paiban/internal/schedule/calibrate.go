package schedule

import (
	"fmt"
	"math"
	"strconv"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/table"
	"paiban/internal/workspace"
	"paiban/schedule/staffing"
)

// calibratedJSON is a [planner.Calibrated].
type calibratedJSON struct {
	Queue     string                 `json:"queue"`
	Figures   []calibratedFigureJSON `json:"figures"`
	ThinkHeld bool                   `json:"think_held"` // not told by the history, left as it is
	Intervals int                    `json:"intervals"`
	Days      int                    `json:"days"`
	Before    float64                `json:"rms_before"` // of reply rates, by the configuration
	After     float64                `json:"rms_after"`
	Explained float64                `json:"explained"` // share of the reply rate's ups and downs
}

// calibratedFigureJSON is a [planner.CalibratedFigure].
type calibratedFigureJSON struct {
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
	all, err := planner.Calibrate(config, book, only)
	if err != nil {
		return err
	}
	if !a.JSON {
		printCalibrated(a, all)
		return nil
	}
	var out []calibratedJSON
	for _, c := range all {
		j := calibratedJSON{Queue: c.Queue.ID, ThinkHeld: c.ThinkHeld, Intervals: c.Intervals, Days: c.Days, Before: c.Before, After: c.After, Explained: c.Explained}
		for _, f := range c.Figures {
			j.Figures = append(j.Figures, calibratedFigureJSON(f))
		}
		out = append(out, j)
	}
	return a.PrintJSON(struct {
		Schema string           `json:"schema"`
		Queues []calibratedJSON `json:"queues"`
	}{"paiban/calibration/1", out})
}

func printCalibrated(a *cli.App, all []planner.Calibrated) {
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
			text := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
			g.Add(a.Say(c.Queue.Name), a.Say(names[f.Figure]), text(planner.Digits(f.Now)), text(f.Fitted), text(f.Low), text(f.High))
		}
	}
	a.PrintGrid(g)
	for _, c := range all {
		a.Section(c.Queue.Name, explained(&c))
	}
	fmt.Fprintf(a.Stdout, "\n%s\nqueues:\n", a.Say(lang.T("写进 paiban.yaml：", "Put this into paiban.yaml:")))
	for _, c := range all {
		fmt.Fprintf(a.Stdout, "  - id: %s\n", c.Queue.ID)
		for _, f := range c.Figures {
			if f.Figure != staffing.FigureCapacity {
				fmt.Fprintf(a.Stdout, "    %s: %ss\n", f.Figure, strconv.FormatFloat(f.Fitted, 'f', -1, 64))
			}
		}
	}
}

// explained says what the fit rests on and how far to trust it.
func explained(c *planner.Calibrated) []lang.Text {
	out := []lang.Text{
		lang.F("%d 天里的 %d 个时段；模型的回复率与实际平均相差 %.1f 个百分点，原来 %.1f", "%[2]d intervals on %[1]d days; the model's reply rate is off by %.1[3]f points, before by %.1[4]f", c.Days, c.Intervals, 100*c.After, 100*c.Before),
	}
	if c.ThinkHeld {
		out = append(out, lang.F("回复率看不出顾客间隔，沿用 %g 秒", "the reply rates do not show the think time; it stays at %g s", float64(c.Queue.Think)))
	}
	if c.Weak() {
		out = append(out, lang.F("忙闲只解释了回复率起伏的 %.0f%%：别的原因（离岗、新人、系统慢）更大，先查清再用这些数",
			"the load explains only %.0f%% of the ups and downs of the reply rate: other causes (away from desk, new staff, slow systems) weigh more; look into them before using these figures",
			100*math.Max(0, c.Explained)))
	}
	return out
}
