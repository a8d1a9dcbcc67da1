package workspace

import (
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Needs are the heads that forecast and staffing ask for in each interval of a
// horizon.
type Needs struct {
	Step   int // minutes; divides 1440
	Queues []Need

	// Together returns the heads that some queues need together in an interval where
	// heads are shared, with whether each head that can serve one of them can serve all.
	// nil is what they need apart.
	Together func(queues []string, i int, everybody bool) int
}

// Need is what one queue of the configuration needs: Heads[day·(1440/Step) + i]
// for the interval that starts i·Step minutes into the day. Contacts is how many come in
// it, nil where that is not known: of days that need the same the busier come first.
type Need struct {
	Queue    string
	Heads    []int
	Contacts []float64
}

// Plan is the rostering problem of a horizon and what is needed to describe it.
type Plan struct {
	Problem *schedule.Problem
	Days    []workcal.Day // [day]
	People  []int         // index into Workspace.People, by index into Problem.People

	// Leave is what a cell shows on a whole day of leave; zero where none.
	Leave [][]lang.Text // [person][day]

	// Earlier is what each person did on the eight weeks before the horizon,
	// [person][day], the last one just before it; Problem.People[i].Past is the part of
	// it that joins the horizon without a gap.
	Earlier [][]PastDay

	Wishes []Wish
	Owed   []WishRecord // by index into Problem.People
	Swaps  []Exchange   // see [Plan.Exchange]
	Rotas  []schedule.Rota
	Holes  []Hole
	Rules  []Sentence  // every rule in words, with its origin
	Notes  []lang.Text // what could not be asked for, and why

	// Required and Minimum are heads by queue and interval, for the report. Where people
	// are shared, Required is each queue's part of what the queues need together, and
	// Apart what it would need by itself.
	Required, Minimum, Apart [][]int

	// Together returns the heads that some queues, ascending, need together in an interval.
	Together func(queues []int, i int) int
}

// Hole is a span that asks for people and that no shift can cover.
type Hole struct {
	Why   schedule.CoverKind
	Day   int
	Span  schedule.Span
	Queue int // index into Problem.Queues, or schedule.Any
	Heads int // the most asked for within it

	Hard   bool // it must hold: the problem asks for it, and no roster has it
	People bool // shifts cover it, but nobody who counts may work one
}

// like reports whether two holes have the same reason.
func (h *Hole) like(g *Hole) bool {
	return h.Why == g.Why && h.Queue == g.Queue && h.Hard == g.Hard && h.People == g.People
}

// Plan makes the problem of a calendar week.
func (w *Workspace) Plan(week workcal.Week, needs Needs) (*Plan, error) {
	return w.PlanDays(w.Config.FirstDay().First(week), 7, needs)
}

// PlanDays makes the problem of the days [start, start+days). Without needs it
// contains all other rules, which is enough to check a roster.
//
// An error names files of the workspace that cannot be read. A requirement that
// cannot be met is not an error: it is left out of the problem and listed in Holes
// and Notes.
func (w *Workspace) PlanDays(start workcal.Date, days int, needs Needs) (*Plan, error) {
	b, err := w.build(start, days, needs)
	if err != nil {
		return nil, err
	}
	b.plan.Rules = b.c.Sentences()
	b.plan.Notes = append(b.plan.Notes, b.holeNotes()...)
	return b.plan, b.p.Validate()
}

func (w *Workspace) build(start workcal.Date, days int, needs Needs) (*builder, error) {
	step := needs.Step
	if step == 0 {
		step = w.Config.Interval
	}
	b := &builder{
		w: w, c: w.Config,
		plan: &Plan{Problem: &schedule.Problem{Start: start, Days: days, Interval: step, WeekStarts: w.Config.FirstDay()}},
	}
	b.p = b.plan.Problem
	b.plan.Notes = append(b.plan.Notes, w.notesOn(start, start+workcal.Date(days))...)
	for d := range days {
		day := w.Calendar.Day(start + workcal.Date(d))
		b.plan.Days = append(b.plan.Days, day)
		b.p.Holiday = append(b.p.Holiday, day.Statutory)
	}
	for _, q := range b.c.Queues {
		b.p.Queues = append(b.p.Queues, schedule.Queue{ID: q.ID, Name: q.Name})
	}
	b.shifts()
	past, notes, err := w.pastRosters(start)
	if err != nil {
		return nil, err
	}
	b.plan.Notes = append(b.plan.Notes, notes...)
	b.people(past)
	b.absences()
	b.dailyLeaves()
	b.times()
	b.cover(needs)
	b.rules(past)
	b.wishes()
	b.swaps()
	for _, word := range past.unknown {
		b.plan.Notes = append(b.plan.Notes, word.words())
	}
	return b, nil
}

// builder holds what the steps of PlanDays share.
type builder struct {
	w    *Workspace
	c    *Config
	p    *schedule.Problem
	plan *Plan

	needs Needs
	parts []shiftParts // by index into Problem.Shifts
	able  []bool       // by index into Problem.Shifts: somebody who counts as cover may work it
	kinds []headKind   // see headKinds
	sets  []queueSet   // see queueSets
	away  [][]bool     // [person][day] on leave all day
	hours [][][]away   // [person][day] hours that the person can never work

	rulesOf []*Rules        // by index into Problem.People
	scope   schedule.People // whom the key that is being planned is for; nil is everybody
}

// shiftParts says of which entries of the configuration a shift is made.
type shiftParts struct {
	base     string // id of a Shift; "" for a duty turn alone
	duty     string // id of a DutyTurn; "" where none
	overtime bool   // longer, or on days off; see extraShifts
	cut      bool   // less somebody's hours of leave
}

func (b *builder) note(zh, en string, args ...any) {
	b.plan.Notes = append(b.plan.Notes, lang.F(zh, en, args...))
}

// daySet returns the days of the horizon that are in d; nil is all of them.
func (b *builder) daySet(d Days) schedule.DaySet {
	if len(d) == 0 {
		return nil
	}
	set := make(schedule.DaySet, b.p.Days)
	for i, day := range b.plan.Days {
		set[i] = d.Has(day)
	}
	return set
}

// shifts makes one shift of each entry of the configuration and queue, and one
// of each duty turn together with each shift that it may follow.
func (b *builder) shifts() {
	add := func(s schedule.Shift, parts shiftParts) {
		b.p.Shifts = append(b.p.Shifts, s)
		b.parts = append(b.parts, parts)
	}
	for i := range b.c.Shifts {
		s := &b.c.Shifts[i]
		base := schedule.Shift{ID: s.ID, Name: s.Name, Short: sign(s.Short, s.ID), Kind: schedule.Kind(s.Kind), Rests: s.rests(), Queue: schedule.Any, Days: b.daySet(s.Days)}
		for _, h := range s.Hours {
			base.Segments = append(base.Segments, schedule.Span(h))
		}
		base.Breaks = s.pauses()
		base.Paid = s.Paid()
		if len(s.Queues) == 0 {
			add(base, shiftParts{base: s.ID})
		}
		for _, id := range s.Queues {
			q := b.queue(id)
			of := base
			of.ID = s.ID + "@" + id
			of.Queue = q
			of.Name = lang.F("%s·%s", "%s %s", s.Name, b.c.Queues[q].Name)
			of.Short = lang.F("%s·%s", "%s·%s", base.Short, sign(b.c.Queues[q].Short, id))
			add(of, shiftParts{base: s.ID})
		}
	}
	plain := len(b.p.Shifts)
	for i := range b.c.DutyTurns {
		d := &b.c.DutyTurns[i]
		// The turn alone is never worked; it stands in the problem for its
		// headcount, which counts it as part of others.
		turn := schedule.Shift{ID: d.ID, Name: d.Name, Short: sign(d.Short, d.ID), Kind: schedule.Duty, Queue: schedule.Any, Days: b.daySet(d.Days), Retired: true}
		for _, h := range d.Hours {
			turn.Segments = append(turn.Segments, schedule.Span(h))
		}
		turn.Paid = turn.Present()
		add(turn, shiftParts{duty: d.ID})
		for s := range plain {
			base := b.p.Shifts[s]
			if !contains(d.On, b.parts[s].base) {
				continue
			}
			both := schedule.Shift{
				ID: base.ID + "+" + d.ID, Kind: schedule.Duty, Queue: base.Queue,
				Name:  lang.F("%s+%s", "%s + %s", base.Name, d.Name),
				Short: lang.F("%s+%s", "%s+%s", base.Short, turn.Short),
				Paid:  base.Paid + turn.Paid, Parts: []string{base.ID, d.ID}, Breaks: base.Breaks,
				Days: intersect(base.Days, turn.Days, b.p.Days),
			}
			both.Segments, _ = union(spans(base.Segments), d.Hours) // Validate has seen that they do not overlap
			add(both, shiftParts{base: b.parts[s].base, duty: d.ID})
		}
	}
	b.extraShifts(add)
}

// sign is what a roster cell shows of a shift, queue or duty turn: its short name, or its
// id where the configuration has no short one.
func sign(short lang.Text, id string) lang.Text {
	if short.IsZero() {
		return lang.Same(id)
	}
	return short
}

func spans(list []schedule.Span) (out []Span) {
	for _, s := range list {
		out = append(out, Span(s))
	}
	return out
}

func intersect(a, b schedule.DaySet, days int) schedule.DaySet {
	if a == nil && b == nil {
		return nil
	}
	out := make(schedule.DaySet, days)
	for d := range out {
		out[d] = a.Has(d) && b.Has(d)
	}
	return out
}

// queue returns the index of a queue of the configuration, or Any.
func (b *builder) queue(id string) int {
	for i := range b.c.Queues {
		if b.c.Queues[i].ID == id {
			return i
		}
	}
	return schedule.Any
}
