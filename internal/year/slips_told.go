package year

import (
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// told reports whether one sentence of what was said, with the hint below it, names the
// file and one of the places: a row as "7", a cell as "C3", or a word. The place ""
// is the file itself.
func (r Ran) told(file string, places ...string) bool {
	base := filepath.Base(file)
	lines := strings.Split(r.Said(), "\n")
	for i, line := range lines {
		if !strings.Contains(line, base) {
			continue
		}
		if i+1 < len(lines) && strings.HasPrefix(lines[i+1], "  ") {
			line += lines[i+1]
		}
		// A word of the file's own name is no place in it.
		line = strings.ReplaceAll(line, base, "")
		if slices.ContainsFunc(places, func(p string) bool { return namesPlace(line, p) }) {
			return true
		}
	}
	return false
}

var cellName = regexp.MustCompile(`^[A-Z]+\d+$`)

// namesPlace reports whether a line names a row, a cell or a word.
func namesPlace(line, place string) bool {
	switch {
	case place == "":
		return true
	case strings.Trim(place, "0123456789") == "":
		return regexp.MustCompile(`:` + place + `\b|第[\d、 ]*\b` + place + `\b[\d、 ]*行|\b[A-Z]` + place + `\b`).MatchString(line)
	case cellName.MatchString(place):
		return namesCell(line, place)
	}
	return strings.Contains(line, place)
}

// calm makes the copy a shop without campaigns and changes of level, so that its volume
// can be told in every week of the year.
func (w *World) calm() {
	s := *w.Shop
	s.Level, s.Events = nil, nil
	w.Shop = &s
	w.writeEvents()
}

// forecast lets the coming week be forecast.
func (w *World) forecast() Ran {
	return w.Run("forecast", "run", "--from", iso(w.nextWeek()), "--json")
}

// weekHours are the forecast's totals of the coming week, hour by hour, of each queue
// in the order of the file.
func weekHours(r Ran) []float64 {
	var out []float64
	for _, q := range forecastOf(r).Queues {
		hours := make([]float64, 7*24)
		for i, v := range q.Point {
			if at := i * q.Step / 60; at < len(hours) {
				hours[at] += v
			}
		}
		out = append(out, hours...)
	}
	return out
}

// apartBy is by which share of b its hours differ from those of a.
func apartBy(a, b []float64) float64 {
	if len(a) != len(b) {
		return math.Inf(1)
	}
	var differ, all float64
	for i := range b {
		differ, all = differ+math.Abs(a[i]-b[i]), all+b[i]
	}
	if all == 0 {
		return math.Inf(1)
	}
	return differ / all
}

func sum(xs []float64) (all float64) {
	for _, x := range xs {
		all += x
	}
	return all
}
