package judge

import "testing"

// Of three at work one serves the first queue, one the second, one both.
func TestShared(t *testing.T) {
	who := []atWork{}
	for _, skills := range [][]string{{"a"}, {"b"}, nil} {
		who = append(who, atWork{p: &Person{Skills: skills}, sh: &Shift{}, counts: true})
	}
	who = append(who, atWork{p: &Person{}, sh: &Shift{}}) // in training
	p := poolOf([]string{"a", "b"}, who, func(atWork) bool { return true })
	for _, c := range []struct {
		said, needs []int
		want        string
	}{
		{[]int{2, 1}, []int{0, 0}, ""},
		{[]int{1, 2}, []int{2, 2}, ""},      // one of four is lacking, however they are shared
		{[]int{3, 0}, []int{0, 0}, "able"},  // two can serve it
		{[]int{2, 2}, []int{0, 0}, "twice"}, // three are there
		{[]int{1, 1}, []int{0, 0}, "idle"},
		{[]int{2, 1}, []int{1, 2}, "short"},
	} {
		if got, why := p.shared(c.said, c.needs); got != c.want {
			t.Errorf("%v of %v: %q (%s), want %q", c.said, c.needs, got, why, c.want)
		}
	}
}
