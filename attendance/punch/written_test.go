package punch

import (
	"fmt"
	"strings"
	"testing"

	"paiban/attendance"
)

// What people write with amounts, and what comes of it in a day of 480 minutes: due,
// attended, minutes of leave by kind, late, early, absent, overtime on a working day.
func TestWrittenWords(t *testing.T) {
	for _, c := range []struct{ cell, want string }{
		{"事假8H", "leave 1 0 map[personal:480]"},
		{"事假4h", "exempt 1 0.5 map[personal:240]"},
		{"年假4小时", "exempt 1 0.5 map[annual:240]"},
		{"年假四小时", "exempt 1 0.5 map[annual:240]"},
		{"调休3.5H", "exempt 1 0.5625 map[comp:210]"}, // 480 − 210 = 270 of 480
		{"补休 2 小时", "exempt 1 0.75 map[comp:120]"},
		{"病假半天", "exempt 1 0.5 map[sick:240]"},
		{"上午病假", "exempt 1 0.5 map[sick:240]"},
		{"半天病假", "exempt 1 0.5 map[sick:240]"},
		{"事假0.5天", "exempt 1 0.5 map[personal:240]"},
		{"事假0.5", "exempt 1 0.5 map[personal:240]"},
		{"事假（2h）", "exempt 1 0.75 map[personal:120]"},
		{"事假1天", "leave 1 0 map[personal:480]"},
		{"事假90分钟", "exempt 1 0.8125 map[personal:90]"}, // 390 of 480
		{"出勤4H 事假4H", "exempt 1 0.5 map[personal:240]"},
		{"年假4H、调休4H", "leave 1 0 map[annual:240 comp:240]"},
		{"√事假2H", "exempt 1 0.75 map[personal:120]"},
		{"√/事假", "exempt 1 0.5 map[personal:240]"},
		{"出勤8H", "exempt 1 1 map[]"},
		{"出勤", "exempt 1 1 map[]"},
		{"迟到15分", "late 1 1 map[] late 15"},
		{"迟到15", "late 1 1 map[] late 15"},
		{"迟到15分钟 早退10分", "late+early 1 1 map[] late 15 early 10"},
		{"早退1小时", "early 1 1 map[] early 60"},
		{"旷工半天", "absent 1 0.5 map[] absent 0.5"},
		{"旷工4H", "absent 1 0.5 map[] absent 0.5"},
		{"出勤 加班2H", "exempt 1 1 map[] overtime 120"},
		{"法定", "rest 0 0 map[]"},
		{"法定假", "rest 0 0 map[]"},
		{"国庆", "rest 0 0 map[]"},
		{"休", "rest 0 0 map[]"},
		{"看护假", "leave 1 0 map[other:480]"},
		{"/", "- 0 0 map[]"},
		{"—", "- 0 0 map[]"},
		// What cannot be understood is told and counts for nothing.
		{"事假1", "? 0 0 map[]"},
		{"事假40小时", "? 0 0 map[]"},
		{"备勤4H", "? 0 0 map[]"},
	} {
		e := read(t, "f", workbook(t, sheetOf{"5月", [][]any{{"2026年5月 考勤统计表"}, {"姓名", "2026-05-06", "2026-05-07", "2026-05-08"}, {"甲一", c.cell, "√", "√"}}}))
		list, of := e.Everybody()
		d := &attendance.Settle(e.Input(e.Months()[0], list, of), attendance.DefaultPolicy()).People[0].Days[5]
		leave := map[attendance.LeaveKind]int{}
		for k, m := range d.Leave {
			if m > 0 {
				leave[k] = m
			}
		}
		got := fmt.Sprint(d.Result, " ", d.Due, " ", d.Attended, " ", leave)
		for _, l := range d.Late {
			got += fmt.Sprint(" late ", l.Minutes)
		}
		for _, l := range d.Early {
			got += fmt.Sprint(" early ", l.Minutes)
		}
		if d.Absent > 0 {
			got += fmt.Sprint(" absent ", d.Absent)
		}
		if d.Overtime[0] > 0 {
			got += fmt.Sprint(" overtime ", d.Overtime[0])
		}
		if len(e.Dropped) > 0 {
			got = strings.Replace(got, "noplan", "?", 1)
		}
		got = strings.Replace(got, "noplan", "-", 1)
		if got != c.want {
			t.Errorf("%s: %s, want %s; dropped %v", c.cell, got, c.want, dropped(e))
		}
	}
}
