package attendance

import (
	"testing"

	"paiban/internal/workcal"
)

func comprehensive(period Period, hours float64) Policy {
	p := DefaultPolicy()
	p.Hours, p.Period, p.PeriodHours = Comprehensive, period, hours
	return p
}

// Office hours are nine hours from Monday the 12th to Friday the 16th: 36 until
// Thursday, 45 until Friday. The period has 40.
func TestComprehensive(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Input)
		want   [3]float64 // hours
		on16   int        // minutes of overtime on Friday
	}{
		{"five hours of Friday are beyond", nil, [3]float64{5, 0, 0}, 300},
		{"a rest day counts like any other: three hours approved", func(in *Input) {
			in.Overtime[0] = []Approval{{From: On(monday+5, 9*60), To: On(monday+5, 12*60)}}
			in.Punches[0] = append(in.Punches[0], punched(monday+5, "09:00 12:00")...)
		}, [3]float64{8, 0, 0}, 300},
		{"a statutory holiday is paid at 300% and counted apart: eight hours", func(in *Input) {
			in.Plans[0][0] = shift("09:00-17:00")
			in.Punches[0] = append(in.Punches[0], punched(workcal.DateOf(2026, 10, 1), "08:55 17:05")...)
		}, [3]float64{5, 0, 8}, 300},
		{"annual leave counts as worked", func(in *Input) {
			in.Punches[0] = in.Punches[0][2:]
			in.Leave[0] = []Leave{{Kind: Annual, From: On(monday, 0), To: On(monday+1, 0)}}
		}, [3]float64{5, 0, 0}, 300},
		{"an outing is work", func(in *Input) {
			in.Punches[0] = in.Punches[0][2:]
			in.Leave[0] = []Leave{{Kind: Outing, From: On(monday, 0), To: On(monday+1, 0)}}
		}, [3]float64{5, 0, 0}, 300},
		{"personal leave does not: 36 hours", func(in *Input) {
			in.Punches[0] = in.Punches[0][2:]
			in.Leave[0] = []Leave{{Kind: Personal, From: On(monday, 0), To: On(monday+1, 0)}}
		}, [3]float64{}, 0},
	} {
		m := october(t, comprehensive(Monthly, 40), c.change, nil).People[0]
		if m.Overtime != c.want || m.Days[15].Overtime[onWorkday] != c.on16 {
			t.Errorf("%s: overtime %v, want %v; on Friday %d minutes", c.name, m.Overtime, c.want, m.Days[15].Overtime[onWorkday])
		}
	}
}

// 1,950 hours until September and 45 of October are eleven beyond the 1,984 of a
// year. October opens a quarter and, like any, a month: what was before counts
// for nothing there, and 45 hours are within 496 and 165.36.
func TestComprehensivePeriods(t *testing.T) {
	before := func(in *Input) { in.Before = []Standing{{ID: "a", PeriodMinutes: 1950 * 60}} }
	for _, c := range []struct {
		period   Period
		overtime float64
		sum      int // hours
	}{{Yearly, 11, 1995}, {Quarterly, 0, 45}, {Monthly, 0, 45}} {
		m := october(t, comprehensive(c.period, 0), before, nil).People[0]
		if m.Overtime[onWorkday] != c.overtime || m.PeriodMinutes != c.sum*60 {
			t.Errorf("%s: overtime %v, %d minutes so far; want %v and %d hours", c.period, m.Overtime, m.PeriodMinutes, c.overtime, c.sum)
		}
	}
	// Past the total already, all 45 are beyond.
	in := func(in *Input) { in.Before = []Standing{{ID: "a", PeriodMinutes: 2000 * 60}} }
	if m := october(t, comprehensive(Yearly, 0), in, nil).People[0]; m.Overtime[onWorkday] != 45 {
		t.Errorf("past the total: %v", m.Overtime)
	}
}

// Hired on the 12th of October: 20 of the month's 31 days, 165.36·20/31 = 106.68 h
// are 6,401 minutes; of the quarter's 92 days 81, 496·81/92 = 436.70 h are 26,202
// minutes. Left before the year: nothing.
func TestPeriodTotalOfNewHires(t *testing.T) {
	october := workcal.Month{Year: 2026, Month: 10}
	for _, c := range []struct {
		period Period
		who    Person
		want   int
	}{
		{Monthly, Person{Hired: monday}, 6401},
		{Quarterly, Person{Hired: monday}, 26202},
		{Yearly, Person{}, 1984 * 60},
		{Yearly, Person{Left: workcal.DateOf(2025, 12, 31)}, 0},
	} {
		p := comprehensive(c.period, 0)
		if got := p.total(&c.who, october); got != c.want {
			t.Errorf("%s of %+v: %d, want %d", c.period, c.who, got, c.want)
		}
	}
}

// Of 45 hours, 36 beyond the period's nine are the law's limit, 37 are over it.
// Nine hours in a day are no overtime by the day.
func TestComprehensiveFlags(t *testing.T) {
	for hours, want := range map[float64]int{9: 0, 8: 1} {
		p := comprehensive(Monthly, hours)
		p.Overtime.Planned = true
		m := october(t, p, nil, nil).People[0]
		if len(m.Flags) != want || m.Overtime[onWorkday] != 45-hours {
			t.Errorf("a period of %v h: flags %v, overtime %v", hours, m.Flags, m.Overtime)
		}
	}
}

func TestComprehensiveSettings(t *testing.T) {
	p := comprehensive("week", -1)
	if err := p.Validate(); err == nil {
		t.Error("a period of a week of -1 hours passed")
	}
	if p = comprehensive(Quarterly, 480); p.Validate() != nil || p.Total() != 480 {
		t.Errorf("own hours: %v, %v", p.Total(), p.Validate())
	}
}
