package staffing

import "paiban/internal/lang"

// Binding is the condition that asks for the last of the agents required: with one
// fewer it would be broken.
type Binding string

const (
	BindsTarget    Binding = "target"    // fewer than the target would be answered in time
	BindsLost      Binding = "lost"      // more customers would leave than may
	BindsOccupancy Binding = "occupancy" // agents would be on contacts for too much of their time
	BindsLoad      Binding = "load"      // they would keep up only because customers leave
	BindsMinimum   Binding = "minimum"   // so many must be online whatever comes
)

// Bindings lists every condition in the order in which they are looked at. Where one
// agent fewer would break several, the first is told.
var Bindings = []struct {
	Key  Binding
	Name lang.Text
}{
	{BindsTarget, lang.T("回复率目标", "target")},
	{BindsLost, lang.T("流失上限", "customers lost")},
	{BindsOccupancy, lang.T("繁忙度上限", "occupancy")},
	{BindsLoad, lang.T("接得住", "keeping up")},
	{BindsMinimum, lang.T("最少在线", "minimum online")},
}

// Text returns the name of b in both languages; none where nothing binds.
func (b Binding) Text() lang.Text {
	for _, e := range Bindings {
		if e.Key == b {
			return e.Name
		}
	}
	return lang.Same(string(b))
}

// broken returns the first condition of [Require], but for the minimum, that n agents
// break; "" is none. Customers who leave make no team large enough: occupancy is that of
// all who come.
func (m *model) broken(rate float64, n int) Binding {
	if n == 0 {
		return BindsTarget
	}
	perf, ok := m.evaluate(rate, n)
	switch {
	case !ok || perf.ReplyRate < m.Target:
		return BindsTarget
	case perf.Abandon > m.MaxLost:
		return BindsLost
	case rate*m.work() > float64(n)*(m.MaxOccupancy+rounding):
		return BindsOccupancy
	case rate >= float64(n)*m.capacity*(1-rounding):
		return BindsLoad
	}
	return ""
}

// work is the time that an agent is on one contact; of a chat, writing.
func (m *model) work() float64 {
	if m.call {
		return m.AHT
	}
	return m.Turns * m.Typing
}

// binds returns why n agents are required and not one fewer; "" where nobody is.
func (m *model) binds(rate float64, n int) Binding {
	switch {
	case n == 0:
		return ""
	case n <= m.MinOnline && (rate == 0 || m.broken(rate, n-1) == ""):
		return BindsMinimum
	}
	return m.broken(rate, n-1)
}
