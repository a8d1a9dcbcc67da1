package punch

import (
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
)

// totalFields are what a clock counts of a person, in order of output.
var totalFields = []struct {
	key    string
	theirs func(*Total) float64
	ours   func(*totalDays) float64
}{
	{"late_times", func(t *Total) float64 { return float64(t.LateTimes) }, func(d *totalDays) float64 { return float64(len(d.late)) }},
	{"late_minutes", func(t *Total) float64 { return float64(t.LateMinutes) }, func(d *totalDays) float64 { return float64(attendance.Minutes(d.late)) }},
	{"early_times", func(t *Total) float64 { return float64(t.EarlyTimes) }, func(d *totalDays) float64 { return float64(len(d.early)) }},
	{"early_minutes", func(t *Total) float64 { return float64(t.EarlyMinutes) }, func(d *totalDays) float64 { return float64(attendance.Minutes(d.early)) }},
	{"absent_days", func(t *Total) float64 { return t.Absent }, func(d *totalDays) float64 { return d.absent }},
	{"attended_days", func(t *Total) float64 { return t.Attended }, func(d *totalDays) float64 { return d.attended }},
}

// totalDays is what the same days come to in our computation.
type totalDays struct {
	late, early      []attendance.LatenessEvent
	absent, attended float64
}

// totals adds up a person's days under a policy.
func (e *Export) totals(policy attendance.Policy) []totalDays {
	out := make([]totalDays, len(e.People))
	list, of := e.Everybody()
	for _, m := range e.Months() {
		s := attendance.Settle(e.Input(m, list, of), policy)
		for i := range s.People {
			for j := range s.People[i].Days {
				d := &s.People[i].Days[j]
				out[i].late, out[i].early = append(out[i].late, d.Late...), append(out[i].early, d.Early...)
				out[i].absent += d.Absent
				if d.Plan.Kind != attendance.LeaveDay { // clocks count trips in a column of their own
					out[i].attended += d.Attended
				}
			}
		}
	}
	return out
}

// auditTotals compares the export's own counts of every person with ours, under
// the settings that explain most of them: the graces, and whether the clock keeps
// the punches of its overtime columns out of the shift. It is an error where the
// hours of the shifts are not known.
func (e *Export) auditTotals() (*Audit, error) {
	a := &Audit{Layout: e.Layout, Fields: map[string]Count{}, Differences: []Difference{}}
	for i := range e.Shifts {
		if e.Shifts[i].Kind == attendance.Work {
			a.PersonDays++
		}
	}
	if a.PersonDays == 0 {
		return nil, lang.Errorf("这份报表只有班次编号，没有上下班时间，也推算不出来，无从核对", "this workbook gives shift numbers but not their hours, and the hours cannot be worked out from its figures, so nothing can be recomputed").
			WithHint("把班次写进工作文件夹的班表，用 paiban month 结算", "enter the shifts in the rosters of a workspace and run paiban month")
	}
	a.compareTotals(e, false)
	if apart := e.withoutOvertime(); len(apart.Punches) < len(e.Punches) {
		b := *a
		b.Differences = []Difference{}
		if b.compareTotals(apart, true); len(b.Differences) < len(a.Differences) {
			*a = b
		}
	}
	for _, f := range AuditFields {
		a.Fields[f.Key] = a.Totals[f.Key]
	}
	return a, nil
}

// withoutOvertime returns the export without the punches of overtime columns on
// days that have others; a day of overtime alone is still attended.
func (e *Export) withoutOvertime() *Export {
	plain := map[workDay]bool{}
	for i := range e.Punches {
		if p := &e.Punches[i]; !strings.HasPrefix(p.Note, overtimeNote) {
			plain[workDay{p.Person, p.At.Date()}] = true
		}
	}
	out := *e
	out.Punches = slices.DeleteFunc(slices.Clone(e.Punches), func(p Punch) bool {
		return strings.HasPrefix(p.Note, overtimeNote) && plain[workDay{p.Person, p.At.Date()}]
	})
	return &out
}

// compareTotals compares what a clock counts of a person over its dates.
func (a *Audit) compareTotals(e *Export, apart bool) {
	policy := exportPolicy()
	policy.Missing.Attended = 1
	plain := e.totals(policy)
	policy.Grace = e.totalGrace(plain, true)
	policy.EarlyGrace = e.totalGrace(plain, false)
	a.Settings.Grace, a.Settings.EarlyGrace, a.Settings.OneMissing = policy.Grace, policy.EarlyGrace, policy.Missing.Attended
	a.Settings.OvertimeApart = apart
	ours := e.totals(policy)
	a.Totals = map[string]Count{}
	for _, f := range totalFields {
		var c Count
		for i := range e.Totals {
			t := &e.Totals[i]
			c.Compared++
			theirs, own := f.theirs(t), f.ours(&ours[t.Person])
			if theirs == own {
				c.Equal++
				continue
			}
			a.Differences = append(a.Differences, Difference{
				Person: e.People[t.Person].Name, Date: e.First, Field: f.key, Theirs: theirs, Ours: own, Where: t.Where,
				Cause: "sum", Why: lang.T("考勤机的合计，与按打卡逐日重算之和不同", "the clock's total differs from the sum of the recomputed days"),
			})
		}
		a.Totals[f.key] = c
	}
}

// totalGrace is the setting under which most people's slips come to the export's
// times and minutes, the least on a tie.
func (e *Export) totalGrace(plain []totalDays, late bool) (best attendance.Grace) {
	most := -1
	for m := 0; m <= 120; m++ {
		for _, g := range []attendance.Grace{{Minutes: m, Inclusive: true}, {Minutes: m, Inclusive: true, Subtract: true}} {
			hit := 0
			for i := range e.Totals {
				t := &e.Totals[i]
				slips, want := plain[t.Person].late, sum{t.LateTimes, t.LateMinutes}
				if !late {
					slips, want = plain[t.Person].early, sum{t.EarlyTimes, t.EarlyMinutes}
				}
				var got sum
				for _, s := range slips {
					if n := g.Apply(s.Minutes); n > 0 {
						got = sum{got.times + 1, got.minutes + n}
					}
				}
				if got == want {
					hit++
				}
			}
			if hit > most {
				most, best = hit, g
			}
		}
	}
	return best
}
