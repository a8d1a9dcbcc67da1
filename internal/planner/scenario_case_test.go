package planner

import (
	"math"
	"slices"
	"testing"
	"time"

	"paiban/attendance"
	"paiban/forecast"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule/scenario"
)

var sat28 = workcal.DateOf(2026, time.November, 28)

// steadyDemand is a demand of 10 contacts in each step of a week from Monday
// 2026-11-23.
func steadyDemand(step int) *QueueDemand {
	n := 7 * 1440 / step
	return &QueueDemand{
		Queue:  &workspace.Queue{ID: "service"},
		Volume: slices.Repeat([]float64{10}, n), Low: slices.Repeat([]float64{8}, n), High: slices.Repeat([]float64{12}, n),
	}
}

// A rise on Saturday 22:00-26:00 meets Saturday 22:00-24:00 and Sunday
// 00:00-02:00: with hours for steps those from 5·24+22 = 142 to 145.
func TestRise(t *testing.T) {
	d := steadyDemand(60)
	d.rise(&workspace.ScenarioRise{From: sat28, To: sat28, Hours: workspace.Span{Start: 22 * 60, End: 26 * 60}, Low: 1.5, Base: 2}, sat28-5, 60, nil)
	var risen []int
	for i, v := range d.Volume {
		if v != 10 {
			risen = append(risen, i)
			if v != 20 || d.Low[i] != 16 || d.High[i] != 24 { // as the forecast has it
				t.Errorf("step %d: %v in [%v, %v]", i, v, d.Low[i], d.High[i])
			}
		}
	}
	if want := []int{142, 143, 144, 145}; !slices.Equal(risen, want) {
		t.Errorf("risen %v, want %v", risen, want)
	}
	d.rise(&workspace.ScenarioRise{Queue: "other", Base: 3}, sat28-5, 60, nil)
	if d.Volume[0] != 10 {
		t.Error("another queue's rise counts")
	}
	d.rise(&workspace.ScenarioRise{Queue: "service", Base: 3}, sat28-5, 60, nil)
	if d.Volume[0] != 30 || d.Volume[142] != 60 {
		t.Error("a rise without dates and hours holds always and multiplies the others")
	}
}

// An event of Friday 20:00 to Saturday 02:00, from 22:00 on: Friday 22:00-24:00,
// steps 4·24+22 = 118 and 119. Hours do not reach past midnight of themselves.
func TestRiseByEvent(t *testing.T) {
	events := []forecast.Event{{Name: "live", From: forecast.Stamp{Date: sat28 - 1, Minute: 1200}, To: forecast.Stamp{Date: sat28, Minute: 120}, Uplift: 3}, {Name: "other", From: forecast.Stamp{Date: sat28}, To: forecast.Stamp{Date: sat28 + 1}}}
	d := steadyDemand(60)
	d.rise(&workspace.ScenarioRise{Event: "live", Hours: workspace.Span{Start: 22 * 60, End: 24 * 60}, Base: 2}, sat28-5, 60, events)
	d.rise(&workspace.ScenarioRise{Event: "live", Base: 1.5}, sat28-5, 60, events)
	for i, v := range d.Volume {
		want := 10.0
		switch {
		case i == 118 || i == 119:
			want = 30 // 10·2·1.5
		case i >= 116 && i < 122:
			want = 15
		}
		if v != want {
			t.Errorf("step %d: %v, want %v", i, v, want)
		}
	}
	// The forecast of that week is made without the event, others know it.
	f := workspace.ScenarioFile{Volume: []workspace.ScenarioRise{{Event: "live", Base: 2}}}
	if got := f.Unknown(events, sat28.Monday()); len(got) != 1 || got[0].Name != "other" {
		t.Errorf("the forecast knows %v", got)
	}
	if got := f.Unknown(events, sat28.Monday()+7); len(got) != 2 {
		t.Errorf("the forecast of the next week knows %v", got)
	}
}

// A quarter of 1680 contacts a week is 420, 1800 a month of 30 days: the tier
// from 1000 on.
func TestHandOut(t *testing.T) {
	tiers := []workspace.Tier{{From: 0, Price: 3}, {From: 1000, Price: 2.5}, {From: 3000, Price: 2}}
	d := steadyDemand(60)
	h := d.handOut(&workspace.ScenarioQueue{HandedShare: .25}, 60, tiers)
	if math.Abs(h.Contacts-420) > 1e-9 || h.Price != 2.5 || d.Volume[0] != 7.5 {
		t.Errorf("%v contacts at %v, %v stay", h.Contacts, h.Price, d.Volume[0])
	}
	if d.Low[0] != 6 || d.High[0] != 9 { // three quarters of 8 and of 12
		t.Errorf("the interval that stays is [%v, %v]", d.Low[0], d.High[0])
	}
	for from, want := range map[int]float64{1700: 2.5, 1800: 2.5, 1801: 3} { // the tier counts from its first contact on
		if h := steadyDemand(60).handOut(&workspace.ScenarioQueue{HandedShare: .25}, 60, []workspace.Tier{{From: 0, Price: 3}, {From: from, Price: 2.5}}); h.Price != want {
			t.Errorf("1800 contacts a month cost %v each where a tier begins at %d, want %v", h.Price, from, want)
		}
	}
	if h := steadyDemand(60).handOut(&workspace.ScenarioQueue{HandedShare: .25, HandedPrice: 9}, 60, tiers); h.Price != 9 {
		t.Errorf("the price given is %v", h.Price)
	}
}

// Of 10 contacts an hour those of 08:00-24:00 are handed out, 16·7 hours of them, and of
// these the 70% that the robot leaves: 1120 · .7 · .25 = 196.
func TestNothingIsHandedOutWhileClosed(t *testing.T) {
	d := steadyDemand(60)
	d.Queue.Open, d.Queue.RobotShare = []workspace.Span{{Start: 8 * 60, End: 24 * 60}}, .3
	if h := d.handOut(&workspace.ScenarioQueue{HandedShare: .25, HandedPrice: 2}, 60, nil); math.Abs(h.Contacts-196) > 1e-9 {
		t.Errorf("%v contacts are handed out", h.Contacts)
	}
	if d.Volume[0] != 7.5 || d.Volume[12] != 7.5 {
		t.Errorf("%v and %v contacts stay", d.Volume[0], d.Volume[12])
	}
}

func TestSourceOfTheFile(t *testing.T) {
	ws := &workspace.Workspace{Calendar: workcal.New(nil), Config: &workspace.Config{Queues: []workspace.Queue{{ID: "a"}, {ID: "b"}}}}
	p := &Planning{Outlook: &Outlook{Workspace: ws}, Plan: &workspace.Plan{}}
	ws.Config.Costs = workspace.Costs{TempDay: workspace.Range{Low: 150, High: 300}, SeatMonth: workspace.Range{Low: 3000, High: 4500}, MonthlyPay: 4350, HoursMonth: 174, RespectLimit: true}
	calendar := workcal.New(nil)
	for d := range 7 {
		p.Plan.Days = append(p.Plan.Days, calendar.Day(sat28-5+workcal.Date(d)))
	}
	// From Thursday on at half the pace, in full after four days worked.
	s := p.source(&workspace.ScenarioSource{ID: "t", Kind: "temp", Heads: 2, Queues: []string{"b"}, From: sat28 - 2, Pace: .5, Ramp: 4, Hours: []workspace.Span{{Start: 540, End: 1020}}})
	if s.Pace != .5 || s.Ramp != 4 || s.Worked != 0 {
		t.Errorf("pace %v, in full after %d days, %d worked", s.Pace, s.Ramp, s.Worked)
	}
	if s.Days.Has(2) || !s.Days.Has(3) || !slices.Equal(s.Queues, []int{1}) {
		t.Errorf("days %v, queues %v", s.Days, s.Queues)
	}
	for kind, want := range map[string]float64{
		"temp":   225,            // the middle of 150-300
		"seat":   0,              // rented by the month
		"borrow": 4350 / 174 * 8, // own pay by the hour
	} {
		if got := p.source(&workspace.ScenarioSource{Kind: kind, Heads: 1, Hours: []workspace.Span{{Start: 540, End: 1020}}}).Price; math.Abs(got-want) > 1e-9 {
			t.Errorf("%s costs %v a day, want %v", kind, got, want)
		}
	}
	// Seats at the middle of 3000-4500 a month are paid for the month. Those that were there
	// before the week, which is sat28's, are paid for its seven days of thirty.
	seat := &workspace.ScenarioSource{Kind: "seat", Heads: 1, Hours: []workspace.Span{{Start: 540, End: 1020}}}
	if got := p.source(seat); got.Rent != 3750 || got.Least != 0 {
		t.Errorf("a seat costs %v, and %d days", got.Rent, got.Least)
	}
	seat.From = sat28 - 20
	if got := p.source(seat).Rent; got != 875 {
		t.Errorf("a seat that is there costs %v a week, want 3750·7/30", got)
	}
	// Temps paid for five days at least, hired on the Wednesday before: they have worked
	// five days by Monday, or two where they come on Wednesdays and Fridays alone.
	temp := &workspace.ScenarioSource{Kind: "temp", Heads: 1, From: sat28 - 10, Least: 5, Hours: []workspace.Span{{Start: 540, End: 1020}}}
	if got := p.source(temp); got.Worked != 5 || got.Least != 0 {
		t.Errorf("worked %d days, to be paid for %d", got.Worked, got.Least)
	}
	temp.Days = workspace.Days{"wed", "fri"}
	if got := p.source(temp); got.Worked != 2 || got.Least != 3 {
		t.Errorf("worked %d days, to be paid for %d", got.Worked, got.Least)
	}
	// The law's three hours a day.
	if got := p.source(&workspace.ScenarioSource{Kind: "overtime", Longest: 300}).Longest; got != 180 {
		t.Errorf("%d minutes of overtime a day", got)
	}
	// 36 hours a month and 11 between shifts, where the shop has no rule of its own.
	s = p.source(&workspace.ScenarioSource{Kind: "overtime", Longest: 60})
	if s.Longest != 60 || s.Total != 2160 || s.MinRest != 660 {
		t.Errorf("overtime of %d minutes a day, %d in all, %d minutes of rest", s.Longest, s.Total, s.MinRest)
	}
	ws.Config.Rules.MinRest = workspace.RestRules{{LengthRule: workspace.LengthRule{Length: 720}}}
	if got := p.source(&workspace.ScenarioSource{Kind: "overtime", Longest: 60}).MinRest; got != 720 {
		t.Errorf("%d minutes of rest, the shop's are 720", got)
	}
	ws.Config.Costs.RespectLimit = false
	if got := p.source(&workspace.ScenarioSource{Kind: "overtime", Longest: 300}).Longest; got != 300 {
		t.Errorf("%d minutes of overtime a day where the shop does not keep the law", got)
	}
}

// What the shop pays more than the law, by the kind of day.
func TestOvertimeFactors(t *testing.T) {
	if got := factors(nil); got != scenario.Legal || got != (scenario.Factors{Workday: 1.5, Rest: 2, Statutory: 3}) {
		t.Errorf("by law %+v", got)
	}
	got := factors([]workspace.OTPay{{ID: "rest", Factor: 2.5}, {ID: "statutory", Factor: 4}})
	if want := (scenario.Factors{Workday: 1.5, Rest: 2.5, Statutory: 4}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// 8700 of one's own, else the shop's 4350, by 174 hours a month.
func TestHourlyPay(t *testing.T) {
	ws := &workspace.Workspace{
		Config: &workspace.Config{Costs: workspace.Costs{MonthlyPay: 4350, HoursMonth: 174}},
		People: []workspace.Person{{}, {Salary: attendance.Yuan(8700)}},
	}
	p := &Planning{Outlook: &Outlook{Workspace: ws}, Plan: &workspace.Plan{People: []int{1, 0}}}
	if own, usual := p.hourly(0), p.hourly(1); own != 50 || usual != 25 {
		t.Errorf("%v and %v yuan an hour, want 50 and 25", own, usual)
	}
}

// A guess is off for all that it raises: the lowest and the highest are told in units of
// the base, which stands for what is not given. A rise of no doubt is no guess.
func TestGuesses(t *testing.T) {
	rises := []workspace.ScenarioRise{
		{Base: 2, High: 3}, {Queue: "other", Base: 1, Low: .5, High: 2}, {Queue: "service", Base: 1.5},
	}
	p := &Planning{Outlook: &Outlook{Workspace: &workspace.Workspace{Config: &workspace.Config{Queues: []workspace.Queue{{ID: "other"}, {ID: "service"}}}}}}
	d := steadyDemand(60)
	for i := range rises {
		d.rise(&rises[i], sat28-5, 60, nil)
	}
	p.Demand = []QueueDemand{*d}
	got := p.guesses(rises)
	if len(got) != 2 || got[0].Low != 1 || got[0].High != 1.5 || got[1].Low != .5 || got[1].High != 2 {
		t.Fatalf("guesses %+v", got)
	}
	if got[0].Steps[0] != nil || !got[0].Steps[1][0] || got[1].Steps[1] != nil {
		t.Error("a guess is about other steps than its rise")
	}
}
