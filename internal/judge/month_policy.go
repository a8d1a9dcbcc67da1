package judge

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// monthPolicy is the attendance policy of a shop, from the key attendance of the
// merged settings. Lengths are minutes, money is yuan.
type monthPolicy struct {
	DayBoundary string  `json:"day_boundary"`
	Repeat      float64 `json:"repeat_seconds"`
	Before      float64 `json:"before"`
	After       float64 `json:"after"`
	JoinGap     float64 `json:"join_gap"`
	Excuses     string  `json:"leave_excuses"`
	DayMinutes  float64 `json:"day_minutes"`
	Flex        struct {
		Early float64 `json:"early"`
		Late  float64 `json:"late"`
	} `json:"flex"`
	Attended struct {
		WholeDays bool  `json:"whole_days"`
		RestDays  bool  `json:"rest_days"`
		Away      *bool `json:"away"`
		OnLeave   bool  `json:"on_leave"`
		Exempt    bool  `json:"exempt"`
	} `json:"attended"`
	Grace      monthGrace  `json:"grace"`
	EarlyGrace monthGrace  `json:"early_grace"`
	Late       []monthTier `json:"late"`
	Early      []monthTier `json:"early"`
	LateRepeat struct {
		Nth    int    `json:"nth"`
		Counts string `json:"counts"` // late_or_early: early leaves too
		monthCost
	} `json:"late_repeat"`
	Missing struct {
		Attended *float64  `json:"attended"`
		Segment  string    `json:"segment"` // absent, missing
		Each     monthCost `json:"each"`
		None     *float64  `json:"none"`
	} `json:"missing"`
	Corrections struct {
		Free   int       `json:"free"`
		Beyond monthCost `json:"beyond"`
	} `json:"corrections"`
	Absence struct {
		PayFactor *float64  `json:"pay_factor"`
		Day       monthCost `json:"day"`
	} `json:"absence"`
	Full struct {
		Bonus    float64  `json:"bonus"`
		LostBy   []string `json:"lost_by"`
		FreeLate int      `json:"free_late"`
	} `json:"full_attendance"`
	Overtime struct {
		By         string  `json:"by"`
		Min        float64 `json:"min_minutes"`
		Step       float64 `json:"step"`
		AutoExtend float64 `json:"auto_extend"`
		Planned    bool    `json:"planned"`
		RestDays   bool    `json:"rest_days"`
		HolidayBy  string  `json:"holiday_by"` // start_date: the date of the start decides for all of it
		Meals      string  `json:"meals"`      // counted: no meals off on days without a shift
	} `json:"overtime"`
	Hours string `json:"hours"`
	Score struct {
		Base       float64     `json:"base"`
		Cap        float64     `json:"cap"`
		Below      float64     `json:"below"`
		LastBelow  float64     `json:"last_below"`
		LastMonths int         `json:"last_months"`
		Items      []monthItem `json:"items"`
	} `json:"score"`
	FundFines bool `json:"fund_fines"`

	// export is what apps do and a shop cannot set: a day of which leave covers a part is
	// never absence, and leave that ends when the shift starts excuses the start.
	export bool
	// shifts are those that anybody is planned to work in the month.
	shifts []hoursOf
	// hoursDay is the working day of the contract in minutes.
	hoursDay int
	Fines    []struct {
		ID     string  `json:"id"`
		Amount float64 `json:"amount"`
	} `json:"fines"`
}

type monthGrace struct {
	Minutes   float64 `json:"minutes"`
	Inclusive bool    `json:"inclusive"`
	Subtract  bool    `json:"subtract"`
}

// monthCost is what one event costs.
type monthCost struct {
	Fine      float64 `json:"fine"`
	PerMinute float64 `json:"per_minute"`
	Points    float64 `json:"points"`
	Absent    float64 `json:"absent"`
}

type monthTier struct {
	From  float64 `json:"from"`
	Level string  `json:"level"`
	monthCost
}

type monthItem struct {
	ID     string  `json:"id"`
	Points float64 `json:"points"`
	Extra  bool    `json:"extra"`
	From   string  `json:"from"` // attendance, service.FIGURE; "" is scored by people
}

// policyOf reads the policy from the merged settings of a shop, a tree of maps and
// lists as a YAML reader gives them. What no settings say has the figure that
// docs/attendance-policy.md gives.
func policyOf(settings any) (monthPolicy, error) {
	p := monthPolicy{DayBoundary: "04:00", Repeat: 60, Before: 240, After: 360, JoinGap: 30, Excuses: "time", DayMinutes: 480, Hours: "standard"}
	p.Overtime.By, p.Overtime.Min, p.Overtime.Step = "approval", 30, 30
	p.Corrections.Free = -1
	text, err := json.Marshal(plainTree(settings))
	if err != nil {
		return p, err
	}
	if err := json.Unmarshal(text, &p); err != nil {
		return p, fmt.Errorf("attendance policy: %w", err)
	}
	return p, nil
}

// plainTree makes a tree of YAML values fit for encoding/json: keys become strings.
func plainTree(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, x := range v {
			out[k] = plainTree(x)
		}
		return out
	case map[any]any:
		out := map[string]any{}
		for k, x := range v {
			out[fmt.Sprint(k)] = plainTree(x)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = plainTree(x)
		}
		return out
	}
	return v
}

// missingAttended is what a day with a missing punch counts as attended at most.
func (p *monthPolicy) missingAttended() float64 {
	if p.Missing.Attended == nil {
		return 1
	}
	return *p.Missing.Attended
}

// missingNone is how many days of absence a shift without any punch is.
func (p *monthPolicy) missingNone() float64 {
	if p.Missing.None == nil {
		return 1
	}
	return *p.Missing.None
}

// excusesWhole tells that leave at a start or end excuses it whole: by the policy, or
// because the shift has a break at no fixed hour, which may follow the leave.
func (p *monthPolicy) excusesWhole(brk int) bool { return p.Excuses == "edge" || brk > 0 }

// payFactor is how often the pay of absent time is withheld.
func (p *monthPolicy) payFactor() float64 {
	if p.Absence.PayFactor == nil {
		return 1
	}
	return *p.Absence.PayFactor
}

// boundaryMinutes is day_boundary as minutes of the day.
func (p *monthPolicy) boundaryMinutes() int {
	h, m, _ := strings.Cut(p.DayBoundary, ":")
	hours, _ := strconv.Atoi(h)
	minutes, _ := strconv.Atoi(m)
	return hours*60 + minutes
}

// counted is the lateness that counts of so many minutes, 0 within the grace.
func (g monthGrace) counted(minutes int) int {
	off := float64(minutes)
	if off <= 0 || off < g.Minutes || g.Inclusive && off == g.Minutes {
		return 0
	}
	if g.Subtract {
		return int(math.Max(0, off-g.Minutes))
	}
	return minutes
}

// tierOf is the highest tier that begins at or below so many minutes.
func tierOf(tiers []monthTier, minutes int) monthTier {
	var t monthTier
	for _, x := range tiers {
		if float64(minutes) >= x.From && x.From >= t.From {
			t = x
		}
	}
	return t
}

// wall counts whole minutes of the wall clock from 1970-01-01 00:00; seconds are cut.
type wall int

const dayLong = 24 * 60

func wallOf(t time.Time) wall {
	_, offset := t.Zone()
	return wall((t.Unix() + int64(offset) - int64(t.Second())) / 60)
}

func wallDate(date string) wall {
	t, err := time.Parse("2006-01-02", date)
	if err != nil {
		return -1
	}
	return wallOf(t)
}

func (w wall) date() string { return time.Unix(int64(w)*60, 0).UTC().Format("2006-01-02") }
