// Package bench makes problems for measuring the optimiser: published instances
// and seeded teams.
package bench

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// ReadNRP reads an instance of the Shift Scheduling Benchmark (T. Curtois and
// R. Qu, Computational results on new staff scheduling benchmark instances,
// 2014) as an ordinary problem. Nothing is known of the days before it, so runs
// cut by its first or last day are exempt from minimum lengths. Every malformed
// line is an error; they are joined, each with its line number after name.
func ReadNRP(r io.Reader, name string) (*schedule.Problem, error) {
	n := &nrp{name: name, p: &schedule.Problem{Interval: 60, Start: workcal.DateOf(2024, 1, 1)},
		shift: map[string]int{}, person: map[string]int{}}
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, 1<<20)
	section := ""
	for scan.Scan() {
		n.line++
		line := strings.TrimSpace(scan.Text())
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "SECTION_"):
			section = line
		default:
			n.read(section, strings.Split(line, ","))
		}
	}
	if err := scan.Err(); err != nil {
		n.errorf("读不下去：%v", "cannot be read: %v", lang.Cause(err))
	}
	if n.p.Days == 0 || len(n.p.Shifts) == 0 || len(n.p.People) == 0 {
		n.errorf("没有天数、班次或员工", "has no horizon, shifts or staff")
	}
	if n.errs != nil {
		return nil, n.errs
	}
	n.rules()
	return n.p, n.p.Validate()
}

// nrp is a reader's state.
type nrp struct {
	name   string
	line   int
	p      *schedule.Problem
	shift  map[string]int
	person map[string]int
	follow [][2]string // shift, what may not follow it
	staff  []staff
	errs   lineErrors
}

// staff is a line of the staff section.
type staff struct {
	caps             map[int]int
	maxMin, minMin   int
	maxRun, minRun   int
	minOff, weekends int
}

// lineErrors are the errors of all lines.
type lineErrors []error

func (e lineErrors) Error() string { return e.Tell(lang.EN) }

// Tell says them, one a line.
func (e lineErrors) Tell(l lang.Lang) string {
	var out []string
	for _, err := range e {
		out = append(out, lang.Tell(err, l))
	}
	return strings.Join(out, "\n")
}

func (n *nrp) errorf(zh, en string, args ...any) {
	at := fmt.Sprintf("%s:%d: ", n.name, n.line)
	n.errs = append(n.errs, lang.Errorf(at+zh, at+en, args...).WithHint(
		"文件应为排班基准实例的文本格式", "the file must be in the text format of the shift scheduling benchmark"))
}

// number reads field k of f; trouble is noted.
func (n *nrp) number(f []string, k int) int {
	if k >= len(f) {
		n.errorf("只有 %d 个字段", "has only %d fields", len(f))
		return 0
	}
	v, err := strconv.Atoi(strings.TrimSpace(f[k]))
	if err != nil || v < 0 || v > 1_000_000 {
		n.errorf("%q 不是合适的数", "%q is not a fitting number", f[k])
		return 0
	}
	return v
}

// find looks field k of f up in ids.
func (n *nrp) find(ids map[string]int, f []string, k int) (int, bool) {
	if k >= len(f) {
		n.errorf("只有 %d 个字段", "has only %d fields", len(f))
		return 0, false
	}
	v, ok := ids[f[k]]
	if !ok {
		n.errorf("没有 %q", "there is no %q", f[k])
	}
	return v, ok
}

// day reads a day index.
func (n *nrp) day(f []string, k int) int {
	d := n.number(f, k)
	if d >= n.p.Days {
		n.errorf("第 %d 天超出周期", "day %d is beyond the horizon", d)
		return 0
	}
	return d
}

func (n *nrp) read(section string, f []string) {
	switch section {
	case "SECTION_HORIZON":
		n.p.Days = n.number(f, 0)
	case "SECTION_SHIFTS":
		n.readShift(f)
	case "SECTION_STAFF":
		n.readStaff(f)
	case "SECTION_DAYS_OFF":
		i, ok := n.find(n.person, f, 0)
		for k := 1; ok && k < len(f); k++ {
			n.p.Rules = append(n.p.Rules, schedule.Unavailable{Person: i, Day: n.day(f, k), Whole: true})
		}
	case "SECTION_SHIFT_ON_REQUESTS", "SECTION_SHIFT_OFF_REQUESTS":
		i, ok := n.find(n.person, f, 0)
		s, ok2 := n.find(n.shift, f, 2)
		if ok && ok2 {
			n.p.Rules = append(n.p.Rules, schedule.Request{Person: i, Day: n.day(f, 1), Shifts: []int{s},
				Want: section == "SECTION_SHIFT_ON_REQUESTS", Cost: int64(n.number(f, 3))})
		}
	case "SECTION_COVER":
		if s, ok := n.find(n.shift, f, 1); ok {
			need := n.number(f, 2)
			n.p.Cover = append(n.p.Cover, schedule.Cover{Why: schedule.Headcount, Day: n.day(f, 0), Queue: schedule.Any, Shift: s,
				Bound: schedule.Free().Prefer(need, need, int64(n.number(f, 3)), int64(n.number(f, 4)))})
		}
	default:
		n.errorf("不认识的一节 %q", "unknown section %q", section)
	}
}

func (n *nrp) readShift(f []string) {
	if _, twice := n.shift[f[0]]; twice || f[0] == "" {
		n.errorf("班次 %q 重复或没有名字", "shift %q is there twice or has no name", f[0])
		return
	}
	before := len(n.errs)
	length := n.number(f, 1)
	if length == 0 && len(n.errs) == before {
		n.errorf("班次 %q 没有时长", "shift %q has no length", f[0])
	}
	// Even so it is known from here on, or every line that names it would be told.
	n.shift[f[0]] = len(n.p.Shifts)
	n.p.Shifts = append(n.p.Shifts, schedule.Shift{ID: f[0], Name: lang.Same(f[0]), Short: lang.Same(f[0]), Paid: length, Queue: schedule.Any,
		Segments: []schedule.Span{{Start: 0, End: length}}})
	if len(f) > 2 && f[2] != "" {
		for _, g := range strings.Split(f[2], "|") {
			n.follow = append(n.follow, [2]string{f[0], g})
		}
	}
}

func (n *nrp) readStaff(f []string) {
	if _, twice := n.person[f[0]]; twice || f[0] == "" {
		n.errorf("员工 %q 重复或没有编号", "employee %q is there twice or has no id", f[0])
		return
	}
	t := staff{caps: map[int]int{}, maxMin: n.number(f, 2), minMin: n.number(f, 3), maxRun: n.number(f, 4),
		minRun: n.number(f, 5), minOff: n.number(f, 6), weekends: n.number(f, 7)}
	if len(f) > 1 {
		for _, c := range strings.Split(f[1], "|") {
			id, most, _ := strings.Cut(c, "=")
			if s, ok := n.find(n.shift, []string{id}, 0); ok {
				t.caps[s] = n.number([]string{most}, 0)
			}
		}
	}
	n.person[f[0]] = len(n.staff)
	n.staff = append(n.staff, t)
	who := schedule.Person{ID: f[0], Name: f[0], Last: n.p.Days}
	for s := range n.p.Shifts {
		if most, capped := t.caps[s]; !capped || most > 0 {
			who.Shifts = append(who.Shifts, s)
		}
	}
	n.p.People = append(n.p.People, who)
}

// rules turns the staff lines into rules, one for all who share it.
func (n *nrp) rules() {
	p := n.p
	same := func(get func(t staff) schedule.Bound, rule func(who schedule.People, b schedule.Bound) schedule.Rule) {
		var bounds []schedule.Bound
		who := map[schedule.Bound]schedule.People{}
		for i, t := range n.staff {
			b := get(t)
			if who[b] == nil {
				bounds = append(bounds, b)
			}
			who[b] = append(who[b], i)
		}
		for _, b := range bounds {
			if b != schedule.Free() {
				p.Rules = append(p.Rules, rule(who[b], b))
			}
		}
	}
	same(func(t staff) schedule.Bound { return schedule.Between(t.minRun, t.maxRun) },
		func(who schedule.People, b schedule.Bound) schedule.Rule {
			return schedule.WorkRun{People: who, Length: b}
		})
	same(func(t staff) schedule.Bound { return schedule.AtLeast(t.minOff) },
		func(who schedule.People, b schedule.Bound) schedule.Rule {
			return schedule.RestRun{People: who, Length: b}
		})
	same(func(t staff) schedule.Bound { return schedule.Between(t.minMin, t.maxMin) },
		func(who schedule.People, b schedule.Bound) schedule.Rule {
			return schedule.Minutes{People: who, Total: b}
		})
	same(func(t staff) schedule.Bound { return schedule.AtMost(t.weekends) },
		func(who schedule.People, b schedule.Bound) schedule.Rule {
			return schedule.Weekends{People: who, Worked: b}
		})
	for s := range p.Shifts {
		same(func(t staff) schedule.Bound {
			if most, capped := t.caps[s]; capped && most > 0 && most < p.Days {
				return schedule.AtMost(most)
			}
			return schedule.Free()
		}, func(who schedule.People, b schedule.Bound) schedule.Rule {
			return schedule.ShiftCount{What: p.Shifts[s].Name, People: who, Shifts: []int{s}, Count: b}
		})
	}
	var pairs [][2]int
	for _, f := range n.follow {
		if next, ok := n.shift[f[1]]; ok {
			pairs = append(pairs, [2]int{n.shift[f[0]], next})
		}
	}
	if pairs != nil {
		p.Rules = append(p.Rules, schedule.Succession{Pairs: pairs, Force: schedule.Must()})
	}
}
