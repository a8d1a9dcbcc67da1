package workspace

import (
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// longestName is how many letters a name or an ID may have. Formulas of the roster
// workbook name people, and a spreadsheet takes no text above 255 there.
const longestName = 60

// Person is a line of the staff list.
type Person struct {
	ID           string
	Name         string
	Punch        string   // number in the punch clock; the ID where the list does not say
	Group        string   //
	Skills       []string // queue ids; nil is all
	Shifts       []string // shift ids of the configuration; nil is all
	Weekly       Length   // contract hours a week; 0 is the rule system's
	Contract     string   // kind of employment, as written; one of contracts where the configuration has any
	Tags         []string // words of the shop, for rules that are for some people
	Hired        workcal.Date
	Left         workcal.Date // last working day; 0 is none
	Flags        []Flag
	TraineeUntil workcal.Date // last day; 0 is not said
	Salary       attendance.Money
	Accounts     []string           // what service reports call the person
	Opening      attendance.Opening // of time off in lieu and annual leave, where no earlier month says
	Note         string
	Where        table.Pos

	sayings []saying // what else the row says of the person, see noteRemarks
}

// Has reports whether the person is marked with f.
func (p *Person) Has(f Flag) bool {
	for _, g := range p.Flags {
		if g == f {
			return true
		}
	}
	return false
}

// TraineeOn reports whether the person still works alongside others on d.
// training is how many weeks a new hire does where the list does not say.
func (p *Person) TraineeOn(d workcal.Date, training int) bool {
	switch {
	case p.TraineeUntil != 0:
		return d <= p.TraineeUntil
	case p.Has(Trainee):
		return true
	}
	return p.Hired != 0 && d < p.Hired+workcal.Date(7*training)
}

// Attendance returns p as attendance is settled.
func (p *Person) Attendance() attendance.Person {
	return attendance.Person{ID: p.ID, Name: p.Name, PunchNo: p.Punch, Group: p.Group, Hired: p.Hired, Left: p.Left, Exempt: p.Has(Exempt), Salary: p.Salary, Accounts: p.Accounts, Tags: p.Tags}
}

// loadPeople reads the staff list. That nobody is in it is a problem, or a note where
// the workspace may be without staff.
func (w *Workspace) loadPeople(problems *table.Problems) {
	before := len(*problems)
	w.noStaff = true
	book := w.open(PeopleFile.Name, problems)
	if book == nil {
		if len(*problems) == before {
			hint := lang.T("用 paiban init 生成的模板填写 people.xlsx", "fill in people.xlsx, the template that paiban init makes")
			if beside := w.staffBeside(); beside != nil {
				hint = lang.F("文件夹里有 %s：是员工表的话，改名为 people%s", "the folder has %s: if that is the staff list, rename it to people%s", sameNames(beside), filepath.Ext(beside[0]))
			}
			w.nobody(problems, table.Pos{File: PeopleFile.Name}, lang.T("缺少员工表", "the staff list is missing"), hint)
		}
		return
	}
	defer book.Close()
	lists := w.staffSheets(book, problems)
	if lists == nil {
		return
	}
	w.noStaff = false
	for _, records := range lists {
		w.readStaff(records)
	}
	if len(w.People) == 0 && len(*problems) == before {
		w.noStaff = true
		w.nobody(problems, table.Pos{File: book.Name, Sheet: lists[0].Sheet}, lang.T("员工表里还没有人", "there is nobody in the staff list"),
			lang.T("每人一行；以“示例”开头的行不算", "one row each; rows that start with Example do not count"))
	}
}

// readStaff reads a sheet of the staff list. Somebody whom an earlier sheet has is told
// and not read again.
func (w *Workspace) readStaff(records *table.Records) {
	earlier := len(w.People)
	var again []lang.Text
	if !records.Has("id") {
		w.note("%s：没有“工号”列，按姓名认人；有同名的人就加上工号列", "%s: there is no column ID; people are known by their names. Add the column where two have the same name",
			table.Pos{File: records.Book.Name, Sheet: records.Sheet, Row: records.Header.Number})
	}
	for r := range w.entries(records, func(r *table.Record) (lang.Text, bool) {
		// With another name it is a person whose ID is still to be written.
		if r.Example() && r.Shows("name") {
			return exampleText, true
		}
		return r.Aside()
	}) {
		if o := w.onSheetBefore(r, earlier); o != nil {
			again = append(again, lang.F("第 %d 行 %s", "row %d, %s", r.Row.Number, o.Name))
			continue
		}
		p := w.readPerson(records, r)
		w.refuseTwin(r, &p)
		if p.ID != "" { // a person with a bad cell is known all the same to other sheets
			w.readTimes(r, len(w.People))
			w.People = append(w.People, p)
		} else {
			w.noStaff = true
		}
	}
	if again != nil {
		w.note("%s：%s 前面的工作表里已经有了，以前面的为准", "%s: %s: on an earlier sheet too, which counts",
			table.Pos{File: records.Book.Name, Sheet: records.Sheet}, listed(again))
	}
}

// onSheetBefore returns whoever of the first n people has the ID and the name of a row.
func (w *Workspace) onSheetBefore(r *table.Record, n int) *Person {
	for i := range w.People[:n] {
		if o := &w.People[i]; o.ID == staffID(r) && table.ParseName(o.Name) == table.ParseName(r.Raw("name")) {
			return o
		}
	}
	return nil
}

// staffID is the ID in a row of the staff list; in a list without IDs it is the name.
func staffID(r *table.Record) string {
	if r.Has("id") {
		return table.ParseID(r.Raw("id"))
	}
	return table.ParseName(r.Raw("name"))
}

// readPerson reads a row of the staff list and reports its bad cells in the order of
// the columns.
func (w *Workspace) readPerson(records *table.Records, r *table.Record) Person {
	p := Person{Name: r.Text("name"), Group: r.Text("group"), Note: r.Text("note"), Where: r.Pos("name")}
	if r.Has("id") {
		p.ID, p.Where = r.ID("id"), r.Pos("id")
	} else {
		p.ID = staffID(r)
	}
	if r.Example() {
		r.Problem("id", lang.F("工号还是模板里的示例 %q", "the ID is still that of the template's example, %q", p.ID), lang.T("写上这个人的工号；不要这一行就删掉", "write the person's ID, or delete the row"))
		p.ID = ""
	}
	p.readNames(r)
	p.readWork(r, w.Config)
	w.readTerm(&p, r)
	p.readFlags(r)
	p.Accounts = split(r.Text("accounts"))
	p.sayings = sayingsIn(r, records)
	p.readPay(r)
	return p
}

// readNames bounds the name and the ID and takes the number in the punch clock.
func (p *Person) readNames(r *table.Record) {
	if n := utf8.RuneCountInString(p.Name); n > longestName {
		r.Problem("name", lang.F("姓名有 %d 个字", "the name has %d characters", n), lang.F("最多 %d 个；别的写在备注里", "%d at most; put the rest into the note", longestName))
	}
	if n := utf8.RuneCountInString(p.ID); n > longestName {
		r.Problem("id", lang.F("工号有 %d 个字", "the ID has %d characters", n), lang.F("最多 %d 个", "%d at most", longestName))
	}
	if p.Punch = r.ID("punch"); p.Punch == "" {
		p.Punch = p.ID
	}
}

// readWork takes what the person can do: queues, shifts, hours a week.
func (p *Person) readWork(r *table.Record, c *Config) {
	for _, word := range split(r.Text("skills")) {
		if id, ok := c.queueByWord(word); ok {
			p.Skills = append(p.Skills, id)
		} else {
			r.Problem("skills", lang.F("没有队列 %q", "there is no queue %q", word), didYouMean(word, c.queueWords()))
		}
	}
	p.readShifts(r, c)
	if r.Given("hours") {
		p.readWeekly(r)
	}
	p.Tags = split(r.Text("tags"))
	p.readContract(r, c)
}

// readContract takes the kind of employment, and its hours where the person has none of
// their own.
func (p *Person) readContract(r *table.Record, c *Config) {
	p.Contract = r.Text("contract")
	own := c.contractOf(p)
	switch {
	case own != nil && p.Weekly == 0:
		p.Weekly = own.HoursWeek
	case own == nil && p.Contract != "" && len(c.Contracts) > 0:
		var words []string
		for i := range c.Contracts {
			words = append(words, c.Contracts[i].words()...)
		}
		r.Problem("contract", lang.F("没有合同 %q", "there is no contract %q", p.Contract),
			lang.F("%s否则在 paiban.yaml 的 contracts 里加上它", "%s if not, add it to contracts in paiban.yaml", didYouMean(p.Contract, words)))
	}
}

// readShifts takes the shifts that the person may work; 非晚班 is every other one.
func (p *Person) readShifts(r *table.Record, c *Config) {
	var but []string
	for _, word := range split(r.Text("shifts")) {
		switch id, not, ok := c.wishOf(word); {
		case !ok:
			r.Problem("shifts", lang.F("没有班次 %q", "there is no shift %q", word), didYouMean(word, c.shiftWords()))
		case not:
			but = append(but, id)
		default:
			p.Shifts = append(p.Shifts, id)
		}
	}
	switch {
	case but != nil && p.Shifts != nil:
		r.Problem("shifts", lang.F("%q 里有能上的，也有不能上的", "%q names shifts that may be worked and shifts that may not", r.Text("shifts")), lang.T("只写能上的班次", "write only the shifts that may be worked"))
	case but != nil:
		for _, s := range c.Shifts {
			if !slices.Contains(but, s.ID) {
				p.Shifts = append(p.Shifts, s.ID)
			}
		}
		for _, d := range c.DutyTurns {
			if !slices.Contains(but, d.ID) {
				p.Shifts = append(p.Shifts, d.ID)
			}
		}
	}
}

var (
	hoursAndMinutes = regexp.MustCompile(`^(\d{1,3}):([0-5]\d)(?::00)?$`)
	hoursInWords    = regexp.MustCompile(`(?i)\s?(小时|个小时|工时|hours?|hrs?|h)(?:/周|/week| a week)?$`)
)

// longestAsTime is the most hours a week, in days, that a spreadsheet is taken to hold
// as a time, such as 40:00: nobody is hired for two and a half hours a week.
const longestAsTime = 2.5

// readWeekly takes the contract hours a week: 40, 40小时, 40:00. A spreadsheet keeps 40:00
// as 1.6667 days; where such a number could be hours too, it asks.
func (p *Person) readWeekly(r *table.Record) {
	text := hoursInWords.ReplaceAllString(r.Text("hours"), "")
	if g := hoursAndMinutes.FindStringSubmatch(text); g != nil {
		h, _ := strconv.Atoi(g[1])
		m, _ := strconv.Atoi(g[2])
		p.Weekly = Length(h*60 + m)
	} else if h, ok := table.ParseFloat(text); !ok {
		r.Float("hours") // says that it is no number
		return
	} else if quarters := h * 4; 0 < h && h <= longestAsTime && quarters == math.Trunc(quarters) {
		r.Problem("hours", lang.F("周工时 %v：是 %[1]v 小时，还是时间 %d:00（表格里存成 %[1]v 天）", "%v hours a week: is that %[1]v hours, or the time %d:00, which a spreadsheet keeps as %[1]v days", h, int(h*24)),
			lang.F("写小时数，如 %d", "write hours, such as %d", int(h*24)))
	} else if h > 0 && h <= longestAsTime {
		p.Weekly = Length(math.Round(h * 24 * 60))
	} else {
		p.Weekly = Length(h*60 + 0.5)
	}
	if r.OK() && (p.Weekly <= 0 || p.Weekly > 100*60) {
		r.Problem("hours", lang.F("周工时 %s 不合理", "%s hours a week are not plausible", r.Text("hours")), lang.T("写小时数，如 40；空着 = 按班制", "write hours, such as 40, or leave it empty"))
	}
}

// readTerm takes when the person was hired and left.
func (w *Workspace) readTerm(p *Person, r *table.Record) {
	if r.Given("hired") {
		p.Hired, _ = r.Date("hired")
		w.refuseFar(r, "hired", p.Hired, false)
	}
	if r.Given("left") {
		p.Left, _ = r.Date("left")
	}
	if p.Hired != 0 && p.Left != 0 && p.Left < p.Hired {
		r.Problem("left", lang.F("离职 %s 早于入职 %s", "left on %s, before being hired on %s", p.Left, p.Hired), lang.T("检查两个日期", "check both dates"))
	}
}

func (p *Person) readFlags(r *table.Record) {
	for _, word := range split(r.Text("flags")) {
		var f Flag
		if err := f.UnmarshalText([]byte(table.Simplified(strings.ToLower(word)))); err != nil {
			e := err.(*lang.Error)
			r.Problem("flags", e.What, e.Hint)
			continue
		}
		p.Flags = append(p.Flags, f)
	}
}

// readPay takes the salary, and how long the person is a trainee.
func (p *Person) readPay(r *table.Record) {
	if r.Given("trainee_until") {
		p.TraineeUntil, _ = r.Date("trainee_until")
	}
	p.Opening = attendance.Opening{Comp: balance(r, "comp_hours"), Annual: balance(r, "annual_days")}
	if r.Given("salary") {
		if s, ok := r.Float("salary"); ok && (s < 0 || s > 1e6) {
			r.Problem("salary", lang.F("月薪 %v 不合理", "a salary of %v is not plausible", s), lang.T("写每月多少元", "write yuan a month"))
		} else {
			p.Salary = attendance.Yuan(s)
		}
	}
}

// balance reads what somebody has left to take; nil where the cell is empty.
func balance(r *table.Record, key string) *float64 {
	if !r.Given(key) {
		return nil
	}
	v, ok := r.Float(key)
	switch {
	case !ok:
		return nil
	case v < -10000 || v > 10000:
		r.Problem(key, lang.F("余额 %v 不合理", "a balance of %v is not plausible", v), lang.T("调休写小时，年假写天", "write hours of time off in lieu, days of annual leave"))
		return nil
	}
	return &v
}

// refuseTwin reports an ID or a punch number that somebody above has.
func (w *Workspace) refuseTwin(r *table.Record, p *Person) {
	for i := range w.People {
		o := &w.People[i]
		if p.ID != "" && o.ID == p.ID && !r.Has("id") {
			r.Problem("name", lang.F("有两个 %q，另一个在%s", "there are two people called %q, the other one in %s", p.Name, o.rowSeenFrom(p)), lang.T("加一列“工号”，每人一个", "add a column ID with a different one for each"))
		} else if p.ID != "" && o.ID == p.ID {
			r.Problem("id", lang.F("工号 %q 与%s（%s）重复", "ID %q is also in %s (%s)", p.ID, o.rowSeenFrom(p), o.Name), lang.T("每人一个工号", "give each person an ID of their own"))
		} else if p.Punch != "" && o.Punch == p.Punch {
			r.Problem("punch", lang.F("考勤号 %q 与%s（%s）重复", "punch number %q is also that of %s (%s)", p.Punch, o.rowSeenFrom(p), o.Name), lang.T("每人一个考勤号", "give each person a number of their own"))
		}
	}
}

// rowSeenFrom says in which row somebody stands, and on which sheet where that is not
// the one of the other.
func (p *Person) rowSeenFrom(other *Person) lang.Text {
	if p.Where.Sheet != other.Where.Sheet {
		return lang.F("“%s”第 %d 行", "row %[2]d of %[1]q", p.Where.Sheet, p.Where.Row)
	}
	return lang.F("第 %d 行", "row %d", p.Where.Row)
}

// nobody says that there are no people yet.
func (w *Workspace) nobody(problems *table.Problems, at table.Pos, what, hint lang.Text) {
	if w.unstaffed {
		w.note("%s：%s", "%s: %s", what, hint)
		return
	}
	problems.Add(at, what, hint)
}

// split parts a cell of several words.
func split(s string) (out []string) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，、;；/|", r) }) {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// PersonByWord finds somebody by ID, or by a name that only one person has; blanks
// inside a Chinese name make no difference. The
// error says which it is: unknown, with the nearest, or ambiguous, with the IDs.
func (w *Workspace) PersonByWord(word string) (int, error) {
	id, name, found, same := table.ParseID(word), table.ParseName(word), -1, []string(nil)
	for i := range w.People {
		if w.People[i].ID == id {
			return i, nil
		}
		if table.ParseName(w.People[i].Name) == name {
			found, same = i, append(same, w.People[i].ID)
		}
	}
	switch len(same) {
	case 0:
		var known []string
		for i := range w.People {
			known = append(known, w.People[i].Name, w.People[i].ID)
		}
		e := lang.Errorf("员工表里没有 %q", "%q is not in the staff list", word)
		if best, ok := nearest(word, known); ok {
			e = e.WithHint("是不是 %q？否则先写入 people.xlsx", "did you mean %q? If not, add the person to people.xlsx", best)
		} else {
			e = e.WithHint("先写入 people.xlsx，或改正姓名、工号", "add the person to people.xlsx, or correct the name or ID")
		}
		return -1, e
	case 1:
		return found, nil
	}
	return -1, lang.Errorf("有 %d 个人叫 %q", "%d people are called %q", len(same), word).
		WithHint("改写工号：%s", "write the ID: %s", strings.Join(same, ", "))
}

// person reads the person in a cell; it returns -1 where there is none.
func (w *Workspace) person(r *table.Record, key string) int {
	word := r.Text(key)
	if word == "" {
		return -1
	}
	i, err := w.PersonByWord(word)
	// While there is no staff list to look in, somebody missing from it is only
	// a consequence, and would bury the cause.
	if e, ok := err.(*lang.Error); ok && !w.noStaff {
		r.Problem(key, e.What, e.Hint)
	}
	return i
}
