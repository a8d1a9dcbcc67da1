package judge

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// weekTime is hours that come back each week: on the days, nil for every one.
type weekTime struct {
	Days Days
	Span Span // minutes of the day, may pass midnight
}

// barred says that a person cannot work in hours that come back, or with Only that these
// alone are the hours that they can.
type barred struct {
	Person   string
	Times    []weekTime
	Only     bool
	From, To Day // both included; 0 is open
}

const dayNames = "一二三四五六日"

var (
	englishDay = regexp.MustCompile(`^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?`)
	chineseDay = regexp.MustCompile(`^(?:每)?(?:周|星期|礼拜|週)([一二三四五六日天1-7])`)
	wholeDays  = regexp.MustCompile(`^(?:每)?(周末|周六日|weekends?|工作日|workdays?|weekdays?|节假日|每天|every ?day|daily)`)
	through    = regexp.MustCompile(`^\s*(?:至|到|-|~)\s*(?:周|星期|礼拜|週)?([一二三四五六日天1-7]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)`)
	dayJoin    = regexp.MustCompile(`^\s*(?:、|,|和|与|and)\s*`)
	hoursRange = regexp.MustCompile(`^(?:下午|早上|上午|晚上)?(\d{1,2}(?::\d{2}|点半?)?)\s*(?:-|~|至|到)\s*(?:下午|晚上)?(\d{1,2}(?::\d{2}|点半?)?)`)
	hoursFrom  = regexp.MustCompile(`^(?:after\s*|早上|上午|下午|晚上)?(\d{1,2}(?::\d{2}|点半?))\s*(?:以后|之后|后|起)?`)
	hoursUntil = regexp.MustCompile(`^(?:before\s*|早上|上午|下午|晚上)?(\d{1,2}(?::\d{2}|点半?))\s*(?:以前|之前|前)?`)
	partOfDay  = regexp.MustCompile(`^(上午|早上|mornings?|下午|afternoons?|晚上|evenings?|夜里|夜间|nights?|全天|all day)`)
	remarkText = regexp.MustCompile(`^(?:\(.*?\)|有课|上课|接孩子|不能上|不上|只上|能上|可上|不排|on\s|not\s|only\s|at\s|的|都)`)
	weekBlank  = regexp.MustCompile(`^[\s、,和:]+`)
)

var partSpans = map[string]Span{"上": {0, 720}, "早": {0, 720}, "mo": {0, 720}, "下": {720, 1080}, "af": {720, 1080}, "晚": {1080, 1440}, "ev": {1080, 1440}, "夜": {1320, 1800}, "ni": {1320, 1800}, "全": {0, 1440}, "al": {0, 1440}}

// weekTimes reads times of the week as docs/file-formats.md has them: several with
// semicolons, each with days or hours or both.
func weekTimes(s string) (out []weekTime, err error) {
	for part := range strings.SplitSeq(strings.NewReplacer("；", ";", "～", "~", "–", "-").Replace(strings.ToLower(fold(s))), ";") {
		times, err := weekPart(strings.TrimSpace(part))
		if err != nil {
			return nil, fmt.Errorf("times of the week (%s): %w", s, err)
		}
		out = append(out, times...)
	}
	return out, nil
}

// weekPart reads one part: its days stand before its hours.
func weekPart(rest string) (out []weekTime, err error) {
	var days Days
	open := false // days that no hours have followed
	flush := func() {
		if open {
			out = append(out, weekTime{days, Span{0, 1440}})
		}
		open = false
	}
	hour := func(span Span) {
		out = append(out, weekTime{days, span})
		open = false
	}
	for rest != "" {
		if got, n := weekDays(rest); n > 0 {
			if !open {
				days = nil
			}
			days, open, rest = append(slices.Clone(days), got...), true, rest[n:]
			continue
		}
		span, n, err := weekHours(rest)
		switch m := remarkText.FindString(rest); {
		case err != nil:
			return nil, err
		case n > 0:
			hour(span)
			rest = rest[n:]
		case m != "":
			rest = rest[len(m):]
		default:
			if m = weekBlank.FindString(rest); m == "" {
				return nil, fmt.Errorf("%q is not understood", rest)
			}
			rest = rest[len(m):]
		}
	}
	flush()
	return out, nil
}

// weekDays reads days at the start of a text: one, a range, or a word for several; n is how
// many bytes they take.
func weekDays(s string) (days Days, n int) {
	if m := wholeDays.FindStringSubmatch(s); m != nil {
		switch w := m[1]; {
		case w == "周末" || w == "周六日" || strings.HasPrefix(w, "weekend"):
			return Days{"sat", "sun"}, len(m[0])
		case w == "工作日" || strings.HasPrefix(w, "work") || strings.HasPrefix(w, "weekday"):
			return Days{"workdays"}, len(m[0])
		case w == "节假日":
			return Days{"restdays"}, len(m[0])
		default:
			return Days{"all"}, len(m[0])
		}
	}
	first := ""
	for _, re := range []*regexp.Regexp{chineseDay, englishDay} {
		if m := re.FindStringSubmatch(s); m != nil {
			first, n = m[1], len(m[0])
			break
		}
	}
	if n == 0 {
		return nil, 0
	}
	from := dayIndex(first)
	m := through.FindStringSubmatch(s[n:])
	if m == nil {
		days = Days{dayKeys[from]}
	} else {
		n += len(m[0])
		for d := from; ; d = (d + 1) % 7 {
			days = append(days, dayKeys[d])
			if d == dayIndex(m[1]) {
				break
			}
		}
	}
	if j := dayJoin.FindString(s[n:]); j != "" {
		if more, k := weekDays(s[n+len(j):]); k > 0 {
			return append(days, more...), n + len(j) + k
		}
	}
	return days, n
}

var dayKeys = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

func dayIndex(w string) int {
	if w == "天" {
		w = "日"
	}
	if i := strings.Index(dayNames, w); i >= 0 {
		return i / len("一")
	}
	if i, err := strconv.Atoi(w); err == nil {
		return i - 1
	}
	return max(0, slices.Index(dayKeys, w[:min(3, len(w))]))
}

// weekHours reads hours at the start of a text; n is how many bytes they take, 0 for none.
func weekHours(s string) (span Span, n int, err error) {
	if m := hoursRange.FindStringSubmatch(s); m != nil {
		a, e1 := wordTime(m[0], m[1])
		b, e2 := wordTime(m[0], m[2])
		if b <= a {
			b += 1440
		}
		return Span{a, b}, len(m[0]), errors(e1, e2)
	}
	after, until := hoursFrom.FindStringSubmatch(s), hoursUntil.FindStringSubmatch(s)
	switch {
	case after != nil && (strings.HasPrefix(s, "after") || strings.ContainsAny(after[0], "后起")):
		a, err := wordTime(after[0], after[1])
		return Span{a, 1440}, len(after[0]), err
	case until != nil && (strings.HasPrefix(s, "before") || strings.Contains(until[0], "前")):
		b, err := wordTime(until[0], until[1])
		return Span{0, b}, len(until[0]), err
	}
	if m := partOfDay.FindString(s); m != "" {
		for head, span := range partSpans {
			if strings.HasPrefix(m, head) {
				return span, len(m), nil
			}
		}
	}
	return Span{}, 0, nil
}

// wordTime reads 14:00, 14点, 9点半 of a phrase that may say 下午 or 晚上.
func wordTime(phrase, s string) (int, error) {
	half := strings.HasSuffix(s, "半")
	n, err := parseTime(strings.TrimSuffix(strings.TrimSuffix(s, "半"), "点"))
	if half {
		n += 30
	}
	if (strings.HasPrefix(phrase, "下午") || strings.HasPrefix(phrase, "晚上")) && n < 720 {
		n += 720
	}
	return n, err
}

// readAvailability reads the two columns of the staff list and availability.csv. A kind of
// leave as the reason makes leave of these hours on each day.
func (s *Shop) readAvailability() error {
	for _, p := range s.People {
		for _, c := range []struct {
			text string
			only bool
		}{{p.Available, true}, {p.Unavailable, false}} {
			if c.text == "" || slices.Contains([]string{"无", "没有", "不限", "均可", "都可以", "-", "—", "/", "none", "any", "all"}, key(c.text)) {
				continue
			}
			times, err := weekTimes(c.text)
			if err != nil {
				return err
			}
			s.barred = append(s.barred, barred{Person: p.ID, Times: times, Only: c.only})
		}
	}
	path := listFile(s.Dir, "availability")
	if path == "" {
		return nil
	}
	tables, err := openTables(path)
	if err != nil {
		return err
	}
	for i := range tables {
		rows, _, _ := tables[i].records(availabilityColumns)
		for _, r := range rows {
			if err := s.readBarred(r); err != nil {
				return fmt.Errorf("%s row %d: %w", filepath.Base(path), r.row+1, err)
			}
		}
	}
	return nil
}

func (s *Shop) readBarred(r record) error {
	p := s.Find(r.text("person"))
	if p == nil {
		return fmt.Errorf("nobody is %s", r.text("person"))
	}
	one := barred{Person: p.ID}
	switch key(r.text("can")) {
	case "可上", "可", "能", "能上", "可以", "是", "只上", "yes", "y", "true", "available", "only":
		one.Only = true
	}
	for name, to := range map[string]*Day{"from": &one.From, "to": &one.To} {
		if r.rawText(name) == "" {
			continue
		}
		m, err := r.when(name)
		if err != nil {
			return err
		}
		*to = m.day
	}
	days, err := weekTimes(r.text("days"))
	if err != nil {
		return err
	}
	hours, err := weekTimes(r.text("hours"))
	if err != nil {
		return err
	}
	for _, d := range days {
		for _, h := range hours {
			one.Times = append(one.Times, weekTime{d.Days, h.Span})
		}
		if len(hours) == 0 {
			one.Times = append(one.Times, d)
		}
	}
	if len(days) == 0 {
		one.Times = hours
	}
	if kind := leaveTypes[strings.TrimSuffix(key(r.text("reason")), "假")+"假"]; kind != "" && !one.Only {
		s.recurring(one, kind)
		return nil
	}
	s.barred = append(s.barred, one)
	return nil
}

// recurring makes hours that come back leave of each day.
func (s *Shop) recurring(a barred, kind string) {
	for d := a.From; d <= a.To && a.From != 0; d++ {
		for _, on := range a.on(s.Calendar, d) {
			s.Leaves = append(s.Leaves, Leave{Person: a.Person, Type: kind, From: d, Start: on.Start, End: on.End, Days: 1, Recurs: true})
		}
	}
}

// on gives the hours of a date, those of the day before that pass midnight among them.
func (a barred) on(c Calendar, d Day) (out []Span) {
	for _, t := range a.Times {
		for back := range 2 {
			if !t.Days.Has(c, d-Day(back)) {
				continue
			}
			if on := t.Span.Shift(-1440 * back).Overlap(Span{0, 1440}); on.Minutes() > 0 {
				out = append(out, on)
			}
		}
	}
	return join(out)
}

// Barred gives the hours of a date in which the person cannot work.
func (s *Shop) Barred(p *Person, d Day) []Span {
	var no, can []Span
	only := false
	for _, a := range s.barred {
		if a.Person != p.ID || a.From != 0 && d < a.From || a.To != 0 && a.To < d {
			continue
		}
		if a.Only {
			only, can = true, append(can, a.on(s.Calendar, d)...)
		} else {
			no = append(no, a.on(s.Calendar, d)...)
		}
	}
	if only {
		no = append(no, subtract([]Span{{0, 1440}}, can...)...)
	}
	return join(no)
}
