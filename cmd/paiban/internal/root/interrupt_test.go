package root

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paiban/cmd/paiban/internal/cli"
)

// Ctrl-C before there is a roster: exit code 130, a sentence, no file.
func TestWeekInterruptedBeforeARoster(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "shop")
	var out, talk bytes.Buffer
	a := func() *cli.App {
		return &cli.App{Stdout: &out, Stderr: &talk, Now: time.Now, Getenv: func(string) string { return "" }, Dir: t.TempDir()}
	}
	if code := Run(context.Background(), a(), []string{"init", dir, "--preset", "wangdian", "--sample", "--lang", "zh"}); code != cli.ExitOK {
		t.Fatalf("init: exit code %d: %s", code, talk.String())
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, history := range []bool{true, false} { // without any, nothing is forecast before the search
		if !history {
			if err := os.RemoveAll(filepath.Join(dir, "inquiries")); err != nil {
				t.Fatal(err)
			}
		}
		talk.Reset()
		if code := Run(ctx, a(), []string{"-C", dir, "week", "--week", "2026-W50"}); code != cli.ExitInterrupted {
			t.Errorf("exit code %d, want %d", code, cli.ExitInterrupted)
		}
		if got := strings.TrimSpace(talk.String()); got != "已中断，什么都没有写" {
			t.Errorf("it says %q", got)
		}
		if _, err := os.Stat(filepath.Join(dir, "rosters", "2026-W50.xlsx")); !os.IsNotExist(err) {
			t.Error("a roster was written")
		}
	}
}
