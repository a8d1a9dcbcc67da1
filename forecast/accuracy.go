package forecast

import (
	"math"
	"sort"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// DayKind is the kind of day that an hour lies in, for the tables of accuracy.
type DayKind int

const (
	Workdays   DayKind = iota // Monday to Friday and makeup workdays
	Weekends                  // Saturday and Sunday
	Festivals                 // days of a break, and those around it that the calendar rules
	Promotions                // hours of an event
	DayKinds
)

// DayKindKeys names the kinds for machines; the index is the DayKind.
var DayKindKeys = [DayKinds]string{"workday", "weekend", "holiday", "event"}

// DayKindNames names the kinds for people.
var DayKindNames = [DayKinds]lang.Text{lang.T("工作日", "workdays"), lang.T("周末", "weekends"), lang.T("节假日前后", "holidays"), lang.T("活动时段", "events")}

// LeadEnds are the last days of each band of lead, counted from the day on which a
// forecast was made to the day that it is of.
var LeadEnds = [...]int{2, 7, 14, 28, math.MaxInt}

// Tally adds up how well forecasts did on some hours, those in which something was
// said or came. Contacts, except for the counts of hours.
type Tally struct {
	Hours      int
	Held       int // hours whose count lay within the 90% interval
	Said, Came float64
	Missed     float64 // |came − said| of each hour
	LastMissed float64 // the same of the hour of the last week known when it was said
	MeanMissed float64 // of its mean over the last four such weeks

	// Of the hours that people had changed, by hand or by an import: what they missed by,
	// and what the model would have.
	Changed       int
	ChangedCame   float64
	ChangedMissed float64
	OwnMissed     float64
}

// Error is the weighted absolute percentage error, as a share. It is NaN or infinite
// where nothing came, as are the other shares.
func (t Tally) Error() float64 { return t.Missed / t.Came }

// Bias is how much more was said than came, as a share of what came.
func (t Tally) Bias() float64 { return (t.Said - t.Came) / t.Came }

// Within is the share of hours whose count lay within the 90% interval.
func (t Tally) Within() float64 { return float64(t.Held) / float64(t.Hours) }

// LastWeek is the Error of the same hour of the last week known when the forecast was
// made.
func (t Tally) LastWeek() float64 { return t.LastMissed / t.Came }

// MeanWeeks is the Error of the mean of the last four such weeks.
func (t Tally) MeanWeeks() float64 { return t.MeanMissed / t.Came }

// Own is the Error of the model where nobody had changed anything.
func (t Tally) Own() float64 { return (t.Missed - t.ChangedMissed + t.OwnMissed) / t.Came }

// Plus is t and u together.
func (t Tally) Plus(u Tally) Tally {
	return Tally{
		t.Hours + u.Hours, t.Held + u.Held, t.Said + u.Said, t.Came + u.Came, t.Missed + u.Missed,
		t.LastMissed + u.LastMissed, t.MeanMissed + u.MeanMissed,
		t.Changed + u.Changed, t.ChangedCame + u.ChangedCame, t.ChangedMissed + u.ChangedMissed, t.OwnMissed + u.OwnMissed,
	}
}

// DayRecord is what was said of one day of one queue, what came, and why they differ.
type DayRecord struct {
	Date  workcal.Date
	Queue string
	Name  lang.Text // of the queue
	Kind  DayKind   // of most of its hours
	Made  Stamp     // when it was said
	Tally
	Cause Cause
	Why   lang.Text
}

// WeekRecord is the tally of a calendar week.
type WeekRecord struct {
	Week workcal.Week
	Tally
}

// Accuracy compares forecasts that were kept with what came.
type Accuracy struct {
	From, Through workcal.Date // first and last day compared; 0 where there is none
	All           Tally
	Weeks         []WeekRecord // those with a day compared, in order
	Kinds         [DayKinds]Tally
	Hours         [24]Tally            // by the hour of the day in which an interval starts
	Leads         [len(LeadEnds)]Tally // by the days between making and day
	Days          []DayRecord          // worst first, by Missed

	Unsaid  int // days of a queue with counts but without a forecast made before them
	Unknown int // days of a queue with a forecast but without counts
}

// Track compares kept with what came on the days [in.From, in.From+in.Days) of
// in.History, which is all that is known today. Of the forecasts of a day the last one
// made before it counts; by lead, the last one of each band. The simple methods know
// the history up to the day on which that of the forecast ended.
func Track(in Input, kept []Kept) *Accuracy {
	a := &Accuracy{}
	weeks := map[workcal.Week]Tally{}
	for _, s := range in.History {
		t := newTracked(in, s)
		var days []pastDay
		for d := max(in.From, s.Start); d < in.From+workcal.Date(in.Days); d++ {
			last, bands := lastBefore(kept, s.Queue, d)
			switch known := t.knows(d); {
			case last == nil && known:
				a.Unsaid++
			case last != nil && !known:
				a.Unknown++
			}
			if last == nil || !t.knows(d) {
				continue
			}
			day := t.compare(d, last)
			for b, k := range bands {
				switch {
				case k == last:
					a.Leads[b] = a.Leads[b].Plus(day.Tally)
				case k != nil:
					a.Leads[b] = a.Leads[b].Plus(t.compare(d, k).Tally)
				}
			}
			for _, h := range day.hours {
				one := h.tally()
				a.Kinds[h.kind], a.Hours[h.minute/60] = a.Kinds[h.kind].Plus(one), a.Hours[h.minute/60].Plus(one)
			}
			a.All, weeks[workcal.WeekOf(d)] = a.All.Plus(day.Tally), weeks[workcal.WeekOf(d)].Plus(day.Tally)
			if a.From == 0 || d < a.From {
				a.From = d
			}
			a.Through = max(a.Through, d)
			days = append(days, day)
		}
		a.Days = append(a.Days, t.records(days)...)
	}
	for w, t := range weeks {
		a.Weeks = append(a.Weeks, WeekRecord{w, t})
	}
	sort.Slice(a.Weeks, func(i, j int) bool { return a.Weeks[i].Week.Monday() < a.Weeks[j].Week.Monday() })
	sort.SliceStable(a.Days, func(i, j int) bool { return a.Days[i].Missed > a.Days[j].Missed })
	return a
}

// lastBefore returns the forecast of d that was made last before it, and the last one
// made in each band of lead; nil where there is none.
func lastBefore(kept []Kept, queue string, d workcal.Date) (last *Kept, bands [len(LeadEnds)]*Kept) {
	later := func(k, than *Kept) bool { return than == nil || k.Made.minutes() >= than.Made.minutes() }
	for i := range kept {
		k := &kept[i]
		if !k.covers(d) || k.queue(queue) == nil {
			continue
		}
		if later(k, last) {
			last = k
		}
		if b := sort.SearchInts(LeadEnds[:], int(d-k.Made.Date)); later(k, bands[b]) {
			bands[b] = k
		}
	}
	return last, bands
}

// tracked is the history of a queue that forecasts of it are compared with.
type tracked struct {
	in    Input
	s     Series
	g     *grid // all that is known today, to the end of the days compared
	spans []special
	owner [][2]int
}

func newTracked(in Input, s Series) *tracked {
	if s.Name.IsZero() {
		s.Name = lang.Same(s.Queue)
	}
	end := max(in.From+workcal.Date(in.Days), s.Start)
	t := &tracked{in: in, s: s, g: newGrid(s, end).extend(int(end - s.Start))}
	t.g.dow = weekdays(in.Calendar, s.Start, t.g.days)
	t.spans = specials(in, s.Queue, s.Start, end)
	t.owner = owners(t.g, t.spans)
	return t
}

// knows reports whether anything is known of d, which the history must reach.
func (t *tracked) knows(d workcal.Date) bool {
	for _, v := range t.g.day(int(d - t.g.start)) {
		if !math.IsNaN(v) {
			return true
		}
	}
	return false
}

// pastHour is what was said of an interval and what came. The interval is an hour, or
// the shortest time that both the forecast and the history have whole.
type pastHour struct {
	minute, length   int // of the day
	came             float64
	said, low, high  float64
	own              float64 // the model's; said where nobody changed it
	changed          bool
	last, mean       float64 // the simple methods
	kind             DayKind
	calendar, events int // the spans that rule it, −1 where none
}

func (h *pastHour) tally() Tally {
	t := Tally{
		Hours: 1, Said: h.said, Came: h.came, Missed: math.Abs(h.came - h.said),
		LastMissed: math.Abs(h.came - h.last), MeanMissed: math.Abs(h.came - h.mean),
	}
	if h.came >= h.low && h.came <= h.high {
		t.Held = 1
	}
	if h.changed {
		t.Changed, t.ChangedCame, t.ChangedMissed, t.OwnMissed = 1, h.came, t.Missed, math.Abs(h.came-h.own)
	}
	return t
}

// pastDay is a day of a queue as it was said and as it came.
type pastDay struct {
	date  workcal.Date
	made  Stamp
	hours []pastHour
	Tally
}

// compare lays what k said of d beside what came. Hours that are not known are left
// out, and those in which nothing was expected and nothing came.
func (t *tracked) compare(d workcal.Date, k *Kept) pastDay {
	f := k.queue(t.s.Queue)
	day := pastDay{date: d, made: k.Made}
	unit := common(f.Step, t.s.Step)
	end := min(k.Known, k.Made.Date) + 1
	past := newGrid(t.s, end).extend(max(0, int(end-t.s.Start)))
	for m := 0; m < 1440; m += unit {
		h := pastHour{minute: m, length: unit, calendar: -1, events: -1}
		for i, n := (int(d-t.g.start)*1440+m)/t.s.Step, unit/t.s.Step; n > 0; i, n = i+1, n-1 {
			h.came += t.g.y[i]
			h.last, h.mean = h.last+past.recent(i, 1), h.mean+past.recent(i, 4)
			h.calendar, h.events = max(h.calendar, t.owner[i][0]), max(h.events, t.owner[i][1])
		}
		for i, n := (int(d-k.From)*1440+m)/f.Step, unit/f.Step; n > 0; i, n = i+1, n-1 {
			h.said, h.low, h.high = h.said+f.Point[i], h.low+f.Low[i], h.high+f.High[i]
			h.own += f.Own()[i]
		}
		if math.IsNaN(h.came) || h.came == 0 && h.high == 0 {
			continue
		}
		h.changed = h.own != h.said
		switch {
		case h.events >= 0 && t.spans[h.events].kind == promotion:
			h.kind = Promotions
		case h.calendar >= 0:
			h.kind = Festivals
		case t.g.dow[d-t.g.start] >= 5:
			h.kind = Weekends
		}
		day.hours = append(day.hours, h)
		day.Tally = day.Plus(h.tally())
	}
	return day
}

// common is the shortest step that two steps both divide.
func common(a, b int) int {
	c := max(a, b)
	for c%a != 0 || c%b != 0 {
		c += max(a, b)
	}
	return c
}
