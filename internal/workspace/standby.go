package workspace

import (
	"math"

	"paiban/internal/lang"
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

// rests reports whether a day on s is one of rest: waiting at home is no work, and who is
// called in has another shift that day.
func (s *Shift) rests() bool { return s.standby() && !s.AsWork }

// restText says for rules on rest what a day of standby is.
func (s *Shift) restText() lang.Text {
	if s.rests() {
		return lang.T("当天算休息", "the day counts as rest")
	}
	return lang.T("当天算上班", "the day counts as work")
}

// ordinaryKind reports whether a shift of kind k is one of those that a contract is about:
// duty comes on top of them, and standby is no work.
func ordinaryKind(k schedule.Kind) bool { return k != schedule.Duty && k != schedule.Standby }
