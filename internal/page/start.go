package page

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/settlement"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/samples"
)

// shops are the workspaces of the folder: itself, or those one level below, by name.
func (s *Server) shops() (names []string) {
	if isShop(s.o.Dir) {
		return []string{"."}
	}
	entries, _ := os.ReadDir(s.o.Dir) // a folder that cannot be read shows none
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") && isShop(filepath.Join(s.o.Dir, e.Name())) {
			names = append(names, e.Name())
		}
	}
	return names
}

func isShop(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, workspace.ConfigFile))
	return err == nil && info.Mode().IsRegular()
}

// planner reads the files of a shop that the start page lists.
func (s *Server) planner(shop string) (*planner.Planner, error) {
	if !slices.Contains(s.shops(), shop) {
		return nil, lang.Errorf("没有店铺 %q", "there is no shop %q", shop).WithHint("回到开始页", "go back to the start page")
	}
	return s.o.Planner(filepath.Join(s.o.Dir, shop))
}

// startPage is what the start page shows.
type startPage struct {
	Dir     string
	Date    lang.Text
	Shops   []startShop
	Presets []startPreset
}

type startShop struct {
	ID     string
	Name   lang.Text
	People int
	Fail   string // why its files cannot be read; "" is not
	Week   string // the next one
	Days   string
	Done   bool // it has a roster
	Weeks  []string
	Month  string // the latest with punches; "" is none
	Paid   bool   // it was settled
}

type startPreset struct {
	ID            string
	Name, Summary lang.Text
}

func (s *Server) start(w http.ResponseWriter, r *http.Request) {
	p := startPage{Dir: s.o.Dir, Date: lang.Same(workcal.DateFrom(s.o.Now()).String())}
	l := s.o.Lang
	for _, id := range s.shops() {
		shop, own := s.startShop(id)
		p.Shops = append(p.Shops, shop)
		if len(p.Shops) == 1 && own != nil {
			l = own.Workspace.Lang
		}
	}
	for _, name := range workspace.Presets {
		if c, err := workspace.Preset(name); err == nil {
			p.Presets = append(p.Presets, startPreset{name, c.Name, c.Summary})
		}
	}
	s.show(w, http.StatusOK, l, "start", p)
}

// startShop says how a shop stands. What is wrong with its files is told in its place.
func (s *Server) startShop(id string) (startShop, *planner.Planner) {
	out := startShop{ID: id, Name: lang.Same(filepath.Base(filepath.Join(s.o.Dir, id)))}
	pl, err := s.planner(id)
	if err != nil {
		out.Fail = lang.Tell(err, s.o.Lang)
		return out, nil
	}
	ws := pl.Workspace
	out.Name = nameOf(pl)
	out.People = len(ws.People)
	week, err := workspace.WeekByWords("下周", workcal.DateFrom(s.o.Now()), ws.Config.FirstDay())
	if err == nil {
		h := planner.Week(week, ws.Config.FirstDay())
		out.Week, out.Days = week.String(), h.Start.String()+" – "+(h.Start+workcal.Date(h.Days-1)).String()
	}
	if rosters, err := ws.Rosters(); err == nil {
		weeks := rosters.Weeks()
		out.Done = slices.Contains(weeks, week)
		for i := len(weeks) - 1; i >= 0 && len(out.Weeks) < 6; i-- {
			out.Weeks = append(out.Weeks, weeks[i].String())
		}
	}
	if months, err := workspace.PunchMonths(ws.Root); err == nil && len(months) > 0 {
		last := months[len(months)-1]
		out.Month = last.String()
		_, err := os.Stat(settlement.WorkbookPath(ws.Root, last))
		out.Paid = err == nil
	}
	return out, pl
}

// nameOf is the name of a shop, that of its folder where it has none.
func nameOf(pl *planner.Planner) lang.Text {
	if name := pl.Workspace.ShopName(); !name.IsZero() {
		return name
	}
	return lang.Same(filepath.Base(pl.Workspace.Root))
}

// create makes a shop in the folder, empty or with a sample.
func (s *Server) create(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimSpace(r.FormValue("name"))
	o := samples.Options{Preset: r.FormValue("preset"), Lang: s.o.Lang, Sample: r.FormValue("sample") != ""}
	if name == "" && o.Sample {
		name = "paiban-" + o.Preset
	}
	if _, err := workspace.Preset(o.Preset); err != nil {
		s.fail(w, s.o.Lang, err)
		return
	}
	if name == "" || name != filepath.Base(name) || !filepath.IsLocal(name) || strings.HasPrefix(name, ".") || isShop(s.o.Dir) {
		s.fail(w, s.o.Lang, lang.Errorf("%q 不能作店铺的文件夹名", "%q cannot be the folder of a shop", name).
			WithHint("写一个简单的名字，不带斜杠", "write a plain name without slashes"))
		return
	}
	if err := samples.Create(filepath.Join(s.o.Dir, name), o); err != nil {
		s.fail(w, s.o.Lang, err)
		return
	}
	if _, err := WriteStarter(filepath.Join(s.o.Dir, name), o.Lang); err != nil {
		s.fail(w, s.o.Lang, err)
		return
	}
	week := ""
	if o.Sample {
		week = samples.Week
	}
	http.Redirect(w, r, "/roster?"+url.Values{"shop": {name}, "week": {week}}.Encode(), http.StatusSeeOther)
}
