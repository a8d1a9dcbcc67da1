// Package backtest prints how forecasts of the past compare with what came.
package backtest

import (
	"fmt"
	"math"
	"regexp"
	"strconv"

	"paiban/cmd/paiban/internal/cli"
	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// OriginsEvery is the distance of origins in days.
const OriginsEvery = 14

// TooShort says that no origin has enough history before it.
func TooShort() error {
	return lang.Errorf("历史太短，没有一个起点之前有两周数据", "the history is too short: it needs two weeks before the first forecast").
		WithHint("减小 --horizon", "choose a shorter --horizon")
}

// JSON is a backtest for machines: hourly WAPE in front, every score
// behind it.
type JSON struct {
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

// NewJSON is t for machines.
func NewJSON(t *forecast.Trial) JSON {
	out := JSON{Origins: t.Origins, Horizon: t.Horizon}
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

var groupNames = [forecast.Groups]lang.Text{lang.T("全部时段", "all slots"), lang.T("平常时段", "ordinary"), lang.T("假日和活动", "special"), lang.T("其中假日", "· holidays"), lang.T("其中活动", "· events")}

// Print prints the scores, the lead weeks below all of them.
func Print(a *cli.App, t *forecast.Trial) {
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
				g.Add(a.Say(lead), a.Say(groupNames[k]), a.Say(forecast.MethodNames[m]), strconv.Itoa(s.Slots),
					fmt.Sprintf("%.4f", s.WAPE), fmt.Sprintf("%.3f", s.MASE), fmt.Sprintf("%+.1f%%", 100*s.Bias), cover)
			}
		}
	}
	a.PrintGrid(g)
}

var daysPattern = regexp.MustCompile(`^([1-9]\d{0,2})([dw])$`)

// ParseDays reads a stretch of days: 4w, 28d.
func ParseDays(s string) (int, error) {
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
