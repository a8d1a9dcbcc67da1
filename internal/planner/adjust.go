package planner

import (
	"context"
	"encoding/json"
	"slices"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// stampWords is how the file of adjustments says when a row was made.
const stampWords = "2006-01-02 15:04"

// Adjusted is what came of a change of the adjustments.
type Adjusted struct {
	Path  string      `json:"-"`     // of the file
	Days  []HandDay   `json:"days"`  // what they had and have
	Said  []lang.Text `json:"said"`  // what was done
	Notes []lang.Text `json:"notes"` // what to know about it
}

// HandDay is what a queue has on a day, or on some hours of it, before and after a change
// of the adjustments.
type HandDay struct {
	Date  workcal.Date `json:"date"`
	Hours string       `json:"hours"` // 20:00-23:00; "" is the whole day
	Queue string       `json:"queue"`
	Model float64      `json:"model"` // as the model has it
	Was   float64      `json:"was"`
	Now   float64      `json:"now"`
}

// Adjust adds adjustments to the file of the workspace. The caller holds the lock since
// before the workspace was read.
func (pl *Planner) Adjust(ctx context.Context, list []forecast.Adjustment) (*Adjusted, error) {
	return pl.change(ctx, func() ([]forecast.Adjustment, []lang.Text, error) {
		err := pl.Workspace.AppendAdjustments(list, pl.Clock().Format(stampWords))
		return list, nil, err
	})
}

// TakeForecast adds the figures typed into the workbook of a forecast, see
// [workspace.Workspace.TakeForecast].
func (pl *Planner) TakeForecast(ctx context.Context, path, who string) (*Adjusted, error) {
	return pl.change(ctx, func() ([]forecast.Adjustment, []lang.Text, error) {
		history, _, err := pl.Workspace.History()
		if err != nil {
			return nil, nil, err
		}
		last, _ := forecast.LastDay(history)
		t, err := pl.Workspace.TakeForecast(path, who, pl.Clock().Format(stampWords), last)
		if err != nil {
			return nil, nil, err
		}
		said := []lang.Text{lang.F("读进 %d 条调整", "adjustments taken: %d", len(t.Added))}
		if t.Replaced > 0 {
			said = append(said, lang.F("同一时段原来的 %d 条由它们代替", "they replace %d of the same hours", t.Replaced))
		}
		if t.Known > 0 {
			said = append(said, lang.F("另有 %d 条已经在了", "%d more were there already", t.Known))
		}
		return t.Added, said, nil
	})
}

// Unadjust removes the adjustment in a row of the file.
func (pl *Planner) Unadjust(ctx context.Context, row int) (*Adjusted, error) {
	return pl.change(ctx, func() (gone []forecast.Adjustment, said []lang.Text, err error) {
		for _, e := range pl.Workspace.ByHand {
			if e.Row == row {
				gone = e.Parts
				said = []lang.Text{lang.F("删掉了第 %d 行：%s，%s", "removed row %d: %s, %s", row, e.Parts[0].Span(), e.Parts[0].Change())}
			}
		}
		return gone, said, pl.Workspace.RemoveAdjustment(row)
	})
}

// change has write change the file of adjustments and tells what that does to the days
// that it is about.
func (pl *Planner) change(ctx context.Context, write func() ([]forecast.Adjustment, []lang.Text, error)) (*Adjusted, error) {
	list, said, err := write()
	if err != nil {
		return nil, err
	}
	out := &Adjusted{Path: pl.Workspace.AdjustmentsPath(), Said: append([]lang.Text{}, said...), Days: []HandDay{}, Notes: []lang.Text{}}
	if len(list) == 0 {
		return out, nil
	}
	after := *pl
	if after.Workspace, err = workspace.LoadUnstaffed(pl.Workspace.Root, pl.today()); err != nil {
		return nil, err
	}
	was, err := pl.HandForecast(ctx, list)
	if err != nil {
		out.Notes = append(out.Notes, lang.F("记下了，但现在还算不出预测：%s", "recorded, but there is no forecast yet: %s", lang.Cause(err)))
		return out, nil
	}
	now, err := after.HandForecast(ctx, list)
	if err != nil {
		return nil, err
	}
	for i := range list {
		a := &list[i]
		hours := ""
		if !a.WholeDays() {
			hours = workspace.HoursText(a)
		}
		before, then := was.On(a), now.On(a)
		for k, d := range then {
			out.Days = append(out.Days, HandDay{d.Date, hours, d.Queue, d.Model, before[k].Point, d.Point})
		}
		if s := stateOf(a, now); s != HandUsed {
			out.Notes = append(out.Notes, lang.F("%s：%s", "%s: %s", a.Span(), s.Text()))
		}
	}
	out.Notes = append(out.Notes, after.closedHands(now)...)
	out.Notes = append(out.Notes, forecast.Contradictions(now.Applied)...)
	return out, nil
}

// HandEffect is an adjustment and what it does to the forecast of the days that are
// planned next.
type HandEffect struct {
	forecast.Applied
	Row   int
	Made  string
	State HandState
}

// MarshalJSON writes the adjustment as [forecast.Applied] does, and the row, when it was
// made and its state.
func (e HandEffect) MarshalJSON() ([]byte, error) {
	applied, err := json.Marshal(e.Applied)
	if err != nil {
		return nil, err
	}
	more, err := json.Marshal(struct {
		Row   int       `json:"row"`
		Made  string    `json:"made"`
		Used  bool      `json:"used"`
		State lang.Text `json:"state"`
	}{e.Row, e.Made, e.State == HandUsed, e.State.Text()})
	if err != nil {
		return nil, err
	}
	return slices.Concat(applied[:len(applied)-1], []byte(","), more[1:]), nil
}

// Adjustments returns the adjustments of the workspace, in order. Without a history only
// what they say is known.
func (pl *Planner) Adjustments(ctx context.Context) (list []HandEffect, err error) {
	if len(pl.Workspace.ByHand) == 0 {
		return nil, nil
	}
	out, err := pl.HandForecast(ctx, pl.Workspace.Adjustments)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	k := 0
	for i := range pl.Workspace.ByHand {
		e := &pl.Workspace.ByHand[i]
		for _, part := range e.Parts {
			h := HandEffect{Applied: forecast.Applied{Adjustment: part}, Row: e.Row, Made: e.Made, State: HandIdle}
			if err == nil {
				h.Applied, h.State = out.Applied[k], stateOf(&part, out)
			}
			list, k = append(list, h), k+1
		}
	}
	return list, nil
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
		if in, _, err = pl.ForecastInput(ForecastTask{Weeks: 1, From: max(pl.firstDay().Start(first), known+1), Through: last}); err != nil {
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

// stateOf returns the state of a in a forecast.
func stateOf(a *forecast.Adjustment, out *forecast.Output) HandState {
	to := a.To.Date
	if a.To.Minute > schedule.DayMinutes {
		to++
	}
	switch {
	case to < out.From:
		return HandPast
	case a.From.Date >= out.From+workcal.Date(out.Days):
		return HandBeyond
	case len(out.On(a)) == 0:
		return HandIdle
	}
	return HandUsed
}

// handNote says in one line which figures of a forecast were set by hand; false where
// none was.
func handNote(out *forecast.Output) (lang.Text, bool) {
	var used []lang.Text
	for _, a := range out.Used() {
		used = append(used, lang.F("%s %s", "%s %s", a.Span(), a.Change()))
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

// changedByPeople says that the volume of scenarios is one that people have changed, and
// that the scenarios' own uplifts multiply it; nil where it is the model's.
func changedByPeople(out *forecast.Output) []lang.Text {
	if !out.Changed() {
		return nil
	}
	notes := slices.Clone(out.Imported)
	if note, ok := handNote(out); ok {
		notes = append(notes, note)
	}
	return append(notes, lang.T("各方案都从改过的预测算起，方案自己的倍数乘在它上面", "all scenarios begin with the forecast so changed; a scenario's own uplift multiplies it"))
}

// closedHands tells of figures set by hand on hours on which their queue is closed, which
// ask for nobody.
func (pl *Planner) closedHands(out *forecast.Output) (notes []lang.Text) {
	for _, a := range out.Used() {
		if a.WholeDays() || a.Now == 0 {
			continue
		}
		open := false
		var of lang.Text
		for k := range pl.Workspace.Config.Queues {
			q := &pl.Workspace.Config.Queues[k]
			if a.Queue != "" && a.Queue != q.ID {
				continue
			}
			of = q.Name
			for m := a.From.Minute; m < a.To.Minute; m += 15 {
				open = open || q.OpenAt(m%schedule.DayMinutes)
			}
		}
		if a.Queue == "" && len(pl.Workspace.Config.Queues) > 1 {
			of = lang.T("全部队列", "every queue")
		}
		if !open {
			notes = append(notes, lang.F("%s：“%s”在 %s 不营业，这条手工调整排班用不上", "%s: %s is closed on %s, so that this figure set by hand asks for nobody", a.Source, of, a.Span()))
		}
	}
	return notes
}
