package workspace

import (
	"regexp"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
)

var remark = regexp.MustCompile(`\([^()]*\)|\[[^\[\]]*\]`)

// bareWord reduces the value of a cell to what matters in it: width, case, blanks
// and a remark in brackets do not. Unlike in [table.Heading] hyphens and asterisks
// count: A-1 and A1 are two people.
func bareWord(s string) string {
	s = strings.ToLower(strings.ReplaceAll(table.Clean(s), " ", ""))
	if t := remark.ReplaceAllString(s, ""); t != "" {
		s = t
	}
	return s
}

// same reports whether word means one of names.
func same(word string, names ...string) bool {
	w := bareWord(word)
	for _, n := range names {
		if n != "" && bareWord(n) == w {
			return true
		}
	}
	return false
}

// shiftByWord finds a shift or a duty turn by id, name or short name in either
// language.
func (c *Config) shiftByWord(word string) (id string, ok bool) {
	for _, s := range c.Shifts {
		if same(word, s.ID, s.Name.ZH, s.Name.EN, s.Short.ZH, s.Short.EN) {
			return s.ID, true
		}
	}
	for _, d := range c.DutyTurns {
		if same(word, d.ID, d.Name.ZH, d.Name.EN, d.Short.ZH, d.Short.EN) {
			return d.ID, true
		}
	}
	return "", false
}

// shiftWords lists what a shift may be called, for hints.
func (c *Config) shiftWords() (out []string) {
	for _, s := range c.Shifts {
		out = append(out, both(s.Name, s.ID)...)
	}
	for _, d := range c.DutyTurns {
		out = append(out, both(d.Name, d.ID)...)
	}
	return out
}

// queueByWord finds a queue by id or name in either language.
func (c *Config) queueByWord(word string) (id string, ok bool) {
	for _, q := range c.Queues {
		if same(word, q.ID, q.Name.ZH, q.Name.EN, q.Short.ZH, q.Short.EN) {
			return q.ID, true
		}
	}
	return "", false
}

func (c *Config) queueWords() (out []string) {
	for _, q := range c.Queues {
		out = append(out, both(q.Name, q.ID)...)
	}
	return out
}

func both(name lang.Text, id string) []string {
	if name.ZH == name.EN {
		return []string{id, name.ZH}
	}
	return []string{id, name.ZH, name.EN}
}
