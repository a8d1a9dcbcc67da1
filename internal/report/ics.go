package report

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"time"
	"unicode"

	ics "github.com/arran4/golang-ical"

	"paiban/internal/lang"
	"paiban/schedule"
)

// icsZone is where every clock of the roster stands: China has one time zone
// and no summer time.
const icsZone = "Asia/Shanghai"

// CalendarFile is one person's roster as an iCalendar file (RFC 5545).
type CalendarFile struct {
	Person int    // index into Problem.People
	Name   string // of the file
	Data   string
}

// Calendars returns a calendar for everybody who works in the horizon, with an event
// for each segment of each shift and one for each meeting or training. Daily duties are part of the events of their day.
// The same segment has the same UID in every export, so importing a changed calendar
// moves events instead of duplicating them. stamp is the time of the export.
func Calendars(w *Week, stamp time.Time) (out []CalendarFile) {
	b := newRosterBook(w)
	defer b.f.Close()
	taken := map[string]bool{}
	for _, i := range b.order {
		if data := b.calendar(i, stamp); data != "" {
			name := fileName(b.names[i])
			if taken[strings.ToLower(name)] {
				name = fileName(b.names[i] + "-" + b.p.People[i].ID)
			}
			taken[strings.ToLower(name)] = true
			out = append(out, CalendarFile{i, name + ".ics", data})
		}
	}
	return out
}

// WriteCalendars writes the calendars into folder dir and returns their paths.
func WriteCalendars(dir string, w *Week, stamp time.Time) (paths []string, err error) {
	for _, c := range Calendars(w, stamp) {
		path := filepath.Join(dir, c.Name)
		if err := WriteFile(path, []byte(c.Data)); err != nil {
			return paths, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// fileName makes a name that every system takes of what people have typed.
func fileName(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(s, "_"))
	const longest = 60 // of 255 bytes that most systems take, at 4 a letter
	if letters := []rune(s); len(letters) > longest {
		s = string(letters[:longest])
	}
	s = strings.Trim(s, " .")
	if s == "" || devices.MatchString(s) {
		return "_" + s
	}
	return s
}

// devices are names that Windows keeps for itself, with any ending.
var devices = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)`)

// calendar returns person i's calendar, "" where the person never works.
func (b *rosterBook) calendar(i int, stamp time.Time) string {
	who := &b.p.People[i]
	cal := ics.NewCalendarFor("paiban")
	cal.SetProductId("-//paiban//" + b.lang.String())
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(strings.TrimSpace(fmt.Sprintf("%s %s", b.names[i], b.w.Shop)))
	zone := cal.AddTimezone(icsZone)
	standard := zone.AddStandard()
	standard.SetProperty(ics.ComponentPropertyDtStart, "19700101T000000")
	standard.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), "+0800")
	standard.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), "+0800")
	standard.SetProperty(ics.ComponentProperty(ics.PropertyTzname), "CST")
	events := 0
	for d, s := range b.w.Roster.Cells[i] {
		if s == schedule.Off {
			continue
		}
		shift := &b.p.Shifts[s]
		title, about := b.say(shift.Name), []string{b.hours(s)}
		for _, duty := range b.w.Rotas {
			if duty.Who[d] == i {
				title += " · " + b.say(duty.Rota.Name)
				about = append(about, b.say(lang.F("当天轮到：%s", "your turn today: %s", duty.Rota.Name)))
			}
		}
		for _, t := range b.w.Roster.BreaksAt(b.p, i, d) {
			about = append(about, b.say(lang.F("休息 %s", "break %s", t)))
		}
		if c, changed := b.marked[[2]int{i, d}]; changed {
			title += b.say(lang.F("（%s）", " (%s)", c.mark()))
			about = append(about, b.say(c.note()))
		}
		for k, g := range shift.Segments {
			// The person, the work date and the segment identify the event; the
			// shift may change.
			e := cal.AddEvent(fmt.Sprintf("%s-%s-%d@paiban", b.p.Date(d), strings.ReplaceAll(fileName(who.ID), " ", "_"), k+1))
			e.SetDtStampTime(stamp)
			e.SetSummary(title)
			e.SetDescription(strings.Join(about, "\n"))
			e.SetProperty(ics.ComponentPropertyDtStart, b.stamp(d, g.Start), ics.WithTZID(icsZone))
			e.SetProperty(ics.ComponentPropertyDtEnd, b.stamp(d, g.End), ics.WithTZID(icsZone))
			events++
		}
		for k, t := range b.w.Roster.ActivitiesAt(i, d) {
			e := cal.AddEvent(fmt.Sprintf("%s-%s-a%d@paiban", b.p.Date(d), strings.ReplaceAll(fileName(who.ID), " ", "_"), k+1))
			e.SetDtStampTime(stamp)
			e.SetSummary(b.say(b.p.Activities[t.Activity].Name))
			e.SetProperty(ics.ComponentPropertyDtStart, b.stamp(d, t.Start), ics.WithTZID(icsZone))
			e.SetProperty(ics.ComponentPropertyDtEnd, b.stamp(d, t.End), ics.WithTZID(icsZone))
		}
	}
	if events == 0 {
		return ""
	}
	return cal.Serialize()
}

// stamp writes a minute of day d as a local time: 20261123T080000.
func (b *rosterBook) stamp(d, minute int) string {
	return b.p.Date(d).Time().Add(time.Duration(minute) * time.Minute).Format("20060102T150405")
}
