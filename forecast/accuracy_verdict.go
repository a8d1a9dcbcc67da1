package forecast

import (
	"math"

	"paiban/internal/lang"
)

// enoughHours are needed to say something of the intervals: of fewer, 85% instead of 90%
// is chance.
const enoughHours = 100

// Verdict says in words how good the forecasts were: against the better of the two
// simple methods, by the intervals, and what changes by hand did.
func (a *Accuracy) Verdict() (lines []lang.Text) {
	t := a.All
	if !(t.Came > 0) {
		return []lang.Text{lang.T("这些天没有咨询，无法比较", "there were no contacts on these days to compare with")}
	}
	name, simple := MethodNames[LastWeek], t.LastWeek()
	if t.MeanWeeks() < simple {
		name, simple = MethodNames[MeanWeeks], t.MeanWeeks()
	}
	own := t.Error()
	switch {
	case own > simple:
		lines = append(lines, lang.F("简单方法更好：“%[1]s”误差 %.1[2]f%%，预测误差 %.1[3]f%%", "the simple method was better: %[1]s missed by %.1[2]f%%, the forecasts by %.1[3]f%%", name, 100*simple, 100*own))
	case simple > 0:
		lines = append(lines, lang.F("预测误差 %.1[2]f%%，最好的简单方法“%[1]s”为 %.1[3]f%%，少 %.0[4]f%%", "the forecasts missed by %.1[2]f%%, the best simple method (%[1]s) by %.1[3]f%%: %.0[4]f%% less", name, 100*own, 100*simple, 100*(1-own/simple)))
	}
	switch w := t.Within(); {
	case t.Hours < enoughHours:
	case w < 0.85:
		lines = append(lines, lang.F("90%% 区间只包住 %.0f%% 的时段：太窄，人手要多留余地", "only %.0f%% of the hours lay within the 90%% interval: it was too narrow, so leave more room in the roster", 100*w))
	case w > 0.97:
		lines = append(lines, lang.F("90%% 区间包住 %.0f%% 的时段：比需要的宽", "%.0f%% of the hours lay within the 90%% interval: it was wider than needed", 100*w))
	}
	if b := t.Bias(); math.Abs(b) > 0.05 {
		if b > 0 {
			lines = append(lines, lang.F("合起来报多了 %.0f%%", "all in all %.0f%% too many were said", 100*b))
		} else {
			lines = append(lines, lang.F("合起来报少了 %.0f%%", "all in all %.0f%% too few were said", -100*b))
		}
	}
	if t.ChangedCame > 0 {
		changed, model := 100*t.ChangedMissed/t.ChangedCame, 100*t.OwnMissed/t.ChangedCame
		helped := lang.T("改得有用", "the changes helped")
		if t.ChangedMissed > t.OwnMissed {
			helped = lang.T("不改更好", "the model alone was better")
		}
		lines = append(lines, lang.F("手工或导入改过 %[1]s，误差 %.1[2]f%%，模型自己 %.1[3]f%%：%[4]s", "changed by hand or by an import: %[1]s, which missed by %.1[2]f%%, the model by %.1[3]f%%: %[4]s", lang.Count(t.Changed, "个时段", "hour", "hours"), changed, model, helped))
	}
	return lines
}
