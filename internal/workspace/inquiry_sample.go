package workspace

import (
	"regexp"
	"strconv"
	"strings"

	"paiban/internal/table"
)

// mostSampled is how many rows below the headings say what a column holds.
const mostSampled = 400

// sample says what stands in the columns below a row of headings. A nil sample knows
// nothing.
type sample struct {
	rows    int
	columns map[int]*sampled
}

// sampled is what stands in one column.
type sampled struct {
	filled  int
	numbers int // without rates
	rates   int
	dates   int            // a date, perhaps with a time of day
	times   int            // a time of day, perhaps with a date
	off     int            // of times: not on a quarter of an hour
	odd     int            // of times: not on five minutes
	within  map[int]bool   // seconds of the hour
	words   map[string]int // how often each text stands there
}

// look reads up to mostSampled rows of a sheet below the row of headings.
func look(book *table.Book, sheet, head int) *sample {
	s := &sample{columns: map[int]*sampled{}}
	for row, err := range book.Filled(sheet, head) {
		if err != nil || s.rows == mostSampled {
			break // the reading itself reports an error
		}
		if row.Number <= head {
			continue
		}
		s.rows++
		for _, c := range row.Cells {
			s.see(c.Col, table.Clean(c.Text))
		}
	}
	return s
}

func (s *sample) see(col int, text string) {
	if text == "" || len(text) > 200 {
		return
	}
	c := s.columns[col]
	if c == nil {
		c = &sampled{within: map[int]bool{}, words: map[string]int{}}
		s.columns[col] = c
	}
	c.filled++
	c.words[text]++
	if v, ok := table.ParseFloat(text); ok && v >= 0 {
		if strings.HasSuffix(text, "%") {
			c.rates++
		} else {
			c.numbers++
		}
	}
	if holdsDate(text) {
		c.dates++
	}
	if second, ok := secondOfHour(text); ok {
		c.times++
		c.within[second] = true
		if second%900 != 0 {
			c.off++
		}
		if second%300 != 0 {
			c.odd++
		}
	}
}

// holdsDate reports whether a text is a date in any form, perhaps with its time of day.
func holdsDate(text string) bool {
	if _, ok := parseMoment(&table.DateOrder{}, nil, text); ok || table.ShortDate(text) {
		return true
	}
	_, _, _, ok := noYear(text)
	return ok
}

var (
	clockIn     = regexp.MustCompile(`(?:^|[^\d:])\d{1,2}:(\d\d)(?::(\d\d))?`)
	compactTime = regexp.MustCompile(`^(?:19|20)\d{8}(\d\d)(\d\d)$`)
)

// secondOfHour returns how far into its hour a time lies, whatever its date.
func secondOfHour(text string) (int, bool) {
	g := clockIn.FindStringSubmatch(text)
	if g == nil {
		g = compactTime.FindStringSubmatch(text)
	}
	if g != nil {
		m, _ := strconv.Atoi(g[1])
		s, _ := strconv.Atoi(g[2])
		return m*60 + s, m < 60 && s < 60
	}
	if sinceEpoch.MatchString(text) {
		v, _ := strconv.Atoi(text[:10])
		return v % 3600, true
	}
	if m, ok := table.ParseMoment(text, 2000); ok && m.Timed {
		return m.Second % 3600, true
	}
	if v, err := strconv.ParseFloat(text, 64); err == nil && v > 0 && v < 1 { // a time of day as a spreadsheet stores it
		return int(v*86400+.5) % 3600, true
	}
	return 0, false
}

// column returns what stands in a column; an empty one where nothing does.
func (s *sample) column(col int) *sampled {
	if s != nil && s.columns[col] != nil {
		return s.columns[col]
	}
	return &sampled{}
}

// counts reports whether a column may hold counts: it holds numbers, or nobody knows.
func (s *sample) counts(col int) bool {
	return s == nil || s.rows == 0 || s.column(col).numbers > 0
}

// moments reports whether a column holds times: Received may be a count or a moment.
func (s *sample) moments(col int) bool {
	c := s.column(col)
	return c.times > 0 && 2*c.times > c.filled
}

// fewestScattered is how many times of day within an hour are more than those of a table
// of intervals.
const fewestScattered = 5

// scattered reports whether the times of a column are those of things that happen when
// they happen, not of intervals: most lie between the quarters of an hour, and they
// differ within the hour.
func (c *sampled) scattered() bool {
	return c.times > 0 && 5*c.times >= 4*c.filled && 2*c.off >= c.times && 2*c.odd >= c.times && len(c.within) >= min(fewestScattered, c.times)
}

// again reports whether a text of the column stands there more than most times.
func (c *sampled) again(most int) bool {
	for _, n := range c.words {
		if n > most {
			return true
		}
	}
	return false
}

// sorts reports whether a column says of which sort a row is: every row has a word, and
// few words serve for many rows.
func (c *sampled) sorts(rows int) bool {
	return 20*c.filled >= 19*rows && len(c.words) > 1 && len(c.words) <= max(2, rows/4) && c.numbers+c.rates == 0 && 2*c.dates < c.filled && 2*c.times < c.filled
}
