package service

import (
	"regexp"
	"strconv"
	"time"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// days is a span of dates, half-open.
type days struct{ from, to workcal.Date }

var (
	twoDates  = regexp.MustCompile(`^(.*\d[日号]?)\s?(?:~|～|至|到|—|–|--| - | to )\s?(.*\d.*)$`)
	oneMonth  = regexp.MustCompile(`^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?月?(份)?$`)
	monthOnly = regexp.MustCompile(`^(\d{1,2})\s?月(份)?$`)
	datesIn   = regexp.MustCompile(`(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?`)
	compactIn = regexp.MustCompile(`(?:^|\D)((?:19|20)\d{6})(?:\D|$)`)
)

func month(m workcal.Month) days { return days{m.First(), m.Last() + 1} }

// span reads a cell as a date, two dates, or a month.
func span(s string, order *table.DateOrder, year int) (days, bool) {
	s = table.Clean(s)
	if g := oneMonth.FindStringSubmatch(s); g != nil {
		return monthOf(g[1], g[2])
	}
	if g := monthOnly.FindStringSubmatch(s); g != nil {
		return monthOf(strconv.Itoa(year), g[1])
	}
	if m, ok := order.Moment(s, year); ok {
		return days{m.Date, m.Date + 1}, true
	}
	if g := twoDates.FindStringSubmatch(s); g != nil {
		a, ok := order.Moment(g[1], year)
		b, both := order.Moment(g[2], year)
		return days{a.Date, b.Date + 1}, ok && both && a.Date <= b.Date && b.Date-a.Date < 400
	}
	// Two dates with nothing but a hyphen between them: 20261109-20261115.
	if d, ok := spanIn(s); ok && d.to > d.from+1 {
		return d, true
	}
	return days{}, false
}

func monthOf(year, m string) (days, bool) {
	y, _ := strconv.Atoi(year)
	n, _ := strconv.Atoi(m)
	if n < 1 || n > 12 || y < 2000 || y > 2200 {
		return days{}, false
	}
	return month(workcal.Month{Year: y, Month: time.Month(n)}), true
}

// spanIn finds one or two whole dates in a text such as a title or the name of a file.
func spanIn(text string) (days, bool) {
	var found []workcal.Date
	add := func(s string) {
		if m, ok := table.ParseMoment(s, 0); ok {
			found = append(found, m.Date)
		}
	}
	for _, s := range datesIn.FindAllString(table.Clean(text), -1) {
		add(s)
	}
	if found == nil {
		for rest := table.Clean(text); ; {
			at := compactIn.FindStringSubmatchIndex(rest)
			if at == nil {
				break
			}
			add(rest[at[2]:at[3]])
			rest = rest[at[3]:]
		}
	}
	switch {
	case len(found) == 2 && found[0] <= found[1] && found[1]-found[0] < 400:
		return days{found[0], found[1] + 1}, true
	case len(found) == 1:
		return days{found[0], found[0] + 1}, true
	}
	return days{}, false
}

func (d days) text() lang.Text {
	if d.to == d.from+1 {
		return lang.Same(d.from.String())
	}
	return lang.F("%v 至 %v", "%v to %v", d.from, d.to-1)
}
