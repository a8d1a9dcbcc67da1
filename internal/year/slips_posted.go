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

// ownRuleSlips are slips in the rules that shops write for some people, and in the times of
// the week.
var ownRuleSlips = []Slip{
	{"rules/name-of-two-people", func(w *World, kind string, _ *rand.Rand) {
		// Two people have the name that stands under for; an ID says which.
		t := w.scopedTeam("rules: {days_in_a_row: [{for: %s, max: 3, force: hard}]}\n", w.People[0].Name)
		rows := [][]any{{"工号", "姓名"}}
		for i, id := range []string{"T1", "T2", "T3", "T4"} {
			rows = append(rows, []any{id, w.People[max(0, i-1)].Name}) // T1 and T2 are called the same
		}
		t.Save("people.csv", table(rows))
		t.mustRefuse(kind, "paiban.yaml", w.People[0].Name)
	}},
	{"rules/name-of-a-group-and-a-contract", func(w *World, kind string, _ *rand.Rand) {
		t := w.scopedTeam("contracts: [{id: 夜组, hours_week: 40h}]\nrules: {days_in_a_row: [{for: %s, max: 3, force: hard}]}\n", "夜组")
		t.Save("people.csv", table([][]any{{"工号", "姓名", "组", "合同"}, {"T1", w.People[0].Name, "夜组", ""}, {"T2", w.People[1].Name, "早组", "夜组"}, {"T3", w.People[2].Name, "早组", ""}, {"T4", w.People[3].Name, "早组", ""}}))
		t.mustRefuse(kind, "paiban.yaml", "夜组")
	}},
	{"rules/name-that-nobody-has", func(w *World, kind string, _ *rand.Rand) {
		w.scopedTeam("rules: {days_in_a_row: [{for: %s, max: 3, force: hard}]}\n", "新入").mustRefuse(kind, "paiban.yaml", "新入")
	}},
	{"rules/contract-unknown", func(w *World, kind string, _ *rand.Rand) {
		// The staff list has a slip of the pen; the rules of the contract would hold for nobody.
		t := w.scopedTeam("contracts: [{id: parttime, name: {zh: 兼职, en: Part-time}, hours_week: 16h%s}]\n", "")
		t.Save("people.csv", table([][]any{{"工号", "姓名", "合同"}, {"T1", w.People[0].Name, "兼值"}, {"T2", w.People[1].Name, "兼职"}, {"T3", w.People[2].Name, ""}, {"T4", w.People[3].Name, ""}}))
		t.mustTell(kind, "people.csv", "C2", "2", "兼值")
	}},
	// A rule of people's days stands among the attendance.
	misplaced("rules/under-attendance", "attendance: {days_in_a_row: {max: 3}}\n", "days_in_a_row"),
	// It stands at the top, beside rules.
	misplaced("rules/beside-rules", "rest_days_week: {min: 3}\n", "rest_days_week"),
	// It stands in a shift.
	misplaced("rules/in-a-shift", "shifts: [{id: E, nights_week: {max: 1}}]\n", "nights_week"),
	// A list of together stands under apart's old name.
	misplaced("rules/unknown-list", "rules: {not_together: [{for: [T1, T2]}]}\n", "not_together"),
	{"rules/availability-of-no-weekday", func(w *World, kind string, r *rand.Rand) {
		t := w.scopedTeam("name: 小店%s\n", "")
		word := []string{"周八", "星期0", "Mondey", "单周周二"}[r.IntN(4)]
		t.Save("availability.csv", table([][]any{{"工号或姓名", "星期", "时段"}, {"T1", word, "14:00-18:00"}}))
		t.mustRefuse(kind, "availability.csv", "B2", "2", word)
	}},
	{"rules/availability-turned-round", func(w *World, kind string, _ *rand.Rand) {
		// What somebody cannot work stands in the column of what they can.
		t := w.scopedTeam("name: 小店%s\n", "")
		t.Save("people.csv", table([][]any{{"工号", "姓名", "可上时间"}, {"T1", w.People[0].Name, "周二不上"}, {"T2", w.People[1].Name, ""}, {"T3", w.People[2].Name, ""}}))
		t.mustRefuse(kind, "people.csv", "C2", "2", "周二不上")
	}},
}

// misplaced is a slip by which a rule stands where none is read: its key is named.
func misplaced(name, yaml, key string) Slip {
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		w.scopedTeam(yaml+"%s", "").mustRefuse(kind, "paiban.yaml", key)
	}}
}

// scopedTeam is a team of four with lines of settings of its own.
func (w *World) scopedTeam(yaml, word string) *team {
	return w.team("preset: wangdian\nqueues: [{id: service, windows: [{id: main, force: off}]}]\n"+fmt.Sprintf(yaml, word), 4, nil)
}

// mustRefuse requires that the week is refused and the place in the file named.
func (t *team) mustRefuse(kind, file string, places ...string) {
	if r, _, _ := t.week(); r.Code != 3 || !r.told(file, places...) {
		t.Fail(kind, "%s: %v of %s is not named: %s", r, places, file, firstLine(r.Err))
	}
}

// mustTell requires that the place is named, whether or not the week is planned.
func (t *team) mustTell(kind, file string, places ...string) {
	if r, _, _ := t.week(); !r.told(file, places...) {
		t.Fail(kind, "%s: %v of %s is not named: %s", r, places, file, firstLine(r.Err))
	}
}

// postedSlips are what people do to rosters and their history after they were planned.
var postedSlips = []Slip{
	{"posted/history-edited-by-hand", func(w *World, kind string, r *rand.Rand) {
		// Somebody tidies the folder: the list of changes is cut off, or a version is gone. The
		// roster stays what it is, and who asks for the history is told.
		mon, ok := w.changedWeek()
		if !ok {
			return
		}
		week := weekName(mon)
		files, err := filepath.Glob(w.Path("rosters", "history", week+"_*"))
		Must(err)
		list := "rosters/history/" + week + ".json"
		whole := len(files) == 0 || r.IntN(2) == 0
		if whole {
			w.Save(list, []byte(`{"schema": "paiban/roster-history/1", "changes": [`))
		} else {
			for _, f := range files {
				w.remove("rosters/history/" + filepath.Base(f))
			}
		}
		w.post(mon)
		u := w.Run("schedule", "undo", week)
		if u.Code != 3 || !strings.Contains(u.Err, week) {
			w.Fail(kind, "%s: the list is whole: %v; %s", u, !whole, firstLine(u.Err))
		}
		w.post(mon)
		if h := w.Run("schedule", "history", week); whole && (h.Code == 0 || !h.named(week+".json")) {
			w.Fail(kind+"/list", "%s: a list that is cut off is not named: %s", h, firstLine(h.Said()))
		}
	}},
	{"posted/renamed-beside-a-copy", func(w *World, kind string, r *rand.Rand) {
		// A copy made in the Explorer is edited instead of the roster: the roster counts, and
		// that the copy says something else is told.
		mon, b, id := w.board(r)
		if b == nil {
			return
		}
		week := weekName(mon)
		cells := w.Rosters[week].Cells[id]
		at := slices.IndexFunc(cells[:], func(c string) bool { return c != "" })
		if at < 0 {
			return
		}
		b.set(id, at, "休")
		b.path = filepath.Join("rosters", week+[]string{" - 副本", " (1)", "_改"}[r.IntN(3)]+".xlsx")
		b.save(w)
		w.pass(time.Hour)
		w.post(mon)
		if said := w.weekAfter(mon); !said.named(b.path) {
			w.Fail(kind, "%s: %s says something else of the week and is not named", said, b.path)
		}
	}},
	{"posted/lock-mark-in-another-spelling", func(w *World, kind string, r *rand.Rand) {
		// A mark that is none of those that lock: the cell is refused by name, or locks.
		mon := w.nextWeek()
		w.planWeek(mon)
		week := weekName(mon)
		if w.Rosters[week] == nil {
			return
		}
		mark := []string{"！！", "(锁定)", "🔐", "*", "[锁]"}[r.IntN(5)]
		id := w.People[0].ID
		b := w.openBoard(mon)
		cells := w.Rosters[week].Cells[id]
		if !w.plain(id, cells[1], mon.AddDate(0, 0, 1)) || cells[1] == "" {
			return
		}
		cell := b.cell(id, 1)
		b.set(id, 1, "休"+mark)
		b.save(w)
		w.pass(time.Minute)
		said := w.Run(slices.Concat([]string{"week", "--week", week, "--json"}, solving)...)
		if namesCell(said.Said(), cell) {
			return
		}
		if said.Code == 3 && strings.Contains(said.Err, "--force") { // edited by hand: the checker names it
			if c := w.Run("schedule", "check", filepath.Join("rosters", w.Rosters[week].File)); namesCell(c.Said(), cell) {
				return
			}
		}
		var doc weekDoc
		_ = json.Unmarshal(said.Out, &doc) // no JSON has no such cell
		for _, row := range doc.Roster {
			if row.ID == id && row.Cells[1] == "" {
				return
			}
		}
		w.Fail(kind, "%s: %s is %q, which is neither told nor kept", said, cell, "休"+mark)
	}},
	{"posted/month-sheet-edited-and-read-back", func(w *World, kind string, r *rand.Rand) {
		// The sheet of the month is edited and put beside the rosters of its weeks: these count,
		// and the cell in which the sheet differs is told.
		mon := w.nextWeek()
		name := month(mon)
		if m := w.Run(slices.Concat([]string{"week", "--month", name, "--json", "--force"}, solving)...); m.Code != 0 && m.Code != 4 {
			w.Fail(kind, "%s: %s", m, firstLine(m.Err))
			return
		}
		w.disagree(Ran{Args: []string{"month sheet", name}}, w.judge().JudgeMonthSheet(w.Path("exports", name+".xlsx")))
		b := w.openSheet("exports/"+name+".xlsx", mon.Day())
		var id string
		for _, p := range w.People {
			if b.rows[p.ID] == 0 {
				continue
			}
			if c, err := b.f.GetCellValue(b.sheet, b.cell(p.ID, 0)); err == nil && w.shiftByWord(c) {
				id = p.ID
			}
		}
		if id == "" {
			return
		}
		b.set(id, 0, "休")
		b.path = "rosters/" + name + ".xlsx"
		b.save(w)
		w.pass(time.Minute)
		said := w.Run("schedule", "export", weekName(mon), "--csv", "--lang", "en", "-o", "exports/sheet.csv")
		rows, err := readCSV(w.Path("exports", "sheet.csv"))
		if said.Code != 0 || err != nil {
			w.Fail(kind, "%s: %s", said, firstLine(said.Err))
			return
		}
		for _, row := range rows {
			if row[0] == id && strings.HasPrefix(row[3], "off") {
				w.Fail(kind, "%s: %s is off on %s by the sheet, which counts in place of the week's roster", said, id, iso(mon))
			}
		}
		if said := w.weekAfter(mon); !said.named(b.path) {
			w.Fail(kind+"/untold", "%s: %s says something else and is not named", said, b.path)
		}
	}},
	{"posted/undo-after-publish", func(w *World, kind string, r *rand.Rand) {
		// The publication is taken back: no cell changes, and the week may be planned again.
		mon := w.nextWeek()
		w.planWeek(mon)
		week := weekName(mon)
		if w.Rosters[week] == nil || w.Rosters[week].Hand {
			return
		}
		publish(w, "", r)
		if refused := w.Run(slices.Concat([]string{"week", "--week", week, "--json"}, solving)...); refused.Code != 3 {
			w.Fail(kind, "%s, though it is published", refused)
		}
		w.undo(mon, w.Rosters[week])
		if again := w.Run(slices.Concat([]string{"week", "--week", week, "--json"}, solving)...); again.Code == 3 && !strings.Contains(again.Err, "--force") {
			w.Fail(kind, "%s: %s", again, firstLine(again.Err))
		}
		w.history(mon)
	}},
}

// changedWeek plans and publishes the coming week in a copy, and repairs it.
func (w *World) changedWeek() (mon time.Time, ok bool) {
	mon = w.nextWeek()
	w.planWeek(mon)
	week := weekName(mon)
	p := w.Rosters[week]
	if p == nil {
		return mon, false
	}
	for _, q := range w.People {
		if c := p.Cells[q.ID]; c[4] != "" && w.plain(q.ID, c[4], mon.AddDate(0, 0, 4)) {
			w.repair(mon, p, q.ID, mon.AddDate(0, 0, 4))
			return mon, w.Rosters[week] != p
		}
	}
	return mon, false
}

// weekAfter plans the week after the one that begins on mon: it looks back to it, and tells
// what other files say of its days.
func (w *World) weekAfter(mon time.Time) Ran {
	return w.Run(slices.Concat([]string{"week", "--week", w.weekName(mon.AddDate(0, 0, 7)), "--json", "--force"}, solving)...)
}

// openSheet opens a month sheet as its supervisor does; column 0 is the day of the month.
func (w *World) openSheet(path string, dayOfMonth int) *board {
	b := w.openFile(path)
	b.column = 3 + dayOfMonth
	return b
}

func (w *World) shiftByWord(word string) bool {
	return slices.ContainsFunc(w.Profile.Shifts, func(s Shift) bool { return s.Word == word })
}
