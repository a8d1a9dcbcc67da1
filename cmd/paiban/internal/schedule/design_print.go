package schedule

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/schedule"
	"paiban/schedule/design"
)

// hoursOf prints minutes as hours, to the tenth.
func hoursOf(minutes int) string {
	return strconv.FormatFloat(math.Round(float64(minutes)/60*10)/10, 'f', -1, 64)
}

// turns counts the shifts of a plan.
func turns(p *design.Plan) (n int) {
	for _, row := range p.Heads {
		for _, k := range row {
			n += k
		}
	}
	return n
}

// printDesign shows today's shifts and the proposal side by side.
func printDesign(a *cli.App, d *planner.Designed) {
	say := func(zh, en string, args ...any) { fmt.Fprintln(a.Stdout, a.Say(lang.F(zh, en, args...))) }
	say("%s  %s  一周需求 %s 人时", "%s  %s  %s head-hours needed", d.Workspace.ShopName(), d.Horizon, hoursOf(d.Asked.HeadMinutes()))
	fmt.Fprintln(a.Stdout)

	g := &cli.Grid{Right: []int{1, 2, 3, 4}}
	for _, t := range []lang.Text{
		lang.T("方案", "plan"), lang.T("班次种数", "shifts"), lang.T("人时", "staff h"), lang.T("没人的人时", "uncovered h"), lang.T("人班次", "turns"),
	} {
		g.Head = append(g.Head, a.Say(t))
	}
	add := func(name lang.Text, p *design.Plan) {
		g.Add(a.Say(name), strconv.Itoa(len(p.Templates)), hoursOf(p.Paid), hoursOf(p.Uncovered), strconv.Itoa(turns(p)))
	}
	add(lang.T("现在的班次", "today's shifts"), &d.Today)
	if d.SameHours != nil {
		add(lang.T("新班次，人时不变", "proposal, same staff hours"), d.SameHours)
	}
	add(lang.T("新班次", "proposal"), &d.Proposal)
	a.PrintGrid(g)

	fmt.Fprintln(a.Stdout)
	g = &cli.Grid{}
	for _, t := range []lang.Text{lang.T("方案", "plan"), lang.T("班次", "shift"), lang.T("时间", "hours"), lang.T("计薪", "paid")} {
		g.Head = append(g.Head, a.Say(t))
	}
	for day := range d.Asked.Days {
		g.Head = append(g.Head, a.Say(schedule.Weekday(d.Plan.Problem.Date(day))))
		g.Right = append(g.Right, 4+day)
	}
	list := func(name lang.Text, p *design.Plan, id func(int) string) {
		for k, t := range p.Templates {
			row := []string{a.Say(name), id(k), a.Say(t.Text()), a.Say(schedule.Duration(t.Paid))}
			for day := range d.Asked.Days {
				n := 0
				for r := day; r < len(p.Heads); r += d.Asked.Days {
					n += p.Heads[r][k]
				}
				row = append(row, strconv.Itoa(n))
			}
			g.Add(row...)
		}
	}
	list(lang.T("现在", "today"), &d.Today, d.TodayID)
	list(lang.T("新", "proposal"), &d.Proposal, func(k int) string { return d.IDs[k] })
	a.PrintGrid(g)

	fmt.Fprintln(a.Stdout)
	printPrice(d, say)
	fmt.Fprintln(a.Stdout)
	say("写进 paiban.yaml 的几行（已有 shifts: 时并到它下面）：", "Lines for paiban.yaml (under shifts: where the file has it):")
	fmt.Fprintln(a.Stdout)
	lines := d.YAML()
	fmt.Fprint(a.Stdout, lines)
	if strings.Contains(lines, "remove: true") {
		fmt.Fprintln(a.Stdout)
		say("删掉的班次如果写在 people.xlsx 的可排班次或 leave.xlsx 的意愿里，那里也要改", "if people.xlsx or the requests in leave.xlsx name a removed shift, change them too")
	}
}

// printPrice says which holes close and what that costs.
func printPrice(d *planner.Designed, say func(zh, en string, args ...any)) {
	left := d.Asked.Holes(&d.Proposal)
	for _, h := range d.Asked.Holes(&d.Today) {
		if slices.ContainsFunc(left, func(l design.Hole) bool { return l.Span.Overlap(h.Span) > 0 }) {
			say("%s 现在没有班次，一周 %s 人时没人；新班次也没有全补上", "%s: no shift today, %s head-hours a week; the proposal does not cover all of it", h.Span.Text(), hoursOf(h.Minutes))
			continue
		}
		say("%s 现在没有班次，一周 %s 人时没人；新班次补上了", "%s: no shift today, %s head-hours a week; the proposal covers it", h.Span.Text(), hoursOf(h.Minutes))
	}
	closed, more := d.Today.Uncovered-d.Proposal.Uncovered, d.Proposal.Paid-d.Today.Paid
	switch {
	case closed == 0 && more == 0:
		say("现在的班次已经是能找到的最好的", "today's shifts are the best ones found")
	case closed == 0:
		say("没人的时段不变，每周少用 %s 人时", "the same coverage with %s fewer staff hours a week", hoursOf(-more))
	case more == 0:
		say("人时不变，多覆盖 %s 人时", "the same staff hours, and %s more head-hours covered", hoursOf(closed))
	case more > 0:
		say("代价：每周多 %s 人时，换来 %s 人时有人接待", "cost: %s more staff hours a week, for %s more head-hours covered", hoursOf(more), hoursOf(closed))
	default:
		say("每周少用 %s 人时，还多覆盖 %s 人时", "%s fewer staff hours a week, and %s more head-hours covered", hoursOf(-more), hoursOf(closed))
	}
	if len(d.Rosters) == 2 {
		for k, name := range []lang.Text{lang.T("现在的班次", "today's shifts"), lang.T("新班次", "the proposal")} {
			r := d.Rosters[k]
			if r.Hard > 0 {
				say("同一批人按%s试排：用 %s 人时，缺 %s 人时，硬规则差 %d 处", "the same people on %s: %s staff hours, %s head-hours short, hard rules broken: %d", name, hoursOf(r.Staff), hoursOf(r.Uncovered), r.Hard)
				continue
			}
			say("同一批人按%s试排：用 %s 人时，缺 %s 人时，硬规则全部满足", "the same people on %s: %s staff hours, %s head-hours short, all hard rules hold", name, hoursOf(r.Staff), hoursOf(r.Uncovered))
		}
	}
	if d.CutShort {
		say("找班次的时间用完了，也许还有更好的（--time-limit）", "the search ran out of time; there may be better shifts (--time-limit)")
	}
	if !d.Today.Exact || !d.Proposal.Exact {
		say("人数没有全部证明是最少", "some figures are not proved to be the minimum")
	}
}

// designRoster is a week's roster with one set of shifts.
type designRoster struct {
	Hard      int64   `json:"hard"`
	Uncovered float64 `json:"uncovered_hours"`
	Staff     float64 `json:"staff_hours"`
}

// designJSON is what `paiban schedule design --json` prints.
type designJSON struct {
	Schema   string         `json:"schema"`
	Week     string         `json:"week"`
	Demand   float64        `json:"demand_hours"`
	Today    designPlan     `json:"today"`
	Same     *designPlan    `json:"same_hours,omitempty"`
	Proposal designPlan     `json:"proposal"`
	Rosters  []designRoster `json:"rosters"` // today's, the proposal's
	YAML     string         `json:"yaml"`
}

type designPlan struct {
	Staff     float64          `json:"staff_hours"`
	Uncovered float64          `json:"uncovered_hours"`
	Exact     bool             `json:"exact"`
	Templates []designTemplate `json:"templates"`
	Holes     []string         `json:"holes"` // spans asked for in which no template works
}

type designTemplate struct {
	Hours []string `json:"hours"`
	Paid  int      `json:"paid_minutes"`
	Heads []int    `json:"heads"` // by day
}

func designToJSON(d *planner.Designed) designJSON {
	plan := func(p *design.Plan) designPlan {
		out := designPlan{Staff: float64(p.Paid) / 60, Uncovered: float64(p.Uncovered) / 60, Exact: p.Exact, Holes: []string{}}
		for _, h := range d.Asked.Holes(p) {
			out.Holes = append(out.Holes, h.Span.String())
		}
		for k, t := range p.Templates {
			j := designTemplate{Paid: t.Paid, Heads: make([]int, d.Asked.Days)}
			for _, g := range t.Segments {
				j.Hours = append(j.Hours, g.String())
			}
			for r, heads := range p.Heads {
				j.Heads[r%d.Asked.Days] += heads[k]
			}
			out.Templates = append(out.Templates, j)
		}
		return out
	}
	out := designJSON{
		Schema: "paiban/schedule-design/1", Week: d.Horizon.String(), Demand: float64(d.Asked.HeadMinutes()) / 60,
		Today: plan(&d.Today), Proposal: plan(&d.Proposal), YAML: d.YAML(),
	}
	for _, r := range d.Rosters {
		out.Rosters = append(out.Rosters, designRoster{r.Hard, float64(r.Uncovered) / 60, float64(r.Staff) / 60})
	}
	if d.SameHours != nil {
		same := plan(d.SameHours)
		out.Same = &same
	}
	return out
}
