package workspace

import (
	"math"
	"slices"

	"paiban/attendance"
	"paiban/attendance/service"
	"paiban/internal/lang"
)

// figures looks at the names of figures: those that items are scored by, and those that
// columns of reports are mapped to. A name of the shop's own has a unit.
func (v *validator) figures(p *attendance.Policy) {
	known := slices.Concat(service.MetricKeys(), attendance.ServiceRoles)
	own := service.MetricKeys()
	for _, c := range p.ServiceColumns {
		if c.Unit != "" {
			own = append(own, c.Is)
		} else if c.Is != "" && !slices.Contains(known, c.Is) {
			v.bad("attendance.service_columns", lang.F("没有指标 %q", "there is no figure %q", c.Is), lang.F("%s本店自己的指标要写 unit", "%s a figure of your own needs a unit", didYouMean(c.Is, known)))
		}
	}
	for i := range p.Score.Items {
		if metric := p.Score.Items[i].Metric(); metric != "" && !slices.Contains(own, metric) {
			v.bad("attendance.score.items", lang.F("没有指标 %q", "there is no figure %q", metric), didYouMean(metric, own))
		}
	}
}

// sharedItems returns the items of a score where a shop laid its own over those of the
// preset. A shop whose own items are the whole base has these and the extra ones; one
// that sets another base and no items has those of the preset in proportion. Else both
// together must come to the base, which validation looks at.
func sharedItems(s, preset *attendance.Score, own []attendance.Item) []attendance.Item {
	if share(s.Items) == 0 || math.Abs(share(s.Items)-s.Base) < 1e-9 {
		return s.Items
	}
	items := slices.Clone(s.Items)
	mine := func(it attendance.Item) bool {
		return slices.ContainsFunc(own, func(o attendance.Item) bool { return o.ID == it.ID })
	}
	switch {
	case len(own) == 0 && share(preset.Items) > 0 && s.Base > 0:
		by := s.Base / share(preset.Items)
		for i := range items {
			if it := &items[i]; !it.Extra {
				scale(it, by)
			}
		}
		return items
	case len(own) > 0:
		left := slices.DeleteFunc(items, func(it attendance.Item) bool { return !it.Extra && !mine(it) })
		if math.Abs(share(left)-s.Base) < 1e-9 {
			return left
		}
	}
	return s.Items
}

// share is what the items that are not extra come to.
func share(items []attendance.Item) (sum float64) {
	for i := range items {
		if !items[i].Extra {
			sum += items[i].Points
		}
	}
	return sum
}

// scale multiplies the points of an item and of its table.
func scale(it *attendance.Item, by float64) {
	it.Points *= by
	it.Bands = slices.Clone(it.Bands)
	for k := range it.Bands {
		it.Bands[k].Get *= by
	}
}
