package help

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
)

// Tree makes the tree of commands that a page or a line of help speaks of.
type Tree func(*cli.App) *cobra.Command

func newManCmd(a *cli.App, tree Tree) *cobra.Command {
	return &cobra.Command{
		Use:    "man DIR",
		Hidden: true, // for packagers
		Short:  a.Say(lang.T("写出 man 手册页", "Write manual pages")),
		Long: a.Say(lang.T(
			"把手册页写到 DIR：英文在 man1、man7，中文在 zh_CN/man1、zh_CN/man7，可直接装进 share/man。\n同一版本每次写出的字节相同。",
			"Write manual pages into DIR as share/man has them: English in man1 and man7, Chinese in\nzh_CN/man1 and zh_CN/man7. The same version writes the same bytes.")),
		Example: "  paiban man share/man",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			for _, l := range []lang.Lang{lang.EN, lang.ZH} {
				if err := writeManual(a, tree, a.Path(args[0]), l); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// manHeadings are what cobra calls the parts of a page, put into Chinese.
var manHeadings = strings.NewReplacer(
	".SH NAME\n", ".SH 名称\n",
	".SH SYNOPSIS\n", ".SH 用法\n",
	".SH DESCRIPTION\n", ".SH 说明\n",
	".SH OPTIONS\n", ".SH 选项\n",
	".SH OPTIONS INHERITED FROM PARENT COMMANDS\n", ".SH 全局选项\n",
	".SH EXAMPLE\n", ".SH 示例\n",
	".SH SEE ALSO\n", ".SH 另见\n",
	"[flags]", "[选项]",
)

// writeManual writes the manual in language l below dir.
func writeManual(a *cli.App, tree Tree, dir string, l lang.Lang) error {
	if l != lang.EN {
		dir = filepath.Join(dir, "zh_CN")
	}
	inner := *a
	inner.SetLang(l)
	root := tree(&inner)
	root.DisableAutoGenTag = true
	return writePages(&inner, dir, root)
}

// writePages writes the page of c, in section 7 if it is a help topic, and those
// of the commands below it.
func writePages(a *cli.App, dir string, c *cobra.Command) error {
	section := "1"
	if c.IsAdditionalHelpTopicCommand() {
		section = "7"
	}
	page, err := manPage(a, c, section)
	if err != nil {
		return err
	}
	dir1 := filepath.Join(dir, "man"+section)
	if err := os.MkdirAll(dir1, 0o755); err != nil {
		return err
	}
	name := strings.ReplaceAll(c.CommandPath(), " ", "-") + "." + section
	if err := os.WriteFile(filepath.Join(dir1, name), page, 0o644); err != nil {
		return err
	}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() {
			if err := writePages(a, dir, sub); err != nil {
				return err
			}
		}
	}
	return nil
}

// manPage returns the page of c, without a date: the day on which it is written
// says nothing.
func manPage(a *cli.App, c *cobra.Command, section string) ([]byte, error) {
	if c.CommandPath() == "paiban rules" {
		var err error
		if c.Long, err = rulesTopic(a); err != nil {
			return nil, err
		}
	}
	if c.Long != "" {
		c.Long = "```\n" + c.Long + "\n```" // its lines are broken and indented already
	}
	var b bytes.Buffer
	never := time.Time{}
	if err := doc.GenMan(c, &doc.GenManHeader{Section: section, Date: &never, Source: "paiban", Manual: "paiban"}, &b); err != nil {
		return nil, err
	}
	page := strings.Replace(b.String(), `"`+never.Format("Jan 2006")+`"`, `""`, 1)
	if a.Lang() == lang.ZH {
		page = manHeadings.Replace(page)
	}
	return []byte(page), nil
}
