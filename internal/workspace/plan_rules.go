package workspace

import (
	"slices"

	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/schedule"
)

func (b *builder) add(r schedule.Rule) { b.p.Rules = append(b.p.Rules, r) }

// rules turns the rules about people into the optimiser's.
func (b *builder) rules(past *pastRosters) {
	b.planTopic(restAndHours)
	b.contract()
	b.ownHours()
	b.planTopic(rotationAndFairness)
	b.planTopic(togetherPeople)
	b.planTopic(shiftsOfPerson)
	b.planTopic(breakTopic)
	b.extraWork()
	for k := range b.c.Meetings {
		b.meeting(&b.c.Meetings[k])
	}
	for _, rota := range b.c.Rotas {
		b.rota(rota, past)
	}
	b.activities(past)
}

// planTopic plans what people are planned by under the keys of a topic.
func (b *builder) planTopic(topic lang.Text) {
	for _, k := range ruleKeys {
		if k.topic != topic {
			continue
		}
		for _, c := range b.classes(k.setting()) {
			b.scope = c.who
			k.plan(b, c.rules)
		}
		b.scope = nil
	}
}

// restDays asks for days off in every stretch of a period, and wishes for the usual
// ones.
func (b *builder) restDays(per schedule.Period, r RestRule) {
	if r.Force.Off() {
		return
	}
	if r.Min > 0 {
		b.add(schedule.RestDays{People: b.scope, Per: per, Min: r.Min, Force: r.Force.Rule()})
	}
	if r.Usual > r.Min {
		b.add(schedule.RestDays{People: b.scope, Per: per, Min: r.Usual, Force: schedule.At(usualRestDay)})
	}
}

// restMonth asks for days off by the month, and for a pace that leaves enough of
// them for its end.
func (b *builder) restMonth(m RestRule) {
	if m.Force.Off() {
		return
	}
	b.add(schedule.RestDays{People: b.scope, Per: schedule.Month, Min: m.Min, Force: m.Force.Rule()})
	due := make([]int, len(b.p.People))
	for i := range due {
		due[i] = b.monthDue(i, max(m.Min, m.Usual))
	}
	for n := 1; n <= b.p.Days; n++ {
		if who := b.those(func(i int) bool { return due[i] == n }); who != nil {
			b.add(schedule.RestDays{People: who, Per: schedule.Horizon, Min: n, Force: schedule.At(restPace)})
		}
	}
}

// those returns the people that is is true of, of those that are being planned for; nil
// if there are none.
func (b *builder) those(is func(i int) bool) (who schedule.People) {
	for _, i := range b.scope.All(b.p) {
		if is(i) {
			who = append(who, i)
		}
	}
	return who
}

// monthDue returns how many days off person i should have within the horizon so
// that monthly rest keeps pace: by the last day of the horizon that lies in a
// month, the share of its perMonth days that the month has run, rounded to the
// nearest day, less what was had in it before. Of days of which nothing is
// known the share is taken as had.
func (b *builder) monthDue(i, perMonth int) (due int) {
	p := &b.p.People[i]
	for _, m := range b.p.Stretches(schedule.Month) {
		length := m.To - m.From
		share := func(days int) int { return (2*perMonth*days + length) / (2 * length) }
		unknown, had := 0, 0
		for d := m.From; d < 0; d++ {
			s, known := p.At(d)
			if !known {
				unknown++
			} else if s == schedule.Off && !p.OnLeave(d) {
				had++
			}
		}
		due += max(0, share(min(m.To, b.p.Days)-m.From)-share(unknown)-had)
	}
	return min(due, b.p.Days)
}

// bound returns the limits of a run in days.
func (u RunRule) bound() schedule.Bound {
	most := u.Max
	if most == 0 {
		most = schedule.NoMax
	}
	if u.Force.Hard {
		return schedule.Between(u.Min, most)
	}
	return schedule.Free().Prefer(u.Min, most, u.Force.Cost, u.Force.Cost)
}

// nights limits night shifts by the week.
func (b *builder) nights(r *Rules) {
	if r.NightsWeek.Force.Off() {
		return
	}
	var nights []int
	for s := range b.p.Shifts {
		if b.p.Shifts[s].Kind == schedule.Night && !b.p.Shifts[s].Retired {
			nights = append(nights, s)
		}
	}
	if nights != nil {
		b.add(schedule.ShiftCount{What: schedule.Night.Text(), People: b.scope, Shifts: nights, Per: schedule.Week, Count: r.NightsWeek.Force.Rule().AtMost(r.NightsWeek.Max)})
	}
}

// perMinute turns the cost of an hour into that of a minute, 1 at least.
func perMinute(f Force) int64 { return max(1, (f.Cost+30)/60) }

// contract asks that everybody works about as much as their contract says: on
// each day that is neither a usual day off nor leave, or their own weekly hours
// in proportion. Where all shifts but duty are equally long it counts days, so
// that duty turns come on top of normal days and not in their place; else it
// counts hours.
func (b *builder) contract() {
	c := b.c.Contract
	if c.Force.Off() {
		return
	}
	days, hours := b.contractDue()
	all := slices.DeleteFunc(b.assignable(), func(s int) bool { // work on days off comes on top
		return b.p.Shifts[s].Overtime != nil && !b.p.Shifts[s].Longer()
	})
	perDay := c.Force.Cost * int64(c.HoursDay) / 60
	ordinary := b.ordinary()
	b.eachLevel(days, func(n int, who schedule.People) {
		b.add(schedule.ShiftCount{What: lang.T("班", "a shift"), People: who, Shifts: all, Per: schedule.Horizon, Count: schedule.Free().Prefer(n, n, perDay, perDay), Days: ordinary})
	})
	b.eachLevel(hours, func(m int, who schedule.People) {
		b.add(schedule.Minutes{People: who, Per: schedule.Horizon, Total: schedule.Free().Prefer(m, m, perMinute(c.Force), perMinute(c.Force)), Days: ordinary, Normal: len(b.c.Extra) > 0})
	})
	if ordinary != nil {
		b.add(schedule.ShiftCount{What: lang.T("法定节假日的班", "a shift on a statutory holiday"), Shifts: all, Per: schedule.Horizon, Count: schedule.Free().Prefer(0, 0, 0, perDay), Days: b.p.Holiday})
	}
}

// contractDue returns how many shifts each person is due by contract, −1 where hours
// count, and how many paid minutes, −1 where shifts count or no shift may be worked.
func (b *builder) contractDue() (days, hours []int) {
	long, even := b.evenShifts()
	days, hours = make([]int, len(b.p.People)), make([]int, len(b.p.People))
	for i := range b.p.People {
		days[i], hours[i] = -1, -1
		full := b.workDays(i)
		src := &b.w.People[b.plan.People[i]]
		day := b.c.hoursDay(src)
		switch own := int(src.Weekly); {
		case len(b.p.People[i].Shifts) == 0:
		case own > 0:
			employed := b.p.People[i].Last - b.p.People[i].First
			usual := max(1, employed-b.restDue(i, employed))
			hours[i] = own * employed / 7 * min(full, usual) / usual
		case even && day == b.c.Contract.HoursDay:
			days[i] = full
			if b.protected(i) {
				days[i] = min(full, b.weeks(i)*labourlaw.Week/long)
			}
		default:
			hours[i] = full * int(day)
			if b.protected(i) {
				hours[i] = min(hours[i], b.weeks(i)*labourlaw.Week)
			}
		}
	}
	return days, hours
}

// ordinary is the days of the horizon that are no statutory holidays, nil where all are
// not. Work on a statutory holiday is paid at 300% and brings no time off (Labour Law
// art. 44): it comes on top of the days of the contract, at the price of an extra day.
func (b *builder) ordinary() schedule.DaySet {
	if !slices.Contains(b.p.Holiday, true) {
		return nil
	}
	days := make(schedule.DaySet, b.p.Days)
	for d := range days {
		days[d] = !b.p.Holiday[d]
	}
	return days
}

// ownHours holds those who have weekly hours of their own to them: the other job or the
// school of a part-timer does not give way to a gap in cover.
func (b *builder) ownHours() {
	most := make([]int, len(b.p.People))
	for i := range most {
		most[i] = b.mostOwn(i)
	}
	b.eachLevel(most, func(m int, who schedule.People) {
		b.add(schedule.Minutes{People: who, Per: schedule.Week, Total: schedule.AtMost(m)})
	})
}

// mostOwn returns the most minutes a week of person i by their own weekly hours: these,
// rounded up to whole shifts of the longest kind that they may work, duty left aside.
// Who is hired for a full week may work one shift more, as overtime. It is −1 for
// whoever has no hours of their own.
func (b *builder) mostOwn(i int) int {
	own, long := int(b.w.People[b.plan.People[i]].Weekly), 0
	for _, s := range b.p.People[i].Shifts {
		if sh := &b.p.Shifts[s]; sh.Overtime == nil && ordinaryKind(sh.Kind) {
			long = max(long, sh.Paid)
		}
	}
	if own == 0 || long == 0 {
		return -1
	}
	most := (own + long - 1) / long * long
	if own >= labourlaw.Week {
		most += long
	}
	return most
}

// eachLevel calls f for each value of levels that is not negative, ascending,
// with the people who have it.
func (b *builder) eachLevel(levels []int, f func(level int, who schedule.People)) {
	for _, n := range slices.Compact(slices.Sorted(slices.Values(levels))) {
		if n >= 0 {
			f(n, b.those(func(i int) bool { return levels[i] == n }))
		}
	}
}

// evenShifts returns the paid minutes of the shifts other than duty and whether
// they are all the same.
func (b *builder) evenShifts() (paid int, even bool) {
	for s := range b.p.Shifts {
		sh := &b.p.Shifts[s]
		if sh.Retired || sh.Overtime != nil || !ordinaryKind(sh.Kind) {
			continue
		}
		if paid != 0 && sh.Paid != paid {
			return 0, false
		}
		paid = sh.Paid
	}
	return paid, paid > 0
}

// weeks returns how many weeks, the last perhaps not whole, person i is employed
// in the horizon.
func (b *builder) weeks(i int) int { return (b.p.People[i].Last - b.p.People[i].First + 6) / 7 }

// workDays returns on how many days person i should work, statutory holidays left aside:
// those employed less the usual days off and leave, and no more than have a shift other
// than duty.
func (b *builder) workDays(i int) int {
	p := &b.p.People[i]
	employed, normal, away := 0, 0, 0
	for d := p.First; d < p.Last; d++ {
		if b.p.Holiday[d] {
			continue
		}
		employed++
		if b.away[i][d] {
			away++
			continue
		}
		if slices.ContainsFunc(p.Shifts, func(s int) bool {
			return b.p.Shifts[s].Overtime == nil && ordinaryKind(b.p.Shifts[s].Kind) && b.p.Shifts[s].Days.Has(d) && b.fits(i, d, s)
		}) {
			normal++
		}
	}
	return max(0, min(normal, employed-b.restDue(i, employed)-away))
}

// restDue returns how many days off person i usually has in the horizon.
func (b *builder) restDue(i, employed int) (days int) {
	r := b.rulesOf[i]
	least := 0
	for _, w := range []RestRule{r.restWeek(), r.RestAny7} {
		if !w.Force.Off() {
			least = max(least, w.Min, w.Usual)
		}
	}
	days = (least*employed + 3) / 7
	if !r.LongShort.Force.Off() {
		days = b.longShortDue(i, least)
	}
	if m := r.RestMonth; !m.Force.Off() {
		days = max(days, b.monthDue(i, max(m.Min, m.Usual)))
	}
	return days
}

// rotation turns those who may work two kinds of the cycle or more.
func (b *builder) rotation(rules *Rules) {
	r := &rules.Rotation
	if r.Force.Off() && r.Steady.Off() {
		return
	}
	rule := schedule.Rotation{AfterRest: r.AfterRest, Steady: r.steady().Rule(), Turn: r.Force.Rule()}
	if r.Every > 1 {
		rule.Weeks = r.Every
		weeks := int(b.p.Week(0)-b.c.FirstDay().Start(r.Start)) / 7
		rule.At = (weeks%r.Every + r.Every) % r.Every
	}
	for _, k := range r.Kinds {
		rule.Kinds = append(rule.Kinds, schedule.Kind(k))
	}
	rule.People = b.those(b.turns)
	if rule.People != nil {
		b.add(rule)
	}
}

func (b *builder) meeting(m *Meeting) {
	if m.Force.Off() {
		return
	}
	rule := schedule.Meeting{What: m.What, Force: m.Force.Rule()}
	if !m.Own {
		rule.Span = schedule.Span(m.Hours)
	}
	for d, day := range b.plan.Days {
		if m.Days.Has(day) {
			rule.Days = append(rule.Days, d)
		}
	}
	if rule.Days == nil {
		return
	}
	if m.Groups != nil {
		rule.People = b.those(func(i int) bool { return contains(m.Groups, b.p.People[i].Group) })
		if rule.People == nil {
			return
		}
	}
	b.add(rule)
}

// level raises the counts of people whose past is shorter than the longest to
// what they would have at the pace of the others.
func (b *builder) level(counts []int) {
	longest, days, total := 0, 0, 0
	for i := range b.p.People {
		n := len(b.p.People[i].Past)
		longest, days, total = max(longest, n), days+n, total+counts[i]
	}
	if days == 0 {
		return
	}
	for i := range counts {
		missing := longest - len(b.p.People[i].Past)
		counts[i] += (2*total*missing + days) / (2 * days)
	}
}

// assignable lists the shifts that may be assigned to somebody.
func (b *builder) assignable() []int {
	all := make([]int, 0, len(b.p.Shifts))
	for s := range b.p.Shifts {
		if !b.p.Shifts[s].Retired {
			all = append(all, s)
		}
	}
	return all
}
