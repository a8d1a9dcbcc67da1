package workspace

import (
	"regexp"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// leftSheet is a sheet of a workbook that is not read, and why.
type leftSheet struct {
	name string
	why  lang.Text
}

// noteSheets tells of the sheets of a workbook that are not read.
func (w *Workspace) noteSheets(book *table.Book, left []leftSheet, hint lang.Text) {
	if left == nil {
		return
	}
	var names []lang.Text
	for _, l := range left {
		names = append(names, lang.F("“%s”（%s）", "%q (%s)", l.name, l.why))
	}
	w.note("%s：工作表%s没有读；%s", "%s: sheets that are not read: %s; %s", book.Name, listed(names), hint)
}

// explanations are the names of sheets that explain how a workbook is filled in, such
// as those of templates.
var explanations = []string{"说明", "填写说明", "使用说明", "how to", "readme", "notes"}

// explains reports whether a sheet by that name holds no list.
func explains(sheet string) bool { return same(sheet, explanations...) }

// noColumns says which required columns of a list a sheet lacks.
func noColumns(missing []table.Column) lang.Text {
	var names []lang.Text
	for _, c := range missing {
		names = append(names, c.Name)
	}
	return lang.F("没有“%s”列", "no column %s", lang.Join(names, "”“", ", "))
}

// setAside are words of a sheet's name which say that what is in it does not hold today.
var setAside = []string{"离职", "已离", "旧", "停用", "作废", "备份", "历史", "模板", "样例", "示例", "離職", "舊", "備份", "歷史", "old", "former", "left", "backup", "archive", "template"}

var letters = regexp.MustCompile(`[a-z]+`)

// hasAny reports whether a name contains one of words: an English one as a word of its
// own, a Chinese one anywhere. Case and width make no difference.
func hasAny(name string, words ...string) bool {
	name = table.Simplified(strings.ToLower(table.Clean(name)))
	english := letters.FindAllString(name, -1)
	name = strings.ReplaceAll(name, " ", "")
	return slices.ContainsFunc(words, func(word string) bool {
		if word[0] < 0x80 {
			return slices.Contains(english, word)
		}
		return strings.Contains(name, word)
	})
}

// staffSheets finds the sheets of a staff list: the one that is called so, or else the
// first one with its headings, and every other one with the same headings, as shops
// have that keep a sheet a shop. A sheet that is mostly about people who are on an
// earlier one is another version of it, and not read.
func (w *Workspace) staffSheets(book *table.Book, problems *table.Problems) (lists []*table.Records) {
	first, schema := findStaff(book, problems)
	if first == nil {
		return nil
	}
	lists = append(lists, first)
	known := map[string]bool{}
	addStaff(known, first)
	var left []leftSheet
	for i, name := range book.Sheets() {
		if name == first.Sheet {
			continue
		}
		r := book.On(i, schema, problems)
		if r == nil {
			return nil
		}
		missing := r.Missing()
		switch {
		case r.Empty(), missing != nil && explains(name):
		case missing != nil:
			left = append(left, leftSheet{name, noColumns(missing)})
		case hasAny(name, setAside...):
			left = append(left, leftSheet{name, lang.T("看名字是不再用的", "by its name it is out of use")})
		case !slices.Equal(r.Known(), first.Known()):
			left = append(left, leftSheet{name, lang.F("表头和“%s”不同", "its headings differ from those of %q", first.Sheet)})
		case mostly(known, r):
			left = append(left, leftSheet{name, lang.F("多半是前面的工作表里的人", "most of its people are on an earlier sheet")})
		default:
			if r = r.Whole(); r == nil {
				return nil
			}
			lists = append(lists, r)
			addStaff(known, r)
		}
	}
	w.noteSheets(book, left, lang.T("是在职员工的话，表头写得和员工表一样，每人只留一行", "if they hold staff of today, give them the headings of the staff list, and keep one row for each person"))
	return lists
}

// findStaff finds the first sheet of a staff list, with IDs, or else with names alone.
func findStaff(book *table.Book, problems *table.Problems) (*table.Records, table.Schema) {
	schema := PeopleFile.Sheets[0].schema(false)
	var aside table.Problems
	if book.Find(schema, &aside) != nil {
		return book.Find(schema, problems), schema
	}
	names := PeopleFile.Sheets[0].schema(false)
	for i := range names.Columns {
		if names.Columns[i].Key == "id" {
			names.Columns[i].Required = false
		}
	}
	if first := book.Find(names, &aside); first != nil && !first.Has("id") {
		schema = names
	}
	return book.Find(schema, problems), schema
}

// staffKeys yields the ID of every person on a sheet.
func staffKeys(r *table.Records, each func(id string)) {
	for rec := range r.All() {
		if _, aside := rec.Aside(); !aside {
			each(staffID(rec))
		}
	}
}

func addStaff(known map[string]bool, r *table.Records) {
	staffKeys(r, func(id string) { known[id] = true })
}

// mostly reports whether at least half of the people of a sheet are known.
func mostly(known map[string]bool, r *table.Records) bool {
	all, again := 0, 0
	staffKeys(r, func(id string) {
		all++
		if known[id] {
			again++
		}
	})
	return again > 0 && 2*again >= all
}

// listSheets finds the sheets of a list of one kind: the one that is called so, or else
// the first one with its headings, and every other one with the required headings, as
// where there is a sheet a year. Others are told.
func (w *Workspace) listSheets(book *table.Book, schema table.Schema, problems *table.Problems) (lists []*table.Records) {
	first := book.Find(schema, problems)
	if first == nil {
		return nil
	}
	lists = append(lists, first)
	var left []leftSheet
	for i, name := range book.Sheets() {
		if name == first.Sheet {
			continue
		}
		r := book.On(i, schema, problems)
		if r == nil {
			return nil
		}
		switch missing := r.Missing(); {
		case r.Empty(), missing != nil && explains(name):
		case missing != nil:
			left = append(left, leftSheet{name, noColumns(missing)})
		case hasAny(name, setAside...):
			left = append(left, leftSheet{name, lang.T("看名字是不再用的", "by its name it is out of use")})
		default:
			if r = r.Whole(); r == nil {
				return nil
			}
			lists = append(lists, r)
		}
	}
	w.noteSheets(book, left, lang.F("要用的话，表头写得和“%s”一样", "if one is meant to count, give it the headings of %q", first.Sheet))
	return lists
}
