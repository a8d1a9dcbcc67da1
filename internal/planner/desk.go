package planner

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/simulate"
	"paiban/schedule/solve"
)

// Desk is a roster file under somebody's hands: judged as [Planner.Check] judges it, and
// beside it what its days are expected to bring.
type Desk struct {
	*Checked
	Missing lang.Text // why it is not known what the days will bring; zero where it is

	pl       *Planner
	planning *Planning                // of the days, with the requirement of the forecast
	short    func() []report.Shortage // see [Desk.Short]; worked out once, for pages ask at the same time
}

// Desk judges a roster file and forecasts its days. Where they cannot be forecast, the
// roster is judged all the same.
func (pl *Planner) Desk(ctx context.Context, file *report.RosterFile) (*Desk, error) {
	c, err := pl.Check(file)
	if err != nil {
		return nil, err
	}
	d := newDesk(pl, c)
	if d.planning, err = pl.planOf(ctx, file); err != nil {
		d.Missing = lang.F("预测不了这几天的咨询量：%s", "the inquiries of these days cannot be forecast: %s", lang.Cause(err))
		d.planning = &Planning{Outlook: &Outlook{Workspace: pl.Workspace, Horizon: pl.horizonOf(file)}, Plan: c.Plan}
	}
	return d, nil
}

func newDesk(pl *Planner, c *Checked) *Desk {
	d := &Desk{Checked: c, pl: pl}
	d.short = sync.OnceValue(func() []report.Shortage { return report.Shortages(d.Week()) })
	return d
}

// Retype is the desk as it would stand with the cells typed. d stays as it is.
func (d *Desk) Retype(typed []report.Typed) (*Desk, error) {
	c, err := d.pl.Retype(d.Checked, typed)
	if err != nil {
		return nil, err
	}
	typedIn := newDesk(d.pl, c)
	typedIn.Missing, typedIn.planning = d.Missing, d.planning
	return typedIn, nil
}

// Judged is the roster of the desk with the forecast of its days, judged by the rules
// alone. It is not played.
func (d *Desk) Judged() *Judged {
	plan := *d.planning.Plan
	plan.Leave = make([][]lang.Text, len(d.Read.Leave))
	for i, words := range d.Read.Leave {
		plan.Leave[i] = make([]lang.Text, plan.Problem.Days)
		copy(plan.Leave[i], d.Plan.Leave[i])
		for k, word := range words {
			if word != "" && plan.Leave[i][k].IsZero() {
				plan.Leave[i][k] = lang.Same(word)
			}
		}
	}
	p := *d.planning
	p.Plan = &plan
	j := &Judged{Planning: &p, Result: &solve.Result{Roster: d.Read.Posted}, Analysis: d.Analysis, Title: d.File.Title, State: d.File.State}
	for k, rota := range plan.Rotas {
		if who := d.Read.Who[k]; who != nil {
			j.Duties = append(j.Duties, report.Duty{Rota: rota, Who: who})
		}
	}
	return j
}

// Week is the roster of the desk as reports show it.
func (d *Desk) Week() *report.Week { return d.pl.Document(d.Judged()) }

// Lang is the language of the shop.
func (d *Desk) Lang() lang.Lang { return d.pl.Workspace.Lang }

// Play plays the roster of the desk against its forecast; nil where there is none.
func (d *Desk) Play(ctx context.Context) (*simulate.Result, error) {
	j := d.Judged()
	err := j.simulate(ctx, 1)
	return j.Simulated, err
}

// Short are the stretches in which people are missing, the worst first.
func (d *Desk) Short() []report.Shortage { return d.short() }

// ShortMinutes is how many head-minutes are missing in all.
func (d *Desk) ShortMinutes() (sum int) {
	for _, s := range d.Short() {
		sum += s.Minutes
	}
	return sum
}

// Headline is the verdict in one sentence: what stands against publishing, then where
// people are missing most.
func (d *Desk) Headline() lang.Text {
	short := d.Short()
	if slices.ContainsFunc(d.Findings, func(f Finding) bool { return f.Hard }) || len(short) == 0 {
		return d.Checked.Headline()
	}
	if hour, days := d.usualHole(); days > 2 {
		return lang.F("能发布，但有 %d 天 %d 点前后缺人", "can be published, but people are missing around %[2]d:00 on %[1]d days", days, hour)
	}
	w := short[0]
	return lang.F("能发布，但%s %s 缺 %d 人", "can be published, but %s %s lacks people: %d", d.Plan.Problem.DayText(w.Day), w.Span, w.Heads)
}

// usualHole is the hour in which people are missing on most days, and on how many.
func (d *Desk) usualHole() (hour, days int) {
	var on [48]map[int]bool
	for _, s := range d.Short() {
		for h := s.Span.Start / 60; h < min(len(on), (s.Span.End+59)/60); h++ {
			if on[h] == nil {
				on[h] = map[int]bool{}
			}
			on[h][s.Day] = true
		}
	}
	for h, set := range on {
		if len(set) > days {
			hour, days = h, len(set)
		}
	}
	return hour % 24, days
}

// Matter is one thing to look at.
type Matter struct {
	Hard      bool
	What, Fix lang.Text
	Like      int // further matters of the same kind

	Person string       // whose cell it is about; "" is nobody's
	Date   workcal.Date // of the cell or of the hours
	Span   *schedule.Span
}

// Matters is how many things to look at are told at once.
const Matters = 5

// Matters are the things to look at first, at most [Matters]: hard rules, then hours in
// which people are missing, then one soft rule of each kind, those that cost most first.
func (d *Desk) Matters() (out []Matter) {
	p := d.Plan.Problem
	var soft []Matter
	kinds := map[string]int{}
	all := schedule.Coalesce(d.Analysis.Findings) // in the order of d.Findings
	order := make([]int, len(all))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(all[y].Score.Cost, all[x].Score.Cost) })
	for _, k := range order {
		f := d.Findings[k]
		m := Matter{Hard: f.Hard, What: f.What, Fix: f.Fix, Person: f.Person}
		if f.From != nil {
			m.Date = *f.From
			if f.Person == "" && all[k].Span.Len() > 0 {
				m.Span = &all[k].Span
			}
		}
		if k, known := kinds[f.Rule]; known && !f.Hard {
			soft[k].Like++
			continue
		}
		if f.Hard {
			out = append(out, m)
			continue
		}
		kinds[f.Rule] = len(soft)
		soft = append(soft, m)
	}
	for n, s := range d.Short() {
		if n == 2 && len(soft) > 0 {
			break
		}
		what := lang.F("%s %s 缺 %d 人", "%s %s: people missing: %d", p.DayText(s.Day), s.Span, s.Heads)
		if s.Queue != schedule.Any {
			what = lang.F("%s：%s", "%s: %s", p.Queues[s.Queue].Name, what)
		}
		out = append(out, Matter{What: what, Date: p.Date(s.Day), Span: &s.Span})
	}
	out = append(out, soft...)
	return out[:min(len(out), Matters)]
}

// Edited are the cells that differ from the roster as it was planned, as they stand.
func (d *Desk) Edited() (list []report.Typed) {
	edited := map[table.Pos]bool{}
	for _, pos := range d.File.Edited {
		edited[pos] = true
	}
	for _, r := range d.File.People {
		for k := range r.Cells {
			if r.Row > 0 && edited[d.File.Pos(r, k)] {
				list = append(list, report.Typed{ID: r.ID, Date: d.File.Start + workcal.Date(k), Text: r.Cells[k]})
			}
		}
	}
	return list
}

// Loose are the edited cells that are not locked, as they are once they are: the rest is
// planned around them then.
func (d *Desk) Loose() (list []report.Typed) {
	for _, t := range d.Edited() {
		if text := strings.TrimRight(t.Text, "!！"); text != "" && text == t.Text {
			t.Text += "!"
			list = append(list, t)
		}
	}
	return list
}
