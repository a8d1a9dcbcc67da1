package year

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// Program is the command as a user has it, built with the tag "replay" so that its
// clock is the year's.
type Program struct {
	Path string
}

// Build builds the program into dir.
func Build(dir string) (*Program, error) {
	path := filepath.Join(dir, "paiban")
	if runtime.GOOS == "windows" {
		path += ".exe"
	}
	out, err := exec.Command("go", "build", "-tags", "replay", "-o", path, "paiban/cmd/paiban").CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("go build: %w\n%s", err, out)
	}
	return &Program{Path: path}, nil
}

// Ran is what one command did.
type Ran struct {
	Args []string
	Code int // exit code, -1 if it was killed
	Out  []byte
	Err  string
}

// Said is everything that the user could read.
func (r Ran) Said() string { return string(r.Out) + "\n" + r.Err }

// String is the command with its exit code, for a finding.
func (r Ran) String() string {
	return fmt.Sprintf("paiban %s: exit %d", strings.Join(r.Args, " "), r.Code)
}

// longest is the time after which a command counts as hanging.
const longest = 2 * time.Minute

// command prepares the program to run in dir at the moment now.
func (p *Program) command(ctx context.Context, dir string, now time.Time, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, p.Path, args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "PAIBAN_NOW="+now.Format("2006-01-02T15:04:05"), "PAIBAN_LANG=", "LANG=zh_CN.UTF-8", "LC_ALL=",
		"GOGC=off", "GOMEMLIMIT=500MiB") // a short life needs no collector
	return c
}

// run runs the program to its end.
func (p *Program) run(dir string, now time.Time, args ...string) Ran {
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	return finish(p.command(ctx, dir, now, args...), args)
}

func finish(c *exec.Cmd, args []string) Ran {
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	err := c.Run()
	r := Ran{Args: args, Out: out.Bytes(), Err: errs.String()}
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		r.Code = exit.ExitCode()
	case err != nil:
		r.Code, r.Err = -1, r.Err+err.Error()
	}
	return r
}
