package report

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"paiban/internal/lang"
)

// unchanged checks that the file at path holds what it held and that nothing
// half-written is left beside it.
func unchanged(t *testing.T, path, want string) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%s holds %.40q, %v; want %.40q", filepath.Base(path), got, err, want)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if ok, _ := filepath.Match(Unfinished, e.Name()); ok {
			t.Errorf("%s is left", e.Name())
		}
	}
}

// tells checks what an error says in each language.
func tells(t *testing.T, err error, zh, en string) {
	t.Helper()
	if err == nil {
		t.Error("no error")
		return
	}
	for l, want := range map[lang.Lang]string{lang.ZH: zh, lang.EN: en} {
		if said := lang.Tell(err, l); !strings.Contains(said, want) || strings.Contains(said, ".tmp") {
			t.Errorf("it says %q, want %q", said, want)
		}
	}
}

func TestWriteFileThroughALink(t *testing.T) {
	dir, shared := t.TempDir(), t.TempDir()
	target, link := filepath.Join(shared, "r.xlsx"), filepath.Join(dir, "r.xlsx")
	if err := os.WriteFile(target, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err) // Windows asks for a right of its own
	}
	if err := WriteFile(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	unchanged(t, target, "new")
	if to, err := os.Readlink(link); err != nil || to != target {
		t.Errorf("the link leads to %q, %v", to, err)
	}
	if err := os.Remove(target); err != nil {
		t.Fatal(err)
	}
	tells(t, WriteFile(link, []byte("new")), "它指向的文件不在", "a link to a file that is not there")
	if _, err := os.Lstat(link); err != nil {
		t.Error("the link is gone")
	}
}

func TestWriteFileIntoNoFolder(t *testing.T) {
	tells(t, WriteFile(filepath.Join(t.TempDir(), "none", "r.xlsx"), nil), "先建好文件夹", "make the folder")
}

// What Windows says of a workbook that Excel has open comes when the new file is
// to take its place: access denied, or a sharing violation.
func TestWriteFileThatIsOpenElsewhere(t *testing.T) {
	defer func(f func(string, string) error) { replaceFile = f }(replaceFile)
	for _, cause := range []error{syscall.EACCES, syscall.Errno(32)} {
		replaceFile = func(from, to string) error { return &os.LinkError{Op: "replace", Old: from, New: to, Err: cause} }
		path := filepath.Join(t.TempDir(), "r.xlsx")
		if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		err := WriteFile(path, []byte("new"))
		tells(t, err, "关掉再试一次；原来的文件没有动", "the file is open in another program (Excel, WPS?): close it and try again")
		if !errors.Is(err, cause) {
			t.Errorf("%v does not tell its cause", err)
		}
		unchanged(t, path, "old")
	}
}

func TestKeep(t *testing.T) {
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "r.xlsx"), filepath.Join(dir, "r.bak1.xlsx")
	tells(t, Keep(path, backup), "没有留成备份", "to keep a copy")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Keep(path, backup); err != nil {
		t.Fatal(err)
	}
	unchanged(t, path, "old") // it is there all the while
	unchanged(t, backup, "old")
}

// versions are two contents of a file, each larger than one write of the system
// takes at once.
func version(n int) []byte {
	return bytes.Repeat([]byte(fmt.Sprintf("%07d\n", n%2)), 1<<18/8)
}
