package attendance

import (
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// CutOff is the data cut-off of a month: the time that its punches cover. A shift
// outside it is not judged, because punches that nobody has exported prove no
// absence. A zero bound is none.
type CutOff struct {
	First Stamp // of anybody's punches: shifts that end before are not judged
	Last  Stamp // of anybody's punches: shifts that start after are not judged
	Now   Stamp // shifts that end after it are not judged
}

// CutOffOf returns the cut-off that the punches of everybody together set, up to
// now. Corrections do not count: they are written for single days.
func CutOffOf(punches [][]Punch, now Stamp) CutOff {
	c := CutOff{Now: now}
	for _, list := range punches {
		for i := range list {
			if at := list[i].At; list[i].Source != Corrected {
				if c.First == 0 || at < c.First {
					c.First = at
				}
				c.Last = max(c.Last, at)
			}
		}
	}
	return c
}

// holds reports whether the plan of date can be judged. Rest days can: there is
// nothing to prove on them. Days of leave can once they are over: approval proves
// them. onLeave says that leave covers all of a shift. A plan without hours lasts
// the whole day.
func (c CutOff) holds(p *Planned, date workcal.Date, onLeave bool) bool {
	if p.Kind != Work && p.Kind != Flexible && p.Kind != LeaveDay {
		return true
	}
	span := schedule.Span{Start: 0, End: schedule.DayMinutes}
	if n := len(p.Segments); n > 0 {
		span = schedule.Span{Start: p.Segments[0].Start, End: p.Segments[n-1].End}
	}
	start, end := On(date, span.Start), On(date, span.End)
	if c.Now != 0 && end > c.Now {
		return false
	}
	return onLeave || p.Kind == LeaveDay || (c.First == 0 || end > c.First) && (c.Last == 0 || start <= c.Last)
}

// reasons says which dates have a plan that is not judged, and why; nil where none
// has.
func (c CutOff) reasons(people []Month) (out []lang.Text) {
	var before, after, ahead = map[workcal.Date]bool{}, map[workcal.Date]bool{}, map[workcal.Date]bool{}
	for i := range people {
		for k := range people[i].Days {
			d := &people[i].Days[k]
			switch {
			case d.Result != NotJudged:
			case c.Now != 0 && On(d.Date, 0) >= On(c.Now.Date(), 0):
				ahead[d.Date] = true
			case c.Last != 0 && d.Date >= c.Last.Date():
				after[d.Date] = true
			default:
				before[d.Date] = true
			}
		}
	}
	if n := len(before); n > 0 {
		out = append(out, lang.F("打卡数据从 %v 开始，之前的 %d 天没有结算（不算旷工，也不算应出勤）", "the punches start on %v; %d days before that are not judged: they count as neither absent nor due", c.First.Date(), n))
	}
	if n := len(after); n > 0 {
		out = append(out, lang.F("打卡数据到 %v 为止，之后的 %d 天没有结算（不算旷工，也不算应出勤）：导出完整的打卡再运行", "the punches end on %v; %d days after that are not judged: they count as neither absent nor due. Export the whole month and run again", c.Last.Date(), n))
	}
	if n := len(ahead); n > 0 {
		out = append(out, lang.F("今天是 %v，还没过完的 %d 天没有结算（不算旷工，也不算应出勤）", "today is %v; %d days that are not over yet are not judged: they count as neither absent nor due", c.Now.Date(), n))
	}
	return out
}
