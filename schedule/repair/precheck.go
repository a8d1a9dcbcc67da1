package repair

import (
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
)

// Precheck looks for what plain counting shows to be impossible:
//
//	no-shift   a hard row of cover that no shift counts for
//	few-people a hard row that asks for more people than can be there
//	day-full   the shifts of a day need more people than can work
//	too-little a person's hard minimum of hours cannot be reached
//	pin-clash  a cell fixed to two things, or to what the person may not work
//	week-full  a week needs more working days than people have
func Precheck(p *schedule.Problem) (out []schedule.Obstacle) {
	add := func(key string, what, fix lang.Text) {
		out = append(out, schedule.Obstacle{Key: key, What: what, Fix: fix})
	}
	room := p.Room()
	could := func(i, d int, row *schedule.Cover, day int) bool {
		return counts(p, row, i, day) && slices.ContainsFunc(room[i][d], func(s int) bool { return s != schedule.Off && touches(p, row, s, day) })
	}
	for k := range p.Cover {
		c := &p.Cover[k]
		if c.Bound.HardMin == 0 {
			continue
		}
		able, offered := 0, false
		for s := range p.Shifts {
			offered = offered || (!p.Shifts[s].Retired || c.Shift != schedule.Any) && (touches(p, c, s, c.Day) || touches(p, c, s, c.Day-1))
		}
		for i := range p.People {
			before, known := p.People[i].At(c.Day - 1)
			switch {
			case could(i, c.Day, c, c.Day), c.Day > 0 && could(i, c.Day-1, c, c.Day-1), known && counts(p, c, i, c.Day-1) && touches(p, c, before, c.Day-1):
				able++
			}
		}
		where := lang.F("%s：%s", "%s: %s", p.DayText(c.Day), rowWords(p, *c))
		if !offered {
			add("no-shift", lang.F("%s，但没有班次覆盖这段时间", "%s, but no shift covers that time", where),
				lang.F("增加一个包含 %s 的班次", "add a shift that covers %s", c.Span.Text()))
		} else if able < c.Bound.HardMin {
			add("few-people", lang.F("%s，但当天最多只有 %d 人能上", "%s, but at most %d people can be there", where, able),
				lang.F("再找 %d 人，或把下限降到 %d", "find %d more, or lower the minimum to %d", c.Bound.HardMin-able, able))
		}
	}
	need := dayNeeds(p)
	for d := range p.Days {
		there := 0
		for i := range p.People {
			if p.People[i].CountsOn(d) && room.Works(i, d) {
				there++
			}
		}
		if need[d] > there {
			add("day-full", lang.F("%s 各班次合起来至少要 %d 人，当天只有 %d 人能上班", "%s: the shifts need %d people together, but only %d can work that day", p.DayText(d), need[d], there),
				lang.F("再找 %d 人，或降低某个班次的人数", "find %d more people, or lower the headcount of a shift", need[d]-there))
		}
	}
	out = append(out, p.Obstacles(room)...)
	return append(out, weekObstacles(p, room, need)...)
}

// dayNeeds returns how many different people each day needs at least: those of
// its fullest moment, or of shifts of which nobody works two at once.
func dayNeeds(p *schedule.Problem) []int {
	out := make([]int, p.Days)
	for d := range out {
		var rows []schedule.Cover // on shifts, those that want most first
		for _, c := range p.Cover {
			switch {
			case c.Day != d || c.Bound.HardMin == 0:
			case c.Shift != schedule.Any:
				rows = append(rows, c)
			case !overnight(p, &c): // who is still there from the day before need not work today
				out[d] = max(out[d], c.Bound.HardMin)
			}
		}
		slices.SortStableFunc(rows, func(a, b schedule.Cover) int { return b.Bound.HardMin - a.Bound.HardMin })
		sum := 0
		for k := range rows {
			shared := false
			for n := range rows[:k] {
				for s := range p.Shifts {
					shared = shared || touches(p, &rows[k], s, d) && touches(p, &rows[n], s, d)
				}
			}
			if !shared {
				sum += rows[k].Bound.HardMin
			}
		}
		out[d] = max(out[d], sum)
	}
	return out
}

// overnight reports whether a shift of the day before counts for row c.
func overnight(p *schedule.Problem, c *schedule.Cover) bool {
	for s := range p.Shifts {
		if touches(p, c, s, c.Day-1) {
			return true
		}
	}
	return false
}

// weekObstacles compares the working days that each week of the horizon needs with
// those that rest days leave.
func weekObstacles(p *schedule.Problem, room schedule.Room, need []int) (out []schedule.Obstacle) {
	rest := p.RestPerWeek()
	if slices.ContainsFunc(p.Shifts, func(s schedule.Shift) bool { return s.Rests }) {
		clear(rest) // a rest day may be a day on such a shift, which is needed too
	}
	for _, w := range p.Stretches(schedule.Week) {
		if w.From < 0 || w.To > p.Days {
			continue
		}
		wanted, there := 0, 0
		for d := w.From; d < w.To; d++ {
			wanted += need[d]
		}
		for i := range p.People {
			days := 0
			for d := w.From; d < w.To; d++ {
				if p.People[i].CountsOn(d) && room.Works(i, d) {
					days++
				}
			}
			there += min(days, w.To-w.From-rest[i])
		}
		if wanted > there {
			out = append(out, schedule.Obstacle{Key: "week-full",
				What: lang.F("%s 至 %s 至少要 %d 个人·天，扣除休息日和请假后只有 %d 个", "%s to %s: %d person-days are needed, but rest days and leave leave only %d",
					p.DayText(w.From), p.DayText(w.To-1), wanted, there),
				Fix: lang.F("还差 %d 个人·天：加人，或减少休息日、降低人数", "%d person-days short: add people, or reduce rest days or headcounts", wanted-there)})
		}
	}
	return out
}
