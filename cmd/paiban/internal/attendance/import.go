package attendance

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"paiban/attendance"
	"paiban/attendance/punch"
	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/punchflags"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/schedule"
)

func newImport(a *cli.App) *cobra.Command {
	var mapping string
	c := &cobra.Command{
		Use:   "import FILE…",
		Short: a.Say(lang.T("读打卡文件，列出每一次打卡", "Read punch files and list every punch")),
		Long: a.Say(lang.T(
			"认出打卡文件的版式，把每一次打卡列成同样的几列，并说明哪些行没有用上、为什么。\n日期是班次所属的日期；24:00 以后的时间是次日凌晨。什么文件都不改。",
			"Recognise the layout of punch files, list every punch in the same columns, and say\nwhich lines were not used and why. Dates are work dates if the file gives them;\ntimes from 24:00 on are past midnight. No file is changed.")),
		Example: `  paiban attendance import clock.xls
  paiban attendance import dingtalk.xlsx --json > punches.json
  paiban attendance import odd.csv --map 店员=name,哪天=date,几点=time`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, files []string) error {
			columns, err := punchflags.Columns(mapping)
			if err != nil {
				return err
			}
			exports, err := punchflags.Read(c.Context(), a, files, columns)
			if err != nil {
				return err
			}
			if a.JSON {
				return printImport(a, exports)
			}
			printPunches(a, exports)
			for _, e := range exports {
				tellImport(a, e)
			}
			return nil
		},
	}
	punchflags.AddMap(a, c, &mapping)
	return c
}

// printPunches prints a line for every punch. In a pipe nothing is held back: a
// clock's memory has a million.
func printPunches(a *cli.App, exports []*punch.Export) {
	var head []string
	for _, t := range []lang.Text{
		lang.T("姓名", "Name"), lang.T("工号", "ID"), lang.T("考勤号", "Punch No"), lang.T("日期", "Date"), lang.T("时间", "Time"), lang.T("来源", "Source"), lang.T("位置", "Place"),
	} {
		head = append(head, a.Say(t))
	}
	a.PrintRows(head, func(yield func([]string) bool) {
		row := make([]string, len(head))
		for _, e := range exports {
			for i := range e.Punches {
				p := &e.Punches[i]
				who := &e.People[p.Person]
				date := p.Work
				if date == 0 || p.At.From(date) < 0 {
					date = p.At.Date()
				}
				row[0], row[1], row[2], row[3] = who.Name, who.ID, who.Punch, date.String()
				row[4], row[5], row[6] = schedule.Clock(p.At.From(date)), a.Say(p.Source.Text()), p.Where.String()
				if !yield(row) {
					return
				}
			}
		}
	})
}

// tellImport says on standard error what a file held.
func tellImport(a *cli.App, e *punch.Export) {
	say := func(zh, en string, args ...any) { fmt.Fprintln(a.Stderr, a.Say(lang.F(zh, en, args...))) }
	say("%s：%s，%d 人，%d 次打卡，%d 个排好的人天，%d 条请假、%d 条加班", "%s: %s, %d people, %d punches, %d planned person-days, %d leaves, %d overtime approvals",
		e.Files[0], e.Name, len(e.People), len(e.Punches), len(e.Shifts), len(e.Leave), len(e.Overtime))
	for _, n := range slices.Concat(e.Notes, e.Namesakes()) {
		fmt.Fprintln(a.Stderr, "  "+a.Say(n))
	}
	const most = 20
	for i, d := range e.Dropped {
		if i == most {
			say("  …没有用上的还有 %d 行，加 --json 可全部列出", "  … %d more lines not used; --json lists them all", len(e.Dropped)-most)
			break
		}
		say("  没用：%s：%s（%s）", "  not used: %s: %s (%s)", d.Where, d.Why, d.What)
	}
}

// exportJSON is one file of what paiban attendance import --json prints.
type exportJSON struct {
	File    string          `json:"file"`
	Layout  string          `json:"layout"`
	People  []clockedJSON   `json:"people"`
	Punches []punchJSON     `json:"punches"`
	Shifts  int             `json:"planned_person_days"`
	Leave   int             `json:"leaves"`
	Dropped []report.Unused `json:"dropped"`
	Notes   []lang.Text     `json:"notes,omitempty"`
	Sheets  []sheetJSON     `json:"sheets,omitempty"` // of a workbook with several
}

type sheetJSON struct {
	Sheet string    `json:"sheet"`
	Use   lang.Text `json:"use"`
}

type clockedJSON struct {
	Name  string `json:"name"`
	ID    string `json:"id,omitempty"`
	Punch string `json:"punch_no,omitempty"`
	Group string `json:"group,omitempty"`
	Left  bool   `json:"left,omitempty"`
}

type punchJSON struct {
	Person int               `json:"person"`
	At     attendance.Stamp  `json:"at"`
	Source attendance.Source `json:"source"`
	Where  string            `json:"where"`
}

// printImport prints the exports for machines, as printJSON does, but punch by
// punch: everything else first, with the lists of punches empty, then these where
// they belong.
func printImport(a *cli.App, exports []*punch.Export) error {
	files := []exportJSON{}
	for _, e := range exports {
		out := exportJSON{File: e.Files[0], Layout: e.Layout, People: []clockedJSON{}, Punches: []punchJSON{}, Shifts: len(e.Shifts), Leave: len(e.Leave), Dropped: []report.Unused{}, Notes: slices.Concat(e.Notes, e.Namesakes())}
		for _, p := range e.People {
			out.People = append(out.People, clockedJSON{p.Name, p.ID, p.Punch, cmp.Or(p.Dept, p.Group), p.Left})
		}
		for _, d := range e.Dropped {
			out.Dropped = append(out.Dropped, report.Unused{Where: d.Where.String(), What: d.What, Why: d.Why})
		}
		for _, s := range e.Sheets {
			out.Sheets = append(out.Sheets, sheetJSON(s))
		}
		files = append(files, out)
	}
	var frame bytes.Buffer
	enc := json.NewEncoder(&frame)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(struct {
		Schema string       `json:"schema"`
		Files  []exportJSON `json:"files"`
	}{"paiban.attendance.import/1", files}); err != nil {
		return err
	}
	out := bufio.NewWriter(a.Stdout)
	// No text holds a line break in JSON, so this is nothing but the empty lists.
	const empty = "\n      \"punches\": []"
	for k, part := range strings.Split(frame.String(), empty) {
		if k > 0 {
			if err := writePunches(out, exports[k-1], empty); err != nil {
				return err
			}
		}
		out.WriteString(part)
	}
	return out.Flush()
}

// writePunches writes the list of punches in place of the empty one.
func writePunches(out *bufio.Writer, e *punch.Export, empty string) error {
	if len(e.Punches) == 0 {
		_, err := out.WriteString(empty)
		return err
	}
	out.WriteString(strings.TrimSuffix(empty, "]"))
	for i := range e.Punches {
		p := &e.Punches[i]
		b, err := json.MarshalIndent(punchJSON{p.Person, p.At, p.Source, p.Where.String()}, "        ", "  ")
		if err != nil {
			return err
		}
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n        ")
		out.Write(b)
	}
	_, err := out.WriteString("\n      ]")
	return err
}
