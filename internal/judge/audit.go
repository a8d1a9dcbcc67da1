package judge

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
)

// AuditResult says how far the judge agrees with the results that an export has of its
// own.
type AuditResult struct {
	Layout      string // "dingtalk", "wecom", "clock" or "cards"
	PersonDays  int
	Settings    string                // what the figures below were computed with
	Fields      map[string]AuditField // late, early, missing, absent, attended
	Differences []AuditDifference
}

// AuditField counts the figures compared and those that are equal.
type AuditField struct{ Compared, Equal int }

// AuditDifference is one figure that is not equal.
type AuditDifference struct {
	Person, Date, Field string
	Theirs, Ours        float64
}

func (r *AuditResult) compare(person, date, field string, theirs, ours float64) {
	f := r.Fields[field]
	f.Compared++
	if math.Abs(theirs-ours) < 1e-6 {
		f.Equal++
	} else {
		r.Differences = append(r.Differences, AuditDifference{person, date, field, theirs, ours})
	}
	r.Fields[field] = f
}

func (r AuditResult) equal() int {
	n := 0
	for _, f := range r.Fields {
		n += f.Equal
	}
	return n
}

func (r AuditResult) String() string {
	var names []string
	for n := range r.Fields {
		names = append(names, n)
	}
	sort.Strings(names)
	out := fmt.Sprintf("%s, %d person-days, %s", r.Layout, r.PersonDays, r.Settings)
	for _, n := range names {
		out += fmt.Sprintf("; %s %d/%d", n, r.Fields[n].Equal, r.Fields[n].Compared)
	}
	return out
}

// Audit recomputes the results that an export holds from its punches, the hours of its
// shifts and its approvals. Settings that the export does not name, such as the grace,
// are those of a short list with which most figures agree.
func Audit(path string) (AuditResult, error) {
	grids, err := readGrids(path)
	if err != nil {
		return AuditResult{}, err
	}
	if r, ok := auditClock(grids); ok {
		return r, nil
	}
	f, err := readPunchFile(path)
	if err != nil {
		return AuditResult{}, err
	}
	if len(f.days) == 0 {
		return AuditResult{}, fmt.Errorf("%s: no results of its own", f.name)
	}
	layout := "dingtalk"
	for _, g := range grids {
		if strings.HasPrefix(plainHeading(g.at(0, 0)), "概况统计与打卡明细") {
			layout = "wecom"
		}
	}
	people := auditPeople(f, layout)
	var best AuditResult
	for _, s := range auditSettings(layout) {
		if r := auditWith(people, layout, s); best.Fields == nil || r.equal() > best.equal() {
			best = r
		}
	}
	best.PersonDays = len(f.days)
	return best, nil
}

// auditSetting is what an export's own rules may be.
type auditSetting struct {
	flexEarly, flexLate         int
	restAttended, leaveAttended bool
	awayAttended                bool
}

func (s auditSetting) String() string {
	return fmt.Sprintf("flex -%d +%d, rest days attended %t, leave with punches attended %t, outing attended %t", s.flexEarly, s.flexLate, s.restAttended, s.leaveAttended, s.awayAttended)
}

func auditSettings(layout string) []auditSetting {
	if layout == "wecom" {
		var out []auditSetting
		for _, early := range []int{0, 15, 30, 45, 60} {
			for _, late := range []int{0, 15, 30, 45, 60} {
				out = append(out, auditSetting{flexEarly: early, flexLate: late})
			}
		}
		return out
	}
	var out []auditSetting
	for i := range 8 {
		out = append(out, auditSetting{restAttended: i&1 > 0, leaveAttended: i&2 > 0, awayAttended: i&4 > 0})
	}
	return out
}

// auditPerson is one person of an export.
type auditPerson struct {
	name  string
	days  []exportDay
	ev    Evidence
	heads map[string]bool
	work  map[string]bool // work dates that the export gives to a punch
}

// approvalText reads 事假04-21 09:00到04-21 10:00 1小时 and 补卡申请04-20 09:00到….
var approvalText = regexp.MustCompile(`([^\d,，;；\s]+)(\d\d)-(\d\d) (\d\d:\d\d)到(\d\d)-(\d\d) (\d\d:\d\d)`)

// halfDayText reads WeCom's 年假2.0天（2/13 上午 - 2/14 下午）.
var halfDayText = regexp.MustCompile(`([^\d\s、;；]+)([\d.]+)天（(\d+)/(\d+) (上午|下午) - (\d+)/(\d+) (上午|下午)）`)

func auditPeople(f *punchFile, layout string) []auditPerson {
	index := map[string]int{}
	var people []auditPerson
	for _, d := range f.days {
		k := d.key()
		i, ok := index[k]
		if !ok {
			i = len(people)
			index[k] = i
			people = append(people, auditPerson{name: d.name, heads: map[string]bool{}, work: map[string]bool{}})
		}
		people[i].days = append(people[i].days, d)
	}
	for i := range people {
		p := &people[i]
		slices.SortFunc(p.days, func(a, b exportDay) int { return a.date.Compare(b.date) })
		for _, d := range p.days {
			p.approvals(d, layout)
		}
	}
	for _, x := range f.punches {
		if i, ok := index[x.key()]; ok && x.valid {
			people[i].ev.Punches = append(people[i].ev.Punches, Punch{Time: x.time, due: x.due, work: x.work.Format("2006-01-02"), fixed: x.fixed})
			people[i].work[x.work.Format("2006-01-02")] = true
		}
	}
	return people
}

func (p *auditPerson) approvals(d exportDay, layout string) {
	add := func(kind string, from, to time.Time) {
		switch {
		case strings.Contains(kind, "加班"), strings.Contains(kind, "补卡"):
			return
		case strings.Contains(kind, "外出"), strings.Contains(kind, "出差"), strings.Contains(kind, "外勤"):
			kind = "business"
		default:
			kind = "other"
		}
		key := kind + from.String() + to.String()
		if !p.heads[key] {
			p.heads[key] = true
			p.ev.Approvals = append(p.ev.Approvals, Approval{Kind: kind, From: from, To: to})
		}
	}
	moment := func(month, day, clock string) time.Time {
		m, _ := strconv.Atoi(month)
		n, _ := strconv.Atoi(day)
		year := d.date.Year()
		if m > int(d.date.Month())+6 {
			year--
		}
		t := time.Date(year, time.Month(m), n, 0, 0, 0, 0, time.UTC)
		if s := parseTimes(clock); len(s) > 0 {
			t = t.Add(time.Duration(s[0]) * time.Second)
		}
		return t
	}
	if layout == "wecom" {
		// The halves of a day meet in the middle of the shift's break, 12:00-13:00.
		for _, m := range halfDayText.FindAllStringSubmatch(d.approval, -1) {
			from, to := moment(m[3], m[4], ""), moment(m[6], m[7], "")
			if m[5] == "下午" {
				from = from.Add(12 * time.Hour)
			}
			if m[8] == "上午" {
				to = to.Add(13 * time.Hour)
			} else {
				to = to.AddDate(0, 0, 1)
			}
			add(m[1], from, to)
		}
		if strings.Contains(d.approval, "出差") || slices.ContainsFunc(d.results, func(s string) bool { return strings.Contains(s, "出差") }) {
			add("出差", d.date, d.date.AddDate(0, 0, 1))
		}
		return
	}
	for _, m := range approvalText.FindAllStringSubmatch(d.approval, -1) {
		add(m[1], moment(m[2], m[3], m[4]), moment(m[5], m[6], m[7]))
	}
}

func auditPolicy(s auditSetting, layout string) monthPolicy {
	pol, _ := policyOf(nil)
	pol.Flex.Early, pol.Flex.Late = float64(s.flexEarly), float64(s.flexLate)
	pol.Before, pol.After, pol.Repeat = 600, 720, 0
	pol.Excuses, pol.export = "edge", true
	pol.Missing.Segment = "missing" // the apps know no other
	if layout == "wecom" {
		pol.JoinGap = 60
	}
	return pol
}

func auditWith(people []auditPerson, layout string, s auditSetting) AuditResult {
	r := AuditResult{Layout: layout, Settings: s.String(), Fields: map[string]AuditField{}}
	pol := auditPolicy(s, layout)
	shiftDays := daysOfShifts(people)
	for _, p := range people {
		m := monthPerson{}
		for _, d := range p.days {
			plan := dayPlan{date: d.date.Format("2006-01-02"), kind: "rest", segs: d.segs}
			if len(d.segs) > 0 && !exemptDay(d) {
				plan.kind = "work"
			}
			m.plans = append(m.plans, plan)
		}
		for i, got := range personMonth(m, &pol, p.ev) {
			d := p.days[i]
			var late, early int
			for _, o := range got.late {
				late += o.minutes
			}
			for _, o := range got.early {
				early += o.minutes
			}
			date := got.date
			r.compare(p.name, date, "late", float64(d.said.late), float64(late))
			r.compare(p.name, date, "early", float64(d.said.early), float64(early))
			r.compare(p.name, date, "missing", float64(d.said.missing), float64(got.missing))
			r.compare(p.name, date, "absent", d.said.absent, got.absent)
			if layout == "dingtalk" {
				r.compare(p.name, date, "attended", d.said.attended, attendedBy(s, d, got, p.work[date])*shiftDays[d.shift])
			}
		}
	}
	return r
}

// exemptDay tells a day on which the export asks for no punch at all.
func exemptDay(d exportDay) bool {
	for _, w := range d.results {
		if w != "" && w != "未打卡" && w != "--" {
			return false
		}
	}
	return true
}

// attendedBy counts a day as attended as an export does: with any punch, and on rest
// days, in leave and on outings as it is set.
func attendedBy(s auditSetting, d exportDay, got dayResult, punched bool) float64 {
	leave, away := false, false
	for k := range got.leaveMin {
		if k == "business" {
			away = true
		} else {
			leave = true
		}
	}
	switch {
	case len(d.segs) == 0:
		if punched && s.restAttended {
			return 1
		}
		return 0
	case leave && !punched:
		return 0
	case away && !punched:
		if s.awayAttended {
			return 1
		}
		return 0
	case leave && punched && leaveWhole(d) && !s.leaveAttended:
		return 0
	case punched:
		return 1
	}
	return 0
}

// daysOfShifts is how many days of attendance an export counts for a day of each shift:
// the figure that most attended days of the shift have.
func daysOfShifts(people []auditPerson) map[string]float64 {
	votes := map[string]map[float64]int{}
	out := map[string]float64{}
	for _, p := range people {
		for _, d := range p.days {
			out[d.shift] = 1
			if v := d.said.attended; v > 0 && len(d.segs) > 0 {
				if votes[d.shift] == nil {
					votes[d.shift] = map[float64]int{}
				}
				votes[d.shift][v]++
			}
		}
	}
	for shift, v := range votes {
		best := 1.0
		for days, n := range v {
			if n > v[best] || n == v[best] && days < best {
				best = days
			}
		}
		out[shift] = best
	}
	return out
}

// leaveWhole tells a day of which the export excuses every boundary.
func leaveWhole(d exportDay) bool {
	for _, w := range d.results {
		if w != "" && !strings.Contains(w, "请假") {
			return false
		}
	}
	return true
}
