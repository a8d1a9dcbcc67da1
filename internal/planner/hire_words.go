package planner

import (
	"fmt"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
)

// Basis says what all months of the plan rest on.
func (p *HirePlan) Basis() (out []lang.Text) {
	s := &p.Settings
	return []lang.Text{
		lang.F("一个人一周 %.1f 人时 = %.3g 天 × %.3g 小时 ×（1 − 请假 %s）× 对得上需求 %s", "one head brings %.1f hours a week: %.3g days × %.3g h × (1 − absence %s) × fit %s",
			(7-p.DaysOff)*p.HoursDay*(1-float64(s.Absence))*float64(s.Fit), 7-p.DaysOff, p.HoursDay, s.Absence, s.Fit),
		lang.F("每月离职 %s；发布到上班 %d 周，带教 %d 周不算人手，再 %d 周按 %s 算", "%s leave in a month; %d weeks from posting to the first day, %d of training that count for nothing, %d more at %s",
			s.Attrition, s.PostWeeks, p.Training, s.RampWeeks, s.RampPace),
		lang.T("这些数在 paiban.yaml 的 hire、contract 里改", "change these figures in hire and contract of paiban.yaml"),
	}
}

// Lines say what the figures of a month are made of and what to do.
func (p *HirePlan) Lines(h *HireMonth) (out []lang.Text) {
	say := func(zh, en string, args ...any) { out = append(out, lang.F(zh, en, args...)) }
	say("会来 %.0f，要 %.0f 人时；平日每天 %.1f 人时 ÷ 每人 %.2f = %.1f 人", "%.0f contacts, %.0f head-hours; a plain day has %.1f ÷ %.2f a head = %.1f heads",
		h.Volume, h.Hours, h.PlainDay, h.HeadWeek/7, h.Plain)
	name := lang.Text{}
	if h.PeakName != nil {
		name = lang.F("（%s）", " (%s)", strings.Join(h.PeakName, "、"))
	}
	say("最忙的七天从 %s 起%s：%.0f 人时 ÷ 每人 %.1f = %.1f 人", "the busiest seven days begin on %s%s: %.0f head-hours ÷ %.1f a head = %.1f heads",
		h.PeakFrom, name, h.PeakWeek, h.HeadWeek, h.Peak)
	say("名单上 %.1f 人，算上离职 %.1f 人", "%.1f on the staff list, %.1f after those who leave", h.List, h.There)
	if h.TempHeads > 0 {
		out = append(out, lang.F("高峰用临时工：%s；另要临时工最多 %d 人、共 %d 人天，%.0f–%.0f 元", "peak by temps: %s; and up to %d temps, %d days in all, %.0f–%.0f yuan",
			p.Advice(&h.Temps), h.TempHeads, h.TempDays, h.TempLow, h.TempHigh))
	} else {
		out = append(out, lang.F("平日够用：%s", "for plain days: %s", p.Advice(&h.Temps)))
	}
	return append(out, lang.F("高峰也靠自己人：%s", "peak by own people: %s", p.Advice(&h.Alone)))
}

// Advice says what to do for one month.
func (p *HirePlan) Advice(x *Hiring) lang.Text {
	switch {
	case x.Hire == 0 && x.Short > closeEnough:
		return lang.F("不再招，新人还在路上，本月差 %.1f 人", "nobody more, those hired are on their way; %.1f heads are missing this month", x.Short)
	case x.Hire == 0:
		return lang.T("不用招", "nobody to hire")
	case x.Late && x.Short <= closeEnough:
		return lang.F("招 %d 人，今天就发布，%s 上班，%s 起顶用", "hire %d: post today, first day %s, full hands from %s on", x.Hire, x.Start, x.Ready)
	case x.Late:
		return lang.F("招 %d 人，来不及了：今天发布，%s 上班，%s 起顶用，本月差 %.1f 人（靠加班或临时工）", "hire %d, too late for it: posted today they begin on %s and are full hands from %s on; %.1f heads are missing this month (overtime or temps)",
			x.Hire, x.Start, x.Ready, x.Short)
	}
	return lang.F("招 %d 人，%s 前发布，%s 上班，%s 起顶用", "hire %d: post by %s, first day %s, full hands from %s on", x.Hire, x.Post, x.Start, x.Ready)
}

// Table is the plan as rows of a sheet.
func (p *HirePlan) Table(shop string) *report.Table {
	t := &report.Table{
		Name:  lang.T("招人计划", "Hiring"),
		Title: lang.F("%s 招人计划 %s", "%s hiring %s", shop, p.Title()),
		Head: []lang.Text{
			lang.T("月份", "Month"), lang.T("咨询量", "Contacts"), lang.T("需求人时", "Needed h"), lang.T("平日人时/天", "Plain day h"),
			lang.T("最忙七天起", "Busiest from"), lang.T("最忙七天人时", "Busiest week h"), lang.T("每人每周人时", "Hours a head and week"),
			lang.T("平日要人", "Heads, plain"), lang.T("高峰要人", "Heads, peak"), lang.T("名单上", "On the list"), lang.T("算上离职", "After leavers"),
			lang.T("招（高峰用临时工）", "Hire (temps for peaks)"), lang.T("发布不晚于", "Post by"), lang.T("上班", "First day"),
			lang.T("招（只用自己人）", "Hire (own people only)"), lang.T("发布不晚于", "Post by"), lang.T("上班", "First day"),
			lang.T("临时工最多", "Temps at most"), lang.T("临时工人天", "Temp days"), lang.T("临时工最低（元）", "Temps from (yuan)"), lang.T("临时工最高（元）", "Temps to (yuan)"),
		},
	}
	date := func(d workcal.Date) any {
		if d == 0 {
			return ""
		}
		return d
	}
	for k := range p.Months {
		h := &p.Months[k]
		t.Rows = append(t.Rows, []any{
			h.Month.String(), h.Volume, h.Hours, h.PlainDay, date(h.PeakFrom), h.PeakWeek, h.HeadWeek, h.Plain, h.Peak, h.List, h.There,
			h.Temps.Hire, date(h.Temps.Post), date(h.Temps.Start), h.Alone.Hire, date(h.Alone.Post), date(h.Alone.Start),
			h.TempHeads, h.TempDays, h.TempLow, h.TempHigh,
		})
		t.Notes = append(t.Notes, lang.Same(h.Month.String()))
		t.Notes = append(t.Notes, p.Lines(h)...)
	}
	t.Notes = append(append(p.Basis(), t.Notes...), p.Notes...)
	return t
}

// Title names the months.
func (p *HirePlan) Title() string {
	return fmt.Sprintf("%s–%s", p.Months[0].Month, p.Months[len(p.Months)-1].Month)
}
