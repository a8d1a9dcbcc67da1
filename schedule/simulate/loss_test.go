package simulate

import "testing"

// Where hardly anybody leaves nothing is said, unless it is more than may: a shop that
// allows 0.5% is told of 0.6%. What is above the limit never reads as the limit.
func TestLostIsToldWhereTheLimitIsBroken(t *testing.T) {
	for _, c := range []struct {
		lost Lost
		want string
	}{
		{Lost{Share: .006}, ""},
		{Lost{Share: .006, Most: .005}, "0.6% of customers leave unanswered, at most 0.5% may"},
		{Lost{Share: .004, Most: .005}, ""},
		{Lost{Share: .012, Most: .01}, "1.20% of customers leave unanswered, at most 1% may"},
		{Lost{Share: .03}, "3% of customers leave unanswered"},
		{Lost{Share: .21}, "21% of customers leave unanswered, at most 5% may"},
		{Lost{Share: .21, Most: 1}, "21% of customers leave unanswered"},
	} {
		if got := c.lost.Text().EN; got != c.want {
			t.Errorf("%+v: %q, want %q", c.lost, got, c.want)
		}
	}
}
