package scenario

import (
	"fmt"
	"strings"
	"text/template"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
)

func newTemplate(a *cli.App) *cobra.Command {
	return &cobra.Command{
		Use:   "template",
		Short: a.Say(lang.T("打印一份可以改的方案文件", "Print a file of scenarios to start from")),
		Long: a.Say(lang.T(
			"按当前工作文件夹的队列和下一周打印一份方案文件：照旧、加班、临时工、提高机器人占比、组合。\n改好数字再交给 compare 或 run。",
			"Print a file of scenarios with the queues of this workspace and its next week: as it\nis, overtime, temps, a better robot, a mix. Change the figures, then hand it to\ncompare or run.")),
		Example: "  paiban scenario template > double11.yaml",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return printTemplate(a) },
	}
}

// printTemplate prints a file of scenarios for the workspace at hand.
func printTemplate(a *cli.App) error {
	pl, err := a.PlannerHere()
	if err != nil {
		return err
	}
	week, err := pl.NextWeek()
	if err != nil {
		return err
	}
	q := &pl.Workspace.Config.Queues[0]
	robot := min(95, 100*float64(q.RobotShare)+10)
	return scenarioStart.Execute(a.Stdout, map[string]any{
		"Say":  func(zh, en string) string { return a.Say(lang.T(zh, en)) },
		"Name": func(zh, en string) string { return fmt.Sprintf("{zh: %s, en: %s}", zh, en) },
		"Week": week, "Saturday": week.Monday() + 5, "Sunday": week.Monday() + 6,
		"Queue": q.ID, "Robot": strings.TrimSuffix(fmt.Sprintf("%.1f", robot), ".0") + "%",
	})
}

var scenarioStart = template.Must(template.New("scenario").Parse(`name: {{call .Name "大促一周" "a week of promotion"}}
week: {{.Week}}
breach: 1000  # {{call .Say "一周达到或低于处罚线的代价，元；单列，不计入费用" "yuan that a week below the gate costs; shown apart from the cost"}}
confidence: 90%  # {{call .Say "--optimise 要的达标把握" "asked of --optimise"}}
volume:  # {{call .Say "在预测上乘的倍数；low 到 high 是九成把握的范围" "times the forecast; low to high is a 90% interval"}}
  - {from: {{.Saturday}}, to: {{.Sunday}}, hours: "19:00-24:00", low: 1.5, base: 2, high: 3}
scenarios:  # {{call .Say "第一个是基准" "the first is the baseline"}}
  - id: as-is
    name: {{call .Name "照现有人手" "as it is"}}
  - id: overtime
    name: {{call .Name "加班" "overtime"}}
    people:
      - {id: ot, name: {{call .Name "加班" "overtime"}}, kind: overtime, longest: 2h}
  - id: temps
    name: {{call .Name "临时工" "temps"}}
    people:
      - {id: temps, name: {{call .Name "临时工" "temps"}}, kind: temp, heads: 5, hours: ["14:00-18:00", "19:00-23:00"], pay_day: 220, pace: 60%}
  - id: robot
    name: {{call .Name "提高机器人占比" "a better robot"}}
    queues:
      - {id: {{.Queue}}, robot_share: {{.Robot}}}
  - id: mix
    name: {{call .Name "组合" "mix"}}
    queues:
      - {id: {{.Queue}}, robot_share: {{.Robot}}}
    people:
      - {id: ot, name: {{call .Name "加班" "overtime"}}, kind: overtime, longest: 1h}
      - {id: seats, name: {{call .Name "外包坐席" "outsourced seats"}}, kind: seat, heads: 3, hours: ["15:00-24:00"], pay_month: 4000, pace: 80%}
`))
