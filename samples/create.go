package samples

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"paiban/internal/lang"
)

// Create builds the workspace aside and moves it into place when it is
// complete.
func Create(dir string, o Options) (err error) {
	parent, fresh := dir, false
	switch st, serr := os.Stat(dir); {
	case errors.Is(serr, fs.ErrNotExist):
		parent, fresh = filepath.Dir(dir), true
		if err := os.MkdirAll(parent, 0o755); err != nil {
			return err
		}
	case serr != nil:
		return serr
	case !st.IsDir():
		return lang.Errorf("%s 是文件，不是文件夹", "%s is a file, not a folder", dir).WithHint("换一个名字", "choose another name")
	}
	tmp, err := os.MkdirTemp(parent, ".paiban-init-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	if err := Write(tmp, o); err != nil {
		return err
	}
	if fresh {
		if err := os.Chmod(tmp, 0o755); err != nil {
			return err
		}
		return os.Rename(tmp, dir)
	}
	return moveInto(tmp, dir)
}

// moveInto moves the entries of from into dir, all of them or none, and never
// over anything.
func moveInto(from, dir string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	var taken []string
	for _, e := range entries {
		if _, err := os.Lstat(filepath.Join(dir, e.Name())); err == nil {
			taken = append(taken, e.Name())
		}
	}
	if taken != nil {
		return lang.Errorf("%s 里已经有 %s，没有改动任何文件", "%s already holds %s; nothing was changed", dir, strings.Join(taken, ", ")).
			WithHint("换一个文件夹，或者先把这些文件移走", "choose another folder, or move those files away first")
	}
	for i, e := range entries {
		if err := os.Rename(filepath.Join(from, e.Name()), filepath.Join(dir, e.Name())); err != nil {
			for _, back := range entries[:i] {
				err = errors.Join(err, os.Rename(filepath.Join(dir, back.Name()), filepath.Join(from, back.Name())))
			}
			return err
		}
	}
	return nil
}
