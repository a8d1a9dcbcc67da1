package simulate

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/staffing"
)

// summary makes a two-day result of one queue, 2026-11-27 (Friday) and after, with
// every hour of 08:00-23:00 at rate .95 on 10 units and heads as needed, and
// lets spoil change it.
func summary(spoil func(in *Input, r *Result)) (zh, en []string) {
	in := &Input{Start: workcal.DateOf(2026, time.November, 27), Days: 2, Step: 60, Queues: []Queue{{
		Name: lang.T("售前", "presale"), Gate: .7, Need: make([]int, 48),
		Params: staffing.Params{Turns: 6, Within: 180, Target: .9, Formula: staffing.PerPersonDay},
	}}}
	good := Figures{Judged: 100, Reply: Estimate{.95, .012}}
	r := &Result{Days: 2, Step: 60, Queues: []QueueResult{{Total: good, Days: []Figures{good, good}, Steps: make([]Interval, 48)}}}
	for i := range 48 {
		if h := i % 24; h >= 8 && h < 23 {
			r.Queues[0].Steps[i] = Interval{Judged: 10, Reply: .95, Present: 3, Need: 3}
		}
	}
	spoil(in, r)
	for _, s := range r.Summary(in) {
		zh, en = append(zh, s.ZH), append(en, s.EN)
	}
	return zh, en
}

func TestSummary(t *testing.T) {
	tests := []struct {
		name   string
		spoil  func(in *Input, r *Result)
		zh, en []string
	}{
		{"all is well", func(*Input, *Result) {},
			[]string{"2 天：3 分钟回复率 95% ± 1，处罚线 70，目标 90"},
			[]string{"All days: 3-minute reply rate 95% ± 1, gate 70, target 90"}},
		{"two short in the evening", func(in *Input, r *Result) {
			r.Queues[0].Total.MissGate, r.Queues[0].Total.Abandon = .1, Estimate{.042, .01}
			r.Queues[0].Days[1].Reply = Estimate{.88, .02}
			for _, i := range []int{44, 45} {
				r.Queues[0].Steps[i].Reply, r.Queues[0].Steps[i].Need = .4, 5
				in.Queues[0].Need[i] = 5
			}
		},
			[]string{"2 天：4% 的顾客没等到人就走了；3 分钟回复率 95% ± 1，处罚线 70，目标 90；低于处罚线的可能 10%", "周六 11-28：3 分钟回复率 88% ± 2，处罚线 70，目标 90：20:00–22:00 少 2 人"},
			[]string{"All days: 4% of customers leave unanswered; 3-minute reply rate 95% ± 1, gate 70, target 90; 10% chance of falling below the gate", "Sat 11-28: 3-minute reply rate 88% ± 2, gate 70, target 90: 2 short 20:00–22:00"}},
		// Over all 4% leave, so that 8% or more stand out: 3 of 20 at 12:00 and
		// at 13:00 of both days, not 1 of 20 at 20:00.
		{"customers lost", func(in *Input, r *Result) {
			r.Queues[0].Total.Abandon = Estimate{.04, .01}
			for i := range r.Queues[0].Steps {
				s := &r.Queues[0].Steps[i]
				s.Arrived = 10
				switch i % 24 {
				case 12, 13:
					s.Left = 1.5
				case 20:
					s.Left = .5
				}
			}
		},
			[]string{"2 天：4% 的顾客没等到人就走了，尤其在 12:00–14:00；3 分钟回复率 95% ± 1，处罚线 70，目标 90"},
			[]string{"All days: 4% of customers leave unanswered, above all 12:00–14:00; 3-minute reply rate 95% ± 1, gate 70, target 90"}},
		// A fifth find nobody, four times as many as may: the rate looks well, for each of
		// them is one late message of six, but it is not what the week is told by. The days
		// say nothing more, as it is so on all of them.
		{"more lost than may", func(in *Input, r *Result) {
			for _, f := range []*Figures{&r.Queues[0].Total, &r.Queues[0].Days[0], &r.Queues[0].Days[1]} {
				f.Abandon = Estimate{.21, .01}
			}
		},
			[]string{"2 天：21% 的顾客没等到人就走了，最多只能 5%；只看回复，3 分钟回复率 95% ± 1，处罚线 70，目标 90"},
			[]string{"All days: 21% of customers leave unanswered, at most 5% may; of replies alone, 3-minute reply rate 95% ± 1, gate 70, target 90"}},
		// One day loses 8%, over all it is 4%: the day is told though its rate is well.
		// At 20:00 of that day 3 of 10 leave, at least twice as often as over all.
		{"more lost than may on one day", func(in *Input, r *Result) {
			r.Queues[0].Total.Abandon, r.Queues[0].Days[1].Abandon = Estimate{.04, .01}, Estimate{.08, .01}
			r.Queues[0].Steps[44].Arrived, r.Queues[0].Steps[44].Left = 10, 3
		},
			[]string{"2 天：4% 的顾客没等到人就走了，尤其在 20:00–21:00；3 分钟回复率 95% ± 1，处罚线 70，目标 90", "周六 11-28：8% 的顾客没等到人就走了，最多只能 5%，尤其在 20:00–21:00；只看回复，3 分钟回复率 95% ± 1，处罚线 70，目标 90"},
			[]string{"All days: 4% of customers leave unanswered, above all 20:00–21:00; 3-minute reply rate 95% ± 1, gate 70, target 90", "Sat 11-28: 8% of customers leave unanswered, at most 5% may, above all 20:00–21:00; of replies alone, 3-minute reply rate 95% ± 1, gate 70, target 90"}},
		// The shop lets a quarter go: a fifth is not too many.
		{"as many lost as may", func(in *Input, r *Result) {
			r.Queues[0].MaxLost, r.Queues[0].Total.Abandon = .25, Estimate{.21, .01}
		},
			[]string{"2 天：21% 的顾客没等到人就走了；3 分钟回复率 95% ± 1，处罚线 70，目标 90"},
			[]string{"All days: 21% of customers leave unanswered; 3-minute reply rate 95% ± 1, gate 70, target 90"}},
		// The hole 12:00-14:00 and its backlog; of the four spans the one at 08:00
		// costs least and is not named.
		{"hole, backlog and the rest", func(in *Input, r *Result) {
			r.Queues[0].Days[0].Reply = Estimate{.896, .004}
			s := r.Queues[0].Steps
			s[8].Reply = .89
			s[12].Reply, s[12].Present = 0, 0
			s[13].Reply, s[13].Present = .1, 0
			s[14].Reply = .5
			s[20].Reply, s[20].Present = .7, 2.5
		},
			[]string{"2 天：3 分钟回复率 95% ± 1，处罚线 70，目标 90", "周五 11-27：3 分钟回复率 89.6% ± 0.4，处罚线 70，目标 90：12:00–14:00 无人在线，14:00–15:00 只有 50%，20:00–21:00 少 1 人，另有 1 段"},
			[]string{"All days: 3-minute reply rate 95% ± 1, gate 70, target 90", "Fri 11-27: 3-minute reply rate 89.6% ± 0.4, gate 70, target 90: nobody online 12:00–14:00, only 50% 14:00–15:00, 1 short 20:00–21:00, and 1 more"}},
		{"several queues, need unknown, no gate, calls", func(in *Input, r *Result) {
			in.Queues = append(in.Queues, in.Queues[0])
			in.Queues[0].Need, in.Queues[0].Gate, in.Queues[0].Params.Turns, in.Queues[0].Params.Within = nil, 0, 0, 30
			r.Queues = append(r.Queues, QueueResult{})
			r.Queues[0].Days[0].Reply = Estimate{Mean: .2}
			r.Queues[0].Steps[9].Reply, r.Queues[0].Steps[9].Need = .004, 9
		},
			[]string{"售前 2 天：首次 30 秒应答率 95% ± 1，目标 90", "售前 周五 11-27：首次 30 秒应答率 20%，目标 90：09:00–10:00 只有 0.4%"},
			[]string{"All days, presale: 30-second first reply rate 95% ± 1, target 90", "Fri 11-27, presale: 30-second first reply rate 20%, target 90: only 0.4% 09:00–10:00"}},
	}
	for _, tt := range tests {
		zh, en := summary(tt.spoil)
		if d := cmp.Diff(tt.zh, zh); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
		if d := cmp.Diff(tt.en, en); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
	}
}

// The words name the rate that is judged: of chats whose turns are guessed from
// the handling time every turn counts, of calls the first answer alone.
func TestNameOfTheRate(t *testing.T) {
	for _, c := range []struct {
		p    staffing.Params
		want string
	}{
		{staffing.Params{Concurrency: 3, AHT: 300, Within: 180, Formula: staffing.PerTurn}, "3-minute reply rate"},
		{staffing.Params{Concurrency: 3, AHT: 300, Within: 180, Formula: staffing.FirstReply}, "3-minute first reply rate"},
		{staffing.Params{Concurrency: 1, AHT: 300, Within: 20, Formula: staffing.PerTurn}, "20-second first reply rate"},
		{staffing.Params{Concurrency: 5, Turns: 6, Typing: 20, Within: 7200, Formula: staffing.PerSession}, "2-hour reply rate"},
	} {
		if got := metric(&Queue{Params: c.p}).EN; got != c.want {
			t.Errorf("%+v: %s, want %s", c.p, got, c.want)
		}
	}
}

func TestFromRoster(t *testing.T) {
	p := &schedule.Problem{
		Days: 2, Interval: 60, Queues: []schedule.Queue{{ID: "pre"}, {ID: "after"}},
		Shifts: []schedule.Shift{
			{ID: "E", Segments: []schedule.Span{span(8, 12), span(14, 18)}, Paid: 480},
			{ID: "N", Segments: []schedule.Span{span(22, 30)}, Paid: 420, Queue: schedule.Any},
		},
		People: []schedule.Person{{ID: "1", Past: []int{schedule.Off, 1}}, {ID: "2", Trainee: true}, {ID: "3", Past: []int{0}}},
	}
	r := &schedule.Roster{Cells: [][]int{{schedule.Off, 0}, {0, 0}, {1, 0}}}
	got := FromRoster(p, r)
	both := []int{0, 1}
	want := []Agent{
		// The night before the horizon, 22:00-06:00 less an hour unpaid, ends in it.
		{ID: "1", Segments: []Segment{{span(-2, 6), both, nil, 60}, {span(32, 36), []int{0}, nil, 0}, {span(38, 42), []int{0}, nil, 0}}},
		{ID: "2"},
		// The night of day 0 ends before the early shift of day 1 begins.
		{ID: "3", Segments: []Segment{{span(22, 30), both, nil, 60}, {span(32, 36), []int{0}, nil, 0}, {span(38, 42), []int{0}, nil, 0}}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	// Two shifts that overlap, which no sound roster has, are cut.
	p.Shifts[0].Segments[0].Start = 5 * 60
	if s := FromRoster(p, r)[2].Segments; s[1].Start != 30*60 || !slices.Equal(s[1].Queues, []int{0}) {
		t.Errorf("the overlapping shift begins at %d, want 06:00 of day 1", s[1].Start)
	}
}

// A thousand times of 1, 2 … 1000 s: the quantiles are their own ranks, to the
// width of a bucket.
func TestQuantile(t *testing.T) {
	var h histogram
	for i := 1; i <= 1000; i++ {
		h.add(float64(i))
	}
	wide := make([]uint64, buckets)
	for i, c := range h {
		wide[i] = uint64(c)
	}
	for _, p := range []float64{.01, .1, .5, .9, .99} {
		near(t, "quantile", quantile(wide, p), 1000*p, 1000*p/32)
	}
	near(t, "of nothing", quantile(make([]uint64, buckets), .5), 0, 0)
	h = histogram{}
	h.add(0)
	h.add(1e12) // beyond the last bucket
	if h[0] != 1 || h[buckets-1] != 1 {
		t.Error("times outside the buckets are lost")
	}
}

// Two replications of 8 in 10 and 4 in 10: the ratio is 12/20; residuals are 2
// and −2, so that the variance of the mean residual is 8/1/2 = 4, the half width
// t·2/10 for a mean of 10.
func TestRatioEstimate(t *testing.T) {
	var r ratio
	r.add(8, 10)
	r.add(4, 10)
	e := r.estimate(3)
	near(t, "mean", e.Mean, .6, 1e-12)
	near(t, "half width", e.Half, .6, 1e-12)
	if e := new(ratio).estimate(3); e != (Estimate{}) {
		t.Errorf("of nothing: %v", e)
	}
}
