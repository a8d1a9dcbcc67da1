package attendance

import (
	"maps"
	"slices"
	"strconv"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// reasons says which dates and boundaries have a plan that is not judged, and why; nil
// where all are.
func (c *CutOff) reasons(people []Month, month workcal.Month) (out []lang.Text) {
	var before, after, ahead = map[workcal.Date]bool{}, map[workcal.Date]bool{}, map[workcal.Date]bool{}
	var open, next, earlier openEdges
	for i := range people {
		for k := range people[i].Days {
			d := &people[i].Days[k]
			for _, e := range d.Edges {
				switch at := On(d.Date, e.At); {
				case !e.NotOver, d.Result == NotJudged && at < On(month.Last()+1, 0):
				case at >= On(month.Last()+1, 0), d.Date == month.Last() && at <= c.Reached(): // overtime goes on past the month
					next.add(at, people[i].Person.Name)
				case e.In && !(&reach{first: c.First}).begun(at):
					earlier.add(at, people[i].Person.Name)
				default:
					open.add(at, people[i].Person.Name)
				}
			}
			switch {
			case d.Result != NotJudged:
			case c.Now != 0 && On(d.Date, 0) >= On(c.Now.Date(), 0):
				ahead[d.Date] = true
			case c.First != 0 && d.Date < c.First.Date():
				before[d.Date] = true
			default:
				after[d.Date] = true
			}
		}
	}
	for _, s := range c.Stray {
		out = append(out, lang.F("%s 在 %v 的打卡离其他人的打卡太远，当作打卡机时间错误，不算数据已到那一天（%s）", "the punch of %s at %v lies far from all others: it is taken for a wrong clock, and the punches are not taken to reach that far (%s)",
			s.Name, s.Punch.At, s.Punch.Where.String()))
	}
	if n := len(before); n > 0 {
		out = append(out, lang.F("打卡数据从 %v 开始，之前的 %d 天没有结算（不算旷工，也不算应出勤）", "the punches start on %v; %d days before that are not judged: they count as neither absent nor due", c.First.Date(), n))
	}
	if n := len(after); n > 0 {
		out = append(out, lang.F("打卡数据到 %v 为止，之后的 %d 天没有结算（不算旷工，也不算应出勤）：%s。导出完整的打卡再运行", "the punches reach until %v; %d days after that are not judged, they count as neither absent nor due: %s. Export the whole month and run again", c.Reached(), n, dates(after)))
	}
	if n := len(ahead); n > 0 {
		out = append(out, lang.F("今天是 %v，还没过完的 %d 天没有结算（不算旷工，也不算应出勤）", "today is %v; %d days that are not over yet are not judged: they count as neither absent nor due", c.Now.Date(), n))
	}
	if open.n > 0 {
		out = append(out, lang.F("打卡数据到 %v 为止，之后的上下班点未到，不算缺卡：%s", "the punches reach until %v; starts and ends after that are not over yet and not missing: %s", c.Reached(), open.text()))
	}
	if next.n > 0 {
		m := workcal.MonthOf(month.Last() + 1)
		out = append(out, lang.F("需要%s的打卡文件：打卡数据到 %v 为止，这些下班卡在下个月，本月按未到、不按缺卡算：%s。把文件放进 punches/%v，再运行一次", "needs the file of %s: the punches reach until %v, and these lie in the next month; they count as not over yet, not as missing: %s. Put the file into punches/%v and run again", monthName(m), c.Reached(), next.text(), m))
	}
	if earlier.n > 0 {
		m := month.Before()
		out = append(out, lang.F("需要%s的打卡文件：这些上班卡在上个月，本月不按缺卡算：%s。把文件放进 punches/%v，再运行一次", "needs the file of %s: these punches lie in the month before and do not count as missing: %s. Put the file into punches/%v and run again", monthName(m), earlier.text(), m))
	}
	return out
}

// monthName says a month without its year: 11月, November.
func monthName(m workcal.Month) lang.Text {
	return lang.Text{ZH: strconv.Itoa(int(m.Month)) + "月", EN: m.Month.String()}
}

// dates lists dates in order, the first few of many.
func dates(set map[workcal.Date]bool) lang.Text {
	var list []lang.Text
	for _, d := range slices.Sorted(maps.Keys(set)) {
		if len(list) == mostNamed {
			list = append(list, lang.Same("…"))
			break
		}
		list = append(list, lang.Same(d.String()))
	}
	return lang.Join(list, "、", ", ")
}

// mostNamed is how many dates, moments or people of a moment a note names.
const mostNamed = 5

// openEdges are boundaries beyond the reach, by their moment.
type openEdges struct {
	n  int
	at map[Stamp][]string // names
}

func (o *openEdges) add(at Stamp, name string) {
	if o.at == nil {
		o.at = map[Stamp][]string{}
	}
	o.n++
	o.at[at] = append(o.at[at], name)
}

func (o *openEdges) text() lang.Text {
	var list []lang.Text
	for _, at := range slices.Sorted(maps.Keys(o.at)) {
		if len(list) == mostNamed {
			list = append(list, lang.Same("…"))
			break
		}
		var names []lang.Text
		for k, n := range o.at[at] {
			if k == mostNamed {
				names = append(names, lang.F("等 %d 人", "%d people in all", len(o.at[at])))
				break
			}
			names = append(names, lang.Same(n))
		}
		list = append(list, lang.F("%v（%s）", "%v (%s)", at, lang.Join(names, "、", ", ")))
	}
	return lang.Join(list, "；", "; ")
}
