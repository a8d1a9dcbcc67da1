package workspace

import (
	"slices"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// Taken is what came of the figures typed into the workbook of a forecast.
type Taken struct {
	Added    []forecast.Adjustment
	Replaced int // rows of adjustments of the same hours that gave way
	Known    int // figures that stand among the adjustments already
}

// TakeForecast adds the figures that somebody has typed into the workbook of a forecast at
// path to the adjustments. Hours that follow each other with the same change become one
// row. A row that is there for the same hours gives way where the workbook was written
// without it, so that the same workbook may be read again after more has been typed.
// Every bad cell is reported at once, among them a queue that the shop does not have and
// a day up to last, the last one of the history. made is when, in words. The caller holds
// the lock of the workspace since before it was read.
func (w *Workspace) TakeForecast(path, who, made string, last workcal.Date) (*Taken, error) {
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	edits, err := report.ReadForecast(book)
	if err != nil {
		return nil, err
	}
	var problems table.Problems
	list := w.fromEdits(edits, last, &problems)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	out := &Taken{}
	var gone []int
	for _, e := range list {
		e.Who = who
		known := false
		for _, old := range w.ByHand {
			a := old.Parts[0]
			if len(old.Parts) != 1 || a.Queue != e.Queue || a.From != e.From || a.To != e.To {
				continue
			}
			switch {
			case a.Relative == e.Relative && a.Value == e.Value && a.Percent == e.Percent:
				known = true
			case e.own && !slices.Contains(gone, old.Row):
				gone = append(gone, old.Row)
			}
		}
		if known {
			out.Known++
			continue
		}
		out.Added = append(out.Added, e.Adjustment)
	}
	slices.Sort(gone)
	for _, row := range slices.Backward(gone) {
		if err := w.RemoveAdjustment(row); err != nil {
			return nil, err
		}
	}
	out.Replaced = len(gone)
	if out.Added == nil {
		return out, nil
	}
	return out, w.AppendAdjustments(out.Added, made)
}

// edited is an adjustment from a workbook; own says that the forecast beside it was the
// model's own.
type edited struct {
	forecast.Adjustment
	own bool
}

// fromEdits makes adjustments of edits, in order of queue and time.
func (w *Workspace) fromEdits(edits []report.ForecastEdit, last workcal.Date, problems *table.Problems) (out []edited) {
	order := map[string]int{}
	for _, e := range edits {
		if _, met := order[e.Queue]; !met {
			order[e.Queue] = len(order)
		}
	}
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b report.ForecastEdit) int { return order[a.Queue] - order[b.Queue] })
	unknown := map[string]bool{}
	for _, e := range edits {
		a := edited{own: e.Own}
		id, ok := w.QueueByWord(e.Queue)
		if !ok && len(w.Config.Queues) == 1 && e.Queue == "" {
			id, ok = w.Config.Queues[0].ID, true
		}
		if !ok {
			if !unknown[e.Queue] {
				problems.Add(e.Pos, lang.F("没有队列 %q，这不像是这个店的预测", "there is no queue %q, so that this looks like the forecast of another shop", e.Queue), didYouMean(e.Queue, w.Config.queueWords()))
			}
			unknown[e.Queue] = true
			continue
		}
		if e.Date <= last {
			problems.Add(e.Pos, lang.F("%s 的咨询量已经有记录（到 %s），改不了了", "%s has its counts already, which reach to %s", e.Date, last), lang.T("删掉这一格，或用新的预测文件", "delete the cell, or take a workbook of today"))
			continue
		}
		if what, hint, ok := parseChange(e.Change, &a.Adjustment); !ok {
			problems.Add(e.Pos, what, hint)
			continue
		}
		a.Queue, a.Why = id, e.Why
		a.From, a.To = forecast.Stamp{Date: e.Date, Minute: e.Minute}, forecast.Stamp{Date: e.Date, Minute: e.Minute + e.Step}
		if n := len(out); n > 0 && out[n-1].goesOn(a, e.Step) {
			out[n-1].To.Minute = a.To.Minute
			continue
		}
		out = append(out, a)
	}
	return out
}

// goesOn reports whether b, an interval of step minutes, continues a. A value of steps
// other than an hour would mean something else over several of them.
func (a *edited) goesOn(b edited, step int) bool {
	return a.own == b.own && a.Queue == b.Queue && a.Why == b.Why && a.Relative == b.Relative && a.Value == b.Value && a.Percent == b.Percent &&
		a.From.Date == b.From.Date && a.To.Minute == b.From.Minute && (a.Relative || step == 60)
}
