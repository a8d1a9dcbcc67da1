package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

func TestConfigIsLaidOverItsPreset(t *testing.T) {
	c, err := ParseConfig("paiban.yaml", []byte(`
preset: wangdian
name: 小明的店
queues:
  - id: service
    concurrency: 6
    windows:
      - {id: main, remove: true}
      - {id: day, hours: "08:00-22:00", min_online: 2, force: hard}
shifts:
  - {id: L, remove: true}
  - id: X
    name: 加班
    short: 加
    kind: late
    hours: [18:00-次日 01:30]
    days: [2026-10-31..2026-11-11, sun, "!2026-11-01"]
handovers: [{id: early-late, remove: true}]
rules:
  rest_days_week: {min: 2, usual: 2}
  rotation: {force: off}
attendance:
  late: [{from: 1, fine: 2.5}]
  score: {items: [{id: exam, points: 5}]}
`))
	if err != nil {
		t.Fatal(err)
	}
	preset, err := Preset("wangdian")
	if err != nil {
		t.Fatal(err)
	}
	if c.Name != lang.Same("小明的店") {
		t.Errorf("name %v", c.Name)
	}
	q := c.Queues[0]
	if q.Concurrency != 6 || q.Turns != preset.Queues[0].Turns || len(q.Windows) != 1 || q.Windows[0].ID != "day" || q.Windows[0].Hours != (Span{480, 1320}) {
		t.Errorf("queue %+v", q)
	}
	if got := ids(c.Shifts, func(s Shift) string { return s.ID }); strings.Join(got, " ") != "E X" {
		t.Errorf("shifts %v, want E X: L is removed, X added after what stays", got)
	}
	if got := c.Shifts[1].Days.Text().EN; got != "2026-10-31..2026-11-11, Sun but 2026-11-01" {
		t.Errorf("days %q", got)
	}
	if got := c.Shifts[1].Hours[0]; got != (Span{1080, 1530}) {
		t.Errorf("18:00 to 01:30 of the next day is [1080, 1530), got %v", got)
	}
	// A rule that the file touches is the workspace's; the others keep theirs.
	if r := c.Rules.RestWeek; r.Min != 2 || !r.Force.Hard || r.Origin.From != FromWorkspace {
		t.Errorf("weekly rest %+v", r)
	}
	if r := c.Rules.Continuous; r.Length != 480 || r.Origin.From != FromShop {
		t.Errorf("continuous work %+v", r)
	}
	if !c.Rules.Rotation.Force.Off() || len(c.Rules.Rotation.Kinds) != 2 {
		t.Errorf("rotation %+v", c.Rules.Rotation)
	}
	if len(c.Attendance.Late) != 1 || c.Attendance.Late[0].Fine != 250 {
		t.Errorf("a list without ids replaces: %+v", c.Attendance.Late)
	}
	items := c.Attendance.Score.Items
	if len(items) != 9 || items[7].ID != "exam" || items[7].Points != 5 || !items[7].Extra || items[7].From != "service.exam" {
		t.Errorf("a list with ids merges: %+v", items)
	}
	// Nothing of this reaches the preset itself.
	again, err := Preset("wangdian")
	if err != nil || again.Queues[0].Concurrency != 4 || len(again.Shifts) != 2 {
		t.Errorf("the preset has changed: %v, %+v", err, again.Queues[0])
	}
}

func TestRulesThatAreWrittenAreMeant(t *testing.T) {
	c, err := ParseConfig("paiban.yaml", []byte(`
preset: taobao
queues: [{id: service, windows: [{id: noon, hours: "12:00-13:00", min_online: 2}]}]
rules:
  hours_week: {length: 48h}
  rest_days_week: {min: 1}
  rotation: {force: off}
  days_in_a_row: {max: 6}
`))
	if err != nil {
		t.Fatal(err)
	}
	w := c.Queues[0].Windows[2]
	if w.ID != "noon" || !w.Force.Hard {
		t.Errorf("a new window without a force is hard: %+v", w)
	}
	if !c.Rules.HoursWeek.Force.Hard || !c.Rules.RestWeek.Force.Hard {
		t.Errorf("a rule that was off is hard once it is written: %+v, %+v", c.Rules.HoursWeek, c.Rules.RestWeek)
	}
	if !c.Rules.Rotation.Force.Off() || c.Rules.WorkRun.Force.Cost != 3000 {
		t.Errorf("a force that is given stays: %+v, %+v", c.Rules.Rotation, c.Rules.WorkRun)
	}
}

func TestConfigErrorsNameThePlaceAndAWayOut(t *testing.T) {
	for _, c := range []struct{ text, at, want string }{
		{"preset: wangdian\nqueus: []\n", "paiban.yaml:2:1", `did you mean "queues"?`},
		{"preset: wangdian\nrules:\n  rest_day_week: {min: 1}\n", "paiban.yaml:3:3", `did you mean "rest_days_week"?`},
		{"preset: wangdian\ninterval: thirty\n", "paiban.yaml:2:11", `"thirty" is not a whole number`},
		{"preset: wangdian\nshifts: [{id: E, hours: [8-12]}]\n", "paiban.yaml:2:26", "write 08:00-12:00"},
		{"preset: wangdian\nrules: {rotation: {force: maybe}}\n", "paiban.yaml:2:27", `force "maybe"`},
		{"preset: wangdian\nrules: {rotation: {kinds: [early, early, late]}}\n", "paiban.yaml", "rotation names each kind of shift once"},
		{"preset: wangdian\nrules: {rest_between_shifts: {length: 11}}\n", "paiban.yaml:2:39", "11h, 90m"},
		{"preset: wangdian\nqueues: [{id: service, target: 900%}]\n", "paiban.yaml:2:32", "not between 0 and 100%"},
		{"preset: wangdian\nshifts: [{id: E, kind: erly}]\n", "paiban.yaml:2:24", `did you mean "early"?`},
		{"preset: wangdian\nshifts: [{id: Q, remove: true}]\n", "paiban.yaml:2:15", "no id \"Q\" to remove"},
		{"preset: wangdian\nshifts: [{name: x}]\n", "paiban.yaml:2", "id is missing"},
		{"preset: wangdian\nname: a\nname: b\n", "paiban.yaml:3:1", "already defined"},
		{"preset: wangdian\nrules: 3\n", "paiban.yaml:2:8", "keys and values are expected"},
		{"preset: wangdian\nshifts: [{id: E, days: [!sun]}]\n", "paiban.yaml:2", "in quotes"},
		{"preset: wangdian\n\tname: a\n", "paiban.yaml:2", "not valid YAML"},
		{"preset: wangdain\n", "paiban.yaml", `did you mean "wangdian"?`},
		{"name: a\n", "paiban.yaml", "names no preset"},
		{"", "paiban.yaml", "names no preset"},
		{"preset: wangdian\nshifts: [{id: E, queues: [presale]}]\n", "paiban.yaml", `shifts[E].queues: there is no "presale"`},
		{"preset: wangdian\nshifts: [{id: E, hours: [\"08:00-12:00\", \"11:00-15:00\"]}]\n", "paiban.yaml", "overlap"},
		{"preset: wangdian\nshifts: [{id: E, hours: [8am: 12]}]\n", "paiban.yaml:2:29", "put it in quotes"},
	} {
		_, err := ParseConfig("paiban.yaml", []byte(c.text))
		if err == nil {
			t.Errorf("%q was read", c.text)
			continue
		}
		if got := err.Error(); !strings.Contains(got, c.at) || !strings.Contains(got, c.want) {
			t.Errorf("%q:\n got %s\nwant %s … %s", c.text, got, c.at, c.want)
		}
		if zh := lang.Tell(err, lang.ZH); zh == "" || zh == err.Error() {
			t.Errorf("%q: no Chinese: %s", c.text, zh)
		}
	}
	// Input that would keep a parser busy for minutes is refused at once.
	for _, unit := range []string{"[", "{a: ", "- ", "? "} {
		if _, err := ParseConfig("paiban.yaml", []byte(strings.Repeat(unit, 50_000))); err == nil || !strings.Contains(err.Error(), "levels deep") {
			t.Errorf("%q repeated: %v", unit, err)
		}
	}
	// All of them at once.
	_, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\na: 1\nb: 2\ninterval: x\n"))
	if ps, ok := err.(table.Problems); !ok || len(ps) != 3 {
		t.Errorf("want 3 problems, got %v", err)
	}
}

func TestScalars(t *testing.T) {
	for text, want := range map[string]Span{
		"08:00-12:00": {480, 720}, "15:30-24:00": {930, 1440}, "22:00-06:00": {1320, 1800}, "22:00-30:00": {1320, 1800},
		"8:00～9:30": {480, 570}, "23:00-次日 01:00": {1380, 1500},
	} {
		var s Span
		if err := s.UnmarshalText([]byte(text)); err != nil || s != want {
			t.Errorf("%q: got %v, %v, want %v", text, s, err, want)
		}
	}
	for _, text := range []string{"", "08:00", "12:60-13:00", "30:00-31:00", "08:00-60:00", "a-b", "08:00-12:00-13:00"} {
		var s Span
		if err := s.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q was read as %v", text, s)
		}
	}
	sat := workcal.New(nil).Day(workcal.DateOf(2026, 2, 14)) // a Saturday worked for Spring Festival
	for names, want := range map[string]bool{"all": true, "workdays": true, "restdays": false, "weekends": true, "sat": true, "sun": false} {
		if got := (Days{DayName(names)}).Has(sat); got != want {
			t.Errorf("%s has 2026-02-14: got %v, want %v", names, got, want)
		}
	}
	for words, want := range map[string]bool{
		"2026-02-14": true, "2026-02-15": false, "2026-02-01..2026-02-14": true, "2026-02-15..2026-02-20": false,
		"!sat": false, "!sun": true, "workdays !2026-02-01..2026-02-28": false, "sun 2026-02-14": true,
	} {
		var d Days
		for _, word := range strings.Fields(words) {
			var n DayName
			if err := n.UnmarshalText([]byte(word)); err != nil {
				t.Fatal(err)
			}
			d = append(d, n)
		}
		if got := d.Has(sat); got != want {
			t.Errorf("%s has 2026-02-14: got %v, want %v", words, got, want)
		}
	}
	for _, word := range []string{"", "!", "2026-02-30", "2026-02-14..2026-02-01", "saturdays"} {
		var n DayName
		if err := n.UnmarshalText([]byte(word)); err == nil {
			t.Errorf("%q was read as a day", word)
		}
	}
}

func FuzzConfig(f *testing.F) {
	for _, name := range Presets {
		src, err := presetFiles.ReadFile("presets/" + name + ".yaml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src))
	}
	for _, s := range []string{"preset: wangdian\nshifts: [{id: E, remove: true}]", "&a [*a]", "preset: !!int 3", "a: {b: {c: [", "- - - -", "preset: duty\nqueues: {}", "? [a]\n: b", "preset:\n  - taobao"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ParseConfig("paiban.yaml", []byte(text))
		if err != nil {
			if lang.Tell(err, lang.ZH) == "" || err.Error() == "" {
				t.Fatal("an error without words")
			}
			return
		}
		if err := c.Validate("paiban.yaml"); err != nil {
			t.Fatalf("accepted, but not valid: %v", err)
		}
	})
}

func TestSpanInFlowStyle(t *testing.T) {
	c, err := ParseConfig("paiban.yaml", []byte("preset: taobao\nshifts:\n  - {id: D, hours: [09:00-13:00, 14:00-18:00]}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Shifts[0].Hours; len(got) != 2 || got[0].String() != "09:00-13:00" || got[1].String() != "14:00-18:00" {
		t.Errorf("hours are %v", got)
	}
}

// TestConfigErrorsAreWhole reads settings that are wrong in every way a value can
// be: no sentence has lost an operand, in either language.
func TestConfigErrorsAreWhole(t *testing.T) {
	for _, src := range []string{
		"queues: [{id: service, target: 150%}]",
		"queues: [{id: service, target: 0, shrinkage: 100%, robot_share: 1, concurrency: 99}]",
		"queues: [{id: service, within: 3, aht: x, typing: -1s, gate: 7}]",
		"queues: [{id: service, windows: [{id: w, hours: 22:00-30:00, min_online: 0, force: perhaps}]}]",
		"shifts: [{id: E, hours: [08:00-25:99], break: 9h, queues: [nobody]}]",
		"shifts: [{id: E, hours: [08:00-12:00, 11:00-13:00], heads: {min: 3, max: 1}}]",
		"duty_turns: [{id: E, hours: [08:00-09:00], heads: -1, on: [E, X]}]",
		"rules: {rest_days_week: {min: 9}, rest_days_month: {min: 2, usual: 1}, requests: {force: hard}}",
		"attendance: {grace: {minutes: -1}, late: [{from: 0, fine: -1}], score: {base: 5, cap: 1}}",
		"interval: 7\nlang: fr\npreset: wangdain",
	} {
		_, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\n"+src))
		if err == nil {
			t.Errorf("%s is accepted", src)
			continue
		}
		for _, l := range []lang.Lang{lang.ZH, lang.EN} {
			if told := lang.Tell(err, l); strings.Contains(told, "%!") || strings.Contains(told, "%%") {
				t.Errorf("%s: %s", src, told)
			}
		}
	}
}

func TestRestDaysAskedForArePlannedFor(t *testing.T) {
	// wangdian plans for 1 rest day a week.
	c, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\nrules: {rest_days_week: {min: 2}}"))
	if err != nil {
		t.Fatal(err)
	}
	if r := c.Rules.RestWeek; r.Min != 2 || r.Usual != 2 {
		t.Errorf("min %d, usual %d; want 2 and 2", r.Min, r.Usual)
	}
}

func TestTimesThatDoNotExistAreTold(t *testing.T) {
	for _, src := range []string{"[08:00-25:99]", `["08:00-25:99"]`} {
		_, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\nshifts: [{id: E, hours: "+src+"}]"))
		if err == nil || !strings.Contains(err.Error(), "there is no time 25:99") {
			t.Errorf("%s: %v", src, err)
		}
	}
}

func TestConfigInGBK(t *testing.T) {
	dir := t.TempDir()
	// "name: 小明" as Notepad saves it in GBK: d0a1 c3f7.
	if err := os.WriteFile(filepath.Join(dir, ConfigFile), []byte("preset: wangdian\nname: \xd0\xa1\xc3\xf7\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := LoadConfig(dir)
	if err != nil || c.Name.ZH != "小明" {
		t.Errorf("name %v, %v; want 小明", c, err)
	}
}

func TestSettingsThatCannotBeMeantAreToldWithTheirLine(t *testing.T) {
	for src, want := range map[string]string{
		"rules:\n  rest_days_week:\n    min: 2\n    usual: 1":                         "paiban.yaml:5:5: rules.rest_days_week.usual: 1 is fewer",
		"queues:\n  - id: service\n    windows:\n      - {id: w, hours: 08:00-12:00}": "paiban.yaml:5:14: queues[service].windows[w].min_online: 0 is not",
		"interval: 7":                         "paiban.yaml:2:1: interval: 7",
		"attendance:\n  grace: {minutes: -1}": "paiban.yaml:2:1: attendance.grace.minutes: -1",
	} {
		_, err := ParseConfig("paiban.yaml", []byte("preset: wangdian\n"+src))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s:\n%v\nwant %s", src, err, want)
		}
	}
}
