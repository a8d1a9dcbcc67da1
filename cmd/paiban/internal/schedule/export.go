package schedule

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/report"
)

// format is a way to export a roster. A new one is a line of [formats], the function
// that writes it, and a line in the command's help.
type format struct {
	flag string
	ext  string // of its file; "" writes a folder of files
	help lang.Text
	sim  bool // it shows the simulated reply rate

	// write writes w at path, a file or a folder that exists, and returns the files
	// written.
	write func(path string, w *report.Week, o exporting) ([]string, error)
}

// exporting is what formats ask of the outside.
type exporting struct {
	now  func() time.Time
	font func() ([]byte, error) // with Chinese characters
}

// formats are in the order in which they are written and told.
var formats = []format{
	{"html", ".html", lang.T("网页报告", "web report"), true, func(path string, w *report.Week, _ exporting) ([]string, error) {
		return []string{path}, report.WriteHTML(path, w)
	}},
	{"png", ".png", lang.T("班表图片", "picture of the roster"), false, func(path string, w *report.Week, o exporting) ([]string, error) {
		font, err := o.font()
		if err != nil {
			return nil, noFontError{err}
		}
		return []string{path}, report.WritePicture(path, w, font)
	}},
	{"csv", ".csv", lang.T("CSV 班表", "roster as CSV"), false, func(path string, w *report.Week, _ exporting) ([]string, error) {
		return []string{path}, report.WriteCSV(path, w)
	}},
	{"xlsx", ".xlsx", lang.T("张贴用的 Excel 班表，整月时是姓名 × 1…31", "the roster as a workbook to be posted; of a month, name × 1…31"), false, func(path string, w *report.Week, _ exporting) ([]string, error) {
		return []string{path}, report.WriteRoster(path, w)
	}},
	{"ics", "", lang.T("每人一个日历文件", "a calendar for each person"), false, func(path string, w *report.Week, o exporting) ([]string, error) {
		return report.WriteCalendars(path, w, o.now())
	}},
}

// exportOptions are the flags of schedule export.
type exportOptions struct {
	on        map[string]*bool // by format: it is asked for
	out, font string
	force     bool
}

func newExport(a *cli.App) *cobra.Command {
	o := exportOptions{on: map[string]*bool{}}
	c := &cobra.Command{
		Use:   "export FILE|WEEK|MONTH",
		Short: a.Say(lang.T("导出班表：网页报告、群图片、个人日历、CSV", "Export a roster: web report, picture, calendars, CSV")),
		Long: a.Say(lang.T(
			"把班表（文件，或 rosters/ 里某一周、某一月的）导出给团队，写到 exports/：\n"+
				"  --html  一页的网页报告，离线可看、可打印，手机也能看：班表、每个时段的需求与在岗、模拟回复率、冲突、分担\n"+
				"  --png   班表图片，可发群；用电脑里的中文字体，找不到就用 --font 指定\n"+
				"  --ics   每人一个日历文件，可导入手机日历\n"+
				"  --csv   班表，UTF-8\n"+
				"  --xlsx  Excel 班表；整月的是姓名 × 1…31，从各周的班表拼成\n"+
				"都不写就全部导出，只有 --xlsx 不算在内。手工改过的班表按改过的导出。",
			"Export a roster (a file, or the one of a week or month in rosters/) for the team into\nexports/:\n"+
				"  --html  a report on one page that works offline, in print and on a phone: roster,\n"+
				"          required and rostered heads, simulated reply rate, conflicts, fairness\n"+
				"  --png   a picture of the roster for the group chat, with a Chinese font of this\n"+
				"          computer, or the one that --font names\n"+
				"  --ics   a calendar file for each person\n"+
				"  --csv   the roster in UTF-8\n"+
				"  --xlsx  a workbook to be posted; of a month, name × 1…31, made of its weeks\n"+
				"Without any of these it writes all but --xlsx. A roster edited by hand is exported as it is.")),
		Example: `  paiban schedule export 2026-W48
  paiban schedule export 2026-12 --xlsx
  paiban schedule export rosters/2026-W48.xlsx --html -o week.html`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return export(c.Context(), a, args[0], o) },
	}
	f := c.Flags()
	for _, k := range formats {
		o.on[k.flag] = f.Bool(k.flag, false, a.Say(k.help))
	}
	f.StringVarP(&o.out, "output", "o", "", a.Say(lang.T("写到这个文件（--ics 或多种格式时是文件夹），代替 exports/", "write this file (a folder with --ics or several formats) instead of exports/")))
	f.StringVar(&o.font, "font", "", a.Say(lang.T("图片用的字体文件（.ttf、.ttc、.otf）", "font file of the picture (.ttf, .ttc, .otf)")))
	f.BoolVar(&o.force, "force", false, a.Say(lang.T("-o 指定的文件已存在时也覆盖", "replace the file that -o names")))
	return c
}

// asked are the formats asked for: where none is named, all but the workbook, which a
// week has in rosters/ and a month in exports/.
func (o *exportOptions) asked() (asked []format, every bool) {
	for _, k := range formats {
		if *o.on[k.flag] {
			asked = append(asked, k)
		}
	}
	if asked == nil {
		return slices.DeleteFunc(slices.Clone(formats), func(k format) bool { return k.flag == "xlsx" }), true
	}
	return asked, false
}

func export(ctx context.Context, a *cli.App, what string, o exportOptions) error {
	pl, j, err := toExport(ctx, a, what)
	if err != nil {
		return err
	}
	tell(a, j.Unread)
	asked, every := o.asked()
	if slices.ContainsFunc(asked, func(k format) bool { return k.sim }) {
		if err := j.Simulate(ctx); err != nil {
			return err
		}
	}
	w := pl.Document(j)
	named := "" // by -o
	if o.out != "" {
		named = a.Path(o.out)
	}
	release, err := a.Lock(cmp.Or(named, j.Workspace.Root))
	if err != nil {
		return err
	}
	defer release()
	targets, err := o.targets(asked, named, filepath.Join(j.Workspace.Root, "exports"), w.Title)
	if err != nil {
		return err
	}
	needs := exporting{now: a.Now, font: func() ([]byte, error) { return chineseFont(a, o.font) }}
	out := struct {
		Schema string   `json:"schema"`
		Files  []string `json:"files"`
	}{"paiban/schedule-export/1", []string{}}
	for i, k := range asked {
		files, err := k.write(targets[i], w, needs)
		if every && errors.As(err, new(noFontError)) {
			fmt.Fprintln(a.Stderr, lang.Tell(err, a.Lang())) // the rest does not need one
			continue
		}
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

// toExport is the roster that a word names: a file, a week, or a month, whose roster is
// that of its weeks.
func toExport(ctx context.Context, a *cli.App, what string) (*planner.Planner, *planner.Judged, error) {
	path, err := rosterPath(a, what)
	if err != nil {
		month, no := a.MonthAhead(what)
		if no != nil {
			return nil, nil, err
		}
		pl, err := a.PlannerHere()
		if err != nil {
			return nil, nil, err
		}
		j, err := pl.Sheet(pl.MonthOf(month), month)
		return pl, j, err
	}
	pl, file, err := open(a, path)
	if err != nil {
		return nil, nil, err
	}
	j, err := pl.Read(ctx, file)
	return pl, j, err
}

// targets says where each of the formats asked for goes, in dir unless named, by -o, is
// a file or a folder, and makes the folders. A file that the user named and that
// exists is left alone without force; what lies in exports/ is ours.
func (o *exportOptions) targets(asked []format, named, dir, title string) (paths []string, err error) {
	base, one := fileBase(title), len(asked) == 1
	if named != "" && one && asked[0].ext != "" {
		if err := o.free(named, asked[0].ext); err != nil {
			return nil, err
		}
		return []string{named}, os.MkdirAll(filepath.Dir(named), 0o755)
	}
	if named != "" {
		dir = named
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	for _, k := range asked {
		path := filepath.Join(dir, base+k.ext)
		if k.ext == "" {
			if named != "" && one {
				path = dir
			}
			if err := os.MkdirAll(path, 0o755); err != nil {
				return nil, err
			}
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// free refuses a file that -o names unless it has the format's ending and may be
// written.
func (o *exportOptions) free(named, ext string) error {
	if !strings.EqualFold(filepath.Ext(named), ext) {
		return cli.NewUsageError(lang.Errorf("-o %s 应以 %s 结尾", "-o %s should end in %s", o.out, ext).
			WithHint("改文件名，或换一种格式", "change the name, or ask for another kind"))
	}
	if _, err := os.Lstat(named); err == nil && !o.force {
		return lang.Errorf("%s 已经存在，没有覆盖", "%s exists and is left as it is", named).
			WithHint("换个文件名，或加 --force", "take another name, or use --force")
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
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

// noFontError says that there is no Chinese font to draw with.
type noFontError struct{ error }

func (e noFontError) Unwrap() error { return e.error }

// Tell says it in l.
func (e noFontError) Tell(l lang.Lang) string { return lang.Tell(e.error, l) }

// chineseFont reads the font that the user named, or one that this computer came with.
func chineseFont(a *cli.App, named string) ([]byte, error) {
	if named != "" {
		named = a.Path(named)
		return os.ReadFile(named)
	}
	return report.SystemFont(a.Getenv)
}
