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
	*planner.Desk
	key  string // shop, week and the state of the files
	seen string // digest of the roster's file
}

// mostDesks is how many rosters are kept: those of pages that are open, and as they were
// before they were changed elsewhere.
const mostDesks = 8

// desk returns the roster that a request speaks of. Reading all files of a shop takes
// longer than judging a cell, so the last ones are kept.
func (s *Server) desk(r *http.Request) (*desk, error) {
	key := jobKey(r.FormValue("shop"), r.FormValue("week")) + "|" + stamp(filepath.Join(s.o.Dir, filepath.Base(r.FormValue("shop"))))
	if d := s.kept(func(d *desk) bool { return d.key == key }); d != nil {
		return d, nil
	}
	o, err := s.there(r)
	if err != nil {
		return nil, err
	}
	d := &desk{key: key, seen: o.seen}
	if d.Desk, err = o.pl.Desk(r.Context(), o.file); err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.desks = append(s.desks, d)
	s.desks = s.desks[max(0, len(s.desks)-mostDesks):]
	s.mu.Unlock()
	return d, nil
}

// kept finds the last of the desks kept that is the one looked for.
func (s *Server) kept(is func(*desk) bool) *desk {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k := len(s.desks) - 1; k >= 0; k-- {
		if is(s.desks[k]) {
			return s.desks[k]
		}
	}
	return nil
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
