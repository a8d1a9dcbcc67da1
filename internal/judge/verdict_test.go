package judge

import (
	"fmt"
	"sort"
	"strings"
	"testing"
)

// week writes rosters/2026-W48.csv, Monday 2026-11-23 to Sunday, a row for each person:
// id, then seven cells separated by blanks, a dot for a day off.
func week(name string, first string, rows ...string) (string, string) {
	d, _ := ParseDay(first)
	text := "ID,Name"
	for i := range 7 {
		text += "," + (d + Day(i)).String()
	}
	for _, r := range rows {
		f := strings.Fields(r)
		text += "\n" + f[0] + ","
		for _, c := range f[1:] {
			if c == "." {
				c = "off"
			}
			text += "," + c
		}
	}
	return "rosters/" + name + ".csv", text + "\n"
}

// verdictOf judges 2026-W48 of a shop: RULE cause person date, one entry each.
func verdictOf(t *testing.T, yaml string, files map[string]string, rows ...string) []string {
	t.Helper()
	all := map[string]string{"paiban.yaml": "preset: plain\n" + yaml}
	for k, v := range files {
		all[k] = v
	}
	name, text := week("2026-W48", "2026-11-23", rows...)
	all[name] = text
	s := shopOf(t, all)
	r, err := s.RosterFile(s.RosterOf(day(t, "2026-11-23")))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, b := range s.Judge(r).Hard() {
		out = append(out, strings.Join(strings.Fields(fmt.Sprint(b.Rule, " ", b.Cause, " ", b.Person, " ", b.From.String()[5:])), " "))
	}
	sort.Strings(out)
	return out
}

const noWindow = "queues: [{id: service, windows: [{id: day, force: off}]}]\n"

func TestVerdict(t *testing.T) {
	before := func(rows ...string) map[string]string {
		name, text := week("2026-W47", "2026-11-16", rows...)
		return map[string]string{name: text}
	}
	for _, c := range []struct {
		name  string
		yaml  string
		files map[string]string
		rows  []string
		want  []string
	}{
		// The window 08:00-17:00 asks for one. An alone has an hour off between 10:15 and
		// 14:45, so nobody is there; on Tuesday Bo is there too and they take turns; on
		// Wednesday nobody comes at all. The other days the window is closed.
		{"a break is no cover", "queues: [{id: service, windows: [{id: day, hours: 08:00-17:00, days: [mon, tue, wed]}]}]\n", nil,
			[]string{"A E E . . . . .", "B . E . . . . ."},
			[]string{"window break 11-23", "window plain 11-25"}},
		// Two are asked for from 10:00 to 15:00 and three are there: their three hours of
		// break do not fit into the middle halves, 10:15-14:45, one at a time? They do:
		// 4.5 h of room. With five there and four asked for, five hours do not fit into 4.5.
		{"breaks one at a time", "queues: [{id: service, windows: [{id: day, hours: 10:00-15:00, days: [mon], min_online: 4}]}]\n", map[string]string{"people.csv": "ID,Name\nA,An\nB,Bo\nC,Cy\nD,Di\nF,Fu\n"},
			[]string{"A E . . . . . .", "B E . . . . . .", "C E . . . . . .", "D E . . . . . .", "F E . . . . . ."},
			[]string{"window break 11-23"}},
		{"breaks that fit", "queues: [{id: service, windows: [{id: day, hours: 10:00-15:00, days: [mon], min_online: 2}]}]\n", map[string]string{"people.csv": "ID,Name\nA,An\nB,Bo\nC,Cy\n"},
			[]string{"A E . . . . . .", "B E . . . . . .", "C E . . . . . ."},
			nil},
		{"skill", "queues: [{id: service, windows: [{id: day, force: off}]}, {id: after, windows: [{id: w, hours: 14:00-18:00, days: [mon], min_online: 1}]}]\n", map[string]string{"people.csv": "ID,Name,Skills\nA,An,service\n"},
			[]string{"A L . . . . . ."}, []string{"window skill 11-23"}},
		// An serves both queues, but one at a time; with Bo there are two for the two of them.
		{"one queue at a time", "queues: [{id: service, windows: [{id: day, hours: 14:00-18:00, days: [mon, tue]}]}, {id: after, windows: [{id: w, hours: 15:00-18:00, days: [mon, tue], min_online: 1}]}]\n", map[string]string{"people.csv": "ID,Name,Skills\nA,An,\nB,Bo,service\n"},
			[]string{"A L L . . . . .", "B . L . . . . ."}, []string{"window shared 11-23"}},
		// L is 14:00-18:00 and 19:00-23:00, N begins at 22:00: 18:00-19:00 has no shift but E
		// to 17:00, so the hour is a hole.
		{"hole", "queues: [{id: service, windows: [{id: day, hours: 17:30-19:30, days: [mon]}]}]\n", nil,
			[]string{"A L . . . . . ."}, []string{"window hole 11-23"}},
		{"trainees do not count", "queues: [{id: service, windows: [{id: day, hours: 19:00-23:00, days: [mon]}]}]\n", map[string]string{"people.csv": "ID,Name,Flags\nA,An,trainee\n"},
			[]string{"A L . . . . . ."}, []string{"window plain 11-23"}},
		// L ends at 23:00, E begins at 08:00: 9 h; to N on the next day 23 h.
		{"rest between shifts", noWindow, nil,
			[]string{"A L E . L N . ."}, []string{"min-rest plain A 11-23"}},
		{"rest over Monday", noWindow, before("A . . . . . . L"),
			[]string{"A E . . . . . ."}, []string{"min-rest week A 11-22"}},
		{"rest into the next week", noWindow, func() map[string]string {
			name, text := week("2026-W49", "2026-11-30", "A E . . . . . .")
			return map[string]string{name: text}
		}(), []string{"A . . . . . . L"}, []string{"min-rest week A 11-29"}},
		// The night from Tuesday runs to 06:00 of Wednesday.
		{"a night into leave", noWindow, map[string]string{"leave.csv": "person,type,from,to\nA,annual,2026-11-25,2026-11-25\n"},
			[]string{"A . N annual . . . ."}, []string{"unavailable night A 11-24"}},
		{"within leave of hours", noWindow, map[string]string{"leave.csv": "person,type,from,to\nA,annual,2026-11-25 16:00,2026-11-25 18:00\n"},
			[]string{"A . . L . . . ."}, []string{"unavailable plain A 11-25"}},
		{"seven days", noWindow + "rules: {days_in_a_row: {max: 6, force: hard}}\n", nil,
			[]string{"A E E E E E E E"}, []string{"work-run plain A 11-23"}},
		// Sunday to Saturday are seven days.
		{"seven days over Monday", noWindow + "rules: {days_in_a_row: {max: 6, force: hard}}\n", before("A . . . . . . E"),
			[]string{"A E E E E E E ."}, []string{"work-run week A 11-22"}},
		// A run of one that ends on the Sunday before: this Monday ends it.
		{"a run of one before Monday", noWindow + "rules: {days_in_a_row: {min: 2, force: hard}}\n", before("A . . . . . . E"),
			[]string{"A . E E . . . ."}, []string{"work-run week A 11-22"}},
		{"a day of leave is no rest day", noWindow + "rules: {rest_days_week: {min: 1}}\n", map[string]string{"leave.csv": "person,type,from,to\nA,annual,2026-11-28,2026-11-28\n"},
			[]string{"A E E E E E annual E"}, []string{"rest-days leave A 11-23"}},
		{"hours a week", noWindow + "rules: {hours_week: {length: 40h}}\n", nil,
			[]string{"A E E E E E E .", "B E E E E E . ."}, []string{"minutes plain A 11-23"}},
		{"protected at night", noWindow + "rules: {protection: {flags: [pregnant], night: 22:00-30:00, hours_day: 8h}}\n", map[string]string{"people.csv": "ID,Name,Flags\nA,An,孕期\n"},
			[]string{"A E L . . . . ."}, []string{"eligible plain A 11-24"}},
		{"who may work what", noWindow + "shifts: [{id: E, days: [mon]}]\n", map[string]string{"people.csv": "ID,Name,Shifts,Left\nA,An,早班,\nB,Bo,,2026-11-24\n"},
			[]string{"A E . L . . . .", "B . E L . . . ."}, []string{"eligible plain A 11-25", "eligible plain B 11-24", "eligible plain B 11-25"}},
		{"split shifts in a row", noWindow + "rules: {split_in_a_row: {max: 2}}\n", nil,
			[]string{"A L L L . L L ."}, []string{"split-run plain A 11-23"}},
		// N 22:00-06:00 is 8 h in one piece, 07:00-16:00 is 9 h; E has a break within its 9 h.
		{"continuous work", noWindow + "rules: {continuous_work: {length: 8h}}\n", nil,
			[]string{"A 07:00-16:00 . L . E N ."}, []string{"continuous plain A 11-23"}},
		{"heads and handover", noWindow + "shifts: [{id: L, heads: {min: 1, max: 1}, days: [mon, tue, wed]}]\nhandovers: [{id: h, from: E, to: L, heads: 1}]\n", nil,
			[]string{"A L L E . . . .", "B E L L . . . ."},
			[]string{"handover plain 11-24", "headcount plain 11-24", "min-rest plain A 11-24"}},
		{"a meeting", noWindow + "meetings: [{id: m, days: [mon], hours: 15:00-16:00}, {id: o, days: [tue], by_own_shift: true}]\n", map[string]string{"leave.csv": "person,type,from,to\nB,annual,2026-11-23,2026-11-23\n"},
			[]string{"A N . . . . . .", "B annual E . . . . ."}, []string{"meeting plain A 11-23", "meeting plain A 11-24"}},
		{"a duty turn", noWindow + "duty_turns: [{id: D, short: {zh: 值, en: d}, hours: [17:00-20:00], on: [E], days: [mon, tue], heads: 1}]\n", nil,
			[]string{"A E+D E . . . . ."}, []string{"duty-turn plain 11-24"}},
		{"nights a week", noWindow + "rules: {nights_week: {max: 2}}\n", nil,
			[]string{"A N N N . . . ."}, []string{"shift-count plain A 11-23"}},
		{"before the first order", noWindow + "prepare_by: [{id: p, at: 08:00, until: 08:30, heads: 2, days: [mon, tue]}]\n", nil,
			[]string{"A E E . . . . .", "B E L . . . . ."}, []string{"prepare-by plain 11-24"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := verdictOf(t, c.yaml, c.files, c.rows...)
			if strings.Join(got, "; ") != strings.Join(c.want, "; ") {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}
