package schedule

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// requirementJSON is a [planner.Requirement].
type requirementJSON struct {
	Schema string       `json:"schema"`
	Week   string       `json:"week"`
	From   workcal.Date `json:"from"`
	Days   int          `json:"days"`
	Step   int          `json:"step"` // minutes
	Queues []queueJSON  `json:"queues"`
	Notes  []lang.Text  `json:"notes"`

	Pooled *pooledJSON `json:"pooled,omitempty"` // where several queues have people in common
}

// pooledJSON is what all queues need together, by interval and in head-hours, where those
// who can serve several are counted once. Service windows are not in it.
type pooledJSON struct {
	Heads    []int     `json:"heads"`
	Together float64   `json:"together_hours"`
	Apart    float64   `json:"apart_hours"` // if each queue had people of its own
	Text     lang.Text `json:"text"`        // what is saved
}

// queueJSON has one value per interval from Monday 00:00 on.
type queueJSON struct {
	Queue     string    `json:"queue"`
	Volume    []float64 `json:"volume"` // contacts expected; null without history
	Online    []int     `json:"online"` // agents at their desks that the volume needs
	Rostered  []int     `json:"rostered"`
	Minimum   []int     `json:"minimum"` // online by the service windows
	Heads     []int     `json:"heads"`   // to roster, the minimum included
	ReplyRate []float64 `json:"reply_rate"`
	Occupancy []float64 `json:"occupancy"`
	Lost      []float64 `json:"lost"`  // share of contacts expected to leave unanswered
	Binds     []string  `json:"binds"` // what asks for the last of heads; "" where nobody is needed

	Deferred *planner.Told `json:"deferred,omitempty"` // of work that may wait
}

// requireWeek prints and writes what a week of the workspace needs.
func requireWeek(ctx context.Context, a *cli.App, name, file string) error {
	week, err := a.WeekFlag(name)
	if err != nil {
		return err
	}
	ext := strings.ToLower(filepath.Ext(file))
	if file != "" && ext != ".xlsx" && ext != ".csv" {
		return cli.NewUsageError(lang.Errorf("不知道 %q 该写成什么格式", "%q: unknown kind of file", file).WithHint("用 .xlsx 或 .csv", "name it .xlsx or .csv"))
	}
	ws, err := a.OpenUnstaffed()
	if err != nil {
		return err
	}
	o, err := a.Planner(ws).Outlook(ctx, week)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	r := o.Requirement()
	write := map[string]func() error{
		".xlsx": func() error { return report.WriteRequirement(a.Path(file), document(a, r, ws)) },
		".csv":  func() error { return report.WriteFile(a.Path(file), csv(r).Bytes()) },
	}[ext]
	if write != nil {
		err = a.Writing(a.Path(file), write)
	}
	if err != nil {
		return err
	}
	if a.JSON {
		return a.PrintJSON(requirementToJSON(r))
	}
	printRequirement(a, r)
	for _, n := range r.Notes {
		fmt.Fprintln(a.Stderr, a.Say(n))
	}
	return nil
}

func requirementToJSON(r *planner.Requirement) *requirementJSON {
	out := &requirementJSON{Schema: "paiban/requirement/1", Week: r.Horizon.String(), From: r.Horizon.Start, Days: r.Horizon.Days, Step: r.Step, Notes: r.Notes}
	for _, q := range r.Queues {
		binds := make([]string, len(q.Binds))
		for x, b := range q.Binds {
			binds[x] = string(b)
		}
		j := queueJSON{q.Queue.ID, q.Volume, q.Online, q.Rostered, q.Minimum, q.Heads, q.ReplyRate, q.Occupancy, q.Lost, binds, nil}
		if q.Waits != nil {
			told := q.Told(r.Step)
			j.Deferred = &told
		}
		out.Queues = append(out.Queues, j)
	}
	if p := r.Pooling; p != nil && !p.Text().IsZero() {
		out.Pooled = &pooledJSON{p.Heads, p.Together, p.Apart, p.Text()}
	}
	return out
}

// printRequirement shows each day in a line, then the heads of each queue by interval.
func printRequirement(a *cli.App, r *planner.Requirement) {
	per := schedule.DayMinutes / r.Step
	g := &cli.Grid{Right: []int{2, 3, 5}}
	for _, h := range []lang.Text{
		lang.T("日期", "date"), lang.T("队列", "queue"), lang.T("咨询量", "contacts"), lang.T("高峰人数", "peak heads"), lang.T("高峰", "peak"), lang.T("人时", "agent-hours"),
	} {
		g.Head = append(g.Head, a.Say(h))
	}
	for d := range r.Horizon.Days {
		for _, q := range r.Queues {
			contacts, sum, peak, at := 0.0, 0, 0, ""
			for i := range per {
				x := d*per + i
				if q.Volume != nil {
					contacts += q.Volume[x]
				}
				if sum += q.Heads[x]; q.Heads[x] > peak {
					peak, at = q.Heads[x], schedule.Clock(i*r.Step)
				}
			}
			g.Add((r.Horizon.Start + workcal.Date(d)).String(), a.Say(q.Queue.Name), fmt.Sprintf("%.0f", contacts), strconv.Itoa(peak), at, fmt.Sprintf("%.1f", float64(sum*r.Step)/60))
		}
	}
	a.PrintGrid(g)
	if p := r.Pooling; p != nil && !p.Text().IsZero() {
		fmt.Fprintf(a.Stdout, "\n%s\n", a.Say(p.Text()))
	}
	for i := range r.Queues {
		q := &r.Queues[i]
		fmt.Fprintf(a.Stdout, "\n%s\n", a.Say(lang.F("%s：每个时段要排的人数", "%s: heads to roster by interval", q.Queue.Name)))
		fmt.Fprintf(a.Stdout, "%s\n", a.Say(handling(q.Queue)))
		for _, t := range []lang.Text{q.BindsText(), q.WaitText(r.Step)} {
			if t.IsZero() {
				continue
			}
			fmt.Fprintf(a.Stdout, "%s\n", a.Say(t))
		}
		g := &cli.Grid{Head: []string{a.Say(lang.T("时段", "from"))}}
		for d := range r.Horizon.Days {
			day := r.Horizon.Start + workcal.Date(d)
			g.Head, g.Right = append(g.Head, a.Say(schedule.Weekday(day))+" "+schedule.MonthDay(day)), append(g.Right, 1+d)
		}
		for i := range per {
			row, needed := []string{schedule.Clock(i * r.Step)}, false
			for d := range r.Horizon.Days {
				n := q.Heads[d*per+i]
				row, needed = append(row, strconv.Itoa(n)), needed || n > 0
			}
			if needed {
				g.Add(row...)
			}
		}
		a.PrintGrid(g)
	}
}

// handling says in one line what the heads of q rest on.
func handling(q *workspace.Queue) lang.Text {
	p := q.Staffing().Filled()
	seconds := func(v float64) lang.Text { return workspace.Seconds(v).Text() }
	percent := func(v float64) string { return strconv.FormatFloat(v*100, 'g', 4, 64) + "%" }
	parts := []lang.Text{lang.F("%s内回复 ≥ %s（%s）", "at least %[2]s answered within %[1]s (%[3]s)", seconds(p.Within), percent(p.Target), p.Formula.Text())}
	if p.Turns > 0 {
		parts = append(parts, lang.F("同时接待 %d 人", "%d chats at once", p.Concurrency),
			lang.F("每次 %s 轮，打字 %s，顾客间隔 %s", "%s turns of %s typing, %s between them", strconv.FormatFloat(p.Turns, 'g', 3, 64), seconds(p.Typing), seconds(p.Think)))
	} else {
		parts = append(parts, lang.F("每次处理 %s", "%s a contact", seconds(p.AHT)))
	}
	if p.RobotShare > 0 {
		parts = append(parts, lang.F("机器人解决 %s", "a robot handles %s", percent(p.RobotShare)))
	}
	if p.MaxOccupancy < 1 {
		parts = append(parts, lang.F("繁忙度 ≤ %s", "occupancy at most %s", percent(p.MaxOccupancy)))
	}
	if p.Patience > 0 {
		parts = append(parts, lang.F("等不及离开的 ≤ %s", "at most %s leave unanswered", percent(p.MaxLost)))
	}
	if p.Shrinkage > 0 {
		parts = append(parts, lang.F("损耗 %s（缺勤、培训、离座，不含吃饭）", "shrinkage %s (absence, training, away from the desk; no meals)", percent(p.Shrinkage)))
	}
	return lang.Join(parts, "；", "; ")
}

// words are what stands above the heads of q.
func words(q *planner.QueueRequirement) lang.Text {
	if t := q.BindsText(); !t.IsZero() {
		return lang.F("%s；%s", "%s; %s", handling(q.Queue), t)
	}
	return handling(q.Queue)
}

// document is the workbook's view of r.
func document(a *cli.App, r *planner.Requirement, ws *workspace.Workspace) *report.Requirement {
	out := &report.Requirement{Lang: a.Lang(), Shop: a.Say(ws.ShopName()), Title: r.Horizon.String(), Step: r.Step, Notes: r.Notes}
	for d := range r.Horizon.Days {
		out.Days = append(out.Days, ws.Calendar.Day(r.Horizon.Start+workcal.Date(d)))
	}
	if p := r.Pooling; p != nil && !p.Text().IsZero() {
		out.Notes = append(out.Notes, p.Text())
	}
	for i := range r.Queues {
		q := &r.Queues[i]
		if t := q.WaitText(r.Step); !t.IsZero() {
			out.Notes = append(out.Notes, lang.F("%s：%s", "%s: %s", q.Queue.Name, t))
		}
		out.Queues = append(out.Queues, report.QueueRequirement{Name: q.Queue.Name, Words: words(q), Volume: q.Volume, Heads: q.Heads})
	}
	return out
}

// csv writes one line an interval and queue.
func csv(r *planner.Requirement) *bytes.Buffer {
	var b bytes.Buffer
	b.WriteString("time,queue,volume,online,rostered,minimum,heads,reply_rate,occupancy,lost,binds\n")
	for _, q := range r.Queues {
		for x := range q.Heads {
			volume := ""
			if q.Volume != nil {
				volume = fmt.Sprintf("%.2f", q.Volume[x])
			}
			m := x * r.Step
			fmt.Fprintf(&b, "%v %s,%s,%s,%d,%d,%d,%d,%.4f,%.4f,%.4f,%s\n", r.Horizon.Start+workcal.Date(m/schedule.DayMinutes), schedule.Clock(m%schedule.DayMinutes),
				cli.CSVCell(q.Queue.ID), volume, q.Online[x], q.Rostered[x], q.Minimum[x], q.Heads[x], q.ReplyRate[x], q.Occupancy[x], q.Lost[x], q.Binds[x])
		}
	}
	return &b
}
