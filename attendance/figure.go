package attendance

import (
	"paiban/internal/lang"
	"paiban/internal/table"
)

// Figure is what the service reports of a month say of one person in one respect.
type Figure struct {
	Metric string    `json:"metric"` // first_reply, satisfaction …; package service lists them
	Name   lang.Text `json:"name"`
	Unit   Unit      `json:"unit"`
	Value  float64   `json:"value"`

	// Contacts are those that the figure rests on; 0 where the reports name none.
	Contacts float64 `json:"contacts,omitempty"`

	// Where are the cells that it is put together from, in order.
	Where []table.Pos `json:"where"`
}

// Unit is what a figure is measured in.
type Unit string

const (
	Count   Unit = "count"
	Share   Unit = "share"   // 0.93 is 93%
	Seconds Unit = "seconds" // of time
	Sum     Unit = "yuan"
	Marks   Unit = "marks" // as somebody gave them
)

// Units lists the units.
var Units = []Unit{Count, Share, Seconds, Sum, Marks}

// figures are the metrics that the reports have of anybody.
func (in *Input) figures() map[string]bool {
	known := map[string]bool{}
	for _, of := range in.Service {
		for i := range of {
			known[of[i].Metric] = true
		}
	}
	return known
}

// Figures are those of one person.
type Figures []Figure

// Of returns the figure of a metric, nil where the reports have none.
func (f Figures) Of(metric string) *Figure {
	for i := range f {
		if f[i].Metric == metric {
			return &f[i]
		}
	}
	return nil
}
