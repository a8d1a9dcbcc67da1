package punch

import (
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// cardSides are the headings over the times of a card; true is overtime, which
// no boundary of the plan belongs to.
var cardSides = map[string]bool{
	"上班": false, "下班": false, "in": false, "out": false, "onduty": false, "offduty": false,
	"签到": true, "签退": true, "加班签到": true, "加班签退": true, "加班上班": true, "加班下班": true,
}

// overtimeNote starts the note of a punch that the clock keeps for overtime.
const overtimeNote = "加班"

// cardHeading returns the columns of the sides where a row is made of nothing
// but them.
func cardHeading(row *table.Row) (sides []table.Cell) {
	for _, c := range row.Cells {
		s := strings.ToLower(tight(c.Text))
		if _, ok := cardSides[s]; !ok {
			return nil
		}
		sides = append(sides, table.Cell{Col: c.Col, Text: s})
	}
	if len(sides) < 2 {
		return nil
	}
	return sides
}

// isCards reports whether a sheet holds cards: people by labels, and below them
// a heading of sides and lines that start with a day.
func (r *reader) isCards(sheet int) bool {
	named, sides := false, false
	for i := range r.heads[sheet].rows {
		row := &r.heads[sheet].rows[i]
		for _, l := range r.labels(sheet, row) {
			named = named || l.Name != ""
		}
		if cardHeading(row) != nil {
			sides = true
		} else if named && sides && len(cardDays(row)) > 0 {
			return true
		}
	}
	return false
}

// cardDays returns the cells of a row that hold a day and its weekday, 01 三: each
// starts the line of one card.
func cardDays(row *table.Row) (days []table.Cell) {
	for _, c := range row.Cells {
		s := table.Clean(c.Text)
		if dayNumber(s) > 0 && strings.Trim(s, "0123456789 ") != "" {
			days = append(days, c)
		}
	}
	return days
}

// readCards reads cards side by side. A card reaches from the column of its days
// to that of the next card. Times are text or fractions of a day; a + marks the
// morning after.
func (r *reader) readCards(sheet int) error {
	first, last, _ := r.period(sheet)
	var people []labelled // by labels, in no order
	var sides []table.Cell
	below := false          // people are those of the lines above
	known := map[int]bool{} // columns of days
	for row, err := range r.book.Filled(sheet, 0) {
		if err != nil {
			return err
		}
		covered := own(&row)
		if len(r.labels(sheet, &row)) > 0 {
			r.dropBroken(sheet, &row, columnsOf(&row)...)
		}
		if got := r.labels(sheet, &row); len(got) > 0 {
			if below {
				people, below = nil, false
			}
			people = append(people, got...)
			continue
		}
		if s := cardHeading(&row); s != nil {
			if sides = s; below {
				people, below = nil, false // the next cards, without their labels
			}
			continue
		}
		days := cardDays(&row)
		if len(days) == 0 && !below || sides == nil {
			continue
		}
		for _, d := range days {
			known[d.Col] = true
		}
		days = cardStarts(days, known)
		below = true
		for _, c := range covered {
			side := slices.ContainsFunc(sides, func(s table.Cell) bool { return s.Col == c.Col })
			if side && len(days) > 0 && c.Col > days[0].Col {
				r.drop(r.pos(sheet, row.Number, c.Col), c.Text, table.MergedText)
			}
		}
		for _, c := range row.Cells {
			if v, number := table.ParseFloat(c.Text); (number && v > 0 && v < 1 || onlyTimes.MatchString(table.Clean(c.Text))) && (len(days) == 0 || c.Col < days[0].Col) {
				r.out.Rows++
				r.drop(r.pos(sheet, row.Number, c.Col), c.Text, lang.T("考勤卡没有姓名，或这一天不在日期范围内", "the card has no name, or the day is outside its dates"))
			}
		}
		for i, d := range days {
			end := 1 << 30
			if i+1 < len(days) {
				end = days[i+1].Col
			}
			date, ok := datesOf([]table.Cell{d}, first, last)[d.Col]
			r.readCard(card{sheet: sheet, from: d.Col, to: end, date: date, dated: ok, sides: sides}, people, &row)
		}
	}
	return nil
}

// cardStarts adds the columns in which other lines have a day and this one none: what
// stands right of them belongs to no day, and not to the card before.
func cardStarts(days []table.Cell, known map[int]bool) []table.Cell {
	out := slices.Clone(days)
	for col := range known {
		if !slices.ContainsFunc(days, func(d table.Cell) bool { return d.Col == col }) {
			out = append(out, table.Cell{Col: col})
		}
	}
	slices.SortFunc(out, func(a, b table.Cell) int { return a.Col - b.Col })
	return out
}

// card is one line of one card: columns [from, to).
type card struct {
	sheet, from, to int
	date            workcal.Date
	dated           bool
	sides           []table.Cell
}

func (r *reader) readCard(c card, people []labelled, row *table.Row) {
	var p Person
	for _, l := range people {
		if l.col >= c.from && l.col < c.to {
			p.merge(l.Person)
		}
	}
	who := -1
	if p.Name != "" || p.ID != "" {
		who = r.person(p)
	}
	for _, cell := range row.Cells {
		text := table.Clean(cell.Text)
		if cell.Col <= c.from || cell.Col >= c.to || text == "" {
			continue
		}
		at := r.pos(c.sheet, row.Number, cell.Col)
		if who < 0 || !c.dated {
			r.out.Rows++
			r.drop(at, text, lang.T("考勤卡没有姓名，或这一天不在日期范围内", "the card has no name, or the day is outside its dates"))
			continue
		}
		before := len(r.out.Punches)
		r.cellTimes(who, c.date, cell.Text, at)
		side, heading := 0, ""
		for _, s := range c.sides {
			if s.Col >= c.from && s.Col <= cell.Col {
				if heading = s.Text; s.Col < cell.Col {
					side++
				}
			}
		}
		for i := before; i < len(r.out.Punches); i++ {
			p := &r.out.Punches[i]
			if cardSides[heading] {
				p.Note = overtimeNote + strings.TrimPrefix(heading, overtimeNote)
			} else {
				r.placed = append(r.placed, placed{who, c.date, side, p.At.From(c.date)})
			}
		}
	}
}

// onceEach drops punches that stand twice: on the card of the day before with a
// +, or as the end of one segment and the start of the next.
func (r *reader) onceEach() {
	type key struct {
		who int
		at  attendance.Stamp
	}
	seen := map[key]bool{}
	kept := r.out.Punches[:0]
	for _, p := range r.out.Punches {
		k := key{p.Person, p.At}
		if seen[k] {
			r.drop(p.Where, p.At.String(), lang.T("同一次打卡在卡上已出现过", "this punch is already on the card"))
			continue
		}
		seen[k] = true
		kept = append(kept, p)
	}
	r.out.Punches = kept
}
