package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// PayrollFile is an attendance workbook read back: how people stood, and what
// was typed into it since.
type PayrollFile struct {
	Month       workcal.Month
	Standings   []attendance.Standing
	Typed       []attendance.Typed
	Corrections []TypedCorrection
	Answers     []TypedAnswer
	Times       map[DayKey]string             // corrections as they were typed
	Openings    map[string]attendance.Opening // typed balances, by ID
	Closing     map[string]attendance.Opening // what is left of the accounts of time off, by ID
	Spent       []attendance.Spending
	Fund        attendance.Money // what is left in the activity fund

	// Edited names the first cells that were changed by hand, or the sheets that
	// were added. What is typed into the yellow cells does not count: it is read
	// back.
	Edited []table.Pos
}

// TypedCorrection is a correction typed into a sheet of questions.
type TypedCorrection struct {
	DayKey
	attendance.Correction
}

// TypedAnswer is what people typed beside a question, as they wrote it.
type TypedAnswer struct {
	AnswerKey
	Text  string
	Where table.Pos
}

// ReadPayroll reads a workbook that [WritePayroll] wrote. Its error is a
// table.Problems with every cell that could not be understood.
func ReadPayroll(book *table.Book) (*PayrollFile, error) {
	f := &PayrollFile{Times: map[DayKey]string{}, Openings: map[string]attendance.Opening{}, Closing: map[string]attendance.Opening{}}
	filled := map[string]attendance.Opening{}
	var problems table.Problems
	meta := slices.Index(book.Sheets(), metaSheet)
	var sums checksums
	if meta >= 0 {
		for row, err := range book.Rows(meta) {
			if err != nil {
				return nil, err
			}
			switch row.At(1) {
			case "paiban":
				if row.At(2) != payrollFormat {
					meta = -1
				}
			case "month":
				f.Month, _ = workcal.ParseMonth(row.At(2))
			case rowChecksum, rowsChecksum, columnChecksum, freeCells:
				sums.learn(&row)
			case "fund":
				yuan, _ := table.ParseFloat(row.At(2))
				f.Fund = attendance.Yuan(yuan)
			case closingLine:
				f.Closing[row.At(2)] = accounts(&row)
			case openingLine:
				filled[row.At(2)] = accounts(&row)
			case "standing":
				score, _ := table.ParseFloat(row.At(3))
				months, _ := table.ParseInt(row.At(5))
				minutes, _ := table.ParseInt(row.At(6))
				f.Standings = append(f.Standings, attendance.Standing{ID: row.At(2), Score: score, Last: row.At(4) == "1", LastMonths: months, PeriodMinutes: minutes})
			}
		}
	}
	if meta < 0 {
		problems.Add(table.Pos{File: book.Name}, lang.T("这不是 paiban month 写的考勤表", "this is not an attendance workbook that paiban month wrote"),
			lang.T("换一个文件名，或把它移到别处", "give it another name, or move it elsewhere"))
		return nil, problems
	}
	for i, name := range book.Sheets() {
		if name == scoresSheet.ZH || name == scoresSheet.EN || strings.HasPrefix(name, marksSheet.ZH) || strings.HasPrefix(name, marksSheet.EN) {
			if err := f.readScores(book, i, &problems); err != nil {
				return nil, err
			}
		}
	}
	if err := f.readAnswers(book, &problems); err != nil {
		return nil, err
	}
	if err := f.readFund(book, &problems); err != nil {
		return nil, err
	}
	if err := f.readBalances(book, filled, &problems); err != nil {
		return nil, err
	}
	edited, err := sums.edited(book)
	if err != nil {
		return nil, err
	}
	f.Edited = edited
	return f, problems.Err()
}

func sheetIndex(book *table.Book, name lang.Text) int {
	return slices.IndexFunc(book.Sheets(), func(s string) bool { return s == name.ZH || s == name.EN })
}

// readScores reads the items, fines and notes of the score sheet, or of one of a judge, by
// the keys in its fourth row.
func (f *PayrollFile) readScores(book *table.Book, sheet int, problems *table.Problems) error {
	keys := map[int]string{}
	for row, err := range book.Rows(sheet) {
		switch {
		case err != nil:
			return err
		case row.Number == scoreRow0-1:
			for _, c := range row.Cells {
				keys[c.Col] = c.Text
			}
		case row.Number >= scoreRow0 && row.At(1) != "":
			t := attendance.Typed{ID: table.Clean(row.At(1)), Items: map[string]float64{}, Fines: map[string]int{}}
			for _, c := range row.Cells {
				pos := table.Pos{File: book.Name, Sheet: book.Sheets()[sheet], Row: row.Number, Col: c.Col}
				key := keys[c.Col]
				fine, isFine := strings.CutPrefix(key, "fine:")
				switch {
				case key == "" || key == "id" || key == "name" || key == "base" || key == "attendance" || key == "score" || key == "of" || key == "rank" || key == "last" || strings.HasPrefix(key, scoredByData):
				case key == "note":
					t.Note = strings.TrimSpace(c.Text)
				case isFine:
					n, ok := table.ParseInt(c.Text)
					if !ok || n < 0 || n > 1000 {
						problems.Add(pos, lang.F("罚款次数 %q 不是次数", "%q is not a number of times", c.Text), lang.T("只填次数，如 2", "write how many times, such as 2"))
						continue
					}
					t.Fines[fine] = n
				default:
					v, ok := table.ParseFloat(c.Text)
					if !ok || v < 0 {
						problems.Add(pos, lang.F("得分 %q 不是分数", "%q is no score", c.Text), lang.T("只填数字，如 18", "write a number, such as 18"))
						continue
					}
					t.Items[key] = v
				}
			}
			f.addTyped(t)
		}
	}
	return nil
}

// addTyped joins what stands on several sheets about one person.
func (f *PayrollFile) addTyped(t attendance.Typed) {
	i := slices.IndexFunc(f.Typed, func(o attendance.Typed) bool { return o.ID == t.ID })
	if i < 0 {
		f.Typed = append(f.Typed, t)
		return
	}
	maps.Copy(f.Typed[i].Items, t.Items)
	maps.Copy(f.Typed[i].Fines, t.Fines)
	f.Typed[i].Note = cmp.Or(f.Typed[i].Note, t.Note)
}

// readAnswers reads what was typed beside the questions.
func (f *PayrollFile) readAnswers(book *table.Book, problems *table.Problems) error {
	for _, q := range attendance.QuestionKinds() {
		if err := f.readAnswersOf(book, q.Text(), func(*table.Row) attendance.QuestionKind { return q }, problems); err != nil {
			return err
		}
	}
	if err := f.readAnswersOf(book, settledSheet, wasAbout, problems); err != nil {
		return err
	}
	// Older workbooks have a single sheet for all questions.
	return f.readAnswersOf(book, lang.T("待核实", "To ask"), func(*table.Row) attendance.QuestionKind { return "" }, problems)
}

// wasAbout returns what an answered question was about, by the name of the kind in
// its place.
func wasAbout(row *table.Row) attendance.QuestionKind {
	for _, q := range attendance.QuestionKinds() {
		if t := q.Text(); strings.Contains(row.At(7), t.ZH) || strings.Contains(row.At(7), t.EN) {
			return q
		}
	}
	return ""
}

// readAnswersOf reads a sheet of questions, if there is one of that name; about says
// what the question of a row is about.
func (f *PayrollFile) readAnswersOf(book *table.Book, name lang.Text, about func(*table.Row) attendance.QuestionKind, problems *table.Problems) error {
	sheet := sheetIndex(book, name)
	if sheet < 0 {
		return nil
	}
	for row, err := range book.Rows(sheet) {
		if err != nil {
			return err
		}
		date, ok := table.ParseDate(row.At(3), 0)
		id := table.Clean(row.At(1))
		if row.Number < 4 || !ok || id == "" {
			continue
		}
		key := DayKey{id, date}
		pos := table.Pos{File: book.Name, Sheet: book.Sheets()[sheet], Row: row.Number, Col: 9}
		if a := row.At(9); table.Clean(a) != "" {
			f.Answers = append(f.Answers, TypedAnswer{AnswerKey{key, about(&row)}, strings.TrimSpace(a), pos})
		}
		pos.Col = 8
		text := strings.NewReplacer("、", " ", ",", " ", ";", " ", "次日 ", "次日", "+1 ", "+1").Replace(table.Clean(row.At(8)))
		for _, part := range strings.Fields(text) {
			m, ok := table.ParseMinute(part)
			if !ok {
				problems.Add(pos, lang.F("补卡时间 %q 不是时间", "%q is not a time for a correction", part), lang.T("写成 08:00；两次用空格隔开；次日凌晨写 24:30", "write 08:00; two with a blank between; past midnight 24:30"))
				continue
			}
			f.Times[key] = strings.TrimSpace(f.Times[key] + " " + part)
			f.Corrections = append(f.Corrections, TypedCorrection{key, attendance.Correction{At: attendance.On(date, m), Reason: typedReason, Where: pos}})
		}
	}
	return nil
}
