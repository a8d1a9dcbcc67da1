// Package service reads what shops know of their agents' work: the agent reports of
// Qianniu, Pinduoduo, Kuaishou, Feige and JD, lists of quality inspection, exams and
// complaints, and any other table with who, when and figures. Sheets are recognised by
// their headings, never by the name of a file or the place of a column. Every line, cell
// and column that is not used is told, and reading goes on.
//
// [Read] reads one file; [Merge] lays the files of a month over each other and gives
// each person's figures.
package service

import (
	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// Export is the content of one file.
type Export struct {
	File    string
	Rows    []Row
	Dropped []Dropped
	Notes   []lang.Text // what the reader decided that the user should know
	Lines   int         // below the headings, used or not
}

// Row is what one line says of one agent over some days.
type Row struct {
	Who      Agent
	From, To workcal.Date // half-open
	Cells    []Cell
	Where    table.Pos
}

// Agent is somebody as a report knows them; what it does not say is empty.
type Agent struct {
	Account  string // 旺旺, 子账号, 客服昵称
	ID       string // 工号
	Name     string
	Shop     string
	Platform string // key of one of platforms
}

// Cell is one figure.
type Cell struct {
	Metric string
	Value  float64
	Col    int
}

// Dropped is something that is not used, and why.
type Dropped struct {
	Where table.Pos
	What  string
	Why   lang.Text
}

// Label shows an agent in messages.
func (a *Agent) Label() string {
	for _, s := range []string{a.Account, a.Name, a.ID} {
		if s != "" {
			return s
		}
	}
	return "?"
}

// unitOf returns the unit and the name of a metric, of the shop's own too.
func unitOf(metric string, own []attendance.ServiceColumn) (attendance.Unit, lang.Text) {
	if m := metricOf(metric); m != nil {
		return m.Unit, m.Name
	}
	for _, c := range own {
		if c.Is == metric {
			return c.Unit, lang.Same(c.Heading)
		}
	}
	return attendance.Count, lang.Same(metric)
}
