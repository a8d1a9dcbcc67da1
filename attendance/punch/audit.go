package punch

import (
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Audit is an export's own results recomputed from its raw punches, shift texts
// and approvals, and compared field by field.
type Audit struct {
	Layout      string           `json:"layout"`
	PersonDays  int              `json:"person_days"`
	Made        attendance.Stamp `json:"made,omitzero"`          // when the report was made
	AfterReport int              `json:"after_report,omitempty"` // person-days that were not over then; they are not compared
	Settings    Settings         `json:"settings"`
	Fields      map[string]Count `json:"fields"`
	Totals      map[string]Count `json:"totals,omitempty"` // people whose own counts were compared
	Differences []Difference     `json:"differences"`
}

// Count is how many person-days had a field to compare and how many agreed.
type Count struct {
	Compared int `json:"compared"`
	Equal    int `json:"equal"`
}

// Difference is one field of one person-day on which the export and the
// computation disagree.
type Difference struct {
	Person string       `json:"person"`
	Date   workcal.Date `json:"date"`
	Field  string       `json:"field"`
	Theirs any          `json:"theirs"`
	Ours   any          `json:"ours"`
	Cause  string       `json:"cause"` // key; Why says it in words
	Why    lang.Text    `json:"why"`
	Where  table.Pos    `json:"where"`
}

// AuditFields are the fields that an audit compares, in order of output.
var AuditFields = []struct {
	Key  string
	Name lang.Text
}{
	{"late_minutes", lang.T("迟到分钟", "late minutes")},
	{"early_minutes", lang.T("早退分钟", "early minutes")},
	{"missing", lang.T("缺卡", "missing punches")},
	{"absent_days", lang.T("旷工天数", "absent days")},
	{"attended_days", lang.T("出勤天数", "attended days")},
	{"result", lang.T("结果", "result")},
	{"overtime_minutes", lang.T("加班分钟", "overtime minutes")},
}

// FieldName returns the name of a field.
func FieldName(key string) lang.Text {
	for _, f := range AuditFields {
		if f.Key == key {
			return f.Name
		}
	}
	return lang.Same(key)
}

// comparedDay is a person-day as both sides see it.
type comparedDay struct {
	theirs *Result
	ours   *attendance.Day
}

// Audit recomputes the export's own results. An export without results is an error.
func (e *Export) Audit() (*Audit, error) {
	e, hours := e.withPeriods()
	if len(e.Results) == 0 && len(e.Totals) > 0 {
		return e.auditTotals()
	}
	if len(e.Results) == 0 {
		return nil, lang.Errorf("这份导出表里没有它自己的考勤结果，无从核对（版式：%s）", "this export has no results of its own to compare (layout: %s)", e.Name).
			WithHint("导出带迟到、早退、缺卡的每日统计；只有打卡记录的文件用 paiban month 结算", "export the daily statistics with lateness and missing punches; use paiban month to settle a file that has only punches")
	}
	policy := exportPolicy()
	days, open := e.recompute(policy, Settings{})
	if policy.Flex = flex(days); policy.Flex != (attendance.Flex{}) {
		days, _ = e.recompute(policy, Settings{})
	}
	set := infer(days)
	set.Flex = policy.Flex
	policy.Grace, policy.EarlyGrace = set.Grace, set.EarlyGrace
	policy.Missing.Attended = set.OneMissing
	policy.Attended.RestDays, policy.Attended.Away, policy.Attended.OnLeave = set.RestDayCounts, set.AwayCounts, set.LeaveDayCounts
	if set.AbsentLate > 0 {
		policy.Late = []attendance.Tier{{From: set.AbsentLate, Level: attendance.Absent}}
	}
	days, _ = e.recompute(policy, set)
	set.LateWithAbsence, set.PeriodHours = lateWithAbsence(days), hours

	a := &Audit{Layout: e.Layout, PersonDays: len(e.Results), Made: e.Made, AfterReport: open, Settings: set, Fields: map[string]Count{}, Differences: []Difference{}}
	for _, f := range AuditFields {
		a.Fields[f.Key] = Count{}
	}
	for _, d := range days {
		e.compare(a, d, set)
	}
	e.auditOvertime(a, policy)
	if len(e.Totals) > 0 {
		sums, err := e.auditTotals()
		if err != nil {
			return nil, err
		}
		a.Totals, a.Differences = sums.Totals, append(a.Differences, sums.Differences...)
	}
	return a, nil
}

// exportPolicy is how apps themselves judge: a boundary that leave covers is
// excused whole, any punch makes a day, exempt people count nothing.
func exportPolicy() attendance.Policy {
	p := attendance.DefaultPolicy()
	p.LeaveExcuses, p.LeaveInside = attendance.ByEdge, true
	p.JoinGap = 0
	p.Missing.Segment = attendance.SegmentMissing
	p.Attended = attendance.Attended{WholeDays: true}
	return p
}

// recompute settles every month of the export, with the settings of its shifts,
// and pairs its results with ours. Days that were not over when the report was made it
// only counts: the report could not know how they would end.
func (e *Export) recompute(policy attendance.Policy, set Settings) (out []comparedDay, open int) {
	list, of := e.Everybody()
	type key struct {
		who  int
		date workcal.Date
	}
	ours := map[key]*attendance.Day{}
	for _, m := range e.Months() {
		in := e.Input(m, list, of)
		for i := range in.Plans {
			for d := range in.Plans[i] {
				p := &in.Plans[i][d]
				p.Days = set.ShiftDays[p.Name()]
				if g, ok := set.ShiftGrace[p.Name()]; ok {
					p.Grace = &g
				}
			}
		}
		if e.Made != 0 {
			in.CutOff.Until = []attendance.Until{{To: e.Made}}
		}
		s := attendance.Settle(in, policy)
		for i := range s.People {
			for d := range s.People[i].Days {
				day := &s.People[i].Days[d]
				ours[key{i, day.Date}] = day
			}
		}
	}
	for i := range e.Results {
		r := &e.Results[i]
		switch d := ours[key{r.Person, r.Date}]; {
		case d == nil:
		case d.Result == attendance.NotJudged, slices.ContainsFunc(d.Edges, func(e attendance.Edge) bool { return e.NotOver }):
			open++
		default:
			out = append(out, comparedDay{r, d})
		}
	}
	return out, open
}

// compare adds one person-day to the audit.
func (e *Export) compare(a *Audit, d comparedDay, set Settings) {
	o, t := d.ours, d.theirs
	late := attendance.Minutes(o.Late)
	if !set.LateWithAbsence {
		late = plainLate(o)
	}
	missing, absent := o.Missing, o.Absent
	for _, field := range AuditFields {
		var theirs, ours any
		f := field.Key
		switch f {
		case "overtime_minutes": // see auditOvertime
			continue
		case "late_minutes":
			theirs, ours = t.Late, late
		case "early_minutes":
			theirs, ours = t.Early, attendance.Minutes(o.Early)
		case "missing":
			theirs, ours = t.Missing, missing
		case "absent_days":
			theirs, ours = t.Absent, absent
		case "attended_days":
			if t.Attended == unknownDays {
				continue
			}
			theirs, ours = t.Attended, o.Attended
		case "result":
			if theirs = theirWord(t.Words); theirs == "" {
				continue
			}
			ours = ourWord(o)
		}
		c := a.Fields[f]
		c.Compared++
		if theirs == ours {
			c.Equal++
		} else {
			key, why := cause(d, f)
			a.Differences = append(a.Differences, Difference{e.People[t.Person].Name, t.Date, f, theirs, ours, key, why, t.Where})
		}
		a.Fields[f] = c
	}
}

// words of results, worst first.
var resultWords = []struct {
	word string
	key  string
}{
	{"旷工", "absent"}, {"缺卡", "missing"}, {"迟到", "late"}, {"早退", "early"}, {"请假", "leave"}, {"外出", "away"}, {"出差", "away"},
}

func resultKey(word string) string {
	for _, r := range resultWords {
		if strings.Contains(word, r.word) {
			return r.key
		}
	}
	return ""
}

// theirWord sums the words for the boundaries up: a set of what happened.
func theirWord(words []string) string {
	if len(words) == 0 {
		return ""
	}
	var keys []string
	all := true
	for _, w := range words {
		all = all && strings.HasPrefix(w, "缺卡")
		if k := resultKey(w); k != "" {
			keys = append(keys, k)
		}
	}
	if all {
		return "absent"
	}
	return joinKeys(keys)
}

func ourWord(d *attendance.Day) string {
	var keys []string
	if d.Result == attendance.IsAbsent && len(d.Late)+len(d.Early) == 0 {
		return "absent"
	}
	for _, s := range d.Late {
		if s.Level == attendance.Absent {
			keys = append(keys, "absent")
		} else {
			keys = append(keys, "late")
		}
	}
	if len(d.Early) > 0 {
		keys = append(keys, "early")
	}
	for _, e := range d.Edges {
		if e.Missed && d.Result != attendance.NotCounted {
			keys = append(keys, "missing")
		}
		if e.Excused {
			if e.ExcusedBy.Present() {
				keys = append(keys, "away")
			} else {
				keys = append(keys, "leave")
			}
		}
	}
	return joinKeys(keys)
}

func joinKeys(keys []string) string {
	slices.Sort(keys)
	keys = slices.Compact(keys)
	if len(keys) == 0 {
		return "ok"
	}
	return strings.Join(keys, "+")
}

// cause names why a field differs, if the day shows it.
func cause(d comparedDay, field string) (string, lang.Text) {
	o, t := d.ours, d.theirs
	words := 0
	for _, w := range t.Words {
		if strings.HasPrefix(w, "缺卡") {
			words++
		}
	}
	covered := slices.ContainsFunc(t.Words, func(w string) bool { return resultKey(w) == "leave" || resultKey(w) == "away" })
	switch {
	case o.Plan.Kind == attendance.Unplanned:
		return "no-shift", lang.T("导出表里这一天没有班次", "the export has no shift for this day")
	case o.Plan.Kind == attendance.Flexible:
		return "flexible", lang.T("自由工时，导出表另行计算", "free hours, which the export calculates in its own way")
	case unseen(d) >= 0:
		return "punch-unseen", lang.F("导出表的结果用了 %s 这次打卡，原始记录里这一天没有它", "the export's result uses a punch at %s that is not in its list of punches for this day", schedule.ClockText(unseen(d)))
	case len(o.Punches) == 1 && (t.Late > 0 && len(o.Early) > 0 || t.Early > 0 && len(o.Late) > 0):
		return "either-side", lang.F("只有一次打卡 %s，上班下班都说得通，导出表取了另一边", "one punch, at %s, could be the start or the end; the export took the other", attendance.Clocks(o))
	case field == "missing" && t.Missing > 0 && words > 0 && words != t.Missing:
		return "export-inconsistent", lang.F("导出表自相矛盾：结果写了 %d 个缺卡，次数却是 %d", "the export contradicts itself: it marks %d punches missing and counts %d", words, t.Missing)
	case covered && !slices.ContainsFunc(o.Edges, func(e attendance.Edge) bool { return e.Excused }):
		return "leave-past-its-span", lang.T("导出表把请假或外出算到了它覆盖不到的打卡点", "the export excuses a start or end that lies outside the leave or outing")
	case o.Result == attendance.OnLeave || o.Result == attendance.Away:
		return "leave", lang.F("请假、外出与打卡 %s 并存", "leave or an outing on a day with punches at %s", attendance.Clocks(o))
	case field == "missing" && o.Missing > t.Missing && unmatched(o) >= 0:
		return "far-from-boundary", lang.F("打卡 %s 离班次太远，没有当作上下班", "the punch at %s is too far from the shift to count as its start or end", schedule.ClockText(unmatched(o)))
	}
	return "unknown", lang.F("按打卡 %s 重算所得", "recomputed from the punches %s", attendance.Clocks(o))
}

// unmatched returns the last punch of the day that stands for no boundary, or −1.
func unmatched(d *attendance.Day) int {
	for i := len(d.Punches) - 1; i >= 0; i-- {
		if !slices.ContainsFunc(d.Edges, func(e attendance.Edge) bool { return e.Punch == i }) {
			return d.Punches[i].At.From(d.Date)
		}
	}
	return -1
}

// unseen returns a punch time of the export's result that is not among the day's
// punches, or −1.
func unseen(d comparedDay) int {
	for _, m := range d.theirs.Clocks {
		if !slices.ContainsFunc(d.ours.Punches, func(p attendance.Punch) bool { return p.At.From(d.ours.Date) == m }) {
			return m
		}
	}
	return -1
}
