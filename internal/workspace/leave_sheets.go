package workspace

import (
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// leaveList is a sheet of leave.xlsx and the key of what it lists.
type leaveList struct {
	key     string
	records *table.Records
}

// sheetWords are the words of a sheet's name that say what it lists, by key: 请假12月,
// 十月补卡申请, 10月加班.
var sheetWords = map[string][]string{
	"leave":       {"假", "leave", "leaves", "vacation", "absence", "absences"},
	"requests":    {"意愿", "想休", "wish", "wishes", "request", "requests"},
	"swaps":       {"换班", "调班", "swap", "swaps"},
	"corrections": {"补卡", "补签", "漏打卡", "忘打卡", "未打卡", "correction", "corrections"},
	"overtime":    {"加班", "延时", "overtime"},
}

// headingWords are words of a heading without which a sheet whose name says nothing is
// not taken for the list, by key: dates and times stand in every list.
var headingWords = map[string][]string{
	"corrections": {"补卡", "补签", "原因", "事由", "reason", "correction"},
	"overtime":    {"加班", "overtime"},
}

// leaveLists finds out what each sheet of leave.xlsx lists. A sheet with one of the names
// of a list is that list. Else words of the name and the headings decide; where the name
// says nothing, the headings alone. Several sheets may be one list, as where there is a
// sheet a month. A sheet that is none of them is told.
func (w *Workspace) leaveLists(book *table.Book, problems *table.Problems) (lists []leaveList) {
	sheets := book.Sheets()
	var left []leftSheet
	for i, name := range sheets {
		tries, named := w.tryLists(book, i, problems)
		if tries == nil {
			return nil // the sheet cannot be read
		}
		best, fits := bestList(name, tries)
		switch {
		case best.records.Empty() && len(sheets) > 1:
		case fits && hasAny(name, setAside...) && len(sheets) > 1:
			left = append(left, leftSheet{name, lang.T("看名字是不再用的", "by its name it is out of use")})
		case fits, named, len(sheets) == 1:
			if r := best.records.Whole(); r != nil {
				lists = append(lists, leaveList{best.key, r})
			}
		case explains(name):
		case slices.ContainsFunc(tries, func(l leaveList) bool { return hasAny(name, sheetWords[l.key]...) }):
			left = append(left, leftSheet{name, noColumns(best.records.Missing())})
		default:
			left = append(left, leftSheet{name, lang.T("不是请假、意愿、换班、补卡、加班", "no leave, requests, swaps, corrections or overtime")})
		}
	}
	w.noteSheets(book, left, lang.T("要用的话，表头照 leave.xlsx 模板写", "if one is meant to count, give it the headings of the template of leave.xlsx"))
	return lists
}

// tryLists looks for every list on the i-th sheet, or for the one alone that the sheet is
// called.
func (w *Workspace) tryLists(book *table.Book, i int, problems *table.Problems) (tries []leaveList, named bool) {
	name := book.Sheets()[i]
	for k := range LeaveFile.Sheets {
		s := &LeaveFile.Sheets[k]
		schema := s.schema(false)
		r := book.On(i, schema, problems)
		if r == nil {
			return nil, false
		}
		if schema.Calls(name) {
			return []leaveList{{s.Key, r}}, true
		}
		tries = append(tries, leaveList{s.Key, r})
	}
	return tries, false
}

// bestList picks what a sheet lists: of the lists that its name hints at and its headings
// fit, or else of those that its headings alone fit, the one with most of the columns.
// Where none fits it returns the one to complain about.
func bestList(name string, tries []leaveList) (best leaveList, fits bool) {
	most := 0
	for _, hinted := range []bool{true, false} {
		for _, l := range tries {
			if n := len(l.records.Known()); hasAny(name, sheetWords[l.key]...) == hinted && l.fit(hinted) && n > most {
				best, most = l, n
			}
		}
		if most > 0 {
			return best, true
		}
	}
	best = tries[0]
	for _, l := range slices.Backward(tries) {
		if hasAny(name, sheetWords[l.key]...) {
			best = l
		}
	}
	return best, false
}

// fit reports whether the headings of a sheet are those of a list. hinted is whether the
// name of the sheet says so too.
func (l leaveList) fit(hinted bool) bool {
	r := l.records
	if r.Empty() || r.Missing() != nil {
		return false
	}
	if l.key == "overtime" && !(r.Has("from") && r.Has("to")) && !(r.Has("hours") && (r.Has("date") || r.Has("from"))) {
		return false
	}
	words := headingWords[l.key]
	return hinted || words == nil || slices.ContainsFunc(r.Header.Cells, func(c table.Cell) bool {
		h := table.Heading(c.Text)
		return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(h, word) })
	})
}
