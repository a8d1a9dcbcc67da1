package judge

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// saidMonth is a document that says what the judge says: October 2026 of A, who works
// 08:00-17:00 with an hour of break on the 12th and 13th and is late by 7 minutes on
// the 13th, and whose request for the 14th was refused.
func saidMonth(t *testing.T) (*Shop, Evidence, *monthDoc) {
	t.Helper()
	s := shopOf(t, map[string]string{
		"paiban.yaml":         "preset: plain\nattendance:\n  late: [{from: 1, fine: 10}]\n  full_attendance: {bonus: 100, lost_by: [late]}\n",
		"people.csv":          "ID,Name,Group,Salary\nA,An,one,4350\n",
		"rosters/2026-10.csv": "ID,Name,2026-10-12,2026-10-13,2026-10-14\nA,An,E,E,off\n",
	})
	at := func(text string) time.Time {
		x, err := time.Parse("2006-01-02 15:04", text)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	ev := Evidence{Refused: []Approval{{ID: "A", Kind: "personal", From: at("2026-10-12 00:00"), To: at("2026-10-13 00:00")}}}
	for _, p := range []string{"2026-10-12 07:58", "2026-10-12 17:02", "2026-10-13 08:07", "2026-10-13 17:01"} {
		ev.Punches = append(ev.Punches, Punch{ID: "A", Time: at(p)})
	}
	one := docPerson{Due: 2, Attended: 2, LateTimes: 1, LateMinutes: 7, Fines: 10, Deduction: 10}
	one.Person.ID = "A"
	for day := 1; day <= 31; day++ {
		d := docDay{Date: Date(2026, time.October, day).String()}
		if day == 12 || day == 13 {
			d.Plan.Kind, d.Due, d.Attended = "work", 1, 1
			d.Plan.Segments = append(d.Plan.Segments, struct {
				Start int `json:"start"`
				End   int `json:"end"`
			}{480, 1020})
		}
		if day == 13 {
			d.Late, d.Applied = []docOffence{{Minutes: 7}}, []docApplied{{Rule: "late", Fine: 10}}
		}
		if day == 14 {
			d.Plan.Kind, d.Result = "rest", "rest"
		}
		one.Days = append(one.Days, d)
	}
	return s, ev, &monthDoc{Month: "2026-10", People: []docPerson{one}}
}

// TestEveryFigureIsCompared changes one figure of a right document at a time.
func TestEveryFigureIsCompared(t *testing.T) {
	for _, c := range []struct {
		kind   string
		change func(*docPerson)
	}{
		{"", func(*docPerson) {}},
		{"month/day/late", func(p *docPerson) { p.Days[12].Late[0].Minutes = 6 }},
		{"month/day/missing", func(p *docPerson) { p.Days[12].Missing = 1 }},
		{"month/day/absent", func(p *docPerson) { p.Days[12].Absent = 1 }},
		{"month/day/leave/refused", func(p *docPerson) { p.Days[11].Leave = map[string]int{"personal": 480} }},
		{"month/day/overtime", func(p *docPerson) { p.Days[12].Overtime[0] = 60 }},
		{"month/day/fine", func(p *docPerson) { p.Days[12].Applied[0].Fine = 30 }},
		{"month/day/plan", func(p *docPerson) { p.Days[12].Plan.Segments[0].Start = 540 }},
		{"month/day/list", func(p *docPerson) { p.Days = p.Days[:30] }},
		{"month/sum/due", func(p *docPerson) { p.Due = 3 }},
		{"month/sum/late-minutes", func(p *docPerson) { p.LateMinutes = 8 }},
		{"month/bonus", func(p *docPerson) { p.Full = 100 }},
		{"month/deduction", func(p *docPerson) { p.Deduction = 20 }},
		{"month/withheld", func(p *docPerson) { p.Withheld = 200 }},
		{"month/corrections", func(p *docPerson) { p.Corrections = 1 }},
		{"month/people/missing", func(p *docPerson) { p.Person.ID = "Z" }},
	} {
		s, ev, doc := saidMonth(t)
		c.change(&doc.People[0])
		text, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		var kinds []string
		for _, f := range s.JudgeMonthWith("2026-10", text, "", ev) {
			if Kinds[f.Kind] == "" {
				t.Errorf("%s is no listed kind", f.Kind)
			}
			kinds = append(kinds, f.Kind)
		}
		if got := strings.Join(kinds, " "); c.kind == "" && got != "" || !strings.Contains(" "+got+" ", " "+c.kind+" ") && c.kind != "" {
			t.Errorf("want %q, found %q", c.kind, got)
		}
	}
}
