package pool

import (
	"sync"
)

// Size is the number of workers that improve a plan side by side. The outcome
// does not depend on how many processors run them, see [crew].
const Size = 2

// Pool lets workers improve one plan side by side, with the same outcome on any
// machine: each worker has a clock that counts its elementary steps, and what
// they do to the plan happens in the order of these clocks. Whoever is ahead
// waits until the other has caught up.
type Pool struct {
	mu       sync.Mutex
	advanced *sync.Cond
	clock    [Size]int64
	pending  [Size]int64 // steps not yet on the clock
	over     bool
	serial   chan struct{} // held while at work, where only one may be
}

// JobSteps is what a job takes at least, so that clocks always move.
const JobSteps = 20_000

// Job is what a worker does outside the lock. It returns what is to be done to
// the plan, under the lock.
type Job func(k int) (settle func())

// Run runs both workers until next, called under the lock, has nothing more for
// one of them.
func (c *Pool) Run(next func(k int) Job, one bool) {
	c.advanced = sync.NewCond(&c.mu)
	if one {
		c.serial = make(chan struct{}, 1)
	}
	var all sync.WaitGroup
	for k := range Size {
		all.Go(func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			for {
				for !c.over && !c.isNext(k) {
					c.advanced.Wait()
				}
				if c.over {
					return
				}
				do := next(k)
				if do == nil {
					c.over = true
					c.advanced.Broadcast()
					return
				}
				c.mu.Unlock()
				if c.serial != nil {
					c.serial <- struct{}{}
				}
				settle := do(k)
				c.advance(k)
				if c.serial != nil {
					<-c.serial
				}
				c.mu.Lock()
				for !c.over && !c.isNext(k) {
					c.advanced.Wait()
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

// isNext reports whether no other worker's clock is behind that of worker k.
func (c *Pool) isNext(k int) bool {
	for j, t := range c.clock {
		if j != k && (t < c.clock[k] || t == c.clock[k] && j < k) {
			return false
		}
	}
	return true
}

// Spend counts steps of worker k. They are put on its clock in lots, for whoever
// waits is woken each time.
func (c *Pool) Spend(k int, steps int64) {
	const lot = 500_000
	if c.pending[k] += steps; c.pending[k] >= lot {
		c.advance(k)
	}
}

// advance puts the steps of worker k on its clock.
func (c *Pool) advance(k int) {
	c.mu.Lock()
	c.clock[k] += c.pending[k]
	c.pending[k] = 0
	c.mu.Unlock()
	c.advanced.Broadcast()
}

// Ended reports whether the work is over.
func (c *Pool) Ended() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.over
}
