package samples

import (
	"fmt"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// member is one agent of a sample.
type member struct {
	id, punch    string
	name, group  lang.Text
	skills       []string
	queue        string // served in the past weeks, where shifts are told apart by queue
	turns        turns  // nil works to the duty table
	hired, left  workcal.Date
	flag         workspace.Flag
	traineeUntil workcal.Date
	salary       int
	note         lang.Text
}

// user is the member's number in the DingTalk app, invented.
func (m *member) user() string { return "9000000000000" + m.punch + "0" }

func (m *member) employed(d workcal.Date) bool {
	return d >= m.hired && (m.left == 0 || d <= m.left)
}

// shop is a sample in one language: what is invented, ready to be written.
type shop struct {
	*spec
	number   int // among specs; it keeps names apart
	cfg      *workspace.Config
	lang     lang.Lang
	calendar *workcal.Calendar
	team     []member
	away     []away

	clocked []clocking // the month's punches

	people []record
	leave  map[string][]record
	events []record
}

func newShop(cfg *workspace.Config, l lang.Lang, agents int) *shop {
	s := &shop{cfg: cfg, lang: l, calendar: workcal.New(nil)}
	s.number = slices.IndexFunc(specs, func(p spec) bool { return p.preset == cfg.Preset })
	if s.number < 0 {
		panic("samples: no sample for preset " + cfg.Preset)
	}
	s.spec = &specs[s.number]
	if agents > 0 {
		s.spec = s.spec.scaled(agents)
	}
	d := newDice(cfg.Preset, "people")
	for _, t := range s.teams {
		for i := range t.size {
			m := member{group: t.name, queue: t.queue, salary: 4000 + 100*d.IntN(11), hired: day(2021, 3, 1) + workcal.Date(d.IntN(1500))}
			if t.turns != nil {
				m.turns = t.turns[i%len(t.turns)]
			}
			if i < t.cross {
				m.skills = s.presale()
			}
			s.join(m)
		}
	}
	s.particulars()
	s.absences()
	s.people = s.peopleRows()
	s.events = s.eventRows()
	s.leave = s.leaveRows()
	punches, missed := s.clockMonth(workcal.MonthOf(monthFirst))
	s.clocked, s.leave["corrections"] = punches, s.correctionRows(missed)
	return s
}

// join gives m the next id, punch number and name, and the skill of the queue
// served where nothing else is said.
func (s *shop) join(m member) {
	n := len(s.team)
	m.id, m.punch, m.name = fmt.Sprintf(s.id, n+1), fmt.Sprint(101+n), personName(31*s.number+n)
	if again := n / names; again > 0 { // as large offices tell their namesakes apart
		m.name = lang.F("%s%d", "%s %d", m.name, again+1)
	}
	if m.skills == nil && m.queue != "" {
		m.skills = []string{m.queue}
	}
	s.team = append(s.team, m)
}

// presale are the queues that several teams of a shop share: all but aftersale.
func (s *shop) presale() (out []string) {
	for _, q := range s.cfg.Queues {
		if q.ID != "aftersale" {
			out = append(out, q.ID)
		}
	}
	return out
}

// particulars make some members special: somebody expects a child, is new,
// learns, or has left.
func (s *shop) particulars() {
	if s.protect != "" {
		s.team[6].flag, s.team[6].turns, s.team[6].note = s.protect, protected, lang.T("到 2027-05", "until May 2027")
	}
	if s.exempt {
		s.team[0].flag, s.team[0].note = workspace.Exempt, lang.T("主管", "supervisor")
	}
	if s.newcomer {
		last := &s.team[len(s.team)-1]
		last.hired, last.salary = day(2026, 10, 12), 3800
	}
	like := s.team[0]
	if s.trainee {
		s.join(member{group: like.group, queue: like.queue, salary: 3800, turns: onlyEarly,
			hired: day(2026, 11, 9), flag: workspace.Trainee, traineeUntil: day(2026, 11, 29), note: lang.T("跟班学习", "learning alongside")})
	}
	if s.leaver {
		s.join(member{group: like.group, queue: like.queue, salary: 4200, turns: onlyEarly,
			hired: day(2024, 6, 3), left: day(2026, 10, 23)})
	}
}

func (s *shop) peopleRows() (rows []record) {
	for i := range s.team {
		m := &s.team[i]
		r := record{"id": m.id, "name": m.name.In(s.lang), "punch": m.punch, "group": m.group.In(s.lang), "hired": m.hired, "salary": m.salary}
		if m.skills != nil {
			r["skills"] = strings.Join(m.skills, pick(s.lang, "，", ", "))
		}
		if m.left != 0 {
			r["left"] = m.left
		}
		if m.flag != "" {
			r["flags"] = m.flag.Text().In(s.lang)
		}
		if m.traineeUntil != 0 {
			r["trainee_until"] = m.traineeUntil
		}
		if !m.note.IsZero() {
			r["note"] = m.note.In(s.lang)
		}
		rows = append(rows, r)
	}
	return rows
}

func (s *shop) eventRows() (rows []record) {
	for _, e := range s.spec.events {
		r := record{"name": e.name.In(s.lang), "from": e.from, "to": e.to}
		if e.uplift > 0 {
			r["uplift"] = fmt.Sprint(e.uplift)
		}
		rows = append(rows, r)
	}
	return rows
}

// write adds what a shop has gathered: exports of inquiries, past rosters,
// punches and what-if plans.
func (s *shop) write(dir string) ([]*report.Week, error) {
	files, err := s.files()
	if err != nil {
		return nil, err
	}
	if err := save(dir, files); err != nil {
		return nil, err
	}
	w, err := workspace.Load(dir)
	if err != nil {
		return nil, err
	}
	if err := s.writePrevious(dir, w.People); err != nil {
		return nil, err
	}
	return s.writeRosters(dir, w)
}

// files are the inquiries, punches, service reports and scenarios of the shop.
func (s *shop) files() ([]file, error) {
	files, err := s.inquiries()
	if err != nil {
		return nil, err
	}
	punches, err := s.punches(s, s.clocked)
	if err != nil {
		return nil, err
	}
	plans, err := s.scenarios()
	if err != nil {
		return nil, err
	}
	service, err := s.service()
	if err != nil {
		return nil, err
	}
	return slices.Concat(files, punches, service, plans), nil
}

// inquiries draws the history of contact volume.
func (s *shop) inquiries() ([]file, error) {
	v := &series{step: s.step}
	for _, q := range s.cfg.Queues {
		for i := range s.streams {
			if t := &s.streams[i]; t.queue == q.ID {
				v.heads = append(v.heads, q.Name.In(s.lang))
				v.counts = append(v.counts, t.volume(newDice(s.preset, "volume of "+q.ID), s.step, s.spec.events))
			}
		}
	}
	return s.volume(s.lang, v)
}
