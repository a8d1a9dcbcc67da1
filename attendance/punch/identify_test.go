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
}
