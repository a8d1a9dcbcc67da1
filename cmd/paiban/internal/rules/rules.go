// Package rules is the group of commands `paiban rules`: rule systems listed, shown,
// explained and checked against the law.
package rules

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// New is the group of commands about rules.
func New(a *cli.App) *cobra.Command {
	return cli.Group(&cobra.Command{
		Use:   "rules",
		Short: a.Say(lang.T("班制：列出、说明、检查", "Rule systems: list, explain, judge")),
	}, newRulesListCmd(a), newRulesShowCmd(a), newRulesExplainCmd(a), newRulesLintCmd(a))
}

func newRulesListCmd(a *cli.App) *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   a.Say(lang.T("列出内置班制", "List the built-in rule systems")),
		Example: "  paiban rules list",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			type line struct {
				Preset  string    `json:"preset"`
				Name    lang.Text `json:"name"`
				Summary lang.Text `json:"summary"`
			}
			var lines []line
			g := cli.Grid{Head: []string{a.Say(lang.T("预设", "preset")), a.Say(lang.T("名称", "name")), a.Say(lang.T("说明", "summary"))}}
			for _, name := range workspace.Presets {
				c, err := workspace.Preset(name)
				if err != nil {
					return err
				}
				lines = append(lines, line{name, c.Name, c.Summary})
				g.Add(name, a.Say(c.Name), a.Say(c.Summary))
			}
			if a.JSON {
				return a.PrintJSON(lines)
			}
			a.PrintGrid(&g)
			return nil
		},
	}
}

// rulesOf returns the configuration that a rules command speaks about: the
// preset named, else that of the workspace it was started in, with its people
// where they can be read.
func rulesOf(a *cli.App, args []string) (*workspace.Config, *workspace.Workspace, error) {
	if len(args) > 0 {
		c, err := workspace.Preset(args[0])
		if err != nil {
			err = cli.NewUsageError(err)
		}
		return c, nil, err
	}
	root, err := workspace.Find(a.Dir)
	if err != nil {
		return nil, nil, cli.NewUsageError(lang.Errorf("没有指定预设，这里也不是工作文件夹", "no preset is named, and this is not a workspace").
			WithHint("写上预设名：%[1]s", "name one: %[1]s", strings.Join(workspace.Presets, ", ")))
	}
	ws, err := workspace.LoadUnstaffed(root, workcal.DateFrom(a.Now()))
	if err != nil {
		return nil, nil, err
	}
	if ws.LangSet {
		a.UseLang(ws.Lang)
	}
	return ws.Config, ws, nil
}

func newRulesShowCmd(a *cli.App) *cobra.Command {
	return &cobra.Command{
		Use:   "show [PRESET]",
		Short: a.Say(lang.T("用文字说明每条规则和它的来源", "Print every rule in words, with its origin")),
		Long: a.Say(lang.T(
			"用文字列出一个预设的全部规则：强度（必须，或违反的代价）和来源（店规、法律、平台规则、\n默认设置、本店设置）。不写预设名时说明所在工作文件夹的规则。",
			"Print every rule of a preset in words: how strongly it holds (hard, or what a breach\ncosts) and where it comes from (shop, law, platform, default of this program, or your\npaiban.yaml). Without a preset it prints the rules of the current workspace.")),
		Example: "  paiban rules show taobao\n  paiban rules show",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			c, _, err := rulesOf(a, args)
			if err != nil {
				return err
			}
			return showRules(a, c)
		},
	}
}

func showRules(a *cli.App, c *workspace.Config) error {
	list := c.Sentences()
	if a.JSON {
		type rule struct {
			Key    string           `json:"key"`
			Topic  lang.Text        `json:"topic"`
			Text   lang.Text        `json:"text"`
			Force  *lang.Text       `json:"force,omitempty"`
			Origin workspace.Origin `json:"origin"`
		}
		out := struct {
			Preset  string    `json:"preset"`
			Name    lang.Text `json:"name"`
			Summary lang.Text `json:"summary"`
			Rules   []rule    `json:"rules"`
		}{Preset: c.Preset, Name: c.Name, Summary: c.Summary}
		for _, s := range list {
			r := rule{Key: s.Key, Topic: s.Topic, Text: s.Text, Origin: s.Origin}
			if !s.Force.IsZero() {
				r.Force = &s.Force
			}
			out.Rules = append(out.Rules, r)
		}
		return a.PrintJSON(out)
	}
	if !a.Terminal() {
		g := cli.Grid{Head: []string{a.Say(lang.T("类别", "topic")), a.Say(lang.T("规则", "rule")), a.Say(lang.T("强度", "force")), a.Say(lang.T("来源", "origin")), a.Say(lang.T("位置", "key"))}}
		for _, s := range list {
			g.Add(a.Say(s.Topic), a.Say(s.Text), a.Say(s.Force), a.Say(s.Origin.Text()), s.Key)
		}
		a.PrintGrid(&g)
		return nil
	}
	fmt.Fprintln(a.Stdout, a.Say(lang.F("%s（%s）", "%s (%s)", c.Name, c.Preset)))
	fmt.Fprintln(a.Stdout, a.Say(c.Summary))
	topic := lang.Text{}
	for _, s := range list {
		if s.Topic != topic {
			topic = s.Topic
			fmt.Fprintf(a.Stdout, "\n%s\n", a.Say(topic))
		}
		force := ""
		if !s.Force.IsZero() {
			force = " [" + a.Say(s.Force) + "]"
		}
		fmt.Fprintf(a.Stdout, "  • %s%s\n      %s\n", a.Say(s.Text), force, a.Say(s.Origin.Text()))
	}
	return nil
}

func newRulesLintCmd(a *cli.App) *cobra.Command {
	strict := false
	c := &cobra.Command{
		Use:   "lint [PRESET]",
		Short: a.Say(lang.T("找出违法和做不到的规则", "Find rules that are unlawful or can never be met")),
		Long: a.Say(lang.T(
			"对照法律和班次本身检查规则：违法（如每月只休两天）、做不到（如没有班次覆盖的在线窗口、\n人手不够）、注意、说明，每条都有依据和出路。在工作文件夹里运行时连同员工一起检查。\n\n有发现时退出码仍是 0；加 --strict 时，有违法或做不到的就是 4。",
			"Judge the rules by the law and by the shifts themselves: unlawful (two rest days a\nmonth), impossible (a window that no shift covers, too few people), warnings and\nnotes, each with its basis and a way out. In a workspace the people are judged too.\n\nThe exit code is 0 even if something is found; with --strict it is 4 if a rule is\nunlawful or impossible.")),
		Example: "  paiban rules lint taobao\n  paiban rules lint --strict",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			c, ws, err := rulesOf(a, args)
			if err != nil {
				return err
			}
			found := c.Lint()
			if ws != nil {
				found = ws.Lint()
			}
			if err := printLint(a, found); err != nil {
				return err
			}
			for i := range found {
				if strict && found[i].Grave() {
					return cli.ExitError(cli.ExitViolations)
				}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&strict, "strict", false, a.Say(lang.T("有违法或做不到的规则时退出码为 4", "exit with 4 where a rule is unlawful or impossible")))
	return c
}

func printLint(a *cli.App, found []workspace.Lint) error {
	if a.JSON {
		type line struct {
			Severity workspace.Severity `json:"severity"`
			Key      string             `json:"key"`
			What     lang.Text          `json:"what"`
			Basis    *lang.Text         `json:"basis,omitempty"`
			Fix      *lang.Text         `json:"fix,omitempty"`
		}
		lines := []line{}
		for i := range found {
			l := &found[i]
			x := line{Severity: l.Severity, Key: l.Key, What: l.What}
			if !l.Basis.IsZero() {
				x.Basis = &l.Basis
			}
			if !l.Fix.IsZero() {
				x.Fix = &l.Fix
			}
			lines = append(lines, x)
		}
		return a.PrintJSON(lines)
	}
	if !a.Terminal() {
		g := cli.Grid{Head: []string{a.Say(lang.T("级别", "severity")), a.Say(lang.T("位置", "key")), a.Say(lang.T("问题", "what")), a.Say(lang.T("依据", "basis")), a.Say(lang.T("出路", "way out"))}}
		for _, l := range found {
			g.Add(a.Say(l.Severity.Text()), l.Key, a.Say(l.What), a.Say(l.Basis), a.Say(l.Fix))
		}
		a.PrintGrid(&g)
		return nil
	}
	for i, l := range found {
		if i > 0 {
			fmt.Fprintln(a.Stdout)
		}
		fmt.Fprintf(a.Stdout, "[%s] %s\n    %s\n", a.Say(l.Severity.Text()), a.Say(l.What), l.Key)
		if !l.Basis.IsZero() {
			fmt.Fprintf(a.Stdout, "    %s%s\n", a.Say(lang.T("依据：", "basis: ")), a.Say(l.Basis))
		}
		if !l.Fix.IsZero() {
			fmt.Fprintf(a.Stdout, "    %s%s\n", a.Say(lang.T("出路：", "way out: ")), a.Say(l.Fix))
		}
	}
	if len(found) == 0 {
		fmt.Fprintln(a.Stdout, a.Say(lang.T("没有发现问题", "nothing found")))
	}
	return nil
}
