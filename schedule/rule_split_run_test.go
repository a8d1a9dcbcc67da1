package schedule

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"paiban/internal/lang"
)

// Of one person only split shifts may be rostered two days in a row. E of the tests
// is split (8–12, 14–18), D is in one piece. What stands before | is the past.
func TestSplitRun(t *testing.T) {
	for _, c := range []struct {
		row  string
		want int64   // units
		days Stretch // of the run
	}{
		{"|EE", 0, Stretch{}},
		{"|EEE", 1, Stretch{0, 3}},
		{"|EEEEE", 3, Stretch{0, 5}},
		{"|EEDEE", 0, Stretch{}}, // a shift in one piece ends a run
		{"|EE-EE", 0, Stretch{}}, // so does a day off
		{"|DDDD", 0, Stretch{}},
		{"|DEEE", 1, Stretch{1, 4}},     // to the last day of the horizon
		{"EE|E", 1, Stretch{-2, 1}},     // two of the past and one: three
		{"E|EE", 1, Stretch{-1, 2}},     //
		{"EED|EE", 0, Stretch{}},        // ended in the past
		{"EE-|EE", 0, Stretch{}},        //
		{"EEEE|D", 0, Stretch{}},        // over before the horizon: nobody can help
		{"EEEE|E", 1, Stretch{-4, 1}},   // it goes on by a day: the two before it are the earlier roster's
		{"EEE|-EE", 0, Stretch{}},       //
		{"|EEE-EEEE", 3, Stretch{0, 3}}, // two runs, one unit and two
	} {
		p, r := one(c.row)
		for _, force := range []Force{Must(), At(7)} {
			fs := SplitRun{Max: 2, Force: force}.Check(p, r)
			var got Score
			for _, f := range fs {
				got = got.Add(f.Score)
			}
			if got != force.Score(c.want) {
				t.Errorf("%s: %v, want %v", c.row, got, force.Score(c.want))
			}
			if c.want > 0 && fs[0].Days != c.days {
				t.Errorf("%s: run %v, want %v", c.row, fs[0].Days, c.days)
			}
		}
	}
}

func TestSplitRunSays(t *testing.T) {
	p, r := one("|EEE-")
	rule := SplitRun{Max: 2, Force: Must()}
	fs := rule.Check(p, r)
	if len(fs) != 1 {
		t.Fatalf("%+v", fs)
	}
	for _, c := range []struct{ got, want lang.Text }{
		{rule.Words(), lang.T("分段班最多连续上 2 天（必须）", "at most 2 days of split shifts in a row (hard)")},
		{fs[0].Why, lang.T("甲 11-23 周一 至 11-25 周三 连续上 3 天分段班，超过 2 天", "甲 has split shifts on 3 days in a row (Mon 11-23 to Wed 11-25); the limit is 2 days")},
		{fs[0].Fix, lang.T("把 11-23 周一 至 11-25 周三 之间的一天换成不分段的班次，或改为休息", "give a shift in one piece on a day between Mon 11-23 and Wed 11-25, or a rest day")},
	} {
		if c.got != c.want {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
}

// Hard, the rule must hold and gives way by one day more; soft, nothing must hold.
func TestSplitRunGivesWay(t *testing.T) {
	p, _ := one("|EEE-")
	rule := SplitRun{Max: 2, Force: Must()}
	if d := cmp.Diff([]Rule{rule}, rule.Hard()); d != "" {
		t.Errorf("hard (-want +got):\n%s", d)
	}
	if hard := (SplitRun{Max: 2, Force: At(9)}).Hard(); hard != nil {
		t.Errorf("of a soft rule %v must hold", hard)
	}
	eased, step := rule.Relax(p, lang.Same("甲"), lang.Text{})
	if d := cmp.Diff(Rule(SplitRun{Max: 3, Force: Must()}), eased); d != "" {
		t.Errorf("eased (-want +got):\n%s", d)
	}
	if want := lang.T("允许 甲 连续上 3 天分段班", "let 甲 work split shifts on 3 days in a row"); step != want {
		t.Errorf("the step is %v, want %v", step, want)
	}
}
