package forecast

import (
	"sort"
	"strings"
	"unicode"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// special is a span of time whose volume is not normal, or may not be: a
// holiday, the days around it, a promotion, its tail. Spans with the same key
// are taken to behave alike; those of a kind lend each other their factor where
// a key was never seen.
type special struct {
	key      string
	kind     specialKind
	name     lang.Text
	from, to int // minutes since 1970-01-01, [from, to)
	uplift   float64
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

// lends reports whether the factors of the kind say something of another of
// the kind: one break is like another, the aftermath of one promotion need not be.
func (k specialKind) lends() bool { return k == holiday || k == eve || k == back || k == promotion }

func (k specialKind) calendar() bool { return k < promotion }

const (
	tailMinutes = 3 * 1440 // after a promotion: returns, parcels, complaints

	// Days around the Spring Festival, counted from New Year's Day, on which
	// couriers thin out and come back.
	springBefore = -10
	springAfter  = 16
)

// specials lists what the calendar and the events say of queue within the days
// [from, to), by start.
func specials(in Input, queue string, from, to workcal.Date) []special {
	var all []special
	if in.Calendar != nil {
		all = calendarSpecials(in.Calendar, from, to)
	}
	for _, e := range in.Events {
		if e.Queue != "" && e.Queue != queue {
			continue
		}
		a, b := e.From.minutes(), e.To.minutes()
		if b <= a || a >= int(to)*1440 || b+tailMinutes <= int(from)*1440 {
			continue
		}
		key, name := eventKey(e.Name), lang.Same(e.Name)
		all = append(all,
			special{key, promotion, name, a, b, e.Uplift},
			special{"tail " + key, tail, lang.F("%s 之后", "after %s", e.Name), b, b + tailMinutes, 0})
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].from < all[j].from })
	return all
}

func (s Stamp) minutes() int { return int(s.Date)*1440 + s.Minute }

// calendarSpecials finds breaks, the days before and after them and the Spring
// Festival season. A day of a break is keyed by its distance from the break's
// first statutory day, so that festivals that move are matched by the lunar
// calendar.
func calendarSpecials(cal *workcal.Calendar, from, to workcal.Date) []special {
	const reach = 20 // days looked at beyond the ends, so that breaks are seen whole
	lo, hi := from-reach, to+reach
	days := make([]workcal.Day, hi-lo)
	for i := range days {
		days[i] = cal.Day(lo + workcal.Date(i))
	}
	spring := -1 << 20 // latest Spring Festival, as an index into days
	var springs []int
	for i, d := range days {
		if d.Festival.ZH == "春节" || d.Name.ZH == "春节" && d.Statutory && (i == 0 || !days[i-1].Statutory) {
			if i-spring > 60 {
				springs = append(springs, i)
				spring = i
			}
		}
	}
	var all []special
	add := func(i int, kind specialKind, key string, name lang.Text) {
		if d := lo + workcal.Date(i); d >= from && d < to {
			all = append(all, special{key, kind, name, int(d) * 1440, int(d+1) * 1440, 0})
		}
	}
	taken := make([]bool, len(days))
	for i := 0; i < len(days); i++ {
		if !days[i].Holiday || i == 0 {
			continue
		}
		j, anchor := i, -1
		for j < len(days) && (days[j].Holiday || !days[j].Work && j+1 < len(days) && days[j+1].Holiday) {
			if days[j].Statutory && anchor < 0 {
				anchor = j
			}
			j++
		}
		if anchor < 0 {
			anchor = i
		}
		name := days[anchor].Name
		for k := i; k < j; k++ {
			add(k, holiday, "holiday "+name.ZH+offset(k-anchor), name)
			taken[k] = true
		}
		if days[i-1].Work {
			add(i-1, eve, "eve "+name.ZH, lang.F("%s放假前一天", "the day before %s", name))
			taken[i-1] = true
		}
		if j < len(days) && days[j].Work {
			add(j, back, "back "+name.ZH, lang.F("%s后第一天上班", "first day back after %s", name))
			taken[j] = true
		}
		i = j
	}
	for _, s := range springs {
		for k := max(0, s+springBefore); k < min(len(days), s+springAfter); k++ {
			if !taken[k] {
				add(k, around, "around 春节"+offset(k-s), lang.T("春节前后", "around the Spring Festival"))
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].from < all[j].from })
	return all
}

func offset(n int) string {
	sign := "+"
	if n < 0 {
		sign, n = "-", -n
	}
	return sign + string(rune('0'+n/10)) + string(rune('0'+n%10))
}

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
