package punch

import (
	"maps"
	"slices"

	"paiban/attendance"
	"paiban/schedule"
)

// Settings are what the export's numbers imply.
type Settings struct {
	Flex            attendance.Flex             `json:"flex"`
	Grace           attendance.Grace            `json:"grace"`
	EarlyGrace      attendance.Grace            `json:"early_grace"`
	ShiftGrace      map[string]attendance.Grace `json:"grace_of_shift,omitempty"`  // shifts with a grace for lateness of their own
	OneMissing      float64                     `json:"attended_with_one_missing"` // days
	RestDayCounts   bool                        `json:"rest_day_counts_as_attended"`
	AwayCounts      bool                        `json:"away_without_punch_counts_as_attended"`
	LeaveDayCounts  bool                        `json:"leave_day_with_punches_counts_as_attended"`
	ShiftDays       map[string]float64          `json:"days_of_shift,omitempty"`       // shifts that do not count as one day
	AbsentLate      int                         `json:"absent_from_minutes_late"`      // 0: no such tier seen
	OvertimeApart   bool                        `json:"overtime_punches_kept_apart"`   // punches of the export's overtime columns stand for no boundary
	Overtime        *OvertimeRule               `json:"overtime,omitempty"`            // how the export comes to its overtime, where it gives any
	PeriodHours     map[string]schedule.Span    `json:"hours_of_period,omitempty"`     // of a clock's list that names its periods only
	LateWithAbsence bool                        `json:"late_minutes_include_absences"` // minutes of such lateness are in the late minutes too
}

// infer works out the export's settings from its own numbers and from the same days
// recomputed without any grace.
func infer(days []comparedDay) (s Settings) {
	e := gather(days)
	s.ShiftDays = shiftDays(days)
	s.Grace, s.EarlyGrace = e.commonGrace(), grace(e.early)
	s.ShiftGrace = e.shiftGraces(s.Grace)
	s.AbsentLate = e.absentLate(&s)
	s.OneMissing = 1
	if e.halfWithMissing.most() {
		s.OneMissing = 0.5
	}
	s.RestDayCounts, s.AwayCounts, s.LeaveDayCounts = e.restDays.most(), e.away.most(), e.leaveDays.most()
	return s
}

// evidence is what the days of an export show of its settings.
type evidence struct {
	late, early []pair
	byShift     map[string][]pair // late
	absent      []*attendance.Day // by lateness

	halfWithMissing share // days with a punch missing that count half
	restDays        share // rest days with punches that count as attended
	leaveDays       share // days of leave with punches that do
	away            share // days away without a punch that do
}

// share is how many days there are of a kind, and how many the export counts so.
type share struct{ all, counted int }

func (s *share) add(counted bool) {
	s.all++
	if counted {
		s.counted++
	}
}

// most reports whether more than half are counted.
func (s share) most() bool { return 2*s.counted > s.all }

// gather collects the evidence of every day.
func gather(days []comparedDay) evidence {
	e := evidence{byShift: map[string][]pair{}}
	for _, d := range days {
		o, t := d.ours, d.theirs
		if p, ok := onePair(o, true, t.Late); ok && t.AbsentLate == 0 {
			e.late = append(e.late, p)
			e.byShift[o.Plan.Name()] = append(e.byShift[o.Plan.Name()], p)
		}
		if p, ok := onePair(o, false, t.Early); ok {
			e.early = append(e.early, p)
		}
		if t.AbsentLate > 0 && len(o.Late) == 1 {
			e.absent = append(e.absent, o)
		}
		switch {
		case o.Result == attendance.IsMissing && o.Attended > 0:
			e.halfWithMissing.add(t.Attended == 0.5)
		case o.Plan.Kind == attendance.Rest && len(o.Punches) > 0:
			e.restDays.add(t.Attended > 0)
		case o.Result == attendance.OnLeave && o.Attended == 0 && len(o.Punches) > 0:
			e.leaveDays.add(t.Attended > 0)
		case o.Result == attendance.Away && len(o.Punches) == 0:
			e.away.add(t.Attended > 0)
		}
	}
	return e
}

// commonGrace is the grace for lateness of all shifts together. Where shifts
// differ too much for one, it is that of the commonest shift that explains more
// than none.
func (e *evidence) commonGrace() attendance.Grace {
	best := grace(e.late)
	if best != (attendance.Grace{}) {
		return best
	}
	most := 0
	for _, shift := range slices.Sorted(maps.Keys(e.byShift)) {
		pairs := e.byShift[shift]
		if g := grace(pairs); len(pairs) > most && explained(g, e.late) > explained(best, e.late) {
			best, most = g, len(pairs)
		}
	}
	return best
}

// shiftGraces finds shifts with a grace of their own: one that explains more of
// their days, at least three, than the common one; nil where there is none.
func (e *evidence) shiftGraces(common attendance.Grace) (out map[string]attendance.Grace) {
	for shift, pairs := range e.byShift {
		if g := grace(pairs); len(pairs) >= 3 && explained(g, pairs) > explained(common, pairs) {
			if out == nil {
				out = map[string]attendance.Grace{}
			}
			out[shift] = g
		}
	}
	return out
}

// absentLate is the least lateness, in counted minutes, that the export made
// absence; 0 where it made none.
func (e *evidence) absentLate(s *Settings) (least int) {
	for _, d := range e.absent {
		g, ok := s.ShiftGrace[d.Plan.Name()]
		if !ok {
			g = s.Grace
		}
		if m := g.Apply(d.Late[0].Minutes); least == 0 || m < least {
			least = m
		}
	}
	return least
}

// shiftDays finds shifts whose days without faults do not count as one day.
func shiftDays(days []comparedDay) (out map[string]float64) {
	seen := map[string]map[float64]int{}
	for _, d := range days {
		if d.ours.Result == attendance.OK && d.ours.Plan.Kind == attendance.Work {
			name := d.ours.Plan.Name()
			if seen[name] == nil {
				seen[name] = map[float64]int{}
			}
			seen[name][d.theirs.Attended]++
		}
	}
	for name, counts := range seen {
		total := 0
		for _, n := range counts {
			total += n
		}
		for v, n := range counts {
			if v > 0 && v != 1 && 2*n > total {
				if out == nil {
					out = map[string]float64{}
				}
				out[name] = v
			}
		}
	}
	return out
}

// pair is a punch off its boundary by so many minutes, and the minutes that the
// export counts for it.
type pair struct{ off, counted int }

// onePair returns the only boundary of a kind that a day's punches miss, so that
// the export's sum speaks of it alone.
func onePair(d *attendance.Day, in bool, counted int) (p pair, ok bool) {
	for _, e := range d.Edges {
		if e.In == in && e.Punch >= 0 && e.Off > 0 && e.Excuse.IsZero() && d.Punches[e.Punch].Source != attendance.Accepted {
			if ok {
				return pair{}, false
			}
			p, ok = pair{e.Off, counted}, true
		}
	}
	return p, ok
}

// flex is the sliding of hours that explains most days with one pair of punches;
// none where plain grace explains as many.
func flex(days []comparedDay) (best attendance.Flex) {
	type sample struct {
		in, out, late, early int
		fixedIn, fixedOut    bool // corrected: does not slide
		shift                string
	}
	var samples []sample
	for _, d := range days {
		e := d.ours.Edges
		if len(e) != 2 || e[0].Punch < 0 || e[1].Punch < 0 || !e[0].Excuse.IsZero() || !e[1].Excuse.IsZero() || d.theirs.AbsentLate > 0 {
			continue
		}
		in, out := d.ours.Punches[e[0].Punch], d.ours.Punches[e[1].Punch]
		samples = append(samples, sample{in.At.From(d.ours.Date) - e[0].At, out.At.From(d.ours.Date) - e[1].At, d.theirs.Late, d.theirs.Early,
			in.Source == attendance.Corrected, out.Source == attendance.Corrected, d.ours.Plan.Name()})
	}
	late, early := map[string][]pair{}, map[string][]pair{}
	for _, s := range samples {
		late[s.shift], early[s.shift] = append(late[s.shift], pair{s.in, s.late}), append(early[s.shift], pair{-s.out, s.early})
	}
	steps := []int{0, 15, 30, 45, 60, 90, 120}
	most := 0
	for shift := range late {
		g, h := grace(late[shift]), grace(early[shift])
		for i, p := range late[shift] {
			if q := early[shift][i]; g.Apply(p.off) == p.counted && h.Apply(q.off) == q.counted {
				most++
			}
		}
	}
	for _, late := range steps {
		for _, early := range steps {
			f := attendance.Flex{Early: early, Late: late}
			n := 0
			for _, s := range samples {
				start, end := f.Slide(s.in), f.Slide(s.in)
				if s.fixedIn {
					start, end = 0, 0
				}
				if s.fixedOut {
					end = 0
				}
				if max(0, s.in-start) == s.late && max(0, end-s.out) == s.early {
					n++
				}
			}
			if n > most {
				most, best = n, f
			}
		}
	}
	return best
}

// grace is the setting that explains most pairs, the smallest on a tie; none
// where even the best leaves more than one in five unexplained.
func grace(pairs []pair) (best attendance.Grace) {
	most := -1
	try := func(g attendance.Grace) {
		if n := explained(g, pairs); n > most {
			most, best = n, g
		}
	}
	try(attendance.Grace{})
	for m := 1; m <= 120; m++ {
		try(attendance.Grace{Minutes: m, Inclusive: true})
		try(attendance.Grace{Minutes: m, Inclusive: true, Subtract: true})
		try(attendance.Grace{Minutes: m})
	}
	if 5*most < 4*len(pairs) {
		return attendance.Grace{}
	}
	return best
}

// explained counts the pairs that a grace comes to.
func explained(g attendance.Grace, pairs []pair) (n int) {
	for _, p := range pairs {
		if g.Apply(p.off) == p.counted {
			n++
		}
	}
	return n
}

// lateWithAbsence reports whether the minutes of an absence by lateness stand in
// the export's late minutes too.
func lateWithAbsence(days []comparedDay) bool {
	with, without := 0, 0
	for _, d := range days {
		if all := attendance.Minutes(d.ours.Late); all != plainLate(d.ours) {
			switch d.theirs.Late {
			case all:
				with++
			case plainLate(d.ours):
				without++
			}
		}
	}
	return with > without
}

// plainLate sums the late minutes that are not absence by lateness.
func plainLate(d *attendance.Day) (m int) {
	for _, s := range d.Late {
		if s.Level != attendance.Absent {
			m += s.Minutes
		}
	}
	return m
}
