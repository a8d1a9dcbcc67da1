// Package setup is the command `paiban init`: a new workspace.
package setup

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/page"
	"paiban/internal/workspace"
	"paiban/samples"
)

// New is the command init.
func New(a *cli.App) *cobra.Command {
	var o samples.Options
	c := &cobra.Command{
		Use:   "init DIR --preset NAME [--sample]",
		Short: a.Say(lang.T("新建工作文件夹：模板，以及可选的示例数据", "Make a workspace: templates and, on request, sample data")),
		Long: a.Say(lang.T(
			"为一种班制新建工作文件夹：paiban.yaml，员工、请假、活动的模板，存放导出文件和结果的文件夹。\n加 --sample 时带一个虚构的团队：14 周的咨询量、八周的班表、请假和一个月的打卡。\n\n文件夹不存在就新建；里面已有同名文件时什么都不改，退出码 3。\n旁边放一个“打开排班.bat”，在 Windows 上双击它就打开网页。",
			"Make a workspace folder for one rule system: paiban.yaml, templates for staff,\nleave and promotions, and folders for exports and results. With --sample it holds\nan invented team with 14 weeks of inquiries, eight weeks of rosters, leave, and a\nmonth of punches.\n\nDIR is made where it does not exist. A folder that already holds a file of the\nsame name is left as it is: exit code 3. Beside DIR it puts \"Open paiban.bat\", which\nopens the page on Windows by a double click.")),
		Example: `  paiban init my-shop --preset taobao
  paiban init demo --preset wangdian --sample`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			known := strings.Join(workspace.Presets, ", ")
			if o.Preset == "" {
				return cli.NewUsageError(lang.Errorf("没有指定 --preset", "--preset is missing").
					WithHint("可选：%s", "there are: %s", known))
			}
			if _, err := workspace.Preset(o.Preset); err != nil {
				return cli.NewUsageError(err)
			}
			o.Lang = a.Lang()
			dir := args[0]
			dir = a.Path(dir)
			if err := samples.Create(dir, o); err != nil {
				return err
			}
			starter, err := page.WriteStarter(dir, o.Lang)
			if err != nil {
				return err
			}
			return sayInit(a, args[0], starter, o)
		},
	}
	c.Flags().StringVar(&o.Preset, "preset", "", a.Say(lang.F("班制：%[1]s", "rule system: %[1]s", strings.Join(workspace.Presets, ", "))))
	c.Flags().BoolVar(&o.Sample, "sample", false, a.Say(lang.T("带虚构的团队和数据", "add an invented team and its data")))
	return c
}

// sayInit tells what to do next.
func sayInit(a *cli.App, dir, starter string, o samples.Options) error {
	if a.JSON {
		return a.PrintJSON(map[string]any{"dir": dir, "preset": o.Preset, "sample": o.Sample, "starter": starter})
	}
	say := func(zh, en string, args ...any) { fmt.Fprintln(a.Stderr, a.Say(lang.F(zh, en, args...))) }
	defer say("  在 Windows 上也可以双击 %s，在浏览器里做", "  on Windows a double click on %q does it in the browser", filepath.Base(starter))
	if o.Sample {
		say("已建好 %s（%s，含示例数据）。接下来：", "%s is ready (%s, with sample data). Next:", dir, o.Preset)
		say("  cd %s", "  cd %s", dir)
		say("  paiban week --week %-18s # 排下周的班", "  paiban week --week %-18s # plan next week", samples.Week)
		say("  paiban month --month %-16s # 结算上个月考勤", "  paiban month --month %-16s # settle last month", samples.Month)
		say("  paiban scenario compare scenarios/double11.yaml  # 双 11 方案比较", "  paiban scenario compare scenarios/double11.yaml  # compare plans for Double 11")
		return nil
	}
	say("已建好 %s（%s）。接下来：", "%s is ready (%s). Next:", dir, o.Preset)
	say("  1. 填写 people.xlsx，把咨询量导出文件放进 inquiries/", "  1. fill in people.xlsx and put exports of contact volume into inquiries/")
	say("  2. cd %s，运行 paiban week", "  2. cd %s and run paiban week", dir)
	return nil
}
