package workspace

import (
	"slices"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Activity is a meeting, a training, coaching or an exam: time within the shift, paid as
// work, away from the queues. Each person is due it Times a week or, with Total and By, so
// long in all by a date, spread over the weeks until then.
type Activity struct {
	ID     string       `yaml:"id"`
	Name   lang.Text    `yaml:"name"`
	Short  lang.Text    `yaml:"short"`     // in the plan of a day; the first letter of the name where it is left out
	Length Length       `yaml:"length"`    // of one attendance; the hours where these are one span and it is left out
	Times  int          `yaml:"times"`     // a week; 0 is once
	Total  Length       `yaml:"total"`     // in all by By
	By     workcal.Date `yaml:"by"`        // the last day
	Days   Days         `yaml:"days"`      // on which it may be
	Hours  []Span       `yaml:"hours"`     // it lies within one of these; empty is the whole shift
	For    []string     `yaml:"for"`       // groups, contracts, tags, flags, people; empty is everybody
	Least  int          `yaml:"group_min"` // people who attend together
	Most   int          `yaml:"group_max"` // 0 is any number
	Force  Force        `yaml:"force"`
	Origin Origin       `yaml:"origin"`
}

// ActivityCalled finds the activity of a name or an id; nil where there is none.
func (c *Config) ActivityCalled(word string) *Activity {
	for k := range c.Activities {
		if a := &c.Activities[k]; same(word, a.Name.ZH, a.Name.EN, a.ID) {
			return a
		}
	}
	return nil
}

// length is how long one attendance lasts.
func (a *Activity) length() int {
	if a.Length == 0 && len(a.Hours) == 1 {
		return schedule.Span(a.Hours[0]).Len()
	}
	return int(a.Length)
}

// short is what the plan of a day shows.
func (a *Activity) short() lang.Text {
	if !a.Short.IsZero() {
		return a.Short
	}
	first := func(s string) string {
		for _, r := range s {
			return string(r)
		}
		return a.ID
	}
	return lang.T(first(a.Name.ZH), first(a.Name.EN))
}

// activities reports settings of activities that cannot be meant.
func (v *validator) activities(c *Config) {
	for k := range c.Activities {
		a := &c.Activities[k]
		key := "activities[" + a.ID + "]."
		n := a.length()
		v.need(!a.Name.IsZero(), key+"name", "缺少名称", "a name is missing")
		v.need(n > 0, key+"length", "要写一次多长，如 1h", "say how long it lasts each time, such as 1h")
		v.need(n <= 12*60, key+"length", "%s 长过一个班", "%s is longer than a shift", schedule.Duration(n))
		for _, h := range a.Hours {
			v.need(schedule.Span(h).Len() >= n, key+"hours", "%v 放不下 %s", "%v does not hold %s", h, schedule.Duration(n))
		}
		v.need(a.Times >= 0 && a.Times <= 7, key+"times", "%d 不在 1 到 7 之间", "%d is not between 1 and 7", a.Times)
		v.need((a.Total == 0) == (a.By == 0), key+"total", "total 和 by 要一起写：一共多久，哪天以前", "total and by go together: how long in all, and by when")
		v.need(a.Total == 0 || a.Times == 0, key+"times", "写了 total 就不写 times", "with total, leave times out")
		v.need(a.Total == 0 || n <= 0 || int(a.Total)%n == 0, key+"total", "%s 不是 %s 的整倍数", "%s is no multiple of %s", a.Total.Text(), schedule.Duration(n))
		v.need(a.Least >= 0 && a.Most >= 0 && (a.Most == 0 || a.Least <= a.Most), key+"group_max", "人数 %d 到 %d 不对", "a group of %d to %d is not possible", a.Least, a.Most)
	}
}

// checkActivities reports the names of activities that mean nobody, or more than one thing.
func (w *Workspace) checkActivities(problems *table.Problems) {
	if w.noStaff {
		return
	}
	for _, a := range w.Config.Activities {
		for _, name := range a.For {
			w.checkName(name, "activities["+a.ID+"].for", table.Pos{File: ConfigFile}, problems)
		}
	}
}

// activities says what people attend, and when.
func (s *sentences) activities(c *Config) {
	for k := range c.Activities {
		a := &c.Activities[k]
		who := lang.T("每人", "everybody")
		if a.For != nil {
			who = listed(sameTexts(a.For))
		}
		often := lang.F("每周 %d 次，每次 %s", "%d a week, %s each", max(1, a.Times), schedule.Duration(a.length()))
		if a.Total > 0 {
			often = lang.F("%s 前共 %s，每次 %s", "by %s %s in all, %s each", a.By, a.Total.Text(), schedule.Duration(a.length()))
		}
		when := lang.F("%s，当班时", "%s, within the shift", a.Days.Text())
		if len(a.Hours) > 0 {
			when = lang.F("%s %s", "%s %s", a.Days.Text(), spanList(a.Hours))
		}
		group := lang.Text{}
		switch {
		case a.Least > 1 && a.Most > 0:
			group = lang.F("，%d 到 %d 人一组", ", %d to %d together", a.Least, a.Most)
		case a.Least > 1:
			group = lang.F("，至少 %d 人一组", ", at least %d together", a.Least)
		case a.Most > 0:
			group = lang.F("，最多 %d 人一组", ", at most %d together", a.Most)
		}
		s.rule("activities."+a.ID, a.Force, a.Origin, "%s：%s %s，%s%s；算上班，这段时间不接待", "%s: %s, %s, %s%s; it is work, off the queues", a.Name, who, often, when, group)
	}
}

// activities makes what is due in each calendar week of the horizon, less what earlier
// rosters have of it.
func (b *builder) activities(past *pastRosters) {
	for k := range b.c.Activities {
		a := &b.c.Activities[k]
		if a.Force.Off() {
			continue
		}
		for _, week := range b.p.Stretches(schedule.Week) {
			b.activity(a, week, past)
		}
	}
}

// activity adds what is due of a in one calendar week.
func (b *builder) activity(a *Activity, week schedule.Stretch, past *pastRosters) {
	out := schedule.Activity{ID: a.ID, Name: a.Name, Short: a.short(), Length: a.length(), Least: a.Least, Most: a.Most, Force: a.Force.Rule(),
		Days: make(schedule.DaySet, b.p.Days), Due: make([]int, len(b.p.People))}
	for _, h := range a.Hours {
		out.Hours = append(out.Hours, schedule.Span(h))
	}
	open, last := false, -1
	for d := week.From; d < week.To; d++ {
		date := b.p.Date(d)
		if !a.Days.Has(b.w.Calendar.Day(date)) || a.By != 0 && date > a.By {
			continue
		}
		last = d
		if d >= 0 && d < b.p.Days {
			out.Days[d], open = true, true
		}
	}
	if !open {
		return
	}
	some := false
	for i := range b.p.People {
		p := &b.w.People[b.plan.People[i]]
		if p.Has(Exempt) || a.For != nil && !b.w.namedAny(p, a.For) {
			continue
		}
		due := 0
		switch {
		case a.Total > 0:
			due = b.dueBy(a, i, week, past)
		case last < b.p.Days: // else there are days for it after the horizon
			due = max(1, a.Times) - past.attended(b.p.People[i].ID, a, b.p.Date(week.From), b.p.Start)
		}
		out.Due[i] = max(0, due)
		some = some || out.Due[i] > 0
	}
	if a.Total > 0 {
		out.By = lang.Same(a.By.String())
	}
	if some {
		b.p.Activities = append(b.p.Activities, out)
	}
}

// dueBy is how often person i should attend a, so much in all by a date, by the end of a
// calendar week: what is left, shared evenly over the weeks until then, rounded up.
func (b *builder) dueBy(a *Activity, i int, week schedule.Stretch, past *pastRosters) int {
	left := int(a.Total)/a.length() - past.attended(b.p.People[i].ID, a, b.p.Start-PastDays, b.p.Start)
	for k := range b.p.Activities { // earlier weeks of the horizon have their share
		if o := &b.p.Activities[k]; o.ID == a.ID {
			left -= o.Due[i]
		}
	}
	weeks := int(a.By-b.p.Date(week.From))/7 + 1
	return (left + weeks - 1) / weeks
}

// attended counts the attendances of a that the rosters have for somebody on the dates
// [from, to). Of several rosters of a day the last one counts.
func (r *pastRosters) attended(id string, a *Activity, from, to workcal.Date) (n int) {
	for k, f := range r.files {
		for _, row := range f.Activities {
			later := slices.ContainsFunc(r.files[k+1:], func(g *report.RosterFile) bool {
				return row.Date >= g.Start && row.Date < g.Start+workcal.Date(g.Days)
			})
			if row.ID == id && row.Date >= from && row.Date < to && !later && same(row.What, a.Name.ZH, a.Name.EN, a.ID) {
				n++
			}
		}
	}
	return n
}

// activities finds those that nobody can attend, or that ask for more than shifts hold.
func (l *linter) activities(b *builder) {
	if l.c.Activities == nil {
		return
	}
	for k := range l.c.Activities {
		a := &l.c.Activities[k]
		if a.Force.Off() {
			continue
		}
		key := "activities." + a.ID
		who := l.w.attendees(a)
		if len(l.w.People) > 0 && who == 0 {
			l.say(Warning, key, lang.F("%s：没有人要参加", "%s: nobody attends it", a.Name), lang.Text{}, lang.T("改 for，或删去这一项", "change for, or delete it"))
			continue
		}
		if who > 0 && who < a.Least {
			l.say(Impossible, key, lang.F("%s：至少 %d 人一组，只有 %d 人要参加", "%s: at least %d together, and %d attend it", a.Name, a.Least, who), lang.Text{}, lang.T("改小 group_min，或让更多人参加", "lower group_min, or have more people attend"))
		}
		if !l.holds(b, a) {
			l.say(Impossible, key, lang.F("%s：没有班次在允许的时间里容得下 %s（休息除外）", "%s: no shift has %s within its hours, breaks left out", a.Name, schedule.Duration(a.length())), lang.Text{},
				lang.T("放宽 hours、days，或缩短 length", "allow more hours or days, or make it shorter"))
			continue
		}
		if a.Total == 0 {
			days := 0
			for d := range 7 {
				if a.Days.Has(b.plan.Days[d]) {
					days++
				}
			}
			if times := max(1, a.Times); times > days {
				l.say(Impossible, key, lang.F("%s：每周 %d 次，只有 %d 天可以排，一人一天一次", "%s: %d times a week on %d days, once a day each", a.Name, times, days), lang.Text{}, lang.T("减少 times，或放宽 days", "lower times, or allow more days"))
			}
		}
	}
}

// attendees counts who attends an activity.
func (w *Workspace) attendees(a *Activity) (n int) {
	for i := range w.People {
		if p := &w.People[i]; !p.Has(Exempt) && (a.For == nil || w.namedAny(p, a.For)) {
			n++
		}
	}
	return n
}

// holds reports whether some shift has room for an activity on one of its days.
func (l *linter) holds(b *builder, a *Activity) bool {
	of := schedule.Activity{Length: a.length()}
	for _, h := range a.Hours {
		of.Hours = append(of.Hours, schedule.Span(h))
	}
	for s := range b.p.Shifts {
		sh := &b.p.Shifts[s]
		if sh.Retired || sh.Kind == schedule.Standby {
			continue
		}
		for d, day := range b.plan.Days {
			if !a.Days.Has(day) || !sh.Days.Has(d) {
				continue
			}
			for _, way := range sh.Ways(breakGrid) {
				if len(of.Times(sh, way)) > 0 {
					return true
				}
			}
		}
	}
	return false
}
