package workspace

import (
	"paiban/internal/lang"
	"paiban/schedule"
)

func judgeMinRest(v *validator, key string, r *Rules) {
	for _, u := range r.MinRest {
		v.need(u.Force.Off() || u.Length > 0, key+".length", "缺少时长", "a length is missing")
		v.need(u.Length <= 3*schedule.DayMinutes, key, "%v 超过三天", "%v is more than three days", u.Length.Text())
		v.knownShifts(v.config, key+".after", u.After)
		v.knownShifts(v.config, key+".before", u.Before)
	}
}

// betweenShifts asks for rest between any two shifts, and for some of them.
func (b *builder) betweenShifts(r *Rules) {
	for _, u := range r.MinRest {
		if u.Force.Off() {
			continue
		}
		rule := schedule.MinRest{People: b.scope, Minutes: int(u.Length), What: u.text(b.c), Force: u.Force.Rule()}
		if u.After != nil {
			rule.After = b.shiftsOf(u.After)
		}
		if u.Before != nil {
			rule.Before = b.shiftsOf(u.Before)
		}
		if (rule.After == nil) == (u.After == nil) && (rule.Before == nil) == (u.Before == nil) { // there are such shifts
			b.add(rule)
		}
	}
}

// betweenSome reports rests asked for after or before some shifts that say nothing.
func (l *linter) betweenSome() {
	const key = "rules.rest_between_shifts"
	between := l.c.Rules.MinRest.Between()
	for _, u := range l.c.Rules.MinRest {
		if u.Force.Off() || u.After == nil && u.Before == nil {
			continue
		}
		l.unusedShifts(key, u.After)
		l.unusedShifts(key, u.Before)
		if between.Force.Hard && u.Length <= between.Length {
			l.say(Remark, key, lang.F("%s要隔 %s，没有比任何两班之间的 %s 更久", "%[2]s %[1]s is no longer than the %[3]s between any two shifts", u.text(l.c), u.Length.Text(), between.Length.Text()), lang.Text{},
				lang.T("写得更久，或删掉这一项", "make it longer, or delete the entry"))
		}
	}
}
