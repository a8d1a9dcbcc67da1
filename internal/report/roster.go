package report

import (
	"cmp"
	"slices"

	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Sheets of the roster workbook.
var (
	rosterSheet = lang.T("班表", "Roster")
	coverSheet  = lang.T("人力", "Cover")
	issuesSheet = lang.T("问题", "Issues")
	legendSheet = lang.T("图例", "Legend")
)

// Hidden sheets: what was generated, so that edits are known, and which
// interval each shift covers, so that the cover charts follow the edits.
const (
	metaSheet   = "paiban"
	matrixSheet = "paiban-cover"
)

// kindFill is the fill of a shift's cells by its kind, in order of
// [schedule.Kinds].
var kindFill = [...]string{
	schedule.Day:   "E2EFDA",
	schedule.Early: "FFF2CC",
	schedule.Mid:   "DDEBF7",
	schedule.Late:  "E4DFEC",
	schedule.Night: "B4C6E7",
	schedule.Duty:  "FCE4D6",

	schedule.Standby: "EDEDED",
}

const (
	ink       = "333333"
	faint     = "999999"
	line      = "BFBFBF"
	alarm     = "C00000"
	headFill  = "44546A"
	headText  = "FFFFFF"
	weekend   = "F8CBAD"
	holiday   = "FF9999"
	leaveFill = "F4CCCC"
	totalFill = "F2F2F2"

	changedFill = "FFFF66" // of cells changed after the roster was planned
)

// rosterBook is the roster workbook being made.
type rosterBook struct {
	*book
	w      *Week
	p      *schedule.Problem
	labels []string // of shifts
	names  []string // of people
	order  []int    // people from top to bottom: those who count as cover first
	used   []int    // shifts that have a row of daily heads
	texts  [][]string
	totals []rosterTotal
	marked map[[2]int]CellChange // changed cells by person and day
	pauses []shiftSpan

	attended []shiftSpan // activities

	// Rows and columns of the roster sheet.
	rosterName   string
	day0, total0 int // first day column, first column of totals
	person0      int // row of the first person
	rota0        int // row of the first rota
	heads0       int // row of the first shift's daily heads
	endRow       int // row after the last shift's
}

// WriteRoster writes the roster workbook to path.
func WriteRoster(path string, w *Week) error {
	b := newRosterBook(w)
	defer b.f.Close()
	b.roster()
	if w.Month == (workcal.Month{}) { // what is posted for a month needs no chart of each day
		b.dayPlan()
		b.matrix()
		b.cover()
	}
	b.breaks()
	b.activities()
	b.issues()
	b.legend()
	b.meta()
	if p := w.State.Published; !p.IsZero() {
		b.do(b.f.SetDocProps(&excelize.DocProperties{Creator: "paiban", LastModifiedBy: cmp.Or(p.By, "paiban"), Description: b.say(w.State.Text())}))
	}
	if b.err != nil {
		return b.err
	}
	return Save(b.f, path)
}

func newRosterBook(w *Week) *rosterBook {
	p := w.Problem
	b := &rosterBook{
		book: newBook(w.Lang), w: w, p: p,
		labels: labels(p.Shifts, w.Lang), names: personLabels(p.People), rosterName: rosterSheet.In(w.Lang),
	}
	for i := range p.People {
		b.order = append(b.order, i)
	}
	// Those who count as cover from the first day, then those who count later.
	slices.SortStableFunc(b.order, func(i, j int) int { return b.countsFrom(i) - b.countsFrom(j) })
	for s := range p.Shifts {
		shown := !p.Shifts[s].Retired && p.Shifts[s].Overtime == nil
		if p.Shifts[s].Cut() {
			shown = !slices.ContainsFunc(b.used, func(t int) bool { return b.labels[t] == b.labels[s] })
			shown = shown && b.assigned(s)
		}
		if shown || b.assigned(s) && !p.Shifts[s].Cut() {
			b.used = append(b.used, s)
		}
	}
	b.marked = b.changes()
	b.pauses = b.allBreaks()
	b.attended = b.allActivities()
	b.texts = make([][]string, len(p.People))
	for i := range p.People {
		b.texts[i] = make([]string, p.Days)
		for d := range p.Days {
			b.texts[i][d] = b.cell(i, d)
		}
	}
	b.day0 = 3
	if slices.ContainsFunc(p.People, func(x schedule.Person) bool { return x.Group != "" }) {
		b.day0 = 4
	}
	b.total0 = b.day0 + p.Days
	b.totals = b.newTotals()
	b.person0 = 5
	b.rota0 = b.person0 + len(p.People)
	b.heads0 = b.rota0 + len(w.Rotas) + 2
	b.endRow = b.heads0 + len(b.used)
	return b
}

// countsFrom returns the first day on which person i counts as cover, the end of the
// horizon where there is none.
func (b *rosterBook) countsFrom(i int) int {
	from := 0
	for from < b.p.Days && !b.p.People[i].CountsOn(from) {
		from++
	}
	return from
}

// counted returns how many people count as cover on day d: the first of the order.
func (b *rosterBook) counted(d int) (n int) {
	for n < len(b.order) && b.countsFrom(b.order[n]) <= d {
		n++
	}
	return n
}

func (b *rosterBook) assigned(s int) bool {
	for _, row := range b.w.Roster.Cells {
		if slices.Contains(row, s) {
			return true
		}
	}
	return false
}

// leave returns the name of person i's leave on day d; zero if there is none.
func (b *rosterBook) leave(i, d int) lang.Text {
	if b.w.Leave == nil || b.w.Leave[i] == nil {
		return lang.Text{}
	}
	return b.w.Leave[i][d]
}

// cell returns the text of a roster cell.
func (b *rosterBook) cell(i, d int) string {
	who := &b.p.People[i]
	switch s := b.w.Roster.Cells[i][d]; {
	case s != schedule.Off:
		return b.labels[s]
	case d < who.First || d >= who.Last:
		return b.say(absent)
	case !b.leave(i, d).IsZero():
		return b.say(b.leave(i, d))
	}
	return b.say(rest)
}

// look returns how a roster cell is shown.
func (b *rosterBook) look(i, d int) look {
	k := look{Align: "center", Border: line, Color: ink}
	switch s := b.w.Roster.Cells[i][d]; {
	case s != schedule.Off:
		k.Fill = kindFill[b.p.Shifts[s].Kind]
	case !b.leave(i, d).IsZero():
		k.Fill, k.Color = leaveFill, alarm
	default:
		k.Color = faint
	}
	if _, changed := b.marked[[2]int{i, d}]; changed {
		k.Fill, k.Color, k.Bold = changedFill, ink, true
	}
	return k
}

// rowOf returns the row of person i on the roster sheet.
func (b *rosterBook) rowOf(i int) int { return b.person0 + slices.Index(b.order, i) }

// dayHead is the look of a day's heading.
func (b *rosterBook) dayHead(d int) look {
	k := look{Align: "center", Border: line, Bold: true, Color: ink, Fill: totalFill, Wrap: true}
	switch {
	case b.w.Days != nil && b.w.Days[d].Holiday:
		k.Fill = holiday
	case b.w.Days != nil && b.w.Days[d].Makeup:
	case b.p.Weekend(d):
		k.Fill = weekend
	}
	return k
}

// dayName is the weekday of day d, with what is special about it.
func (b *rosterBook) dayName(d int) string {
	s := b.say(schedule.Weekday(b.p.Date(d)))
	if b.w.Days == nil {
		return s
	}
	switch day := b.w.Days[d]; {
	case day.Makeup:
		return s + "\n" + b.say(lang.T("补班", "workday"))
	case !day.Name.IsZero():
		return s + "\n" + b.say(day.Name)
	case !day.Festival.IsZero():
		return s + "\n" + b.say(day.Festival)
	}
	return s
}
