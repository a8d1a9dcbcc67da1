package judge

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
)

// tree is a node of the settings: a map, whose values are trees, lists and scalars.
type tree = map[string]any

// readSettings lays paiban.yaml over its preset over base.yaml. Entries of rules that are
// for some people alone come apart, in the order of the files.
func readSettings(dir string, presets fs.FS) (all tree, some []scoped, err error) {
	own, err := os.ReadFile(filepath.Join(dir, "paiban.yaml"))
	if err != nil {
		return nil, nil, err
	}
	top, err := decode("paiban.yaml", own)
	if err != nil {
		return nil, nil, err
	}
	name := str(top["preset"])
	all = tree{}
	for _, file := range []string{"base.yaml", name + ".yaml"} {
		data, err := fs.ReadFile(presets, file)
		if err != nil {
			return nil, nil, fmt.Errorf("preset (%s): %w", name, err)
		}
		t, err := decode(file, data)
		if err != nil {
			return nil, nil, err
		}
		some = append(some, takeScoped(t)...)
		all = overlay(all, t)
	}
	some = append(some, takeScoped(top)...)
	return overlay(all, top), some, nil
}

func decode(file string, data []byte) (tree, error) {
	t := tree{}
	if err := yaml.Unmarshal(data, &t); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return t, nil
}

// overlay lays upper over lower. Maps merge key by key, lists of things with an id merge
// by it, everything else is replaced.
func overlay(lower, upper tree) tree {
	out := tree{}
	for k, v := range lower {
		out[k] = v
	}
	for k, v := range upper {
		switch v := v.(type) {
		case tree:
			if old, ok := out[k].(tree); ok {
				out[k] = overlay(old, v)
				continue
			}
			out[k] = v
		case []any:
			old, _ := out[k].([]any)
			out[k] = overlayList(old, v)
		case nil:
		default:
			out[k] = v
		}
	}
	// A rule that was not in use and is written without a force must hold.
	if _, said := upper["force"]; !said && len(upper) > 0 && isOff(lower["force"]) && lower["force"] != nil {
		out["force"] = "hard"
	}
	return out
}

func overlayList(lower, upper []any) []any {
	for _, v := range upper {
		t, ok := v.(tree)
		if !ok || t["id"] == nil {
			return upper
		}
	}
	out := append([]any{}, lower...)
next:
	for _, v := range upper {
		t := v.(tree)
		for i, o := range out {
			old, ok := o.(tree)
			if !ok || str(old["id"]) != str(t["id"]) {
				continue
			}
			if b, _ := t["remove"].(bool); b {
				out = append(out[:i:i], out[i+1:]...)
			} else {
				out[i] = overlay(old, t)
			}
			continue next
		}
		if b, _ := t["remove"].(bool); !b {
			out = append(out, t)
		}
	}
	return out
}

func str(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		if !v {
			return "off"
		}
		return "true"
	}
	return fmt.Sprint(v)
}

func number(v any) float64 {
	x, _ := strconv.ParseFloat(strings.TrimSuffix(str(v), "%"), 64)
	if strings.HasSuffix(str(v), "%") {
		x /= 100
	}
	return x
}

func integer(v any) int { return int(number(v)) }

func branch(t tree, keys ...string) tree {
	for _, k := range keys {
		t, _ = t[k].(tree)
	}
	return t
}

func items(v any) []tree {
	list, _ := v.([]any)
	var out []tree
	for _, e := range list {
		if t, ok := e.(tree); ok {
			out = append(out, t)
		}
	}
	return out
}

// words reads a text, or a list of texts, as a list.
func words(v any) []string {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		var out []string
		for _, e := range v {
			// Within {…} the reader takes [09:00-18:00] for a list of one pair, 09: 00-18:00.
			if pair, ok := e.(tree); ok && len(pair) == 1 {
				for k, v := range pair {
					out = append(out, k+":"+str(v))
				}
				continue
			}
			out = append(out, str(e))
		}
		return out
	}
	return []string{str(v)}
}

// Text is a sentence or a name in both languages; one that was written once is both.
type Text struct{ Zh, En string }

func text(v any) Text {
	if t, ok := v.(tree); ok {
		return Text{str(t["zh"]), str(t["en"])}
	}
	return Text{str(v), str(v)}
}

// Force says how strongly a rule is meant: hard, or a cost for each breach, or neither.
type Force struct {
	Hard bool
	Cost int
}

// On says whether the rule is in use.
func (f Force) On() bool { return f.Hard || f.Cost > 0 }

func isOff(v any) bool { return v == nil || str(v) == "off" }

func force(v any) Force {
	switch s := str(v); s {
	case "hard":
		return Force{Hard: true}
	case "off", "":
		return Force{}
	default:
		return Force{Cost: integer(v)}
	}
}

// Days is a choice of dates, as the key days of the settings has it; nil is every date.
type Days []string

// Has says whether the choice holds d.
func (ds Days) Has(c Calendar, d Day) bool {
	in, named := false, false
	for _, w := range ds {
		w = strings.TrimSpace(w)
		not := strings.HasPrefix(w, "!")
		hit := dayWord(c, strings.TrimPrefix(w, "!"), d)
		if not {
			if hit {
				return false
			}
			continue
		}
		named = true
		in = in || hit
	}
	return in || !named
}

var weekdays = map[string]time.Weekday{
	"mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday, "thu": time.Thursday,
	"fri": time.Friday, "sat": time.Saturday, "sun": time.Sunday,
}

func dayWord(c Calendar, w string, d Day) bool {
	switch w {
	case "all":
		return true
	case "workdays":
		return c.Working(d)
	case "restdays":
		return !c.Working(d)
	case "weekends":
		return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
	}
	if k, ok := weekdays[w]; ok {
		return d.Weekday() == k
	}
	from, to, ranged := strings.Cut(w, "..")
	a, err := ParseDay(from)
	if err != nil {
		return false
	}
	if !ranged {
		return a == d
	}
	b, err := ParseDay(to)
	return err == nil && a <= d && d <= b
}
