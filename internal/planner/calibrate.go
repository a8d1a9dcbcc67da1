package planner

import (
	"strconv"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workspace"
	"paiban/schedule/staffing"
)

// Calibrated is what a history says about one queue.
type Calibrated struct {
	Queue     *workspace.Queue
	Figures   []CalibratedFigure
	ThinkHeld bool // not told by the history, left as it is
	Intervals int
	Days      int
	Before    float64 // root mean square error of reply rates, by the configuration
	After     float64
	Explained float64 // share of the reply rate's ups and downs
}

// CalibratedFigure is in seconds; capacity in contacts an hour. Fitted, Low and High
// have three significant digits: no history tells more.
type CalibratedFigure struct {
	Figure staffing.Figure
	Now    float64
	Fitted float64
	Low    float64 // Low to High is a 95% interval
	High   float64
}

// Weak reports whether the load explains so little of the reply rate that the
// figures should not be used before the other causes are known.
func (c *Calibrated) Weak() bool { return c.Explained < 0.3 }

// Calibrate fits the handling figures of the queues of config to a history of
// reply rates. only names the queue that the history is about, by ID or name; with
// "" it is about all queues that its rows name, or about the only one. A [lang.AskError]
// says that only fits no queue or is needed.
func Calibrate(config *workspace.Config, book *table.Book, only string) ([]Calibrated, error) {
	past, err := config.ReadObserved(book)
	if err != nil {
		return nil, err
	}
	if past, err = ofQueue(config, past, only); err != nil {
		return nil, err
	}
	var out []Calibrated
	for _, o := range past {
		p := o.Queue.Staffing()
		c, err := staffing.Calibrate(p, o.Step, o.Seen)
		if err != nil {
			return nil, lang.Errorf("%s，队列“%s”", "%s, queue %q", book.Name, o.Queue.Name).Because(err)
		}
		r := Calibrated{Queue: o.Queue, ThinkHeld: c.ThinkHeld, Intervals: c.Intervals, Days: c.Days, Before: c.Before, After: c.After, Explained: c.Explained}
		now := map[staffing.Figure]float64{
			staffing.FigureTyping: p.Typing, staffing.FigureThink: p.Think, staffing.FigureAHT: p.AHT,
			staffing.FigureCapacity: c.CapacityBefore,
		}
		for _, e := range append(c.Fitted, c.Capacity) {
			r.Figures = append(r.Figures, CalibratedFigure{e.Figure, now[e.Figure], Digits(e.Value), Digits(e.Low), Digits(e.High)})
		}
		out = append(out, r)
	}
	return out, nil
}

// ofQueue keeps the past of the queue named, or of all where none is.
func ofQueue(c *workspace.Config, past []workspace.Observed, only string) ([]workspace.Observed, error) {
	var named *workspace.Queue
	var known []lang.Text
	for i := range c.Queues {
		q := &c.Queues[i]
		known = append(known, lang.Same(q.ID))
		if q.ID == only || only != "" && (q.Name.ZH == only || q.Name.EN == only) {
			named = q
		}
	}
	if only == "" && len(c.Queues) == 1 {
		named = &c.Queues[0]
	}
	if only != "" && named == nil {
		return nil, lang.AskError{Err: lang.Errorf("没有队列 %q", "there is no queue %q", only).WithHint("可以写：%s", "one of: %s", lang.Join(known, "、", ", "))}
	}
	var out []workspace.Observed
	for _, o := range past {
		if o.Queue == nil && named == nil {
			return nil, lang.AskError{Err: lang.Errorf("文件里没有队列一列，不知道是哪个队列的", "the file has no queue column, and there are several queues").
				WithHint("用 --queue 指明：%s", "say which with --queue: %s", lang.Join(known, "、", ", "))}
		}
		if o.Queue == nil {
			o.Queue = named
		}
		if only == "" || o.Queue == named {
			out = append(out, o)
		}
	}
	if len(out) == 0 {
		return nil, lang.Errorf("文件里没有完整的行", "the file has no complete row").
			WithHint("每行要有时间、咨询量、回复率和在线人数", "each row needs its time, inquiries, reply rate and agents online")
	}
	return out, nil
}

// Digits rounds to three significant ones.
func Digits(v float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 3, 64), 64)
	if err != nil {
		return v
	}
	return r
}
