package workspace

import (
	"cmp"
	"fmt"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/schedule"
	"paiban/schedule/staffing"
)

// Validate reports every setting of c that cannot be meant, by the path of its
// key: what one value alone cannot tell, as the decoder sees to those.
func (c *Config) Validate(file string) error { return c.validate(file, nil) }

func (c *Config) validate(file string, where places) error {
	v := &validator{file: file, places: where, shiftIDs: ids(c.Shifts, func(s Shift) string { return s.ID }), queueIDs: ids(c.Queues, func(q Queue) string { return q.ID }), config: c}
	if c.Lang != "" && c.Lang != "zh" && c.Lang != "en" {
		v.bad("lang", lang.F("不认识的语言 %q", "unknown language %q", c.Lang), lang.T("写 zh 或 en", "write zh or en"))
	}
	v.need(c.Interval == 15 || c.Interval == 30 || c.Interval == 60, "interval", "%d 应为 15、30 或 60 分钟", "%d must be 15, 30 or 60 minutes", c.Interval)
	v.need(len(c.Queues) > 0, "queues", "至少要有一个队列", "there must be a queue")
	v.need(len(c.Shifts) > 0, "shifts", "至少要有一个班次", "there must be a shift")
	for i := range c.Queues {
		v.queue(&c.Queues[i])
	}
	v.shifts(c)
	v.people(c)
	v.rotas(c)
	v.activities(c)
	v.figures(&c.Attendance)
	if err := c.Attendance.Validate(); err != nil {
		if e, ok := err.(*lang.Error); ok {
			v.problems.Add(table.Pos{File: cmp.Or(v.places.of("attendance"), v.file)}, e.What, e.Hint) // it names its keys itself
		} else {
			return err
		}
	}
	return v.problems.Err()
}

type validator struct {
	file     string
	places   places
	config   *Config
	problems table.Problems
	shiftIDs []string // of the configuration, for rules that name them
	queueIDs []string
}

func (v *validator) bad(key string, what, hint lang.Text) {
	v.problems.Add(table.Pos{File: cmp.Or(v.places.of(key), v.file)}, lang.F("%s：%s", "%s: %s", key, what), hint)
}

func (v *validator) need(ok bool, key, zh, en string, args ...any) {
	if !ok {
		v.bad(key, lang.F(zh, en, args...), lang.T("改正这一项；删掉它就用预设的值", "correct it, or delete it to use the preset's value"))
	}
}

// known reports an id that is none of ids.
func (v *validator) known(key, id string, ids []string) {
	if !contains(ids, id) {
		v.bad(key, lang.F("没有 %q", "there is no %q", id), didYouMean(id, ids))
	}
}

func (v *validator) queue(q *Queue) {
	key := "queues[" + q.ID + "]."
	v.need(!q.Name.IsZero(), key+"name", "缺少名称", "a name is missing")
	v.need(q.Concurrency >= 1 && q.Concurrency <= 50, key+"concurrency", "%d 不在 1 到 50 之间", "%d is not between 1 and 50", q.Concurrency)
	v.need(q.Turns >= 0 && q.Turns <= 1000, key+"turns", "%v 不在 0 到 1000 之间", "%v is not between 0 and 1000", q.Turns)
	v.need(q.Turns > 0 && q.Typing > 0 || q.Turns == 0 && q.AHT > 0, key+"aht", "要有 aht，或 turns 和 typing", "give aht, or turns and typing")
	v.need(q.Within > 0, key+"within", "缺少承诺的回复时间", "the promised time to answer is missing")
	v.need(q.Target > 0 && q.Target < 1, key+"target", "%v 应在 0 与 100%% 之间", "%v must be above 0 and below 100%%", q.Target)
	v.need(q.RobotShare < 1, key+"robot_share", "机器人不能接待全部咨询", "a robot cannot handle everything")
	v.need(q.MaxLost == nil || *q.MaxLost > 0, key+"max_lost", "要大于 0；不限写 100%%", "must be above 0; 100%% is no limit")
	v.need(q.Shrinkage < 1, key+"shrinkage", "损耗率要小于 100%%", "must be less than 100%%")
	v.need(q.Backlog >= 0 && q.Backlog <= 1e6, key+"backlog", "%d 不在 0 到 1000000 之间", "%d is not between 0 and 1000000", q.Backlog)
	v.need(q.Backlog == 0 || q.Deferred, key+"backlog", "只有可以等的工作（deferred: true）才有积压", "only work that may wait (deferred: true) has a backlog")
	v.known(key+"formula", string(q.Formula), staffing.ReplyFormulaKeys())
	for _, w := range q.Windows {
		k := key + "windows[" + w.ID + "]."
		v.need(!w.Hours.IsZero() && w.Hours.End <= schedule.DayMinutes, k+"hours", "%s 应在一天之内；跨午夜写成两段", "%s must lie within one day; split it at midnight", w.Hours)
		v.need(w.Min >= 1 && w.Min <= 1000, k+"min_online", "%d 不在 1 到 1000 之间", "%d is not between 1 and 1000", w.Min)
	}
	for i, s := range q.Open {
		v.need(s.End <= schedule.DayMinutes, fmt.Sprintf("%sopen[%d]", key, i), "%s 应在一天之内；跨午夜写成两段", "%s must lie within one day; split it at midnight", s)
	}
}

func (v *validator) shifts(c *Config) {
	queues, plain, all := ids(c.Queues, func(q Queue) string { return q.ID }), ids(c.Shifts, func(s Shift) string { return s.ID }), []string(nil)
	for i := range c.Shifts {
		s := &c.Shifts[i]
		key := "shifts[" + s.ID + "]."
		all = append(all, s.ID)
		v.need(!s.Name.IsZero(), key+"name", "缺少名称", "a name is missing")
		v.segments(key+"hours", s.Hours)
		v.breaks(key, s)
		v.need(s.standby() || s.PaidShare == 0, key+"paid_share", "只有待命（kind: standby）才写", "is for standby alone (kind: standby)")
		v.need(s.standby() || !s.AsWork, key+"as_work", "只有待命（kind: standby）才写", "is for standby alone (kind: standby)")
		v.need(!s.standby() || len(s.pauses()) == 0, key+"breaks", "待命没有休息要排", "standby has no breaks to place")
		for _, q := range s.Queues {
			v.known(key+"queues", q, queues)
		}
		v.heads(key+"heads", s)
	}
	for _, d := range c.DutyTurns {
		key := "duty_turns[" + d.ID + "]."
		v.need(!contains(all, d.ID), key+"id", "与班次 %q 重名", "is also the id of shift %q", d.ID)
		v.need(!d.Name.IsZero(), key+"name", "缺少名称", "a name is missing")
		v.segments(key+"hours", d.Hours)
		v.need(d.Heads >= 0, key+"heads", "人数不能是负数", "heads must not be negative")
		for _, on := range d.On {
			v.known(key+"on", on, plain)
			for _, s := range c.Shifts {
				if s.ID == on {
					_, ok := union(s.Hours, d.Hours)
					v.need(ok, key+"on", "与班次 %q 的时间重叠", "overlaps the hours of shift %q", on)
				}
			}
		}
	}
	for _, h := range c.Handovers {
		key := "handovers[" + h.ID + "]."
		v.known(key+"from", h.From, plain)
		v.known(key+"to", h.To, plain)
		v.need(h.Heads >= 1, key+"heads", "至少 1 人", "want 1 or more")
	}
	for _, p := range c.PrepareBy {
		key := "prepare_by[" + p.ID + "]."
		v.need(p.At < p.Until && p.Until <= schedule.DayMinutes, key+"until", "%v 应晚于 %v，且在当天", "%v must be later than %v, on the same day", p.Until, p.At)
		v.need(p.Heads >= 1, key+"heads", "至少 1 人", "want 1 or more")
		if p.Queue != "" {
			v.known(key+"queue", p.Queue, queues)
		}
	}
}

// segments checks the spans of a shift: ascending and not touching.
func (v *validator) segments(key string, hours []Span) {
	v.need(len(hours) > 0, key, "缺少时间", "hours are missing")
	for i := 1; i < len(hours); i++ {
		v.need(hours[i-1].End < hours[i].Start, key, "%v 与 %v 重叠、相接或次序颠倒", "%v and %v overlap, touch or stand in the wrong order", hours[i-1], hours[i])
	}
}

func (v *validator) people(c *Config) {
	v.need(c.Contract.HoursDay > 0, "contract.hours_day", "缺少每日工时", "is missing")
	v.need(c.Contract.Training.Weeks >= 0 && c.Contract.Training.Weeks <= 52, "contract.training.weeks", "%d 不在 0 到 52 之间", "%d is not between 0 and 52", c.Contract.Training.Weeks)
	v.hire(&c.Hire)
	v.extra(c)
	v.need(!c.Contract.Force.Hard, "contract.force", "只能是代价，不能是 hard", "must be a cost, not hard")
	for _, k := range ruleKeys {
		k.judge(v, k.Key, &c.Rules)
		for i := range c.Rules.scoped {
			if s := &c.Rules.scoped[i]; s.key == k.setting() {
				k.judge(v, k.Key+"["+strings.Join(s.who, "、")+"]", &s.rules)
			}
		}
	}
	v.contracts(c)
	for _, m := range c.Meetings {
		v.need(m.Own || !m.Hours.IsZero(), "meetings["+m.ID+"].hours", "缺少时间，或写 by_own_shift: true", "hours are missing; or write by_own_shift: true")
	}
}

func tallyKeys() (keys []string) {
	for _, t := range schedule.Tallies {
		keys = append(keys, t.Key)
	}
	return keys
}

func ids[T any](list []T, id func(T) string) (out []string) {
	for _, e := range list {
		out = append(out, id(e))
	}
	return out
}

// union returns the segments of a and b together, touching ones joined; it
// fails where they overlap.
func union(a, b []Span) ([]schedule.Span, bool) {
	var out []schedule.Span
	for i, j := 0, 0; i < len(a) || j < len(b); {
		var next Span
		if j == len(b) || i < len(a) && a[i].Start < b[j].Start {
			next, i = a[i], i+1
		} else {
			next, j = b[j], j+1
		}
		if n := len(out); n > 0 && out[n-1].End >= next.Start {
			if out[n-1].End > next.Start {
				return nil, false
			}
			out[n-1].End = next.End
			continue
		}
		out = append(out, schedule.Span(next))
	}
	return out, true
}
