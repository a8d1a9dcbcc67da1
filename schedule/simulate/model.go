package simulate

import (
	"math"
	"slices"

	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/staffing"
)

// maxQueues bounds the queues of an input: an agent's skills are bits of a word.
const maxQueues = 64

// wholeAgent is the load of a full agent. It divides by every concurrency up to
// 16; for the others up to maxConcurrency the share rounded down still lets in
// exactly that many chats.
const (
	wholeAgent     = 720720
	maxConcurrency = 500
)

// model is an input in the engine's terms.
type model struct {
	in     Input
	steps  int
	stepS  float64 // seconds
	end    float64 // of the horizon
	queues []queue
	agents []duty

	deferred uint64 // bit q: the work of queue q may wait
	guesses  []guess
}

type queue struct {
	call     bool    // one turn, answered when taken
	deferred bool    // handled when no chat asks for an agent, answered when done
	more     float64 // probability that a chat goes on after an answer
	typing   float64 // means in seconds
	think    float64
	patience float64 // 0 is without limit
	robot    float64
	within   float64
	formula  staffing.ReplyFormula
	weight   int32  // load of one chat
	judged   []bool // [minute of the horizon]
	noise    noise
}

func newModel(in Input) (*model, error) {
	var bad problems
	m := &model{in: in, stepS: float64(in.Step) * 60, end: float64(in.Days) * 86400}
	if in.Days <= 0 {
		bad.add("要模拟的天数是 %d", "the number of days to simulate is %d", in.Days)
	}
	if in.Step <= 0 || schedule.DayMinutes%in.Step != 0 {
		bad.add("时段长 %d 分钟不能整除一天", "a step of %d minutes does not divide the day", in.Step)
	}
	if n := len(in.Queues); n == 0 || n > maxQueues {
		bad.add("有 %d 个队列，应为 1 至 %d 个", "there are %d queues; 1 to %d can be simulated", n, maxQueues)
	}
	if p := in.Policy; p.Stop < 0 || p.Extend < 0 {
		bad.add("下班前停接 %d 分钟、延时 %d 分钟：不能为负", "no new chats %d minutes before the end and at most %d minutes after it: neither may be negative", p.Stop, p.Extend)
	}
	if bad != nil {
		return nil, bad.err()
	}
	m.steps = in.Days * schedule.DayMinutes / in.Step
	for i := range in.Queues {
		m.queues = append(m.queues, newQueue(&in, i, m.steps, &bad))
		if in.Queues[i].Deferred {
			m.deferred |= 1 << i
		}
	}
	m.guesses = newGuesses(&in, m.steps, &bad)
	for i := range in.Agents {
		m.agents = append(m.agents, newDuty(&in, i, &bad))
	}
	return m, bad.err()
}

func newQueue(in *Input, i, steps int, bad *problems) queue {
	q, p := &in.Queues[i], in.Queues[i].Params.Filled()
	name := q.Name
	if name.IsZero() {
		name = lang.F("第 %d 个队列", "queue %d", i+1)
	}
	check := func(ok bool, zh, en string, v any) {
		if !ok {
			bad.add("%s："+zh, "%s: "+en, name, v)
		}
	}
	finite := func(x float64) bool { return x >= 0 && !math.IsInf(x, 0) } // false for NaN
	out := queue{
		call: p.Turns == 0, typing: p.Typing, think: p.Think, patience: p.Patience, robot: p.RobotShare,
		within: p.Within, formula: p.Formula,
	}
	if q.Deferred {
		out.deferred, out.call, out.patience = true, false, 0
		out.typing = q.Params.Effort()
		check(out.typing > 0 && finite(out.typing), "处理时长 %v 秒应大于 0", "the handling time of %v seconds is not above 0", out.typing)
	} else if out.call {
		out.typing = p.AHT
		check(p.AHT > 0 && finite(p.AHT), "处理时长 %v 秒应大于 0", "the handling time of %v seconds is not above 0", p.AHT)
	} else {
		out.more = 1 - 1/p.Turns
		check(p.Turns >= 1 && finite(p.Turns), "每单轮数 %v 应至少为 1", "%v turns a chat; at least 1", p.Turns)
		check(p.Typing > 0 && finite(p.Typing), "打字时间 %v 秒应大于 0", "the typing time of %v seconds is not above 0", p.Typing)
	}
	check(finite(p.Think), "顾客间隔 %v 秒不能为负", "the think time of %v seconds is negative", p.Think)
	check(finite(p.Patience), "耐心时间 %v 秒不能为负", "the patience of %v seconds is negative", p.Patience)
	check(finite(p.Within) && p.Within > 0, "承诺时限 %v 秒应大于 0", "the promised time of %v seconds is not above 0", p.Within)
	check(p.RobotShare >= 0 && p.RobotShare < 1, "机器人占比 %v 应在 [0, 1)", "the robot share %v is not in [0, 1)", p.RobotShare)
	check(p.Shrinkage >= 0 && p.Shrinkage < 1, "损耗率 %v 应在 [0, 1)", "the shrinkage %v is not in [0, 1)", p.Shrinkage)
	check(p.Concurrency <= maxConcurrency, "同时接待 %d 人太多", "%d chats at once are too many", p.Concurrency)
	check(p.Formula.Known(), "不认识的回复率口径 %q", "unknown reply-rate formula %q", string(p.Formula))
	check(len(q.Volume) == steps, "咨询量有 %d 个时段，与排班周期不符", "the volume has %d steps, not one for each step of the horizon", len(q.Volume))
	check(q.Low == nil && q.High == nil || len(q.Low) == steps && len(q.High) == steps,
		"预测区间有 %d 个时段，与排班周期不符", "the forecast interval has %d steps, not one for each step of the horizon", min(len(q.Low), len(q.High)))
	check(q.DayShare == nil || len(q.DayShare) == in.Days, "日合计的区间有 %d 天，与排班周期不符", "the intervals of whole days are given for %d days, not for each day of the horizon", len(q.DayShare))
	check(q.Grain >= 0 && (q.Grain == 0 || schedule.DayMinutes%q.Grain == 0), "预测区间的时段长 %d 分钟不能整除一天", "intervals about %d minutes do not divide the day", q.Grain)
	check(q.Need == nil || len(q.Need) == steps, "需求人数有 %d 个时段，与排班周期不符", "the need has %d steps, not one for each step of the horizon", len(q.Need))
	for _, v := range slices.Concat(q.Volume, q.Carried) {
		if !finite(v) {
			check(false, "咨询量 %v 不是非负数", "the volume %v is not a number of 0 or more", v)
			break
		}
	}
	out.weight = int32(wholeAgent / min(max(1, p.Concurrency), maxConcurrency))
	if *bad != nil {
		return out
	}
	out.judged = judgedMinutes(q.Windows, in.Days)
	out.noise = newNoise(q, in.Step)
	return out
}

// judgedMinutes marks the minutes of the horizon whose messages count.
func judgedMinutes(windows []Window, days int) []bool {
	out := make([]bool, days*schedule.DayMinutes)
	for i := range out {
		out[i] = len(windows) == 0
	}
	for _, w := range windows {
		for d := range days {
			if !w.Days.Has(d) {
				continue
			}
			from := d * schedule.DayMinutes
			for i := max(0, from+w.Span.Start); i < min(len(out), from+w.Span.End); i++ {
				out[i] = true
			}
		}
	}
	return out
}

// problems gathers everything that is wrong with an input.
type problems []lang.Text

func (p *problems) add(zh, en string, args ...any) { *p = append(*p, lang.F(zh, en, args...)) }

func (p problems) err() error {
	if p == nil {
		return nil
	}
	return &lang.Error{What: lang.Join(p, "；", "; ")}
}
