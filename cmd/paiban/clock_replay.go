//go:build replay

package main

import (
	"os"
	"time"
)

// now is PAIBAN_NOW, so that a simulated year (internal/year) runs by its own
// calendar. Released binaries are built without this file.
func now() time.Time {
	t, err := time.ParseInLocation("2006-01-02T15:04:05", os.Getenv("PAIBAN_NOW"), time.Local)
	if err != nil {
		return time.Now()
	}
	return t
}
