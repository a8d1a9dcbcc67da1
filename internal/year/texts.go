package year

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// shownWeek is what the text of a week is compared with.
type shownWeek struct {
	Status string
	Score  struct{ Hard int64 }
	Days   []struct {
		Date     string
		Volume   float64
		Required float64 `json:"required_hours"`
		Rostered float64 `json:"rostered_hours"`
		Short    float64 `json:"short_hours"`
	}
	Roster []struct {
		Name  string
		Cells []string
		Hours float64
	}
	Findings []struct {
		Score struct{ Hard int64 }
		Why   map[string]string
	}
	Denied []struct {
		ID, Date string
		Wish     map[string]string
	}
	Notes []map[string]string
}

// read reads the week as a person does, in both languages, and compares it with what
// the program tells machines of the same roster.
func read(w *World, _ string, _ *rand.Rand) {
	mon := w.nextWeek()
	p := w.Rosters[w.weekName(mon)]
	if p == nil || p.Hand {
		return
	}
	w.Aside(func(c *World) {
		args := slices.Concat([]string{"week", "--week", w.weekName(mon)}, solving)
		var doc shownWeek
		if r := c.Run(append(args, "--json")...); json.Unmarshal(r.Out, &doc) != nil {
			c.Fail("week/no-json", "%s", r)
			return
		}
		for _, lang := range []string{"zh", "en"} {
			c.compareWeek(mon, c.Run(append(args, "--lang", lang)...), lang, doc)
		}
	})
}

// lines are the rows of the text, by their first field.
func lines(out []byte) map[string][]string {
	rows := map[string][]string{}
	for line := range strings.SplitSeq(string(out), "\n") {
		if fields := strings.Split(line, "\t"); len(fields) > 1 {
			rows[fields[0]] = fields
		}
	}
	return rows
}

// near reports whether the text s shows the number v, rounded.
func near(s string, v float64) bool {
	got, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	return err == nil && math.Abs(got-v) < .0501+.5*b2f(!strings.Contains(s, "."))
}

func b2f(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func (w *World) compareWeek(mon time.Time, r Ran, lang string, doc shownWeek) {
	rows := lines(r.Out)
	weekdays := map[string][]string{"zh": strings.Split("日 一 二 三 四 五 六", " "), "en": strings.Split("Sun Mon Tue Wed Thu Fri Sat", " ")}[lang]
	for i, d := range doc.Days {
		// A holiday stands behind the weekday.
		var row []string
		for first, fields := range rows {
			if at := mon.AddDate(0, 0, i); strings.HasPrefix(first, at.Format("01-02")+" "+weekdays[at.Weekday()]) {
				row = fields
			}
		}
		if len(row) < 6 || !near(row[1], d.Volume) || !near(row[3], d.Required) || !near(row[4], d.Rostered) || !near(row[5], d.Short) {
			w.Fail("words/day-row", "%s: row %q, figures %+v", r, row, d)
		}
	}
	for _, x := range doc.Roster {
		row := rows[x.Name]
		if len(row) != 9 || !near(row[8], x.Hours) {
			w.Fail("words/roster-row", "%s: row %q, %+v", r, row, x)
			continue
		}
		for i, c := range x.Cells {
			s, isShift := w.shift(c)
			switch got := row[1+i]; {
			case isShift && lang == "zh" && got != s.Word, isShift && lang == "en" && got != s.ID,
				c == "" && slices.ContainsFunc(w.Profile.Shifts, func(s Shift) bool { return got == s.Word || got == s.ID }):
				w.Fail("words/roster-row", "%s: %s on day %d is shown as %q and is %q", r, x.Name, i, got, c)
			}
		}
	}
	text := string(r.Out)
	holds := strings.Contains(text, map[string]string{"zh": "硬规则全部满足", "en": "all hard rules hold"}[lang]) && !strings.Contains(text, "not all hard rules hold")
	if holds != (doc.Score.Hard == 0) {
		w.Fail("words/all-hard-rules-hold", "%s: said %t, %d hard units are broken", r, holds, doc.Score.Hard)
	}
	proved := regexp.MustCompile(map[string]string{"zh": `没有更好`, "en": `nothing better exists`}[lang]).MatchString(text)
	if proved && doc.Status != "optimal" {
		w.Fail("words/nothing-better", "%s: said, status is %s", r, doc.Status)
	}
	for _, f := range doc.Findings {
		if f.Score.Hard > 0 && !strings.Contains(text, f.Why[lang]) {
			w.Fail("words/hard-finding-not-shown", "%s: %s", r, f.Why[lang])
		}
	}
	for _, n := range doc.Notes {
		if !strings.Contains(r.Said(), n[lang]) {
			w.Fail("words/note-not-shown", "%s: %s", r, n[lang])
		}
	}
	for _, d := range doc.Denied {
		q, _ := w.Person(d.ID)
		if !regexp.MustCompile(regexp.QuoteMeta(q.Name)+`[^\n]*`+d.Date[5:]).MatchString(text) && !regexp.MustCompile(d.Date[5:]+`[^\n]*`+regexp.QuoteMeta(q.Name)).MatchString(text) {
			w.Fail("words/denied-not-shown", "%s: %s on %s", r, q.Name, d.Date)
		}
	}
}

// monthColumns are the columns of the month's text behind id and name, as keys of the
// JSON; "" is a column that is not compared.
var monthColumns = []string{"due", "attended", "late_times", "late_minutes", "early_times", "missing", "absent", "", "", "full_attendance", "deduction"}

// readMonth reads the settled month as a person does and compares it with the JSON.
func readMonth(w *World, _ string, _ *rand.Rand) {
	m := month(w.lastMonth())
	if !w.Settled[m] {
		return
	}
	w.Aside(func(c *World) {
		var doc struct {
			People []map[string]any
			Notes  []map[string]string
		}
		if r := c.Run("month", "--month", m, "--json"); json.Unmarshal(r.Out, &doc) != nil {
			c.Fail("month/no-json", "%s", r)
			return
		}
		for _, lang := range []string{"zh", "en"} {
			r := c.Run("month", "--month", m, "--lang", lang)
			rows := lines(r.Out)
			for _, p := range doc.People {
				who, _ := p["person"].(map[string]any)
				row := rows[fmt.Sprint(who["id"])]
				for i, key := range monthColumns {
					v, _ := p[key].(float64)
					if key == "" {
						continue
					}
					if len(row) < 2+len(monthColumns) || row[2+i] != "" && !near(row[2+i], v) || row[2+i] == "" && v != 0 {
						c.Fail("words/month-row", "%s: %s of %v is %v, row %q", r, key, who["id"], v, row)
						break
					}
				}
			}
			for _, n := range doc.Notes {
				if !strings.Contains(r.Said(), n[lang]) {
					c.Fail("words/note-not-shown", "%s: %s", r, n[lang])
				}
			}
		}
	})
}
