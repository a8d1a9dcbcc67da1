package bench

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
)

// The hourly part of the M4 competition (Makridakis, Spiliotis and
// Assimakopoulos 2020).
const (
	m4Day     = 24
	m4Horizon = 48
	m4Cover   = 0.95
)

func newM4Cmd(a *cli.App) *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "m4 TRAIN.csv TEST.csv",
		Short: a.Say(lang.T("M4 竞赛的小时序列：预测 48 小时并打分", "The hourly series of the M4 competition: forecast 48 hours and score them")),
		Long: a.Say(lang.T(
			"读入 M4 竞赛的训练集和测试集（每行一个序列：编号，然后是数值），只用训练值（包括其他序列的）\n预测测试集里的每个序列，并与季节朴素法和竞赛基准 Naive2 一起打分。\nMASE 和 MSIS 以训练集内 24 小时季节朴素误差为单位，\nOWA 相对 Naive2。",
			"Read training and test values as the M4 competition publishes them (a series a\nrow: its id, then its values), forecast every series of TEST only from training\nvalues, its own and those of the other series, and score it against the seasonal\nnaive method and the competition's Naive2. MASE and MSIS are in units of the in-sample seasonal naive error at 24\nhours; OWA is relative to Naive2.")),
		Example: `  paiban bench m4 Hourly-train.csv Hourly-test.csv
  paiban bench m4 Hourly-train.csv Hourly-test.csv --json --out forecasts.csv`,
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			return benchM4(c.Context(), a, a.Path(args[0]), a.Path(args[1]), out)
		},
	}
	c.Flags().StringVarP(&out, "out", "o", "", a.Say(lang.T("把预测写到此 CSV：id,h1..h48", "write the forecasts to this CSV: id,h1..h48")))
	return c
}

// sameFile reports whether both names lead to one existing file.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// m4Score is the mean score of a method over the series.
type m4Score struct {
	SMAPE float64 `json:"smape"`
	MASE  float64 `json:"mase"`
	OWA   float64 `json:"owa"`
}

func benchM4(ctx context.Context, a *cli.App, trainPath, testPath, out string) error {
	started := a.Now()
	train, err := readM4(trainPath)
	if err != nil {
		return err
	}
	test, err := readM4(testPath)
	if err != nil {
		return err
	}
	var problems table.Problems
	byID, place := map[string]m4Series{}, map[string]int{}
	history := make([][]float64, len(train))
	for i, s := range train {
		byID[s.id], place[s.id], history[i] = s, i, s.values
	}
	for _, s := range test {
		switch known := byID[s.id]; {
		case known.id == "":
			problems.Add(s.pos, lang.F("训练集里没有序列 %q", "series %q is not in the training file", s.id), lang.Text{})
		case len(known.values) < 2*m4Day:
			problems.Add(known.pos, lang.F("序列 %q 只有 %d 个训练值", "series %q has only %d training values", s.id, len(known.values)),
				lang.F("至少需要 %d 个", "at least %d are needed", 2*m4Day))
		case forecast.Scale(known.values, m4Day) == 0:
			problems.Add(known.pos, lang.F("序列 %q 每天都一样，MASE 没有单位", "series %q repeats itself every day, so that MASE has no unit", s.id), lang.Text{})
		case len(s.values) != m4Horizon:
			problems.Add(s.pos, lang.F("序列 %q 有 %d 个测试值", "series %q has %d test values", s.id, len(s.values)),
				lang.F("应有 %d 个", "there should be %d", m4Horizon))
		}
	}
	if len(test) == 0 {
		problems.Add(table.Pos{File: filepath.Base(testPath)}, lang.T("没有任何序列", "there are no series"), lang.Text{})
	}
	if out != "" && (sameFile(a.Path(out), trainPath) || sameFile(a.Path(out), testPath)) {
		return cli.NewUsageError(lang.Errorf("--out 指向输入文件 %s", "--out names the input file %s", out).WithHint("换一个文件名", "choose another name"))
	}
	if err := problems.Err(); err != nil {
		return err
	}

	// All series of the training file teach, those without test values too.
	all := forecast.AheadAll(ctx, history, m4Day, m4Horizon, m4Cover)
	if ctx.Err() != nil {
		return cli.ExitError(cli.ExitInterrupted)
	}
	bands := make([]forecast.Band, len(test))
	for i, s := range test {
		bands[i] = all[place[s.id]]
	}
	var own, naive, naive2 m4Score
	var msis, coverage float64
	n := float64(len(test))
	for i, s := range test {
		y := byID[s.id].values
		scale := forecast.Scale(y, m4Day)
		add := func(to *m4Score, f []float64) {
			to.SMAPE += forecast.SMAPE(s.values, f) / n
			to.MASE += forecast.MASE(s.values, f, scale) / n
		}
		add(&own, bands[i].Point)
		add(&naive, forecast.SeasonalNaive(y, m4Day, m4Horizon))
		add(&naive2, forecast.Naive2(y, m4Day, m4Horizon))
		msis += forecast.MSIS(s.values, bands[i].Low, bands[i].High, 1-m4Cover, scale) / n
		coverage += forecast.Coverage(s.values, bands[i].Low, bands[i].High) / n
	}
	for _, s := range []*m4Score{&own, &naive, &naive2} {
		s.OWA = (s.SMAPE/naive2.SMAPE + s.MASE/naive2.MASE) / 2
	}
	seconds := a.Now().Sub(started).Seconds()
	if out != "" {
		if err := writeM4(a.Path(out), test, bands); err != nil {
			return err
		}
	}
	if a.JSON {
		return a.PrintJSON(struct {
			Series int `json:"series"`
			m4Score
			MSIS     float64 `json:"msis95"`
			Coverage float64 `json:"coverage95"` // percent
			Seconds  float64 `json:"seconds"`
			SNaive   m4Score `json:"snaive"`
			Naive2   m4Score `json:"naive2"`
		}{len(test), own, msis, 100 * coverage, seconds, naive, naive2})
	}
	g := &cli.Grid{Head: []string{a.Say(lang.T("方法", "method")), "sMAPE", "MASE", "OWA", "MSIS95", a.Say(lang.T("95% 区间覆盖率", "coverage95"))}, Right: []int{1, 2, 3, 4, 5}}
	g.Add("paiban", fmt.Sprintf("%.3f", own.SMAPE), fmt.Sprintf("%.3f", own.MASE), fmt.Sprintf("%.4f", own.OWA), fmt.Sprintf("%.3f", msis), fmt.Sprintf("%.1f%%", 100*coverage))
	g.Add(a.Say(lang.T("季节朴素", "seasonal naive")), fmt.Sprintf("%.3f", naive.SMAPE), fmt.Sprintf("%.3f", naive.MASE), fmt.Sprintf("%.4f", naive.OWA), "", "")
	g.Add("Naive2", fmt.Sprintf("%.3f", naive2.SMAPE), fmt.Sprintf("%.3f", naive2.MASE), fmt.Sprintf("%.4f", naive2.OWA), "", "")
	a.PrintGrid(g)
	fmt.Fprintln(a.Stderr, a.Say(lang.F("%d 个序列，用时 %.1f 秒", "%d series in %.1f s", len(test), seconds)))
	return nil
}

// m4Series is one row of a file of the competition.
type m4Series struct {
	id     string
	pos    table.Pos
	values []float64
}

// readM4 reads rows of an id and values; the first row is the heading. Trailing
// empty cells end a series; a gap or anything else but a number is an error.
func readM4(path string) ([]m4Series, error) {
	b, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer b.Close()
	var all []m4Series
	var problems table.Problems
	for row, err := range b.Rows(0) {
		if err != nil {
			return nil, err
		}
		if row.Number == 1 || row.Cells[0].Col != 1 {
			continue
		}
		s := m4Series{id: row.Cells[0].Text, pos: table.Pos{File: b.Name, Row: row.Number}}
		for i, c := range row.Cells[1:] {
			v, ok := table.ParseFloat(c.Text)
			if c.Col != i+2 || !ok || v < 0 {
				at := s.pos
				at.Col = i + 2
				problems.Add(at, lang.F("%q 的第 %d 个值 %q 不是非负数", "value %[2]d of %[1]q (%[3]q) is not a number from 0 up", s.id, i+1, row.At(i+2)), lang.Text{})
				break
			}
			s.values = append(s.values, v)
		}
		all = append(all, s)
	}
	return all, problems.Err()
}

// writeM4 writes the point forecasts, a series a row.
func writeM4(path string, test []m4Series, bands []forecast.Band) error {
	var b bytes.Buffer
	b.WriteString("id")
	for h := range m4Horizon {
		fmt.Fprintf(&b, ",h%d", h+1)
	}
	b.WriteByte('\n')
	for i, s := range test {
		b.WriteString(s.id)
		for _, v := range bands[i].Point {
			b.WriteByte(',')
			b.WriteString(strconv.FormatFloat(v, 'g', 8, 64))
		}
		b.WriteByte('\n')
	}
	return report.WriteFile(path, b.Bytes())
}
