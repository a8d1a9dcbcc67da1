package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/simulate"
	"paiban/schedule/solve"
)

func itoa(n int) string { return strconv.Itoa(n) }

// weekdays are the heads of day columns, Sunday first as in time.Weekday.
var weekdays = [7]lang.Text{
	lang.T("日", "Sun"), lang.T("一", "Mon"), lang.T("二", "Tue"), lang.T("三", "Wed"),
	lang.T("四", "Thu"), lang.T("五", "Fri"), lang.T("六", "Sat"),
}

// dayHead is "11-28 六".
func (r *rostered) dayHead(day int) lang.Text {
	date := r.plan.Problem.Date(day)
	t := lang.F("%s %s", "%s %s", date.String()[5:], weekdays[date.Weekday()])
	if r.plan.Days[day].Statutory {
		t = lang.F("%s节", "%s*", t)
	}
	return t
}

// daySum is what one day of the week looks like in numbers.
type daySum struct {
	Date     string  `json:"date"`
	Volume   float64 `json:"volume"`
	Peak     float64 `json:"peak_per_hour"`
	PeakAt   string  `json:"peak_at"`
	Required float64 `json:"required_hours"`
	Rostered float64 `json:"rostered_hours"`
	Short    float64 `json:"short_hours"`
	Most     int     `json:"short_heads_most"`
	MostAt   string  `json:"short_at"`
}

// days sums volume, requirement and cover up by day. Heads are compared queue by
// queue, so that nobody is counted twice; shifts that serve every queue are
// compared with the sum.
func (r *rostered) days() []daySum {
	p := r.plan.Problem
	cov := schedule.CoverageOf(p, r.result.Roster)
	out := make([]daySum, p.Days)
	hours := float64(cov.Interval) / 60
	pooled := true
	for s := range p.Shifts {
		pooled = pooled && p.Shifts[s].Queue == schedule.Any
	}
	for d := range out {
		o := &out[d]
		o.Date = p.Date(d).String()
		for i := range cov.PerDay {
			k := d*cov.PerDay + i
			short, need := 0, 0
			for q := range p.Queues {
				n := 0
				if r.plan.Required != nil && r.plan.Required[q] != nil {
					n = r.plan.Required[q][k]
				}
				need += n
				short += max(0, n-cov.Queues[q][k])
			}
			if pooled {
				short = max(0, need-cov.Total[k])
			}
			o.Required += hours * float64(need)
			o.Rostered += hours * float64(cov.Total[k])
			o.Short += hours * float64(short)
			if short > o.Most {
				o.Most, o.MostAt = short, schedule.Clock(i*cov.Interval)
			}
		}
		step, perHour := r.ws.Config.Interval, 60/float64(r.ws.Config.Interval)
		for i := range schedule.DayMinutes / step {
			v := 0.0
			for _, q := range r.demand {
				v += q.volume[d*schedule.DayMinutes/step+i]
			}
			o.Volume += v
			if v*perHour > o.Peak {
				o.Peak, o.PeakAt = v*perHour, schedule.Clock(i*step)
			}
		}
		o.Volume, o.Peak = round1(o.Volume), round1(o.Peak)
	}
	return out
}

func round1(x float64) float64 { return math.Round(x*10) / 10 }

// verdict says in a supervisor's words how good the roster is.
func (r *rostered) verdict() lang.Text {
	if r.analysis.Score.Hard > 0 {
		if r.result.Status == solve.Optimal {
			return lang.F("硬规则不能全部满足（差 %d 处），没有更好的排法", "the hard rules cannot all hold (%d short); nothing better exists", r.analysis.Score.Hard)
		}
		return lang.F("硬规则没有全部满足（差 %d 处）", "not all hard rules hold (%d short)", r.analysis.Score.Hard)
	}
	switch gap := r.result.Gap(); {
	case gap <= 0:
		return lang.T("硬规则全部满足；没有更好的排法（已证明）", "all hard rules hold; nothing better exists (proved)")
	case gap < 0.001:
		return lang.T("硬规则全部满足；离最优不到 0.1%（已证明）", "all hard rules hold; within 0.1% of the best possible (proved)")
	case gap < 0.5:
		return lang.F("硬规则全部满足；离最优最多差 %.1f%%", "all hard rules hold; within %.1f%% of the best possible", 100*gap)
	}
	return lang.T("硬规则全部满足；离最优多远还没有证明", "all hard rules hold; how close it is to the best is not proved")
}

func printWeek(a *cli.App, r *rostered) error {
	if a.JSON {
		return a.PrintJSON(r.json())
	}
	p := r.plan.Problem
	say := func(zh, en string, args ...any) { fmt.Fprintln(a.Stdout, a.Say(lang.F(zh, en, args...))) }
	title := func(zh, en string, args ...any) { fmt.Fprintln(a.Stdout); say(zh, en, args...) }

	say("%s  %s（%s 至 %s）", "%s  %s (%s to %s)", r.ws.ShopName(), r.week, p.Start, p.Date(p.Days-1))

	g := &cli.Grid{Right: []int{1, 2, 3, 4, 5}}
	for _, h := range []lang.Text{
		lang.T("日期", "Date"), lang.T("预计咨询", "Inquiries"), lang.T("高峰/小时", "Peak/h"), lang.T("需求人时", "Needed h"),
		lang.T("在岗人时", "Rostered h"), lang.T("缺口人时", "Short h"), lang.T("最缺时段", "Worst"),
	} {
		g.Head = append(g.Head, a.Say(h))
	}
	for d, o := range r.days() {
		worst := ""
		if o.Most > 0 {
			worst = a.Say(lang.F("%s 缺 %d 人", "%s: %d short", o.MostAt, o.Most))
		}
		g.Add(a.Say(r.dayHead(d)), fmt.Sprintf("%.0f", o.Volume), fmt.Sprintf("%.0f", o.Peak), fmt.Sprintf("%.1f", o.Required),
			fmt.Sprintf("%.1f", o.Rostered), fmt.Sprintf("%.1f", o.Short), worst)
	}
	fmt.Fprintln(a.Stdout)
	a.PrintGrid(g)
	if r.forecast != nil && len(r.forecast.Explanation) > 0 {
		title("预测说明", "Forecast")
		a.Bullets(r.forecast.Explanation, 8)
	}

	printRoster(a, r)
	printVerdict(a, r)
	if t := holeLine(r.plan); !t.IsZero() {
		say("%s。", "%s.", t)
	}
	if soft := r.softLines(); len(soft) > 0 {
		title("另有 %d 类“尽量”的规则没有全部满足", "Soft rules of %d kinds gave way", len(soft))
		a.Bullets(soft, 5)
	}
	if len(r.played) > 0 {
		title("模拟这一周", "The week, simulated")
		a.Bullets(r.played, 12)
	}
	if len(r.result.Reasons) > 0 {
		title("原因", "Why")
		a.Bullets(r.result.Reasons, 8)
	}
	if len(r.denied) > 0 {
		title("没能满足的意愿", "Requests denied")
		var lines []lang.Text
		for _, d := range r.denied {
			lines = append(lines, lang.F("%s %s 想%s：%s", "%s on %s wished for %s: %s", p.People[d.Person].Name, r.dayHead(d.Day), d.Wish, d.Why))
		}
		a.Bullets(lines, 8)
	}
	printNotes(a, r)
	printWritten(a, r)
	return nil
}

// printNotes prints what could not be asked for, and why.
func printNotes(a *cli.App, r *rostered) {
	if notes := slices.Concat(r.plan.Notes, r.notes); len(notes) > 0 {
		fmt.Fprintln(a.Stdout, "\n"+a.Say(lang.T("请留意", "Please note")))
		a.Bullets(notes, 12)
	}
}

// printRoster prints the roster with its daily duties, a blank line before it.
func printRoster(a *cli.App, r *rostered) {
	p := r.plan.Problem
	g := &cli.Grid{Head: []string{a.Say(lang.T("姓名", "Name"))}}
	for d := range p.Days {
		g.Head = append(g.Head, a.Say(r.dayHead(d)))
	}
	g.Head = append(g.Head, a.Say(lang.T("工时", "Hours")))
	g.Right = []int{p.Days + 1}
	for i := range p.People {
		cells, paid := []string{p.People[i].Name}, 0
		for d, s := range r.result.Roster.Cells[i] {
			cells = append(cells, a.Say(r.cell(i, d)))
			if s != schedule.Off {
				paid += p.Shifts[s].Paid
			}
		}
		g.Add(append(cells, strconv.FormatFloat(float64(paid)/60, 'f', -1, 64))...)
	}
	for _, duty := range r.duties {
		cells := []string{a.Say(duty.Rota.Name)}
		for _, i := range duty.Who {
			if i == schedule.Any {
				cells = append(cells, "—")
			} else {
				cells = append(cells, p.People[i].Name)
			}
		}
		g.Add(append(cells, "")...)
	}
	fmt.Fprintln(a.Stdout)
	a.PrintGrid(g)
}

// printVerdict says how good the roster is and which hard rules gave way.
func printVerdict(a *cli.App, r *rostered) {
	title := func(zh, en string, args ...any) {
		fmt.Fprintln(a.Stdout, "\n"+a.Say(lang.F(zh, en, args...)))
	}
	title("%s。", "%s.", r.verdict())
	if hard := r.analysis.Hard(); len(hard) > 0 {
		title("没能满足的硬规则", "Hard rules that gave way")
		var lines []lang.Text
		for _, f := range hard {
			if f.Fix.IsZero() {
				lines = append(lines, f.Why)
			} else {
				lines = append(lines, lang.F("%s → %s", "%s → %s", f.Why, f.Fix))
			}
		}
		a.Bullets(lines, 12)
	}
}

// printWritten says where the roster is, and the one it replaced.
func printWritten(a *cli.App, r *rostered) {
	if r.backup != "" {
		fmt.Fprintln(a.Stdout, "\n"+a.Say(lang.F("原来的班表留作 %s", "The old roster is kept as %s", r.backup)))
	}
	fmt.Fprintln(a.Stdout, "\n"+a.Say(lang.F("已写入 %s", "Wrote %s", r.path)))
}

// cell is what the roster shows for a person and day.
func (r *rostered) cell(i, d int) lang.Text {
	if s := r.result.Roster.Cells[i][d]; s != schedule.Off {
		return r.plan.Problem.Shifts[s].Short
	}
	if r.plan.Leave != nil && !r.plan.Leave[i][d].IsZero() {
		return r.plan.Leave[i][d]
	}
	if who := &r.plan.Problem.People[i]; d < who.First || d >= who.Last {
		return lang.Same("—")
	}
	return lang.T("休", "off")
}

// weekJSON is what `paiban week --json` prints; Schema changes with its meaning.
type weekJSON struct {
	Schema   string             `json:"schema"`
	Shop     lang.Text          `json:"shop"`
	Preset   string             `json:"preset"`
	Week     string             `json:"week"`
	Start    string             `json:"start"`
	File     string             `json:"file"`
	Status   solve.Status       `json:"status"`
	Score    schedule.Score     `json:"score"`
	Bound    schedule.Score     `json:"bound"`
	Gap      float64            `json:"gap"`
	Interval int                `json:"interval_minutes"`
	Days     []daySum           `json:"days"`
	Queues   []queueJSON        `json:"queues"`
	Roster   []personJSON       `json:"roster"`
	Rotas    []rotaJSON         `json:"rotas"`
	Findings []schedule.Finding `json:"findings"`
	Soft     []softRule         `json:"soft"` // soft findings by rule, what costs most first
	Denied   []denialJSON       `json:"denied"`
	Reasons  []lang.Text        `json:"reasons"`
	Notes    []lang.Text        `json:"notes"`

	Simulation *simulate.Result `json:"simulation"` // null without history
	Story      []lang.Text      `json:"forecast_story"`
	Cleaned    []lang.Text      `json:"forecast_cleaned"`
}

type queueJSON struct {
	ID       string    `json:"id"`
	Volume   []float64 `json:"volume,omitempty"` // by interval
	Low      []float64 `json:"low,omitempty"`
	High     []float64 `json:"high,omitempty"`
	Required []int     `json:"required,omitempty"`
	Rostered []int     `json:"rostered"`
}

type personJSON struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Cells []string `json:"cells"` // shift ids; "" is a day off
	Hours float64  `json:"hours"`
}

type rotaJSON struct {
	Name lang.Text `json:"name"`
	IDs  []string  `json:"ids"` // by day; "" is nobody
}

type denialJSON struct {
	ID   string    `json:"id"`
	Date string    `json:"date"`
	Wish lang.Text `json:"wish"`
	Why  lang.Text `json:"why"`
}

func (r *rostered) json() weekJSON {
	p := r.plan.Problem
	out := weekJSON{
		Schema: "paiban/week/1", Shop: r.ws.ShopName(), Preset: r.ws.Config.Preset, Week: r.week.String(), Start: p.Start.String(),
		File: r.path, Status: r.result.Status, Score: r.analysis.Score, Bound: r.result.Bound, Gap: r.result.Gap(),
		Interval: p.Interval, Days: r.days(), Findings: r.analysis.Findings, Soft: softRules(r.analysis),
		Reasons: r.result.Reasons, Notes: append(append([]lang.Text{}, r.plan.Notes...), r.notes...),
	}
	out.Simulation = r.simulated
	if r.forecast != nil {
		out.Story, out.Cleaned = r.forecast.Explanation, r.forecast.Cleaned
	}
	cov := schedule.CoverageOf(p, r.result.Roster)
	for q := range p.Queues {
		j := queueJSON{ID: p.Queues[q].ID, Rostered: cov.Queues[q]}
		if r.plan.Required != nil {
			j.Required = r.plan.Required[q]
		}
		for _, d := range r.demand {
			if d.queue.ID == j.ID {
				j.Volume, j.Low, j.High = d.volume, d.low, d.high
			}
		}
		out.Queues = append(out.Queues, j)
	}
	out.Roster = rosterJSON(p, r.result.Roster)
	for _, d := range r.duties {
		j := rotaJSON{Name: d.Rota.Name}
		for _, i := range d.Who {
			id := ""
			if i != schedule.Any {
				id = p.People[i].ID
			}
			j.IDs = append(j.IDs, id)
		}
		out.Rotas = append(out.Rotas, j)
	}
	for _, d := range r.denied {
		out.Denied = append(out.Denied, denialJSON{p.People[d.Person].ID, p.Date(d.Day).String(), d.Wish, d.Why})
	}
	return out
}

// rosterJSON is a roster for machines, a person a line.
func rosterJSON(p *schedule.Problem, r *schedule.Roster) []personJSON {
	out := make([]personJSON, len(p.People))
	for i := range p.People {
		j := personJSON{ID: p.People[i].ID, Name: p.People[i].Name}
		for _, s := range r.Cells[i] {
			if s == schedule.Off {
				j.Cells = append(j.Cells, "")
				continue
			}
			j.Cells = append(j.Cells, p.Shifts[s].ID)
			j.Hours += float64(p.Shifts[s].Paid) / 60
		}
		out[i] = j
	}
	return out
}
