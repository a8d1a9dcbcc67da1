package punch

import (
	"regexp"
	"strconv"
	"strings"

	"paiban/attendance"
	"paiban/internal/table"
)

// written is what a cell of a sheet kept by hand says in words with amounts: 事假8H,
// 年假4小时, 病假半天, 迟到15分, 出勤4H 事假4H.
type written struct {
	attendance.Noted
	rest    bool // 休, 法定
	unclear bool // an amount without the unit that it needs
	halved  bool // two halves without an amount: √/事假
}

var (
	amountText  = regexp.MustCompile(`(?i)^(\d+(?:\.\d+)?)\s?(个?小时|个?钟头?|时|hours?|hrs?|h|天|日|days?|d|分钟?|minutes?|mins?|m|'|′)?`)
	halfOfDay   = regexp.MustCompile(`上半天|下半天|半天|半日|上午|下午|全天|整天|一天`)
	figureBlank = regexp.MustCompile(`(\d)\s+`)
	hanNumber   = regexp.MustCompile(`([一二两三四五六七八九十])(个?小时|个?钟|天|分钟?)`)
	hanDigits   = map[string]string{"一": "1", "二": "2", "两": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9", "十": "10"}
)

// item is a word with what stands beside it.
type item struct {
	word   string
	mark   mark
	amount attendance.Amount
	bare   float64 // a number without a unit
	given  bool
}

// writtenWords reads words with amounts; false where a word is none that the legend or
// the language knows, or where there is no word, or a single one without an amount.
func (m marks) writtenWords(s string) (w written, ok bool) {
	s = hanNumber.ReplaceAllStringFunc(table.Clean(s), func(g string) string {
		r := []rune(g)
		return hanDigits[string(r[0])] + string(r[1:])
	})
	s = halfOfDay.ReplaceAllString(figureBlank.ReplaceAllString(s, "$1"), " $0 ")
	var items []item
	var before *item // an amount before its word
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ()[],;、，；/+&和及·:", r) }) {
		for part != "" {
			var a item
			switch g := amountText.FindStringSubmatch(part); {
			case g != nil:
				a, part = amountOf(g), part[len(g[0]):]
			case halfOfDay.MatchString(part):
				a = item{amount: attendance.Amount{Days: 0.5}, given: true}
				if part == "全天" || part == "整天" || part == "一天" {
					a.amount.Days = 1
				}
				part = ""
			default:
				end := strings.IndexAny(part, "0123456789")
				if end < 0 {
					end = len(part)
				}
				v, known := m.of(part[:end])
				if !known {
					return w, false
				}
				a, part = item{word: part[:end], mark: v}, part[end:]
				if before != nil {
					a.amount, a.bare, a.given, before = before.amount, before.bare, true, nil
				}
				items = append(items, a)
				continue
			}
			if n := len(items); n > 0 && !items[n-1].given {
				items[n-1].amount, items[n-1].bare, items[n-1].given = a.amount, a.bare, true
			} else if before == nil {
				before = &a
			} else {
				return w, false
			}
		}
	}
	if before != nil || len(items) == 0 || len(items) == 1 && !items[0].given {
		return w, false
	}
	w.halved = len(items) == 2 && !items[0].given && !items[1].given
	for _, i := range items {
		if w.halved {
			i.amount.Days = 0.5
		}
		w.add(i)
	}
	return w, !w.unclear
}

// amountOf reads 4H, 0.5天, 15分 and a number alone.
func amountOf(g []string) item {
	v, _ := strconv.ParseFloat(g[1], 64)
	a := item{given: true}
	switch unit := strings.ToLower(g[2]); {
	case unit == "":
		a.bare = v
	case strings.HasPrefix(unit, "分"), strings.HasPrefix(unit, "m"), unit == "'", unit == "′":
		a.amount.Minutes = int(v + 0.5)
	case strings.HasPrefix(unit, "天"), strings.HasPrefix(unit, "日"), strings.HasPrefix(unit, "d"):
		a.amount.Days = v
	default:
		a.amount.Minutes = int(v*60 + 0.5)
	}
	return a
}

// add notes one word. A number alone is minutes of lateness; of leave and work it is a
// part of a day below 1 and hours above, and 1 itself could be either.
func (w *written) add(i item) {
	a := i.amount
	short := i.mark.result == attendance.IsLate || i.mark.result == attendance.IsEarly
	switch {
	case i.bare == 0:
	case short:
		a.Minutes = int(i.bare + 0.5)
	case i.bare < 1:
		a.Days = i.bare
	case i.bare > 1:
		a.Minutes = int(i.bare*60 + 0.5)
	default:
		w.unclear = true
	}
	if a.Minutes > 24*60 || a.Days > 1 || short && (a.Minutes == 0 || a.Days > 0) {
		w.unclear = true
	}
	whole := a == attendance.Amount{}
	if whole {
		a.Days = 1
	}
	switch i.mark.result {
	case attendance.OnLeave:
		w.Leave = append(w.Leave, attendance.NotedLeave{Kind: i.mark.leave, Name: i.word, Amount: a})
	case attendance.IsLate:
		w.Late += a.Minutes
	case attendance.IsEarly:
		w.Early += a.Minutes
	case attendance.IsAbsent:
		w.Absent = a
	case attendance.RestWorked:
		if w.Overtime = a; whole {
			w.unclear = true
		}
	case attendance.Resting, attendance.NoPlan:
		w.rest = true
	case attendance.OK, attendance.NotCounted, attendance.Away:
		w.Present = true
		if !whole {
			w.Worked = a
		}
	case attendance.IsLateEnd, attendance.IsMissing, attendance.NotHere, attendance.NotJudged, attendance.NotOverYet:
		w.unclear = true
	}
}

// joinHalf joins the plan of the other half of a day, where both halves say something
// else: √ in the morning and 事假 in the afternoon are half a day of leave. It reports
// false where a half is a day off.
func (s *Shift) joinHalf(other *attendance.Planned) bool {
	if s.Kind == other.Kind && s.Leave == other.Leave && s.Exempt == other.Exempt && s.Shift == other.Shift {
		return true // the same twice is the whole day
	}
	if s.Kind == attendance.Rest || other.Kind == attendance.Rest {
		return false
	}
	n := attendance.Noted{}
	for _, p := range []*attendance.Planned{&s.Planned, other} {
		switch {
		case p.Noted != nil:
			for _, l := range p.Noted.Leave {
				if l.Amount == (attendance.Amount{Days: 1}) {
					l.Days = 0.5
				}
				n.Leave = append(n.Leave, l)
			}
			n.Late, n.Early, n.Present = n.Late+p.Noted.Late, n.Early+p.Noted.Early, n.Present || p.Noted.Present
			n.Absent, n.Overtime = more(n.Absent, p.Noted.Absent), more(n.Overtime, p.Noted.Overtime)
		case !p.Exempt:
			n.Absent = attendance.Amount{Days: 0.5}
		default:
			n.Present = true
		}
	}
	s.Shift += " " + other.Shift
	s.Kind, s.Leave, s.Exempt, s.Noted = attendance.Work, "", true, &n
	return true
}

// more is the amount that is given, the first where both are.
func more(a, b attendance.Amount) attendance.Amount {
	if a == (attendance.Amount{}) {
		return b
	}
	return a
}
