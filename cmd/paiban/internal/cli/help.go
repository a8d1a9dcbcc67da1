package cli

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"paiban/internal/lang"
)

// SayUsage lets c and the commands below it show how they are used in the
// language of output: cobra knows English only.
func SayUsage(a *App, c *cobra.Command) {
	c.SetUsageFunc(func(c *cobra.Command) error {
		_, err := fmt.Fprint(c.OutOrStderr(), a.usage(c))
		return err
	})
}

// useLine is how c is called: paiban week [flags].
func useLine(c *cobra.Command) lang.Text {
	line := c.UseLine()
	return lang.T(strings.Replace(line, "[flags]", "[选项]", 1), line)
}

// usage is what follows the description of c in its help.
func (a *App) usage(c *cobra.Command) string {
	var b strings.Builder
	section := func(head lang.Text, lines ...string) {
		fmt.Fprintf(&b, "\n%s\n", a.Say(head))
		for _, l := range lines {
			fmt.Fprintln(&b, l)
		}
	}
	var calls []string
	if c.Runnable() {
		calls = append(calls, "  "+a.Say(useLine(c)))
	}
	if c.HasAvailableSubCommands() {
		calls = append(calls, "  "+c.CommandPath()+a.Say(lang.T(" [命令]", " [command]")))
	}
	section(lang.T("用法：", "Usage:"), calls...)
	if c.HasExample() {
		section(lang.T("示例：", "Examples:"), c.Example)
	}
	if c.HasAvailableSubCommands() {
		var names, shorts []string
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() || sub.Name() == "help" {
				names, shorts = append(names, "  "+sub.Name()), append(shorts, sub.Short)
			}
		}
		section(lang.T("命令：", "Available Commands:"), columns(names, shorts, 1)...)
	}
	if c.HasAvailableLocalFlags() {
		section(lang.T("选项：", "Flags:"), a.flagLines(c.LocalFlags())...)
	}
	if c.HasAvailableInheritedFlags() {
		section(lang.T("全局选项：", "Global Flags:"), a.flagLines(c.InheritedFlags())...)
	}
	if c.HasHelpSubCommands() {
		var names, shorts []string
		for _, sub := range c.Commands() {
			if sub.IsAdditionalHelpTopicCommand() {
				names, shorts = append(names, "  "+sub.CommandPath()), append(shorts, sub.Short)
			}
		}
		section(lang.T("其他帮助主题：", "Additional help topics:"), columns(names, shorts, 1)...)
	}
	if c.HasAvailableSubCommands() {
		section(lang.F("用 \"%s [命令] --help\" 查看某个命令的说明。", "Use \"%s [command] --help\" for more information about a command.", c.CommandPath()))
	}
	return strings.TrimPrefix(b.String(), "\n")
}

// flagLines are the lines that explain the flags of a set, in the order of their
// names: --time-limit duration   how long the search may take (default 1m).
func (a *App) flagLines(set *pflag.FlagSet) []string {
	var names, meanings []string
	set.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		name := "      --" + f.Name
		if f.Shorthand != "" {
			name = "  -" + f.Shorthand + ", --" + f.Name
		}
		if value, takes := valueWords[f.Value.Type()]; takes {
			name += " " + a.Say(value)
		}
		meaning := f.Usage
		switch f.DefValue {
		case "", "0", "0s", "false", "[]":
		default:
			meaning += a.Say(lang.F("（默认 %s）", " (default %s)", shortDuration(f.DefValue)))
		}
		names, meanings = append(names, name), append(meanings, meaning)
	})
	return columns(names, meanings, 3)
}

// valueWords say what a flag of a type takes; one of type bool takes nothing.
var valueWords = map[string]lang.Text{
	"string":      lang.T("文字", "string"),
	"stringArray": lang.T("文字（可写几次）", "string (may be repeated)"),
	"stringSlice": lang.T("文字,…", "string,…"),
	"int":         lang.T("整数", "int"),
	"int64":       lang.T("整数", "int"),
	"intSlice":    lang.T("整数,…", "int,…"),
	"uint64":      lang.T("整数", "int"),
	"float64":     lang.T("数字", "number"),
	"share":       lang.T("比例", "share"),
	"duration":    lang.T("时长", "duration"),
}

// shortDuration leaves out the zeros with which Go ends a length of time: 30m is
// 30m0s to it.
func shortDuration(s string) string {
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// columns puts two lists side by side, with at least gap blanks between them.
func columns(left, right []string, gap int) []string {
	wide := 0
	for _, l := range left {
		wide = max(wide, text.StringWidth(l))
	}
	lines := make([]string, len(left))
	for i, l := range left {
		lines[i] = l + strings.Repeat(" ", wide-text.StringWidth(l)+gap) + right[i]
	}
	return lines
}
