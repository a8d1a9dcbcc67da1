package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// Person is somebody who is rostered.
type Person struct {
	ID    string
	Name  string
	Group string // team; duties and burdens are shared within it

	// Shifts holds the indexes of the shifts that the person may work
	// (skills, contract and protection already applied), ascending.
	Shifts []int

	// Skills holds the indexes of the queues that the person can serve; nil is
	// every one. A shift that serves one queue is among Shifts only with the skill.
	Skills []int

	// Barred says why a shift is not among Shifts, where there is something to
	// say: 孕期不排夜班.
	Barred map[int]lang.Text

	// Trainee works alongside others and is not counted as cover, up to the day
	// Trained. Trained 0 is the whole horizon.
	Trainee bool
	Trained int

	// First and Last bound employment within the horizon: days [First, Last).
	First, Last int

	// Past holds what was worked on the days before the horizon, the day just
	// before it last: a shift index or Off. It is nil where nothing is known;
	// then runs cut by the first day are exempt from minimum lengths.
	Past []int

	// Before holds where the breaks of the last shift of Past lie, ascending, in minutes
	// of its work date; nil is not known.
	Before []Span `json:",omitempty"`

	// Next holds what is known to be worked on the days after the horizon, the first
	// of them first: a shift index or Off. The horizon answers for what it decides
	// there: the rest before their first shift, the runs that go on into them or
	// begin with them, the stretches of a period that reach them.
	Next []int `json:",omitempty"`

	// Leave lists the days of approved leave, ascending, those of the past and those
	// after the horizon among them. Who is off on such a day neither works nor rests.
	Leave []int `json:",omitempty"`
}

// OnLeave reports whether day is one of approved leave.
func (p *Person) OnLeave(day int) bool {
	_, found := slices.BinarySearch(p.Leave, day)
	return found
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

// CountsOn reports whether the person counts as cover on a shift of day.
func (p *Person) CountsOn(day int) bool { return !p.Trainee || p.Trained > 0 && day >= p.Trained }

// Can reports whether the person can serve queue q.
func (p *Person) Can(q int) bool { return p.Skills == nil || slices.Contains(p.Skills, q) }

// May reports whether the person may work shift s at all.
func (p *Person) May(s int) bool {
	for _, t := range p.Shifts {
		if t == s {
			return true
		}
	}
	return false
}
