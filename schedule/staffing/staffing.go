// Package staffing turns contact volume into heads required, for agents who
// hold several chats at once and for phone-like queues.
//
// # Models
//
// A phone-like queue is M/M/n+M: Erlang C, or Erlang A where customers lose
// patience ([Evaluate] with Turns 0 and Concurrency 1).
//
// A chat queue has two levels. On the turn level an agent with k open chats is a
// closed queue of k customers who think, write and wait for an answer
// ([NewTurns]). On the chat level the number of open chats is a birth–death
// chain: contacts come in a Poisson stream, go to the least loaded agent, wait
// in line where all slots are taken, and leave at the rate at which agents with
// that load end chats. The chain gives the load that messages meet, the turn
// level how fast they are answered at that load, and the [ReplyFormula] puts the two
// together as the platform does.
//
// # Time-varying load
//
// [Require] does not treat each interval as if it had lasted without end. It first
// spreads the contacts over the time in which they are handled: the open
// contacts m(t) of an infinite team follow m′ = λ(t) − m/D, D being the mean
// time a contact takes, and each interval is staffed for its mean of m. A peak
// much shorter than D then counts less, what it leaves behind counts in the
// intervals after it, and no work is lost or counted twice. This is the modified
// offered load of Jennings, Mandelbaum, Massey and Whitt (1996).
//
// Durations are in seconds, rates per second, loads in erlangs.
package staffing

import (
	"math"
	"strconv"

	"paiban/internal/lang"
)

// Params describe how contacts of a queue are handled and what is promised.
// Durations are in seconds.
type Params struct {
	Concurrency int     // chats an agent may hold at once; 0 and 1 are phone-like
	AHT         float64 // mean handling time of one contact at concurrency 1, where Turns is 0
	Turns       float64 // customer messages per chat that need an answer, at least 1; 0 is a call
	Typing      float64 // mean time to write one answer
	Think       float64 // mean time until the customer writes again
	Patience    float64 // mean time a customer waits before leaving; 0 is without limit
	RobotShare  float64 // share of contacts that a robot handles by itself, [0, 1)

	Within       float64      // promised time to answer
	Target       float64      // share to be answered within it, (0, 1)
	Formula      ReplyFormula // what the share is a share of; "" is PerTurn
	MaxOccupancy float64      // of the time online, if nobody left; (0, 1]; 0 is 1
	MaxLost      float64      // share of contacts that may leave unanswered, (0, 1]; 0 is DefaultMaxLost
	Shrinkage    float64      // share of rostered time not available, [0, 1)
	MinOnline    int
}

// Where only the handling time of a chat is known it is taken to be one of
// guessTurns turns, a guessTyping part of which the agent is writing. An agent
// with 1 to 5 chats then gets through 1, 1.88, 2.62, 3.18, 3.56 times as much as
// with one, against 1, 1.7, 2.5, 2.9, 3.5 by the trade's rule of thumb.
const (
	guessTurns  = 5
	guessTyping = 0.25
)

// DefaultMaxLost is the share of contacts that may leave unanswered where nothing else is
// said. A share of abandoned contacts of about 5% is what call centres aim at most often.
const DefaultMaxLost = 0.05

// Filled returns p with zero values replaced by what they stand for; turns,
// typing and think time of a chat queue of which only AHT is known are guessed.
func (p Params) Filled() Params {
	p.Concurrency = max(p.Concurrency, 1)
	if p.MaxOccupancy == 0 {
		p.MaxOccupancy = 1
	}
	if p.MaxLost == 0 {
		p.MaxLost = DefaultMaxLost
	}
	if p.Formula == "" {
		p.Formula = PerTurn
	}
	if p.Turns == 0 && p.Concurrency > 1 {
		p.Turns = guessTurns
		p.Typing = p.AHT / guessTurns * guessTyping
		p.Think = p.AHT / (guessTurns - 1) * (1 - guessTyping)
	}
	if p.Turns > 0 {
		p.AHT = p.Turns*p.Typing + (p.Turns-1)*p.Think // a chat ends with an answer
	}
	return p
}

// validate returns an error that names the first impossible value of p, which is
// Filled.
func (p Params) validate() error {
	bad := func(ok bool, zh, en string, v any) *lang.Error {
		if ok {
			return nil
		}
		return lang.Errorf(zh+"（%v）", en+" (%v)", v)
	}
	fraction := func(v float64) bool { return v >= 0 && v < 1 }
	duration := func(v float64) bool { return v >= 0 && v <= 30*86400 } // NaN fails
	for _, e := range []*lang.Error{
		bad(p.Turns == 0 || p.Turns >= 1 && p.Turns <= 1e4, "每次会话的消息轮数必须至少为 1", "the turns of a chat must be at least 1", p.Turns),
		bad(p.Turns == 0 || p.Typing > 0 && duration(p.Think), "每轮打字时长必须大于 0，思考时长不能为负", "typing time must be more than 0 and think time not negative", p.Typing),
		bad(p.AHT > 0 && duration(p.AHT), "平均处理时长必须大于 0 秒、不超过 30 天", "the handling time must be more than 0 seconds and at most 30 days", p.AHT),
		bad(p.Concurrency <= 100, "同时接待数不能超过 100", "concurrency must be at most 100", p.Concurrency),
		bad(duration(p.Patience), "耐心时长不能为负", "patience must not be negative", p.Patience),
		bad(fraction(p.RobotShare), "机器人解决率必须在 0 到 1 之间", "the robot share must be at least 0 and below 1", p.RobotShare),
		bad(duration(p.Within), "承诺回复时长不能为负", "the promised time must not be negative", p.Within),
		bad(p.Target > 0 && p.Target < 1, "目标回复率必须大于 0、小于 1", "the target must be above 0 and below 1", p.Target),
		bad(p.MaxOccupancy > 0 && p.MaxOccupancy <= 1, "最高繁忙度必须大于 0、不超过 1", "the occupancy limit must be above 0 and at most 1", p.MaxOccupancy),
		bad(p.MaxLost > 0 && p.MaxLost <= 1, "最多流失率必须大于 0、不超过 1", "the share that may leave must be above 0 and at most 1", p.MaxLost),
		bad(fraction(p.Shrinkage), "损耗率必须在 0 到 1 之间", "shrinkage must be at least 0 and below 1", p.Shrinkage),
		bad(p.MinOnline >= 0, "最少在线人数不能为负", "the least number online must not be negative", p.MinOnline),
	} {
		if e != nil {
			return e
		}
	}
	if !p.Formula.Known() {
		return unknownFormula(p.Formula)
	}
	return nil
}

// Performance is what a number of agents achieve against a steady load.
type Performance struct {
	Agents    int
	Wait      float64 // probability that a contact waits for an agent with room
	ReplyRate float64 // by Params.Formula, within Params.Within; the service level of a phone-like queue
	Occupancy float64 // share of online time on contacts; of a chat agent, writing
	ASA       float64 // mean wait for an agent with room, seconds, of all contacts
	Abandon   float64 // share of contacts that leave before an agent takes them
}

// Evaluate returns what n agents at their desks achieve against volume contacts
// per step minutes, in a steady state. It is an error where n agents can never
// keep up and nobody loses patience. Time grows as n times the concurrency.
func Evaluate(p Params, volume float64, step, n int) (Performance, error) {
	m, err := newModel(p)
	if err != nil {
		return Performance{}, err
	}
	if err := validVolume(volume, step); err != nil {
		return Performance{}, err
	}
	if n < 1 || n > maxAgents {
		return Performance{}, lang.Errorf("客服人数必须在 1 到 %d 之间（%d）", "the number of agents must be between 1 and %d (%d)", maxAgents, n)
	}
	rate := m.rate(volume, step)
	perf, ok := m.evaluate(rate, n)
	if !ok {
		return Performance{}, lang.Errorf("%d 人接不住：每 %d 分钟 %s 次咨询相当于 %s 人的满负荷，排队会无限增长",
			"%d agents cannot keep up: %[3]s contacts per %[2]d minutes fill %[4]s of them, and the queue grows without end",
			n, step, short(volume), short(rate/m.capacity)).
			WithHint("至少安排 %d 人，或填写客户耐心时长", "plan at least %d agents, or enter how long customers wait before they leave", int(rate/m.capacity*(1+rounding))+1)
	}
	return perf, nil
}

// rate returns the contacts that reach agents, per second.
func (m *model) rate(volume float64, step int) float64 {
	return volume * (1 - m.RobotShare) / (float64(step) * 60)
}

func validVolume(volume float64, step int) error {
	if !(volume >= 0) || math.IsInf(volume, 0) || volume > 1e9 {
		return lang.Errorf("咨询量必须是不小于 0 的数（%v）", "the volume must be a number of at least 0 (%v)", volume)
	}
	if step < 1 || step > 1440 {
		return lang.Errorf("时段长度必须在 1 到 1440 分钟之间（%d）", "the interval must be between 1 and 1440 minutes (%d)", step)
	}
	return nil
}

// short writes a number for a message.
func short(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }
