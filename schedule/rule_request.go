package schedule

// Request is a wish: to work one of Shifts on Day (Want), or not to. Nil Shifts
// is any shift, so {Want: false, Shifts: nil} asks for a rest day. Not granting
// it costs Cost.
type Request struct {
	Person, Day int
	Shifts      []int
	Want        bool
	Cost        int64
}
