package staffing

import (
	"math"
	"sort"

	"paiban/internal/lang"
)

// Need is what one interval requires.
type Need struct {
	Volume    float64 // contacts that reach agents in the interval
	Online    int     // agents needed at their desks
	Rostered  int     // with shrinkage
	ReplyRate float64 // expected at Online
	Occupancy float64
	Lost      float64 // share of contacts expected to leave unanswered at Online
	Binds     Binding // why not one fewer
}

// Require returns the need of each interval of step minutes: the fewest agents
// whose reply rate reaches the target, of whose customers no more leave than may,
// who could keep up and whose occupancy would stay within its limit even if nobody
// lost patience, and not fewer than MinOnline.
// Volumes are of consecutive intervals; the first starts in its own steady state.
// It is an error where no number of agents is enough.
func Require(p Params, volume []float64, step int) ([]Need, error) {
	m, err := newModel(p)
	if err != nil {
		return nil, err
	}
	for _, v := range volume {
		if err := validVolume(v, step); err != nil {
			return nil, err
		}
	}
	rates := m.spread(volume, step)
	needs := make([]Need, len(volume))
	known := map[float64]Performance{}
	for i, rate := range rates {
		perf, ok := known[rate]
		if !ok {
			if perf, err = m.fewest(rate); err != nil {
				return nil, err
			}
			known[rate] = perf
		}
		needs[i] = Need{
			Volume: volume[i] * (1 - m.RobotShare), Online: perf.Agents, Rostered: m.Rostered(perf.Agents),
			ReplyRate: perf.ReplyRate, Occupancy: perf.Occupancy, Lost: perf.Abandon, Binds: m.binds(rate, perf.Agents),
		}
	}
	return needs, nil
}

// leftover is how many open contacts need nobody where no more come: what fades
// exponentially is never quite gone.
const leftover = 0.05

// Rostered returns the agents to roster so that n are at their desks: n/(1−s),
// rounded up.
func (p Params) Rostered(n int) int {
	return int(math.Ceil(float64(n)/(1-p.Shrinkage) - 1e-9)) // 14/0.7 is a little above 20
}

// spread returns for each interval the arrival rate that would steadily keep as
// many contacts open as there are, on average, in it.
func (m *model) spread(volume []float64, step int) []float64 {
	rates := make([]float64, len(volume))
	length := float64(step) * 60
	fade := -math.Expm1(-length / m.AHT) // share of the old load that is gone at the end
	open := 0.0
	for i, v := range volume {
		steady := m.rate(v, step) * m.AHT
		if i == 0 {
			open = steady
		}
		mean := steady + (open-steady)*fade*m.AHT/length
		rates[i] = mean / m.AHT
		open += (steady - open) * fade
		if math.Abs(mean-steady) < 1e-9*steady || steady == 0 && mean < leftover {
			rates[i] = steady / m.AHT // equal volumes have equal needs
		}
	}
	return rates
}

// fewest returns the performance of the fewest agents who meet the conditions of
// [Require]. A condition that is met stays met with more agents, so that bisection
// finds them.
func (m *model) fewest(rate float64) (Performance, error) {
	if rate == 0 {
		perf, _ := m.evaluate(0, max(1, m.MinOnline))
		perf.Agents = m.MinOnline
		return perf, nil
	}
	if rate/m.capacity > maxAgents {
		return Performance{}, m.hopeless(rate)
	}
	enough := func(n int) bool { return m.broken(rate, n) == "" }
	low := max(1, m.MinOnline)
	high := max(low, int(rate/m.capacity)+1)
	for d := 1; !enough(high); d *= 2 {
		// With more agents than there are open contacts nothing improves any more.
		if high >= maxAgents {
			return Performance{}, m.hopeless(rate)
		}
		if best := m.best(); best < m.Target {
			return Performance{}, m.impossible(best)
		}
		low, high = high+1, min(high+d, maxAgents)
	}
	n := low + sort.Search(high-low, func(i int) bool { return enough(low + i) })
	perf, _ := m.evaluate(rate, n)
	return perf, nil
}

// best returns the reply rate where an agent is always free.
func (m *model) best() float64 {
	perf, _ := m.evaluate(0, 1)
	return perf.ReplyRate
}

func (m *model) impossible(best float64) error {
	return lang.Errorf("再多的人也达不到目标：打字平均 %s 秒，%s 秒内的回复率最高 %s%%，目标 %s%%",
		"no number of agents reaches the target: typing takes %s s, so at best %[3]s%% are answered within %[2]s s, and the target is %[4]s%%",
		short(m.Typing), short(m.Within), short(best*100), short(m.Target*100)).
		WithHint("缩短打字时长（快捷短语），放宽承诺时长，或降低目标", "type faster (canned answers), promise a longer time, or lower the target")
}

func (m *model) hopeless(rate float64) error {
	return lang.Errorf("咨询量过大：每小时 %s 次需要 %d 人以上", "the volume is too large: %s contacts an hour need more than %d agents", short(rate*3600), maxAgents).
		WithHint("检查咨询量的单位", "check the unit of the volume")
}
