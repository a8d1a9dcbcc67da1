package year

import (
	"slices"
	"strings"
)

// codes are the exit codes that `paiban help exit-codes` names.
var codes = []int{0, 2, 3, 4, 130}

// insides are words of a program that broke, not words for a user.
var insides = []string{"panic:", "goroutine ", "runtime error", "%!", "<nil>", "0x"}

// checkCommand checks what must hold after every command.
func (w *World) checkCommand(r Ran, touched []string) {
	if !slices.Contains(codes, r.Code) {
		w.Fail("command/exit-code", "%s: %s", r, firstLine(r.Err))
	}
	for _, bad := range insides {
		if strings.Contains(r.Said(), bad) {
			w.Fail("command/insides", "%s: says %q", r, bad)
		}
	}
	for _, path := range touched {
		switch {
		case !ofProgram(path):
			w.Fail("lost/user-file", "%s: changed %s", r, path)
		case strings.HasSuffix(path, ".tmp"):
			w.Fail("lost/half-written", "%s: left %s", r, path)
		}
	}
	if r.Code == 2 || r.Code == 3 {
		if len(touched) > 0 {
			w.Fail("lost/written-though-refused", "%s: changed %s", r, strings.Join(touched, ", "))
		}
		if strings.TrimSpace(r.Err) == "" {
			w.Fail("command/refused-without-a-word", "%s", r)
		}
	}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}
