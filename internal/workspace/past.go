package workspace

import (
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// pastDays is how far back a roster looks: eight weeks.
const pastDays = 56

// pastRosters are the roster workbooks of the workspace that count; where
// several speak of a day the last one counts.
type pastRosters struct {
	files []*report.RosterFile
	rows  []map[string]int // by file: row of each ID
	leave []string         // words of leave beyond the usual ones

	unknown []string // words that mean nothing today, in order of appearance
}

// pastRosters reads the rosters that count, see [Rosters], those of the horizon
// itself too; notes tell of days before start which files do not.
func (w *Workspace) pastRosters(start workcal.Date) (past *pastRosters, notes []lang.Text, err error) {
	past = &pastRosters{}
	if w.Root == "" {
		return past, nil, nil // a preset alone
	}
	rosters, err := w.Rosters()
	if err != nil {
		return nil, nil, err
	}
	for _, l := range w.Leave {
		past.leave = append(past.leave, l.Type.ZH, l.Type.EN)
	}
	if past.files, err = rosters.Read(); err != nil {
		return nil, nil, err
	}
	for _, f := range past.files {
		rows := make(map[string]int, len(f.People))
		for i := range f.People {
			rows[f.People[i].ID] = i
		}
		past.rows = append(past.rows, rows)
	}
	return past, rosters.HistoryNotes(start), nil
}

// words reads cells as shifts of a problem.
func (r *pastRosters) words(shifts []schedule.Shift) *report.Words {
	return report.NewWords(shifts, r.leave...)
}

// cell returns what a person works on a date, and whether a roster covers it. Of
// several rosters the last one counts. A word that is not a current shift counts as a
// day off: a type of leave that is no longer in the list, or a removed shift.
func (r *pastRosters) cell(id string, date workcal.Date, words *report.Words) (shift int, known bool) {
	for k := len(r.files) - 1; k >= 0; k-- {
		f := r.files[k]
		d := int(date - f.Start)
		if d < 0 || d >= f.Days {
			continue
		}
		i, there := r.rows[k][id]
		if !there || d >= len(f.People[i].Cells) {
			continue
		}
		text := f.People[i].Cells[d]
		s, _, ok := words.Parse(text)
		if !ok && !contains(r.unknown, text) {
			r.unknown = append(r.unknown, text)
		}
		return s, true
	}
	return schedule.Off, false
}

// of returns what a person worked on the days before start, the latest last. It goes
// back until the first day that no roster covers.
func (r *pastRosters) of(id string, start workcal.Date, words *report.Words) []int {
	var back []int
	for d := 1; d <= pastDays; d++ {
		s, known := r.cell(id, start-workcal.Date(d), words)
		if !known {
			break
		}
		back = append(back, s)
	}
	past := make([]int, 0, len(back))
	for i := len(back) - 1; i >= 0; i-- {
		past = append(past, back[i])
	}
	if len(past) == 0 {
		return nil
	}
	return past
}

// turns returns who had a rota on a date, as the roster names them, and whether
// one says so.
func (r *pastRosters) turn(name lang.Text, date workcal.Date) (who string, known bool) {
	for k := len(r.files) - 1; k >= 0; k-- {
		f := r.files[k]
		d := int(date - f.Start)
		if d < 0 || d >= f.Days {
			continue
		}
		for _, row := range f.Rotas {
			if same(row.Name, name.ZH, name.EN) && d < len(row.Cells) {
				return row.Cells[d], true
			}
		}
	}
	return "", false
}
