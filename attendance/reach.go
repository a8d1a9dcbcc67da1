package attendance

import (
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Reach is how far the punches of a month reach. A shift beyond it is not judged:
// nobody's absence can be told from punches that nobody has exported. Zero is no
// bound.
type Reach struct {
	First Stamp // of anybody's punches: shifts that end before are not judged
	Last  Stamp // of anybody's punches: shifts that start after are not judged
	Now   Stamp // shifts that end after it are not judged
}

// Reached returns the reach of the punches of everybody together, up to now.
// Corrections do not count: they are written for single days.
func Reached(punches [][]Punch, now Stamp) Reach {
	r := Reach{Now: now}
	for _, list := range punches {
		for i := range list {
			if at := list[i].At; list[i].Source != Corrected {
				if r.First == 0 || at < r.First {
					r.First = at
				}
				r.Last = max(r.Last, at)
			}
		}
	}
	return r
}

// holds reports whether the plan of date lies within reach. Rest days do: there is
// nothing to prove on them. Days of leave do once they are over: approval proves
// them, onLeave says that it covers all of a shift. Plans without hours are taken
// for the whole day.
func (r Reach) holds(p *Planned, date workcal.Date, onLeave bool) bool {
	if p.Kind != Work && p.Kind != Flexible && p.Kind != LeaveDay {
		return true
	}
	span := schedule.Span{Start: 0, End: schedule.DayMinutes}
	if n := len(p.Segments); n > 0 {
		span = schedule.Span{Start: p.Segments[0].Start, End: p.Segments[n-1].End}
	}
	start, end := On(date, span.Start), On(date, span.End)
	if r.Now != 0 && end > r.Now {
		return false
	}
	return onLeave || p.Kind == LeaveDay || (r.First == 0 || end > r.First) && (r.Last == 0 || start <= r.Last)
}

// words says which dates have a plan that is not judged, and why; nil where none
// has.
func (r Reach) words(people []Month) (out []lang.Text) {
	var before, after, ahead = map[workcal.Date]bool{}, map[workcal.Date]bool{}, map[workcal.Date]bool{}
	for i := range people {
		for k := range people[i].Days {
			d := &people[i].Days[k]
			switch {
			case d.Result != NotJudged:
			case r.Now != 0 && On(d.Date, 0) >= On(r.Now.Date(), 0):
				ahead[d.Date] = true
			case r.Last != 0 && d.Date >= r.Last.Date():
				after[d.Date] = true
			default:
				before[d.Date] = true
			}
		}
	}
	if n := len(before); n > 0 {
		out = append(out, lang.F("打卡数据从 %v 开始，之前的 %d 天没有结算（不算旷工，也不算应出勤）", "the punches start on %v; %d days before are not judged: neither absent nor due", r.First.Date(), n))
	}
	if n := len(after); n > 0 {
		out = append(out, lang.F("打卡数据到 %v 为止，之后的 %d 天没有结算（不算旷工，也不算应出勤）：导出完整的打卡再运行", "the punches end on %v; %d days after are not judged: neither absent nor due. Export all of them and run again", r.Last.Date(), n))
	}
	if n := len(ahead); n > 0 {
		out = append(out, lang.F("今天是 %v，还没过完的 %d 天没有结算（不算旷工，也不算应出勤）", "today is %v; %d days that are not over are not judged: neither absent nor due", r.Now.Date(), n))
	}
	return out
}
