package report

import (
	"fmt"

	"paiban/internal/table"
)

// breakMeta and activityMeta mark the lines of the hidden sheet that hold breaks and
// attendances as they were written. One line without any says that there were none.
const (
	breakMeta    = "break"
	activityMeta = "activity"
)

// spanMeta are the lines of the hidden sheet for breaks and for attendances; none for
// attendances where the shop has no activities.
func (b *rosterBook) spanMeta() (lines [][]string) {
	add := func(mark string, spans []shiftSpan) {
		lines = append(lines, []string{mark, ""})
		for _, t := range spans {
			row := RosterBreak{ID: b.p.People[t.person].ID, Date: b.p.Date(t.day), What: t.what, At: t.Span}
			lines = append(lines, []string{mark, row.key()})
		}
	}
	add(breakMeta, b.pauses)
	if len(b.p.Activities) > 0 {
		add(activityMeta, b.attended)
	}
	return lines
}

// key is what a break or an attendance is compared by.
func (r *RosterBreak) key() string {
	return fmt.Sprintf("%s %s %s %s", plain(r.ID), r.Date, r.At, plain(r.What))
}

// compareSpans finds the breaks and attendances that somebody has added or changed since the
// roster was generated, and attendances that were deleted: planning again would lose what
// they wrote. A break that was cleared is to be found again.
func (f *RosterFile) compareSpans() {
	if f.was == nil {
		return
	}
	edited := func(at table.Pos) {
		f.loose = true
		f.Edited = append(f.Edited, at)
	}
	changed := func(now []RosterBreak, was map[string]bool) {
		for k := range now {
			if was != nil && !was[now[k].key()] {
				edited(now[k].Where)
			}
		}
	}
	changed(f.Breaks, f.was.breaks)
	changed(f.Activities, f.was.activities)
	if len(f.Activities) < len(f.was.activities) {
		at := table.Pos{File: f.Name, Sheet: activitiesSheet.ZH}
		if len(f.Activities) > 0 {
			at.Sheet = f.Activities[0].Where.Sheet
		}
		edited(at)
	}
}
