package workspace

import (
	"fmt"
	"testing"

	"paiban/attendance"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Not clocking never pays: in every preset, on each of its shifts and their combinations,
// a punch taken away makes the deduction no smaller, the score no higher and the bonus no
// more likely. Punches are missing, in time, or off by so many minutes that each tier of
// the nine presets is met. By taking away one after the other, no punch at all costs at
// least what one does, and one at least what being late or early by any minutes does.
func TestNotClockingNeverPays(t *testing.T) {
	for _, name := range Presets {
		ws := team(t, name, 4)
		c := ws.Config
		if tier, _, ok := c.Attendance.CheaperMissing(); ok {
			t.Errorf("%s: a missing punch costs less than %+v", name, tier)
		}
		plan, err := ws.PlanDays(workcal.DateOf(2026, 10, 12), 7, Needs{})
		if err != nil {
			t.Fatal(err)
		}
		for _, sh := range plan.Problem.Shifts {
			segments := sh.Segments
			bounds := clocked(segments, c.Attendance.JoinGap)
			offs := []int{none, 0, 1, 4, 6, 11, 16, 31, 75}
			if len(bounds) > 2 {
				offs = []int{none, 0, 6, 31}
			}
			cost := map[string]verdict{}
			var all [][]int
			patterns(len(bounds), offs, nil, func(p []int) {
				p = append([]int(nil), p...)
				all = append(all, p)
				cost[fmt.Sprint(p)] = settleDay(&c.Attendance, c.Costs.MonthlyPay, segments, bounds, p)
			})
			for _, p := range all {
				for i, off := range p {
					if off == none {
						continue
					}
					less := append([]int(nil), p...)
					less[i] = none
					with, without := cost[fmt.Sprint(p)], cost[fmt.Sprint(less)]
					if without.deduction < with.deduction || without.score > with.score || without.bonus > with.bonus {
						t.Fatalf("%s %v: off by %v costs %+v, without punch %d only %+v", name, segments, p, with, i, without)
					}
				}
			}
		}
	}
}

const none = -1

type verdict struct {
	deduction, bonus attendance.Money
	score            float64
}

// patterns calls each with every way to fill n places.
func patterns(n int, from, so []int, each func([]int)) {
	if len(so) == n {
		each(so)
		return
	}
	for _, v := range from {
		patterns(n, from, append(so, v), each)
	}
}

// clocked are the boundaries of segments as they are clocked: start, end, start, end.
func clocked(segments []schedule.Span, gap int) (out []int) {
	for i, g := range segments {
		if i > 0 && g.Start-segments[i-1].End <= gap {
			out[len(out)-1] = g.End
			continue
		}
		out = append(out, g.Start, g.End)
	}
	return out
}

// settleDay settles a month of one shift on Wednesday 14 October 2026, whose punches are
// off by so many minutes: late at a start, early at an end.
func settleDay(p *attendance.Policy, pay float64, segments []schedule.Span, bounds, off []int) verdict {
	month := workcal.Month{Year: 2026, Month: 10}
	in := attendance.Input{
		Month: month, Calendar: workcal.New(nil), People: []attendance.Person{{ID: "1", Salary: attendance.Yuan(pay)}},
		Plans: [][]attendance.Planned{make([]attendance.Planned, month.Days())}, Punches: [][]attendance.Punch{nil},
	}
	for d := range in.Plans[0] {
		in.Plans[0][d].Kind = attendance.Rest
	}
	date := month.First() + 13
	in.Plans[0][13] = attendance.Planned{Kind: attendance.Work, Segments: segments}
	for i, m := range off {
		if m == none {
			continue
		}
		if i%2 == 1 {
			m = -m
		}
		in.Punches[0] = append(in.Punches[0], attendance.Punch{At: attendance.On(date, bounds[i]+m), Source: attendance.Clocked})
	}
	m := attendance.Settle(in, *p).People[0]
	return verdict{m.Deduction, m.Full, m.Score}
}
