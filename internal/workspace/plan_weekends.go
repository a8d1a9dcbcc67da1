package workspace

import (
	"time"

	"paiban/internal/lang"
	"paiban/schedule"
)

// freeWeekendEvery is after how many weekends in a row without a Saturday or Sunday off
// somebody comes first: even shares alone may leave everybody at work on every weekend.
const freeWeekendEvery = 4

// freeWeekends wants a Saturday or Sunday off for everybody of who in every
// [freeWeekendEvery] weekends, those of the earlier rosters counted. A weekend belongs to
// the horizon that its Sunday lies in. What such a day costs stands above what one fewer
// than a share does.
func (b *builder) freeWeekends(f FairRule, who schedule.People) {
	days := make(schedule.DaySet, b.p.Days)
	ahead, worked := 0, 0
	for d := range days {
		if days[d] = b.p.Weekend(d); days[d] {
			worked++
		}
		if b.p.Date(d).Weekday() == time.Sunday {
			ahead++
		}
	}
	all := b.assignable()
	for _, i := range who {
		due := min(ahead, (b.weekendsWithout(i)+ahead)/freeWeekendEvery)
		if due <= 0 {
			continue
		}
		b.add(schedule.ShiftCount{
			What:   lang.F("周末班（每 %d 个周末该有一天休息）", "weekend shifts (a Saturday or Sunday off is due in every %d weekends)", freeWeekendEvery),
			People: schedule.People{i}, Shifts: all, Per: schedule.Horizon, Days: days,
			Count: schedule.Free().Prefer(0, worked-due, 0, f.Force.Cost*freeWeekendEvery),
		})
	}
}

// weekendsWithout counts the weekends just before the horizon, one after another, on both
// days of which person i is known to have worked. It is −1 where the horizon begins on a
// Sunday after a Saturday off: the first weekend ahead is free already.
func (b *builder) weekendsWithout(i int) (n int) {
	p := &b.p.People[i]
	before := -1
	if b.p.Start.Weekday() == time.Sunday {
		if shift, known := p.At(before); known && shift == schedule.Off {
			return -1
		}
		before--
	}
	for d := before; ; d-- {
		shift, known := p.At(d)
		switch {
		case !known:
			return n
		case !b.p.Weekend(d):
		case shift == schedule.Off:
			return n
		case b.p.Date(d).Weekday() == time.Saturday:
			n++
		}
	}
}
