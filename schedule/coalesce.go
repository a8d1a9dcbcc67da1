package schedule

import (
	"fmt"

	"paiban/internal/lang"
)

// Coalesce joins the findings of cover that speak of the same queue on
// intervals that follow each other, and those that several limits on one
// interval give, into one each, so that people read a stretch and not its
// quarters of an hour. The sentence is that of the worst of them. Other findings
// and the order stay as they are.
func Coalesce(fs []Finding) (out []Finding) {
	type key struct {
		rule string
		day  int
		hard bool
		of   string // queues
	}
	last := map[key]int{}     // the joined finding that may still grow, by index in out
	worst := map[int]Score{}  // of its parts
	parts := map[int][]Span{} // distinct spans
	for _, f := range fs {
		if f.Person != Any || f.Span.Len() == 0 {
			out = append(out, f)
			continue
		}
		k := key{f.Rule, f.Day, f.Hard(), fmt.Sprint(f.Queue, f.With)}
		i, open := last[k]
		if !open || f.Span.Start > out[i].Span.End || f.Span.Start < out[i].Span.Start {
			last[k], worst[len(out)], parts[len(out)] = len(out), f.Score, []Span{f.Span}
			out = append(out, f)
			continue
		}
		g := &out[i]
		if worst[i].Less(f.Score) {
			worst[i], g.Why, g.Fix = f.Score, f.Why, f.Fix
		}
		if spans := parts[i]; spans[len(spans)-1] != f.Span {
			parts[i] = append(spans, f.Span)
		}
		g.Score = g.Score.Add(f.Score)
		g.Span.End = max(g.Span.End, f.Span.End)
	}
	for i := range out {
		if len(parts[i]) > 1 {
			out[i].Why = lang.F("%s，这是 %s 中最严重的时段", "%s, the worst of %s", out[i].Why, out[i].Span.Text())
		}
	}
	return out
}
