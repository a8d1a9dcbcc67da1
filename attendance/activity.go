package attendance

import (
	"paiban/internal/lang"
	"paiban/schedule"
)

// Activity is a meeting, a training, coaching or an exam that the roster has for a person on
// a work date, and whether they were there.
type Activity struct {
	ID      string         `json:"id,omitempty"` // in the settings; "" where they do not have it any more
	Name    string         `json:"name"`
	At      schedule.Span  `json:"at"`               // minutes of the work date
	Result  ActivityResult `json:"result,omitempty"` // "" before the month is settled
	Present int            `json:"present"`          // minutes of it that the person was at work
}

// ActivityResult says whether somebody was at an activity.
type ActivityResult string

// The results. The punches tell who was at work throughout an activity, not who sat in it.
const (
	Took    ActivityResult = "there"
	Partly  ActivityResult = "partly"
	Missed  ActivityResult = "not-there"
	Excused ActivityResult = "leave"
	Untold  ActivityResult = "unknown"
)

// ActivityResults lists every result, in the order of reports.
var ActivityResults = []struct {
	Key  ActivityResult
	Name lang.Text
}{
	{Took, lang.T("到了", "there")},
	{Partly, lang.T("到了一部分", "there for a part")},
	{Missed, lang.T("没到", "not there")},
	{Excused, lang.T("请假", "on leave")},
	{Untold, lang.T("看不出", "not known")},
}

// Text names r.
func (r ActivityResult) Text() lang.Text {
	for _, k := range ActivityResults {
		if k.Key == r {
			return k.Name
		}
	}
	return lang.Text{}
}

// attend judges the activities of the day by when the person was at work, as the punches of
// the shift were matched: grace counts as on time, a punch that is missing beside another as
// made in time. Minutes that leave of the day can explain are leave.
func (d *Day) attend() {
	if d.Plan == nil || len(d.Plan.Activities) == 0 {
		return
	}
	there, known := d.There()
	for _, a := range d.Plan.Activities {
		for _, t := range there {
			a.Present += t.Overlap(a.At)
		}
		missing := a.At.Len() - a.Present
		switch {
		case !known:
			a.Result = Untold
		case missing <= 0:
			a.Result = Took
		case d.away() >= missing || d.Plan.Kind == LeaveDay || d.Result == OnLeave:
			a.Result = Excused
		case a.Present > 0:
			a.Result = Partly
		default:
			a.Result = Missed
		}
		d.Activities = append(d.Activities, a)
	}
}
