package attendance

import (
	"strings"
	"testing"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// holidayNight settles one person's days around 3 October 2026, the last statutory day
// (National Day is 1 to 3 October); the 4th is an ordinary day for rostered staff.
func holidayNight(p Policy, plan, times map[int]string, change func(*Input)) *Month {
	month := workcal.Month{Year: 2026, Month: 10}
	in := Input{Month: month, Calendar: workcal.New(nil), People: []Person{{ID: "1", Name: "甲"}}, Plans: [][]Planned{make([]Planned, month.Days())}, Punches: [][]Punch{nil}}
	for d := range in.Plans[0] {
		in.Plans[0][d] = shift(plan[d+1])
	}
	for day, at := range times {
		in.Punches[0] = append(in.Punches[0], punched(month.First()+workcal.Date(day-1), at)...)
	}
	if change != nil {
		change(&in)
	}
	return &Settle(in, p).People[0]
}

// Of a night from 22:00 on the 3rd to 06:00 on the 4th two hours lie on the holiday; of
// the night of 30 September six would. By the start date it is all eight, or none. With
// an unpaid break of an hour, of seven hours paid a quarter is 105 minutes.
func TestNightOutOfAHoliday(t *testing.T) {
	night := map[int]string{3: "22:00-30:00"}
	times := map[int]string{3: "21:56 30:02"}
	p := DefaultPolicy()
	if m := holidayNight(p, night, times, nil); m.Overtime != [3]float64{0, 0, 2} || !strings.Contains(m.Days[2].Applied[0].Text.EN, "120 minutes on the statutory holiday at 300%, the other 360 not") {
		t.Errorf("by hours: %v, %+v", m.Overtime, m.Days[2].Applied)
	}
	if m := holidayNight(p, night, times, func(in *Input) { in.Plans[0][2].Break = 60 }); m.Overtime != [3]float64{0, 0, 1.75} {
		t.Errorf("with a break: %v", m.Overtime)
	}
	// Half an hour at work, leave from 22:30 to 01:30, the rest at work: of the two hours of
	// the holiday 30 minutes are worked.
	leave := func(in *Input) {
		in.Leave = [][]Leave{{{Kind: Sick, From: On(in.Month.First()+2, 22*60+30), To: On(in.Month.First()+2, 25*60+30)}}}
	}
	if m := holidayNight(p, night, times, leave); m.Overtime != [3]float64{0, 0, .5} {
		t.Errorf("with leave: %v", m.Overtime)
	}
	// Into the holiday: the night of 30 April 2026 has six hours on 1 May.
	may := func(p Policy) [3]int {
		s := days{policy: &p, person: &Person{}, first: workcal.DateOf(2026, 4, 30), calendar: workcal.New(nil)}
		return s.run([]Planned{shift("22:00-30:00")}, punched(s.first, "21:56 30:02"), 0, 1)[0].Overtime
	}
	if got := may(p); got != [3]int{0, 0, 360} {
		t.Errorf("into a holiday: %v", got)
	}
	p.Overtime.HolidayBy = ByStart
	if m := holidayNight(p, night, times, nil); m.Overtime != [3]float64{0, 0, 8} {
		t.Errorf("by the start: %v", m.Overtime)
	}
	if got := may(p); got != [3]int{} {
		t.Errorf("into a holiday, by the start: %v", got)
	}
}

// Overtime is cut at the midnight of a holiday too. A rest day of the roster on the
// 3rd, worked from 22:00 to 02:30: 2 h on the holiday and 2.5 h on the rest day. After
// a shift to 23:00 on the 3rd that went on to 01:15: with the shift, 8 h and 1 h are the
// holiday's, 75 minutes rounded down to 60 the next day's. A working day into a rest
// day stays what it began as.
func TestOvertimePastAHoliday(t *testing.T) {
	p := DefaultPolicy()
	p.Overtime.By = ByPunches
	if m := holidayNight(p, nil, map[int]string{3: "22:00 26:30"}, nil); m.Overtime != [3]float64{0, 2.5, 2} {
		t.Errorf("a rest day: %v", m.Overtime)
	}
	if m := holidayNight(p, map[int]string{3: "15:00-23:00"}, map[int]string{3: "14:55 25:15"}, nil); m.Overtime != [3]float64{1, 0, 9} {
		t.Errorf("after a shift: %v", m.Overtime)
	}
	if m := holidayNight(p, map[int]string{12: "15:00-23:00"}, map[int]string{12: "14:55 25:00"}, nil); m.Overtime != [3]float64{2, 0, 0} {
		t.Errorf("into a rest day: %v", m.Overtime)
	}
	// Less than half an hour in all does not count, though it lies on two dates.
	if m := holidayNight(p, map[int]string{3: "15:00-23:45"}, map[int]string{3: "14:55 24:10"}, nil); m.Overtime != [3]float64{0, 0, 8.75} {
		t.Errorf("25 minutes: %v", m.Overtime)
	}
	// Where offices pay days off, the rest of a night out of the holiday is a rest day's:
	// the 3rd is a day off.
	p.Overtime.RestDays = true
	if m := holidayNight(p, map[int]string{3: "22:00-30:00"}, map[int]string{3: "21:56 30:02"}, nil); m.Overtime != [3]float64{0, 6, 2} {
		t.Errorf("of an office: %v", m.Overtime)
	}
}

// What an export counts as work on a rest day or a working day counts as work on the
// holiday on 1 October, never at 200%.
func TestRestDayColumnOnAHoliday(t *testing.T) {
	m := holidayNight(DefaultPolicy(), nil, map[int]string{1: "09:00 12:00"}, func(in *Input) {
		in.Plans[0][0].Granted = &Granted{Overtime: &[3]int{0, 180, 0}}
	})
	if m.Overtime != [3]float64{0, 0, 3} || len(m.Days[0].Applied) != 1 || m.Days[0].Applied[0].Rule != "statutory" {
		t.Errorf("%v, %+v", m.Overtime, m.Days[0].Applied)
	}
}

// Under comprehensive hours the six hours of the night on the 4th count for the period,
// the two on the holiday do not.
func TestNightOutOfAHolidayOverAPeriod(t *testing.T) {
	p := DefaultPolicy()
	p.Hours = Comprehensive
	m := holidayNight(p, map[int]string{2: "09:00-17:00", 3: "22:00-30:00", 5: "09:00-17:00"}, map[int]string{2: "09:00 17:00", 3: "22:00 30:00", 5: "09:00 17:00"}, nil)
	if m.PeriodMinutes != 360+480 || m.Overtime[onStatutory] != 10 {
		t.Errorf("%d minutes of the period, overtime %v", m.PeriodMinutes, m.Overtime)
	}
}

// On a day without a shift the hour in which no shift of the month works is a meal, if
// the work goes on before and after it. The shifts are 09:00-12:00 13:00-18:00, worked on
// the 13th.
func TestMealsOfARestDay(t *testing.T) {
	day := map[int]string{13: "09:00-12:00 13:00-18:00"}
	for _, c := range []struct {
		name, punches string
		plan          map[int]string
		want          float64
	}{
		{"through the meal", "09:00 18:00", day, 8},
		{"from the meal on", "12:30 18:00", day, 5.5},
		{"in the evening, when nobody works", "19:00 21:00", day, 2},
		{"the meal alone", "12:00 13:00", day, 1},
		{"somebody works through it", "09:00 18:00", map[int]string{13: day[13], 14: "10:00-14:00 15:00-19:00"}, 9},
		{"two gaps", "08:00 23:00", map[int]string{13: "08:00-12:00 14:00-18:00", 14: "14:00-18:00 19:00-23:00"}, 12},
		{"a gap after midnight", "20:00 27:00", map[int]string{13: "20:00-25:00 26:00-30:00"}, 6},
	} {
		p := DefaultPolicy()
		p.Overtime.By = ByPunches
		times := map[int]string{11: c.punches}
		if m := holidayNight(p, c.plan, times, nil); m.Overtime[onRestDay] != c.want {
			t.Errorf("%s: %v h, want %v", c.name, m.Overtime[onRestDay], c.want)
		}
		p.Overtime.Meals = MealsCounted
		if m := holidayNight(p, c.plan, times, nil); m.Overtime[onRestDay]*60 != float64(m.Days[10].Worked) {
			t.Errorf("%s, counted: %v h", c.name, m.Overtime[onRestDay])
		}
	}
	// As approved, and on a holiday without a shift.
	p := DefaultPolicy()
	m := holidayNight(p, day, nil, func(in *Input) {
		d := in.Month.First()
		in.Overtime = [][]Approval{{{From: On(d, 9*60), To: On(d, 18*60)}, {From: On(d+10, 9*60), To: On(d+10, 18*60)}}}
	})
	if m.Overtime != [3]float64{0, 8, 8} || !strings.Contains(m.Days[0].Applied[0].Text.EN, "12:00-13:00 is a meal: 60 minutes") {
		t.Errorf("approved: %v, %+v", m.Overtime, m.Days[0].Applied)
	}
}

// A shift of 09:00-18:00 with an unpaid hour does not say when that is. Of nine hours
// within it eight are work; of six hours all are.
func TestBreakOfARestDay(t *testing.T) {
	p := DefaultPolicy()
	p.Overtime.By = ByPunches
	for punches, want := range map[string]float64{"09:00 18:00": 8, "08:00 19:00": 10, "09:00 15:00": 6, "09:00 15:30": 5.5, "12:00 20:00": 8, "18:30 26:30": 8} {
		m := holidayNight(p, map[int]string{13: office}, map[int]string{11: punches}, func(in *Input) { in.Plans[0][12].Break = 60 })
		if m.Overtime[onRestDay] != want {
			t.Errorf("%s: %v h, want %v", punches, m.Overtime[onRestDay], want)
		}
	}
}

// Of two shifts 09:00-18:00 with breaks of 60 and 30 minutes the shorter break counts.
// Whoever ruled that nine hours were overtime has thought of the meal.
func TestWhichBreak(t *testing.T) {
	p := DefaultPolicy()
	p.Overtime.By = ByPunches
	both := func(in *Input) { in.Plans[0][12].Break, in.Plans[0][13].Break = 60, 30 }
	plan, times := map[int]string{13: office, 14: office}, map[int]string{11: "09:00 18:00"}
	if m := holidayNight(p, plan, times, both); m.Overtime[onRestDay] != 8.5 {
		t.Errorf("%v h", m.Overtime[onRestDay])
	}
	p.Overtime.By = ByApproval
	m := holidayNight(p, plan, times, func(in *Input) {
		both(in)
		in.Rulings = [][]Ruling{{{Date: in.Month.First() + 10, Minutes: 540}}}
	})
	if m.Overtime[onRestDay] != 9 {
		t.Errorf("ruled: %v h", m.Overtime[onRestDay])
	}
}

// A shop that counts a shift without a punch as half a day counts half of a segment's
// share: 4 h of 8 are a quarter.
func TestSegmentFactor(t *testing.T) {
	p := DefaultPolicy()
	p.Missing.None = 0.5
	if d := settleDays(p, []Planned{shift(split)}, punched(monday, "13:50 18:01"))[0]; d.Absent != 0.25 {
		t.Errorf("absent %v", d.Absent)
	}
}

// Overtime priced beforehand is the overtime that is settled: on every day around two
// holidays, worked or not, into the night or not, with office hours or without.
func TestOvertimeClassesAreTheSettled(t *testing.T) {
	calendar := workcal.New(nil)
	for _, office := range []bool{false, true} {
		for first := workcal.DateOf(2026, 9, 24); first < workcal.DateOf(2026, 10, 12); first++ {
			for _, plan := range []Planned{shift("09:00-18:00"), {Kind: Rest}} {
				p := DefaultPolicy()
				p.Overtime.By, p.Overtime.RestDays, p.Overtime.Step, p.Overtime.MinMinutes = ByPunches, office, 0, 0
				s := days{policy: &p, person: &Person{}, first: first, calendar: calendar}
				punches, span := "08:58 25:00", schedule.Span{Start: 18 * 60, End: 25 * 60}
				if plan.Kind == Rest {
					punches, span = "19:00 25:00", schedule.Span{Start: 19 * 60, End: 25 * 60}
				}
				d := s.run([]Planned{plan}, punched(first, punches), 0, 1)[0]
				got := p.OvertimeClasses(calendar, first, plan.Kind, span)
				want := d.Overtime
				if plan.Kind == Work { // the shift itself is no overtime
					want[onStatutory] -= d.statutory
					if office && calendar.Day(first).Class() != workcal.Workday {
						want[onRestDay] -= d.Worked - d.statutory
					}
				}
				if got != want {
					t.Errorf("%s %s, office hours %v: %v, settled %v", first, plan.Kind, office, got, want)
				}
			}
		}
	}
}
