package workspace

import (
	"strings"
	"testing"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// A part-timer's weekly hours are a limit, in whole shifts. Shifts of wangdian are 8 h:
// 16 h are two, 20 h are three; 40 h are five and one more; who has none of their own
// is not limited. Somebody who may work the short shift alone is rounded by that one.
func TestOwnWeeklyHoursAreALimit(t *testing.T) {
	w := team(t, "wangdian", 1, "B,二,,,16,,,", "C,三,,,20,,,", "D,四,,,40,,,", "S,五,,短,10,,,",
		"paiban.yaml|preset: wangdian\nshifts: [{id: S, name: 短班, short: 短, kind: day, hours: [\"10:00-14:00\"]}]\n")
	p := plan(t, w, Needs{})
	want := map[int]int{1: 960, 2: 1440, 3: 2880, 4: 720}
	for _, m := range rulesOf[schedule.Minutes](p) {
		if m.Per != schedule.Week {
			continue
		}
		for _, i := range m.People {
			if m.Total != schedule.AtMost(want[i]) {
				t.Errorf("person %d: %+v, want at most %d minutes", i, m.Total, want[i])
			}
			delete(want, i)
		}
	}
	if len(want) > 0 {
		t.Errorf("no limit for %v", want)
	}
	// Lint says where the limit is not what was written: 20 h and 10 h are no whole
	// number of shifts.
	var odd []string
	for _, l := range w.Lint() {
		if l.Severity == Remark && strings.Contains(l.Key, "people") {
			odd = append(odd, l.Key)
		}
	}
	if len(odd) != 2 || !strings.Contains(odd[0], ":4") || !strings.Contains(odd[1], ":6") {
		t.Errorf("rows pointed out: %v", odd)
	}
}

// Away from 14:00 to 18:00, somebody on the early shift, 08-12 and 14-18, works four
// hours; their contract and limits count eight.
func TestHoursOfHalfADayOfLeave(t *testing.T) {
	w := team(t, "wangdian", 2, "leave.csv|工号,类型,开始,结束,状态\nA01,事假,2026-11-25 14:00,2026-11-25 18:00,已批准\n")
	p := plan(t, w, Needs{})
	cut := &p.Problem.Shifts[p.Problem.CutOf(0, 2, shift(t, p, "E"))]
	if cut.Paid != 480 || cut.Worked() != 240 {
		t.Errorf("%s: %d paid, %d worked; want 480 and 240", cut.ID, cut.Paid, cut.Worked())
	}
	if whole := &p.Problem.Shifts[shift(t, p, "E")]; whole.Worked() != 480 {
		t.Errorf("a whole day: %d", whole.Worked())
	}
}

// 2026-W40 has three working days, Monday to Wednesday, three statutory holidays and a
// Sunday. Of the four ordinary days 2·4/7, rounded, is one day off: three are due, all of
// them working days, whoever has duty on the holidays. A week without holidays is as
// ever: five days of duty's office week.
func TestHolidayDutyComesOnTop(t *testing.T) {
	w := team(t, "duty", 2)
	for week, days := range map[int]int{40: 3, 48: 5} {
		p, err := w.Plan(workcal.Week{Year: 2026, Number: week}, Needs{})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, c := range rulesOf[schedule.ShiftCount](p) {
			if c.Per != schedule.Horizon || c.Count.SoftMin == 0 {
				continue
			}
			found = true
			if c.Count.SoftMin != days || c.Count.SoftMax != days || c.Days.Has(3) != (week == 48) || !c.Days.Has(0) {
				t.Errorf("W%d: %+v, want %d days, holidays left aside", week, c, days)
			}
		}
		if !found {
			t.Errorf("W%d: no contract", week)
		}
	}
}
