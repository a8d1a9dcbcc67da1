package planner

import (
	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/repair"
)

// mostNew is how many new findings of one person an explanation tells.
const mostNew = 3

// WhyLines says r in lines, those below a line indented.
func (h *Held) WhyLines(r *repair.Reason) (lines []lang.Text) {
	p := h.Plan.Problem
	add := func(t lang.Text) { lines = append(lines, t) }
	cell := lang.T("休息", "off")
	if r.Shift != schedule.Off {
		cell = p.Shifts[r.Shift].Name
	}
	add(lang.F("%s  %s %s：%s", "%s  %s, %s: %s", h.Label(), p.People[r.Person].Name, p.DayText(r.Day), cell))
	if !r.Avoided {
		add(lang.F("必须遵守的规则只允许这样排%s", "the hard rules allow nothing else%s", NotProved(r.Plan.Proved)))
		return lines
	}
	add(lang.F("不这样排的话，最好的办法是%s：", "The best roster without it%s:", NotProved(r.Plan.Proved)))
	for _, c := range r.Plan.Changes {
		add(lang.F("  • %s", "  • %s", c.Words(p)))
	}
	was, now := headHours(float64(r.ShortBefore)), headHours(float64(r.Plan.Short))
	more := r.Plan.Analysis.Score.Cost - r.Before.Score.Cost
	switch hard := r.Plan.Analysis.Score.Hard - r.Before.Score.Hard; {
	case hard > 0:
		add(lang.F("那样会多违反必须规则 %d 处", "That breaks %d more hard rules", hard))
	case hard == 0 && more > 0:
		add(lang.F("那样代价多 %d，缺口从 %s 变成 %s 人时", "That costs %d more; the shortage goes from %s to %s head-hours", more, was, now))
	case hard == 0 && more == 0:
		add(lang.F("那样一样好，缺口从 %s 变成 %s 人时：可以换", "That is just as good; the shortage goes from %s to %s head-hours: you can change it", was, now))
	default:
		add(lang.F("那样反而更好（代价少 %d，缺口从 %s 变成 %s 人时）：班表不是最优的", "That is even better (it costs %d less; the shortage goes from %s to %s head-hours): the roster is not the best", -more, was, now))
	}
	for _, b := range r.Bears {
		name := lang.T("人手", "cover")
		if b.Person != schedule.Any {
			name = lang.Same(p.People[b.Person].Name)
		}
		hard := lang.Text{}
		if b.Score.Hard != 0 {
			hard = lang.F("，必须规则 %+d", ", hard rules %+d", b.Score.Hard)
		}
		add(lang.F("  %s：代价 %+d%s", "  %s: cost %+d%s", name, b.Score.Cost, hard))
		for n, f := range b.New {
			if n == mostNew {
				add(lang.F("    … 还有 %d 条", "    … %d more", len(b.New)-n))
				break
			}
			add(lang.F("    %s", "    %s", f.Why))
		}
	}
	return lines
}

// NotProved marks a figure that is not proved.
func NotProved(proved bool) lang.Text {
	if proved {
		return lang.Text{}
	}
	return lang.T("（未证明）", " (not proved)")
}
