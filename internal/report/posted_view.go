package report

import (
	"fmt"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// What a posted roster shows beside its cells, on the page and in the picture: dates in
// words, groups with how many of them work, what is special about a day.

// dates is the horizon in words: 11月23日–29日, 23–29 November. A month sheet keeps its
// title, 2026-12.
func (b *rosterBook) dates() string {
	if b.w.Month != (workcal.Month{}) {
		return b.w.Title
	}
	first, last := b.p.Date(0), b.p.Date(b.p.Days-1)
	if first == last {
		return b.say(dateWords(first, false, true, true))
	}
	year, month, _ := first.Civil()
	lastYear, lastMonth, _ := last.Civil()
	inYear, inMonth := year == lastYear, year == lastYear && month == lastMonth
	// The month stands in front in Chinese and behind in English.
	return b.say(lang.F("%v–%v", "%v–%v", dateWords(first, !inYear, true, !inMonth), dateWords(last, !inYear, !inMonth, true)))
}

// dateWords is a date in words, with its year where asked for and its month where asked
// for in the language.
func dateWords(d workcal.Date, withYear, monthZH, monthEN bool) lang.Text {
	year, month, day := d.Civil()
	zh, en := fmt.Sprintf("%d日", day), fmt.Sprint(day)
	if monthZH {
		zh = fmt.Sprintf("%d月%s", int(month), zh)
	}
	if monthEN {
		en += " " + month.String()
	}
	if withYear {
		zh, en = fmt.Sprintf("%d年%s", year, zh), fmt.Sprintf("%s %d", en, year)
	}
	return lang.T(zh, en)
}

// subtitle is the horizon as commands know it: 2026-W48 · 2026-11-23 – 2026-11-29.
func (b *rosterBook) subtitle() string {
	parts := []string{fmt.Sprintf("%s – %s", b.p.Date(0), b.p.Date(b.p.Days-1))}
	if b.w.Title != "" && b.w.Title != b.dates() {
		parts = append([]string{b.w.Title}, parts...)
	}
	if !b.w.State.IsZero() {
		parts = append(parts, b.say(b.w.State.Text()))
	}
	return strings.Join(parts, " · ")
}

// dayNotes are what is special about day d: a holiday, a workday in exchange for one,
// promotions.
func (b *rosterBook) dayNotes(d int) (notes []string) {
	if _, special, _ := strings.Cut(b.dayName(d), "\n"); special != "" {
		notes = append(notes, special)
	}
	if b.w.Events != nil && !b.w.Events[d].IsZero() {
		notes = append(notes, b.say(b.w.Events[d]))
	}
	return notes
}

// twoLines parts the text of a cell from what stands in brackets behind it: 晚(14-18假) is
// 晚 and 14-18假, which is small below it.
func twoLines(text string) (sign, part string) {
	if at := strings.IndexByte(text, '('); at > 0 && strings.HasSuffix(text, ")") {
		return strings.TrimSpace(text[:at]), text[at+1 : len(text)-1]
	}
	return text, ""
}

// CellLines is twoLines for the page.
func CellLines(text string) (sign, part string) { return twoLines(text) }

// rosterGroup is people that stand together, from top to bottom.
type rosterGroup struct {
	name   string // "" where the shop has no groups
	people []int
}

// groups parts the people by their group, in the order in which the groups come first. A
// shop with one group or none has one, without a name; people without a group stand last.
func (b *rosterBook) groups() []rosterGroup {
	var out []rosterGroup
	at := map[string]int{}
	var rest []int
	for _, i := range b.order {
		name := b.p.People[i].Group
		if name == "" {
			rest = append(rest, i)
			continue
		}
		k, known := at[name]
		if !known {
			k = len(out)
			at[name] = k
			out = append(out, rosterGroup{name: name})
		}
		out[k].people = append(out[k].people, i)
	}
	if len(rest) > 0 {
		out = append(out, rosterGroup{b.say(lang.T("未分组", "no group")), rest})
	}
	if len(out) < 2 {
		return []rosterGroup{{people: b.order}}
	}
	return out
}

// atWork counts who of people has a shift on day d; standby at home is none.
func (b *rosterBook) atWork(people []int, d int) (n int) {
	for _, i := range people {
		if s := b.w.Roster.Cells[i][d]; s != schedule.Off && b.p.Shifts[s].Kind != schedule.Standby {
			n++
		}
	}
	return n
}
