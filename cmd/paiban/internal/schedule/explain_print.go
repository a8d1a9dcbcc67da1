package schedule

import (
	"fmt"
	"slices"
	"strconv"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/repair"
	"paiban/schedule/solve"
)

// explainHead begins every answer in JSON.
type explainHead struct {
	Schema string       `json:"schema"`
	About  string       `json:"about"` // conflicts, why, worth, fairness
	Roster string       `json:"roster,omitempty"`
	Start  workcal.Date `json:"start"`
	Days   int          `json:"days"`
}

func headOf(h *planner.Held, about string) explainHead {
	return explainHead{"paiban/schedule-explain/1", about, h.Path, h.Plan.Problem.Start, h.Plan.Problem.Days}
}

type partJSON struct {
	Rule   string         `json:"rule"`
	What   lang.Text      `json:"what"`
	People []string       `json:"people"` // ids
	Dates  []workcal.Date `json:"dates"`
}

type reliefJSON struct {
	What   lang.Text `json:"what"`
	Before int64     `json:"before"`
	After  int64     `json:"after"`
	Proved bool      `json:"proved"`
}

type conflictJSON struct {
	Minimal bool         `json:"minimal"`
	Parts   []partJSON   `json:"parts"`
	Relief  []reliefJSON `json:"relief"`
}

type obstacleJSON struct {
	Check string    `json:"check"`
	What  lang.Text `json:"what"`
	Fix   lang.Text `json:"fix"`
}

func printConflicts(a *cli.App, h *planner.Held, obstacles []schedule.Obstacle, found []repair.Conflict, proved bool) error {
	p := h.Plan.Problem
	if a.JSON {
		out := struct {
			explainHead
			Possible  bool           `json:"possible"` // all hard rules can hold together
			Proved    bool           `json:"proved"`
			Prechecks []obstacleJSON `json:"prechecks"`
			Found     []conflictJSON `json:"conflicts"`
			Notes     []lang.Text    `json:"notes"`
		}{headOf(h, "conflicts"), len(obstacles) == 0 && len(found) == 0 && proved, proved, []obstacleJSON{}, []conflictJSON{}, append([]lang.Text{}, h.Plan.Notes...)}
		for _, d := range obstacles {
			out.Prechecks = append(out.Prechecks, obstacleJSON{d.Key, d.What, d.Fix})
		}
		for _, c := range found {
			j := conflictJSON{Minimal: c.Minimal, Parts: []partJSON{}, Relief: []reliefJSON{}}
			for _, t := range c.Parts {
				part := partJSON{Rule: t.Rule, What: t.Text(p), People: []string{}, Dates: []workcal.Date{}}
				for _, i := range t.People {
					part.People = append(part.People, p.People[i].ID)
				}
				for _, d := range t.Days {
					part.Dates = append(part.Dates, p.Date(d))
				}
				j.Parts = append(j.Parts, part)
			}
			for _, r := range c.Relief {
				j.Relief = append(j.Relief, reliefJSON(r))
			}
			out.Found = append(out.Found, j)
		}
		return a.PrintJSON(out)
	}
	say := func(zh, en string, args ...any) { fmt.Fprintln(a.Stdout, a.Say(lang.F(zh, en, args...))) }
	for _, d := range obstacles {
		say("%s：%s", "%s: %s", h.Label(), d.What)
		say("  提示：%s", "  hint: %s", d.Fix)
	}
	for n, c := range found {
		if n > 0 || len(obstacles) > 0 {
			fmt.Fprintln(a.Stdout)
		}
		switch {
		case c.Minimal:
			say("%s 冲突 %d：下面这些不能同时成立，缺了任何一条其余就都能成立", "%s, conflict %d: these cannot hold together; if any one of them goes, the others can", h.Label(), n+1)
		default:
			say("%s 冲突 %d：下面这些不能同时成立（时间到了，也许还能更短）", "%s, conflict %d: these cannot hold together (time ran out; the list may still be too long)", h.Label(), n+1)
		}
		for _, t := range c.Parts {
			fmt.Fprintln(a.Stdout, "  • "+a.Say(t.Text(p)))
		}
		for k, r := range c.Relief {
			if k == 0 {
				say("出路（所有必须规则现在至少差 %d 处）：", "Ways out (at least %d hard rules are broken now):", r.Before)
			}
			say("  → %s：还差 %d 处%s", "  → %s: %d still broken%s", r.What, r.After, planner.NotProved(r.Proved))
		}
	}
	switch {
	case len(found) > 0:
	case len(obstacles) > 0:
	case proved:
		say("%s：必须遵守的规则可以同时满足", "%s: the hard rules can all hold together", h.Label())
	default:
		say("%s：没有发现冲突，但时间内没能证明规则可以同时满足", "%s: no conflict was found, but there was no time to prove that the hard rules can all hold", h.Label())
	}
	if len(h.Plan.Notes) > 0 {
		fmt.Fprintln(a.Stdout)
		say("请留意", "Please note")
		a.Bullets(h.Plan.Notes, 12)
	}
	return nil
}

type bearerJSON struct {
	Person string         `json:"person"` // id; "" is cover
	Name   string         `json:"name"`
	Score  schedule.Score `json:"score"` // after − before
	New    []lang.Text    `json:"new"`
}

func printWhy(a *cli.App, h *planner.Held, r *repair.Reason) error {
	p := h.Plan.Problem
	who := &p.People[r.Person]
	if a.JSON {
		out := struct {
			explainHead
			Person  string         `json:"person"`
			Name    string         `json:"name"`
			Date    workcal.Date   `json:"date"`
			Shift   string         `json:"shift"` // id; "" is a day off
			Avoided bool           `json:"avoided"`
			Proved  bool           `json:"proved"`
			Before  standingJSON   `json:"before"`
			After   standingJSON   `json:"after"`
			Changes []changeJSON   `json:"changes"`
			Bears   []bearerJSON   `json:"bears"`
			Saves   schedule.Score `json:"keeping_saves"`
		}{explainHead: headOf(h, "why"), Person: who.ID, Name: who.Name, Date: p.Date(r.Day), Avoided: r.Avoided, Proved: r.Plan.Proved,
			Before:  standingJSON{r.Before.Score, float64(r.ShortBefore) / 60},
			After:   standingJSON{r.Plan.Analysis.Score, float64(r.Plan.Short) / 60},
			Changes: changesJSON(p, r.Plan.Changes), Bears: []bearerJSON{},
			Saves: schedule.Score{Hard: r.Plan.Analysis.Score.Hard - r.Before.Score.Hard, Cost: r.Plan.Analysis.Score.Cost - r.Before.Score.Cost}}
		if r.Shift != schedule.Off {
			out.Shift = p.Shifts[r.Shift].ID
		}
		for _, b := range r.Bears {
			j := bearerJSON{Score: b.Score, New: []lang.Text{}}
			if b.Person != schedule.Any {
				j.Person, j.Name = p.People[b.Person].ID, p.People[b.Person].Name
			}
			for _, f := range b.New {
				j.New = append(j.New, f.Why)
			}
			out.Bears = append(out.Bears, j)
		}
		return a.PrintJSON(out)
	}
	for _, line := range h.WhyLines(r) {
		fmt.Fprintln(a.Stdout, a.Say(line))
	}
	return nil
}

type worthJSON struct {
	Like    string         `json:"like,omitempty"` // id of somebody of that kind
	People  int            `json:"people,omitempty"`
	Shifts  []string       `json:"shifts"` // ids
	Date    string         `json:"date,omitempty"`
	Dual    float64        `json:"estimate,omitempty"`
	Saves   schedule.Score `json:"saves"`
	Short   float64        `json:"short_hours"`
	ShortBy float64        `json:"short_hours_less"`
	Proved  bool           `json:"proved"`
}

func printWorth(a *cli.App, h *planner.Held, base *solve.Result, all []repair.Worth) error {
	p := h.Plan.Problem
	if a.JSON {
		out := struct {
			explainHead
			Score schedule.Score `json:"score"`
			Bound schedule.Score `json:"bound"`
			Worth []worthJSON    `json:"worth"`
		}{headOf(h, "worth"), base.Score, base.Bound, []worthJSON{}}
		for _, w := range all {
			j := worthJSON{Dual: w.Estimate, Saves: w.Saves(), Short: float64(w.Short) / 60, ShortBy: float64(w.ShortWas-w.Short) / 60, Proved: w.Proved}
			if w.Like != schedule.Any {
				j.Like, j.People = p.People[w.Like].ID, len(w.Kind)
				for _, s := range p.People[w.Like].Shifts {
					j.Shifts = append(j.Shifts, p.Shifts[s].ID)
				}
			} else {
				j.Shifts, j.Date = []string{p.Shifts[w.Shift].ID}, p.Date(w.Day).String()
			}
			out.Worth = append(out.Worth, j)
		}
		return a.PrintJSON(out)
	}
	g := &cli.Grid{Right: []int{1, 2, 3}}
	for _, t := range []lang.Text{
		lang.T("多加", "One more"), lang.T("缺口人时", "Short h"), lang.T("少缺", "Less"), lang.T("省下代价", "Saves"), lang.T("备注", "Note"),
	} {
		g.Head = append(g.Head, a.Say(t))
	}
	for _, w := range all {
		var what lang.Text
		if w.Like != schedule.Any {
			var names []lang.Text
			for n, s := range p.People[w.Like].Shifts {
				if n == 4 {
					names = append(names, lang.Same("…"))
					break
				}
				names = append(names, p.Shifts[s].Name)
			}
			what = lang.F("一名员工（%s，像 %s）", "an agent (%s; like %s)", lang.Join(names, "、", ", "), p.People[w.Like].Name)
		} else {
			what = lang.F("%s %s 1 人", "a head on %[2]s, %[1]s", p.DayText(w.Day), p.Shifts[w.Shift].Name)
		}
		var notes []lang.Text
		if n := w.Saves().Hard; n != 0 {
			notes = append(notes, lang.F("必须规则少违反 %d 处", "%d fewer broken hard rules", n))
		}
		if !w.Proved {
			notes = append(notes, lang.T("大约", "about"))
		}
		g.Add(a.Say(what), hours(w.Short), hours(w.ShortWas-w.Short), strconv.FormatInt(w.Saves().Cost, 10), a.Say(lang.Join(notes, "，", ", ")))
	}
	if len(all) == 0 {
		fmt.Fprintln(a.Stdout, a.Say(lang.T("没有可比较的：没有人全程在职，也没有缺人的班", "nothing to compare: nobody is employed on all days, and no shift is short of people")))
		return nil
	}
	a.PrintGrid(g)
	return nil
}

type ledgerJSON struct {
	Person string             `json:"person"`
	Name   string             `json:"name"`
	Days   int                `json:"known_days"`
	Worked int                `json:"worked_days"`
	Hours  float64            `json:"hours"`
	Total  map[string]int     `json:"total"`
	Now    map[string]int     `json:"this_roster"`
	Weekly map[string][]int   `json:"weekly"`
	Mean   map[string]float64 `json:"per_week"`
	Wishes wishJSON           `json:"wishes"`
}

// wishJSON is a [workspace.WishRecord].
type wishJSON struct {
	Asked   int `json:"asked"`
	Granted int `json:"granted"`
	Owed    int `json:"owed"` // refusals that weigh on the next wish
}

func printLedger(a *cli.App, h *planner.Held, l *repair.Ledger) error {
	p, wishes := h.Plan.Problem, h.Wishes()
	if a.JSON {
		out := struct {
			explainHead
			Weeks []workcal.Date     `json:"weeks"` // Mondays
			Mean  map[string]float64 `json:"mean_per_week"`
			Rows  []ledgerJSON       `json:"people"`
		}{headOf(h, "fairness"), l.Weeks, map[string]float64{}, []ledgerJSON{}}
		for k, t := range schedule.Tallies[:schedule.Burdens] {
			out.Mean[t.Key] = l.Mean[k]
		}
		for i := range l.Rows {
			r := &l.Rows[i]
			j := ledgerJSON{p.People[i].ID, p.People[i].Name, r.Days, r.Worked, float64(r.Minutes) / 60, map[string]int{}, map[string]int{}, map[string][]int{}, map[string]float64{}, wishJSON(wishes[i])}
			for k, t := range schedule.Tallies[:schedule.Burdens] {
				j.Total[t.Key], j.Now[t.Key], j.Mean[t.Key] = r.Total[k], r.Now[k], r.PerWeek(k)
				for _, week := range r.Weekly {
					j.Weekly[t.Key] = append(j.Weekly[t.Key], week[k])
				}
			}
			out.Rows = append(out.Rows, j)
		}
		return a.PrintJSON(out)
	}
	fmt.Fprintln(a.Stdout, a.Say(lang.F("%s 和以前共 %d 周：累计次数（其中这份班表），每周平均", "%s and the weeks before it, %d weeks: totals (in this roster), average a week", h.Label(), len(l.Weeks))))
	fmt.Fprintln(a.Stdout)
	g := &cli.Grid{Head: []string{a.Say(lang.T("姓名", "Name")), a.Say(lang.T("已知天数", "Days known")), a.Say(lang.T("工时/周", "Hours/week"))}, Right: []int{1, 2}}
	var shown []int
	for k, t := range schedule.Tallies[:schedule.Burdens] {
		if l.Mean[k] > 0 {
			shown = append(shown, k)
			g.Right = append(g.Right, len(g.Head), len(g.Head)+1)
			g.Head = append(g.Head, a.Say(t.Name), a.Say(lang.T("每周", "a week")))
		}
	}
	wished := slices.ContainsFunc(wishes, func(w workspace.WishRecord) bool { return w.Asked > 0 })
	if wished {
		g.Right = append(g.Right, len(g.Head), len(g.Head)+1)
		g.Head = append(g.Head, a.Say(lang.T("意愿满足", "Wishes granted")), a.Say(lang.T("还欠", "Owed")))
	}
	days, minutes := 0, 0
	for i := range l.Rows {
		r := &l.Rows[i]
		days, minutes = days+r.Days, minutes+r.Minutes
		cells := []string{p.People[i].Name, strconv.Itoa(r.Days), perWeek(r.Minutes, r.Days)}
		for _, k := range shown {
			cells = append(cells, fmt.Sprintf("%d (%d)", r.Total[k], r.Now[k]), strconv.FormatFloat(r.PerWeek(k), 'f', 1, 64))
		}
		if wished {
			cells = append(cells, fmt.Sprintf("%d/%d", wishes[i].Granted, wishes[i].Asked), strconv.Itoa(wishes[i].Owed))
		}
		g.Add(cells...)
	}
	cells := []string{a.Say(lang.T("平均", "Mean")), "", perWeek(minutes, days)}
	for _, k := range shown {
		cells = append(cells, "", strconv.FormatFloat(l.Mean[k], 'f', 1, 64))
	}
	g.Add(cells...)
	a.PrintGrid(g)
	return nil
}

// perWeek prints the hours of a week on average.
func perWeek(minutes, days int) string {
	if days == 0 {
		return "—"
	}
	return strconv.FormatFloat(float64(minutes)*7/60/float64(days), 'f', 1, 64)
}
