package workspace

import (
	"strings"
	"testing"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// In every preset everybody who worked has a score before anybody judges, and the person
// late five times has fewer points and a lower rank than the one who never was; absence
// costs more than lateness.
func TestLatenessMovesTheScore(t *testing.T) {
	for _, name := range Presets {
		c := team(t, name, 4).Config
		month := workcal.Month{Year: 2026, Month: 10}
		in := attendance.Input{Month: month, Calendar: workcal.New(nil)}
		segments := c.Shifts[0].Hours
		for who, late := range []int{0, 5, 0} {
			plans := make([]attendance.Planned, month.Days())
			var punches []attendance.Punch
			for d := range plans {
				plans[d].Kind = attendance.Rest
				if d < 10 {
					plans[d] = attendance.Planned{Kind: attendance.Work}
					for _, s := range segments {
						plans[d].Segments = append(plans[d].Segments, schedule.Span(s))
					}
					for k, at := range clocked(plans[d].Segments, c.Attendance.JoinGap) {
						if k == 0 && d < late {
							at += 12
						}
						if who == 2 && d < 5 {
							continue // absent for five days
						}
						punches = append(punches, attendance.Punch{At: attendance.On(month.First()+workcal.Date(d), at), Source: attendance.Clocked})
					}
				}
			}
			in.People = append(in.People, attendance.Person{ID: string(rune('a' + who))})
			in.Plans, in.Punches = append(in.Plans, plans), append(in.Punches, punches)
		}
		people := attendance.Settle(in, c.Attendance).People
		never, five, absent := people[0], people[1], people[2]
		if five.LateTimes != 5 || never.LateTimes != 0 || absent.Absent != 5 {
			t.Fatalf("%s: late %d and %d times, absent %v days", name, never.LateTimes, five.LateTimes, absent.Absent)
		}
		if never.Score <= 0 || five.Score >= never.Score || absent.Score > five.Score || never.Rank != 1 || five.Rank < 2 || absent.Rank < five.Rank {
			t.Errorf("%s: %v (rank %d) never late, %v (rank %d) late five times, %v (rank %d) absent", name, never.Score, never.Rank, five.Score, five.Rank, absent.Score, absent.Rank)
		}
		if never.OutOf <= 0 || never.OutOf >= c.Attendance.Score.Base || never.Pending != c.Attendance.Score.Base-never.OutOf {
			t.Errorf("%s: scored %v and pending %v of %v", name, never.OutOf, never.Pending, c.Attendance.Score.Base)
		}
	}
}

// A shop that lays its own settings over a preset still has a score that lateness moves:
// tiers without points, items of its own, another base.
func TestScoreLaidOverAPreset(t *testing.T) {
	for _, c := range []struct {
		text  string
		items int
		first float64 // points of the first item
	}{
		{"attendance:\n  late: [{from: 1, fine: 5}]\n  early: []\n", 7, 30},
		{"attendance:\n  score: {base: 80, cap: 110}\n", 7, 24},
		{"attendance:\n  score:\n    base: 80\n    items: [{id: a, name: 甲, points: 50}, {id: b, name: 乙, points: 30}, {id: c, name: 丙, points: 9, extra: true}]\n", 3, 50},
		{"attendance:\n  score:\n    items: [{id: punctual, points: 40}, {id: supervisor, remove: true}]\n", 6, 40},
	} {
		cfg, err := ParseConfig("paiban.yaml", []byte("preset: taobao\n"+c.text))
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if items := cfg.Attendance.Score.Items; len(items) != c.items || items[0].Points != c.first {
			t.Errorf("%s: %+v", c.text, items)
		}
	}
	if _, err := ParseConfig("paiban.yaml", []byte("preset: taobao\nattendance:\n  score: {items: [{id: a, name: 甲, points: 50}]}\n")); err == nil {
		t.Error("items beyond the base are taken")
	}
	for text, want := range map[string]string{
		"  score: {items: [{id: first_reply, from: service.frist_reply}]}\n": "first_reply",
		"  service_columns: [{heading: 加购, is: upsell}]\n":                   "a figure of your own needs a unit",
	} {
		if _, err := ParseConfig("paiban.yaml", []byte("preset: taobao\nattendance:\n"+text)); err == nil || !strings.Contains(lang.Tell(err, lang.EN), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	cfg, err := ParseConfig("paiban.yaml", []byte("preset: taobao\nattendance:\n  late: [{from: 1, fine: 5}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	month := workcal.Month{Year: 2026, Month: 10}
	plans := make([]attendance.Planned, month.Days())
	plans[4] = attendance.Planned{Kind: attendance.Work, Segments: []schedule.Span{{Start: 540, End: 1080}}}
	in := attendance.Input{Month: month, Calendar: workcal.New(nil), People: []attendance.Person{{ID: "a"}}, Plans: [][]attendance.Planned{plans},
		Punches: [][]attendance.Punch{{{At: attendance.On(month.First()+4, 555), Source: attendance.Clocked}, {At: attendance.On(month.First()+4, 1080), Source: attendance.Clocked}}}}
	if m := attendance.Settle(in, cfg.Attendance).People[0]; m.Score != 29 || m.OutOf != 30 {
		t.Errorf("late once by tiers without points: %v of %v", m.Score, m.OutOf)
	}
}
