package year

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Slip is something that people do to their files, or that systems write into them. It
// happens in a copy of the folder; the program must come to the right value, or say
// what it did not use and where it stands.
type Slip struct {
	Name string // area/what, the kind of the failure behind "slip/"
	Do   func(w *World, kind string, r *rand.Rand)
}

// slips are all slips, by area. A new one is one entry here or in a file of its area.
var slips = slices.Concat(firstSlips, lateSlips)

// lateSlips are those that a year has besides, with dice of their own, so that the rest of it is
// as it was.
var (
	firstSlips = slices.Concat(countSlips, volumeSlips, listSlips, rosterSlips, punchSlips, teamSlips, ruleSlips)
	lateSlips  = slices.Concat(ownRuleSlips, postedSlips, daySlips)
)

// oddFile ends the kind of what the judge says in a slip.
const oddFile = "/odd-file"

// slip lets one slip happen.
func slip(w *World, with string, r *rand.Rand) {
	for _, s := range slips {
		if s.Name == with {
			w.Aside(func(c *World) {
				c.shorten()
				s.Do(c, "slip/"+s.Name, r)
				// What the judge says of an odd file is a kind of its own, so that the same on
				// an ordinary day is not hidden behind it.
				for i, f := range c.Failures {
					if strings.HasPrefix(f.Kind, "judge/") {
						c.Failures[i].Kind += oddFile
					}
				}
			})
			return
		}
	}
	Must(fmt.Errorf("no slip %q", with))
}

// shorten takes away what lies long back, so that a slip late in the year costs no more
// than one early in it.
func (w *World) shorten() {
	t, err := readTree(w.Dir)
	Must(err)
	old := weekName(w.Now.AddDate(0, 0, -7*5))
	for path := range t {
		dir, name, _ := strings.Cut(path, "/")
		long := dir == "exports" || (dir == "inquiries" || dir == "rosters") && name[0] == '2' && name < old ||
			(dir == "punches" || dir == "attendance") && name[0] == '2' && name < month(w.Now.AddDate(0, -2, 0))
		if long {
			w.remove(path)
		}
	}
}

// named reports whether what was said names the file and, where given, one of the
// places.
func (r Ran) named(file string, places ...string) bool {
	said := r.Said()
	if !strings.Contains(said, filepath.Base(file)) {
		return false
	}
	if len(places) == 0 {
		return true
	}
	return slices.ContainsFunc(places, func(p string) bool { return strings.Contains(said, p) })
}

// forecastDoc is `paiban forecast run --json`.
type forecastDoc struct {
	From   string
	Queues []struct {
		Step  int // minutes
		Point []float64
	}
}

func forecastOf(r Ran) (doc forecastDoc) {
	_ = json.Unmarshal(r.Out, &doc) // no JSON is no volume, which is a failure
	return doc
}

// dayVolumes are the forecast's totals by date, of all queues.
func dayVolumes(r Ran) map[string]float64 {
	doc := forecastOf(r)
	from, err := time.ParseInLocation("2006-01-02", doc.From, time.Local)
	if err != nil {
		return nil
	}
	out := map[string]float64{}
	for _, q := range doc.Queues {
		for i, v := range q.Point {
			out[iso(from.AddDate(0, 0, i*q.Step/1440))] += v
		}
	}
	return out
}

// ownCounts leaves only the last four weeks of counts in the folder, so that a slip in
// their file decides.
func (w *World) ownCounts(name string, write func(from, to time.Time) []byte) (from, to time.Time) {
	t, err := readTree(w.Dir)
	Must(err)
	for path := range t {
		if strings.HasPrefix(path, "inquiries/") && !strings.HasSuffix(path, "说明.txt") {
			w.remove(path)
		}
	}
	to = monday(w.Now)
	from = to.AddDate(0, 0, -28)
	w.Save("inquiries/"+name, write(from, to))
	return from, to
}
