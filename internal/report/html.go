package report

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/schedule"
)

//go:embed html_week.tmpl
var weekPage string

// WriteHTML writes the week's report to path as one page that needs nothing
// else: no network, no script, no other file. It prints on A4 and reads on a
// phone.
func WriteHTML(path string, w *Week) error {
	page, err := HTML(w)
	if err != nil {
		return err
	}
	return WriteFile(path, page)
}

// HTML returns the week's report as one page. Everything that people have typed
// is escaped.
func HTML(w *Week) ([]byte, error) {
	b := newRosterBook(w)
	defer b.f.Close()
	t, err := template.New("week").Funcs(template.FuncMap{
		"say": func(zh, en string) string { return b.say(lang.T(zh, en)) },
	}).Parse(weekPage)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, b.page()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// page is what the template shows; texts are in the page's language.
type page struct {
	Lang, Shop, Title, Dates, Sub, Version string

	Broken int // units by which hard rules are broken
	Tiles  []tile
	Days   []pageDay
	Groups []pageGroup
	Rotas  []pageRow
	Foot   []pageRow // how many work, of whom short
	Heads  []pageRow
	Legend []legendEntry
	Change string // the changed cells in words; "" is none

	Sums   []pageSum
	Charts []chartGroup
	Judged bool // a simulation is shown

	Hard, Soft []pageFinding
	More       int // soft findings left out
	Denied     []pageFinding
	Notes      []string

	Fair []fairColumn
	Load []fairRow
}

type tile struct{ Name, Value, Tone string }

type pageDay struct {
	Date, Name, Class string
	Notes             []string // holidays, promotions
}

// pageGroup is a group with its subtotals; Name is "" where the shop has no groups.
type pageGroup struct {
	Name, Size string
	AtWork     []string // by day
	People     []pageRow
}

type pageRow struct {
	ID, Name, Note, Class, Tip string
	Cells                      []pageCell
	Total                      string
}

type pageCell struct {
	Text, Part, Class, Tip, Shift, Mark string // Part is small: hours of leave

	Breaks []string // when each begins, activities among them
}

type legendEntry struct{ Sign, Class, Name, Hours string }

type pageFinding struct{ Where, Who, What, Fix string }

// softShown is how many soft findings the page lists.
const softShown = 15

func (b *rosterBook) page() *page {
	w := b.w
	p := &page{
		Lang: map[lang.Lang]string{lang.ZH: "zh-CN", lang.EN: "en"}[b.lang], Shop: w.Shop, Title: w.Title, Dates: b.dates(), Sub: b.subtitle(), Version: w.Version,
		Broken: len(schedule.Coalesce(w.Analysis.Hard())), Judged: w.Simulated != nil,
	}
	for d := range b.p.Days {
		p.Days = append(p.Days, pageDay{schedule.MonthDay(b.p.Date(d)), b.say(schedule.Weekday(b.p.Date(d))), b.dayClass(d), b.dayNotes(d)})
	}
	for _, g := range b.groups() {
		group := pageGroup{Name: g.name, Size: b.say(lang.F("%d 人", "%d people", len(g.people)))}
		for d := range b.p.Days {
			group.AtWork = append(group.AtWork, fmt.Sprint(b.atWork(g.people, d)))
		}
		for _, i := range g.people {
			group.People = append(group.People, b.pagePerson(i))
		}
		p.Groups = append(p.Groups, group)
	}
	for _, duty := range w.Rotas {
		row := pageRow{Name: b.say(duty.Rota.Name)}
		for _, i := range duty.Who {
			name := "—"
			if i != schedule.Any {
				name = b.names[i]
			}
			row.Cells = append(row.Cells, pageCell{Text: name})
		}
		p.Rotas = append(p.Rotas, row)
	}
	for _, sh := range b.used {
		shift := &b.p.Shifts[sh]
		row := pageRow{ID: b.labels[sh], Name: b.say(shift.Name), Class: kindClass(shift.Kind)}
		worked := false
		for d := range b.p.Days {
			n := 0
			for _, i := range b.order[:b.counted(d)] {
				if w.Roster.Cells[i][d] == sh {
					n++
				}
			}
			worked = worked || n > 0
			row.Cells = append(row.Cells, pageCell{Text: fmt.Sprint(n)})
		}
		if worked || !shift.Retired {
			p.Legend = append(p.Legend, legendEntry{row.ID, row.Class, row.Name, b.hours(sh)})
		}
		if worked && !shift.Cut() {
			p.Heads = append(p.Heads, row)
		}
	}
	p.Change = b.say(b.changeLine())
	p.Sums = b.sums()
	p.Foot = b.foot(p.Sums)
	p.Charts = b.charts()
	p.Tiles = b.tiles(p)
	b.findings(p)
	p.Fair, p.Load = b.fairness()
	return p
}

func (b *rosterBook) pagePerson(i int) pageRow {
	who := &b.p.People[i]
	row := pageRow{ID: who.ID, Name: b.names[i], Tip: who.ID}
	if who.Trainee {
		row.Note = b.say(lang.T("实习", "trainee"))
	}
	wrong := map[int]string{} // by day
	for _, f := range b.w.Analysis.Hard() {
		switch {
		case f.Person != i:
		case f.Day == schedule.Any:
			row.Class, row.Tip = "badtext", row.Tip+"; "+b.say(f.Why)
		default:
			wrong[f.Day] = strings.TrimSpace(wrong[f.Day] + " " + b.say(f.Why))
		}
	}
	minutes := 0
	for d, s := range b.w.Roster.Cells[i] {
		cell := pageCell{Class: "off"}
		cell.Text, cell.Part = twoLines(b.texts[i][d])
		switch leave := b.leave(i, d); {
		case s != schedule.Off:
			minutes += b.p.Shifts[s].Worked()
			cell.Shift = b.p.Shifts[s].ID
			cell.Class = kindClass(b.p.Shifts[s].Kind)
			cell.Tip = fmt.Sprintf("%s %s", b.say(b.p.Shifts[s].Name), b.hours(s))
			for _, t := range b.w.Roster.BreaksAt(b.p, i, d) {
				cell.Tip += "; " + b.say(lang.F("休息 %s", "break %s", t))
				cell.Breaks = append(cell.Breaks, b.say(lang.F("休%s", "%s off", schedule.Clock(t.Start))))
			}
			for k, t := range b.activityTexts(i, d) {
				a := b.w.Roster.ActivitiesAt(i, d)[k]
				cell.Tip += "; " + b.say(t)
				cell.Breaks = append(cell.Breaks, b.say(lang.F("%s%s", "%s %s", sign(&b.p.Activities[a.Activity]), schedule.Clock(a.Start))))
			}
			if !leave.IsZero() {
				cell.Tip += "; " + b.say(leave)
			}
		case !leave.IsZero() && d >= who.First && d < who.Last:
			cell.Class = "leave"
		}
		if c, changed := b.marked[[2]int{i, d}]; changed {
			cell.Class += " changed"
			cell.Tip = strings.TrimPrefix(cell.Tip+"; "+b.say(c.note()), "; ")
			cell.Mark = b.say(c.mark())
		}
		if wrong[d] != "" {
			cell.Class += " wrong"
			cell.Tip = strings.TrimPrefix(cell.Tip+"; "+wrong[d], "; ")
		}
		row.Cells = append(row.Cells, cell)
	}
	row.Total = hoursText(minutes)
	return row
}

// foot is, below the people, how many work on each day and how many head-hours are missing,
// where a requirement says so.
func (b *rosterBook) foot(sums []pageSum) []pageRow {
	work := pageRow{Name: b.say(lang.T("上班人数", "At work"))}
	if slices.ContainsFunc(b.order, func(i int) bool { return b.countsFrom(i) > 0 }) { // the heads of shifts leave them out
		work.Name = b.say(lang.T("上班（含实习）", "At work, trainees too"))
	}
	short := pageRow{Name: b.say(lang.T("缺口人时", "Short hours"))}
	required := 0
	for d, s := range sums {
		work.Cells = append(work.Cells, pageCell{Text: fmt.Sprint(b.atWork(b.order, d))})
		c := pageCell{Text: s.Short, Tip: s.Worst}
		if s.Bad {
			c.Class = "badtext"
		}
		short.Cells = append(short.Cells, c)
		required += s.required
	}
	if required == 0 {
		return []pageRow{work}
	}
	return []pageRow{work, short}
}

func kindClass(k schedule.Kind) string { return "k-" + k.String() }

// hoursText prints minutes as hours, without a useless fraction.
func hoursText(minutes int) string {
	return strings.TrimSuffix(strings.TrimSuffix(fmt.Sprintf("%.1f", float64(minutes)/60), "0"), ".")
}

func (b *rosterBook) dayClass(d int) string {
	switch {
	case b.w.Days != nil && b.w.Days[d].Holiday:
		return "holiday"
	case b.w.Days != nil && b.w.Days[d].Makeup:
	case b.p.Weekend(d):
		return "weekend"
	}
	return ""
}

// findings fills in what is wrong, hard rules first, then what costs most.
func (b *rosterBook) findings(p *page) {
	for _, f := range b.ranked() {
		shown := pageFinding{What: b.say(f.Why), Fix: b.say(f.Fix)}
		if f.Day != schedule.Any {
			shown.Where = b.on(f.Day)
		}
		if f.Hard() {
			p.Hard = append(p.Hard, shown)
		} else if len(p.Soft) < softShown {
			p.Soft = append(p.Soft, shown)
		} else {
			p.More++
		}
	}
	for _, n := range b.w.Denied {
		p.Denied = append(p.Denied, pageFinding{Where: b.on(n.Day), Who: b.names[n.Person], What: b.say(n.Wish), Fix: b.say(n.Why)})
	}
	for _, n := range b.w.Notes {
		p.Notes = append(p.Notes, b.say(n))
	}
}
