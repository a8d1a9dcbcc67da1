package workspace

import (
	"math"
	"slices"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// A count of a whole day says how much, not when. It is spread over the hours as the days
// that came by the hour are, and it is used for days only of which nothing else is known.

// dayFile makes a file of its own of the counts of whole days that a file holds.
func (h *history) dayFile(f *file, problems *table.Problems) {
	if !slices.ContainsFunc(f.days, func(s []slot) bool { return len(s) > 0 }) {
		return
	}
	d := file{name: f.name, sheets: f.sheets, queues: f.days, agents: f.agents}
	h.meet(&d, problems)
	d.step = 1440
	if at, ok := d.longer(); ok {
		problems.Add(d.at(at), lang.T("两行相隔几天，看起来是一周或一个月的合计，摊不到每天", "the rows are days apart and look like totals of weeks or months, which cannot be spread over days"),
			lang.T("按小时导出，或至少按天导出", "export counts by the hour, or by the day at least"))
		return
	}
	h.daily = append(h.daily, d)
}

// longer reports whether no two counts are of days in a row, and the first of them.
func (f *file) longer() (first slot, ok bool) {
	for _, slots := range f.queues {
		for i := 1; i < len(slots); i++ {
			if slots[i].at-slots[i-1].at <= 1440 {
				return slot{}, false
			}
			if i == 1 && !ok {
				first, ok = slots[0], true
			}
		}
	}
	return first, ok
}

// fewestHourly is how many days must be known by the hour before their hours say how
// others went.
const fewestHourly = 3

// spread lays counts of whole days over the hours of days of which no hour is known, in
// the shares that the hours of the same weekday had, or those of all days where it came
// less than twice. Shares are of the same queue, or of all where it has none. An error
// says that nothing is known of the hours.
func (h *history) spread(series []forecast.Series) error {
	if len(h.daily) == 0 {
		return nil
	}
	shares := make([]*dayShares, len(series))
	most := 0 // the queue of which most days are known by the hour
	for i := range series {
		if shares[i] = newShares(&series[i]); shares[i].days > shares[most].days {
			most = i
		}
	}
	var problems table.Problems
	for i := range h.daily {
		f := &h.daily[i]
		for si := range series {
			s := &series[si]
			counts := f.queues[slices.IndexFunc(h.config.Queues, func(q Queue) bool { return q.ID == s.Queue })]
			like := shares[si]
			if like.days < fewestHourly {
				like = shares[most]
			}
			if len(counts) == 0 {
				continue
			}
			if like.days < fewestHourly {
				at := f.at(counts[0])
				at.Col = 0
				problems.Add(at, lang.T("每天只有一个数，没有钟点，不知道怎么分到各小时", "there is one count a day without its hour; how it spreads over the hours is not known"),
					lang.F("按小时导出；或至少再放 %d 天按小时的记录，每天的数会照它摊开", "export counts by the hour, or add hourly counts of %d days at least: totals of days are spread like them", fewestHourly))
				continue
			}
			used, again, kept := shares[si].lay(s, counts, like)
			like.tell(h, f, s, used, again, kept, series[most].Name)
		}
	}
	return problems.Err()
}

// tell says what became of the days of a file.
func (d *dayShares) tell(h *history, f *file, s *forecast.Series, used, again, kept int, other lang.Text) {
	queue := h.ofQueue(s.Name)
	switch {
	case used > 0 && d.name == s.Name:
		h.note("%s：%d 天%s只有全天的数，按另外 %d 天的时段分布摊到各小时", "%s: of %d days%s there are totals only; they are spread over the hours like the %d days that have hours", f.name, used, queue, d.days)
	case used > 0:
		h.note("%s：%d 天%s只有全天的数，照“%s”的时段分布摊到各小时", "%s: of %d days%s there are totals only; they are spread over the hours like those of %s", f.name, used, queue, other)
	}
	if again > 0 {
		h.note("%s：有 %d 天%s的全天数在前面的文件里也有，以这个文件为准", "%s: totals of %d days%s are also in an earlier file; this file is used", f.name, again, queue)
	}
	if kept > 0 {
		h.note("%s：有 %d 天%s的全天数没有用，那些天有每小时的记录", "%s: totals of %d days%s are not used: those days are there by the hour", f.name, kept, queue)
	}
}

// ofQueue names a queue where there are several.
func (h *history) ofQueue(name lang.Text) lang.Text {
	if len(h.config.Queues) == 1 {
		return lang.Text{}
	}
	return lang.F("“%s”", " of %s", name)
}

// dayShares are the parts of a day's count that its intervals bring.
type dayShares struct {
	name     lang.Text // of the queue
	days     int       // that are known by the hour
	weekdays [7]int
	weekday  [7][]float64 // sums by interval
	all      []float64
	known    []bool // intervals that were ever counted
	unknown  []bool // days of the queue that have no hour
	laid     []bool // days that were spread
}

func newShares(s *forecast.Series) *dayShares {
	n := 1440 / s.Step
	d := &dayShares{name: s.Name, all: make([]float64, n), known: make([]bool, n), unknown: make([]bool, len(s.Values)/n), laid: make([]bool, len(s.Values)/n)}
	most := 0
	counted := func(day []float64) (k int) {
		for _, v := range day {
			if !math.IsNaN(v) {
				k++
			}
		}
		return k
	}
	for i := range d.unknown {
		most = max(most, counted(s.Values[i*n:(i+1)*n]))
	}
	for i := range d.unknown {
		day := s.Values[i*n : (i+1)*n]
		k := counted(day)
		d.unknown[i] = k == 0
		if 2*k < most || k == 0 {
			continue // the export ends within it
		}
		w := (s.Start + workcal.Date(i)).Weekday()
		if d.weekday[w] == nil {
			d.weekday[w] = make([]float64, n)
		}
		sum := 0.0
		for t, v := range day {
			if math.IsNaN(v) {
				continue
			}
			d.known[t] = true
			sum += v
			d.weekday[w][t] += v
			d.all[t] += v
		}
		if sum > 0 {
			d.days++
			d.weekdays[w]++
		}
	}
	return d
}

// lay spreads counts of days over the series of d, in the shares of like; kept are those
// of days that have hours, again those of days that were spread before.
func (d *dayShares) lay(s *forecast.Series, counts []slot, like *dayShares) (used, again, kept int) {
	n := 1440 / s.Step
	for _, c := range counts {
		i := c.at/1440 - int(s.Start)
		if i < 0 || i >= len(d.unknown) {
			continue // older than any history that is used
		}
		if !d.unknown[i] {
			kept++
			continue
		}
		used++
		if d.laid[i] {
			again++
		}
		d.laid[i] = true
		if s.Spread == nil {
			s.Spread = d.laid
		}
		share := like.all
		if w := (s.Start + workcal.Date(i)).Weekday(); like.weekdays[w] > 1 {
			share = like.weekday[w]
		}
		sum := 0.0
		for _, v := range share {
			sum += v
		}
		for t := range n {
			if like.known[t] {
				s.Values[i*n+t] = c.count * share[t] / sum
			}
		}
	}
	return used, again, kept
}
