//go:build unix

package report

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"paiban/internal/lang"
)

// again runs the test in a process of its own with PAIBAN_CHILD set.
func again(t *testing.T, env ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	cmd.Env = append(append(os.Environ(), "PAIBAN_CHILD=1"), env...)
	return cmd
}

func child() bool { return os.Getenv("PAIBAN_CHILD") != "" }

// A process that writes again and again is killed, without any chance to clean
// up, at 60 moments up to 40 ms after it has begun to write. Each time the file
// is one of the two versions, whole.
func TestKilledWhileWriting(t *testing.T) {
	path := os.Getenv("PAIBAN_FILE")
	if child() {
		for n := 0; ; n++ {
			if err := WriteFile(path, version(n)); err != nil {
				panic(err)
			}
			if n == 0 {
				_, _ = os.Stdout.WriteString("writing\n")
			}
		}
	}
	path = filepath.Join(t.TempDir(), "r.xlsx")
	cut := 0
	for k := range 60 {
		if err := os.WriteFile(path, version(k), 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := again(t, "PAIBAN_FILE="+path)
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(out, make([]byte, len("writing\n"))); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(k) * 40 * time.Millisecond / 60)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // was killed
		got, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(got, version(0)) && !bytes.Equal(got, version(1)) {
			t.Fatalf("killed at moment %d: %d bytes, %v", k, len(got), err)
		}
		entries, err := os.ReadDir(filepath.Dir(path))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			unfinished, _ := filepath.Match(Unfinished, e.Name())
			switch {
			case unfinished:
				cut++
				if err := os.Remove(filepath.Join(filepath.Dir(path), e.Name())); err != nil {
					t.Fatal(err)
				}
			case e.Name() != "r.xlsx":
				t.Fatalf("%s is left", e.Name())
			}
		}
	}
	t.Logf("%d of 60 were cut short in the middle of writing", cut)
	if cut == 0 {
		t.Error("not one was cut short: the test kills at no moment that matters")
	}
}

// A disk that takes no more: the process may write files of 64 KB only.
func TestWriteFileOnAFullDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.xlsx")
	if child() {
		path = os.Getenv("PAIBAN_FILE")
		limit := syscall.Rlimit{Cur: 64 << 10, Max: 64 << 10}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			t.Fatal(err)
		}
		tells(t, WriteFile(path, version(1)), "腾出磁盘空间再运行一次；原来的文件没有动", "make room on the disk")
		return
	}
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := again(t, "PAIBAN_FILE="+path).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	unchanged(t, path, "old")
}

// The same on a real disk of 128 KB, where this user may make one.
func TestWriteFileOnASmallDisk(t *testing.T) {
	dir := t.TempDir()
	if err := mountSmall(dir); err != nil {
		t.Skipf("no disk can be made here: %v", err)
	}
	defer unmount(t, dir)
	path := filepath.Join(dir, "r.xlsx")
	if err := WriteFile(path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	err := WriteFile(path, version(1))
	tells(t, err, "磁盘已满", "the disk is full")
	tells(t, err, "腾出磁盘空间", "make room on the disk")
	unchanged(t, path, "old")
}

// A folder that only others may write to. Root may write anywhere, so the test
// gives up its rights.
func TestWriteFileIntoAReadOnlyFolder(t *testing.T) {
	if child() {
		path := os.Getenv("PAIBAN_FILE")
		err := WriteFile(path, []byte("new"))
		tells(t, err, "这个文件夹不能写", "this folder is not writable")
		if said := lang.Tell(err, lang.EN); !strings.Contains(said, "permission denied") {
			t.Errorf("it says %q", said)
		}
		return
	}
	dir, err := os.MkdirTemp("", "readonly")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "r.xlsx")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	cmd := again(t, "PAIBAN_FILE="+path)
	if os.Geteuid() == 0 {
		nobody := uint32(65534)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		binary, err := os.Open(os.Args[0]) // whose folder may be closed to others
		if err != nil {
			t.Fatal(err)
		}
		defer binary.Close()
		cmd.ExtraFiles = []*os.File{binary}
		cmd.Path = "/proc/self/fd/3"
		if _, err := os.Stat("/proc/self/fd"); err != nil {
			t.Skip("run this one as somebody else than root")
		}
		cmd.Dir = dir
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	unchanged(t, path, "old")
}
