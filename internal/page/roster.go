package page

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// rosterPage is what the page of a week shows.
type rosterPage struct {
	Shop         string
	Name         lang.Text
	Week         string
	Before, Next string // the weeks beside it
	Seen         string // digest of the file; "" is no roster yet
	Sheet        *sheet // nil where there is none
	Busy         bool   // it is being planned
	Words        []string
}

// weekOf reads the name of a week; "" is the next one.
func (s *Server) weekOf(pl *planner.Planner, words string) (workcal.Week, error) {
	if words == "" {
		words = "下周"
	}
	return workspace.WeekByWords(words, workcal.DateFrom(s.o.Now()), pl.Workspace.Config.FirstDay())
}

// openedRoster is a shop, and the roster of one of its weeks.
type openedRoster struct {
	pl   *planner.Planner // nil where the shop cannot be read
	week workcal.Week
	path string
	seen string             // digest of the file, taken before it was read
	file *report.RosterFile // nil where there is none
}

// open reads the roster of a week of a shop.
func (s *Server) open(r *http.Request) (o openedRoster, err error) {
	if o.pl, err = s.planner(r.FormValue("shop")); err != nil {
		return o, err
	}
	if o.week, err = s.weekOf(o.pl, r.FormValue("week")); err != nil {
		return o, err
	}
	rosters, err := o.pl.Workspace.Rosters()
	if err != nil {
		return o, err
	}
	if o.path, err = rosters.Of(o.week); err != nil {
		return o, nil // not planned yet
	}
	if o.seen, err = planner.Seen(o.path); err != nil {
		return o, err
	}
	o.file, err = workspace.ReadRoster(o.path)
	return o, err
}

// there is open of a roster that must be there.
func (s *Server) there(r *http.Request) (o openedRoster, err error) {
	o, err = s.open(r)
	if err == nil && o.file == nil {
		err = errNone
	}
	return o, err
}

func (s *Server) langOf(pl *planner.Planner) lang.Lang {
	if pl == nil {
		return s.o.Lang
	}
	return pl.Workspace.Lang
}

func (s *Server) roster(w http.ResponseWriter, r *http.Request) {
	o, err := s.open(r)
	pl, week, l := o.pl, o.week, s.langOf(o.pl)
	if err != nil {
		s.fail(w, l, err)
		return
	}
	first := pl.Workspace.Config.FirstDay()
	start := planner.Week(week, first).Start
	p := rosterPage{Shop: r.FormValue("shop"), Name: nameOf(pl), Week: week.String()}
	if before, err := workspace.WeekByWords((start - 4).String(), start, first); err == nil {
		p.Before = before.String()
	}
	if next, err := workspace.WeekByWords((start + 10).String(), start, first); err == nil {
		p.Next = next.String()
	}
	p.Busy = s.job(jobKey(p.Shop, p.Week)) != nil
	if o.file != nil {
		d, err := s.desk(r)
		if err != nil {
			s.fail(w, l, err)
			return
		}
		p.Seen = d.seen
		p.Sheet = view(d.Desk, nil, dayAsked(r, d.Desk, s.o.Now()), l)
		for i := range d.Plan.Problem.Shifts {
			if sh := &d.Plan.Problem.Shifts[i]; !sh.Retired && !sh.Cut() {
				p.Words = append(p.Words, sh.Name.In(l))
			}
		}
		p.Words = append(p.Words, lang.T("休", "off").In(l))
		for _, leave := range report.LeaveWords {
			p.Words = append(p.Words, leave.In(l))
		}
	}
	s.show(w, http.StatusOK, l, "roster", p)
}

// dayAsked is the day of the desk that a request wants drawn: the one it names, else today,
// else the first.
func dayAsked(r *http.Request, d *planner.Desk, now time.Time) int {
	date, err := workcal.ParseDate(r.FormValue("day"))
	if err != nil {
		date = workcal.DateFrom(now)
	}
	if day := int(date - d.File.Start); day >= 0 && day < d.File.Days {
		return day
	}
	return 0
}

// typed reads the cells of a request that are typed and not saved.
func typed(r *http.Request) (list []report.Typed, err error) {
	if text := r.FormValue("edits"); text != "" {
		if err := json.Unmarshal([]byte(text), &list); err != nil {
			return nil, lang.Errorf("页面发来的改动读不懂", "the page sent changes that cannot be read").Because(err)
		}
	}
	for i := range list {
		list[i].Text = strings.TrimSpace(list[i].Text)
	}
	return list, nil
}

// errNone is told where a request speaks of a roster that is no longer there.
var errNone = lang.Errorf("这一周没有班表了", "this week has no roster any more").WithHint("重新打开这一周", "open the week again")

// asked is the desk that a request speaks of, with the cells typed in it. changed is the
// desk of the file as it is now where that is not the one that the page has seen.
func (s *Server) asked(r *http.Request) (now *planner.Desk, typedCells []report.Typed, changed *desk, err error) {
	d, err := s.desk(r)
	if err != nil {
		return nil, nil, nil, err
	}
	if typedCells, err = typed(r); err != nil {
		return d.Desk, nil, nil, err
	}
	if d.seen != r.FormValue("seen") {
		return d.Desk, typedCells, d, nil
	}
	now, err = d.Retype(typedCells)
	if err != nil {
		return d.Desk, typedCells, nil, err
	}
	return now, typedCells, nil, nil
}

func (s *Server) langOfDesk(d *planner.Desk) lang.Lang {
	if d == nil {
		return s.o.Lang
	}
	return d.Lang()
}

// with answers by a function of the desk with the cells typed: refusals, and what to do
// about a file that was changed elsewhere, are the same for all.
func (s *Server) with(answer func(w http.ResponseWriter, r *http.Request, d *planner.Desk, list []report.Typed) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		d, list, changed, err := s.asked(r)
		l := s.langOfDesk(d)
		switch {
		case err != nil:
		case changed != nil:
			s.changed(w, r, changed, list, l)
			return
		default:
			err = answer(w, r, d, list)
		}
		if err != nil {
			s.refuse(w, l, err)
		}
	}
}

// judge answers with the sheet as it would stand with the cells typed.
func (s *Server) judge(w http.ResponseWriter, r *http.Request, d *planner.Desk, list []report.Typed) error {
	l := s.langOfDesk(d)
	s.show(w, http.StatusOK, l, "sheet", view(d, list, dayAsked(r, d, s.o.Now()), l))
	return nil
}

func (s *Server) save(w http.ResponseWriter, r *http.Request, d *planner.Desk, list []report.Typed) error {
	o, err := s.there(r)
	if err == nil {
		err = o.pl.SaveTyped(o.path, r.FormValue("seen"), list)
	}
	s.done(w, s.langOf(o.pl), err)
	return nil
}

func (s *Server) publish(w http.ResponseWriter, r *http.Request) {
	o, err := s.there(r)
	if err == nil {
		_, err = o.pl.Publish(r.Context(), o.path)
	}
	s.done(w, s.langOf(o.pl), err)
}

// done answers that something is done, or why not.
func (s *Server) done(w http.ResponseWriter, l lang.Lang, err error) {
	if err != nil {
		s.refuse(w, l, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
