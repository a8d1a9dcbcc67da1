package workspace

import (
	"iter"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// rows streams the entries of a list. Rows that are none, such as a total, a signature or
// an example that begins as in the template, are told in one note.
func (w *Workspace) rows(records *table.Records) iter.Seq[*table.Record] {
	return w.entries(records, func(r *table.Record) (lang.Text, bool) {
		if r.Example() {
			return exampleText, true
		}
		return r.Aside()
	})
}

var exampleText = lang.T("示例", "an example")

// entries streams the records that are not set aside, and tells the others in one note.
func (w *Workspace) entries(records *table.Records, setAside func(*table.Record) (what lang.Text, ok bool)) iter.Seq[*table.Record] {
	return func(yield func(*table.Record) bool) {
		var left []lang.Text
		for r := range records.All() {
			what, aside := setAside(r)
			if aside {
				left = append(left, lang.F("第 %d 行（%s）", "row %d (%s)", r.Row.Number, what))
				continue
			}
			if !yield(r) {
				return
			}
		}
		if left != nil {
			w.note("%s：%s不是名单里的内容，没有读；是的话，改掉这一行开头的字", "%s: %s: no entry of the list, not read; if it is one, change the words that the row begins with",
				table.Pos{File: records.Book.Name, Sheet: records.Sheet}, listed(left))
		}
	}
}

// mostListed is how many rows, sheets or files one note names.
const mostListed = 12

// listed joins texts, the first ones of very many.
func listed(texts []lang.Text) lang.Text {
	if more := len(texts) - mostListed; more > 0 {
		return lang.F("%s 等，另有 %d 处", "%s and %d more", lang.Join(texts[:mostListed], "、", ", "), more)
	}
	return lang.Join(texts, "、", ", ")
}
