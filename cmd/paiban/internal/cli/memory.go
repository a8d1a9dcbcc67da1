package cli

import "runtime/debug"

// BoundMemory bounds what is left lying about in memory, until done is called: of a
// full sheet, a million punches, that is more than what is needed of it. It costs a
// little time where there is so much, and nothing else.
func BoundMemory() (done func()) {
	const most = 320 << 20 // bytes
	usual := debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(usual, most))
	return func() { debug.SetMemoryLimit(usual) }
}
