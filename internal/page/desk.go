package page

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path/filepath"
	"strings"

	"paiban/internal/planner"
)

// desk is a roster as its files were read, which is judged again with each cell typed. It
// lasts as long as no file of the shop changes.
type desk struct {
	key     string // shop, week and the state of the files
	pl      *planner.Planner
	seen    string // digest of the roster's file
	checked *planner.Checked
}

// desk returns the roster that a request speaks of. Reading all files of a shop takes
// longer than judging a cell, so the last one is kept.
func (s *Server) desk(r *http.Request) (*desk, error) {
	key := jobKey(r.FormValue("shop"), r.FormValue("week")) + "|" + stamp(filepath.Join(s.o.Dir, filepath.Base(r.FormValue("shop"))))
	s.mu.Lock()
	d := s.last
	s.mu.Unlock()
	if d != nil && d.key == key {
		return d, nil
	}
	o, err := s.there(r)
	if err != nil {
		return nil, err
	}
	d = &desk{key: key, pl: o.pl, seen: o.seen}
	if d.checked, err = o.pl.Check(o.file); err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.last = d
	s.mu.Unlock()
	return d, nil
}

// stamp says which files a shop has and when each was written, and the length of each.
// Hidden files, and what is kept of older rosters, do not count.
func stamp(root string) string {
	sum := sha256.New()
	_ = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // not there a moment later: the next stamp differs
		case path != root && strings.HasPrefix(e.Name(), "."), e.IsDir() && e.Name() == "history":
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case e.IsDir():
			return nil
		}
		if info, err := e.Info(); err == nil {
			fmt.Fprintln(sum, path, info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil))
}
