package judge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
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
	j.pol.shifts = j.hours()
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
			if p.Employed(j.first + Day(i-2)) {
				person.employed++
			}
			person.days = append(person.days, r)
		}
		person.sum = j.sumOf(person)
		j.people = append(j.people, person)
	}
}

// hours are the shifts that anybody is planned to work in the month.
func (j *monthJudge) hours() []hoursOf {
	var out []hoursOf
	for d := j.first; d < j.first+Day(j.days); d++ {
		for _, p := range j.shop.People {
			plan := j.planOf(p, d)
			same := func(h hoursOf) bool { return h.brk == plan.brk && slices.Equal(h.segs, plan.segs) }
			if plan.kind == "work" && !slices.ContainsFunc(out, same) {
				out = append(out, hoursOf{plan.segs, plan.brk})
			}
		}
	}
	return out
}

// planOf is what the roster that counts says of a person on a date.
func (j *monthJudge) planOf(p *Person, d Day) dayPlan {
	plan := dayPlan{date: d.String(), kind: "none"}
	calendar := j.shop.Calendar.Class(d)
	plan.off = calendar != Workday
	plan.statutory = [2]bool{calendar == Statutory, j.shop.Calendar.Class(d+1) == Statutory}
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
		whole := cell.Shift.Segments
		if len(cell.Shift.Cut) > 0 {
			whole = cell.Shift.Whole
		}
		for _, x := range whole {
			plan.segs = append(plan.segs, [2]int{x.Start, x.End})
		}
		if j.pol.Overtime.RestDays && plan.off {
			plan.class = 1
		}
	case cell.Leave != "":
		plan.kind, plan.leave = "leave", j.leaveKind(p.ID, d, cell.Leave)
		if j.wholeWeekOfLeave(p.ID, d) && plan.off {
			plan.kind, plan.leave = "rest", ""
		}
	default:
		plan.kind, plan.class = "rest", 1
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
			plan.kind, plan.class = "rest", 1
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

// leaveKind is the kind of a day of leave: that of the approved request that takes most
// of it, else the word of the roster. Leave in the night before touches the day too.
func (j *monthJudge) leaveKind(id string, d Day, word string) string {
	most, kind := 0, ""
	for _, l := range j.shop.Leaves {
		if n := l.On(d).Minutes(); l.Person == id && n > most {
			most, kind = n, l.Type
		}
	}
	if kind != "" {
		return kind
	}
	if kind = leaveTypes[key(word)]; kind != "" {
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
	open                              int     // boundaries that the punches do not reach
	paid                              float64 // days that count for pay
}

// sumOf adds up a person's days, in their order, with what depends on the days before:
// repeated lateness and corrections beyond the free ones.
func (j *monthJudge) sumOf(p *judgedPerson) monthSum {
	s := monthSum{leave: map[string]float64{}}
	pol := &j.pol
	repeated := 0
	for i := range p.days {
		d := &p.days[i]
		s.late += len(d.late)
		events := len(d.late)
		if pol.LateRepeat.Counts == "late_or_early" {
			events += len(d.early)
		}
		for range events {
			repeated++
			if n := pol.LateRepeat.Nth; n > 0 && repeated%n == 0 {
				d.book(pol.LateRepeat.monthCost, 0)
				d.lessAttended()
			}
		}
		for range d.corrected {
			s.fixed++
			if free := pol.Corrections.Free; free >= 0 && s.fixed > free {
				d.book(pol.Corrections.Beyond, 0)
				d.lessAttended()
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
		s.open += len(d.open)
		s.paid += j.paidOf(p, d)
		s.due += d.due
		s.attended += d.attended
		s.absent += d.absent
		s.missing += d.missing
		for kind, n := range d.leaveMin {
			s.leave[kind] += math.Min(1, float64(n)/d.dayOf(pol))
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
	if pol.Full.Bonus > 0 && s.due > 0 && p.employed == j.days && s.open == 0 && !j.bonusLost(s) {
		s.bonus = pol.Full.Bonus
	}
	if j.scored() && s.due > 0 {
		s.score = math.Max(0, math.Min(pol.Score.Cap, pol.Score.Base-s.points))
	}
	return s
}

// lessAttended takes absence that was booked later off what is attended.
func (r *dayResult) lessAttended() {
	r.attended = math.Min(r.attended, math.Max(0, 1-r.leaveShare-r.absent))
}

// paidOf is how much of a day counts for pay.
func (j *monthJudge) paidOf(p *judgedPerson, d *dayResult) float64 {
	day, err := ParseDay(d.date)
	if err != nil || !p.Employed(day) {
		return 0
	}
	share := func(kind string) float64 { return math.Min(1, float64(d.leaveMin[kind])/d.dayOf(&j.pol)) }
	switch {
	case d.kind == "none":
		return d.attended
	case d.exempt && (d.kind == "work" || d.kind == "leave"):
		return 1 - share("personal")
	case d.due > 0:
		with := d.attended
		for kind := range d.leaveMin {
			if kind != "personal" {
				with += share(kind)
			}
		}
		return math.Max(0, math.Min(with, 1-d.absent-share("personal")))
	case j.shop.Calendar.Class(day) == Statutory:
		return 1
	}
	return 0
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

// rank numbers the scores of the document by the share of what has been scored: equal
// shares share a place, the next one counts them all.
func (j *monthJudge) rank(doc *monthDoc) {
	if !j.scored() {
		return
	}
	for _, p := range j.people {
		for _, said := range doc.People {
			if said.Person.ID != p.ID || said.Due == 0 {
				continue
			}
			p.sum.rank = 1
			for _, other := range doc.People {
				if other.Due > 0 && other.share() > said.share()+1e-9 {
					p.sum.rank++
				}
			}
		}
	}
}

// share is the score by the points that something or somebody has scored, so that nobody
// loses by a mark that is missing.
func (p *docPerson) share() float64 {
	if p.OutOf == 0 {
		return p.Score
	}
	return p.Score / p.OutOf
}

func figure(v float64) string { return fmt.Sprint(math.Round(v*10000) / 10000) }
