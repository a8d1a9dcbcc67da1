//go:build replay

package main

import (
	"os"
	"time"
)

var started = time.Now()

// now is PAIBAN_NOW at the start of the program, so that a simulated year
// (internal/year) runs by its own calendar. It goes on from there: searches that end by
// the clock must end. Released binaries are built without this file.
func now() time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04:05", os.Getenv("PAIBAN_NOW"), time.Local)
	if err != nil {
		return time.Now()
	}
	return t.Add(time.Since(started))
}
