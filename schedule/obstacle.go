package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// Obstacle is something that cannot be, seen by counting alone.
type Obstacle struct {
	Key       string // stable name of what was counted
	What, Fix lang.Text
}

// Room is what each person could work on each day, [person][day], Off among it:
// the shifts they may work, less what single rules rule out.
type Room [][][]int

// narrower is a rule that takes something out of the room by itself.
type narrower interface{ Narrow(room Room) }

// counting is a rule that counting can show to be impossible.
type counting interface {
	Obstacles(p *Problem, room Room) []Obstacle
}

// Room returns the room that p leaves.
func (p *Problem) Room() Room {
	out := make(Room, len(p.People))
	for i := range p.People {
		out[i] = make([][]int, p.Days)
		for d := range p.Days {
			out[i][d] = []int{Off}
			for _, s := range p.People[i].Shifts {
				if p.eligible(i, s, d) {
					out[i][d] = append(out[i][d], s)
				}
			}
		}
	}
	for _, rule := range p.Rules {
		if n, ok := rule.(narrower); ok {
			n.Narrow(out)
		}
	}
	return out
}

// Works reports whether person i could work on day.
func (r Room) Works(i, day int) bool {
	return slices.ContainsFunc(r[i][day], func(s int) bool { return s != Off })
}

// Obstacles returns what each rule by itself shows to be impossible.
func (p *Problem) Obstacles(room Room) (out []Obstacle) {
	for _, rule := range p.Rules {
		if c, ok := rule.(counting); ok {
			out = append(out, c.Obstacles(p, room)...)
		}
	}
	return out
}
