package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"paiban/internal/lang"
)

// Group is a command that only holds others: alone it prints its help, with an
// unknown word it is a usage error.
func Group(c *cobra.Command, subs ...*cobra.Command) *cobra.Command {
	c.AddCommand(subs...)
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		err := lang.Errorf("%[2]s 没有命令 %[1]q", "unknown command %q for %q", args[0], c.CommandPath())
		if near := c.SuggestionsFor(args[0]); len(near) > 0 {
			err = err.WithHint("是不是 %s？", "did you mean %s?", strings.Join(near, ", "))
		} else {
			err = err.WithHint("`%s --help` 列出所有命令", "`%s --help` lists the commands", c.CommandPath())
		}
		return err
	}
	c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
	return c
}

// UsageArgs makes every complaint about arguments, in c and below, a usage error.
func UsageArgs(c *cobra.Command) {
	if check := c.Args; check != nil {
		c.Args = func(c *cobra.Command, args []string) error {
			if err := check(c, args); err != nil {
				return lang.AskError{Err: CobraError(c, err)}
			}
			return nil
		}
	}
	for _, sub := range c.Commands() {
		UsageArgs(sub)
	}
}
