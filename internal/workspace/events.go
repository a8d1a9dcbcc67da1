package workspace

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

func (w *Workspace) loadHolidays(problems *table.Problems) {
	var extra []workcal.Arrangement
	book := w.open(HolidaysFile.Name, problems)
	if book == nil {
		w.Calendar = workcal.New(nil)
		return
	}
	defer book.Close()
	for _, records := range w.listSheets(book, HolidaysFile.Sheets[0].schema(false), problems) {
		for r := range w.rows(records) {
			a := workcal.Arrangement{Name: r.Text("name")}
			if date, ok := r.Date("date"); ok && !w.refuseFar(r, "date", date, false) {
				a.Date = date
			}
			switch word := table.Simplified(strings.ToLower(r.Text("type"))); word {
			case "放假", "假期", "休", "休息", "holiday", "off":
			case "上班", "补班", "调休上班", "班", "workday", "work", "makeup":
				a.Work = true
			case "":
			default:
				r.Problem("type", lang.F("类型 %q 看不懂", "type %q is not understood", word), lang.T("写 放假 或 上班", "write holiday or workday"))
			}
			a.Statutory, _ = r.Bool("statutory")
			if a.Statutory && a.Work {
				r.Problem("statutory", lang.T("补班日不能是法定节假日", "a makeup day cannot be a statutory holiday"), lang.T("把“法定”空着，或把类型改为 放假", "leave Statutory empty, or make the type holiday"))
			}
			if r.OK() {
				extra = append(extra, a)
			}
		}
	}
	w.Calendar = workcal.New(extra)
}

func (w *Workspace) loadEvents(problems *table.Problems) {
	book := w.open(EventsFile.Name, problems)
	if book == nil {
		return
	}
	defer book.Close()
	w.Events = w.eventsOf(book, problems)
}

// ReadEvents reads a further file of the form of events.csv. Every bad cell is reported
// at once.
func (w *Workspace) ReadEvents(path string) ([]forecast.Event, error) {
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	book.Today = w.Today
	var problems table.Problems
	events := w.eventsOf(book, &problems)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return events, nil
}

// eventsOf reads the events of a book.
func (w *Workspace) eventsOf(book *table.Book, problems *table.Problems) (events []forecast.Event) {
	for _, records := range w.listSheets(book, EventsFile.Sheets[0].schema(false), problems) {
		for r := range w.rows(records) {
			if e := w.event(r); r.OK() && !slices.Contains(events, e) {
				events = append(events, e)
			}
		}
	}
	return events
}

// event reads a row of events.
func (w *Workspace) event(r *table.Record) forecast.Event {
	e := forecast.Event{Name: r.Text("name")}
	from, ok1 := r.Moment("from")
	to, ok2 := r.Moment("to")
	e.From, e.To = forecast.Stamp{Date: from.Date, Minute: from.Minute()}, forecast.Stamp{Date: to.Date, Minute: to.Minute()}
	if !to.Timed {
		e.To.Minute = 1440 // that day included
	}
	far := ok1 && w.refuseFar(r, "from", from.Date, true)
	far = ok2 && w.refuseFar(r, "to", to.Date, true) || far
	switch {
	case far || !ok1 || !ok2:
	case !before(e.From, e.To):
		r.Problem("to", lang.F("结束 %s 不晚于开始", "it ends at %s, which is not after its start", r.Text("to")), lang.T("检查开始和结束", "check both"))
	case e.To.Date-e.From.Date > longestEvent:
		r.Problem("to", lang.F("从 %s 到 %s 有 %d 天，不像一次活动", "%s to %s is %d days, too long for one event", e.From.Date, e.To.Date, int(e.To.Date-e.From.Date)), lang.T("检查开始和结束的年份", "check the years of both"))
	}
	if r.Given("queue") {
		word := r.Text("queue")
		if id, ok := w.Config.queueByWord(word); ok {
			e.Queue = id
		} else {
			r.Problem("queue", lang.F("没有队列 %q", "there is no queue %q", word), didYouMean(word, ids(w.Config.Queues, func(q Queue) string { return q.ID })))
		}
	}
	if r.Given("uplift") {
		e.Uplift = uplift(r)
	}
	return e
}

// longestEvent is how many days an event may last: a season is no event.
const longestEvent = 200

// growth is an uplift written as what is added: +150%.
var growth = regexp.MustCompile(`^\+\s?(\d+(?:\.\d+)?)\s?%$`)

// uplift reads the multiple of the normal volume that an event brings; 0 where it cannot.
func uplift(r *table.Record) float64 {
	if g := growth.FindStringSubmatch(table.Clean(r.Raw("uplift"))); g != nil {
		more, _ := strconv.ParseFloat(g[1], 64) // the pattern lets only numbers in
		if more <= 1000 {
			return 1 + more/100
		}
	}
	u, ok := r.Float("uplift")
	if ok && (u <= 0 || u > 1000) {
		r.Problem("uplift", lang.F("倍数 %v 不合理", "an uplift of %v is not plausible", u), lang.T("写平时的几倍，如 2.5；不知道就空着", "write the multiple of the normal volume, such as 2.5, or leave it empty"))
		return 0
	}
	return u
}

func before(a, b forecast.Stamp) bool {
	return a.Date < b.Date || a.Date == b.Date && a.Minute < b.Minute
}
