package report

import (
	"fmt"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
)

var fundSheet = lang.T("活动经费", "Activity fund")

const (
	fundRow0  = 4
	fundBlank = 6 // empty lines for spending
)

// fund is the ledger of the activity fund: what was left of the month before,
// every fine, and what was spent, which is typed and read back.
func (b *payrollBook) fund() {
	if !b.m.Policy.FundFines {
		return
	}
	s := b.sheet(fundSheet.In(b.lang))
	s.page("portrait", 0)
	b.title(s, 5, fundSheet, lang.T("单位：元。用了多少，在黄色格子里写事由和金额；下次运行会读回，结余转到下个月。", "In yuan. Type what was spent into the yellow cells; it is read back, and what is left goes on to the next month."))
	for c, h := range []struct {
		t lang.Text
		w float64
	}{{lang.T("日期", "Date"), 12}, {lang.T("姓名", "Name"), 14}, {lang.T("事由", "What"), 56}, {lang.T("收入", "In"), 11}, {lang.T("支出", "Out"), 11}} {
		s.text(3, c+1, h.t, headLook)
		s.widths[c+1] = h.w
	}
	row := fundRow0
	line := func(name string, why string, in any, out any, typed bool) {
		text, money := wrapLook, numberLook
		if typed {
			text.Fill, money.Fill = typedFill, typedFill
		}
		s.set(row, 2, name, textLook)
		s.set(row, 3, why, text)
		s.heights[row] = max(18, 14*float64(lines(why, 54)))
		s.set(row, 4, in, numberLook)
		s.set(row, 5, out, money)
		row++
	}
	s.set(row, 1, "", textLook)
	line("", b.say(lang.T("上月结余", "brought forward")), b.m.FundBefore.Yuan(), "", false)
	for _, e := range b.m.FundEntries() {
		s.set(row, 1, "", textLook)
		if e.Date != 0 {
			day := centerLook
			day.Format = "yyyy-mm-dd"
			s.date(row, 1, e.Date, day)
		}
		line(e.Person.Name, b.say(e.Why), e.Amount.Yuan(), "", false)
	}
	for _, e := range append(b.m.Spent[:len(b.m.Spent):len(b.m.Spent)], make([]attendance.Spending, fundBlank)...) {
		s.set(row, 1, "", textLook)
		if e.Amount == 0 {
			line("", e.What, "", "", true)
			continue
		}
		line("", e.What, "", e.Amount.Yuan(), true)
	}
	s.merge(row, 1, 3, b.say(lang.T("结余", "left")), sumLook)
	s.formula(row, 4, fmt.Sprintf("SUM(%s)-SUM(%s)", span(fundRow0, 4, row-1, 4), span(fundRow0, 5, row-1, 5)), b.m.FundBalance().Yuan(), sumLook)
	s.set(row, 5, "", sumLook)
	s.freeze(fundRow0, 1)
	s.flush()
}

// readFund reads what was typed as spent.
func (f *PayrollFile) readFund(book *table.Book, problems *table.Problems) error {
	sheet := sheetIndex(book, fundSheet)
	if sheet < 0 {
		return nil
	}
	for row, err := range book.Rows(sheet) {
		if err != nil {
			return err
		}
		text := table.Clean(row.At(5))
		if row.Number < fundRow0 || text == "" {
			continue
		}
		v, ok := table.ParseFloat(text)
		if !ok || v < 0 || v > 1e7 {
			problems.Add(table.Pos{File: book.Name, Sheet: book.Sheets()[sheet], Row: row.Number, Col: 5},
				lang.F("支出 %q 不是金额", "%q is not an amount", text), lang.T("只填数字，单位元，如 120.5", "write a number of yuan, such as 120.5"))
			continue
		}
		if v > 0 {
			f.Spent = append(f.Spent, attendance.Spending{What: strings.TrimSpace(row.At(3)), Amount: attendance.Yuan(v)})
			f.Fund -= attendance.Yuan(v)
		}
	}
	return nil
}
