package attendance

import (
	"math"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// Scored is one line of a person's score. The lines add up to the score.
type Scored struct {
	ID       string     `json:"id"`
	Name     lang.Text  `json:"name"`
	Points   float64    `json:"points"`
	Typed    bool       `json:"typed"`              // given by a person
	Of       float64    `json:"of,omitempty"`       // the most that it can be
	State    State      `json:"state,omitempty"`    //
	Judge    lang.Text  `json:"judge,omitzero"`     // who scores it, where people do
	Figure   *float64   `json:"figure,omitempty"`   // that it is scored by
	Evidence []Evidence `json:"evidence,omitempty"` // what the points come from
}

// State is how far a line of a score is.
type State string

const (
	Given  State = ""     // scored
	NotYet State = "open" // nobody has scored it yet: it has no points and counts neither for nor against anybody
	TooFew State = "few"  // its figure rests on too few contacts: likewise

	// NoFigure is that the reports have the figure of others, but not of this person:
	// likewise, and nobody can type it.
	NoFigure State = "none"
)

// Evidence is one thing that points come from, with the places in the files.
type Evidence struct {
	Date   workcal.Date `json:"date,omitzero"`
	Points float64      `json:"points"` // gained, or lost below 0
	Text   lang.Text    `json:"text"`
	Where  []table.Pos  `json:"where,omitempty"`
}

// score adds up the month's score: what the items gained, or the base where no item
// shares it, less the points that the rules took, within [0, Cap]. Items that nobody has
// scored yet, and those whose figure rests on too few contacts, are left out of it and of
// OutOf, the points that could be had. known are the figures that the reports have of
// anybody.
func (m *Month) score(p *Policy, typed Typed, known map[string]bool) {
	if !m.worked() || !p.Scored() {
		return
	}
	lost := m.lostPoints()
	left := 0.0
	for _, e := range lost {
		left -= e.Points
	}
	total := 0.0
	add := func(s Scored) {
		m.Scores = append(m.Scores, s)
		total += s.Points
	}
	m.OutOf = p.Score.Base
	shared := false
	for i := range p.Score.Items {
		it := &p.Score.Items[i]
		shared = shared || !it.Extra
		s := Scored{ID: it.ID, Name: it.Name, Of: it.Points}
		switch points, given := typed.Items[it.ID]; {
		case it.ByClock() && it.Own():
			strict := *it
			strict.Missing = max(math.Abs(it.Missing), math.Abs(it.Late), math.Abs(it.Early))
			m.byRates(&strict, &s)
		case it.ByClock():
			m.byTiers(p, it, &s, lost, &left)
		case it.Metric() != "" && m.Service.Of(it.Metric()) != nil:
			if m.byFigure(p, it, &s); given {
				m.Notes = append(m.Notes, lang.F("“%s”有数据，手填的 %v 分没有用", "%s is scored by its figure; the %v points that were typed are not used", it.Name, points))
			}
		case it.Metric() != "" && known[it.Metric()]:
			s.State = NoFigure
			s.Evidence = []Evidence{{Text: lang.T("客服数据里没有这个人的数，不打分", "the reports have no figure of this person: not scored")}}
		case given:
			s.Points, s.Typed, s.Judge = max(0, min(points, it.Points)), true, p.Score.JudgeOf(it, &m.Person)
			s.Evidence = []Evidence{{Points: s.Points, Text: lang.F("%s 填写", "typed by %s", orSomebody(s.Judge))}}
		default:
			s.State, s.Judge = NotYet, p.Score.JudgeOf(it, &m.Person)
		}
		if !it.Extra && s.State != Given {
			if m.OutOf -= it.Points; s.State == NotYet {
				m.Pending += it.Points
			}
		}
		add(s)
	}
	if !shared {
		add(Scored{ID: "base", Name: lang.T("基础分", "base"), Points: p.Score.Base, Of: p.Score.Base})
	}
	if left > 0 {
		add(Scored{ID: "attendance", Name: lang.T("考勤扣分", "attendance"), Points: -left, Evidence: lost})
	}
	if capped := max(0, min(total, p.Score.Cap)); capped != total {
		m.Scores = append(m.Scores, Scored{ID: "cap", Name: lang.F("限于 0–%v 分", "limited to 0–%v", p.Score.Cap), Points: capped - total})
		total = capped
	}
	m.Score = round2(total)
}

func orSomebody(judge lang.Text) lang.Text {
	if judge.IsZero() {
		return lang.T("手工", "hand")
	}
	return judge
}

// lostPoints lists what the rules on attendance took, with its day and places.
func (m *Month) lostPoints() (out []Evidence) {
	for i := range m.Days {
		d := &m.Days[i]
		for _, a := range d.Applied {
			if a.Points != 0 {
				out = append(out, Evidence{Date: d.Date, Points: -a.Points, Text: a.Text, Where: d.places()})
			}
		}
	}
	for _, a := range m.Applied {
		if a.Points != 0 {
			out = append(out, Evidence{Points: -a.Points, Text: a.Text, Where: m.absencePlaces(a.Rule)})
		}
	}
	return out
}

// places are where a day stands in the files: its plan and its punches.
func (d *Day) places() (out []table.Pos) {
	if d.Plan != nil && d.Plan.Where != (table.Pos{}) {
		out = append(out, d.Plan.Where)
	}
	for _, p := range d.Punches {
		if p.Where != (table.Pos{}) {
			out = append(out, p.Where)
		}
	}
	return out
}

// absencePlaces are the places of the days of absence, for what they cost together.
func (m *Month) absencePlaces(rule string) (out []table.Pos) {
	if rule != "absence" {
		return nil
	}
	for i := range m.Days {
		if m.Days[i].Absent > 0 {
			out = append(out, m.Days[i].places()...)
		}
	}
	return out
}

// byTiers takes from an item the points of the shop's tiers, left of which are still to be
// taken. Whatever the tiers do not price in points costs what [Policy.rates] says.
func (m *Month) byTiers(p *Policy, it *Item, s *Scored, lost []Evidence, left *float64) {
	if rates := p.rates(); rates.Own() {
		rates.Points = it.Points
		m.byRates(&rates, s)
	} else {
		s.Points = it.Points
	}
	s.Evidence = append(s.Evidence, lost...)
	took := min(*left, s.Points)
	s.Points = round2(s.Points - took)
	*left -= took
}

// rates are what an item scored by attendance loses for what no tier of the shop prices
// in points, so that lateness and absence always move the score: a point each time late
// or early, as much as the gravest tier and 3 at least for a missing punch, ten for a day
// of absence. An item with rates of its own has none of these.
func (p *Policy) rates() (r Item) {
	most := 0.0
	priced := func(tiers []Tier) (some bool) {
		for _, t := range tiers {
			some, most = some || t.Points > 0, max(most, t.Points)
		}
		return some
	}
	if !priced(p.Late) && p.LateRepeat.Points == 0 {
		r.Late = 1
	}
	if !priced(p.Early) {
		r.Early = 1
	}
	if p.Missing.Each.Points == 0 {
		r.Missing = max(3, most)
	}
	if p.Absence.Day.Points == 0 {
		r.AbsentDay = max(10, 2*most)
	}
	if each := p.Missing.Each.Points; each > 0 { // not clocking never beats being late
		r.Late, r.Early = min(r.Late, each), min(r.Early, each)
	}
	return r
}

// byRates takes from an item what its rates say of each day. Absence of a segment costs
// at least what its missing punches would: not clocking never beats being late.
func (m *Month) byRates(it *Item, s *Scored) {
	late, early, missing := math.Abs(it.Late), math.Abs(it.Early), math.Abs(it.Missing)
	take := func(d *Day, points float64, text lang.Text) {
		if points > 0 {
			s.Evidence = append(s.Evidence, Evidence{Date: d.Date, Points: -round2(points), Text: text, Where: d.places()})
		}
	}
	lost := 0.0
	for i := range m.Days {
		d := &m.Days[i]
		absent := math.Abs(it.AbsentDay) * d.Absent
		for _, e := range d.Edges {
			if e.Absent {
				absent = max(absent, 2*missing)
			}
		}
		if d.Result == IsAbsent {
			absent = max(absent, 2*missing*d.Absent)
		}
		take(d, late*float64(len(d.Late)), lang.F("迟到 %s，%d 分钟", "late %s, %d min", times(len(d.Late)), Minutes(d.Late)))
		take(d, early*float64(len(d.Early)), lang.F("早退 %s，%d 分钟", "left early %s, %d min", times(len(d.Early)), Minutes(d.Early)))
		take(d, missing*float64(d.Missing), lang.F("缺卡 %s", "punch missing %s", times(d.Missing)))
		take(d, absent, lang.F("旷工 %s", "absent %s", dayCount(d.Absent)))
	}
	if n := float64(m.Corrections); n > 0 && it.Correction != 0 {
		s.Evidence = append(s.Evidence, Evidence{Points: -round2(n * math.Abs(it.Correction)), Text: lang.F("补卡 %s", "corrected %s", times(m.Corrections))})
	}
	for _, e := range s.Evidence {
		lost -= e.Points
	}
	s.Points = round2(max(0, it.Points-lost))
}

// byFigure scores an item by its figure, unless that rests on too few contacts.
func (m *Month) byFigure(p *Policy, it *Item, s *Scored) {
	f := m.Service.Of(it.Metric())
	v := f.Value
	s.Figure = &v
	rests := f.Unit == Share || f.Unit == Seconds || f.Metric == "order_value"
	if rests && f.Contacts > 0 && f.Contacts < p.Score.LeastContacts {
		s.State = TooFew
		s.Evidence = []Evidence{{Text: lang.F("%s %s，只有 %v 个接待，不足 %v，不打分也不参加排名", "%s %s rests on %v contacts, less than %v: neither scored nor ranked by", f.Name, ShowFigure(v, f.Unit), f.Contacts, p.Score.LeastContacts), Where: f.Where}}
		return
	}
	points, rule := it.points(v, f.Unit)
	s.Points = points
	s.Evidence = []Evidence{{Points: points, Text: lang.F("%s %s：%s", "%s %s: %s", f.Name, ShowFigure(v, f.Unit), rule), Where: f.Where}}
}

// Ranked reports whether the month has a score to be ranked by.
func (m *Month) Ranked() bool { return m.worked() && m.OutOf > 0 && m.Scores != nil }

// better reports whether the score of m is above that of o, of what either could have.
func (m *Month) better(o *Month) bool { return m.Score*o.OutOf > o.Score*m.OutOf+1e-9 }

// most is the score that the month can still come to, on the scale of the base.
func (m *Month) most(base float64) float64 {
	if all := m.OutOf + m.Pending; all > 0 {
		return (m.Score + m.Pending) * base / all
	}
	return base
}

// rank ranks everybody who has a score, the best share of what could be had first, equal
// ones together, and carries on the count of months in a row last and below. Who can
// still come up to the limit is not counted as below it.
func rank(sheet *Sheet, before []Standing) {
	if !sheet.Policy.Scored() {
		return
	}
	p := sheet.Policy.Score
	differ := false
	for i := range sheet.People {
		m := &sheet.People[i]
		if !m.Ranked() {
			continue
		}
		m.Rank = 1
		for j := range sheet.People {
			if o := &sheet.People[j]; o.Ranked() && o.better(m) {
				m.Rank++
				differ = true
			}
		}
	}
	if !differ {
		return
	}
	for i := range sheet.People {
		m := &sheet.People[i]
		if !m.Ranked() || m.most(p.Base) >= p.LastBelow || sheet.somebodyBelow(m) {
			continue
		}
		m.LastMonths = 1
		for _, b := range before {
			if b.ID == m.Person.ID {
				m.LastMonths += b.LastMonths
			}
		}
	}
}

// somebodyBelow reports whether anybody has a lower score than m.
func (s *Sheet) somebodyBelow(m *Month) bool {
	for i := range s.People {
		if o := &s.People[i]; o.Ranked() && m.better(o) {
			return true
		}
	}
	return false
}

// Unscored lists what nobody has scored yet, with who does and how many people lack it.
func (s *Sheet) Unscored() (out []Unscored) {
	for i := range s.People {
		for _, x := range s.People[i].Scores {
			if x.State != NotYet || s.extra(x.ID) {
				continue
			}
			k := -1
			for j := range out {
				if out[j].ID == x.ID && out[j].Judge == x.Judge {
					k = j
				}
			}
			if k < 0 {
				k = len(out)
				out = append(out, Unscored{ID: x.ID, Name: x.Name, Judge: x.Judge})
			}
			out[k].People++
		}
	}
	return out
}

func (s *Sheet) extra(id string) bool {
	for _, it := range s.Policy.Score.Items {
		if it.ID == id {
			return it.Extra
		}
	}
	return false
}

// Unscored is an item that nobody has scored yet for some people.
type Unscored struct {
	ID     string
	Name   lang.Text
	Judge  lang.Text
	People int
}
