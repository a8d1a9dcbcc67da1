package judge

import (
	"fmt"
	"strings"
)

// rest is a rule on days off: at least Min of them.
type rest struct {
	Min   int
	Force Force
}

// run bounds how many days follow each other; 0 is no bound.
type run struct {
	Min, Max int
	Force    Force
}

// limit bounds a length in minutes.
type limit struct {
	Length int
	Force  Force
}

// between asks for time between a shift of After and the next one, of Before; nil is any.
type between struct {
	Length        int
	After, Before []string
	Force         Force
}

// longShort gives weeks so many days off in turn, Rest[0] in the week of Start; without a
// start everybody goes on from what they had in the week before.
type longShort struct {
	Rest  []int
	Start *Day
	Force Force
}

// hours bounds paid minutes of a period; 0 is no bound.
type hours struct {
	Min, Max int
	Force    Force
}

type protection struct {
	Flags []string
	Night Span
	Day   int // minutes
	Force Force
}

// shiftWords bounds how often, or for how many days in a row, shifts are worked. Without
// Words every shift is meant.
type shiftWords struct {
	Words    []string
	Min, Max int
	Force    Force
}

// after forbids a shift of To on the day after one of From.
type after struct {
	From, To []string
	Force    Force
}

// restAfter asks for Days days without a shift after Run days or more on shifts.
type restAfter struct {
	Words     []string
	Run, Days int
	Force     Force
}

// weekendWindow lets Max of Of weekends in a row be worked.
type weekendWindow struct {
	Max, Of int
	Force   Force
}

// cycle is a fixed order of days. A person whom no offset names is not in it, where any is
// named; sure is false where two offsets name the same person.
type cycle struct {
	Pattern []string
	Start   Day
	Offset  map[string]int
	Force   Force
}

// rotation turns a person from one kind of shift to the next, every so many weeks.
type rotation struct {
	Kinds        []string
	Every        int // weeks
	Start        Day // of a week with a turn
	AfterRest    bool
	Steady, Turn Force
}

// personal are the rules on one person's row.
type personal struct {
	restWeek, rest7, restMonth          rest
	workRun, restRun, splitRun          run
	between                             []between
	straight                            limit
	longShort                           longShort
	hoursWeek, hoursMonth, hoursHorizon hours
	nights                              run
	protect                             protection
	rotation                            rotation
	requests                            Force
	fair                                map[string]Force
	week, month, horizon                []shiftWords // how often
	inARow                              []shiftWords
	after                               []after
	wholeWeekends                       Force
	restAfter                           []restAfter
	weekends                            weekendWindow
	cycle                               cycle
}

// of gives the rules of a person.
func (s *Shop) of(p *Person) *personal {
	if r := s.personal[p]; r != nil {
		return r
	}
	r, err := readPersonal(s.rulesFor(p))
	if err != nil && s.unread == nil {
		s.unread = err
	}
	if s.personal == nil {
		s.personal = map[*Person]*personal{}
	}
	s.personal[p] = r
	return r
}

// readPersonal reads the rules on a row; err is the first that is not understood.
func readPersonal(all map[string][]tree) (r *personal, err error) {
	r = &personal{fair: map[string]Force{}}
	one := func(k string) tree {
		if len(all[k]) == 0 {
			return nil
		}
		return all[k][len(all[k])-1]
	}
	length := func(k string, v any) (n int) {
		if str(v) == "" || str(v) == "0" || str(v) == "0s" {
			return 0
		}
		n, e := parseLength(str(v))
		if e != nil && err == nil {
			err = fmt.Errorf("rules.%s: %w", k, e)
		}
		return n
	}
	days := func(k string) rest { b := one(k); return rest{integer(b["min"]), ruleForce(b)} }
	runs := func(k string) run { b := one(k); return run{integer(b["min"]), integer(b["max"]), ruleForce(b)} }
	bound := func(k string) limit { b := one(k); return limit{length(k, b["length"]), ruleForce(b)} }
	span := func(k string) hours {
		b := one(k)
		return hours{length(k, b["min"]), length(k, b["length"]), ruleForce(b)}
	}
	some := func(k string) (out []shiftWords) {
		for _, b := range all[k] {
			out = append(out, shiftWords{words(b["shifts"]), integer(b["min"]), integer(b["max"]), ruleForce(b)})
		}
		return out
	}
	r.restWeek, r.rest7, r.restMonth = days("rest_days_week"), days("rest_days_any_7"), days("rest_days_month")
	r.workRun, r.restRun, r.splitRun, r.nights = runs("days_in_a_row"), runs("rest_in_a_row"), runs("split_in_a_row"), runs("nights_week")
	r.straight = bound("continuous_work")
	for _, b := range all["rest_between_shifts"] {
		r.between = append(r.between, between{length("rest_between_shifts", b["length"]), words(b["after"]), words(b["before"]), ruleForce(b)})
	}
	r.hoursWeek, r.hoursMonth, r.hoursHorizon = span("hours_week"), span("hours_month"), span("hours_horizon")
	r.week, r.month, r.horizon, r.inARow = some("shifts_week"), some("shifts_month"), some("shifts_horizon"), some("shifts_in_a_row")
	if p := one("protection"); len(p) > 0 {
		r.protect = protection{Flags: words(p["flags"]), Force: ruleForce(p), Day: length("protection", p["hours_day"])}
		if str(p["night"]) != "" {
			var e error
			if r.protect.Night, e = parseSpan(str(p["night"])); e != nil && err == nil {
				err = e
			}
		}
	}
	day := func(k string, v any) (d Day) {
		d, e := ParseDay(strings.TrimSpace(str(v)))
		if e != nil && err == nil {
			err = fmt.Errorf("rules.%s: %w", k, e)
		}
		return d
	}
	rot := one("rotation")
	r.rotation = rotation{Kinds: words(rot["kinds"]), Every: max(1, integer(rot["every"])), Steady: force(rot["steady"]), Turn: force(rot["force"])}
	if str(rot["start"]) != "" {
		r.rotation.Start = day("rotation", rot["start"])
	}
	if r.rotation.AfterRest, _ = rot["after_rest"].(bool); r.rotation.AfterRest && !r.rotation.Steady.On() {
		r.rotation.Steady = r.rotation.Turn
	}
	if b := one("long_short_weeks"); len(b) > 0 && ruleForce(b).On() {
		r.longShort.Force = ruleForce(b)
		for _, n := range words(b["rest"]) {
			r.longShort.Rest = append(r.longShort.Rest, integer(n))
		}
		if str(b["start"]) != "" {
			d := day("long_short_weeks", b["start"])
			r.longShort.Start = &d
		}
	}
	for _, f := range all["fairness"] {
		r.fair[str(f["id"])] = force(f["force"])
	}
	r.requests = force(one("requests")["force"])
	for _, b := range all["forbidden_after"] {
		r.after = append(r.after, after{words(b["from"]), words(b["to"]), ruleForce(b)})
	}
	r.wholeWeekends = ruleForce(one("whole_weekends"))
	for _, b := range all["days_off_after"] {
		r.restAfter = append(r.restAfter, restAfter{words(b["shifts"]), max(1, integer(b["run"])), integer(b["days"]), ruleForce(b)})
	}
	if b := one("weekends_worked"); len(b) > 0 {
		r.weekends = weekendWindow{integer(b["max"]), integer(b["of"]), ruleForce(b)}
		if r.weekends.Of == 0 {
			r.weekends.Of = r.weekends.Max + 1
		}
	}
	if b := one("cycle"); len(b) > 0 && ruleForce(b).On() {
		r.cycle = cycle{Pattern: words(b["pattern"]), Force: ruleForce(b), Offset: map[string]int{}}
		r.cycle.Start = day("cycle", b["start"])
		for who, n := range branch(b, "offset") {
			r.cycle.Offset[who] = integer(n)
		}
	}
	return r, err
}

// shiftKinds are the kinds that words about shifts may name.
var shiftKinds = map[string]bool{"day": true, "early": true, "mid": true, "late": true, "night": true, "duty": true}

// among says whether words about shifts mean a shift: its kind, or its ID, name or sign in
// the settings. A shift with a duty turn is of both; without words every shift is meant.
func (s *Shop) among(wanted []string, sh *Shift) bool {
	if len(wanted) == 0 {
		return true
	}
	for _, w := range wanted {
		if w == sh.Base || w == sh.ID {
			return true
		}
		for _, t := range sh.Turns {
			if w == t {
				return true
			}
		}
		if s.isID(w) {
			continue
		}
		if k := key(w); shiftKinds[k] {
			if sh.Kind == k || k == "duty" && len(sh.Turns) > 0 {
				return true
			}
			continue
		}
		if wordFor(w, sh) {
			return true
		}
		for _, t := range sh.Turns {
			if turn := s.turn(t); turn != nil && (key(turn.Name.Zh) == key(w) || key(turn.Name.En) == key(w) || key(turn.Short.Zh) == key(w) || key(turn.Short.En) == key(w)) {
				return true
			}
		}
	}
	return false
}

// isID says whether a word is the ID of a shift or duty turn of the settings.
func (s *Shop) isID(w string) bool {
	for _, sh := range s.Shifts {
		if sh.Base == w {
			return true
		}
	}
	return s.turn(w) != nil
}
