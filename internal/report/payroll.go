package report

import (
	"fmt"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Payroll is everything the attendance workbook shows.
type Payroll struct {
	Lang    lang.Lang
	Shop    string
	Version string // of the program, for the file's own notes
	Preset  string

	Sheet   *attendance.Sheet
	Days    []workcal.Day // [day]; nil marks weekends only
	Notes   []lang.Text   // what to know about the input: people not found, and the like
	Dropped []Unused      // every line of the input that was not used

	// Answers are what people typed beside the questions of an earlier version
	// of the workbook, Times the corrections that they typed, by day.
	Answers map[AnswerKey]string
	Times   map[DayKey]string

	// Openings are the balances that people typed, by ID.
	Openings map[string]attendance.Opening
}

// DayKey is a person's day.
type DayKey struct {
	ID   string
	Date workcal.Date
}

// AnswerKey is the question about a person's day.
type AnswerKey struct {
	DayKey
	About attendance.QuestionKind // "" where an older workbook does not say
}

// Unused is a line of the input that was not used.
type Unused struct {
	Where string    `json:"where"`
	What  string    `json:"what"`
	Why   lang.Text `json:"why"`
	Of    string    `json:"of,omitempty"` // service: of a report on agents' work, else of a punch file
}

var (
	summarySheet = lang.T("汇总", "Summary")
	daysSheet    = lang.T("每日明细", "Days")
	symbolSheet  = lang.T("考勤表", "Month at a glance")
	settledSheet = lang.T("已处理", "Answered")
	scoresSheet  = lang.T("积分", "Scores")
	rulesSheet   = lang.T("说明", "Notes")
)

const (
	payrollFormat = "payroll/1"
	typedFill     = "FFF9DB" // cells that people type into
	goodFill      = "E2EFDA"
	badFill       = "F8CBAD"
)

// payrollBook is the attendance workbook being made.
type payrollBook struct {
	*book
	p      *Payroll
	m      *attendance.Sheet
	days0  int          // first row of the day sheet
	first  []int        // first row of each person there
	scores []int        // row of each person on the score sheet, 0 for none
	made   []*seal      // of every sheet, to know later whether it was edited
	daysAt string       // name of the day sheet
	scored string       // name of the score sheet
	score  int          // column of the score there
	judges []judgeSheet // where several people judge
}

// WritePayroll writes the attendance workbook of a month to path: summary, days,
// what to ask people about, scores, notes. Sums are formulas over the days.
func WritePayroll(path string, p *Payroll) error {
	b := &payrollBook{book: newBook(p.Lang), p: p, m: p.Sheet, days0: 4, daysAt: daysSheet.In(p.Lang), scored: scoresSheet.In(p.Lang)}
	defer b.f.Close()
	row := b.days0
	for i := range b.m.People {
		b.first = append(b.first, row)
		row += len(b.m.People[i].Days)
	}
	b.placeScores()
	first := b.sheet(summarySheet.In(b.lang))
	_, err := b.f.NewSheet(metaSheet)
	b.do(err)
	b.hide(metaSheet)
	b.summary(first)
	b.symbols()
	b.days()
	b.ask()
	b.activityList()
	b.scoreSheet()
	b.balances()
	b.fund()
	b.notes()
	b.payrollMeta()
	if b.err != nil {
		return b.err
	}
	return Save(b.f, path)
}

// title writes the two lines above a table.
func (b *payrollBook) title(s *sheet, wide int, name, below lang.Text) {
	shop := b.p.Shop
	if shop != "" {
		shop += "　"
	}
	s.merge(1, 1, wide, shop+b.m.Month.String()+" "+b.say(name), look{Bold: true, Size: 14, Color: headFill})
	s.merge(2, 1, wide, b.say(below), look{Size: 9, Color: faint})
}

var (
	headLook   = look{Bold: true, Align: "center", Fill: headFill, Color: headText, Border: line, Wrap: true}
	textLook   = look{Border: line, Color: ink}
	centerLook = look{Border: line, Color: ink, Align: "center"}
	numberLook = look{Border: line, Color: ink, Align: "center", Format: "0.##;-0.##;"} // nothing for zero
	wrapLook   = look{Border: line, Color: ink, Wrap: true}
	typedLook  = look{Border: line, Color: ink, Align: "center", Fill: typedFill}
	sumLook    = look{Border: line, Color: ink, Align: "center", Bold: true, Fill: totalFill, Format: "0.##;-0.##;"}
)

// dayRange is the cells of one person in a column of the day sheet.
func (b *payrollBook) dayRange(i, col int) string {
	return fmt.Sprintf("'%s'!%s:%s", b.daysAt, at(b.first[i], col), at(b.first[i]+len(b.m.People[i].Days)-1, col))
}

// payrollMeta is a hidden sheet with what a later month needs to know, and with
// what every sheet held.
func (b *payrollBook) payrollMeta() {
	s := b.book.sheet(metaSheet)
	rows := [][]any{
		{"paiban", payrollFormat},
		{"version", b.p.Version},
		{"month", b.m.Month.String()},
		{"preset", b.p.Preset},
	}
	if b.m.Policy.FundFines {
		rows = append(rows, []any{"fund", (b.m.FundBefore + b.m.Fund).Yuan()})
	}
	lowest := 0
	for i := range b.m.People {
		lowest = max(lowest, b.m.People[i].Rank)
	}
	for i := range b.m.People {
		if m := &b.m.People[i]; m.Scores != nil || m.PeriodMinutes > 0 {
			last := 0
			if m.Rank == lowest && lowest > 1 {
				last = 1
			}
			rows = append(rows, []any{"standing", m.Person.ID, m.Score, last, m.LastMonths, m.PeriodMinutes})
		}
	}
	rows = append(rows, b.balanceMeta()...)
	rows = append(rows, b.checksums()...)
	for r, cells := range rows {
		for c, v := range cells {
			s.set(r+1, c+1, v, look{})
		}
	}
	s.flush()
}
