package year

import (
	"bytes"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/encoding/unicode"
)

// settingSlips are slips in paiban.yaml and in what is typed behind a command.
var settingSlips = slices.Concat([]Slip{
	// Saved by an editor in the code of a Chinese Windows.
	saved("settings/gbk", gbk),
	// Saved by Windows PowerShell.
	saved("settings/utf-16", utf16),
	// Saved with a byte order mark.
	saved("settings/byte-order-mark", func(b []byte) []byte { return slices.Concat([]byte("\ufeff"), b) }),
	// Saved with the line ends of Windows.
	saved("settings/windows-line-ends", func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) }),

	{"settings/fullwidth-colon", func(w *World, kind string, _ *rand.Rand) {
		// The commonest slip of a Chinese keyboard: the line is named, and that the colon is wide.
		w.changeYaml(func(y string) string { return strings.Replace(y, "name: ", "name： ", 1) })
		r := w.Run("rules", "show", "--json")
		if r.Code == 3 && r.told("paiban.yaml", "2", "3") && strings.Contains(r.Err, "全角") || r.Code == 0 && bytes.Contains(r.Out, []byte("年年客服")) {
			return
		}
		w.Fail(kind, "%s: nobody is told of the wide colon in line 2: %s", r, firstLine(r.Err))
	}},
	// The indent is a tab.
	setting("settings/tab-for-indent", hoursDay, "contract:\n\thours_day: 7h\n"),
	// The indent is a wide blank.
	setting("settings/wide-blank-for-indent", hoursDay, "contract:\n　hours_day: 7h\n"),
	// The blanks come from a web page.
	setting("settings/no-break-space", hoursDay, "contract:\n\u00a0\u00a0hours_day: 7h\n"),
	// No blank behind the colon.
	setting("settings/no-blank-behind-colon", hoursDay, "contract:\n  hours_day:7h\n"),
	// A key with a slip of the pen.
	setting("settings/key-mistyped", hoursDay, "contrakt:\n  hours_day: 7h\n"),
	// A key below it with a slip of the pen.
	setting("settings/inner-key-mistyped", hoursDay, "contract:\n  hour_day: 7h\n"),
	// A key with a capital.
	setting("settings/key-with-capital", hoursDay, "Contract:\n  hours_day: 7h\n"),
	// The unit is missing.
	setting("settings/unit-missing", hoursDay, "contract:\n  hours_day: 7\n"),
	// The unit is a word.
	setting("settings/unit-in-chinese", hoursDay, "contract:\n  hours_day: 7小时\n"),
	// Wide digits.
	setting("settings/wide-digits", hoursDay, "contract:\n  hours_day: ７h\n"),
	// The quotes of a Chinese keyboard.
	setting("settings/chinese-quotes", hoursDay, "contract:\n  hours_day: “7h”\n"),
	// The value is missing.
	setting("settings/value-missing", hoursDay, "contract:\n  hours_day:\n"),
	// A bracket is missing.
	setting("settings/bracket-missing", hoursDay, "contract: {hours_day: 7h\n"),
	// The key comes twice, with two values.
	setting("settings/key-twice", hoursDay, "contract:\n  hours_day: 7h\ncontract:\n  hours_day: 8h\n"),
	// A note begins with a wide sign.
	setting("settings/wide-comment-sign", hoursDay, "＃ 七小时\ncontract:\n  hours_day: 7h\n"),
	// The preset with a slip of the pen.
	{"settings/preset-mistyped", func(w *World, kind string, _ *rand.Rand) {
		w.changeYaml(func(y string) string { return strings.Replace(y, "preset: ", "preset: x", 1) })
		if r := w.Run("rules", "show", "--json"); r.Code == 0 || !r.told("paiban.yaml", "x"+w.Profile.Preset) {
			w.Fail(kind, "%s: nothing is said of the preset in paiban.yaml: %s", r, firstLine(r.Err))
		}
	}},

	// Times of a queue as people type them.
	queueSetting("settings/wide-colon-in-time", "open: [09:00-18:00]", "open: [09：00-18：00]"),
	queueSetting("settings/long-dash-in-span", "open: [09:00-18:00]", "open: [09:00–18:00]"),
	queueSetting("settings/tilde-in-span", "open: [09:00-18:00]", "open: [09:00~18:00]"),
	queueSetting("settings/word-in-span", "open: [09:00-18:00]", "open: [09:00至18:00]"),
	queueSetting("settings/wide-comma-in-list", "open: [09:00-12:00, 14:00-18:00]", "open: [09:00-12:00，14:00-18:00]"),
	queueSetting("settings/minutes-missing", "open: [09:00-18:00]", "open: [9-18]"),
	queueSetting("settings/hour-25", "open: [09:00-24:00]", "open: [09:00-24:70]"),
	queueSetting("settings/minutes-in-chinese", "within: 3m", "within: 3分钟"),
	queueSetting("settings/number-in-chinese", "concurrency: 5", "concurrency: 五"),
	queueSetting("settings/share-above-one", "target: 90%", "target: 900%"),
	queueSetting("settings/wide-percent", "target: 90%", "target: 90％"),
	queueSetting("settings/share-without-sign", "target: 90%", "target: 90"),

	// The editor gave the file another name: it is said which one.
	renamed("settings/named-yml", "paiban.yml"),
	renamed("settings/named-txt", "paiban.yaml.txt"),

	{"settings/month-in-words", func(w *World, kind string, _ *rand.Rand) {
		// Nobody in a shop writes 2026-10.
		first := w.lastMonth()
		want, got := w.Run("month", "--month", month(first), "--json"), w.Run("month", "--month", first.Format("2006年1月"), "--json")
		if got.Code != want.Code || !bytes.Equal(got.Out, want.Out) {
			w.Fail(kind, "%s, with %s %d: %s", got, month(first), want.Code, firstLine(got.Err))
		}
	}},
	{"settings/scenario-utf16", func(w *World, kind string, _ *rand.Rand) {
		// A template printed into a file by Windows PowerShell.
		plan := w.Run("scenario", "template")
		w.Save("scenarios/计划.yaml", utf16(plan.Out))
		if r := w.Run("scenario", "run", "scenarios/计划.yaml", "--json"); r.Code != 0 && !r.told("计划.yaml", "UTF") {
			w.Fail(kind, "%s: neither read nor told that it is UTF-16", r)
		}
	}},
}, pastSlips)

// pastSlips are rosters of past weeks that are not there as they should be.
var pastSlips = []Slip{
	{"people/past-in-csv", func(w *World, kind string, _ *rand.Rand) {
		// Last week's roster is kept as CSV: it is history as a workbook is, or that it is
		// not read is told.
		week := weekName(monday(w.Now))
		w.pastWeek(monday(w.Now))
		r := w.Run("schedule", "export", week, "--csv", "--lang", "en")
		b, err := os.ReadFile(w.Path("exports", week+".csv"))
		if err != nil {
			w.Fail(kind, "%s: no CSV: %s", r, firstLine(r.Err))
			return
		}
		w.noRosters()
		w.Save("rosters/"+week+".csv", b)
		got := w.plannedWeek()
		if got.told(week+".csv", "") {
			return
		}
		w.pastWeek(monday(w.Now))
		want := w.plannedWeek()
		for _, q := range w.People {
			if a, b := got.rows[q.ID].Cells, want.rows[q.ID].Cells; !slices.Equal(a, b) {
				w.Fail(kind, "%s: %s works %v, with the past as a workbook %v; nothing is said of %s.csv", got, q.ID, a, b, week)
				return
			}
		}
	}},
	{"people/past-week-missing", func(w *World, kind string, _ *rand.Rand) {
		// Between the last roster and the week that is planned one week has none.
		w.noRosters()
		w.pastWeek(monday(w.Now).AddDate(0, 0, -7))
		gap := monday(w.Now)
		if p := w.plannedWeek(); p.Code != 3 && !w.saysDate(p.Ran, gap) && !strings.Contains(p.Said(), weekName(gap)) {
			w.Fail(kind, "%s: nobody is told that %s has no roster", p, weekName(gap))
		}
	}},
}

// pastWeek leaves the roster of one past week, planned on the Friday before it.
func (w *World) pastWeek(mon time.Time) {
	now := w.Now
	w.Now = mon.AddDate(0, 0, -3).Add(9 * time.Hour)
	w.noRosters()
	w.Run(slices.Concat([]string{"week", "--week", weekName(mon), "--json"}, solving)...)
	w.Now = now
}

// noRosters empties rosters/.
func (w *World) noRosters() {
	t, err := readTree(w.Dir)
	Must(err)
	for path := range t {
		if strings.HasPrefix(path, "rosters/") {
			w.remove(path)
		}
	}
}

// hoursDay is what the slips in the text of paiban.yaml are meant to say.
const hoursDay = "contract:\n  hours_day: 7h\n"

// saved is paiban.yaml in another code: it is read.
func saved(name string, code func([]byte) []byte) Slip {
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		w.sameRules(kind, func(y string) string { return y }, func(y string) string { return string(code([]byte(y))) }, false)
	}}
}

// setting is a text in paiban.yaml with a slip in it.
func setting(name, meant, typed string) Slip {
	put := func(text string) func(string) string {
		return func(y string) string { return strings.Replace(y, "lang: zh\n", "lang: zh\n"+text, 1) }
	}
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		w.sameRules(kind, put(meant), put(typed), true)
	}}
}

// queueSetting is a key of the first queue with a slip in it.
func queueSetting(name, meant, typed string) Slip {
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		put := func(key string) func(string) string {
			return func(y string) string { return addQueueKey(y, w.Profile.Queues[0].ID, key) }
		}
		w.sameRules(kind, put(meant), put(typed), true)
	}}
}

// sameRules requires that the rules in force are those that are meant, or, where it may
// be refused, that the line of the slip or the next one is named.
func (w *World) sameRules(kind string, meant, typed func(string) string, refused bool) {
	b, err := os.ReadFile(w.Path("paiban.yaml"))
	Must(err)
	good, bad := meant(string(b)), typed(string(b))
	w.changeYaml(func(string) string { return good })
	want := w.Run("rules", "show", "--json")
	w.changeYaml(func(string) string { return bad })
	got := w.Run("rules", "show", "--json")
	if got.Code == 0 && bytes.Equal(got.Out, want.Out) {
		return
	}
	line := 1 + strings.Count(bad[:firstDifference(good, bad)], "\n")
	if refused && got.Code == 3 && got.told("paiban.yaml", strconv.Itoa(line), strconv.Itoa(line+1)) {
		return
	}
	if got.Code == 0 {
		w.Fail(kind, "%s: other rules than meant, nothing is said of line %d of paiban.yaml", got, line)
		return
	}
	w.Fail(kind, "%s: line %d of paiban.yaml: %s", got, line, firstLine(got.Err))
}

// firstDifference is where a and b begin to differ.
func firstDifference(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// renamed is paiban.yaml under a name that an editor gave it.
func renamed(name, file string) Slip {
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		Must(os.Rename(w.Path("paiban.yaml"), w.Path(file)))
		if r := w.forecast(); r.Code != 0 && !r.told(file, "") {
			w.Fail(kind, "%s: nothing is said of %s: %s", r, file, firstLine(r.Err))
		}
	}}
}

// utf16 is text as Windows PowerShell writes it.
func utf16(b []byte) []byte {
	out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(b)
	Must(err)
	return out
}

// changeYaml rewrites paiban.yaml.
func (w *World) changeYaml(change func(string) string) {
	b, err := os.ReadFile(w.Path("paiban.yaml"))
	Must(err)
	w.Save("paiban.yaml", []byte(change(string(b))))
}

// addQueueKey adds a key to a queue of the preset in paiban.yaml.
func addQueueKey(yaml, queue, key string) string {
	entry := "queues:\n  - id: " + queue + "\n    " + key + "\n"
	if strings.Contains(yaml, "\nqueues:\n") {
		return strings.Replace(yaml, "queues:\n", entry, 1)
	}
	return yaml + entry
}
