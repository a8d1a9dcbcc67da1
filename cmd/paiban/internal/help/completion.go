package help

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/schedule/staffing"
)

func newCompletionCmd(a *cli.App) *cobra.Command {
	shells := []struct {
		name  string
		write func(root *cobra.Command, w io.Writer) error
	}{
		{"bash", func(c *cobra.Command, w io.Writer) error { return c.GenBashCompletionV2(w, true) }},
		{"zsh", (*cobra.Command).GenZshCompletion},
		{"fish", func(c *cobra.Command, w io.Writer) error { return c.GenFishCompletion(w, true) }},
		{"powershell", (*cobra.Command).GenPowerShellCompletionWithDesc},
	}
	var names []string
	for _, s := range shells {
		names = append(names, s.name)
	}
	return &cobra.Command{
		Use:   "completion " + strings.Join(names, "|"),
		Short: a.Say(lang.T("打印命令行补全脚本", "Print the script that completes command lines")),
		Long: a.Say(lang.T(
			"打印补全脚本，按 Tab 补全命令、选项、预设、周、月、队列和员工姓名（取自所在的工作文件夹）。\n\n一次安装，以后一直有效：\n  bash        paiban completion bash > ~/.local/share/bash-completion/completions/paiban\n  zsh         paiban completion zsh > \"${fpath[1]}/_paiban\"\n  fish        paiban completion fish > ~/.config/fish/completions/paiban.fish\n  PowerShell  把 paiban completion powershell | Out-String | Invoke-Expression 加到 $PROFILE",
			"Print a script that lets Tab complete commands, flags, presets, and the weeks,\nmonths, queues and people of the current workspace.\n\nInstall it once:\n  bash        paiban completion bash > ~/.local/share/bash-completion/completions/paiban\n  zsh         paiban completion zsh > \"${fpath[1]}/_paiban\"\n  fish        paiban completion fish > ~/.config/fish/completions/paiban.fish\n  PowerShell  add to $PROFILE: paiban completion powershell | Out-String | Invoke-Expression")),
		Example:           "  source <(paiban completion bash)",
		Args:              cobra.MatchAll(cobra.ExactArgs(1), oneOf(names)),
		ValidArgsFunction: first(cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp)),
		RunE: func(c *cobra.Command, args []string) error {
			i := slices.Index(names, args[0])
			return shells[i].write(c.Root(), a.Stdout)
		},
	}
}

// oneOf refuses a first argument that is none of names.
func oneOf(names []string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if !slices.Contains(names, args[0]) {
			return lang.Errorf("不认识 %q", "unknown: %q", args[0]).WithHint("可选：%[1]s", "there are: %[1]s", strings.Join(names, ", "))
		}
		return nil
	}
}

// Completing reports whether args ask for completions, as the scripts do. Then
// nothing may be said but these, however unfinished the command line is.
func Completing(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

// AddCompletions gives c and the commands below it what their arguments and flags
// may be: what is named here, else nothing, and files only where a file is meant.
func AddCompletions(a *cli.App, c *cobra.Command) {
	if c.ValidArgs == nil && c.ValidArgsFunction == nil {
		c.ValidArgsFunction = argument(a, c.CommandPath())
	}
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		// The only error is a second registration, which a test would show.
		if complete := flagValue(a, f); complete != nil {
			_ = c.RegisterFlagCompletionFunc(f.Name, complete)
		}
	})
	for _, sub := range c.Commands() {
		AddCompletions(a, sub)
	}
}

// argument completes the arguments of the command at path.
func argument(a *cli.App, path string) cobra.CompletionFunc {
	switch strings.TrimPrefix(path, "paiban ") {
	case "rules show", "rules lint":
		return first(presets(a))
	case "init", "demo", "man":
		return first(folders)
	case "schedule export":
		return first(orFiles(rosteredWeeks(a)))
	case "schedule repair", "schedule explain":
		return first(files("xlsx"))
	case "schedule check":
		return files("xlsx")
	case "scenario run", "scenario compare":
		return first(files("yaml", "yml"))
	case "attendance audit":
		return first(anyFile)
	case "attendance import", "bench nrp":
		return anyFile
	case "bench m4":
		return files("csv")
	case "bench calls":
		return first(files("csv"))
	}
	return cobra.NoFileCompletions
}

// flagValue completes the value of a flag; nil leaves it to the shell, which
// offers files.
func flagValue(a *cli.App, f *pflag.Flag) cobra.CompletionFunc {
	switch f.Name {
	case "lang":
		return cobra.FixedCompletions([]cobra.Completion{"zh\t中文", "en\tEnglish"}, cobra.ShellCompDirectiveNoFileComp)
	case "preset":
		return presets(a)
	case "week":
		return weeks(a)
	case "start":
		return orFiles(rosteredWeeks(a))
	case "month":
		return months(a)
	case "queue":
		return queues(a)
	case "why", "absent":
		return people(a, 1)
	case "swap":
		return people(a, 2)
	case "formula":
		return cobra.FixedCompletions(staffing.ReplyFormulaKeys(), cobra.ShellCompDirectiveNoFileComp|cobra.ShellCompDirectiveKeepOrder)
	case "interval", "grid":
		return cobra.FixedCompletions([]cobra.Completion{"15m", "30m", "60m"}, cobra.ShellCompDirectiveNoFileComp|cobra.ShellCompDirectiveKeepOrder)
	case "dir", "all", "dump":
		if f.Value.Type() == "string" {
			return folders
		}
	case "problem":
		return files("json")
	case "font":
		return files("ttf", "ttc", "otf")
	case "output", "out", "events", "holidays", "punches", "calibrate":
		return nil
	}
	return cobra.NoFileCompletions
}

func anyFile(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}

func folders(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// files offers the files whose names end so, and folders.
func files(endings ...string) cobra.CompletionFunc {
	return cobra.FixedCompletions(endings, cobra.ShellCompDirectiveFilterFileExt)
}

// first completes the first argument alone.
func first(complete cobra.CompletionFunc) cobra.CompletionFunc {
	return func(c *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return complete(c, args, word)
	}
}

// orFiles lets the shell offer files where nothing of complete fits.
func orFiles(complete cobra.CompletionFunc) cobra.CompletionFunc {
	return func(c *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
		found, _ := complete(c, args, word)
		return found, cobra.ShellCompDirectiveDefault
	}
}
