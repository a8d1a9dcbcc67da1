package staffing

import (
	"strings"

	"paiban/internal/lang"
)

// ReplyFormula says what a reply rate is a share of. Platforms differ in it: the
// same answers make different rates. [ReplyFormulas] has the words of each.
type ReplyFormula string

// A call is one turn, so that PerTurn, PerSession and FirstReply are then the
// same. The simulation has one chat a day of each buyer, unless a chat goes on
// past midnight.
const (
	PerTurn      ReplyFormula = "turn"       // answers in time / customer turns
	PerSession   ReplyFormula = "session"    // sessions with every turn in time / sessions
	PerPersonDay ReplyFormula = "person-day" // buyers with every turn of the day in time / buyers of the day
	FirstReply   ReplyFormula = "first"      // first answers in time / contacts
)

// ReplyFormulas lists every formula in order. Whatever reads, prints or documents
// formulas does so by this list.
var ReplyFormulas = []struct {
	Key   ReplyFormula // in paiban.yaml and on the command line
	Name  lang.Text
	Means lang.Text // the share that the rate is
}{
	{PerTurn, lang.T("按轮次", "by turn"), lang.T("及时回复的轮次占比", "share of turns answered in time")},
	{PerSession, lang.T("按会话", "by session"), lang.T("每一轮都及时的会话占比", "share of sessions with every turn in time")},
	{PerPersonDay, lang.T("按人日", "by buyer and day"), lang.T("当天每一轮都及时的顾客占比", "share of buyers with every turn of the day in time")},
	{FirstReply, lang.T("按首次回复", "by first reply"), lang.T("首次回复及时的咨询占比", "share of contacts with the first reply in time")},
}

// Known reports whether f is one of [ReplyFormulas]; "" is not.
func (f ReplyFormula) Known() bool {
	for _, e := range ReplyFormulas {
		if e.Key == f {
			return true
		}
	}
	return false
}

// Text returns the name of f in both languages.
func (f ReplyFormula) Text() lang.Text {
	for _, e := range ReplyFormulas {
		if e.Key == f {
			return e.Name
		}
	}
	return lang.Same(string(f))
}

// Means returns what f is a share of, in both languages.
func (f ReplyFormula) Means() lang.Text {
	for _, e := range ReplyFormulas {
		if e.Key == f {
			return e.Means
		}
	}
	return lang.Same(string(f))
}

// ReplyFormulaKeys returns the keys of all formulas, in order.
func ReplyFormulaKeys() (keys []string) {
	for _, e := range ReplyFormulas {
		keys = append(keys, string(e.Key))
	}
	return keys
}

// unknownFormula is the error of a formula that is none of the list.
func unknownFormula(f ReplyFormula) error {
	keys := ReplyFormulaKeys()
	return lang.Errorf("不认识的回复率口径 %q", "unknown reply-rate formula %q", string(f)).
		WithHint("可用 %s", "use one of %s", lang.T(strings.Join(keys, "、"), strings.Join(keys, ", ")))
}
