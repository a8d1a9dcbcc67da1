package workspace

import (
	"reflect"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/schedule"
)

// scopedRule is an entry under a key of rules that is for some people alone.
type scopedRule struct {
	key   string   // of the rule, such as days_in_a_row
	who   []string // the names under for, as written
	rules Rules    // with the one key that the entry gives
	where string   // FILE:LINE:COLUMN of for
}

// label names the people of the entry.
func (s *scopedRule) label() lang.Text { return listed(sameTexts(s.who)) }

func sameTexts(words []string) (out []lang.Text) {
	for _, w := range words {
		out = append(out, lang.Same(w))
	}
	return out
}

// ruleField returns the value under a key of r.
func ruleField(r *Rules, key string) reflect.Value {
	v := reflect.ValueOf(r).Elem()
	f, ok := find(fieldsOf(v.Type()), key)
	if !ok {
		panic("workspace: rules has no key " + key)
	}
	return v.FieldByIndex(f.index)
}

// lay puts the values of over into r: of a rule that has one value, over's takes its
// place; of a list, each entry takes the place of those about the same.
func (r *Rules) lay(over *Rules) {
	for _, f := range fieldsOf(reflect.TypeFor[Rules]()) {
		r.layKey(over, f.name)
	}
}

func (r *Rules) layKey(over *Rules, key string) {
	from, to := ruleField(over, key), ruleField(r, key)
	switch {
	case from.IsZero():
	case from.Kind() != reflect.Slice:
		to.Set(from)
	default:
		list := reflect.MakeSlice(to.Type(), 0, to.Len()+from.Len())
		for i := range to.Len() {
			if !replaced(to.Index(i), from) {
				list = reflect.Append(list, to.Index(i))
			}
		}
		to.Set(reflect.AppendSlice(list, from))
	}
}

// about is what an entry of a list of rules is about: of two about the same, the later
// one holds.
type about interface{ about() string }

// replaced reports whether an entry of list is about the same as e.
func replaced(e, list reflect.Value) bool {
	for i := range list.Len() {
		if list.Index(i).Interface().(about).about() == e.Interface().(about).about() {
			return true
		}
	}
	return false
}

// ruleClass is people who have the same under a key of rules.
type ruleClass struct {
	rules *Rules
	who   schedule.People // nil is everybody
}

// classes parts the people of the problem by what they have under a key of rules: where
// it is a list, one class for each entry of it.
func (b *builder) classes(key string) (out []ruleClass) {
	if len(b.rulesOf) == 0 {
		return []ruleClass{{rules: &b.c.Rules}}
	}
	var values []any
	put := func(i int, value any, rules *Rules) {
		k := slices.IndexFunc(values, func(v any) bool { return reflect.DeepEqual(v, value) })
		if k < 0 {
			k = len(values)
			values, out = append(values, value), append(out, ruleClass{rules: rules})
		}
		out[k].who = append(out[k].who, i)
	}
	for i, r := range b.rulesOf {
		v := ruleField(r, key)
		if v.Kind() != reflect.Slice {
			put(i, v.Interface(), r)
			continue
		}
		for e := range v.Len() {
			one := *r
			ruleField(&one, key).Set(v.Slice(e, e+1))
			put(i, v.Index(e).Interface(), &one)
		}
	}
	for k := range out {
		if len(out[k].who) == len(b.rulesOf) {
			out[k].who = nil
		}
	}
	return out
}

// RulesOf returns the rules that p works by: those for everybody, then those of p's
// contract, then the entries that name p, the last of several.
func (w *Workspace) RulesOf(p *Person) *Rules {
	own := w.Config.contractOf(p)
	if own == nil && len(w.Config.Rules.scoped) == 0 {
		return &w.Config.Rules
	}
	r := w.Config.Rules
	if own != nil {
		r.lay(&own.Rules)
	}
	for i := range w.Config.Rules.scoped {
		s := &w.Config.Rules.scoped[i]
		if slices.ContainsFunc(s.who, func(name string) bool { return w.named(p, name) }) {
			r.layKey(&s.rules, s.key)
		}
	}
	return &r
}

// named reports whether a name under for means p: a person, or the group, the contract
// or a tag or flag of one.
func (w *Workspace) named(p *Person, name string) bool {
	return slices.ContainsFunc(scopeKinds, func(k scopeKind) bool { return k.has(w, p, name) })
}

// scopeKind is one kind of thing that a name under for may be.
type scopeKind struct {
	name lang.Text
	has  func(w *Workspace, p *Person, name string) bool // the name means p
	// known reports whether there is such a thing even if it means nobody yet.
	known func(c *Config, name string) bool
	one   bool // it is one person's own
}

var scopeKinds = []scopeKind{
	{
		name:  lang.T("组", "a group"),
		has:   func(_ *Workspace, p *Person, name string) bool { return same(name, p.Group) },
		known: func(*Config, string) bool { return false },
	},
	{
		name: lang.T("合同", "a contract"),
		has: func(w *Workspace, p *Person, name string) bool {
			if own := w.Config.contractOf(p); own != nil {
				return same(name, own.words()...)
			}
			return same(name, p.Contract)
		},
		known: func(c *Config, name string) bool { return c.contractByWord(name) != nil },
	},
	{
		name: lang.T("标签", "a tag"),
		has: func(_ *Workspace, p *Person, name string) bool {
			f, isFlag := flagByWord(name)
			return same(name, p.Tags...) || isFlag && p.Has(f)
		},
		known: func(_ *Config, name string) bool { _, ok := flagByWord(name); return ok },
	},
	{
		name: lang.T("一个人", "a person"),
		has: func(_ *Workspace, p *Person, name string) bool {
			return table.ParseID(name) == p.ID || table.ParseName(name) == table.ParseName(p.Name)
		},
		known: func(*Config, string) bool { return false },
		one:   true,
	},
}

func flagByWord(word string) (Flag, bool) {
	for _, f := range Flags {
		if same(word, string(f.Flag), f.Name.ZH, f.Name.EN) {
			return f.Flag, true
		}
	}
	return "", false
}

// whatIs says which kinds of thing a name under for is, and how many people have it as
// their own.
func (w *Workspace) whatIs(name string) (kinds []lang.Text, people int) {
	for _, k := range scopeKinds {
		n := 0
		for i := range w.People {
			if k.has(w, &w.People[i], name) {
				n++
			}
		}
		if n > 0 || k.known(w.Config, name) {
			kinds = append(kinds, k.name)
		}
		if k.one {
			people = n
		}
	}
	return kinds, people
}

// checkNames reports the names under for that mean nobody, or more than one thing.
func (w *Workspace) checkNames(problems *table.Problems) {
	if w.noStaff {
		return // nobody can be named yet
	}
	for _, name := range w.Config.Rules.namesOf("cycle") {
		w.checkName(name, "rules.cycle", table.Pos{File: ConfigFile}, problems)
	}
	for i := range w.Config.Rules.scoped {
		s := &w.Config.Rules.scoped[i]
		for _, name := range slices.Concat(s.who, s.rules.namesOf(s.key)) {
			w.checkName(name, "rules."+s.key, table.Pos{File: s.where}, problems)
		}
	}
}

// checkName reports what is wrong with a name that stands for people under a key.
func (w *Workspace) checkName(name, key string, at table.Pos, problems *table.Problems) {
	kinds, people := w.whatIs(name)
	switch {
	case len(kinds) == 0:
		problems.Add(at, lang.F("%s：%q 不是组、合同、标签、标记，也不是员工表里的人", "%s: %q is no group, contract, tag or flag, and nobody in the staff list", key, name), w.scopeHint(name))
	case len(kinds) > 1:
		problems.Add(at, lang.F("%s：%q 有两个意思：%s", "%s: %q means two things: %s", key, name, listed(kinds)),
			lang.T("人写工号；组、合同、标签里改掉一个的名字", "write the ID of a person; rename one of group, contract and tag"))
	case people > 1:
		problems.Add(at, lang.F("%s：有 %d 个人叫 %q", "%[1]s: %[2]d people are called %[3]q", key, people, name), lang.T("改写工号", "write the ID"))
	}
}

// scopeHint offers the names nearest to one that is unknown.
func (w *Workspace) scopeHint(name string) lang.Text {
	var known []string
	add := func(words ...string) {
		for _, k := range words {
			if k != "" && !contains(known, k) {
				known = append(known, k)
			}
		}
	}
	for i := range w.Config.Contracts {
		add(w.Config.Contracts[i].words()...)
	}
	for i := range w.People {
		add(w.People[i].Group, w.People[i].Contract)
		add(w.People[i].Tags...)
	}
	for i := range w.People {
		add(w.People[i].Name)
	}
	return didYouMean(name, known)
}
