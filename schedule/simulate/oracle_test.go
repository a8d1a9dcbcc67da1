package simulate

import (
	"cmp"
	"math"
	"slices"
)

// Reference models, computed from their Markov chains and not from the
// formulas of schedule/staffing.

// phoneLine is the stationary M/M/n+M queue: lambda contacts per second, mean
// service and patience in seconds, patience 0 is without limit.
type phoneLine struct {
	lambda, service, patience float64
	n                         int
	p                         []float64 // stationary distribution of contacts present
}

func newPhoneLine(lambda, service, patience float64, n int) phoneLine {
	l := phoneLine{lambda, service, patience, n, []float64{1}}
	sum := 1.0
	for k := 1; k < n+20000 && l.p[k-1] > 1e-16*sum; k++ {
		l.p = append(l.p, l.p[k-1]*lambda/l.leave(k))
		sum += l.p[k]
	}
	for k := range l.p {
		l.p[k] /= sum
	}
	return l
}

// leave is the rate at which one of k contacts leaves.
func (l phoneLine) leave(k int) float64 {
	rate := float64(min(k, l.n)) / l.service
	if l.patience > 0 {
		rate += float64(max(0, k-l.n)) / l.patience
	}
	return rate
}

func (l phoneLine) abandon() (share float64) {
	for k, p := range l.p {
		if k > l.n {
			share += p * float64(k-l.n) / l.patience / l.lambda
		}
	}
	return share
}

func (l phoneLine) occupancy() (share float64) {
	for k, p := range l.p {
		share += p * float64(min(k, l.n)) / float64(l.n)
	}
	return share
}

// within is the share of contacts that an agent takes within t seconds. One
// that finds j ahead in line sees a pure death chain from j to −1: stage i
// passes at rate n/service + (i+1)·θ, in i/(…) part by others' leaving; its own
// patience competes throughout. The forward equations are stepped with Heun's
// rule.
func (l phoneLine) within(t float64) float64 {
	mu, theta := float64(l.n)/l.service, 0.0
	if l.patience > 0 {
		theta = 1 / l.patience
	}
	served := 0.0
	ahead := []float64{} // probability of waiting with i ahead in line
	for k, p := range l.p {
		if k < l.n {
			served += p
		} else {
			ahead = append(ahead, p)
		}
	}
	flow := func(x, d []float64) (out float64) {
		for i := range x {
			d[i] = -x[i] * (mu + float64(i+1)*theta)
			if i+1 < len(x) {
				d[i] += x[i+1] * (mu + float64(i+1)*theta)
			}
		}
		return x[0] * mu
	}
	d1, d2, mid := make([]float64, len(ahead)), make([]float64, len(ahead)), make([]float64, len(ahead))
	steps := int(t*(mu+theta*float64(len(ahead)))*20) + 200
	h := t / float64(steps)
	for range steps {
		f1 := flow(ahead, d1)
		for i := range ahead {
			mid[i] = ahead[i] + h*d1[i]
		}
		f2 := flow(mid, d2)
		for i := range ahead {
			ahead[i] += h / 2 * (d1[i] + d2[i])
		}
		served += h / 2 * (f1 + f2)
	}
	return served
}

// machineRepair is the closed queue M/M/1//k of one agent and k customers:
// mean answering time S, mean thinking time Z. It returns the mean response and
// the share of responses within t, from the stationary chain of messages
// waiting: an arriving message finds the chain of k−1 customers.
func machineRepair(k int, s, z, t float64) (mean, within float64) {
	dist := func(k int) []float64 {
		p := []float64{1}
		sum := 1.0
		for j := 1; j <= k; j++ {
			p = append(p, p[j-1]*float64(k-j+1)*s/z)
			sum += p[j]
		}
		for j := range p {
			p[j] /= sum
		}
		return p
	}
	for j, p := range dist(k - 1) {
		mean += p * float64(j+1) * s
		// Gamma(j+1, s) ≤ t means more than j services of a Poisson stream in t.
		term, tail := math.Exp(-t/s), 0.0
		for i := 0; i <= j; i++ {
			tail += term
			term *= t / s / float64(i+1)
		}
		within += p * (1 - tail)
	}
	return mean, within
}

// chatFloor is the exact Markov chain of n like agents who hold up to K chats
// each: the state is how many chats and unanswered messages each agent has, and
// how many chats are in line.
type chatFloor struct {
	n, slots, lineup                       int // lineup cuts the line off
	lambda, turns, typing, think, patience float64
}

type deskState struct{ chats, asked int }

type floorState struct {
	desk [4]deskState // descending; those beyond n are zero
	line int
}

func (f chatFloor) normal(s floorState) floorState {
	slices.SortFunc(s.desk[:f.n], func(a, b deskState) int {
		return cmp.Or(cmp.Compare(a.chats, b.chats), cmp.Compare(a.asked, b.asked))
	})
	return s
}

// next calls to with every transition out of s.
func (f chatFloor) next(s floorState, to func(floorState, float64)) {
	if s.desk[0].chats < f.slots { // sorted: the first is the least loaded
		n := s
		n.desk[0].chats++
		n.desk[0].asked++
		to(f.normal(n), f.lambda)
	} else if s.line < f.lineup {
		n := s
		n.line++
		to(n, f.lambda)
	}
	for i := range f.n {
		if d := s.desk[i]; d.asked > 0 {
			over, more := s, s
			more.desk[i].asked--
			if s.line > 0 {
				over.line-- // the head of the line takes the place, its message unanswered
			} else {
				over.desk[i].chats--
				over.desk[i].asked--
			}
			to(f.normal(over), 1/f.turns/f.typing)
			to(f.normal(more), (1-1/f.turns)/f.typing)
		}
		if d := s.desk[i]; d.chats > d.asked {
			n := s
			n.desk[i].asked++
			to(f.normal(n), float64(d.chats-d.asked)/f.think)
		}
	}
	if s.line > 0 && f.patience > 0 {
		n := s
		n.line--
		to(n, float64(s.line)/f.patience)
	}
}

// solve returns, for the stationary chain, the mean number in line, of
// unanswered messages (line included) and of agents typing, by sweeps of Gauss
// and Seidel over the balance equations.
func (f chatFloor) solve() (line, asked, typing float64) {
	index := map[floorState]int{{}: 0}
	states := []floorState{{}}
	type edge struct {
		from int
		rate float64
	}
	var in [][]edge
	var out []float64
	for i := 0; i < len(states); i++ {
		out = append(out, 0)
		f.next(states[i], func(t floorState, rate float64) {
			j, ok := index[t]
			if !ok {
				j = len(states)
				index[t] = j
				states = append(states, t)
			}
			for len(in) <= max(i, j) {
				in = append(in, nil)
			}
			if j != i {
				in[j] = append(in[j], edge{i, rate})
				out[i] += rate
			}
		})
	}
	p := make([]float64, len(states))
	for i := range p {
		p[i] = 1 / float64(len(p))
	}
	for range 20000 {
		change, sum := 0.0, 0.0
		for i := range p {
			x := 0.0
			for _, e := range in[i] {
				x += p[e.from] * e.rate
			}
			x /= out[i]
			change += math.Abs(x - p[i])
			p[i] = x
			sum += x
		}
		for i := range p {
			p[i] /= sum
		}
		if change < 1e-11 {
			break
		}
	}
	for i, s := range states {
		waiting, busy := s.line, 0
		for _, d := range s.desk {
			waiting += d.asked
			busy += min(1, d.asked)
		}
		line += p[i] * float64(s.line)
		asked += p[i] * float64(waiting)
		typing += p[i] * float64(busy)
	}
	return line, asked, typing
}
