package planner

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/design"
	"paiban/schedule/solve"
)

// DesignOptions say what shifts may look like and how far to search for them.
type DesignOptions struct {
	Most int // shifts at most
	Grid int // minutes; starts and ends lie on it

	// Minutes of a day's work and of the parts and break of a split shift; 0 takes
	// those of today's shifts and of the rules. MaxBreak 0 is no split shifts.
	MinDay, MaxDay, MinPart, MinBreak, MaxBreak int

	TimeLimit time.Duration // of the search, and of each roster
	Rosters   bool          // roster the same people with either set of shifts
}

// Designed is today's shifts and the proposal, on the same demand.
type Designed struct {
	*Planning
	design.Comparison
	Asked   design.Week
	Shifts  []int    // by template of today: the shift that it is
	IDs     []string // by template of the proposal: the id that it has or gets
	Rosters []design.Outcome

	kept []string // by template of the proposal: id of the shift of today that it is, or ""
	used []string // ids of paiban.yaml that those are made of
}

// Design finds at most o.Most shifts that leave the fewest hours of p's demand to
// nobody and then take the fewest staff hours, and compares them with today's. An
// [lang.AskError] says that no shift can be as o wants it.
func (pl *Planner) Design(ctx context.Context, p *Planning, o DesignOptions) (*Designed, error) {
	d := &Designed{Planning: p, Asked: design.NewWeek(p.Plan.Problem, p.Plan.Required, p.Plan.Minimum)}
	if d.Asked.HeadMinutes() == 0 {
		return nil, lang.Errorf("这一周没有需求，没有班次可设计", "this week has no demand, so there are no shifts to design").
			WithHint("放入咨询量，或在 paiban.yaml 里写在线窗口", "add inquiries, or service windows in paiban.yaml")
	}
	limits, err := d.limits(o)
	if err != nil {
		return nil, err
	}
	search, stop := context.WithTimeout(ctx, o.TimeLimit)
	defer stop()
	options := design.Options{Limits: limits, Most: o.Most}
	options.Today, d.Shifts = d.Asked.Today(p.Plan.Problem)
	pl.tell(Step{Words: lang.T("找班次…", "looking for shifts …")})
	d.Comparison = design.Compare(search, d.Asked.Demand, options)
	pl.tell(Step{})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	d.name()
	if o.Rosters {
		return d, d.tryRosters(ctx, pl, o.TimeLimit)
	}
	return d, nil
}

// limits are those of the options, else of today's shifts and of the rules.
func (d *Designed) limits(o DesignOptions) (design.Limits, error) {
	l := design.Limits{
		Grid: o.Grid, MinPaid: o.MinDay, MaxPaid: o.MaxDay,
		MinSegment: o.MinPart, MinBreak: o.MinBreak, MaxBreak: o.MaxBreak,
	}
	var worked []int
	for i := range d.Workspace.Config.Shifts {
		s := &d.Workspace.Config.Shifts[i]
		worked = append(worked, s.Paid())
	}
	stretch := 0
	if c := d.Workspace.Config.Rules.Continuous; !c.Force.Off() {
		stretch = int(c.Length)
	}
	l = l.Filled(d.Asked.Demand, worked, stretch)
	if !l.Possible() {
		return l, lang.AskError{Err: lang.Errorf("每天工时不能是 %s 到 %s", "a day's work cannot be %s to %s", schedule.Duration(l.MinPaid), schedule.Duration(l.MaxPaid)).
			WithHint("用 --min-day 和 --max-day 给出，如 4h 到 8h", "set it with --min-day and --max-day, such as 4h to 8h")}
	}
	return l, nil
}

// name finds out which templates of the proposal are shifts of today and names
// the others.
func (d *Designed) name() {
	taken := map[string]bool{}
	for i := range d.Workspace.Config.Shifts {
		taken[d.Workspace.Config.Shifts[i].ID] = true
	}
	for i := range d.Workspace.Config.DutyTurns {
		taken[d.Workspace.Config.DutyTurns[i].ID] = true
	}
	// The shop wants its duty turns: they stay, and so do the shifts that they are
	// worked on top of.
	for i := range d.Workspace.Config.DutyTurns {
		d.used = append(append(d.used, d.Workspace.Config.DutyTurns[i].ID), d.Workspace.Config.DutyTurns[i].On...)
	}
	for _, t := range d.Proposal.Templates {
		kept := ""
		if k, ok := design.ShiftOf(d.Plan.Problem, t); ok {
			sh := &d.Plan.Problem.Shifts[k]
			kept = configID(sh.ID)
			d.used = append(d.used, kept)
			for _, part := range sh.Parts {
				d.used = append(d.used, configID(part))
			}
		}
		id := kept
		if id == "" {
			id = t.NewID(taken)
		}
		taken[id] = true
		d.kept, d.IDs = append(d.kept, kept), append(d.IDs, id)
	}
}

// configID is the id in paiban.yaml of a shift of a problem: D of D@queue.
func configID(id string) string {
	id, _, _ = strings.Cut(id, "@")
	return id
}

// TodayID is the id in paiban.yaml of the k-th template of today.
func (d *Designed) TodayID(k int) string { return configID(d.Plan.Problem.Shifts[d.Shifts[k]].ID) }

// config is the workspace with the proposal: shifts that it does not use stay known
// for the past but nobody works them.
func (d *Designed) config() *workspace.Workspace {
	ws, cfg := *d.Workspace, *d.Workspace.Config
	ws.Config = &cfg
	cfg.Shifts = nil
	queues := d.queues()
	for _, s := range d.Workspace.Config.Shifts {
		if !slices.Contains(d.used, s.ID) {
			s.Heads = nil
		}
		cfg.Shifts = append(cfg.Shifts, s)
	}
	for k, t := range d.Proposal.Templates {
		if d.kept[k] != "" {
			continue
		}
		s := workspace.Shift{ID: d.IDs[k], Name: t.Name(), Short: design.Short(d.IDs[k]), Kind: workspace.ShiftKind(t.Kind()), Queues: queues}
		for _, g := range t.Segments {
			s.Hours = append(s.Hours, workspace.Span(g))
		}
		cfg.Shifts = append(cfg.Shifts, s)
	}
	cfg.Handovers = nil
	for _, h := range d.Workspace.Config.Handovers {
		if slices.Contains(d.used, h.From) && slices.Contains(d.used, h.To) {
			cfg.Handovers = append(cfg.Handovers, h)
		}
	}
	ws.People = slices.Clone(d.Workspace.People)
	for i := range ws.People {
		// Whoever may not work a shift of today's still may not; the new ones are
		// for everybody.
		var ids []string
		was := ws.People[i].Shifts
		for _, id := range slices.Concat(d.used, d.IDs) {
			if was == nil || slices.Contains(was, id) || !slices.Contains(d.used, id) {
				ids = append(ids, id)
			}
		}
		ws.People[i].Shifts = ids
	}
	return &ws
}

// queues are those that new shifts serve: those of the first shift that names any.
func (d *Designed) queues() []string {
	for _, s := range d.Workspace.Config.Shifts {
		if len(s.Queues) > 0 {
			return s.Queues
		}
	}
	return nil
}

// tryRosters rosters the same people with today's shifts and with the proposal.
func (d *Designed) tryRosters(ctx context.Context, pl *Planner, limit time.Duration) error {
	changed, err := d.config().PlanDays(d.Horizon.Start, d.Horizon.Days, d.needs())
	if err != nil {
		return err
	}
	for _, p := range []*schedule.Problem{d.Plan.Problem.ToSolve(), changed.Problem.ToSolve()} {
		res, err := solve.Solve(ctx, p, solve.Options{
			TimeLimit: limit, Seed: 1, Gap: 0.001, Clock: pl.Clock,
			Progress: func(at solve.Progress) { pl.tell(Step{Search: &at}) },
		})
		pl.tell(Step{})
		if err != nil {
			return err
		}
		d.Rosters = append(d.Rosters, d.Asked.Judge(p, res.Roster))
	}
	return nil
}

// YAML says what to change in paiban.yaml: shifts that the proposal does not use go,
// with the handovers that name them, and new ones come.
func (d *Designed) YAML() string {
	var b strings.Builder
	var gone []string
	b.WriteString("shifts:\n")
	for i := range d.Workspace.Config.Shifts {
		if id := d.Workspace.Config.Shifts[i].ID; !slices.Contains(d.used, id) {
			gone = append(gone, id)
			fmt.Fprintf(&b, "  - {id: %s, remove: true}\n", id)
		}
	}
	fresh := false
	for k, t := range d.Proposal.Templates {
		if d.kept[k] != "" {
			continue
		}
		fresh = true
		name, sign := t.Name(), design.Short(d.IDs[k])
		fmt.Fprintf(&b, "  - id: %s\n    name: {zh: %q, en: %q}\n    short: {zh: %q, en: %q}\n    kind: %s\n", d.IDs[k], name.ZH, name.EN, sign.ZH, sign.EN, t.Kind())
		var hours []string
		for _, g := range t.Segments {
			hours = append(hours, g.String())
		}
		fmt.Fprintf(&b, "    hours: [%s]\n", strings.Join(hours, ", "))
		if q := d.queues(); q != nil {
			fmt.Fprintf(&b, "    queues: [%s]\n", strings.Join(q, ", "))
		}
	}
	if len(gone) == 0 && !fresh {
		return "# " + d.Workspace.Config.Preset + ": " + lang.T("不用改", "nothing to change").In(d.Workspace.Lang) + "\n"
	}
	var drop []string
	for _, h := range d.Workspace.Config.Handovers {
		if slices.Contains(gone, h.From) || slices.Contains(gone, h.To) {
			drop = append(drop, fmt.Sprintf("  - {id: %s, remove: true}\n", h.ID))
		}
	}
	if drop != nil {
		b.WriteString("handovers:\n" + strings.Join(drop, ""))
	}
	return b.String()
}
