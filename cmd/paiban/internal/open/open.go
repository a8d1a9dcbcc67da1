// Package open is the command paiban open: the program as pages of the browser.
package open

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/page"
	"paiban/internal/report"
	"paiban/internal/workspace"
)

// New is the command `paiban open`.
func New(a *cli.App) *cobra.Command {
	var quiet bool
	var port int
	c := &cobra.Command{
		Use:   "open [DIR]",
		Short: a.Say(lang.T("在浏览器里打开：下一步做什么，看和改班表", "Open in the browser: what to do next, rosters seen and edited")),
		Long: a.Say(lang.T(
			"在这台电脑的浏览器里打开一个文件夹：里面的店铺（或它自己）、下一步做什么、一周的班表。\n页面只在这台电脑上，别的电脑和别的网站都打不开；关掉最后一个页面，程序就结束。\n\n改动存进同一个 Excel 文件，规则和 paiban schedule check 一样判；之前的版本留在 rosters/history/，\n用 paiban schedule undo 撤销。文件刚在 Excel 里改过的，不会被盖掉。",
			"Open a folder in the browser of this computer: its shops (or itself), what to do next,\nthe roster of a week. The pages are on this computer alone: no other computer and no\nother site gets them, and the program ends when the last page closes.\n\nChanges are saved into the same workbook and judged as by paiban schedule check; the\nversion before stays in rosters/history/, and paiban schedule undo takes a change back.\nA file that was changed in Excel meanwhile is not overwritten.")),
		Example: `  paiban open
  paiban open my-shop --no-browser`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			dir := a.Dir
			if len(args) == 1 {
				dir = a.Path(args[0])
			}
			if port < 0 || port > 65535 {
				return cli.NewUsageError(lang.Errorf("--port %d 不是端口", "--port %d is no port", port).WithHint("写 1 到 65535", "give 1 to 65535"))
			}
			return run(c.Context(), a, dir, port, quiet)
		},
	}
	c.Flags().BoolVar(&quiet, "no-browser", false, a.Say(lang.T("不开浏览器，只打印地址", "print the address and start no browser")))
	c.Flags().IntVar(&port, "port", 0, a.Say(lang.T("用哪个端口；0 为任意空闲的", "which port; 0 is any free one")))
	return c
}

// Folder is the folder to open for a path: the workspace that it lies in, else itself, or
// the folder of a file.
func Folder(path string) (string, error) {
	dir, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	info, err := os.Stat(dir)
	if err != nil {
		return "", err
	}
	if !info.IsDir() {
		dir = filepath.Dir(dir)
	}
	if root, err := workspace.Find(dir); err == nil {
		return root, nil
	}
	return dir, nil
}

func run(ctx context.Context, a *cli.App, path string, port int, quiet bool) error {
	dir, err := Folder(path)
	if err != nil {
		return err
	}
	a.UseLangOf(dir)
	s, err := page.Listen(page.Options{Dir: dir, Lang: a.Lang(), Now: a.Now, Planner: a.PlannerIn, Font: func() ([]byte, error) { return report.SystemFont(a.Getenv) }}, port)
	if err != nil {
		return err
	}
	if quiet {
		fmt.Fprintln(a.Stdout, s.Address())
	} else {
		fmt.Fprintln(a.Stderr, a.Say(lang.T("页面在浏览器里打开。关掉最后一个页面，程序就结束。", "The page opens in the browser. The program ends when the last page closes.")))
		if err := browse(s.Address()); err != nil {
			fmt.Fprintln(a.Stderr, a.Say(lang.F("浏览器没有打开，把这个地址粘进去：%s", "no browser could be started; paste this address into one: %s", s.Address())))
		}
	}
	if err := s.Serve(ctx); err != nil {
		return err
	}
	fmt.Fprintln(a.Stderr, a.Say(lang.T("页面都关了，程序结束。存过的改动都在文件夹里。", "All pages are closed; the program ends. What was saved is in the folder.")))
	return nil
}
