package planner

import (
	"slices"
	"strings"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// mostDays is how far ahead a forecast reaches for a day that somebody asks about.
const mostDays = 400

// ForecastTask says what of a workspace is forecast.
type ForecastTask struct {
	Weeks   int          // from 1 to 53
	From    workcal.Date // first day; 0 is the Monday after the history, see [NextWeek]
	Through workcal.Date // a day to reach if it is at most 400 days ahead, by whole weeks; 0 is none
	Events  string       // path of a further file of events; "" is none
	Uplifts []Uplift     // instead of those that the events have
}

// Uplift is the factor by which somebody expects an event to raise the volume.
type Uplift struct {
	Event  string
	Factor float64 // above 0
}

// ForecastInput is what the forecast of a workspace is made from. A [lang.AskError] says
// that an uplift is of no event within the days.
func (pl *Planner) ForecastInput(t ForecastTask) (in forecast.Input, notes []lang.Text, err error) {
	counts, err := pl.Workspace.Counts()
	if err != nil {
		return in, nil, err
	}
	history := counts.Series
	if len(history) == 0 {
		return in, nil, lang.Errorf("inquiries/ 里没有咨询量记录", "there is no history in inquiries/").
			WithHint("把客服系统导出的每小时咨询量放进去", "put hourly exports of contact volume there")
	}
	in = forecast.Input{
		History: history, Calendar: pl.Workspace.Calendar, Events: slices.Clone(pl.Workspace.Events),
		From: t.From, Days: 7 * t.Weeks, Prior: forecast.HourShares,
	}
	if t.From == 0 {
		in.From = pl.weekOf(NextWeek(history, pl.today(), pl.firstDay())).Start
	}
	if days := int(t.Through-in.From) + 1; t.Through != 0 && days > in.Days && days <= mostDays {
		in.Days = (days + 6) / 7 * 7
	}
	if t.Events != "" {
		more, err := pl.Workspace.ReadEvents(t.Events)
		if err != nil {
			return in, nil, err
		}
		in.Events = append(in.Events, more...)
	}
	for _, u := range t.Uplifts {
		if err := raise(&in, u); err != nil {
			return in, nil, err
		}
	}
	return in, slices.Concat(counts.Notes, staleHistory(counts.Series, in.From), counts.Read), nil
}

// BacktestInput is ForecastInput for a test on the past: it ends where the history ends.
func (pl *Planner) BacktestInput(events string) (forecast.Input, error) {
	in, _, err := pl.ForecastInput(ForecastTask{Weeks: 1, Events: events})
	if err != nil {
		return in, err
	}
	if last, known := forecast.LastDay(in.History); known {
		in.From = last + 1
	}
	return in, nil
}

// raise gives the events of u's name within the days of in the uplift u.
func raise(in *forecast.Input, u Uplift) error {
	found := false
	var names []string
	for i := range in.Events {
		e := &in.Events[i]
		over := e.To.Date < in.From || e.To.Date == in.From && e.To.Minute == 0
		if over || e.From.Date >= in.From+workcal.Date(in.Days) {
			continue
		}
		names = append(names, e.Name)
		if forecast.SameEvent(e.Name, u.Event) {
			e.Uplift, found = u.Factor, true
		}
	}
	if found {
		return nil
	}
	err := lang.Errorf("预测的日子里没有活动 %q", "there is no event %q within the days forecast", u.Event)
	if len(names) > 0 {
		return lang.AskError{Err: err.WithHint("有：%s", "there are: %s", strings.Join(names, "、"))}
	}
	return lang.AskError{Err: err.WithHint("先写进 events.csv", "enter it in events.csv first")}
}
