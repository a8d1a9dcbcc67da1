package schedule

import "testing"

// The horizon of the tests begins on a Monday, so that the sixth day is a Saturday.
func TestWholeWeekend(t *testing.T) {
	for _, c := range []struct {
		row  string
		want int64
	}{
		{"|-----EE", 0},
		{"|EEEEE--", 0},
		{"|-----E-", 1},
		{"|------E", 1},
		{"|-----E", 0},         // Sunday is not known yet
		{"|-----E-------L", 2}, // both weekends
	} {
		p, r := one(c.row)
		for _, force := range []Force{Must(), At(30)} {
			var got Score
			for _, f := range (WholeWeekend{Force: force}).Check(p, r) {
				got = got.Add(f.Score)
			}
			if got != force.Score(c.want) {
				t.Errorf("%s: %v, want %v", c.row, got, force.Score(c.want))
			}
		}
	}
}

// A horizon that begins on a Sunday is held to the Saturday before it, if that is known.
func TestWholeWeekendOverTheEdge(t *testing.T) {
	for row, want := range map[string]int{"E|-": 1, "-|E": 1, "E|E": 0, "|E": 0} {
		p, r := one(row)
		p.Start += 6 // Sunday
		if got := len((WholeWeekend{Force: Must()}).Check(p, r)); got != want {
			t.Errorf("%s: %d findings, want %d", row, got, want)
		}
	}
}
