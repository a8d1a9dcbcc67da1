package schedule

import (
	"errors"
	"slices"

	"paiban/internal/lang"
)

// Validate reports everything about p that no roster could be judged by:
// indexes out of range, bounds out of order, segments that are not ascending.
// The error joins all of it.
func (p *Problem) Validate() error {
	v := validator{p: p}
	v.need(p.Days > 0, "排班周期要至少一天，现在是 %d", "the horizon must have at least one day, it has %d", p.Days)
	v.need(p.Interval > 0 && DayMinutes%max(1, p.Interval) == 0, "时段长度 %d 分钟不能整除一天", "an interval of %d minutes does not divide a day", p.Interval)
	ids := map[string]bool{}
	for i := range p.Shifts {
		v.shift(&p.Shifts[i])
		v.need(!ids[p.Shifts[i].ID], "班次 %s 重复", "shift %s is defined twice", p.Shifts[i].ID)
		ids[p.Shifts[i].ID] = true
	}
	for i := range p.Shifts {
		for _, part := range p.Shifts[i].Parts {
			v.need(part != p.Shifts[i].ID, "班次 %s 由自己组成", "shift %s is a part of itself", part)
		}
	}
	for i := range p.People {
		v.person(i)
	}
	for _, c := range p.Cover {
		v.cover(c)
	}
	for k := range p.Activities {
		v.activity(&p.Activities[k])
	}
	for _, r := range p.Rules {
		v.what = lang.Same(r.Key())
		r.validate(&v)
	}
	return errors.Join(v.errs...)
}

// validator collects what is wrong with p.
type validator struct {
	p    *Problem
	what lang.Text // whose parameters are being looked at, for the messages
	errs []error
}

func (v *validator) need(ok bool, zh, en string, args ...any) {
	if !ok {
		v.errs = append(v.errs, lang.Errorf(zh, en, args...))
	}
}

func (v *validator) shift(s *Shift) {
	v.need(len(s.Segments) > 0, "班次 %s 没有工作时段", "shift %s has no segment", s.ID)
	last := -1
	for _, g := range s.Segments {
		v.need(g.Start > last && g.Len() > 0 && g.End <= 2*DayMinutes, "班次 %s 的时段 %s 不是按先后排列、互不相接的",
			"segment %[2]s of shift %[1]s is not after the one before it, or empty", s.ID, g)
		last = g.End
	}
	for _, b := range s.Breaks {
		v.need(b.Length > 0 && b.Pieces >= 0 && len(s.starts(&b, b.Length, 5)) > 0 && b.Length%max(1, b.Pieces) == 0, "班次 %s 的休息 %s 在 %s 之内放不下", "a break of %[2]s does not fit into %[3]s of shift %[1]s", s.ID, Duration(b.Length), Span{b.From, b.To})
	}
	v.need(s.Leave >= 0 && s.Leave <= max(0, s.Paid), "班次 %s 有 %d 分钟请假，计薪 %d 分钟", "shift %s has %d minutes of leave among %d paid", s.ID, s.Leave, s.Paid)
	v.need(s.Paid >= 0, "班次 %s 的计薪分钟数 %d 为负", "shift %s has %d paid minutes", s.ID, s.Paid)
	v.need(s.Kind >= 0 && int(s.Kind) < len(Kinds), "班次 %s 的类别 %d 不存在", "shift %s is of unknown kind %d", s.ID, int(s.Kind))
	v.need(s.Queue == Any || v.in(s.Queue, len(v.p.Queues)), "班次 %s 的队列 %d 不存在", "shift %s serves queue %d, which does not exist", s.ID, s.Queue)
	v.need(s.Days == nil || len(s.Days) == v.p.Days, "班次 %s 的开放日期有 %d 天，应为 %d 天", "shift %s has %d open days; %d are needed", s.ID, len(s.Days), v.p.Days)
}

func (v *validator) activity(a *Activity) {
	v.what = a.Name
	v.need(a.Length > 0, "%s 的时长 %d 分钟不对", "%s lasts %d minutes", a.Name, a.Length)
	for _, h := range a.Hours {
		v.span(h)
	}
	v.days(a.Days)
	v.need(len(a.Due) == len(v.p.People), "%s 说的是 %d 个人，应为 %d 个", "%s speaks of %d people; %d are needed", a.Name, len(a.Due), len(v.p.People))
	v.force(a.Force)
}

func (v *validator) days(set DaySet) {
	v.need(set == nil || len(set) == v.p.Days, "%s：标出了 %d 天，应为 %d 天", "%s: %d days are marked; %d are needed", v.what, len(set), v.p.Days)
}

func (v *validator) in(i, n int) bool { return i >= 0 && i < n }

func (v *validator) person(i int) {
	who, last := &v.p.People[i], -1
	for _, s := range who.Shifts {
		if !v.in(s, len(v.p.Shifts)) {
			v.need(false, "%s 的班次 %d 不存在", "%s may work shift %d, which does not exist", v.p.PersonName(i), s)
			continue
		}
		v.need(s > last, "%s 的班次不是按顺序列出的", "the shifts of %s are not ascending", v.p.PersonName(i))
		v.need(!v.p.Shifts[s].Retired, "%s 的班次 %s 已停用", "%s may work shift %s, which is retired", v.p.PersonName(i), v.p.Shifts[s].ID)
		last = s
	}
	v.need(who.First >= 0 && who.Last <= v.p.Days, "%s 的在职日期 [%d, %d) 超出排班周期", "%s is employed on days [%d, %d), beyond the horizon", v.p.PersonName(i), who.First, who.Last)
	for _, q := range who.Skills {
		v.need(v.in(q, len(v.p.Queues)), "%s 会的队列 %d 不存在", "%s can serve queue %d, which does not exist", v.p.PersonName(i), q)
	}
	v.need(who.Trained >= 0, "%s 的实习结束日 %d 为负", "the training of %s ends on day %d", v.p.PersonName(i), who.Trained)
	for _, s := range who.Past {
		v.need(s == Off || v.in(s, len(v.p.Shifts)), "%s 以往的班次 %d 不存在", "%s worked shift %d, which does not exist", v.p.PersonName(i), s)
	}
	for _, s := range who.Next {
		v.need(s == Off || v.in(s, len(v.p.Shifts)), "%s 以后的班次 %d 不存在", "%s works shift %d after the horizon, which does not exist", v.p.PersonName(i), s)
	}
	v.need(slices.IsSorted(who.Leave), "%s 的请假日期不是按先后列出的", "the days of leave of %s are not ascending", v.p.PersonName(i))
}

func (v *validator) cover(c Cover) {
	p := v.p
	v.need(v.in(int(c.Why), len(CoverKinds)), "覆盖要求的来由 %d 不存在", "a cover row is of unknown kind %d", int(c.Why))
	v.need(v.in(c.Day, p.Days), "覆盖要求在第 %d 天，超出排班周期", "a cover row is on day %d, beyond the horizon", c.Day)
	v.need(c.Queue == Any || v.in(c.Queue, len(p.Queues)), "覆盖要求的队列 %d 不存在", "a cover row is for queue %d, which does not exist", c.Queue)
	v.need(c.Shift == Any || v.in(c.Shift, len(p.Shifts)), "覆盖要求的班次 %d 不存在", "a cover row is for shift %d, which does not exist", c.Shift)
	if c.Shift == Any {
		v.span(c.Span)
	}
	for _, q := range c.With {
		v.need(v.in(q, len(p.Queues)), "覆盖要求的队列 %d 不存在", "a cover row is for queue %d, which does not exist", q)
	}
	v.what = c.Why.Text()
	v.people(c.Who)
	v.bound(c.Bound)
}

func (v *validator) span(s Span) {
	v.need(s.Start >= 0 && s.Len() > 0, "时间段 %s 是空的", "span %s is empty", s)
}

func (v *validator) bound(b Bound) {
	v.need(0 <= b.HardMin && b.HardMin <= b.SoftMin && b.SoftMin <= b.SoftMax && b.SoftMax <= b.HardMax && b.UnderCost >= 0 && b.OverCost >= 0,
		"%s：上下限 %v 次序不对", "%s: the limits %v are out of order", v.what, b)
}

func (v *validator) people(s People) {
	for _, i := range s {
		v.need(v.in(i, len(v.p.People)), "%s：没有第 %d 号员工", "%s: there is no person %d", v.what, i)
	}
}

func (v *validator) cell(person, day int) {
	v.need(v.in(person, len(v.p.People)), "%s：没有第 %d 号员工", "%s: there is no person %d", v.what, person)
	v.need(v.in(day, v.p.Days), "%s：第 %d 天超出排班周期", "%s: day %d is beyond the horizon", v.what, day)
}

func (v *validator) shifts(set []int) {
	for _, s := range set {
		v.need(v.in(s, len(v.p.Shifts)), "%s：没有第 %d 号班次", "%s: there is no shift %d", v.what, s)
	}
}

func (v *validator) force(f Force) {
	v.need(f.Cost >= 0, "%s：代价 %d 为负", "%s: cost %d is negative", v.what, f.Cost)
}

func (v *validator) period(q Period) {
	v.need(v.in(int(q), len(periodWords)), "%s：统计周期 %d 不存在", "%s: unknown period %d", v.what, int(q))
}
