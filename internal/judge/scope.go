package judge

import (
	"slices"
	"sort"
	"strings"
	"unicode"
)

// docs/configuration.md, "Rules may be for some people alone": a key under rules holds for
// everybody, for a contract, or, where an entry has `for`, for those it names. The last of
// these that speaks of a person holds and says all of the rule.

// scoped is an entry under a key of rules that is for some people alone.
type scoped struct {
	key  string
	who  []string
	rule tree
}

// listed are the keys of rules that are lists by themselves; with the key that says what an
// entry of it is about, "" where it is about all that it says.
var listed = map[string][]string{
	"fairness": {"id"}, "shifts_week": {"shifts"}, "shifts_month": {"shifts"}, "shifts_horizon": {"shifts"},
	"shifts_in_a_row": {"shifts"}, "forbidden_after": {"from", "to"}, "days_off_after": {"shifts"},
	"rest_between_shifts": {"after", "before"},
	"skill_on_shift":      nil, "together": nil, "apart": nil, "mentor": nil, "meal_times": nil, "away_at_once": nil,
}

// company are the keys whose `for` is part of what they say: their entries add up.
var company = []string{"skill_on_shift", "together", "apart", "mentor", "meal_times", "away_at_once"}

// takeScoped parts the rules of a layer of the settings: what holds for everybody stays, as
// one mapping or, for keys that are lists, as a list; entries with `for` are returned.
func takeScoped(layer tree) (out []scoped) {
	rules, ok := layer["rules"].(tree)
	if !ok {
		return nil
	}
	general := tree{}
	for key, v := range rules {
		var entries []any
		switch v := v.(type) {
		case []any:
			entries = v
		case tree:
			entries = []any{v}
		default:
			general[key] = v
			continue
		}
		_, isList := listed[key]
		var rest []any
		for _, e := range entries {
			t, ok := e.(tree)
			if ok && key == "rest_between_shifts" { // of a lower layer the entry about the same goes on
				t["id"] = strings.Join(append(append(words(t["after"]), "|"), words(t["before"])...), " ")
			}
			if !ok || t["for"] == nil || slices.Contains(company, key) {
				rest = append(rest, e)
				continue
			}
			own := tree{}
			for k, v := range t {
				if k != "for" {
					own[k] = v
				}
			}
			out = append(out, scoped{key, namesOf(t["for"]), own})
		}
		switch {
		case isList && (len(rest) > 0 || len(entries) == 0):
			general[key] = rest
		case !isList && len(rest) > 0:
			general[key] = rest[0]
		}
	}
	layer["rules"] = general
	sort.SliceStable(out, func(i, j int) bool { return out[i].key < out[j].key }) // maps have no order; within a key it stays
	return out
}

// namesOf reads names of people: several as a list or with commas.
func namesOf(v any) (out []string) {
	for _, w := range words(v) {
		for _, n := range strings.FieldsFunc(w, func(r rune) bool { return strings.ContainsRune("、，,", r) }) {
			if n = fold(n); n != "" {
				out = append(out, n)
			}
		}
	}
	return out
}

// contractOf is the entry of contracts that the person's column names, nil where none does.
func (s *Shop) contractOf(p *Person) tree {
	if p.Contract == "" {
		return nil
	}
	for _, c := range items(s.Settings["contracts"]) {
		name := text(c["name"])
		for _, w := range []string{str(c["id"]), name.Zh, name.En} {
			if w != "" && key(w) == key(p.Contract) {
				return c
			}
		}
	}
	return nil
}

// means says whether a name under `for` means the person: a group, a contract, a tag or a
// flag of theirs, their ID or their name.
func (s *Shop) means(name string, p *Person) bool {
	k := key(name)
	is := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return w != "" && key(w) == k })
	}
	if is(p.ID, p.Name, p.Group, p.Contract) || is(p.Tags...) {
		return true
	}
	if c := s.contractOf(p); c != nil {
		if name := text(c["name"]); is(str(c["id"]), name.Zh, name.En) {
			return true
		}
	}
	flag := flagWords[k]
	return flag != "" && p.Flags[flag]
}

// meansAny says whether one of the names means the person.
func (s *Shop) meansAny(names []string, p *Person) bool {
	return slices.ContainsFunc(names, func(n string) bool { return s.means(n, p) })
}

// notRules are the keys of an entry of contracts that are no keys of rules.
var notRules = []string{"id", "name", "hours_week", "hours_day", "origin", "remove"}

// rulesFor gives what stands under each key of rules for a person, as entries.
func (s *Shop) rulesFor(p *Person) map[string][]tree {
	out := map[string][]tree{}
	entries := func(v any) []tree {
		if t, ok := v.(tree); ok {
			return []tree{t}
		}
		return items(v)
	}
	for k, v := range branch(s.Settings, "rules") {
		out[k] = entries(v)
	}
	lay := func(k string, over []tree) {
		about, isList := listed[k]
		if !isList || len(over) == 0 {
			out[k] = over
			return
		}
		kept := slices.DeleteFunc(slices.Clone(out[k]), func(old tree) bool {
			return slices.ContainsFunc(over, func(o tree) bool { return sameAbout(about, old, o) })
		})
		out[k] = append(kept, over...)
	}
	for k, v := range s.contractOf(p) {
		if !slices.Contains(notRules, k) {
			lay(k, entries(v))
		}
	}
	for _, e := range s.scoped {
		if s.meansAny(e.who, p) {
			lay(e.key, []tree{e.rule})
		}
	}
	return out
}

// sameAbout says whether two entries of a list are about the same: the same words in any
// order.
func sameAbout(keys []string, a, b tree) bool {
	if len(keys) == 0 {
		return false
	}
	for _, k := range keys {
		x, y := words(a[k]), words(b[k])
		sort.Strings(x)
		sort.Strings(y)
		if !slices.Equal(x, y) {
			return false
		}
	}
	return true
}

// idOf is the ID of somebody on a staff list without a column of IDs: the name, without
// blanks where it is Chinese.
func idOf(name string) string {
	if strings.IndexFunc(name, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0 {
		return strings.Join(strings.Fields(name), "")
	}
	return name
}
