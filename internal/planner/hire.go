package planner

import (
	"context"
	"math"
	"slices"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// mostHireMonths is how far ahead people are hired at most.
const mostHireMonths = 12

// closeEnough is the part of a head that nobody is hired for: overtime covers it.
const closeEnough = 0.25

// HireTask says for which months a plan of hiring is made.
type HireTask struct {
	From   workcal.Month
	Months int // 1 to 12
}

// HirePlan says how many people a shop needs month by month, how many are there, and when
// to look for more: once where its own people carry the peaks, once where temps do.
type HirePlan struct {
	Today    workcal.Date
	Settings workspace.Hire
	Training int     // weeks
	HoursDay float64 // of the contract
	DaysOff  float64 // a week
	Months   []HireMonth
	Notes    []lang.Text
}

// HireMonth is one month of it. Heads are of full-time people at full pace.
type HireMonth struct {
	Month  workcal.Month
	Volume float64 // contacts expected
	Hours  float64 // head-hours required, minimum and shrinkage among them

	PlainDay  float64 // head-hours of a day without events
	PeakWeek  float64 // head-hours of the seven days that need most
	PeakFrom  workcal.Date
	PeakName  []string // events in the month
	HeadMonth float64  // hours that one head brings in the month
	HeadWeek  float64  // and in a week

	Plain float64 // heads for a month of plain days
	Peak  float64 // heads for the busiest week
	List  float64 // heads on the staff list, the mean over the month
	There float64 // of these, after those who are expected to leave

	Temps Hiring // heads for plain days, temps on top
	Alone Hiring // heads for the busiest week, no temps

	TempHeads int // temps on the day that needs most of them
	TempDays  int // of one temp
	TempLow   float64
	TempHigh  float64 // yuan
}

// Hiring is what to do for one month.
type Hiring struct {
	Need   float64
	Before float64      // heads of those hired for earlier months
	Hire   int          // people to hire
	Start  workcal.Date // their first day at work
	Post   workcal.Date // the day by which the job is to be posted
	Ready  workcal.Date // from when on they are full hands
	Late   bool         // Post lies before today: they come later than needed
	Short  float64      // heads missing in the month all the same
}

// cohort is people hired together.
type cohort struct {
	start workcal.Date
	heads float64
}

// Hire makes a plan of hiring. A [lang.AskError] says that t asks for months that cannot be
// planned.
func (pl *Planner) Hire(ctx context.Context, t HireTask) (*HirePlan, error) {
	today := pl.today()
	if t.Months < 1 || t.Months > mostHireMonths {
		return nil, lang.AskError{Err: lang.Errorf("要算 %d 个月", "%d months are asked for", t.Months).WithHint("写 1 到 %d", "give 1 to %d", mostHireMonths)}
	}
	if t.From.Last() < today {
		return nil, lang.AskError{Err: lang.Errorf("%s 已经过去了", "%s is past", t.From).WithHint("从本月或以后的月份开始，如 %s", "begin with this month or a later one, such as %s", workcal.MonthOf(today))}
	}
	days, err := pl.daysAhead(ctx, t)
	if err != nil {
		return nil, err
	}
	c := pl.Workspace.Config
	p := &HirePlan{
		Today: today, Settings: c.Hire, Training: c.Contract.Training.Weeks,
		HoursDay: float64(c.Contract.HoursDay) / 60, DaysOff: c.DaysOffWeek(), Notes: days.notes,
	}
	for _, l := range pl.Workspace.UnlawfulHours() {
		p.Notes = append(p.Notes, lang.F("按本店的规则算，其中违法：%s（%s）", "by the shop's rules; unlawful among them: %s (%s)", l.What, l.Basis))
	}
	m := t.From
	for range t.Months {
		p.Months = append(p.Months, p.month(pl.Workspace, m, days))
		m = workcal.MonthOf(m.Last() + 1)
	}
	p.look(func(h *HireMonth) (*Hiring, float64) { return &h.Temps, h.Plain })
	p.look(func(h *HireMonth) (*Hiring, float64) { return &h.Alone, h.Peak })
	return p, nil
}

// daysNeeded is what each day from start on needs.
type daysNeeded struct {
	start  workcal.Date
	volume []float64
	hours  []float64
	notes  []lang.Text
}

// daysAhead forecasts the months of t and turns them into head-hours by day.
func (pl *Planner) daysAhead(ctx context.Context, t HireTask) (*daysNeeded, error) {
	counts, err := pl.Workspace.Counts()
	if err != nil {
		return nil, err
	}
	if len(counts.Series) == 0 {
		return nil, lang.Errorf("没有咨询量记录，无从预测要多少人", "there is no history of inquiries to forecast from").
			WithHint("把每小时咨询量放进 inquiries 文件夹", "put hourly inquiries into the folder inquiries")
	}
	last := t.From
	for range t.Months - 1 {
		last = workcal.MonthOf(last.Last() + 1)
	}
	out := &daysNeeded{start: t.From.First(), notes: slices.Clone(counts.Notes)}
	n := int(last.Last()-out.start) + 1
	f, err := pl.Forecast(ctx, forecast.Input{
		History: counts.Series, Events: pl.Workspace.Events, Calendar: pl.Workspace.Calendar, From: out.start, Days: n, Prior: forecast.HourShares,
	})
	if err != nil {
		return nil, err
	}
	out.notes = append(out.notes, staleHistory(counts.Series, out.start)...)
	out.volume, out.hours = make([]float64, n), make([]float64, n)
	o := &Outlook{Workspace: pl.Workspace, Horizon: Horizon{Start: out.start, Days: n, First: pl.firstDay()}}
	step := pl.Workspace.Config.Interval
	for i := range pl.Workspace.Config.Queues {
		q := &pl.Workspace.Config.Queues[i]
		d := QueueDemand{Queue: q, Volume: make([]float64, n*schedule.DayMinutes/step)}
		known := false
		for k := range f.Queues {
			if f.Queues[k].Queue == q.ID {
				d.Volume, known = regrid(f.Queues[k].Point, f.Queues[k].Step, step), true
			}
		}
		if !known {
			out.notes = append(out.notes, lang.F("队列“%s”没有咨询量记录，只按在线窗口算", "queue %q has no history of inquiries; only its windows are counted", q.Name))
		}
		if err := d.require(step); err != nil {
			return nil, lang.Errorf("队列“%s”的人数算不出来", "the staffing of queue %q cannot be worked out", q.Name).Because(err)
		}
		out.add(&d, o.minimum(q, len(d.Volume)), step)
	}
	return out, nil
}

// add counts what a queue needs. Work that may wait is counted as work, whenever it is done,
// but never less than its windows ask for.
func (n *daysNeeded) add(d *QueueDemand, minimum []int, step int) {
	p := d.Queue.Staffing()
	for day := range n.hours {
		per := schedule.DayMinutes / step
		heads, work := 0.0, 0.0
		for x := day * per; x < (day+1)*per; x++ {
			n.volume[day] += d.Volume[x]
			least := minimum[x]
			if d.Needs != nil {
				least = max(least, d.Needs[x].Rostered)
			}
			heads += float64(least*step) / 60
			work += p.HeadMinutes(d.Volume[x]) / 60
		}
		if d.Queue.Deferred {
			heads = max(heads, work)
		}
		n.hours[day] += heads
	}
}

// month says what a month needs and who is there.
func (p *HirePlan) month(ws *workspace.Workspace, m workcal.Month, n *daysNeeded) HireMonth {
	h := HireMonth{Month: m}
	event := eventDays(ws, m, &h)
	plain, days := 0.0, 0
	for d := m.First(); d <= m.Last(); d++ {
		h.Volume += n.volume[d-n.start]
		h.Hours += n.hours[d-n.start]
		if !event[d] {
			plain += n.hours[d-n.start]
			days++
		}
	}
	h.PlainDay = h.Hours / float64(m.Days())
	if days > 0 {
		h.PlainDay = plain / float64(days)
	}
	for d := m.First(); d <= m.Last(); d++ { // the days after the month are those of another one
		week := 0.0
		for k := range workcal.Date(7) {
			if i := int(d + k - n.start); i < len(n.hours) {
				week += n.hours[i]
			} else {
				week += h.PlainDay
			}
		}
		if week > h.PeakWeek {
			h.PeakWeek, h.PeakFrom = week, d
		}
	}
	s := &p.Settings
	h.HeadWeek = (7 - p.DaysOff) * p.HoursDay * (1 - float64(s.Absence)) * float64(s.Fit)
	h.HeadMonth = h.HeadWeek * float64(m.Days()) / 7
	h.Plain = h.PlainDay * float64(m.Days()) / h.HeadMonth
	h.Peak = max(h.Plain, h.PeakWeek/h.HeadWeek)
	p.temps(ws, &h, event, n)
	for d := m.First(); d <= m.Last(); d++ {
		for i := range ws.People {
			all, stay := p.headOf(ws, &ws.People[i], d)
			h.List += all / float64(m.Days())
			h.There += all * stay / float64(m.Days())
		}
	}
	return h
}

// eventDays are the days of m on which an event of the shop takes place.
func eventDays(ws *workspace.Workspace, m workcal.Month, h *HireMonth) map[workcal.Date]bool {
	out := map[workcal.Date]bool{}
	for _, e := range ws.Events {
		for d := max(e.From.Date, m.First()); d <= min(e.To.Date, m.Last()); d++ {
			if d == e.To.Date && e.To.Minute == 0 {
				continue
			}
			out[d] = true
			if !slices.Contains(h.PeakName, e.Name) {
				h.PeakName = append(h.PeakName, e.Name)
			}
		}
	}
	return out
}

// temps says how many temps carry what the days of events need beyond a plain day.
func (p *HirePlan) temps(ws *workspace.Workspace, h *HireMonth, event map[workcal.Date]bool, n *daysNeeded) {
	day := p.HoursDay * float64(p.Settings.Fit) * float64(p.Settings.TempPace)
	for d := range n.hours {
		date := n.start + workcal.Date(d)
		more := n.hours[d] - h.PlainDay
		if !event[date] || more <= 0 {
			continue
		}
		heads := int(math.Ceil(more/day - closeEnough))
		h.TempHeads = max(h.TempHeads, heads)
		h.TempDays += max(0, heads)
	}
	h.TempLow, h.TempHigh = float64(h.TempDays)*ws.Config.Costs.TempDay.Low, float64(h.TempDays)*ws.Config.Costs.TempDay.High
}

// headOf is what part of a head somebody on the list is on a day, and how likely they have
// not left by then without the list saying so.
func (p *HirePlan) headOf(ws *workspace.Workspace, who *workspace.Person, d workcal.Date) (head, stay float64) {
	if who.ForWeek() || who.Hired != 0 && d < who.Hired || who.Left != 0 && d > who.Left || who.TraineeOn(d, p.Training) {
		return 0, 1
	}
	head = 1
	if full := p.HoursDay * (7 - p.DaysOff); who.Weekly > 0 && full > 0 {
		head = min(1, float64(who.Weekly)/60/full)
	}
	if who.Hired != 0 {
		if ready := who.Hired + workcal.Date(7*(p.Training+p.Settings.RampWeeks)); d < ready && !who.TraineeOn(d, p.Training) {
			head *= float64(p.Settings.RampPace)
		}
	}
	if who.Left != 0 {
		return head, 1
	}
	return head, p.staying(p.Today, d)
}

// staying is the share of people of one day who are still there on another.
func (p *HirePlan) staying(from, d workcal.Date) float64 {
	const month = 365.25 / 12
	return math.Pow(1-float64(p.Settings.Attrition), max(0, float64(d-from))/month)
}

// on is what a cohort brings on a day.
func (p *HirePlan) on(c cohort, d workcal.Date) float64 {
	trained := c.start + workcal.Date(7*p.Training)
	switch {
	case d < trained:
		return 0
	case d < trained+workcal.Date(7*p.Settings.RampWeeks):
		return c.heads * float64(p.Settings.RampPace) * p.staying(c.start, d)
	}
	return c.heads * p.staying(c.start, d)
}

// look finds, month by month, whom to hire. They begin so early that they are full hands on
// the first day of the month, or on that of the busiest week where that is what counts; where
// it is too late for this, as soon as a job posted today is filled.
func (p *HirePlan) look(of func(*HireMonth) (*Hiring, float64)) {
	var hired []cohort
	mean := func(m workcal.Month, list []cohort) (heads float64) {
		for d := m.First(); d <= m.Last(); d++ {
			for _, c := range list {
				heads += p.on(c, d) / float64(m.Days())
			}
		}
		return heads
	}
	s := &p.Settings
	ahead := workcal.Date(7 * (p.Training + s.RampWeeks))
	for k := range p.Months {
		h := &p.Months[k]
		x, need := of(h)
		x.Need, x.Before = need, mean(h.Month, hired)
		// Those who are on their way are not hired a second time.
		lack := need - h.There
		for _, c := range hired {
			lack -= c.heads * p.staying(c.start, h.Month.First()+14)
		}
		if lack > closeEnough {
			c := cohort{start: h.Month.First() - ahead}
			c.heads = math.Ceil(lack/p.staying(c.start, h.Month.First()+14) - closeEnough)
			x.Hire, x.Post = int(c.heads), c.start-workcal.Date(7*s.PostWeeks)
			if x.Post < p.Today {
				x.Late, c.start = true, p.Today+workcal.Date(7*s.PostWeeks)
				x.Post = p.Today
			}
			x.Start, x.Ready = c.start, c.start+ahead
			hired = append(hired, c)
		}
		x.Short = max(0, need-h.There-mean(h.Month, hired))
	}
}
