package settlement

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// earlier is the workbook that is at the place of the new one.
type earlier struct {
	file    *report.PayrollFile // as far as it could be read; nil where it is not of this month
	refusal error               // why it must not be replaced
}

// readEarlier reads the workbook at path. It must not be replaced where that would
// lose something: where it is no workbook of the month, or was changed outside of the
// cells that are read back.
func readEarlier(path string, month workcal.Month) earlier {
	old, err := readWorkbook(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return earlier{}
	case isProblem(err):
		if old != nil && old.Month != month {
			old = nil
		}
		return earlier{old, &lang.Error{What: lang.F("%s 已经有了，读不回来", "%s already exists and cannot be read back", path), Err: err,
			Hint: lang.T("改好它；或用 -o 另写一个文件；或加 --force 覆盖（旧文件留作备份）", "fix it, write to another file with -o, or replace it with --force, which keeps the old file as a backup")}}
	case err != nil:
		return earlier{refusal: err}
	case old.Month != month:
		return earlier{refusal: notReplaced(path, lang.F("是 %v 的考勤表", "is the workbook of %v", old.Month))}
	case len(old.Edited) > 0:
		places := make([]string, len(old.Edited))
		for i, p := range old.Edited {
			p.File = ""
			places[i] = strings.TrimPrefix(p.String(), ":")
		}
		return earlier{old, notReplaced(path, lang.F("生成以后被手工改过（%s）", "was edited after it was written (%s)", strings.Join(places, " ")))}
	}
	return earlier{file: old}
}

func isProblem(err error) bool {
	var problem *table.Problem
	var problems table.Problems
	return errors.As(err, &problem) || errors.As(err, &problems)
}

func notReplaced(path string, edited lang.Text) error {
	return lang.Errorf("%s %s，不覆盖", "%s %s, so it is not replaced", path, edited).
		WithHint("黄色格里填的（包括“积分”表的备注）会保留；其他改动用 -o 另写一个文件，或加 --force 覆盖，旧文件留作备份", "yellow cells are kept, the notes on the Scores sheet too. For other edits, write to another file with -o, or replace this one with --force, which keeps the old file as a backup")
}

// backupPath returns where a copy of the workbook at path is kept: 2026-10.xlsx as
// 2026-10.bak-20261120-160000.xlsx.
func backupPath(path string, now time.Time) string {
	ext := filepath.Ext(path)
	return strings.TrimSuffix(path, ext) + ".bak-" + now.Format("20060102-150405") + ext
}

// workbookBefore returns the path of the workbook of the month before, beside that of
// the month at path; "" for bare exports, which have none.
func (st *Settler) workbookBefore(path string, month workcal.Month) string {
	if st.Workspace == nil {
		return ""
	}
	return filepath.Join(filepath.Dir(path), month.Before().String()+".xlsx")
}

// continueFrom takes what lasts longer than a month from the workbook of the month
// before at path, "" for none: months in a row last, hours of a longer period, the
// activity fund. It notes where a workbook is missed.
func (m *month) continueFrom(path string) {
	if path != "" {
		switch prev, err := readWorkbook(path); {
		case err == nil:
			m.input.Before, m.input.FundBefore, m.closing = prev.Standings, prev.Fund, prev.Closing
		case !errors.Is(err, fs.ErrNotExist):
			m.notes = append(m.notes, lang.F("上个月的考勤表读不了，连续末位从本月算起：%s", "last month's workbook cannot be read, so months in a row are counted from this month: %s", lang.Text{ZH: lang.Tell(err, lang.ZH), EN: lang.Tell(err, lang.EN)}))
		}
	}
	if p := &m.policy; p.Hours == attendance.Comprehensive && !p.Period.Opens(m.Month) && m.input.Before == nil {
		m.notes = append(m.notes, lang.F("没有 %v 的考勤表，本%s的工时从本月算起：先结算前面的月份", "there is no workbook of %v, so the hours of the %s are counted from this month. Settle the earlier months first", m.Month.Before(), p.Period.Text()))
	}
}

// readWorkbook reads the workbook of a month. Beside a table.Problems it returns what
// could be read.
func readWorkbook(path string) (*report.PayrollFile, error) {
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	return report.ReadPayroll(book)
}
