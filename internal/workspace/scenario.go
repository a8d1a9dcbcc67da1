package workspace

import (
	"slices"

	"paiban/forecast"
	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// ScenarioFile is a file of what-if plans for one week.
type ScenarioFile struct {
	Name       lang.Text      `yaml:"name"`
	Week       string         `yaml:"week"`       // 2026-W48; empty is the one after the history
	Confidence Share          `yaml:"confidence"` // asked of --optimise; 0 is 90%
	Breach     float64        `yaml:"breach"`     // yuan that a queue below its gate costs
	Volume     []ScenarioRise `yaml:"volume"`     // in every scenario
	Scenarios  []Scenario     `yaml:"scenarios"`  // the first is the baseline
}

// Scenario is one plan: what is different from the workspace as it is.
type Scenario struct {
	ID     string           `yaml:"id"`
	Name   lang.Text        `yaml:"name"`
	Volume []ScenarioRise   `yaml:"volume"`
	Queues []ScenarioQueue  `yaml:"queues"`
	People []ScenarioSource `yaml:"people"`
}

// ScenarioRise multiplies forecast volume.
type ScenarioRise struct {
	Queue string       `yaml:"queue"` // empty is every queue
	Event string       `yaml:"event"` // of events.csv, which the forecast then leaves out; empty is none
	From  workcal.Date `yaml:"from"`  // first and last day; empty is the whole week
	To    workcal.Date `yaml:"to"`
	Hours Span         `yaml:"hours"` // empty is the whole day
	Base  float64      `yaml:"base"`
	Low   float64      `yaml:"low"` // 90% interval; 0 is Base
	High  float64      `yaml:"high"`
}

// ScenarioQueue changes how a queue is handled; what is not given stays.
type ScenarioQueue struct {
	ID          string  `yaml:"id"`
	Concurrency int     `yaml:"concurrency"`
	Turns       float64 `yaml:"turns"`
	Typing      Seconds `yaml:"typing"`
	Think       Seconds `yaml:"think"`
	AHT         Seconds `yaml:"aht"`
	Patience    Seconds `yaml:"patience"`
	RobotShare  Share   `yaml:"robot_share"`
	Within      Seconds `yaml:"within"`
	Target      Share   `yaml:"target"`
	Open        []Span  `yaml:"open"`
	HandedShare Share   `yaml:"handed_share"` // contacts that a provider serves
	HandedPrice float64 `yaml:"handed_price"` // yuan each; by the workspace's tiers where it is not given

	given []string // keys that the file has
}

// GivenKeys lists what the file says about the queue.
func (q *ScenarioQueue) GivenKeys() []string {
	return slices.DeleteFunc(slices.Clone(q.given), func(k string) bool { return k == "id" })
}

// Given reports whether the file says something about key, be it 0.
func (q *ScenarioQueue) Given(key string) bool { return slices.Contains(q.given, key) }

// ScenarioSource is where more hands come from: overtime of own people, temps,
// outsourced seats, or people borrowed from elsewhere.
type ScenarioSource struct {
	ID      string       `yaml:"id"`
	Name    lang.Text    `yaml:"name"`
	Kind    string       `yaml:"kind"`    // overtime, rest_day, temp, seat, borrow
	Longest Length       `yaml:"longest"` // overtime a person and day
	Queues  []string     `yaml:"queues"`  // served; empty is all
	Heads   int          `yaml:"heads"`   // most a day
	Hours   []Span       `yaml:"hours"`   // of a turn
	From    workcal.Date `yaml:"from"`
	To      workcal.Date `yaml:"to"`
	Days    Days         `yaml:"days"`
	Pace    Share        `yaml:"pace"`       // output on the first day, of a regular agent's; 100% where it is not given
	Ramp    int          `yaml:"ramp_days"`  // days worked until it is 100%; 0 stays as it is
	Least   int          `yaml:"least_days"` // days that a person is paid for at least; of seats by the month calendar days, [SeatDays] where it is not given
	Chats   int          `yaml:"chats"`      // most at once; 0 is the queue's concurrency
	PayDay  float64      `yaml:"pay_day"`    // yuan a person and day
	PayHour float64      `yaml:"pay_hour"`   // or an hour
	Month   float64      `yaml:"pay_month"`  // or a month: of 21.75 days worked, of seats the rent

	given []string // keys that the file has
}

// paid reports whether the file says what a source costs under key, be it nothing.
func (p *ScenarioSource) paid(key string, yuan float64) bool {
	return yuan > 0 || slices.Contains(p.given, key)
}

// Covers reports whether r multiplies what comes at a minute of a day; events
// are those of the workspace. Hours past midnight belong to the day before.
func (r *ScenarioRise) Covers(day workcal.Date, minute int, events []forecast.Event) bool {
	if r.Event != "" && !slices.ContainsFunc(events, func(e forecast.Event) bool {
		at := forecast.Stamp{Date: day, Minute: minute}
		return e.Name == r.Event && !before(at, e.From) && before(at, e.To)
	}) {
		return false
	}
	on := func(d workcal.Date) bool { return (r.From == 0 || d >= r.From) && (r.To == 0 || d <= r.To) }
	if r.Hours.IsZero() {
		return on(day)
	}
	return on(day) && r.Hours.Start <= minute && minute < r.Hours.End || on(day-1) && minute+schedule.DayMinutes < r.Hours.End
}

// Unknown returns the events without those of the seven days from first that f guesses itself:
// what the forecast may know.
func (f *ScenarioFile) Unknown(events []forecast.Event, first workcal.Date) (out []forecast.Event) {
	for _, e := range events {
		guessed := slices.ContainsFunc(f.Volume, func(r ScenarioRise) bool { return r.Event == e.Name })
		if !guessed || e.To.Date < first || e.From.Date > first+6 {
			out = append(out, e)
		}
	}
	return out
}

// SeatDays is how many days the rent of a month is for.
const SeatDays = 30

// Rent returns what a person of source p costs for a horizon that begins on start, whatever
// they work; 0 where p is not rented by the month. Seats that are taken in the horizon are
// paid for a month, or for the least hire given; those that were there before for the days
// of the horizon.
func (p *ScenarioSource) Rent(c *Costs, start workcal.Date, days int) float64 {
	month := p.month(c)
	if p.From == 0 || p.From >= start {
		least := SeatDays
		if slices.Contains(p.given, "least_days") {
			least = p.Least
		}
		days = max(days, least)
	}
	return month / SeatDays * float64(days)
}

// month is the rent of a month; 0 where p is not rented.
func (p *ScenarioSource) month(c *Costs) float64 {
	switch {
	case p.Kind != "seat" || p.paid("pay_day", p.PayDay) || p.paid("pay_hour", p.PayHour):
		return 0
	case p.paid("pay_month", p.Month):
		return p.Month
	}
	return (c.SeatMonth.Low + c.SeatMonth.High) / 2
}

// LeastDays returns the days of a horizon for which a person is paid at least, who has
// worked so many before it.
func (p *ScenarioSource) LeastDays(worked int) int {
	if p.Kind == "seat" && !p.paid("pay_day", p.PayDay) && !p.paid("pay_hour", p.PayHour) {
		return 0
	}
	return max(0, p.Least-worked)
}

// Worked counts the days before start on which p's people have worked already: those from
// their first one on that p's days allow.
func (p *ScenarioSource) Worked(start workcal.Date, calendar *workcal.Calendar) (n int) {
	if p.From == 0 {
		return 0
	}
	for d := p.From; d < start; d++ {
		if p.Days.Has(calendar.Day(d)) && (p.To == 0 || d <= p.To) {
			n++
		}
	}
	return n
}

// Pay returns the price of a person and day of source p, which may be 0; without one a temp
// costs the middle of the workspace's range. What is rented by the month costs nothing a day.
func (p *ScenarioSource) Pay(c *Costs) float64 {
	hours := 0.0
	for _, h := range p.Hours {
		hours += float64(h.End-h.Start) / 60
	}
	switch {
	case p.paid("pay_day", p.PayDay):
		return p.PayDay
	case p.paid("pay_hour", p.PayHour):
		return p.PayHour * hours
	case p.month(c) > 0:
		return 0
	case p.paid("pay_month", p.Month):
		return p.Month / labourlaw.PaidDaysMonth
	case p.Kind == "temp":
		return (c.TempDay.Low + c.TempDay.High) / 2
	}
	return c.MonthlyPay / c.HoursMonth * hours
}
