package workspace

import (
	"cmp"
	"path/filepath"
	"slices"

	"paiban/forecast"
	"paiban/internal/labourlaw"
	"paiban/internal/lang"
	"paiban/internal/table"
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
	HandedPrice float64 `yaml:"handed_price"` // yuan each; 0 is by the workspace's tiers
}

// ScenarioSource is where more hands come from: overtime of own people, temps,
// outsourced seats, or people borrowed from elsewhere.
type ScenarioSource struct {
	ID      string       `yaml:"id"`
	Name    lang.Text    `yaml:"name"`
	Kind    string       `yaml:"kind"`    // overtime, temp, seat, borrow
	Longest Length       `yaml:"longest"` // overtime a person and day
	Queues  []string     `yaml:"queues"`  // served; empty is all
	Heads   int          `yaml:"heads"`   // most a day
	Hours   []Span       `yaml:"hours"`   // of a turn
	From    workcal.Date `yaml:"from"`
	To      workcal.Date `yaml:"to"`
	Days    Days         `yaml:"days"`
	Pace    Share        `yaml:"pace"`      // output on the first day, of a regular agent's; 0 is 100%
	Ramp    int          `yaml:"ramp_days"` // days until it is 100%; 0 stays as it is
	Chats   int          `yaml:"chats"`     // most at once; 0 is the queue's concurrency
	PayDay  float64      `yaml:"pay_day"`   // yuan a person and day
	PayHour float64      `yaml:"pay_hour"`  // or an hour
	Month   float64      `yaml:"pay_month"` // or a month of 21.75 days
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

// ReadScenarios reads a scenario file about w. Every bad place is reported at
// once.
func (w *Workspace) ReadScenarios(path string) (*ScenarioFile, error) {
	src, err := readYAML(path)
	if err != nil {
		return nil, err
	}
	file := filepath.Base(path)
	var out ScenarioFile
	if err := decode(file, src, FromWorkspace, &out); err != nil {
		return nil, err
	}
	return &out, out.validate(file, w)
}

func (f *ScenarioFile) validate(file string, w *Workspace) error {
	var problems table.Problems
	var ids, events []string
	for _, q := range w.Config.Queues {
		ids = append(ids, q.ID)
	}
	for _, e := range w.Events {
		events = append(events, e.Name)
	}
	bad := func(s string, zh, en string, args ...any) {
		what := lang.F(zh, en, args...)
		if s != "" {
			what = lang.F("方案 %s：%s", "scenario %s: %s", s, what)
		}
		problems.Add(table.Pos{File: file}, what, lang.T("`paiban scenario template` 打印一份带说明的例子", "`paiban scenario template` prints an example with notes"))
	}
	queue := func(s, id string) {
		if id != "" && !contains(ids, id) {
			problems.Add(table.Pos{File: file}, lang.F("方案 %s：没有队列 %q", "scenario %s: there is no queue %q", cmp.Or(s, "*"), id), didYouMean(id, ids))
		}
	}
	rises := func(s string, list []ScenarioRise) {
		for _, r := range list {
			queue(s, r.Queue)
			switch {
			case r.Event == "":
			case s != "":
				bad(s, "event 只能写在最上面的 volume 里", "an event may only be named in the volume of the file")
			case f.Week == "":
				bad(s, "写了 event 就要写 week", "a file that names an event needs a week")
			case !contains(events, r.Event):
				problems.Add(table.Pos{File: file}, lang.F("events.csv 里没有活动 %q", "there is no event %q in events.csv", r.Event), didYouMean(r.Event, events))
			}
			if r.Base <= 0 || r.Low < 0 || r.Low > r.Base || r.High != 0 && r.High < r.Base {
				bad(s, "倍数 low %g、base %g、high %g 要大于 0 且从小到大", "uplift of low %g, base %g, high %g: they must be above 0 and in this order", r.Low, r.Base, r.High)
			}
		}
	}
	if len(f.Scenarios) == 0 {
		bad("", "没有 scenarios", "there are no scenarios")
	}
	rises("", f.Volume)
	for _, s := range f.Scenarios {
		rises(s.ID, s.Volume)
		for _, q := range s.Queues {
			queue(s.ID, q.ID)
			if q.HandedShare >= 1 || q.HandedPrice < 0 {
				bad(s.ID, "队列 %s 交给外包的比例应小于 100%%，单价不能为负", "queue %s: the share handed out must be below 100%% and its price at least 0", q.ID)
			}
		}
		for _, p := range s.People {
			for _, q := range p.Queues {
				queue(s.ID, q)
			}
			switch p.Kind {
			case "overtime":
				if p.Longest <= 0 {
					bad(s.ID, "%s：加班要写 longest，如 2h", "%s: overtime needs longest, such as 2h", p.ID)
				}
			case "temp", "seat", "borrow":
				if p.Heads <= 0 || len(p.Hours) == 0 {
					bad(s.ID, "%s：要写人数 heads 和时段 hours", "%s: heads and hours are needed", p.ID)
				}
				if p.PayDay < 0 || p.PayHour < 0 || p.Month < 0 || p.Chats < 0 || p.Ramp < 0 {
					bad(s.ID, "%s：费用、接待数和天数不能为负", "%s: pay, chats and days cannot be negative", p.ID)
				}
			default:
				problems.Add(table.Pos{File: file}, lang.F("方案 %s：%s 的 kind %q 不认识", "scenario %[1]s: unknown kind %[3]q of %[2]s", s.ID, p.ID, p.Kind),
					lang.T("可用 overtime（加班）、temp（临时工）、seat（外包坐席）、borrow（借调）", "use overtime, temp, seat or borrow"))
			}
		}
	}
	return problems.Err()
}

// Pay returns the price of a person and day of source p; without one a temp
// costs the middle of the workspace's range and a seat its month's.
func (p *ScenarioSource) Pay(c *Costs) float64 {
	hours := 0.0
	for _, h := range p.Hours {
		hours += float64(h.End-h.Start) / 60
	}
	switch {
	case p.PayDay > 0:
		return p.PayDay
	case p.PayHour > 0:
		return p.PayHour * hours
	case p.Month > 0:
		return p.Month / labourlaw.PaidDaysMonth
	case p.Kind == "temp":
		return (c.TempDay.Low + c.TempDay.High) / 2
	case p.Kind == "seat" && c.SeatMonth.High > 0:
		return (c.SeatMonth.Low + c.SeatMonth.High) / 2 / labourlaw.PaidDaysMonth
	}
	return c.MonthlyPay / c.HoursMonth * hours
}
