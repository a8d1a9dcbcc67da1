package page

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
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
	Edits        string // JSON of the cells typed and not saved; "" is none
	Words        []string
}

// sheet is the part of the page that changes with every cell.
type sheet struct {
	State    lang.Text
	Headline lang.Text
	Broken   int
	Days     []sheetDay
	Rows     []sheetRow
	Heads    []sheetHeads
	Findings []sheetFinding
	More     int // findings left out
	Least    string
	Most     string
}

type sheetDay struct{ Date, Name, Class string }

type sheetRow struct {
	ID, Name string
	Trainee  bool
	Cells    []sheetCell
	Hours    string
}

type sheetCell struct {
	Date, Text, Class, Label string
	Locked                   bool
}

type sheetHeads struct {
	Name  lang.Text
	Heads []int
}

type sheetFinding struct {
	Hard      bool
	What, Fix lang.Text
	Cell      string // id|date of the cell that its button goes to; "" is none
}

// shown is how many findings the page shows.
const shown = 5

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
	p := rosterPage{Shop: r.FormValue("shop"), Name: pl.Workspace.ShopName(), Week: week.String()}
	if before, err := workspace.WeekByWords((start - 4).String(), start, first); err == nil {
		p.Before = before.String()
	}
	if next, err := workspace.WeekByWords((start + 10).String(), start, first); err == nil {
		p.Next = next.String()
	}
	if p.Name.IsZero() {
		p.Name = lang.Same(filepath.Base(pl.Workspace.Root))
	}
	p.Busy = s.job(jobKey(p.Shop, p.Week)) != nil
	if o.file != nil {
		p.Seen = o.seen
		c, err := pl.Check(o.file)
		if err != nil {
			s.fail(w, l, err)
			return
		}
		p.Sheet = view(c, nil, l)
		for i := range c.Plan.Problem.Shifts {
			if sh := &c.Plan.Problem.Shifts[i]; !sh.Retired {
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

// judge answers with the sheet as it would stand with the cells typed.
func (s *Server) judge(w http.ResponseWriter, r *http.Request) {
	d, err := s.desk(r)
	l := s.o.Lang
	if d != nil {
		l = d.pl.Workspace.Lang
	}
	if err == nil && d.seen != r.FormValue("seen") {
		err = lang.Errorf("%s 刚才在别处改过", "%s was changed elsewhere meanwhile", d.checked.File.Name).
			WithHint("先刷新页面看看改了什么；没保存的改动要再做一次", "reload the page to see what was changed; changes not saved must be made again")
	}
	var list []report.Typed
	if err == nil {
		list, err = typed(r)
	}
	var c *planner.Checked
	if err == nil {
		c, err = d.pl.Retype(d.checked, list)
	}
	if err != nil {
		s.refuse(w, l, err)
		return
	}
	s.show(w, http.StatusOK, l, "sheet", view(c, list, l))
}

func (s *Server) save(w http.ResponseWriter, r *http.Request) {
	o, err := s.there(r)
	var list []report.Typed
	if err == nil {
		list, err = typed(r)
	}
	if err == nil {
		err = o.pl.SaveTyped(o.path, r.FormValue("seen"), list)
	}
	s.done(w, s.langOf(o.pl), err)
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

// view puts a judged roster into what the page shows. Cells of list are marked as
// changed.
func view(c *planner.Checked, list []report.Typed, l lang.Lang) *sheet {
	p, posted := c.Plan.Problem, c.Read.Posted
	out := &sheet{Headline: c.Headline(), State: c.File.State.Text()}
	changed := map[string]bool{}
	for _, t := range list {
		changed[t.ID+"|"+t.Date.String()] = true
	}
	for _, pos := range c.File.Edited {
		for _, row := range c.File.People {
			for d := range row.Cells {
				if row.Row > 0 && c.File.Pos(row, d) == pos {
					changed[row.ID+"|"+(c.File.Start+workcal.Date(d)).String()] = true
				}
			}
		}
	}
	person := map[string]int{}
	for i := range p.People {
		person[p.People[i].ID] = i
	}
	for d := range p.Days {
		day := sheetDay{Date: schedule.MonthDay(p.Date(d)), Name: schedule.Weekday(p.Date(d)).In(l)}
		if p.Weekend(d) {
			day.Class = "we"
		}
		out.Days = append(out.Days, day)
	}
	var least, most = -1, 0
	for _, r := range c.File.People {
		i, known := person[r.ID]
		if !known || r.Row == 0 {
			continue
		}
		row := sheetRow{ID: r.ID, Name: r.Name, Trainee: p.People[i].Trainee}
		minutes := 0
		for d, text := range r.Cells {
			cell := sheetCell{Date: p.Date(d).String(), Text: strings.TrimRight(text, "!！"), Class: "k-off"}
			cell.Locked = cell.Text != text
			key := r.ID + "|" + cell.Date
			if sh := posted.Cells[i][d]; sh != schedule.Off {
				cell.Class = "k-" + p.Shifts[sh].Kind.String()
				minutes += p.Shifts[sh].Worked()
			} else if c.Read.Leave[i][d] != "" {
				cell.Class = "k-leave"
			}
			if changed[key] {
				cell.Class += " changed"
			}
			if cell.Locked {
				cell.Class += " locked"
			}
			cell.Label = fmt.Sprintf("%s %s %s", r.Name, cell.Date, text)
			row.Cells = append(row.Cells, cell)
		}
		row.Hours = hours(minutes)
		if least < 0 || minutes < least {
			least = minutes
		}
		most = max(most, minutes)
		out.Rows = append(out.Rows, row)
	}
	out.Least, out.Most = hours(max(0, least)), hours(most)
	out.Heads = heads(p, posted)
	for _, f := range c.Findings {
		if f.Hard {
			out.Broken++
		}
	}
	for _, hard := range []bool{true, false} {
		for _, f := range c.Findings {
			switch {
			case f.Hard != hard:
			case len(out.Findings) == shown:
				out.More++
			default:
				out.Findings = append(out.Findings, finding(f))
			}
		}
	}
	return out
}

func finding(f planner.Finding) sheetFinding {
	out := sheetFinding{Hard: f.Hard, What: f.What, Fix: f.Fix}
	if f.Person != "" && f.From != nil {
		out.Cell = f.Person + "|" + f.From.String()
	}
	return out
}

// heads counts who works each shift each day.
func heads(p *schedule.Problem, r *schedule.Roster) (rows []sheetHeads) {
	for sh := range p.Shifts {
		row, some := sheetHeads{Name: p.Shifts[sh].Name, Heads: make([]int, p.Days)}, false
		for i := range r.Cells {
			for d, cell := range r.Cells[i] {
				if cell == sh {
					row.Heads[d]++
					some = true
				}
			}
		}
		if some {
			rows = append(rows, row)
		}
	}
	return rows
}

func hours(minutes int) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(minutes)/60), ".0")
}
