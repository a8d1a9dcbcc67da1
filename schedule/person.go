package schedule

import "paiban/internal/lang"

// Person is somebody who is rostered.
type Person struct {
	ID    string
	Name  string
	Group string // team; duties and burdens are shared within it

	// Shifts holds the indexes of the shifts that the person may work
	// (skills, contract and protection already applied), ascending.
	Shifts []int

	// Barred says why a shift is not among Shifts, where there is something to
	// say: 孕期不排夜班.
	Barred map[int]lang.Text

	// Trainee works alongside others and is not counted as cover.
	Trainee bool

	// First and Last bound employment within the horizon: days [First, Last).
	First, Last int

	// Past holds what was worked on the days before the horizon, the day just
	// before it last: a shift index or Off. It is nil where nothing is known;
	// then runs cut by the first day are exempt from minimum lengths.
	Past []int
}

// At returns what the person did on a day before the horizon (day < 0) and
// whether that is known.
func (p *Person) At(day int) (shift int, known bool) {
	i := len(p.Past) + day
	if day >= 0 || i < 0 {
		return Off, false
	}
	return p.Past[i], true
}

// May reports whether the person may work shift s at all.
func (p *Person) May(s int) bool {
	for _, t := range p.Shifts {
		if t == s {
			return true
		}
	}
	return false
}
