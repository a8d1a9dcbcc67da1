//go:build unix

package root

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workspace"
)

// process is paiban in a process of its own; see TestMain.
func process(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Args = append([]string{"paiban", "-C", dir}, args...)
	cmd.Env = append(os.Environ(), "PAIBAN_LANG=en")
	return cmd
}

// paiban runs it to its end and returns its code and all it says.
func paiban(t *testing.T, dir string, args ...string) (code int, said string) {
	t.Helper()
	out, err := process(dir, args...).CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode(), string(out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return 0, string(out)
}

// killed runs it and kills it, without any chance to clean up, after a while.
func killed(t *testing.T, after time.Duration, dir string, args ...string) {
	t.Helper()
	cmd := process(dir, args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after)
	_ = cmd.Process.Kill() // may have ended
	_ = cmd.Wait()
}

func sampleShop(t *testing.T, preset string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "shop")
	if code, said := paiban(t, t.TempDir(), "init", dir, "--preset", preset, "--sample"); code != cli.ExitOK {
		t.Fatal(said)
	}
	return dir
}

func contents(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A month is settled again, from other punches, and killed at many moments: the
// workbook is the old one or the new one, and the next run goes through.
func TestKilledMonth(t *testing.T) {
	t.Parallel()
	dir := sampleShop(t, "wangdian")
	book := filepath.Join(dir, "attendance", "2026-10.xlsx")
	month := []string{"month", "--month", "2026-10"}
	if code, said := paiban(t, dir, month...); code != cli.ExitOK {
		t.Fatal(said)
	}
	old := contents(t, book)
	if err := os.WriteFile(filepath.Join(dir, "punches", "2026-10", "more.csv"), []byte("姓名,打卡时间\nXiaowen Chen,2026-10-13 11:11\n陈晓雯,2026-10-13 11:11\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if code, said := paiban(t, dir, month...); code != cli.ExitOK {
		t.Fatal(said)
	}
	whole := time.Since(began)
	fresh := contents(t, book)
	if bytes.Equal(old, fresh) {
		t.Fatal("the punches make no difference")
	}
	const moments = 12
	for k := range moments {
		if err := os.WriteFile(book, old, 0o600); err != nil {
			t.Fatal(err)
		}
		killed(t, whole*time.Duration(k+1)/moments, dir, month...)
		if got := contents(t, book); !bytes.Equal(got, old) && !bytes.Equal(got, fresh) {
			t.Fatalf("killed at moment %d of %d: neither the old workbook nor the new one, %d bytes", k+1, moments, len(got))
		}
	}
	if code, said := paiban(t, dir, month...); code != cli.ExitOK {
		t.Fatal(said)
	}
	left, _ := filepath.Glob(filepath.Join(dir, "attendance", ".*"))
	if !bytes.Equal(contents(t, book), fresh) || left != nil {
		t.Errorf("after all that there is %v", left)
	}
}

// A disk that takes no more than 4 KB of a file: the month is not written, the one
// before stays, and the reason is told.
func TestMonthOnAFullDisk(t *testing.T) {
	dir := sampleShop(t, "wangdian")
	book := filepath.Join(dir, "attendance", "2026-10.xlsx")
	if code, said := paiban(t, dir, "month", "--month", "2026-10"); code != cli.ExitOK {
		t.Fatal(said)
	}
	old := contents(t, book)
	var usual syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &usual); err != nil {
		t.Fatal(err)
	}
	full := usual
	full.Cur = 4096
	cmd := process(dir, "month", "--month", "2026-10")
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &full); err != nil { // the process inherits it
		t.Fatal(err)
	}
	err := cmd.Start()
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &usual); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != cli.ExitBadInput {
		t.Errorf("%v: %s", err, said.String())
	}
	for _, want := range []string{"cannot write " + book + ": the file is larger than allowed", "make room on the disk and run this again; what was there before is untouched"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("it says %q, want %q", said.String(), want)
		}
	}
	left, _ := filepath.Glob(filepath.Join(dir, "attendance", ".*"))
	if !bytes.Equal(contents(t, book), old) || left != nil {
		t.Errorf("the workbook has changed, or there is %v", left)
	}
}

// A roster that somebody edited is planned again by force and killed: their work
// is in its place or in history.
func TestKilledWeek(t *testing.T) {
	t.Parallel()
	dir := sampleShop(t, "taobao")
	book := filepath.Join(dir, "rosters", "2026-W48.xlsx")
	week := []string{"week", "--week", "2026-W48", "--time-limit", "200ms"}
	began := time.Now()
	if code, said := paiban(t, dir, week...); code != cli.ExitOK && code != cli.ExitViolations {
		t.Fatal(said)
	}
	whole := time.Since(began)
	edited := append(contents(t, book), "not as it was written"...) // after the end of the archive
	const moments = 10
	for k := range moments {
		if err := os.RemoveAll(filepath.Join(dir, "rosters", "history")); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(book, edited, 0o600); err != nil {
			t.Fatal(err)
		}
		killed(t, whole*time.Duration(2*k+1)/moments*2/3, dir, append(week, "--force")...)
		if bytes.Equal(contents(t, book), edited) {
			continue
		}
		b, err := table.Open(book, table.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if f, err := report.ReadRoster(b, 0); err != nil || f.Changed() {
			t.Errorf("killed at moment %d: %v", k, err)
		}
		b.Close()
		kept, _ := filepath.Glob(filepath.Join(dir, "rosters", "history", "2026-W48_*.xlsx"))
		if len(kept) != 1 || !bytes.Equal(contents(t, kept[0]), edited) {
			t.Errorf("killed at moment %d: what was edited is lost", k)
		}
	}
}

// While one command is at work another that would write waits, and says who is
// in its way; one that only reads goes on; and a command that was killed is in
// nobody's way.
func TestTwoCommandsAtOnce(t *testing.T) {
	t.Parallel()
	dir := sampleShop(t, "wangdian")
	first := process(dir, "week", "--week", "2026-W48", "--gap", "0", "--time-limit", "10m")
	var said bytes.Buffer
	first.Stdout, first.Stderr = &said, &said
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	ended := false
	end := func() {
		if !ended {
			ended = true
			_ = first.Process.Kill()
			_ = first.Wait() // was killed
		}
	}
	defer end()
	me := fmt.Sprintf(`"pid":%d`, first.Process.Pid)
	for i := 0; ; i++ {
		lock, err := os.ReadFile(filepath.Join(dir, workspace.LockFile))
		if err == nil && bytes.Contains(lock, []byte(me)) {
			break
		}
		if i == 6000 {
			t.Fatalf("a minute, and no lock: %s", said.String())
		}
		time.Sleep(10 * time.Millisecond)
	}
	// Stopped where it is, it neither ends early nor takes the others' time.
	if err := first.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	for l, want := range map[string]string{
		"en": fmt.Sprintf("another command is writing in %s: paiban week (process %d, since 2026-11-20 16:", dir, first.Process.Pid),
		"zh": fmt.Sprintf("%s 里另一个命令正在写文件：paiban week（进程 %d，2026-11-20 16:", dir, first.Process.Pid),
	} {
		if code, said := paiban(t, dir, "month", "--lang", l); code != cli.ExitBadInput || !strings.Contains(said, want) {
			t.Errorf("month: exit code %d: %s, want %q", code, said, want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "attendance", "2026-10.xlsx")); err == nil {
		t.Error("month has written")
	}
	if code, said := paiban(t, dir, "attendance", "export", "--month", "2026-10"); code != cli.ExitOK {
		t.Errorf("a command that only reads is held up: exit code %d: %s", code, said)
	}
	end()
	if code, said := paiban(t, dir, "month"); code != cli.ExitOK {
		t.Errorf("after the first was killed: exit code %d: %s", code, said)
	}
}

// Two months settled at the same moment: both go through, one after the other.
func TestTwoMonthsAtOnce(t *testing.T) {
	t.Parallel()
	dir := sampleShop(t, "duty")
	both := []*exec.Cmd{process(dir, "month"), process(dir, "month")}
	var said [2]bytes.Buffer
	for i, c := range both {
		c.Stderr = &said[i]
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
	}
	done := 0
	for i, c := range both {
		if err := c.Wait(); err == nil {
			done++
		} else if !strings.Contains(said[i].String(), "another command is writing") { // on a very slow machine
			t.Errorf("%v: %s", err, said[i].String())
		}
	}
	if done == 0 {
		t.Error("neither went through")
	}
	if code, said := paiban(t, dir, "month"); code != cli.ExitOK {
		t.Errorf("the workbook they left: %s", said)
	}
}

// Files of a workspace that are links to devices, pipes, folders and themselves
// are refused with a sentence, and at once.
func TestOddFiles(t *testing.T) {
	shop := sampleShop(t, "wangdian")
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	for _, c := range []struct{ file, to, command, want string }{
		{"paiban.yaml", pipe, "week", "not a regular file"},
		{"paiban.yaml", "/dev/zero", "week", "not a regular file"},
		{"people.xlsx", "/dev/zero", "week", "people.xlsx: this is not a regular file"},
		{"people.xlsx", pipe, "week", "people.xlsx: this is not a regular file"},
		{"leave.xlsx", "rosters", "week", "leave.xlsx: this is a folder"},
		{"events.csv", "events.csv", "week", "events.csv: "}, // a link to itself
		{"inquiries/odd.csv", pipe, "week", "odd.csv: this is not a regular file"},
		{"inquiries/odd.csv", "nowhere.csv", "week", "odd.csv: there is no file"},
		{"rosters/2026-W39.xlsx", "/dev/zero", "week", "2026-W39.xlsx: this is not a regular file"},
		{"punches/2026-10/odd.xls", "/dev/zero", "month", "odd.xls: this is not a regular file"},
		{"scenarios/odd.yaml", "/dev/zero", "scenario compare scenarios/odd.yaml", "not a regular file"},
	} {
		path := filepath.Join(shop, filepath.FromSlash(c.file))
		away := filepath.Join(shop, ".away")
		was := os.Rename(path, away)
		if err := os.Symlink(c.to, path); err != nil {
			t.Fatal(err)
		}
		cmd := process(shop, strings.Fields(c.command)...)
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		watch := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
		err := cmd.Wait()
		watch.Stop()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != cli.ExitBadInput || !strings.Contains(out.String(), c.want) {
			t.Errorf("%s is a link to %s: %v: %.500s, want %q", c.file, c.to, err, out.String(), c.want)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if was == nil {
			if err := os.Rename(away, path); err != nil {
				t.Fatal(err)
			}
		}
	}
	// A link to what it should be is as good as the file.
	elsewhere := filepath.Join(t.TempDir(), "people.xlsx")
	if err := os.Rename(filepath.Join(shop, "people.xlsx"), elsewhere); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, filepath.Join(shop, "people.xlsx")); err != nil {
		t.Fatal(err)
	}
	if code, said := paiban(t, shop, "month"); code != cli.ExitOK {
		t.Errorf("a linked staff list: %s", said)
	}
}
