package report

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/natefinch/atomic"
	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
)

// Save writes f to path as [WriteFile] does. The same content gives the same
// bytes.
func Save(f *excelize.File, path string) error {
	parts, err := os.CreateTemp("", "paiban-*.zip")
	if err != nil {
		return unwritten(path, err)
	}
	defer os.Remove(parts.Name())
	defer parts.Close()
	// The parts go through a file: a workbook of a large company takes no more memory
	// than a small one.
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(parts) })
	if _, err := f.WriteToBuffer(); err != nil {
		return unwritten(path, err)
	}
	info, err := parts.Stat()
	if err != nil {
		return unwritten(path, err)
	}
	return writeFile(path, func(w io.Writer) error { return canonical(w, parts, info.Size()) })
}

// Unfinished matches the names of files that are being written, or were when
// their process was killed. They are hidden, so nothing takes them for data.
const Unfinished = ".paiban-*.tmp"

// replaceFile puts a file in the place of another, in one step; tests have it
// fail.
var replaceFile = atomic.ReplaceFile

// WriteFile writes data to path through a temporary file in the same folder and
// a rename: whatever happens, the file is there whole or is as it was. What it
// holds is personal, so only its owner may read it. Where path is a symbolic link
// the file that it leads to is written. Its errors tell what to do.
func WriteFile(path string, data []byte) error {
	return writeFile(path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// writeFile writes what write writes, as [WriteFile] does.
func writeFile(path string, write func(io.Writer) error) error {
	target := path
	if info, err := os.Lstat(path); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		if target, err = filepath.EvalSymlinks(path); err != nil {
			return lang.Errorf("%s 是一个链接，它指向的文件不在", "%s is a link to a file that is not there", path).Because(err).
				WithHint("删掉这个链接，或把它指向的文件放回去", "delete the link, or put back what it leads to")
		}
	}
	cannot := lang.Errorf("写不了 %s", "cannot write %s", path)
	dir := filepath.Dir(target)
	f, err := os.CreateTemp(dir, Unfinished)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return cannot.Because(reason(err)).WithHint("先建好文件夹 %s", "make the folder %s first", dir)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return cannot.Because(reason(err)).WithHint("这个文件夹不能写：换一个文件夹，或改它的权限", "this folder is not writable: choose another, or change its permissions")
	case err != nil:
		return cannot.Because(reason(err)).WithHint("看看磁盘满了没有、文件夹能不能写", "check whether the disk is full and the folder is writable")
	}
	err = errors.Join(write(f), f.Sync(), f.Close())
	if err == nil {
		err = os.Chmod(f.Name(), 0o600)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return unwritten(path, err)
	}
	if err := replaceFile(f.Name(), target); err != nil {
		_ = os.Remove(f.Name())
		// The folder takes files, so it is this one that somebody holds on to:
		// Windows does not replace a file that a program has open.
		return cannot.Because(reason(err)).WithHint("它正被别的程序（Excel、WPS？）打开：关掉再试一次；原来的文件没有动",
			"the file is open in another program (Excel, WPS?): close it and try again; what was there before is untouched")
	}
	return nil
}

// unwritten is the error of a file at path whose content could not be written down.
func unwritten(path string, err error) error {
	return lang.Errorf("写不了 %s", "cannot write %s", path).Because(reason(err)).
		WithHint("腾出磁盘空间再运行一次；原来的文件没有动", "make room on the disk and run this again; what was there before is untouched")
}

// reason returns what the operating system said without the temporary file, a
// name that says nothing to anybody.
func reason(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// Keep puts a copy of the file at path beside it under the name backup, before
// it is written again.
func Keep(path, backup string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return lang.Errorf("读不了 %s，没有留成备份", "cannot read %s to keep a copy", path).Because(reason(err)).
			WithHint("先另存一份，再删掉它", "save it elsewhere yourself, then delete it")
	}
	return WriteFile(backup, data)
}
