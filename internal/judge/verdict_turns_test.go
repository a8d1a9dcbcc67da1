package judge

import (
	"strings"
	"testing"
)

// The shop has E 08:00-17:00, L 14:00-18:00 and 19:00-23:00, N 22:00-06:00. The roster is of
// Monday 23 to Sunday 29 November 2026.
func TestVerdictOfTurns(t *testing.T) {
	before := func(rows ...string) map[string]string {
		name, text := week("2026-W47", "2026-11-16", rows...)
		return map[string]string{name: text}
	}
	behind := func(rows ...string) map[string]string {
		name, text := week("2026-W49", "2026-11-30", rows...)
		return map[string]string{name: text}
	}
	for _, c := range []struct {
		name, yaml string
		files      map[string]string
		rows, want []string
	}{
		{"shifts a week", "rules: {shifts_week: [{max: 5}, {shifts: [late], min: 1}]}\n", nil,
			[]string{"A E E E E E E .", "B E E L . . . ."}, []string{"shift-count plain A 11-23", "shift-count plain A 11-23"}},
		// Two of seven days are leave: of a least of 4 ⌊4 × 5 / 7⌋ = 2 are left.
		{"less for leave", "rules: {shifts_week: {min: 4}}\n", map[string]string{"leave.csv": "person,type,from,to\nA,annual,2026-11-28,2026-11-29\n"},
			[]string{"A E E . . . annual annual", "B E E E . . . ."}, []string{"shift-count plain B 11-23"}},
		{"shifts of the roster", "rules: {shifts_horizon: {max: 3}}\n", nil,
			[]string{"A E E E E . . ."}, []string{"shift-count plain A 11-23"}},
		// November: 4 nights in the week before, one in this one; its end is not known.
		{"shifts a month", "rules: {shifts_month: {shifts: [N], max: 4, min: 20}}\n", before("A N N N N . . ."),
			[]string{"A . . N . . . ."}, []string{"shift-count plain A 11-01"}},
		// E is 8 h.
		{"hours", "rules: {hours_week: {length: 40h, min: 16h}}\n", nil,
			[]string{"A E E E E E E .", "B E . . . . . ."}, []string{"minutes plain A 11-23", "minutes plain B 11-23"}},
		// 20 h are three shifts of 8 h, one as the longest; 40 h are five and one more.
		{"own hours", "contracts: [{id: half, hours_week: 20h}]\n", map[string]string{"people.csv": "ID,Name,Weekly hours,Contract\nA,An,,half\nB,Bo,40,\nC,Cy,20,\n"},
			[]string{"A E E E E . . .", "B E E E E E E .", "C E E E . . . ."}, []string{"minutes plain A 11-23"}},
		{"nights in a row", "rules: {shifts_in_a_row: {shifts: [night], max: 2, min: 2}}\n", nil,
			[]string{"A . N N N . . .", "B . N . E . . ."}, []string{"shift-run plain A 11-24", "shift-run plain B 11-24"}},
		{"nights over Monday", "rules: {shifts_in_a_row: {shifts: [night], max: 2}}\n", before("A . . . . . N N"),
			[]string{"A N . . . . . ."}, []string{"shift-run week A 11-21"}},
		{"late, then early", "rules: {rest_between_shifts: {force: off}, forbidden_after: {from: [late], to: [early]}}\n", before("B . . . . . . L"),
			[]string{"A L E . L . E .", "B E . . . . . ."}, []string{"succession plain A 11-23", "succession week B 11-22"}},
		{"half a weekend", "rules: {whole_weekends: {force: hard}}\n", nil,
			[]string{"A . . . . . E .", "B . . . . . E E"}, []string{"whole-weekend plain A 11-28"}},
		{"weekends in a row", "rules: {weekends_worked: {max: 1}}\n", before("A . . . . . E .", "B . . . . . . ."),
			[]string{"A . . . . . . E", "B . . . . . . E"}, []string{"weekend-window week A 11-21"}},
		{"two of three weekends", "rules: {weekends_worked: {max: 1, of: 3}}\n", func() map[string]string {
			f := before("A . . . . . . .")
			name, text := week("2026-W46", "2026-11-09", "A . . . . . E .")
			f[name] = text
			return f
		}(), []string{"A . . . . . . E"}, []string{"weekend-window week A 11-14"}},
		{"off after nights", "rules: {days_off_after: {shifts: [night], run: 2, days: 2}}\n", nil,
			[]string{"A N N . L . . .", "B N N . . L . .", "C N . L . . . ."}, []string{"rest-after plain A 11-24"}},
		{"off after nights, no day at all", "rules: {days_off_after: {shifts: [night], days: 1}, rest_between_shifts: {force: off}}\n", behind("A L . . . . . ."),
			[]string{"A . . . N L . N"}, []string{"rest-after plain A 11-26", "rest-after week A 11-29"}},
		// Two on, two off from Monday; Bo is two days further.
		{"a cycle", "rules: {rest_between_shifts: {force: off}, cycle: {pattern: [E, 班, 休, off], start: 2026-11-23, offset: {A: 0, Bo: 2}}}\n", map[string]string{"leave.csv": "person,type,from,to\nA,annual,2026-11-28,2026-11-28\n"},
			[]string{"A E L . . E annual .", "B . . L N . . E", "C E E E E . . ."}, []string{"cycle plain B 11-25"}},
		{"a turn each week", "rules: {rest_between_shifts: {force: off}, rotation: {kinds: [early, late], force: hard, steady: hard}}\n", before("A E E . . . . .", "B . L . . . . ."),
			[]string{"A . L L . N L .", "B L L E . . . ."}, []string{"rotation plain B 11-24", "rotation week B 11-17"}},
		// From the week of 16 November on a turn is due every second week: late, then early in
		// the week of the 30th; and after a day off alone.
		{"a turn every two weeks", "rules: {rest_between_shifts: {force: off}, rotation: {kinds: [early, late], every: 2, start: 2026-11-16, force: hard, steady: hard}}\n", before("A E E . . . . .", "B E . . . . . ."),
			[]string{"A . E E . . . .", "B L . . . . . ."}, []string{"rotation week B 11-16"}},
		{"a turn after rest", "rules: {rest_between_shifts: {force: off}, rotation: {kinds: [early, late], after_rest: true, force: hard}}\n", before("A . . . . E E E", "B . . . . E E E", "C . . . . E E ."),
			[]string{"A E E . L L . L", "B L . . . . . .", "C E . L . . . ."}, []string{"rotation plain C 11-23", "rotation week B 11-22", "rotation week C 11-21"}},
		{"long after nights", "rules: {rest_between_shifts: [{length: 32h, after: [night], before: [early]}]}\n", nil,
			[]string{"A N . E . N L .", "B E N . . E E ."}, []string{"min-rest plain A 11-23", "min-rest plain A 11-27"}},
		{"long and short weeks", "rules: {long_short_weeks: {rest: [1, 2], start: 2026-11-16}}\n", nil,
			[]string{"A E E E E E E .", "B E E E E E . ."}, []string{"rest-days plain A 11-23"}},
		{"long and short weeks in turn", "rules: {long_short_weeks: {rest: [1, 2]}}\n", before("A E E E E E E .", "B E E E E E . ."),
			[]string{"A E E E E E E .", "B E E E E E E ."}, []string{"rest-days plain A 11-23"}},
		{"together", "rules: {together: {for: [A, B]}, rest_between_shifts: {force: off}}\n", map[string]string{"leave.csv": "person,type,from,to\nB,annual,2026-11-25,2026-11-25\n"},
			[]string{"A E E E E . . .", "B E L annual . . . ."}, []string{"together plain A 11-24", "together plain A 11-26", "together plain B 11-24"}},
		{"together by the day", "rules: {together: {for: [A, B], on: day}, rest_between_shifts: {force: off}}\n", nil,
			[]string{"A E E . . . . .", "B E L E . . . ."}, []string{"together plain B 11-25"}},
		{"a mentor", "rules: {mentor: {for: A, with: [B, C]}, rest_between_shifts: {force: off}}\n", map[string]string{"leave.csv": "person,type,from,to\nB,annual,2026-11-25,2026-11-25\n"},
			[]string{"A E E E . . . .", "B E L annual . . . .", "C . E . . . . ."}, []string{"together plain A 11-25"}},
		{"apart", "rules: {apart: {for: [A, B, C]}}\n", nil,
			[]string{"A E E . . . . .", "B E L . . . . .", "C E . . . . . ."}, []string{"apart plain A 11-23"}},
		{"a senior on the shift", "rules: {skill_on_shift: [{tag: 资深, shifts: [E], days: [mon, tue, wed]}]}\n", map[string]string{"people.csv": "ID,Name,Tags,Flags\nA,An,资深,\nB,Bo,,\nC,Cy,资深,trainee\n"},
			[]string{"A E L . . . . .", "B . E E . . . .", "C . . E . . . ."}, []string{"skill-on-shift plain 11-24", "skill-on-shift plain 11-25"}},
		// On Tuesday An leaves at 17:00.
		{"a senior at all hours", "interval: 60\nrules: {rest_between_shifts: {force: off}, skill_on_shift: {for: A, hours: [16:00-18:00], days: [mon, tue]}}\n", nil,
			[]string{"A L E . . . . ."}, []string{"skill-on-shift plain 11-24"}},
		{"heads by weekday", "shifts: [{id: E, heads: [{min: 1, max: 1}, {min: 2, days: [tue, wed]}, {min: 0, dates: [2026-11-25]}], days: [mon, tue, wed]}]\n", nil,
			[]string{"A E E . . . . .", "B E . . . . . ."}, []string{"headcount plain 11-23", "headcount plain 11-24"}},
		// The night from Friday runs into the Saturday that is barred.
		{"barred hours", "", map[string]string{"people.csv": "ID,Name,Unavailable\nA,An,周六；周二 16:00-17:00\n"},
			[]string{"A . E . . N . ."}, []string{"unavailable night A 11-27", "unavailable plain A 11-24"}},
		{"rules of a contract", "contracts: [{id: half, days_in_a_row: {max: 2}}]\n", map[string]string{"people.csv": "ID,Name,Contract\nA,An,half\nB,Bo,\n"},
			[]string{"A E E E . . . .", "B E E E . . . ."}, []string{"work-run plain A 11-23"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{"people.csv": "ID,Name\nA,An\nB,Bo\nC,Cy\n"}
			for k, v := range c.files {
				files[k] = v
			}
			got := verdictOf(t, noWindow+c.yaml, files, c.rows...)
			if strings.Join(got, "; ") != strings.Join(c.want, "; ") {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// In a shop whose weeks start on Sunday the roster of 2026-W48 is of Sunday 22 to Saturday
// 28 November. An has one day off in it, Bo the Sunday and the Saturday.
func TestVerdictOfSundayWeeks(t *testing.T) {
	name, text := week("2026-W48", "2026-11-22", "A E E E E E E .", "B . E E E E E .")
	s := shopOf(t, map[string]string{"paiban.yaml": "preset: plain\nweek_starts: sunday\n" + noWindow + "rules: {rest_days_week: {min: 2}}\n", name: text})
	r, err := s.RosterFile(s.RosterOf(day(t, "2026-11-22")))
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Judge(r).Hard(); len(got) != 1 || got[0].Person != "A" || got[0].From != day(t, "2026-11-22") || got[0].To != day(t, "2026-11-28") {
		t.Errorf("got %+v, want A's week alone", got)
	}
	if c, ok := s.Plan("B", day(t, "2026-11-28")); !ok || !c.Off {
		t.Errorf("the Saturday is of the week: %+v %v", c, ok)
	}
}
