package planner

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// rolled is what eight weeks gave one person.
type rolled struct {
	class              string // equal people share it
	weekends, lates    []int  // free Saturdays and Sundays, and late shifts, by week
	free, late, night  int
	sundays            int // off
	minutes, run, most int // most days in a row
	away               bool
}

// roll plans eight weeks one after the other and counts what each person got, by ID.
func roll(t *testing.T, pl *Planner, from string, weeks int, s Search) map[string]*rolled {
	t.Helper()
	root := pl.Workspace.Root
	got := map[string]*rolled{}
	week := *weekOf(t, from)
	for w := range weeks {
		pl := at(t, root)
		of := workcal.WeekOf(week.Monday() + workcal.Date(7*w))
		p, err := pl.Plan(t.Context(), &of)
		if err != nil {
			t.Fatal(err)
		}
		j, err := pl.Roster(t.Context(), p, s, Output{})
		if err != nil {
			t.Fatal(err)
		}
		if h := j.Analysis.Score.Hard; h > 0 {
			t.Logf("%s: %d hard", of, h)
		}
		q := p.Plan.Problem
		for i, row := range j.Result.Roster.Cells {
			who := &q.People[i]
			src := &pl.Workspace.People[p.Plan.People[i]]
			r := got[who.ID]
			if r == nil {
				r = &rolled{class: classOf(src), away: w > 0}
				got[who.ID] = r
			}
			r.weekends, r.lates = append(r.weekends, 0), append(r.lates, 0)
			for d, s := range row {
				if !p.Plan.Leave[i][d].IsZero() {
					r.away = true
				}
				if s == schedule.Off {
					r.run = 0
					if q.Weekend(d) {
						r.free++
						r.weekends[w]++
						if q.Date(d).Weekday() == time.Sunday {
							r.sundays++
						}
					}
					continue
				}
				r.run++
				r.most = max(r.most, r.run)
				r.minutes += q.Shifts[s].Paid
				if schedule.LateShifts.Counts(q, s, d) {
					r.late++
					r.lates[w]++
				}
				if schedule.NightShifts.Counts(q, s, d) {
					r.night++
				}
			}
			r.away = r.away || who.First > 0 || who.Last < q.Days || who.Trainee
		}
	}
	return got
}

func classOf(p *workspace.Person) string {
	return fmt.Sprint(p.Group, p.Skills, p.Shifts, p.Flags, p.Weekly)
}

// spreads returns the largest difference between equal people, nobody on leave, of
// free weekend days, lates, nights and hours; the number without a free weekend day
// and the longest run of work.
func spreads(got map[string]*rolled) (free, late, night int, hours float64, none, people, run int) {
	classes := map[string][]*rolled{}
	for _, id := range slices.Sorted(mapKeys(got)) {
		r := got[id]
		run = max(run, r.most)
		if r.away {
			continue
		}
		people++
		if r.free == 0 {
			none++
		}
		classes[r.class] = append(classes[r.class], r)
	}
	for _, c := range classes {
		of := func(f func(*rolled) int) int {
			lo, hi := 1<<30, 0
			for _, r := range c {
				lo, hi = min(lo, f(r)), max(hi, f(r))
			}
			return hi - lo
		}
		free = max(free, of(func(r *rolled) int { return r.free }))
		late = max(late, of(func(r *rolled) int { return r.late }))
		night = max(night, of(func(r *rolled) int { return r.night }))
		hours = max(hours, float64(of(func(r *rolled) int { return r.minutes }))/60)
	}
	return
}

func mapKeys[V any](m map[string]V) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// TestEightWeeks rolls every sample eight weeks forward and prints, for each preset, how
// many people were there throughout, the largest spread between equal ones of free weekend
// days, late shifts, nights and hours, how many had no free weekend day, and the longest run.
func TestEightWeeks(t *testing.T) {
	if !*many {
		t.Skip("-many rolls every sample forward")
	}
	var table strings.Builder
	for _, preset := range workspace.Presets {
		t.Run(preset, func(t *testing.T) {
			begun := time.Now()
			got := roll(t, sample(t, preset), "2026-W48", 8, Search{Iterations: 60, Seed: *seed, Gap: .01})
			free, late, night, hours, none, people, run := spreads(got)
			line := fmt.Sprintf("| %s | %d | %d | %d | %d | %g | %d | %d |\n", preset, people, free, late, night, hours, none, run)
			table.WriteString(line)
			for _, id := range slices.Sorted(mapKeys(got)) {
				r := got[id]
				t.Logf("%s %s away=%v free %v lates %v=%d night %d hours %d run %d", id, r.class, r.away, r.weekends, r.lates, r.late, r.night, r.minutes/60, r.most)
			}
			t.Logf("%s %.0f s", line, time.Since(begun).Seconds())
		})
	}
	t.Log("\n" + table.String())
}
