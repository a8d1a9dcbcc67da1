package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"paiban/internal/lang"
)

// Exit codes, the same for every command.
const (
	ExitOK          = 0
	ExitInternal    = 1
	ExitUsage       = 2
	ExitBadInput    = 3
	ExitViolations  = 4 // infeasible, or violations found
	ExitInterrupted = 130
)

// NewUsageError marks err as a wrong use of the command line.
func NewUsageError(err error) error { return lang.AskError{Err: err} }

// ExitError ends a command with a code after it has said all there is to say.
type ExitError int

func (e ExitError) Error() string { return "exit" }

// ExitCode maps what a command returned to the process's exit code. Errors
// that can be told to a user are bad input; all others are our own fault.
func ExitCode(err error) int {
	var code ExitError
	var ask lang.AskError
	var teller lang.Teller
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case err == nil:
		return ExitOK
	case errors.As(err, &code):
		return int(code)
	case errors.Is(err, context.Canceled):
		return ExitInterrupted
	case errors.As(err, &ask):
		return ExitUsage
	case errors.As(err, &teller), errors.As(err, &path), errors.As(err, &link):
		return ExitBadInput
	}
	return ExitInternal
}
