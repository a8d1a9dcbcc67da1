package main

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// openEnded is how long an event without an end is taken to work, in days: what
// a mailing sets off takes about two weeks to die down.
const openEnded = 15

func newBenchCallsCmd(a *cli.App) *cobra.Command {
	var o struct {
		events, holidays, horizon string
		origins                   int
	}
	c := &cobra.Command{
		Use:   "calls FILE.csv",
		Short: a.Say(lang.T("呼叫中心的小时序列：回测并打分", "An hourly contact series: forecast its past and score it")),
		Long: a.Say(lang.T(
			"从若干个相隔两周的起点，只用起点之前的数据预测之后几周，与“上周同时段”和“前四周同时段均值”一起打分。\nFILE 有时间列（timestamp）和数量列（calls）；活动文件有 start_date、end_date、event，可有 feature（同类活动的名字）；\n假日文件有 date，可有 name。",
			"Forecast some weeks from origins two weeks apart, each from what was known before\nit, and score the forecasts beside the same hour of the last week and its mean over\nfour weeks. FILE has a time column (timestamp) and a count column (calls). The\nevents file has start_date, end_date and event, and may have feature, a name that\nlike events share. The holidays file has date and may have name.")),
		Example: `  paiban bench calls bank_calls_hourly.csv
  paiban bench calls calls.csv --events events.csv --holidays holidays.csv --origins 6 --horizon 4w --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			days, err := parseDays(o.horizon)
			if err != nil {
				return err
			}
			if o.origins < 1 {
				return cli.NewUsageError(lang.Errorf("--origins 是 %d", "--origins is %d", o.origins).WithHint("至少 1", "give 1 or more"))
			}
			var in forecast.Input
			s, err := readCalls(a.Path(args[0]))
			if err != nil {
				return err
			}
			in.History, in.From = []forecast.Series{s}, s.Start+workcal.Date(len(s.Values)/24)
			if o.events != "" {
				if in.Events, err = readEvents(a.Path(o.events)); err != nil {
					return err
				}
			}
			if o.holidays != "" {
				if in.Holidays, err = readBenchHolidays(a.Path(o.holidays)); err != nil {
					return err
				}
			}
			return benchCalls(c.Context(), a, in, o.origins, days)
		},
	}
	c.Flags().StringVar(&o.events, "events", "", a.Say(lang.T("活动文件", "file of events")))
	c.Flags().StringVar(&o.holidays, "holidays", "", a.Say(lang.T("假日文件", "file of holidays")))
	c.Flags().IntVar(&o.origins, "origins", 6, a.Say(lang.T("起点个数，相隔两周", "number of origins, two weeks apart")))
	c.Flags().StringVar(&o.horizon, "horizon", "4w", a.Say(lang.T("预测多远：4w 或 28d", "how far ahead: 4w or 28d")))
	return c
}

// originsEvery is the distance of origins in days.
const originsEvery = 14

func benchCalls(ctx context.Context, a *cli.App, in forecast.Input, origins, days int) error {
	started := a.Now()
	trial, err := forecast.Backtest(ctx, in, origins, days, originsEvery)
	if ctx.Err() != nil {
		return cli.ExitError(cli.ExitInterrupted)
	}
	if err != nil {
		return err
	}
	if len(trial.Origins) == 0 {
		return tooShort()
	}
	seconds := a.Now().Sub(started).Seconds()
	if a.JSON {
		return a.PrintJSON(struct {
			trialJSON
			Seconds float64 `json:"seconds"`
		}{newTrialJSON(trial), seconds})
	}
	printTrial(a, trial)
	fmt.Fprintln(a.Stderr, a.Say(lang.F("%d 个起点，用时 %.1f 秒", "%d origins in %.1f s", len(trial.Origins), seconds)))
	return nil
}

// trialJSON is a backtest for machines: hourly WAPE in front, every score
// behind it.
type trialJSON struct {
	Origins []workcal.Date                `json:"origins"`
	Horizon int                           `json:"horizon_days"`
	WAPE    map[string]map[string]float64 `json:"wape"` // group, method
	Scores  map[string]map[string]any     `json:"scores"`
	ByWeek  []leadJSON                    `json:"by_week"`
}

type leadJSON struct {
	Week   int                           `json:"week"`
	WAPE   map[string]map[string]float64 `json:"wape"`
	Scores map[string]map[string]any     `json:"scores"`
}

func newTrialJSON(t *forecast.Trial) trialJSON {
	out := trialJSON{Origins: t.Origins, Horizon: t.Horizon}
	out.WAPE, out.Scores = scoresJSON(&t.Scores[0])
	for w := 1; w <= t.Weeks; w++ {
		j := leadJSON{Week: w}
		j.WAPE, j.Scores = scoresJSON(&t.Scores[w])
		out.ByWeek = append(out.ByWeek, j)
	}
	return out
}

func scoresJSON(s *[forecast.Groups][forecast.Methods]forecast.Score) (wape map[string]map[string]float64, all map[string]map[string]any) {
	wape, all = map[string]map[string]float64{}, map[string]map[string]any{}
	for g, group := range forecast.GroupKeys {
		w, m := map[string]float64{}, map[string]any{}
		for k, method := range forecast.MethodKeys {
			x := s[g][k]
			if x.Slots == 0 || math.IsNaN(x.WAPE) || math.IsInf(x.WAPE, 0) {
				continue
			}
			w[method] = x.WAPE
			score := map[string]any{"slots": x.Slots, "wape": x.WAPE, "bias": x.Bias}
			if !math.IsNaN(x.MASE) && !math.IsInf(x.MASE, 0) {
				score["mase"] = x.MASE
			}
			if forecast.Method(k) == forecast.Engine {
				score["pinball"], score["coverage90"] = x.Pinball, x.Coverage
			}
			m[method] = score
		}
		if len(w) > 0 {
			wape[group], all[group] = w, m
		}
	}
	return wape, all
}

var (
	methodNames = [forecast.Methods]lang.Text{lang.T("paiban", "paiban"), lang.T("上周同时段", "last week"), lang.T("前四周均值", "mean of 4 weeks")}
	groupNames  = [forecast.Groups]lang.Text{lang.T("全部时段", "all slots"), lang.T("平常时段", "ordinary"), lang.T("假日和活动", "special"), lang.T("其中假日", "· holidays"), lang.T("其中活动", "· events")}
)

// printTrial prints the scores, the lead weeks below all of them.
func printTrial(a *cli.App, t *forecast.Trial) {
	g := &cli.Grid{Right: []int{3, 4, 5, 6, 7}}
	for _, h := range []lang.Text{lang.T("提前", "lead"), lang.T("时段", "slots"), lang.T("方法", "method"), lang.T("小时数", "hours"),
		lang.Same("WAPE"), lang.Same("MASE"), lang.T("偏差", "bias"), lang.T("90% 区间覆盖率", "coverage90")} {
		g.Head = append(g.Head, a.Say(h))
	}
	for w := range t.Scores {
		lead := lang.T("全部", "all")
		if w > 0 {
			lead = lang.F("第 %d 周", "week %d", w)
		}
		for k := range t.Scores[w] {
			for m, s := range t.Scores[w][k] {
				if s.Slots == 0 {
					continue
				}
				cover := ""
				if forecast.Method(m) == forecast.Engine {
					cover = fmt.Sprintf("%.1f%%", 100*s.Coverage)
				}
				g.Add(a.Say(lead), a.Say(groupNames[k]), a.Say(methodNames[m]), strconv.Itoa(s.Slots),
					fmt.Sprintf("%.4f", s.WAPE), fmt.Sprintf("%.3f", s.MASE), fmt.Sprintf("%+.1f%%", 100*s.Bias), cover)
			}
		}
	}
	a.PrintGrid(g)
}

var daysPattern = regexp.MustCompile(`^([1-9]\d{0,2})([dw])$`)

// parseDays reads a stretch of days: 4w, 28d.
func parseDays(s string) (int, error) {
	m := daysPattern.FindStringSubmatch(s)
	if m == nil {
		return 0, cli.NewUsageError(lang.Errorf("看不懂 %q", "%q is not a stretch of time", s).WithHint("写成 4w 或 28d", "write 4w or 28d"))
	}
	n, err := strconv.Atoi(m[1])
	if m[2] == "w" {
		n *= 7
	}
	return n, err
}

// readCalls reads hourly counts. Hours without a row are unknown.
func readCalls(path string) (s forecast.Series, err error) {
	s = forecast.Series{Queue: "calls", Step: 60}
	schema := table.Schema{Columns: []table.Column{
		{Key: "at", Name: lang.T("时间", "timestamp"), Also: []string{"datetime", "time", "date_time", "date", "hour", "interval", "ds", "日期时间"}, Required: true},
		{Key: "count", Name: lang.T("数量", "calls"), Also: []string{"count", "volume", "contacts", "inquiries", "calls_offered", "offered", "arrivals", "value", "y", "咨询量", "来电"}, Required: true},
	}}
	values := map[int]float64{} // by hour since 1970
	first, last := math.MaxInt, math.MinInt
	err = readRecords(path, schema, func(rec *table.Record) {
		m, ok := anyMoment(rec, "at")
		v, ok2 := rec.Float("count")
		if !ok || !ok2 {
			return
		}
		if v < 0 {
			rec.Problem("count", lang.F("数量是 %v", "the count is %v", v), lang.T("应为 0 或正数", "it should be 0 or more"))
			return
		}
		h := int(m.Date)*24 + m.Minute()/60
		values[h] += v
		first, last = min(first, h), max(last, h)
	})
	if err != nil {
		return s, err
	}
	if len(values) == 0 {
		return s, lang.Errorf("%s 里没有数据", "%s holds no rows", filepath.Base(path))
	}
	s.Start = workcal.Date(first / 24)
	for h := int(s.Start) * 24; h < (last/24+1)*24; h++ {
		if v, ok := values[h]; ok {
			s.Values = append(s.Values, v)
		} else {
			s.Values = append(s.Values, math.NaN())
		}
	}
	return s, nil
}

// readEvents reads a file of events: that of a workspace, or one with dates
// alone and perhaps without ends.
func readEvents(path string) (events []forecast.Event, err error) {
	schema := table.Schema{Columns: []table.Column{
		{Key: "from", Name: lang.T("开始", "start_date"), Also: []string{"start", "from", "date", "开始时间"}, Required: true},
		{Key: "to", Name: lang.T("结束", "end_date"), Also: []string{"end", "to", "结束时间"}},
		{Key: "name", Name: lang.T("名称", "event"), Also: []string{"name", "活动", "活动名称"}, Required: true},
		{Key: "kind", Name: lang.T("类别", "feature"), Also: []string{"type", "kind"}},
		{Key: "queue", Name: lang.T("队列", "queue")},
		{Key: "uplift", Name: lang.T("倍数", "uplift"), Also: []string{"倍率"}},
	}}
	err = readRecords(path, schema, func(rec *table.Record) {
		e := forecast.Event{Name: rec.Text("name"), Queue: rec.Text("queue")}
		if k := rec.Text("kind"); k != "" {
			e.Name = k
		}
		from, ok := anyMoment(rec, "from")
		if !ok {
			return
		}
		e.From = forecast.Stamp{Date: from.Date, Minute: from.Minute()}
		e.To = forecast.Stamp{Date: from.Date + openEnded, Minute: from.Minute()}
		if rec.Given("to") {
			to, ok := anyMoment(rec, "to")
			if !ok {
				return
			}
			e.To = forecast.Stamp{Date: to.Date, Minute: to.Minute()}
			if !to.Timed {
				e.To.Minute = 1440 // that day included
			}
		}
		if e.To.Date < e.From.Date || e.To.Date == e.From.Date && e.To.Minute <= e.From.Minute {
			rec.Problem("to", lang.T("结束早于开始", "it ends before it starts"), lang.Text{})
			return
		}
		if v, ok := rec.Float("uplift"); ok {
			if v <= 0 {
				rec.Problem("uplift", lang.F("倍数是 %v", "the uplift is %v", v), lang.T("写平时的几倍，如 2.5；不知道就空着", "write the multiple of the normal volume, such as 2.5, or leave it empty"))
				return
			}
			e.Uplift = v
		}
		events = append(events, e)
	})
	return events, err
}

func readBenchHolidays(path string) (days []forecast.Holiday, err error) {
	schema := table.Schema{Columns: []table.Column{
		{Key: "date", Name: lang.T("日期", "date"), Required: true},
		{Key: "name", Name: lang.T("名称", "name"), Also: []string{"holiday"}},
	}}
	err = readRecords(path, schema, func(rec *table.Record) {
		if m, ok := anyMoment(rec, "date"); ok {
			days = append(days, forecast.Holiday{Date: m.Date, Name: rec.Text("name")})
		}
	})
	return days, err
}

// anyMoment reads a date with or without a time, also as public data sets write
// it: with a time zone, whose clock is kept, or in the American order 11/1/2023.
func anyMoment(rec *table.Record, key string) (table.Moment, bool) {
	raw := table.Clean(rec.Raw(key))
	for _, layout := range []string{"1/2/2006", "1/2/2006 15:04", "1/2/2006 15:04:05", time.RFC3339, "2006-01-02 15:04:05Z07:00"} {
		if t, err := time.Parse(layout, raw); err == nil {
			return table.Moment{Date: workcal.DateFrom(t), Second: t.Hour()*3600 + t.Minute()*60 + t.Second(), Timed: layout != "1/2/2006"}, true
		}
	}
	return rec.Moment(key)
}

// readRecords hands each record of the table in the file at path to f and
// reports every bad cell.
func readRecords(path string, schema table.Schema, f func(*table.Record)) error {
	b, err := table.Open(path, table.Limits{})
	if err != nil {
		return err
	}
	defer b.Close()
	var problems table.Problems
	if r := b.Find(schema, &problems); r != nil {
		for rec := range r.All() {
			f(rec)
		}
	}
	return problems.Err()
}
