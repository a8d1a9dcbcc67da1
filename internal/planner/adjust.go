package planner

import (
	"context"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// stampWords is how the file of adjustments says when a row was made.
const stampWords = "2006-01-02 15:04"

// Adjust adds adjustments to the file of the workspace, at the clock's time. The caller
// holds the lock; the planner's own workspace stays as it was read.
func (pl *Planner) Adjust(list []forecast.Adjustment) error {
	return pl.Workspace.AppendAdjustments(list, pl.Clock().Format(stampWords))
}

// HandForecast forecasts the days that adjustments are about, from the week that is
// planned next on, or from the first of them where that is before it and after the
// history. It reaches 400 days.
func (pl *Planner) HandForecast(ctx context.Context, list []forecast.Adjustment) (*forecast.Output, error) {
	var first, last workcal.Date
	for i := range list {
		if a := &list[i]; i == 0 || a.From.Date < first {
			first = a.From.Date
		}
		last = max(last, list[i].To.Date)
	}
	in, _, err := pl.ForecastInput(ForecastTask{Weeks: 1, Through: last})
	if err != nil {
		return nil, err
	}
	if known, ok := forecast.LastDay(in.History); ok && len(list) > 0 && first < in.From && first > known {
		if in, _, err = pl.ForecastInput(ForecastTask{Weeks: 1, From: max(first.Monday(), known+1), Through: last}); err != nil {
			return nil, err
		}
	}
	return pl.Forecast(ctx, in)
}

// HandState says whether an entry of the file of adjustments counts for the days of a
// forecast.
type HandState int

// States of an entry.
const (
	HandUsed   HandState = iota
	HandPast             // all its days are before those forecast
	HandBeyond           // all its days are after those forecast
	HandIdle             // its queue has no forecast
)

// Text says a state.
func (s HandState) Text() lang.Text {
	return []lang.Text{lang.T("在用", "used"), lang.T("已过去，不用", "past, not used"), lang.T("还没到，预测到时用", "later, used when those days are forecast"), lang.T("这个队列没有咨询量记录，不用", "the queue has no history, not used")}[s]
}

// StateOf returns the state of e in a forecast.
func StateOf(e *workspace.HandEntry, out *forecast.Output) HandState {
	from, to := e.Days()
	if e.Parts[0].To.Minute > schedule.DayMinutes {
		to++
	}
	switch {
	case to < out.From:
		return HandPast
	case from >= out.From+workcal.Date(out.Days):
		return HandBeyond
	case len(out.On(&e.Parts[0])) == 0:
		return HandIdle
	}
	return HandUsed
}

// handNote says in one line which figures of a forecast were set by hand; false where
// none was.
func handNote(out *forecast.Output) (lang.Text, bool) {
	var used []lang.Text
	for i := range out.Applied {
		if a := &out.Applied[i]; a.Days > 0 {
			used = append(used, lang.F("%s %s", "%s %s", a.Span(), a.Change()))
		}
	}
	if used == nil {
		return lang.Text{}, false
	}
	n := len(used)
	const told = 3
	list := lang.Join(used[:min(n, told)], "；", "; ")
	if n > told {
		list = lang.F("%s；……", "%s; …", list)
	}
	return lang.F("预测用了 %s手工调整：%s", "the forecast uses %s: %s", lang.Count(n, "条", "figure set by hand", "figures set by hand"), list), true
}

// closedHands tells of figures set by hand on hours on which their queue is closed, which
// ask for nobody.
func (pl *Planner) closedHands(out *forecast.Output) (notes []lang.Text) {
	for i := range out.Applied {
		a := &out.Applied[i]
		if a.Days == 0 || a.WholeDays() || a.Now == 0 {
			continue
		}
		for k := range pl.Workspace.Config.Queues {
			q := &pl.Workspace.Config.Queues[k]
			if a.Queue != q.ID {
				continue
			}
			open := false
			for m := a.From.Minute; m < a.To.Minute; m += 15 {
				open = open || q.OpenAt(m%schedule.DayMinutes)
			}
			if !open {
				notes = append(notes, lang.F("%s：“%s”在 %s 不营业，这条手工调整排班用不上", "%s: %s is closed on %s, so that this figure set by hand asks for nobody", a.Source, q.Name, a.Span()))
			}
		}
	}
	return notes
}
