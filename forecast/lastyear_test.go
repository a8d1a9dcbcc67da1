package forecast

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// peakShop is a shop that had factor times the normal from date on for days, and
// has it again this year.
func peakShop(seed uint64, daily float64, from workcal.Date, back, days int, factor float64, first ...workcal.Date) shop {
	s := plainShop()
	s.noise, s.daily, s.start, s.days = seed, daily, from-workcal.Date(back), back
	s.happen = func(d workcal.Date, _ int) float64 {
		for _, f := range first {
			if d >= f && d < f+workcal.Date(days) {
				return factor
			}
		}
		return 1
	}
	return s
}

func ratioOn(f Forecast, s shop, from, date workcal.Date) float64 {
	got, truth := 0.0, 0.0
	d := int(date - from)
	for h := s.opens / 60; h < s.closes/60; h++ {
		got, truth = got+f.Point[d*24+h], truth+s.mean(date, h*60)
	}
	return got / truth
}

func wholeDays(name string, from workcal.Date, days int, uplift float64) Event {
	return Event{Name: name, From: Stamp{from, 0}, To: Stamp{from + workcal.Date(days), 0}, Uplift: uplift}
}

func saidBy(lines []lang.Text) string {
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintln(&b, l.ZH, "|", l.EN)
	}
	return b.String()
}

// An event without uplift takes the peak of its date a year ago, to the power of
// recalledPart, and says so. 4^0.9 is 3.5: 0.87 of the truth.
func TestLastYearsPeakIsRecalled(t *testing.T) {
	from := workcal.DateOf(2026, 10, 26)
	now := workcal.DateOf(2026, 11, 11)
	for _, c := range []struct {
		name string
		then workcal.Date
		days int
		by   float64
		sure bool // it is used
	}{
		{"the same day", workcal.DateOf(2025, 11, 11), 1, 4, true},
		{"two days earlier", workcal.DateOf(2025, 11, 9), 1, 3, true},
		{"three days of it", workcal.DateOf(2025, 11, 10), 3, 2.5, true},
		{"eight days of it", workcal.DateOf(2025, 11, 9), 8, 3, true},
		{"two weeks earlier", workcal.DateOf(2025, 10, 28), 1, 4, false},
		{"nothing", 0, 1, 1, false},
	} {
		for seed := range uint64(2) {
			s := peakShop(seed+1, []float64{120, 1500}[seed], from, 395, c.days, c.by, c.then)
			out := run(t, Input{History: []Series{s.series("a")}, Calendar: workcal.New(nil), Events: []Event{wholeDays("双11", now, c.days, 0)}, From: from, Days: 21})
			want, said := 1.0, "没有同类活动的历史"
			if c.sure {
				want, said = math.Pow(c.by, recalledPart), c.then.String()
			}
			got := ratioOn(out.Queues[0], s, from, now)
			if words := saidBy(out.Explanation); math.Abs(got/want-1) > 0.15 || !strings.Contains(words, said) {
				t.Errorf("%s, seed %d: ×%.2f, want ×%.2f and %q\n%s", c.name, seed, got, want, said, words)
			}
			if before := ratioOn(out.Queues[0], s, from, now-7); math.Abs(before-1) > 0.15 {
				t.Errorf("%s: a week before it is ×%.2f", c.name, before)
			}
			if d := int(now-from) * 24; c.sure && sum(out.Queues[0].High[d:d+24]) < 1.6*sum(out.Queues[0].Point[d:d+24]) {
				t.Errorf("%s: the interval of what nobody entered is narrow", c.name)
			}
		}
	}
}

// The New Year sale lies twenty days before the Spring Festival, 2025-01-29 and
// 2026-02-17: it moves with the moon.
func TestRecallByTheMoon(t *testing.T) {
	from := workcal.DateOf(2026, 1, 19)
	then, now := workcal.DateOf(2025, 1, 9), workcal.DateOf(2026, 1, 28)
	s := peakShop(3, 900, from, 420, 2, 3, then)
	out := run(t, Input{History: []Series{s.series("a")}, Calendar: workcal.New(nil), Events: []Event{wholeDays("年货节", now, 2, 0)}, From: from, Days: 14})
	if got := ratioOn(out.Queues[0], s, from, now); math.Abs(got/math.Pow(3, recalledPart)-1) > 0.15 {
		t.Errorf("the sale is ×%.2f, want ×%.2f\n%s", got, math.Pow(3, recalledPart), saidBy(out.Explanation))
	}
}

// A peak of last year for which nothing is entered now is told and not used, and
// only by the queue that had it. What is entered with an uplift is not asked for
// again.
func TestLastYearsPeakIsTold(t *testing.T) {
	from := workcal.DateOf(2026, 11, 30)
	then, now := workcal.DateOf(2025, 12, 12), workcal.DateOf(2026, 12, 12)
	s := peakShop(5, 800, from, 380, 1, 3, then)
	calm := peakShop(6, 500, from, 380, 1, 1)
	in := Input{History: []Series{s.series("a"), calm.series("b")}, Calendar: workcal.New(nil), From: from, Days: 14}
	out := run(t, in)
	words := saidBy(out.Explanation)
	if len(out.Explanation) != 1 || !strings.Contains(words, "a · 去年 2025-12-12 周五（多半是双12），约为平时的 3.0 倍") || !strings.Contains(words, "Fri 2025-12-12 (Double 12, most likely) had 3.0 times") {
		t.Errorf("said\n%s", words)
	}
	if got := ratioOn(out.Queues[0], s, from, now); math.Abs(got-1) > 0.12 {
		t.Errorf("the day is ×%.2f though nothing is entered", got)
	}
	in.Events = []Event{wholeDays("年终大促", now-1, 3, 2)}
	if words := saidBy(run(t, in).Explanation); strings.Contains(words, "去年") {
		t.Errorf("an event with uplift is asked for:\n%s", words)
	}
}

// A year that was like any other, grew or stepped up tells of no peak.
func TestNoPeakInAPlainYear(t *testing.T) {
	from := workcal.DateOf(2026, 11, 9)
	for seed := range uint64(4) {
		s := peakShop(seed+1, []float64{60, 300, 1500, 6000}[seed], from, 400, 40, 1.9, from-330)
		s.growth = 1.4
		if seed%2 == 0 {
			up := from - 350
			s.happen = func(d workcal.Date, _ int) float64 {
				if d >= up {
					return 1.8
				}
				return 1
			}
		}
		out := run(t, Input{History: []Series{s.series("a")}, Calendar: workcal.New(nil), From: from, Days: 28})
		if words := saidBy(out.Explanation); strings.Contains(words, "去年") {
			t.Errorf("seed %d:\n%s", seed, words)
		}
	}
}
