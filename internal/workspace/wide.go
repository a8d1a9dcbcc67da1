package workspace

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// A Chinese keyboard writes : as ： and " as “. YAML takes them for letters, and says
// something else far from the place.

// wideColon is a key with a wide colon behind it: at the beginning of a line, of an item
// of a list or within braces.
var wideColon = regexp.MustCompile(`(?:^\s*(?:-\s+)*|[{,，]\s*)["']?([A-Za-z_][A-Za-z0-9_]*)["']?\s*(：)`)

// wideKeys reports each key of known that has a wide colon behind it, and returns src
// with colons that YAML knows in their places.
func (d *decoder) wideKeys(src string, known map[string]bool) string {
	lines := strings.Split(src, "\n")
	for n, line := range yamlLines(src) {
		right, shift := lines[n-1], 0
		for _, g := range wideColon.FindAllStringSubmatchIndex(line, -1) {
			key := line[g[2]:g[3]]
			if !known[strings.ToLower(key)] {
				continue
			}
			d.problems.Add(table.Pos{File: fmt.Sprintf("%s:%d:%d", d.file, n, 1+len([]rune(line[:g[4]])))},
				lang.F("%s 后面的冒号是全角的（：）", "the colon after %s is full-width (：)", key),
				lang.F("改成半角冒号加一个空格：%s: …", "write a half-width colon and a blank: %s: …", key))
			right = right[:g[4]+shift] + ": " + right[g[5]+shift:]
			shift += len(": ") - (g[5] - g[4])
		}
		lines[n-1] = right
	}
	return strings.Join(lines, "\n")
}

// yamlLines yields the lines of a document that hold keys or values, numbered from 1,
// without their comments: not those of a text in several lines (| or >).
func yamlLines(src string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		text := -1 // indent of the key whose text goes on
		for i, line := range strings.Split(src, "\n") {
			line = strings.TrimSuffix(line, "\r")
			bare := strings.TrimLeft(line, " ")
			indent := len(line) - len(bare)
			if bare == "" || text >= 0 && indent > text {
				continue
			}
			text = -1
			if strings.HasPrefix(bare, "#") {
				continue
			}
			if at := strings.Index(line, " #"); at >= 0 {
				line = line[:at]
			}
			if blockText.MatchString(line) {
				text = indent
			}
			if !yield(i+1, line) {
				return
			}
		}
	}
}

var blockText = regexp.MustCompile(`:\s+[|>][+-]?\d?\s*$`)

// signs are what a Chinese keyboard writes, and what is meant.
var signs = map[rune]string{
	'：': ":", '，': ",", '、': ",", '；': ";", '“': `"`, '”': `"`, '‘': "'", '’': "'", '「': `"`, '」': `"`,
	'【': "[", '】': "]", '（': "(", '）': ")", '＃': "#", '％': "%", '—': "-", '–': "-", '～': "~",
}

// wideHint says which signs of a line are wide, what to write for them, and that blanks
// are none that YAML knows; zero where there are none.
func wideHint(line string) lang.Text {
	var found []lang.Text
	seen := map[rune]bool{}
	for _, r := range line {
		plain, ok := signs[r]
		if f := width.LookupRune(r); !ok && f.Kind() == width.EastAsianFullwidth {
			plain, ok = string(f.Narrow()), f.Narrow() != 0
		}
		if !ok || seen[r] || r == '\u3000' {
			continue
		}
		seen[r] = true
		found = append(found, lang.F("%s 改成 %s", "write %[2]s for %[1]s", string(r), plain))
	}
	blanks := line[:len(line)-len(strings.TrimLeftFunc(line, unicode.IsSpace))]
	if strings.ContainsFunc(blanks, func(r rune) bool { return r != ' ' }) {
		found = append(found, lang.T("缩进改用普通空格（不用 Tab、全角空格）", "indent with plain blanks, not with tabs or wide blanks"))
	}
	if found == nil {
		return lang.Text{}
	}
	return lang.F("这一行有全角符号：%s", "signs of a Chinese keyboard in this line: %s", lang.Join(found, "、", ", "))
}

// hintWide tells, beside each problem, which wide signs its line holds. A parser may
// stumble a line later.
func hintWide(file, src string, problems table.Problems) {
	lines := map[int]string{}
	for n, line := range yamlLines(src) {
		lines[n] = line
	}
	for _, p := range problems {
		rest, _ := strings.CutPrefix(p.Pos.File, file+":")
		number, _, _ := strings.Cut(rest, ":")
		n, err := strconv.Atoi(number)
		if err != nil {
			continue
		}
		hint := wideHint(lines[n])
		if hint.IsZero() {
			continue
		}
		if !p.Hint.IsZero() {
			hint = lang.F("%s；%s", "%s; %s", hint, p.Hint)
		}
		p.Hint = hint
	}
}

// keysOf returns the keys that a document laid over a value of type t may have.
func keysOf(t reflect.Type) map[string]bool {
	keys, seen := map[string]bool{"remove": true, "for": true}, map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(t reflect.Type) {
		for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || seen[t] {
			return
		}
		seen[t] = true
		for _, f := range fieldsOf(t) {
			keys[f.name] = true
			walk(t.FieldByIndex(f.index).Type)
		}
	}
	walk(t)
	return keys
}
