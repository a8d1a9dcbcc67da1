package forecast

import (
	"math"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Imported is somebody else's forecast.
type Imported struct {
	Source string   // the name of its file
	Hours  []Series // NaN where it says nothing
	Days   []DayTotal
}

// DayTotal is what somebody else expects on a whole day.
type DayTotal struct {
	Queue string
	Date  workcal.Date
	Total float64 // contacts
}

// Import lays forecasts of others over the model's: intervals that one covers have its
// volume, days of which it has a total share that out as the model shares out its own.
// Where two cover the same, the later one counts. Low and High keep their ratio to Point.
// The model's own point stays in Model, and the Explanation says which days come from
// which file.
func (o *Output) Import(list []Imported) {
	if len(list) == 0 {
		return
	}
	h := o.hands()
	var lines []lang.Text
	for i := range o.Queues {
		o.Queues[i].source = make([]int, len(o.Queues[i].Point))
	}
	for i := range list {
		o.sources = append(o.sources, list[i].Source)
		lines = append(lines, h.lay(&list[i])...)
	}
	h.finish()
	if o.Changed() {
		lines = append(lines, o.uncovered()...)
		lines = append(lines, lang.T("用别人预测的时段，区间是模型的相对宽度", "where the forecast is somebody else's, the interval has the model's relative width"))
	}
	o.Imported = lines
	o.Explanation = append(slices.Clone(lines), o.Explanation...)
}

// lay lays one over the forecast and says which days it covers.
func (h *hands) lay(im *Imported) (lines []lang.Text) {
	number := len(h.o.sources)
	days := make([]bool, h.o.Days)
	last := workcal.Date(math.MinInt32)
	over := map[int]bool{} // earlier files that it takes the place of
	put := func(parts []part, value float64) {
		if len(parts) == 0 {
			return
		}
		h.setTo(parts, value, false)
		for _, p := range parts {
			f := &h.o.Queues[p.queue]
			if was := f.source[p.slot]; was > 0 && was != number {
				over[was] = true
			}
			f.source[p.slot] = number
			days[p.slot*f.Step/1440] = true
		}
	}
	for i := range im.Days {
		d := &im.Days[i]
		last = max(last, d.Date)
		put(h.ofQueue(d.Queue, int(d.Date-h.o.From)*1440, 1440), d.Total)
	}
	for i := range im.Hours {
		s := h.alike(&im.Hours[i])
		for t, v := range s.Values {
			if math.IsNaN(v) {
				continue
			}
			from := int(s.Start-h.o.From)*1440 + t*s.Step
			last = max(last, s.Start+workcal.Date(t*s.Step/1440))
			put(h.ofQueue(s.Queue, from, s.Step), v)
		}
	}
	return importWords(h.o, im.Source, days, last, over)
}

// ofQueue returns the slots of one queue in minutes of the horizon; nil where there is no
// such queue.
func (h *hands) ofQueue(queue string, from, minutes int) []part {
	if queue == "" {
		return nil
	}
	return h.parts(queue, from, from+minutes)
}

// alike returns s on the step of the forecast of its queue where that is longer; an
// interval of which a part is not known is not known.
func (h *hands) alike(s *Series) *Series {
	i := slices.IndexFunc(h.o.Queues, func(f Forecast) bool { return f.Queue == s.Queue })
	if i < 0 || h.o.Queues[i].Step <= s.Step {
		return s
	}
	parts := h.o.Queues[i].Step / s.Step
	out := &Series{Queue: s.Queue, Start: s.Start, Step: h.o.Queues[i].Step}
	for t := 0; t+parts <= len(s.Values); t += parts {
		out.Values = append(out.Values, sumOf(s.Values[t:t+parts])) // NaN where a part is
	}
	return out
}

// importWords says which days of the horizon a file covers.
func importWords(o *Output, source string, days []bool, last workcal.Date, over map[int]bool) (lines []lang.Text) {
	switch covered, some := o.spansOf(days, true); {
	case some:
		lines = append(lines, lang.F("%[2]s 用 forecasts/%[1]s 的预测", "the forecast of %[2]s is that of forecasts/%[1]s", source, covered))
	case last < o.From && last > math.MinInt32:
		return []lang.Text{lang.F("forecasts/%s 到 %s 为止，没有要预测的日子", "forecasts/%s ends on %s and has none of the days forecast", source, last)}
	default:
		return []lang.Text{lang.F("forecasts/%s 里没有要预测的日子", "forecasts/%s has none of the days forecast", source)}
	}
	for i, other := range o.sources {
		if over[i+1] {
			lines = append(lines, lang.F("forecasts/%[1]s 和 forecasts/%[2]s 有同样的时段，以名字在后的 %[2]s 为准", "forecasts/%[1]s and forecasts/%[2]s have the same hours; the later name counts, %[2]s", other, source))
		}
	}
	return lines
}

// uncovered says which days of the horizon no file covers.
func (o *Output) uncovered() []lang.Text {
	days := make([]bool, o.Days)
	for i := range o.Queues {
		f := &o.Queues[i]
		for t, s := range f.source {
			days[t*f.Step/1440] = days[t*f.Step/1440] || s > 0
		}
	}
	if left, some := o.spansOf(days, false); some {
		return []lang.Text{lang.F("forecasts/ 里的文件没有 %s，这些天用模型的数", "no file of forecasts/ has %s: the model's own is used", left)}
	}
	return nil
}

// spansOf names the days of the horizon that are marked so.
func (o *Output) spansOf(days []bool, marked bool) (said lang.Text, some bool) {
	var spans []lang.Text
	for d := 0; d < len(days); {
		end := d
		for end < len(days) && days[end] == days[d] {
			end++
		}
		if days[d] == marked {
			first, last := o.From+workcal.Date(d), o.From+workcal.Date(end-1)
			if first == last {
				spans = append(spans, lang.Same(first.String()))
			} else {
				spans = append(spans, lang.F("%s 至 %s", "%s to %s", first, last))
			}
		}
		d = end
	}
	return lang.Join(spans, "、", ", "), spans != nil
}

// sourceOf returns the file that slot t of f was taken from, "" where that is none.
func (o *Output) sourceOf(f *Forecast, t int) string {
	if f.source == nil || f.source[t] == 0 {
		return ""
	}
	return o.sources[f.source[t]-1]
}
