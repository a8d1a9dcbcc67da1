package settlement

import (
	"testing"
)

// The shop's day shift is 09:00-18:00 with an unpaid hour, its split one 08:30-17:30 with
// an hour between. The export's shifts with these hours name no break: eight hours are
// worked of nine, on a statutory day too, and it is said. A shift of other hours counts
// in full, which is said where it is long. A roster speaks for itself.
func TestBreakOfTheShop(t *testing.T) {
	list := "工号,姓名,日期,班次,打卡时间\n"
	s := settle(t, shop(t, map[string]string{
		"paiban.yaml": config + "  - {id: S, name: {zh: 分班, en: Split}, short: {zh: 分, en: S}, kind: day, hours: [08:30-12:00, 13:00-17:30]}\n" +
			"  - {id: B, name: {zh: 长班, en: Long}, short: {zh: 长, en: B}, kind: day, hours: [09:00-18:00], break: 30m}\n",
		"punches/2026-11/a.csv": list +
			"A1,苏晓禾,2026-11-02,行政班 09:00-18:00,08:55 18:05\n" +
			"A1,苏晓禾,2026-11-03,早班 08:30-17:30,08:25 17:35\n" +
			"A1,苏晓禾,2026-11-04,行政班 11:00-20:00,10:55 20:05\n" +
			"A1,苏晓禾,2026-11-05,半天 10:00-13:00,09:55 13:05\n" +
			"A1,苏晓禾,2026-11-06,日班 09:00-18:00,08:55 18:05\n" +
			"B2,林一,2026-11-02,行政班 09:00-18:00,08:55 18:05\n",
		"rosters/2026-W45.xlsx": roster(nov(2), "B2 林一 日"),
	}), Options{})
	a := person(t, s, "A1").Days
	// Of two shifts 09:00-18:00 the one with the least break counts, unless one has the
	// export's name.
	for day, want := range map[int]int{2: 510, 3: 480, 4: 540, 5: 180, 6: 480} {
		if got := a[day-1].Worked; got != want {
			t.Errorf("on the %d: %d minutes, want %d", day, got, want)
		}
	}
	if got := person(t, s, "B2").Days[1].Worked; got != 480 {
		t.Errorf("by the roster: %d minutes", got)
	}
	has(t, "notes", s.notesEN(), "a.csv 早班 08:30-17:30: the export's shift names no break; the 60 minutes", "a.csv 行政班 11:00-20:00: the export's shift names no break and the shop has no shift with these hours")
	hasNot(t, "notes", s.notesEN(), "半天")
}
