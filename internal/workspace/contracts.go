package workspace

import (
	"paiban/internal/lang"
)

// ContractKind is one kind of employment: its hours, and the rules that are its own.
// People have it by the column Contract of the staff list. Of a person's own column and
// the contract the column holds.
type ContractKind struct {
	ID        string    `yaml:"id"`
	Name      lang.Text `yaml:"name"`
	HoursWeek Length    `yaml:"hours_week"` // agreed hours a week; 0 is not said
	HoursDay  Length    `yaml:"hours_day"`  // of a working day; 0 is the shop's
	Origin    Origin    `yaml:"origin"`

	Rules // keys of rules, for these people; hours_week is the one above
}

// words are what the contract may be called in a cell or under for.
func (k *ContractKind) words() []string { return both(k.title(), k.ID) }

// title is the name of the contract, its id where it has none.
func (k *ContractKind) title() lang.Text {
	if k.Name.IsZero() {
		return lang.Same(k.ID)
	}
	return k.Name
}

// contractByWord finds a contract by id or name in either language.
func (c *Config) contractByWord(word string) *ContractKind {
	for i := range c.Contracts {
		if same(word, c.Contracts[i].words()...) {
			return &c.Contracts[i]
		}
	}
	return nil
}

// contractOf returns the contract of p, nil where none is described.
func (c *Config) contractOf(p *Person) *ContractKind {
	if p.Contract == "" {
		return nil
	}
	return c.contractByWord(p.Contract)
}

// hoursDay is how long a working day of p is.
func (c *Config) hoursDay(p *Person) Length {
	if own := c.contractOf(p); own != nil && own.HoursDay > 0 {
		return own.HoursDay
	}
	return c.Contract.HoursDay
}

func (v *validator) contracts(c *Config) {
	for i := range c.Contracts {
		k := &c.Contracts[i]
		key := "contracts[" + k.ID + "]"
		v.need(k.HoursWeek <= 100*60, key+".hours_week", "%s 一周不合理", "%s a week are not plausible", k.HoursWeek.Text())
		v.need(k.HoursDay <= 24*60, key+".hours_day", "%s 一天不合理", "%s a day are not plausible", k.HoursDay.Text())
		for j := range i {
			v.need(!same(k.ID, c.Contracts[j].words()...) && !same(k.title().ZH, c.Contracts[j].words()...), key, "与合同 %q 同名", "has the name of contract %q", c.Contracts[j].ID)
		}
		for _, r := range ruleKeys {
			r.judge(v, key+"."+r.setting(), &k.Rules)
		}
	}
}

func (s *sentences) contracts(c *Config) {
	for i := range c.Contracts {
		k := &c.Contracts[i]
		key := "contracts." + k.ID
		var parts []lang.Text
		if k.HoursWeek > 0 {
			parts = append(parts, lang.F("每周 %s", "%s a week", k.HoursWeek.Text()))
		}
		if k.HoursDay > 0 {
			parts = append(parts, lang.F("每个工作日 %s", "%s a working day", k.HoursDay.Text()))
		}
		if parts == nil {
			parts = append(parts, lang.T("规则如下", "with rules of its own"))
		}
		s.add(key, lang.Text{}, k.Origin, lang.F("合同“%s”：%s", "contract %s: %s", k.title(), lang.Join(parts, "，", ", ")))
		for _, r := range ruleKeys {
			s.scoped(&r, key+"."+r.setting(), k.title(), &k.Rules, c)
		}
	}
}
