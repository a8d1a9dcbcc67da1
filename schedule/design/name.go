package design

import (
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/schedule"
)

// The hours that make a template early, late or a night.
const (
	nightBefore = 6 * 60  // starts before it: night
	nightEnd    = 6 * 60  // of the next day; see nightWork
	nightWork   = 60      // minutes at work from midnight to nightEnd that make a night
	lateAfter   = 20 * 60 // ends after it: late
	earlyBefore = 10 * 60 // starts before it: early
)

// Kind sorts t for rotation and fairness: night where it starts before 06:00 or
// works an hour or more between midnight and 06:00, late where it ends after
// 20:00, early where it starts before 10:00, mid otherwise.
func (t Template) Kind() schedule.Kind {
	start, end := t.Segments[0].Start, t.Segments[len(t.Segments)-1].End
	night := schedule.Span{Start: schedule.DayMinutes, End: schedule.DayMinutes + nightEnd}
	switch {
	case start < nightBefore || slices.ContainsFunc(t.Segments, func(g schedule.Span) bool { return g.Overlap(night) >= nightWork }):
		return schedule.Night
	case end > lateAfter:
		return schedule.Late
	case start < earlyBefore:
		return schedule.Early
	}
	return schedule.Mid
}

// Text lists the hours of t.
func (t Template) Text() lang.Text {
	parts := make([]lang.Text, len(t.Segments))
	for i, g := range t.Segments {
		parts[i] = g.Text()
	}
	return lang.Join(parts, " + ", " + ")
}

// Name names t as a shift, by its hours from the first to the last.
func (t Template) Name() lang.Text {
	whole := schedule.Span{Start: t.Segments[0].Start, End: t.Segments[len(t.Segments)-1].End}
	if len(t.Segments) > 1 {
		return lang.F("%s 分段班", "%s split", whole)
	}
	return lang.F("%s 班", "%s", whole)
}

// NewID returns an id for t as a shift that is not taken: S and the hour it
// starts, such as S08 or S0830, with a letter from b on where that is taken.
func (t Template) NewID(taken map[string]bool) string {
	clock := strings.ReplaceAll(schedule.Clock(t.Segments[0].Start%schedule.DayMinutes), ":", "")
	id := "S" + strings.TrimSuffix(clock, "00")
	for n, first := 1, id; taken[id]; n++ {
		id = first + string(rune('a'+n))
	}
	return id
}

// Short is what a roster cell shows for a shift with an id of [Template.NewID];
// not a bare number, which a spreadsheet would take for one.
func Short(id string) lang.Text { return lang.T(strings.TrimPrefix(id, "S")+"班", id) }
