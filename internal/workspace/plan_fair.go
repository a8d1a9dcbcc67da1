package workspace

import (
	"fmt"
	"math"
	"slices"

	"paiban/internal/workcal"
	"paiban/schedule"
)

// How far from the mean of all somebody may stand after the earlier weeks. What is more
// is not made good at once: a week of late shifts, two working days.
const (
	mostDue      = 6
	mostHoursDue = 960 // minutes
)

// fair shares a burden out within each group of people who may bear it, or the hours
// among equals. What is asked of a person follows from the rosters of the eight weeks
// before and the rules alone, not from the forecast, so that everybody who reads a
// roster names the same shares.
//
// A share is the level that all would stand at, after the horizon, if the burden that
// falls due went to those with least first. Days on which somebody was away, on leave
// or not yet employed, count as if they had borne the pace of the others. The weeks that
// are made even are the eight that end with the horizon, an even number, so that early
// and late that turn week by week come out even too.
func (b *builder) fair(f FairRule) {
	what := schedule.Tally(slices.Index(tallyKeys(), f.ID))
	if f.Force.Off() {
		return
	}
	if what == schedule.PaidHours {
		b.fairHours(f)
		return
	}
	bears := make([]bool, len(b.p.People))
	for i := range b.p.People {
		for d := range b.p.Days {
			bears[i] = bears[i] || slices.ContainsFunc(b.p.People[i].Shifts, func(s int) bool { return b.p.Shifts[s].Days.Has(d) && what.Counts(b.p, s, d) })
		}
	}
	eligible := len(b.those(func(i int) bool { return bears[i] }))
	for _, who := range b.byKey(func(i int) string { return b.p.People[i].Group }) {
		who = slices.DeleteFunc(who, func(i int) bool { return !bears[i] || b.turnUnknown(what, i) })
		if len(who) < 2 {
			continue
		}
		t := b.tally(what, who)
		full := t.pace * float64(t.mostAhead)
		switch {
		case what == schedule.DutyTurns:
			full = float64(b.dutyHeads()) / float64(eligible)
		case t.seen == 0:
			full = b.usual(what, who)
		}
		amount := 0.
		for _, i := range who {
			here := full
			if t.mostAhead > 0 {
				here = full * float64(t.ahead[i]) / float64(t.mostAhead)
			}
			amount += here
			t.plus[i] += b.turn(what, i, t.weeks[i], full) - roundInt(full-here)
		}
		t.limit(who, mostDue)
		if what == schedule.WeekendDays || what == schedule.HolidayDays {
			// The nearest whole level, not the one below: that would draw days off from
			// the rest of the week.
			amount += float64(len(who)) / 2
		}
		base := waterLevel(t.standing(), who, roundInt(amount))
		for _, i := range who {
			t.plus[i] = max(t.plus[i], -base) // nobody's share is less than nothing
		}
		b.add(schedule.Fair{What: what, People: who, Base: base, Plus: t.plus, Carry: t.carry, Cost: f.Force.Cost})
		if what == schedule.WeekendDays {
			b.freeWeekends(f, who)
		}
	}
}

// fairHours shares the paid hours out among people of equal contract, group and skills.
func (b *builder) fairHours(f FairRule) {
	shifts, minutes := b.contractDue()
	long, _ := b.evenShifts()
	for i, n := range shifts {
		if n >= 0 {
			minutes[i] = n * long
		}
	}
	for _, who := range b.byKey(b.equal) {
		who = slices.DeleteFunc(who, func(i int) bool { return minutes[i] < 0 })
		if len(who) < 2 {
			continue
		}
		t := b.tally(schedule.PaidHours, who)
		mean, most := t.limit(who, mostHoursDue), 0
		for _, i := range who {
			most = max(most, minutes[i])
		}
		for _, i := range who {
			t.plus[i] = wholeHours(float64(t.plus[i] + minutes[i] - most))
		}
		b.add(schedule.Fair{What: schedule.PaidHours, People: who, Base: wholeHours(float64(mean + most)), Plus: t.plus, Carry: t.carry, Cost: f.Force.Cost})
	}
}

// byKey returns the people that are being planned for with the same key, in order of appearance.
func (b *builder) byKey(key func(i int) string) (out []schedule.People) {
	at := map[string]int{}
	for _, i := range b.scope.All(b.p) {
		k := key(i)
		n, ok := at[k]
		if !ok {
			n = len(out)
			at[k] = n
			out = append(out, nil)
		}
		out[n] = append(out[n], i)
	}
	return out
}

// equal says what makes people equal in work: group, weekly hours, protection, training,
// and the shifts that they may work.
func (b *builder) equal(i int) string {
	p, src := &b.p.People[i], &b.w.People[b.plan.People[i]]
	var may []int
	for _, s := range p.Shifts {
		if !b.parts[s].cut {
			may = append(may, s)
		}
	}
	return fmt.Sprint(p.Group, "|", src.Weekly, b.c.hoursDay(src), b.protected(i), p.Trainee, may)
}

// standing is how people stand in a tally.
type standing struct {
	carry, plus []int   // by index into Problem.People, see [schedule.Fair]
	ahead       []int   // days of the horizon on which each can have it
	mostAhead   int     // of who
	weeks       []int   // of the earlier ones that are known of each
	seen        int     // days known of who, on which they could have it
	pace        float64 // what one such day brought on average
}

// standing returns what each person has had beside their differences of the share.
func (s *standing) standing() []int {
	out := make([]int, len(s.carry))
	for i := range out {
		out[i] = s.carry[i] - s.plus[i]
	}
	return out
}

// limit moves the shares of who so that nobody stands further than most from the mean,
// which it returns.
func (s *standing) limit(who []int, most int) (mean int) {
	sum := 0
	for _, i := range who {
		sum += s.carry[i] - s.plus[i]
	}
	mean = roundInt(float64(sum) / float64(len(who)))
	for _, i := range who {
		over := s.carry[i] - s.plus[i] - mean
		s.plus[i] += max(0, over-most) + min(0, over+most)
	}
	return mean
}

// tally counts what people have had of a tally in the eight weeks before. Plus takes
// off the days that are known of others and not of them, or on which they were away,
// at the pace of all.
func (b *builder) tally(what schedule.Tally, who []int) *standing {
	n := len(b.p.People)
	t := &standing{carry: make([]int, n), plus: make([]int, n), ahead: make([]int, n), weeks: make([]int, n)}
	seen := make([]int, n)
	most, total := 0, 0
	for _, i := range who {
		for k, day := range b.plan.Earlier[i] {
			d := k - PastDays
			if !day.Known || !b.special(what, d) {
				continue
			}
			amount := 0
			if day.Shift != schedule.Off && (what == schedule.HolidayDays || what.Counts(b.p, day.Shift, d)) {
				amount = max(1, what.Amount(b.p, day.Shift, d))
			}
			t.carry[i] += amount
			if k < b.p.Days && k < PastDays/2 {
				t.plus[i] += amount // falls out of the eight weeks that end with the horizon
				continue
			}
			if day.Shift == schedule.Off {
				if !day.Leave && !b.onLeave(b.plan.People[i], b.p.Date(d)) {
					seen[i]++
				}
				continue
			}
			seen[i]++
		}
		for d := b.p.People[i].First; d < b.p.People[i].Last; d++ {
			if !b.away[i][d] && b.special(what, d) {
				t.ahead[i]++
			}
		}
		t.weeks[i] = (seen[i] + 6) / 7
		most, t.mostAhead = max(most, seen[i]), max(t.mostAhead, t.ahead[i])
		t.seen, total = t.seen+seen[i], total+t.carry[i]-t.plus[i]
	}
	if t.seen > 0 {
		t.pace = float64(total) / float64(t.seen)
	}
	for _, i := range who {
		t.plus[i] -= roundInt(t.pace * float64(most-seen[i]))
	}
	return t
}

// special reports whether a day, which may lie before the horizon, is one of those that
// a tally counts on.
func (b *builder) special(what schedule.Tally, d int) bool {
	switch what {
	case schedule.WeekendDays:
		return b.p.Weekend(d)
	case schedule.HolidayDays:
		return b.w.Calendar.Day(b.p.Date(d)).Statutory
	case schedule.PaidHours:
		return !b.w.Calendar.Day(b.p.Date(d)).Statutory
	case schedule.LateShifts, schedule.NightShifts, schedule.DutyTurns:
	}
	return true
}

// onLeave reports whether somebody is away all of a day.
func (b *builder) onLeave(person int, date workcal.Date) bool {
	return slices.ContainsFunc(b.w.Leave, func(l Leave) bool {
		return l.Person == person && l.From.From(date) <= 0 && l.To.From(date) >= schedule.DayMinutes
	})
}

// usual estimates what a burden brings each of who in the horizon where no roster is
// known: of the days that are to be worked the share of the days, or of the kinds of
// shift, that count.
func (b *builder) usual(what schedule.Tally, who []int) float64 {
	sum := 0.
	for _, i := range who {
		all, counted := 0, 0
		for d := range b.p.Days {
			for _, s := range b.p.People[i].Shifts {
				if b.p.Shifts[s].Days.Has(d) && !b.parts[s].cut {
					all++
					if what.Counts(b.p, s, d) {
						counted++
					}
				}
			}
		}
		if all > 0 {
			sum += float64(b.workDays(i)*counted) / float64(all)
		}
	}
	return sum / float64(len(who))
}

// dutyHeads counts the duty turns that the rules ask for.
func (b *builder) dutyHeads() (n int) {
	for _, row := range b.p.Cover {
		if row.Shift != schedule.Any && b.p.Shifts[row.Shift].Kind == schedule.Duty {
			n += row.Bound.SoftMin
		}
	}
	return n
}

// turnCounts says which kinds of the rotation of person i a tally counts, and how many
// these are; none where there is no turning by the week.
func (b *builder) turnCounts(what schedule.Tally, i int) (counts []bool, n int) {
	r := &b.rulesOf[i].Rotation
	if r.Force.Off() || !r.weekly() || b.p.Days%7 != 0 || b.p.Week(0) != b.p.Start || what != schedule.LateShifts && what != schedule.NightShifts {
		return nil, 0
	}
	for _, k := range r.Kinds {
		is := ShiftKind(schedule.Night) == k || what == schedule.LateShifts && ShiftKind(schedule.Late) == k
		counts = append(counts, is)
		if is {
			n++
		}
	}
	return counts, n
}

// lastKind returns the place in the rotation of what person i worked last, −1 where that
// is not known.
func (b *builder) lastKind(i int) int {
	past := b.p.People[i].Past
	for k := len(past) - 1; k >= 0; k-- {
		if s := past[k]; s != schedule.Off {
			if at := slices.Index(b.rulesOf[i].Rotation.Kinds, ShiftKind(b.p.Shifts[s].Kind)); at >= 0 {
				return at
			}
		}
	}
	return -1
}

// turnUnknown reports whether person i turns by the week through a burden and nothing
// says whose turn it is: no split of one week is fairer than another.
func (b *builder) turnUnknown(what schedule.Tally, i int) bool {
	_, n := b.turnCounts(what, i)
	return n > 0 && b.turns(i) && b.lastKind(i) < 0
}

// turn returns by how much the share of person i, who turns by the week, is above that
// of the others, below it negative, because the known weeks hold more turns of a kind
// that counts. Of eight weeks, an even number, all are held to the same. full is what
// the horizon brings on average.
func (b *builder) turn(what schedule.Tally, i, earlier int, full float64) int {
	counts, n := b.turnCounts(what, i)
	ahead := b.p.Days / 7
	if n == 0 || !b.turns(i) || 7*(earlier+ahead) >= PastDays {
		return 0
	}
	first, cycle, due := b.lastKind(i)+1-earlier, len(counts), 0
	for w := range earlier + ahead {
		if counts[((first+w)%cycle+cycle)%cycle] {
			due++
		}
	}
	even := float64((earlier+ahead)*n) / float64(cycle)
	return roundInt(full / float64(ahead) * float64(cycle) / float64(n) * (float64(due) - even))
}

// turns reports whether person i may work all kinds of the rotation.
func (b *builder) turns(i int) bool {
	for _, k := range b.rulesOf[i].Rotation.Kinds {
		if !slices.ContainsFunc(b.p.People[i].Shifts, func(s int) bool { return b.p.Shifts[s].Kind == schedule.Kind(k) }) {
			return false
		}
	}
	return true
}

// wholeHours rounds minutes to hours, so that a share is a number people can say.
func wholeHours(minutes float64) int { return 60 * roundInt(minutes/60) }

func roundInt(x float64) int { return int(math.Round(x)) }

// waterLevel returns the largest whole level, at least the least of the counts of who,
// to which they can be filled with no more than amount.
func waterLevel(counts []int, who []int, amount int) int {
	level := counts[who[0]]
	for _, i := range who {
		level = min(level, counts[i])
	}
	for {
		need := 0
		for _, i := range who {
			need += max(0, level+1-counts[i])
		}
		if need > amount {
			return level
		}
		level++
	}
}
