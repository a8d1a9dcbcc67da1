package workspace

import (
	"cmp"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// referenceStart begins an ordinary week, Monday 2 to Sunday 8 March 2026: five
// working days, a weekend, no holiday. What can never be met is judged on it.
var referenceStart = workcal.DateOf(2026, 3, 2)

var referenceWeek = func() (out []workcal.Day) {
	cal := workcal.New(nil)
	for d := range 7 {
		out = append(out, cal.Day(referenceStart+workcal.Date(d)))
	}
	return out
}()

// cover finds what can never be met: hours that no shift covers, meetings
// outside all shifts, too few people for the service windows.
func (l *linter) cover() {
	// Somebody who may do everything stands for any number of people; hours of
	// those who are there, and the past, do not matter here.
	w := &Workspace{Config: l.c, Calendar: workcal.New(nil), Lang: l.w.Lang, People: []Person{{ID: "*", Name: "*"}}}
	b, err := w.build(referenceStart, 7, Needs{})
	if err != nil {
		return // only files can fail, and there are none
	}
	l.holes(b)
	l.meetings(b)
	l.activities(b)
	l.handovers(b)
	l.staff(b)
	l.skills()
}

// holes reports the windows that no shift covers, with like days together.
func (l *linter) holes(b *builder) {
	holes := b.plan.Holes
	done := make([]bool, len(holes))
	for i, h := range holes {
		if done[i] {
			continue
		}
		var days []lang.Text
		last := 0
		for j := i; j < len(holes); j++ {
			if g := holes[j]; g.Why == h.Why && g.Queue == h.Queue && g.Span == h.Span {
				done[j], last = true, g.Day
				days = append(days, schedule.Weekday(b.p.Date(g.Day)))
			}
		}
		when := lang.Join(days, "、", ", ")
		switch {
		case len(days) == 7:
			when = lang.T("每天", "every day")
		case len(days) == 5 && last < 5:
			when = lang.T("工作日", "on working days")
		}
		key := "prepare_by"
		what := h.Why.Text()
		if h.Queue != schedule.Any {
			key = "queues." + b.p.Queues[h.Queue].ID + ".windows"
			what = lang.F("%s的%s", "%[2]s of %[1]s", b.p.Queues[h.Queue].Name, what)
		}
		level := Warning // at a price it is no impossible rule, but nobody is there
		if h.Hard {
			level = Impossible
		}
		l.say(level, key, lang.F("%s %s 没有班次覆盖，%s要 %d 人", "%[2]s %[1]s: no shift covers it; the %[3]s needs %[4]d", when, h.Span, what, h.Heads), lang.Text{}, l.way(b, h))
	}
}

// way proposes how to close a hole: the shift whose segment lies nearest to it,
// stretched or staggered, in numbers.
func (l *linter) way(b *builder, h Hole) lang.Text {
	best, dist, before := -1, schedule.DayMinutes, false
	for s := range b.p.Shifts {
		sh := &b.p.Shifts[s]
		if sh.Retired || sh.Parts != nil || !sh.Days.Has(h.Day) || !sh.Serves(h.Queue) {
			continue
		}
		for _, g := range sh.Segments {
			if d := h.Span.Start - g.End; d >= 0 && d < dist {
				best, dist, before = s, d, true
			}
			if d := g.Start - h.Span.End; d >= 0 && d < dist {
				best, dist, before = s, d, false
			}
		}
	}
	add := lang.F("新增一个包含 %s 的班次，每天至少 %d 人", "add a shift that contains %s, worked by %d or more a day", h.Span, h.Heads)
	if best < 0 {
		return add
	}
	near := lang.F("%s提前到 %s 开始", "start %s at %s", b.p.Shifts[best].Name, schedule.Clock(h.Span.Start))
	if before {
		near = lang.F("%s延长到 %s", "run %s to %s", b.p.Shifts[best].Name, schedule.Clock(h.Span.End))
	}
	return lang.F("%s；或让部分人错开休息，把%s（总时长不变，其他段缩短 %s）；或把窗口改短", "%s; or let some people %[2]s, the other segment shorter by %[3]s; or shorten the window",
		add, near, schedule.Duration(h.Span.Len()))
}

// meetings finds those that nobody, or not everybody, can attend.
func (l *linter) meetings(b *builder) {
	for _, m := range l.c.Meetings {
		if m.Force.Off() || m.Hours.IsZero() {
			continue
		}
		for d, day := range b.plan.Days {
			if !m.Days.Has(day) {
				continue
			}
			var in, out []lang.Text
			for s := range b.p.Shifts {
				sh := &b.p.Shifts[s]
				if sh.Retired || sh.Parts != nil || !sh.Days.Has(d) {
					continue
				}
				if slices.ContainsFunc(sh.Segments, func(g schedule.Span) bool { return g.Overlap(schedule.Span(m.Hours)) > 0 }) {
					in = append(in, sh.Name)
				} else {
					out = append(out, sh.Name)
				}
			}
			key := "meetings." + m.ID
			switch {
			case in == nil:
				l.say(Impossible, key, lang.F("%s（%s %s）不在任何班次之内", "the %s (%s %s) is outside all shifts", m.What, m.Days.Text(), m.Hours), lang.Text{},
					lang.T("把时间移到班次之内", "move it into a shift"))
			case out != nil && m.Own:
				l.say(Remark, key, lang.F("%s %s 时还没上班的：%s，按各自班次参加就缺席", "these shifts are not at work at %[2]s, the time of the %[1]s: %[3]s; attending by their own shift, they miss it", m.What, m.Hours, lang.Join(out, "、", ", ")), lang.Text{},
					lang.F("移到各班都在的时段，或开两场", "move it to a time when everybody is at work, or hold it twice"))
			case out != nil:
				l.say(Warning, key, lang.F("%s（%s）时不在岗的班次：%s", "shifts not at work during the %s (%s): %s", m.What, m.Hours, lang.Join(out, "、", ", ")), lang.Text{},
					lang.T("移到各班都在的时段，或写 by_own_shift: true", "move it to a time when everybody is at work, or write by_own_shift: true"))
			}
			break // every day of a meeting is alike except for shifts of some days
		}
	}
}

// handovers finds changes at which the two shifts never meet.
func (l *linter) handovers(b *builder) {
	for _, h := range l.c.Handovers {
		from, to := l.c.shift(h.From), l.c.shift(h.To)
		if h.Force.Off() || from == nil || to == nil {
			continue
		}
		shared := 0
		for _, x := range from.Hours {
			for _, y := range to.Hours {
				shared += schedule.Span(x).Overlap(schedule.Span(y))
			}
		}
		if shared == 0 {
			l.say(Impossible, "handovers."+h.ID, lang.F("%s和%s没有同时在岗的时间，交接不了", "%s and %s are never at work at the same time, so they cannot hand over", from.Name, to.Name), lang.Text{},
				lang.T("让两班至少重叠 15 分钟", "let them overlap by 15 minutes at least"))
		}
	}
}

func (c *Config) shift(id string) *Shift {
	for i := range c.Shifts {
		if c.Shifts[i].ID == id {
			return &c.Shifts[i]
		}
	}
	return nil
}

// staff reports how many people are needed at least: the fewest shifts of a week
// that do, over the days that one person may work.
func (l *linter) staff(b *builder) {
	shifts := b.leastShifts()
	sure, _ := l.c.restPerWeek()
	days := 7 - int(max(sure, 1))
	need := (shifts + days - 1) / days
	what := lang.F("在线窗口、值班和交接一周至少要 %d 个班；每人每周最多 %d 个，至少要 %d 人", "service windows, duty turns and handovers take at least %d shifts a week; at %d each, that is %d people", shifts, days, need)
	if len(l.w.People) == 0 {
		l.say(Remark, "queues", what, lang.T("不算咨询量，也不算请假", "not counting contact volume and leave"), lang.Text{})
		return
	}
	have := 0
	for i := range l.w.People {
		p := &l.w.People[i]
		if p.Left == 0 && !p.Has(Trainee) {
			have++
		}
	}
	if have < need {
		l.say(Impossible, "queues", what, lang.T("不算咨询量，也不算请假", "not counting contact volume and leave"),
			lang.F("现在能独立上岗的有 %d 人：增加 %d 人，或缩短窗口", "%d people can work on their own now: hire %d, or shorten the windows", have, need-have))
	}
}

// leastShifts returns a number of shifts that the hard cover rows cannot do
// without: the heads of rows that no shift serves two of (an independent set,
// taken greedily from the rows with fewest shifts on).
func (b *builder) leastShifts() (total int) {
	type need struct {
		heads int
		by    []int // day·shifts + shift
	}
	var needs []need
	n := len(b.p.Shifts)
	for _, row := range b.p.Cover {
		if row.Bound.HardMin == 0 {
			continue
		}
		x := need{heads: row.Bound.HardMin}
		if row.Shift == schedule.Any {
			for _, s := range b.coverers(row, 0) {
				x.by = append(x.by, row.Day*n+s)
			}
			for _, s := range b.coverers(row, -1) {
				x.by = append(x.by, (row.Day-1)*n+s)
			}
		} else {
			for s := range b.p.Shifts {
				if sh := &b.p.Shifts[s]; !sh.Retired && sh.Days.Has(row.Day) && (s == row.Shift || contains(sh.Parts, b.p.Shifts[row.Shift].ID)) {
					x.by = append(x.by, row.Day*n+s)
				}
			}
		}
		if x.by != nil { // what no shift serves no number of shifts can serve
			needs = append(needs, x)
		}
	}
	slices.SortStableFunc(needs, func(a, b need) int { return cmp.Or(cmp.Compare(len(a.by), len(b.by)), cmp.Compare(b.heads, a.heads)) })
	taken := make([]bool, b.p.Days*n)
	for _, x := range needs {
		if slices.ContainsFunc(x.by, func(s int) bool { return taken[s] }) {
			continue
		}
		total += x.heads
		for _, s := range x.by {
			taken[s] = true
		}
	}
	return total
}

// skills finds queues that nobody on the staff list can serve.
func (l *linter) skills() {
	if len(l.w.People) == 0 {
		return
	}
	for k := range l.c.Queues {
		q := &l.c.Queues[k]
		if !slices.ContainsFunc(l.w.People, func(p Person) bool { return p.Left == 0 && (p.Skills == nil || contains(p.Skills, q.ID)) }) {
			l.say(Impossible, "queues."+q.ID, lang.F("没有人会接“%s”（员工表的“技能”一列）", "nobody can serve %s (column Skills of the staff list)", q.Name), lang.Text{},
				lang.F("给会接的人写上 %s，或删掉这个队列", "write %s for those who can, or remove the queue", q.ID))
		}
	}
}
