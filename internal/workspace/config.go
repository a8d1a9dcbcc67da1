package workspace

import (
	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule/staffing"
)

// Config is everything that paiban.yaml may say. A preset is a whole Config; a
// user's file names one and says only what differs. See [decode] for how the
// two are laid over each other.
type Config struct {
	Preset   string    `yaml:"preset"`
	Name     lang.Text `yaml:"name"`    // of the shop or team
	Summary  lang.Text `yaml:"summary"` // one line about the rule system
	Lang     string    `yaml:"lang"`    // zh or en; empty is the environment's
	Interval int       `yaml:"interval"`

	WeekStarts Weekday `yaml:"week_starts"` // on which weeks start; empty is Monday

	Queues    []Queue    `yaml:"queues"`
	Shifts    []Shift    `yaml:"shifts"`
	DutyTurns []DutyTurn `yaml:"duty_turns"`

	Handovers []Handover  `yaml:"handovers"`
	PrepareBy []PrepareBy `yaml:"prepare_by"`
	Meetings  []Meeting   `yaml:"meetings"`
	Rotas     []Rota      `yaml:"rotas"`

	Activities []Activity `yaml:"activities"`

	Contract  Contract       `yaml:"contract"`
	Contracts []ContractKind `yaml:"contracts"`
	Rules     Rules          `yaml:"rules"`

	Attendance attendance.Policy `yaml:"attendance"`
	Costs      Costs             `yaml:"costs"`
	Hire       Hire              `yaml:"hire"`
	Extra      []Extra           `yaml:"extra"`

	// AttendanceOrigins says where the parts of the attendance policy come
	// from, by the name of the part; unnamed ones are house defaults.
	AttendanceOrigins []PartOrigin `yaml:"attendance_origins"`

	// Also holds rules of the shop that no command can enforce; they are
	// printed with the others.
	Also []Also `yaml:"also"`
}

// FirstDay is the day on which the weeks of the shop start.
func (c *Config) FirstDay() workcal.FirstDay { return c.WeekStarts.first }

// Queue is a stream of contacts staffed together, what was promised for it and
// how it is handled.
type Queue struct {
	ID       string    `yaml:"id"`
	Name     lang.Text `yaml:"name"`
	Short    lang.Text `yaml:"short"`    // in a roster cell: 早·售后
	Columns  []string  `yaml:"columns"`  // headings, or values of a queue column, in inquiries/*, besides its id and names; see findCounts
	Platform lang.Text `yaml:"platform"` // whose service rule it answers to
	Open     []Span    `yaml:"open"`     // when contacts are served; outside, volume asks for nobody. Empty is always
	Windows  []Window  `yaml:"windows"`

	Concurrency  int                   `yaml:"concurrency"`   // chats held at once
	Turns        float64               `yaml:"turns"`         // customer messages a chat that need an answer; 0: AHT is used
	Typing       Seconds               `yaml:"typing"`        // mean time to write one answer
	Think        Seconds               `yaml:"think"`         // mean time until the customer writes again
	AHT          Seconds               `yaml:"aht"`           // mean handling time of one contact, alone
	Patience     Seconds               `yaml:"patience"`      // mean time a customer waits; 0 is for ever
	RobotShare   Share                 `yaml:"robot_share"`   // contacts that a robot handles alone
	Within       Seconds               `yaml:"within"`        // promised time to answer
	Target       Share                 `yaml:"target"`        // share to be answered in it
	Gate         Share                 `yaml:"gate"`          // share at or below which the platform punishes
	Formula      staffing.ReplyFormula `yaml:"formula"`       // what the share is a share of
	Shrinkage    Share                 `yaml:"shrinkage"`     // rostered time that is not available
	MaxOccupancy Share                 `yaml:"max_occupancy"` // 0 is none
	Deferred     bool                  `yaml:"deferred"`      // contacts may wait until Within is over, such as mails and refund tickets
	Backlog      int                   `yaml:"backlog"`       // deferred contacts that wait when the first day planned begins; 0 is what the roster of the week before leaves
	MaxLost      *Share                `yaml:"max_lost"`      // contacts that may leave unanswered; nil is staffing.DefaultMaxLost

	Origin Origin `yaml:"origin"`

	ownColumns bool // the shop itself wrote Columns, not its preset
}

// Staffing returns q as the staffing models take it.
func (q *Queue) Staffing() staffing.Params {
	lost := staffing.DefaultMaxLost
	if q.MaxLost != nil {
		lost = float64(*q.MaxLost)
	}
	return staffing.Params{
		Concurrency: q.Concurrency, AHT: float64(q.AHT), Turns: q.Turns,
		Typing: float64(q.Typing), Think: float64(q.Think), Patience: float64(q.Patience),
		RobotShare: float64(q.RobotShare), Within: float64(q.Within), Target: float64(q.Target),
		Formula: q.Formula, MaxOccupancy: float64(q.MaxOccupancy), MaxLost: lost, Shrinkage: float64(q.Shrinkage),
	}
}

// Window asks for people online throughout Hours.
type Window struct {
	ID       string `yaml:"id"`
	Hours    Span   `yaml:"hours"`
	Days     Days   `yaml:"days"`
	Min      int    `yaml:"min_online"`
	Measured bool   `yaml:"measured"` // the platform judges what is written in it; where no window of a queue is measured, all are
	Force    Force  `yaml:"force"`
	Origin   Origin `yaml:"origin"`
}

// Shift is one way to work a day.
type Shift struct {
	ID     string    `yaml:"id"`
	Name   lang.Text `yaml:"name"`
	Short  lang.Text `yaml:"short"` // what a roster cell shows
	Kind   ShiftKind `yaml:"kind"`
	Hours  []Span    `yaml:"hours"`  // its segments
	Break  Length    `yaml:"break"`  // one unpaid break in the middle half of the longest segment; Breaks takes its place
	Breaks []Break   `yaml:"breaks"` // whose time the roster finds
	Queues []string  `yaml:"queues"` // one shift per queue named; empty serves all of them at once
	Days   Days      `yaml:"days"`
	Heads  []Heads   `yaml:"heads"` // people on it a day; see headsOn
	Origin Origin    `yaml:"origin"`

	PaidShare Share `yaml:"paid_share"` // of standby: what share of its time counts as hours
	AsWork    bool  `yaml:"as_work"`    // of standby: a day on it is no rest

	only []string // IDs of those who alone work it, of a [WeekFile]; nil is no such limit
}

// DutyTurn is a turn worked on top of one of the shifts On.
type DutyTurn struct {
	ID     string    `yaml:"id"`
	Name   lang.Text `yaml:"name"`
	Short  lang.Text `yaml:"short"`
	Hours  []Span    `yaml:"hours"`
	Days   Days      `yaml:"days"`
	On     []string  `yaml:"on"`
	Heads  int       `yaml:"heads"` // people on it a day
	Force  Force     `yaml:"force"`
	Origin Origin    `yaml:"origin"`
}

// Handover asks for Heads people on both shifts of a change.
type Handover struct {
	ID     string `yaml:"id"`
	From   string `yaml:"from"` // shift that hands over
	To     string `yaml:"to"`   // shift that takes over
	Heads  int    `yaml:"heads"`
	Days   Days   `yaml:"days"`
	Force  Force  `yaml:"force"`
	Origin Origin `yaml:"origin"`
}

// PrepareBy asks for people at their desks by At, the first order coming at
// Until.
type PrepareBy struct {
	ID     string    `yaml:"id"`
	What   lang.Text `yaml:"what"`
	At     Clock     `yaml:"at"`
	Until  Clock     `yaml:"until"`
	Queue  string    `yaml:"queue"` // empty is any
	Heads  int       `yaml:"heads"`
	Days   Days      `yaml:"days"`
	Force  Force     `yaml:"force"`
	Origin Origin    `yaml:"origin"`
}

// Meeting is attended by everybody who can.
type Meeting struct {
	ID     string    `yaml:"id"`
	What   lang.Text `yaml:"what"`
	Days   Days      `yaml:"days"`
	Hours  Span      `yaml:"hours"`
	Own    bool      `yaml:"by_own_shift"` // being at work that day is enough
	Groups []string  `yaml:"groups"`       // empty is everybody
	Force  Force     `yaml:"force"`
	Origin Origin    `yaml:"origin"`
}

// Rota gives a small duty of Days to Heads of the people at work, in turn.
type Rota struct {
	ID     string    `yaml:"id"`
	Name   lang.Text `yaml:"name"`
	Days   Days      `yaml:"days"`
	Heads  int       `yaml:"heads"` // people a day; 0 is one
	For    []string  `yaml:"for"`   // groups, contracts, tags, flags, people; empty is everybody
	Origin Origin    `yaml:"origin"`
}

// Contract is what a full-time person works.
type Contract struct {
	HoursDay Length `yaml:"hours_day"`
	Force    Force  `yaml:"force"` // cost per hour worked above or below the contract
	Origin   Origin `yaml:"origin"`

	Training Training `yaml:"training"`
}

// Training is how long a new hire works alongside others, not counted as online,
// where people.xlsx does not say until when.
type Training struct {
	Weeks  int    `yaml:"weeks"`
	Origin Origin `yaml:"origin"`
}

// Costs price work, in yuan.
type Costs struct {
	MonthlyPay   float64 `yaml:"monthly_pay"`
	MinimumWage  float64 `yaml:"minimum_wage"` // the local one, a month; 0 is unknown
	HoursMonth   float64 `yaml:"hours_month"`  // labourlaw.PaidHoursMonth by law
	Overtime     []OTPay `yaml:"overtime"`
	TempDay      Range   `yaml:"temp_day"`
	SeatMonth    Range   `yaml:"seat_month"`
	SeatBase     Range   `yaml:"seat_base"`
	Commission   Range   `yaml:"commission"` // share of sales
	VolumeTiers  []Tier  `yaml:"volume_tiers"`
	RespectLimit bool    `yaml:"overtime_within_law"`
	ShortHour    float64 `yaml:"short_hour"` // yuan that a head-hour short is worth; 0 is six hours of the usual pay
	Origin       Origin  `yaml:"origin"`
}

// OTPay is the factor paid for a class of overtime: workday, rest, statutory.
type OTPay struct {
	ID     string  `yaml:"id"`
	Factor float64 `yaml:"factor"`
}

// Range is a low and a high figure.
type Range struct {
	Low  float64 `yaml:"low"`
	High float64 `yaml:"high"`
}

// Tier prices contacts from From a month on.
type Tier struct {
	From  int     `yaml:"from"`
	Price float64 `yaml:"price"`
}

// PartOrigin is where one part of the attendance policy comes from.
type PartOrigin struct {
	ID     string `yaml:"id"`
	Origin Origin `yaml:"origin"`
}

// Also is a rule of the shop in words only.
type Also struct {
	ID     string    `yaml:"id"`
	Text   lang.Text `yaml:"text"`
	Origin Origin    `yaml:"origin"`
}
