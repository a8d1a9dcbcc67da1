package workspace

import (
	"math"

	"paiban/schedule"
)

// standby reports whether people on s only can be reached: they are no cover.
func (s *Shift) standby() bool { return schedule.Kind(s.Kind) == schedule.Standby }

// Paid returns the minutes of s that count as hours.
func (s *Shift) Paid() int {
	minutes := 0
	for _, h := range s.Hours {
		minutes += schedule.Span(h).Len()
	}
	for _, p := range s.pauses() {
		if !p.Paid {
			minutes -= p.Length
		}
	}
	if s.standby() {
		return int(math.Round(float64(minutes) * float64(s.PaidShare)))
	}
	return minutes
}

// ordinaryKind reports whether a shift of kind k is one of those that a contract is about:
// duty comes on top of them, and standby is no work.
func ordinaryKind(k schedule.Kind) bool { return k != schedule.Duty && k != schedule.Standby }
