package punch

import "paiban/internal/workcal"

// placed is a punch under the boundary that the clock itself gives it: side 0 is
// the start of the first segment, 1 its end, 2 the start of the second …
type placed struct {
	who    int
	date   workcal.Date
	side   int
	minute int // of date
}

func (r *reader) learnHours() {}

func (r *reader) readExceptions(sheet int) error { return nil }
