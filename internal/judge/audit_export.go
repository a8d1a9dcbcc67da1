package judge

import (
	"strconv"
	"strings"
	"time"
)

// exportDay is one person-day of an export with the export's own results.
type exportDay struct {
	fileWho
	group    string
	date     time.Time
	shift    string   // the text of the shift
	segs     [][2]int // hours of the shift, minutes of the work date
	clocked  []int    // punches that the export puts on the day, seconds
	results  []string // the export's word for each boundary
	times    [][]int  // the punch that the export takes for each boundary
	approval string   // approvals named beside the day
	said     dayFigures
	row      int
}

// dayFigures are the figures compared by the audit.
type dayFigures struct {
	late, early, missing int
	absent, attended     float64
}

func parseNumber(s string) float64 {
	v, _ := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return v
}

// minutesText reads 35, 35分钟 or 1小时5分钟.
func minutesText(s string) int {
	if v, err := strconv.ParseFloat(strings.TrimSpace(s), 64); err == nil {
		return int(v + 0.5)
	}
	n, total := 0, 0
	digits := false
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			if !digits {
				n = 0
			}
			n, digits = n*10+int(r-'0'), true
			continue
		case r == '小' && digits:
			total += n * 60
		case r == '分' && digits:
			total += n
		}
		digits = false
	}
	return total
}

// shiftHours reads the hours in the text of a shift: 08:30-18:00, 21:30-次日05:30.
func shiftHours(s string) [][2]int {
	s = strings.NewReplacer("~", "-", "～", "-", "—", "-", "–", "-", "至", "-").Replace(s)
	var out [][2]int
	ms := timeText.FindAllStringSubmatchIndex(s, -1)
	for i := 0; i+1 < len(ms); i += 2 {
		a, b := parseTimes(s[ms[i][0]:ms[i][1]]), parseTimes(s[ms[i+1][0]:ms[i+1][1]])
		if len(a) != 1 || len(b) != 1 || !strings.Contains(s[ms[i][1]:ms[i+1][0]], "-") {
			return nil
		}
		from, to := a[0]/60, b[0]/60
		if n := len(out); n > 0 && from < out[n-1][1] {
			from += dayLong
		}
		if to <= from {
			to += dayLong
		}
		out = append(out, [2]int{from, to})
	}
	return out
}

// readDaily reads DingTalk's 每日统计, headings in one or two levels.
func (f *punchFile) readDaily(g *punchGrid, head int, cols punchCols) {
	num := func(r int, names ...string) float64 {
		c := cols.first(names...)
		if c < 0 {
			return 0
		}
		return float64(minutesText(g.at(r, c)))
	}
	for r := head + 1; r < len(g.rows); r++ {
		c := cols.first("日期")
		date, _, ok := g.parseDate(g.at(r, c))
		if !ok {
			continue
		}
		d := exportDay{fileWho: g.whoOf(r, cols), date: date, shift: strings.TrimSpace(g.at(r, cols["班次"])), row: r + 1}
		d.group = strings.TrimSpace(g.at(r, cols.first("考勤组")))
		d.segs = shiftHours(d.shift)
		for _, n := range []string{"1", "2", "3"} {
			for _, w := range []string{"上班", "下班"} {
				tc := cols.first(w+n+"打卡时间", w+n+"/打卡时间")
				rc := cols.first(w+n+"打卡结果", w+n+"/打卡结果")
				if tc < 0 || rc < 0 {
					continue
				}
				times := parseTimes(g.at(r, tc))
				d.clocked = append(d.clocked, times...)
				d.times = append(d.times, times)
				d.results = append(d.results, strings.TrimSpace(g.at(r, rc)))
			}
		}
		if c := cols.first("关联的审批单"); c >= 0 {
			d.approval = g.at(r, c)
		}
		d.said = dayFigures{
			late:    int(num(r, "迟到时长") + num(r, "严重迟到时长")),
			early:   int(num(r, "早退时长")),
			missing: int(num(r, "上班缺卡次数") + num(r, "下班缺卡次数")),
		}
		if c := cols.first("旷工天数"); c >= 0 {
			d.said.absent = parseNumber(g.at(r, c))
		}
		if c := cols.first("旷工迟到天数", "旷工迟到次数"); c >= 0 {
			d.said.absent += parseNumber(g.at(r, c))
		}
		if c := cols.first("出勤天数"); c >= 0 {
			d.said.attended = parseNumber(g.at(r, c))
		}
		f.days = append(f.days, d)
	}
}

// readWecom reads WeCom's daily report.
func (f *punchFile) readWecom(g *punchGrid, head int, cols punchCols) {
	text := func(r int, names ...string) string {
		c := cols.first(names...)
		if c < 0 {
			return ""
		}
		return strings.TrimSpace(g.at(r, c))
	}
	for r := head + 1; r < len(g.rows); r++ {
		date, _, ok := g.parseDate(text(r, "时间"))
		if !ok {
			continue
		}
		d := exportDay{fileWho: g.whoOf(r, cols), date: date, shift: text(r, "基础信息/班次", "考勤概况/班次"), row: r + 1}
		d.group = text(r, "基础信息/所属规则")
		d.segs = shiftHours(d.shift)
		for _, n := range []string{"1", "2", "3"} {
			for _, w := range []string{"上班", "下班"} {
				tc, rc := cols.first(w+n+"/打卡时间"), cols.first(w+n+"/打卡状态")
				if tc < 0 || rc < 0 {
					continue
				}
				d.times = append(d.times, parseTimes(g.at(r, tc)))
				d.results = append(d.results, strings.TrimSpace(g.at(r, rc)))
			}
		}
		d.clocked = parseTimes(text(r, "打卡时间记录"))
		d.approval = text(r, "考勤概况/假勤申请")
		d.said = dayFigures{
			late:    minutesText(text(r, "异常统计/迟到时长")),
			early:   minutesText(text(r, "异常统计/早退时长")),
			missing: minutesText(text(r, "异常统计/缺卡次数")),
			absent:  float64(minutesText(text(r, "异常统计/旷工时长"))) / 480,
		}
		f.days = append(f.days, d)
		for _, part := range strings.Fields(text(r, "打卡时间记录")) {
			for _, t := range parseTimes(part) {
				p := filePunch{fileWho: d.fileWho, time: date.Add(time.Duration(t) * time.Second), valid: true, work: date, fixed: strings.Contains(part, "补卡")}
				f.punches = append(f.punches, p)
			}
		}
	}
}
