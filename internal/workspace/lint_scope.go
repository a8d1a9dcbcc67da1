package workspace

import (
	"slices"

	"paiban/internal/lang"
)

// scopes judges the rules that are for some people: what is said of everybody's is not
// said again.
func (l *linter) scopes() {
	for i := range l.c.Contracts {
		k := &l.c.Contracts[i]
		r := l.c.Rules
		r.lay(&k.Rules)
		one := *l.c
		if k.HoursDay > 0 {
			one.Contract.HoursDay = k.HoursDay
		}
		l.scope(one, r, k.HoursWeek, k.title())
	}
	var seen []lang.Text
	for i := range l.c.Rules.scoped {
		who := l.c.Rules.scoped[i].label()
		if slices.Contains(seen, who) {
			continue
		}
		seen = append(seen, who)
		r := l.c.Rules
		for j := range l.c.Rules.scoped {
			if s := &l.c.Rules.scoped[j]; s.label() == who {
				r.layKey(&s.rules, s.key)
			}
		}
		l.scope(*l.c, r, 0, who)
	}
}

// scope judges the rules r of some people; week is their agreed hours, 0 where none are.
func (l *linter) scope(one Config, r Rules, week Length, who lang.Text) {
	one.Rules, one.Contracts = r, nil
	one.Rules.scoped = nil
	own := &linter{w: &Workspace{Config: &one, Calendar: l.w.Calendar}, c: &one, week: week}
	own.rest()
	own.weekHours()
	own.protection()
	for _, k := range ruleKeys {
		if k.lint != nil {
			k.lint(own)
		}
	}
	for _, f := range own.found {
		if slices.ContainsFunc(l.found, func(g Lint) bool { return g.Key == f.Key && g.What == f.What }) {
			continue
		}
		f.What = lang.F("对 %s：%s", "for %s: %s", who, f.What)
		l.found = append(l.found, f)
	}
}
