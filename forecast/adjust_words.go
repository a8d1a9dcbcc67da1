package forecast

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"

	"paiban/internal/lang"
)

// mostHandLines bounds how many adjustments the explanation tells one by one.
const mostHandLines = 12

// handWords says what people have changed within the horizon, and where two
// adjustments speak of the same.
func handWords(o *Output) (lines []lang.Text) {
	within := o.Used()
	if len(within) == 0 {
		return nil
	}
	for i, a := range within {
		if i == mostHandLines {
			lines = append(lines, lang.F("手工调整还有 %d 条", "%d more figures are set by hand", len(within)-i))
			break
		}
		lines = append(lines, a.Words(o))
	}
	lines = append(lines, lang.T("手工改过的时段，区间按模型的相对宽度一起移动", "where figures are set by hand the interval keeps the model's relative width"))
	return append(lines, Contradictions(within)...)
}

// Words says what a has changed in o.
func (a *Applied) Words(o *Output) lang.Text {
	text := lang.F("手工调整：%[1]s，%[2]s，%[3]s：模型 %.0[4]f，改为 %.0[5]f", "set by hand: %[1]s, %[2]s, %[3]s: %.0[5]f instead of the model's %.0[4]f",
		a.Span(), o.queueName(a.Queue), a.Change(), a.Model, a.Now)
	if math.Abs(a.Was-a.Model) > .5 {
		text = lang.F("手工调整：%[1]s，%[2]s，%[3]s：由 %.0[4]f 改为 %.0[5]f（模型 %.0[6]f）", "set by hand: %[1]s, %[2]s, %[3]s: %.0[5]f instead of %.0[4]f (the model: %.0[6]f)",
			a.Span(), o.queueName(a.Queue), a.Change(), a.Was, a.Now, a.Model)
	}
	if a.Held > 0 {
		text = lang.F("%s（其中按小时填的 %.0f 不动）", "%s (hours set by hand before keep their %.0f)", text, a.Held)
	}
	if note := a.Note(); note != "" {
		text = lang.F("%s；%s", "%s; %s", text, note)
	}
	return text
}

// Note says why and by whom a was entered.
func (a *Adjustment) Note() string {
	if a.Why != "" && a.Who != "" {
		return a.Why + " (" + a.Who + ")"
	}
	return a.Why + a.Who
}

// Basis says what a changes, why, by whom, and where it stands.
func (a *Adjustment) Basis() lang.Text {
	said := lang.F("%s，见 %s", "%s, see %s", a.Span(), a.Source)
	if note := a.Note(); note != "" {
		said = lang.F("%s：%s", "%s: %s", said, note)
	}
	return said
}

// queueName returns the name of a queue, and all of them for "".
func (o *Output) queueName(id string) lang.Text {
	if id == "" {
		return lang.T("全部队列", "all queues")
	}
	for i := range o.Queues {
		if f := &o.Queues[i]; f.Queue == id && !f.Name.IsZero() {
			return f.Name
		}
	}
	return lang.Same(id)
}

// Span says the days and hours that a means.
func (a *Adjustment) Span() lang.Text {
	days := lang.Same(a.From.Date.String())
	if a.To.Date > a.From.Date {
		days = lang.F("%s 至 %s", "%s to %s", a.From.Date, a.To.Date)
	}
	if a.WholeDays() {
		return days
	}
	to := lang.Same(clock(a.To.Minute))
	if a.To.Minute > 1440 {
		to = lang.F("次日 %s", "+1 %s", clock(a.To.Minute-1440))
	}
	return lang.F("%s %s–%s", "%s %s–%s", days, clock(a.From.Minute), to)
}

// Change says how a changes the volume: +20%, 5000 a day, 120 an hour.
func (a *Adjustment) Change() lang.Text {
	if a.Relative {
		return lang.Same(fmt.Sprintf("%+g%%", a.Percent))
	}
	value := strconv.FormatFloat(a.Value, 'f', -1, 64)
	switch {
	case a.WholeDays():
		return lang.F("全天 %s", "%s a day", value)
	case a.To.Minute-a.From.Minute >= 60:
		return lang.F("每小时 %s", "%s an hour", value)
	}
	return lang.Same(value)
}

// Contradictions lists adjustments within the horizon that take another's place or stand
// twice, the first ones of many.
func Contradictions(list []Applied) (lines []lang.Text) {
	list = slices.DeleteFunc(slices.Clone(list), func(a Applied) bool { return a.Days == 0 })
	for j := range list {
		if len(lines) >= mostHandLines {
			break
		}
		b := &list[j].Adjustment
		for i := range list[:j] {
			a := &list[i].Adjustment
			switch same := a.Queue == b.Queue && a.From == b.From && a.To == b.To; {
			case !a.overlaps(b):
			case same && a.Relative && b.Relative && a.Percent == b.Percent:
				lines = append(lines, lang.F("%[1]s 和 %[2]s 一样，%[3]s 算了两次；多出的一条请删掉", "%[1]s and %[2]s are the same, so %[3]s counts twice; remove one", a.Source, b.Source, b.Change()))
			case same && a.Relative && b.Relative:
				lines = append(lines, lang.F("%[1]s（%[2]s）和 %[3]s（%[4]s）说的是同一段，两个都算", "%[1]s (%[2]s) and %[3]s (%[4]s) speak of the same time, and both count", a.Source, a.Change(), b.Source, b.Change()))
			case b.Relative || a.Relative && !same || a.WholeDays() != b.WholeDays():
				// Percentages multiply; a day's total leaves its hours as they are.
			case same && !a.Relative && a.Value == b.Value:
				lines = append(lines, lang.F("%s 和 %s 一样", "%s and %s are the same", a.Source, b.Source))
			default:
				lines = append(lines, lang.F("%[1]s 和 %[2]s 说的是同一段（%[3]s），以后面的 %[2]s 为准", "%[1]s and %[2]s speak of the same time (%[3]s); the later one, %[2]s, counts", a.Source, b.Source, b.Span()))
			}
		}
	}
	return lines
}

// overlaps reports whether a and b mean a minute of the same queue.
func (a *Adjustment) overlaps(b *Adjustment) bool {
	return (a.Queue == "" || b.Queue == "" || a.Queue == b.Queue) &&
		a.From.Date <= b.To.Date && b.From.Date <= a.To.Date &&
		a.From.Minute < b.To.Minute && b.From.Minute < a.To.Minute
}

// MarshalJSON writes the days as dates, the hours as 20:00-23:00 ("" is the whole day)
// and either a value or a percentage.
func (a Applied) MarshalJSON() ([]byte, error) {
	out := struct {
		Queue   string    `json:"queue"` // "" is every queue
		From    string    `json:"from"`
		To      string    `json:"to"`
		Hours   string    `json:"hours"`
		Value   *float64  `json:"value,omitempty"`
		Percent *float64  `json:"percent,omitempty"`
		Who     string    `json:"who"`
		Why     string    `json:"why"`
		Source  lang.Text `json:"source"`
		Days    int       `json:"days"` // of the horizon that it reaches
		Model   float64   `json:"model"`
		Was     float64   `json:"was"`
		Now     float64   `json:"now"`
	}{
		Queue: a.Queue, From: a.From.Date.String(), To: a.To.Date.String(), Who: a.Who, Why: a.Why, Source: a.Source,
		Days: a.Days, Model: a.Model, Was: a.Was, Now: a.Now,
	}
	if !a.WholeDays() {
		out.Hours = clock(a.From.Minute) + "-" + clock(a.To.Minute)
	}
	if a.Relative {
		out.Percent = &a.Percent
	} else {
		out.Value = &a.Value
	}
	return json.Marshal(out)
}
