package report

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/schedule"
)

// rest and absent are what a cell shows on a rest day and outside employment.
var (
	rest   = lang.T("休", "off")
	absent = lang.Same("—")
)

// restWords are all words for a cell without a shift.
var restWords = []string{"", "休", "休息", "轮休", "公休", "off", "rest", "-", "—", "－", "/"}

// LeaveWords are the words of leave that a roster cell may hold besides those
// that were there when it was written.
var LeaveWords = []lang.Text{
	lang.T("年假", "annual"), lang.T("事假", "personal"), lang.T("病假", "sick"), lang.T("调休", "comp"),
	lang.T("婚假", "marriage"), lang.T("产假", "maternity"), lang.T("丧假", "bereavement"), lang.T("工伤", "injury"), lang.T("请假", "leave"),
}

// Words reads what people write into the cells of a roster: a shift by its id,
// its short sign or its name in either language, a word for a rest day, or a
// word of leave. Blanks, case and full-width forms make no difference.
type Words struct {
	all    []schedule.Shift
	shifts map[string]int
	rests  map[string]bool
	leaves map[string]bool
	shown  [2][]string // the short signs, for hints, by language
}

// NewWords makes the words for shifts; leave lists further words of leave.
func NewWords(shifts []schedule.Shift, leave ...string) *Words {
	w := &Words{all: shifts, shifts: map[string]int{}, rests: map[string]bool{}, leaves: map[string]bool{}}
	w.shown[lang.ZH], w.shown[lang.EN] = labels(shifts, lang.ZH), labels(shifts, lang.EN)
	// What is surer goes first: ids are distinct, then what the cells show, then
	// names. A word that two shifts share at the same step is neither.
	steps := []func(s int) []string{
		func(s int) []string { return []string{shifts[s].ID} },
		func(s int) []string { return []string{w.shown[lang.ZH][s], w.shown[lang.EN][s]} },
		func(s int) []string {
			return []string{shifts[s].Short.ZH, shifts[s].Short.EN, shifts[s].Name.ZH, shifts[s].Name.EN}
		},
	}
	for _, step := range steps {
		means := map[string][]int{}
		for s := range shifts {
			for _, word := range step(s) {
				if k := plain(word); k != "" && !slices.ContainsFunc(means[k], func(t int) bool { return t == s || sameCut(&shifts[t], &shifts[s]) }) {
					means[k] = append(means[k], s)
				}
			}
		}
		for s := range shifts {
			for _, word := range step(s) {
				k := plain(word)
				if _, taken := w.shifts[k]; !taken && len(means[k]) == 1 {
					w.shifts[k] = s
				}
			}
		}
	}
	for _, r := range restWords {
		w.rests[plain(r)] = true
	}
	for _, l := range LeaveWords {
		w.leaves[plain(l.ZH)], w.leaves[plain(l.EN)] = true, true
	}
	for _, l := range leave {
		w.leaves[plain(l)] = true
	}
	return w
}

// sameCut reports whether two shifts are what the same hours of leave leave of the same
// shift, on different days; [Words.ParseOn] says which is meant.
func sameCut(a, b *schedule.Shift) bool {
	return a.Cut() && b.Cut() && a.Parts[0] == b.Parts[0] && slices.Equal(a.Segments, b.Segments)
}

// ParseOn is Parse of the cell of a day: what leave of some hours leaves of a shift is
// another shift on each day.
func (w *Words) ParseOn(text string, day int) (shift int, leave string, ok bool) {
	shift, leave, ok = w.Parse(text)
	if shift == schedule.Off || !w.all[shift].Cut() || w.all[shift].Days.Has(day) {
		return shift, leave, ok
	}
	whole := shift
	for s := range w.all {
		switch {
		case sameCut(&w.all[s], &w.all[shift]) && w.all[s].Days.Has(day):
			return s, leave, ok
		case w.all[s].ID == w.all[shift].Parts[0]:
			whole = s
		}
	}
	return whole, leave, ok
}

// Parse returns the shift that text names, or schedule.Off with the word of
// leave, if it is one; ok is false for a word that is nothing of these.
func (w *Words) Parse(text string) (shift int, leave string, ok bool) {
	k := plain(text)
	if s, is := w.shifts[k]; is {
		return s, "", true
	}
	if unlocked(k) != k {
		return w.Parse(unlocked(table.Clean(text)))
	}
	if s, is := w.bySpans(k); is {
		return s, "", true
	}
	// What is left of a shift beside leave, 晚(14-18假), is that shift where the
	// leave is not known.
	if before, _, cut := strings.Cut(k, "("); cut {
		if s, is := w.shifts[before]; is {
			return s, "", true
		}
	}
	if w.leaves[k] && !w.rests[k] {
		return schedule.Off, table.Clean(text), true
	}
	return schedule.Off, "", w.rests[k]
}

// Unread returns what Parse does not read of a text: the words in brackets behind a
// shift, with them; "" where it reads all.
func (w *Words) Unread(text string) string {
	k := unlocked(plain(text))
	before, _, cut := strings.Cut(k, "(")
	if _, is := w.shifts[k]; is || !cut {
		return ""
	}
	if _, is := w.shifts[before]; !is {
		return ""
	}
	text = table.Clean(text)
	return text[strings.IndexByte(text, '('):]
}

// UnreadText says that Unread words of the cell at pos do not count.
func UnreadText(pos table.Pos, text, unread string) lang.Text {
	return lang.F("%s: “%s”括号里的 %s 没有用，按整个班算；请假记到 leave.xlsx，改了时间就换一个班次", "%s: %q: what stands in brackets, %s, is not used and the shift is taken as a whole; enter leave in leave.xlsx, and another shift for other hours", pos, table.Clean(text), unread)
}

var spanText = regexp.MustCompile(`^(\d{1,2})(?::(\d\d))?[-~–—至到](\d{1,2})(?::(\d\d))?$`)

// bySpans returns the shift whose hours somebody has typed: 8-12/14-18.
func (w *Words) bySpans(k string) (shift int, ok bool) {
	var spans []schedule.Span
	for _, part := range strings.FieldsFunc(k, func(r rune) bool { return strings.ContainsRune("/,、，;；+&", r) }) {
		m := spanText.FindStringSubmatch(part)
		if m == nil {
			return 0, false
		}
		minute := func(h, m string) int {
			hours, _ := strconv.Atoi(h) // the pattern lets only digits in
			minutes, _ := strconv.Atoi(m)
			return 60*hours + minutes
		}
		s := schedule.Span{Start: minute(m[1], m[2]), End: minute(m[3], m[4])}
		if s.End <= s.Start {
			s.End += schedule.DayMinutes
		}
		spans = append(spans, s)
	}
	found := -1
	for i := range w.all {
		if sh := &w.all[i]; !sh.Retired && !sh.Cut() && slices.Equal(sh.Segments, spans) {
			if found >= 0 {
				return 0, false // the same hours for several queues
			}
			found = i
		}
	}
	return found, found >= 0
}

// Allowed lists what a cell may hold.
func (w *Words) Allowed() lang.Text {
	var signs [2][]string
	for l := range signs {
		for s := range w.all {
			if !w.all[s].Cut() && !w.all[s].Longer() {
				signs[l] = append(signs[l], w.shown[l][s])
			}
		}
	}
	return lang.T(
		"可以写："+strings.Join(append(signs[lang.ZH], "休"), "、")+"，或请假的名称（年假、病假等）",
		"use one of: "+strings.Join(append(signs[lang.EN], "off"), ", ")+", or a word of leave (annual, sick, …)")
}

func plain(s string) string {
	return table.Simplified(strings.ToLower(strings.ReplaceAll(table.Clean(s), " ", "")))
}

// labels returns what a cell shows for each shift in language l: its short sign
// where that is its own, else its id. Cut shifts of one sign have the same hours.
func labels(shifts []schedule.Shift, l lang.Lang) []string {
	taken := map[string]int{}
	for _, w := range restWords {
		taken[plain(w)] = 2
	}
	for i := range shifts {
		if !shifts[i].Cut() {
			taken[plain(shifts[i].Short.In(l))]++
		}
	}
	out := make([]string, len(shifts))
	for i := range shifts {
		out[i] = shifts[i].ID
		if short := shifts[i].Short.In(l); taken[plain(short)] == 1 || shifts[i].Cut() {
			out[i] = short
		}
	}
	return out
}

// personLabels returns the name of each person, or the id where two share it.
func personLabels(people []schedule.Person) []string {
	taken := map[string]int{}
	for i := range people {
		taken[plain(people[i].Name)]++
	}
	out := make([]string, len(people))
	for i := range people {
		out[i] = people[i].Name
		if out[i] == "" || taken[plain(out[i])] > 1 {
			out[i] = people[i].ID
		}
	}
	return out
}

func sorted[V any](m map[int]V) []int { return slices.Sorted(maps.Keys(m)) }

// ShiftLabels are what the cells of a roster show for each shift, by index.
func ShiftLabels(shifts []schedule.Shift, l lang.Lang) []string { return labels(shifts, l) }
