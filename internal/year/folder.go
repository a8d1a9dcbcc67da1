package year

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// tree is what lies in a folder: the content of each file, by its path with slashes.
type tree map[string]string

// readTree reads every file below dir. The lock file is no file of the user's.
func readTree(dir string) (tree, error) {
	t := tree{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil || rel == ".paiban.lock" {
			return err
		}
		b, err := os.ReadFile(path)
		t[filepath.ToSlash(rel)] = string(b)
		return err
	})
	return t, err
}

// mark is what tells whether a file was written: where it lies and when.
type mark struct {
	at   time.Time
	size int64
	file os.FileInfo
}

// marks are the marks of every file below dir.
func marks(dir string) (map[string]mark, error) {
	m := map[string]mark{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil || rel == ".paiban.lock" {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		m[filepath.ToSlash(rel)] = mark{info.ModTime(), info.Size(), info}
		return nil
	})
	return m, err
}

// touched lists the paths that were written, made or removed between a and b.
func touched(a, b map[string]mark) []string {
	return differ(a, b, func(x, y mark) bool { return x.at.Equal(y.at) && x.size == y.size && os.SameFile(x.file, y.file) })
}

// changed lists the paths whose content differs between a and b, or that only one has.
func changed(a, b tree) []string {
	return differ(a, b, func(x, y string) bool { return x == y })
}

// differ lists the paths that only one of a and b has, or that are not the same in both.
func differ[V any](a, b map[string]V, same func(x, y V) bool) []string {
	var out []string
	for path, was := range a {
		if now, ok := b[path]; !ok || !same(was, now) {
			out = append(out, path)
		}
	}
	for path := range b {
		if _, ok := a[path]; !ok {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	return out
}

// hash names the content of a tree.
func (t tree) hash() string {
	h := sha256.New()
	for _, path := range slices.Sorted(maps.Keys(t)) {
		h.Write([]byte(path + "\x00" + t[path] + "\x00"))
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// copyFolder copies the folder from into to. The files are the same: nobody writes into
// a file, everybody puts a new one in its place, and who does not is found out.
func copyFolder(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		if rel == ".paiban.lock" {
			return nil
		}
		return os.Link(path, target)
	})
}

// stamp gives the files at paths below dir the time now, as if they had been written
// in the year that is played: the program tells by it which roster is the later one.
func stamp(dir string, paths []string, now time.Time) {
	for _, p := range paths {
		_ = os.Chtimes(filepath.Join(dir, filepath.FromSlash(p)), now, now) // a file that is gone needs no time
	}
}

// ofProgram reports whether the program may write the file at path; every other file
// is the user's.
func ofProgram(path string) bool {
	dir, _, _ := strings.Cut(path, "/")
	return dir == "rosters" || dir == "attendance" || dir == "exports" || strings.HasPrefix(path, "forecasts/kept/")
}

// exists reports whether there is a file or folder at path.
func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
