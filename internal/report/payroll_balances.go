package report

import (
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
)

var balancesSheet = lang.T("余额", "Balances")

// Rows and columns of the sheet of balances.
const (
	balanceRow0   = 5
	balanceComp   = 3 // opening, earned, taken, closing
	balanceAnnual = 7 // opening, taken, closing
	balanceAsk    = 10
)

// First cells of the lines of the hidden sheet: what somebody has left at the end of
// the month, and what was written as the opening. They are part of the file format.
const (
	closingLine = "closing"
	openingLine = "opening"
)

// balances is the sheet of time off in lieu and annual leave: what there was, what was
// earned and taken, what is left. The openings can be typed and are read back. Without
// anybody who keeps or takes such leave there is no sheet.
func (b *payrollBook) balances() {
	if !b.keepsBalances() {
		return
	}
	s := b.sheet(balancesSheet.In(b.lang))
	s.page("landscape", 0)
	b.title(s, balanceAsk, balancesSheet, lang.T("调休按小时、年假按天。黄色格里的月初余额可以改，保存后再运行 paiban month；月末余额转到下个月。",
		"Time off in lieu in hours, annual leave in days. Type openings into the yellow cells, save, and run paiban month again; what is left goes on to the next month."))
	for c, t := range []lang.Text{lang.T("工号", "ID"), lang.T("姓名", "Name")} {
		s.block(3, c+1, 4, c+1, b.say(t), headLook)
	}
	s.merge(3, balanceComp, balanceComp+3, b.say(lang.T("调休（小时）", "Time off in lieu (h)")), headLook)
	s.merge(3, balanceAnnual, balanceAnnual+2, b.say(lang.T("年假（天）", "Annual leave (days)")), headLook)
	opening, taken, closing := lang.T("月初余额", "Opening"), lang.T("本月已休", "Taken"), lang.T("月末余额", "Closing")
	for c, t := range []lang.Text{opening, lang.T("加班转入", "Earned"), taken, closing, opening, taken, closing} {
		s.text(4, balanceComp+c, t, headLook)
		s.widths[balanceComp+c] = 11
	}
	s.block(3, balanceAsk, 4, balanceAsk, b.say(lang.T("要问的事", "Question")), headLook)
	s.widths[1], s.widths[2], s.widths[balanceAsk] = 10, 14, 44
	for i := range b.m.People {
		b.balanceRow(s, balanceRow0+i, &b.m.People[i])
	}
	s.freeze(balanceRow0, 3)
	b.printed(s.name, 4, balanceRow0+len(b.m.People)-1, balanceAsk)
	s.flush()
}

func (b *payrollBook) keepsBalances() bool {
	for i := range b.m.People {
		m := &b.m.People[i]
		if m.CompBalance != nil || m.AnnualBalance != nil || m.LeaveDays[attendance.Comp] > 0 || m.LeaveDays[attendance.Annual] > 0 {
			return true
		}
	}
	return false
}

// typedNumber is a number that people may type, zero included.
var typedNumber = look{Border: line, Color: ink, Align: "center", Fill: typedFill, Format: "0.##"}

func (b *payrollBook) balanceRow(s *sheet, row int, m *attendance.Month) {
	s.set(row, 1, m.Person.ID, textLook)
	s.set(row, 2, m.Person.Name, textLook)
	account := func(col int, a *attendance.Balance, figures ...float64) {
		if a == nil {
			s.set(row, col, nil, typedNumber)
			for c := range figures {
				s.set(row, col+1+c, nil, numberLook)
			}
			return
		}
		s.set(row, col, a.Opening, typedNumber)
		for c, v := range figures {
			k := numberLook
			if c == len(figures)-1 { // what is left, zero included
				if k.Format = "0.##"; v < 0 {
					k.Color, k.Bold = alarm, true
				}
			}
			s.set(row, col+1+c, v, k)
		}
	}
	comp, annual := zero(m.CompBalance), zero(m.AnnualBalance)
	account(balanceComp, m.CompBalance, comp.Earned, comp.Taken, comp.Closing)
	account(balanceAnnual, m.AnnualBalance, annual.Taken, annual.Closing)
	var ask []lang.Text
	for _, f := range m.Flags {
		if strings.HasSuffix(f.Key, "-negative") {
			ask = append(ask, f.Text)
		}
	}
	s.text(row, balanceAsk, lang.Join(ask, "；", "; "), wrapLook)
}

// zero returns an account, an empty one where there is none.
func zero(a *attendance.Balance) attendance.Balance {
	if a == nil {
		return attendance.Balance{}
	}
	return *a
}

// balanceMeta is what the hidden sheet says of the accounts.
func (b *payrollBook) balanceMeta() (rows [][]any) {
	value := func(a *attendance.Balance, of func(*attendance.Balance) float64) any {
		if a == nil {
			return ""
		}
		return of(a)
	}
	for i := range b.m.People {
		m := &b.m.People[i]
		if m.CompBalance == nil && m.AnnualBalance == nil {
			continue
		}
		closing := func(a *attendance.Balance) float64 { return a.Closing }
		opening := func(a *attendance.Balance) float64 { return a.Opening }
		rows = append(rows, []any{closingLine, m.Person.ID, value(m.CompBalance, closing), value(m.AnnualBalance, closing)})
		// What people typed is told from what the program filled in: that follows
		// the month before.
		comp, annual := value(m.CompBalance, opening), value(m.AnnualBalance, opening)
		typed := b.p.Openings[m.Person.ID]
		if typed.Comp != nil {
			comp = ""
		}
		if typed.Annual != nil {
			annual = ""
		}
		rows = append(rows, []any{openingLine, m.Person.ID, comp, annual})
	}
	return rows
}

// accounts reads the two figures of a line of the hidden sheet.
func accounts(row *table.Row) (o attendance.Opening) {
	figure := func(col int) *float64 {
		if v, ok := table.ParseFloat(row.At(col)); ok {
			return &v
		}
		return nil
	}
	return attendance.Opening{Comp: figure(3), Annual: figure(4)}
}

// readBalances reads the openings that people typed: those that are not what the
// program filled in, by ID.
func (f *PayrollFile) readBalances(book *table.Book, filled map[string]attendance.Opening, problems *table.Problems) error {
	sheet := sheetIndex(book, balancesSheet)
	if sheet < 0 {
		return nil
	}
	for row, err := range book.Rows(sheet) {
		if err != nil {
			return err
		}
		id := table.Clean(row.At(1))
		if row.Number < balanceRow0 || id == "" {
			continue
		}
		typed := func(col int, was *float64) *float64 {
			text := table.Clean(row.At(col))
			if text == "" {
				return nil
			}
			v, ok := table.ParseFloat(text)
			if !ok || v < -10000 || v > 10000 {
				problems.Add(table.Pos{File: book.Name, Sheet: book.Sheets()[sheet], Row: row.Number, Col: col},
					lang.F("月初余额 %q 不是数字", "%q is no number for an opening balance", text), lang.T("只填数字，如 8 或 2.5", "write a number, such as 8 or 2.5"))
				return nil
			}
			if was != nil && *was == v {
				return nil
			}
			return &v
		}
		o := attendance.Opening{Comp: typed(balanceComp, filled[id].Comp), Annual: typed(balanceAnnual, filled[id].Annual)}
		if o.Comp != nil || o.Annual != nil {
			f.Openings[id] = o
		}
	}
	return nil
}
