package workspace

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"paiban/internal/lang"
	"paiban/schedule"
)

// Clock is a minute of the work date: 08:30, 24:00, 25:30, "次日 01:30".
type Clock int

// maxClock is the end of the day after the work date.
const maxClock = 2 * schedule.DayMinutes

// UnmarshalText reads HH:MM.
func (c *Clock) UnmarshalText(b []byte) error {
	m, ok := parseClock(string(b))
	if !ok {
		return lang.Errorf("时间 %q 看不懂", "time %q is not understood", b).
			WithHint("写成 08:30；次日凌晨写 25:30 或 次日 01:30", "write 08:30; after midnight 25:30 or +1 01:30")
	}
	*c = Clock(m)
	return nil
}

func (c Clock) String() string { return schedule.Clock(int(c)) }

// MarshalText writes HH:MM.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

func parseClock(s string) (int, bool) {
	s = strings.TrimSpace(strings.ReplaceAll(s, "：", ":"))
	day := 0
	for _, p := range []string{"次日", "+1"} {
		if t, ok := strings.CutPrefix(s, p); ok {
			s, day = strings.TrimSpace(t), schedule.DayMinutes
		}
	}
	h, m, ok := strings.Cut(s, ":")
	if !ok || len(m) != 2 || len(h) == 0 || len(h) > 2 {
		return 0, false
	}
	hour, err1 := strconv.ParseUint(h, 10, 8)
	minute, err2 := strconv.ParseUint(m, 10, 8)
	t := day + int(hour)*60 + int(minute)
	return t, err1 == nil && err2 == nil && minute < 60 && t <= maxClock
}

// Span is a span of the work date: 08:00-12:00, 15:30-24:00, 22:00-30:00.
type Span schedule.Span

// UnmarshalText reads HH:MM-HH:MM. An end at or before the start lies on the
// next day.
func (s *Span) UnmarshalText(b []byte) error {
	bad := func(zh, en string) error {
		return lang.Errorf("时间段 %q %s", "span %q %s", b, lang.T(zh, en)).
			WithHint("写成 08:00-12:00；跨午夜写 22:00-30:00 或 22:00-06:00", "write 08:00-12:00; across midnight 22:00-30:00 or 22:00-06:00")
	}
	text := strings.NewReplacer("－", "-", "–", "-", "—", "-", "~", "-", "～", "-", "至", "-").Replace(string(b))
	from, to, ok := strings.Cut(text, "-")
	if !ok {
		return bad("看不懂", "is not understood")
	}
	start, ok1 := parseClock(from)
	end, ok2 := parseClock(to)
	for _, c := range []struct {
		text string
		ok   bool
	}{{from, ok1}, {to, ok2}} {
		if h, m, ok := strings.Cut(strings.TrimSpace(c.text), ":"); ok && !c.ok && digits(h) && digits(m) {
			return lang.Errorf("时间段 %q 里没有 %s 这个时间", "span %q: there is no time %s", b, strings.TrimSpace(c.text)).
				WithHint("分钟写两位，最多 59；次日凌晨最多写到 48:00", "minutes have two digits, 59 at most; times after midnight run up to 48:00")
		}
	}
	if !ok1 || !ok2 {
		return bad("看不懂", "is not understood")
	}
	if end <= start && end <= schedule.DayMinutes {
		end += schedule.DayMinutes
	}
	if start >= schedule.DayMinutes || end <= start || end > maxClock {
		return bad("的起止不成立", "must start within its day and end later")
	}
	*s = Span{start, end}
	return nil
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func (s Span) String() string { return schedule.Span(s).String() }

// Text says s, an end after midnight as a time of the next day.
func (s Span) Text() lang.Text {
	if s.End <= schedule.DayMinutes {
		return lang.Same(s.String())
	}
	return lang.F("%s–次日 %s", "%s to %s of the next day", Clock(s.Start), Clock(s.End-schedule.DayMinutes))
}

// MarshalText writes HH:MM-HH:MM.
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// IsZero reports whether no span was given.
func (s Span) IsZero() bool { return s == Span{} }

// Length is a number of minutes written with its unit: 11h, 90m, 7h30m.
type Length int

// UnmarshalText reads a duration of whole minutes.
func (l *Length) UnmarshalText(b []byte) error {
	d, err := time.ParseDuration(string(b))
	if err != nil || d < 0 || d%time.Minute != 0 || d > 10000*time.Hour {
		return lang.Errorf("时长 %q 看不懂", "length %q is not understood", b).
			WithHint("带单位写整分钟：11h、90m、7h30m", "whole minutes with a unit: 11h, 90m, 7h30m")
	}
	*l = Length(d / time.Minute)
	return nil
}

func (l Length) String() string {
	switch h, m := int(l)/60, int(l)%60; {
	case m == 0 && h > 0:
		return fmt.Sprintf("%dh", h)
	case h == 0:
		return fmt.Sprintf("%dm", m)
	default:
		return fmt.Sprintf("%dh%02dm", h, m)
	}
}

// Text says l in both languages: 11 小时, 90 分钟.
func (l Length) Text() lang.Text {
	switch {
	case l%60 == 0:
		return lang.F("%d 小时", "%d h", int(l)/60)
	case l%6 == 0 && l > 60:
		return lang.F("%.1f 小时", "%.1f h", float64(l)/60)
	}
	return lang.F("%d 分钟", "%d min", int(l))
}

// MarshalText writes l with its unit.
func (l Length) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Seconds is a duration written with its unit: 15s, 3m.
type Seconds float64

// UnmarshalText reads a duration.
func (s *Seconds) UnmarshalText(b []byte) error {
	d, err := time.ParseDuration(string(b))
	if err != nil || d < 0 || d > 1000*time.Hour {
		return lang.Errorf("时长 %q 看不懂", "duration %q is not understood", b).
			WithHint("带单位：15s、3m、24h", "with a unit: 15s, 3m, 24h")
	}
	*s = Seconds(d.Seconds())
	return nil
}

// Text says s in both languages in the largest unit that is whole.
func (s Seconds) Text() lang.Text {
	switch n := int(s); {
	case n >= 3600 && n%3600 == 0:
		return lang.F("%d 小时", "%d h", n/3600)
	case n >= 60 && n%60 == 0:
		return lang.F("%d 分钟", "%d min", n/60)
	}
	return lang.F("%g 秒", "%g s", float64(s))
}

// MarshalText writes s with its unit.
func (s Seconds) MarshalText() ([]byte, error) {
	return []byte(strconv.FormatFloat(float64(s), 'f', -1, 64) + "s"), nil
}

// Share is a share of something in [0, 1]: 0.7 or 70%.
type Share float64

// UnmarshalText reads a fraction or a percentage.
func (s *Share) UnmarshalText(b []byte) error {
	t, percent := strings.CutSuffix(strings.ReplaceAll(strings.TrimSpace(string(b)), "％", "%"), "%")
	f, err := strconv.ParseFloat(strings.TrimSpace(t), 64)
	if percent {
		f /= 100
	}
	if err == nil && !percent && f > 1 && f <= 100 {
		return lang.Errorf("比例 %q 没有百分号", "share %q has no percent sign", b).WithHint("写成 %g%% 或 %g", "write %g%% or %g", f, f/100)
	}
	if err != nil || !(f >= 0 && f <= 1) {
		return lang.Errorf("比例 %q 不在 0 到 100%% 之间", "share %q is not between 0 and 100%%", b).WithHint("写成 0.7 或 70%%", "write 0.7 or 70%%")
	}
	*s = Share(f)
	return nil
}

func (s Share) String() string { return strconv.FormatFloat(float64(s)*100, 'f', -1, 64) + "%" }

// Force says how a rule holds: "hard", "off", or what a breach costs.
type Force struct {
	Hard bool
	Cost int64
}

// maxCost keeps sums of costs far from overflow.
const maxCost = 1_000_000

// UnmarshalText reads hard, off or a cost.
func (f *Force) UnmarshalText(b []byte) error {
	switch s := string(b); s {
	case "hard":
		*f = Force{Hard: true}
	case "off":
		*f = Force{}
	default:
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n < 0 || n > maxCost {
			return lang.Errorf("强度 %q 看不懂", "force %q is not understood", s).
				WithHint("写 hard（必须）、off（不用）或代价，如 50", "write hard, off, or what a breach costs, such as 50")
		}
		*f = Force{Cost: n}
	}
	return nil
}

// Off reports whether the rule is not used.
func (f Force) Off() bool { return f == Force{} }

// Rule returns f as the optimiser takes it.
func (f Force) Rule() schedule.Force { return schedule.Force(f) }

// Text says f.
func (f Force) Text() lang.Text {
	switch {
	case f.Hard:
		return lang.T("必须", "hard")
	case f.Off():
		return lang.T("不用", "off")
	}
	return lang.F("尽量（代价 %d）", "if possible (cost %d)", f.Cost)
}

// MarshalText writes f as it is read.
func (f Force) MarshalText() ([]byte, error) {
	switch {
	case f.Hard:
		return []byte("hard"), nil
	case f.Off():
		return []byte("off"), nil
	}
	return strconv.AppendInt(nil, f.Cost, 10), nil
}

// Source says who asks for a rule.
type Source string

const (
	FromShop      Source = "shop"      // a rule of the shop the preset is drawn from
	FromLaw       Source = "law"       // law of the PRC
	FromPlatform  Source = "platform"  // a rule of the sales platform
	FromHouse     Source = "house"     // a default of this program where the shop says nothing
	FromWorkspace Source = "workspace" // the user's paiban.yaml
)

var sources = []struct {
	key  Source
	name lang.Text
}{
	{FromShop, lang.T("店规", "shop rule")},
	{FromLaw, lang.T("法律", "law")},
	{FromPlatform, lang.T("平台规则", "platform rule")},
	{FromHouse, lang.T("默认设置", "house default")},
	{FromWorkspace, lang.T("本店设置", "set in paiban.yaml")},
}

// UnmarshalText reads a source.
func (s *Source) UnmarshalText(b []byte) error {
	var known []string
	for _, k := range sources {
		if string(k.key) == string(b) {
			*s = k.key
			return nil
		}
		known = append(known, string(k.key))
	}
	e := lang.Errorf("不认识的来源 %q", "unknown origin %q", b)
	e.Hint = didYouMean(string(b), known)
	return e
}

// Origin says where a rule comes from: "shop", or {from: law, zh: …, en: …}.
type Origin struct {
	From Source `yaml:"from" json:"from"`
	ZH   string `yaml:"zh" json:"zh,omitempty"`
	EN   string `yaml:"en" json:"en,omitempty"`
}

// UnmarshalText reads an origin that is only its source.
func (o *Origin) UnmarshalText(b []byte) error {
	*o = Origin{}
	return o.From.UnmarshalText(b)
}

// Text says o.
func (o Origin) Text() lang.Text {
	var name lang.Text
	for _, k := range sources {
		if k.key == o.From {
			name = k.name
		}
	}
	if o.ZH == "" && o.EN == "" {
		return name
	}
	return lang.F("%s：%s", "%s: %s", name, lang.T(o.ZH, o.EN))
}
