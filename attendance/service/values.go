package service

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
)

// blank reports whether a cell says that there is no figure.
func blank(s string) bool {
	return strings.Trim(table.Clean(s), "-—–/ ") == "" || strings.ContainsAny("无暂", table.Clean(s)) && len([]rune(table.Clean(s))) == 1 || table.Clean(s) == "暂无" || strings.EqualFold(table.Clean(s), "n/a")
}

var (
	inWords   = regexp.MustCompile(`(?i)^(?:(\d+(?:\.\d+)?)\s?(?:小时|时|hours?|hrs?|h))?\s?(?:(\d+(?:\.\d+)?)\s?(?:分钟|分|minutes?|mins?|m|'|′))?\s?(?:(\d+(?:\.\d+)?)\s?(?:秒钟|秒|seconds?|secs?|s|"|″))?$`)
	colons    = regexp.MustCompile(`^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2}(?:\.\d+)?)$`)
	tenK      = regexp.MustCompile(`^(.*\d)\s?(万|w|W)$`)
	unitAfter = regexp.MustCompile(`(?i)\s?(人次|人|次|个|单|笔|件|条|分|元|天|points?|pts?)$`)
)

// dayFraction is the greatest number that is taken for a time of a spreadsheet, in days,
// where seconds are expected: 72 minutes. Nobody answers within a twentieth of a second.
const dayFraction = 0.05

// seconds reads a length of time in seconds: 35, 35秒, 1分5秒, 1m5s, 00:00:35, 1:05
// (minutes and seconds), or a part of a day as spreadsheets store times. minutes says that
// the heading names minutes.
func seconds(s string, minutes bool) (float64, bool) {
	s = table.Clean(s)
	if v, ok := table.ParseFloat(s); ok {
		switch {
		case v < 0 || strings.HasSuffix(s, "%"):
			return 0, false
		case v > 0 && v < dayFraction && strings.Contains(s, "."):
			return math.Round(v*86400*10) / 10, true
		case v >= 1e5:
			return 0, false
		case minutes:
			return v * 60, true
		}
		return v, true
	}
	part := func(text string, unit float64) float64 {
		v, _ := strconv.ParseFloat(text, 64)
		return v * unit
	}
	if g := colons.FindStringSubmatch(s); g != nil {
		v := part(g[1], 3600) + part(g[2], 60) + part(g[3], 1)
		return v, part(g[3], 1) < 60 && (g[1] == "" || part(g[2], 1) < 60) && v < 1e5
	}
	if g := inWords.FindStringSubmatch(s); s != "" && g != nil {
		v := part(g[1], 3600) + part(g[2], 60) + part(g[3], 1)
		return v, v < 1e5
	}
	return 0, false
}

// amount reads a count, a sum of money or a mark.
func amount(s string) (float64, bool) {
	s = table.Clean(s)
	if strings.HasSuffix(s, "%") {
		return 0, false
	}
	v, ok := table.ParseFloat(s)
	if !ok {
		by := 1.0
		if g := tenK.FindStringSubmatch(unitAfter.ReplaceAllString(s, "")); g != nil {
			s, by = g[1], 1e4
		} else {
			s = unitAfter.ReplaceAllString(s, "")
		}
		v, ok = table.ParseFloat(s)
		v *= by
	}
	return v, ok && v >= 0 && v < 1e10
}

// shares finds out how a column writes shares: 0.93, 93% or 93.
type shares struct{ below, above bool }

// see takes note of a cell; percent says that the spreadsheet shows it as a percentage.
func (c *shares) see(s string, percent bool) {
	s = table.Clean(s)
	v, ok := table.ParseFloat(s)
	if !ok || percent || strings.HasSuffix(s, "%") || v == 0 {
		return
	}
	c.below, c.above = c.below || v < 1, c.above || v > 1
}

// read reads a share; a number is a percentage where another one of the column is above 1.
func (c *shares) read(s string, percent bool) (float64, bool) {
	s = table.Clean(s)
	v, ok := table.ParseFloat(s)
	if ok && !percent && !strings.HasSuffix(s, "%") && c.above {
		v /= 100
	}
	return v, ok && v >= 0 && v <= 1+1e-9
}

// unclear reports whether the column writes shares in two ways, so that 0.9 may be 90% or
// 0.9%.
func (c *shares) unclear() bool { return c.below && c.above }

// wanted says what a cell of a unit should hold.
func wanted(u attendance.Unit) lang.Text {
	switch u {
	case attendance.Share:
		return lang.T("应是 0 到 100% 的比率，如 93% 或 0.93", "a rate from 0 to 100% is expected, such as 93% or 0.93")
	case attendance.Seconds:
		return lang.T("应是时长，如 35、35秒 或 00:00:35", "a length of time is expected, such as 35, 35s or 00:00:35")
	case attendance.Count, attendance.Sum, attendance.Marks:
	}
	return lang.T("应是不小于 0 的数", "a number of 0 or more is expected")
}
