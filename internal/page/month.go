package page

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/settlement"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// monthPage is what the page of a month of attendance shows.
type monthPage struct {
	Shop, Month   string
	Name          lang.Text
	Before, After string // months with punches beside it; "" is none
	People        []attendance.Month
	Asks          []monthAsk
	Questions     int
	Notes         []lang.Text
	Dropped       int    // lines of exports that were not used
	File          string // of the workbook
	Written       bool   // it is there
	Refused       string // why it must not be replaced; "" is nothing
}

// monthAsk is the questions of one kind.
type monthAsk struct {
	Kind lang.Text
	List []monthQuestion
}

type monthQuestion struct {
	Name, Date string
	Text       lang.Text
}

// settled settles the month that a request names, the latest with punches where it names
// none. It writes nothing.
func (s *Server) settled(ctx context.Context, pl *planner.Planner, month string) (*settlement.Settled, error) {
	o := settlement.Options{}
	if month != "" {
		have, err := workspace.PunchMonths(pl.Workspace.Root)
		if err != nil {
			return nil, err
		}
		if o.Month, err = workspace.MonthByWords(month, workcal.DateFrom(s.o.Now()), have); err != nil {
			return nil, err
		}
	}
	st := settlement.Settler{Workspace: pl.Workspace, Dir: pl.Workspace.Root, Lang: pl.Workspace.Lang, Clock: s.o.Now}
	return st.Settle(ctx, o)
}

// month shows what paiban month finds: who is asked what, and the figures of each person.
func (s *Server) month(w http.ResponseWriter, r *http.Request) {
	pl, err := s.planner(r.FormValue("shop"))
	l := s.langOf(pl)
	var m *settlement.Settled
	if err == nil {
		m, err = s.settled(r.Context(), pl, r.FormValue("month"))
	}
	if err != nil {
		s.fail(w, l, err)
		return
	}
	p := monthPage{
		Shop: r.FormValue("shop"), Month: m.Month.String(), Name: nameOf(pl), People: m.Sheet.People,
		Notes: m.Notes, Dropped: len(m.Dropped), File: filepath.Base(m.Path),
	}
	if have, err := workspace.PunchMonths(pl.Workspace.Root); err == nil {
		k := slices.Index(have, m.Month)
		if k > 0 {
			p.Before = have[k-1].String()
		}
		if k >= 0 && k+1 < len(have) {
			p.After = have[k+1].String()
		}
	}
	_, err = os.Stat(m.Path)
	p.Written = err == nil
	if m.Refused != nil {
		p.Refused = lang.Tell(m.Refused, l)
	}
	for _, kind := range attendance.QuestionKinds() {
		ask := monthAsk{Kind: kind.Text()}
		for i := range m.Sheet.People {
			person := &m.Sheet.People[i]
			for k := range person.Days {
				if d := &person.Days[k]; d.About == kind && !d.Question.IsZero() {
					ask.List = append(ask.List, monthQuestion{person.Person.Name, d.Date.String(), d.Question})
				}
			}
		}
		if ask.List != nil {
			p.Asks = append(p.Asks, ask)
			p.Questions += len(ask.List)
		}
	}
	s.show(w, http.StatusOK, l, "month", p)
}

// settle writes the workbook of a month, under the lock of the folder, and sends it.
func (s *Server) settle(w http.ResponseWriter, r *http.Request) {
	pl, err := s.planner(r.FormValue("shop"))
	l := s.langOf(pl)
	if err != nil {
		s.fail(w, l, err)
		return
	}
	if err := s.writeMonth(r.Context(), pl, r.FormValue("month")); err != nil {
		s.fail(w, l, err)
		return
	}
	http.Redirect(w, r, "/month?"+url.Values{"shop": {r.FormValue("shop")}, "month": {r.FormValue("month")}}.Encode(), http.StatusSeeOther)
}

func (s *Server) writeMonth(ctx context.Context, pl *planner.Planner, month string) error {
	if pl.Lock != nil {
		release, err := pl.Lock(pl.Workspace.Root)
		if err != nil {
			return err
		}
		defer release()
	}
	m, err := s.settled(ctx, pl, month)
	if err != nil {
		return err
	}
	return m.Write(false)
}

// workbook sends the workbook of a month as it lies in the folder.
func (s *Server) workbook(w http.ResponseWriter, r *http.Request) {
	pl, err := s.planner(r.FormValue("shop"))
	var m *settlement.Settled
	if err == nil {
		m, err = s.settled(r.Context(), pl, r.FormValue("month"))
	}
	var data []byte
	if err == nil {
		data, err = os.ReadFile(m.Path)
	}
	if err != nil {
		s.fail(w, s.langOf(pl), err)
		return
	}
	s.send(w, filepath.Base(m.Path), data)
}
