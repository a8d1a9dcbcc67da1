package workspace

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paiban/internal/lang"
)

// elsewhere has another process hold the lock of root; end kills it.
func elsewhere(t *testing.T, root string) (pid int, end func()) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestLock$")
	cmd.Env = append(os.Environ(), "PAIBAN_HOLD="+root)
	in, err := cmd.StdinPipe() // it ends with us, whatever happens here
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "held\n" {
		t.Fatalf("the other process says %q, %v", line, err)
	}
	return cmd.Process.Pid, func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // was killed
		in.Close()
	}
}

func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	t.Cleanup(cancel)
	return ctx
}

// While another process holds it nobody else gets the lock and is told who has
// it; readers go on; when that process dies without a word the lock is free.
func TestLock(t *testing.T) {
	if root := os.Getenv("PAIBAN_HOLD"); root != "" {
		_, err := Lock(context.Background(), root, Holder{PID: os.Getpid(), Command: "paiban week", Since: "2026-11-20 16:00:05"})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println("held")
		_, _ = os.Stdin.Read(make([]byte, 1)) // until it is killed
		return
	}
	root := testWorkspace(t, map[string]string{ConfigFile: "preset: wangdian\n", "people.csv": "工号,姓名\n1,甲\n"})
	pid, end := elsewhere(t, root)
	_, err := LockAbove(soon(t), filepath.Join(root, "rosters"), Holder{})
	var busy *Busy
	if !errors.As(err, &busy) || busy.By != (Holder{pid, "paiban week", "2026-11-20 16:00:05"}) {
		t.Fatalf("%v; want it held by %d", err, pid)
	}
	for l, want := range map[lang.Lang]string{
		lang.ZH: fmt.Sprintf("另一个命令正在写文件：paiban week（进程 %d，2026-11-20 16:00:05 开始）\n提示：等它做完再运行", pid),
		lang.EN: fmt.Sprintf("paiban week (process %d, since 2026-11-20 16:00:05)\nhint: wait until it is done", pid),
	} {
		if said := lang.Tell(err, l); !strings.Contains(said, want) {
			t.Errorf("it says %q, want %q", said, want)
		}
	}
	if _, err := Load(root); err != nil {
		t.Errorf("reading is held up: %v", err)
	}
	end()
	release, err := Lock(soon(t), root, Holder{PID: 1, Command: "a", Since: "b"})
	if err != nil {
		t.Fatalf("the lock of a dead process: %v", err)
	}
	if h := holder(filepath.Join(root, LockFile)); h != (Holder{1, "a", "b"}) {
		t.Errorf("held by %+v", h) // shorter words in the place of longer ones
	}
	release()
	again, err := Lock(soon(t), root, Holder{})
	if err != nil {
		t.Fatalf("after it was released: %v", err)
	}
	again()
}

// A command waits for another that is soon done.
func TestLockWaits(t *testing.T) {
	root := t.TempDir()
	first, err := Lock(soon(t), root, Holder{})
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(100*time.Millisecond, first)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	second, err := Lock(ctx, root, Holder{})
	if err != nil {
		t.Fatal(err)
	}
	second()
}

// What a killed command left half-written goes with the next one, and nothing
// else does.
func TestLockSweeps(t *testing.T) {
	files := map[string]bool{ // whether it stays
		".paiban-1.tmp": false, "rosters/.paiban-22.tmp": false, "exports/2026-W48/.paiban-3.tmp": false,
		"rosters/2026-W48.xlsx": true, "rosters/paiban-1.tmp": true, "inquiries/.paiban-1.tmp": true, ".paiban-1.xlsx": true,
	}
	text := map[string]string{}
	for name := range files {
		text[name] = "x"
	}
	root := testWorkspace(t, text)
	release, err := Lock(soon(t), root, Holder{})
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	for name, stays := range files {
		if _, err := os.Stat(filepath.Join(root, name)); (err == nil) != stays {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A workspace from a stranger may have a link for a lock, to a file of ours.
func TestLockThatIsALink(t *testing.T) {
	root, mine := t.TempDir(), filepath.Join(t.TempDir(), "mine")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(mine, filepath.Join(root, LockFile)); err != nil {
		t.Skip(err)
	}
	if _, err := Lock(soon(t), root, Holder{}); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("%v", err)
	}
	if got, err := os.ReadFile(mine); err != nil || string(got) != "mine" {
		t.Errorf("%q, %v", got, err)
	}
}

// Outside a workspace, and where no lock can be had, work goes on without.
func TestLockWithout(t *testing.T) {
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none")} {
		release, err := LockAbove(soon(t), dir, Holder{})
		if err != nil {
			t.Fatal(err)
		}
		release()
		if _, err := os.Stat(filepath.Join(dir, LockFile)); err == nil {
			t.Errorf("a lock in %s", dir)
		}
	}
	release, err := Lock(soon(t), filepath.Join(t.TempDir(), "none"), Holder{})
	if err != nil {
		t.Fatal(err)
	}
	release()
}
