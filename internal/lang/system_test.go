package lang

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestTellNamesWhatTheSystemRefused(t *testing.T) {
	none := filepath.Join(t.TempDir(), "none.csv")
	_, missing := os.ReadFile(none)
	for _, c := range []struct {
		err    error
		zh, en string
	}{
		{missing, none + "：没有这个文件或文件夹", none + ": there is no such file or folder"},
		{fmt.Errorf("writing: %w", &fs.PathError{Op: "open", Path: "a.xlsx", Err: syscall.EACCES}), "a.xlsx：没有权限", "a.xlsx: permission denied"},
		{&fs.PathError{Op: "write", Path: "a.xlsx", Err: syscall.ENOSPC}, "a.xlsx：磁盘已满", "a.xlsx: the disk is full"},
		{&os.LinkError{Op: "rename", Old: "a.tmp", New: "a.xlsx", Err: syscall.EISDIR}, "a.xlsx：这是文件夹，不是文件", "a.xlsx: it is a folder, not a file"},
	} {
		if got := Tell(c.err, ZH); got != c.zh {
			t.Errorf("%v is told as %q, want %q", c.err, got, c.zh)
		}
		if got := Tell(c.err, EN); got != c.en {
			t.Errorf("%v is told as %q, want %q", c.err, got, c.en)
		}
	}
}
