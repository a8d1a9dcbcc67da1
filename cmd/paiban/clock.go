//go:build !replay

package main

import "time"

// now is the clock of the program.
var now = time.Now
