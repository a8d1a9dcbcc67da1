package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/schedule"
)

// rosterTotal is a column of totals to the right of the days. Totals are
// formulas, so that they follow an edit; of gives the formula for person i in a
// row and the value that it has now.
type rosterTotal struct {
	name lang.Text
	of   func(b *rosterBook, i, row int) (formula string, value float64)
}

// newTotals returns the columns: hours, in the first place, where the rows of
// daily heads say how long a shift is; days of work, rest and leave; the burdens
// that this shop's shifts bring; turns at each rota.
func (b *rosterBook) newTotals() []rosterTotal {
	out := []rosterTotal{
		{lang.T("工时", "Hours"), (*rosterBook).hoursTotal},
		{lang.T("出勤", "Days"), func(b *rosterBook, i, row int) (string, float64) { return b.tally(i, row, b.ofKind(false)) }},
		{lang.T("休息", "Off"), func(b *rosterBook, i, row int) (string, float64) { return b.word(i, row, rest) }},
		{lang.T("请假", "Leave"), (*rosterBook).leaveTotal},
	}
	for _, tally := range []schedule.Tally{schedule.LateShifts, schedule.NightShifts, schedule.DutyTurns} {
		var these []int
		for _, sh := range b.used {
			// Nights burden as late shifts do, but have a column of their own.
			if tally.Counts(b.p, sh, 0) && (tally != schedule.LateShifts || !schedule.NightShifts.Counts(b.p, sh, 0)) {
				these = append(these, sh)
			}
		}
		if these != nil {
			out = append(out, rosterTotal{tallyHead[tally], func(b *rosterBook, i, row int) (string, float64) { return b.tally(i, row, these) }})
		}
	}
	if standby := b.ofKind(true); standby != nil {
		out = append(out, rosterTotal{schedule.Standby.Text(), func(b *rosterBook, i, row int) (string, float64) { return b.tally(i, row, standby) }})
	}
	for k, duty := range b.w.Rotas {
		out = append(out, rosterTotal{duty.Rota.Name, func(b *rosterBook, i, _ int) (string, float64) { return b.turns(k, i) }})
	}
	return out
}

// ofKind lists the shifts in use that are standby, or all others.
func (b *rosterBook) ofKind(standby bool) (out []int) {
	for _, s := range b.used {
		if standby == (b.p.Shifts[s].Kind == schedule.Standby) {
			out = append(out, s)
		}
	}
	return out
}

// tallyHead heads the column of a tally; the names of tallies are too long.
var tallyHead = map[schedule.Tally]lang.Text{
	schedule.LateShifts:  lang.T("晚班", "Late"),
	schedule.NightShifts: lang.T("夜班", "Night"),
	schedule.DutyTurns:   lang.T("值班", "Duty"),
}

// days is the address of the days in a row.
func (b *rosterBook) days(row int) string { return span(row, b.day0, row, b.total0-1) }

func (b *rosterBook) hoursTotal(i, row int) (string, float64) {
	var terms []string
	minutes := 0
	for n, sh := range b.used {
		terms = append(terms, fmt.Sprintf("%s*$%s$%d", counting(b.days(row), fmt.Sprintf("$A$%d", b.heads0+n)), column(b.total0), b.heads0+n))
		minutes += b.count(i, sh) * b.p.Shifts[sh].Worked()
	}
	return cmp.Or(strings.Join(terms, "+"), "0"), float64(minutes) / 60
}

// tally counts the days on any of these shifts.
func (b *rosterBook) tally(i, row int, these []int) (string, float64) {
	var terms []string
	days := 0
	for n, sh := range b.used {
		if slices.Contains(these, sh) {
			terms = append(terms, counting(b.days(row), fmt.Sprintf("$A$%d", b.heads0+n)))
			days += b.count(i, sh)
		}
	}
	return cmp.Or(strings.Join(terms, "+"), "0"), float64(days)
}

// count returns how often person i works a shift.
func (b *rosterBook) count(i, sh int) (n int) {
	for _, s := range b.w.Roster.Cells[i] {
		if s == sh {
			n++
		}
	}
	return n
}

// word counts the cells that show a word.
func (b *rosterBook) word(i, row int, t lang.Text) (string, float64) {
	n := 0
	for _, text := range b.texts[i] {
		if text == b.say(t) {
			n++
		}
	}
	return counting(b.days(row), literal(b.say(t))), float64(n)
}

// leaveTotal counts what is neither a shift nor a rest day nor outside
// employment.
func (b *rosterBook) leaveTotal(i, row int) (string, float64) {
	work, worked := b.tally(i, row, b.used)
	off, rested := b.word(i, row, rest)
	out, gone := b.word(i, row, absent)
	return fmt.Sprintf("COUNTA(%s)-(%s)-%s-%s", b.days(row), work, off, out), float64(b.p.Days) - worked - rested - gone
}

// turns counts person i's turns at a rota.
func (b *rosterBook) turns(k, i int) (string, float64) {
	n := 0
	for _, x := range b.w.Rotas[k].Who {
		if x == i {
			n++
		}
	}
	row := b.rota0 + k
	// COUNTIF would read a name like >9 or 王* as a condition.
	name := literal("=" + wildcards.Replace(b.names[i]))
	return fmt.Sprintf("COUNTIF($%s$%d:$%s$%d,%s)", column(b.day0), row, column(b.total0-1), row, name), float64(n)
}

// wildcards escapes the wildcards of a condition, so that they match only themselves.
var wildcards = strings.NewReplacer("~", "~~", "*", "~*", "?", "~?")
