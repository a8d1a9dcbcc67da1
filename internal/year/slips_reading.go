package year

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// heard is what `attendance import --json` made of one file.
type heard struct {
	Ran
	lost, added []string // punches that are true and not read, and read and not true
	strangers   []string // people whom nobody knows
	people      int
	leaves      int
	dropped     int
	told        string
}

// true5 are punches of n people on the five days: in before nine, out after six, each
// at its own minute, so that nothing stands in for anything else.
func (s *small) true5(n int) []Punch {
	var out []Punch
	for i := range 5 {
		for p := range n {
			id, d := s.Staff[p].ID, s.day(i)
			out = append(out,
				Punch{id, d.Add(time.Duration(8*60+20+5*p+s.r.IntN(5))*time.Minute + time.Duration(s.r.IntN(60))*time.Second)},
				Punch{id, d.Add(time.Duration(18*60+1+5*p+s.r.IntN(5))*time.Minute + time.Duration(s.r.IntN(60))*time.Second)})
		}
	}
	return out
}

// hear lets the program read a file that holds the punches truth.
func (s *small) hear(name string, content []byte, truth []Punch) heard {
	s.putShop()
	s.Save(s.punchFile(name), content)
	h := heard{Ran: s.Run("attendance", "import", s.punchFile(name), "--json")}
	h.told = told(h.Ran)
	var doc struct {
		Files []struct {
			People []struct {
				Name, ID string
				Punch    string `json:"punch_no"`
			}
			Punches []struct {
				Person int
				At     string
			}
			Leaves  int
			Dropped []any
		}
	}
	_ = json.Unmarshal(h.Out, &doc) // no JSON holds nothing
	got := map[string]bool{}
	for _, f := range doc.Files {
		h.leaves, h.dropped, h.people = h.leaves+f.Leaves, h.dropped+len(f.Dropped), h.people+len(f.People)
		who := make([]string, len(f.People))
		for i, p := range f.People {
			k := slices.IndexFunc(s.Staff, func(q Person) bool {
				return p.Name == q.Name || p.Name == "" && slices.Contains([]string{p.ID, p.Punch}, q.Punch) || p.Name == "" && p.ID == q.ID
			})
			if k < 0 {
				h.strangers = append(h.strangers, p.Name+p.ID)
				who[i] = p.Name + p.ID
				continue
			}
			who[i] = s.Staff[k].ID
		}
		for _, p := range f.Punches {
			got[who[p.Person]+" "+p.At[:len("2006-01-02 15:04")]] = true
		}
	}
	for _, p := range truth {
		k := p.Person + " " + p.At.Format("2006-01-02 15:04")
		if !got[k] {
			h.lost = append(h.lost, k)
		}
		delete(got, k)
	}
	for k := range got {
		h.added = append(h.added, k)
	}
	slices.Sort(h.added)
	return h
}

// right reports whether exactly the truth was read.
func (h heard) right() bool {
	return h.Code == 0 && len(h.lost)+len(h.added)+len(h.strangers) == 0
}

// refused reports whether the file was refused, with one of the words.
func (h heard) refused(words ...string) bool {
	return h.Code == 3 && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(h.Err, w) })
}

// partly reports whether nothing false was read and the user was told all of words.
func (h heard) partly(words ...string) bool {
	return h.Code == 0 && len(h.added)+len(h.strangers) == 0 && hasAll(h.told, words)
}

func (h heard) String() string {
	first := func(s []string) string {
		if len(s) == 0 {
			return "none"
		}
		return fmt.Sprintf("%d (%s)", len(s), s[0])
	}
	out := fmt.Sprintf("%s: lost %s, not true %s, strangers %s, %d leaves, %d dropped", h.Ran, first(h.lost), first(h.added), first(h.strangers), h.leaves, h.dropped)
	if h.Code != 0 {
		out += ": " + firstLine(h.Err)
	}
	return out
}

// must notes a failure unless ok.
func (s *small) must(ok bool, h heard) {
	if !ok {
		s.Fail(s.kind, "%s", h)
	}
}

// reads requires that a file is read as truth, or refused by its name with one of words.
func (s *small) reads(name string, content []byte, truth []Punch, refusals ...string) {
	h := s.hear(name, content, truth)
	s.must(h.right() || len(refusals) > 0 && h.named(name) && h.refused(refusals...), h)
}

// byDay are punches by person and work date, each day's in order of time; a punch
// before four belongs to the day before.
type dayPunches struct {
	Who   Person
	Date  time.Time
	Times []time.Time
}

func (s *small) byDay(punches []Punch) []dayPunches {
	var out []dayPunches
	for _, q := range s.Staff {
		for _, p := range punches {
			if p.Person != q.ID {
				continue
			}
			d := day(p.At.Add(-4 * time.Hour))
			if n := len(out); n == 0 || out[n-1].Who.ID != q.ID || !out[n-1].Date.Equal(d) {
				out = append(out, dayPunches{Who: q, Date: d})
			}
			out[len(out)-1].Times = append(out[len(out)-1].Times, p.At)
		}
	}
	return out
}

func hm(t time.Time) string { return t.Format("15:04") }

// first and last are the times of a day as HH:MM.
func (d dayPunches) first() string { return hm(d.Times[0]) }
func (d dayPunches) last() string  { return hm(d.Times[len(d.Times)-1]) }

// weekday is the word behind a date in exports.
func weekday(t time.Time) string {
	return "星期" + string([]rune("日一二三四五六")[t.Weekday()])
}

// flow is a list of moments, one row each.
func (s *small) flow(punches []Punch) [][]any {
	rows := [][]any{{"姓名", "打卡时间"}}
	for _, p := range punches {
		rows = append(rows, []any{s.person(p.Person).Name, p.At.Format("2006-01-02 15:04:05")})
	}
	return rows
}

// clockDays is a stand-alone clock's list of days.
func (s *small) clockDays(punches []Punch) [][]any {
	rows := [][]any{{"考勤号码", "姓名", "日期", "对应时段", "签到时间", "签退时间"}}
	for _, d := range s.byDay(punches) {
		rows = append(rows, []any{d.Who.Punch, d.Who.Name, d.Date.Format("2006/1/2"), "白班", d.first(), d.last()})
	}
	return rows
}

// widen adds a column to a table.
func widen(rows [][]any, head any, cell func(row []any) any) [][]any {
	out := slices.Clone(rows)
	for i, row := range rows {
		v := head
		if i > 0 {
			v = cell(row)
		}
		out[i] = append(slices.Clone(row), v)
	}
	return out
}

// dingtalk are the rows of a DingTalk sheet: its two lines of title, then rows.
func (s *small) dingtalk(title string, made time.Time, rows [][]any) sheet {
	head := [][]any{
		{fmt.Sprintf("%s 统计日期：%s 至 %s", title, iso(s.Mon), iso(s.day(4)))},
		{"报表生成时间：" + made.Format("2006-01-02 15:04")},
	}
	return sheet{Name: title, Rows: append(head, rows...)}
}

// dingDays is the sheet 每日统计: one row a person and day, times and results side by
// side.
func (s *small) dingDays(punches []Punch, made time.Time) sheet {
	rows := [][]any{
		{"姓名", "考勤组", "部门", "工号", "职位", "UserId", "日期", "班次", "上班1打卡时间", "上班1打卡结果", "下班1打卡时间", "下班1打卡结果", "关联的审批单", "出勤天数", "迟到时长(分钟)", "早退时长(分钟)", "上班缺卡次数", "下班缺卡次数", "旷工天数", "工作时长(分钟)"},
		{},
	}
	for _, d := range s.byDay(punches) {
		out, result := any(nil), any(nil)
		if len(d.Times) > 1 {
			out, result = d.last(), "正常"
		}
		rows = append(rows, []any{d.Who.Name, "客服", d.Who.Group, d.Who.ID, "客服", "u" + d.Who.ID, d.Date.Format("06-01-02 ") + weekday(d.Date), "日班 09:00-18:00", d.first(), "正常", out, result, nil, 1, 0, 0, 0, 0, 0, 540})
	}
	return s.dingtalk("每日统计", made, rows)
}

// dingRaw is the sheet 原始记录: one row a punch.
func (s *small) dingRaw(punches []Punch, made time.Time) sheet {
	rows := [][]any{{"姓名", "考勤组", "部门", "工号", "职位", "UserId", "考勤日期", "考勤时间", "打卡时间", "打卡结果", "打卡地址", "打卡备注", "异常打卡原因", "打卡设备"}}
	for _, p := range punches {
		q := s.person(p.Person)
		due := "09:00"
		if p.At.Hour() >= 13 {
			due = "18:00"
		}
		rows = append(rows, []any{q.Name, "客服", q.Group, q.ID, "客服", "u" + q.ID, p.At.Format("06-01-02 ") + weekday(p.At), iso(p.At) + " " + due, p.At.Format("2006-01-02 15:04"), "正常", "门店", nil, nil, "考勤机"})
	}
	return s.dingtalk("原始记录", made, rows)
}

// dingGrid is the sheet 打卡时间: a column a day, the times of a day under each other.
func (s *small) dingGrid(punches []Punch, made time.Time) sheet {
	head, days := []any{"姓名", "考勤组", "部门", "工号", "职位", "UserId", "打卡时间"}, []any{nil, nil, nil, nil, nil, nil}
	for i := range 5 {
		d := s.day(i)
		days = append(days, d.Day())
	}
	rows := [][]any{head, days}
	for _, q := range s.Staff {
		row := []any{q.Name, "客服", q.Group, q.ID, "客服", "u" + q.ID}
		for i := range 5 {
			var cell strings.Builder
			for _, d := range s.byDay(punches) {
				if d.Who.ID != q.ID || !d.Date.Equal(s.day(i)) {
					continue
				}
				for _, t := range d.Times {
					if !day(t).Equal(d.Date) {
						cell.WriteString("次日 ")
					}
					cell.WriteString(hm(t) + "  \n")
				}
			}
			row = append(row, cell.String())
		}
		rows = append(rows, row)
	}
	return s.dingtalk("打卡时间", made, rows)
}

// settledAt is when HR makes its reports of the month: two days after it.
func (s *small) settledAt() time.Time {
	return s.last().AddDate(0, 0, 2).Add(9*time.Hour + 33*time.Minute)
}
