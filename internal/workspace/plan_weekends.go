package workspace

import (
	"paiban/internal/lang"
	"paiban/schedule"
)

// freeWeekendEvery is after how many weekends in a row without a Saturday or Sunday off
// somebody comes first: even shares alone may leave everybody at work on every weekend.
const freeWeekendEvery = 4

// freeWeekends wants a Saturday or Sunday off for everybody of who in every
// [freeWeekendEvery] weekends, those of the earlier rosters counted. What such a day costs
// stands above what one fewer than a share does.
func (b *builder) freeWeekends(f FairRule, who schedule.People) {
	days := make(schedule.DaySet, b.p.Days)
	ahead, worked := 0, 0
	for d := range days {
		if days[d] = b.p.Weekend(d); days[d] {
			worked++
			if !b.p.Weekend(d+1) || d == b.p.Days-1 {
				ahead++
			}
		}
	}
	var all []int
	for s := range b.p.Shifts {
		if !b.p.Shifts[s].Retired {
			all = append(all, s)
		}
	}
	for _, i := range who {
		before := b.weekendsWithout(i)
		due := min(ahead, (before+ahead)/freeWeekendEvery)
		if due == 0 {
			continue
		}
		most := worked - due
		cost := f.Force.Cost * freeWeekendEvery
		b.add(schedule.ShiftCount{
			What:   lang.F("周末班（每 %d 个周末该有一天休息）", "weekend shifts (a Saturday or Sunday off is due in every %d weekends)", freeWeekendEvery),
			People: schedule.People{i}, Shifts: all, Per: schedule.Horizon, Count: schedule.Free().Prefer(0, most, 0, cost), Days: days,
		})
	}
}

// weekendsWithout counts the weekends just before the horizon, one after another, on both
// days of which person i is known to have worked.
func (b *builder) weekendsWithout(i int) (n int) {
	p := &b.p.People[i]
	for d := -1; ; d-- {
		shift, known := p.At(d)
		if !known {
			return n
		}
		if !b.p.Weekend(d) {
			continue
		}
		if shift == schedule.Off {
			return n
		}
		if !b.p.Weekend(d - 1) {
			n++
		}
	}
}
