package judge

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// evidenceOf reads the punches of a month and of its neighbours, and the approvals.
func (s *Shop) evidenceOf(month, workbook string) (Evidence, error) {
	var ev Evidence
	first, err := ParseDay(month + "-01")
	if err != nil {
		return ev, err
	}
	for _, m := range []int{-1, 0, 1} {
		name := first.Time().AddDate(0, m, 0).Format("2006-01")
		entries, err := os.ReadDir(filepath.Join(s.Dir, "punches", name))
		if err != nil {
			continue
		}
		for _, e := range entries {
			if e.IsDir() || punchFileIgnored(e.Name()) {
				continue
			}
			f, err := readPunchFile(filepath.Join(s.Dir, "punches", name, e.Name()))
			if err != nil {
				return ev, err
			}
			s.addFile(&ev, f, m == 0)
		}
	}
	for _, l := range s.Leaves {
		ev.Approvals = append(ev.Approvals, l.approval())
	}
	for _, o := range s.Overtime {
		day := o.Day.Time()
		ev.Approvals = append(ev.Approvals, Approval{ID: o.Person, Overtime: true, From: day.Add(time.Duration(o.From) * time.Minute), To: day.Add(time.Duration(o.To) * time.Minute)})
	}
	for _, f := range s.Fixes {
		ev.Corrections = append(ev.Corrections, Punch{ID: f.Person, Time: f.Day.Time().Add(time.Duration(f.Minute) * time.Minute)})
	}
	ev.Corrections = append(ev.Corrections, typedCorrections(workbook)...)
	return ev, nil
}

// addFile adds what a file says to the evidence. Its shifts are plans only where it is a
// file of the month itself.
func (s *Shop) addFile(ev *Evidence, f *punchFile, own bool) {
	reach := func(since, until time.Time) {
		if ev.Since.IsZero() || since.Before(ev.Since) {
			ev.Since = since
		}
		if until.After(ev.Until) {
			ev.Until = until
		}
	}
	for _, p := range f.punches {
		reach(p.time, p.time)
		if who := s.punchPerson(p.fileWho); who != nil && p.valid {
			ev.Punches = append(ev.Punches, Punch{ID: who.ID, Time: p.time})
		}
	}
	if !f.since.IsZero() && len(f.punches) > 0 {
		reach(f.since, f.until)
	}
	for _, d := range f.days {
		if who := s.punchPerson(d.fileWho); who != nil && own {
			if ev.shifts == nil {
				ev.shifts = map[string]exportDay{}
			}
			ev.shifts[who.ID+" "+d.date.Format("2006-01-02")] = d
		}
	}
	for _, q := range f.requests {
		who := s.punchPerson(q.fileWho)
		if who == nil {
			continue
		}
		kind := leaveTypes[key(q.kind)]
		if kind == "" {
			kind = "other"
		}
		a := Approval{ID: who.ID, Kind: kind, From: q.from, To: q.to, Overtime: q.overtime, Minutes: q.minutes}
		if q.state == "approved" {
			ev.Approvals = append(ev.Approvals, a)
		} else {
			ev.Refused = append(ev.Refused, a)
		}
	}
}

// approval is leave of leave.xlsx as evidence.
func (l Leave) approval() Approval {
	from := l.From.Time()
	if l.Start == 0 && l.End%dayLong == dayLong-1 { // to 23:59
		l.End, l.Whole = l.End+1, true
	}
	return Approval{Dates: l.Whole, ID: l.Person, Kind: l.Type, From: from.Add(time.Duration(l.Start) * time.Minute), To: from.Add(time.Duration(l.End) * time.Minute)}
}

func punchFileIgnored(name string) bool {
	base := strings.ToLower(strings.TrimSuffix(name, filepath.Ext(name)))
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") || strings.Contains(name, ".bak") || base == "说明" || base == "readme" ||
		slices.Contains([]string{".tmp", ".part", ".crdownload"}, filepath.Ext(name))
}

// punchPerson matches how a file names a person to the staff list: by id, by punch
// number, or by a name that one person has; 离职, blanks and leading zeros make no
// difference.
func (s *Shop) punchPerson(w fileWho) *Person {
	plain := func(x string) string { return strings.TrimLeft(key(x), "0") }
	for _, id := range w.ids {
		for _, p := range s.People {
			if plain(p.ID) == plain(id) && plain(id) != "" {
				return p
			}
		}
	}
	for _, id := range w.ids {
		for _, p := range s.People {
			if plain(p.Punch) == plain(id) && plain(id) != "" {
				return p
			}
		}
	}
	name := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(w.name), "（离职）"), "(离职)")
	if name == "" && len(w.ids) > 0 {
		name = w.ids[0]
	}
	if name == "" {
		return nil
	}
	var found *Person
	for _, p := range s.People {
		if key(p.Name) == key(name) {
			if found != nil {
				return nil
			}
			found = p
		}
	}
	return found
}

// typedCorrections reads the yellow cells 补卡时间 of an attendance workbook.
func typedCorrections(workbook string) []Punch {
	if workbook == "" {
		return nil
	}
	grids, err := readGrids(workbook)
	if err != nil {
		return nil
	}
	var out []Punch
	for i := range grids {
		g := &grids[i]
		head, cols := g.headings()
		c := cols.first("补卡时间", "correction")
		if c < 0 {
			continue
		}
		for r := head + 1; r < len(g.rows); r++ {
			day, _, ok := g.parseDate(g.at(r, cols.first("日期", "date")))
			if !ok {
				continue
			}
			for _, t := range parseTimes(g.at(r, c)) {
				out = append(out, Punch{ID: strings.TrimSpace(g.at(r, cols.first("工号", "id"))), Time: day.Add(time.Duration(t) * time.Second)})
			}
		}
	}
	return out
}
