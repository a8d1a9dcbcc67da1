package workspace

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"paiban/internal/lang"
	"paiban/internal/report"
)

// LockFile is the file on which a command that writes holds a lock. The lock belongs
// to the operating system and ends with the process, however that ends. The file
// stays and means nothing by itself.
const LockFile = ".paiban.lock"

// Holder is a command that works in a workspace.
type Holder struct {
	PID     int    `json:"pid"`
	Command string `json:"command"` // "paiban week"
	Since   string `json:"since"`   // 2026-11-20 16:00:05, as its clock showed
}

// Busy is the error when another command is writing in the workspace.
type Busy struct {
	Root string
	By   Holder // zero where it has not said
}

// Tell says who works there and what to do.
func (b *Busy) Tell(l lang.Lang) string {
	e := lang.Errorf("%s 里另一个 paiban 命令正在写文件", "another paiban command is writing in %s", b.Root)
	if h := b.By; h != (Holder{}) {
		e.What = lang.F("%s 里另一个命令正在写文件：%s（进程 %d，%s 开始）", "another command is writing in %s: %s (process %d, since %s)", b.Root, h.Command, h.PID, h.Since)
	}
	return e.WithHint("等它做完再运行；如果它卡住了，先把它关掉。只看不写的命令不受影响", "wait until it is done and run this again; if it hangs, close it first. Commands that only read still work").Tell(l)
}

func (b *Busy) Error() string { return b.Tell(lang.EN) }

// lockRetry is how often a lock that is taken is tried again.
const lockRetry = 50 * time.Millisecond

// Where the description of the holder stands in the file. The lock is on the first
// byte, which Windows lets nobody else read. The description is padded instead of
// truncating the file, because Windows cannot shorten a file that is locked in part.
const (
	holderAt   = 1
	holderSize = 1024
)

// Lock keeps all other commands that write out of the folder root until release is
// called or the process ends. It waits for the lock as long as ctx allows; then the
// error is *[Busy]. Where the folder supports no locks, as on some network shares or
// without write permission, it goes on without one: writing reports what is wrong.
func Lock(ctx context.Context, root string, me Holder) (release func(), err error) {
	path := filepath.Join(root, LockFile)
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return nil, lang.Errorf("%s 不是普通文件", "%s is not a regular file", path).WithHint("删掉它", "delete it")
	}
	l := flock.New(path)
	switch ok, err := l.TryLockContext(ctx, lockRetry); {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, &Busy{root, holder(path)}
	case errors.Is(err, context.Canceled):
		return nil, err
	case err != nil || !ok:
		return func() {}, nil
	}
	words, err := json.Marshal(me)
	if f, open := os.OpenFile(path, os.O_WRONLY, 0); err == nil && open == nil {
		// Without this text the message of a waiting command says less.
		_, _ = f.WriteAt(append(words, bytes.Repeat([]byte("\n"), max(0, holderSize-len(words)))...), holderAt)
		_ = f.Close()
	}
	sweep(root)
	return func() { _ = l.Unlock() }, nil
}

// holder reads who has the lock.
func holder(path string) (h Holder) {
	f, err := os.Open(path)
	if err != nil {
		return h
	}
	defer f.Close()
	words, _ := io.ReadAll(io.NewSectionReader(f, holderAt, holderSize))
	_ = json.Unmarshal(bytes.TrimSpace(words), &h)
	return h
}

// sweep removes half-written files of commands that were killed. It runs under the
// lock, so no other command is writing.
func sweep(root string) {
	files := os.DirFS(root)
	for _, dir := range []string{"", "rosters/", "rosters/" + historyDir + "/", "attendance/", "exports/", "exports/*/", forecastsDir + "/", keptDir + "/"} {
		left, _ := fs.Glob(files, dir+report.Unfinished)
		for _, name := range left {
			_ = os.Remove(filepath.Join(root, filepath.FromSlash(name)))
		}
	}
}

// LockAbove locks the workspace that contains dir. Outside a workspace it locks
// nothing.
func LockAbove(ctx context.Context, dir string, me Holder) (release func(), err error) {
	root, err := Find(dir)
	if err != nil {
		return func() {}, nil
	}
	return Lock(ctx, root, me)
}
