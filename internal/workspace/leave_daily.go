package workspace

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// DailyLeave is leave of some minutes on each day that somebody works, at the start or the
// end of the shift: 哺乳假 of an hour a day.
type DailyLeave struct {
	Person   int // index into Workspace.People
	Type     lang.Text
	From, To workcal.Date // both included
	Minutes  int
	AtStart  bool // else the end of the shift
	Where    table.Pos
}

// nursingMinutes is the time that a day's work leaves for nursing by law, where the row of
// leave says none.
const nursingMinutes = 60

// mostDaily is the longest leave a day, in minutes, that is taken for hours of each day
// where the row does not say so.
const mostDaily = 4 * 60

var (
	nursingLeave = regexp.MustCompile(`(?i)哺乳|喂奶|餵奶|nursing|breastfe`)
	eachDay      = regexp.MustCompile(`(?i)每天|每日|每个工作日|每個工作日|每工作日|[/／](天|日|day)|(a|per|each|every) day|daily`)
	dailyAmount  = regexp.MustCompile(`(?i)(\d+(?:[.．]\d+)?|半|一|两|兩|二)\s*(?:个|個)?\s*(小时|小時|钟头|鐘頭|分钟|分鐘|分|hours?|hrs?|h|minutes?|mins?|m)`)
	atStart      = regexp.MustCompile(`(?i)上班|晚到|晚来|晚來|晚一|开始|開始|start|late|morning`)
	atEnd        = regexp.MustCompile(`(?i)下班|早走|早退|结束|結束|end|early|leave`)
	wholeDays    = regexp.MustCompile(`(?i)全天|整天|脱产|脫產|\d\s*(个|個)?(天|日|days?)|full|whole`)
	bracketed    = regexp.MustCompile(`[(（][^)）]*[)）]`)
)

// dailyLeave reports whether a row of leave from one date to another is leave of some
// time of each day, and takes it if so. Nursing leave of dates alone is an hour a day, as
// the law has it; one of whole days says so in its length.
func (w *Workspace) dailyLeave(r *table.Record, from, to table.Moment) bool {
	kind, length := r.Text("type"), r.Text("length")
	words := length + " " + strings.Join(bracketed.FindAllString(kind, -1), " ")
	daily, nursing := eachDay.MatchString(words), nursingLeave.MatchString(kind)
	if !daily && (!nursing || wholeDays.MatchString(words)) || to.Date < from.Date {
		return false
	}
	l := DailyLeave{Person: w.person(r, "person"), From: from.Date, To: to.Date, Where: r.Pos("person")}
	l.Type = leaveName(strings.TrimSpace(bracketed.ReplaceAllString(kind, "")))
	l.AtStart = atStart.MatchString(words) && !atEnd.MatchString(words)
	if from.Timed && to.Timed {
		if from.Date == to.Date || from.Minute() >= to.Minute() {
			return false
		}
		if w.approved(r, "person", l.From, l.To+1) && r.OK() {
			a := Availability{Person: l.Person, From: l.From, To: l.To, Reason: l.Type, Where: l.Where,
				Times: []WeekTime{{Hours: Span{Start: from.Minute(), End: to.Minute()}}}}
			w.recurringLeave(r, &a)
		}
		return true
	}
	if from.Timed || to.Timed {
		return false
	}
	l.Minutes = minutesOf(words)
	days := int(to.Date-from.Date) + 1
	switch {
	case l.Minutes == 0 && daily:
		r.Problem("length", lang.F("%q 没有写每天几小时", "%q does not say how many hours a day", length), lang.T("如 每天1小时", "such as 1 hour a day"))
		return true
	case l.Minutes == 0:
		l.Minutes = nursingMinutes
	case !daily && l.Minutes > mostDaily: // the hours of all days
		if l.Minutes /= days; l.Minutes > mostDaily || l.Minutes < 30 {
			return false
		}
	}
	if l.Minutes >= schedule.DayMinutes/2 {
		return false
	}
	if w.approved(r, "person", l.From, l.To+1) && r.OK() {
		w.Daily = append(w.Daily, l)
		if !daily {
			w.noteOn(l.From, l.To+1, lang.F("%s：%s %s，按每天 %s 算（不是整天）；整天休的在时长里写几天", "%s: %s of %s counts as %s of each day, not as whole days; for whole days write their number as the length",
				l.Where, l.Type, w.People[l.Person].Name, schedule.Duration(l.Minutes)))
		}
	}
	return true
}

// minutesOf reads the first amount of time in words, 0 where there is none.
func minutesOf(words string) int {
	m := dailyAmount.FindStringSubmatch(words)
	if m == nil {
		return 0
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(m[1], "．", "."), 64)
	if err != nil {
		n = map[string]float64{"半": 0.5, "一": 1, "两": 2, "兩": 2, "二": 2}[m[1]]
	}
	if unit := strings.ToLower(m[2]); strings.HasPrefix(unit, "分") || strings.HasPrefix(unit, "m") {
		return int(n)
	}
	return int(n * 60)
}

// On returns the minutes of a work date that the leave takes of a shift of these segments,
// zero where it is not of that date.
func (l *DailyLeave) On(date workcal.Date, segments []schedule.Span) (span schedule.Span) {
	if date < l.From || date > l.To || len(segments) == 0 {
		return span
	}
	first, last := segments[0], segments[len(segments)-1]
	if l.AtStart {
		return schedule.Span{Start: first.Start, End: first.Start + l.Minutes}
	}
	return schedule.Span{Start: last.End - l.Minutes, End: last.End}
}

// dailyLeaves shortens every shift of people who have leave of some time each day: they
// work the shorter shifts alone, and the hours count for the contract.
func (b *builder) dailyLeaves() {
	for k := range b.w.Daily {
		l := &b.w.Daily[k]
		i := b.index(l.Person)
		if i == schedule.Any {
			continue
		}
		days, whole := make(schedule.DaySet, b.p.Days), []int{}
		for d := range b.p.Days {
			if days[d] = b.p.Date(d) >= l.From && b.p.Date(d) <= l.To && !b.away[i][d]; !days[d] {
				continue
			}
			for _, s := range slices.Clone(b.p.People[i].Shifts) {
				t := &b.p.Shifts[s]
				if t.Cut() || t.Kind == schedule.Standby {
					continue
				}
				if !slices.Contains(whole, s) {
					whole = append(whole, s)
				}
				b.cutShift(i, d, s, l.On(b.p.Date(d), t.Segments))
			}
			slices.Sort(b.p.People[i].Shifts)
		}
		if len(whole) > 0 {
			b.add(schedule.ShiftCount{
				What:   lang.F("%s期间没有减时的班次", "shifts without the hours of %s", l.Type),
				People: schedule.People{i}, Shifts: whole, Per: schedule.Horizon, Count: schedule.AtMost(0), Days: days,
			})
		}
	}
}

// DailyLeaveOn returns the leave of some time of each day that a person has on a work date
// with a shift of these segments, named in language in.
func (w *Workspace) DailyLeaveOn(person int, date workcal.Date, segments []schedule.Span, in lang.Lang) (out []attendance.Leave) {
	for k := range w.Daily {
		l := &w.Daily[k]
		if span := l.On(date, segments); l.Person == person && span.Len() > 0 {
			out = append(out, attendance.Leave{
				Kind: attendance.LeaveKindOf(l.Type.ZH), Name: l.Type.In(in), From: attendance.On(date, span.Start), To: attendance.On(date, span.End), Where: l.Where,
			})
		}
	}
	return out
}
