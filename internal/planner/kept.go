package planner

import (
	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// KeepForecast keeps the forecast of a task, so that it can be compared with what comes.
// One that tries out other events or uplifts is not kept: no roster is planned by it. A
// forecast that cannot be kept stops nobody; notes say why.
func (pl *Planner) KeepForecast(t ForecastTask, in forecast.Input, out *forecast.Output) (notes []lang.Text) {
	if t.Events != "" || len(t.Uplifts) > 0 {
		return nil
	}
	return pl.keep(in.History, out)
}

// keep keeps out, made from a history; nil and a forecast of days that are over are not
// kept.
func (pl *Planner) keep(history []forecast.Series, out *forecast.Output) (notes []lang.Text) {
	if out == nil {
		return nil
	}
	now := pl.Clock()
	last, _ := forecast.LastDay(history)
	k, ok := out.Keep(forecast.Stamp{Date: workcal.DateFrom(now), Minute: now.Hour()*60 + now.Minute()}, min(last, out.From-1))
	if !ok {
		return nil
	}
	k.Version = pl.Version
	release, err := pl.lock(pl.Workspace.Root)
	if err == nil {
		_, err = pl.Workspace.KeepForecast(k)
		release()
	}
	if err != nil {
		return []lang.Text{lang.F("这次的预测没能留存，以后不能与实际比较：%s", "this forecast could not be kept, so that it cannot be compared with what comes: %s", lang.Cause(err))}
	}
	return nil
}

// AccuracyTask says which kept forecasts are compared with what came.
type AccuracyTask struct {
	Weeks   int          // calendar weeks, the one in which the history ends the last of them
	From    workcal.Date // first day instead; 0 is by Weeks
	Through workcal.Date // last day; 0 is the last of the history
	Queue   string       // id or name; "" is all
}

// Accuracy compares the forecasts that the workspace has kept with what came. Notes name
// the files that cannot be read, and what of the history was not. A [lang.AskError] says
// that there is no such queue.
func (pl *Planner) Accuracy(t AccuracyTask) (a *forecast.Accuracy, notes []lang.Text, err error) {
	in, notes, err := pl.ForecastInput(ForecastTask{Weeks: 1})
	if err != nil {
		return nil, nil, err
	}
	last, known := forecast.LastDay(in.History)
	if !known {
		return nil, nil, nothingToCompare(0, 0)
	}
	if t.Queue != "" {
		if in.History, err = pl.onlyQueue(in.History, t.Queue); err != nil {
			return nil, nil, err
		}
	}
	through := last
	if t.Through != 0 {
		through = min(t.Through, last)
	}
	in.From = pl.firstDay().Start(through) - workcal.Date(7*(t.Weeks-1))
	if t.From != 0 {
		in.From = t.From
	}
	in.Days = int(through-in.From) + 1
	kept, unread, err := pl.Workspace.KeptForecasts(in.From, through+1)
	if err != nil {
		return nil, nil, err
	}
	notes = append(notes, unread...)
	if in.Days > 0 {
		if a = forecast.Track(in, kept); len(a.Days) > 0 {
			return a, notes, nil
		}
	}
	// Forecasts of days that have not come are the first that somebody has.
	later, unread, err := pl.Workspace.KeptForecasts(last+1, last+mostDays)
	if err != nil {
		return nil, nil, err
	}
	first := workcal.Date(0)
	for _, k := range later {
		if first == 0 || k.From < first {
			first = k.From
		}
	}
	return nil, append(notes, unread...), nothingToCompare(first, last)
}

// nothingToCompare is the error where no kept forecast is of a day with counts. first is
// the first day of those kept that is still to come, 0 where there is none; last the day
// on which the history ends.
func nothingToCompare(first, last workcal.Date) error {
	if first != 0 {
		return lang.Errorf("留存的预测从 %s 起，咨询量只到 %s，还不能比较", "the kept forecasts begin on %s and the history ends on %s, so there is nothing to compare yet", first, last).
			WithHint("等那几天的咨询量导出放进 inquiries/ 后再看；现在可用 paiban forecast backtest 在历史上检验", "run this again when the counts of those days are in inquiries/; until then paiban forecast backtest tests the forecast on the past")
	}
	return lang.Errorf("这些天没有留存的预测", "no forecast of these days was kept").
		WithHint("paiban forecast run 和 paiban week 每次都会把预测留存在 forecasts/kept/，那几天过去后再看；现在可用 paiban forecast backtest 在历史上检验", "paiban forecast run and paiban week keep every forecast in forecasts/kept/: run this again when its days are over. Until then paiban forecast backtest tests the forecast on the past")
}

// onlyQueue returns the history of the queue of an id or name.
func (pl *Planner) onlyQueue(history []forecast.Series, word string) ([]forecast.Series, error) {
	var ids []lang.Text
	for _, s := range history {
		if s.Queue == word || s.Name.ZH == word || s.Name.EN == word {
			return []forecast.Series{s}, nil
		}
		ids = append(ids, lang.Same(s.Queue))
	}
	return nil, lang.AskError{Err: lang.Errorf("没有队列 %q", "there is no queue %q", word).WithHint("可以写：%s", "one of: %s", lang.Join(ids, "、", ", "))}
}
