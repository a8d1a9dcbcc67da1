package judge

import "fmt"

// rest is a rule on days off: at least Min of them.
type rest struct {
	Min, Usual int
	Force      Force
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

type heads struct {
	Shift    string // id of the settings
	Min, Max int
	Force    Force
}

type handover struct {
	ID, From, To string
	Heads        int
	Force        Force
}

type prepare struct {
	ID    string
	Span  Span
	Queue string
	Heads int
	Days  Days
	Force Force
}

type meeting struct {
	ID     string
	Days   Days
	Span   Span
	Own    bool // attending by one's own shift
	Groups []string
	Force  Force
}

type protection struct {
	Flags []string
	Night Span
	Day   int // minutes
	Force Force
}

type fairShare struct {
	What  string
	Force Force
}

// rules are those of the settings that a roster is judged by.
type rules struct {
	restWeek, rest7, restMonth rest
	workRun, restRun, splitRun run
	between, straight          limit
	hoursWeek, hoursMonth      limit
	nights                     run
	protect                    protection
	cycle                      []string
	steady, turn               Force
	fair                       []fairShare
	requests                   Force
	contract                   Force
	hoursDay                   int
	heads                      []heads
	handovers                  []handover
	prepares                   []prepare
	meetings                   []meeting
	rotas                      []string
}

func readRules(t tree) (r rules, err error) {
	rs := branch(t, "rules")
	days := func(k string) rest {
		b := branch(rs, k)
		return rest{integer(b["min"]), integer(b["usual"]), ruleForce(b)}
	}
	runs := func(k string) run {
		b := branch(rs, k)
		return run{integer(b["min"]), integer(b["max"]), ruleForce(b)}
	}
	length := func(k string) limit {
		b := branch(rs, k)
		l := limit{Force: ruleForce(b)}
		if len(b) > 0 && l.Force.On() {
			var e error
			if l.Length, e = parseLength(str(b["length"])); e != nil && err == nil {
				err = fmt.Errorf("rules.%s: %w", k, e)
			}
		}
		return l
	}
	r.restWeek, r.rest7, r.restMonth = days("rest_days_week"), days("rest_days_any_7"), days("rest_days_month")
	r.workRun, r.restRun, r.splitRun, r.nights = runs("days_in_a_row"), runs("rest_in_a_row"), runs("split_in_a_row"), runs("nights_week")
	r.between, r.straight = length("rest_between_shifts"), length("continuous_work")
	r.hoursWeek, r.hoursMonth = length("hours_week"), length("hours_month")
	p := branch(rs, "protection")
	r.protect = protection{Flags: words(p["flags"]), Force: ruleForce(p)}
	if len(p) > 0 && str(p["night"]) != "" {
		if r.protect.Night, err = parseSpan(str(p["night"])); err != nil {
			return r, err
		}
	}
	if d := str(p["hours_day"]); d != "" {
		if r.protect.Day, err = parseLength(d); err != nil {
			return r, err
		}
	}
	rot := branch(rs, "rotation")
	r.cycle, r.steady, r.turn = words(rot["kinds"]), force(rot["steady"]), force(rot["force"])
	for _, f := range items(rs["fairness"]) {
		r.fair = append(r.fair, fairShare{str(f["id"]), force(f["force"])})
	}
	r.requests = force(branch(rs, "requests")["force"])
	contract := branch(t, "contract")
	r.contract = force(contract["force"])
	if h := str(contract["hours_day"]); h != "" {
		if r.hoursDay, err = parseLength(h); err != nil {
			return r, err
		}
	}
	for _, sh := range items(t["shifts"]) {
		if h := branch(sh, "heads"); len(h) > 0 {
			r.heads = append(r.heads, heads{str(sh["id"]), integer(h["min"]), integer(h["max"]), ruleForce(h)})
		}
	}
	for _, h := range items(t["handovers"]) {
		r.handovers = append(r.handovers, handover{str(h["id"]), str(h["from"]), str(h["to"]), integer(h["heads"]), ruleForce(h)})
	}
	for _, h := range items(t["prepare_by"]) {
		from, e1 := parseTime(str(h["at"]))
		to, e2 := parseTime(str(h["until"]))
		if e1 != nil || e2 != nil {
			return r, fmt.Errorf("prepare_by %s: %w", str(h["id"]), errors(e1, e2))
		}
		r.prepares = append(r.prepares, prepare{str(h["id"]), Span{from, to}, str(h["queue"]), integer(h["heads"]), words(h["days"]), ruleForce(h)})
	}
	for _, m := range items(t["meetings"]) {
		one := meeting{ID: str(m["id"]), Days: words(m["days"]), Groups: words(m["groups"]), Force: ruleForce(m)}
		one.Own, _ = m["by_own_shift"].(bool)
		if h := str(m["hours"]); h != "" {
			if one.Span, err = parseSpan(h); err != nil {
				return r, err
			}
		}
		r.meetings = append(r.meetings, one)
	}
	for _, m := range items(t["rotas"]) {
		r.rotas = append(r.rotas, str(m["id"]))
	}
	return r, err
}

func errors(all ...error) error {
	for _, e := range all {
		if e != nil {
			return e
		}
	}
	return nil
}
