package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/schedule"
)

// pageSum is one day in figures: hours required, rostered and short.
type pageSum struct {
	Day                       pageDay
	Required, Rostered, Short string
	Worst, Reply              string
	Bad                       bool

	required, rostered, short int // minutes
}

// separate reports whether some heads serve some queues only, by their shift or their
// skills. Otherwise everybody serves all queues and the requirements are added up.
func (b *rosterBook) separate() bool {
	if len(b.p.Queues) < 2 {
		return false
	}
	for s := range b.p.Shifts {
		if b.p.Shifts[s].Queue != schedule.Any {
			return true
		}
	}
	return slices.ContainsFunc(b.p.People, func(p schedule.Person) bool { return p.Skills != nil })
}

// shown are the teams that the page draws: the queues, where heads serve some of
// them only, else all of them as one.
func (b *rosterBook) shown() []team {
	teams := b.teams()
	if b.separate() {
		return teams[:len(teams)-1]
	}
	return teams[len(teams)-1:]
}

// sums adds the week up by day.
func (b *rosterBook) sums() (out []pageSum) {
	have, teams := b.have(), b.shown()
	for d := range b.p.Days {
		s := pageSum{Day: pageDay{Date: schedule.MonthDay(b.p.Date(d)), Name: b.say(schedule.Weekday(b.p.Date(d))), Class: b.dayClass(d)}}
		most, at := 0, 0
		for i := range have.PerDay {
			x := d*have.PerDay + i
			short := 0
			for _, t := range teams {
				need := at0(t.required, x)
				s.required += need * b.p.Interval
				short += max(0, need-heads(have, t.queue)[x])
			}
			s.rostered += have.Total[x] * b.p.Interval
			s.short += short * b.p.Interval
			if short > most {
				most, at = short, i
			}
		}
		s.Required, s.Rostered, s.Short = hoursText(s.required), hoursText(s.rostered), hoursText(s.short)
		if most > 0 {
			s.Bad = true
			s.Worst = b.say(lang.F("%s 缺 %d 人", "%s: %d short", schedule.Clock(at*b.p.Interval), most))
		}
		if sim := b.w.Simulated; sim != nil && d < sim.Days {
			judged, good := 0.0, 0.0
			for _, q := range sim.Queues {
				judged += q.Days[d].Judged
				good += q.Days[d].Judged * q.Days[d].Reply.Mean
			}
			if judged > 0 {
				s.Reply = percent(good / judged)
			}
		}
		out = append(out, s)
	}
	return out
}

func percent(x float64) string { return fmt.Sprintf("%.1f%%", 100*x) }

// heads returns the cover of a queue, or of all.
func heads(c schedule.Coverage, q int) []int {
	if q == schedule.Any {
		return c.Total
	}
	return c.Queues[q]
}

func (b *rosterBook) tiles(p *page) []tile {
	required, rostered, short := 0, 0, 0
	for _, s := range p.Sums {
		required, rostered, short = required+s.required, rostered+s.rostered, short+s.short
	}
	out := []tile{{Name: b.say(lang.T("在岗人时", "Rostered hours")), Value: hoursText(rostered)}}
	if required > 0 {
		tone := "good"
		if short > 0 {
			tone = "bad"
		}
		out = append([]tile{{Name: b.say(lang.T("需求人时", "Required hours")), Value: hoursText(required)}}, out...)
		out = append(out, tile{b.say(lang.T("缺口人时", "Short hours")), hoursText(short), tone})
	}
	out = append(out, b.simulated()...)
	tone, value := "good", b.say(lang.T("全部满足", "all hold"))
	if p.Broken > 0 {
		tone, value = "bad", b.say(lang.F("%d 处不满足", "%d broken", p.Broken))
	}
	return append(out, tile{b.say(lang.T("硬规则", "Hard rules")), value, tone})
}

// simulated is, for each queue, how many customers leave unanswered and the reply rate, both
// simulated.
func (b *rosterBook) simulated() (out []tile) {
	if sim := b.w.Simulated; sim != nil {
		for q := range sim.Queues {
			if sim.Queues[q].Total.Judged == 0 {
				continue
			}
			of := ""
			if len(b.p.Queues) > 1 {
				of = " · " + b.say(b.p.Queues[q].Name)
			}
			if l := sim.Queues[q].Lost(); l.Told() {
				t := tile{Name: b.say(lang.T("没等到人就走的顾客", "Customers who leave unanswered")) + of, Value: percent(l.Share)}
				if l.TooMany() {
					t.Tone = "bad"
				}
				out = append(out, t)
			}
			name := b.say(lang.T("模拟回复率", "Simulated reply rate")) + of
			reply := sim.Queues[q].Total.Reply
			value := percent(reply.Mean)
			if reply.Half >= 0.0005 {
				value += fmt.Sprintf(" ±%.1f", 100*reply.Half)
			}
			out = append(out, tile{Name: name, Value: value})
		}
	}
	return out
}

// chartGroup is the charts of one team, a day each.
type chartGroup struct {
	Name   string
	Charts []dayChart
}

// dayChart holds the required and the rostered heads through one day, in the
// coordinates of a drawing of Wide by Tall.
type dayChart struct {
	Title, Class, About string
	Wide, Tall          int
	Left, Right, Base   int
	Bars                []chartBar
	Need, Least         string // step lines as SVG paths
	Rules, Ticks        []chartMark
}

type chartBar struct {
	X, Y, W, H       float64
	ShortY, ShortH   float64
	N, Need, Least   int
	Tip, Time, Reply string
	Level            int // 1 (worst) … 5 of the simulated replies in time; 0 unknown
}

type chartMark struct {
	At   float64
	Text string
}

// frame is the drawing of one day, in pixels: the plot, room for figures at its left and
// for hours below.
type frame struct{ wide, tall, left, right, top, base int }

// dayFrame is the drawing of a day in the web report.
var dayFrame = frame{wide: 340, tall: 168, left: 26, right: 334, top: 10, base: 132}

// x is the left edge of interval i of those in [from, to).
func (f frame) x(i, from, to int) float64 {
	return tenth(float64(f.left) + f.step(from, to)*float64(i-from))
}

// step is the width of an interval of those in [from, to).
func (f frame) step(from, to int) float64 { return float64(f.right-f.left) / float64(to-from) }

func (b *rosterBook) charts() (out []chartGroup) {
	have := b.have()
	teams := b.shown()
	from, to := b.open(teams, have)
	if from >= to {
		return nil
	}
	for _, t := range teams {
		g := chartGroup{}
		if b.separate() {
			g.Name = b.say(t.name)
		}
		top := 1
		for x, n := range heads(have, t.queue) {
			top = max(top, n, at0(t.required, x), at0(t.minimum, x))
		}
		for d := range b.p.Days {
			g.Charts = append(g.Charts, b.dayChart(dayFrame, t, d, from, to, top, heads(have, t.queue)))
		}
		out = append(out, g)
	}
	return out
}

// dayChart draws the intervals [from, to) of day d in f; all days of a team share the
// scale up to top, so that they can be compared.
func (b *rosterBook) dayChart(f frame, t team, d, from, to, top int, have []int) dayChart {
	c := dayChart{
		Title: b.on(d), Class: b.dayClass(d), Wide: f.wide, Tall: f.tall, Left: f.left, Right: f.right, Base: f.base,
	}
	step := f.step(from, to)
	x := func(i int) float64 { return f.x(i, from, to) }
	y := func(n int) float64 { return tenth(float64(f.base) - float64(f.base-f.top)*float64(n)/float64(top)) }
	per := schedule.DayMinutes / b.p.Interval
	short := 0
	need, least := stepLine{x: x, y: y}, stepLine{x: x, y: y}
	for i := from; i < to; i++ {
		k := d*per + i
		bar := chartBar{N: have[k], Need: at0(t.required, k), Least: at0(t.minimum, k)}
		want := max(bar.Need, bar.Least)
		bar.X, bar.W = tenth(x(i)+0.6), tenth(max(1, step-1.2))
		bar.Y, bar.H = y(bar.N), tenth(float64(f.base)-y(bar.N))
		if want > bar.N {
			bar.ShortY, bar.ShortH = y(want), tenth(y(bar.N)-y(want))
			short += (want - bar.N) * b.p.Interval
		}
		bar.Time = schedule.Span{Start: i * b.p.Interval, End: (i + 1) * b.p.Interval}.String()
		bar.Tip = b.say(lang.F("%s 需求 %d，在岗 %d", "%s required %d, rostered %d", bar.Time, want, bar.N))
		if onTime, known := b.onTime(t.queue, k); known {
			bar.Level = 1 + int(math.Floor(min(3.999, max(0, (onTime-0.5)/0.125)))) // half or less is worst
			if onTime >= 0.95 {
				bar.Level = 5
			}
			bar.Tip += b.say(lang.F("，模拟及时回复 %s", ", %s answered in time (simulated)", percent(onTime)))
			bar.Reply = percent(onTime)
		}
		c.Bars = append(c.Bars, bar)
		need.to(i, bar.Need)
		least.to(i, bar.Least)
	}
	c.Need, c.Least = need.path(to), least.path(to)
	for n, by := 0, 1+(top-1)/5; n <= top; n += by {
		c.Rules = append(c.Rules, chartMark{y(n), fmt.Sprint(n)})
	}
	for i := from; i <= to; i++ {
		if m := i * b.p.Interval; m%180 == 0 {
			c.Ticks = append(c.Ticks, chartMark{x(i), fmt.Sprint(m / 60)})
		}
	}
	c.About = b.say(lang.F("%s：缺 %s 人时", "%s: %s hours short", c.Title, hoursText(short)))
	return c
}

func tenth(v float64) float64 { return math.Round(v*10) / 10 }

// onTime returns the share of messages of an interval that the simulation saw
// answered in time, over all queues for schedule.Any.
func (b *rosterBook) onTime(queue, k int) (share float64, known bool) {
	sim := b.w.Simulated
	if sim == nil || sim.Step != b.p.Interval {
		return 0, false
	}
	weight := 0.0
	for q := range sim.Queues {
		if s := sim.Queues[q].Steps; (queue == schedule.Any || queue == q) && k < len(s) && s[k].Judged > 0 {
			weight += s[k].Judged
			share += s[k].Judged * s[k].OnTime
		}
	}
	return share / max(weight, 1e-9), weight > 0
}

// stepLine is a line that jumps from level to level at the edges of intervals.
type stepLine struct {
	x, y  func(int) float64
	parts strings.Builder
	level int
	any   bool
}

func (s *stepLine) to(i, n int) {
	if s.parts.Len() == 0 {
		fmt.Fprintf(&s.parts, "M%g %g", s.x(i), s.y(n))
	} else if n != s.level {
		fmt.Fprintf(&s.parts, "H%gV%g", s.x(i), s.y(n))
	}
	s.level, s.any = n, s.any || n > 0
}

// path ends the line at the left edge of interval to. It is "" if the line is zero
// throughout.
func (s *stepLine) path(to int) string {
	if !s.any {
		return ""
	}
	return fmt.Sprintf("%sH%g", s.parts.String(), s.x(to))
}

// fairColumn is a burden that is shared; fairRow is what one person bears.
type fairColumn struct{ Name string }

type fairRow struct {
	Name  string
	Cells []fairCell
}

type fairCell struct {
	N     string
	Past  string // with the weeks before, where they are known
	Share int    // per cent of the most that anybody bears
}

// fairness counts hours and burdens person by person: now, and with the weeks
// before as far as they are known.
func (b *rosterBook) fairness() (columns []fairColumn, rows []fairRow) {
	type measure struct {
		name lang.Text
		of   func(i, d, s int) int
		text func(int) string
	}
	count := func(n int) string { return fmt.Sprint(n) }
	measures := []measure{
		{lang.T("工时", "Hours"), func(_, _, s int) int { return b.p.Shifts[s].Worked() }, hoursText},
		{lang.T("出勤", "Days"), func(int, int, int) int { return 1 }, count},
	}
	for t := range schedule.Burdens {
		tally := schedule.Tally(t)
		measures = append(measures, measure{schedule.Tallies[t].Name, func(_, d, s int) int {
			if tally.Counts(b.p, s, d) {
				return 1
			}
			return 0
		}, count})
	}
	now, all := make([][]int, len(measures)), make([][]int, len(measures))
	for m := range measures {
		now[m], all[m] = make([]int, len(b.p.People)), make([]int, len(b.p.People))
		for i := range b.p.People {
			line := b.p.Timeline(b.w.Roster, i)
			for k, s := range line.Cells {
				if s == schedule.Off {
					continue
				}
				n := measures[m].of(i, line.First+k, s)
				all[m][i] += n
				if line.First+k >= 0 {
					now[m][i] += n
				}
			}
		}
	}
	rows = make([]fairRow, len(b.order))
	add := func(name lang.Text, now, all []int, text func(int) string) {
		most := 0
		for _, n := range now {
			most = max(most, n)
		}
		if most == 0 {
			return
		}
		columns = append(columns, fairColumn{b.say(name)})
		for r, i := range b.order {
			c := fairCell{N: text(now[i]), Share: 100 * now[i] / most}
			if all[i] != now[i] {
				c.Past = text(all[i])
			}
			rows[r].Name = b.names[i]
			rows[r].Cells = append(rows[r].Cells, c)
		}
	}
	for m := range measures {
		add(measures[m].name, now[m], all[m], measures[m].text)
	}
	for _, duty := range b.w.Rotas {
		n := make([]int, len(b.p.People))
		for _, i := range duty.Who {
			if i != schedule.Any {
				n[i]++
			}
		}
		add(duty.Rota.Name, n, duty.Rota.Turns(b.p, duty.Who), count)
	}
	return columns, rows
}
