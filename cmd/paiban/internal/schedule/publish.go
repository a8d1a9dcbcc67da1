package schedule

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
)

func newPublish(a *cli.App) *cobra.Command {
	var by string
	c := &cobra.Command{
		Use:   "publish FILE|WEEK",
		Short: a.Say(lang.T("发布班表：盖上时间和发布人，从此不再整份重排", "Publish a roster: it is stamped and no longer planned again as a whole")),
		Long: a.Say(lang.T(
			"在班表里记下什么时候由谁发布，写在第二行和文件属性里。\n发布以后 paiban week 不再整份重排这一周：有人请假、换班用 schedule repair，从某天起重排用\npaiban week --from。改过的格子在班表、图片、网页和日历里都标出哪天改的。\n还有违反必须规则的地方也照样发布，退出码 4。",
			"Note in the roster when it was published and by whom, in its second row and in the\nproperties of the file. From then on paiban week does not plan the week again as a\nwhole: use schedule repair after an absence or a swap, and paiban week --from for the\ndays from one on. Changed cells carry the day of the change in workbook, picture, page\nand calendars. A roster that breaks hard rules is published all the same, with exit\ncode 4.")),
		Example: `  paiban schedule publish 2026-W48
  paiban schedule publish 2026-W48 --by 王芳`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return publish(c.Context(), a, args[0], by) },
	}
	c.Flags().StringVar(&by, "by", "", a.Say(lang.T("由谁发布；不写就用登录名", "who publishes it; by default the name of the login")))
	return c
}

func publish(ctx context.Context, a *cli.App, word, by string) error {
	path, err := rosterPath(a, word)
	if err != nil {
		return err
	}
	release, err := a.Lock(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer release()
	pl, _, err := open(a, path)
	if err != nil {
		return err
	}
	if by != "" {
		pl.User = by
	}
	p, err := pl.Publish(ctx, path)
	if err != nil {
		return err
	}
	if a.JSON {
		err = a.PrintJSON(struct {
			Schema string    `json:"schema"`
			File   string    `json:"file"`
			State  stateJSON `json:"state"`
			Hard   int64     `json:"hard"`
		}{"paiban/schedule-publish/1", p.Path, stateToJSON(&p.State), p.Analysis.Score.Hard})
	} else {
		fmt.Fprintln(a.Stdout, a.Say(lang.F("%s：%s", "%s: %s", filepath.Base(p.Path), p.State.Text())))
		if n := len(p.Analysis.Hard()); n > 0 {
			fmt.Fprintln(a.Stdout, a.Say(lang.F("注意：违反必须遵守的规则 %s，用 paiban schedule check 看", "note: hard rules are broken in %s; paiban schedule check lists them", lang.Count(n, "处", "place", "places"))))
		}
	}
	if err == nil && p.Analysis.Score.Hard > 0 {
		return cli.ExitError(cli.ExitViolations)
	}
	return err
}
