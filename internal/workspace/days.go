package workspace

import (
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Days is a set of days: those of any of its words, less those of the words that
// begin with "!". Without a word that adds days it is all others.
type Days []DayName

// DayName is one word of [Days]: all, workdays and restdays (by the office
// calendar), weekends, mon … sun, a date 2026-11-11, or dates
// 2026-10-31..2026-11-11, both included.
type DayName string

var dayNames = []struct {
	name DayName
	text lang.Text
	has  func(workcal.Day) bool
}{
	{"mon", lang.T("周一", "Mon"), onWeekday(1)}, {"tue", lang.T("周二", "Tue"), onWeekday(2)}, {"wed", lang.T("周三", "Wed"), onWeekday(3)},
	{"thu", lang.T("周四", "Thu"), onWeekday(4)}, {"fri", lang.T("周五", "Fri"), onWeekday(5)}, {"sat", lang.T("周六", "Sat"), onWeekday(6)},
	{"sun", lang.T("周日", "Sun"), onWeekday(0)},
	{"all", lang.T("每天", "every day"), func(workcal.Day) bool { return true }},
	{"workdays", lang.T("工作日", "working days"), func(d workcal.Day) bool { return d.Work }},
	{"weekends", lang.T("周末", "weekends"), func(d workcal.Day) bool { return d.Date.Weekend() }},
	{"restdays", lang.T("休息日和节假日", "rest days and holidays"), func(d workcal.Day) bool { return !d.Work }},
}

func onWeekday(w int) func(workcal.Day) bool {
	return func(d workcal.Day) bool { return int(d.Date.Weekday()) == w }
}

// UnmarshalText reads one word.
func (d *DayName) UnmarshalText(b []byte) error {
	word := string(b)
	plain, not := strings.CutPrefix(word, "!")
	if _, _, ok := dates(plain); ok {
		*d = DayName(word)
		return nil
	}
	var known []string
	for _, n := range dayNames {
		if string(n.name) == plain || n.text.ZH == plain {
			*d = n.name
			if not {
				*d = "!" + n.name
			}
			return nil
		}
		known = append(known, string(n.name))
	}
	e := lang.Errorf("不认识的日子 %q", "unknown day %q", b)
	e.Hint = didYouMean(plain, append(known, "2026-11-11", "2026-10-31..2026-11-11"))
	return e
}

// dates reads a date, or two with two dots between them.
func dates(s string) (from, to workcal.Date, ok bool) {
	first, last, both := strings.Cut(s, "..")
	if !both {
		last = first
	}
	from, err1 := workcal.ParseDate(first)
	to, err2 := workcal.ParseDate(last)
	return from, to, err1 == nil && err2 == nil && from <= to
}

// has reports whether day is meant by a word without its "!".
func (d DayName) has(day workcal.Day) bool {
	for _, n := range dayNames {
		if n.name == d {
			return n.has(day)
		}
	}
	from, to, _ := dates(string(d))
	return from <= day.Date && day.Date <= to
}

// Has reports whether day is in d.
func (d Days) Has(day workcal.Day) bool {
	in, adds := false, false
	for _, n := range d {
		if word, not := strings.CutPrefix(string(n), "!"); not {
			if DayName(word).has(day) {
				return false
			}
			continue
		}
		in, adds = in || n.has(day), true
	}
	return in || !adds
}

// Text says d.
func (d Days) Text() lang.Text {
	var in, out []lang.Text
	for _, n := range d {
		word, not := strings.CutPrefix(string(n), "!")
		text := lang.Same(word)
		for _, k := range dayNames {
			if string(k.name) == word {
				text = k.text
			}
		}
		if not {
			out = append(out, text)
		} else {
			in = append(in, text)
		}
	}
	said := lang.T("每天", "every day")
	if in != nil {
		said = lang.Join(in, "、", ", ")
	}
	if out != nil {
		said = lang.F("%s（%s 除外）", "%s but %s", said, lang.Join(out, "、", ", "))
	}
	return said
}
