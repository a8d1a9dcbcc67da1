package judge

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// kindsAndPeople are the kinds of findings, each with its person, in order.
func kindsAndPeople(found []Finding) (out []string) {
	for _, f := range found {
		out = append(out, strings.TrimSpace(strings.TrimPrefix(f.Kind, "roster/")+" "+f.Person))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// The roster of a week was planned, then An's Tuesday was taken from her and given to Bo.
func TestJudgeHistory(t *testing.T) {
	const (
		swapped   = `{"person":"A","date":"2026-11-24","was":"E","now":""},{"person":"B","date":"2026-11-24","was":"","now":"E"}`
		unchanged = `"state":{"published":false,"changed_cells":0}`
	)
	change := func(file, cells string) string {
		return fmt.Sprintf(`{"at":"2026-11-23 09:00","what":"repaired","file":%q,"cells":[%s]}`, file, cells)
	}
	for _, c := range []struct {
		name, state, change string
		now                 []string
		want                []string
	}{
		{"each version follows from the one before", unchanged, change("first.csv", swapped),
			[]string{"A . . . . . . .", "B . E . . . . ."}, nil},
		{"a version that is not kept", unchanged, change("gone.csv", swapped),
			[]string{"A . . . . . . .", "B . E . . . . ."}, []string{"history/version-lost"}},
		{"the cell before was another", unchanged, change("first.csv", strings.Replace(swapped, `"was":"E"`, `"was":"L"`, 1)),
			[]string{"A . . . . . . .", "B . E . . . . ."}, []string{"history/was A"}},
		{"a cell that no change names", unchanged, change("first.csv", swapped),
			[]string{"A . . . . . . .", "B . E L . . . ."}, []string{"history/chain B"}},
		{"a change that the roster does not show", unchanged, change("first.csv", swapped),
			[]string{"A . E . . . . .", "B . E . . . . ."}, []string{"history/chain A"}},
		{"published without a publication", `"state":{"published":true,"changed_cells":0}`, change("first.csv", swapped),
			[]string{"A . . . . . . .", "B . E . . . . ."}, []string{"history/published"}},
		{"more cells changed than are marked", `"state":{"published":false,"changed_cells":2}`, change("first.csv", swapped),
			[]string{"A . . . . . . .", "B . E . . . . ."}, []string{"history/marks"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, before := week("2026-W48", "2026-11-23", "A . E . . . . .", "B . . . . . . .")
			name, now := week("2026-W48", "2026-11-23", c.now...)
			s := shopOf(t, map[string]string{
				"paiban.yaml": "preset: plain\n" + noWindow, "people.csv": "ID,Name\nA,An\nB,Bo\n",
				name: now, "rosters/history/first.csv": before,
			})
			said := fmt.Sprintf(`{"file":"rosters/2026-W48.csv",%s,"changes":[%s]}`, c.state, c.change)
			if got := kindsAndPeople(s.JudgeHistory([]byte(said))); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// The sheet of November 2026 has the week from the 23rd to the 29th, and 30 days.
func TestJudgeMonthSheet(t *testing.T) {
	sheet := func(days int, cells map[int]string) string {
		text := "ID,Name"
		first, _ := ParseDay("2026-11-01")
		for i := range days {
			text += "," + (first + Day(i)).String()
		}
		text += "\nA,An"
		for i := range days {
			cell := "off"
			if c, ok := cells[i+1]; ok {
				cell = c
			}
			text += "," + cell
		}
		return text + "\n"
	}
	for _, c := range []struct {
		name  string
		sheet string
		want  []string
	}{
		{"as the roster of the week", sheet(30, map[int]string{24: "E", 27: "L"}), nil},
		{"another shift", sheet(30, map[int]string{24: "L", 27: "L"}), []string{"number/month-sheet A"}},
		{"a day off for a shift", sheet(30, map[int]string{24: "E"}), []string{"number/month-sheet A"}},
		{"a day too few", sheet(29, map[int]string{24: "E", 27: "L"}), []string{"number/month-days"}},
		{"without the last days", sheet(25, map[int]string{24: "E"}), []string{"number/month-days"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			name, roster := week("2026-W48", "2026-11-23", "A . E . . L . .")
			s := shopOf(t, map[string]string{
				"paiban.yaml": "preset: plain\n" + noWindow, "people.csv": "ID,Name\nA,An\n",
				name: roster, "exports/2026-11.csv": c.sheet,
			})
			if got := kindsAndPeople(s.JudgeMonthSheet(s.Dir + "/exports/2026-11.csv")); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
