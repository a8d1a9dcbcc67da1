package rules

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/workspace"
)

func newRulesExplainCmd(a *cli.App) *cobra.Command {
	return &cobra.Command{
		Use:   "explain [RULE]",
		Short: a.Say(lang.T("说明每一种规则的含义、写法和出处", "Explain each kind of rule: meaning, how to write it, where it comes from")),
		Long: a.Say(lang.T(
			"不写规则时列出所有规则；写上规则名（如 rest_between_shifts）时说明它的含义、设置、\n例子和出处。某个店铺生效的规则见 paiban rules show。",
			"Without a rule, list them all; with one (such as rest_between_shifts) say what it means,\nits settings, an example and where it comes from. The rules in force in a shop are\nlisted by paiban rules show.")),
		Example:   "  paiban rules explain\n  paiban rules explain rest_between_shifts",
		Args:      cobra.MaximumNArgs(1),
		ValidArgs: workspace.RuleKeys(),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return listRules(a)
			}
			e, err := workspace.RuleByKey(args[0])
			if err != nil {
				return cli.NewUsageError(err)
			}
			return explainRule(a, e)
		},
	}
}

func listRules(a *cli.App) error {
	if a.JSON {
		return a.PrintJSON(workspace.Catalogue)
	}
	g := cli.Grid{Head: []string{a.Say(lang.T("规则", "rule")), a.Say(lang.T("名称", "name")), a.Say(lang.T("含义", "meaning"))}}
	for _, e := range workspace.Catalogue {
		means := a.Say(e.Means)
		if a.Terminal() {
			means, _, _ = strings.Cut(strings.NewReplacer("；", "。", ";", ".").Replace(means), a.Say(lang.T("。", ". ")))
		}
		g.Add(e.Key, a.Say(e.Name), strings.TrimSuffix(means, "."))
	}
	a.PrintGrid(&g)
	return nil
}

func explainRule(a *cli.App, e *workspace.RuleEntry) error {
	if a.JSON {
		return a.PrintJSON(e)
	}
	fmt.Fprintf(a.Stdout, "%s  %s\n\n%s\n", e.Key, a.Say(e.Name), a.Say(e.Means))
	if e.Params != nil {
		fmt.Fprintln(a.Stdout)
		for _, p := range e.Params {
			fmt.Fprintf(a.Stdout, "  %s%s%s\n", p.Key, a.Say(lang.T("：", ": ")), a.Say(p.Means))
		}
	}
	if e.Example != "" {
		fmt.Fprintln(a.Stdout)
		for _, line := range strings.Split(strings.TrimSuffix(e.Example, "\n"), "\n") {
			fmt.Fprintf(a.Stdout, "  %s\n", line)
		}
	}
	fmt.Fprintf(a.Stdout, "\n%s%s\n", a.Say(lang.T("出处：", "origin: ")), a.Say(e.Basis))
	return nil
}
