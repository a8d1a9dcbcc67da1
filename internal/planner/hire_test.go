package planner

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// hireShop is a plan with round figures: 8 hours a day, two days off, nobody absent, all
// hours where they are needed, so that a head brings 40 hours a week; 2 weeks of training, 2
// of ramp at 50%, 4 of posting.
func hirePlan() *HirePlan {
	return &HirePlan{
		Today: workcal.DateOf(2026, 11, 20), Training: 2, HoursDay: 8, DaysOff: 2,
		Settings: workspace.Hire{PostWeeks: 4, RampWeeks: 2, RampPace: .5, Fit: 1, TempPace: .5},
	}
}

// february has 28 days, four weeks: 16 head-hours a day are 448, 2.8 heads of 160 hours each.
// A sale on two days takes 56 hours each: the busiest week has 5·16 + 2·56 = 192 hours, 4.8
// heads. What the sale needs beyond a plain day, 40 hours, is ten temps of 4 hours.
func TestHireMonth(t *testing.T) {
	p := hirePlan()
	feb := workcal.Month{Year: 2027, Month: 2}
	n := &daysNeeded{start: feb.First()}
	for d := range 28 {
		n.volume, n.hours = append(n.volume, 100), append(n.hours, 16)
		if d == 9 || d == 10 {
			n.hours[d] = 56
		}
	}
	date := func(day int) workcal.Date { return workcal.DateOf(2027, 2, day) }
	ws := &workspace.Workspace{
		Config: &workspace.Config{},
		Events: []forecast.Event{{Name: "sale", From: forecast.Stamp{Date: date(10)}, To: forecast.Stamp{Date: date(12)}}},
		People: []workspace.Person{
			{ID: "1"},
			{ID: "2", Weekly: 20 * 60}, // half a head
			{ID: "3", Left: date(14)},  // half of the month
			{ID: "4", Hired: date(15)}, // in training until the end of it
			{ID: "6", Where: table.Pos{File: "weeks/2027-W06.yaml"}}, // a temp of one week
			{ID: "5", Hired: date(1) - 21},                           // half pace for a week, then full: 1 − 7/28·0.5
		},
	}
	ws.Config.Costs.TempDay = workspace.Range{Low: 150, High: 300}
	h := p.month(ws, feb, n)
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	near("contacts", h.Volume, 2800)
	near("head-hours", h.Hours, 26*16+2*56)
	near("a plain day", h.PlainDay, 16)
	near("heads for plain days", h.Plain, 2.8)
	near("the busiest week", h.PeakWeek, 192)
	near("heads for it", h.Peak, 4.8)
	near("on the list", h.List, 1+.5+.5+0+(1-.125))
	near("still there", h.There, h.List) // nobody leaves in this plan
	if h.TempHeads != 10 || h.TempDays != 20 || h.TempLow != 3000 || h.TempHigh != 6000 || fmt.Sprint(h.PeakName) != "[sale]" {
		t.Errorf("%d temps, %d days, %.0f to %.0f yuan, %v", h.TempHeads, h.TempDays, h.TempLow, h.TempHigh, h.PeakName)
	}
	// One in ten leaves in a month: half a year later 0.9⁶ are there.
	p.Settings.Attrition = .1
	if got := p.staying(0, 183); math.Abs(got-math.Pow(.9, 6)) > .001 {
		t.Errorf("after half a year %v are there", got)
	}
	if _, stay := p.headOf(ws, &ws.People[2], date(1)); stay != 1 {
		t.Error("who is known to leave leaves once more")
	}
}

// When a job is posted: 4 weeks before the first day, which is 4 weeks, training and ramp,
// before the month. Who is on the way is not hired again.
func TestWhenToHire(t *testing.T) {
	plan := func(there float64, needs ...float64) *HirePlan {
		p := hirePlan()
		m := workcal.Month{Year: 2026, Month: 12}
		for _, need := range needs {
			p.Months = append(p.Months, HireMonth{Month: m, There: there, Plain: need, Peak: need})
			m = workcal.MonthOf(m.Last() + 1)
		}
		p.look(func(h *HireMonth) (*Hiring, float64) { return &h.Temps, h.Plain })
		return p
	}
	p := plan(5, 5, 5.2, 7, 7)
	for k, want := range []int{0, 0, 2, 0} {
		if x := p.Months[k].Temps; x.Hire != want || x.Short > closeEnough {
			t.Errorf("month %d: hire %d, %.2f short", k, x.Hire, x.Short)
		}
	}
	x := p.Months[2].Temps // February
	if x.Post != workcal.DateOf(2026, 12, 7) || x.Start != workcal.DateOf(2027, 1, 4) || x.Ready != workcal.DateOf(2027, 2, 1) || x.Late {
		t.Errorf("%+v", x)
	}
	// Wanted for December: posted today, 11-20, they begin on 12-18 and are full hands on
	// 01-15. In December they are in training; in January on half pace for 14 days of 31.
	p = plan(5, 6, 6, 6)
	x = p.Months[0].Temps
	if !x.Late || x.Hire != 1 || x.Post != p.Today || x.Start != workcal.DateOf(2026, 12, 18) || x.Ready != workcal.DateOf(2027, 1, 15) || x.Short != 1 {
		t.Errorf("%+v", x)
	}
	if got := p.Months[1].Temps; got.Hire != 0 || math.Abs(got.Short-14./31*.5) > 1e-9 {
		t.Errorf("January: hire %d, %.3f short", got.Hire, got.Short)
	}
	for _, c := range []struct {
		x    Hiring
		want string
	}{
		{Hiring{}, "不用招"},
		{Hiring{Short: 1}, "新人还在路上"},
		{Hiring{Hire: 2}, "前发布"},
		{Hiring{Hire: 2, Late: true}, "今天就发布"},
		{Hiring{Hire: 2, Late: true, Short: 1}, "来不及了"},
	} {
		if got := p.Advice(&c.x).ZH; !strings.Contains(got, c.want) {
			t.Errorf("%+v: %s", c.x, got)
		}
	}
}

// A sample has a plan; its months are those asked for, and what cannot be planned is asked
// about.
func TestHireSample(t *testing.T) {
	pl := sample(t, "taobao")
	dec := workcal.Month{Year: 2026, Month: 12}
	p, err := pl.Hire(t.Context(), HireTask{From: dec, Months: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Months) != 2 || p.Title() != "2026-12–2027-01" {
		t.Fatalf("%s", p.Title())
	}
	h := &p.Months[0]
	if h.Peak < h.Plain || h.Plain <= 0 || h.There > h.List || len(h.PeakName) == 0 || len(p.Table("店").Rows) != 2 {
		t.Errorf("%+v", h)
	}
	for _, bad := range []HireTask{{dec, 0}, {dec, 13}, {workcal.Month{Year: 2026, Month: 10}, 3}} {
		var ask lang.AskError
		if _, err := pl.Hire(t.Context(), bad); !errors.As(err, &ask) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}
