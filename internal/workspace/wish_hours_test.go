package workspace

import (
	"fmt"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/schedule"
)

// wished is preset wangdian with two people and a file of wishes or swaps. E is 08–12 and
// 14–18, L 14–18 and 19–23, M 08–12.
func wished(t *testing.T, list string) (*Workspace, error) {
	t.Helper()
	return Load(testWorkspace(t, map[string]string{
		"paiban.yaml": "preset: wangdian\nlang: en\nshifts: [{id: M, name: {zh: 半天, en: Half}, short: m, kind: mid, hours: [\"08:00-12:00\"]}]\n",
		"people.csv":  "工号,姓名\n1,Anni\n2,Bo\n",
		"leave.csv":   list,
	}))
}

func TestWishesOverDatesAndHours(t *testing.T) {
	for _, c := range []struct{ row, want string }{
		{"2026-11-24~2026-11-26,,休", "11-24 off|11-25 off|11-26 off"},
		{"2026-11-24~11-25,,休", "11-24 off|11-25 off"},
		{"2026-11-24至2026-11-25,,休", "11-24 off|11-25 off"},
		{"2026年11月24日至25日,,早班", "11-24 work Early|11-25 work Early"},
		{"2026-11-24,2026-11-25,不上晚班", "11-24 not Late|11-25 not Late"},
		// Until 12:00 there is M alone; E and L reach into the afternoon.
		{"2026-11-24,,14:00后不上", "11-24 not Early or Late: not at work 14:00-24:00"},
		{"2026-11-24,,晚上不上", "11-24 not Late: not at work 18:00-24:00"},
		{"2026-11-24,,只上上午", "11-24 not Early or Late: at work only 00:00-12:00"},
		{"2026-11-24,,not after 18:00", "11-24 not Late: not at work 18:00-24:00"},
		{"2026-11-24~2026-11-25,,上午不要上", "11-24 not Early or Half: not at work 00:00-12:00|11-25 not Early or Half: not at work 00:00-12:00"},
		{"2026-11-26~2026-11-24,,休", "! the last day, 2026-11-24, is before the first"},
		{"2026-11-24~2027-11-24,,休", "! is 366 days, which is too long"},
		{"2026-11-24,,14:00后", `! wish "14:00后" is not understood`},
		{"2026-11-24~2026-11-25,2026-11-26,休", "! the last day is given twice"},
		{"2026-11-24~x,,休", `! the date "2026-11-24~x" is not understood`},
	} {
		w, err := wished(t, "姓名,日期,至,意愿\nAnni,"+c.row+"\n")
		if want, bad := strings.CutPrefix(c.want, "! "); bad {
			if err == nil || !strings.Contains(lang.Tell(err, lang.EN), want) {
				t.Errorf("%s: %v, want %s", c.row, err, want)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %s", c.row, lang.Tell(err, lang.EN))
			continue
		}
		p := plan(t, w, Needs{})
		var got []string
		for _, x := range p.Wishes {
			said := x.Rule.Wish(p.Problem).EN
			if strings.Contains(x.Words.EN, "at work") {
				said += ": " + x.Words.EN
			}
			got = append(got, fmt.Sprintf("%s %s", p.Problem.Date(x.Rule.Day).String()[5:], said))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: wishes %q, want %q", c.row, got, c.want)
		}
	}
}

// TestSwapAcrossDates: Anni gives Monday to Bo, Bo gives Thursday to Anni.
func TestSwapAcrossDates(t *testing.T) {
	w, err := wished(t, "甲,乙,日期,还班日期\nAnni,Bo,2026-11-23,2026-11-26\n")
	if err != nil {
		t.Fatal(lang.Tell(err, lang.EN))
	}
	p := plan(t, w, Needs{})
	e := shift(t, p, "E")
	r := schedule.NewRoster(p.Problem)
	r.Cells[0][0], r.Cells[1][3] = e, e
	if !p.Exchange(r) || r.Cells[0][0] != schedule.Off || r.Cells[1][0] != e || r.Cells[0][3] != e || r.Cells[1][3] != schedule.Off {
		t.Errorf("after the swap: %v", r.Cells)
	}
}
