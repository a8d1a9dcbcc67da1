package service

import (
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
)

// accounts finds people of the staff list by what reports call them.
type accounts struct {
	account map[string][]int // as the column 客服账号 has it
	tail    map[string][]int // the part of it behind the shop
	id      map[string][]int
	name    map[string][]int
	staff   []attendance.Person
}

func newAccounts(staff []attendance.Person) *accounts {
	a := &accounts{map[string][]int{}, map[string][]int{}, map[string][]int{}, map[string][]int{}, staff}
	for i := range staff {
		p := &staff[i]
		for _, s := range p.Accounts {
			add(a.account, fold(s), i)
			add(a.tail, fold(nick(s)), i)
		}
		add(a.id, fold(p.ID), i)
		add(a.name, foldName(p.Name), i)
	}
	return a
}

func add(in map[string][]int, key string, i int) {
	if key == "" {
		return
	}
	if l := in[key]; len(l) == 0 || l[len(l)-1] != i {
		in[key] = append(in[key], i)
	}
}

// fold makes width, case and blanks no difference.
func fold(s string) string { return strings.ToLower(strings.ReplaceAll(table.Clean(s), " ", "")) }

// foldName is fold without （离职）, （售前） and the like behind a name.
func foldName(s string) string {
	s = fold(s)
	for _, open := range []string{"(", "[", "【"} {
		if i := strings.Index(s, open); i > 0 {
			s = s[:i]
		}
	}
	return s
}

// nick is the part of an account behind the shop: 小美 of 青禾旗舰店:小美.
func nick(s string) string {
	s = table.Clean(s)
	if i := strings.LastIndex(s, ":"); i >= 0 && i+1 < len(s) {
		return s[i+1:]
	}
	return s
}

// find returns the one person that an agent is, or -1 and why. Nobody is guessed: a nick
// without its shop that two people have, or a name that two have, is nobody.
func (a *accounts) find(g *Agent) (int, lang.Text) {
	many := 0
	for _, step := range []struct {
		in  map[string][]int
		key string
	}{
		{a.account, fold(g.Account)}, {a.id, fold(g.ID)}, {a.account, fold(g.Name)}, {a.account, fold(g.ID)},
		{a.tail, fold(nick(g.Account))}, {a.id, fold(g.Account)}, {a.id, fold(nick(g.Account))},
		{a.name, foldName(g.Name)}, {a.name, foldName(nick(g.Account))}, {a.id, fold(g.Name)}, {a.tail, fold(nick(g.Name))}, {a.name, foldName(nick(g.Name))},
	} {
		if step.key == "" {
			continue
		}
		switch l := step.in[step.key]; {
		case len(l) == 1 && a.contradicts(l[0], g):
			return -1, lang.F("%s：账号或工号是 %s，姓名写的是 %s，没有计入", "%s: the account or ID is that of %s, the name is %s; not counted", g.Label(), a.staff[l[0]].Name, g.Name)
		case len(l) == 1:
			return l[0], lang.Text{}
		case len(l) > 1:
			many = max(many, len(l))
		}
	}
	if many > 0 {
		return -1, lang.F("%s：员工表里有 %d 个人符合，没有计入；在 people.xlsx 的“客服账号”列写全名，如 店铺:昵称", "%s: %d people on the staff list match, so it is not counted; write the whole account, such as shop:nick, into the column Accounts of people.xlsx", g.Label(), many)
	}
	return -1, lang.F("%s：不在员工表里，没有计入；是店里的人就把它写进 people.xlsx 的“客服账号”列", "%s: not on the staff list, so it is not counted; write it into the column Accounts of people.xlsx if it is one of yours", g.Label())
}

// contradicts reports whether the name beside an account or ID is that of somebody else.
func (a *accounts) contradicts(i int, g *Agent) bool {
	l := a.name[foldName(g.Name)]
	return len(l) == 1 && l[0] != i
}
