package settlement

import (
	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
)

// Document is a settled month for machines. Fields are added, never renamed; Schema
// counts changes that are not additions.
type Document struct {
	Schema string             `json:"schema"`
	Month  string             `json:"month"`
	File   string             `json:"file"`
	Slips  string             `json:"slips,omitempty"` // the file of the slips
	Preset string             `json:"preset,omitempty"`
	Fund   attendance.Money   `json:"activity_fund"`      // fines of the month
	Left   attendance.Money   `json:"activity_fund_left"` // at its end
	Until  attendance.Stamp   `json:"punches_until,omitzero"`
	Policy attendance.Policy  `json:"policy"`
	People []attendance.Month `json:"people"`
	Flags  []attendance.Flag  `json:"flags"`

	Activities []DueActivity `json:"activities,omitempty"` // who was due where, and whether they were there

	Notes   []lang.Text     `json:"notes"`
	Dropped []report.Unused `json:"dropped"`
}

// DueActivity is a meeting or a training that the roster had for somebody.
type DueActivity struct {
	Person string       `json:"person"` // ID
	Who    string       `json:"person_name"`
	Date   workcal.Date `json:"date"`
	attendance.Activity
}

// Activities lists who was due where by the rosters of the month, and whether they were there
// by the punches, person by person.
func (s *Settled) Activities() (out []DueActivity) {
	for i := range s.Sheet.People {
		m := &s.Sheet.People[i]
		for d := range m.Days {
			for _, a := range m.Days[d].Activities {
				out = append(out, DueActivity{m.Person.ID, m.Person.Name, m.Days[d].Date, a})
			}
		}
	}
	return out
}

// Document returns s for machines. Its lists are empty, never null.
func (s *Settled) Document() Document {
	sheet := s.Sheet
	d := Document{
		Schema: "paiban.month/1", Month: s.Month.String(), File: s.Path, Slips: s.Slips, Fund: sheet.Fund, Left: sheet.FundBalance(), Until: sheet.Until, Policy: sheet.Policy,
		People: sheet.People, Flags: sheet.Flags, Notes: s.Notes, Dropped: s.Dropped, Activities: s.Activities(),
	}
	if d.Flags == nil {
		d.Flags = []attendance.Flag{}
	}
	if d.Notes == nil {
		d.Notes = []lang.Text{}
	}
	if d.Dropped == nil {
		d.Dropped = []report.Unused{}
	}
	if s.workspace != nil {
		d.Preset = s.workspace.Config.Preset
	}
	return d
}
