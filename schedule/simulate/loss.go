package simulate

import (
	"strconv"

	"paiban/internal/lang"
	"paiban/schedule/staffing"
)

// fewLost is the share of customers lost below which nothing is said of them, unless it is
// more than may be.
const fewLost = .01

// Lost is which share of customers leaves unanswered, and how many at most may. It is
// told before any reply rate: a customer who leaves counts as one late message, or not
// at all, so that a rate may reach its target while many find nobody.
type Lost struct {
	Share float64
	Most  float64 // 0 is [staffing.DefaultMaxLost]
}

// Told reports whether the share is worth a word.
func (l Lost) Told() bool { return l.Share >= fewLost || l.TooMany() }

// TooMany reports whether more leave than may.
func (l Lost) TooMany() bool { return l.Share > l.most() }

// Margin is by how much the share is below the most that may leave; negative where more do.
func (l Lost) Margin() float64 { return l.most() - l.Share }

func (l Lost) most() float64 {
	if l.Most == 0 {
		return staffing.DefaultMaxLost
	}
	return l.Most
}

// Text says how many leave; nothing where they are not worth a word.
func (l Lost) Text() lang.Text {
	if !l.Told() {
		return lang.Text{}
	}
	share := percent(l.Share)
	if l.TooMany() && share == percent(l.most()) {
		share = strconv.FormatFloat(100*l.Share, 'f', 2, 64)
	}
	out := lang.F("%s%% 的顾客没等到人就走了", "%s%% of customers leave unanswered", share)
	if l.TooMany() {
		out = lang.F("%s，最多只能 %s%%", "%s, at most %s%% may", out, percent(l.most()))
	}
	return out
}

// Before puts what is said of lost customers before a reply rate. Where too many leave
// the rate, which may look well, is said to be of replies alone.
func (l Lost) Before(rate lang.Text) lang.Text { return l.before(rate, nil) }

// before is Before with the hours at which most leave.
func (l Lost) before(rate lang.Text, when []lang.Text) lang.Text {
	if !l.Told() {
		return rate
	}
	out := l.Text()
	if when != nil {
		out = lang.F("%s，尤其在 %s", "%s, above all %s", out, lang.Join(when, "、", ", "))
	}
	if l.TooMany() {
		return lang.F("%s；只看回复，%s", "%s; of replies alone, %s", out, rate)
	}
	return lang.F("%s；%s", "%s; %s", out, rate)
}

// Lost is what r says of the customers of the queue over the horizon.
func (r *QueueResult) Lost() Lost { return r.lost(&r.Total) }

func (r *QueueResult) lost(f *Figures) Lost { return Lost{f.Abandon.Mean, r.MaxLost} }
