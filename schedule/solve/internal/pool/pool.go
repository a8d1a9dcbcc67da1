// Package pool runs workers that improve one plan side by side, deterministically.
package pool

import (
	"sync"
)

// Size is the number of workers. The outcome does not depend on how many processors run
// them, see [Pool].
const Size = 2

// Pool runs workers with the same outcome on any machine. Each worker has a clock of
// virtual time, which counts its elementary steps. Changes to the shared plan happen in
// the order of these clocks: a worker that is ahead waits until the other has caught
// up.
type Pool struct {
	mu       sync.Mutex
	advanced *sync.Cond
	clock    [Size]int64
	pending  [Size]int64 // steps not yet added to the clock
	over     bool
	serial   chan struct{} // held during a job where only one may run; else nil
}

// JobSteps is the least number of steps of a job, so that clocks always advance.
const JobSteps = 20_000

// Job is what worker k does without the lock. It returns what to do to the plan under
// the lock.
type Job func(k int) (conclude func())

// Run runs the workers until next, which is called under the lock, returns nil. With
// one set, only one job runs at a time.
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
				conclude := do(k)
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
				conclude()
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

// Spend counts steps of worker k. They reach its clock in batches, because each batch
// wakes the worker that waits.
func (c *Pool) Spend(k int, steps int64) {
	const lot = 500_000
	if c.pending[k] += steps; c.pending[k] >= lot {
		c.advance(k)
	}
}

// advance adds the pending steps of worker k to its clock.
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
