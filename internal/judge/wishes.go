package judge

import (
	"regexp"
	"strings"
)

// Wish is one day of a row of the sheet 排班意愿.
type Wish struct {
	Person string
	Day    Day
	Text   string
	Off    bool   // a day off is wanted
	Not    bool   // everything but Shift, or no work in Hours, is wanted
	Shift  string // as it is written
	Hours  []Span // of the day; the wish is about them
	Weight int
}

var (
	daysText   = regexp.MustCompile(`^(.+?)\s*(?:~|～|至|到|–)\s*(.+)$`)
	notBefore  = regexp.MustCompile(`^(?:不要|不想上?|不能上?|不上|不|非|除了?|别上?|not\s|no\s|never\s|except\s|anything but\s)\s*(.+?)(?:班?(?:之外|以外|外)?)$`)
	notBehind  = regexp.MustCompile(`^(.+?)\s*(?:\(不要\)|不要|除外|以外|不上|不行)$`)
	hoursWords = regexp.MustCompile(`后|前|上午|早上|下午|晚上|夜里|\d{1,2}:\d{2}|点|morning|afternoon|evening|after|before`)
	hoursNot   = regexp.MustCompile(`不|别|not|no work`)
)

func (s *Shop) readWishes(tables []table) error {
	for _, r := range rowsOf(tables, wishSheets, wishColumns) {
		p := s.Find(r.text("person"))
		if p == nil {
			continue
		}
		from, to, err := wishDays(r)
		if err != nil {
			return err
		}
		w := Wish{Person: p.ID, Text: r.text("wish"), Weight: 3}
		if x := integer(r.text("weight")); x > 0 {
			w.Weight = x
		}
		s.readWish(&w)
		for w.Day = from; w.Day <= to; w.Day++ {
			s.Wishes = append(s.Wishes, w)
		}
	}
	return nil
}

// wishDays are the first and the last day of a wish: one date, a range of them in the cell,
// or the last one in the column 至.
func wishDays(r record) (from, to Day, err error) {
	first, last := r.rawText("date"), r.rawText("to")
	if m := daysText.FindStringSubmatch(first); m != nil {
		first, last = m[1], m[2]
	}
	a, err := parseMoment(first)
	if err != nil {
		return 0, 0, err
	}
	if last == "" {
		return a.day, a.day, nil
	}
	b, err := parseMoment(last)
	for _, head := range []string{a.day.String()[:5], a.day.String()[:8]} { // ~12-05, ~05
		if err != nil {
			b, err = parseMoment(head + strings.TrimRight(strings.Replace(last, "月", "-", 1), "日号"))
		}
	}
	return a.day, b.day, err
}

// readWish reads what is wanted: a day off, a shift, another shift than one, or hours. A
// word that is the name of a shift is that shift, whatever stands in it.
func (s *Shop) readWish(w *Wish) {
	t := strings.TrimSpace(w.Text)
	low := strings.ToLower(t)
	w.Shift = t
	if s.isWord(t) && !isRest(t) {
		return
	}
	if isRest(t) || key(t) == "想休" || key(t) == "不上班" {
		w.Off = true
		return
	}
	if hoursWords.MatchString(low) {
		if times, err := weekTimes(low); err == nil && len(times) > 0 {
			for _, x := range times {
				w.Hours = append(w.Hours, x.Span)
			}
			w.Not = hoursNot.MatchString(low)
			return
		}
	}
	for _, re := range []*regexp.Regexp{notBehind, notBefore} {
		if m := re.FindStringSubmatch(low); m != nil {
			w.Not, w.Shift = true, strings.TrimSpace(t[strings.Index(low, m[1]):strings.Index(low, m[1])+len(m[1])])
			break
		}
	}
	w.Off = isRest(w.Shift)
}

// granted says whether a wish came true; known is false where it does not apply.
func (g *hearing) granted(w Wish) (granted, known bool) {
	p := g.s.ByID(w.Person)
	c, ok := g.r.Cell(w.Person, w.Day)
	if !ok || p == nil || !p.Employed(w.Day) || g.s.LeaveAll(w.Person, w.Day) || c.Leave != "" || c.Bad {
		return false, false
	}
	if len(w.Hours) > 0 {
		if c.Shift == nil {
			return true, true
		}
		left := subtract(c.Shift.Segments, w.Hours...)
		if w.Not {
			return sameSpans(left, c.Shift.Segments), true
		}
		return len(left) == 0, true
	}
	hit := c.Shift == nil
	if !w.Off {
		hit = c.Shift != nil && wordFor(w.Shift, c.Shift)
	}
	return hit != w.Not, true
}

// wordFor says whether a word of a wish names the shift: by id, name or sign, with or
// without its queue and its duty turn, with 班 behind it or not.
func wordFor(word string, sh *Shift) bool {
	k := key(word)
	for _, n := range []string{sh.ID, sh.Base, sh.Name.Zh, sh.Name.En, sh.Short.Zh, sh.Short.En, sh.Plain.Zh, sh.Plain.En, sh.Sign.Zh, sh.Sign.En} {
		if key(n) == k || key(n) == k+"班" {
			return true
		}
	}
	return false
}
