package judge

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// monthDoc is the document of `paiban month --json`, docs/file-formats.md.
type monthDoc struct {
	Schema string      `json:"schema"`
	Month  string      `json:"month"`
	People []docPerson `json:"people"`
	Notes  []docText   `json:"notes"`
}

type docText struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

type docPerson struct {
	Person struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"person"`
	Due          float64            `json:"due"`
	Attended     float64            `json:"attended"`
	LateTimes    int                `json:"late_times"`
	LateMinutes  int                `json:"late_minutes"`
	Serious      int                `json:"serious"`
	EarlyTimes   int                `json:"early_times"`
	EarlyMinutes int                `json:"early_minutes"`
	Missing      int                `json:"missing"`
	Absent       float64            `json:"absent"`
	LeaveDays    map[string]float64 `json:"leave_days"`
	Overtime     [3]float64         `json:"overtime"`
	Corrections  int                `json:"corrections"`
	Full         float64            `json:"full_attendance"`
	Paid         *float64           `json:"paid_days"`
	Fines        float64            `json:"fines"`
	Withheld     float64            `json:"withheld"`
	Deduction    float64            `json:"deduction"`
	Score        float64            `json:"score"`
	OutOf        float64            `json:"out_of"` // the points of the base that somebody or something has scored
	Rank         int                `json:"rank"`
	Scores       []struct {
		ID     string  `json:"id"`
		Points float64 `json:"points"`
		Of     float64 `json:"of"`
		Typed  bool    `json:"typed"`
	} `json:"scores"`
	Applied []docApplied `json:"applied"`
	Notes   []docText    `json:"notes"`
	Days    []docDay     `json:"days"`
}

type docApplied struct {
	Rule   string  `json:"rule"`
	Text   docText `json:"text"`
	Fine   float64 `json:"fine"`
	Points float64 `json:"points"`
	Absent float64 `json:"absent"`
}

type docDay struct {
	Date string `json:"date"`
	Plan struct {
		Kind     string `json:"kind"`
		Shift    string `json:"shift"`
		Leave    string `json:"leave"`
		Segments []struct {
			Start int `json:"start"`
			End   int `json:"end"`
		} `json:"segments"`
		Where struct {
			File string `json:"file"`
		} `json:"where"`
	} `json:"plan"`
	Result   string         `json:"result"`
	Due      float64        `json:"due"`
	Attended float64        `json:"attended"`
	Worked   int            `json:"worked"`
	Late     []docOffence   `json:"late"`
	Early    []docOffence   `json:"early"`
	Missing  int            `json:"missing"`
	Absent   float64        `json:"absent"`
	Leave    map[string]int `json:"leave"`
	Overtime [3]int         `json:"overtime"`
	Applied  []docApplied   `json:"applied"`
	Ask      *docText       `json:"ask"`
	About    string         `json:"about"`
	Edges    []struct {
		In     bool `json:"in"`
		At     int  `json:"at"`
		Missed bool `json:"missed"`
	} `json:"edges"`
}

type docOffence struct {
	Minutes int    `json:"minutes"`
	Level   string `json:"level"`
}

// compareDocument compares every figure of the document.
func (j *monthJudge) compareDocument(doc *monthDoc) {
	if doc.Month != j.month {
		j.found(Finding{Kind: "month/document", Place: "month", Said: doc.Month, True: j.month, Why: "the month that was asked for"})
		return
	}
	j.rank(doc)
	listed := map[string]bool{}
	for i := range doc.People {
		said := &doc.People[i]
		listed[said.Person.ID] = true
		var p *judgedPerson
		for _, x := range j.people {
			if x.ID == said.Person.ID {
				p = x
			}
		}
		if p == nil {
			j.found(Finding{Kind: "month/people/unknown", Person: said.Person.ID, Said: said.Person.Name, True: "nobody", Why: "the staff list has no such id"})
			continue
		}
		j.comparePerson(p, said)
	}
	for _, p := range j.people {
		if p.employed > 0 && !listed[p.ID] {
			j.found(Finding{Kind: "month/people/missing", Person: p.ID, Said: "not listed", True: p.Name, Why: "employed in the month"})
		}
		if p.employed == 0 && listed[p.ID] && !j.punched(p.ID) {
			j.found(Finding{Kind: "month/people/not-employed", Person: p.ID, Said: "listed", True: "not employed in " + j.month, Why: "hired later or gone before, and no punch of the month"})
		}
	}
}

func (j *monthJudge) punched(id string) bool {
	for _, x := range j.ev.Punches {
		if x.ID == id && x.Time.UTC().Format("2006-01") == j.month {
			return true
		}
	}
	return false
}

// comparePerson compares a person's days, then the sums with the days of the document
// itself, so that a wrong day is told once, then what follows from the sums.
func (j *monthJudge) comparePerson(p *judgedPerson, said *docPerson) {
	if len(said.Days) != j.days {
		j.found(Finding{Kind: "month/day/list", Person: p.ID, Said: fmt.Sprint(len(said.Days)), True: fmt.Sprint(j.days), Why: "days of the month"})
		return
	}
	before := len(j.findings)
	for i := range said.Days {
		j.compareDay(p, &p.days[i], &said.Days[i])
	}
	j.compareSums(p, said)
	if len(j.findings) > before {
		return // what follows from the days would only say it again
	}
	j.compareMonth(p, said)
}

// compareMonth compares what follows from the sums of a person's month.
func (j *monthJudge) compareMonth(p *judgedPerson, said *docPerson) {
	s := &p.sum
	check := func(kind string, theirs, ours float64, why string) {
		if math.Abs(theirs-ours) > 0.006 {
			j.found(Finding{Kind: kind, Place: strings.TrimPrefix(kind, "month/"), Person: p.ID, Said: figure(theirs), True: figure(ours), Why: why})
		}
	}
	typed := typedByHand(said)
	check("month/bonus", said.Full, s.bonus, fmt.Sprintf("late %d, early %d, missing %d, absent %s, corrections %d, leave %v", s.late, s.early, s.missing, figure(s.absent), s.fixed, s.leave))
	if said.Paid != nil {
		check("month/paid-days", *said.Paid, s.paid, "attended and leave that is paid of the days due, and statutory holidays")
	}
	check("month/corrections", float64(said.Corrections), float64(s.fixed), "corrections that stand for a boundary of the month")
	check("month/withheld", said.Withheld, s.withheld, fmt.Sprintf("pay / 21.75 × (%s absent × %s + %s personal)", figure(s.absent), figure(j.pol.payFactor()), figure(s.leave["personal"])))
	if !typed {
		check("month/fines", said.Fines, s.fines, "the fines of the days")
		check("month/deduction", said.Deduction, s.deduction, "fines and withheld pay")
		of, others := j.scoredBy(said)
		if j.scored() && s.due > 0 {
			s.score = math.Max(0, math.Min(j.pol.Score.Cap, of+others-s.points))
		}
		check("month/score", said.Score, s.score, fmt.Sprintf("attendance has %s, %s points off, other items have %s, cap %s", figure(of), figure(s.points), figure(others), figure(j.pol.Score.Cap)))
	} else {
		check("month/deduction", said.Deduction, cents(said.Fines+said.Withheld), "fines and withheld pay of the document")
	}
	if !typed {
		check("month/rank", float64(said.Rank), float64(p.sum.rank), "one more than the better scores of the document")
	}
	sum := 0.0
	for _, x := range said.Scores {
		sum += x.Points
	}
	if len(said.Scores) > 0 {
		check("month/score/items", said.Score, math.Max(0, math.Min(j.pol.Score.Cap, sum)), "the items of the document, within the cap")
	}
}

// scoredBy is what attendance can have of the score, and what the document gives for all
// other items: figures of service reports and marks. A shop without items scores its base
// by attendance.
func (j *monthJudge) scoredBy(said *docPerson) (of, others float64) {
	from := map[string]string{"base": "attendance"}
	for _, x := range j.pol.Score.Items {
		from[x.ID] = x.From
	}
	for _, x := range said.Scores {
		switch {
		case from[x.ID] == "attendance":
			of += x.Of
		case x.ID != "attendance" && x.ID != "cap": // what is beyond the item, and what the cap takes
			others += x.Points
		}
	}
	return of, others
}

// typedByHand tells that somebody scored an item or charged a fine by hand.
func typedByHand(said *docPerson) bool {
	for _, x := range said.Scores {
		if x.Typed {
			return true
		}
	}
	for _, a := range said.Applied {
		if a.Rule == "fine" || a.Rule == "charge" {
			return true
		}
	}
	return false
}

// compareSums adds up the days of the document.
func (j *monthJudge) compareSums(p *judgedPerson, said *docPerson) {
	got := docPerson{LeaveDays: map[string]float64{}}
	for i, d := range said.Days {
		got.Due += d.Due
		got.Attended += d.Attended
		got.LateTimes += len(d.Late)
		for _, o := range d.Late {
			got.LateMinutes += o.Minutes
			if o.Level == "serious" {
				got.Serious++
			}
		}
		got.EarlyTimes += len(d.Early)
		for _, o := range d.Early {
			got.EarlyMinutes += o.Minutes
		}
		got.Missing += d.Missing
		got.Absent += d.Absent
		for k, n := range d.Leave {
			got.LeaveDays[k] += math.Min(1, float64(n)/p.days[i].dayOf(&j.pol))
		}
		for k, n := range d.Overtime {
			got.Overtime[k] += float64(n) / 60
		}
	}
	check := func(column string, theirs, ours float64) {
		if math.Abs(theirs-ours) > 0.006 {
			j.found(Finding{Kind: "month/sum/" + column, Place: column, Person: p.ID, Said: figure(theirs), True: figure(ours), Why: "the sum of the days of the document"})
		}
	}
	check("due", said.Due, got.Due)
	check("attended", said.Attended, got.Attended)
	check("late", float64(said.LateTimes), float64(got.LateTimes))
	check("late-minutes", float64(said.LateMinutes), float64(got.LateMinutes))
	check("serious", float64(said.Serious), float64(got.Serious))
	check("early", float64(said.EarlyTimes), float64(got.EarlyTimes))
	check("early-minutes", float64(said.EarlyMinutes), float64(got.EarlyMinutes))
	check("missing", float64(said.Missing), float64(got.Missing))
	check("absent", said.Absent, got.Absent)
	kinds := map[string]bool{}
	for k := range said.LeaveDays {
		kinds[k] = true
	}
	for k := range got.LeaveDays {
		kinds[k] = true
	}
	for k := range kinds {
		check("leave", said.LeaveDays[k], got.LeaveDays[k])
	}
	for k := range got.Overtime {
		check("overtime", said.Overtime[k], got.Overtime[k])
	}
}

// compareDay compares one day, the plan first: where it differs, the rest of the day
// follows from it and is not told again.
func (j *monthJudge) compareDay(p *judgedPerson, r *dayResult, said *docDay) {
	if said.Date != r.date {
		j.found(Finding{Kind: "month/day/list", Person: p.ID, Date: r.date, Said: said.Date, True: r.date, Why: "the days of the month in order"})
		return
	}
	if !j.comparePlan(p, r, said) {
		return
	}
	add := func(kind, theirs, ours, why string) {
		if theirs != ours {
			j.found(Finding{Kind: "month/day/" + kind, Place: strings.SplitN(kind, "/", 2)[0], Person: p.ID, Date: r.date, Said: theirs, True: ours, Why: why})
		}
	}
	cause := j.dayCause(p.ID, r, said)
	why := r.story()
	add("due"+cause, figure(said.Due), figure(r.due), why)
	add("late"+cause, docOffences(said.Late), offences(r.late), why)
	add("early"+cause, docOffences(said.Early), offences(r.early), why)
	add("missing"+cause, fmt.Sprint(said.Missing), fmt.Sprint(r.missing), why)
	add("absent"+cause, figure(said.Absent), figure(r.absent), why)
	add("leave"+cause, j.leaveDays(r, said.Leave), j.leaveDays(r, r.leaveMin), why)
	add("attended"+cause, figure(said.Attended), figure(r.attended), why)
	add("overtime"+cause, fmt.Sprint(said.Overtime), fmt.Sprint(r.overtime), why)
	fine, points := 0.0, 0.0
	for _, a := range said.Applied {
		fine += a.Fine
		points += a.Points
	}
	add("fine"+cause, figure(fine), figure(r.fine), why)
	add("points"+cause, figure(points), figure(r.points), why)
	if r.restPunch != (said.Result == "restwork") && r.kind == "rest" && !r.exempt {
		add("rest"+cause, said.Result, map[bool]string{true: "restwork", false: "rest"}[r.restPunch], why)
	}
}

// leaveDays writes leave in days by kind; more than a day's minutes are one day.
func (j *monthJudge) leaveDays(r *dayResult, minutes map[string]int) string {
	var out []string
	for kind, n := range minutes {
		if n != 0 {
			out = append(out, kind+" "+figure(math.Min(1, float64(n)/r.dayOf(&j.pol))))
		}
	}
	sort.Strings(out)
	return strings.Join(out, ", ")
}

// comparePlan says whether the document has the plan of the roster that counts.
func (j *monthJudge) comparePlan(p *judgedPerson, r *dayResult, said *docDay) bool {
	theirs, ours := said.Plan.Kind, r.kind
	if said.Result == "outside" && r.kind == "outside" {
		return true
	}
	if theirs == "" {
		theirs = said.Result
	}
	for _, s := range said.Plan.Segments {
		theirs += " " + clock(s.Start) + "-" + clock(s.End)
	}
	if r.kind == "work" {
		for _, s := range r.segs {
			ours += " " + clock(s[0]) + "-" + clock(s[1])
		}
	}
	if said.Plan.Kind == "leave" {
		theirs += " " + said.Plan.Leave
		ours += " " + r.leave
	}
	if r.kind == "none" { // the export's own shift is the plan, which the judge does not settle
		return false
	}
	if theirs == ours {
		return true
	}
	kind := "month/day/plan"
	day, err := ParseDay(r.date)
	if err == nil {
		counts := filepath.Base(j.shop.RosterOf(j.shop.WeekStart(day)))
		switch {
		case said.Plan.Where.File != "" && counts != "." && said.Plan.Where.File != counts:
			kind += "/stale-roster"
		case r.kind == "leave" && said.Plan.Kind == "rest" && day.Month() != day.Monday().Month():
			kind += "/leave-on-the-first"
		case r.kind == "leave":
			kind += "/leave"
		}
	}
	j.found(Finding{Kind: kind, File: said.Plan.Where.File, Person: p.ID, Date: r.date, Said: theirs, True: ours, Why: "the roster that counts for the day"})
	return false
}

// dayCause names why a day differs, where the judge knows it: as a part of the kind.
func (j *monthJudge) dayCause(id string, r *dayResult, said *docDay) string {
	touches := func(list []Approval, is func(Approval) bool) bool {
		midnight := wallDate(r.date)
		return slices.ContainsFunc(list, func(a Approval) bool {
			return a.ID == id && wallOf(a.From) < midnight+2*dayLong && wallOf(a.To) > midnight && is(a)
		})
	}
	given := len(said.Leave) > 0 || said.Overtime != [3]int{}
	if given && touches(j.ev.Refused, func(Approval) bool { return true }) {
		return "/refused"
	}
	if r.slide > 0 && said.Overtime != r.overtime {
		return "/flex"
	}
	if touches(j.ev.Approvals, func(a Approval) bool { return !a.Overtime && a.Minutes > 0 }) {
		return "/length-of-request"
	}
	if len(r.open) > 0 {
		end := wallDate(r.date) + wall(r.open[len(r.open)-1])
		if j.first.Month() != end.date()[:7] {
			return "/night-at-edge"
		}
		return "/data-cut-off"
	}
	if len(r.leaveMin) > 0 && (len(r.late)+len(r.early)+len(said.Late)+len(said.Early) > 0) {
		return "/with-leave"
	}
	if r.exempt && len(r.leaveMin) > 0 {
		return "/exempt"
	}
	if r.date == j.first.String() && len(said.Edges) == 0 {
		return "/night-at-edge"
	}
	return ""
}

func offences(list []offence) string {
	var out []string
	for _, o := range list {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%d %s", o.minutes, o.level)))
	}
	sort.Strings(out)
	return strings.Join(out, ", ")
}

func docOffences(list []docOffence) string {
	var out []string
	for _, o := range list {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%d %s", o.Minutes, o.Level)))
	}
	sort.Strings(out)
	return strings.Join(out, ", ")
}

// story says what a day's figures are made of.
func (r *dayResult) story() string {
	out := r.kind
	for _, s := range r.segs {
		out += " " + clock(s[0]) + "-" + clock(s[1])
	}
	if r.first >= 0 {
		out += ", punches " + clock(r.first)
		if r.last != r.first {
			out += " … " + clock(r.last)
		}
	}
	for _, at := range r.missed {
		out += ", none at " + clock(at)
	}
	for _, at := range r.open {
		out += ", " + clock(at) + " is not reached by the punches"
	}
	kinds := make([]string, 0, len(r.leaveMin))
	for k := range r.leaveMin {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	for _, k := range kinds {
		out += fmt.Sprintf(", %d minutes of leave (%s)", r.leaveMin[k], k)
	}
	return out
}
