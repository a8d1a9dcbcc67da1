package repair

import (
	"cmp"
	"context"
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// Price is what a changed cell must save, in cost, to be worth asking for,
// where Task names no other: with the weights of a workspace, one head missing
// for an hour.
const Price = 600

// Task is a roster and what has become of it.
type Task struct {
	Base  *schedule.Roster
	From  int    // cells of earlier days are never changed
	Swaps []Swap // agreed, whatever they break
	Avoid []Cell // must not stay as they are in Base, if hard rules allow
	Price int64  // what a change must save; 0 is [Price]
	Most  int    // how many further cells may be changed at most; 0 is no limit
}

// Swap exchanges the cells of two people on a day.
type Swap struct{ A, B, Day int }

// Cell is a person's day.
type Cell struct{ Person, Day int }

// Plan is a way to repair a roster.
type Plan struct {
	Roster   *schedule.Roster
	Changes  []Change // by day, then person
	Asked    int      // how many of them are neither an absence nor a swap
	Short    int      // head-minutes below the requirement
	Analysis schedule.Analysis
	Proved   bool // no roster is better in the sense of [Roster]
	Least    bool // no roster that breaks as few hard rules has fewer changes
}

// Change is a cell that differs from the roster as it was.
type Change struct {
	Person, Day int
	Was, Now    int
	Forced      bool // by an absence or a swap: nobody is asked
}

// Result is what [Roster] found.
type Result struct {
	Before schedule.Analysis // of the roster with the absences and swaps alone
	Short  int               // its head-minutes below the requirement
	Plans  []Plan            // fewest changes first
	Choice int               // index of the plan that is advised
}

// TooFew is the error of a repair that needs more changes than allowed.
type TooFew struct{ Need, Most int }

func (e *TooFew) Error() string { return e.Tell(lang.EN) }

// Tell says it.
func (e *TooFew) Tell(l lang.Lang) string {
	return lang.F("要尽量少违反规则，至少要另改 %d 格，超过 %d 格", "breaking as few hard rules as possible needs at least %d further changes, more than %d", e.Need, e.Most).In(l)
}

// Roster finds ways to repair a roster of p, whose rules already hold the
// absences. Fewer hard breaches come first; a change is made only if a hard rule
// needs it or it saves Price, so the plan advised minimises cost + Price ×
// changes. The first plan has the fewest changes of all that break as few hard
// rules, and of these the least cost; the others ask somebody else and are
// nearly as good as the one advised.
func Roster(ctx context.Context, p *schedule.Problem, task Task, o Options) (*Result, error) {
	m := &repairer{search: newSearch(ctx, o), p: p, task: task, forced: map[Cell]bool{}}
	if m.task.Price == 0 {
		m.task.Price = Price
	}
	m.force()
	m.callIn()
	m.admit()
	out := &Result{Before: schedule.Check(p, m.start), Short: Short(p, m.start)}
	best, others, err := m.best()
	if err != nil {
		return nil, err
	}
	least, err := m.least(best)
	if err != nil {
		return nil, err
	}
	if task.Most > 0 && best.Asked > task.Most {
		if least.Asked > task.Most {
			return nil, &TooFew{least.Asked, task.Most}
		}
		if best, err = m.within(task.Most, best, least); err != nil {
			return nil, err
		}
	}
	plans := []Plan{*best}
	if !sameCells(least.Roster, best.Roster) {
		plans = append(plans, *least)
	}
	if others == nil {
		if others, err = m.others(best); err != nil {
			return nil, err
		}
	}
	// Nearly as good as the one advised: it costs little more, changes included.
	slices.SortStableFunc(others, m.compare)
	for _, o := range others {
		near := o.Analysis.Score.Hard == best.Analysis.Score.Hard && m.value(o) <= m.value(best)+2*m.task.Price
		if len(plans) <= most && near && (task.Most == 0 || o.Asked <= task.Most) && !slices.ContainsFunc(plans, func(x Plan) bool { return sameCells(x.Roster, o.Roster) }) {
			plans = append(plans, *o)
		}
	}
	slices.SortStableFunc(plans, func(a, b Plan) int {
		return cmp.Or(cmp.Compare(a.Asked, b.Asked), cmp.Compare(a.Analysis.Score.Hard, b.Analysis.Score.Hard), cmp.Compare(a.Analysis.Score.Cost, b.Analysis.Score.Cost))
	})
	out.Plans = plans
	out.Choice = slices.IndexFunc(plans, func(x Plan) bool { return sameCells(x.Roster, best.Roster) })
	return out, nil
}

// repairer is one call of Roster.
type repairer struct {
	*search
	p      *schedule.Problem
	open   *schedule.Problem // p, in which the past days may be as they were
	task   Task
	rules  []schedule.Rule  // what the question adds to p
	start  *schedule.Roster // Base with what is forced
	forced map[Cell]bool
}

// avoidCost outweighs every wish, and no hard rule.
const avoidCost = 1_000_000

// force works out what nobody can help: the absences and the agreed swaps.
func (m *repairer) force() {
	m.start = m.task.Base.Clone()
	for _, s := range m.task.Swaps {
		a, b := m.start.Cells[s.A], m.start.Cells[s.B]
		a[s.Day], b[s.Day] = b[s.Day], a[s.Day]
		m.forced[Cell{s.A, s.Day}], m.forced[Cell{s.B, s.Day}] = true, true
	}
	// Agreed is agreed: a pin that weighs as much as any rule would give up one half of a
	// swap for the rest that the other half breaks.
	for c := range m.forced {
		m.rules = append(m.rules, schedule.Pin{Person: c.Person, Day: c.Day, Shift: m.start.Cells[c.Person][c.Day], Locked: true})
	}
	slices.SortFunc(m.rules, func(a, b schedule.Rule) int {
		x, y := a.(schedule.Pin), b.(schedule.Pin)
		return cmp.Or(cmp.Compare(x.Day, y.Day), cmp.Compare(x.Person, y.Person))
	})
	for _, u := range m.p.Absences() {
		if u.Whole && u.Day >= m.task.From && u.Day < m.p.Days {
			m.start.Cells[u.Person][u.Day] = schedule.Off
			m.forced[Cell{u.Person, u.Day}] = true
		}
	}
	for _, c := range m.task.Avoid {
		q := schedule.Request{Person: c.Person, Day: c.Day, Cost: avoidCost}
		if s := m.task.Base.Cells[c.Person][c.Day]; s == schedule.Off {
			q.Want = true
		} else {
			q.Shifts = []int{s}
		}
		m.rules = append(m.rules, q)
	}
}

// callIn asks for nobody on standby in the place of those who are and may be called in
// for somebody who is missing.
func (m *repairer) callIn() {
	q := *m.p
	q.Cover = slices.Clone(q.Cover)
	for k := range q.Cover {
		c := &q.Cover[k]
		if c.Shift == schedule.Any || q.Shifts[c.Shift].Kind != schedule.Standby || c.Day < m.task.From {
			continue
		}
		for i := range q.People {
			if m.start.Cells[i][c.Day] == c.Shift {
				c.Bound.HardMin, c.Bound.SoftMin = max(0, c.Bound.HardMin-1), max(0, c.Bound.SoftMin-1)
			}
		}
	}
	m.p = &q
}

// admit makes the problem in which the past days may be as they were, even if they
// broke rules: the optimiser never plans what a person may not work, and later days
// depend on the past. Fixed cells that an absence has overtaken are left out.
func (m *repairer) admit() {
	q := *m.p
	q.People, q.Shifts = slices.Clone(q.People), slices.Clone(q.Shifts)
	for i := range q.People {
		person := &q.People[i]
		for d, s := range m.start.Cells[i][:m.task.From] {
			if s == schedule.Off {
				continue
			}
			if !person.May(s) {
				person.Shifts = append(slices.Clone(person.Shifts), s)
				slices.Sort(person.Shifts)
				for to := m.task.From; to < q.Days; to++ {
					m.rules = append(m.rules, schedule.Request{Person: i, Day: to, Shifts: []int{s}, Cost: avoidCost})
				}
			}
			person.First, person.Last = min(person.First, d), max(person.Last, d+1)
			if t := &q.Shifts[s]; t.Retired || !t.Days.Has(d) {
				t.Retired = false
				if t.Days = slices.Clone(t.Days); t.Days != nil {
					t.Days[d] = true
				}
			}
		}
	}
	// Somebody who is absent is absent, whatever was fixed before.
	q.Rules = slices.DeleteFunc(slices.Clone(q.Rules), func(rule schedule.Rule) bool {
		pin, ok := rule.(schedule.Pin)
		return ok && m.forced[Cell{pin.Person, pin.Day}] && pin.Shift != m.start.Cells[pin.Person][pin.Day]
	})
	m.open = &q
}

// find minimises hard breaches, then cost + price × changes.
func (m *repairer) find(price int64, start *schedule.Roster, more ...schedule.Rule) (*Plan, error) {
	q := with(with(m.open, m.rules...), more...)
	q.Rules = append(q.Rules, schedule.Keep{Base: m.start, From: m.task.From, Cost: price})
	return m.run(q, start)
}

func (m *repairer) run(q *schedule.Problem, start *schedule.Roster) (*Plan, error) {
	r, err := m.solve(q, start, 0)
	if err != nil {
		return nil, err
	}
	out := m.plan(r.Roster)
	out.Proved = r.Status == solve.Optimal
	return out, nil
}

// plan makes a plan of a roster.
func (m *repairer) plan(r *schedule.Roster) *Plan {
	out := &Plan{Roster: r.Clone()}
	for i := range out.Roster.Cells {
		copy(out.Roster.Cells[i][:m.task.From], m.start.Cells[i]) // whatever hard rules stand against it
	}
	for d := range m.p.Days {
		for i := range m.p.People {
			was, now := m.task.Base.Cells[i][d], out.Roster.Cells[i][d]
			if was == now {
				continue
			}
			c := Change{Person: i, Day: d, Was: was, Now: now, Forced: m.forced[Cell{i, d}] && now == m.start.Cells[i][d]}
			out.Changes = append(out.Changes, c)
			if !c.Forced {
				out.Asked++
			}
		}
	}
	out.Analysis, out.Short = schedule.Check(m.p, out.Roster), Short(m.p, out.Roster)
	return out
}

// least finds the plan of the fewest changes, and of these the cheapest, given
// the best plan at some price.
func (m *repairer) least(best *Plan) (*Plan, error) {
	mark := func(x *Plan) *Plan { x.Least = x.Proved; return x }
	if best.Asked == 0 {
		return mark(best), nil
	}
	if none := m.plan(m.start); len(m.task.Avoid) == 0 && none.Analysis.Score.Hard <= best.Analysis.Score.Hard && m.workable() {
		none.Proved = best.Proved // only one roster has no change
		return mark(none), nil
	}
	// How few changes do: hard rules alone, and one for each change.
	q := m.open.HardOnly()
	q.Rules = append(q.Rules, m.rules...)
	q.Rules = append(q.Rules, schedule.Keep{Base: m.start, From: m.task.From, Cost: 1})
	few, err := m.run(q, best.Roster)
	if err != nil {
		return nil, err
	}
	if few.Analysis.Score.Hard > best.Analysis.Score.Hard || few.Asked >= best.Asked {
		best.Least = few.Proved && best.Proved && few.Analysis.Score.Hard == best.Analysis.Score.Hard
		return best, nil
	}
	// Of these the cheapest: a change costs more than any roster could save.
	out, err := m.find(few.Analysis.Score.Cost+1, few.Roster)
	if err != nil {
		return nil, err
	}
	out.Least = few.Proved && out.Proved
	return out, nil
}

// workable reports whether nobody is asked from From on to work what they may
// not; such cells are always changed.
func (m *repairer) workable() bool {
	return !slices.ContainsFunc(schedule.Eligible{}.Check(m.p, m.start), func(f schedule.Finding) bool { return f.Day >= m.task.From })
}

// within finds a good plan of at most most changes. many has more changes, few has
// the fewest. It tries higher prices for a change, then parts of the changes of many.
func (m *repairer) within(most int, many, few *Plan) (*Plan, error) {
	best := few
	take := func(x *Plan) {
		if x.Asked <= most && m.compare(x, best) < 0 {
			best = x
		}
	}
	low, high := m.task.Price, max(m.task.Price, few.Analysis.Score.Cost)+1 // too cheap, dear enough
	for range 6 {
		if high-low < 50 || m.late() {
			break
		}
		price := low + (high-low)/2
		x, err := m.find(price, best.Roster)
		if err != nil {
			return nil, err
		}
		if x.Asked > most {
			low = price
		} else {
			high = price
		}
		take(x)
	}
	var free []Change
	for _, c := range many.Changes {
		if !c.Forced {
			free = append(free, c)
		}
	}
	tries := 1000 // the sets of changes looked at
	var part func(k int, r *schedule.Roster, left int)
	part = func(k int, r *schedule.Roster, left int) {
		if left == 0 || k == len(free) {
			if tries > 0 && !m.late() {
				tries--
				take(m.plan(r))
			}
			return
		}
		taken := r.Clone()
		taken.Cells[free[k].Person][free[k].Day] = free[k].Now
		part(k+1, taken, left-1)
		part(k+1, r, left)
	}
	part(0, m.start, most)
	if best != few {
		best.Proved = false
	}
	return best, nil
}

// value is what a plan costs with the price of its changes.
func (m *repairer) value(x *Plan) int64 { return x.Analysis.Score.Cost + m.task.Price*int64(x.Asked) }

// compare orders plans by hard breaches, then value.
func (m *repairer) compare(x, y *Plan) int {
	return cmp.Or(cmp.Compare(x.Analysis.Score.Hard, y.Analysis.Score.Hard), cmp.Compare(m.value(x), m.value(y)))
}

// most is how many plans are shown beside the one advised and the least.
const most = 2

// best finds the plan of the least value. On a team too large to be proved in
// the time given it also asks everybody alone what they could do best, step by
// step; then the others are the answers of the first step.
func (m *repairer) best() (best *Plan, others []*Plan, err error) {
	if best, err = m.find(m.task.Price, m.start); err != nil || best.Proved {
		return best, nil, err
	}
	at := m.start
	for range 3 {
		asked, err := m.askAround(at)
		if err != nil {
			return nil, nil, err
		}
		if others == nil {
			others = asked
		}
		if len(asked) == 0 {
			break
		}
		first := slices.MinFunc(asked, m.compare)
		if at != m.start && m.compare(first, m.plan(at)) >= 0 {
			break
		}
		at = first.Roster
	}
	if step := m.plan(at); m.compare(step, best) < 0 {
		best = step
		if !m.late() {
			if x, err := m.find(m.task.Price, at); err != nil {
				return nil, nil, err
			} else if m.compare(x, best) < 0 {
				best = x
			}
		}
	}
	return best, others, nil
}

// askAround finds the best cells of each person while everybody else stays as in r.
// It returns a plan for each person whose best differs from r.
func (m *repairer) askAround(r *schedule.Roster) (out []*Plan, err error) {
	q := with(m.open, m.rules...)
	q.Rules = append(q.Rules, schedule.Keep{Base: m.start, From: m.task.From, Cost: m.task.Price})
	for i := range m.p.People {
		if m.late() {
			break
		}
		own := &schedule.Roster{Cells: r.Cells[i : i+1]}
		x, err := m.solve(alone(q, i, r), own, 0)
		if err != nil {
			return nil, err
		}
		if !slices.Equal(x.Roster.Cells[0], r.Cells[i]) {
			next := r.Clone()
			copy(next.Cells[i], x.Roster.Cells[0])
			out = append(out, m.plan(next))
		}
	}
	return out, nil
}

// others finds plans that leave out, one at a time, the people that best asks.
func (m *repairer) others(best *Plan) (out []*Plan, err error) {
	var asked []int
	for _, c := range best.Changes {
		if !c.Forced && !slices.Contains(asked, c.Person) {
			asked = append(asked, c.Person)
		}
	}
	for _, i := range asked {
		if len(out) == most+1 || m.late() {
			break
		}
		var keep []schedule.Rule
		for d := m.task.From; d < m.p.Days; d++ {
			keep = append(keep, schedule.Pin{Person: i, Day: d, Shift: m.start.Cells[i][d]})
		}
		x, err := m.find(m.task.Price, m.start, keep...)
		if err != nil {
			return nil, err
		}
		x.Proved = false
		out = append(out, x)
	}
	return out, nil
}

func sameCells(a, b *schedule.Roster) bool {
	return slices.EqualFunc(a.Cells, b.Cells, slices.Equal[[]int])
}

// Words says who is asked to do what: 请 王芳 11-25 周三 由休息改上晚班.
func (c Change) Words(p *schedule.Problem) lang.Text {
	name, day, was, now := p.PersonName(c.Person), p.DayText(c.Day), p.ShiftText(c.Was), p.ShiftText(c.Now)
	switch {
	case c.Forced && c.Now == schedule.Off:
		return lang.F("%s %s 不上%s", "%s does not work %[3]s on %[2]s", name, day, was)
	case c.Forced:
		return lang.F("%s %s 换上%s（原来%s）", "%s has %[3]s on %[2]s by the swap (was %[4]s)", name, day, now, was)
	case c.Was == schedule.Off:
		return lang.F("请 %s %s 由休息改上%s", "ask %s to work %[3]s on %[2]s instead of being off", name, day, now)
	case c.Now == schedule.Off:
		return lang.F("请 %s %s 由%s改为休息", "give %s a day off on %s instead of %s", name, day, was)
	}
	return lang.F("请 %s %s 由%s改上%s", "ask %s to work %[4]s on %[2]s instead of %[3]s", name, day, was, now)
}
