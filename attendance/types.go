package attendance

import (
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Stamp is a civil minute, counted from 1970-01-01 00:00 of wherever the clock
// hangs.
type Stamp int

// On returns minute m of date d; m may lie outside the day.
func On(d workcal.Date, m int) Stamp { return Stamp(int(d)*schedule.DayMinutes + m) }

// Date returns the civil date of s.
func (s Stamp) Date() workcal.Date { return workcal.Date(floorDiv(int(s), schedule.DayMinutes)) }

// From returns s in minutes of the work date d; it may be negative or past
// 1440.
func (s Stamp) From(d workcal.Date) int { return int(s) - int(d)*schedule.DayMinutes }

// String prints 2026-11-21 08:30.
func (s Stamp) String() string { d := s.Date(); return d.String() + " " + schedule.Clock(s.From(d)) }

// MarshalText writes 2026-11-21 08:30.
func (s Stamp) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// Person is somebody whose attendance is settled.
type Person struct {
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	PunchNo string       `json:"punch_no,omitempty"`
	Group   string       `json:"group,omitempty"` // only shown; ranks are among all people
	Hired   workcal.Date `json:"hired,omitzero"`  // first day employed; 0 is unknown
	Left    workcal.Date `json:"left,omitzero"`   // last day employed; 0 is none
	Exempt  bool         `json:"exempt,omitempty"`
	Salary  Money        `json:"-"` // monthly; 0 is unknown

	// Accounts are what service reports call the person: 旺旺, sub-accounts, nicknames.
	Accounts []string `json:"-"`
	Tags     []string `json:"-"` // words of the shop

	Assumed bool `json:"-"` // Salary is the shop's usual one, because the person's own is unknown
}

// Employed reports whether the person is employed on d.
func (p *Person) Employed(d workcal.Date) bool {
	return d >= p.Hired && (p.Left == 0 || d <= p.Left)
}

// Kind is what a work date is to a person.
type Kind string

const (
	Unplanned Kind = ""        // nothing is known: no shift column, no roster
	Work      Kind = "work"    // a shift
	Rest      Kind = "rest"    // a rest day, or a holiday given off
	Flexible  Kind = "free"    // free hours: attended with any punch
	LeaveDay  Kind = "leave"   // a day of leave in place of a shift
	Outside   Kind = "outside" // not employed
)

// Planned is a person's plan for one work date.
type Planned struct {
	Kind       Kind            `json:"kind"`
	Shift      string          `json:"shift,omitempty"` // its name as planned
	Turn       string          `json:"turn,omitempty"`  // its kind by the shop's configuration: night; "" is not said
	Segments   []schedule.Span `json:"segments,omitempty"`
	Break      int             `json:"break,omitempty"`  // unpaid minutes inside the segments
	Breaks     []schedule.Span `json:"breaks,omitempty"` // when these are, where the roster says so
	Days       float64         `json:"days,omitempty"`   // what it counts when worked; 0 is one day
	Leave      LeaveKind       `json:"leave,omitempty"`  // of a LeaveDay
	Grace      *Grace          `json:"grace,omitempty"`  // for lateness, where the shift has its own
	Rough      bool            `json:"rough,omitempty"`  // the source does not say when breaks are
	Exempt     bool            `json:"exempt,omitempty"`
	Marked     bool            `json:"marked,omitempty"` // a sheet kept by hand says how the day went, not the clock
	Granted    *Granted        `json:"granted,omitempty"`
	Noted      *Noted          `json:"noted,omitempty"` // what such a sheet says beyond that; it counts before everything else
	Activities []Activity      `json:"-"`               // within the shift, by the roster; see [Day.Activities]
	Where      table.Pos       `json:"where,omitzero"`  // the roster cell or export row that says so
}

// Granted is the leave and overtime of a work date, in minutes, as the source grants
// them. What is given is not calculated from spans or punches; what is nil is.
type Granted struct {
	Leave     map[LeaveKind]int `json:"leave,omitempty"`
	Overtime  *[3]int           `json:"overtime,omitempty"`           // by class of day
	Unclassed int               `json:"overtime_unclassed,omitempty"` // overtime whose class the day decides; with Overtime
}

// Noted is what a sheet kept by hand writes of a day: 事假4H, 迟到15分, 旷工半天.
type Noted struct {
	Leave    []NotedLeave `json:"leave,omitempty"`
	Late     int          `json:"late,omitempty"`  // minutes
	Early    int          `json:"early,omitempty"` // minutes
	Absent   Amount       `json:"absent,omitzero"`
	Overtime Amount       `json:"overtime,omitzero"`
	Worked   Amount       `json:"worked,omitzero"`
	Present  bool         `json:"present,omitempty"` // it says that the person worked, 出勤 or √
}

// NotedLeave is leave of a kind with its amount.
type NotedLeave struct {
	Kind LeaveKind `json:"kind"`
	Name string    `json:"name"` // as the sheet has it
	Amount
}

// Amount is a time in minutes, or in days of work where these are 0.
type Amount struct {
	Minutes int     `json:"minutes,omitempty"`
	Days    float64 `json:"days,omitempty"`
}

// of returns the amount in minutes, a day of work being whole minutes.
func (a Amount) of(whole int) int {
	if a.Minutes > 0 {
		return a.Minutes
	}
	return int(a.Days*float64(whole) + 0.5)
}

// Minutes returns the planned working minutes, breaks taken off.
func (p *Planned) Minutes() int {
	m := -p.Break
	for _, s := range p.Segments {
		m += s.Len()
	}
	return max(0, m)
}

// Name returns the name of the plan's shift, else its segments.
func (p *Planned) Name() string {
	if p.Shift != "" {
		return p.Shift
	}
	var s []string
	for _, g := range p.Segments {
		s = append(s, g.String())
	}
	return strings.Join(s, " ")
}

// Source is how a punch came about.
type Source string

const (
	Clocked   Source = "clock"      // a clock, a phone in its place
	Field     Source = "field"      // 外勤: a phone elsewhere, accepted
	Corrected Source = "correction" // 补卡 approved
	Accepted  Source = "accepted"   // marked as on time by an administrator
)

// Punch is one clock reading.
type Punch struct {
	At     Stamp        `json:"at"`
	Second int          `json:"-"`              // 0–59, if the clock records it
	Work   workcal.Date `json:"work,omitempty"` // the work date that the export gives it; 0 is not said
	For    Stamp        `json:"for,omitzero"`   // the planned boundary that the export gives it; 0 is not said
	Source Source       `json:"source"`
	Note   string       `json:"note,omitempty"`
	Where  table.Pos    `json:"where,omitzero"`
}

// Correction is an approved request to replace a missing punch.
type Correction struct {
	At     Stamp     `json:"at"`
	Reason string    `json:"reason,omitempty"`
	Where  table.Pos `json:"where,omitzero"`
}

// LeaveKind sorts leave into the columns of the summary.
type LeaveKind string

const (
	Personal LeaveKind = "personal" // 事假
	Sick     LeaveKind = "sick"     // 病假
	Annual   LeaveKind = "annual"   // 年假
	Comp     LeaveKind = "comp"     // 调休
	Other    LeaveKind = "other"    // 婚假、产假、丧假 …
	Outing   LeaveKind = "outing"   // 外出: at work elsewhere
	Trip     LeaveKind = "trip"     // 出差: at work elsewhere
)

// Present reports whether the time counts as worked.
func (k LeaveKind) Present() bool { return k == Outing || k == Trip }

// Leave is an approved span of time away.
type Leave struct {
	Kind   LeaveKind `json:"kind"`
	Name   string    `json:"name"` // as the shop calls it: 陪产假
	From   Stamp     `json:"from"`
	To     Stamp     `json:"to"`               // half-open
	Dates  bool      `json:"dates,omitempty"`  // work dates and halves of them: From and To lie at 00:00 or 12:00
	Length Length    `json:"length,omitzero"`  // that the request itself says
	Number string    `json:"number,omitempty"` // of the request
	Where  table.Pos `json:"where,omitzero"`
}

// Approval is approved overtime.
type Approval struct {
	From    Stamp     `json:"from"`
	To      Stamp     `json:"to"`                // half-open
	Minutes int       `json:"minutes,omitempty"` // that count at most, as the request says; 0 is not said
	Number  string    `json:"number,omitempty"`  // of the request
	Where   table.Pos `json:"where,omitzero"`
}

// Input is everything a month is settled from. The slices by person follow
// People; Plans has a row of Month.Days() days for each.
type Input struct {
	Month       workcal.Month
	People      []Person
	Plans       [][]Planned // [person][day]
	DayBefore   []Planned   // by person, of the last day of the month before; Unplanned is not known
	DayAfter    []Planned   // by person, of the first day of the next month
	Punches     [][]Punch
	Corrections [][]Correction
	Leave       [][]Leave
	Overtime    [][]Approval
	Rulings     [][]Ruling // on time that may be overtime, typed into an earlier workbook
	Calendar    *workcal.Calendar
	CutOff      CutOff     // of the punches; the zero value settles every day
	Before      []Standing // of the month before, in any order
	Typed       []Typed    // what people typed into the score sheet, in any order
	Opening     []Opening  // of the accounts of time off, by person
	FundBefore  Money      // what the activity fund held at the end of the month before
	Service     []Figures  // of the service reports, by person
	Spent       []Spending // out of the activity fund this month
}

// Standing is how somebody stood in an earlier month.
type Standing struct {
	ID         string
	Score      float64
	Last       bool // the lowest rank of the month
	LastMonths int  // months in a row last and below, this one included

	// PeriodMinutes is the work of the period up to the end of that month, under
	// comprehensive hours.
	PeriodMinutes int
}

// Typed is what people typed into the score sheet for one person.
type Typed struct {
	ID    string
	Items map[string]float64 // points given by item id
	Fines map[string]int     // times by fine id
	Note  string
}

// Edge is one planned boundary of a day and what was found for it.
type Edge struct {
	In        bool      `json:"in"`
	At        int       `json:"at"`              // minute of the work date
	Punch     int       `json:"punch"`           // index into the day's punches, −1 for none
	Off       int       `json:"off"`             // minutes late (in) or early (out) before grace, leave taken off
	Excuse    lang.Text `json:"excuse,omitzero"` // the leave that touches it
	ExcusedBy LeaveKind `json:"excused_by,omitempty"`
	Excused   bool      `json:"excused,omitempty"`  // leave covers it: no punch is needed
	Graced    bool      `json:"graced,omitempty"`   // off by no more than the grace: counts as on time
	Missed    bool      `json:"missed,omitempty"`   // neither punch nor excuse
	Absent    bool      `json:"absent,omitempty"`   // Missed, and so is the other end of the segment: absence, no missing punch
	NotOver   bool      `json:"not_over,omitempty"` // no punch yet, and the punches do not reach it
}

// Applied is a rule that was applied, with what it costs.
type Applied struct {
	Rule   string    `json:"rule"`
	Text   lang.Text `json:"text"`
	Fine   Money     `json:"fine,omitempty"`
	Points float64   `json:"points,omitempty"`
	Absent float64   `json:"absent,omitempty"`
}

// LatenessEvent is one late start or, as early leave, one early end.
type LatenessEvent struct {
	Minutes int   `json:"minutes"` // that count, grace applied
	Level   Level `json:"level,omitempty"`
}

// Minutes adds up the minutes of events.
func Minutes(events []LatenessEvent) (m int) {
	for _, e := range events {
		m += e.Minutes
	}
	return m
}

// Result sums a day up in one word.
type Result string

const (
	OK         Result = "ok"         // 正常
	IsLate     Result = "late"       // 迟到
	IsEarly    Result = "early"      // 早退
	IsLateEnd  Result = "late+early" // 迟到且早退
	IsMissing  Result = "missing"    // 缺卡
	IsAbsent   Result = "absent"     // 旷工
	OnLeave    Result = "leave"      // 请假
	Away       Result = "away"       // 外出、出差
	Resting    Result = "rest"       // 休息
	RestWorked Result = "restwork"   // 休息日打卡
	NotCounted Result = "exempt"     // 免考勤
	NotHere    Result = "outside"    // 未入职或已离职
	NoPlan     Result = "noplan"     // 无排班
	NotJudged  Result = "pending"    // 未结算: beyond the data cut-off
	NotOverYet Result = "unfinished" // 未到: in order so far, and a boundary is beyond the data cut-off
)

// Day is the result of one person on one work date, with its evidence.
type Day struct {
	Date     workcal.Date      `json:"date"`
	Plan     *Planned          `json:"plan"`              // of the input, shared
	Punches  []Punch           `json:"punches,omitempty"` // of this work date, in order, repeats left out
	Edges    []Edge            `json:"edges,omitempty"`
	Result   Result            `json:"result"`
	Due      float64           `json:"due"`             // days of duty
	Attended float64           `json:"attended"`        // days
	Paid     float64           `json:"paid"`            // days that count for pay, see [Month.PaidDays]
	Worked   int               `json:"worked"`          // minutes at work inside and outside the plan
	Late     []LatenessEvent   `json:"late,omitempty"`  // one for every late start
	Early    []LatenessEvent   `json:"early,omitempty"` // one for every early end
	Missing  int               `json:"missing"`         // boundaries without a punch
	Absent   float64           `json:"absent"`          // days
	Leave    map[LeaveKind]int `json:"leave,omitempty"` // minutes of planned time
	Overtime [3]int            `json:"overtime"`        // minutes: working day, rest day, statutory
	Applied  []Applied         `json:"applied,omitempty"`
	Question lang.Text         `json:"ask,omitzero"`    // what to ask the person; zero if there is no question
	About    QuestionKind      `json:"about,omitempty"` // what Question is about

	Activities []Activity `json:"activities,omitempty"` // meetings and trainings of the day, and whether the person was there

	atWork    []schedule.Span // inside the plan, breaks not taken off
	there     []schedule.Span // the same, where a punch that is missing at one end counts as made in time
	statutory int             // minutes of Worked, inside the plan, on a statutory holiday
}

// Month is the month of one person: the columns of the summary, in its order.
type Month struct {
	Person      Person                `json:"person"`
	Due         float64               `json:"due"`          // 应出勤, days
	Attended    float64               `json:"attended"`     // 实出勤, days
	PaidDays    float64               `json:"paid_days"`    // 计薪天数: attended, paid leave and statutory holidays
	LateTimes   int                   `json:"late_times"`   // 迟到次数, the serious ones included
	LateMinutes int                   `json:"late_minutes"` // 迟到分钟
	Serious     int                   `json:"serious"`      // 严重迟到, times
	EarlyTimes  int                   `json:"early_times"`
	EarlyMin    int                   `json:"early_minutes"`
	Missing     int                   `json:"missing"` // 缺卡
	Absent      float64               `json:"absent"`  // 旷工, days
	LeaveDays   map[LeaveKind]float64 `json:"leave_days,omitempty"`
	Overtime    [3]float64            `json:"overtime"`              // hours
	Corrections int                   `json:"corrections"`           // used
	LeaveNames  []NamedLeave          `json:"leave_names,omitempty"` // what LeaveDays[Other] consists of
	WorkedHours float64               `json:"worked_hours"`          // 工时, see [Day.Worked]
	Nights      int                   `json:"nights"`                // 夜班 attended
	Mids        int                   `json:"mid_shifts"`            // 中班 attended
	Standbys    int                   `json:"standbys,omitempty"`    // days on standby by the roster

	// Accounts of time off in lieu, in hours, and annual leave, in days; nil where the
	// shop keeps none.
	CompBalance   *Balance `json:"comp_balance,omitempty"`
	AnnualBalance *Balance `json:"annual_balance,omitempty"`

	// PeriodMinutes is the work of the period up to the end of the month, under
	// comprehensive hours.
	PeriodMinutes int `json:"period_minutes,omitempty"`

	BasePay     Money       `json:"base_pay,omitempty"` // 月薪 of the staff list; 0 is unknown
	OvertimePay [3]Money    `json:"overtime_pay"`       // 加班费, where BasePay is known
	Allowance   Money       `json:"allowance"`          // 津贴 of night and mid shifts
	Full        Money       `json:"full_attendance"`
	Fines       Money       `json:"fines"`
	Withheld    Money       `json:"withheld"`  // pay of absent and unpaid time, where the salary is known
	Deduction   Money       `json:"deduction"` // 扣款: Fines + Withheld
	Score       float64     `json:"score"`
	OutOf       float64     `json:"out_of,omitempty"`  // the points of the base that are scored
	Pending     float64     `json:"pending,omitempty"` // those that nobody has scored yet
	Rank        int         `json:"rank"`              // 1 is best; equal shares of what is scored share a rank
	LastMonths  int         `json:"last_months"`
	Scores      []Scored    `json:"scores,omitempty"`
	Service     Figures     `json:"service,omitempty"` // what the service reports say
	Applied     []Applied   `json:"applied,omitempty"` // rules of the month as a whole
	Flags       []Flag      `json:"flags,omitempty"`
	Notes       []lang.Text `json:"notes,omitempty"`
	Note        string      `json:"note,omitempty"`       // typed by people
	NotJudged   int         `json:"not_judged,omitempty"` // planned days beyond the data cut-off
	NotOver     int         `json:"not_over,omitempty"`   // boundaries beyond it of days that are judged
	Days        []Day       `json:"days"`
}

// Flag is something about a month that the shop must look at.
type Flag struct {
	Key  string    `json:"key"` // below, last-again, full-lost, unlawful …
	Text lang.Text `json:"text"`
}

// Sheet is a settled month.
type Sheet struct {
	Month  workcal.Month `json:"month"`
	Policy Policy        `json:"policy"`
	People []Month       `json:"people"` // in the order of Input.People, without those who have nothing to do with the month
	Fund   Money         `json:"fund"`   // fines into the activity fund

	FundBefore Money      `json:"fund_before"` // of the month before
	Spent      []Spending `json:"spent,omitempty"`

	Flags []Flag `json:"flags,omitempty"` // of the shop as a whole, the legal ones

	// Until is the moment until which the punches reach; 0 where that is not known.
	Until Stamp `json:"punches_until,omitzero"`

	// Unjudged says which dates and boundaries are not settled and why, a sentence for
	// each reason; nil where all are.
	Unjudged []lang.Text `json:"unjudged,omitempty"`
}
