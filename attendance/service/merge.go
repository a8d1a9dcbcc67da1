package service

import (
	"cmp"
	"math"
	"slices"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// Merged is what the reports of a month say together.
type Merged struct {
	Figures []attendance.Figures // by person, as the staff list has them
	Dropped []Dropped
	Notes   []lang.Text
}

// Merge lays the reports of a month over each other and gives the figures of everybody
// on the staff list, within their employment. Days that two reports tell of one account
// count once: where the figures are the same the first report counts, else the last one.
// Where one line covers days that others tell one by one, the days count if they hold as
// much, else the line. Accounts of one person add up.
func Merge(exports []*Export, staff []attendance.Person, of workcal.Month, own []attendance.ServiceColumn) Merged {
	m := merging{of: of, own: own, staff: staff, out: Merged{Figures: make([]attendance.Figures, len(staff))}, facts: make([]map[string][]fact, len(staff))}
	index := newAccounts(staff)
	for k, e := range exports {
		m.out.Dropped = append(m.out.Dropped, e.Dropped...)
		m.out.Notes = append(m.out.Notes, e.Notes...)
		m.take(k, e, index)
	}
	for i := range staff {
		m.person(i)
	}
	m.tellOverlaps()
	return m.out
}

// fact is one figure of one line.
type fact struct {
	days
	file   int // in order
	source string
	value  float64
	where  table.Pos
	counts map[string]float64 // the counts of the line
	gone   bool
}

type merging struct {
	of    workcal.Month
	own   []attendance.ServiceColumn
	staff []attendance.Person
	out   Merged
	facts []map[string][]fact // by person and metric
	over  []overlap
}

// take lays the rows of a report into the facts.
func (m *merging) take(k int, e *Export, index *accounts) {
	whole := month(m.of)
	type stranger struct {
		why  lang.Text
		rows int
		at   table.Pos
		what string
	}
	var strangers []stranger
	other, outside := 0, map[int]int{}
	for i := range e.Rows {
		r := &e.Rows[i]
		drop := func(why lang.Text) {
			m.out.Dropped = append(m.out.Dropped, Dropped{r.Where, r.Who.Label(), why})
		}
		who, why := index.find(&r.Who)
		if who < 0 {
			drop(why)
			at := slices.IndexFunc(strangers, func(s stranger) bool { return s.what == r.Who.Label() })
			if at < 0 {
				strangers = append(strangers, stranger{why, 1, r.Where, r.Who.Label()})
			} else {
				strangers[at].rows++
			}
			continue
		}
		d := days{r.From, r.To}
		if d.to <= whole.from || d.from >= whole.to {
			other++
			drop(lang.F("是 %v 的数，不是 %v 的", "of %v, not of %v", d.text(), m.of))
			continue
		}
		if d.from < whole.from || d.to > whole.to {
			m.out.Notes = append(m.out.Notes, lang.F("%v：%v 跨出 %v，分不开，没有用；按天或按月导出", "%v: %v reaches beyond %v and cannot be divided; it is not used. Export by day or by month", r.Where, d.text(), m.of))
			drop(lang.F("%v 跨出 %v", "%v reaches beyond %v", d.text(), m.of))
			continue
		}
		if p := &m.staff[who]; p.Hired != 0 && d.to <= p.Hired || p.Left != 0 && d.from > p.Left {
			outside[who]++
			drop(lang.T("这一天不在职", "not employed on that day"))
			continue
		}
		counts := map[string]float64{}
		for _, c := range r.Cells {
			if unit, _ := unitOf(c.Metric, m.own); unit == attendance.Count {
				counts[c.Metric] = c.Value
			}
		}
		if m.facts[who] == nil {
			m.facts[who] = map[string][]fact{}
		}
		for _, c := range r.Cells {
			at := r.Where
			at.Col = c.Col
			m.facts[who][c.Metric] = append(m.facts[who][c.Metric], fact{days: d, file: k, source: r.Who.source(), value: c.Value, where: at, counts: counts})
		}
	}
	for _, s := range strangers {
		m.out.Notes = append(m.out.Notes, lang.F("%v：%s（%d 行）", "%v: %s (%d lines)", s.at, s.why, s.rows))
	}
	if other > 0 {
		m.out.Notes = append(m.out.Notes, lang.F("%s：%d 行是别的月份的，没有用", "%s: %d lines are of other months and not used", e.File, other))
	}
	for who := range m.staff {
		if n := outside[who]; n > 0 {
			m.out.Notes = append(m.out.Notes, lang.F("%s：%s 有 %d 行在入职前或离职后，没有用", "%s: %[3]d lines of %[2]s are before the hire or after the leave and not used", e.File, m.staff[who].Name, n))
		}
	}
}

// source tells the reports of one account apart from those of another platform or shop.
func (a *Agent) source() string {
	return a.Platform + "\x00" + fold(a.Shop) + "\x00" + fold(cmp.Or(a.Account, a.ID, a.Name))
}

// overlap is days that two sheets tell of one account.
type overlap struct {
	kind string // same, newer, days, whole
	a, b string // files
	rows int
}

func (m *merging) overlaps(kind string, a, b table.Pos) {
	x, y := a.File, b.File
	for i := range m.over {
		if o := &m.over[i]; o.kind == kind && o.a == x && o.b == y {
			o.rows++
			return
		}
	}
	m.over = append(m.over, overlap{kind, x, y, 1})
}

// settle decides which facts of one metric count where several tell of the same days.
func (m *merging) settle(facts []fact) []fact {
	slices.SortStableFunc(facts, func(a, b fact) int {
		return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.file, b.file))
	})
	for i := range facts {
		for j := i + 1; j < len(facts) && facts[j].source == facts[i].source; j++ {
			a, b := &facts[i], &facts[j]
			if a.gone || b.gone || a.days != b.days {
				continue
			}
			same := math.Abs(a.value-b.value) < 1e-9
			switch elsewhere := a.where.File != b.where.File || a.where.Sheet != b.where.Sheet; {
			case same && (elsewhere || a.equalCounts(b)):
				b.gone = true
				m.overlaps("same", a.where, b.where)
			case elsewhere:
				a.gone = true
				m.overlaps("newer", a.where, b.where)
			}
		}
	}
	for i := range facts {
		if a := &facts[i]; !a.gone && a.to-a.from > 1 {
			m.within(facts, a)
		}
	}
	return slices.DeleteFunc(facts, func(f fact) bool { return f.gone })
}

// equalCounts reports whether two lines of one sheet say the same altogether.
func (f *fact) equalCounts(o *fact) bool {
	if len(f.counts) != len(o.counts) {
		return false
	}
	for k, v := range f.counts {
		if o.counts[k] != v {
			return false
		}
	}
	return true
}

// within decides between a line over several days and those that lie in them.
func (m *merging) within(facts []fact, long *fact) {
	var inside []*fact
	covered := map[workcal.Date]bool{}
	sum, hold := 0.0, 0.0
	for i := range facts {
		f := &facts[i]
		if f == long || f.gone || f.source != long.source || f.to <= long.from || f.from >= long.to || f.days == long.days {
			continue
		}
		inside = append(inside, f)
		for d := f.from; d < f.to; d++ {
			covered[d] = true
		}
		sum += f.weight()
		hold = max(hold, f.weight())
	}
	if inside == nil {
		return
	}
	// The days count where they hold what the line holds, or, where neither says how
	// many contacts it had, where they are half of its days.
	days := 2*len(covered) >= int(long.to-long.from)
	if w := long.weight(); w > 0 && hold > 0 {
		days = sum >= 0.98*w
	}
	if days {
		long.gone = true
		m.overlaps("days", inside[0].where, long.where)
		return
	}
	for _, f := range inside {
		f.gone = true
		m.overlaps("whole", long.where, f.where)
	}
}

// weight is how many contacts a line had; 0 where it does not say.
func (f *fact) weight() float64 {
	for _, k := range []string{"contacts", "needed", "asked", "presale", "rated"} {
		if v := f.counts[k]; v > 0 {
			return v
		}
	}
	return 0
}

// tellOverlaps tells of days that were told twice.
func (m *merging) tellOverlaps() {
	for _, o := range m.over {
		say := func(zh, en string) { m.out.Notes = append(m.out.Notes, lang.F(zh, en, o.a, o.b, o.rows)) }
		switch o.kind {
		case "same":
			say("%s 和 %s 有 %d 个数说的是同一个账号的同样几天，数一样，只算一次", "%s and %s tell %d figures of the same account and days; they agree and count once")
		case "newer":
			say("%s 和 %s 有 %d 个数说的是同一个账号的同样几天，数不一样，以后面的文件为准", "%s and %s tell %d figures of the same account and days; they differ, and the later file counts")
		case "days":
			say("%s 按天的数和 %s 汇总的数是同样几天（%d 处），用按天的", "the days in %s and the sums in %s are of the same time (%d figures); the days count")
		default:
			say("%s 汇总的数比 %s 按天的多，是同样几天（%d 处），用汇总的", "the sums in %s hold more than the days in %s of the same time (%d figures); the sums count")
		}
	}
}

// person puts the figures of somebody together.
func (m *merging) person(who int) {
	facts := m.facts[who]
	var metrics []string
	for metric := range facts {
		metrics = append(metrics, metric)
	}
	slices.SortFunc(metrics, func(a, b string) int { return cmp.Or(cmp.Compare(order(a), order(b)), cmp.Compare(a, b)) })
	kept := map[string][]fact{}
	for _, metric := range metrics {
		kept[metric] = m.settle(facts[metric])
	}
	contacts := total(kept["contacts"])
	if contacts == 0 {
		contacts = max(total(kept["asked"]), total(kept["needed"]))
	}
	var out attendance.Figures
	for _, metric := range metrics {
		unit, name := unitOf(metric, m.own)
		f := attendance.Figure{Metric: metric, Name: name, Unit: unit, Contacts: contacts, Where: places(kept[metric])}
		if known := metricOf(metric); known != nil && !known.Added || known == nil && unit != attendance.Count && unit != attendance.Sum {
			var by []string
			if known != nil {
				by = known.By
			}
			f.Value = mean(kept[metric], by)
		} else {
			f.Value = total(kept[metric])
		}
		f.Value = math.Round(f.Value*1e6) / 1e6
		out = append(out, f)
	}
	m.out.Figures[who] = derive(out, kept, contacts)
}

// order is the place of a metric among those known.
func order(metric string) int {
	i := slices.Index(MetricKeys(), metric)
	if i < 0 {
		return len(Metrics) + 1
	}
	return i
}

func places(facts []fact) (out []table.Pos) {
	for i := range facts {
		out = append(out, facts[i].where)
	}
	return out
}

func total(facts []fact) (sum float64) {
	for i := range facts {
		sum += facts[i].value
	}
	return sum
}

// mean is the mean of facts weighted with the first of the counts that all of them have;
// lines without contacts weigh nothing then. Without such a count all weigh the same.
func mean(facts []fact, by []string) float64 {
	weigh := ""
	for _, key := range by {
		if !slices.ContainsFunc(facts, func(f fact) bool { _, ok := f.counts[key]; return !ok }) {
			weigh = key
			break
		}
	}
	sum, all := 0.0, 0.0
	for i := range facts {
		w := 1.0
		if weigh != "" {
			w = facts[i].counts[weigh]
		}
		sum, all = sum+w*facts[i].value, all+w
	}
	if all == 0 {
		if weigh != "" {
			return mean(facts, nil)
		}
		return 0
	}
	return sum / all
}

// ratios are figures that follow from two counts where no report tells them: part by all,
// or what is left of all where the part is what was missed.
var ratios = []struct {
	metric, part string
	all          []string
	missed       bool
}{
	{"reply_rate", "unanswered", []string{"needed", "asked", "contacts"}, true},
	{"satisfaction", "good", []string{"rated"}, false},
	{"conversion", "buyers", []string{"presale"}, false},
	{"complaint_rate", "complaints", []string{"contacts", "asked"}, false},
	{"solved_rate", "solved", []string{"asked", "contacts"}, false},
}

// derive adds what follows from the counts.
func derive(figures attendance.Figures, kept map[string][]fact, contacts float64) attendance.Figures {
	for _, r := range ratios {
		part := figures.Of(r.part)
		if part == nil || figures.Of(r.metric) != nil {
			continue
		}
		for _, key := range r.all {
			all := figures.Of(key)
			if all == nil || all.Value <= 0 || part.Value > all.Value {
				continue
			}
			v := part.Value / all.Value
			if r.missed {
				v = 1 - v
			}
			m := metricOf(r.metric)
			figures = append(figures, attendance.Figure{Metric: r.metric, Name: m.Name, Unit: m.Unit, Value: math.Round(v*1e6) / 1e6, Contacts: contacts, Where: slices.Concat(part.Where, all.Where)})
			break
		}
	}
	served := map[workcal.Date]bool{}
	daily := true
	for _, f := range kept["contacts"] {
		if daily = daily && f.to == f.from+1; f.value > 0 {
			served[f.from] = true
		}
	}
	if c := figures.Of("contacts"); c != nil && daily && len(served) > 0 {
		m := metricOf("per_day")
		figures = append(figures, attendance.Figure{Metric: m.Key, Name: m.Name, Unit: m.Unit, Value: math.Round(c.Value/float64(len(served))*100) / 100, Contacts: contacts, Where: c.Where})
	}
	return figures
}
