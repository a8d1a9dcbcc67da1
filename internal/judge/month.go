package judge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// JudgeMonth compares a settled month with what the shop's own files come to: said is
// the document of `paiban month --month M --json`, workbook the path of
// attendance/M.xlsx, "" for none.
func (s *Shop) JudgeMonth(month string, said []byte, workbook string) []Finding {
	ev, err := s.evidenceOf(month, workbook)
	if err != nil {
		return []Finding{{Kind: "month/files", File: "punches/" + month, Said: "read", True: "not read by the judge", Why: err.Error()}}
	}
	return s.JudgeMonthWith(month, said, workbook, ev)
}

// JudgeMonthWith does the same with punches and approvals handed in by who knows them
// better than the files do. Leave that only leave.xlsx has does not count then.
func (s *Shop) JudgeMonthWith(month string, said []byte, workbook string, ev Evidence) []Finding {
	j, err := s.newMonthJudge(month, ev)
	if err != nil {
		return []Finding{{Kind: "month/settings", File: "paiban.yaml", Said: "settled", True: "not understood by the judge", Why: err.Error()}}
	}
	if len(bytes.TrimSpace(said)) == 0 {
		return []Finding{{Kind: "month/refused", File: "attendance/" + month + ".xlsx", Said: "refused", True: "settled", Why: "the judge reads the shop's files"}}
	}
	var doc monthDoc
	if err := json.Unmarshal(said, &doc); err != nil {
		return []Finding{{Kind: "month/document", Said: "a document", True: "none", Why: err.Error()}}
	}
	j.judge()
	j.compareDocument(&doc)
	if workbook != "" {
		j.compareWorkbook(&doc, workbook)
	}
	slices.SortStableFunc(j.findings, func(a, b Finding) int { return strings.Compare(a.Kind+a.Person+a.Date, b.Kind+b.Person+b.Date) })
	return j.findings
}

// monthJudge is one month under judgement.
type monthJudge struct {
	shop     *Shop
	month    string
	first    Day
	days     int
	pol      monthPolicy
	ev       Evidence
	people   []*judgedPerson
	findings []Finding
}

// judgedPerson is a person's month as the judge sees it.
type judgedPerson struct {
	*Person
	days     []dayResult // of the month alone
	employed int         // days of the month
	sum      monthSum
}

func (s *Shop) newMonthJudge(month string, ev Evidence) (*monthJudge, error) {
	first, err := ParseDay(month + "-01")
	if err != nil {
		return nil, err
	}
	pol, err := policyOf(s.Settings["attendance"])
	if err != nil {
		return nil, err
	}
	if pol.hoursDay, err = parseLength(str(branch(s.Settings, "contract")["hours_day"])); err != nil {
		pol.hoursDay = 8 * 60
	}
	next := first.Time().AddDate(0, 1, 0)
	return &monthJudge{shop: s, month: month, first: first, days: int(Date(next.Year(), next.Month(), 1) - first), pol: pol, ev: ev}, nil
}

func (j *monthJudge) found(f Finding) { j.findings = append(j.findings, f) }

// judge works the month out.
func (j *monthJudge) judge() {
	for _, p := range j.shop.People {
		person := &judgedPerson{Person: p}
		m := monthPerson{id: p.ID, name: p.Name, exempt: p.Flags["exempt"], month: j.month}
		// The days beside the month keep the punches that belong to them.
		for d := j.first - 2; d < j.first+Day(j.days)+2; d++ {
			m.plans = append(m.plans, j.planOf(p, d))
		}
		for i, r := range personMonth(m, &j.pol, j.ev) {
			if i < 2 || i >= j.days+2 {
				continue
			}
			if r.kind == "rest" && j.pol.Overtime.By == "punches" && r.last > r.first {
				r.mealMin = j.mealWithin(r.first, r.last)
			}
			if p.Employed(j.first + Day(i-2)) {
				person.employed++
			}
			person.days = append(person.days, r)
		}
		person.sum = j.sumOf(person)
		j.people = append(j.people, person)
	}
	j.rank()
}

// mealWithin is how many minutes of [from, to) lie in a break of a shift of the shop
// while no shift works.
func (j *monthJudge) mealWithin(from, to int) int {
	var worked []Span
	for _, sh := range j.shop.Shifts {
		worked = append(worked, sh.Segments...)
	}
	worked = join(worked)
	n := 0
	for i := 0; i+1 < len(worked); i++ {
		n += overlap(from, to, worked[i].End, worked[i+1].Start)
	}
	return n
}

// planOf is what the roster that counts says of a person on a date.
func (j *monthJudge) planOf(p *Person, d Day) dayPlan {
	plan := dayPlan{date: d.String(), kind: "none"}
	calendar := j.shop.Calendar.Class(d)
	plan.off = calendar != Workday
	if calendar == Statutory {
		plan.class = 2
	}
	if !p.Employed(d) {
		plan.kind = "outside"
		return plan
	}
	cell, ok := j.shop.Plan(p.ID, d)
	switch {
	case !ok:
		return j.exportedPlan(p, plan)
	case cell.Gone:
		plan.kind = "outside"
	case cell.Worked():
		plan.kind, plan.shift, plan.brk = "work", cell.Shift.Name.Zh, cell.Shift.Break
		for _, x := range join(append(append([]Span{}, cell.Shift.Segments...), cell.Shift.Cut...)) {
			plan.segs = append(plan.segs, [2]int{x.Start, x.End})
		}
		if plan.class == 0 && j.pol.Overtime.RestDays && plan.off {
			plan.class = 1
		}
	case cell.Leave != "":
		plan.kind, plan.leave = "leave", j.leaveKind(p.ID, d, cell.Leave)
		if j.wholeWeekOfLeave(p.ID, d) && plan.off {
			plan.kind, plan.leave = "rest", ""
		}
	default:
		plan.kind = "rest"
		if plan.class == 0 {
			plan.class = 1
		}
	}
	return plan
}

// exportedPlan is the export's own shift, the plan of a day without a roster. The break
// is that of the shop's shift of the same hours, as with a roster.
func (j *monthJudge) exportedPlan(p *Person, plan dayPlan) dayPlan {
	d, ok := j.ev.shifts[p.ID+" "+plan.date]
	if !ok {
		return plan
	}
	if len(d.segs) == 0 {
		if strings.Contains(d.shift, "休息") {
			plan.kind = "rest"
			plan.class = max(plan.class, 1)
		}
		return plan
	}
	plan.kind, plan.shift, plan.segs = "work", d.shift, d.segs
	for _, sh := range j.shop.Shifts {
		same := len(sh.Segments) == len(d.segs)
		for i := 0; same && i < len(d.segs); i++ {
			same = sh.Segments[i] == Span{d.segs[i][0], d.segs[i][1]}
		}
		if same {
			plan.brk = sh.Break
			break
		}
	}
	return plan
}

// leaveKind is the kind of a day of leave: that of the approved request, else the word
// of the roster.
func (j *monthJudge) leaveKind(id string, d Day, word string) string {
	for _, l := range j.shop.Leaves {
		if l.Person == id && l.On(d).Minutes() > 0 {
			return l.Type
		}
	}
	if kind := leaveTypes[key(word)]; kind != "" {
		return kind
	}
	return word
}

// wholeWeekOfLeave tells a Monday-to-Sunday week all of whose days are leave, by the
// roster or by leave.xlsx, those in a neighbouring month too.
func (j *monthJudge) wholeWeekOfLeave(id string, d Day) bool {
	for x := d.Monday(); x < d.Monday()+7; x++ {
		cell, ok := j.shop.Plan(id, x)
		if !(ok && cell.Leave != "") && !j.shop.LeaveAll(id, x) {
			return false
		}
	}
	return true
}

// evidenceOf reads the punches of a month and of its neighbours, and the approvals.
func (s *Shop) evidenceOf(month, workbook string) (Evidence, error) {
	var ev Evidence
	first, err := ParseDay(month + "-01")
	if err != nil {
		return ev, err
	}
	at := first.Time()
	var since, until time.Time
	for _, m := range []int{-1, 0, 1} {
		name := at.AddDate(0, m, 0).Format("2006-01")
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
			for _, p := range f.punches {
				if since.IsZero() || p.time.Before(since) {
					since = p.time
				}
				if p.time.After(until) {
					until = p.time
				}
				if who := s.punchPerson(p.fileWho); who != nil && p.valid {
					ev.Punches = append(ev.Punches, Punch{ID: who.ID, Time: p.time})
				}
			}
			if !f.since.IsZero() && len(f.punches) > 0 {
				if f.since.Before(since) {
					since = f.since
				}
				if f.until.After(until) {
					until = f.until
				}
			}
			for _, d := range f.days {
				if who := s.punchPerson(d.fileWho); who != nil && m == 0 {
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
	}
	ev.Since, ev.Until = since, until
	for _, l := range s.Leaves {
		ev.Approvals = append(ev.Approvals, l.approval())
	}
	for _, f := range s.Fixes {
		ev.Corrections = append(ev.Corrections, Punch{ID: f.Person, Time: f.Day.Time().Add(time.Duration(f.Minute) * time.Minute)})
	}
	ev.Corrections = append(ev.Corrections, typedCorrections(workbook)...)
	return ev, nil
}

// approval is leave of leave.xlsx as evidence.
func (l Leave) approval() Approval {
	from := l.From.Time()
	return Approval{ID: l.Person, Kind: l.Type, From: from.Add(time.Duration(l.Start) * time.Minute), To: from.Add(time.Duration(l.End) * time.Minute)}
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

// monthSum is what a person's month comes to.
type monthSum struct {
	due, attended, absent             float64
	late, lateMin, serious            int
	early, earlyMin, missing, fixed   int
	leave                             map[string]float64 // days
	overtime                          [3]float64         // hours
	bonus, fines, withheld, deduction float64
	points, score                     float64
	rank                              int
}

// sumOf adds up a person's days, in their order, with what depends on the days before:
// repeated lateness and corrections beyond the free ones.
func (j *monthJudge) sumOf(p *judgedPerson) monthSum {
	s := monthSum{leave: map[string]float64{}}
	pol := &j.pol
	for i := range p.days {
		d := &p.days[i]
		for range d.late {
			s.late++
			if n := pol.LateRepeat.Nth; n > 0 && s.late%n == 0 {
				d.book(pol.LateRepeat.monthCost, 0)
				d.attended = math.Max(0, d.attended-pol.LateRepeat.Absent)
			}
		}
		for range d.corrected {
			s.fixed++
			if free := pol.Corrections.Free; free >= 0 && s.fixed > free {
				d.book(pol.Corrections.Beyond, 0)
				d.attended = math.Max(0, d.attended-pol.Corrections.Beyond.Absent)
			}
		}
		for _, o := range d.late {
			s.lateMin += o.minutes
			if o.level == "serious" {
				s.serious++
			}
		}
		for _, o := range d.early {
			s.early++
			s.earlyMin += o.minutes
		}
		s.due += d.due
		s.attended += d.attended
		s.absent += d.absent
		s.missing += d.missing
		for kind, n := range d.leaveMin {
			s.leave[kind] += math.Min(1, float64(n)/pol.DayMinutes)
		}
		for k, n := range d.overtime {
			s.overtime[k] += float64(n) / 60
		}
		s.fines += d.fine
		s.points += d.points
	}
	s.points += s.absent * pol.Absence.Day.Points
	s.fines += s.absent * pol.Absence.Day.Fine
	pay := p.Salary
	if pay == 0 {
		pay = number(branch(j.shop.Settings, "costs")["monthly_pay"])
	}
	s.withheld = cents(pay / 21.75 * (s.absent*pol.payFactor() + s.leave["personal"]))
	s.deduction = cents(s.fines + s.withheld)
	if pol.Full.Bonus > 0 && s.due > 0 && p.employed == j.days && !j.bonusLost(s) {
		s.bonus = pol.Full.Bonus
	}
	if j.scored() && s.due > 0 {
		s.score = math.Max(0, math.Min(pol.Score.Cap, pol.Score.Base-s.points))
	}
	return s
}

func cents(v float64) float64 { return math.Round(v*100) / 100 }

func (j *monthJudge) bonusLost(s monthSum) bool {
	for _, by := range j.pol.Full.LostBy {
		switch by {
		case "late":
			if s.late > j.pol.Full.FreeLate {
				return true
			}
		case "early":
			if s.early > 0 {
				return true
			}
		case "missing":
			if s.missing > 0 {
				return true
			}
		case "absent":
			if s.absent > 0 {
				return true
			}
		case "correction":
			if s.fixed > 0 {
				return true
			}
		case "other":
			for kind, n := range s.leave {
				if n > 0 && !slices.Contains([]string{"personal", "sick", "annual", "comp", "business"}, kind) {
					return true
				}
			}
		default:
			if s.leave[by] > 0 {
				return true
			}
		}
	}
	return false
}

// scored tells a shop that scores: it has items, or something costs points.
func (j *monthJudge) scored() bool {
	p := &j.pol
	if len(p.Score.Items) > 0 || p.LateRepeat.Points+p.Missing.Each.Points+p.Corrections.Beyond.Points+p.Absence.Day.Points > 0 {
		return true
	}
	for _, t := range slices.Concat(p.Late, p.Early) {
		if t.Points > 0 {
			return true
		}
	}
	return false
}

// rank numbers the scores: equal scores share a place, the next one counts them all.
func (j *monthJudge) rank() {
	if !j.scored() {
		return
	}
	for _, p := range j.people {
		if p.sum.due == 0 {
			continue
		}
		p.sum.rank = 1
		for _, q := range j.people {
			if q.sum.due > 0 && q.sum.score > p.sum.score {
				p.sum.rank++
			}
		}
	}
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

func figure(v float64) string { return fmt.Sprint(math.Round(v*10000) / 10000) }
