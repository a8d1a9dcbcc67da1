package workspace

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// weeksDir is the folder of what single weeks have beyond the settings and the lists.
const weeksDir = "weeks"

// WeekFile is what one week has beyond the settings and the lists of the workspace: people
// who come for some of its days, the hours that they work, and overtime that is agreed.
// `paiban scenario apply` writes it; without the file all of it is gone.
type WeekFile struct {
	Week     string         `yaml:"week"`
	Plan     string         `yaml:"plan"` // id of the scenario
	Shifts   []WeekShift    `yaml:"shifts"`
	People   []WeekPerson   `yaml:"people"`
	Overtime []WeekOvertime `yaml:"overtime"`

	name string // of the file, for messages
}

// WeekShift is a way to work that only people of the week file have.
type WeekShift struct {
	ID    string    `yaml:"id"`
	Name  lang.Text `yaml:"name"`
	Hours []Span    `yaml:"hours"`
	Days  Days      `yaml:"days"`
}

// WeekPerson comes for some days of the week.
type WeekPerson struct {
	ID     string       `yaml:"id"`
	Name   string       `yaml:"name"`
	From   workcal.Date `yaml:"from"`
	To     workcal.Date `yaml:"to"`
	Shift  string       `yaml:"shift"`
	Queues []string     `yaml:"queues"` // empty is all
}

// WeekOvertime is agreed overtime of somebody of the staff list.
type WeekOvertime struct {
	ID     string       `yaml:"id"` // of the line
	Person string       `yaml:"person"`
	Date   workcal.Date `yaml:"date"`
	Hours  Span         `yaml:"hours"`
}

// WeekFilePath returns where the file of a week lies.
func (w *Workspace) WeekFilePath(week workcal.Week) string {
	return filepath.Join(w.Root, weeksDir, week.String()+".yaml")
}

// loadWeeks reads the files of weeks/ and lays them over the settings and the lists.
func (w *Workspace) loadWeeks(problems *table.Problems) {
	paths, _, err := FilesIn(filepath.Join(w.Root, weeksDir), ".yaml", ".yml")
	if err != nil {
		addError(problems, weeksDir, err)
	}
	for _, path := range paths {
		name := weeksDir + "/" + filepath.Base(path)
		src, err := readYAML(path)
		if err != nil {
			addError(problems, name, err)
			continue
		}
		f := &WeekFile{name: name}
		d := &decoder{file: name, from: FromWorkspace, places: places{}}
		if !d.read(src, f) || d.problems.Err() != nil {
			*problems = append(*problems, d.problems...)
			continue
		}
		w.addWeek(f, problems)
	}
}

// With returns w with what f adds. w stays as it is.
func (w *Workspace) With(f *WeekFile) (*Workspace, error) {
	out, config := *w, *w.Config
	out.Config = &config
	config.Shifts, out.People, out.Overtime = slices.Clip(config.Shifts), slices.Clip(w.People), slices.Clip(w.Overtime)
	var problems table.Problems
	f.name = weeksDir + "/" + f.Week + ".yaml"
	out.addWeek(f, &problems)
	return &out, problems.Err()
}

// addWeek adds what f says. Its people are there on their own days alone, need no training
// and no punches, and work their own shift, which nobody else does.
func (w *Workspace) addWeek(f *WeekFile, problems *table.Problems) {
	bad := func(what, hint lang.Text) { problems.Add(table.Pos{File: f.name}, what, hint) }
	for i := range f.Shifts {
		s := &f.Shifts[i]
		if len(s.Hours) == 0 || slices.ContainsFunc(w.Config.Shifts, func(o Shift) bool { return o.ID == s.ID }) {
			bad(lang.F("班次 %s 没有时段，或已经有了", "shift %s has no hours, or is there already", s.ID), lang.T("改一个 id，写上 hours", "use another id, and write hours"))
			continue
		}
		sh := Shift{ID: s.ID, Name: s.Name, Short: s.Name, Hours: s.Hours, Days: s.Days, only: []string{}}
		for _, p := range f.People {
			if p.Shift == s.ID {
				sh.only = append(sh.only, p.ID)
			}
		}
		w.Config.Shifts = append(w.Config.Shifts, sh)
	}
	for _, p := range f.People {
		_, known := w.personOf(p.ID)
		if known || p.From == 0 || p.To < p.From || !slices.ContainsFunc(f.Shifts, func(s WeekShift) bool { return s.ID == p.Shift }) {
			bad(lang.F("人员 %s 的工号已经有了，或没有 from、to、shift", "person %s has an ID that is taken, or no from, to and shift", p.ID), lang.T("改正这一行，或删掉文件", "correct the line, or delete the file"))
			continue
		}
		var skills []string // nil is all queues
		if len(p.Queues) > 0 {
			skills = p.Queues
		}
		w.People = append(w.People, Person{
			ID: p.ID, Name: p.Name, Punch: p.ID, Shifts: []string{p.Shift}, Skills: skills, Hired: p.From, Left: p.To, TraineeUntil: p.From - 1,
			Flags: []Flag{Exempt}, Where: table.Pos{File: f.name},
		})
	}
	for _, o := range f.Overtime {
		i, known := w.personOf(o.Person)
		if !known || o.Date == 0 || o.Hours.IsZero() {
			bad(lang.F("加班 %s：员工表里没有 %s，或没有 date、hours", "overtime %s: %s is not in the staff list, or there is no date or hours", o.ID, o.Person), lang.T("改正这一行，或删掉文件", "correct the line, or delete the file"))
			continue
		}
		w.Overtime = append(w.Overtime, Overtime{
			Person: i, Date: o.Date, From: attendance.On(o.Date, o.Hours.Start), To: attendance.On(o.Date, o.Hours.End), Where: table.Pos{File: f.name},
		})
	}
}

// lasting is w without what single weeks have: its people are the first of w's.
func (w *Workspace) lasting() *Workspace {
	out, config := *w, *w.Config
	out.Config = &config
	config.Shifts = slices.DeleteFunc(slices.Clone(config.Shifts), func(s Shift) bool { return s.only != nil })
	out.People = slices.DeleteFunc(slices.Clone(w.People), func(p Person) bool { return p.ForWeek() })
	return &out
}

// ForWeek reports whether somebody comes for some days of one week alone, by a [WeekFile].
func (p *Person) ForWeek() bool { return strings.HasPrefix(p.Where.File, weeksDir+"/") }

// personOf finds somebody by ID.
func (w *Workspace) personOf(id string) (int, bool) {
	i := slices.IndexFunc(w.People, func(p Person) bool { return p.ID == id })
	return i, i >= 0
}

// Write writes f to path.
func (f *WeekFile) Write(path string) error {
	var b strings.Builder
	note := lang.T("由 paiban scenario apply 写：这一周另外来的人、他们的时段、说好的加班。删掉文件就都不算数。", "Written by paiban scenario apply: who else comes this week, their hours, and overtime agreed. Without the file none of it counts.")
	fmt.Fprintf(&b, "# %s\n# %s\n", note.ZH, note.EN)
	fmt.Fprintf(&b, "week: %s\nplan: %q\n", f.Week, f.Plan)
	quoted := func(list []string) string {
		for i := range list {
			list[i] = fmt.Sprintf("%q", list[i])
		}
		return "[" + strings.Join(list, ", ") + "]"
	}
	if len(f.Shifts) > 0 {
		b.WriteString("shifts:\n")
	}
	for _, s := range f.Shifts {
		var hours, days []string
		for _, h := range s.Hours {
			hours = append(hours, h.String())
		}
		for _, d := range s.Days {
			days = append(days, string(d))
		}
		fmt.Fprintf(&b, "  - {id: %q, name: {zh: %q, en: %q}, hours: %s, days: %s}\n", s.ID, s.Name.ZH, s.Name.EN, quoted(hours), quoted(days))
	}
	if len(f.People) > 0 {
		b.WriteString("people:\n")
	}
	for _, p := range f.People {
		fmt.Fprintf(&b, "  - {id: %q, name: %q, from: %s, to: %s, shift: %q, queues: %s}\n", p.ID, p.Name, p.From, p.To, p.Shift, quoted(slices.Clone(p.Queues)))
	}
	if len(f.Overtime) > 0 {
		b.WriteString("overtime:\n")
	}
	for _, o := range f.Overtime {
		fmt.Fprintf(&b, "  - {id: %q, person: %q, date: %s, hours: %q}\n", o.ID, o.Person, o.Date, o.Hours.String())
	}
	return report.WriteFile(path, []byte(b.String()))
}
