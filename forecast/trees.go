package forecast

import (
	"math"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// trees corrects the plain week by boosted trees: by what share the volume comes out
// above or below it, by the calendar, the lead and how the last weeks went. All that
// they see is relative to the level, so that they follow its changes. They are fitted
// for the first origin, every sixth after it and the last, on rows before it, each as
// it looked from a day up to treeLeads days earlier.
type trees struct {
	label lang.Text
	o     *openGrid
	hours bool // a row for each slot; otherwise one for each day
}

const (
	treeLeads = 28
	// Rows of days are few: each day is looked at from so many days before.
	treeLooks = 4
	// Fewer rows teach nothing.
	fewTreeRows = 60
)

// correcting is how the trees are grown: few and small ones, since rows of a day
// share its noise. 40 to 120 trees of 8 to 12 leaves differ by less than a hundredth
// of the error. Medians are right where campaigns are in the rows; those of small counts
// lie below their mean, so that there the mean is taught.
func correcting(small bool) boost {
	loss := absoluteLoss
	if small {
		loss = squaredLoss
	}
	return boost{loss: loss, trees: 40, rate: 0.1, leaves: 8, least: 20, ridge: 5, rows: 0.5, cols: 0.8, bins: 32, seed: 1}
}

func (m trees) name() lang.Text { return m.label }

func (m trees) ahead(_ *sample, origins []int, h int) [][]float64 {
	o, days := m.o, (h+m.o.day-1)/m.o.day
	out := make([][]float64, len(origins))
	t := &treeRows{weeks: newPlainWeeks(o.g, o.dow), hours: m.hours, small: o.scale() == raw}
	t.teach(o.slot)
	var f *forest
	for k, n := range origins {
		first := n / o.day
		if first+days > len(o.at) {
			continue
		}
		from := o.at[first]
		// Most origins have the trees of one before.
		if last := k == len(origins)-1; f == nil || last || k%6 == 0 {
			f = t.fit(from)
		}
		if f == nil || !(t.weeks.level[min(from, len(t.weeks.level)-1)] > 0) {
			continue
		}
		out[k] = make([]float64, h)
		for i := 0; i < h; i += o.day {
			d := o.at[first+i/o.day]
			t.look(d, from)
			for j := range min(o.day, h-i) {
				out[k][i+j] = max(0, t.base(o.slot[j])*f.at(t.features(o.slot[j])))
			}
		}
	}
	return out
}

// treeRows are the rows that trees learn from, ascending by day.
type treeRows struct {
	weeks *plainWeeks
	hours bool
	small bool        // counts are
	x     [][]float64 // [feature][row]
	y, w  []float64   // volume over that of the plain week, and the latter
	day   []int

	// The day looked at.
	d, from int
	plain   []float64
	row     []float64
	ofDay   int // features of the day alone
}

// fit returns trees taught the rows before day from; nil where there are too few.
func (t *treeRows) fit(from int) *forest {
	n := len(t.day)
	for n > 0 && t.day[n-1] >= from {
		n--
	}
	if n < fewTreeRows {
		return nil
	}
	x := make([][]float64, len(t.x))
	for j := range x {
		x[j] = t.x[j][:n]
	}
	return correcting(t.small).fit(x, t.y[:n], t.w[:n])
}

// teach makes the rows of all days of history. The lead changes from day to day, so
// that every weekday is seen at every lead.
func (t *treeRows) teach(slots []int) {
	p, looks := t.weeks, 1
	if !t.hours {
		looks = treeLooks
	}
	for d := range p.g.days {
		for look := range looks {
			lead := (11*d + 5*(d/treeLeads) + look*treeLeads/treeLooks) % treeLeads
			from := d - lead
			if from < 14 || math.IsNaN(p.volume[d]) {
				continue
			}
			if t.look(d, from); t.plain == nil {
				continue
			}
			if !t.hours {
				t.add(p.volume[d], sumOf(t.plain), t.row[:t.ofDay])
				continue
			}
			for _, s := range slots {
				t.add(p.g.y[d*p.g.slots+s], t.plain[s], t.features(s))
			}
		}
	}
}

// add makes one row, where the volume is known and the plain week is open.
func (t *treeRows) add(volume, plain float64, row []float64) {
	if math.IsNaN(volume) || !(plain > 0) {
		return
	}
	if t.x == nil {
		t.x = make([][]float64, len(row))
	}
	for j, v := range row {
		t.x[j] = append(t.x[j], v)
	}
	t.y, t.w, t.day = append(t.y, volume/plain), append(t.w, plain), append(t.day, t.d)
}

// look turns to day d as it is known on the eve of day from.
func (t *treeRows) look(d, from int) {
	p := t.weeks
	t.d, t.from, t.plain = d, from, p.slots(d, from)
	date := p.g.start + workcal.Date(d)
	month := workcal.MonthOf(date)
	lag := t.lag()
	even := (lag + 7) / 14 * 14 // the nearest that is whole fortnights before
	t.row = append(t.row[:0],
		float64(d-from),
		float64(p.dow[d]),
		float64(date-month.First()),
		float64(month.Last()-date),
		workdays(month.First(), date),
		workdays(date, month.Last()),
		float64(month.Month),
		p.level[from],
		p.quick[from]/p.level[from],
		p.recent(from, from, 14)/p.recent(from-28, from, 14),
		p.against(d-lag, from),
		p.against(d-even, from),
		p.against(d-even-14, from),
		p.course(d, from),
	)
	if !t.hours {
		// Rows of days also see what the last months in themselves left over: a lasting
		// decline. At the level of hours that would be learnt by heart.
		t.row = append(t.row, float64(d))
	}
	t.ofDay = len(t.row)
}

// lag returns how many whole weeks before the day looked at the last day that is
// known lies, in days.
func (t *treeRows) lag() int { return (t.d-t.from)/7*7 + 7 }

// base returns the plain volume of a slot of the day looked at.
func (t *treeRows) base(s int) float64 {
	if t.plain == nil {
		return 0
	}
	return t.plain[s]
}

// features returns those of a slot of the day looked at.
func (t *treeRows) features(s int) []float64 {
	if !t.hours {
		return t.row[:t.ofDay]
	}
	p, b := t.weeks, t.base(s)
	sum, n, last := 0.0, 0.0, math.NaN()
	for k := range 4 {
		e := t.d - t.lag() - 7*k
		if e < 0 || e >= p.g.days {
			continue
		}
		v := p.g.y[e*p.g.slots+s]
		if k == 0 {
			last = v
		}
		if !math.IsNaN(v) {
			sum, n = sum+v, n+1
		}
	}
	f := append(t.row[:t.ofDay], float64(s), math.NaN(), math.NaN())
	if b > 0 {
		f[t.ofDay+1], f[t.ofDay+2] = last/b, sum/n/b
	}
	t.row = f
	return f
}

// workdays counts the Mondays to Fridays of [from, to], up to ten.
func workdays(from, to workcal.Date) float64 {
	n := 0
	for d := from; d <= to && n < 10; d++ {
		if !d.Weekend() {
			n++
		}
	}
	return float64(n)
}
