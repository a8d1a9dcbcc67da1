package forecast

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// special is a span of time whose volume is not normal, or may not be: a
// holiday, the days around it, a promotion, its tail. Spans with the same key are
// expected to have the same effect; a key that was never seen takes the factor of
// its kind.
type special struct {
	key      string
	kind     specialKind
	name     lang.Text
	from, to int // minutes since 1970-01-01, [from, to)
	uplift   float64
	recalled bool // it was not entered, its peak was found

	// Of what the calendar says:
	run      workcal.Date // first day of the break, or the festival that it lies around
	festival string       // what the days of one festival have in common
	place    place        // of a day in its break
}

// place is where a day lies in its break.
type place int

const (
	placeAlone place = iota
	placeFirst
	placeMiddle
	placeLast
	places
)

func placeOf(day, days int) place {
	switch {
	case days == 1:
		return placeAlone
	case day == 0:
		return placeFirst
	case day == days-1:
		return placeLast
	}
	return placeMiddle
}

type specialKind int

const (
	holiday   specialKind = iota // a day of an official break
	eve                          // the working day before one
	back                         // the first working day after one
	around                       // other days near the Spring Festival, when parcels rest
	promotion                    // an event of the user's
	tail                         // the days after one
	kinds
)

// lends reports whether one span of the kind is like another: the days before
// breaks are, the aftermaths of promotions need not be. Days of breaks have a
// model of their own, restDays.
func (k specialKind) lends() bool { return k == eve || k == back || k == promotion }

func (k specialKind) calendar() bool { return k < promotion }

// class is 0 for what the calendar says, 1 for events. A slot can be ruled by
// one span of each.
func (k specialKind) class() int {
	if k.calendar() {
		return 0
	}
	return 1
}

const (
	// After a promotion come returns, parcels and complaints, for a week at most
	// and half the time to the next promotion.
	tailMinutes = 7 * 1440

	// Days around the Spring Festival, counted from New Year's Day, on which
	// couriers thin out and come back.
	springBefore = -10
	springAfter  = 16
)

// specials lists what the calendar and the events say of queue within the days
// [from, to), by start.
func specials(in Input, queue string, from, to workcal.Date) []special {
	var all []special
	if day := in.calendar(); day != nil {
		all = calendarSpecials(day, from, to)
		if in.Calendar != nil {
			all = append(all, springSpecials(all, from, to)...)
		}
	}
	for _, e := range in.Events {
		if e.Queue != "" && e.Queue != queue {
			continue
		}
		a, b := e.From.minutes(), e.To.minutes()
		if b <= a || a >= int(to)*1440 || b+tailMinutes <= int(from)*1440 {
			continue
		}
		rest := tailMinutes
		for _, next := range in.Events {
			if n := next.From.minutes(); n >= b && (next.Queue == "" || next.Queue == queue) {
				rest = min(rest, (n-b)/2)
			}
		}
		key, name := eventKey(e.Name), lang.Same(e.Name)
		if slices.ContainsFunc(all, func(s special) bool { return s.key == key && s.from == a }) {
			continue // entered twice
		}
		all = append(all, special{key: key, kind: promotion, name: name, from: a, to: b, uplift: e.Uplift})
		if rest > 0 {
			all = append(all, aftermath(key, name, b, rest))
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].from < all[j].from })
	return all
}

// aftermath is what follows an event that ends at the minute from.
func aftermath(key string, name lang.Text, from, minutes int) special {
	return special{key: "tail " + key, kind: tail, name: lang.F("%s 之后", "after %s", name), from: from, to: from + minutes}
}

func (s Stamp) minutes() int { return int(s.Date)*1440 + s.Minute }

// calendar returns what is known of days: by the calendar, else by the list of
// holidays; nil where there is neither.
func (in Input) calendar() func(workcal.Date) workcal.Day {
	switch {
	case in.Calendar != nil:
		return in.Calendar.Day
	case len(in.Holidays) > 0:
		names := map[workcal.Date]lang.Text{}
		for _, h := range in.Holidays {
			names[h.Date] = lang.T("假日", "holiday")
			if h.Name != "" {
				names[h.Date] = lang.Same(h.Name)
			}
		}
		return func(d workcal.Date) workcal.Day {
			name, off := names[d]
			return workcal.Day{Date: d, Holiday: off, Work: !off && !d.Weekend(), Name: name}
		}
	}
	return nil
}

// calendarSpecials finds breaks and the days before and after them. A day of a
// break is keyed by its distance from the festival, so that those that move are
// matched by the lunar calendar.
func calendarSpecials(day func(workcal.Date) workcal.Day, from, to workcal.Date) []special {
	const reach = 20 // days looked at beyond the ends, so that breaks are seen whole
	lo, hi := from-reach, to+reach
	days := make([]workcal.Day, hi-lo)
	for i := range days {
		days[i] = day(lo + workcal.Date(i))
		days[i].Date = lo + workcal.Date(i)
	}
	var all []special
	add := func(i int, s special) {
		if d := lo + workcal.Date(i); d >= from && d < to {
			s.from, s.to = int(d)*1440, int(d+1)*1440
			all = append(all, s)
		}
	}
	for i := 1; i < len(days); i++ {
		if !days[i].Holiday {
			continue
		}
		// A break goes on over weekends between its days.
		j, working := i, false
		for j < len(days) && (days[j].Holiday || !days[j].Work && j+1 < len(days) && days[j+1].Holiday) {
			working = working || !days[j].Date.Weekend()
			j++
		}
		run, first, name, anchor := lo+workcal.Date(i), days[i].Name, lang.Text{}, workcal.Date(0)
		for k := i; k < j; k++ {
			date := lo + workcal.Date(k)
			if n := days[k].Name; k == i || !n.IsZero() && n != name {
				var moves bool
				if anchor, moves = festivalOf(n, date); !moves {
					anchor = date
				}
				name = n
			}
			add(k, special{key: holidayKey(name) + offset(int(date-anchor)), kind: holiday, name: name, run: run, festival: holidayKey(name), place: placeOf(k-i, j-i)})
		}
		// A break that lies on a weekend has no eve. The weeks around the Spring
		// Festival go by the moon throughout.
		spring := workcal.SpringFestival.Text()
		if working && days[i-1].Work && first != spring {
			add(i-1, special{key: "eve " + holidayKey(first), kind: eve, name: lang.F("%s放假前一天", "the day before %s", first), run: run})
		}
		if working && j < len(days) && days[j].Work && name != spring {
			add(j, special{key: "back " + holidayKey(name), kind: back, name: lang.F("%s后第一天上班", "first day back after %s", name), run: run})
		}
		i = j
	}
	return all
}

// springSpecials marks the days around the Spring Festival that taken, the days
// of breaks and next to them, leaves.
func springSpecials(taken []special, from, to workcal.Date) (all []special) {
	have := map[int]bool{}
	for _, s := range taken {
		have[s.from/1440] = true
	}
	for d := from; d < to; d++ {
		y, _, _ := d.Civil()
		if s, ok := workcal.SpringFestival.Date(y); ok && !have[int(d)] && d-s >= springBefore && d-s < springAfter {
			all = append(all, special{key: workcal.SpringFestival.Text().ZH + offset(int(d-s)), kind: around, name: lang.T("春节前后", "around the Spring Festival"), from: int(d) * 1440, to: int(d+1) * 1440, run: s})
		}
	}
	return all
}

// holidayKey is what the same holiday of all years has in common.
func holidayKey(name lang.Text) string { return eventKey(firstName(name)) }

// firstName is the festival that a break is named after, of several the first.
func firstName(name lang.Text) string {
	first, _, _ := strings.Cut(name.ZH, "、")
	return first
}

// festivalOf returns the date of the festival that name is of, in the year of
// date.
func festivalOf(name lang.Text, date workcal.Date) (workcal.Date, bool) {
	y, m, _ := date.Civil()
	for i, f := range workcal.Festivals {
		if f.ZH == firstName(name) {
			if workcal.Festival(i) == workcal.NewYear && m == 12 {
				y++ // a New Year's break that begins in December
			}
			return workcal.Festival(i).Date(y)
		}
	}
	return 0, false
}

func offset(n int) string {
	sign := "+"
	if n < 0 {
		sign, n = "-", -n
	}
	return sign + string(rune('0'+n/10)) + string(rune('0'+n%10))
}

// SameEvent reports whether events of the two names are taken to be alike:
// "2026 双十一" and "双11".
func SameEvent(a, b string) bool { return eventKey(a) == eventKey(b) }

// eventKey is what past and coming events of one kind have in common: the name
// without the year, spaces, punctuation and case; the ways to write Double 11
// and Double 12 are one.
func eventKey(name string) string {
	r := []rune(strings.ToLower(name))
	var b strings.Builder
	for i := 0; i < len(r); i++ {
		if i+4 <= len(r) && r[i] == '2' && r[i+1] == '0' && unicode.IsDigit(r[i+2]) && unicode.IsDigit(r[i+3]) &&
			(i == 0 || !unicode.IsDigit(r[i-1])) && (i+4 == len(r) || !unicode.IsDigit(r[i+4])) {
			i += 3
			if i+1 < len(r) && r[i+1] == '年' {
				i++
			}
			continue
		}
		if unicode.IsLetter(r[i]) || unicode.IsDigit(r[i]) {
			b.WriteRune(r[i])
		}
	}
	key := b.String()
	for _, alias := range [][2]string{{"双十一", "双11"}, {"double11", "双11"}, {"doubleeleven", "双11"}, {"1111", "双11"},
		{"双十二", "双12"}, {"double12", "双12"}, {"doubletwelve", "双12"}, {"1212", "双12"}} {
		key = strings.Replace(key, alias[0], alias[1], 1)
	}
	if key == "" {
		return name
	}
	return key
}

// weekdays returns for each day from start which weekday's pattern it follows,
// Monday 0: a makeup workday that of the working day it lies next to.
func weekdays(cal *workcal.Calendar, start workcal.Date, days int) []int {
	dow := make([]int, days)
	for i := range dow {
		d := start + workcal.Date(i)
		dow[i] = mondayFirst(d)
		if cal != nil && cal.Day(d).Makeup {
			switch d.Weekday() {
			case 6:
				dow[i] = 4
			case 0:
				dow[i] = 0
			}
		}
	}
	return dow
}

// owners returns, for each slot of g, the calendar span and the event span that it
// belongs to, −1 where none. Of several events it is one with an uplift or with
// others of its key, then the shorter, then the later; a tail comes last.
func owners(g *grid, spans []special) [][2]int {
	times := map[string]int{}
	for _, s := range spans {
		times[s.key]++
	}
	rank := func(s special) (alone, length int) {
		switch {
		case s.kind == tail:
			return 2, s.to - s.from
		case times[s.key] == 1 && s.uplift == 0:
			return 1, s.to - s.from
		}
		return 0, s.to - s.from
	}
	own := make([][2]int, len(g.y))
	for i := range own {
		own[i] = [2]int{-1, -1}
	}
	for i, s := range spans {
		c := s.kind.class()
		alone, length := rank(s)
		lo, hi := g.within(s)
		for t := lo; t < hi; t++ {
			if o := own[t][c]; o >= 0 {
				if a, l := rank(spans[o]); a < alone || a == alone && l < length {
					continue
				}
			}
			own[t][c] = i
		}
	}
	return own
}

// within returns the slots of g that start within s, [lo, hi).
func (g *grid) within(s special) (lo, hi int) {
	base := int(g.start) * 1440
	slot := func(m int) int { return clampInt((m-base+g.step-1)/g.step, 0, len(g.y)) }
	if s.to <= base {
		return 0, 0
	}
	return slot(max(s.from, base)), slot(s.to)
}

// first returns the slot in which s starts, negative where g begins later.
func (g *grid) first(s special) int {
	return floorDiv(s.from-int(g.start)*1440, g.step)
}

func clampInt(v, lo, hi int) int { return max(lo, min(hi, v)) }

func floorDiv(a, b int) int {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}
