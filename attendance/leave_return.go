package attendance

import (
	"strings"

	"paiban/internal/table"
	"paiban/schedule"
)

// Return is an approved request that takes leave back (销假, 撤销请假).
type Return struct {
	Of       string    `json:"of,omitempty"` // the number of the request that it takes back, perhaps among other words; "" is not said
	From, To Stamp     `json:"-"`            // the time given back, half-open; zero is all of the request
	Where    table.Pos `json:"where,omitzero"`
}

// TakeBack takes leave back and returns what is left, and the requests that it touched.
// A return that names a request is of that one, else of each that it overlaps. Of a
// request that holds the return's time and more, that time is cut out; what is left of
// it counts by the plan, for its length is no longer true.
func TakeBack(leave []Leave, r Return) (left, taken []Leave) {
	for _, l := range leave {
		if !r.takes(&l) {
			left = append(left, l)
			continue
		}
		taken = append(taken, l)
		if r.To <= r.From || r.From <= l.From && r.To >= l.To || r.To <= l.From || r.From >= l.To {
			continue // all of it
		}
		for _, part := range []Leave{{From: l.From, To: r.From}, {From: r.To, To: l.To}} {
			if part.From >= part.To {
				continue
			}
			rest := l
			rest.From, rest.To, rest.Length = part.From, part.To, Length{}
			rest.Dates = l.Dates && int(rest.From)%(schedule.DayMinutes/2) == 0 && int(rest.To)%(schedule.DayMinutes/2) == 0
			left = append(left, rest)
		}
	}
	return left, taken
}

// leastNumber is how long the number of a request must be to be looked for among other
// words.
const leastNumber = 6

func (r *Return) takes(l *Leave) bool {
	if r.Of != "" && l.Number != "" {
		return r.Of == l.Number || len(l.Number) >= leastNumber && strings.Contains(r.Of, l.Number)
	}
	return r.To > r.From && r.From < l.To && r.To > l.From
}
