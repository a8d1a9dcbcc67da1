package settlement

import (
	"path/filepath"
	"strings"
	"testing"

	"paiban/attendance"
)

// nights is a shop with a night shift of eight hours.
var nights = config + "  - {id: N, name: {zh: 夜班, en: Night}, short: {zh: 夜, en: N}, kind: night, hours: [22:00-30:00]}\n"

// The log of November ends within the night of the 30th. December's file, once it is
// there, holds its end; until then it is open. A start of the 1st of December is none of
// November's.
func TestNightIntoTheNextMonth(t *testing.T) {
	files := map[string]string{
		"paiban.yaml":           nights,
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-30 21:55", "B2 林一 2026-11-30 08:55 18:05"),
		"rosters/2026-W49.xlsx": roster(nov(30), "A1 苏晓禾 夜 日", "B2 林一 日 日"),
	}
	ws := shop(t, files)
	s := settle(t, ws, Options{})
	if m := person(t, s, "A1"); m.Missing != 0 || m.Attended != 1 || m.NotOver != 1 {
		t.Errorf("missing %d, attended %v, open %d", m.Missing, m.Attended, m.NotOver)
	}
	has(t, "notes", s.notesEN(), "needs the file of December", "2026-12-01 06:00 (苏晓禾)", "punches/2026-12")
	if d := s.Document(); d.Until != attendance.On(nov(30), 21*60+55) {
		t.Errorf("the document says %v", d.Until)
	}

	put(t, filepath.Join(ws.Root, "punches/2026-12/b.csv"), punches("A1 苏晓禾 2026-12-01 06:02 08:57", "B2 林一 2026-12-01 08:55 18:05"))
	s = settle(t, ws, Options{Month: november})
	if m := person(t, s, "A1"); m.Missing != 0 || m.NotOver != 0 || m.Days[29].Result != attendance.OK || m.Days[29].Worked != 480 {
		t.Errorf("with December: missing %d, open %d, %s, %d minutes", m.Missing, m.NotOver, m.Days[29].Result, m.Days[29].Worked)
	}
	has(t, "notes", s.notesEN(), "the punches of punches/2026-12 were read too")
	hasNot(t, "notes", s.notesEN(), "needs the file")

	// December knows, and she forgot: missing.
	put(t, filepath.Join(ws.Root, "punches/2026-12/b.csv"), punches("A1 苏晓禾 2026-12-01 08:57 18:01", "B2 林一 2026-12-01 08:55 18:05"))
	if m := person(t, settle(t, ws, Options{Month: november}), "A1"); m.Missing != 1 {
		t.Errorf("forgotten: missing %d", m.Missing)
	}
	// A file of December that cannot be read does not stop November.
	put(t, filepath.Join(ws.Root, "punches/2026-12/b.csv"), "nothing here\n")
	has(t, "notes", settle(t, ws, Options{Month: november}).notesEN(), "punches/2026-12", "cannot be read", "needs the file of December")
}

// The night of 31 October stands in the roster of its week or of its month; its end
// opens the log of November, on a day off. A shift from 00:00 was clocked in before
// the month, in the file of October.
func TestNightOutOfTheMonthBefore(t *testing.T) {
	for name, text := range map[string]string{
		"rosters/2026-W44.xlsx": roster(nov(0), "A1 苏晓禾 夜 休", "B2 林一 休 休"),
		"rosters/2026-10.xlsx":  roster(nov(-2), "A1 苏晓禾 日 日 夜", "B2 林一 日 日 休"),
	} {
		s := settle(t, shop(t, map[string]string{
			"paiban.yaml":           nights,
			"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-01 06:04", "B2 林一 2026-11-02 08:55 18:05"),
			"rosters/2026-11.xlsx":  roster(nov(1), "A1 苏晓禾 休 休", "B2 林一 休 日"),
			name:                    text,
		}), Options{})
		if d := person(t, s, "A1").Days[0]; d.Result != attendance.Resting || d.About != "" {
			t.Errorf("%s: %s, asks %q", name, d.Result, d.About)
		}
	}
	files := map[string]string{
		"paiban.yaml":           strings.ReplaceAll(nights, "22:00-30:00", "00:00-08:00"),
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-01 08:02", "B2 林一 2026-11-01 08:01"),
		"rosters/2026-11.xlsx":  roster(nov(1), "A1 苏晓禾 夜", "B2 林一 夜"),
	}
	s := settle(t, shop(t, files), Options{})
	if m := person(t, s, "A1"); m.Missing != 0 {
		t.Errorf("missing %d", m.Missing)
	}
	has(t, "notes", s.notesEN(), "needs the file of October")
	files["punches/2026-10/a.csv"] = punches("A1 苏晓禾 2026-10-31 23:56", "B2 林一 2026-10-01 08:01")
	s = settle(t, shop(t, files), Options{Month: november})
	if a, b := person(t, s, "A1"), person(t, s, "B2"); a.Missing != 0 || a.Days[0].Worked != 480 || b.Missing != 1 {
		t.Errorf("with October: missing %d, %d minutes; the other's %d", a.Missing, a.Days[0].Worked, b.Missing)
	}
}

// A floor whose clock was read on the 3rd is not absent after it because the other
// floor's was read later.
func TestFloorsReachApart(t *testing.T) {
	s := settle(t, shop(t, map[string]string{
		"punches/2026-11/a.csv": punches("A1 苏晓禾 2026-11-02 08:55 18:05", "A1 苏晓禾 2026-11-03 08:55 18:05", "A1 苏晓禾 2026-11-04 08:55 18:05"),
		"punches/2026-11/b.csv": punches("B2 林一 2026-11-02 08:55 18:05", "B2 林一 2026-11-03 08:57"),
		"rosters/2026-W45.xlsx": roster(nov(2), "A1 苏晓禾 日 日 日", "B2 林一 日 日 日"),
	}), Options{})
	if m := person(t, s, "B2"); m.Absent != 0 || m.Missing != 0 || m.NotOver != 1 || m.NotJudged != 1 {
		t.Errorf("absent %v, missing %d, open %d, not judged %d", m.Absent, m.Missing, m.NotOver, m.NotJudged)
	}
}
