package forecast

import (
	"context"
	"math"
	"testing"
)

// openOf returns the open part of s with days days to come.
func openOf(s Series, off []Holiday, days int) *openGrid {
	in := Input{History: []Series{s}, Holidays: off, From: contactEnd, Days: days}
	q := prepare(in, s)
	return q.openPart(q.base.lastKnown()+1, 1)
}

// What trees forecast from an origin is the same whatever came after it: the last two
// months are replaced by nonsense, and nothing changes at the origin before them.
func TestTreesLookAtNoFuture(t *testing.T) {
	s, _ := contacts()[0].series(1)
	o := openOf(s, nil, 28)
	origin := o.before(len(o.dow) - 28 - 60)
	for _, hours := range []bool{false, true} {
		m := trees{o: o, hours: hours}
		want := m.ahead(&o.sample, []int{origin}, 28*o.day)[0]
		g := o.g.clone()
		for i := (len(o.dow) - 28 - 60) * g.slots; i < len(g.y); i++ {
			g.y[i] = float64(i * 7919 % 1000)
		}
		other := *o
		other.g = g
		got := trees{o: &other, hours: hours}.ahead(&other.sample, []int{origin, len(o.y)}, 28*o.day)[0]
		for i := range want {
			if want[i] != got[i] {
				t.Fatalf("hours %v: lead %d is %v, %v with other counts after the origin", hours, i, want[i], got[i])
			}
		}
	}
}

// Without noise the plain week is what each weekday came to, at the level of the last
// weeks. Three weeks of 10 an hour on Mondays and 20 on other days, then four weeks of
// twice that: of the second, the week holds a mean between, and the level brings both
// kinds of days to 20 and 40.
func TestPlainWeekFollowsLevel(t *testing.T) {
	g := &grid{start: monday, step: 60, slots: 24, days: 49, y: make([]float64, 49*24)}
	var dow []int
	for d := range 56 {
		dow = append(dow, d%7)
	}
	g.dow = dow[:49]
	for i := range g.y {
		g.y[i] = 20
		if dow[i/24] == 0 {
			g.y[i] = 10
		}
		if i/24 >= 21 {
			g.y[i] *= 2
		}
	}
	p := newPlainWeeks(g, dow)
	for d, want := range map[int]float64{49: 20, 50: 40, 55: 40} {
		if got := p.slots(d, 49)[12]; math.Abs(got-want) > 1e-9 {
			t.Errorf("day %d: %v, want %v", d, got, want)
		}
	}
	if got := p.against(30, 35); math.Abs(got-p.volume[30]/(p.day(30, 35)*p.level[35])) > 1e-12 {
		t.Errorf("day 30 against the week of day 35: %v", got)
	}
	if v := p.course(49, 49); !math.IsNaN(v) {
		t.Errorf("the course of a year that is not known is %v", v)
	}
}

// A weekday never seen has no plain week: the trees forecast 0 there and the others
// rule. A queue with next to no history has no trees.
func TestTreesOfLittle(t *testing.T) {
	c := contacts()[0]
	c.days = 40
	s, _ := c.series(1)
	o := openOf(s, nil, 14)
	if f := (trees{o: o}).ahead(&o.sample, []int{len(o.y)}, 14*o.day)[0]; f != nil {
		t.Errorf("trees of 40 days: %v", f[:5])
	}
}

// The kinds of contact series whose shape depends on the calendar or on how a year
// went are those that the trees were made for: there the engine beats the mean of four
// weeks by a fifth and more. Of the others none is lost by more than 3% to the better
// of the two simple methods. The measured ratios are in docs/forecasting.md.
func TestContactSeries(t *testing.T) {
	most := map[string]float64{"season": 0.85, "billing": 0.65, "alternate": 0.65, "steady": 0.97}
	for _, c := range contacts() {
		limit, ok := most[c.name]
		if !ok {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, off := c.series(1)
			trial, err := Backtest(context.Background(), Input{History: []Series{s}, Holidays: off, From: contactEnd}, 3, 28, 28)
			if err != nil {
				t.Fatal(err)
			}
			all := trial.Scores[0][AllSlots]
			if own, best := all[Engine].WAPE, min(all[LastWeek].WAPE, all[MeanWeeks].WAPE); own > limit*best {
				t.Errorf("misses by %.4f, the better simple method by %.4f: more than %.2f of it", own, best, limit)
			}
		})
	}
}
