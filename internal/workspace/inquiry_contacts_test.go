package workspace

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// chats are n contacts a day on 14 days from 2026-11-02, from 9:00 to 21:59:59, each as a
// row of its own; the first of them are at 9:01:20 and 10:40:00 of 2026-11-02.
func chats(n int, head string, row func(i int, at time.Time) string) string {
	r := rand.New(rand.NewPCG(1, 1))
	out, i := head+"\n", 0
	for d := range 14 {
		day := time.Date(2026, time.November, 2+d, 9, 0, 0, 0, time.UTC)
		for k := range n {
			at := day.Add(time.Duration(k)*13*time.Hour/time.Duration(n) + time.Duration(r.IntN(13*3600/n))*time.Second)
			out += row(i, at) + "\n"
			i++
		}
	}
	return out
}

const second = "2006-01-02 15:04:05"

// 26 contacts a day on 14 days, two in each half hour's part of 13 hours: two an hour. The
// first day is not known before its first contact, the last not after its last, and an hour
// at which nobody ever came is closed.
func TestListsOfContacts(t *testing.T) {
	agents := []string{"小禾", "小满", "小云"}
	for name, text := range map[string]string{
		"chats": chats(26, "会话ID,客服昵称,会话开始时间,会话结束时间", func(i int, at time.Time) string {
			return fmt.Sprintf("S%05d,%s,%s,%s", i, agents[i%3], at.Format(second), at.Add(5*time.Minute).Format(second))
		}),
		"chats with the end first": chats(26, "会话结束时间,会话开始时间", func(i int, at time.Time) string {
			return at.Add(70*time.Minute).Format(second) + "," + at.Format(second)
		}),
		"chats with seconds": chats(26, "买家昵称,接入时间,首次响应(秒)", func(i int, at time.Time) string {
			return fmt.Sprintf("买家%d,%s,%d", i, at.Format("2006/1/2 15:04:05"), 5+i%40)
		}),
		"chats with messages": chats(26, "会话编号,客服,开始时间,客户消息数,消息数", func(i int, at time.Time) string {
			return fmt.Sprintf("%d,%s,%s,%d,%d", i, agents[i%3], at.Format(second), i%9, i%20)
		}),
		"times alone": chats(26, "时间", func(_ int, at time.Time) string { return at.Format(second) }),
		"orders": chats(26, "订单编号,下单时间,付款时间,数量,实付金额", func(i int, at time.Time) string {
			return fmt.Sprintf("D%d,%s,%s,%d,%d.50", i, at.Format(second), at.Add(2*time.Hour).Format(second), 1+i%3, 20+i)
		}),
		"tickets to the minute": chats(26, "Ticket ID,Status,Created At,Closed At", func(i int, at time.Time) string {
			return fmt.Sprintf("T%d,closed,%s,%s", i, at.Format("2006-01-02 15:04"), at.Add(3*time.Hour).Format("2006-01-02 15:04"))
		}),
		"calls with date and time apart": chats(26, "通话ID,日期,来电时间,通话时长", func(i int, at time.Time) string {
			return fmt.Sprintf("C%d,%s,%s,%d", i, at.Format("2006-01-02"), at.Format("15:04:05"), 60+i%200)
		}),
		"chats with their date too": chats(26, "统计日期,会话ID,会话开始时间", func(i int, at time.Time) string {
			return fmt.Sprintf("%s,S%d,%s", at.Format("2006-01-02"), i, at.Format(second))
		}),
		"date and time in columns of the list": chats(26, "咨询日期,咨询时间,客服", func(i int, at time.Time) string {
			return at.Format("2006-01-02,15:04:05,") + agents[i%3]
		}),
		"without blanks":     chats(26, "会话编号,创建时间", func(i int, at time.Time) string { return fmt.Sprintf("%d,%s", i, at.Format("20060102150405")) }),
		"seconds since 1970": chats(26, "session_id,start_time", func(i int, at time.Time) string { return fmt.Sprintf("%d,%d", i, at.Add(-8*time.Hour).Unix()) }),
		"by the clock of Greenwich": chats(26, "chat id,created_at", func(i int, at time.Time) string {
			return fmt.Sprintf("%d,%s", i, at.Add(-8*time.Hour).Format("2006-01-02T15:04:05Z"))
		}),
		"groups that are no queue":  chats(26, "会话编号,技能组,创建时间", func(i int, at time.Time) string { return fmt.Sprintf("%d,售前,%s", i, at.Format(second)) }),
		"in traditional characters": chats(26, "會話編號,會話開始時間", func(i int, at time.Time) string { return fmt.Sprintf("S%d,%s", i, at.Format(second)) }),
		"cut to the hour":           chats(26, "工单号,创建时间", func(i int, at time.Time) string { return fmt.Sprintf("S%d,%s", i, at.Format("2006-01-02 15:00")) }),
		"with a title":              "会话明细\n导出时间：2026-11-16 09:00\n" + chats(26, "会话ID,会话开始时间", func(i int, at time.Time) string { return fmt.Sprintf("S%d,%s", i, at.Format(second)) }),
	} {
		series, said, err := counted(t, map[string]string{"chats.csv": text})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !strings.Contains(said, "chats.csv: 364 rows counted by the hour of their ") {
			t.Errorf("%s: %s", name, said)
		}
		s := series[0]
		if s.Step != 60 || s.Start.String() != "2026-11-02" || len(s.Values) != 14*24 {
			t.Errorf("%s: step %d, %d values from %s", name, s.Step, len(s.Values), s.Start)
			continue
		}
		for i, v := range s.Values {
			if open := i%24 >= 9 && i%24 < 22; open && v != 2 || !open && !math.IsNaN(v) {
				t.Errorf("%s: %g in hour %d", name, v, i)
				break
			}
		}
	}
}

// Two contacts an hour, but: hours without any are 0 where the shop is open, a day without
// any is a hole, a number that comes again counts once, a row without a time is told.
func TestHolesInListsOfContacts(t *testing.T) {
	text := chats(26, "会话ID,会话开始时间", func(i int, at time.Time) string {
		switch {
		case at.Day() == 6 && at.Hour() == 15, at.Day() == 9:
			return fmt.Sprintf("S%d,", i)
		}
		return fmt.Sprintf("S%d,%s", i, at.Format(second))
	})
	text += "S0,2026-11-02 09:01:20\nS1,2026-11-02 09:40:00\n"
	series, said, err := counted(t, map[string]string{"chats.csv": text})
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]float64{"2026-11-02": 2, "2026-11-06": 0, "2026-11-09": math.NaN()} {
		minute := 15 * 60
		if day == "2026-11-02" {
			minute = 9 * 60
		}
		if got := at(t, series, "service", day, minute); got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Errorf("%s: %g, want %g", day, got, want)
		}
	}
	for _, want := range []string{"336 rows counted", "2 rows repeat earlier ones (such as row 366)", "28 rows have no 会话开始时间"} {
		if !strings.Contains(said, want) {
			t.Errorf("%s, want %s", said, want)
		}
	}
	// The export of the day itself: its last hour may be under way. Today is 2026-11-23.
	today := "会话ID,会话开始时间\nS1,2026-11-23 09:10:05\nS2,2026-11-23 10:12:31\nS3,2026-11-23 11:02:08\n"
	series, _, err = counted(t, map[string]string{"chats.csv": today})
	if err != nil || at(t, series, "service", "2026-11-23", 600) != 1 || !math.IsNaN(at(t, series, "service", "2026-11-23", 660)) {
		t.Errorf("%v %v", series, err)
	}
}

// Two contacts a day: three days without any are 0, since 6 were to be expected; four, with 8,
// are a hole. 2026-11-02 to 15 without those.
func TestDaysWithoutContacts(t *testing.T) {
	for hole, zero := range map[int]bool{3: true, 4: false} {
		text := chats(2, "会话ID,会话开始时间", func(i int, at time.Time) string {
			if at.Day() > 5 && at.Day() <= 5+hole {
				return ","
			}
			return fmt.Sprintf("S%d,%s", i, at.Format(second))
		})
		series, said, err := counted(t, map[string]string{"q.csv": text})
		if err != nil {
			t.Fatal(err)
		}
		zeros := 0
		for _, v := range series[0].Values[4*24 : (4+hole)*24] {
			if v == 0 {
				zeros++
			}
		}
		if (zeros > 0) != zero {
			t.Errorf("%d days: %d hours of no contact; %s", hole, zeros, said)
		}
	}
}

// A day that is pasted twice counts once, also where nothing numbers the rows: 26 rows. Two
// contacts that began in one second are two.
func TestRepeatedRowsOfContacts(t *testing.T) {
	times := chats(26, "时间", func(_ int, at time.Time) string { return at.Format(second) })
	lines := strings.SplitAfter(times, "\n")
	series, said, err := counted(t, map[string]string{"q.csv": times + strings.Join(lines[27:53], "")})
	if err != nil || !strings.Contains(said, "26 rows repeat earlier ones (such as row 366)") || at(t, series, "service", "2026-11-03", 600) != 2 {
		t.Errorf("%v %s", err, said)
	}
	series, said, err = counted(t, map[string]string{"q.csv": times + lines[30]})
	hour, _ := time.Parse(second, strings.TrimSpace(lines[30]))
	if err != nil || strings.Contains(said, "repeat") || at(t, series, "service", "2026-11-03", hour.Hour()*60) != 3 {
		t.Errorf("%v %s", err, said)
	}
}

// Each contact goes to the queue that its row names; without such a column nobody knows.
func TestQueuesOfListsOfContacts(t *testing.T) {
	queues := []string{"旗舰店", "专营店", "售后"}
	text := func(head string, named bool) string {
		return chats(26, head, func(i int, at time.Time) string {
			if named {
				return queues[i%3] + "," + at.Format(second)
			}
			return at.Format(second)
		})
	}
	w := func(text string) map[string]string {
		return map[string]string{"paiban.yaml": "preset: multishop\n", "people.csv": "工号,姓名\nT01,石小溪\n", "inquiries/q.csv": text}
	}
	ws, err := Load(testWorkspace(t, w(text("技能组,会话开始时间", true))))
	if err != nil {
		t.Fatal(err)
	}
	series, _, err := ws.History()
	sum := 0.0
	for _, s := range series {
		for _, v := range s.Values {
			if !math.IsNaN(v) {
				sum += v
			}
		}
	}
	if err != nil || len(series) != 3 || sum != 364 {
		t.Errorf("%d series, %g contacts, %v", len(series), sum, err)
	}
	ws, err = Load(testWorkspace(t, w(text("会话开始时间", false))))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err = ws.History(); err == nil || !strings.Contains(err.Error(), "there are 3 queues, and nothing says of which queue a row is") {
		t.Errorf("%v", err)
	}
}

// Tables of intervals without a known count, and lists too short to tell, are no lists.
func TestNoListsOfContacts(t *testing.T) {
	for name, text := range map[string]string{
		"headings alone":     "会话ID,会话开始时间\n",
		"hours":              "时间,别的\n2026-11-01 08:00,3\n2026-11-01 09:00,4\n2026-11-01 10:00,4\n",
		"up to the last one": "时间,别的\n2026-11-01 08:59:59,3\n2026-11-01 09:59:59,4\n2026-11-01 10:59:59,4\n",
		"three times":        "时间\n2026-11-02 09:15:40\n2026-11-02 09:16:54\n2026-11-02 09:38:33\n",
		"days":               "会话ID,创建日期\nS1,2026-11-01\nS2,2026-11-01\nS3,2026-11-02\n",
	} {
		if _, said, err := counted(t, map[string]string{"q.csv": text}); err == nil {
			t.Errorf("%s was read: %s", name, said)
		}
	}
}
