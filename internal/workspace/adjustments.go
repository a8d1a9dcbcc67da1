package workspace

import (
	"path/filepath"
	"regexp"
	"strings"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
)

// HandEntry is a row of forecasts/adjustments.csv: what somebody knows better than the
// forecast.
type HandEntry struct {
	Row   int    // of the file, from 1
	Made  string // when, as the row has it
	Parts []forecast.Adjustment
}

// longestAdjustment is how many days one adjustment may be about.
const longestAdjustment = 400

// loadAdjustments reads forecasts/adjustments.csv, or the same with another ending.
func (w *Workspace) loadAdjustments(problems *table.Problems) {
	book := w.openIn(filepath.Join(w.Root, forecastsDir), AdjustmentsFile.Name, problems)
	if book == nil {
		return
	}
	defer book.Close()
	w.ByHand = w.adjustmentsOf(book, problems)
	for _, e := range w.ByHand {
		w.Adjustments = append(w.Adjustments, e.Parts...)
	}
}

// adjustmentsOf reads the adjustments of a book.
func (w *Workspace) adjustmentsOf(book *table.Book, problems *table.Problems) (out []HandEntry) {
	for _, records := range w.listSheets(book, AdjustmentsFile.Sheets[0].schema(false), problems) {
		if !records.Has("change") && !records.Has("percent") {
			problems.Add(table.Pos{File: book.Name, Sheet: records.Sheet, Row: records.Header.Number},
				lang.T("没有“咨询量或百分比”列", "there is no column “Volume or percent”"), changeHint)
			continue
		}
		r := adjustmentRows{w: w, order: &table.DateOrder{Today: w.Today}}
		before := len(*problems)
		for rec := range records.All() {
			for _, s := range datesApart(rec.Raw("date")) {
				r.order.See(s)
			}
			r.order.See(rec.Raw("to"))
		}
		*problems = (*problems)[:before] // what cannot be read is told below
		for rec := range w.rows(records) {
			if e := r.entry(rec); rec.OK() {
				out = append(out, e)
			}
		}
	}
	return out
}

// adjustmentRows reads rows of adjustments.
type adjustmentRows struct {
	w     *Workspace
	order *table.DateOrder
}

// entry reads a row.
func (r *adjustmentRows) entry(rec *table.Record) HandEntry {
	var a forecast.Adjustment
	hours := rec.Text("hours")
	if timed := r.days(rec, &a); timed != "" {
		if hours != "" {
			rec.Problem("date", lang.F("日期 %q 里有钟点，时段列又写了 %q", "the date %q has a time of day, and the hours are given too: %q", rec.Text("date"), hours), lang.T("只写一处", "write it in one place"))
		}
		hours = timed
	}
	spans, what, ok := parseHours(hours)
	if !ok {
		rec.Problem("hours", what, hoursHint)
	}
	if rec.Given("queue") {
		a.Queue = r.queue(rec)
	}
	r.change(rec, &a)
	a.Who, a.Why = report.Lively(rec.Text("who")), report.Lively(rec.Text("why"))
	at := rec.Pos("")
	a.Source = lang.Same(at.String())
	e := HandEntry{Row: at.Row, Made: rec.Text("made")}
	for _, s := range spans {
		a.From.Minute, a.To.Minute = s[0], s[1]
		e.Parts = append(e.Parts, a)
	}
	return e
}

var daysApart = regexp.MustCompile(`\s?(?:~|至|到|\.\.+|—|–)\s?|\s(?:-|to)\s`)

// datesApart parts a range of dates written in one cell: 2026-11-10~2026-11-12.
func datesApart(s string) []string {
	s = table.Clean(s)
	if parts := daysApart.Split(s, -1); len(parts) > 1 {
		return parts
	}
	// 2026/11/10-2026/11/12
	if from, to, ok := strings.Cut(s, "-"); ok && strings.ContainsAny(from, "/.年") {
		return []string{from, to}
	}
	return []string{s}
}

// days reads the days of a row into a. Where the date is one with a time of day it
// returns that.
func (r *adjustmentRows) days(rec *table.Record, a *forecast.Adjustment) (timed string) {
	text := rec.Text("date")
	if text == "" {
		return ""
	}
	parts, key := datesApart(text), "date"
	if last := rec.Text("to"); last != "" {
		if len(parts) > 1 {
			rec.Problem("to", lang.F("日期写了两次结束：%q 和 %q", "the last day is given twice: %q and %q", text, last), lang.T("只留一处", "keep one of them"))
			return ""
		}
		parts, key = append(parts, last), "to"
	}
	first, ok := r.moment(rec, "date", parts[0])
	to := first
	if ok && len(parts) == 2 {
		to, ok = r.moment(rec, key, parts[1])
	}
	switch {
	case !ok:
	case len(parts) > 2 || len(parts) == 2 && (first.Timed || to.Timed):
		rec.Problem("date", lang.F("日期 %q 看不懂", "the date %q is not understood", text), adjustDatesHint)
	case to.Date < first.Date:
		rec.Problem(key, lang.F("最后一天 %s 在第一天 %s 之前", "the last day, %s, is before the first, %s", to.Date, first.Date), lang.T("检查两个日期", "check both dates"))
	case to.Date-first.Date >= longestAdjustment:
		rec.Problem(key, lang.F("从 %s 到 %s 有 %d 天，太长了", "%s to %s is %d days, which is too long", first.Date, to.Date, int(to.Date-first.Date)+1), lang.F("最多 %d 天；检查年份", "at most %d days; check the years", longestAdjustment))
	}
	a.From.Date, a.To.Date = first.Date, to.Date
	if first.Timed {
		timed = Clock(first.Minute()).String()
	}
	return timed
}

var adjustDatesHint = lang.T("写 2026-11-11，或 2026-11-10~2026-11-12", "write 2026-11-11, or 2026-11-10~2026-11-12")

// moment reads a date, perhaps with a time of day, that stands under key.
func (r *adjustmentRows) moment(rec *table.Record, key, text string) (m table.Moment, ok bool) {
	if what, hint, unclear := r.order.Unclear(text); unclear {
		rec.Problem(key, what, hint)
		return m, false
	}
	m, ok = r.order.Moment(text, 0)
	if !ok {
		rec.Problem(key, lang.F("日期 %q 看不懂，或者没有这一天", "%q is not a date, or there is no such day", text), adjustDatesHint)
	}
	return m, ok && !r.w.refuseFar(rec, key, m.Date, false)
}

// queue reads the queue of a row; "" is every one.
func (r *adjustmentRows) queue(rec *table.Record) string {
	word := rec.Text("queue")
	if same(word, "全部", "所有", "全部队列", "all", "*") {
		return ""
	}
	if id, ok := r.w.QueueByWord(word); ok {
		return id
	}
	rec.Problem("queue", lang.F("没有队列 %q", "there is no queue %q", word), didYouMean(word, ids(r.w.Config.Queues, func(q Queue) string { return q.ID })))
	return ""
}

// QueueByWord finds a queue by its id, its names or what exports call it.
func (w *Workspace) QueueByWord(word string) (id string, ok bool) {
	if id, ok := w.Config.queueByWord(word); ok {
		return id, true
	}
	if q := w.Config.queueByColumn(word); q >= 0 {
		return w.Config.Queues[q].ID, true
	}
	return "", false
}

// change reads what becomes of the volume into a.
func (r *adjustmentRows) change(rec *table.Record, a *forecast.Adjustment) {
	key := "change"
	switch value, percent := rec.Given("change"), rec.Given("percent"); {
	case value && percent:
		rec.Problem("percent", lang.T("咨询量和百分比都写了", "both a volume and a percentage are given"), lang.T("只写一个", "give one of them"))
		return
	case percent:
		key = "percent"
	case !value:
		rec.Problem(key, lang.T("没有写改成多少", "what becomes of the volume is missing"), changeHint)
		return
	}
	if rec.Text(key) == "" {
		return // told as unreadable
	}
	what, hint, ok := parseChange(rec.Shown(key), a)
	switch {
	case !ok:
		rec.Problem(key, what, hint)
	case key == "percent" && !a.Relative:
		rec.Problem(key, lang.F("%q 没有百分号", "%q has no percent sign", rec.Text(key)), lang.T("写 +20%、-30% 或 ×1.2", "write +20%, -30% or ×1.2"))
	}
}
