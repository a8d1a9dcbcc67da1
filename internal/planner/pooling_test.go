package planner

import (
	"os"
	"path/filepath"
	"testing"

	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// Two queues of calls, 5 of 180 s each half hour from 10:00 to 12:00, half a head of work
// each, 80% to be taken within 20 s. By Erlang C each needs 2 agents by itself and both
// together 3 (the figures are in TestPoolRoundsUpOnce): 6 head-hours a day for 8. The load
// fades in before 10:00 and out after 12:00 evenly, so that only whole hours within are
// looked at. Three people who serve both leave nothing short; three of whom none serves
// both are asked for 4 and leave one short.
func TestPooledRequirement(t *testing.T) {
	for _, c := range []struct {
		name   string
		skills [3]string
		asked  int
		short  int
	}{
		{"shared", [3]string{"a,b", "a,b", "a,b"}, 3, 0},
		{"apart", [3]string{"a", "a", "b"}, 4, 1},
	} {
		dir := t.TempDir()
		yaml := "preset: douyin\nlang: en\ninterval: 30\nhandovers: [{id: early-late, remove: true}]\nrules: {rotation: {force: off, steady: off, kinds: [early]}}\nqueues:\n  - {id: service, remove: true}\n"
		for _, q := range []string{"a", "b"} {
			yaml += "  - {id: " + q + ", name: " + q + ", open: 08:00-16:00, concurrency: 1, aht: 180s, within: 20s, target: 80%, formula: first, turns: 0, typing: 0s, think: 0s, patience: 0s, robot_share: 0, max_occupancy: 1, shrinkage: 0}\n"
		}
		yaml += "shifts: [{id: M, remove: true}, {id: L, remove: true}, {id: E, kind: day, hours: [08:00-16:00], break: 0m}]\n"
		staff := "ID,Name,Skills\n"
		for i, s := range c.skills {
			staff += string(rune('P'+i)) + "," + string(rune('P'+i)) + ",\"" + s + "\"\n"
		}
		write(t, filepath.Join(dir, "paiban.yaml"), yaml)
		write(t, filepath.Join(dir, "people.csv"), staff)
		_ = os.MkdirAll(filepath.Join(dir, "inquiries"), 0o755)
		ws, err := workspace.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		o := &Outlook{Workspace: ws, Horizon: Horizon{Start: 20780, Days: 7}}
		for i := range ws.Config.Queues {
			d := QueueDemand{Queue: &ws.Config.Queues[i], Volume: make([]float64, 7*48)}
			for day := range 7 {
				for x := 20; x < 24; x++ {
					d.Volume[day*48+x] = 5
				}
			}
			if err := d.require(30); err != nil {
				t.Fatal(err)
			}
			o.Demand = append(o.Demand, d)
		}
		plan, err := ws.PlanDays(o.Horizon.Start, 7, o.needs())
		if err != nil {
			t.Fatal(err)
		}
		p := &Planning{Outlook: o, Plan: plan}
		pooled := p.Pooled()
		if got := pooled.Heads[23]; got != c.asked {
			t.Errorf("%s: %d heads asked for at 11:30, want %d", c.name, got, c.asked)
		}
		if saves := pooled.Saves() > 0; saves != (c.asked == 3) || pooled.Text().IsZero() == saves {
			t.Errorf("%s: %+v", c.name, pooled.Text())
		}
		r := schedule.NewRoster(plan.Problem)
		for i := range plan.Problem.People {
			for s := range plan.Problem.Shifts {
				if plan.Problem.Shifts[s].ID == "E" {
					r.Cells[i][0] = s
				}
			}
		}
		j := &Judged{Planning: p, Result: &solve.Result{Roster: r}}
		if d := j.Days()[0]; d.Most != c.short {
			t.Errorf("%s: %+v, want %d short", c.name, d, c.short)
		}
	}
}
