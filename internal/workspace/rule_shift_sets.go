package workspace

import (
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// ShiftWord names shifts: a kind, or one shift by its id or name.
type ShiftWord string

// shiftSet is what words about shifts mean.
type shiftSet struct {
	kinds []schedule.Kind
	ids   []string // of shifts and duty turns
	names []lang.Text
}

// shiftsNamed finds what words mean; bad are those that mean nothing.
func (c *Config) shiftsNamed(words []ShiftWord) (set shiftSet, bad []string) {
	for _, w := range words {
		var k ShiftKind
		id, isShift := c.shiftByWord(string(w))
		isKind := k.UnmarshalText([]byte(strings.ToLower(string(w)))) == nil
		switch {
		case isShift && !(isKind && id != string(w)): // a kind before a shift of that name, an id before a kind
			set.ids, set.names = append(set.ids, id), append(set.names, c.shiftName(id))
		case isKind:
			set.kinds, set.names = append(set.kinds, schedule.Kind(k)), append(set.names, schedule.Kind(k).Text())
		default:
			bad = append(bad, string(w))
		}
	}
	return set, bad
}

// text names the shifts; every shift where no word was given.
func (s shiftSet) text() lang.Text {
	if s.names == nil {
		return lang.T("班", "shifts")
	}
	return lang.Join(s.names, "、", ", ")
}

// shiftWordKeys are the words for kinds and shifts, for hints.
func (c *Config) shiftWordKeys() (out []string) {
	for _, k := range schedule.Kinds {
		out = append(out, k.Key)
	}
	return append(out, c.shiftWords()...)
}

// knownShifts reports words that name no shift.
func (v *validator) knownShifts(c *Config, key string, words []ShiftWord) {
	_, bad := c.shiftsNamed(words)
	for _, w := range bad {
		v.bad(key, lang.F("没有班次或类别 %q", "there is no shift or kind of shift %q", w), didYouMean(w, c.shiftWordKeys()))
	}
}

// shiftsOf returns the shifts of the problem that words mean, every one for no words. A
// shift with a duty turn added is of the kind of both.
func (b *builder) shiftsOf(words []ShiftWord) (out []int) {
	set, _ := b.c.shiftsNamed(words)
	for s := range b.p.Shifts {
		sh := &b.p.Shifts[s]
		if sh.Retired {
			continue
		}
		is := words == nil || slices.Contains(set.kinds, sh.Kind)
		if s < len(b.parts) {
			parts := b.parts[s]
			is = is || slices.Contains(set.ids, parts.base) || slices.Contains(set.ids, parts.duty)
			for i := range b.c.Shifts {
				is = is || b.c.Shifts[i].ID == parts.base && slices.Contains(set.kinds, schedule.Kind(b.c.Shifts[i].Kind))
			}
		}
		if is {
			out = append(out, s)
		}
	}
	return out
}

// absent counts the days of w on which person i is not employed or on leave all day.
func (b *builder) absent(i int, w schedule.Stretch) (n int) {
	src := &b.w.People[b.plan.People[i]]
	for d := w.From; d < w.To; d++ {
		day := b.p.Date(d)
		away := src.Hired != 0 && day < src.Hired || src.Left != 0 && day > src.Left
		for _, l := range b.w.Leave {
			away = away || l.Person == b.plan.People[i] && b.wholeDay(l, day)
		}
		if away {
			n++
		}
	}
	return n
}

func (b *builder) wholeDay(l Leave, day workcal.Date) bool {
	return l.From.From(day) <= 0 && l.To.From(day) >= schedule.DayMinutes
}

// leastOf calls f with each minimum that people have of one asked for by the period: less
// in proportion to the days of the fullest absence in a stretch, so that nobody makes up
// for leave.
func (b *builder) leastOf(per schedule.Period, least int, f func(least int, who schedule.People)) {
	if least == 0 {
		f(0, b.scope)
		return
	}
	levels := make([]int, len(b.p.People))
	for i := range levels {
		levels[i] = -1
	}
	for _, i := range b.scope.All(b.p) {
		levels[i] = least
		for _, w := range b.p.Stretches(per) {
			days := w.To - w.From
			levels[i] = min(levels[i], least*(days-b.absent(i, w))/days)
		}
	}
	same := slices.Compact(slices.Sorted(slices.Values(levels)))
	if len(same) == 1 {
		f(same[0], b.scope)
		return
	}
	b.eachLevel(levels, f)
}

// limits is a minimum and a maximum, 0 for none, as f says.
func limits(least, most int, f Force) schedule.Bound {
	if most == 0 {
		most = schedule.NoMax
	}
	if f.Hard {
		return schedule.Between(least, most)
	}
	return schedule.Free().Prefer(least, most, f.Cost, f.Cost)
}

// between says a minimum and a maximum, 0 for none, of something counted.
func between(least, most int, zh, one, many string) lang.Text {
	switch {
	case least > 0 && most > 0 && least == most:
		return lang.F("正好 %s", "exactly %s", lang.Count(most, zh, one, many))
	case least > 0 && most > 0:
		return lang.F("%d–%s", "%d to %s", least, lang.Count(most, zh, one, many))
	case most > 0:
		return lang.F("不超过 %s", "at most %s", lang.Count(most, zh, one, many))
	}
	return lang.F("至少 %s", "at least %s", lang.Count(least, zh, one, many))
}
