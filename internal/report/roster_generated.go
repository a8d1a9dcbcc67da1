package report

import (
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// rosterMeta is what the hidden sheet says was generated.
type rosterMeta struct {
	title, preset, inputs string
	start                 workcal.Date
	people, rotas         []RosterRow
	state                 State

	// As they were written, see [RosterBreak.key]; nil where the file does not say.
	breaks, activities map[string]bool
}

// readMeta reads the hidden sheet; nil where there is none.
func readMeta(b *table.Book) (*rosterMeta, error) {
	i := slices.Index(b.Sheets(), metaSheet)
	if i < 0 {
		return nil, nil
	}
	m := &rosterMeta{}
	for row, err := range b.Rows(i) {
		if err != nil {
			return nil, err
		}
		v := row.At(2)
		switch row.At(1) {
		case "paiban":
			if v != rosterFormat {
				return nil, nil
			}
		case "title":
			m.title = v
		case "preset":
			m.preset = v
		case "inputs":
			m.inputs = v
		case "start":
			m.start, err = workcal.ParseDate(v)
			if err != nil {
				return nil, nil
			}
		case "published", "change":
			m.state.read(row)
		case "person":
			m.people = append(m.people, metaRow(row))
		case "rota":
			m.rotas = append(m.rotas, metaRow(row))
		case breakMeta:
			note(&m.breaks, v)
		case activityMeta:
			note(&m.activities, v)
		}
	}
	return m, nil
}

// note puts a key into a set; "" says that there is one, perhaps with nothing in it.
func note(set *map[string]bool, key string) {
	if *set == nil {
		*set = map[string]bool{}
	}
	if key != "" {
		(*set)[key] = true
	}
}

// days is how many days were generated.
func (m *rosterMeta) days() (n int) {
	for _, r := range m.people {
		n = max(n, len(r.Cells))
	}
	return n
}

func metaRow(row table.Row) RosterRow {
	r := RosterRow{ID: row.At(2)}
	for _, c := range row.Cells {
		if c.Col > 2 {
			for len(r.Cells) < c.Col-2 {
				r.Cells = append(r.Cells, "")
			}
			r.Cells[c.Col-3] = c.Text
		}
	}
	return r
}

// compare lists what differs from what was generated, and reports days that are gone.
func (f *RosterFile) compare(was *rosterMeta, problems *table.Problems) {
	if was == nil {
		return
	}
	var gone []string
	for i := range was.days() {
		if d := was.start + workcal.Date(i); d < f.Start || d >= f.Start+workcal.Date(f.Days) {
			gone = append(gone, d.String())
		}
	}
	if gone != nil {
		problems.Add(f.pos(f.head, 0), lang.F("少了 %s 的列：生成时有", "there is no column of %s, which was there when it was generated", strings.Join(gone, ", ")),
			lang.T("补上这一列，或用 paiban week 重排；不排的日子整列写“休”", "put the column back, or plan the week again; write rest days into the days that nobody works"))
		return
	}
	f.Generated, f.Title, f.Preset, f.Inputs, f.State, f.was = true, was.title, was.preset, was.inputs, was.state, was
	f.compareRows(f.People, was.people, func(r RosterRow) string { return r.ID })
	f.compareRows(f.Rotas, was.rotas, func(r RosterRow) string { return r.Name })
	if was.start != f.Start {
		f.loose = true
		f.Edited = append(f.Edited, f.pos(0, 0))
	}
}

func (f *RosterFile) compareRows(now, was []RosterRow, key func(RosterRow) string) {
	before := map[string]RosterRow{}
	for _, r := range was {
		before[plain(r.ID)] = r
	}
	found := 0
	for _, r := range now {
		old, ok := before[plain(key(r))]
		if !ok {
			f.loose = true
			f.Edited = append(f.Edited, f.pos(r.Row, 1))
			continue
		}
		found++
		for d, text := range r.Cells {
			text0 := ""
			if d < len(old.Cells) {
				text0 = old.Cells[d]
			}
			if unlocked(plain(text)) != unlocked(plain(text0)) {
				if k := plain(text); unlocked(k) == k {
					f.loose = true
				}
				f.Edited = append(f.Edited, f.Pos(r, d))
			}
		}
	}
	if found < len(was) {
		f.loose = true
		f.Edited = append(f.Edited, f.pos(0, 0))
	}
}

// Original returns f with the cells of its people and rotas as they were
// generated; nil where that is not known, or where the days or the people are
// others now.
func (f *RosterFile) Original() *RosterFile {
	if f.was == nil || f.was.start != f.Start || len(f.was.people) != len(f.People) {
		return nil
	}
	o := *f
	restore := func(now, was []RosterRow, key func(RosterRow) string) []RosterRow {
		out := slices.Clone(now)
		for i := range out {
			k := slices.IndexFunc(was, func(r RosterRow) bool { return plain(r.ID) == plain(key(out[i])) })
			if k < 0 || len(was[k].Cells) > f.Days {
				return nil
			}
			out[i].Cells = append(slices.Clone(was[k].Cells), make([]string, f.Days-len(was[k].Cells))...)
		}
		return out
	}
	o.People = restore(f.People, f.was.people, func(r RosterRow) string { return r.ID })
	o.Rotas = restore(f.Rotas, f.was.rotas, func(r RosterRow) string { return r.Name })
	if o.People == nil || o.Rotas == nil && f.Rotas != nil {
		return nil
	}
	return &o
}

// Unlocked reports whether somebody has edited the roster since it was generated, or
// made it by hand, in more than cells which they have locked: planning again would lose
// what they wrote.
func (f *RosterFile) Unlocked() bool { return !f.Generated || f.loose }

// Changed reports whether somebody has edited the roster since it was
// generated, or made it by hand.
func (f *RosterFile) Changed() bool { return !f.Generated || len(f.Edited) > 0 }
