package workspace

import (
	"path/filepath"
	"slices"
	"strings"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// importKinds are the endings of files that may hold somebody else's forecast.
var importKinds = append([]string{".xlsm", ".tsv", ".txt"}, listKinds...)

// Imported reads the forecasts of others: every table that lies in forecasts/ besides the
// adjustments, in order of name, each as a file of inquiries/ is read. A table without
// times and counts is an error, as every bad cell is. Notes tell of files that are not
// read, and of what a file leaves out.
func (w *Workspace) Imported() (list []forecast.Imported, notes []lang.Text, err error) {
	dir := filepath.Join(w.Root, forecastsDir)
	paths, left, err := FilesIn(dir, importKinds...)
	if err != nil {
		return nil, nil, err
	}
	for _, l := range left {
		if l.Why == OtherKind || l.Why == Backup || l.Why == Folder && filepath.Base(l.Path) != filepath.Base(keptDir) {
			notes = append(notes, lang.F("forecasts/：%s", "forecasts/: %s", l.Text()))
		}
	}
	used := nameIn(dir, AdjustmentsFile.Name)
	var problems table.Problems
	for _, path := range paths {
		name := filepath.Base(path)
		if strings.EqualFold(withoutKind(name), withoutKind(AdjustmentsFile.Name)) {
			if name != used {
				notes = append(notes, lang.F("forecasts/%s 没有读：手工调整读的是 %s；不用的那个请移走", "forecasts/%s is not read: adjustments are read from %s; move the one away that does not hold", name, used))
			}
			continue
		}
		im, note, ok := w.imported(path, &problems)
		if ok {
			list = append(list, im)
		}
		notes = append(notes, note...)
	}
	return list, notes, problems.Err()
}

// imported reads one file; ok is false where it is none to be read.
func (w *Workspace) imported(path string, problems *table.Problems) (im forecast.Imported, notes []lang.Text, ok bool) {
	name := filepath.Base(path)
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		addError(problems, name, err)
		return im, nil, false
	}
	defer book.Close()
	book.Today = w.Today
	if book.Format != table.Delim && report.Wrote(book) {
		return im, []lang.Text{lang.F("forecasts/%s 是 paiban 自己写的，没有当作别人的预测读；里面填的调整用 paiban forecast adjust 读进来", "forecasts/%s was written by paiban and is not read as somebody else's forecast; what is typed into it is taken by paiban forecast adjust", name)}, false
	}
	if w.holdsAdjustments(book) {
		return im, []lang.Text{lang.F("forecasts/%s 像是手工调整，没有读：改名为 adjustments.csv", "forecasts/%s looks like adjustments and is not read: rename it to adjustments.csv", name)}, false
	}
	h := &history{config: w.Config, ahead: true}
	before := len(*problems)
	h.read(book, problems)
	if len(*problems) > before {
		return im, nil, false
	}
	im.Source = name
	for _, f := range h.daily {
		for q, slots := range f.queues {
			for _, s := range slots {
				im.Days = append(im.Days, forecast.DayTotal{Queue: w.Config.Queues[q].ID, Date: workcal.Date(s.at / 1440), Total: s.count})
			}
		}
	}
	h.daily = nil
	if slices.ContainsFunc(h.files, func(f file) bool { return slices.ContainsFunc(f.queues, func(s []slot) bool { return len(s) > 0 }) }) {
		im.Hours = h.series()
	}
	return im, append(h.notes, h.readings(true)...), true
}

// holdsAdjustments reports whether a book has the columns of adjustments and none of
// counts by the hour.
func (w *Workspace) holdsAdjustments(book *table.Book) bool {
	var ignored table.Problems
	for i := range book.Sheets() {
		r := book.On(i, AdjustmentsFile.Sheets[0].schema(false), &ignored)
		if r == nil || r.Missing() != nil {
			continue
		}
		if r.Has("percent") || r.Has("change") && (r.Has("who") || r.Has("why") || table.Heading(r.Header.At(r.Col("change"))) == table.Heading("咨询量或百分比")) {
			return true
		}
	}
	return false
}
