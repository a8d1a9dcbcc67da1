package workspace

import (
	"paiban/schedule"
)

// AtDesk returns what part of each interval of step minutes, from 00:00 of the work date
// on, somebody on s is at work: 0 where the hours of s do not contain all of it, and less
// than 1 where a break may lie in it, by the part that the break takes of its room. It is
// nil for standby and for shifts that do not serve q.
func (s *Shift) AtDesk(q *Queue, step int) (share []float64) {
	if schedule.Kind(s.Kind) == schedule.Standby || len(s.Queues) > 0 && !contains(s.Queues, q.ID) {
		return nil
	}
	for _, h := range s.Hours {
		for t := (h.Start + step - 1) / step; (t+1)*step <= h.End; t++ {
			for len(share) <= t {
				share = append(share, 0)
			}
			share[t] = 1
		}
	}
	for _, b := range s.pauses() {
		room := schedule.Span{Start: b.From, End: b.To}
		for t := range share {
			at := schedule.Span{Start: t * step, End: (t + 1) * step}
			share[t] = max(0, share[t]-float64(room.Overlap(at))/float64(step)*float64(b.Length)/float64(max(1, room.Len())))
		}
	}
	return share
}
