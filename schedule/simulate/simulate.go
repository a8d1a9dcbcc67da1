// Package simulate simulates a roster: customers arrive by the forecast and
// its uncertainty, agents hold several chats at once and answer one message at
// a time, shifts begin, pause and end. It reports the reply rate as the platform
// would compute it, what customers wait and where heads are missing, each with
// its confidence interval. It is the judge of the analytic models of
// schedule/staffing and of a roster.
//
// # Model
//
// Contacts of a queue arrive in a Poisson stream whose rate is constant within a
// step. A robot handles a share of them alone; those reach no agent and no reply
// rate. The others are chats of a geometric number of turns: the customer
// writes, the agent types an answer, the customer thinks and writes again.
// Typing, thinking and patience are exponential, as the analytic models have
// them. With Turns 0 and no concurrency a contact is a call: one turn of length
// AHT, answered when the agent takes it. What Params leave open is filled as
// [staffing.Params.Filled] does.
//
// A new chat goes to the least loaded agent who serves its queue and has room:
// fewest chats, then fewest unanswered messages, then the longest wait for one. A
// chat of a queue with concurrency K takes 1/K of an agent, so that agents may
// serve queues of different K. With no room it waits in line, first come first served, and
// leaves when patience runs out; only customers in line leave. An agent answers
// the message that has waited longest.
//
// In the last minutes of a segment an agent takes new chats only where everybody
// else is leaving too. At its end open chats go to colleagues with room; the
// agent works on with the rest, up to a limit, after which they go back in line.
// Shrinkage is simulated as the unpaid break of the segment, which is part of it,
// and pauses for the rest of it; they begin when open chats are handed over or
// done.
//
// # Work that may wait
//
// A contact of a deferred queue takes its handling time once, all of it at the desk, and is
// answered when it is done. An agent takes one when no message of a chat waits for an
// answer, the one whose promise ends first, and puts it aside when one does. Nobody stays
// after the end of a segment for it, and no customer leaves: what is not done is left over.
//
// # Reply rate
//
// Only messages sent within the platform's windows are judged, whenever they are
// answered. A customer who leaves unanswered counts as answered late. Every
// contact counts as another buyer; one that lasts past midnight counts on
// both days under a person-day rule.
//
// Times are minutes from 00:00 of day 0 in what callers see and seconds in
// [staffing.Params] and inside.
package simulate

import (
	"context"
	"runtime"
	"sync"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/staffing"
)

// Input is what is simulated. Run does not change it.
type Input struct {
	Start  workcal.Date // day 0
	Days   int
	Step   int // minutes; divides 1440
	Queues []Queue
	Agents []Agent
	Policy Policy

	Guesses []Guess // of the volume, beside the errors of the forecast
}

// Queue is a stream of contacts, its forecast and what is promised for it.
// Slices have one value per step of the horizon.
type Queue struct {
	Name   lang.Text
	Params staffing.Params
	Volume []float64 // expected contacts, those that a robot handles among them; 0 where none are taken in
	Low    []float64 // 90% interval of the contacts; nil takes Volume for certain
	High   []float64
	Grain  int // minutes that the interval is about: of a shorter step it is the part of one, of a longer one the sum; 0 is 60

	// How the errors of the forecast cancel in sums: see noise.
	DayShare  []float64 // [day] width of the interval of a day's contacts over the sum of its steps' widths; nil is 1, all err together
	WeekShare float64   // width of the interval of seven days' contacts over the sum of the days' widths; 0 is 1

	Windows []Window // when messages are judged; empty is always
	Gate    float64  // reply rate at or below which the platform punishes; 0 is none
	Need    []int    // heads needed online; nil is unknown

	Deferred bool      // the work may wait: it is done when nothing else is to do
	Carried  []float64 // of a deferred queue: contacts left over before the horizon, [k] of the (k+1)-th step before it
}

// Guess is a factor of the volume that somebody has put a number to. All steps that it
// is about err together, in every queue.
type Guess struct {
	Low, High float64  // 90% interval of the factor, in units of what it was taken to be
	Steps     [][]bool // [queue][step] what it is about; nil is no step of that queue
}

// Window is a span of minutes of each day of Days.
type Window struct {
	Span schedule.Span
	Days schedule.DaySet
}

// Agent is somebody at work.
type Agent struct {
	ID       string
	Segments []Segment // ascending, not overlapping
	Speed    float64   // types this many times as fast as Params says; 0 is 1
	Chats    int       // most chats at once where that is less than the queue's; 0 is no limit
}

// Segment is an unbroken span of a shift, in minutes from 00:00 of day 0. It may
// begin before the horizon and end after it.
type Segment struct {
	schedule.Span
	Queues []int           // served in it
	Breaks []schedule.Span // off within it, ascending, in minutes from 00:00 of day 0
	Loose  int             // further minutes off at one stretch, somewhere in its middle half
}

// Policy says what happens around the end of a segment, in minutes.
type Policy struct {
	Stop     int  // before the end no new chats are taken
	Handover bool // at the end open chats go to colleagues with room
	Extend   int  // after the end an agent stays at most, to finish open chats
}

// DefaultPolicy is used by shops that say nothing else.
func DefaultPolicy() Policy { return Policy{Stop: 5, Handover: true, Extend: 30} }

// Options control a run. The result depends on Seed, Replications and
// Confidence only.
type Options struct {
	Seed         uint64
	Replications int     // 0 is 30
	Confidence   float64 // of intervals; 0 is 0.95
	Workers      int     // 0 is one per processor
}

// Run simulates in as often as opt says. The error is ctx's, or names everything
// that is impossible in the input.
func Run(ctx context.Context, in Input, opt Options) (*Result, error) {
	if opt.Replications == 0 {
		opt.Replications = 30
	}
	if opt.Confidence == 0 {
		opt.Confidence = 0.95
	}
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	m, err := newModel(in)
	if err != nil {
		return nil, err
	}
	sum := newSummer(m, opt)
	err = m.replicate(ctx, opt, sum.add)
	if err != nil {
		return nil, err
	}
	return sum.result(), nil
}

// replicate hands every replication to use, in order. As many run at once as
// there are workers, and no more are held.
func (m *model) replicate(ctx context.Context, opt Options, use func(*run)) error {
	runs := make([]*run, min(opt.Workers, opt.Replications))
	for i := range runs {
		runs[i] = newRun(m)
	}
	for first := 0; first < opt.Replications; first += len(runs) {
		batch := runs[:min(len(runs), opt.Replications-first)]
		var wg sync.WaitGroup
		for i, r := range batch {
			wg.Go(func() { r.play(ctx, opt.Seed, first+i) })
		}
		wg.Wait()
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, r := range batch {
			use(r)
		}
	}
	return nil
}
