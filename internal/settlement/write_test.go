package settlement

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/attendance"
	"paiban/internal/lang"
)

// The workbook speaks the language asked for and names the shop; its folder is made
// where it is the usual one, and nowhere else.
func TestWrite(t *testing.T) {
	ws := shop(t, map[string]string{"punches/2026-11/a.csv": punches("A1 苏晓禾 " + aDay), "rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日")})
	for l, want := range map[lang.Lang][3]string{lang.ZH: {"汇总", "小店　2026-11 考勤汇总", "日班"}, lang.EN: {"Summary", "Little shop　2026-11 attendance", "Day"}} {
		st := settler(ws)
		st.Lang = l
		s, err := st.Settle(t.Context(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Write(false); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenFile(filepath.Join(ws.Root, "attendance", "2026-11.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		title, err := f.GetCellValue(want[0], "A1")
		f.Close()
		if err != nil || title != want[1] || person(t, s, "A1").Days[1].Plan.Shift != want[2] {
			t.Errorf("%v: %v, %q, %+v", l, err, title, person(t, s, "A1").Days[1].Plan)
		}
	}
	nowhere := settle(t, ws, Options{Path: filepath.Join(ws.Root, "none", "out.xlsx")})
	if err := nowhere.Write(false); err == nil {
		t.Error("a folder is made that nobody asked for")
	}
}

// The same month gives the same bytes; settling alone writes nothing.
func TestSettleWritesNothing(t *testing.T) {
	ws := shop(t, map[string]string{"punches/2026-11/a.csv": punches("A1 苏晓禾 " + aDay)})
	s := settle(t, ws, Options{})
	if _, err := os.Stat(filepath.Dir(s.Path)); !os.IsNotExist(err) {
		t.Error("something was written")
	}
	var made [2][]byte
	for i := range made {
		written(t, ws)
		made[i], _ = os.ReadFile(s.Path)
	}
	if len(made[0]) == 0 || !bytes.Equal(made[0], made[1]) {
		t.Errorf("%d and %d bytes", len(made[0]), len(made[1]))
	}
}

// Machines find lists, never null.
func TestDocument(t *testing.T) {
	ws := shop(t, map[string]string{
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-01 08:55", "A1 苏晓禾 2026-11-30 08:55"),
		"rosters/十一月.xlsx":      roster(nov(1), "A1 苏晓禾 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休 休"),
		"people.csv":            "工号,姓名\nA1,苏晓禾\n",
	})
	s := settle(t, ws, Options{})
	data, err := json.Marshal(s.Document())
	if err != nil {
		t.Fatal(err)
	}
	has(t, "JSON", string(data), `{"schema":"paiban.month/1","month":"2026-11","file":"`+s.Path+`","preset":"recharge",`, `"flags":[]`, `"notes":[]`, `"dropped":[]`)
	if d := settleBare(t, punches("A1 甲 "+aDay)).Document(); d.Preset != "" {
		t.Errorf("a bare export has the preset %s", d.Preset)
	}
}

// Outings and trips are work.
func TestAway(t *testing.T) {
	m := &attendance.Month{LeaveDays: map[attendance.LeaveKind]float64{attendance.Annual: 2, attendance.Other: 0.5, attendance.Trip: 3, attendance.Outing: 1}}
	d := &attendance.Day{Leave: map[attendance.LeaveKind]int{attendance.Sick: 60, attendance.Outing: 120}}
	if days, minutes := DaysAway(m), MinutesAway(d); days != 2.5 || minutes != 60 {
		t.Errorf("%v days, %d minutes", days, minutes)
	}
}
