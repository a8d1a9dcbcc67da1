package punch

import (
	"strings"
	"unicode"

	"paiban/attendance"
	"paiban/internal/table"
)

// mark is what a symbol of a manual sheet means: a result, or a kind of leave.
type mark struct {
	result attendance.Result
	leave  attendance.LeaveKind
	name   string // as the legend has it
}

// marks is a legend: what each symbol means. Only √ and × mean the same
// everywhere. The others mean what the sheet's own legend says, or else the shop's
// settings; a symbol in neither is not guessed.
type marks map[string]mark

// newMarks starts a legend with the shop's own symbols.
func newMarks(symbols []attendance.Symbol) marks {
	m := marks{}
	for _, s := range []string{"√", "✓", "✔", "∨"} {
		m[s] = mark{result: attendance.OK, name: attendance.OK.Text().ZH}
	}
	for _, s := range []string{"×", "✗", "✘", "╳"} {
		m[s] = mark{result: attendance.IsAbsent, name: attendance.IsAbsent.Text().ZH}
	}
	for _, s := range symbols {
		v := mark{result: attendance.Result(s.ID)}
		for _, k := range attendance.LeaveKinds {
			if string(k) == s.ID {
				v = mark{result: attendance.OnLeave, leave: k}
			}
		}
		v.name = v.text()
		m[table.Clean(s.Mark)] = v
	}
	return m
}

func (m mark) text() string {
	if m.leave != "" {
		return m.leave.Text().ZH
	}
	return m.result.Text().ZH
}

func (m marks) has(s string) bool { _, ok := m[table.Clean(s)]; return ok }

// of reads a symbol, or the word itself where a sheet writes 事假 or 休.
func (m marks) of(s string) (mark, bool) {
	if v, ok := m[s]; ok {
		return v, true
	}
	return meaning(s)
}

// meaning reads a word of a legend.
func meaning(word string) (mark, bool) {
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(word, w) {
				return true
			}
		}
		return false
	}
	kind := attendance.LeaveKindOf(word)
	v := mark{name: word}
	switch {
	case len([]rune(word)) > 6 || strings.ContainsAny(word, "0123456789") || !strings.ContainsFunc(word, unicode.IsLetter):
		return mark{}, false
	case kind != attendance.Other || has("婚假", "产假", "丧假", "工伤", "探亲", "哺乳", "育儿", "护理假", "公假", "看护假", "例假", "路程假"):
		v.result, v.leave = attendance.OnLeave, kind
	case has("旷工", "缺勤"):
		v.result = attendance.IsAbsent
	case has("迟到"):
		v.result = attendance.IsLate
	case has("早退"):
		v.result = attendance.IsEarly
	case has("漏打卡", "缺卡", "未打卡"):
		v.result = attendance.IsMissing
	case has("加班"):
		v.result = attendance.RestWorked
	case has("出勤", "正常", "上班", "到岗", "培训"):
		v.result = attendance.OK
	case has("休", "节假", "假日", "放假", "法定", "国庆", "元旦", "春节", "清明", "端午", "中秋", "劳动节", "五一", "十一"):
		v.result = attendance.Resting
	default:
		return mark{}, false
	}
	return v, true
}

// learn reads a row of a legend, √出勤 ○事假 or 出勤√；事假○ or a cell for each, and
// reports whether it was one: at least two symbols with their words, or one and
// nothing else.
func (m marks) learn(row *table.Row) bool {
	type token struct {
		text string
		mark mark
		word bool
	}
	var tokens []token
	others := 0
	for _, c := range row.Cells {
		for _, t := range legendTokens(c.Text) {
			if strings.ContainsFunc(t, isHan) {
				if v, ok := meaning(t); ok {
					tokens = append(tokens, token{t, v, true})
				} else {
					others++
				}
			} else if len([]rune(t)) <= 2 && !strings.ContainsAny(t, "0123456789") {
				tokens = append(tokens, token{text: t})
			} else {
				others++
			}
		}
	}
	words := 0
	for _, t := range tokens {
		if t.word {
			words++
		}
	}
	if words == 0 || words == len(tokens) || words == 1 && (len(tokens) != 2 || others > 1) {
		return false
	}
	// Words come first or symbols do; in either case they take turns.
	first := tokens[0].word
	pairs := 0
	for i := 0; i+1 < len(tokens); i++ {
		a, b := tokens[i], tokens[i+1]
		if a.word != first || b.word == first {
			continue
		}
		if !a.word {
			a, b = b, a
		}
		m[b.text] = a.mark
		pairs++
		i++
	}
	return pairs == words
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) && r != '〇' }

// legendTokens cuts a legend into words and symbols.
func legendTokens(s string) (out []string) {
	s = table.Clean(s)
	for _, w := range []string{"表示", "代表", "说明", "图例", "备注", "符号", "记号", "考勤", "注"} {
		s = strings.ReplaceAll(s, w, " ")
	}
	var cur []rune
	flush := func() {
		if len(cur) > 0 {
			out = append(out, string(cur))
		}
		cur = nil
	}
	for _, r := range s {
		switch {
		case strings.ContainsRune(" ,;:、。=()[]【】“”\"'为", r):
			flush()
			continue
		case len(cur) > 0 && isHan(r) != isHan(cur[0]):
			flush()
		}
		cur = append(cur, r)
	}
	flush()
	return out
}
