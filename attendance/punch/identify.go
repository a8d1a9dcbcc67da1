package punch

import (
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
)

// Identity maps the people of an export to a staff list.
type Identity struct {
	Of    []int // index into the staff list by index into Export.People, −1 for nobody
	Doubt []Doubt
	Also  []Doubt // those who are somebody's second number, and why
}

// Doubt is somebody of an export who is nobody, or not surely somebody, on the
// staff list. Nobody is ever guessed.
type Doubt struct {
	Person  int // index into Export.People
	Why     lang.Text
	Unknown bool // nobody on the list comes near
}

// Identify matches people by id, by punch number or by a name that only one on
// each side has. Blanks, width and leading zeros make no difference where no
// two numbers become the same. A number that names one person beside a name
// that names another is ambiguous. Several numbers with one name and one department
// are one person's where the staff list has nobody else of that name.
func Identify(staff []attendance.Person, people []Person) Identity {
	id := index(staff, func(p *attendance.Person) []string { return []string{p.ID} })
	number := index(staff, func(p *attendance.Person) []string { return []string{p.PunchNo} })
	name := index(staff, func(p *attendance.Person) []string { n, _ := plainName(p.Name); return []string{n} })
	namesakes := map[string]int{}
	for i := range people {
		namesakes[people[i].Name]++
	}
	out := Identity{Of: make([]int, len(people))}
	for i := range people {
		p := &people[i]
		out.Of[i] = -1
		doubt := func(unknown bool, zh, en string, args ...any) {
			out.Doubt = append(out.Doubt, Doubt{i, lang.F(zh, en, args...), unknown})
		}
		var byNumber []int
		for _, step := range []struct {
			in  map[string][]int
			key string
		}{{id, p.ID}, {number, p.Punch}, {number, p.ID}, {id, p.Punch}} {
			if byNumber = step.in[step.key]; step.key != "" && len(byNumber) > 0 {
				break
			}
			if byNumber = step.in[unpadded(step.key)]; step.key != "" && len(byNumber) > 0 {
				break
			}
			byNumber = nil
		}
		byName := name[p.Name]
		if p.Name == "" {
			byName = nil
		}
		switch {
		case len(byNumber) == 1 && (p.Name == "" || alike(staff[byNumber[0]].Name, p.Name)):
			out.Of[i] = byNumber[0]
		case len(byNumber) == 1 && len(byName) == 1 && byName[0] != byNumber[0]:
			doubt(false, "%s：号码 %s 是员工 %s，姓名是员工 %s，没有计入", "%s: the number %s belongs to %s on the staff list, the name to %s; not counted", p.Label(), p.Key, staff[byNumber[0]].ID, staff[byName[0]].ID)
		case len(byNumber) > 1 || len(byName) > 1:
			doubt(false, "%s：员工表里有 %d 个人符合，没有计入", "%s: %d people on the staff list match; not counted", p.Label(), max(len(byNumber), len(byName)))
		case len(byName) == 1 && namesakes[p.Name] > 1 && ofOneDept(people, p.Name):
			out.Of[i] = byName[0]
			out.Also = append(out.Also, Doubt{Person: i, Why: lang.F("%s 有不止一个考勤号，都在%s；员工表里只有一个，算同一个人", "%s has more than one clock number, all in %s; the staff list has only one of this name: taken for one person", p.Label(), firstOf(p.Dept, p.Group))})
		case len(byName) == 1 && namesakes[p.Name] > 1:
			doubt(false, "%s：打卡文件里有 %d 个同名的人，没有计入", "%s: %d people in the punch files have this name; not counted", p.Label(), namesakes[p.Name])
		case len(byName) == 1:
			out.Of[i] = byName[0]
		case len(byNumber) == 1:
			doubt(false, "%s：号码是员工 %s（%s），姓名不同，没有计入", "%s: the number belongs to %s (%s), but the name differs; not counted", p.Label(), staff[byNumber[0]].ID, staff[byNumber[0]].Name)
		default:
			doubt(true, "%s：不在员工表里，没有计入", "%s: not on the staff list; not counted", p.Label())
		}
	}
	return out
}

// ofOneDept reports whether all of a name are in one department that the file names.
func ofOneDept(people []Person, name string) bool {
	dept := ""
	for i := range people {
		if p := &people[i]; p.Name == name {
			d := firstOf(p.Dept, p.Group)
			if d == "" || dept != "" && d != dept {
				return false
			}
			dept = d
		}
	}
	return dept != ""
}

// index lists who goes by each key, and by each key without its leading zeros.
func index(staff []attendance.Person, keys func(*attendance.Person) []string) map[string][]int {
	out := map[string][]int{}
	for i := range staff {
		for _, k := range keys(&staff[i]) {
			if k == "" {
				continue
			}
			out[k] = append(out[k], i)
		}
	}
	for i := range staff {
		for _, k := range keys(&staff[i]) {
			if u := unpadded(k); u != k && u != "" {
				out[u] = append(out[u], i)
			}
		}
	}
	return out
}

func unpadded(s string) string {
	if t := strings.TrimLeft(s, "0"); t != "" {
		return t
	}
	return s
}

// alike reports whether two names are of one person: the same, or one with
// something added (张三-客服).
func alike(a, b string) bool {
	a, _ = plainName(a)
	b, _ = plainName(b)
	return strings.EqualFold(a, b) || a != "" && strings.Contains(b, a) || b != "" && strings.Contains(a, b)
}

// Label shows a person in messages: the name and the number.
func (p *Person) Label() string {
	if p.Name == "" || p.Name == p.Key {
		return p.Key
	}
	return p.Name + " (" + p.Key + ")"
}
