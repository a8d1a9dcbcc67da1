package planner

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/repair"
)

// held reads the roster of 2026-W47, Monday 11-16 to Sunday 11-22; today is Friday, its
// day 4.
func held(t *testing.T, pl *Planner) (path string, file *report.RosterFile) {
	t.Helper()
	path = filepath.Join(pl.Workspace.Root, "rosters", "2026-W47.xlsx")
	file, err := workspace.ReadRoster(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, file
}

// atWork finds somebody who works on a day of the roster.
func atWork(t *testing.T, h *Held, day int) (id string) {
	t.Helper()
	for i, cells := range h.Read.Roster.Cells {
		if cells[day] != schedule.Off {
			return h.Plan.Problem.People[i].ID
		}
	}
	t.Fatal("nobody works")
	return ""
}

// What is asked of a repair: from which day it may change cells, and what a change must
// save.
func TestRepairTask(t *testing.T) {
	pl := sample(t, "recharge")
	path, file := held(t, pl)
	h, err := pl.Hold(t.Context(), path, file)
	if err != nil {
		t.Fatal(err)
	}
	monday := file.Start
	a, b := h.Plan.Problem.People[0].ID, h.Plan.Problem.People[1].ID
	day := func(d int) *workcal.Date { date := monday + workcal.Date(d); return &date }
	price := int64(50)
	for _, c := range []struct {
		name  string
		task  RepairTask
		first int // day of the first absence
		from  int
		price int64
		ask   bool // a lang.AskError
	}{
		{"nothing has happened: from today on, for hard rules alone", RepairTask{}, -1, 4, hardOnlyPrice, false},
		{"a price is a price", RepairTask{Price: &price}, -1, 4, 50, false},
		{"an absence", RepairTask{}, 2, 2, 0, false},
		{"an earlier swap", RepairTask{Swaps: []SwapDays{{a, b, *day(1), *day(2)}}}, 3, 1, 0, false},
		{"a day named", RepairTask{From: day(1)}, 2, 1, 0, false},
		{"a day after the absence", RepairTask{From: day(3)}, 2, 0, 0, true},
		{"a day outside", RepairTask{From: day(7)}, -1, 0, 0, true},
		{"a swap outside", RepairTask{Swaps: []SwapDays{{a, b, *day(6), *day(7)}}}, -1, 0, 0, true},
		{"a swap with oneself", RepairTask{Swaps: []SwapDays{{a, a, *day(1), *day(1)}}}, -1, 0, 0, true},
		{"a swap with nobody", RepairTask{Swaps: []SwapDays{{a, "nobody", *day(1), *day(1)}}}, -1, 0, 0, true},
	} {
		r := &Repaired{Held: h}
		err := r.task(pl.today, c.task, c.first)
		var ask lang.AskError
		if errors.As(err, &ask) != c.ask || err != nil && !c.ask {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !c.ask && (r.Task.From != c.from || r.Task.Price != c.price) {
			t.Errorf("%s: from day %d at %d, want %d at %d", c.name, r.Task.From, r.Task.Price, c.from, c.price)
		}
	}
	r := &Repaired{Held: h}
	if err := r.task(pl.today, RepairTask{Swaps: []SwapDays{{a, b, *day(1), *day(2)}}}, -1); err != nil || !slices.Equal(r.Task.Swaps, []repair.Swap{{A: 0, B: 1, Day: 1}, {A: 0, B: 1, Day: 2}}) {
		t.Errorf("swaps %v (%v)", r.Task.Swaps, err)
	}
	gone := func() workcal.Date { return monday + 7 }
	if err := r.task(gone, RepairTask{}, -1); err == nil {
		t.Error("a roster whose days are past is repaired")
	}
}

// Somebody is away on Saturday: the day is taken from them in the plan that is written
// into the roster, the cells that changed are marked, and the version before goes into
// history. A dry run writes nothing.
func TestRepairIsWrittenIntoTheRoster(t *testing.T) {
	pl := sample(t, "recharge")
	path, file := held(t, pl)
	h, err := pl.Hold(t.Context(), path, file)
	if err != nil {
		t.Fatal(err)
	}
	const saturday = 5
	id := atWork(t, h, saturday)
	date := file.Start + saturday
	was, _ := os.ReadFile(path)
	task := RepairTask{Absences: []Absence{{Person: id, From: date, To: date, Kind: "SICK"}}}

	r, err := at(t, pl.Workspace.Root).Repair(t.Context(), path, file, withDry(task))
	if err != nil || r.Written != "" || len(r.Changes) == 0 {
		t.Fatalf("a dry run wrote %q and would change %v (%v)", r.Written, r.Changes, err)
	}
	if now, _ := os.ReadFile(path); string(now) != string(was) {
		t.Error("a dry run changed the roster")
	}
	planner := at(t, pl.Workspace.Root)
	planner.User = "王芳"
	if r, err = planner.Repair(t.Context(), path, file, task); err != nil {
		t.Fatal(err)
	}
	if r.Written != path {
		t.Errorf("written %q", r.Written)
	}
	if kept, _ := os.ReadFile(r.Backup); string(kept) != string(was) || filepath.Dir(r.Backup) != filepath.Join(filepath.Dir(path), "history") {
		t.Errorf("the version before is not in %q", r.Backup)
	}
	i := slices.IndexFunc(r.Plan.Problem.People, func(p schedule.Person) bool { return p.ID == id })
	if got := r.Chosen().Roster.Cells[i][saturday]; got != schedule.Off {
		t.Errorf("%s still works shift %d", id, got)
	}
	repaired, err := workspace.ReadRoster(path)
	if err != nil {
		t.Fatal(err)
	}
	row := slices.IndexFunc(repaired.People, func(p report.RosterRow) bool { return p.ID == id })
	if word := repaired.People[row].Cells[saturday]; word != "病假" {
		t.Errorf("the cell reads %q", word)
	}
	marked := repaired.State.Changed()
	if k := slices.IndexFunc(marked, func(c report.CellChange) bool { return c.ID == id && c.Date == date }); k < 0 || marked[k].On != pl.today() || marked[k].Now != "病假" {
		t.Errorf("marked are %v", marked)
	}
	past, err := planner.Past(path)
	if err != nil || len(past.Changes) != 1 || past.Changes[0].By != "王芳" || past.Changes[0].What != workspace.Repaired || len(past.Changes[0].Cells) != len(r.Changes) {
		t.Errorf("on record: %+v (%v)", past.Changes, err)
	}
	if _, err := at(t, pl.Workspace.Root).Repair(t.Context(), path, file, RepairTask{DryRun: true, Pick: 99}); !errors.As(err, new(lang.AskError)) {
		t.Errorf("plan 99: %v", err)
	}
}

func withDry(t RepairTask) RepairTask {
	t.DryRun = true
	return t
}

func TestLeaveWord(t *testing.T) {
	pl := &Planner{Workspace: &workspace.Workspace{Leave: []workspace.Leave{{Type: lang.Same("搬家假")}}}}
	for word, want := range map[string]lang.Text{"sick": lang.T("病假", "sick"), "病假": lang.T("病假", "sick"), "搬家假": lang.Same("搬家假")} {
		if got, err := pl.leaveWord(word); err != nil || got != want {
			t.Errorf("%s is %v, want %v: %v", word, got, want, err)
		}
	}
	// Nobody could read it back from the roster.
	if got, err := pl.leaveWord("感冒"); err == nil || !strings.Contains(err.Error(), `"感冒" is no kind of leave`) || !errors.As(err, new(lang.AskError)) {
		t.Errorf("感冒 is %v: %v", got, err)
	}
}

// A stopped repair writes nothing.
func TestInterruptedRepairWritesNothing(t *testing.T) {
	pl := sample(t, "recharge")
	path, file := held(t, pl)
	ctx, stop := context.WithCancel(t.Context())
	clock := pl.Clock
	pl.Clock = func() time.Time { stop(); return clock() }
	date := file.Start + 5
	_, err := pl.Repair(ctx, path, file, RepairTask{Absences: []Absence{{Person: pl.Workspace.People[0].ID, From: date, To: date}}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(path), "history")); !os.IsNotExist(err) {
		t.Errorf("something was changed (%v)", err)
	}
}

// What somebody has edited by hand is replaced by a repair of it, for the version before
// is kept; with -o, a file that somebody has edited is not.
func TestRepairOverAnEditedFile(t *testing.T) {
	pl := sample(t, "recharge")
	path, _ := held(t, pl)
	other := filepath.Join(t.TempDir(), "mine.xlsx")
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(other, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	edit(t, path)
	edit(t, other)
	file, err := workspace.ReadRoster(path)
	if err != nil {
		t.Fatal(err)
	}
	r := &Repaired{Held: &Held{Path: path, File: file, Planning: &Planning{Outlook: &Outlook{Workspace: pl.Workspace}}}}
	if v, err := r.target(RepairTask{}); err != nil || v.path != path || v.edited() == 0 {
		t.Errorf("the roster itself: %v (%v)", v, err)
	}
	if v, err := r.target(RepairTask{Path: other}); err == nil {
		t.Errorf("%v is replaced", v)
	}
	if v, err := r.target(RepairTask{Path: other, Force: true}); err != nil || v.path != other {
		t.Errorf("with force it goes to %v (%v)", v, err)
	}
}

// The first day away is the earliest, in whatever order people are named.
func TestFirstDayAway(t *testing.T) {
	pl := sample(t, "recharge")
	_, file := held(t, pl)
	a, b := pl.Workspace.People[0].ID, pl.Workspace.People[1].ID
	before := len(pl.Workspace.Leave)
	first, err := pl.absences(file, []Absence{{Person: a, From: file.Start + 5, To: file.Start + 6}, {Person: b, From: file.Start + 3, To: file.Start + 3}})
	if first != 3 || len(pl.Workspace.Leave) != before+3 || err != nil {
		t.Errorf("from day %d on, %d days of leave more (%v); want 3 and 3", first, len(pl.Workspace.Leave)-before, err)
	}
	if first, err := pl.absences(file, nil); first != -1 || err != nil {
		t.Errorf("nobody away: day %d (%v)", first, err)
	}
}

// leaveOn is two days of somebody, of which the given one is leave; −1 is none.
func leaveOn(day int) []lang.Text {
	days := make([]lang.Text, 2)
	if day >= 0 {
		days[day] = lang.T("病假", "sick")
	}
	return days
}

// A and B have exchanged day 1 by the leave list. Both cells are fixed, except for
// somebody who is on leave by now, or who is asked to exchange that day again.
func TestAgreedSwapsAreKept(t *testing.T) {
	pins := func(leave bool, again []repair.Swap) (pins []schedule.Pin) {
		plan := &workspace.Plan{Problem: &schedule.Problem{}, Swaps: []workspace.Exchange{{A: 0, B: 1, Day: 1}}}
		for range 3 {
			plan.Leave = append(plan.Leave, leaveOn(-1))
		}
		if leave {
			plan.Leave[0] = leaveOn(1)
		}
		r := &Repaired{Held: &Held{
			Planning: &Planning{Plan: plan},
			Read:     &report.Matched{Roster: &schedule.Roster{Cells: [][]int{{0, 7}, {0, 8}, {0, 9}}}},
		}, Task: repair.Task{Swaps: again}}
		r.keepSwaps(again)
		for _, rule := range plan.Problem.Rules {
			pins = append(pins, rule.(schedule.Pin))
		}
		return pins
	}
	a, b := schedule.Pin{Person: 0, Day: 1, Shift: 7}, schedule.Pin{Person: 1, Day: 1, Shift: 8}
	for _, c := range []struct {
		name  string
		leave bool
		again []repair.Swap
		want  []schedule.Pin
	}{
		{"both", false, nil, []schedule.Pin{a, b}},
		{"A is on leave", true, nil, []schedule.Pin{b}},
		{"B exchanges with C", false, []repair.Swap{{A: 1, B: 2, Day: 1}}, []schedule.Pin{a}},
		{"the same, on another day", false, []repair.Swap{{A: 1, B: 2, Day: 0}}, []schedule.Pin{a, b}},
	} {
		if got := pins(c.leave, c.again); !slices.Equal(got, c.want) {
			t.Errorf("%s: fixed are %v, want %v", c.name, got, c.want)
		}
	}
}

// The leave list has an exchange of Saturday, a day that may still change: the repair of
// Sunday keeps both cells as the roster has them.
func TestRepairKeepsAnAgreedSwap(t *testing.T) {
	const saturday, sunday = 5, 6
	pl := sample(t, "recharge")
	path, file := held(t, pl)
	pl.Workspace.Swaps = append(pl.Workspace.Swaps, workspace.Swap{A: 0, B: 1, Date: file.Start + saturday})
	away := pl.Workspace.People[2].ID
	r, err := pl.Repair(t.Context(), path, file, RepairTask{DryRun: true, Absences: []Absence{{Person: away, From: file.Start + sunday, To: file.Start + sunday}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{pl.Workspace.People[0].ID, pl.Workspace.People[1].ID} {
		i, err := r.person(id)
		if err != nil {
			t.Fatal(err)
		}
		pin := schedule.Pin{Person: i, Day: saturday, Shift: r.Read.Roster.Cells[i][saturday]}
		if !slices.ContainsFunc(r.Plan.Problem.Rules, func(rule schedule.Rule) bool { return rule == schedule.Rule(pin) }) {
			t.Errorf("%s is not fixed on Saturday", id)
		}
		if got := r.Chosen().Roster.Cells[i][saturday]; got != pin.Shift {
			t.Errorf("%s has shift %d on Saturday, had %d", id, got, pin.Shift)
		}
	}
}

// Leave that was entered for a day on which somebody is rostered upsets a roster; leave
// of a day off does not.
func TestLeaveUpsetsARoster(t *testing.T) {
	upset := func(day int) bool {
		r := &Repaired{Held: &Held{
			Planning: &Planning{Plan: &workspace.Plan{}},
			File:     &report.RosterFile{Generated: true},
			Read:     &report.Matched{Roster: &schedule.Roster{Cells: [][]int{{0, schedule.Off}}}},
		}}
		r.Plan.Leave = append(r.Plan.Leave, leaveOn(day))
		return r.upset()
	}
	if upset(-1) || !upset(0) || upset(1) {
		t.Errorf("nothing happened: %v, leave of a working day: %v, of a day off: %v", upset(-1), upset(0), upset(1))
	}
}
