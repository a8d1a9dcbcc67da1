package attendance

import (
	"cmp"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/schedule"
)

// NamedLeave is leave that the summary has no kind of its own for, under its name.
type NamedLeave struct {
	Name lang.Text `json:"name"`
	Days float64   `json:"days"`
}

// otherLeaves names the leave that [Other] holds, in the order of the summary; the
// first whose word is found counts.
var otherLeaves = []struct {
	words []string
	name  lang.Text
}{
	{[]string{"婚", "marriage", "wedding"}, lang.T("婚假", "Marriage leave")},
	{[]string{"陪产", "陪產", "护理假", "paternity"}, lang.T("陪产假", "Paternity leave")},
	{[]string{"产检", "產檢", "prenatal"}, lang.T("产检假", "Prenatal check")},
	{[]string{"产假", "產假", "maternity"}, lang.T("产假", "Maternity leave")},
	{[]string{"丧", "喪", "bereavement", "funeral"}, lang.T("丧假", "Bereavement leave")},
	{[]string{"工伤", "工傷", "injury"}, lang.T("工伤", "Work injury")},
	{[]string{"哺乳", "breastfeeding"}, lang.T("哺乳假", "Nursing leave")},
	{[]string{"育儿", "育兒", "parental", "childcare"}, lang.T("育儿假", "Parental leave")},
}

// otherLeaveName returns the name of a kind of leave under which the summary adds it
// up; a name that is not known stays as it is.
func otherLeaveName(name string) lang.Text {
	low := strings.ToLower(name)
	for _, o := range otherLeaves {
		if slices.ContainsFunc(o.words, func(w string) bool { return strings.Contains(low, w) }) {
			return o.name
		}
	}
	if strings.Trim(low, " ") == "" || strings.Contains(low, "请假") || low == "leave" || low == "假" {
		return Other.Text()
	}
	return lang.Same(name)
}

// nameOther adds up the days of leave of the month that have no kind of their own,
// by name. The day of a list of leave is shared out by the minutes of each name.
func (s *days) nameOther(m *Month) {
	sum := map[lang.Text]float64{}
	for i := range m.Days {
		d := &m.Days[i]
		share := d.LeaveDays(s.policy.DayMinutes)[Other]
		if share == 0 {
			continue
		}
		minutes, all := s.otherMinutes(d)
		for name, n := range minutes {
			sum[name] += share * float64(n) / float64(all)
		}
	}
	for name, days := range sum {
		m.LeaveNames = append(m.LeaveNames, NamedLeave{name, round2(days)})
	}
	slices.SortFunc(m.LeaveNames, func(a, b NamedLeave) int { return CompareLeaveNames(a.Name, b.Name) })
}

// otherMinutes returns the minutes of a day by name of other leave, and their sum,
// which is above 0.
func (s *days) otherMinutes(d *Day) (minutes map[lang.Text]int, all int) {
	minutes = map[lang.Text]int{}
	left := d.Plan.Segments
	if len(left) == 0 {
		left = []schedule.Span{{Start: 0, End: schedule.DayMinutes}}
	}
	for _, l := range s.leaveOn(d.Date) {
		if l.Kind != Other {
			continue
		}
		var n int
		left, n = cut(left, l.span)
		if n > 0 {
			minutes[otherLeaveName(l.Name)] += n
			all += n
		}
	}
	if all == 0 { // only the roster says so
		name := ""
		if d.Plan.Kind == LeaveDay {
			name = d.Plan.Shift
		}
		minutes[otherLeaveName(name)], all = 1, 1
	}
	return minutes, all
}

// CompareLeaveNames orders names of other leave: those that are known first.
func CompareLeaveNames(a, b lang.Text) int {
	place := func(n lang.Text) int {
		for i, o := range otherLeaves {
			if o.name == n {
				return i
			}
		}
		return len(otherLeaves)
	}
	return cmp.Or(cmp.Compare(place(a), place(b)), strings.Compare(a.ZH, b.ZH))
}
