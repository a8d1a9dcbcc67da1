package judge

import (
	"fmt"
	"strings"
)

// heads bounds the people on a shift. Days nil and no Dates is every day.
type heads struct {
	Shift    string // id of the settings
	Min, Max int
	Days     Days
	Dates    []string
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

// skilled asks for people of a kind on shifts, or at every interval of hours.
type skilled struct {
	Who, Skill []string
	Min        int
	Shifts     []string // ids of the settings; nil is every one
	Hours      []Span
	Days       Days
	Force      Force
}

// pairing keeps people together, apart, or beside a mentor of With; ByDay counts any shift
// of a day as the same.
type pairing struct {
	Who, With []string
	ByDay     bool
	Force     Force
}

// rota is a small duty in turn.
type rota struct {
	ID    string
	Name  Text
	Days  Days
	Heads int
	For   []string
}

// rules are those of the settings that are about everybody together.
type rules struct {
	heads           []heads
	handovers       []handover
	prepares        []prepare
	meetings        []meeting
	skilled         []skilled
	together, apart []pairing
	mentors         []pairing
	rotas           []rota
}

func readRules(t tree) (r rules, err error) {
	r.heads = readHeads(t)
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
		r.rotas = append(r.rotas, rota{str(m["id"]), text(m["name"]), words(m["days"]), max(1, integer(m["heads"])), namesOf(m["for"])})
	}
	return r, readCompany(branch(t, "rules"), &r)
}

// readHeads reads the heads of each shift: one entry, or a list of them.
func readHeads(t tree) (out []heads) {
	for _, sh := range items(t["shifts"]) {
		entries := items(sh["heads"])
		if h := branch(sh, "heads"); len(h) > 0 {
			entries = []tree{h}
		}
		for _, h := range entries {
			out = append(out, heads{str(sh["id"]), integer(h["min"]), integer(h["max"]), words(h["days"]), words(h["dates"]), ruleForce(h)})
		}
	}
	return out
}

// readCompany reads the rules on who works with whom.
func readCompany(rs tree, r *rules) error {
	for _, u := range items(rs["skill_on_shift"]) {
		one := skilled{Who: append(namesOf(u["for"]), namesOf(u["tag"])...), Skill: namesOf(u["skill"]), Min: max(1, integer(u["min"])), Shifts: namesOf(u["shifts"]), Days: words(u["days"]), Force: ruleForce(u)}
		var err error
		if one.Hours, err = spans(u["hours"]); err != nil {
			return fmt.Errorf("rules.skill_on_shift: %w", err)
		}
		r.skilled = append(r.skilled, one)
	}
	for k, to := range map[string]*[]pairing{"together": &r.together, "apart": &r.apart, "mentor": &r.mentors} {
		for _, u := range items(rs[k]) {
			*to = append(*to, pairing{namesOf(u["for"]), namesOf(u["with"]), strings.TrimSpace(str(u["on"])) == "day", ruleForce(u)})
		}
	}
	return nil
}

func errors(all ...error) error {
	for _, e := range all {
		if e != nil {
			return e
		}
	}
	return nil
}
