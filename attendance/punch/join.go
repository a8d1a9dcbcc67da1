package punch

import (
	"slices"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
)

// joinPeople makes one of people whom the file itself shows to be the same: those of
// one name and one 工号 under several clock numbers, and somebody without any number
// where only one other has the name (the sheet of leave knows no numbers), or with a
// number of another kind on another sheet.
func (r *reader) joinPeople() {
	byName := map[string][]int{}
	for i := range r.out.People {
		if n := r.out.People[i].Name; n != "" {
			byName[n] = append(byName[n], i)
		}
	}
	into := make([]int, len(r.out.People))
	joined := false
	for i := range into {
		into[i] = i
	}
	for i := range r.out.People {
		same := byName[r.out.People[i].Name]
		if len(same) < 2 || same[0] != i {
			continue
		}
		for _, k := range same {
			if j := r.sameNumber(k, same); j >= 0 {
				into[k], joined = j, true
			}
		}
		numbered := slices.DeleteFunc(slices.Clone(same), func(k int) bool { return into[k] != k || r.out.People[k].bare() })
		for _, k := range same {
			if len(numbered) == 1 && r.out.People[k].bare() {
				into[k], joined = numbered[0], true
			}
		}
	}
	for i := range r.out.People {
		if j := r.nameOfNumber(i); j >= 0 {
			into[i], joined = j, true
		}
	}
	if joined {
		r.out.renumber(into)
	}
}

// bare reports whether the person has no number.
func (p *Person) bare() bool { return p.ID == "" && p.Punch == "" }

// nameOfNumber returns the only one with a name who has the number of a person without;
// −1 where there is none, or more than one: clocks hand numbers on.
func (r *reader) nameOfNumber(i int) (only int) {
	only = -1
	if p := &r.out.People[i]; p.Name != "" || p.bare() {
		return
	}
	for j := range r.out.People {
		q, p := &r.out.People[j], &r.out.People[i]
		if q.Name == "" || q.Punch != p.Punch || p.Punch == "" && q.ID != p.ID {
			continue
		}
		if only >= 0 && q.Name != r.out.People[only].Name {
			return -1
		}
		if only < 0 {
			only = j
		}
	}
	return only
}

// sameNumber returns who before k among people of one name has the same 工号, or a
// number of the other kind on another sheet; −1 for nobody.
func (r *reader) sameNumber(k int, same []int) int {
	p := &r.out.People[k]
	for _, j := range same {
		q := &r.out.People[j]
		switch {
		case j == k:
			return -1
		case p.bare() || q.bare():
		case p.ID != "" && p.ID == q.ID:
			r.note(lang.F("%s（工号 %s）有两个考勤号 %s、%s，算同一个人", "%s (ID %s) has two clock numbers, %s and %s: taken for one person", p.Name, p.ID, firstOf(q.Punch, q.ID), firstOf(p.Punch, p.ID)))
			return j
		case len(same) == 2 && p.Where.Sheet != q.Where.Sheet && (p.ID == "") != (q.ID == "") && (p.Punch == "") != (q.Punch == ""):
			return j
		}
	}
	return -1
}

// renumber makes each person the one that into names; chains are followed.
func (e *Export) renumber(into []int) {
	index := make([]int, len(into))
	people := e.People[:0:0]
	for i := range into {
		if into[i] == i {
			index[i] = len(people)
			people = append(people, e.People[i])
		}
	}
	for i := range into {
		j := i
		for into[j] != j {
			j = into[j]
		}
		index[i] = index[j]
		if j != i {
			q, p := &people[index[j]], &e.People[i]
			q.ID, q.Punch, q.Dept, q.Group, q.Left = firstOf(q.ID, p.ID), firstOf(q.Punch, p.Punch), firstOf(q.Dept, p.Dept), firstOf(q.Group, p.Group), q.Left || p.Left
		}
	}
	e.People = people
	for i := range e.Punches {
		e.Punches[i].Person = index[e.Punches[i].Person]
	}
	for i := range e.Shifts {
		e.Shifts[i].Person = index[e.Shifts[i].Person]
	}
	for i := range e.Leave {
		e.Leave[i].Person = index[e.Leave[i].Person]
	}
	for i := range e.Overtime {
		e.Overtime[i].Person = index[e.Overtime[i].Person]
	}
	for i := range e.Returns {
		e.Returns[i].Person = index[e.Returns[i].Person]
	}
	for i := range e.Corrections {
		e.Corrections[i].Person = index[e.Corrections[i].Person]
	}
	for i := range e.Results {
		e.Results[i].Person = index[e.Results[i].Person]
	}
	for i := range e.Totals {
		e.Totals[i].Person = index[e.Totals[i].Person]
	}
}

// Namesakes asks about people of one name and one department under several numbers,
// whom only a staff list can tell apart.
func (e *Export) Namesakes() (notes []lang.Text) {
	type key struct{ name, dept string }
	numbers := map[key][]string{}
	for i := range e.People {
		if p := &e.People[i]; p.Name != "" && firstOf(p.Dept, p.Group) != "" {
			k := key{p.Name, firstOf(p.Dept, p.Group)}
			numbers[k] = append(numbers[k], p.Key)
		}
	}
	for i := range e.People {
		p := &e.People[i]
		k := key{p.Name, firstOf(p.Dept, p.Group)}
		if n := numbers[k]; len(n) > 1 && n[0] == p.Key {
			notes = append(notes, lang.F("%s（%s）有 %d 个考勤号：%s。是同一个人还是同名？现在按不同的人算；在员工表里写上考勤号就能认准",
				"%s (%s) has %d clock numbers: %s. One person, or two of one name? They count as different people now; clock numbers in the staff list make it certain", k.name, k.dept, len(n), strings.Join(n, "、")))
		}
	}
	return notes
}

// onceInTheBook drops punches of lists that an earlier sheet of the workbook has too,
// to the minute: somebody kept the list and a table of every day made from it.
func (r *reader) onceInTheBook() {
	if len(r.out.Sheets) < 2 {
		return
	}
	type moment struct {
		who int
		at  attendance.Stamp
	}
	first, repeated := map[moment]string{}, map[string]int{}
	kept := r.out.Punches[:0]
	for _, p := range r.out.Punches {
		m := moment{p.Person, p.At}
		if sheet, seen := first[m]; seen && sheet != p.Where.Sheet {
			repeated[p.Where.Sheet]++
			continue
		} else if !seen {
			first[m] = p.Where.Sheet
		}
		kept = append(kept, p)
	}
	r.out.Punches = kept
	for _, s := range r.out.Sheets {
		if n := repeated[s.Sheet]; n > 0 {
			r.note(lang.F("“%s”里有 %d 次打卡在前面的表里已有，只算一次", "%[2]d punches of %[1]q are on a sheet before it and count once", s.Sheet, n))
		}
	}
}

// Numbers that are hardly people's: as long as those of orders and phones, each with
// one punch or little more.
const (
	manyNumbers = 30
	fewRunning  = 10
	longNumber  = 8 // digits
)

// suspectNumbers says so where a column of order numbers or phone numbers was taken
// for people.
func (r *reader) suspectNumbers() {
	running := len(r.out.People) >= fewRunning && len(r.out.Punches) <= len(r.out.People)+1
	for i := range r.out.People {
		p := &r.out.People[i]
		running = running && p.Name == "" && (i == 0 || atoi(p.Key) == atoi(r.out.People[i-1].Key)+1 && len(p.Key) < longNumber)
	}
	if running {
		r.note(lang.F("每行一个“人”，号码 %s 起依次加一：是不是把序号一列当成了工号？用 --map 指明哪一列是人",
			"each line is somebody else and the numbers count on from %s: was a column of serial numbers taken for people? Name the columns with --map", r.out.People[0].Key))
	}
	long := 0
	for i := range r.out.People {
		p := &r.out.People[i]
		label := firstOf(p.Name, p.Key)
		digits := 0
		for _, c := range label {
			if c >= '0' && c <= '9' {
				digits++
			}
		}
		if digits >= longNumber && 2*digits > len(label) {
			long++
		}
	}
	n := len(r.out.People)
	if n < manyNumbers || 10*long < 9*n || 2*len(r.out.Punches) > 3*n {
		return
	}
	r.note(lang.F("读出 %d 个“人”，都像订单号或手机号（如 %s），每个只有一次左右打卡：是不是把订单号一列当成了姓名或工号？用 --map 指明哪一列是人",
		"%d people were found whose numbers look like those of orders or phones (such as %s), each with hardly more than one punch: was a column of numbers taken for people? Name the columns with --map", n, firstOf(r.out.People[0].Name, r.out.People[0].Key)))
}
