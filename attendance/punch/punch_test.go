package punch

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/attendance"
	"paiban/internal/table"
	"paiban/schedule"
)

// sheetOf is a sheet of an invented workbook; cells of a row are given in order.
type sheetOf struct {
	name string
	rows [][]any
}

func workbook(t testing.TB, sheets ...sheetOf) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, s := range sheets {
		if i == 0 {
			f.SetSheetName("Sheet1", s.name)
		} else {
			f.NewSheet(s.name)
		}
		for r, row := range s.rows {
			if err := f.SetSheetRow(s.name, fmt.Sprintf("A%d", r+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func read(t testing.TB, name string, data []byte) *Export {
	t.Helper()
	b, err := table.Read(name, data, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	e, err := Read(b)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// list prints punches as NAME DATE CLOCK, with a source other than the clock.
func list(e *Export) (out []string) {
	for _, p := range e.Punches {
		d := p.Work
		if d == 0 {
			d = p.At.Date()
		}
		s := fmt.Sprintf("%s %s %s", e.People[p.Person].Name, d, schedule.Clock(p.At.From(d)))
		if p.Source != attendance.Clocked {
			s += " " + string(p.Source)
		}
		out = append(out, s)
	}
	return out
}

func dropped(e *Export) (out []string) {
	for _, d := range e.Dropped {
		out = append(out, d.Where.String()+" "+d.Why.ZH)
	}
	return out
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("%s:\n%s\nwant:\n%s", what, g, w)
	}
}

// No layout: the error names sheets and headings and says what is needed.
func TestUnknownLayout(t *testing.T) {
	data := workbook(t, sheetOf{"库存", [][]any{{"商品", "数量"}, {"杯子", 3}}})
	b, err := table.Read("x.xlsx", data, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Read(b)
	if err == nil || !strings.Contains(err.Error(), "库存") || !strings.Contains(err.Error(), "商品") || !strings.Contains(err.Error(), "hint:") {
		t.Errorf("got %v", err)
	}
}

func TestShiftText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"普通出勤 08:30-18:00", "work 普通出勤 08:30-18:00"},
		{"5班次 21:30-次日05:30", "work 5班次 21:30-29:30"},
		{"3班次17点 17:00-次日01:30", "work 3班次17点 17:00-25:30"},
		{"A 08:30-11:30 13:00-16:30 18:00-21:00 ", "work A 08:30-11:30 13:00-16:30 18:00-21:00"},
		{"09:00-12:00、13:00-18:00", "work 09:00-12:00、13:00-18:00 09:00-12:00 13:00-18:00"},
		{"夜 20:00～08:00", "work 夜 20:00-32:00"}, // no 次日, yet the end is before the start
		{"两段夜 20:00-次日00:30 次日01:30-次日05:00", "work 两段夜 20:00-24:30 25:30-29:00"},
		{"休息", "rest 休息"},
		{"自由工时", "free 自由工时"},
		{"", " "},
		{"未知", "!"},
		{"坏 08:70-09:00", "!"},
	} {
		p, ok := shiftText(c.in)
		got := string(p.Kind) + " " + p.Shift
		for _, g := range p.Segments {
			got += " " + g.String()
		}
		if !ok {
			got = "!"
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestPlainName(t *testing.T) {
	for _, c := range []struct {
		in, name string
		left     bool
	}{{"张三（离职）", "张三", true}, {" 张 三 ", "张三", false}, {"Zhang San", "Zhang San", false}, {"李四(离职)", "李四", true}} {
		if n, l := plainName(c.in); n != c.name || l != c.left {
			t.Errorf("%q: got %q %v", c.in, n, l)
		}
	}
}
