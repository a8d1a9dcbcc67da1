package schedule

import (
	"testing"

	"paiban/internal/lang"
)

// Of one person L, the second shift of the tests, may be worked two or three days in a row.
// What stands before | is the past.
func TestShiftRun(t *testing.T) {
	for _, c := range []struct {
		row  string
		want int64
	}{
		{"|LL-LLL", 0},
		{"|-L-", 1},     // one too few
		{"|DLD", 1},     // other shifts end a run as days off do
		{"|LLLLL-", 2},  // two too many
		{"|-L", 0},      // goes on beyond the horizon
		{"|L-", 0},      // nothing is known of the day before
		{"DL|L-", 0},    //
		{"DLLL|L-", 1},  // one too many, in the horizon
		{"DLLLL|-L", 0}, // over before the horizon
	} {
		p, r := one(c.row)
		for _, b := range []Bound{Between(2, 3), Free().Prefer(2, 3, 7, 7)} {
			fs := ShiftRun{Shifts: []int{l}, Length: b}.Check(p, r)
			var got Score
			for _, f := range fs {
				got = got.Add(f.Score)
			}
			want := Score{Hard: c.want}
			if b.HardMin == 0 {
				want = Score{Cost: 7 * c.want}
			}
			if got != want {
				t.Errorf("%s: %v, want %v", c.row, got, want)
			}
		}
	}
}

func TestShiftRunSays(t *testing.T) {
	p, r := one("|LLL-")
	rule := ShiftRun{What: lang.T("晚班", "late shifts"), Shifts: []int{l}, Length: AtMost(2)}
	f := rule.Check(p, r)[0]
	if want := lang.T("甲 11-23 周一 至 11-25 周三 连续上晚班 3 天，超过上限 2 天", "甲 has late shifts on 3 days in a row (Mon 11-23 to Wed 11-25), above the limit of 2 days"); f.Why != want {
		t.Errorf("%v, want %v", f.Why, want)
	}
	eased, _ := rule.Relax(p, lang.Same("甲"), lang.Text{})
	if b := eased.(ShiftRun).Length; b != AtMost(3) {
		t.Errorf("eased to %v", b)
	}
}
