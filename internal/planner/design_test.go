package planner

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule/design"
)

func designed(t *testing.T, pl *Planner, o DesignOptions) (*Designed, error) {
	t.Helper()
	p, err := pl.Plan(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return pl.Design(t.Context(), p, o)
}

// What the proposal does not use nobody works any more, but it stays known; its new
// shifts are for everybody, and whoever may not work a shift that stays still may not.
func TestWorkspaceWithTheProposal(t *testing.T) {
	pl := sample(t, "wangdian")
	d, err := designed(t, pl, DesignOptions{Most: 2, Grid: 60, MinPart: 120, MinBreak: 60, MaxBreak: 240, TimeLimit: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	// Today's shifts are among those that it chooses from, so it cannot do worse with as
	// many, and it says what is left within today's staff hours.
	if len(d.Today.Templates) == 0 || len(d.Today.Templates) != len(d.Shifts) || d.Today.Paid == 0 {
		t.Errorf("today has %d shifts, %d of them known, %d minutes", len(d.Today.Templates), len(d.Shifts), d.Today.Paid)
	}
	if s := d.SameHours; (s != nil) != (d.Proposal.Paid > d.Today.Paid) || s != nil && (s.Paid > d.Today.Paid || s.Uncovered > d.Today.Uncovered) {
		t.Errorf("today %d minutes, the proposal %d, within today's %+v", d.Today.Paid, d.Proposal.Paid, s)
	}
	ws := d.config()
	if len(d.IDs) == 0 || len(d.IDs) > 2 {
		t.Fatalf("shifts %v", d.IDs)
	}
	known := map[string]*workspace.Shift{}
	for i := range ws.Config.Shifts {
		known[ws.Config.Shifts[i].ID] = &ws.Config.Shifts[i]
	}
	for _, s := range pl.Workspace.Config.Shifts {
		if known[s.ID] == nil {
			t.Errorf("%s is forgotten", s.ID)
		} else if !slices.Contains(d.used, s.ID) && known[s.ID].Heads != nil {
			t.Errorf("%s still asks for people", s.ID)
		}
	}
	fresh := 0
	for k, id := range d.IDs {
		if d.kept[k] == "" {
			fresh++
		}
		if known[id] == nil {
			t.Errorf("%s of the proposal is missing", id)
		}
	}
	if len(ws.Config.Shifts) != len(pl.Workspace.Config.Shifts)+fresh {
		t.Errorf("%d shifts, %d before, %d new", len(ws.Config.Shifts), len(pl.Workspace.Config.Shifts), fresh)
	}
	for _, h := range ws.Config.Handovers {
		if !slices.Contains(d.used, h.From) || !slices.Contains(d.used, h.To) {
			t.Errorf("a handover from %s to %s stays", h.From, h.To)
		}
	}
	for i, p := range ws.People {
		was := pl.Workspace.People[i].Shifts
		for _, id := range p.Shifts {
			if was != nil && slices.Contains(d.used, id) && !slices.Contains(was, id) {
				t.Errorf("%s may now work %s", p.ID, id)
			}
		}
		for k, id := range d.IDs {
			if d.kept[k] == "" && !slices.Contains(p.Shifts, id) {
				t.Errorf("%s may not work %s", p.ID, id)
			}
		}
	}
	// The lines for paiban.yaml say the same.
	var lines struct {
		Shifts []struct {
			ID     string
			Remove bool
		}
	}
	if err := yaml.Unmarshal([]byte(d.YAML()), &lines); err != nil {
		t.Fatal(err)
	}
	for _, s := range lines.Shifts {
		if s.Remove == slices.Contains(d.IDs, s.ID) || s.Remove && slices.Contains(d.used, s.ID) {
			t.Errorf("%s: removed %v", s.ID, s.Remove)
		}
	}
}

// Duty turns and the shifts that they are worked on top of stay whatever is proposed.
func TestDutyTurnsStay(t *testing.T) {
	pl := sample(t, "duty")
	d, err := designed(t, pl, DesignOptions{Most: 1, Grid: 60, TimeLimit: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	for _, turn := range pl.Workspace.Config.DutyTurns {
		for _, id := range append([]string{turn.ID}, turn.On...) {
			if !slices.Contains(d.used, id) || strings.Contains(d.YAML(), "{id: "+id+", remove: true}") {
				t.Errorf("%s goes", id)
			}
		}
	}
}

// Limits that no shift can keep are a question that does not fit; so is a week without
// demand.
func TestDesignRefuses(t *testing.T) {
	pl := sample(t, "recharge")
	if _, err := designed(t, pl, DesignOptions{Most: 2, Grid: 60, MinDay: 600, MaxDay: 300, TimeLimit: time.Second}); !errors.As(err, new(lang.AskError)) {
		t.Errorf("from 10 to 5 hours: %v", err)
	}
	p, err := pl.Plan(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := pl.Design(stopped, p, DesignOptions{Most: 2, Grid: 60, TimeLimit: time.Second}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	for _, heads := range slices.Concat(p.Plan.Required, p.Plan.Minimum) {
		clear(heads)
	}
	p.Plan.Problem.Cover = nil
	if _, err := pl.Design(t.Context(), p, DesignOptions{Most: 2, Grid: 60, TimeLimit: time.Second}); err == nil {
		t.Error("a week without demand has a design")
	}
}

// A shift of the proposal goes on without a break as long as the rules allow; without
// such a rule it is the design's own 8 hours.
func TestLongestStretchOfADesign(t *testing.T) {
	pl := sample(t, "recharge")
	p, err := pl.Plan(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	d := &Designed{Planning: p, Asked: design.NewWeek(p.Plan.Problem, p.Plan.Required, p.Plan.Minimum)}
	rule := &pl.Workspace.Config.Rules.Continuous
	for _, c := range []struct {
		force workspace.Force
		want  int
	}{{workspace.Force{Hard: true}, 270}, {workspace.Force{Cost: 5}, 270}, {workspace.Force{}, 480}} {
		rule.Length, rule.Force = 270, c.force
		if l, err := d.limits(DesignOptions{}); err != nil || l.MaxSegment != c.want {
			t.Errorf("%+v: %d minutes (%v), want %d", c.force, l.MaxSegment, err, c.want)
		}
	}
}
