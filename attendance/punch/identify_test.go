package punch

import (
	"fmt"
	"testing"

	"paiban/attendance"
)

func TestIdentify(t *testing.T) {
	staff := []attendance.Person{
		{ID: "A01", Name: "张三", PunchNo: "7"},
		{ID: "A02", Name: "李四", PunchNo: "8"},
		{ID: "A03", Name: "王五", PunchNo: "0009"},
		{ID: "A04", Name: "王五", PunchNo: "10"},
		{ID: "A05", Name: "赵六"},
	}
	for _, c := range []struct {
		name string
		p    Person
		want int
	}{
		{"by id", Person{ID: "A02", Name: "李四"}, 1},
		{"by punch number", Person{Punch: "8", Name: "李四"}, 1},
		{"by number alone", Person{Punch: "10"}, 3},
		{"padded here", Person{Punch: "0007", Name: "张三"}, 0},
		{"padded there", Person{ID: "9", Name: "王五"}, 2},
		{"by name", Person{Name: "赵六", Punch: "u-77"}, 4},
		{"name with something added", Person{ID: "A01", Name: "张三-客服"}, 0},
		{"two of that name", Person{Name: "王五"}, -1},
		{"number and name disagree", Person{ID: "A01", Name: "李四"}, -1},
		{"number of somebody else", Person{Punch: "7", Name: "访客"}, -1},
		{"nobody", Person{Punch: "999", Name: "访客"}, -1},
	} {
		c.p.Key = firstOf(c.p.Punch, c.p.ID, c.p.Name)
		got := Identify(staff, []Person{c.p})
		if got.Of[0] != c.want || (c.want < 0) != (len(got.Doubt) == 1) {
			t.Errorf("%s: got %s, want %d", c.name, fmt.Sprint(got), c.want)
		}
	}
	// Two namesakes in the export are not told apart by the name.
	got := Identify(staff, []Person{{Key: "u1", Punch: "u1", Name: "赵六"}, {Key: "u2", Punch: "u2", Name: "赵六"}})
	if got.Of[0] != -1 || got.Of[1] != -1 {
		t.Errorf("namesakes: %v", got)
	}
	// In one department, with one such person on the list, both numbers are hers: the
	// file of the clock shows a second registration. In two departments they may be two.
	for _, c := range []struct {
		depts [2]string
		want  int
	}{{[2]string{"客服", "客服"}, 4}, {[2]string{"客服", "仓库"}, -1}, {[2]string{"客服", ""}, -1}} {
		got := Identify(staff, []Person{{Key: "21", Punch: "21", Name: "赵六", Dept: c.depts[0]}, {Key: "77", Punch: "77", Name: "赵六", Dept: c.depts[1]}})
		if got.Of[0] != c.want || got.Of[1] != c.want || (c.want >= 0) != (len(got.Also) == 2) {
			t.Errorf("%v: %+v", c.depts, got)
		}
	}
}

// One 工号 under two numbers of the clock is one person, and so is a name without a
// number on another sheet. Two 工号 of one name stay two, and nobody guesses whose the
// bare name is.
func TestOnePersonInOneFile(t *testing.T) {
	e := read(t, "f", workbook(t,
		sheetOf{"打卡", [][]any{{"工号", "登记号码", "姓名", "部门", "打卡时间"},
			{"K1", "7", "甲一", "客服", "2026-09-01 08:55"}, {"K1", "107", "甲一", "客服", "2026-09-01 18:02"},
			{"K2", "8", "乙二", "客服", "2026-09-01 08:50"}, {"K3", "9", "乙二", "客服", "2026-09-01 08:51"}}},
		sheetOf{"请假", [][]any{{"姓名", "请假类型", "开始时间", "结束时间"}, {"甲一", "事假", "2026-09-02 09:00", "2026-09-02 18:00"}, {"乙二", "事假", "2026-09-02 09:00", "2026-09-02 18:00"}}}))
	var people []string
	for _, p := range e.People {
		people = append(people, p.Label()+" "+p.ID)
	}
	same(t, "people", people, "甲一 (7) K1", "乙二 (8) K2", "乙二 (9) K3", "乙二 ")
	if len(e.Punches) != 4 || e.Punches[1].Person != 0 || e.Leave[0].Person != 0 || e.Leave[1].Person != 3 {
		t.Errorf("%+v %+v", e.Punches, e.Leave)
	}
	var notes []string
	for _, n := range append(e.Notes, e.Namesakes()...) {
		notes = append(notes, n.ZH)
	}
	same(t, "notes", notes, "甲一（工号 K1）有两个考勤号 7、107，算同一个人",
		"乙二（客服）有 2 个考勤号：8、9。是同一个人还是同名？现在按不同的人算；在员工表里写上考勤号就能认准")
}
