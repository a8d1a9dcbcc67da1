package samples

import (
	"fmt"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
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
	cfg      *workspace.Config
	lang     lang.Lang
	dice     dice
	calendar *workcal.Calendar
	team     []member
	away     []away

	clocked []clocking // the month's punches

	people []record
	leave  map[string][]record
	events []record
}

func newShop(cfg *workspace.Config, l lang.Lang) *shop {
	s := &shop{cfg: cfg, lang: l, dice: newDice(cfg.Preset, "people"), calendar: workcal.New(nil)}
	number := slices.IndexFunc(specs, func(p spec) bool { return p.preset == cfg.Preset })
	if number < 0 {
		panic("samples: no sample for preset " + cfg.Preset)
	}
	s.spec = &specs[number]
	for _, t := range s.teams {
		for i := range t.size {
			n := len(s.team)
			m := member{
				id: fmt.Sprintf(s.id, n+1), punch: fmt.Sprint(101 + n), name: personName(31*number + n), group: t.name,
				skills: t.skills, salary: 4000 + 100*s.dice.IntN(11),
				hired: day(2021, 3, 1) + workcal.Date(s.dice.IntN(1500)),
			}
			if t.turns != nil {
				m.turns = t.turns[i%len(t.turns)]
			}
			if t.skills != nil {
				m.queue = t.skills[0]
				if i < t.cross {
					m.skills = s.presale()
				}
			}
			s.team = append(s.team, m)
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

// presale are the queues that several teams of a shop share: all but aftersale.
func (s *shop) presale() (out []string) {
	for _, q := range s.cfg.Queues {
		if q.ID != "aftersale" {
			out = append(out, q.ID)
		}
	}
	return out
}

// particulars make some members special: somebody expects a child, somebody is
// new, somebody learns, somebody left.
func (s *shop) particulars() {
	add := func(m member) {
		n := len(s.team)
		like := s.team[0]
		m.id, m.punch, m.name = fmt.Sprintf(s.id, n+1), fmt.Sprint(101+n), personName(31*len(specs)+n+7*len(s.preset))
		m.group, m.skills, m.queue, m.salary = like.group, []string(nil), like.queue, 3800
		if like.queue != "" {
			m.skills = []string{like.queue}
		}
		s.team = append(s.team, m)
	}
	switch s.preset {
	case "wangdian", "kuaishou", "outsource":
		s.team[6].flag, s.team[6].turns, s.team[6].note = workspace.Pregnant, protected, lang.T("预产期 2027-02", "due in February 2027")
	case "douyin", "multishop":
		s.team[6].flag, s.team[6].turns, s.team[6].note = workspace.Nursing, protected, lang.T("哺乳期到 2027-05", "nursing until May 2027")
	case "duty":
		s.team[0].flag, s.team[0].note = workspace.Exempt, lang.T("主管", "supervisor")
	}
	switch s.preset {
	case "wangdian", "kuaishou", "amazon", "outsource":
		add(member{hired: day(2026, 11, 9), flag: workspace.Trainee, traineeUntil: day(2026, 11, 29), turns: onlyEarly, note: lang.T("跟班学习", "learning alongside")})
	}
	switch s.preset {
	case "wangdian", "kuaishou", "multishop", "outsource":
		add(member{hired: day(2024, 6, 3), left: day(2026, 10, 23), turns: onlyEarly})
	}
	switch s.preset {
	case "taobao", "douyin", "duty":
		last := &s.team[len(s.team)-1]
		last.hired, last.salary = day(2026, 10, 12), 3800
	}
}

// away is time off, approved or not.
type away struct {
	who        int
	kind       lang.Text
	from, to   moment // half-open
	whole      bool   // whole days
	substitute int
	status     lang.Text
}

var (
	annual    = lang.T("年假", "annual")
	sick      = lang.T("病假", "sick")
	personal  = lang.T("事假", "personal")
	comp      = lang.T("调休", "comp")
	approved  = lang.T("已批准", "approved")
	pending   = lang.T("待批准", "pending")
	withdrawn = lang.T("已撤销", "withdrawn")
)

// absences are the leave of October and of the week to plan: whole days, part
// of a day, and requests that came to nothing.
func (s *shop) absences() {
	days := func(who int, kind lang.Text, from, last workcal.Date, substitute int, status lang.Text) {
		s.away = append(s.away, away{who, kind, at(from, 0), at(last+1, 0), true, substitute, status})
	}
	n := s.regulars()
	ill := s.spare(1%n, day(2026, 10, 14), 1)
	days(1%n, sick, ill, ill, 3%n, approved)
	trip := s.spare(3%n, day(2026, 10, 20), 2)
	days(3%n, personal, trip, trip+1, 0, approved)
	holiday := s.spare(n-1, day(2026, 10, 26), 2)
	days(n-1, annual, holiday, holiday+1, 2%n, approved)
	days(2%n, personal, day(2026, 10, 22), day(2026, 10, 22), 1%n, withdrawn)
	late := s.spare(5%n, day(2026, 10, 16), 1) // asked for when the roster was out
	start := s.segments(s.worked(5%n, late).shift)[0].Start
	s.away = append(s.away, away{5 % n, comp, at(late, start), at(late, start+120), false, -1, approved})
	days(2%n, annual, day(2026, 11, 25), day(2026, 11, 26), 5%n, approved)
	s.away = append(s.away, away{3 % n, personal, at(day(2026, 11, 28), 14*60), at(day(2026, 11, 28), 18*60), false, 1 % n, approved})
	days(5%n, personal, day(2026, 11, 27), day(2026, 11, 27), -1, pending)
}

// spare returns the first date from which a member can be away for n days that
// they would all work, with somebody else on the same shift each day.
func (s *shop) spare(who int, from workcal.Date, n workcal.Date) workcal.Date {
search:
	for first := from; ; first++ {
		for d := first; d < first+n; d++ {
			shift, others := s.worked(who, d).shift, 0
			for i := range s.team {
				if i != who && s.worked(i, d).shift == shift && s.team[i].flag != workspace.Trainee {
					others++
				}
			}
			if shift == "" || others == 0 {
				continue search
			}
		}
		return first
	}
}

// regulars is the number of members from the first who are neither learning
// nor gone.
func (s *shop) regulars() (n int) {
	for n < len(s.team) && s.team[n].flag != workspace.Trainee && s.team[n].left == 0 && s.team[n].hired < day(2026, 10, 1) {
		n++
	}
	return n
}

// leaveOn returns the approved leave of a member that covers a whole date.
func (s *shop) leaveOn(who int, d workcal.Date) (lang.Text, bool) {
	for _, a := range s.away {
		if a.who == who && a.whole && a.status == approved && d >= a.from.Date && d < a.to.Date {
			return a.kind, true
		}
	}
	return lang.Text{}, false
}

// hours takes the approved part-day leave of a member off the segments of a
// work date.
func (s *shop) hours(who int, d workcal.Date, spans []schedule.Span) []schedule.Span {
	for _, a := range s.away {
		if a.who != who || a.whole || a.status != approved || a.from.Date != d {
			continue
		}
		off := schedule.Span{Start: a.from.Second / 60, End: a.to.Second / 60}
		var left []schedule.Span
		for _, g := range spans {
			for _, part := range []schedule.Span{{Start: g.Start, End: min(g.End, off.Start)}, {Start: max(g.Start, off.End), End: g.End}} {
				if part.Len() > 0 {
					left = append(left, part)
				}
			}
		}
		spans = left
	}
	return spans
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

// leaveRows are the four sheets of leave.xlsx; corrections follow from the
// punches.
func (s *shop) leaveRows() map[string][]record {
	name := func(who int) string { return s.team[who].name.In(s.lang) }
	var leave []record
	for _, a := range s.away {
		r := record{"person": name(a.who), "type": a.kind.In(s.lang), "from": a.from.minute(), "to": a.to.minute(), "status": a.status.In(s.lang)}
		if a.whole {
			r["from"], r["to"] = a.from.Date.String(), (a.to.Date - 1).String()
		}
		if a.substitute >= 0 {
			r["substitute"] = name(a.substitute)
		}
		leave = append(leave, r)
	}
	n := s.regulars()
	shift := func(i int) lang.Text { return s.cfg.Shifts[i].Name }
	last := len(s.cfg.Shifts) - 1
	requests := []record{
		{"person": name(0), "date": day(2026, 11, 28), "wish": pick(s.lang, "休", "off"), "weight": 4, "note": pick(s.lang, "同学婚礼", "a wedding")},
		{"person": name(1 % n), "date": day(2026, 11, 29), "wish": pick(s.lang, "休", "off"), "weight": 2},
		{"person": name(3 % n), "date": day(2026, 11, 24), "wish": shift(0).In(s.lang), "weight": 3},
	}
	if last > 0 && s.preset != "duty" {
		requests = append(requests, record{"person": name(5 % n), "date": day(2026, 11, 27), "wish": pick(s.lang, "不要", "not ") + shift(last).In(s.lang), "weight": 3, "note": pick(s.lang, "孩子家长会", "parents' evening")})
	}
	swaps := []record{{"a": name(1 % n), "b": name(4 % n), "date": day(2026, 11, 26), "status": pending.In(s.lang)}}
	return map[string][]record{"leave": leave, "requests": requests, "swaps": swaps}
}

// write adds what a shop has gathered: exports of inquiries, past rosters and
// punches.
func (s *shop) write(dir string) error {
	files, err := s.inquiries()
	if err != nil {
		return err
	}
	punches, err := s.punches(s, s.clocked)
	if err != nil {
		return err
	}
	if err := save(dir, append(files, punches...)); err != nil {
		return err
	}
	w, err := workspace.Load(dir)
	if err != nil {
		return err
	}
	if err := s.writePrevious(dir, w.People); err != nil {
		return err
	}
	return s.writeRosters(dir, w)
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
