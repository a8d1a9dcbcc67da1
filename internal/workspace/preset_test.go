package workspace

import (
	"testing"

	"paiban/attendance"
	"paiban/internal/labourlaw"
	"paiban/internal/workcal"
	"paiban/schedule"
)

func TestPresetsLoad(t *testing.T) {
	for _, name := range Presets {
		c, err := Preset(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if c.Preset != name || c.Summary.ZH == "" || c.Summary.EN == "" || len(c.Shifts) < 2 || len(c.Queues) == 0 {
			t.Errorf("%s: incomplete: %q, %v, %d shifts, %d queues", name, c.Preset, c.Summary, len(c.Shifts), len(c.Queues))
		}
	}
}

// TestPresetsKeepTheLegalNumbers compares what the presets repeat of the law with
// it: the paid hours of a month, the pay of overtime, the night of protected people.
func TestPresetsKeepTheLegalNumbers(t *testing.T) {
	for _, name := range Presets {
		c, err := Preset(name)
		if err != nil {
			t.Fatal(err)
		}
		if c.Costs.HoursMonth != labourlaw.PaidHoursMonth {
			t.Errorf("%s: %v paid hours a month", name, c.Costs.HoursMonth)
		}
		factors := map[string]float64{}
		for _, o := range c.Costs.Overtime {
			factors[o.ID] = o.Factor * 100
		}
		if factors["workday"] != labourlaw.PayWorkday || factors["rest"] != labourlaw.PayRestDay || factors["statutory"] != labourlaw.PayStatutory {
			t.Errorf("%s: overtime is paid %v percent", name, factors)
		}
		if p := c.Rules.Protection; p.Night != (Span{Start: labourlaw.NightFrom, End: labourlaw.NightTo}) || int(p.Day) > labourlaw.Day {
			t.Errorf("%s: protected people work %v a day outside %v", name, p.Day.Text(), p.Night.Text())
		}
	}
}

// A normal day with the noon and the evening turn is 8 + 1.5 + 3 hours, of which
// 4.5 are overtime by the shop's own rules, without an approval.
func TestDutyTurnsAreOvertime(t *testing.T) {
	policy := team(t, "duty", 1).Config.Attendance
	monday := workcal.DateOf(2026, 10, 12)
	month := workcal.MonthOf(monday)
	plans := make([]attendance.Planned, month.Days())
	for d := range plans {
		plans[d].Kind = attendance.Rest
	}
	plans[monday-month.First()] = attendance.Planned{Kind: attendance.Work, Shift: "N+D1+D2", Segments: []schedule.Span{{Start: 480, End: 720}, {Start: 750, End: 1080}, {Start: 1110, End: 1290}}}
	var punches []attendance.Punch
	for _, m := range []int{475, 721, 748, 1081, 1108, 1292} {
		punches = append(punches, attendance.Punch{At: attendance.On(monday, m), Source: attendance.Clocked})
	}
	sheet := attendance.Settle(attendance.Input{
		Month: month, People: []attendance.Person{{ID: "A01"}}, Calendar: workcal.New(nil),
		Plans: [][]attendance.Planned{plans}, Punches: [][]attendance.Punch{punches},
	}, policy)
	if got := sheet.People[0].Overtime; got != [3]float64{4.5, 0, 0} {
		t.Errorf("overtime %v", got)
	}
}
