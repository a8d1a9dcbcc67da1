package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"paiban/internal/lang"
	"paiban/internal/report"
)

// PrintJSON prints v for machines, indented, with a line break at its end.
func (a *App) PrintJSON(v any) error {
	enc := json.NewEncoder(a.Stdout)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// Grid is a table of text: aligned on a terminal (CJK characters two columns
// wide), tab-separated in a pipe.
type Grid struct {
	Head  []string
	Rows  [][]string
	Right []int // columns aligned to the right, from 0
}

// Add appends a row.
func (g *Grid) Add(cells ...string) { g.Rows = append(g.Rows, cells) }

// PrintGrid prints g to standard output.
func (a *App) PrintGrid(g *Grid) { g.print(a.Stdout, a.Terminal()) }

func (g *Grid) print(w io.Writer, aligned bool) {
	if !aligned {
		printTSV(w, g.Head, slices.Values(g.Rows))
		return
	}
	t := table.NewWriter()
	t.SetOutputMirror(w)
	style := table.StyleLight
	style.Format.Header = text.FormatDefault
	style.Options = table.Options{SeparateHeader: true}
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	t.SetStyle(style)
	t.AppendHeader(row(g.Head))
	for _, r := range g.Rows {
		t.AppendRow(row(r))
	}
	var conf []table.ColumnConfig
	for _, i := range g.Right {
		conf = append(conf, table.ColumnConfig{Number: i + 1, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	t.SetColumnConfigs(conf)
	t.Render()
}

// PrintRows prints a table as it comes, without holding it where nothing needs
// to be aligned. A row is valid only until the next one.
func (a *App) PrintRows(head []string, rows iter.Seq[[]string]) {
	if !a.Terminal() {
		printTSV(a.Stdout, head, rows)
		return
	}
	g := &Grid{Head: head}
	for r := range rows {
		g.Add(slices.Clone(r)...)
	}
	a.PrintGrid(g)
}

// printTSV prints rows with tabs between their cells.
func printTSV(w io.Writer, head []string, rows iter.Seq[[]string]) {
	out := bufio.NewWriter(w) // a punch log has a million rows
	defer out.Flush()
	// A tab or line break inside a cell would be read as structure; and what is
	// piped into a file may be opened in a spreadsheet.
	plain := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	line := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				out.WriteByte('\t')
			}
			if strings.Trim(c, "+-0123456789.,:% ") != "" { // more than a number
				c = report.Inert(c)
			}
			plain.WriteString(out, c)
		}
		out.WriteByte('\n')
	}
	line(head)
	for r := range rows {
		line(r)
	}
}

func row(cells []string) table.Row {
	r := make(table.Row, len(cells))
	for i, c := range cells {
		r[i] = c
	}
	return r
}

// Figure prints f with at most two decimals.
func Figure(f float64) string {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'f', 2, 64), 64) // is a number
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// Section prints a heading and lines below it, nothing where there are none.
func (a *App) Section(head lang.Text, lines []lang.Text) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(a.Stdout, "\n%s\n", a.Say(head))
	for _, l := range lines {
		fmt.Fprintf(a.Stdout, "  %s\n", a.Say(l))
	}
}

// Heads says texts, for the head of a grid.
func (a *App) Heads(texts ...lang.Text) (out []string) {
	for _, t := range texts {
		out = append(out, a.Say(t))
	}
	return out
}

// Bullets prints one line each, at most most of them, and says how many it left
// out.
func (a *App) Bullets(lines []lang.Text, most int) {
	for i, t := range lines {
		if i == most {
			fmt.Fprintln(a.Stdout, a.Say(lang.F("  … 还有 %d 条，见班表的“问题”页", "  … %d more in the workbook", len(lines)-most)))
			return
		}
		fmt.Fprintln(a.Stdout, "  • "+a.Say(t))
	}
}

// CSVCell quotes a name where CSV asks for it and keeps it from being run as a
// formula.
func CSVCell(s string) string {
	s = report.Inert(s)
	if strings.ContainsAny(s, ",\"\r\n") {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}
