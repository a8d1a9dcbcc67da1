package attendance

import (
	"math"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// figured is a shop whose score of 100 comes from attendance by its own rates, from two
// figures, and from a trainer.
func figured() Policy {
	p := DefaultPolicy()
	six, twelve := Bound(6), Bound(12)
	p.Score = Score{Base: 100, Cap: 110, Below: 60, LastBelow: 70, LastMonths: 2, LeastContacts: 30, Items: []Item{
		{ID: "punctual", Points: 20, From: "attendance", Late: -2, Early: -2, Missing: -3, AbsentDay: -10},
		{ID: "first_reply", Points: 15, From: "service.first_reply", Bands: []Band{{To: &six, Get: 15}, {To: &twelve, Get: 12}}},
		{ID: "conversion", Points: 30, From: "service.conversion", Between: []Bound{.1, .3}},
		{ID: "exam", Points: 35, Judge: lang.T("培训师", "trainer")},
	}}
	return p
}

func service(contacts, first, conversion float64) Figures {
	at := []table.Pos{{File: "a.csv", Row: 2, Col: 4}}
	return Figures{{Metric: "first_reply", Unit: Seconds, Value: first, Contacts: contacts, Where: at}, {Metric: "conversion", Unit: Share, Value: conversion, Contacts: contacts, Where: at}}
}

func line(m *Month, id string) Scored {
	for _, s := range m.Scores {
		if s.ID == id {
			return s
		}
	}
	return Scored{ID: "none"}
}

// Each item by its table, with its evidence; what nobody scored is open and no points.
func TestScoreByFigures(t *testing.T) {
	sheet := october(t, figured(), func(in *Input) {
		in.Service = []Figures{service(100, 9, .25), service(12, 5, .5)}
		in.Typed = []Typed{{ID: "a", Items: map[string]float64{"exam": 30}}}
	}, map[int]string{12: "09:05 18:05", 13: "09:00"}, nil)
	a, b := &sheet.People[0], &sheet.People[1]
	// Late once (−2), a punch missing (−3): 15. 9 s is within 12: 12. 25% lies three
	// quarters of the way from 10% to 30%: 22.5. The exam: 30.
	for id, want := range map[string]float64{"punctual": 15, "first_reply": 12, "conversion": 22.5, "exam": 30} {
		if got := line(a, id); got.Points != want || got.State != Given || len(got.Evidence) == 0 {
			t.Errorf("%s: %+v, want %v", id, got, want)
		}
	}
	if a.Score != 79.5 || a.OutOf != 100 || a.Pending != 0 {
		t.Errorf("score %v of %v", a.Score, a.OutOf)
	}
	if e := line(a, "punctual").Evidence; len(e) != 2 || e[0].Date != monday || e[0].Points != -2 || e[1].Points != -3 {
		t.Errorf("%+v", e)
	}
	if e := line(a, "first_reply").Evidence[0]; e.Where[0].String() != "a.csv:2:D" || !strings.Contains(e.Text.EN, "9s: ≤ 12s gets 12") {
		t.Errorf("%+v", e)
	}
	// 12 contacts say nothing; nobody has scored the exam. 20 of 20 ranks before 79.5 of
	// 100, and neither is below 60: 20 and the 35 still to come are all of 55.
	if line(b, "conversion").State != TooFew || line(b, "exam").State != NotYet || b.Score != 20 || b.OutOf != 20 || b.Pending != 35 || b.Rank != 1 || a.Rank != 2 {
		t.Errorf("%+v score %v of %v, pending %v, ranks %d %d", b.Scores, b.Score, b.OutOf, b.Pending, a.Rank, b.Rank)
	}
	if len(a.Flags)+len(b.Flags) != 0 {
		t.Errorf("flags %v %v", a.Flags, b.Flags)
	}
	if u := sheet.Unscored(); len(u) != 1 || u[0].ID != "exam" || u[0].People != 1 || u[0].Judge.EN != "trainer" {
		t.Errorf("%+v", u)
	}
}

// Whom the reports have no figure of, though they have one of others, is not scored by it,
// and nobody is asked to type it.
func TestNoFigureOfSomebody(t *testing.T) {
	sheet := october(t, figured(), func(in *Input) { in.Service = []Figures{service(100, 9, .25), nil} }, nil, nil)
	b := &sheet.People[1]
	if line(b, "conversion").State != NoFigure || b.OutOf != 20 || b.Pending != 35 {
		t.Errorf("%+v: out of %v, pending %v", b.Scores, b.OutOf, b.Pending)
	}
	for _, u := range sheet.Unscored() {
		if u.ID != "exam" {
			t.Errorf("%+v", u)
		}
	}
}

// An item that prices lateness alone prices what may hide it as much.
func TestMissingPunchCostsWhatLatenessDoes(t *testing.T) {
	p := figured()
	p.Score.Items[0] = Item{ID: "punctual", Points: 20, From: "attendance", Late: 2}
	for times, want := range map[string]float64{"09:00 18:05": 20, "09:05 18:05": 18, "18:05": 18, "": 16} {
		m := october(t, p, nil, map[int]string{12: times}).People[0]
		if got := line(&m, "punctual").Points; got != want {
			t.Errorf("%q: %v, want %v", times, got, want)
		}
	}
}

// Who can still come up to the limit is not flagged as below it; who cannot is.
func TestBelowIsCertain(t *testing.T) {
	for _, exam := range []float64{0, 20} {
		m := october(t, figured(), func(in *Input) {
			in.Service = []Figures{service(100, 60, .1), nil}
			in.Typed = []Typed{{ID: "a", Items: map[string]float64{"exam": exam + 20}}}
		}, nil, nil).People[0]
		// 20 for attendance, none for both figures, 20 or 35 (40 is held to 35): 40 and 55
		// are below 60 for certain.
		if m.Score != 20+math.Min(35, exam+20) || len(m.Flags) != 1 {
			t.Errorf("%v: score %v, flags %v", exam, m.Score, m.Flags)
		}
	}
	m := october(t, figured(), func(in *Input) { in.Service = []Figures{service(100, 60, .1), nil} }, nil, nil).People[0]
	// 20, and 35 may still come: 55 at most.
	if m.Score != 20 || m.Pending != 35 || len(m.Flags) != 1 {
		t.Errorf("score %v, flags %v", m.Score, m.Flags)
	}
	m = october(t, figured(), func(in *Input) { in.Service = []Figures{service(100, 6, .1), nil} }, nil, nil).People[0]
	if len(m.Flags) != 0 { // 35, and 35 may still come
		t.Errorf("score %v, flags %v", m.Score, m.Flags)
	}
}

// An item without rates of its own loses the points of the tiers, and what is beyond it
// is taken from the rest.
func TestScoreByTiers(t *testing.T) {
	p := scored()
	p.Score.Items = []Item{{ID: "clock", Points: 8, From: "attendance"}, {ID: "quality", Points: 72}}
	m := october(t, p, func(in *Input) { in.Typed = []Typed{{ID: "a", Items: map[string]float64{"quality": 70}}} }, map[int]string{12: "09:05 18:05", 13: "09:05 18:05"}, nil).People[0]
	// Two latenesses of 5 take all 8 and 2 more: 0 + 70 − 2.
	if line(&m, "clock").Points != 0 || line(&m, "attendance").Points != -2 || m.Score != 68 || len(line(&m, "clock").Evidence) != 2 {
		t.Errorf("%+v, score %v", m.Scores, m.Score)
	}
}

// Not clocking a short segment never beats being late to it, neither by tiers nor by an
// item's own rates: absence of a segment takes what two missing punches do at least.
func TestShortSegment(t *testing.T) {
	spans := shift("08:00-11:00 12:00-16:00 18:00-19:00")
	settle := func(p Policy, times string) float64 {
		return october(t, p, func(in *Input) { in.Plans[0][11] = spans }, map[int]string{12: times}, nil).People[0].Score
	}
	tiers := DefaultPolicy()
	tiers.Late = []Tier{{From: 1, Effect: Effect{Points: 3}}}
	tiers.Early = tiers.Late
	tiers.Missing.Each.Points, tiers.Absence.Day.Points = 3, 20
	for name, p := range map[string]Policy{"tiers": tiers, "rates": figured()} {
		late := settle(p, "07:55 11:02 11:55 16:05 18:20 18:40")
		none := settle(p, "07:55 11:02 11:55 16:05")
		nothing := settle(p, "")
		if none > late || nothing > none {
			t.Errorf("%s: late to the evening and early %v, not clocked %v, nothing clocked %v", name, late, none, nothing)
		}
	}
}

// What bounds may be written as.
func TestBound(t *testing.T) {
	for s, want := range map[string]float64{"6s": 6, "6秒": 6, "1m30s": 90, "4h": 14400, "30%": .3, "0.1%": .001, "2000": 2000, "1分钟": 60} {
		var b Bound
		if err := b.UnmarshalText([]byte(s)); err != nil || math.Abs(float64(b)-want) > 1e-12 {
			t.Errorf("%q: %v %v, want %v", s, b, err, want)
		}
	}
	for _, s := range []string{"", "fast", "s", "-"} {
		var b Bound
		if err := b.UnmarshalText([]byte(s)); err == nil {
			t.Errorf("%q is %v", s, b)
		}
	}
}

// The judge of somebody with a tag is another one.
func TestJudgeOf(t *testing.T) {
	s := Score{Judges: []OtherJudge{{Of: []string{"培训师"}, Judge: lang.T("主管", "supervisor")}}}
	it := Item{Judge: lang.T("培训师", "trainer")}
	for _, c := range []struct {
		p    Person
		want string
	}{{Person{}, "trainer"}, {Person{Tags: []string{"资深", "培训师"}}, "supervisor"}, {Person{Group: "培训师"}, "supervisor"}} {
		if got := s.JudgeOf(&it, &c.p).EN; got != c.want {
			t.Errorf("%+v: %s, want %s", c.p, got, c.want)
		}
	}
	if !s.JudgeOf(&Item{}, &Person{Tags: []string{"培训师"}}).IsZero() {
		t.Error("an item that nobody judges has a judge")
	}
}

// Settings that make no sense are named.
func TestScoreSettings(t *testing.T) {
	for want, it := range map[string]Item{
		"must be attendance or service.FIGURE": {From: "sales"},
		"needs bands or between":               {From: "service.sales"},
		"need from: service.FIGURE":            {Between: []Bound{1, 2}},
		"two different values":                 {From: "service.sales", Between: []Bound{1, 1}},
		"is not between 0 and 80":              {From: "service.sales", Bands: []Band{{Get: 90}}},
		"need from: attendance":                {Late: 2},
	} {
		p := DefaultPolicy()
		it.ID, it.Points = "x", 80
		p.Score.Items = []Item{it}
		if err := p.Validate(); err == nil || !strings.Contains(lang.Tell(err, lang.EN), want) {
			t.Errorf("%+v: %v, want %q", it, err, want)
		}
	}
}
