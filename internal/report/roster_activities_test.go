package report

import (
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/schedule"
)

// trainingOf gives somebody at work in the sample an hour of training.
func trainingOf(l lang.Lang) (w *Week, person, day int, at schedule.ActivitySpan) {
	w = sample(l)
	w.Problem.Activities = []schedule.Activity{{ID: "rules", Name: lang.T("新规培训", "Rules training"), Short: lang.T("训", "T"), Length: 60, Due: make([]int, len(w.Problem.People))}}
	for i, row := range w.Roster.Cells {
		for d, s := range row {
			if s != schedule.Off && w.Problem.People[i].CountsOn(d) && w.Problem.Shifts[s].Segments[0].Len() >= 240 {
				from := (w.Problem.Shifts[s].Start()/60 + 2) * 60
				at = schedule.ActivitySpan{Span: schedule.Span{Start: from, End: from + 60}}
				w.Roster.SetActivities(i, d, []schedule.ActivitySpan{at})
				return w, i, d, at
			}
		}
	}
	panic("nobody works")
}

// Activities are read back where they were written, in both languages; a time that was changed
// is the time, a row that was deleted is gone, and one about something unknown is named.
func TestActivitiesAreReadBack(t *testing.T) {
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		w, i, d, want := trainingOf(l)
		path := write(t, w)
		m, err := read(t, path).Match(w.Problem, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range []*schedule.Roster{m.Roster, m.Posted} {
			if got := r.ActivitiesAt(i, d); len(got) != 1 || got[0] != want || len(m.Notes) > 0 {
				t.Errorf("read %v, want %v; notes %v", got, want, m.Notes)
			}
		}
		if f := read(t, path); f.Changed() || f.Unlocked() {
			t.Errorf("as it was written it counts as edited: %v", f.Edited)
		}
		sheet := activitiesSheet.In(l)
		edit(t, path, sheet, map[string]string{"F2": "7:00", "G2": "08:00"})
		if m, err = read(t, path).Match(w.Problem, nil); err != nil || m.Roster.ActivitiesAt(i, d)[0].Start != 420 {
			t.Errorf("an edited time: %v, %v", err, m)
		}
		if f := read(t, path); !f.Unlocked() || len(f.Edited) != 1 || f.Edited[0].Sheet != sheet || f.Edited[0].Row != 2 {
			t.Errorf("an edited time is no edit: %v", f.Edited)
		}
		edit(t, path, sheet, map[string]string{"E2": "?"})
		m, err = read(t, path).Match(w.Problem, nil)
		if err != nil || m.Roster.Activities != nil || len(m.Notes) != 1 || !strings.Contains(m.Notes[0].EN, sheet+":2:E") {
			t.Errorf("an unknown activity: %v, %v", err, m.Notes)
		}
		edit(t, path, sheet, map[string]string{"F1": "x"})
		if f := read(t, path); len(f.Notes) != 1 || !strings.Contains(f.Notes[0].EN, sheet) || !strings.Contains(f.Notes[0].EN, "From") {
			t.Errorf("a heading that is gone: %v", f.Notes)
		}
		edit(t, path, sheet, map[string]string{"F1": activityColumns[5].In(l)})
		edit(t, path, sheet, map[string]string{"A2": "", "B2": "", "C2": "", "E2": "", "F2": "", "G2": ""})
		if m, err = read(t, path).Match(w.Problem, nil); err != nil || m.Roster.Activities != nil || len(m.Notes) != 0 {
			t.Errorf("a row that was cleared: %v, %v", err, m.Notes)
		}
		if f := read(t, path); !f.Unlocked() || len(f.Edited) != 1 {
			t.Errorf("a row that was cleared is no edit: %v", f.Edited)
		}
	}
}

// A calendar has an event of its own for an activity, beside that of the shift, and the web
// report says when it begins.
func TestActivitiesAreShown(t *testing.T) {
	w, i, d, at := trainingOf(lang.EN)
	b := newRosterBook(w)
	defer b.f.Close()
	data := b.calendar(i, exported)
	for _, want := range []string{"SUMMARY:Rules training", "DTSTART;TZID=Asia/Shanghai:" + b.stamp(d, at.Start)} {
		if !strings.Contains(data, want) {
			t.Errorf("the calendar has no %s:\n%s", want, data)
		}
	}
	page, err := HTML(w)
	if err != nil {
		t.Fatal(err)
	}
	if want := "T " + schedule.Clock(at.Start); !strings.Contains(string(page), want) {
		t.Errorf("the page has no %q", want)
	}
}
