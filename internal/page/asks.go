package page

import (
	"net/http"
	"strconv"

	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// figures answers with what the roster does to the customers, which takes longer than the
// rules.
func (s *Server) figures(w http.ResponseWriter, r *http.Request, d *planner.Desk, _ []report.Typed) error {
	week := d.Week()
	var err error
	if week.Simulated, err = d.Play(r.Context()); err != nil {
		return err
	}
	s.show(w, http.StatusOK, week.Lang, "figures", report.LiveFiguresOf(week))
	return nil
}

// who answers with the people who could come at an hour at which some are missing.
func (s *Server) who(w http.ResponseWriter, r *http.Request, d *planner.Desk, _ []report.Typed) error {
	date, err := workcal.ParseDate(r.FormValue("date"))
	from, err2 := strconv.Atoi(r.FormValue("from"))
	to, err3 := strconv.Atoi(r.FormValue("to"))
	if err != nil || err2 != nil || err3 != nil || from >= to {
		return lang.Errorf("页面发来的时间读不懂", "the page sent hours that cannot be read").WithHint("刷新页面", "reload the page")
	}
	c, err := d.Who(date, schedule.Span{Start: from, End: to})
	if err != nil {
		return err
	}
	s.show(w, http.StatusOK, s.langOfDesk(d), "who", c)
	return nil
}

// why answers why somebody is rostered so.
func (s *Server) why(w http.ResponseWriter, r *http.Request, d *planner.Desk, _ []report.Typed) error {
	date, err := workcal.ParseDate(r.FormValue("date"))
	if err != nil {
		return err
	}
	o, err := s.there(r) // a planner of its own: holding a roster enters its leave
	if err != nil {
		return err
	}
	h, err := o.pl.Hold(r.Context(), o.path, d.File)
	if err != nil {
		return err
	}
	reason, err := o.pl.Why(r.Context(), h, r.FormValue("person"), date)
	if err != nil {
		return err
	}
	s.show(w, http.StatusOK, o.pl.Workspace.Lang, "why", h.WhyLines(reason))
	return nil
}

// cellMenu is what can be done with a cell.
type cellMenu struct {
	ID, Name, Date string
	Day            lang.Text
	Words          []cellWord
	Leave          []string
	Text           string
	Locked         bool
}

type cellWord struct{ Text, Class, Hours string }

// cell answers with what can be done with a cell.
func (s *Server) cell(w http.ResponseWriter, r *http.Request, d *planner.Desk, _ []report.Typed) error {
	date, err := workcal.ParseDate(r.FormValue("date"))
	if err != nil {
		return err
	}
	p, l, id := d.Plan.Problem, s.langOfDesk(d), r.FormValue("person")
	labels := report.ShiftLabels(p.Shifts, l)
	for i := range p.People {
		day := int(date - p.Start)
		if d.Read.RowID(i) != id || day < 0 || day >= p.Days {
			continue
		}
		m := cellMenu{ID: id, Name: p.PersonName(i), Date: date.String(), Day: p.DayText(day)}
		for _, k := range p.People[i].Shifts {
			if sh := &p.Shifts[k]; !sh.Retired && !sh.Cut() && sh.Days.Has(day) {
				m.Words = append(m.Words, cellWord{labels[k], "k-" + sh.Kind.String(), schedule.Span{Start: sh.Start(), End: sh.End()}.String()})
			}
		}
		m.Words = append(m.Words, cellWord{lang.T("休", "off").In(l), "k-off", ""})
		for _, leave := range report.LeaveWords {
			m.Leave = append(m.Leave, leave.In(l))
		}
		s.show(w, http.StatusOK, l, "cell", m)
		return nil
	}
	return lang.Errorf("班表里没有这一格", "the roster has no such cell").WithHint("刷新页面", "reload the page")
}

// changedPage is what was changed elsewhere, and what can stay of what was typed here.
type changedPage struct {
	File  string
	Seen  string
	Diffs []planner.CellDiff
	Typed []report.Typed
	Known bool // how the file was is known
}

// changed answers with the cells that were changed elsewhere, side by side with those typed
// here. The page shows it in place of what was asked for.
func (s *Server) changed(w http.ResponseWriter, r *http.Request, now *desk, list []report.Typed, l lang.Lang) {
	out := changedPage{File: now.File.Name, Seen: now.seen}
	was := s.kept(func(d *desk) bool { return d.seen == r.FormValue("seen") })
	file := now.File
	if was != nil {
		file, out.Known = was.File, true
	}
	out.Diffs, out.Typed = planner.Merge(file, now.File, list)
	w.Header().Set("X-Paiban", "changed")
	s.show(w, http.StatusOK, l, "changed", out)
}

// seen answers with the digest of the roster's file, by which a page notices a change.
func (s *Server) seen(w http.ResponseWriter, r *http.Request) {
	o, err := s.open(r)
	if err != nil {
		w.WriteHeader(http.StatusNoContent) // the page asks again
		return
	}
	_, _ = w.Write([]byte(o.seen))
}
