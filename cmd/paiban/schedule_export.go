package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule/solve"
)

// exportOptions are the flags of schedule export.
type exportOptions struct {
	html, csv, ics, png bool
	out, font           string
	force               bool
}

func newScheduleExportCmd(a *cli.App) *cobra.Command {
	var o exportOptions
	c := &cobra.Command{
		Use:   "export FILE|WEEK",
		Short: a.Say(lang.T("导出班表：网页报告、群图片、个人日历、CSV", "Export a roster: web report, picture, calendars, CSV")),
		Long: a.Say(lang.T(
			"把班表（文件，或 rosters/ 里某一周的）导出给团队，写到 exports/：\n"+
				"  --html  一页的网页报告，离线可看、可打印，手机也能看：班表、每个时段的需求与在岗、模拟回复率、冲突、分担\n"+
				"  --png   班表图片，可发群；用电脑里的中文字体，找不到就用 --font 指定\n"+
				"  --ics   每人一个日历文件，可导入手机日历\n"+
				"  --csv   班表，UTF-8\n"+
				"都不写就全部导出。手工改过的班表按改过的导出。",
			"Export a roster, a file or that of a week in rosters/, for the team into exports/:\n"+
				"  --html  a report on one page that works offline, in print and on a phone: roster,\n"+
				"          required and rostered heads, simulated reply rate, conflicts, fairness\n"+
				"  --png   a picture of the roster for the group chat; it takes a Chinese font of\n"+
				"          this computer, or the one that --font names\n"+
				"  --ics   a calendar file for each person\n"+
				"  --csv   the roster in UTF-8\n"+
				"With none of these it writes all. A roster edited by hand is exported as it stands.")),
		Example: `  paiban schedule export 2026-W48
  paiban schedule export rosters/2026-W48.xlsx --html -o week.html`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return scheduleExport(c.Context(), a, args[0], o) },
	}
	f := c.Flags()
	f.BoolVar(&o.html, "html", false, a.Say(lang.T("网页报告", "web report")))
	f.BoolVar(&o.png, "png", false, a.Say(lang.T("班表图片", "picture of the roster")))
	f.BoolVar(&o.ics, "ics", false, a.Say(lang.T("每人一个日历文件", "a calendar for each person")))
	f.BoolVar(&o.csv, "csv", false, a.Say(lang.T("CSV 班表", "roster as CSV")))
	f.StringVarP(&o.out, "output", "o", "", a.Say(lang.T("写到这个文件（--ics 或多种格式时是文件夹），代替 exports/", "write this file (a folder with --ics or several formats) instead of exports/")))
	f.StringVar(&o.font, "font", "", a.Say(lang.T("图片用的字体文件（.ttf、.ttc、.otf）", "font file of the picture (.ttf, .ttc, .otf)")))
	f.BoolVar(&o.force, "force", false, a.Say(lang.T("-o 指定的文件已存在时也覆盖", "replace the file that -o names")))
	return c
}

func scheduleExport(ctx context.Context, a *cli.App, what string, o exportOptions) error {
	every := !o.html && !o.png && !o.ics && !o.csv
	if every {
		o.html, o.png, o.ics, o.csv = true, true, true, true
	}
	r, err := rosterOf(ctx, a, what)
	if err != nil {
		return err
	}
	w := r.document(a)
	dir := r.ws.Root
	if o.out != "" {
		dir = a.Path(o.out)
	}
	release, err := a.Lock(dir)
	if err != nil {
		return err
	}
	defer release()
	paths, err := o.targets(a, r.ws.Root, w.Title)
	if err != nil {
		return err
	}
	out := struct {
		Schema string   `json:"schema"`
		Files  []string `json:"files"`
	}{"paiban/schedule-export/1", []string{}}
	if o.html {
		if err := report.WriteHTML(paths.html, w); err != nil {
			return err
		}
		out.Files = append(out.Files, paths.html)
	}
	if o.png {
		switch font, err := chineseFont(a, o.font); {
		case err != nil && every:
			fmt.Fprintln(a.Stderr, lang.Tell(err, a.Lang())) // the rest does not need one
		case err != nil:
			return err
		default:
			if err := report.WritePicture(paths.png, w, font); err != nil {
				return err
			}
			out.Files = append(out.Files, paths.png)
		}
	}
	if o.csv {
		if err := report.WriteCSV(paths.csv, w); err != nil {
			return err
		}
		out.Files = append(out.Files, paths.csv)
	}
	if o.ics {
		files, err := report.WriteCalendars(paths.ics, w, a.Now())
		if err != nil {
			return err
		}
		out.Files = append(out.Files, files...)
	}
	if a.JSON {
		return a.PrintJSON(out)
	}
	for _, path := range out.Files {
		fmt.Fprintln(a.Stdout, path)
	}
	return nil
}

// exportPaths is where each format goes; ics is a folder.
type exportPaths struct{ html, png, csv, ics string }

// targets says where the formats asked for go and makes the folders. A file that
// the user named and that exists is left alone without force; what lies in
// exports/ is ours.
func (o *exportOptions) targets(a *cli.App, root, title string) (exportPaths, error) {
	base, dir := fileBase(title), filepath.Join(root, "exports")
	many := 0
	for _, on := range []bool{o.html, o.png, o.csv, o.ics} {
		if on {
			many++
		}
	}
	var p exportPaths
	single := ""
	if o.out != "" {
		dir = o.out
		dir = a.Path(dir)
		if many == 1 && !o.ics {
			single, dir = dir, filepath.Dir(dir)
		}
	}
	want := ""
	for _, f := range []struct {
		on   bool
		path *string
		ext  string
	}{{o.html, &p.html, ".html"}, {o.png, &p.png, ".png"}, {o.csv, &p.csv, ".csv"}} {
		*f.path = filepath.Join(dir, base+f.ext)
		if f.on && single != "" {
			*f.path, want = single, f.ext
		}
	}
	p.ics = filepath.Join(dir, base)
	if o.out != "" && many == 1 && o.ics {
		p.ics = dir
	}
	if single != "" {
		if !strings.EqualFold(filepath.Ext(single), want) {
			return p, cli.NewUsageError(lang.Errorf("-o %s 应以 %s 结尾", "-o %s should end in %s", o.out, want).
				WithHint("改文件名，或换一种格式", "change the name, or ask for another kind"))
		}
		if _, err := os.Lstat(single); err == nil && !o.force {
			return p, lang.Errorf("%s 已经存在，没有覆盖", "%s exists and is left as it is", single).
				WithHint("换个文件名，或加 --force", "take another name, or use --force")
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return p, err
		}
	}
	if o.ics {
		return p, os.MkdirAll(p.ics, 0o755)
	}
	return p, os.MkdirAll(dir, 0o755)
}

// fileBase makes a title fit to name a file.
func fileBase(title string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?* `, r) {
			return '_'
		}
		return r
	}, title)
}

// rosterOf reads the roster that the user names by a file or a week, plans the
// same days to know what they need, and has it checked.
func rosterOf(ctx context.Context, a *cli.App, what string) (*rostered, error) {
	path := what
	if week, err := workcal.ParseWeek(what); err == nil {
		ws, err := a.OpenWorkspace()
		if err != nil {
			return nil, err
		}
		if path, err = rosterOfWeek(a, ws, week); err != nil {
			return nil, err
		}
	} else {
		path = a.Path(path)
	}
	h, err := openRoster(a, path)
	if err != nil {
		return nil, err
	}
	p := h.planning
	if h.file.Days == 7 && h.file.Start == p.week.Monday() {
		if p, err = planWeek(ctx, a, h.ws, &p.week); err != nil {
			return nil, err
		}
	} else if p.plan, err = h.ws.PlanDays(h.file.Start, h.file.Days, workspace.Needs{}); err != nil {
		return nil, err
	}
	return p.read(ctx, h.file)
}

// read takes a roster file for the roster of the plan.
func (p *planning) read(ctx context.Context, file *report.RosterFile) (*rostered, error) {
	m, err := matchRoster(p.ws, p.plan, file)
	if err != nil {
		return nil, err
	}
	r := &rostered{planning: p, result: &solve.Result{Roster: m.Roster}, title: file.Title}
	if r.title == "" && file.Days != 7 {
		r.title = fmt.Sprintf("%s_%s", file.Start, file.Start+workcal.Date(file.Days-1))
	}
	// What the cells call a leave counts, also where the leave list has none.
	for i, words := range m.Leave {
		for d, word := range words {
			if word != "" && (p.plan.Leave[i] == nil || p.plan.Leave[i][d].IsZero()) {
				if p.plan.Leave[i] == nil {
					p.plan.Leave[i] = make([]lang.Text, p.plan.Problem.Days)
				}
				p.plan.Leave[i][d] = lang.Same(word)
			}
		}
	}
	return r, r.judge(ctx, 1, m.Who)
}

// chineseFont reads the font that the user named, or one of those that Windows,
// macOS and Linux come with.
func chineseFont(a *cli.App, named string) ([]byte, error) {
	if named != "" {
		named = a.Path(named)
		return os.ReadFile(named)
	}
	windows := a.Getenv("WINDIR")
	if windows == "" {
		windows = `C:\Windows`
	}
	var places []string
	for _, name := range []string{"msyh.ttc", "msyh.ttf", "Deng.ttf", "simhei.ttf", "simsun.ttc"} {
		places = append(places, filepath.Join(windows, "Fonts", name))
	}
	places = append(places,
		"/System/Library/Fonts/PingFang.ttc",
		"/System/Library/Fonts/Hiragino Sans GB.ttc",
		"/System/Library/Fonts/STHeiti Medium.ttc",
		"/Library/Fonts/Arial Unicode.ttf",
		"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
		"/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
		"/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
		"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
		"/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
	)
	for _, path := range places {
		if data, err := os.ReadFile(path); err == nil {
			return data, nil
		}
	}
	return nil, lang.Errorf("没有找到中文字体，画不了班表图片", "no Chinese font was found to draw the picture with").
		WithHint("用 --font 指定一个字体文件（.ttf、.ttc、.otf），或把 --html 的网页截图", "name a font file with --font (.ttf, .ttc, .otf), or take a screenshot of the page that --html writes")
}
