package bench

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"paiban/internal/lang"
	"paiban/schedule"
)

// INRC2 is an instance of the Second International Nurse Rostering Competition (S. Ceschia,
// N. Dang, P. De Causmaecker, S. Haspeslagh and A. Schaerf, Annals of Operations Research
// 274, 2019) with all its weeks as one horizon, the static form of the problem.
type INRC2 struct {
	Scenario string
	Problem  *schedule.Problem
	skills   []string
	types    []string
}

// The prices of the competition, per unit.
const (
	inrcCover    = 30 // a head fewer than optimal
	inrcTypeRun  = 15 // a day by which a run of one type of shift is too short or too long
	inrcWorkRun  = 30 // the same of days worked
	inrcRestRun  = 30 // the same of days off
	inrcRequest  = 10 // an unwanted shift
	inrcWeekend  = 30 // one day of a weekend worked where the contract asks for both or none
	inrcTotal    = 20 // a shift fewer or more than the contract's over the horizon
	inrcWeekends = 30 // a weekend worked more than the contract's
)

// ReadINRC2 reads a scenario, the history before its first week, and the demand of its weeks
// in order, each by name and text. A shift is a type of shift done by one skill, so that a
// head counts for one skill alone. Every malformed line is an error; they are joined, each
// with its file and line.
func ReadINRC2(scenario, history File, weeks []File) (*INRC2, error) {
	n := &inrc{types: map[string]int{}, skills: map[string]int{}, contracts: map[string]int{}, nurses: map[string]int{}}
	n.readScenario(scenario)
	if n.errs == nil {
		n.days = 7 * len(weeks)
		n.build()
		n.readHistory(history)
		for w, f := range weeks {
			n.readWeek(f, w)
		}
	}
	if n.errs == nil && len(weeks) == 0 {
		n.file, n.line = scenario.Name, 1
		n.errorf("没有一周的需求", "there is no week of demand")
	}
	if n.errs != nil {
		return nil, n.errs
	}
	n.rules()
	return n.out, n.out.Problem.Validate()
}

// File is a file by its name.
type File struct {
	Name string
	Text io.Reader
}

// inrc is a reader's state.
type inrc struct {
	file string
	line int
	errs lineErrors

	days                             int
	out                              *INRC2
	types, skills, contracts, nurses map[string]int // to their index
	typeRuns                         []schedule.Bound
	follows                          [][2]int // a type, and one that may not follow it
	terms                            []inrcContract
	staff                            []inrcNurse
}

// inrcContract is what a contract asks for.
type inrcContract struct {
	total, work, rest schedule.Bound
	weekends          schedule.Bound
	whole             bool // both days of a weekend or none
}

type inrcNurse struct {
	name     string
	contract int
	skills   []int
	shifts   int // worked before the first week
	weekends int // the same
}

func (n *inrc) errorf(zh, en string, args ...any) {
	at := fmt.Sprintf("%s:%d: ", n.file, n.line)
	n.errs = append(n.errs, lang.Errorf(at+zh, at+en, args...).WithHint(
		"文件应为 INRC-II 的文本格式", "the file must be in the text format of INRC-II"))
}

// lines calls read with the words of each line that holds some, and the title of the
// section it stands in: the last line that ends in " = N" or is a single word in capitals.
func (n *inrc) lines(f File, read func(section string, words []string)) {
	n.file, n.line = f.Name, 0
	scan := bufio.NewScanner(f.Text)
	scan.Buffer(nil, 1<<20)
	section := ""
	for scan.Scan() {
		n.line++
		words := strings.Fields(strings.TrimPrefix(scan.Text(), "\ufeff"))
		switch {
		case len(words) == 0:
		case inrcTitle.MatchString(words[0]) && (len(words) == 1 || words[1] == "="):
			section = words[0]
			if len(words) == 3 {
				read(section, words)
			}
		default:
			read(section, words)
		}
	}
	if err := scan.Err(); err != nil {
		n.errorf("读不下去：%v", "cannot be read: %v", lang.Cause(err))
	}
}

var (
	inrcTitle = regexp.MustCompile(`^(SCENARIO|WEEKS|SKILLS|SHIFT_TYPES|FORBIDDEN_SHIFT_TYPES_SUCCESSIONS|CONTRACTS|NURSES|HISTORY|NURSE_HISTORY|WEEK_DATA|REQUIREMENTS|SHIFT_OFF_REQUESTS)$`)
	inrcPair  = regexp.MustCompile(`^\((\d{1,4}),(\d{1,4})\)$`)
	inrcDays  = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
)

// pair reads "(2,5)".
func (n *inrc) pair(word string) (lo, hi int) {
	m := inrcPair.FindStringSubmatch(word)
	if m == nil {
		n.errorf("%q 应写成 (最少,最多)", "%q should be (least,most)", word)
		return 0, 0
	}
	lo, _ = strconv.Atoi(m[1])
	hi, _ = strconv.Atoi(m[2])
	if lo > hi {
		n.errorf("%q 的最少大于最多", "%q has a least above its most", word)
		return 0, 0
	}
	return lo, hi
}

// number reads a whole number; trouble is noted.
func (n *inrc) number(word string) int {
	v, err := strconv.Atoi(word)
	if err != nil || v < 0 || v > 10_000 {
		n.errorf("%q 不是合适的数", "%q is not a fitting number", word)
		return 0
	}
	return v
}

// find looks a word up.
func (n *inrc) find(ids map[string]int, word string) (int, bool) {
	v, ok := ids[word]
	if !ok {
		n.errorf("没有 %q", "there is no %q", word)
	}
	return v, ok
}

// name adds a word to ids; one that is there already is noted.
func (n *inrc) name(ids map[string]int, word string) bool {
	if _, twice := ids[word]; twice {
		n.errorf("%q 写了两次", "%q is there twice", word)
		return false
	}
	ids[word] = len(ids)
	return true
}

// need reports whether a line has at least so many words.
func (n *inrc) need(words []string, least int) bool {
	if len(words) < least {
		n.errorf("只有 %d 个字段", "has only %d fields", len(words))
	}
	return len(words) >= least
}

// priced is a soft bound from lo to hi at a price for each unit outside.
func priced(lo, hi int, price int64) schedule.Bound {
	return schedule.Free().Prefer(lo, hi, price, price)
}

func (n *inrc) readScenario(f File) {
	n.out = &INRC2{}
	n.lines(f, func(section string, words []string) {
		if len(words) == 3 && words[1] == "=" {
			if section == "SCENARIO" {
				n.out.Scenario = words[2]
			}
			return
		}
		switch section {
		case "SKILLS":
			if n.name(n.skills, words[0]) {
				n.out.skills = append(n.out.skills, words[0])
			}
		case "SHIFT_TYPES":
			if n.need(words, 2) && n.name(n.types, words[0]) {
				lo, hi := n.pair(words[1])
				n.out.types, n.typeRuns = append(n.out.types, words[0]), append(n.typeRuns, priced(lo, hi, inrcTypeRun))
			}
		case "FORBIDDEN_SHIFT_TYPES_SUCCESSIONS":
			from, ok := n.find(n.types, words[0])
			for k := 2; ok && k < len(words); k++ {
				if to, ok := n.find(n.types, words[k]); ok {
					n.follows = append(n.follows, [2]int{from, to})
				}
			}
		case "CONTRACTS":
			if n.need(words, 6) && n.name(n.contracts, words[0]) {
				n.readContract(words)
			}
		case "NURSES":
			if n.need(words, 4) && n.name(n.nurses, words[0]) {
				n.readNurse(words)
			}
		default:
			n.errorf("不认识的一节 %q", "unknown section %q", section)
		}
	})
	if n.errs == nil && (n.out.Scenario == "" || len(n.types) == 0 || len(n.skills) == 0 || len(n.nurses) == 0) {
		n.errorf("没有名称、班次、技能或护士", "has no name, shift types, skills or nurses")
	}
}

func (n *inrc) readContract(words []string) {
	var c inrcContract
	for k, b := range []*schedule.Bound{&c.total, &c.work, &c.rest} {
		lo, hi := n.pair(words[1+k])
		*b = priced(lo, hi, []int64{inrcTotal, inrcWorkRun, inrcRestRun}[k])
	}
	c.weekends = schedule.Free().Prefer(0, n.number(words[4]), 0, inrcWeekends)
	c.whole = n.number(words[5]) > 0
	n.terms = append(n.terms, c)
}

func (n *inrc) readNurse(words []string) {
	q := inrcNurse{name: words[0]}
	q.contract, _ = n.find(n.contracts, words[1])
	for _, w := range words[3:] {
		if s, ok := n.find(n.skills, w); ok {
			q.skills = append(q.skills, s)
		}
	}
	if k := n.number(words[2]); k != len(q.skills) {
		n.errorf("写明 %d 项技能，列出 %d 项", "says %d skills and lists %d", k, len(q.skills))
	}
	n.staff = append(n.staff, q)
}

func (n *inrc) readHistory(f File) {
	known := make([]bool, len(n.staff))
	n.lines(f, func(section string, words []string) {
		if section != "NURSE_HISTORY" {
			if len(words) != 2 || words[1] != n.out.Scenario {
				n.errorf("历史不是 %s 的", "this is not a history of %s", n.out.Scenario)
			}
			return
		}
		if !n.need(words, 7) {
			return
		}
		i, ok := n.find(n.nurses, words[0])
		if !ok {
			return
		}
		known[i] = true
		last := -1
		if words[3] != "None" {
			last, _ = n.find(n.types, words[3])
		}
		n.staff[i].shifts, n.staff[i].weekends = n.number(words[1]), n.number(words[2])
		n.out.Problem.People[i].Past = n.past(last, n.number(words[4]), n.number(words[5]), n.number(words[6]))
	})
	if i := slices.Index(known, false); n.errs == nil && i >= 0 {
		n.errorf("没有 %s 的历史", "has no history of %s", n.staff[i].name)
	}
}

func (n *inrc) readWeek(f File, week int) {
	n.lines(f, func(section string, words []string) {
		switch {
		case section == "WEEK_DATA":
			if words[0] != n.out.Scenario {
				n.errorf("这一周不是 %s 的", "this is not a week of %s", n.out.Scenario)
			}
		case len(words) == 3 && words[1] == "=":
		case section == "REQUIREMENTS":
			if n.need(words, 9) {
				n.readDemand(words, 7*week)
			}
		case section == "SHIFT_OFF_REQUESTS":
			if n.need(words, 3) {
				n.readRequest(words, 7*week)
			}
		default:
			n.errorf("不认识的一节 %q", "unknown section %q", section)
		}
	})
}

// readDemand reads "Early Nurse (1,2) …", the least and the optimal heads of seven days.
func (n *inrc) readDemand(words []string, from int) {
	t, ok := n.find(n.types, words[0])
	k, ok2 := n.find(n.skills, words[1])
	if !ok || !ok2 {
		return
	}
	for d, w := range words[2:9] {
		least, want := n.pair(w)
		if want == 0 {
			continue
		}
		n.out.Problem.Cover = append(n.out.Problem.Cover, schedule.Cover{Why: schedule.Headcount, Day: from + d, Queue: k, Shift: t*len(n.skills) + k,
			Bound: schedule.AtLeast(least).Prefer(want, schedule.NoMax, inrcCover, 0)})
	}
}

// readRequest reads "Sara Night Sat"; Any is every type.
func (n *inrc) readRequest(words []string, from int) {
	q := schedule.Request{Cost: inrcRequest}
	i, ok := n.find(n.nurses, words[0])
	d := slices.Index(inrcDays, words[2])
	if d < 0 {
		n.errorf("%q 不是星期", "%q is not a weekday", words[2])
	}
	if words[1] != "Any" {
		t, found := n.find(n.types, words[1])
		ok, q.Shifts = ok && found, n.ofType(t)
	}
	if ok && d >= 0 {
		q.Person, q.Day = i, from+d
		n.out.Problem.Rules = append(n.out.Problem.Rules, q)
	}
}
