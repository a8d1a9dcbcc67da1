package planner

import (
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Chosen is overtime of a person on a day that a roster has chosen.
type Chosen struct {
	Person string          `json:"person"` // id
	Name   string          `json:"name"`
	Date   workcal.Date    `json:"date"`
	Spans  []schedule.Span `json:"spans"` // minutes of the work date
	Yuan   float64         `json:"yuan"`
}

// Overtime lists the overtime that the roster has chosen, by day.
func (j *Judged) Overtime() (out []Chosen) {
	p, r := j.Plan.Problem, j.Result.Roster
	for d := range p.Days {
		for i := range p.People {
			if s := r.Cells[i][d]; s != schedule.Off && p.Shifts[s].Overtime != nil {
				out = append(out, Chosen{p.People[i].ID, p.PersonName(i), p.Date(d), p.Shifts[s].Overtime, float64(p.ExtraPrice(i, d, s)) / 100})
			}
		}
	}
	return out
}

// overtimeNotes says who works which overtime and for how much.
func (j *Judged) overtimeNotes() (out []lang.Text) {
	minutes, yuan := 0, 0.0
	for _, c := range j.Overtime() {
		var spans []lang.Text
		for _, g := range c.Spans {
			spans = append(spans, g.Text())
			minutes += g.Len()
		}
		yuan += c.Yuan
		out = append(out, lang.F("加班：%s %s %s，%.2f 元", "overtime: %s %s %s, %.2f yuan", c.Name, j.Plan.Problem.DayText(int(c.Date-j.Plan.Problem.Start)), lang.Join(spans, "、", ", "), c.Yuan))
	}
	if len(out) > 1 {
		out = slices.Insert(out, 0, lang.F("加班一共 %s，%.2f 元", "overtime in all: %s, %.2f yuan", schedule.Duration(minutes), yuan))
	}
	return out
}
