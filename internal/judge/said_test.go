package judge

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// kindsOf gives the kinds of findings with their number; every one must be listed.
func kindsOf(t *testing.T, found []Finding) string {
	t.Helper()
	n := map[string]int{}
	for _, f := range found {
		if Kinds[f.Kind] == "" {
			t.Errorf("%s is not listed: %v", f.Kind, f)
		}
		n[f.Kind]++
	}
	var out []string
	for k, c := range n {
		out = append(out, fmt.Sprintf("%s %d", k, c))
	}
	sort.Strings(out)
	return strings.Join(out, "; ")
}

func text2(zh, en string) map[string]string { return map[string]string{"zh": zh, "en": en} }

// One person, 08:00-17:00 with an hour of break from Monday to Wednesday, alone in a window
// of these hours; the other days the window is closed.
const alone = `preset: plain
queues: [{id: service, windows: [{id: day, hours: 08:00-17:00, days: [mon, tue, wed]}]}]
rules: {requests: {force: 60}}
`

func TestJudgeWeek(t *testing.T) {
	name, roster := week("2026-W48", "2026-11-23", "A E E E . . . .", "B . . . . L . .")
	s := shopOf(t, map[string]string{"paiban.yaml": alone, name: roster, "leave.csv": "person,date,wish\nA,2026-11-23,off\nA,2026-11-27,off\nB,2026-11-28,E\n"})
	// 48 half hours a day: 16 to 33 are 08:00-17:00.
	rostered := make([]float64, 7*48)
	required := make([]float64, 7*48)
	for d := range 3 {
		for i := 16; i < 34; i++ {
			rostered[48*d+i] = 1
		}
	}
	for i := 28; i < 46; i++ { // 14:00-23:00 on Friday, but 18:00-19:00 is the gap
		rostered[48*4+i] = 1
	}
	required[16] = 3 // 08:00 on Monday: 2 short for half an hour
	days := []map[string]any{}
	for i := range 7 {
		days = append(days, map[string]any{"date": (day(t, "2026-11-23") + Day(i)).String(), "rostered_hours": 0, "short_hours": 0, "short_heads_most": 0, "short_at": ""})
	}
	days[0]["rostered_hours"], days[0]["short_hours"], days[0]["short_heads_most"], days[0]["short_at"] = 9, 1, 2, "08:00"
	days[1]["rostered_hours"], days[2]["rostered_hours"] = 8, 8.5
	days[4]["rostered_hours"] = 8
	said, err := json.Marshal(map[string]any{
		"schema": "paiban/week/1", "start": "2026-11-23", "file": filepath.Join(s.Dir, name),
		"status": "optimal", "score": map[string]int{"hard": 0, "cost": 160}, "bound": map[string]int{"hard": 0, "cost": 90},
		"interval_minutes": 30, "days": days,
		"queues": []any{map[string]any{"id": "service", "required": required, "rostered": rostered}},
		"roster": []any{
			map[string]any{"id": "A", "cells": []string{"E", "E", "E", "", "", "", ""}, "hours": 24},
			map[string]any{"id": "B", "cells": []string{"", "", "", "", "E", "", ""}, "hours": 9},
		},
		"findings": []any{
			map[string]any{"rule": "requirement", "score": map[string]int{"cost": 60}, "person": -1, "day": 0, "why": text2("11-23 周一 08:00-08:30 Reception：只有 2 人，至少 3 人", "Mon 11-23 08:00-08:30 Reception: 2 heads, at least 3 (requirement)")},
			map[string]any{"rule": "request", "score": map[string]int{"cost": 60}, "person": 0, "day": 0, "why": text2("", "")},
			map[string]any{"rule": "meeting", "score": map[string]int{"cost": 30}, "person": 1, "day": 0, "why": text2("没来 1", "missed 2")},
			map[string]any{"rule": "fair", "score": map[string]int{"cost": 10}, "person": 1, "day": -1, "days": map[string]int{"from": 0, "to": 7}, "why": text2("1 2 1", "Bo: late shifts 1 now, 2 with earlier weeks, above a share of 1")},
		},
		"soft":   []any{map[string]any{"rule": "requirement", "cost": 60}, map[string]any{"rule": "fair", "cost": 100}},
		"denied": []any{map[string]any{"id": "A", "date": "2026-11-27"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"roster/loud/meeting 1",                // there are no meetings
		"roster/number/bound 1",                // optimal, yet the bound is 90 of 160
		"roster/number/break/lacks 3",          // Monday to Wednesday: nothing says when the break is
		"roster/number/cells 1",                // B on Friday: E in the document, L in the file
		"roster/number/cost/fair 1",            // B is one above the share, and nothing of the settings asks for it
		"roster/number/cost/request 1",         // 60 a point, weight 3 where nothing is written: 180
		"roster/number/hours/plain 1",          // B has 4 + 4 h, not 9
		"roster/number/rostered-hours/break 1", // Monday: 9 h with the break
		"roster/number/rostered-hours/plain 1", // Wednesday: 8.5 is neither
		"roster/number/rostered/plain 1",       // Friday 18:00: one in the document, nobody there
		"roster/quiet/window/break 3",          // Monday to Wednesday
		"roster/sentence/denied-granted 1",     // A is off on Friday
		"roster/sentence/denied-untold 2",      // A works on Monday; B has no E on Saturday
		"roster/sentence/fair-earlier/plain 1", // B has one late shift in all
		"roster/sentence/heads/plain 1",        // one is there, not two
		"roster/sentence/two-languages 1",      // 1 and 2
	}
	if got := kindsOf(t, s.JudgeWeek(said, 0)); got != strings.Join(want, "; ") {
		t.Errorf("got\n%s\nwant\n%s", strings.ReplaceAll(got, "; ", "\n"), strings.Join(want, "\n"))
	}
}

// What check says of the same shop: nothing, which is quiet about three breaks; then a
// hard finding for each of them, and exit 0 for it.
func TestJudgeCheck(t *testing.T) {
	name, roster := week("2026-W48", "2026-11-23", "A E E E . xyz . .", "B . . . . L . .")
	s := shopOf(t, map[string]string{"paiban.yaml": alone, name: roster})
	check := func(hard int, findings ...any) []byte {
		data, err := json.Marshal(map[string]any{"files": []any{map[string]any{"file": "2026-W48.csv", "score": map[string]int{"hard": hard}, "findings": findings}}})
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	if got, want := kindsOf(t, s.JudgeCheck(check(0), 0)), "roster/quiet/cell/word 1; roster/quiet/window/break 3"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	var told []any
	for _, d := range []string{"2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"} {
		told = append(told, map[string]any{"rule": "window", "score": map[string]int{"hard": 1}, "person": "", "from": d, "to": d, "what": text2("", "")})
	}
	told = append(told, map[string]any{"rule": "min-rest", "score": map[string]int{"hard": 1}, "person": "A", "from": "2026-11-23", "to": "2026-11-24", "what": text2("", "")})
	if got, want := kindsOf(t, s.JudgeCheck(check(5, told...), 0)), "roster/loud/min-rest 1; roster/number/exit 1; roster/quiet/cell/word 1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Two are asked for on Monday and one is there, while Bo may come: one cell mends it. With
// Bo on leave nothing does.
func TestHardGivenUp(t *testing.T) {
	for leave, want := range map[string]string{
		"": "roster/sentence/hard-given 1",
		"person,type,from,to\nB,annual,2026-11-23,2026-11-23\n": "",
	} {
		name, roster := week("2026-W48", "2026-11-23", "A L . . . . . .", "B . . . . . . .")
		s := shopOf(t, map[string]string{"paiban.yaml": "preset: plain\nqueues: [{id: service, windows: [{id: day, hours: 19:00-23:00, days: [mon], min_online: 2}]}]\n", name: roster, "leave.csv": leave})
		r, err := s.RosterFile(filepath.Join(s.Dir, name))
		if err != nil {
			t.Fatal(err)
		}
		g := &hearing{s: s, r: r, b: &bench{s: s, r: r}, score: saidScore{Hard: 1}}
		g.given()
		if got := kindsOf(t, g.out); got != want {
			t.Errorf("leave %q: got %q, want %q", leave, got, want)
		}
	}
}

// Six weeks in which An works every Saturday and Sunday and Bo none: Bo has twelve days
// off, and works 30 days of 8 h where An works 42.
func TestJudgeSpan(t *testing.T) {
	files := map[string]string{}
	first := day(t, "2026-11-02")
	for w := range 6 {
		d := first + Day(7*w)
		name, roster := week(d.Week(), d.String(), "A E E E E E E E", "B E . E . . . .")
		files[name] = roster
	}
	s := shopOf(t, files)
	// An: 6 × 7 × 8 h = 336 h. Bo: 6 × 2 × 8 h = 96 h.
	if got, want := kindsOf(t, s.JudgeSpan(first, first+42)), "roster/frozen/hours 1; roster/frozen/weekend 1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := kindsOf(t, s.JudgeSpan(first, first+35)), "roster/frozen/hours 1"; got != want {
		t.Errorf("five weeks are too few for weekends: got %s, want %s", got, want)
	}
}

func TestJudgeAgree(t *testing.T) {
	s := shopOf(t, map[string]string{})
	said := func(list string, share int, cost int) []byte {
		f := map[string]any{"rule": "fair", "score": map[string]int{"cost": cost}, "person": nil}
		f[map[bool]string{true: "why", false: "what"}[list == "findings"]] = text2("", fmt.Sprintf("An: late shifts 3 now, 4 with earlier weeks, above a share of %d", share))
		all := map[string]any{"findings": []any{f}}
		if list == "files" {
			all = map[string]any{"files": []any{map[string]any{"findings": []any{f}}}}
		}
		data, err := json.Marshal(all)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	if got := kindsOf(t, s.JudgeAgree(said("findings", 2, 50), said("files", 2, 50))); got != "" {
		t.Errorf("the same said twice: %s", got)
	}
	if got, want := kindsOf(t, s.JudgeAgree(said("findings", 2, 50), said("files", 1, 150))), "roster/number/cost-of-rule 1; roster/sentence/share-of 1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A merged range and a formula without a value, exported as days off.
func TestJudgeExport(t *testing.T) {
	s := shopOf(t, map[string]string{"out.csv": "ID,Name,2026-11-23,2026-11-24,2026-11-25\nA,An,E,off,off\n"})
	f := excelize.NewFile()
	defer f.Close()
	for cell, v := range map[string]string{"A1": "ID", "B1": "Name", "C1": "2026-11-23", "D1": "2026-11-24", "E1": "2026-11-25", "A2": "A", "C2": "E"} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.MergeCell("Sheet1", "C2", "D2"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellFormula("Sheet1", "E2", "C2"); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(s.Dir, "rosters")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(filepath.Join(dir, "2026-W48.xlsx")); err != nil {
		t.Fatal(err)
	}
	found := s.JudgeExport(filepath.Join(s.Dir, "out.csv"), "")
	if got, want := kindsOf(t, found), "roster/number/cells 2"; got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
	if found[0].Date != "2026-11-24" || found[1].True != "=C2" {
		t.Errorf("%v", found)
	}
}

// W46 and W48 have rosters, W47 has none: a note names it or the judge does.
func TestMissingWeek(t *testing.T) {
	files := map[string]string{"paiban.yaml": "preset: plain\n" + noWindow}
	for _, w := range []string{"2026-W46", "2026-W48"} {
		monday, err := ParseWeek(w)
		if err != nil {
			t.Fatal(err)
		}
		name, roster := week(w, monday.String(), "A E . . . . . .")
		files[name] = roster
	}
	s := shopOf(t, files)
	row := map[string]any{"id": "A", "cells": []string{"E", "", "", "", "", "", ""}, "breaks": []any{map[string]any{"date": "2026-11-23", "from": "12:00", "to": "13:00"}}}
	for note, want := range map[string]string{"": "roster/quiet/history/missing 1", "2026-W47 has no roster": ""} {
		said, err := json.Marshal(map[string]any{"schema": "paiban/week/1", "start": "2026-11-23", "file": "2026-W48.csv", "roster": []any{row}, "notes": []any{text2("", note)}})
		if err != nil {
			t.Fatal(err)
		}
		if got := kindsOf(t, s.JudgeWeek(said, 0)); got != want {
			t.Errorf("note %q: got %q, want %q", note, got, want)
		}
	}
}
