package workspace

import (
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"paiban/internal/lang"
)

// ruleEntries reads what stands under a key of rules: what holds for everybody, or a
// list, in which entries with for hold for some people alone.
func (d *decoder) ruleEntries(kv *ast.MappingValueNode, key string, r *Rules) {
	to, at := ruleField(r, key), kv.Key.GetToken()
	list := []ast.Node{kv.Value}
	switch n := kv.Value.(type) {
	case *ast.SequenceNode:
		list = n.Values
	case *ast.MappingNode:
	default:
		d.within("."+key, at, kv.Value, to)
		return
	}
	if to.Kind() == reflect.Slice {
		if _, own := find(fieldsOf(to.Type().Elem()), "for"); own { // the rule itself is about some people
			d.within("."+key, at, listOf(kv.Value.GetToken(), list), to)
			return
		}
	}
	var general []ast.Node
	for _, e := range list {
		m, ok := e.(*ast.MappingNode)
		if !ok {
			general = append(general, e)
			continue
		}
		who, rest := takeFor(m)
		if who == nil {
			general = append(general, e)
			continue
		}
		d.scopedEntry(key, who, rest, r)
	}
	rests, isRests := to.Addr().Interface().(*RestRules)
	switch {
	case len(general) == 0 && len(list) > 0:
	case isRests:
		d.rests(general, key, rests)
	case to.Kind() == reflect.Slice:
		d.within("."+key, at, listOf(kv.Value.GetToken(), general), to)
	case len(general) > 1:
		d.add(general[1].GetToken(), lang.F("%s 对所有人写了两次", "%s is given twice for everybody", key), lang.T("只对一些人的加上 for: 组、合同、标签或姓名", "add for: with a group, a contract, a tag or a name to one that is for some people"))
	case len(general) == 1:
		d.within("."+key, at, general[0], to)
	}
}

// rests lays each entry over the one about the same shifts, or appends it: whoever asks
// for longer rest after nights keeps the rest between any two shifts.
func (d *decoder) rests(entries []ast.Node, key string, to *RestRules) {
	out := slices.Clone(*to)
	var seen []string
	for _, e := range entries {
		trial, own := *d, BetweenRule{}
		trial.problems, trial.places = nil, places{}
		trial.value(e, reflect.ValueOf(&own).Elem()) // what it is about; what is wrong is told below
		at := slices.IndexFunc(out, func(u BetweenRule) bool { return u.about() == own.about() })
		switch {
		case slices.Contains(seen, own.about()):
			d.add(e.GetToken(), lang.F("%s 对同样的班写了两次", "%s is given twice for the same shifts", key), lang.T("只留一项，或写 after、before 说明是哪些班", "keep one, or say with after and before which shifts it is for"))
			continue
		case at < 0:
			at, out = len(out), append(out, BetweenRule{})
		}
		seen = append(seen, own.about())
		d.within("."+key, e.GetToken(), e, reflect.ValueOf(&out[at]).Elem())
	}
	*to = out
}

// takeFor takes the key for out of an entry.
func takeFor(m *ast.MappingNode) (who *ast.MappingValueNode, rest *ast.MappingNode) {
	own := *m
	own.Values = nil
	for _, kv := range m.Values {
		if keyText(kv) == "for" && who == nil {
			who = kv
			continue
		}
		own.Values = append(own.Values, kv)
	}
	return who, &own
}

func listOf(at *token.Token, nodes []ast.Node) *ast.SequenceNode {
	n := ast.Sequence(at, true)
	n.Values = nodes
	return n
}

// scopedEntry reads an entry for some people. It says all of the rule by itself: nothing
// of what holds for everybody is taken over.
func (d *decoder) scopedEntry(key string, who *ast.MappingValueNode, m *ast.MappingNode, r *Rules) {
	s := scopedRule{key: key, where: d.at(who.Key.GetToken())}
	var names []string
	d.value(who.Value, reflect.ValueOf(&names).Elem())
	for _, n := range names {
		for _, w := range strings.FieldsFunc(n, func(c rune) bool { return strings.ContainsRune("、，,", c) }) {
			if w = strings.TrimSpace(w); w != "" && !contains(s.who, w) {
				s.who = append(s.who, w)
			}
		}
	}
	if s.who == nil {
		d.add(who.Key.GetToken(), lang.T("for 后面没有名字", "for names nobody"), lang.T("写组、合同、标签或姓名，几个写成 [A组, 兼职]", "write a group, a contract, a tag or a name; several as [A, parttime]"))
		return
	}
	to := ruleField(&s.rules, key)
	var n ast.Node = m
	if to.Kind() == reflect.Slice {
		n = listOf(m.GetToken(), []ast.Node{m})
	}
	d.within("."+key+"["+strings.Join(s.who, "、")+"]", m.GetToken(), n, to)
	r.scoped = append(r.scoped, s)
}
