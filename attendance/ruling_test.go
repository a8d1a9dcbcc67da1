package attendance

import (
	"testing"

	"paiban/internal/lang"
)

// What people write into the cell: yes, no, or how long. Everything else is no ruling.
func TestParseRuling(t *testing.T) {
	const all = 0
	for text, want := range map[string]int{
		"同意": all, " 同意。": all, "√": all, "批准": all, "y": all, "YES": all, "Ok!": all, "是的": all, "属实": all, "審批通過": -2, "审批通过": all, "核准": all,
		"2": 120, "2小时": 120, "2 小時": 120, "2.0": 120, "1.5h": 90, "90分钟": 90, "同意2小时": 120, "批准，1.5 小时": 90, "两小时": 120, "半小时": 30, "1个半小时": 90, "一个半小时": 90,
		"一小时": 60, "２小时": 120, "OK 2 hours": 120, "同意：2": 120,
		"不同意": -1, "否": -1, "no": -1, "×": -1, "0": -1, "0小时": -1, "误打卡": -1, "不是加班。": -1,
		"": -2, "手机没电": -2, "待定": -2, "不同意2小时": -2, "到20点": -2, "25": -2, "-1": -2, "20:05": -2, "问组长": -2,
	} {
		r, ok := ParseRuling(text)
		got := r.Minutes
		switch {
		case !ok:
			got = -2
		case r.Refused:
			got = -1
		}
		if got != want {
			t.Errorf("%q is read as %d minutes, want %d (-1 is refused, -2 no ruling)", text, got, want)
		}
	}
}

// 12 October: from 18:00 to 20:05 after a shift to 18:00, 125 minutes; 17 October, a
// rest day: 09:00 to 13:10, 250 minutes. Overtime counts in steps of 30 minutes.
func TestRulings(t *testing.T) {
	both, approval, none := DefaultPolicy(), DefaultPolicy(), DefaultPolicy()
	both.Overtime.By, none.Overtime.By = ByBoth, ByNone
	for _, c := range []struct {
		name     string
		policy   Policy
		ruling   *Ruling
		approved bool // 18:00 to 19:00 of the 12th, by a request
		want     int
		asked    bool
	}{
		{"nothing is said", both, nil, false, 0, true},
		{"granted", both, &Ruling{Date: monday}, false, 120, false},
		{"granted, where approval alone counts", approval, &Ruling{Date: monday}, false, 120, false},
		{"an hour", both, &Ruling{Date: monday, Minutes: 60}, false, 60, false},
		{"more than is clocked", both, &Ruling{Date: monday, Minutes: 180}, false, 120, false},
		{"more than is clocked, where approval alone counts", approval, &Ruling{Date: monday, Minutes: 180}, false, 180, false},
		{"refused", both, &Ruling{Date: monday, Refused: true}, false, 0, false},
		{"of another day", both, &Ruling{Date: monday + 1}, false, 0, true},
		// 65 minutes are left to ask about: granted, they come on top of the hour.
		{"granted beside a request", both, &Ruling{Date: monday}, true, 120, false},
		{"half an hour beside a request", both, &Ruling{Date: monday, Minutes: 30}, true, 90, false},
		{"refused beside a request", both, &Ruling{Date: monday, Refused: true}, true, 60, false},
		{"a shop without overtime", none, &Ruling{Date: monday}, false, 0, false},
	} {
		d := october(t, c.policy, func(in *Input) {
			if c.ruling != nil {
				in.Rulings = [][]Ruling{{*c.ruling}}
			}
			if c.approved {
				in.Overtime[0] = []Approval{{From: On(monday, clk("18:00")), To: On(monday, clk("19:00"))}}
			}
		}, map[int]string{12: "08:55 20:05"}).People[0].Days[11]
		if d.Overtime[onWorkday] != c.want || (d.About == AboutOvertime) != c.asked {
			t.Errorf("%s: %d minutes, asked %q", c.name, d.Overtime[onWorkday], d.Question.In(lang.EN))
		}
	}
	// The export's own column says 0, whoever approves says yes: that counts.
	for _, refused := range []bool{false, true} {
		d := october(t, both, func(in *Input) {
			in.Plans[0][11].Granted = &Granted{Overtime: &[3]int{}}
			in.Rulings = [][]Ruling{{{Date: monday, Refused: refused}}}
		}, map[int]string{12: "08:55 20:05"}).People[0].Days[11]
		if want := map[bool]int{false: 120, true: 0}[refused]; d.Overtime[onWorkday] != want || d.About != "" {
			t.Errorf("beside an export's 0, refused %v: %d minutes, asked %q", refused, d.Overtime[onWorkday], d.Question.In(lang.EN))
		}
	}
	saturday := monday + 5
	for _, c := range []struct {
		name   string
		ruling []Ruling
		want   int
		asked  bool
	}{
		{"nothing is said", nil, 0, true},
		{"granted", []Ruling{{Date: saturday}}, 240, false},
		{"two hours", []Ruling{{Date: saturday, Minutes: 120}}, 120, false},
		{"a mistake", []Ruling{{Date: saturday, Refused: true}}, 0, false},
	} {
		d := october(t, both, func(in *Input) {
			in.Rulings = [][]Ruling{c.ruling}
			in.Punches[0] = append(in.Punches[0], punched(saturday, "09:00 13:10")...)
		}, nil).People[0].Days[16]
		if d.Overtime[onRestDay] != c.want || (d.About == AboutRest) != c.asked {
			t.Errorf("a rest day, %s: %d minutes, asked %q", c.name, d.Overtime[onRestDay], d.Question.In(lang.EN))
		}
	}
}
