package attendance

import (
	"fmt"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Overtime in yuan. 4350 a month is 25 an hour (÷ 174): 2 h of a working day at 150%
// are 75, 3 h of a rest day at 200% are 150, a shift of 9 h on 1 October at 300% is 675.
func TestOvertimePay(t *testing.T) {
	both, lieu := DefaultPolicy(), DefaultPolicy()
	both.Overtime.By = ByBoth
	lieu.Overtime = both.Overtime
	lieu.Overtime.InLieu = true
	for _, c := range []struct {
		name    string
		policy  Policy
		salary  Money
		assumed bool
		want    [3]Money
		said    bool
	}{
		{"base pay known", both, Yuan(4350), false, [3]Money{Yuan(75), Yuan(150), Yuan(675)}, false},
		{"not known", both, 0, false, [3]Money{}, true},
		{"only what the shop pays as a rule", both, Yuan(4350), true, [3]Money{}, true},
		{"rest days are taken in lieu", lieu, Yuan(4350), false, [3]Money{Yuan(75), 0, Yuan(675)}, false},
	} {
		m := october(t, c.policy, func(in *Input) {
			p := &in.People[0]
			p.Salary, p.Assumed = c.salary, c.assumed
			first := in.Month.First()
			in.Plans[0][0] = shift(office)
			in.Punches[0] = append(in.Punches[0], punched(first, "08:55 18:05")...)
			in.Punches[0] = append(in.Punches[0], punched(monday+5, "09:00 12:00")...)
			in.Rulings = [][]Ruling{{{Date: monday}, {Date: monday + 5}}}
		}, map[int]string{12: "08:55 20:05"}).People[0]
		said := false
		for _, n := range m.Notes {
			said = said || n.EN == "the base pay is not known, so overtime is not priced"
		}
		if m.OvertimePay != c.want || said != c.said {
			t.Errorf("%s: %v for %v hours, said %v", c.name, m.OvertimePay, m.Overtime, said)
		}
	}
}

// Nights and mid shifts are counted where they are attended, by what the shop says, the
// name, else the hours: half of the shift or more between 22:00 and 06:00.
func TestNightsAndMids(t *testing.T) {
	p := DefaultPolicy()
	p.Allowances = Allowances{Night: Yuan(30), Mid: Yuan(12.5)}
	plans := []struct {
		hours, turn, name, times string
	}{
		{"20:00-28:00", "night", "", "19:55 28:05"},  // said
		{"22:00-30:00", "", "", "21:55 30:05"},       // by its hours
		{"18:00-26:00", "", "", "17:55 26:05"},       // 22:00 to 02:00 is half of it
		{"16:00-24:00", "", "", "15:55 24:05"},       // a quarter
		{"14:00-22:00", "", "中班", "13:55 22:05"},     // by its name
		{"12:00-20:00", "mid", "乙班", "11:55 20:05"},  // said
		{"22:00-30:00", "late", "夜班", "21:55 30:05"}, // said: late
		{"22:00-30:00", "night", "", ""},             // absent
	}
	m := october(t, p, func(in *Input) {
		in.Punches[0] = nil
		for i := range in.Plans[0] {
			in.Plans[0][i] = shift("")
		}
		for i, c := range plans {
			day := 2 * i
			in.Plans[0][day] = shift(c.hours)
			in.Plans[0][day].Turn, in.Plans[0][day].Shift = c.turn, c.name
			in.Punches[0] = append(in.Punches[0], punched(in.Month.First()+workcal.Date(day), c.times)...)
		}
	}, nil).People[0]
	// Three nights at 30 and two mid shifts at 12.5.
	if m.Nights != 3 || m.Mids != 2 || m.Allowance != Yuan(115) {
		t.Errorf("%d nights, %d mid shifts, %v yuan", m.Nights, m.Mids, m.Allowance)
	}
	// Seven shifts of eight hours.
	if m.WorkedHours != 56 {
		t.Errorf("%v hours", m.WorkedHours)
	}
}

// Leave without a kind of its own has its name, from the list or from the roster.
func TestLeaveNames(t *testing.T) {
	m := october(t, DefaultPolicy(), func(in *Input) {
		span := func(kind LeaveKind, name string, day int, from, to string) {
			d := monday + workcal.Date(day)
			in.Leave[0] = append(in.Leave[0], Leave{Kind: kind, Name: name, From: On(d, clk(from)), To: On(d, clk(to))})
		}
		span(Other, "丧假", 0, "09:00", "18:00")
		span(Other, "marriage", 1, "09:00", "13:00")
		span(Other, "工伤假", 1, "13:00", "18:00") // 4 of 9 h and 5 of 9 h of one day
		span(Annual, "年假", 2, "09:00", "18:00")
		in.Plans[0][14] = Planned{Kind: LeaveDay, Shift: "搬家假", Leave: Other}
		in.Plans[0][15] = Planned{Kind: LeaveDay, Shift: "请假", Leave: Other}
	}, map[int]string{12: "", 13: "", 14: "", 15: "", 16: ""}).People[0]
	var got []string
	for _, l := range m.LeaveNames {
		got = append(got, fmt.Sprint(l.Name.In(lang.ZH), " ", l.Days))
	}
	if fmt.Sprint(got) != "[婚假 0.44 丧假 1 工伤 0.56 其他假 1 搬家假 1]" || m.LeaveDays[Other] != 4 {
		t.Errorf("%v of %v days", got, m.LeaveDays[Other])
	}
}

// Accounts of time off: 10 hours, 3 earned on a Saturday, 8 taken on Monday. Overtime
// of the first of October, a statutory holiday, earns nothing.
func TestBalances(t *testing.T) {
	given := func(v float64) *float64 { return &v }
	both, lieu := DefaultPolicy(), DefaultPolicy()
	both.Overtime.By = ByBoth
	lieu.Overtime = both.Overtime
	lieu.Overtime.InLieu = true
	for _, c := range []struct {
		name         string
		policy       Policy
		opening      Opening
		comp, annual string
		flags        int
	}{
		{"in lieu", lieu, Opening{Comp: given(10)}, "&{10 3 8 5}", "<nil>", 0},
		{"paid instead", both, Opening{Comp: given(10)}, "&{10 0 8 2}", "<nil>", 0},
		{"nothing is known", both, Opening{}, "<nil>", "<nil>", 0},
		{"in lieu, from nothing", lieu, Opening{}, "&{0 3 8 -5}", "<nil>", 1},
		{"annual leave", both, Opening{Annual: given(5)}, "<nil>", "&{5 0 1 4}", 0},
		{"none left", both, Opening{Annual: given(0.5), Comp: given(0)}, "&{0 0 8 -8}", "&{0.5 0 1 -0.5}", 2},
	} {
		m := october(t, c.policy, func(in *Input) {
			in.Opening = []Opening{c.opening}
			first := in.Month.First()
			in.Plans[0][0] = shift(office)
			in.Punches[0] = append(in.Punches[0], punched(first, "08:55 18:05")...)
			in.Punches[0] = append(in.Punches[0], punched(monday+5, "09:00 12:00")...)
			in.Rulings = [][]Ruling{{{Date: monday + 5}}}
			in.Leave[0] = []Leave{
				{Kind: Comp, Name: "调休", From: On(monday, clk("09:00")), To: On(monday, clk("18:00"))},
				{Kind: Annual, Name: "年假", From: On(monday+1, clk("09:00")), To: On(monday+1, clk("18:00"))},
			}
		}, map[int]string{12: "", 13: ""}).People[0]
		if comp, annual := fmt.Sprint(m.CompBalance), fmt.Sprint(m.AnnualBalance); comp != c.comp || annual != c.annual || len(m.Flags) != c.flags {
			t.Errorf("%s: %s and %s, flags %v", c.name, comp, annual, m.Flags)
		}
	}
}
