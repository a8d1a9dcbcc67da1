package attendance

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"paiban/internal/lang"
)

// Policy is how a shop judges attendance. Every number is the shop's own; the
// defaults of [DefaultPolicy] fine nobody. Minutes are whole minutes, days may
// be halves.
type Policy struct {
	// DayBoundary is the time until which a punch may belong to the date
	// before: 04:00 for people who finish after midnight. A planned shift that
	// reaches further carries its punches with it all the same.
	DayBoundary Clock `yaml:"day_boundary" json:"day_boundary"`

	// RepeatSeconds is the time within which further punches are repeats of
	// one.
	RepeatSeconds int `yaml:"repeat_seconds" json:"repeat_seconds"`

	// Before and After bound how far from a planned boundary a punch may be
	// matched to it, in minutes.
	Before int `yaml:"before" json:"before"`
	After  int `yaml:"after" json:"after"`

	// JoinGap is the longest break, in minutes, for which nobody punches: segments
	// at most so far apart are clocked as one.
	JoinGap int `yaml:"join_gap" json:"join_gap"`

	// LeaveExcuses says what leave excuses: the time that it covers, or the whole
	// boundary that it covers, however late the punch. In a shift with a break
	// whose time is unknown, leave always excuses the boundary.
	LeaveExcuses Excuse `yaml:"leave_excuses" json:"leave_excuses"`

	// LeaveInside lets lateness and early leave count leave inside the shift once more,
	// as apps do in the results of their exports. It is no setting of a shop: an audit
	// sets it to compare.
	LeaveInside bool `yaml:"-" json:"-"`

	// DayMinutes is how much leave makes a day of leave, 480.
	DayMinutes int `yaml:"day_minutes" json:"day_minutes"`

	Flex        Flex        `yaml:"flex" json:"flex"`
	Attended    Attended    `yaml:"attended" json:"attended"`
	Grace       Grace       `yaml:"grace" json:"grace"`             // lateness
	EarlyGrace  Grace       `yaml:"early_grace" json:"early_grace"` // early leave
	Late        []Tier      `yaml:"late" json:"late"`               // by minutes, ascending
	Early       []Tier      `yaml:"early" json:"early"`             // by minutes, ascending
	LateRepeat  Repeat      `yaml:"late_repeat" json:"late_repeat"` // every n-th lateness of the month, or early leave too
	Missing     Missing     `yaml:"missing" json:"missing"`
	Corrections Corrections `yaml:"corrections" json:"corrections"`
	Absence     Absence     `yaml:"absence" json:"absence"`
	Full        Full        `yaml:"full_attendance" json:"full_attendance"`
	Overtime    Overtime    `yaml:"overtime" json:"overtime"`
	Allowances  Allowances  `yaml:"allowances" json:"allowances"`

	// Hours is how working time is limited. Comprehensive hours are counted over
	// Period, which has PeriodHours hours, or the legal hours if that is 0.
	Hours       HourSystem `yaml:"hours" json:"hours"`
	Period      Period     `yaml:"period" json:"period"`
	PeriodHours float64    `yaml:"period_hours" json:"period_hours"`

	Score Score `yaml:"score" json:"score"`

	// FundFines puts fines into the department's activity fund (活动经费)
	// instead of withholding them for the shop.
	FundFines bool `yaml:"fund_fines" json:"fund_fines"`

	// Fines are charges that the shop makes by hand, 20 yuan for misconduct; people
	// type into the score sheet how often.
	Fines []Fine `yaml:"fines" json:"fines"`

	// Symbols are the marks of the monthly symbol sheet, by the key of a result
	// or of a kind of leave. Only √ for present and × for absent are common to
	// all; the others differ from shop to shop, so the legend is always printed.
	Symbols []Symbol `yaml:"symbols" json:"symbols"`

	// PunchColumns names the columns of punch files whose layout the program does
	// not recognise.
	PunchColumns []PunchColumn `yaml:"punch_columns" json:"punch_columns,omitempty"`

	// ServiceColumns names the columns of service reports whose headings the program
	// does not recognise, and the shop's own figures.
	ServiceColumns []ServiceColumn `yaml:"service_columns" json:"service_columns,omitempty"`
}

// ServiceColumn says what a column of a service report holds.
type ServiceColumn struct {
	Heading string `yaml:"heading" json:"heading"` // as it stands, or the letter of the column
	Is      string `yaml:"is" json:"is"`           // who, when, ignore, a figure that is known, or a name of the shop's own
	Unit    Unit   `yaml:"unit" json:"unit,omitempty"`
}

// ServiceRoles are the words of [ServiceColumn.Is] besides figures.
var ServiceRoles = []string{"account", "name", "id", "date", "from", "to", "shop", "ignore"}

// Symbol is the mark of a result or a kind of leave.
type Symbol struct {
	ID   string `yaml:"id" json:"id"`
	Mark string `yaml:"mark" json:"mark"`
}

// symbols are the marks that a shop without its own uses, in each language.
var symbols = []struct {
	ID   string
	Mark lang.Text
}{
	{string(OK), lang.T("√", "P")}, {string(IsLate), lang.T("◇", "L")}, {string(IsEarly), lang.T("◆", "E")}, {string(IsLateEnd), lang.T("◈", "LE")},
	{string(IsMissing), lang.T("缺", "M")}, {string(IsAbsent), lang.T("×", "A")},
	{string(Personal), lang.T("事", "PL")}, {string(Sick), lang.T("病", "SL")}, {string(Annual), lang.T("年", "AL")}, {string(Comp), lang.T("调", "TL")},
	{string(Other), lang.T("假", "OL")}, {string(Outing), lang.T("外", "O")}, {string(Trip), lang.T("差", "T")},
	{string(Resting), lang.T("休", "R")}, {string(RestWorked), lang.T("加", "W")}, {string(NotCounted), lang.T("免", "X")},
	{string(NotHere), lang.Same("—")}, {string(NoPlan), lang.Same("·")}, {string(NotJudged), lang.Same("?")}, {string(NotOverYet), lang.Same("…")},
}

// Mark returns the mark of a key, empty if it has none. A shop's own mark is the
// same in both languages.
func (p *Policy) Mark(key string) lang.Text {
	for _, s := range p.Symbols {
		if s.ID == key {
			return lang.Same(s.Mark)
		}
	}
	for _, s := range symbols {
		if s.ID == key {
			return s.Mark
		}
	}
	return lang.Text{}
}

// PunchColumn says what a column of a punch file holds.
type PunchColumn struct {
	Heading string `yaml:"heading" json:"heading"` // as it stands, or the letter of a column without one
	Is      string `yaml:"is" json:"is"`           // one of PunchRoles
}

// PunchRoles are the words of [PunchColumn.Is]: time is a time of day beside a
// date, moment a date and time in one.
var PunchRoles = []string{"name", "id", "punch_no", "group", "date", "time", "moment", "shift", "note"}

// ValidateColumns reports why the columns do not make a list of who and when,
// nil if they do, or if there are none.
func ValidateColumns(columns []PunchColumn) error {
	has := map[string]bool{}
	for _, c := range columns {
		if !slices.Contains(PunchRoles, c.Is) || c.Heading == "" {
			return lang.Errorf("列对照 %q=%q 看不懂", "the column %q=%q is not understood", c.Heading, c.Is).
				WithHint("等号右边用：%s", "after the equals sign use one of: %s", strings.Join(PunchRoles, ", "))
		}
		has[c.Is] = true
	}
	if len(columns) == 0 || (has["name"] || has["id"] || has["punch_no"]) && (has["moment"] || has["date"] && has["time"]) {
		return nil
	}
	return lang.Errorf("列对照缺少人或时间", "the mapping has no column for the person, or none for the time").
		WithHint("要有 name、id、punch_no 之一，再加 moment，或 date 和 time", "map one of name, id or punch_no, and either moment or date and time")
}

// Excuse is how far leave excuses.
type Excuse string

const (
	ByTime Excuse = "time" // lateness counts from the end of the leave
	ByEdge Excuse = "edge" // a start or end that leave covers is never late, early or missing
)

// Flex lets the first start of a day slide by up to so many minutes; the last
// end slides with it. A corrected boundary does not slide.
type Flex struct {
	Early int `yaml:"early" json:"early"`
	Late  int `yaml:"late" json:"late"`
}

// Slide returns by how much the day slides when the punch in is off minutes
// after the start.
func (f Flex) Slide(off int) int { return max(-f.Early, min(f.Late, off)) }

// Attended says what counts as days attended (实出勤).
type Attended struct {
	WholeDays bool `yaml:"whole_days" json:"whole_days"` // any punch makes a whole day, leave taken or not
	RestDays  bool `yaml:"rest_days" json:"rest_days"`   // a rest day worked counts
	Away      bool `yaml:"away" json:"away"`             // a day on outings or a trip counts without a punch
	OnLeave   bool `yaml:"on_leave" json:"on_leave"`     // a day all on leave counts when there are punches all the same
	Exempt    bool `yaml:"exempt" json:"exempt"`         // planned days of exempt people count; otherwise they have none
}

// Grace is how many minutes late (or early) pass without notice.
type Grace struct {
	Minutes   int  `yaml:"minutes" json:"minutes"`
	Inclusive bool `yaml:"inclusive" json:"inclusive"` // exactly Minutes passes too
	Subtract  bool `yaml:"subtract" json:"subtract"`   // beyond it, only the minutes past Minutes count
}

// Apply returns the minutes that count of the minutes m late or early.
func (g Grace) Apply(m int) int {
	switch {
	case m <= 0, m < g.Minutes, m == g.Minutes && g.Inclusive:
		return 0
	case g.Subtract:
		// At exactly Minutes, a grace that is not inclusive still counts one minute.
		return max(1, m-g.Minutes)
	}
	return m
}

// Effect is what something costs the person.
type Effect struct {
	Fine      Money   `yaml:"fine" json:"fine"`             // yuan, once
	PerMinute Money   `yaml:"per_minute" json:"per_minute"` // yuan for each minute
	Points    float64 `yaml:"points" json:"points"`         // taken off the score
	Absent    float64 `yaml:"absent" json:"absent"`         // days that count as absence (旷工)
}

// Tier is the effect of being late, or leaving early, by From minutes and more,
// up to the next tier.
type Tier struct {
	From   int   `yaml:"from" json:"from"`
	Level  Level `yaml:"level" json:"level"`
	Effect `yaml:",inline" json:",inline"`
}

// Level is how grave a lateness or an early leave is.
type Level string

const (
	Plain   Level = ""        // 迟到、早退
	Serious Level = "serious" // 严重迟到
	Absent  Level = "absent"  // 旷工迟到
)

// Repeat is the effect of every Nth time; 0 is never.
type Repeat struct {
	Nth    int     `yaml:"nth" json:"nth"`
	Counts Repeats `yaml:"counts" json:"counts"`
	Effect `yaml:",inline" json:",inline"`
}

// Repeats is what [Repeat] counts.
type Repeats string

const (
	CountLate        Repeats = "late"          // latenesses
	CountLateOrEarly Repeats = "late_or_early" // latenesses and early leaves together
)

// Missing rules boundaries without a punch.
type Missing struct {
	// Attended is what a day with one punch missing counts as attended.
	Attended float64 `yaml:"attended" json:"attended"`
	// Each is the effect of every missing punch, on days with at least one.
	Each Effect `yaml:"each" json:"each"`
	// None is the absence in days of a shift day without any punch.
	None float64 `yaml:"none" json:"none"`
	// Segment says what a segment of a split shift is that has neither of its punches.
	Segment Unclocked `yaml:"segment" json:"segment"`
}

// Unclocked is what a segment without both of its punches counts as.
type Unclocked string

const (
	SegmentAbsent  Unclocked = "absent"  // absence of its share of the shift
	SegmentMissing Unclocked = "missing" // two missing punches
)

// CheaperMissing returns the first tier of lateness, or of early leave, that costs more
// than a missing punch: whoever is so late does better not to clock at all. ok is false
// where there is none.
func (p *Policy) CheaperMissing() (tier Tier, early, ok bool) {
	each := p.Missing.Each
	for k, tiers := range [][]Tier{p.Late, p.Early} {
		for _, t := range tiers {
			if t.Fine+t.PerMinute*Money(t.From) > each.Fine || t.Points > each.Points || t.Absent > each.Absent {
				return t, k == 1, true
			}
		}
	}
	return Tier{}, false, false
}

// InPoints reports whether the tiers of the shop price all that an item scored by
// attendance may lose.
func (p *Policy) InPoints() bool { r := p.rates(); return !r.Own() }

// Corrections (补卡) replace missing punches.
type Corrections struct {
	Free   int    `yaml:"free" json:"free"`     // approved ones a month that cost nothing; −1 is all
	Beyond Effect `yaml:"beyond" json:"beyond"` // of each further one
}

// Absence rules absence by lateness and what it costs.
type Absence struct {
	// PayFactor times the pay of the absent time is withheld. Above 1 has no
	// basis in law.
	PayFactor float64 `yaml:"pay_factor" json:"pay_factor"`
	Day       Effect  `yaml:"day" json:"day"` // of every absent day; halves count half
}

// Full is the full-attendance bonus (全勤奖).
type Full struct {
	Bonus    Money    `yaml:"bonus" json:"bonus"`
	LostBy   []string `yaml:"lost_by" json:"lost_by"`     // late, early, missing, absent, correction, personal, sick, annual, comp, other
	FreeLate int      `yaml:"free_late" json:"free_late"` // latenesses forgiven
}

// Losses are the words of [Full.LostBy].
var Losses = []string{"late", "early", "missing", "absent", "correction", "personal", "sick", "annual", "comp", "other"}

// OvertimeBy says what proves overtime.
type OvertimeBy string

const (
	ByNone     OvertimeBy = "none"
	ByApproval OvertimeBy = "approval" // as approved
	ByPunches  OvertimeBy = "punches"  // as clocked
	ByBoth     OvertimeBy = "both"     // as approved and clocked
)

// HolidayBy is what makes work that on a statutory holiday.
type HolidayBy string

const (
	ByHours HolidayBy = "hours"      // the hours on its date
	ByStart HolidayBy = "start_date" // that the work date is one
)

// Overtime rules the three columns of overtime.
type Overtime struct {
	By         OvertimeBy `yaml:"by" json:"by"`
	MinMinutes int        `yaml:"min_minutes" json:"min_minutes"` // less in a day does not count
	Step       int        `yaml:"step" json:"step"`               // minutes; rounded down to it
	// Planned counts what a plan itself holds beyond DayMinutes a day as
	// overtime where it was worked: a duty turn on top of a normal day.
	Planned bool `yaml:"planned" json:"planned"`
	// RestDays makes a shift on a day off of the calendar work on a rest day, at
	// 200% from its first minute: the rule of offices, where the weekend is off
	// and duty turns break into it. Of rostered staff the rest day is the
	// roster's, and a shift on a Sunday is a working day.
	RestDays bool `yaml:"rest_days" json:"rest_days"`
	// HolidayBy says which hours of a night that begins or ends on a statutory holiday
	// are work on the holiday.
	HolidayBy HolidayBy `yaml:"holiday_by" json:"holiday_by"`
	// Meals says what time is in which no shift of the shop works, on a day without a
	// shift.
	Meals Meals `yaml:"meals" json:"meals"`
	// AutoExtend lets a shift extend by itself by up to so many minutes while
	// customers are being served: clocked time after its end counts as overtime
	// without approval.
	AutoExtend int `yaml:"auto_extend" json:"auto_extend"`
	// InLieu gives time off for overtime on rest days instead of pay. Overtime on
	// statutory holidays is always paid (Labour Law art. 44).
	InLieu bool `yaml:"in_lieu" json:"in_lieu"`
}

// Allowances are what the shop pays for a shift attended, or a day on standby, in yuan,
// beside the pay.
type Allowances struct {
	Night   Money `yaml:"night" json:"night"`
	Mid     Money `yaml:"mid" json:"mid"`
	Standby Money `yaml:"standby" json:"standby"`
}

// Scored reports whether the shop scores at all: it has items to judge, or rules
// that take points.
func (p *Policy) Scored() bool {
	points := p.LateRepeat.Points + p.Missing.Each.Points + p.Corrections.Beyond.Points + p.Absence.Day.Points
	for _, t := range slices.Concat(p.Late, p.Early) {
		points += t.Points
	}
	return len(p.Score.Items) > 0 || points > 0
}

// Fine is a charge made by hand.
type Fine struct {
	ID     string    `yaml:"id" json:"id"`
	Name   lang.Text `yaml:"name" json:"name"`
	Amount Money     `yaml:"amount" json:"amount"`
}

// DefaultPolicy returns the generic policy: nothing is forgiven, nothing fined.
func DefaultPolicy() Policy {
	return Policy{
		DayBoundary:   4 * 60,
		RepeatSeconds: 60,
		Before:        4 * 60,
		After:         6 * 60,
		JoinGap:       30,
		LeaveExcuses:  ByTime,
		DayMinutes:    8 * 60,
		Attended:      Attended{Away: true},
		LateRepeat:    Repeat{Counts: CountLate},
		Missing:       Missing{Attended: 1, None: 1, Segment: SegmentAbsent},
		Corrections:   Corrections{Free: -1},
		Absence:       Absence{PayFactor: 1},
		Full:          Full{LostBy: []string{"late", "early", "missing", "absent", "personal"}},
		Overtime:      Overtime{By: ByApproval, MinMinutes: 30, Step: 30, HolidayBy: ByHours, Meals: MealsOff},
		Hours:         Standard,
		Period:        Monthly,
		Score:         Score{Base: 80, Cap: 110, Below: 60, LastBelow: 70, LastMonths: 2, LeastContacts: 30},
	}
}

// Clock is a minute of a day, written 04:00 in settings.
type Clock int

// UnmarshalText reads H:MM, up to 47:59.
func (c *Clock) UnmarshalText(b []byte) error {
	h, m, ok := strings.Cut(strings.TrimSpace(string(b)), ":")
	hh, err1 := strconv.Atoi(h)
	mm, err2 := strconv.Atoi(m)
	if !ok || err1 != nil || err2 != nil || hh < 0 || hh > 47 || mm < 0 || mm > 59 {
		return lang.Errorf("时间 %q 看不懂", "the time %q cannot be read", string(b)).WithHint("写成 04:00", "write it as 04:00")
	}
	*c = Clock(hh*60 + mm)
	return nil
}

// MarshalText writes HH:MM.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// Money is an amount in fen, written in yuan in settings and JSON: 1.5.
type Money int64

// Yuan returns the money that y yuan is, rounded to the fen.
func Yuan(y float64) Money { return Money(math.Round(y * 100)) }

// Yuan returns m in yuan.
func (m Money) Yuan() float64 { return float64(m) / 100 }

func (m Money) String() string { return strconv.FormatFloat(m.Yuan(), 'f', -1, 64) }

// UnmarshalYAML reads a number of yuan.
func (m *Money) UnmarshalYAML(decode func(any) error) error {
	var y float64
	if err := decode(&y); err != nil {
		return err
	}
	if math.IsNaN(y) || math.Abs(y) > 1e7 {
		return lang.Errorf("金额 %v 不合理", "amount %v is out of range", y).WithHint("写 0 到 1000000 元", "write 0 to 1000000 yuan")
	}
	*m = Yuan(y)
	return nil
}

// MarshalYAML writes yuan.
func (m Money) MarshalYAML() (any, error) { return m.Yuan(), nil }

// MarshalJSON writes yuan as a number.
func (m Money) MarshalJSON() ([]byte, error) { return []byte(m.String()), nil }
