package table

import (
	"regexp"
	"slices"
	"strings"

	"paiban/internal/lang"
)

// exampleMark begins the first cell of a row that shows how a list is filled in.
var exampleMark = regexp.MustCompile(`(?i)^(示例|范例|样例|例[:： ]|example\b|e\.g\.|# )`)

// untouched reports whether the record is the example row of the template as it was
// made: it is marked, and every cell holds what the example holds there, or nothing.
func (rec *Record) untouched() bool {
	marked := false
	for _, cell := range rec.Row.Cells {
		text := Clean(cell.Text)
		if text == "" {
			continue
		}
		k := slices.IndexFunc(rec.r.schema.Columns, func(c Column) bool { return rec.r.cols[c.Key] == cell.Col })
		if k < 0 {
			return false
		}
		marked = marked || exampleMark.MatchString(text)
		if !slices.ContainsFunc(rec.r.schema.Columns[k].Example, func(e string) bool { return sameValue(text, e) }) {
			return false
		}
	}
	return marked
}

// sameValue reports whether a cell holds an example's value, a date perhaps as a
// spreadsheet writes it again.
func sameValue(text, example string) bool {
	example = Clean(example)
	if text = strings.TrimPrefix(text, "# "); text == strings.TrimPrefix(example, "# ") {
		return true
	}
	a, ok := ParseMoment(text, 0)
	b, both := ParseMoment(example, 0)
	return ok && both && a.Date == b.Date && a.Second == b.Second
}

var (
	chineseSum = regexp.MustCompile(`^(合计|总计|小计|共计|总共|总数|总人数|合計|總計|小計|共計|總數|總人數)|(合计|总计|小计|合計|總計|小計)$|^共\d+(人|名|位|条|天|行|项|次|條|項)$`)
	englishSum = regexp.MustCompile(`^(grand|sub)?total(s|people|staff|headcount)?:?\d*$|^(sum|headcount):?\d*$`)

	signature = regexp.MustCompile(`^(制表|制单|填表|填报|编制|统计|审核|复核|审批|批准|核准|经办|负责|主管|经理|店长|人事|部门|领导|签字|签名|签章|盖章|日期|备注|说明|注|附注|更新|截止|打印|製表|填報|審核|複核|批準|經辦|負責|經理|簽字|簽名|備註|說明)[^:]{0,6}:` +
		`|^(制表|制单|填表|填报|编制|统计|审核|复核|审批|批准|核准|经办|负责|製表|審核|複核|經辦|負責)(人|者|日期)?$|^.{0,4}(签字|签名|签章|盖章|簽字|簽名)$` +
		`|^(prepared|approved|checked|made|signed|reviewed|compiled)by\b|^(signature|signed|note|notes|remark|remarks|date|printed|updated)(:|$)`)
)

// Example reports whether the record begins as the example row of the template does, word
// for word, though somebody has typed over the rest of it.
func (rec *Record) Example() bool {
	for _, cell := range rec.Row.Cells {
		text := Clean(cell.Text)
		if text == "" {
			continue
		}
		k := slices.IndexFunc(rec.r.schema.Columns, func(c Column) bool { return rec.r.cols[c.Key] == cell.Col })
		return k >= 0 && exampleMark.MatchString(text) && rec.Shows(rec.r.schema.Columns[k].Key)
	}
	return false
}

// Shows reports whether the cell under key holds what the example row of the template does.
func (rec *Record) Shows(key string) bool {
	k := slices.IndexFunc(rec.r.schema.Columns, func(c Column) bool { return c.Key == key })
	text := Clean(rec.Raw(key))
	return text != "" && slices.ContainsFunc(rec.r.schema.Columns[k].Example, func(e string) bool { return sameValue(text, e) })
}

// Aside reports whether a record is no entry of its list but stands between or below
// the entries, and what it is: a sum, a signature, the headings once more, a comment.
// What begins with # is a comment in a text file, and in a workbook where it stands
// alone: an event may be called #双11#. Sums are looked for in the first cell and
// in the required columns.
func (rec *Record) Aside() (what lang.Text, ok bool) {
	var first string
	filled := 0
	for _, cell := range rec.Row.Cells {
		if text := Clean(cell.Text); text != "" {
			if filled++; filled == 1 {
				first = text
			}
		}
	}
	plain := Heading(first)
	switch {
	case rec.headings():
		return lang.T("表头", "headings"), true
	case strings.HasPrefix(first, "# ") && rec.r.Book.Format.isText() || filled == 1 && strings.HasPrefix(first, "#"):
		return lang.T("注释", "a comment"), true
	case isSum(plain) || slices.ContainsFunc(rec.r.schema.Columns, func(c Column) bool {
		return c.Required && rec.r.cols[c.Key] > 0 && isSum(Heading(rec.Raw(c.Key)))
	}):
		return lang.T("合计", "a total"), true
	case signature.MatchString(strings.ToLower(strings.ReplaceAll(first, " ", ""))):
		return lang.T("签名、说明", "a signature or a remark"), true
	}
	return lang.Text{}, false
}

func isSum(plain string) bool { return chineseSum.MatchString(plain) || englishSum.MatchString(plain) }

// headings reports whether the record repeats the headings: under each required column
// stands one of its names.
func (rec *Record) headings() bool {
	n := 0
	for k, c := range rec.r.schema.Columns {
		if !c.Required || rec.r.cols[c.Key] == 0 {
			continue
		}
		if n++; !slices.Contains(rec.r.wanted()[k], Heading(rec.Raw(c.Key))) {
			return false
		}
	}
	return n > 0
}
