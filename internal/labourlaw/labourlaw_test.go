package labourlaw

import (
	"math"
	"testing"
)

// TestNumbers has every number as its source prints it, in the source's own unit.
func TestNumbers(t *testing.T) {
	for source, c := range map[string]struct{ got, want float64 }{
		"Decree 174 art. 3: 8 hours a day":                          {Day / 60., 8},
		"Decree 174 art. 3: 40 hours a week":                        {Week / 60., 40},
		"Labour Law art. 36: 44 hours a week":                       {WeekByAct / 60., 44},
		"Labour Law art. 38: one rest day a week":                   {RestDaysWeek, 1},
		"Labour Law art. 41: one hour a day as a rule":              {OvertimeUsual / 60., 1},
		"Labour Law art. 41: three hours a day at most":             {OvertimeDay / 60., 3},
		"Labour Law art. 41: 36 hours a month at most":              {OvertimeMonth / 60., 36},
		"Labour Law art. 44 (1): 150%":                              {PayWorkday, 150},
		"Labour Law art. 44 (2): 200%":                              {PayRestDay, 200},
		"Labour Law art. 44 (3): 300%":                              {PayStatutory, 300},
		"Notice of 2025: 21.75 days":                                {PaidDaysMonth, 21.75},
		"Notice of 2025: 174 hours":                                 {PaidHoursMonth, 174},
		"Rules on wages art. 16: 20%":                               {DeductionMost, 20},
		"Explanation 289: from 22:00":                               {NightFrom / 60., 22},
		"Explanation 289: to 06:00":                                 {NightTo/60. - 24, 6},
		"EU directive 2003/88/EC art. 3: 11 hours":                  {RestBetweenShifts / 60., 11},
		"a day at its longest: 8 hours and 3 of overtime":           {DayMost / 60., 11},
		"365 days less 104 rest days over 12 months":                {PaidDaysMonth, (365 - 104) / 12.},
		"the hours of the paid days":                                {PaidHoursMonth, PaidDaysMonth * Day / 60},
		"Notice of 2025: 248 working days a year":                   {ComprehensiveYear, 248 * 8},
		"Notice of 2025: 62 a quarter":                              {ComprehensiveQuarter, 62 * 8},
		"Notice of 2025: 20.67 a month, rounded before the product": {ComprehensiveMonth, 20.67 * 8},
	} {
		if math.Abs(c.got-c.want) > 1e-9 {
			t.Errorf("%s: got %v", source, c.got)
		}
	}
}
