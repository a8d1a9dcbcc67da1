package main

import (
	"bufio"
	"encoding/json"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"paiban/internal/report"
)

// printJSON prints v for machines, indented, with a line break at its end.
func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.Stdout)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// grid is a table of text: aligned on a terminal (CJK characters two columns
// wide), tab-separated in a pipe.
type grid struct {
	Head  []string
	Rows  [][]string
	Right []int // columns aligned to the right, from 0
}

// Add appends a row.
func (g *grid) Add(cells ...string) { g.Rows = append(g.Rows, cells) }

// printGrid prints g to standard output.
func (a *app) printGrid(g *grid) { g.print(a.Stdout, a.Terminal()) }

func (g *grid) print(w io.Writer, aligned bool) {
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

// printRows prints a table as it comes, without holding it where nothing needs
// to be aligned. A row is valid only until the next one.
func (a *app) printRows(head []string, rows iter.Seq[[]string]) {
	if !a.Terminal() {
		printTSV(a.Stdout, head, rows)
		return
	}
	g := &grid{Head: head}
	for r := range rows {
		g.Add(slices.Clone(r)...)
	}
	a.printGrid(g)
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
