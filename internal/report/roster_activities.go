package report

import (
	"slices"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/schedule"
)

var activitiesSheet = lang.T("会议培训", "Activities")

// activityFill is the fill of a half-hour at a meeting or a training.
const activityFill = "D9D2E9"

// activityColumns are the columns of the sheet of meetings and trainings. People may change
// the times.
var activityColumns = slices.Concat(breakColumns[:4], []lang.Text{lang.T("项目", "Activity")}, breakColumns[4:])

// allActivities lists who attends what, by day, time and person.
func (b *rosterBook) allActivities() (out []shiftSpan) {
	for _, i := range b.order {
		for d := range b.p.Days {
			for _, t := range b.w.Roster.ActivitiesAt(i, d) {
				out = append(out, shiftSpan{i, d, t.Span, b.say(b.p.Activities[t.Activity].Name)})
			}
		}
	}
	return byTime(out)
}

// activities lists who attends what when.
func (b *rosterBook) activities() { b.spans(activitiesSheet, activityColumns, b.attended) }

// activityIn is the sign of the activity that somebody attends in some of a span; "" is none.
func (b *rosterBook) activityIn(at []schedule.ActivitySpan, t schedule.Span) string {
	for _, a := range at {
		if a.Overlap(t) > 0 {
			return b.say(sign(&b.p.Activities[a.Activity]))
		}
	}
	return ""
}

// sign is what the plan of a day shows of a.
func sign(a *schedule.Activity) lang.Text {
	if a.Short.IsZero() {
		return a.Name
	}
	return a.Short
}

// activityTexts says what person i attends on day d, each with its time.
func (b *rosterBook) activityTexts(i, d int) (out []lang.Text) {
	for _, t := range b.w.Roster.ActivitiesAt(i, d) {
		out = append(out, lang.F("%s %s", "%s %s", b.p.Activities[t.Activity].Name, t.Span))
	}
	return out
}

// activitySchema is the sheet as it is read back.
var activitySchema = func() table.Schema {
	s := breakSchema
	s.Sheet, s.Also = activitiesSheet, []string{"培训", "会议", "活动", "Training", "Meetings"}
	s.Columns = append(slices.Clone(s.Columns), table.Column{Key: "what", Name: activityColumns[4], Also: []string{"名称", "内容", "培训", "会议", "What", "Name of activity"}, Required: true})
	return s
}()

// placeActivities gives the cells of p the activities that the file has for them. A row about
// somebody or something that p does not know is not used, which the notes tell. What is not
// as it should be is for the checker to say.
func (m *Matched) placeActivities(p *schedule.Problem, people map[string]int) {
	at := map[[2]int][]schedule.ActivitySpan{}
	var stale []lang.Text
	for _, row := range m.file.Activities {
		d := int(row.Date - p.Start)
		if d < 0 || d >= p.Days {
			continue
		}
		i, ok := people[plain(row.ID)]
		if !ok {
			stale = append(stale, lang.F("%s（没有这个工号）", "%s (no such ID)", row.Where))
			continue
		}
		k := slices.IndexFunc(p.Activities, func(a schedule.Activity) bool { return is(row.What, a.Name) || plain(row.What) == plain(a.ID) })
		if k < 0 {
			stale = append(stale, lang.F("%s（%s 的“%s”，%s 没有要排的这个项目）", "%s (%s: %q is nothing that anybody is due on %s)", row.named, p.People[i].Name, row.What, p.Date(d)))
			continue
		}
		k = p.ActivityOf(p.Activities[k].ID, d)
		at[[2]int{i, d}] = append(at[[2]int{i, d}], schedule.ActivitySpan{Activity: k, Span: row.At})
	}
	for cell, spans := range at {
		m.Posted.SetActivities(cell[0], cell[1], spans)
		m.Roster.SetActivities(cell[0], cell[1], spans)
	}
	if stale != nil {
		m.Notes = append(m.Notes, lang.F("会议培训表里的这些行没有用：%s", "these rows of the sheet of activities are not used: %s", lang.Join(fewOf(stale), "、", ", ")))
	}
}

// fewOf shortens a list of rows that were not used.
func fewOf(rows []lang.Text) []lang.Text {
	const most = 3
	if n := len(rows); n > most {
		return append(rows[:most:most], lang.F("等 %d 行", "%d rows in all", n))
	}
	return rows
}
