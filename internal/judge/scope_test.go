package judge

import (
	"strings"
	"testing"
)

// A rule for everybody, for a contract, for names: the last that speaks of a person holds and
// says all of it.
func TestRulesForSomePeople(t *testing.T) {
	s := shopOf(t, map[string]string{
		"paiban.yaml": `
preset: plain
contracts:
  - {id: parttime, name: {zh: 兼职, en: Part-time}, hours_week: 20h, days_in_a_row: {max: 2}, shifts_week: {shifts: [night], max: 1}}
rules:
  days_in_a_row: [{max: 6}, {for: [二组、资深], max: 4}]
  shifts_week: [{shifts: [night], max: 3, force: 50}, {max: 5}, {for: Di, shifts: [night], max: 0, min: 2}]
`,
		"people.csv": "ID,Name,Group,Contract,Tags\nA,An,一组,,\nB,Bo,二组,兼职,\nC,Cy,一组,Part-time,\nD,Di,一组,,资深\n",
	})
	for id, want := range map[string]struct {
		run    int
		nights string
	}{
		"A": {6, "0-3 0-5"},  // what holds for everybody, also for nights
		"B": {4, "0-5 0-1"},  // the group comes after the contract; the contract's nights
		"C": {2, "0-5 0-1"},  // the contract
		"D": {4, "0-5 2-0 "}, // the tag; an entry that names her
	} {
		of := s.of(s.ByID(id))
		var nights []string
		for _, u := range of.week {
			nights = append(nights, string(rune('0'+u.Min))+"-"+string(rune('0'+u.Max)))
		}
		if got := strings.Join(nights, " "); of.workRun.Max != want.run || got != strings.TrimSpace(want.nights) {
			t.Errorf("%s: %d days in a row, shifts a week %s; want %d, %s", id, of.workRun.Max, got, want.run, want.nights)
		}
	}
	if r := s.of(s.ByID("A")).workRun; r.Force.Cost != 200 {
		t.Errorf("an entry without for keeps the preset's force, got %+v", r)
	}
	if r := s.of(s.ByID("B")).workRun; !r.Force.Hard {
		t.Errorf("an entry with for is hard by itself, got %+v", r)
	}
}

// Weeks that start on Sunday have the number of the ISO week that most of their days lie in.
func TestWeekStarts(t *testing.T) {
	for word, want := range map[string]string{"": "2026-11-23 2026-W48", "sunday": "2026-11-22 2026-W48", "周六": "2026-11-21 2026-W48", "friday": "2026-11-20 2026-W48", "thu": "2026-11-26 2026-W48", "tuesday": "2026-11-24 2026-W48"} {
		at, err := weekStarts(word)
		if err != nil {
			t.Fatal(err)
		}
		s := &Shop{starts: at}
		d, err := s.WeekOf("2026-W48")
		if err != nil || d.String()+" "+s.WeekName(d+6) != want || s.WeekStart(d+6) != d || s.WeekName(d-1) != "2026-W47" {
			t.Errorf("%q: %s %s, want %s", word, d, s.WeekName(d+6), want)
		}
	}
}

func TestWeekTimes(t *testing.T) {
	for text, want := range map[string]string{
		"周二 14:00-18:00":                   "[tue] 14:00-18:00",
		"周一至周五 9:00-18:00；周日":              "[mon tue wed thu fri] 09:00-18:00; [sun] 00:00-24:00",
		"每周二、周四下午上课":                       "[tue thu] 12:00-18:00",
		"周末":                               "[sat sun] 00:00-24:00",
		"周一到五上午":                           "[mon tue wed thu fri] 00:00-12:00",
		"上午":                               "[] 00:00-12:00",
		"14:00后":                           "[] 14:00-24:00",
		"早上9点前":                            "[] 00:00-09:00",
		"晚上8点半以后":                          "[] 20:30-24:00",
		"22:00-06:00":                      "[] 22:00-30:00",
		"周三 08:00-10:00 14:00-16:00":       "[wed] 08:00-10:00; [wed] 14:00-16:00",
		"Mon-Fri after 18:00; weekends":    "[mon tue wed thu fri] 18:00-24:00; [sat sun] 00:00-24:00",
		"Tue 14:00-18:00（夜校）":              "[tue] 14:00-18:00",
		"工作日18:00-22:00、周末":                "[workdays] 18:00-22:00; [sat sun] 00:00-24:00",
		"Tuesdays and Thursdays, mornings": "[tue thu] 00:00-12:00",
		"周二 14:00-18:00 有课；周日":             "[tue] 14:00-18:00; [sun] 00:00-24:00",
	} {
		times, err := weekTimes(text)
		var got []string
		for _, x := range times {
			got = append(got, "["+strings.Join(x.Days, " ")+"] "+x.Span.String())
		}
		if err != nil || strings.Join(got, "; ") != want {
			t.Errorf("%s: %q %v, want %q", text, got, err, want)
		}
	}
	if _, err := weekTimes("看情况"); err == nil {
		t.Error("a text that says no time is read")
	}
}

// An can work on Mondays to Fridays from 9 to 18 alone, and not on Wednesday mornings; in
// December she nurses for an hour a day, which is leave.
func TestBarred(t *testing.T) {
	s := shopOf(t, map[string]string{
		"people.csv":       "ID,Name,Available,Unavailable\nA,An,周一至周五 09:00-18:00,周三上午\n",
		"availability.csv": "person,days,hours,can,from,to,reason\nAn,,16:00-17:00,,2026-12-01,2026-12-02,事假\nAn,周四,,,2026-12-01,,上课\n",
	})
	for date, want := range map[string]string{
		"2026-11-23": "00:00-09:00 18:00-24:00 /", "2026-11-25": "00:00-12:00 18:00-24:00 /", "2026-11-28": "00:00-24:00 /",
		"2026-12-01": "00:00-09:00 18:00-24:00 / 16:00-17:00", "2026-12-03": "00:00-24:00 /",
	} {
		var got []string
		for _, x := range s.Barred(s.ByID("A"), day(t, date)) {
			got = append(got, x.String())
		}
		got = append(got, "/")
		for _, x := range s.LeaveOn("A", day(t, date)) {
			got = append(got, x.String())
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", date, got, want)
		}
	}
}

func TestWishes(t *testing.T) {
	s := shopOf(t, map[string]string{"leave.csv": "person,date,to,wish\nA,2026-12-01~12-03,,不上晚班\nA,2026-12-05,2026-12-06,休\nA,2026-12-08,,14:00后不上\nA,2026-12-09,,只上上午\nA,2026-12-10,,非晚班\nA,2026-12-11,,晚班（不要）\nA,2026-12-12,,晚\n"})
	got := map[string]string{}
	for _, w := range s.Wishes {
		word := w.Shift
		if len(w.Hours) > 0 {
			word = w.Hours[0].String()
		}
		if w.Not {
			word = "not " + word
		}
		if w.Off {
			word = "off"
		}
		got[w.Day.String()[8:]] = word
	}
	for day, want := range map[string]string{"01": "not 晚", "03": "not 晚", "05": "off", "06": "off", "08": "not 14:00-24:00", "09": "00:00-12:00", "10": "not 晚", "11": "not 晚班", "12": "晚"} {
		if got[day] != want && got[day] != want+"班" {
			t.Errorf("December %s: %q, want %q", day, got[day], want)
		}
	}
	if len(s.Wishes) != 10 {
		t.Errorf("%d wishes, want 10", len(s.Wishes))
	}
}
