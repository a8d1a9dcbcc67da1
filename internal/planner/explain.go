package planner

import (
	"context"
	"slices"
	"time"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/repair"
	"paiban/schedule/solve"
)

// How long the searches of each explanation may take, and all of them together.
const (
	conflictTime = 400 * time.Millisecond
	decideTime   = 20 * time.Second // whether there is a conflict at all: week must not find what explain denies
	whyTime      = 2 * time.Second
	worthTime    = 600 * time.Millisecond
	explainTime  = 2500 * time.Millisecond
)

// How much an explanation tells at most.
const (
	mostConflicts = 3
	mostAgents    = 3 // kinds of one more agent that are tried
	mostHeads     = 4 // shifts with one more head that are tried
)

func (pl *Planner) explaining(each time.Duration) repair.Options {
	return repair.Options{Each: each, Total: explainTime, Seed: 1, Clock: pl.Clock}
}

// RosterPath finds the file that is the roster of a week; notes tell which files of it
// do not count.
func (pl *Planner) RosterPath(week workcal.Week) (path string, notes []lang.Text, err error) {
	rosters, err := pl.Workspace.Rosters()
	if err != nil {
		return "", nil, err
	}
	path, err = rosters.Of(week)
	return path, rosters.Notes(pl.weekOf(week).Start, pl.weekOf(week).Start+7), err
}

// Infeasibility says whether the hard rules of a horizon can hold together, and what
// stands against it.
type Infeasibility struct {
	Obstacles []schedule.Obstacle // seen without a search
	Conflicts []repair.Conflict
	Proved    bool // the search for conflicts came to its end
}

// Possible reports whether nothing stands against it, proved or not.
func (i *Infeasibility) Possible() bool { return len(i.Obstacles) == 0 && len(i.Conflicts) == 0 }

// Conflicts finds smallest sets of hard rules of p that cannot hold together.
func (pl *Planner) Conflicts(ctx context.Context, p *Planning) (*Infeasibility, error) {
	out := &Infeasibility{Obstacles: repair.Precheck(p.Plan.Problem.ToExplain())}
	o := pl.explaining(conflictTime)
	o.First = decideTime
	var err error
	out.Conflicts, out.Proved, err = repair.Conflicts(ctx, p.Plan.Problem.ToExplain(), mostConflicts, o)
	return out, err
}

// Why says why somebody, named by ID or name, is rostered so on a date: the best
// roster without it, and whom it costs what. A day gone by is asked about as if it
// could still be changed.
func (pl *Planner) Why(ctx context.Context, h *Held, who string, date workcal.Date) (*repair.Reason, error) {
	i, err := h.person(who)
	if err != nil {
		return nil, err
	}
	d, err := dayOf(h.File, date)
	if err != nil {
		return nil, err
	}
	p := h.Plan.Problem
	if word := h.Read.Leave[i][d]; word != "" {
		return nil, lang.AskError{Err: lang.Errorf("%s 那天是%s，不是排班决定的", "%s has %s that day, which the roster does not decide", p.People[i].Name, word).
			WithHint("请假在 leave.xlsx 里改", "change leave in leave.xlsx")}
	}
	from := min(d, max(0, int(pl.today()-p.Start)))
	return repair.Why(ctx, p.ToSolve(), h.Read.Roster, i, d, from, pl.explaining(whyTime))
}

// Worth says what one more agent, or one more head on a shift, would save: the most
// first. base is the roster that they are compared with.
func (pl *Planner) Worth(ctx context.Context, h *Held) (base *solve.Result, all []repair.Worth, err error) {
	var start *schedule.Roster
	if h.Read != nil {
		start = h.Read.Roster
	}
	base, all, err = repair.WorthMore(ctx, h.Plan.Problem.ToSolve(), start, mostAgents, mostHeads, pl.explaining(worthTime))
	if err != nil {
		return nil, nil, err
	}
	sortByWorth(all)
	return base, all, nil
}

// sortByWorth puts first what saves most: hard rules, then cost.
func sortByWorth(all []repair.Worth) {
	slices.SortStableFunc(all, func(x, y repair.Worth) int {
		switch {
		case y.Saves().Less(x.Saves()):
			return -1
		case x.Saves().Less(y.Saves()):
			return 1
		}
		return 0
	})
}

// Fairness says who has borne the shifts that nobody likes, in the eight weeks before
// the roster and in it.
func (h *Held) Fairness() *repair.Ledger {
	p := h.Plan.Problem
	before := func(person, day int) (int, bool) {
		of := h.Plan.Earlier[person]
		d := of[len(of)+day]
		return d.Shift, d.Known
	}
	return repair.Account(p, h.Read.Roster, workspace.PastDays, before, func(day int) bool { return h.Workspace.Calendar.Day(p.Date(day)).Statutory })
}

// Wishes says what became of the wishes of each person in the eight weeks before the
// roster and in it.
func (h *Held) Wishes() []workspace.WishRecord {
	out := slices.Clone(h.Plan.Owed)
	for _, w := range h.Plan.Wishes {
		out[w.Rule.Person].Add(w.Rule.Granted(h.Read.Roster))
	}
	return out
}
