package repair

import (
	"slices"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// Ledger is who has borne what over the known weeks, the roster's included.
type Ledger struct {
	Weeks []workcal.Date // first days of the weeks counted, ascending
	Rows  []LedgerRow    // by index into Problem.People
	Mean  []float64      // by tally: shifts a known week, over everybody who has known weeks
}

// LedgerRow is one person's.
type LedgerRow struct {
	Days    int     // known days
	Worked  int     // of them
	Minutes int     // paid
	Total   []int   // by tally, of all known days
	Now     []int   // by tally, of the roster alone
	Weekly  [][]int // [week][tally]
}

// PerWeek returns the count of a tally in a known week, on average.
func (r *LedgerRow) PerWeek(tally int) float64 {
	if r.Days == 0 {
		return 0
	}
	return float64(7*r.Total[tally]) / float64(r.Days)
}

// Before is what somebody did on a day before the horizon.
type Before func(person, day int) (shift int, known bool)

// Account keeps the ledger of r and of the days before it, at most so many, as before knows
// them, with or without gaps. holiday reports whether a day, negative before the
// horizon, is a statutory one.
func Account(p *schedule.Problem, r *schedule.Roster, days int, before Before, holiday func(day int) bool) *Ledger {
	l := &Ledger{Rows: make([]LedgerRow, len(p.People)), Mean: make([]float64, schedule.Burdens)}
	first := 0
	for i := range p.People {
		for day := -days; day < first; day++ {
			if _, known := before(i, day); known {
				first = day
			}
		}
	}
	for m := p.WeekStarts.Start(p.Date(first)); m < p.Date(p.Days); m += 7 {
		l.Weeks = append(l.Weeks, m)
	}
	known, totals := 0, make([]int, len(l.Mean))
	for i := range l.Rows {
		row, who := &l.Rows[i], &p.People[i]
		row.Total, row.Now = make([]int, len(l.Mean)), make([]int, len(l.Mean))
		for range l.Weeks {
			row.Weekly = append(row.Weekly, make([]int, len(l.Mean)))
		}
		for day := first; day < who.Last; day++ {
			s, there := schedule.Off, day >= who.First
			if day < 0 {
				s, there = before(i, day)
			} else if there {
				s = r.Cells[i][day]
			}
			if !there {
				continue
			}
			row.Days++
			if s == schedule.Off {
				continue
			}
			row.Worked++
			row.Minutes += p.Shifts[s].Worked()
			for what := range l.Mean {
				tally := schedule.Tally(what)
				hit := tally.Counts(p, s, day)
				if tally == schedule.HolidayDays {
					hit = holiday(day)
				}
				if !hit {
					continue
				}
				row.Total[what]++
				if day >= 0 {
					row.Now[what]++
				}
				row.Weekly[slices.Index(l.Weeks, p.Week(day))][what]++
			}
		}
		known += row.Days
		for what, n := range row.Total {
			totals[what] += n
		}
	}
	for what, n := range totals {
		if known > 0 {
			l.Mean[what] = float64(7*n) / float64(known)
		}
	}
	return l
}
