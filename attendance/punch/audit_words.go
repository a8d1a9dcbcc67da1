package punch

import (
	"maps"
	"slices"

	"paiban/attendance"
	"paiban/internal/lang"
)

// SettingWords says the inferred settings. Of what counts as attended it says nothing
// where the export counts no days attended.
func (x *Audit) SettingWords() (out []lang.Text) {
	s := &x.Settings
	late, early := lang.T("迟到", "lateness"), lang.T("早退", "early leave")
	if s.Flex != (attendance.Flex{}) {
		out = append(out, s.Flex.Words())
	}
	out = append(out, s.Grace.Words(late), s.EarlyGrace.Words(early))
	for _, shift := range slices.Sorted(maps.Keys(s.ShiftGrace)) {
		out = append(out, lang.F("班次“%s”：%s", "shift %q: %s", shift, s.ShiftGrace[shift].Words(late)))
	}
	if x.Fields["attended_days"].Compared == 0 {
		return out
	}
	yes := map[bool]lang.Text{true: lang.T("算出勤", "counts as attended"), false: lang.T("不算出勤", "does not count as attended")}
	out = append(out,
		lang.F("缺一次卡的一天算出勤 %v 天", "a day with one missing punch counts as %v days attended", s.OneMissing),
		lang.F("休息日打卡%s", "work on a rest day %s", yes[s.RestDayCounts]),
		lang.F("外出、出差而没有打卡的一天%s", "a day away on business without a punch %s", yes[s.AwayCounts]),
		lang.F("全天请假又打了卡的一天%s", "a full day of leave with punches %s", yes[s.LeaveDayCounts]))
	if s.AbsentLate > 0 {
		out = append(out, lang.F("迟到 %d 分钟起算旷工", "lateness of %d minutes or more is absence", s.AbsentLate))
	}
	return out
}
