package schedule

import (
	"fmt"
	"strconv"

	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/view"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/repair"
)

func hours(minutes int) string { return strconv.FormatFloat(float64(minutes)/60, 'f', 1, 64) }

// printRepair lists the plans, fewest changes first.
func printRepair(a *cli.App, r *planner.Repaired) error {
	p := r.Plan.Problem
	say := func(zh, en string, args ...any) { fmt.Fprintln(a.Stdout, a.Say(lang.F(zh, en, args...))) }
	say("%s  从 %s 起修补", "%s  repaired from %s on", r.File.Name, p.DayText(r.Task.From))
	before := &r.Found.Before
	for _, c := range r.Chosen().Changes {
		if c.Forced {
			fmt.Fprintln(a.Stdout, "  • "+a.Say(c.Words(p)))
		}
	}
	say("别的都不动：%s", "with nothing else changed: %s", standing(before, r.Found.Short))
	for n := range r.Found.Plans {
		plan := &r.Found.Plans[n]
		fmt.Fprintln(a.Stdout)
		say("方案 %d%s：另改 %d 格，%s", "Plan %d%s: further changes %d, %s", n+1, marks(r, n), plan.Asked, standing(&plan.Analysis, plan.Short))
		for _, c := range plan.Changes {
			if !c.Forced {
				fmt.Fprintln(a.Stdout, "  • "+a.Say(c.Words(p)))
			}
		}
		printCosts(a, r, plan)
	}
	fmt.Fprintln(a.Stdout)
	for _, t := range r.Rotas {
		fmt.Fprintln(a.Stdout, a.Say(t))
	}
	for _, t := range r.Activities {
		fmt.Fprintln(a.Stdout, a.Say(t))
	}
	if len(r.Changes) == 0 && len(r.Rotas) == 0 && len(r.Activities) == 0 {
		say("没有要改的，没有写文件", "Nothing to change; no file was written")
		return nil
	}
	view.Changes(a, r.Changes)
	if r.Backup != "" {
		say("之前的版本留作 %s", "The version before is kept as %s", r.Backup)
	}
	if r.Written == "" {
		return nil
	}
	say("方案 %d 已写入 %s", "Wrote plan %d to %s", r.Pick+1, r.Written)
	for _, e := range r.Entries {
		say("请在 leave.xlsx 的“%s”表里也记一行：%s（重排和月底考勤按它算）", "Enter it in leave.xlsx too, sheet %s: %s (planning again and attendance keep to it)", e.Sheet, e.Row)
	}
	return nil
}

// marks says what is special about a plan.
func marks(r *planner.Repaired, n int) lang.Text {
	var all []lang.Text
	if n == r.Found.Choice {
		all = append(all, lang.T("建议", "advised"))
	}
	if r.Found.Plans[n].Least {
		all = append(all, lang.T("改动最少", "fewest changes"))
	}
	if all == nil {
		return lang.Text{}
	}
	return lang.F("（%s）", " (%s)", lang.Join(all, "，", ", "))
}

// standing says how a roster stands.
func standing(a *schedule.Analysis, short int) lang.Text {
	t := lang.F("缺 %s 人时", "%s head-hours short", hours(short))
	if n := len(a.Hard()); n > 0 {
		t = lang.F("违反必须规则 %d 处，%s", "%d hard rules broken, %s", n, t)
	}
	return t
}

// printCosts says which hard rules a plan leaves broken, and what people bear that
// they do not where nothing is done.
func printCosts(a *cli.App, r *planner.Repaired, plan *repair.Plan) {
	const most = 4
	var lines []lang.Text
	for _, f := range plan.Analysis.Hard() {
		lines = append(lines, lang.F("违反：%s", "broken: %s", f.Why))
	}
	for _, f := range repair.Worse(r.Found.Before, plan.Analysis) {
		if !f.Hard() && f.Person != schedule.Any {
			lines = append(lines, lang.F("代价：%s", "cost: %s", f.Why))
		}
	}
	for n, t := range lines {
		if n == most {
			fmt.Fprintln(a.Stdout, a.Say(lang.F("  － 还有 %d 条", "  - %d more", len(lines)-most)))
			break
		}
		fmt.Fprintln(a.Stdout, a.Say(lang.F("  － %s", "  - %s", t)))
	}
}

// repairJSON is what `paiban schedule repair --json` prints.
type repairJSON struct {
	Schema  string           `json:"schema"`
	File    string           `json:"file"`
	Written string           `json:"written"` // "" where nothing was
	Backup  string           `json:"backup,omitempty"`
	From    workcal.Date     `json:"from"`
	Before  standingJSON     `json:"before"` // with the absences and swaps alone
	Plans   []repairPlanJSON `json:"plans"`  // fewest changes first
	Advised int              `json:"advised"`
	Picked  int              `json:"picked"`
	Rotas   []lang.Text      `json:"rotas"`

	Changes    []workspace.CellEdit `json:"changes"`              // cells that differ from the roster as it was, by the plan picked
	Activities []lang.Text          `json:"activities,omitempty"` // attendances dropped, moved or added
	Enter      []enterJSON          `json:"enter"`                // what is to be entered into leave.xlsx
}

type enterJSON struct {
	Sheet lang.Text `json:"sheet"`
	Row   lang.Text `json:"row"`
}

type standingJSON struct {
	Score schedule.Score `json:"score"`
	Short float64        `json:"short_hours"`
}

type repairPlanJSON struct {
	standingJSON
	Asked   int          `json:"asked"`
	Least   bool         `json:"least"`  // proved to have the fewest changes
	Proved  bool         `json:"proved"` // proved to be the best at its price
	Changes []changeJSON `json:"changes"`
	Costs   []lang.Text  `json:"costs"`
}

type changeJSON struct {
	Person string       `json:"person"`
	Name   string       `json:"name"`
	Date   workcal.Date `json:"date"`
	Was    string       `json:"was"` // shift id; "" is a day off
	Now    string       `json:"now"`
	Forced bool         `json:"forced"` // by an absence or a swap
	What   lang.Text    `json:"what"`
}

func changesJSON(p *schedule.Problem, changes []repair.Change) []changeJSON {
	out := []changeJSON{}
	for _, c := range changes {
		who := &p.People[c.Person]
		out = append(out, changeJSON{who.ID, who.Name, p.Date(c.Day), view.ShiftID(p, c.Was), view.ShiftID(p, c.Now), c.Forced, c.Words(p)})
	}
	return out
}

func repairToJSON(r *planner.Repaired) repairJSON {
	p := r.Plan.Problem
	out := repairJSON{
		Schema: "paiban/schedule-repair/1", File: r.Path, Written: r.Written, Backup: r.Backup, From: p.Date(r.Task.From),
		Before: standingJSON{r.Found.Before.Score, float64(r.Found.Short) / 60}, Plans: []repairPlanJSON{},
		Advised: r.Found.Choice + 1, Picked: r.Pick + 1, Rotas: append([]lang.Text{}, r.Rotas...),
		Changes: append([]workspace.CellEdit{}, r.Changes...), Enter: []enterJSON{}, Activities: r.Activities,
	}
	for _, e := range r.Entries {
		out.Enter = append(out.Enter, enterJSON{e.Sheet, e.Row})
	}
	for n := range r.Found.Plans {
		plan := &r.Found.Plans[n]
		j := repairPlanJSON{
			standingJSON: standingJSON{plan.Analysis.Score, float64(plan.Short) / 60},
			Asked:        plan.Asked, Least: plan.Least, Proved: plan.Proved, Changes: changesJSON(p, plan.Changes), Costs: []lang.Text{},
		}
		for _, f := range repair.Worse(r.Found.Before, plan.Analysis) {
			j.Costs = append(j.Costs, f.Why)
		}
		out.Plans = append(out.Plans, j)
	}
	return out
}
