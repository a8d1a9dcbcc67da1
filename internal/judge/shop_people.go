package judge

import (
	"fmt"
	"path/filepath"
	"strings"
)

// Person is one row of the staff list.
type Person struct {
	ID, Name, Punch, Group string
	Skills                 []string // ids of queues, nil for all
	MayWork                []string // shifts of the column 可排班次 as they are written, nil for all
	Weekly                 int      // minutes a week, 0 where the settings say it
	Contract               string   // as it is written
	Tags                   []string
	Available, Unavailable string // times of the week as they are written
	Hired, Left            *Day   // Left is the last working day
	Flags                  map[string]bool
	Trainee                *Day // last day of training
	Salary                 float64
}

// Employed says whether d is a day of the employment.
func (p *Person) Employed(d Day) bool {
	return (p.Hired == nil || *p.Hired <= d) && (p.Left == nil || d <= *p.Left)
}

// Serves says whether the person has the skill of a queue.
func (p *Person) Serves(queue string) bool {
	if len(p.Skills) == 0 {
		return true
	}
	for _, s := range p.Skills {
		if s == queue {
			return true
		}
	}
	return false
}

// ByID finds a person by id.
func (s *Shop) ByID(id string) *Person {
	for _, p := range s.People {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// Find finds a person by id, or by a name that only one person has.
func (s *Shop) Find(who string) *Person {
	who = fold(who)
	if p := s.ByID(who); p != nil {
		return p
	}
	var found *Person
	for _, p := range s.People {
		if key(p.Name) == key(who) {
			if found != nil {
				return nil
			}
			found = p
		}
	}
	return found
}

func list(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，、;；/", r) }) {
		if w = fold(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

func named(sheet string, names []string) bool {
	for _, n := range names {
		if key(sheet) == key(n) {
			return true
		}
	}
	return false
}

// rowsOf gives the rows of the sheet that has one of the names, or, in a text file, of
// the one table where it has the headings.
func rowsOf(tables []table, names []string, cols []column) []record {
	for i := range tables {
		t := &tables[i]
		if t.sheet != "" && !named(t.sheet, names) {
			continue
		}
		if rows, _, ok := t.records(cols); ok {
			return rows
		}
	}
	return nil
}

func (s *Shop) readPeople() error {
	path := listFile(s.Dir, "people")
	if path == "" {
		return fmt.Errorf("%s: the staff list is missing", s.Dir)
	}
	tables, err := openTables(path)
	if err != nil {
		return err
	}
	for _, r := range rowsOf(tables, peopleSheets, peopleColumns) {
		p := &Person{ID: r.text("id"), Name: r.text("name"), Punch: r.text("punch"), Group: r.text("group"), Skills: list(r.text("skills")), MayWork: list(r.text("shifts")), Flags: map[string]bool{}}
		if p.Punch == "" {
			p.Punch = p.ID
		}
		if _, listed := r.place["id"]; !listed {
			p.ID = idOf(p.Name)
		}
		p.Contract, p.Tags = r.text("contract"), list(r.text("tags"))
		p.Available, p.Unavailable = r.text("available"), r.text("unavailable")
		p.Weekly = int(60*number(r.text("weekly")) + 0.5)
		p.Salary = number(strings.ReplaceAll(r.rawText("salary"), ",", ""))
		for _, w := range list(r.text("flags")) {
			f, ok := flagWords[key(w)]
			if !ok {
				f = key(w)
			}
			p.Flags[f] = true
		}
		for name, to := range map[string]**Day{"hired": &p.Hired, "left": &p.Left, "until": &p.Trainee} {
			if r.rawText(name) == "" {
				continue
			}
			m, err := r.when(name)
			if err != nil {
				return fmt.Errorf("%s: %w", filepath.Base(path), err)
			}
			d := m.day
			*to = &d
		}
		s.People = append(s.People, p)
	}
	return nil
}

// Trainee says whether the person is in training on d and so counts for no cover.
func (s *Shop) Trainee(p *Person, d Day) bool {
	if p.Trainee != nil {
		return d <= *p.Trainee
	}
	if p.Flags["trainee"] {
		return true
	}
	weeks := integer(branch(s.Settings, "contract", "training")["weeks"])
	return weeks > 0 && p.Hired != nil && d < *p.Hired+Day(7*weeks)
}
