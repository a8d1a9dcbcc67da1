package planner

import (
	"context"
	"path/filepath"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// TodayTask says what is asked about a day that is under way.
type TodayTask struct {
	Date    workcal.Date
	Minute  int           // of the day: what is before it is past
	SoFar   string        // path of the counts of the day so far; "" is what inquiries/ has of it
	Absent  []TodayAbsent // who has gone, or will
	Without []string      // by ID or name, whom nobody asks for anything
	Roster  string        // path of the roster; "" is the one of the week
	Write   bool          // write the measures of Pick into the roster
	Pick    []int         // measures to write, from 1; nil is all of them
	Reason  string
}

// TodayAbsent is somebody, named by ID or name, who is away from a minute of the day on.
type TodayAbsent struct {
	Person string
	From   int
	Kind   string // word for it; "" is leave
}

// Today is a day under way: what is expected of the rest of it, where people are missing,
// and what to do.
type Today struct {
	*Held
	Date   workcal.Date
	Minute int
	Until  int // minutes from 00:00 on: to here the rest of the day goes
	Queues []TodayQueue
	Spans  []schedule.Span // of the rest of the day, half-hours but for the ends

	Measures []Measure // in the order in which they should be taken
	Offers   []Offer   // who could go early

	Missing lang.Text    // what is not known of the day so far; zero is nothing
	Entries []LeaveEntry // what is to be entered into leave.xlsx
	Written string       // path of the roster where it was written
	Backup  string       // the version before
	Changes []lang.Text  // measures that were written
	day     int          // of the roster
	step    int          // minutes of a quarter, see [todayStep]
	first   int          // the first quarter that can still be changed
	gone    map[int][]schedule.Span
	live    []int   // queues that must be answered at once
	hands   []hand  // who is there when
	need    [][]int // [queue][quarter] heads
	most    [][]int // the same at the high end of the forecast
	rates   *replyRates
	owed    []float64 // [queue] minutes of heads missing for work that may wait
	without map[int]bool
}

// TodayQueue is the rest of the day of one queue.
type TodayQueue struct {
	Queue *workspace.Queue
	Known bool               // it has a forecast
	Came  *forecast.Intraday // what came, and by how much the day differs; nil without a forecast
	Last  int                // minute up to which volume is known; 0 is not at all
	Rest  forecast.Total     // contacts expected still
	Was   float64            // the same by the forecast of the day

	Volume, Low, High []float64 // by span
	Need, Heads       []float64 // by span: needed and there, on average
	Short             []float64 // by span: head-hours missing, as the roster is
	After             []float64 // the same with the measures
	Reply, ReplyAfter float64   // share answered in time, expected; of a queue whose work may wait, done in time

	Backlog, Left, Late float64   // of a queue whose work may wait: contacts now, at the end, and not done in time
	step                []float64 // contacts by interval of the configuration, two days
	high                []float64
}

// ShortHours sums up the head-hours that are missing in a list by span.
func ShortHours(list []float64) (sum float64) {
	for _, v := range list {
		sum += v
	}
	return sum
}

// Today looks at a day under way, finds measures and, where t asks for it, writes them into
// the roster. A [lang.AskError] says that t does not fit the day.
func (pl *Planner) Today(ctx context.Context, t TodayTask) (*Today, error) {
	path := t.Roster
	if path == "" {
		var err error
		if path, _, err = pl.RosterPath(pl.WeekOf(t.Date)); err != nil {
			return nil, err
		}
	}
	file, err := workspace.ReadRoster(path)
	if err != nil {
		return nil, err
	}
	day, err := dayOf(file, t.Date)
	if err != nil {
		return nil, err
	}
	d := &Today{Date: t.Date, Minute: t.Minute, day: day, gone: map[int][]schedule.Span{}, without: map[int]bool{}}
	for _, a := range t.Absent {
		if err := pl.leaves(d, a); err != nil {
			return nil, err
		}
	}
	if d.Held, err = pl.Hold(ctx, path, file); err != nil {
		return nil, err
	}
	for _, word := range t.Without {
		i, err := d.person(word)
		if err != nil {
			return nil, err
		}
		d.without[i] = true
	}
	d.Notes = append(d.readNotes(), d.Notes...)
	if err := pl.expectRest(ctx, d, t); err != nil {
		return nil, err
	}
	if err := d.require(); err != nil {
		return nil, err
	}
	d.present()
	d.deferredToday()
	d.state()
	if err := d.measures(ctx); err != nil {
		return nil, err
	}
	d.offers()
	d.entries(t)
	if !t.Write {
		return d, nil
	}
	return d, pl.writeToday(ctx, d, t)
}

// leaves enters an absence from a minute on into the leave of the workspace.
func (pl *Planner) leaves(d *Today, a TodayAbsent) error {
	k, err := pl.Workspace.PersonByWord(a.Person)
	if err != nil {
		return lang.AskError{Err: err}
	}
	what := lang.T("请假", "leave")
	if a.Kind != "" {
		if what, err = pl.leaveWord(a.Kind); err != nil {
			return err
		}
	}
	d.gone[k] = append(d.gone[k], schedule.Span{Start: a.From, End: 2 * schedule.DayMinutes})
	pl.awayFor(k, d.Date, schedule.Span{Start: a.From, End: schedule.DayMinutes}, what)
	return nil
}

// Lacking reports whether somebody is missing in the rest of the day as the roster is, or
// work that may wait will be late.
func (d *Today) Lacking() bool {
	for i := range d.Queues {
		if ShortHours(d.Queues[i].Short) > 0 || d.Queues[i].Late >= .5 {
			return true
		}
	}
	return false
}

// Label names the roster that the day is of.
func (d *Today) Label() string { return filepath.Base(d.Path) }
