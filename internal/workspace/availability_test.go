package workspace

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// TestWeekTimes reads times of the week as people write them; a time is its days and its
// hours, ! marks what is refused.
func TestWeekTimes(t *testing.T) {
	for text, want := range map[string]string{
		"周二 14:00-18:00":             "tue 14:00-18:00",
		"周二14:00～18:00有课":            "tue 14:00-18:00",
		"每周二、周四下午上课":                 "tue,thu 12:00-18:00",
		"星期日":                        "sun 00:00-24:00",
		"周日；周二14点到18点":               "sun 00:00-24:00; tue 14:00-18:00",
		"周末":                         "weekends 00:00-24:00",
		"周六日全天":                      "sat,sun 00:00-24:00",
		"周一至周五 9:00-18:00":           "mon,tue,wed,thu,fri 09:00-18:00",
		"周一到五上午":                     "mon,tue,wed,thu,fri 00:00-12:00",
		"周六至周一":                      "sat,sun,mon 00:00-24:00",
		"周1-5 9:00-18:00":            "mon,tue,wed,thu,fri 09:00-18:00",
		"09:00-10:00":                " 09:00-10:00",
		"上午":                         " 00:00-12:00",
		"只上上午":                       " 00:00-12:00",
		"14:00后":                     " 14:00-24:00",
		"14:00以后不上":                  " 14:00-24:00",
		"早上9点前":                      " 00:00-09:00",
		"晚上8点半以后":                    " 20:30-24:00",
		"下午2点-6点":                    " 14:00-18:00",
		"工作日18:00-22:00、周末":          "workdays 18:00-22:00; weekends 00:00-24:00",
		"22:00-06:00":                " 22:00-30:00",
		"周三 08:00-10:00 14:00-16:00": "wed 08:00-10:00; wed 14:00-16:00",
		"Tue 14:00-18:00":            "tue 14:00-18:00",
		"Mon-Fri after 18:00":        "mon,tue,wed,thu,fri 18:00-24:00",
		"Tuesdays and Thursdays":     "tue,thu 00:00-24:00",
		"not on Sundays":             "sun 00:00-24:00",
		"weekends; Wed before 12:00": "weekends 00:00-24:00; wed 00:00-12:00",
		"mornings":                   " 00:00-12:00",
		"周二 14:00-18:00（夜校）":         "tue 14:00-18:00",
		"週二、週四":                      "tue,thu 00:00-24:00",
		"单周周二":                       "!", // which weeks?
		"周一，周三14:00-18:00":           "!", // are the hours Monday's too?
		"周二 14:00-18:00 除11月":        "!",
		"12-01~12-05":                "!",
		"周二 25点":                     "!",
		"after 6pm":                  "!",
		"看情况":                        "!",
		"周二 14:00-18:00；12月8日 全天有事": "!",
	} {
		times, left, _ := parseWeekTimes(text)
		var got []string
		for _, x := range times {
			var days []string
			for _, d := range x.Days {
				days = append(days, string(d))
			}
			got = append(got, strings.Join(days, ",")+" "+x.Hours.String())
		}
		said := strings.Join(got, "; ")
		if left != "" {
			said = "!"
		}
		if said != want {
			t.Errorf("%s: read as %q, want %q", text, said, want)
		}
	}
}

// barred lists the hours in which a person cannot work, day by day.
func barred(p *Plan, person int) (out []string) {
	for _, u := range rulesOf[schedule.Unavailable](p) {
		if u.Person == person {
			out = append(out, fmt.Sprintf("%s %s", p.Problem.Date(u.Day).String()[5:], u.Span))
		}
	}
	return out
}

// loaded is a workspace of preset wangdian with a staff list and an availability.csv.
func loaded(t *testing.T, staff, list string) *Workspace {
	t.Helper()
	files := map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": staff}
	if list != "" {
		files["availability.csv"] = list
	}
	w, err := Load(testWorkspace(t, files))
	if err != nil {
		t.Fatal(lang.Tell(err, lang.EN))
	}
	return w
}

// TestAvailability plans the week of Monday 23 November 2026. E is 08–12 and 14–18, L
// 14–18 and 19–23.
func TestAvailability(t *testing.T) {
	staff := "工号,姓名,可上时间,不可上时间\n" +
		"1,学生,,周二 14:00-18:00\n" +
		"2,早的,上午；下午,\n" +
		"3,白天,周一至周五 08:00-18:00,周三上午\n" +
		"4,礼拜,,周日\n" +
		"5,无人,周一 03:00-04:00,\n"
	list := "姓名,星期,时段,可否,开始,结束,事由\n" +
		"早的,周五,,,2026-11-01,2026-11-30,上课\n" +
		"早的,周四,,,2026-12-01,,上课\n" +
		"礼拜,,09:00-10:00,,2026-11-24,2026-11-25,哺乳假\n"
	w := loaded(t, staff, list)
	p := plan(t, w, Needs{})
	for i, want := range []string{
		"11-24 14:00-18:00",
		// Her afternoons end at 18:00; the class is on Fridays, of November alone.
		"11-23 18:00-24:00|11-24 18:00-24:00|11-25 18:00-24:00|11-26 18:00-24:00|11-27 00:00-24:00|11-27 18:00-24:00|11-28 18:00-24:00|11-29 18:00-24:00",
		"11-23 00:00-08:00|11-23 18:00-24:00|11-24 00:00-08:00|11-24 18:00-24:00|11-25 00:00-12:00|11-25 00:00-08:00|11-25 18:00-24:00|" +
			"11-26 00:00-08:00|11-26 18:00-24:00|11-27 00:00-08:00|11-27 18:00-24:00|11-28 00:00-24:00|11-29 00:00-24:00",
		// Leave of an hour a day while it lasts, and never on Sundays.
		"11-24 09:00-10:00|11-25 09:00-10:00|11-29 00:00-24:00",
	} {
		if got := strings.Join(barred(p, i), "|"); got != want {
			t.Errorf("%s: barred\n%s, want\n%s", p.Problem.People[i].Name, got, want)
		}
	}
	// The shift of the nursing mother is shorter on these days: 08–09, 10–12, 14–18.
	cut := p.Problem.CutOf(3, 1, shift(t, p, "E"))
	if !p.Problem.Shifts[cut].Cut() || p.Problem.Shifts[cut].Present() != 7*60 || p.Problem.CutOf(3, 3, shift(t, p, "E")) != shift(t, p, "E") {
		t.Errorf("her early shift is %+v", p.Problem.Shifts[cut])
	}
	if len(w.Leave) != 2 || w.Leave[0].Type.ZH != "哺乳假" {
		t.Errorf("leave: %+v", w.Leave)
	}
	notes := ""
	for _, n := range p.Notes {
		notes += n.EN + "\n"
	}
	if !strings.Contains(notes, "no shift fits into the hours that 无人 can work") || strings.Contains(notes, "on 2026-11-24") {
		t.Errorf("notes: %s", notes)
	}
	// The checker says it of a roster that somebody has typed.
	r := schedule.NewRoster(p.Problem)
	r.Cells[0][1] = shift(t, p, "L")
	if a := schedule.Check(p.Problem, r); !slices.ContainsFunc(a.Findings, func(f schedule.Finding) bool {
		return f.Hard() && f.Why.ZH == "学生 11-24 周二 14:00-18:00 不可上时间，却排了 11-24 周二 的晚班 14:00-23:00"
	}) {
		t.Errorf("%+v", a.Findings)
	}
}

// TestAvailabilityAfterTheWeek: the night of Sunday 29 November runs to 06:00 of the Monday
// after the week, on which she has a class at 05:00 and, which no night reaches, at 08:00.
func TestAvailabilityAfterTheWeek(t *testing.T) {
	w, err := Load(testWorkspace(t, map[string]string{
		"paiban.yaml": "preset: wangdian\nshifts:\n  - {id: N, name: {zh: 夜班, en: Night}, short: {zh: 夜, en: N}, kind: night, hours: [22:00-30:00]}\n",
		"people.csv":  "工号,姓名,不可上时间\n1,学生,周一 05:00-06:00；周一 08:00-09:00\n",
	}))
	if err != nil {
		t.Fatal(lang.Tell(err, lang.EN))
	}
	p := plan(t, w, Needs{})
	if got := strings.Join(barred(p, 0), "|"); got != "11-23 05:00-06:00|11-23 08:00-09:00|11-30 05:00-06:00" {
		t.Errorf("barred %s", got)
	}
	r := schedule.NewRoster(p.Problem)
	r.Cells[0][6] = shift(t, p, "N")
	if a := schedule.Check(p.Problem, r); !slices.ContainsFunc(a.Findings, func(f schedule.Finding) bool { return f.Hard() && f.Rule == "unavailable" }) {
		t.Errorf("the night into the class is not told: %+v", a.Findings)
	}
}

func TestAvailabilityRefused(t *testing.T) {
	for _, c := range []struct{ staff, list, want string }{
		{"1,甲,周二不上,", "", `people.csv:2:C: "周二不上" says when the person cannot work`},
		{"1,甲,,只上上午", "", `people.csv:2:D: "只上上午" says when the person can work`},
		{"1,甲,,单周周二", "", `people.csv:2:D: "单周周二" is not understood`},
		{"1,甲,,09:00-10:00 哺乳假", "", "is leave"},
		{"1,甲,,", "甲,周八,,,,,", `availability.csv:2:B: "周八" is not understood`},
		{"1,甲,,", "甲,,,,,,", "neither days nor hours are given"},
		{"1,甲,,", "甲,周二,,也许,,,", `"也许" is not understood`},
		{"1,甲,,", "甲,,09:00-10:00,,,,哺乳假", "is leave and needs From and To"},
		{"1,甲,,", "甲,周二,,,2026-12-02,2026-12-01,", "before its start"},
		{"1,甲,,", "乙,周二,,,,,", `"乙" is not in the staff list`},
	} {
		files := map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名,可上时间,不可上时间\n" + c.staff + "\n"}
		if c.list != "" {
			files["availability.csv"] = "姓名,星期,时段,可否,开始,结束,事由\n" + c.list + "\n"
		}
		_, err := Load(testWorkspace(t, files))
		if err == nil || !strings.Contains(lang.Tell(err, lang.EN), c.want) {
			t.Errorf("%s %s: %v, want %s", c.staff, c.list, lang.Tell(err, lang.EN), c.want)
		}
	}
}

// TestAvailabilityContract is a student of two days a week: nobody expects five.
func TestAvailabilityContract(t *testing.T) {
	w := loaded(t, "工号,姓名,可上时间\n1,学生,周六、周日\n", "")
	b, err := w.build(workcal.DateOf(2026, 11, 23), 7, Needs{})
	if err != nil {
		t.Fatal(err)
	}
	if n := b.workDays(0); n != 2 {
		t.Errorf("%d days are due, want 2", n)
	}
}
