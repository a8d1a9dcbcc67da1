package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/schedule"
)

// Live is what the page of this computer shows of a roster beside its cells: the same
// groups, figures and drawings as the posted report has.
type Live struct {
	Dates  string
	Groups []LiveGroup
	Days   []LiveDay
	Strips []LiveStrip // of one day, a team each
	People []LiveBar   // who is there when on that day
	Hours  []chartMark // of the bars
	Meters []LiveMeter
}

// LiveGroup is people who stand together; Name is "" where the shop has no groups.
type LiveGroup struct {
	Name, Size string
	People     []int
	Shifts     []string // [day] how many have which shift: 早 3 晚 4
}

// LiveDay is a day in figures: heads at work, head-hours there, needed and short.
type LiveDay struct {
	Date, Name, Class string
	Notes             []string // holidays, promotions
	AtWork            int
	Have, Need, Short string // Need is "" where nothing says how many are needed
	Bad               bool
	Worst             string
}

// LiveStrip is the cover of a day, drawn wide and narrow.
type LiveStrip struct {
	Name         string // of the team; "" is everybody
	Wide, Narrow dayChart
	Holes        []LiveHole
}

// LiveHole is hours of a strip in which people are missing.
type LiveHole struct {
	From, To int // minutes of the day
	Heads    int // missing at most
	Text     string
	X, W     [2]float64 // in the wide and the narrow drawing
}

// LiveBar is somebody's day as a bar, with breaks and what else takes them off the queues.
type LiveBar struct {
	Name, Text, Class string
	Parts             []LivePart
}

// LivePart is a stretch of a bar, in the coordinates of a drawing of dayWide; Break is one
// in which the person is not at the queues.
type LivePart struct {
	X, W  float64
	Break bool
	Text  string
}

// LiveMeter is how something is shared out: a dot for each person, and the band in which
// an even share lies.
type LiveMeter struct {
	Name, Range string
	Dots        []LiveDot
	X, W        float64 // of the band
}

// LiveDot is one person; Out is outside their share.
type LiveDot struct {
	X, Y float64
	Out  bool
	Text string
}

// The drawings of a day on the page, in pixels.
var (
	wideFrame   = frame{wide: 926, tall: 118, left: 64, right: 920, top: 18, base: 92}
	narrowFrame = frame{wide: 366, tall: 118, left: 24, right: 362, top: 18, base: 92}
)

// A bar of a day takes this much, and the drawing of a meter.
const (
	dayWide             = 720.0
	meterWide, meterPad = 160.0, 6.0
)

// LiveOf is what the page shows of w, with day drawn.
func LiveOf(w *Week, day int) *Live {
	b := newRosterBook(w)
	defer b.f.Close()
	out := &Live{Dates: b.dates(), Meters: b.meters()}
	for _, g := range b.groups() {
		group := LiveGroup{Name: g.name, People: g.people, Size: b.say(lang.F("%d 人", "%d people", len(g.people)))}
		if g.name != "" {
			for d := range b.p.Days {
				group.Shifts = append(group.Shifts, b.shiftCounts(g.people, d))
			}
		}
		out.Groups = append(out.Groups, group)
	}
	sums := b.sums()
	needed := slices.ContainsFunc(sums, func(s pageSum) bool { return s.required > 0 })
	for d, s := range sums {
		day := LiveDay{Date: s.Day.Date, Name: s.Day.Name, Class: s.Day.Class, Notes: b.dayNotes(d), AtWork: b.atWork(b.order, d), Have: s.Rostered, Bad: s.Bad, Worst: s.Worst}
		if needed {
			day.Need, day.Short = s.Required, s.Short
		}
		out.Days = append(out.Days, day)
	}
	if day >= 0 && day < b.p.Days {
		b.liveDay(out, day)
	}
	return out
}

// LiveFigures are what a roster does to the customers, simulated.
type LiveFigures struct {
	Tiles []tile   // customers lost first
	Rates []string // reply rate of each day; "" where it is not known
}

// LiveFiguresOf are the figures of w for the page.
func LiveFiguresOf(w *Week) *LiveFigures {
	b := newRosterBook(w)
	defer b.f.Close()
	out := &LiveFigures{Tiles: b.simulated()}
	for _, s := range b.sums() {
		out.Rates = append(out.Rates, s.Reply)
	}
	return out
}

// shiftCounts says how many of people have which shift on day d.
func (b *rosterBook) shiftCounts(people []int, d int) string {
	var parts []string
	seen := map[string]bool{}
	for _, s := range b.used {
		label := b.labels[s]
		if seen[label] || b.p.Shifts[s].Kind == schedule.Standby {
			continue
		}
		seen[label] = true
		n := 0
		for _, i := range people {
			if c := b.w.Roster.Cells[i][d]; c != schedule.Off && b.labels[c] == label {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", label, n))
		}
	}
	return strings.Join(parts, " ")
}

// liveDay draws day d: cover, and who is there when.
func (b *rosterBook) liveDay(out *Live, d int) {
	have, teams := b.have(), b.shown()
	from, to := b.open(teams, have)
	if from >= to {
		return
	}
	for _, t := range teams {
		row := heads(have, t.queue)
		top := 1
		for x, n := range row {
			top = max(top, n, at0(t.required, x), at0(t.minimum, x))
		}
		s := LiveStrip{Wide: b.dayChart(wideFrame, t, d, from, to, top, row), Narrow: b.dayChart(narrowFrame, t, d, from, to, top, row)}
		if b.separate() {
			s.Name = b.say(t.name)
		}
		for _, h := range b.holes(t, d, row) {
			hole := LiveHole{From: h.Span.Start, To: h.Span.End, Heads: h.Heads, Text: b.say(lang.F("%s 缺 %d 人", "%s: %d short", h.Span, h.Heads))}
			for k, f := range []frame{wideFrame, narrowFrame} {
				x := func(minute int) float64 { return f.x(minute/b.p.Interval, from, to) }
				hole.X[k], hole.W[k] = x(h.Span.Start), tenth(x(h.Span.End)-x(h.Span.Start))
			}
			s.Holes = append(s.Holes, hole)
		}
		out.Strips = append(out.Strips, s)
	}
	open, shut := from*b.p.Interval, to*b.p.Interval
	for _, i := range b.order {
		if c := b.w.Roster.Cells[i][d]; c != schedule.Off {
			open, shut = min(open, b.p.Shifts[c].Start()), max(shut, b.p.Shifts[c].End())
		}
	}
	x := func(minute int) float64 { return tenth(dayWide * float64(minute-open) / float64(shut-open)) }
	for m := (open + 59) / 60 * 60; m < shut; m += 60 {
		out.Hours = append(out.Hours, chartMark{x(m), schedule.Clock(m)})
	}
	for _, i := range b.order {
		c := b.w.Roster.Cells[i][d]
		if c == schedule.Off {
			continue
		}
		sh := &b.p.Shifts[c]
		bar := LiveBar{Name: b.names[i], Class: kindClass(sh.Kind), Text: fmt.Sprintf("%s %s", b.say(sh.Name), b.hours(c))}
		for _, g := range sh.Segments {
			bar.Parts = append(bar.Parts, LivePart{X: x(g.Start), W: tenth(x(g.End) - x(g.Start)), Text: g.String()})
		}
		for _, g := range b.w.Roster.BreaksAt(b.p, i, d) {
			bar.Parts = append(bar.Parts, LivePart{X: x(g.Start), W: tenth(x(g.End) - x(g.Start)), Break: true, Text: b.say(lang.F("休息 %s", "break %s", g))})
		}
		for k, a := range b.w.Roster.ActivitiesAt(i, d) {
			bar.Parts = append(bar.Parts, LivePart{X: x(a.Start), W: tenth(x(a.End) - x(a.Start)), Break: true, Text: b.say(b.activityTexts(i, d)[k])})
		}
		out.People = append(out.People, bar)
	}
	slices.SortStableFunc(out.People, func(x, y LiveBar) int { return cmp.Compare(x.Parts[0].X, y.Parts[0].X) })
}

// Shortage is a stretch of a day in which a team is short of what is required.
type Shortage struct {
	Day     int
	Span    schedule.Span
	Queue   int // or schedule.Any
	Heads   int // missing at most
	Minutes int // head-minutes missing
}

// Shortages are the stretches of w in which people are missing, the worst first.
func Shortages(w *Week) (out []Shortage) {
	b := newRosterBook(w)
	defer b.f.Close()
	have := b.have()
	for _, t := range b.shown() {
		for d := range b.p.Days {
			out = append(out, b.holes(t, d, heads(have, t.queue))...)
		}
	}
	slices.SortStableFunc(out, func(x, y Shortage) int { return cmp.Compare(y.Minutes, x.Minutes) })
	return out
}

// holes are the stretches of day d in which team t, of which have are there, is short.
func (b *rosterBook) holes(t team, d int, have []int) (out []Shortage) {
	per := schedule.DayMinutes / b.p.Interval
	open := false
	for i := range per {
		short := max(at0(t.required, d*per+i), at0(t.minimum, d*per+i)) - have[d*per+i]
		if short <= 0 {
			open = false
			continue
		}
		if !open {
			out = append(out, Shortage{Day: d, Queue: t.queue, Span: schedule.Span{Start: i * b.p.Interval}})
			open = true
		}
		h := &out[len(out)-1]
		h.Span.End, h.Heads, h.Minutes = (i+1)*b.p.Interval, max(h.Heads, short), h.Minutes+short*b.p.Interval
	}
	return out
}

// meters are hours and what of the burdens anybody bears, person by person. An even share
// is the mean of a day on which people can work, times the days on which one can; whoever
// is more than one shift away from their share is outside it.
func (b *rosterBook) meters() (out []LiveMeter) {
	days, all, worked, minutes := make([]int, len(b.p.People)), 0, 0, 0
	for i := range b.p.People {
		for d := max(0, b.p.People[i].First); d < min(b.p.Days, b.p.People[i].Last); d++ {
			if b.leave(i, d).IsZero() {
				days[i]++
				all++
			}
			if s := b.w.Roster.Cells[i][d]; s != schedule.Off {
				worked++
				minutes += b.p.Shifts[s].Worked()
			}
		}
	}
	if worked == 0 || all == 0 {
		return nil
	}
	count := func(n int) string { return fmt.Sprint(n) }
	add := func(name lang.Text, unit float64, text func(int) string, of func(i, d, s int) int) {
		n, sum := make([]int, len(b.p.People)), 0
		for i := range b.p.People {
			for d, s := range b.w.Roster.Cells[i] {
				if s != schedule.Off {
					n[i] += of(i, d, s)
				}
			}
			sum += n[i]
		}
		if sum > 0 {
			out = append(out, b.meter(name, unit, text, n, days, float64(sum)/float64(all)))
		}
	}
	add(lang.T("工时", "Hours"), float64(minutes)/float64(worked), hoursText, func(_, _, s int) int { return b.p.Shifts[s].Worked() })
	for t := range schedule.Burdens {
		tally := schedule.Tally(t)
		add(schedule.Tallies[t].Name, 1, count, func(_, d, s int) int {
			if tally.Counts(b.p, s, d) {
				return 1
			}
			return 0
		})
	}
	return out
}

// meter draws n, with days of each person and the mean of a day.
func (b *rosterBook) meter(name lang.Text, unit float64, text func(int) string, n, days []int, mean float64) LiveMeter {
	least, most := slices.Min(n), slices.Max(n)
	share := func(i int) float64 { return mean * float64(days[i]) }
	low, high := share(0)-unit, share(0)+unit
	for i := range n {
		low, high = min(low, share(i)-unit), max(high, share(i)+unit)
	}
	low = max(0, low)
	from, to := min(float64(least), low), max(float64(most), high)
	x := func(v float64) float64 {
		return tenth(meterPad + (meterWide-2*meterPad)*(v-from)/max(to-from, 1e-9))
	}
	m := LiveMeter{Name: b.say(name), Range: text(least) + "–" + text(most), X: x(low), W: tenth(x(high) - x(low))}
	stacked := map[float64]int{}
	for _, i := range b.order {
		at := x(float64(n[i]))
		m.Dots = append(m.Dots, LiveDot{
			X: at, Y: max(4, 20-6.1*float64(stacked[at])), Text: fmt.Sprintf("%s %s", b.names[i], text(n[i])),
			Out: float64(n[i]) < share(i)-unit-1e-9 || float64(n[i]) > share(i)+unit+1e-9,
		})
		stacked[at]++
	}
	return m
}
