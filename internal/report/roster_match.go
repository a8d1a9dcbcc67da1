package report

import (
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/schedule"
)

// Matched is a roster file in the terms of a problem.
type Matched struct {
	Roster *schedule.Roster // less hours of leave that came after it was written
	Posted *schedule.Roster // as the cells say
	Notes  []lang.Text      // what of the cells is not used
	Leave  [][]string       // [person][day]: the word of leave, or ""
	Who    [][]int          // [rota][day]: who has the duty, or schedule.Any; nil where the file has no row of it
	rows   []RosterRow
	file   *RosterFile
	offset int
}

// Pos returns the place of person i's cell on day d of the problem.
func (m *Matched) Pos(i, d int) table.Pos { return m.file.Pos(m.rows[i], m.offset+d) }

// RowID returns the ID in person i's row, as the file writes it.
func (m *Matched) RowID(i int) string { return m.rows[i].ID }

// Heading returns the place of the date over day d of the problem.
func (m *Matched) Heading(d int) table.Pos { return m.file.pos(m.file.head, m.file.cols[m.offset+d]) }

// Match reads the cells of f as a roster of p, which must lie within the days of
// f and have the same people, by ID. leave lists words of leave beyond
// [LeaveWords]; rotas are the names of the rotas that p's team has. The error is
// a table.Problems with every cell that could not be understood.
func (f *RosterFile) Match(p *schedule.Problem, rotas []lang.Text, leave ...string) (*Matched, error) {
	var problems table.Problems
	m := &Matched{Roster: schedule.NewRoster(p), Posted: schedule.NewRoster(p), Leave: make([][]string, len(p.People)), rows: make([]RosterRow, len(p.People)), file: f, offset: int(p.Start - f.Start)}
	if m.offset < 0 || m.offset+p.Days > f.Days {
		problems.Add(f.pos(0, 0), lang.F("班表是 %s 起的 %d 天，要的是 %s 起的 %d 天", "the roster has %[2]d days from %[1]s; %[4]d days from %[3]s are needed", f.Start, f.Days, p.Start, p.Days), lang.T("换成同一期的班表", "give the roster of the same days"))
		return nil, problems.Err()
	}
	words := NewWords(p.Shifts, leave...)
	people, twice := map[string]int{}, map[string]bool{}
	for i := range p.People {
		if name := nameKey(p.People[i].Name); f.Named {
			_, there := people[plain(name)]
			twice[plain(name)] = twice[plain(name)] || there
			people[plain(name)] = i
		}
	}
	for i := range p.People {
		people[plain(p.People[i].ID)] = i
		m.Leave[i] = make([]string, p.Days)
	}
	for _, r := range f.People {
		i, ok := people[plain(r.ID)]
		if f.Named && twice[plain(r.ID)] {
			problems.Add(f.pos(r.Row, f.name), lang.F("有几个人叫 %s", "several people are called %s", r.Name), lang.T("在班表里加一列工号", "add a column of IDs to the roster"))
			continue
		}
		if !ok && strings.Join(r.Cells, "") == "" {
			continue // words below the people
		}
		if !ok && f.Named {
			problems.Add(f.pos(r.Row, f.name), lang.F("%s 不在员工表里", "%s is not in the staff list", r.Name), lang.T("改正姓名，在员工表里加上这个人，或删掉这一行", "correct the name, add the person to the staff list, or delete the row"))
			continue
		}
		if !ok {
			problems.Add(f.pos(r.Row, 1), lang.F("工号 %s（%s）不在员工表里", "ID %s (%s) is not in the staff list", r.ID, r.Name), lang.T("在员工表里加上这个人，或删掉这一行", "add the person to the staff list, or delete the row"))
			continue
		}
		m.rows[i] = r
		if who := &p.People[i]; r.Name != "" && bareName(r.Name) != plain(who.Name) {
			problems.Add(f.pos(r.Row, f.name), lang.F("工号 %s 是 %s，这一行却写着 %q", "ID %s is %s, but the row says %q", who.ID, who.Name, r.Name), whose(p, r.Name))
		}
		for d := range p.Days {
			text := r.Cells[m.offset+d]
			s, off, ok := words.ParseOn(text, d)
			if !ok {
				problems.Add(m.Pos(i, d), lang.F("%s %s 的 %q 不是班次，也不是休息或请假", "%s on %s: %q is not a shift, rest day or leave", p.People[i].Name, p.Date(d), text), table.HintFor(text, words.Allowed()))
				continue
			}
			if unread := words.Unread(text); unread != "" {
				m.Notes = append(m.Notes, UnreadText(m.Pos(i, d), text, unread))
			}
			m.Posted.Cells[i][d] = s
			if s != schedule.Off {
				s = p.CutOf(i, d, s)
			}
			m.Roster.Cells[i][d], m.Leave[i][d] = s, off
		}
	}
	for i := range p.People {
		if who := &p.People[i]; m.rows[i].Row == 0 && who.First < who.Last {
			problems.Add(f.pos(0, 0), lang.F("班表里没有 %s（工号 %s）", "%s (ID %s) is not in the roster", who.Name, who.ID), lang.T("补上这一行，或在员工表里填离职日期", "add the row, or fill in the leaving date in the staff list"))
		}
	}
	m.placeBreaks(p, people)
	m.placeActivities(p, people)
	m.Who = make([][]int, len(rotas))
	for k, name := range rotas {
		for _, r := range f.Rotas {
			if is(r.Name, name) {
				m.Who[k] = m.duty(p, r, &problems)
			}
		}
	}
	return m, problems.Err()
}

// bareName returns a name as it is compared, without the mark of a trainee.
func bareName(s string) string {
	return strings.TrimSuffix(strings.TrimSuffix(plain(s), plain(traineeMark.ZH)), plain(traineeMark.EN))
}

// nameKey is what rows without IDs are known by: a name without blanks inside and without
// the mark of a trainee.
func nameKey(s string) string {
	s = table.Clean(s)
	for _, mark := range []string{table.Clean(traineeMark.ZH), table.Clean(traineeMark.EN)} {
		s = strings.TrimSpace(strings.TrimSuffix(s, mark))
	}
	return table.ParseName(s)
}

// whose is the hint for a row whose name is not that of its ID.
func whose(p *schedule.Problem, name string) lang.Text {
	for i := range p.People {
		if plain(p.People[i].Name) == bareName(name) {
			return lang.F("%s 的工号是 %s：改正工号，或改回姓名", "%s has ID %s: correct the ID or the name", p.People[i].Name, p.People[i].ID)
		}
	}
	return lang.T("改正姓名；换了人就写新人的工号，先加进员工表", "correct the name; for somebody new write their ID, after adding them to the staff list")
}

// duty reads the names in a rota's row.
func (m *Matched) duty(p *schedule.Problem, r RosterRow, problems *table.Problems) []int {
	who, names := make([]int, p.Days), personLabels(p.People)
	for d := range who {
		who[d] = schedule.Any
		text := plain(r.Cells[m.offset+d])
		if text == "" || text == "-" || text == "—" {
			continue
		}
		for i := range p.People {
			if text == plain(names[i]) || text == plain(p.People[i].ID) {
				who[d] = i
			}
		}
		if who[d] == schedule.Any {
			problems.Add(m.file.Pos(r, m.offset+d), lang.F("%s：没有叫 %q 的员工", "%s: there is nobody called %q", r.Name, r.Cells[m.offset+d]),
				lang.T("填班表里的一个姓名", "put one of the names in the roster"))
		}
	}
	return who
}
