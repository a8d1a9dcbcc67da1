// Package apptest makes what commands stand on for tests that run one group of
// commands without a process.
package apptest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/samples"
)

// Friday is when every session begins: the afternoon of 2026-11-20, in the week before
// the next one of the samples.
var Friday = time.Date(2026, time.November, 20, 16, 0, 0, 0, time.UTC)

// Session is an app that speaks English and what it says.
type Session struct {
	*cli.App
	Out, Talk *bytes.Buffer // standard output and standard error
}

// New is a session in a folder.
func New(dir string) *Session {
	s := &Session{Out: &bytes.Buffer{}, Talk: &bytes.Buffer{}}
	began := time.Now()
	s.App = &cli.App{
		Stdin: strings.NewReader(""), Stdout: s.Out, Stderr: s.Talk, Dir: dir,
		Now:    func() time.Time { return Friday.Add(time.Since(began)) },
		Getenv: func(k string) string { return map[string]string{"PAIBAN_LANG": "en"}[k] },
	}
	if err := s.ResolveLang(nil); err != nil {
		panic(err) // en is a language
	}
	return s
}

// written holds the files of the English sample workspaces asked for, by preset.
var written sync.Map

// Shop is a session in a new workspace with the sample of a preset.
func Shop(t *testing.T, preset string) *Session {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "shop")
	if err := writeSample(dir, preset); err != nil {
		t.Fatal(err)
	}
	return New(dir)
}

// writeSample makes a workspace with the sample of a preset in dir, which must not be
// there yet. Each is invented once.
func writeSample(dir, preset string) error {
	if from, ok := written.Load(preset); ok {
		for name, data := range from.(map[string][]byte) {
			path := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				return err
			}
			if err := os.WriteFile(path, data, 0o600); err != nil {
				return err
			}
		}
		return nil
	}
	if err := samples.Write(dir, samples.Options{Preset: preset, Lang: lang.EN, Sample: true}); err != nil {
		return err
	}
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err == nil {
			files[name], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		return err
	}
	written.Store(preset, files)
	return nil
}

// Run forgets what was said before, runs a command line of a group, and returns the
// exit code and the error.
func (s *Session) Run(t *testing.T, group func(*cli.App) *cobra.Command, args ...string) (code int, err error) {
	t.Helper()
	return s.RunWith(t.Context(), group, args...)
}

// RunWith is Run with a context that may end before the command does.
func (s *Session) RunWith(ctx context.Context, group func(*cli.App) *cobra.Command, args ...string) (code int, err error) {
	s.Out.Reset()
	s.Talk.Reset()
	c := group(s.App)
	c.SilenceErrors, c.SilenceUsage = true, true
	c.SetArgs(args)
	c.SetOut(s.Out)
	c.SetErr(s.Talk)
	err = c.ExecuteContext(ctx)
	return cli.ExitCode(err), err
}
