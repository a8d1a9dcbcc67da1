package schedule

import (
	"fmt"

	"paiban/internal/lang"
)

// Coalesce joins the findings of cover that speak of the same queue on
// intervals that follow each other, and those that several limits on one
// interval give, into one each, so that people read a stretch and not its
// quarters of an hour. It joins as well what several rules on rest days say of the same
// days of a person, such as a week that is also seven days in a row: one day off mends
// them all. Hard findings and soft ones stay apart. The sentence is that of the worst of
// them. Other findings and the order stay as they are.
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
	type restKey struct {
		person int
		days   Stretch
		hard   bool
	}
	rest := map[restKey]int{} // findings on rest days, by index in out
	join := func(i int, f Finding) {
		g := &out[i]
		if worst[i].Less(f.Score) {
			worst[i], g.Why, g.Fix = f.Score, f.Why, f.Fix
		}
		g.Score = g.Score.Add(f.Score)
	}
	for _, f := range fs {
		if f.Rule == (RestDays{}).Key() {
			k := restKey{f.Person, f.Days, f.Hard()}
			if i, there := rest[k]; there {
				join(i, f)
				continue
			}
			rest[k], worst[len(out)] = len(out), f.Score
			out = append(out, f)
			continue
		}
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
		if spans := parts[i]; spans[len(spans)-1] != f.Span {
			parts[i] = append(spans, f.Span)
		}
		join(i, f)
		out[i].Span.End = max(out[i].Span.End, f.Span.End)
	}
	for i := range out {
		if len(parts[i]) > 1 {
			out[i].Why = lang.F("%s，这是 %s 中最严重的时段", "%s, the worst of %s", out[i].Why, out[i].Span.Text())
		}
	}
	return out
}
