package help

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
)

// topics are the pages of help that belong to no command. The page on rules is
// that of the command of this name, see rulesTopic.
func topics(a *cli.App) []*cobra.Command {
	topic := func(name string, short, long lang.Text) *cobra.Command {
		return &cobra.Command{Use: name, Short: a.Say(short), Long: a.Say(long), DisableFlagsInUseLine: true}
	}
	return []*cobra.Command{
		topic("files", lang.T("工作文件夹里有什么", "What lies in a workspace"), FilesTopic()),
		topic("exit-codes", lang.T("退出码的含义", "What exit codes mean"), exitCodesTopic()),
		topic("environment", lang.T("读哪些环境变量", "Variables of the environment that are read"), EnvironmentTopic()),
	}
}

func newHelpCmd(a *cli.App) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND|TOPIC]",
		Short: a.Say(lang.T("查看某个命令或主题的说明", "Explain a command or a topic")),
		Long: a.Say(lang.T(
			"查看某个命令的说明，或这些主题：\n  files        工作文件夹里有什么\n  rules        班制和规则：每条是什么意思，哪个预设里有\n  exit-codes   退出码的含义\n  environment  读哪些环境变量",
			"Explain a command, or one of these topics:\n  files        what lies in a workspace\n  rules        rule systems and rules: what each means, which preset has it\n  exit-codes   what exit codes mean\n  environment  variables of the environment that are read")),
		Example: "  paiban help week\n  paiban help schedule solve\n  paiban help rules",
		ValidArgsFunction: func(c *cobra.Command, args []string, word string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
			about, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			for _, sub := range about.Commands() {
				if sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() {
					list = offer(list, word, sub.Name(), sub.Short)
				}
			}
			return list, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return cli.NewUsageError(lang.Errorf("没有命令或主题 %q", "there is no command or topic %q", strings.Join(args, " ")).
					WithHint("`paiban help` 列出所有命令和主题", "`paiban help` lists them all"))
			}
			if about.CommandPath() == "paiban rules" {
				if about.Long, err = rulesTopic(a); err != nil {
					return err
				}
			}
			return about.Help()
		},
	}
}

// AddFlags gives c and the commands below it their --help, in the language of
// output.
func AddFlags(a *cli.App, c *cobra.Command) {
	c.Flags().BoolP("help", "h", false, a.Say(lang.T("显示说明", "show this help")))
	for _, sub := range c.Commands() {
		AddFlags(a, sub)
	}
}

// entry is a line of a topic: a name and what it is.
type entry struct {
	name string
	what lang.Text
}

// entries lays entries out in two columns.
func entries(list []entry) lang.Text {
	wide := 0
	for _, e := range list {
		wide = max(wide, text.StringWidth(e.name))
	}
	var lines []lang.Text
	for _, e := range list {
		lines = append(lines, lang.F("  %s  %s", "  %s  %s", text.Pad(e.name, wide, ' '), e.what))
	}
	return lang.Join(lines, "\n", "\n")
}

// FilesTopic is the page on what lies in a workspace.
func FilesTopic() lang.Text {
	return lang.F(
		"一个工作文件夹就是一家店。命令从当前文件夹往上找它（有 paiban.yaml 的那个），-C 指定别的。\n\n%s\n\nExcel、CSV 都可以；列按表头的名字找，中英文都认，次序不限。日期写 2026-11-21，时间写 08:30，\n过了半夜写 25:30 或 次日 01:30。写出的文件都能再读回来；手工改过的不会被覆盖，除非加 --force。\n\n每一列见 docs/file-formats.md，paiban.yaml 的设置见 docs/configuration.md，\n能读的打卡版式见 docs/punch-files.md，假设方案见 docs/simulation.md。",
		"A workspace is the folder of one shop. Commands look for it from the current folder\nupwards: the one that contains paiban.yaml. -C names another.\n\n%s\n\nExcel and CSV are read alike; columns are found by their headings, Chinese or English,\nin any order. Dates are 2026-11-21, times 08:30; past midnight it is 25:30 or +1 01:30.\nEvery file that paiban writes can be read back. A file edited by hand is not overwritten\nwithout --force.\n\nEvery column: docs/file-formats.md. Settings of paiban.yaml: docs/configuration.md.\nLayouts of punch files: docs/punch-files.md. What-if plans: docs/simulation.md.",
		entries([]entry{
			{"paiban.yaml", lang.T("预设，和与预设不同的设置", "the preset, and what differs from it")},
			{"people.xlsx", lang.T("员工", "staff")},
			{"leave.xlsx", lang.T("请假、排班意愿、换班、补卡", "leave, requests, swaps, corrected punches")},
			{"events.csv", lang.T("促销活动", "promotions")},
			{"holidays.csv", lang.T("新公布的放假安排（可以没有）", "newly announced holidays (optional)")},
			{"inquiries/", lang.T("每小时咨询量的导出文件，原样放入", "exports of hourly inquiries, unchanged")},
			{"forecasts/kept/", lang.T("每次的预测，留着与实际比较", "every forecast, kept to be compared with what came")},
			{"service/YYYY-MM/", lang.T("客服数据报表，原样放入", "reports on agents' work, unchanged")},
			{"punches/YYYY-MM/", lang.T("打卡导出文件，原样放入", "exports of punches, unchanged")},
			{"scenarios/*.yaml", lang.T("假设方案", "what-if plans")},
			{"rosters/YYYY-Www.xlsx", lang.T("班表：week 和 schedule solve 写出，手工改，再读回", "rosters: written by week and schedule solve, edited, read back")},
			{"attendance/YYYY-MM.xlsx", lang.T("考勤表：month 写出，只有本人账号能读", "attendance: written by month, readable only by its owner")},
			{"exports/", lang.T("网页报告、班表图片、日历、CSV", "web reports, pictures, calendars, CSV")},
		}))
}

func exitCodesTopic() lang.Text {
	codes := []struct {
		code int
		what lang.Text
	}{
		{cli.ExitOK, lang.T("正常", "fine")},
		{cli.ExitInternal, lang.T("程序自身出错", "an error of the program")},
		{cli.ExitUsage, lang.T("用法不对：命令、选项或参数", "wrong use: a command, flag or argument")},
		{cli.ExitBadInput, lang.T("输入有误：文件里哪里不对已全部列出，什么都没有写", "bad input: every error is listed, nothing is written")},
		{cli.ExitViolations, lang.T("违反规则或做不到：结果照样写出，哪里不行已说明", "rules broken or impossible: the result is written and the broken rules are listed")},
		{cli.ExitInterrupted, lang.T("被 Ctrl-C 中断：有了班表的话，当时最好的已经写出", "interrupted by Ctrl-C: the best roster so far is written, if there is one")},
	}
	var list []entry
	for _, c := range codes {
		list = append(list, entry{fmt.Sprintf("%3d", c.code), c.what})
	}
	return lang.F("命令结束时的退出码：\n\n%s", "The exit code of a command:\n\n%s", entries(list))
}

// EnvironmentTopic is the page on the variables of the environment that are read.
func EnvironmentTopic() lang.Text {
	return lang.F(
		"读这些环境变量：\n\n%s\n\n语言的次序：--lang，PAIBAN_LANG，paiban.yaml 的 lang，LC_ALL、LC_MESSAGES、LANG，都没有就是中文。",
		"These variables are read:\n\n%s\n\nThe language comes from the first of these that is set: --lang, PAIBAN_LANG, lang: in\npaiban.yaml, LC_ALL, LC_MESSAGES, LANG. If none is set, it is Chinese.",
		entries([]entry{
			{"PAIBAN_LANG", lang.T("输出的语言：zh 或 en", "language of output: zh or en")},
			{"LC_ALL, LC_MESSAGES, LANG", lang.T("系统的语言，PAIBAN_LANG 没有时用", "language of the system, if PAIBAN_LANG is not set")},
			{cli.IndexVar, lang.T("week --all --shard auto/N 排第几份，从 0 起", "which part week --all --shard auto/N plans, from 0")},
			{"USERNAME", lang.T("谁改的班表，--by 没有时用", "who changed a roster, if --by is not given")},
			{"USER", lang.T("同上，USERNAME 没有时用", "the same, if USERNAME is not set")},
			{"LOGNAME", lang.T("同上，前两个都没有时用", "the same, if neither of these is set")},
			{"WINDIR", lang.T("Windows 的文件夹，班表图片在里面找中文字体", "folder of Windows, where the picture of a roster finds a Chinese font")},
		}))
}
