package repair

import (
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
)

// Obstacle is something that cannot be, seen without any search.
type Obstacle struct {
	Key       string // stable name of the check
	What, Fix lang.Text
}

// Precheck looks for what plain counting shows to be impossible:
//
//	no-shift   a hard row of cover that no shift counts for
//	few-people a hard row that wants more heads than could be there
//	day-full   the shifts of a day want more people than are there
//	too-little a person's hard minimum of hours cannot be reached
//	pin-clash  a cell fixed to two things, or to what the person may not work
//	week-full  a week wants more working days than people may work
func Precheck(p *schedule.Problem) (out []Obstacle) {
	add := func(key string, what, fix lang.Text) { out = append(out, Obstacle{key, what, fix}) }
	free := freeCells(p)
	could := func(i, d int, row *schedule.Cover, day int) bool {
		return slices.ContainsFunc(free[i][d], func(s int) bool { return s != schedule.Off && touches(p, row, s, day) })
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
			if p.People[i].Trainee {
				continue
			}
			before, known := p.People[i].At(c.Day - 1)
			switch {
			case could(i, c.Day, c, c.Day), c.Day > 0 && could(i, c.Day-1, c, c.Day-1), known && touches(p, c, before, c.Day-1):
				able++
			}
		}
		where := lang.F("%s：%s", "%s: %s", on(p, c.Day), rowWords(p, *c))
		if !offered {
			add("no-shift", lang.F("%s，但没有班次覆盖这段时间", "%s, but no shift covers that time", where),
				lang.F("增加一个包含 %s 的班次", "add a shift that covers %s", c.Span.Text()))
		} else if able < c.Bound.HardMin {
			add("few-people", lang.F("%s，但当天最多只有 %d 人能上", "%s, but at most %d could be there", where, able),
				lang.F("再找 %d 人，或把下限降到 %d", "find %d more, or lower the minimum to %d", c.Bound.HardMin-able, able))
		}
	}
	need := dayNeeds(p)
	for d := range p.Days {
		there := 0
		for i := range p.People {
			if !p.People[i].Trainee && slices.ContainsFunc(free[i][d], func(s int) bool { return s != schedule.Off }) {
				there++
			}
		}
		if need[d] > there {
			add("day-full", lang.F("%s 各班次合起来至少要 %d 人，当天只有 %d 人能上班", "%s: the shifts want %d people together, %d can work that day", on(p, d), need[d], there),
				lang.F("再找 %d 人，或降低某个班次的人数", "find %d more people, or lower the headcount of a shift", need[d]-there))
		}
	}
	out = append(out, hoursObstacles(p, free)...)
	out = append(out, pinObstacles(p)...)
	return append(out, weekObstacles(p, free, need)...)
}

// freeCells lists what each person could work on each day, Off among it: shifts
// they may work, less whole days of absence, and what is fixed.
func freeCells(p *schedule.Problem) [][][]int {
	out := make([][][]int, len(p.People))
	for i := range p.People {
		who := &p.People[i]
		out[i] = make([][]int, p.Days)
		for d := range p.Days {
			out[i][d] = []int{schedule.Off}
			for _, s := range who.Shifts {
				if d >= who.First && d < who.Last && p.Shifts[s].Days.Has(d) {
					out[i][d] = append(out[i][d], s)
				}
			}
		}
	}
	for _, rule := range p.Rules {
		switch r := rule.(type) {
		case schedule.Unavailable:
			if r.Whole && r.Day >= 0 && r.Day < p.Days {
				out[r.Person][r.Day] = []int{schedule.Off}
			}
		case schedule.Pin:
			if c := out[r.Person][r.Day]; slices.Contains(c, r.Shift) {
				out[r.Person][r.Day] = []int{r.Shift}
			}
		}
	}
	return out
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

// hoursObstacles finds hard minimums of hours that cannot be reached.
func hoursObstacles(p *schedule.Problem, free [][][]int) (out []Obstacle) {
	for _, rule := range p.Rules {
		m, ok := rule.(schedule.Minutes)
		if !ok || m.Total.HardMin == 0 {
			continue
		}
		for _, i := range m.People.All(p) {
			for _, w := range p.Stretches(m.Per) {
				if w.To > p.Days {
					continue // the minimum waits until the stretch is known
				}
				most, known := 0, true
				for d := w.From; d < w.To; d++ {
					if d < 0 {
						s, ok := p.People[i].At(d)
						if known = known && ok; s != schedule.Off {
							most += p.Shifts[s].Paid
						}
						continue
					}
					best := 0
					for _, s := range free[i][d] {
						if s != schedule.Off {
							best = max(best, p.Shifts[s].Paid)
						}
					}
					most += best
				}
				if known && most < m.Total.HardMin {
					out = append(out, Obstacle{"too-little",
						lang.F("%s %s 至 %s 最多只能上 %s，下限是 %s", "%s can work %[4]s at most from %[2]s to %[3]s; the minimum is %[5]s",
							who(p, i), on(p, w.From), on(p, w.To-1), schedule.Duration(most), schedule.Duration(m.Total.HardMin)),
						lang.F("降低 %s 的工时下限", "lower the minimum of %s", who(p, i))})
				}
			}
		}
	}
	return out
}

// pinObstacles finds cells fixed to what cannot be.
func pinObstacles(p *schedule.Problem) (out []Obstacle) {
	fixed := map[Cell]int{}
	for _, rule := range p.Rules {
		f, ok := rule.(schedule.Pin)
		if !ok {
			continue
		}
		at, where := Cell{f.Person, f.Day}, lang.F("%s %s", "%s on %s", who(p, f.Person), on(p, f.Day))
		q := &p.People[f.Person]
		lift := lang.T("取消其中一个指定", "lift what is fixed")
		if other, twice := fixed[at]; twice && other != f.Shift {
			out = append(out, Obstacle{"pin-clash", lang.F("%s 同时指定为%s和%s", "%s is fixed as %s and as %s", where, shiftName(p, other), shiftName(p, f.Shift)), lift})
		}
		fixed[at] = f.Shift
		if f.Shift == schedule.Off {
			continue
		}
		if !q.May(f.Shift) || f.Day < q.First || f.Day >= q.Last || !p.Shifts[f.Shift].Days.Has(f.Day) {
			out = append(out, Obstacle{"pin-clash", lang.F("%s 指定为%s，但当天不能上", "%s is fixed as %s but may not work it that day", where, shiftName(p, f.Shift)), lift})
		}
		for _, other := range p.Rules {
			if u, ok := other.(schedule.Unavailable); ok && u.Whole && u.Person == f.Person && u.Day == f.Day {
				out = append(out, Obstacle{"pin-clash", lang.F("%s 指定为%s，但当天不能排班", "%s is fixed as %s but is unavailable", where, shiftName(p, f.Shift)), lift})
			}
		}
	}
	return out
}

// weekObstacles compares the working days that each week of the horizon needs with
// those that rest days leave.
func weekObstacles(p *schedule.Problem, free [][][]int, need []int) (out []Obstacle) {
	rest := make([]int, len(p.People)) // hard rest days a week
	for _, rule := range p.Rules {
		if r, ok := rule.(schedule.RestDays); ok && r.Force.Hard && (r.Per == schedule.Week || r.Per == schedule.Any7) {
			for _, i := range r.People.All(p) {
				rest[i] = max(rest[i], r.Min)
			}
		}
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
				if slices.ContainsFunc(free[i][d], func(s int) bool { return s != schedule.Off }) {
					days++
				}
			}
			if !p.People[i].Trainee {
				there += min(days, w.To-w.From-rest[i])
			}
		}
		if wanted > there {
			out = append(out, Obstacle{"week-full",
				lang.F("%s 至 %s 至少要 %d 个人·天，扣除休息日和请假后只有 %d 个", "%s to %s: %d person-days are wanted, rest days and leave leave %d",
					on(p, w.From), on(p, w.To-1), wanted, there),
				lang.F("还差 %d 个人·天：加人，或减少休息日、降低人数", "%d person-days short: add people, or lower rest days or headcounts", wanted-there)})
		}
	}
	return out
}
