package table

import (
	"testing"
	"time"

	"paiban/internal/workcal"
)

func TestParseMoment(t *testing.T) {
	day := workcal.DateOf(2026, time.November, 21)
	for _, c := range []struct {
		in     string
		date   workcal.Date
		second int
		timed  bool
	}{
		{"2026-11-21", day, 0, false},
		{" 2026/11/21 ", day, 0, false},
		{"2026.11.21", day, 0, false},
		{"2026年11月21日", day, 0, false},
		{"２０２６年１１月２１日", day, 0, false}, // full-width digits
		{"26-11-21 星期六", day, 0, false},
		{"2026/11/21 周六", day, 0, false},
		{"2026-11-21(周六)", day, 0, false},
		{"20261121", day, 0, false},
		{"11月21日", day, 0, false}, // in the given year
		{"11/21", day, 0, false},
		{"2026-1-5", workcal.DateOf(2026, 1, 5), 0, false},
		{"2026年1月5日 08:30", workcal.DateOf(2026, 1, 5), 8*3600 + 30*60, true},
		{"2026年1月5日08:30", workcal.DateOf(2026, 1, 5), 8*3600 + 30*60, true},
		{"2026-11-21 08:30", day, 30600, true},
		{"2026-11-21T08:30:15", day, 30615, true},
		{"2026-11-21\n08：30", day, 30600, true},
		{"2026/11/21 24:00", day, 86400, true},
		{"2026-11-21 下午 2:05", day, 14*3600 + 300, true},
		// 2000-01-01 is day 36526 of the 1900 system; 9,821 days later: 26 years of
		// 365, 7 leap days (2000 … 2024), 324 days from 1 January to 21 November.
		{"46347", day, 0, false},
		{"46347.0", day, 0, false},
		{"46347.354166666664", day, 30600, true}, // 8.5/24
		{"46346.999999999", day, 0, false},       // a float just short of midnight
	} {
		got, ok := ParseMoment(c.in, 2026)
		if want := (Moment{c.date, c.second, c.timed}); !ok || got != want {
			t.Errorf("ParseMoment(%q) = %v %v, want %v", c.in, got, ok, want)
		}
	}
	for _, in := range []string{
		"", "abc", "2026-13-01", "2026-02-30", "2047-02-30", "1971--10--29 -23:-59:-53", "2026-01-055",
		"7", "2026", "12.5", "2026-11-21 25:00", "2026-11-21 08:61", "1/5/2026", "2026-11-21 到岗", "NaN", "Inf", "0x10000",
	} {
		if got, ok := ParseMoment(in, 2026); ok {
			t.Errorf("ParseMoment(%q) = %v, want it refused", in, got)
		}
	}
	if got, ok := ParseMoment("11月21日", 0); ok {
		t.Errorf("a date without a year, none given: %v, want it refused", got)
	}
}

func TestParseMinute(t *testing.T) {
	for in, want := range map[string]int{
		"8:30": 510, "08:30": 510, "08：30": 510, "０８：３０": 510, "08:30:45": 510, "8点30分": 510, "8点": 480, "8时5分": 485,
		"00:00": 0, "24:00": 1440, "25:30": 1530, "48:00": 2880,
		"次日 01:30": 1530, "次日01:30": 1530, "+1 01:30": 1530, "+1 1:30": 1530, "翌日01:30": 1530,
		"下午2:05": 845, "2:05 PM": 845, "12:05 AM": 5, "上午 9:00": 540,
		"0": 0, "1": 1440, "0.5": 720,
		"0.354166666666667":   510,  // 8.5/24
		"0.35416665673255920": 510,  // the same as a 32-bit float: 30599.999 s
		"1.0625":              1530, // 25:30
	} {
		if got, ok := ParseMinute(in); !ok || got != want {
			t.Errorf("ParseMinute(%q) = %d %v, want %d", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "8", "8:", ":30", "8:60", "08:30:60", "48:01", "184:00", "-0.5", "8.5", "25", "46347.35", "23/19", "abc", "NaN", "次日", "13:00上午x", "8-30"} {
		if got, ok := ParseMinute(in); ok {
			t.Errorf("ParseMinute(%q) = %d, want it refused", in, got)
		}
	}
}

func TestParseID(t *testing.T) {
	for in, want := range map[string]string{
		"007": "007", "12.0": "12", " 12 ": "12", "1.38001380E10": "13800138000", "A.1": "A.1", "12.5": "12.5", "1E5": "1E5", "Ａ０１": "A01", "": "",
	} {
		if got := ParseID(in); got != want {
			t.Errorf("ParseID(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestParseName(t *testing.T) {
	for in, want := range map[string]string{"李 娜": "李娜", "李　娜 ": "李娜", "李娜": "李娜", "Zhang  San": "Zhang San", "李 A": "李 A", "": ""} {
		if got := ParseName(in); got != want {
			t.Errorf("ParseName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestParseNumbers(t *testing.T) {
	for in, want := range map[string]float64{"7.5": 7.5, "1,234.5": 1234.5, "85%": .85, "-3": -3, "１２": 12, "1e3": 1000, "4500元": 4500, "￥4,500": 4500, "¥ 12.5": 12.5} {
		if got, ok := ParseFloat(in); !ok || got != want {
			t.Errorf("ParseFloat(%q) = %v %v, want %v", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "NaN", "Inf", "-inf", "0x10", "1_000", "1,2,3", "12人", "1e999", "元", "¥", "4500元元"} {
		if got, ok := ParseFloat(in); ok {
			t.Errorf("ParseFloat(%q) = %v, want it refused", in, got)
		}
	}
	if got, ok := ParseInt("12.0"); !ok || got != 12 {
		t.Errorf("ParseInt(12.0) = %v %v", got, ok)
	}
	if got, ok := ParseInt("12.5"); ok {
		t.Errorf("ParseInt(12.5) = %v, want it refused", got)
	}
}
