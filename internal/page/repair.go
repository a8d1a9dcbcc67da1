package page

import (
	"crypto/rand"
	"net/http"

	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/internal/workcal"
)

// repair is a way to repair a roster that was shown and is not written yet.
type repair struct {
	id   string
	seen string // digest of the roster's file that it was made from
	pl   *planner.Planner
	task planner.RepairTask
	done *planner.Repaired
}

// mostRepairs is how many of them are kept.
const mostRepairs = 4

// repairPage shows a repair before it is written.
type repairPage struct {
	ID, Name string
	Changes  []lang.Text
	Rotas    []lang.Text
	Entries  []planner.LeaveEntry
	Hard     [2]int64
	Short    [2]string
}

// repair finds the changes after somebody falls ill, and shows them.
func (s *Server) repair(w http.ResponseWriter, r *http.Request, d *planner.Desk, list []report.Typed) error {
	if len(list) > 0 {
		return lang.Errorf("还有没保存的改动", "there are changes that are not saved").WithHint("先保存，再修补", "save them first, then repair")
	}
	from, err := workcal.ParseDate(r.FormValue("date"))
	if err != nil {
		return err
	}
	to := from
	if until := r.FormValue("until"); until != "" {
		if to, err = workcal.ParseDate(until); err != nil {
			return err
		}
	}
	o, err := s.there(r)
	if err != nil {
		return err
	}
	t := planner.RepairTask{Absences: []planner.Absence{{Person: r.FormValue("person"), From: from, To: to, Kind: r.FormValue("kind")}}, DryRun: true}
	got, err := o.pl.Repair(r.Context(), o.path, o.file, t)
	if err != nil {
		return err
	}
	f := &repair{id: rand.Text(), seen: o.seen, pl: o.pl, task: t, done: got}
	s.mu.Lock()
	s.found = append(s.found, f)
	s.found = s.found[max(0, len(s.found)-mostRepairs):]
	s.mu.Unlock()
	out := repairPage{
		ID: f.id, Name: o.file.Name, Rotas: got.Rotas, Entries: got.Entries,
		Hard:  [2]int64{got.Found.Before.Score.Hard, got.Chosen().Analysis.Score.Hard},
		Short: [2]string{hours(got.Found.Short), hours(got.Chosen().Short)},
	}
	for _, c := range got.Chosen().Changes {
		out.Changes = append(out.Changes, c.Words(got.Plan.Problem))
	}
	s.show(w, http.StatusOK, o.pl.Workspace.Lang, "repair", out)
	return nil
}

// repaired writes a repair that was shown.
func (s *Server) repaired(w http.ResponseWriter, r *http.Request) {
	var f *repair
	s.mu.Lock()
	for _, k := range s.found {
		if k.id == r.FormValue("id") {
			f = k
		}
	}
	s.mu.Unlock()
	if f == nil {
		s.refuse(w, s.o.Lang, lang.Errorf("这个办法已经不在了", "this plan is no longer there").WithHint("再修补一次", "repair once more"))
		return
	}
	s.done(w, f.pl.Workspace.Lang, f.pl.WriteRepair(r.Context(), f.done, f.task))
}
