package planner

import (
	"math"

	"paiban/schedule"
)

// DaySum is what one day of a roster looks like in numbers.
type DaySum struct {
	Date     string
	Volume   float64 // contacts, to the tenth
	Peak     float64 // contacts an hour, to the tenth
	PeakAt   string  // 14:00
	Required float64 // head-hours
	Rostered float64
	Short    float64 // head-hours below the requirement
	Most     int     // heads short at worst
	MostAt   string
}

// Coverage counts the heads of the roster, each for one queue that its shift and its
// skills serve: for the least number online first, then for the requirement.
func (j *Judged) Coverage() schedule.Coverage {
	return schedule.CoverageOf(j.Plan.Problem, j.Result.Roster, j.Plan.Minimum, j.Plan.Required)
}

// Days sums volume, requirement and cover up by day. Heads are compared queue by
// queue, and nobody is counted for two at once; where people are shared, sets of queues
// are compared with those who can serve one of them, too. Unpaid breaks are taken off what is
// rostered, on the day on which the shift begins.
func (j *Judged) Days() []DaySum {
	p := j.Plan.Problem
	cov := j.Coverage()
	out := make([]DaySum, p.Days)
	var pooled []int
	if len(p.Queues) > 1 && j.Plan.Together != nil {
		pooled = schedule.PooledShort(p, j.Result.Roster, j.Plan.Together)
	}
	hours := float64(cov.Interval) / 60
	for d := range out {
		o := &out[d]
		o.Date = p.Date(d).String()
		for i := range cov.PerDay {
			k := d*cov.PerDay + i
			short, need := 0, 0
			for q := range p.Queues {
				n := 0
				if j.Plan.Required != nil && j.Plan.Required[q] != nil {
					n = j.Plan.Required[q][k]
				}
				need += n
				short += max(0, n-cov.Queues[q][k])
			}
			if pooled != nil {
				short = max(short, pooled[k])
			}
			o.Required += hours * float64(need)
			o.Rostered += hours * float64(cov.Total[k])
			o.Short += hours * float64(short)
			if short > o.Most {
				o.Most, o.MostAt = short, schedule.Clock(i*cov.Interval)
			}
		}
		o.Rostered -= float64(breaksOn(p, j.Result.Roster, d)) / 60
		step, perHour := j.Workspace.Config.Interval, 60/float64(j.Workspace.Config.Interval)
		for i := range schedule.DayMinutes / step {
			v := 0.0
			for _, q := range j.Demand {
				v += q.Volume[d*schedule.DayMinutes/step+i]
			}
			o.Volume += v
			if v*perHour > o.Peak {
				o.Peak, o.PeakAt = v*perHour, schedule.Clock(i*step)
			}
		}
		o.Volume, o.Peak = tenth(o.Volume), tenth(o.Peak)
	}
	return out
}

// breaksOn returns the unpaid minutes within the shifts of r on day of which nothing says
// when they are, of those who count as cover: breaks that are placed are no heads anyway.
func breaksOn(p *schedule.Problem, r *schedule.Roster, day int) (minutes int) {
	for i := range p.People {
		if s := r.Cells[i][day]; s != schedule.Off && p.People[i].CountsOn(day) {
			minutes += p.Shifts[s].LooseBreak()
		}
	}
	return minutes
}

// ShortHours is by how many head-hours the roster falls below the requirement.
func (j *Judged) ShortHours() (hours float64) {
	for _, d := range j.Days() {
		hours += d.Short
	}
	return hours
}

func tenth(x float64) float64 { return math.Round(x*10) / 10 }

// Paid is the paid time, in minutes, that a person of the problem works in r.
func Paid(p *schedule.Problem, r *schedule.Roster, person int) (minutes int) {
	for _, s := range r.Cells[person] {
		if s != schedule.Off {
			minutes += p.Shifts[s].Worked()
		}
	}
	return minutes
}
