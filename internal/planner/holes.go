package planner

import (
	"cmp"
	"math"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// Unstaffed is hours of some days at which people are asked for and nobody can be
// online, whatever the roster.
type Unstaffed struct {
	Queue  int // index, or schedule.Any where the shop has one or it is about all
	Days   []int
	Spans  []schedule.Span
	People bool    // shifts cover the hours, but nobody who counts may work one
	Share  float64 // of the queue's contacts of the horizon; negative where no volume is known
}

// Unstaffed lists the hours at which nobody can be online though the shop asks for
// people, those of most days first.
func (p *Planning) Unstaffed() (out []Unstaffed) {
	type place struct {
		queue  int
		people bool
	}
	hours := map[place]map[schedule.Span][]int{} // by place and span: days
	var places []place
	for _, h := range p.Plan.Holes {
		at := place{h.Queue, h.People}
		if hours[at] == nil {
			hours[at] = map[schedule.Span][]int{}
			places = append(places, at)
		}
	}
	for _, at := range places {
		for d := range p.Plan.Problem.Days {
			for _, s := range joinedHoles(p.Plan.Holes, d, at.queue, at.people) {
				hours[at][s] = append(hours[at][s], d)
			}
		}
		var own []Unstaffed
		for s, days := range hours[at] {
			k := slices.IndexFunc(own, func(u Unstaffed) bool { return slices.Equal(u.Days, days) })
			if k < 0 {
				k = len(own)
				own = append(own, Unstaffed{Queue: at.queue, Days: days, People: at.people})
			}
			own[k].Spans = append(own[k].Spans, s)
		}
		for k := range own {
			u := &own[k]
			slices.SortFunc(u.Spans, func(a, b schedule.Span) int { return cmp.Compare(a.Start, b.Start) })
			u.Share = p.shareOf(u)
		}
		slices.SortFunc(own, func(a, b Unstaffed) int {
			return cmp.Or(cmp.Compare(len(b.Days), len(a.Days)), cmp.Compare(a.Days[0], b.Days[0]), cmp.Compare(a.Spans[0].Start, b.Spans[0].Start))
		})
		out = append(out, own...)
	}
	return out
}

// joinedHoles returns the hours of the holes of a day, those that touch as one.
func joinedHoles(holes []workspace.Hole, day, queue int, people bool) (out []schedule.Span) {
	var spans []schedule.Span
	for _, h := range holes {
		if h.Day == day && h.Queue == queue && h.People == people {
			spans = append(spans, h.Span)
		}
	}
	slices.SortFunc(spans, func(a, b schedule.Span) int { return cmp.Compare(a.Start, b.Start) })
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// shareOf returns the share of contacts that come in the hours of u.
func (p *Planning) shareOf(u *Unstaffed) float64 {
	if p.Outlook == nil {
		return -1
	}
	step := p.Workspace.Config.Interval
	all, lost := 0.0, 0.0
	for _, d := range p.Demand {
		if u.Queue != schedule.Any && d.Queue.ID != p.Plan.Problem.Queues[u.Queue].ID {
			continue
		}
		for k, v := range served(d.Queue, d.Volume, step) {
			all += v
			day, at := k*step/schedule.DayMinutes, k*step%schedule.DayMinutes
			if slices.Contains(u.Days, day) && slices.ContainsFunc(u.Spans, func(s schedule.Span) bool { return s.Contains(schedule.Span{Start: at, End: at + step}) }) {
				lost += v
			}
		}
	}
	if all <= 0 {
		return -1
	}
	return lost / all
}

// UnstaffedText says in one sentence at which hours nobody can be online, and what share
// of contacts comes then; nothing where there are none.
func (p *Planning) UnstaffedText() lang.Text { return p.unstaffedTexts(true) }

func (p *Planning) unstaffedTexts(share bool) lang.Text {
	var parts []lang.Text
	for _, u := range p.Unstaffed() {
		t := p.unstaffedText(&u)
		if share && u.Share >= 0 {
			t = lang.F("%s，这时来的咨询约占 %.0f%%", "%s, when about %.0f%% of inquiries come", t, math.Round(100*u.Share))
		}
		parts = append(parts, t)
	}
	return lang.Join(parts, "；", "; ")
}

func (p *Planning) unstaffedText(u *Unstaffed) lang.Text {
	var spans []lang.Text
	for _, s := range u.Spans {
		spans = append(spans, s.Text())
	}
	when := lang.F("%s %s", "%[2]s %[1]s", p.daysText(u.Days), lang.Join(spans, "、", ", "))
	if u.Queue != schedule.Any && len(p.Plan.Problem.Queues) > 1 {
		when = lang.F("%s“%s”", "%s for %s", when, p.Plan.Problem.Queues[u.Queue].Name)
	}
	if u.People {
		return lang.F("%s 没有人在线（没有能上的人）", "nobody is online %s (nobody is able to)", when)
	}
	return lang.F("%s 没有人在线（没有班次）", "nobody is online %s (no shift)", when)
}

// daysText names some days of the horizon: every day, on working days, or by date.
func (p *Planning) daysText(days []int) lang.Text {
	if len(days) == p.Plan.Problem.Days {
		return lang.T("每天", "every day")
	}
	work, rest := true, true
	for d, day := range p.Plan.Days {
		in := slices.Contains(days, d)
		work, rest = work && in == day.Work, rest && in != day.Work
	}
	switch {
	case len(days) > 1 && work:
		return lang.T("工作日", "on working days")
	case len(days) > 1 && rest:
		return lang.T("休息日", "on days off")
	}
	var dates []lang.Text
	for n, d := range days {
		if n == 3 && len(days) > 4 {
			dates = append(dates, lang.F("等 %d 天", "%d days in all", len(days)))
			break
		}
		dates = append(dates, lang.Same(schedule.MonthDay(p.Plan.Problem.Date(d))))
	}
	return lang.F("%s", "on %s", lang.Join(dates, "、", ", "))
}

// Closing is the verdict with what it does not say by itself: hours at which nobody is
// online, and more customers who leave unanswered than may.
func (j *Judged) Closing() lang.Text {
	out := j.Verdict().Text()
	if t := j.unstaffedTexts(false); !t.IsZero() {
		out = lang.F("%s；%s", "%s; %s", out, t)
	}
	if j.Simulated == nil {
		return out
	}
	for q := range j.Simulated.Queues {
		l := j.Simulated.Queues[q].Lost()
		switch {
		case !l.TooMany():
		case len(j.Simulated.Queues) > 1:
			out = lang.F("%s；模拟中%s：%s", "%s; simulated, %s: %s", out, j.Plan.Problem.Queues[q].Name, l.Text())
		default:
			out = lang.F("%s；模拟中 %s", "%s; simulated, %s", out, l.Text())
		}
	}
	return out
}

// Told are the notes on the roster and on what it was planned from.
func (j *Judged) Told() []lang.Text {
	return slices.Concat(j.Plan.Notes, j.Notes, j.overtimeNotes())
}
