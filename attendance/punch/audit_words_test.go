package punch

import (
	"testing"

	"paiban/attendance"
)

func TestSettingWords(t *testing.T) {
	english := func(x *Audit) (out []string) {
		for _, s := range x.SettingWords() {
			out = append(out, s.EN)
		}
		return out
	}
	x := &Audit{Settings: Settings{Grace: attendance.Grace{Minutes: 5}, AbsentLate: 60}}
	same(t, "graces alone", english(x), "grace of 5 minutes for lateness (exactly 5 is beyond it)", "no grace for early leave")
	x.Settings.Flex = attendance.Flex{Early: 30, Late: 15}
	x.Settings.ShiftGrace = map[string]attendance.Grace{"B": {Minutes: 1, Inclusive: true}, "A": {}}
	x.Settings.OneMissing, x.Settings.RestDayCounts = 0.5, true
	x.Fields = map[string]Count{"attended_days": {Compared: 1}}
	same(t, "all", english(x),
		"flexible hours: the start may slide 30 minutes earlier or 15 later, and the end slides with it",
		"grace of 5 minutes for lateness (exactly 5 is beyond it)", "no grace for early leave",
		`shift "A": no grace for lateness`, `shift "B": grace of 1 minutes, inclusive, for lateness`,
		"a day with one missing punch counts as 0.5 days attended",
		"work on a rest day counts as attended",
		"a day away on business without a punch does not count as attended",
		"a full day of leave with punches does not count as attended",
		"lateness of 60 minutes or more is absence")
}
