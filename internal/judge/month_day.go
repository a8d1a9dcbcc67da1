package judge

import (
	"slices"
	"time"
)

// Evidence is what is true of the punches and the requests of a month: read from the
// files of a shop, or handed in by who knows better, as a simulator does.
type Evidence struct {
	Punches     []Punch
	Corrections []Punch // approved
	Approvals   []Approval
	// Refused are requests that were rejected, withdrawn or are open still. They count
	// for nothing; they name the cause where the program counts them.
	Refused []Approval
	// Since and Until are the first and the last moment that the punches reach; what
	// lies outside is not known. Zero: no limit.
	Since, Until time.Time

	shifts map[string]exportDay // of the exports, by id and date
}

// Punch is one punch of a person, on the wall clock of the shop.
type Punch struct {
	ID   string
	Time time.Time

	due   time.Time // the boundary that an export gives it, or zero
	work  string    // the work date that an export gives it, or ""
	fixed bool      // a correction
}

// Approval is approved leave, an outing or overtime, [From, To). Kind is the English
// word of the column Type of leave.xlsx: personal, sick, annual, comp, business, …
type Approval struct {
	ID, Kind string
	From, To time.Time
	Overtime bool
	// Minutes is the length that the request itself names, 0 where it names none.
	Minutes int
	// Dates: the request names dates and no times of day, [From, To) are midnights. It
	// takes the shifts that begin on these dates, or from the second half of the first
	// one (FromPM), to the first half of the last one (ToAM).
	Dates, FromPM, ToAM bool
}

// dayPlan is what a person was to do on one work date. Minutes count from its midnight
// and may pass 24 hours.
type dayPlan struct {
	date  string
	kind  string // "work", "rest", "leave", "outside" (not employed), "none" (no roster)
	shift string
	segs  [][2]int
	brk   int    // unpaid minutes within the segments
	leave string // kind of a day of leave
	class int    // overtime class of what is not on a statutory date: 0 workday, 1 rest
	off   bool   // a day off of the calendar
	// statutory dates: that of the day and the one after it
	statutory [2]bool
}

// offence is one lateness or early leave.
type offence struct {
	minutes int
	level   string
	at      int // the boundary, minutes of the work date
}

// dayResult is what the judge says of one person's day.
type dayResult struct {
	dayPlan
	due, attended, absent float64
	late, early           []offence
	missing               int
	missed                []int // the boundaries without a punch
	open                  []int // boundaries that the punches do not reach
	leaveMin              map[string]int
	worked                int
	workedOn              [3]int // worked by class of overtime
	overtime              [3]int
	corrected             int
	fine, points          float64
	exempt                bool
	first, last           int // first and last punch of the day, minutes, -1 for none
	restPunch             bool
	leaveShare            float64 // of the day that leave takes
	slide                 int     // flexible hours: minutes by which they slide
	afterEnd              int     // minutes from the last due end to the last punch, 0 where none
}

// clockedSegs joins segments that are at most joinGap apart.
func clockedSegs(segs [][2]int, joinGap int) [][2]int {
	var out [][2]int
	for _, s := range segs {
		if n := len(out); n > 0 && s[0]-out[n-1][1] <= joinGap {
			out[n-1][1] = s[1]
			continue
		}
		out = append(out, s)
	}
	return out
}

// overlap is how many minutes two spans share.
func overlap(a, b, c, d int) int { return max(0, min(b, d)-max(a, c)) }

// covered is how many minutes of [a, b) the spans cover, each minute once.
func covered(a, b int, spans [][2]int) int {
	n := 0
	for _, s := range unionOf(spans) {
		n += overlap(a, b, s[0], s[1])
	}
	return n
}

// unionOf sorts spans and merges those that touch.
func unionOf(spans [][2]int) [][2]int {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b [2]int) int { return a[0] - b[0] })
	var out [][2]int
	for _, s := range spans {
		if n := len(out); n > 0 && s[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], s[1])
			continue
		}
		out = append(out, s)
	}
	return out
}

// monthPerson is one person's month: the plans of every day of the month, the last day
// before it and the first after it included where they are known.
type monthPerson struct {
	id, name string
	exempt   bool
	plans    []dayPlan
	month    string
}

// personMonth judges a person's days. The result has one entry for each plan.
func personMonth(p monthPerson, pol *monthPolicy, ev Evidence) []dayResult {
	results := make([]dayResult, len(p.plans))
	leaves := make([][]dayLeave, len(p.plans))
	var edges []edge
	for d, plan := range p.plans {
		results[d] = dayResult{dayPlan: plan, leaveMin: map[string]int{}, first: -1, last: -1}
		midnight := wallDate(plan.date)
		if plan.kind != "work" {
			continue
		}
		segs := clockedSegs(plan.segs, int(pol.JoinGap))
		leaves[d] = leavesOf(p.id, plan, pol, ev)
		var spans [][2]int
		for _, l := range leaves[d] {
			spans = append(spans, [2]int{l.from, l.to})
		}
		spans = unionOf(spans)
		whole := pol.excusesWhole(plan.brk)
		for i, s := range segs {
			from, to := s[0], s[1]
			excuseIn, excuseOut := false, false
			for _, l := range spans {
				if l[0] <= s[0] && (l[1] > s[0] || pol.export && l[1] == s[0]) {
					from, excuseIn = l[1], true
				}
				if l[0] < s[1] && l[1] >= s[1] {
					to, excuseOut = l[0], true
				}
			}
			switch {
			case pol.Excuses == "edge":
				from, to = s[0], s[1]
			case from >= to && (excuseIn || excuseOut): // the whole segment is leave
				continue
			}
			start, end := midnight+wall(s[0]), midnight+wall(s[1])
			in := edge{id: p.id, in: true, at: midnight + wall(from), plan: edgeHint{midnight + wall(s[0]), plan.date}, excuse: excuseIn && whole, day: d}
			in.lo, in.hi = min(in.at, in.plan.due)-wall(pol.Before), end-1
			out := edge{id: p.id, at: midnight + wall(to), plan: edgeHint{midnight + wall(s[1]), plan.date}, excuse: excuseOut && whole, day: d}
			out.lo, out.hi = start+1, max(out.at, out.plan.due)+wall(pol.After)
			if i > 0 {
				in.lo = max(in.lo, midnight+wall(segs[i-1][1]))
			}
			if i+1 < len(segs) {
				out.hi = min(out.hi, midnight+wall(segs[i+1][0]))
			}
			in.first, out.last = s[0] == segs[0][0] && !excuseIn, s[1] == segs[len(segs)-1][1]
			edges = append(edges, in, out)
		}
	}
	for i := range edges {
		edges[i].punch = unmatchedEdge
	}
	punches, fixed := punchesOf(p.id, pol, ev)
	matchPunches(edges, punches, hintsOf(p.id, ev), pol)
	own := ownPunches(p.plans, edges, punches, pol)
	for d := range results {
		r := &results[d]
		midnight := wallDate(r.date)
		for _, j := range own[d] {
			at := int(punches[j] - midnight)
			if r.first < 0 || at < r.first {
				r.first = at
			}
			r.last = max(r.last, at)
		}
		var mine []edge
		for i := range edges {
			if edges[i].day == d {
				mine = append(mine, edges[i])
			}
		}
		r.exempt = p.exempt
		judgeDay(r, pol, mine, punches, fixed, leaves[d], ev, p.id)
	}
	return results
}

// punchesOf are the punches of a person, repeats removed, and which of them are
// corrections.
func punchesOf(id string, pol *monthPolicy, ev Evidence) (punches []wall, fixed map[wall]bool) {
	var seconds []int64
	for _, x := range ev.Punches {
		if x.ID == id {
			seconds = append(seconds, x.Time.Unix())
		}
	}
	fixed = map[wall]bool{}
	clocked := map[wall]bool{}
	for _, s := range withoutRepeats(seconds, int64(pol.Repeat)) {
		w := wallOf(time.Unix(s, 0).UTC())
		punches = append(punches, w)
		clocked[w] = true
	}
	for _, x := range ev.Corrections {
		if w := wallOf(x.Time); x.ID == id && !clocked[w] && !fixed[w] {
			punches = append(punches, w)
			fixed[w] = true
		}
	}
	for _, x := range ev.Punches {
		if x.ID == id && x.fixed {
			fixed[wallOf(x.Time)] = true
		}
	}
	slices.Sort(punches)
	return punches, fixed
}

// ownPunches gives each punch a work date: that of its boundary, else that of the shift
// during which it was made, from its start or the punch in before that to its end or the
// punch out after that, else the day before where it comes before the day boundary.
func ownPunches(plans []dayPlan, edges []edge, punches []wall, pol *monthPolicy) [][]int {
	own := make([][]int, len(plans))
	taken := map[int]bool{}
	shifts := make([][2]wall, len(plans)) // from, to; empty without a shift
	for d, plan := range plans {
		if plan.kind == "work" {
			midnight := wallDate(plan.date)
			shifts[d] = [2]wall{midnight + wall(plan.segs[0][0]), midnight + wall(plan.segs[len(plan.segs)-1][1])}
		}
	}
	for _, e := range edges {
		if e.punch != unmatchedEdge {
			own[e.day] = append(own[e.day], e.punch)
			taken[e.punch] = true
			shifts[e.day][0] = min(shifts[e.day][0], punches[e.punch])
			shifts[e.day][1] = max(shifts[e.day][1], punches[e.punch])
		}
	}
	for j, w := range punches {
		if taken[j] {
			continue
		}
		day := -1
		for d, s := range shifts {
			if w >= s[0] && w < s[1] {
				day = d
			}
		}
		if day < 0 {
			date := (w - wall(pol.boundaryMinutes())).date()
			for d, plan := range plans {
				if plan.date == date {
					day = d
				}
			}
		}
		if day >= 0 {
			own[day] = append(own[day], j)
		}
	}
	return own
}

// hintsOf are the boundaries that an export gives the punches of a person.
func hintsOf(id string, ev Evidence) map[wall]edgeHint {
	hints := map[wall]edgeHint{}
	for _, x := range ev.Punches {
		if x.ID == id && !x.due.IsZero() {
			hints[wallOf(x.Time)] = edgeHint{wallOf(x.due), x.work}
		}
	}
	return hints
}
