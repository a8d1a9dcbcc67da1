package year

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// small is a shop of a few people in a folder of its own, whose month is over. All that
// is true of it stands in a slip, so that the amounts of the month follow by hand.
type small struct {
	*World
	kind  string
	r     *rand.Rand
	First time.Time // of the month
	Mon   time.Time // Monday of the days that are worked, the 8th to the 14th
	Staff []Person
	Yaml  string // paiban.yaml below the name
	cells map[string]map[string]string
	log   []Punch
}

// smallShifts are a day of eight hours with a break of one, and a night.
const smallShifts = `shifts:
  - {id: D, name: {zh: 日班, en: Day}, short: {zh: 日, en: D}, kind: day, hours: [09:00-18:00], break: 1h}
  - {id: N, name: {zh: 夜班, en: Night}, short: {zh: 夜, en: N}, kind: night, hours: [22:00-30:00]}
`

// quiet is a shop in which only the rules on people's own days can break.
const quiet = `preset: wangdian
queues: [{id: service, windows: [{id: main, force: off}]}]
handovers: [{id: early-late, remove: true}]
meetings: [{id: monday, remove: true}]
`

// inQuiet is a slip that happens in a small shop whose rosters nothing else breaks.
func inQuiet(do func(*small)) func(*World, string, *rand.Rand) {
	return inSmall(func(s *small) {
		s.Yaml = quiet + smallShifts + "rules:\n  continuous_work: {force: off}\n" // lines of rules may follow
		do(s)
	})
}

// inSmall is a slip that happens in a small shop.
func inSmall(do func(*small)) func(*World, string, *rand.Rand) {
	return func(w *World, kind string, r *rand.Rand) {
		c := *w
		c.Dir, c.Failures = filepath.Join(filepath.Dir(w.Dir), "small"), nil
		s := &small{World: &c, kind: kind, r: r, Yaml: "preset: recharge\n" + smallShifts, cells: map[string]map[string]string{}}
		s.in(w.lastMonth())
		for i := range 3 { // 4350 a month are 200 a day
			s.Staff = append(s.Staff, Person{ID: fmt.Sprint("A", i+1), Name: w.People[i].Name, Punch: fmt.Sprint(7 + i), Group: w.People[i].Group, Salary: 4350})
		}
		do(s)
		w.Failures = append(w.Failures, c.Failures...)
	}
}

// in chooses the month that begins on first.
func (s *small) in(first time.Time) {
	s.First, s.Mon = first, monday(date(first.Year(), first.Month(), 14))
}

// back chooses the last month that is over and of which ok holds: the edges of a month
// fall on every day of the week within a year and a half.
func (s *small) back(ok func(first, last time.Time) bool) {
	for first := s.lastMonth(); ; first = first.AddDate(0, -1, 0) {
		if ok(first, first.AddDate(0, 1, -1)) {
			s.in(first)
			return
		}
	}
}

func (s *small) day(i int) time.Time { return s.Mon.AddDate(0, 0, i) }
func (s *small) last() time.Time     { return s.First.AddDate(0, 1, -1) }

// cell gives a person a cell of the roster; a day without one is a rest day.
func (s *small) cell(person int, d time.Time, word string) {
	id := s.Staff[person].ID
	if s.cells[id] == nil {
		s.cells[id] = map[string]string{}
	}
	s.cells[id][iso(d)] = word
}

// works gives a person n day shifts from Monday on.
func (s *small) works(person, n int) {
	for i := range n {
		s.cell(person, s.day(i), "日")
	}
}

// clock adds punches of a work date, as 08:55 or, after midnight, 30:02.
func (s *small) clock(person int, d time.Time, times ...string) {
	for _, t := range times {
		s.log = append(s.log, Punch{s.Staff[person].ID, d.Add(time.Duration(minutesOf(t)) * time.Minute)})
	}
}

// usual is a person who comes at 08:55 and leaves at 18:02 on n days from Monday on.
func (s *small) usual(person, n int) {
	s.works(person, n)
	for i := range n {
		s.clock(person, s.day(i), "08:55", "18:02")
	}
}

func minutesOf(t string) int {
	var h, m int
	_, err := fmt.Sscanf(t, "%d:%d", &h, &m)
	Must(err)
	return 60*h + m
}

// monthRows are the rows of a roster from from to to.
func (s *small) monthRows(from, to time.Time) [][]any {
	head := []any{"工号", "姓名"}
	for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
		head = append(head, iso(d))
	}
	rows := [][]any{head}
	for _, p := range s.Staff {
		row := []any{p.ID, p.Name}
		for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
			word := "休"
			if c, ok := s.cells[p.ID][iso(d)]; ok {
				word = c
			}
			row = append(row, word)
		}
		rows = append(rows, row)
	}
	return rows
}

// put writes the folder: settings, staff, the roster of the month and, where somebody
// clocked, the log.
func (s *small) put() {
	s.putShop()
	s.Save("rosters/"+month(s.First)+".xlsx", workbook(sheet{Name: "班表", Rows: s.monthRows(s.First, s.last())}))
	if len(s.log) > 0 {
		s.Save(s.punchFile("log.csv"), s.logFile())
	}
}

// putShop writes the folder without roster and log.
func (s *small) putShop() {
	s.Save("paiban.yaml", []byte("name: 小店\n"+s.Yaml))
	rows := [][]any{{"工号", "姓名", "考勤号", "组", "入职", "离职", "标记", "月薪"}}
	for _, p := range s.Staff {
		row := []any{p.ID, p.Name, p.Punch, p.Group, nil, nil, p.Flags, p.Salary}
		if !p.Hired.IsZero() {
			row[4] = iso(p.Hired)
		}
		if !p.Left.IsZero() {
			row[5] = iso(p.Left)
		}
		rows = append(rows, row)
	}
	s.Save("people.csv", table(rows))
}

func (s *small) punchFile(name string) string { return "punches/" + month(s.First) + "/" + name }

// logFile is the log of the clock.
func (s *small) logFile() []byte {
	rows := [][]any{{"工号", "姓名", "打卡时间"}}
	slices.SortStableFunc(s.log, func(a, b Punch) int { return a.At.Compare(b.At) })
	for _, p := range s.log {
		q := s.person(p.Person)
		rows = append(rows, []any{q.ID, q.Name, p.At.Format("2006-01-02 15:04")})
	}
	return table(rows)
}

func (s *small) person(id string) Person {
	for _, p := range s.Staff {
		if p.ID == id {
			return p
		}
	}
	panic(broken{fmt.Errorf("nobody is %s", id)})
}

// leave writes the leave list of the shop: rows of person, kind, from, to.
func (s *small) leave(rows ...[]any) {
	all := [][]any{{"工号或姓名", "类型", "开始", "结束", "状态"}}
	for _, row := range rows {
		all = append(all, append(slices.Clone(row), "已批准"))
	}
	s.Save("leave.csv", table(all))
}

// approvals are rows of an export of an approval system, with its usual headings.
func (s *small) approvals(rows ...[]any) [][]any {
	out := [][]any{{"审批编号", "标题", "审批状态", "审批结果", "发起时间", "完成时间", "发起人姓名", "发起人部门", "请假类型", "开始时间", "结束时间", "时长"}}
	for i, row := range rows { // person, state, result, kind, from, to, length
		p := s.Staff[row[0].(int)]
		asked := s.First.AddDate(0, 0, -3).Format("2006-01-02 10:04:05")
		out = append(out, []any{fmt.Sprint(202600 + i), p.Name + "提交的请假", row[1], row[2], asked, asked, p.Name, p.Group, row[3], row[4], row[5], row[6]})
	}
	return out
}

// amounts are results of a month of somebody, by the names of figure.
type amounts map[string]float64

// settles settles the month and requires the amounts, by the number of the person; or
// that the user was told of all of one of the lists of words.
func (s *small) settles(want map[int]amounts, orTold ...[]string) Ran {
	return s.require(s.Run("month", "--month", month(s.First), "--json"), want, orTold...)
}

func (s *small) require(r Ran, want map[int]amounts, orTold ...[]string) Ran {
	said := told(r)
	for _, words := range orTold {
		if hasAll(said, words) {
			return r
		}
	}
	if r.Code != 0 {
		s.Fail(s.kind, "%s: %s", r, firstLine(r.Err))
		return r
	}
	var wrong []string
	for i, fs := range want {
		for _, name := range slices.Sorted(maps.Keys(fs)) {
			got, ok := s.figure(r, i, name)
			if !ok {
				wrong = append(wrong, fmt.Sprintf("%s is not listed", s.Staff[i].ID))
				break
			}
			if math.Abs(got-fs[name]) > .005 {
				wrong = append(wrong, fmt.Sprintf("%s of %s is %g, not %g", name, s.Staff[i].ID, got, fs[name]))
			}
		}
	}
	if len(wrong) > 0 {
		slices.Sort(wrong)
		s.Fail(s.kind, "%s: %s", r, strings.Join(wrong, "; "))
	}
	return r
}

// figure is one figure of a person's month; not ok where the person is not listed.
func (s *small) figure(r Ran, person int, name string) (float64, bool) {
	var doc struct {
		People []struct {
			Person struct{ ID, Name string }
			Due, Attended, Absent,
			Withheld, Deduction, Fines, Score float64
			Late        float64            `json:"late_minutes"`
			Times       float64            `json:"late_times"`
			Early       float64            `json:"early_minutes"`
			Bonus       float64            `json:"full_attendance"`
			Missing     float64            `json:"missing"`
			Corrections float64            `json:"corrections"`
			Leave       map[string]float64 `json:"leave_days"`
			Overtime    [3]float64
			Days        []struct {
				Leave map[string]float64
				Ask   any
			}
		}
	}
	_ = json.Unmarshal(r.Out, &doc) // no JSON lists nobody
	for _, p := range doc.People {
		if p.Person.ID != s.Staff[person].ID && p.Person.Name != s.Staff[person].Name {
			continue
		}
		switch name {
		case "asked":
			n := 0.0
			for _, d := range p.Days {
				if d.Ask != nil {
					n++
				}
			}
			return n, true
		case "leave minutes":
			n := 0.0
			for _, d := range p.Days {
				for _, v := range d.Leave {
					n += v
				}
			}
			return n, true
		}
		v, ok := map[string]float64{
			"due": p.Due, "attended": p.Attended, "absent": p.Absent, "missing": p.Missing,
			"late": p.Late, "times": p.Times, "early": p.Early, "withheld": p.Withheld,
			"deduction": p.Deduction, "score": p.Score, "bonus": p.Bonus, "corrections": p.Corrections,
			"personal": p.Leave["personal"], "annual": p.Leave["annual"], "sick": p.Leave["sick"], "comp": p.Leave["comp"],
			"overtime": p.Overtime[0], "overtime rest": p.Overtime[1], "overtime holiday": p.Overtime[2],
		}[name]
		if !ok {
			Must(fmt.Errorf("no figure %q", name))
		}
		return v, true
	}
	return 0, false
}

// lists reports whether the month lists the person.
func (s *small) lists(r Ran, person int) bool {
	_, ok := s.figure(r, person, "due")
	return ok
}

// told is what the user was told: standard error, and of a JSON document its notes, its
// questions, what it found and what it dropped. A file's name beside a figure is no
// word about it.
func told(r Ran) string {
	var doc any
	if json.Unmarshal(r.Out, &doc) != nil {
		return r.Said()
	}
	out := []string{r.Err}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for k, x := range v {
				if slices.Contains([]string{"notes", "flags", "dropped", "ask", "findings", "edited"}, k) {
					b, _ := json.Marshal(x) // came from JSON
					out = append(out, string(b))
				} else {
					walk(x)
				}
			}
		}
	}
	walk(doc)
	slices.Sort(out)
	return strings.Join(out, "\n")
}

func hasAll(said string, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(said, w) })
}
