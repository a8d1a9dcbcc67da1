package judge

import (
	"regexp"
	"strings"
)

func isRest(s string) bool {
	switch key(s) {
	case "休", "休息", "休息日", "off", "rest", "restday", "dayoff", "adayoff":
		return true
	}
	return false
}

// cell reads the text of a cell: a shift's sign, name or id, its hours, a word for a rest
// day or for leave, with hours of leave behind a shift or not.
func (s *Shop) cell(shown string, d Day) Cell {
	c := Cell{Text: fold(shown)}
	var word string
	word, c.Locked = unlocked(shown)
	switch k := key(word); {
	case k == "" || isRest(k):
		c.Off = true
	case leaveTypes[k] != "":
		c.Leave = leaveTypes[k]
	case k == "—" || k == "-" || k == "--" || k == "离职" || k == "notemployed":
		c.Gone = true
	default:
		if c.Shift = s.shiftOf(word, d); c.Shift == nil {
			c.Bad = true
		}
	}
	return c
}

var (
	lessZh = regexp.MustCompile(`^(.+?)\s*\(([\d:.,，、+\-]+?)假\)$`)
	lessEn = regexp.MustCompile(`^(.+?)\s*\(less\s+(.+?)\)$`)
	lessID = regexp.MustCompile(`^(.+?)-(\d{2}:\d{2}-\d{2}:\d{2}(?:,\d{2}:\d{2}-\d{2}:\d{2})*)/(\d{4}-\d{2}-\d{2})$`)
)

// shiftOf finds the shift of a cell's text; the text may carry hours of leave.
func (s *Shop) shiftOf(text string, d Day) *Shift {
	for _, re := range []*regexp.Regexp{lessID, lessZh, lessEn} {
		m := re.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		base := s.plainShift(m[1], d)
		if base == nil {
			return nil
		}
		cut := *base
		cut.Whole = base.Segments
		for _, part := range list(m[2]) {
			sp, err := parseSpan(part)
			if err != nil {
				return nil
			}
			cut.Cut = append(cut.Cut, sp)
		}
		cut.Segments = subtract(base.Segments, cut.Cut...)
		return &cut
	}
	return s.plainShift(text, d)
}

func (s *Shop) plainShift(text string, d Day) *Shift {
	k := key(text)
	var found *Shift
	for _, sh := range s.Shifts {
		for _, w := range []string{sh.ID, sh.Short.Zh, sh.Short.En, sh.Name.Zh, sh.Name.En} {
			if key(w) != k {
				continue
			}
			// Two shifts may share a sign where their days differ: the one that is open counts.
			if s.OpenOn(sh, d) {
				return sh
			}
			if found == nil {
				found = sh
			}
		}
	}
	if found != nil {
		return found
	}
	hours, err := spans(anyList(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("+,，、;；", r) })))
	if err != nil || len(hours) == 0 {
		return nil
	}
	hours = join(hours)
	for _, sh := range s.Shifts {
		if sameSpans(sh.Segments, hours) {
			return sh
		}
	}
	return &Shift{ID: text, Name: Text{text, text}, Short: Text{text, text}, Segments: hours}
}

func anyList(in []string) []any {
	out := make([]any, len(in))
	for i, s := range in {
		out[i] = s
	}
	return out
}

func sameSpans(a, b []Span) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
