package judge

import (
	"fmt"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"time"
)

var tallyWords = map[string]string{
	"工时": "hours", "hours": "hours", "出勤": "days", "days": "days", "休息": "off", "off": "off",
	"请假": "leave", "leave": "leave", "晚班": "late", "late": "late", "夜班": "night", "night": "night",
}

// RosterFile reads a roster workbook or a table with a heading row of ID and dates.
func (s *Shop) RosterFile(path string) (*Roster, error) {
	// The roster is the first sheet that shows dates; the hidden copy stands behind it.
	tables, err := openSheets(path, "first", func(name string, hidden bool, sofar []table) bool {
		if hidden {
			return name == "paiban"
		}
		if named(name, breakSheets) {
			return true
		}
		for i := range sofar {
			if !sofar[i].hidden && s.readRoster(&Roster{File: filepath.Base(path)}, &sofar[i], 0) {
				return false
			}
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	r := &Roster{File: filepath.Base(path)}
	hint := r.hiddenCopy(tables)
	for i := range tables {
		if tables[i].hidden {
			continue
		}
		if s.readRoster(r, &tables[i], hint) {
			r.readBreaks(tables)
			return r, nil
		}
	}
	return nil, fmt.Errorf("%s: no heading row with an ID and dates", r.File)
}

// hiddenCopy reads the sheet "paiban" and gives the first day that the file speaks of.
func (r *Roster) hiddenCopy(tables []table) (first Day) {
	for _, t := range tables {
		if t.sheet != "paiban" {
			continue
		}
		for _, row := range t.shown {
			if len(row) < 2 {
				continue
			}
			switch row[0] {
			case "start":
				first, _ = ParseDay(row[1])
			case "person":
				if r.Wrote == nil {
					r.Wrote = map[string][]string{}
				}
				r.Wrote[row[1]] = row[2:]
			case "published":
				r.Published = true
			case "change":
				if len(row) >= 6 {
					r.Marks = append(r.Marks, mark{row[1], row[2], row[4], row[5]})
				}
			}
		}
	}
	return first
}

var (
	monthDay  = regexp.MustCompile(`^(?:[A-Za-z]{3}\s+)?(\d{1,2})[-/.月](\d{1,2})日?(?:\s*\S+)?$`)
	dayNumber = regexp.MustCompile(`^(\d{1,2})日?$`)
	nameMonth = regexp.MustCompile(`(\d{4})[-年._]?(\d{1,2})(?:\D|$)`)
	nameWeek  = regexp.MustCompile(`(\d{4}-W\d{2})`)
)

// headingDay reads a heading as a date: a full one, a month and a day near hint, or a
// bare number in the month that the file's name says.
func headingDay(shown, raw, file string, hint Day) (Day, bool) {
	if m, err := parseMoment(raw); err == nil && !m.timed {
		return m.day, true
	}
	if hint == 0 {
		if w := nameWeek.FindString(file); w != "" {
			hint, _ = ParseWeek(w)
		}
	}
	if p := monthDay.FindStringSubmatch(fold(shown)); p != nil && hint != 0 {
		m, _ := strconv.Atoi(p[1])
		d, _ := strconv.Atoi(p[2])
		if m < 1 || m > 12 || d < 1 || d > 31 {
			return 0, false
		}
		best := Day(0)
		for y := hint.Time().Year() - 1; y <= hint.Time().Year()+1; y++ {
			at := Date(y, time.Month(m), d)
			if best == 0 || abs(int(at-hint)) < abs(int(best-hint)) {
				best = at
			}
		}
		return best, true
	}
	if p := dayNumber.FindStringSubmatch(fold(shown)); p != nil {
		m := nameMonth.FindStringSubmatch(file)
		d, _ := strconv.Atoi(p[1])
		if m == nil || d < 1 || d > 31 {
			return 0, false
		}
		y, _ := strconv.Atoi(m[1])
		mo, _ := strconv.Atoi(m[2])
		at := Date(y, time.Month(mo), d)
		return at, mo >= 1 && mo <= 12 && int(at.Time().Month()) == mo
	}
	return 0, false
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func (s *Shop) readRoster(r *Roster, t *table, hint Day) bool {
	for h := 0; h < min(20, len(t.shown)); h++ {
		id, name := -1, -1
		dates := map[int]Day{}
		tally := map[int]string{}
		for c, shown := range t.shown[h] {
			if named(headingKey(shown), peopleColumns[0].words) {
				id = c
				continue
			}
			if named(headingKey(shown), peopleColumns[1].words) {
				name = c
				continue
			}
			if w, ok := tallyWords[headingKey(shown)]; ok {
				tally[c] = w
				continue
			}
			if d, ok := headingDay(shown, t.at(t.raw, h, c), r.File, hint); ok {
				dates[c] = d
			}
		}
		if (id < 0 && name < 0) || len(dates) == 0 {
			continue
		}
		s.fillRoster(r, t, h, id, name, dates, tally)
		return true
	}
	return false
}

func (s *Shop) fillRoster(r *Roster, t *table, h, id, name int, dates map[int]Day, tally map[int]string) {
	cols := make([]int, 0, len(dates))
	for c := range dates {
		cols = append(cols, c)
	}
	sort.Ints(cols)
	last := Day(0)
	for _, c := range cols {
		if r.First == 0 || dates[c] < r.First {
			r.First = dates[c]
		}
		last = max(last, dates[c])
	}
	r.Days = int(last-r.First) + 1
	for i := h + 1; i < len(t.shown); i++ {
		who := fold(t.at(t.shown, i, id))
		p := s.ByID(who)
		if p == nil && name >= 0 && fold(t.at(t.shown, i, name)) != "" {
			if byName := s.Find(t.at(t.shown, i, name)); byName != nil && (who == "" || id < 0) {
				p, who = byName, byName.ID
			}
		}
		if p == nil {
			if who == "" && len(r.Rows) > 0 {
				break // the heads per day follow
			}
			if _, was := r.Wrote[who]; !was {
				continue
			}
		}
		row := Row{Person: p, ID: who, Cells: make([]Cell, r.Days)}
		for c, d := range dates {
			cell := s.cell(t.at(t.shown, i, c), d)
			cell.Place = place(i, c)
			if f := t.formulas[cell.Place]; f != "" {
				cell = Cell{Text: "=" + f, Bad: true, Formula: true, Place: cell.Place}
			}
			row.Cells[d-r.First] = cell
		}
		sums := map[string]string{}
		for c, w := range tally {
			sums[w] = fold(t.at(t.raw, i, c))
		}
		r.Rows = append(r.Rows, row)
		r.Tally = append(r.Tally, sums)
	}
}

func place(row, col int) string {
	name := ""
	for c := col; c >= 0; c = c/26 - 1 {
		name = string(rune('A'+c%26)) + name
	}
	return name + strconv.Itoa(row+1)
}
