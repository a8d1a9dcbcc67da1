package schedule

import "paiban/internal/lang"

// RestDays asks for at least Min days off in every stretch of Per; each day too
// few is a unit. With Every above 1 it asks so only in each Every-th calendar week: a
// long and a short week in turn are two of these rules. A day of leave is no day off; where leave leaves fewer than Min days
// of a stretch, all of them are due. Days of which nothing is known are taken as days
// off, so that a stretch only falls short once no later day can help.
type RestDays struct {
	People People
	Per    Period
	Min    int
	Leave  int // of Min, the days due for leave, which is no rest
	Every  int `json:",omitempty"` // with Per Week; 0 is 1
	At     int `json:",omitempty"` // weeks since the last one that counted, in the week of day 0: 0 if that one counts
	Force  Force
}

func init() { register[RestDays](lang.T("休息天数", "rest days")) }

// Key is the stable name of the rule.
func (RestDays) Key() string { return "rest-days" }

// Words says the rule.
func (d RestDays) Words() lang.Text {
	if d.Every > 1 {
		return lang.F("每 %d 周中有一周至少休息 %d 天%s", "rest days in one week of %d: at least %d%s", d.Every, d.Min, d.Force.words())
	}
	return lang.F("%s至少休息 %d 天%s", "rest days %s: at least %d%s", periodWords[d.Per], d.Min, d.Force.words())
}

// Counts reports whether the k-th stretch of the horizon is one that the rule is about.
func (d RestDays) Counts(k int) bool { return (k+d.At)%max(1, d.Every) == 0 }

// Check returns the stretches with too few days off.
func (d RestDays) Check(p *Problem, r *Roster) (out []Finding) {
	for _, i := range d.People.All(p) {
		t := p.Around(r, i)
		for k, w := range p.Stretches(d.Per) {
			if !d.Counts(k) {
				continue
			}
			off, leave := 0, 0
			for day := w.From; day < w.To; day++ {
				if p.People[i].OnLeave(day) {
					leave++
				} else if s, _ := t.At(day); p.Resting(s) {
					off++
				}
			}
			least := min(d.Min, w.len()-leave)
			if off >= least {
				continue
			}
			due := daysText(least)
			if d.Leave > 0 {
				due = lang.F("%s（休息 %s，另加请假 %s）", "%s (%s of rest and %s of leave)", due, daysText(least-d.Leave), daysText(d.Leave))
			}
			if leave > 0 {
				due = lang.F("%s（请假的 %s不算休息）", "%s (%s of leave count as none)", due, daysText(leave))
			}
			out = append(out, Finding{
				Rule: d.Key(), Score: d.Force.Score(int64(least - off)), Person: i, Day: Any, Days: w, Queue: Any,
				Why: lang.F("%s %s 只休息 %s，少于 %s", "%s rests on %[3]s in %[2]s, fewer than %[4]s", p.PersonName(i), p.period(d.Per, w), daysText(off), due),
				Fix: lang.F("把%s改为休息，还差 %s", "turn %s into a rest day; %s short", p.between(max(0, w.From), min(w.To, p.Days)), daysText(least-off)),
			})
		}
	}
	return out
}

// Hard returns the rule where it is hard.
func (d RestDays) Hard() []Rule { return d.Force.hard(d) }

// Atoms is one limit for each person.
func (d RestDays) Atoms(p *Problem) []Atom { return atomsOf(p, d, d.People) }

// For returns the rule for other people.
func (d RestDays) For(who People) Rule { d.People = who; return d }

// Of returns the rule for another team.
func (d RestDays) Of(t Team) Rule { return ruleOf(d, t, d.People) }

// Relax asks for one day less.
func (d RestDays) Relax(_ *Problem, subject, _ lang.Text) (Rule, lang.Text) {
	step := lang.F("%s 少休 1 天（%s）", "one rest day fewer for %s (%s)", subject, d.Words())
	if d.Min--; d.Min <= 0 {
		return nil, step
	}
	return d, step
}

func (d RestDays) validate(v *validator) {
	v.people(d.People)
	v.period(d.Per)
	v.need(d.Every == 0 && d.At == 0 || d.Per == Week && 0 <= d.At && d.At < d.Every, "%s：每 %d 周一次、已过 %d 周不成立", "%s: every %d weeks, %d of them over, makes no sense", v.what, d.Every, d.At)
	v.force(d.Force)
}

// RestPerWeek returns how many days off hard rules give each person in any week.
func (p *Problem) RestPerWeek() []int {
	rest := make([]int, len(p.People))
	for _, rule := range p.Rules {
		if d, ok := rule.(RestDays); ok && d.Force.Hard && d.Every <= 1 && (d.Per == Week || d.Per == Any7) {
			for _, i := range d.People.All(p) {
				rest[i] = max(rest[i], d.Min)
			}
		}
	}
	return rest
}
