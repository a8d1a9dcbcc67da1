package solve

import (
	"sync"
)

// pair is the number of workers that improve a plan side by side. The outcome
// does not depend on how many processors run them, see [crew].
const pair = 2

// crew lets workers improve one plan side by side, with the same outcome on any
// machine: each worker has a clock that counts its elementary steps, and what
// they do to the plan happens in the order of these clocks. Whoever is ahead
// waits until the other has caught up.
type crew struct {
	mu    sync.Mutex
	moved *sync.Cond
	clock [pair]int64
	held  [pair]int64 // steps not yet on the clock
	over  bool
	token chan struct{} // held while at work, where only one may be
}

// jobSteps is what a job takes at least, so that clocks always move.
const jobSteps = 20_000

// job is what a worker does outside the lock. It returns what is to be done to
// the plan, under the lock.
type job func(k int) (settle func())

// work runs both workers until next, called under the lock, has nothing more for
// one of them.
func (c *crew) work(next func(k int) job, one bool) {
	c.moved = sync.NewCond(&c.mu)
	if one {
		c.token = make(chan struct{}, 1)
	}
	var all sync.WaitGroup
	for k := range pair {
		all.Go(func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			for {
				for !c.over && !c.turn(k) {
					c.moved.Wait()
				}
				if c.over {
					return
				}
				do := next(k)
				if do == nil {
					c.over = true
					c.moved.Broadcast()
					return
				}
				c.mu.Unlock()
				if c.token != nil {
					c.token <- struct{}{}
				}
				settle := do(k)
				c.tick(k)
				if c.token != nil {
					<-c.token
				}
				c.mu.Lock()
				for !c.over && !c.turn(k) {
					c.moved.Wait()
				}
				if c.over {
					return
				}
				settle()
			}
		})
	}
	all.Wait()
}

// turn reports whether no other worker's clock is behind that of worker k.
func (c *crew) turn(k int) bool {
	for j, t := range c.clock {
		if j != k && (t < c.clock[k] || t == c.clock[k] && j < k) {
			return false
		}
	}
	return true
}

// spend counts steps of worker k. They are put on its clock in lots, for whoever
// waits is woken each time.
func (c *crew) spend(k int, steps int64) {
	const lot = 500_000
	if c.held[k] += steps; c.held[k] >= lot {
		c.tick(k)
	}
}

// tick puts the steps of worker k on its clock.
func (c *crew) tick(k int) {
	c.mu.Lock()
	c.clock[k] += c.held[k]
	c.held[k] = 0
	c.mu.Unlock()
	c.moved.Broadcast()
}

// ended reports whether the work is over.
func (c *crew) ended() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.over
}
