package workspace

import (
	"math"
	"regexp"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Overtime is approved overtime: a span, or a number of minutes on a work date.
type Overtime struct {
	Person   int
	From, To attendance.Stamp // half-open; both 0 where only Minutes of Date are approved
	Date     workcal.Date     // work date
	Minutes  int              // that are approved; 0 is all from From to To
	Where    table.Pos
}

func (w *Workspace) overtimeRow(r *table.Record) {
	o := Overtime{Person: w.person(r, "person"), Where: r.Pos("person")}
	if r.Given("date") {
		o.Date, _ = r.Date("date")
		w.refuseFar(r, "date", o.Date, true)
	}
	from, fromTimed := w.overtimeEdge(r, "from", &o.Date)
	to, toTimed := w.overtimeEdge(r, "to", &o.Date)
	if fromTimed && toTimed && to <= from && to+schedule.DayMinutes > from && !dated(r.Text("to")) {
		to += schedule.DayMinutes // 22:00 to 00:30
	}
	minutes, hours := 0, "hours"
	if r.Given("length") { // in a list of leave
		hours = "length"
	}
	if r.Given(hours) {
		minutes = overtimeMinutes(r, hours)
	}
	switch {
	case !r.OK():
	case fromTimed && toTimed:
		o.From, o.To = from, to
		switch length := int(to - from); {
		case length <= 0 || length > schedule.DayMinutes:
			r.Problem("to", lang.F("加班从 %s 到 %s，不是 24 小时以内的一段时间", "overtime from %s to %s is not a span of up to 24 hours", r.Text("from"), r.Text("to")), lang.T("检查开始和结束", "check both"))
		case minutes > length:
			r.Problem(hours, lang.F("时长 %s 比开始到结束还长", "%s hours are more than from start to end", r.Text(hours)), lang.T("检查时长和起止时间", "check the hours and both times"))
		}
		o.Minutes = minutes // which leave a break out
	case fromTimed && minutes > 0:
		o.From, o.To = from, from+attendance.Stamp(minutes)
	case o.Date != 0 && minutes > 0:
		o.Minutes = minutes
	case o.Date == 0:
		r.Problem("person", lang.T("加班没有日期", "the overtime has no date"), lang.T("写日期，或在开始、结束里写日期和时间", "write the date, or date and time into From and To"))
	default:
		r.Problem("from", lang.T("加班没有起止时间，也没有时长", "the overtime has neither times nor hours"), lang.T("写几点到几点，或写时长", "write from when to when, or the hours"))
	}
	if w.approved(r, "person", o.Date, o.Date+1) && r.OK() {
		w.Overtime = append(w.Overtime, o)
	}
}

var datedText = regexp.MustCompile(`[-/.年月].*\d`)

// dated reports whether a text holds more than a time of day.
func dated(text string) bool {
	days, ok := table.ParseFloat(text)
	return ok && days >= 2 || !ok && datedText.MatchString(text)
}

// overtimeEdge reads the start or the end of overtime: a time of the work date, or date
// and time, of which the work date is taken where no column says it. timed is false where
// there is no time.
func (w *Workspace) overtimeEdge(r *table.Record, key string, date *workcal.Date) (at attendance.Stamp, timed bool) {
	if !r.Given(key) {
		return 0, false
	}
	if !dated(r.Text(key)) {
		m, ok := r.Minute(key)
		return attendance.On(*date, m), ok && *date != 0
	}
	m, ok := r.Moment(key)
	if ok && *date == 0 {
		*date = m.Date
	}
	return attendance.On(m.Date, m.Minute()), ok && !w.refuseFar(r, key, m.Date, true) && m.Timed
}

// shortestHours is the least overtime in hours that anybody approves: less is a time of
// day, kept in days.
const shortestHours = 0.2

var minutesWord = regexp.MustCompile(`(?i)\s?(分钟|分|minutes?|mins?)$`)

// overtimeMinutes reads the hours approved under key: 2, 2小时, 1:30, 90分钟; 0 with a problem where
// they are no hours of one day.
func overtimeMinutes(r *table.Record, key string) int {
	text, unit := r.Text(key), 60.0
	if short := minutesWord.ReplaceAllString(text, ""); short != text {
		text, unit = short, 1
	}
	text = hoursInWords.ReplaceAllString(text, "")
	v, ok := table.ParseFloat(text)
	if g := hoursAndMinutes.FindStringSubmatch(text); g != nil {
		h, _ := table.ParseFloat(g[1])
		m, _ := table.ParseFloat(g[2])
		v, ok, unit = h*60+m, true, 1
	}
	if unit == 60 && v < shortestHours { // 2:00 as a spreadsheet keeps it, in days
		unit = 24 * 60
	}
	minutes := int(math.Round(v * unit))
	if !ok || strings.HasSuffix(text, "%") || minutes <= 0 || minutes > schedule.DayMinutes {
		r.Problem(key, lang.F("加班时长 %q 不是一天以内的小时数", "%q is not a number of hours within a day", r.Text(key)), lang.T("写小时数，如 2 或 1.5", "write hours, such as 2 or 1.5"))
		return 0
	}
	return minutes
}
