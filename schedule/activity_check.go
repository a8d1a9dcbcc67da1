package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// attendance is one attendance in a roster.
type attendance struct {
	person, day int
	ActivitySpan
}

// attendances lists those of r, by person and day.
func (r *Roster) attendances() (out []attendance) {
	for i := range r.Activities {
		for d, row := range r.Activities[i] {
			for _, t := range row {
				out = append(out, attendance{i, d, t})
			}
		}
	}
	return out
}

// checkActivities returns the attendances that are not as their activity asks for, and those
// that are due and missing.
func checkActivities(p *Problem, r *Roster) (out []Finding) {
	if len(p.Activities) == 0 {
		return nil // what a roster has of them means nothing to p
	}
	all := r.attendances()
	for _, t := range all {
		out = append(out, checkAttendance(p, r, t)...)
	}
	out = append(out, checkGroups(p, all)...)
	return append(out, checkDue(p, r)...)
}

// checkAttendance judges one attendance by itself. Nobody can be in two places, so that what
// is not possible is always hard.
func checkAttendance(p *Problem, r *Roster, t attendance) (out []Finding) {
	a := &p.Activities[t.Activity]
	name := lang.F("%s %s 的%s（%s）", "%s on %s: the %s (%s)", p.PersonName(t.person), p.DayText(t.day), a.Name, t.Span)
	say := func(score Score, why, fix lang.Text) {
		out = append(out, Finding{Rule: ActivitiesKey, Score: score, Person: t.person, Day: t.day, Span: t.Span, Queue: Any, Why: why, Fix: fix})
	}
	must := Score{Hard: 1}
	move := lang.F("把%s移到当班的时间", "move the %s into the shift", a.Name)
	s := r.Cells[t.person][t.day]
	breaks := []Span(nil)
	if s != Off {
		breaks = r.BreaksAt(p, t.person, t.day)
	}
	switch {
	case s == Off:
		say(must, lang.F("%s，那天不上班", "%s, but they have no shift", name), move)
	case !p.Shifts[s].Attends(t.Span, nil):
		say(must, lang.F("%s不在%s之内", "%s is not within the %s", name, p.timed(s)), move)
	case slices.ContainsFunc(breaks, func(b Span) bool { return b.Overlap(t.Span) > 0 }):
		say(must, lang.F("%s和休息重叠", "%s overlaps a break", name), lang.T("把其中一个移开", "move one of them"))
	}
	for _, o := range r.ActivitiesAt(t.person, t.day) {
		if o != t.ActivitySpan && o.Overlap(t.Span) > 0 && (o.Start > t.Start || o.Start == t.Start && o.Activity > t.Activity) {
			say(must, lang.F("%s和%s同时", "%s is at the same time as the %s", name, p.Activities[o.Activity].Name), lang.T("把其中一个移开", "move one of them"))
		}
	}
	switch {
	case t.Len() != a.Length:
		say(a.Force.Score(1), lang.F("%s应为 %s", "%s should last %s", name, Duration(a.Length)), lang.F("改成 %s", "make it %s", Duration(a.Length)))
	case !a.Fits(t.day, t.Span):
		say(a.Force.Score(1), lang.F("%s不在允许的时间", "%s is not within the hours that it may have", name), lang.F("移到允许的时间：%s", "move it to the hours that it may have: %s", a.when(p)))
	}
	return out
}

// when says on which days of the horizon, and in which hours, a may be.
func (a *Activity) when(p *Problem) lang.Text {
	var hours []lang.Text
	for _, h := range a.Hours {
		hours = append(hours, lang.Same(h.String()))
	}
	if hours == nil {
		hours = []lang.Text{lang.T("当班时", "during the shift")}
	}
	if a.Days == nil {
		return lang.Join(hours, "、", ", ")
	}
	var days []lang.Text
	for d := range p.Days {
		if a.Days.Has(d) {
			days = append(days, p.DayText(d))
		}
	}
	return lang.F("%s，%s", "%s, %s", lang.Join(days, "、", ", "), lang.Join(hours, "、", ", "))
}

// checkGroups finds attendances together of too few or too many people.
func checkGroups(p *Problem, all []attendance) (out []Finding) {
	type session struct{ day, activity, start, end int }
	size, order := map[session]int{}, []session(nil)
	for _, t := range all {
		s := session{t.day, t.Activity, t.Start, t.End}
		if size[s]++; size[s] == 1 {
			order = append(order, s)
		}
	}
	for _, s := range order {
		a, n := &p.Activities[s.activity], size[s]
		f := Finding{Rule: ActivitiesKey, Person: Any, Day: s.day, Span: Span{s.start, s.end}, Queue: Any}
		switch {
		case n < a.Least:
			f.Score = a.Force.Score(int64(a.Least - n))
			f.Why = lang.F("%s %s 的%s只有 %d 人，至少 %d 人一组", "%s %s: %[4]d at the %[3]s, at least %[5]d together", p.DayText(s.day), f.Span, a.Name, n, a.Least)
			f.Fix = lang.T("再加人，或并到别的一组", "add people, or join them with another group")
		case a.Most > 0 && n > a.Most:
			f.Score = a.Force.Score(int64(n - a.Most))
			f.Why = lang.F("%s %s 的%s有 %d 人，最多 %d 人一组", "%s %s: %[4]d at the %[3]s, at most %[5]d together", p.DayText(s.day), f.Span, a.Name, n, a.Most)
			f.Fix = lang.T("分成几组", "split the group")
		default:
			continue
		}
		out = append(out, f)
	}
	return out
}

// checkDue finds who is due to attend what and does not, with what stands against it.
func checkDue(p *Problem, r *Roster) (out []Finding) {
	var present segments
	for k := range p.Activities {
		a := &p.Activities[k]
		for i := range p.People {
			asked := a.Asked(p, i)
			if asked == 0 {
				continue
			}
			missing := asked - p.Given(r, k, i)
			if missing <= 0 {
				continue
			}
			if present.days == nil {
				present = p.segments(r)
			}
			f := Finding{Rule: ActivitiesKey, Score: a.Force.Score(int64(missing)), Person: i, Day: Any, Days: Stretch{0, p.Days}, Queue: Any}
			if days := a.Open(p, i); len(days) == 1 {
				f.Day, f.Days = days[0], Stretch{}
			}
			why, fix := p.obstacleTo(r, present, k, i)
			f.Why, f.Fix = lang.F("%s 的%s没有排上%s：%s", "%s is due the %s and does not have it%s: %s", p.PersonName(i), a.Name, a.missing(missing, asked), why), fix
			out = append(out, f)
		}
	}
	return out
}

// missing says how much of an activity is missing, and by when it is due.
func (a *Activity) missing(n, asked int) (t lang.Text) {
	if asked > 1 {
		t = lang.F("（%[2]d 次里还差 %[1]d 次）", " (%[1]d of %[2]d missing)", n, asked)
	}
	if !a.By.IsZero() {
		t = lang.F("%s（%s 前）", "%s (due by %s)", t, a.By)
	}
	return t
}

// obstacleTo says what stands against person i attending activity k in r, and what to do.
func (p *Problem) obstacleTo(r *Roster, present segments, k, i int) (why, fix lang.Text) {
	a := &p.Activities[k]
	works, resting := false, false
	var best *opening
	for _, d := range a.Open(p, i) {
		s := r.Cells[i][d]
		if s == Off {
			continue
		}
		works = true
		resting = resting || len(a.Times(&p.Shifts[s], nil)) > 0
		for _, t := range a.Times(&p.Shifts[s], r.BreaksAt(p, i, d)) {
			if slices.ContainsFunc(r.ActivitiesAt(i, d), func(o ActivitySpan) bool { return o.Overlap(t) > 0 || o.Activity == k }) {
				continue
			}
			o := p.leaving(present, i, d, t)
			n := r.together(k, d, t)
			o.fits = n+1 >= a.Least && (a.Most == 0 || n < a.Most)
			if best == nil || o.better(best) {
				best = &o
			}
		}
	}
	switch {
	case !works:
		return lang.F("可以排的日子（%s）不上班", "they do not work on the days that it may be (%s)", a.when(p)), lang.T("在那天排班，或放宽日子", "give them a shift then, or allow more days")
	case best == nil && resting:
		return lang.F("班里能放 %s 的时间（%s）被休息或别的会议占着", "breaks or other activities take the %s of their shift within %s", Duration(a.Length), a.when(p)),
			lang.T("移开休息，或放宽 hours、days", "move the break, or allow more hours or days")
	case best == nil:
		return lang.F("那天的班没有能放 %s 的时间（%s）", "no shift of theirs has %s within %s", Duration(a.Length), a.when(p)),
			lang.T("换一个班，或放宽 hours、days", "change the shift, or allow more hours or days")
	}
	when := lang.F("%s %s", "%s %s", p.DayText(best.day), best.Span)
	least := 0
	if best.row != nil {
		least = max(best.row.Bound.HardMin, best.row.Bound.SoftMin)
	}
	switch {
	case best.score.Hard > 0:
		return lang.F("最空的 %s 离开的话，%s %s不够（至少 %d 人）", "with them away at the best time, %s, the %[3]s of %[2]s falls short (at least %[4]d)", when, best.row.Span.Text(), best.row.Why.Text(), best.row.Bound.HardMin),
			lang.T("那段时间多排一个人，或放宽 hours、days", "put one more person there, or allow more hours or days")
	case !a.Force.Hard && best.score.Cost >= a.Force.Cost:
		return lang.F("最空的 %s 离开的话，%s %s更缺（要 %d 人），代价 %d，不如不排（%d）", "with them away at the best time, %s, the %[3]s of %[2]s (%[4]d) falls shorter, which costs %[5]d; to leave it out costs %[6]d", when, best.row.Span.Text(), best.row.Why.Text(), least, best.score.Cost, a.Force.Cost),
			lang.T("一定要排就写 force: hard，或放宽 hours、days", "write force: hard where it must be, or allow more hours or days")
	case !best.fits && a.Least > 1:
		return lang.F("%s 还放得下，但要至少 %d 人一起", "there is room on %s, but at least %d attend together", when, a.Least), lang.T("改小 group_min，或放宽 hours、days", "lower group_min, or allow more hours or days")
	case !best.fits:
		return lang.F("放得下的时间（如 %s）都已经满了 %d 人", "every time that fits, such as %s, is full with %d already", when, a.Most), lang.T("改大 group_max，或放宽 hours、days", "raise group_max, or allow more hours or days")
	}
	return lang.F("%s 还放得下", "there is room on %s", when), lang.F("排上 %s，或重排这一周", "put it on %s, or plan the week again", when)
}

// opening is a time at which somebody could attend something.
type opening struct {
	day int
	Span
	score Score  // what cover is worse with them away
	row   *Cover // one of those that are worse, a hard one first; nil where none is
	fits  bool   // as many attend together as should
}

// better reports whether o is a better time than b.
func (o *opening) better(b *opening) bool {
	if o.score.Hard == b.score.Hard && o.fits != b.fits {
		return o.fits
	}
	return o.score.Less(b.score)
}

// together counts who attends activity k at a time of a day.
func (r *Roster) together(k, day int, t Span) (n int) {
	for _, row := range r.Activities {
		for _, at := range row[day] {
			if at.Activity == k && at.Span == t {
				n++
			}
		}
	}
	return n
}

// leaving says what cover is worse with person i away at a time of a day.
func (p *Problem) leaving(present segments, i, day int, t Span) opening {
	out := opening{day: day, Span: t}
	for k := range p.Cover {
		c := &p.Cover[k]
		span := c.Span.Shift((c.Day - day) * DayMinutes)
		if c.Shift != Any || c.Pause || span.Overlap(t) == 0 || !c.Who.Has(i) {
			continue
		}
		counted := slices.ContainsFunc(present.on(day), func(g segment) bool {
			return g.person == i && g.Contains(span) && c.ServedBy(&p.Shifts[g.shift])
		})
		if !counted {
			continue
		}
		n := present.heads(p, *c)
		hard, cost := c.Bound.Judge(n)
		hard2, cost2 := c.Bound.Judge(n - 1)
		if hard2 > hard && out.score.Hard == 0 || out.row == nil && cost2 > cost {
			out.row = c
		}
		out.score = out.score.Add(Score{hard2 - hard, cost2 - cost})
	}
	return out
}

// on returns the segments of shifts of a work date.
func (g segments) on(day int) []segment {
	if k := day - g.first; k >= 0 && k < len(g.days) {
		return g.days[k]
	}
	return nil
}
