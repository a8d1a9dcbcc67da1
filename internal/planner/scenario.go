package planner

import (
	"context"
	"path/filepath"
	"time"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/scenario"
	"paiban/schedule/simulate"
	"paiban/schedule/solve"
)

// How far the search for a roster of own people goes. Cost and reply rate of a
// plan hardly change with the last percent, and a search that its own count ends
// gives the same plan on any machine.
const (
	scenarioGap        = .01
	scenarioIterations = 200
)

// defaultConfidence is asked of a plan on target where the file says none.
const defaultConfidence = .9

// Swings are the uplifts, as shares of the guess, that a study tries.
var Swings = []float64{.7, 1, 1.3}

// StudyOptions say which scenarios to work out and how.
type StudyOptions struct {
	Week         string        // instead of the file's; "" is the file's, else the one that follows the history
	Only         string        // id of the one scenario to work out; "" is all
	Optimise     bool          // find the cheapest plan on target of each, and the price of each further point
	Curve        bool          // what more money buys of each, without looking for the cheapest plan
	TimeLimit    time.Duration // of the search for each roster; 0 ends it by its own count
	Replications int           // of the simulation
	Seed         uint64
}

// Studied is one scenario and what it comes to.
type Studied struct {
	*scenario.Outcome
	Case     *scenario.Case
	Frontier *scenario.Frontier // nil unless asked for
	Curve    []scenario.Point   // what more money buys; nil unless asked for, or where nobody can be added
	own      *schedule.Roster   // of the shop's own people, which the scenario adds to
	planned  *Planning          // whose problem it is of
	Advice   lang.Text          // how far along the curve money is well spent; zero without one
}

// Best is the plan that is offered: the cheapest found on target where one was looked for
// and found, else nil.
func (r *Studied) Best() *scenario.Outcome {
	if r.Frontier == nil {
		return nil
	}
	return r.Frontier.Best
}

// Study is a file of scenarios, evaluated.
type Study struct {
	Horizon    Horizon
	Name       lang.Text
	Scenarios  []*Studied
	Confidence float64     // asked of a plan on target
	Notes      []lang.Text // which figures people have changed that all scenarios rest on
}

// Study works out the scenarios of a file for a week. A [lang.AskError] says that the file
// holds no scenario of the id that o names.
func (pl *Planner) Study(ctx context.Context, file *workspace.ScenarioFile, o StudyOptions) (*Study, error) {
	p, err := pl.planWithout(ctx, file, o.Week)
	if err != nil {
		return nil, err
	}
	if len(p.Demand) == 0 {
		return nil, lang.Errorf("没有咨询量记录，无从预测", "there is no history of inquiries to forecast from").
			WithHint("把每小时咨询量放进 inquiries 文件夹", "put hourly inquiries into the folder inquiries")
	}
	out := &Study{Horizon: p.Horizon, Name: file.Name, Confidence: float64(file.Confidence), Notes: changedByPeople(p.Forecast)}
	if out.Confidence == 0 {
		out.Confidence = defaultConfidence
	}
	cs := &cases{base: p, file: file, done: map[string]*schedule.Roster{}, opt: solve.Options{
		Seed: o.Seed, Gap: scenarioGap, Iterations: scenarioIterations, TimeLimit: o.TimeLimit, Clock: pl.Clock,
	}}
	if err := cs.start(out); err != nil {
		return nil, err
	}
	opt := simulate.Options{Seed: o.Seed, Replications: o.Replications}
	defer pl.tell(Step{})
	for i := range file.Scenarios {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		s := &file.Scenarios[i]
		if o.Only != "" && s.ID != o.Only {
			continue
		}
		pl.tell(Step{Words: lang.F("方案 %s：%d/%d", "scenario %s: %d of %d", s.ID, i+1, len(file.Scenarios))})
		r, err := cs.make(ctx, s)
		if err != nil {
			return nil, err
		}
		if err := r.evaluate(ctx, out.Confidence, o, opt); ctx.Err() != nil {
			return nil, ctx.Err()
		} else if err != nil {
			return nil, err
		}
		out.Scenarios = append(out.Scenarios, r)
	}
	if len(out.Scenarios) == 0 {
		return nil, lang.AskError{Err: lang.Errorf("文件里没有方案 %q", "there is no scenario %q in the file", o.Only).
			WithHint("写文件里某个方案的 id", "give the id of a scenario in the file")}
	}
	return out, nil
}

// start takes the roster that the week has already, so that a scenario says what to add to
// it, and notes which that is.
func (c *cases) start(s *Study) error {
	rosters, err := c.base.Workspace.Rosters()
	if err != nil || !s.Horizon.IsWeek() {
		return err
	}
	path, err := rosters.Of(s.Horizon.week())
	if err != nil {
		return nil // there is none yet: the best one is found
	}
	if c.posted, err = workspace.ReadRoster(path); err != nil {
		return err
	}
	s.Notes = append(s.Notes, lang.F("从已有的班表 %s 出发：方案只说在它之上加什么", "the scenarios start from the roster that is there, %s, and say what to add to it", filepath.Base(path)))
	return nil
}

// planWithout plans the week that is named, else the file's, else the one that follows
// the history, without the events
// whose uplift the scenarios guess themselves.
func (pl *Planner) planWithout(ctx context.Context, file *workspace.ScenarioFile, name string) (*Planning, error) {
	if name == "" {
		name = file.Week
	}
	var week workcal.Week
	var err error
	if name == "" {
		week, err = pl.NextWeek()
	} else {
		week, err = workspace.WeekByWords(name, pl.today(), pl.Workspace.Config.FirstDay())
	}
	if err != nil {
		return nil, err
	}
	known := pl.Workspace.Events
	defer func() { pl.Workspace.Events = known }()
	pl.Workspace.Events = file.Unknown(known, pl.weekOf(week).Start)
	return pl.Plan(ctx, &week)
}

// evaluate works out the plan, how it fares under other volumes and, where asked
// for, what more money buys.
func (r *Studied) evaluate(ctx context.Context, confidence float64, o StudyOptions, opt simulate.Options) (err error) {
	if r.Outcome, err = scenario.Evaluate(ctx, r.Case, opt); err != nil {
		return err
	}
	if err = r.Test(ctx, r.Case, Swings, opt); err != nil || len(r.Case.Sources) == 0 {
		return err
	}
	switch {
	case o.Optimise:
		if r.Frontier, err = scenario.Cheapest(ctx, r.Case, confidence, opt); err != nil {
			return err
		}
		r.Curve = r.Frontier.Points
	case o.Curve:
		if r.Curve, err = scenario.Curve(ctx, r.Case, opt); err != nil {
			return err
		}
	}
	r.Advice = scenario.Advice(r.Curve, r.Best(), confidence)
	return nil
}

// Cheapest is the scenario whose cheapest plan on target is the cheapest of all; nil
// where none has one.
func (s *Study) Cheapest() (best *Studied) {
	for _, o := range s.Scenarios {
		if o.Frontier != nil && o.Frontier.Best != nil && (best == nil || o.Frontier.Best.Total < best.Frontier.Best.Total) {
			best = o
		}
	}
	return best
}
