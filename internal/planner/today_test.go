package planner

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"paiban/attendance"
	"paiban/internal/labourlaw"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

var wednesday = workcal.DateOf(2026, 11, 25)

// todayShop is a shop on Wednesday 2026-11-25, open 08:00-24:00, with perHour contacts an hour
// on every day before it. Early is 08:00-17:00 with an hour's break between 11:00 and 17:00,
// late 15:00-24:00, standby 08:00-24:00. Only the cells of Wednesday differ from one test
// to the next: cells has one for each person of staff.
func todayShop(t *testing.T, perHour int, staff, cells string, files map[string]string) *Planner {
	t.Helper()
	if files == nil {
		files = map[string]string{}
	}
	files["people.csv"] = "工号,姓名,标记,实习至\n" + staff
	var counts strings.Builder
	counts.WriteString("时间,飞鸽接待\n")
	for d := wednesday - 28; d < wednesday; d++ {
		for h := 8; h < 24; h++ {
			fmt.Fprintf(&counts, "%s %02d:00,%d\n", d, h, perHour)
		}
	}
	pl := shopWith(t, `queues:
  - {id: service, open: ["08:00-24:00"], windows: [{id: online, remove: true}, {id: pair, remove: true}]}
`, files)
	root := pl.Workspace.Root
	write := func(name, text string) {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	settings, err := os.ReadFile(filepath.Join(root, "paiban.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(settings), "  - {id: E, hours: [08:00-17:00], break: 1h}", `  - {id: E, hours: [08:00-17:00], breaks: [{length: 1h, earliest: "11:00", latest: "16:00"}]}
  - {id: S, kind: standby, name: {zh: 待命, en: standby}, short: {zh: 待, en: S}, hours: [08:00-24:00], heads: {min: 1, force: 50}}`, 1)
	write("paiban.yaml", text)
	write("inquiries/counts.csv", counts.String())
	var roster strings.Builder
	roster.WriteString("工号,姓名")
	for d := range workcal.Date(7) {
		fmt.Fprintf(&roster, ",%s", wednesday-2+d)
	}
	roster.WriteString("\n")
	row := strings.Fields(cells)
	for i, line := range strings.Split(strings.TrimSpace(staff), "\n") {
		f := strings.Split(line, ",")
		fmt.Fprintf(&roster, "%s,%s,休,休,%s,休,休,休,休\n", f[0], f[1], row[i])
	}
	write("rosters/2026-W48.csv", roster.String())
	return at(t, root)
}

func lookAt(t *testing.T, pl *Planner, task TodayTask) *Today {
	t.Helper()
	task.Date = wednesday
	if task.Minute == 0 {
		task.Minute = 14*60 + 10
	}
	d, err := pl.Today(t.Context(), task)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Who is there: an absence from 14:00 is one from 14:00, a cell with hours too, leave of some
// hours ends, and overtime that is approved counts.
func TestTodayPresence(t *testing.T) {
	staff := "1,安琪,,\n2,卜乐,,\n3,程双,,\n4,丁一,,\n5,方圆,,\n"
	pl := todayShop(t, 20, staff, "早 早(14-17假) 早 早 休", map[string]string{
		"leave.csv": "姓名,类型,开始,结束,审批\n丁一,事假,2026-11-25 09:00,2026-11-25 15:30,通过\n",
	})
	five, err := pl.Workspace.PersonByWord("方圆")
	if err != nil {
		t.Fatal(err)
	}
	pl.Workspace.Overtime = append(pl.Workspace.Overtime, overtimeOn(five, wednesday, 18*60, 20*60))
	d := lookAt(t, pl, TodayTask{Absent: []TodayAbsent{{Person: "安琪", From: 14 * 60}}})
	for _, c := range []struct {
		who, at int
		want    bool
	}{
		{0, 9 * 60, true}, {0, 14 * 60, false}, {0, 16 * 60, false},
		{1, 10 * 60, true}, {1, 14 * 60, false}, {1, 16*60 + 45, false},
		{2, 10 * 60, true}, {2, 16*60 + 45, true}, {2, 17 * 60, false},
		{3, 8 * 60, true}, {3, 9 * 60, false}, {3, 15 * 60, false}, {3, 16 * 60, true},
		{4, 17*60 + 45, false}, {4, 18 * 60, true}, {4, 19*60 + 45, true}, {4, 20 * 60, false},
	} {
		got := false
		if k := slices.IndexFunc(d.hands, func(h hand) bool { return h.person == c.who }); k >= 0 {
			got = d.hands[k].there[c.at/15]
		}
		if got != c.want {
			t.Errorf("person %d at %s: %v", c.who, schedule.Clock(c.at), got)
		}
	}
	if len(d.Entries) == 0 || !strings.Contains(d.Entries[0].Row.ZH, "安琪 | 请假 | 2026-11-25 14:00 | 2026-11-26 00:00") {
		t.Errorf("%v", d.Entries)
	}
}

// What may be asked of whom, and what it costs: 4500 yuan for 174 hours are 25.86 an hour.
// From 17:00 on nobody is there but one on late, so that everybody helps who may.
func TestTodayMeasures(t *testing.T) {
	staff := "1,安琪,,\n2,卜乐,孕期,\n3,程双,哺乳,\n4,丁一,,2026-12-25\n5,方圆,,\n6,高飞,,\n7,何其,,\n"
	d := lookAt(t, todayShop(t, 60, staff, "早 早 早 早 待 休 晚", nil), TodayTask{})
	const hour = 4500. / 174
	kinds := map[int]MeasureKind{}
	for _, m := range d.Measures {
		kinds[m.Person] = m.Kind
		want := 0.
		switch m.Kind {
		case StayOn:
			want = 1.5 * hour * float64(m.Span.Len()) / 60
			if m.Span.Len() > labourlaw.OvertimeDay || m.Span.Start != 17*60 {
				t.Errorf("stays %s", m.Span)
			}
		case CallStandby:
			// Late begins more than half an hour after 14:10 and lies within standby: it is the
			// work of that day, and costs nothing more.
			if m.Span != (schedule.Span{Start: 15 * 60, End: 24 * 60}) || !m.InCell() {
				t.Errorf("comes from standby %s", m.Span)
			}
		case CallIn: // late 15:00-24:00, from 15:30 on, an hour after 14:10; its break is unpaid
			want = 2 * hour * 7.5
			if m.Span != (schedule.Span{Start: 15*60 + 30, End: 24 * 60}) || m.Shift != schedule.Off {
				t.Errorf("comes from a rest day %s", m.Span)
			}
		}
		if math.Abs(m.Yuan-want) > .01 {
			t.Errorf("%s of %d at %s: %.2f yuan, want %.2f", m.Kind, m.Person, m.Span, m.Yuan, want)
		}
	}
	if kinds[0] != StayOn || kinds[4] != CallStandby || kinds[5] != CallIn {
		t.Errorf("asked: %v", kinds)
	}
	for _, i := range []int{1, 2, 3} { // the law, the law, in training
		if kinds[i] == StayOn {
			t.Errorf("person %d is asked for overtime", i)
		}
	}
	q := &d.Queues[0]
	if ShortHours(q.After) >= ShortHours(q.Short) || q.ReplyAfter <= q.Reply {
		t.Errorf("short %.1f h, then %.1f; reply rate %.3f, then %.3f", ShortHours(q.Short), ShortHours(q.After), q.Reply, q.ReplyAfter)
	}
	for k := 1; k < len(d.Measures); k++ {
		if a, b := d.Measures[k-1].After[0], d.Measures[k].Before[0]; math.Abs(a-b) > 1e-12 {
			t.Errorf("measure %d begins at %.4f, the one before ended at %.4f", k, b, a)
		}
	}
	// At 14:50 it is too late for that: hours of standby are overtime as on a rest day.
	for _, m := range lookAt(t, todayShop(t, 60, staff, "早 早 早 早 待 休 晚", nil), TodayTask{Minute: 14*60 + 50}).Measures {
		want := 2 * hour * float64(m.Span.Len()) / 60
		if m.Kind == CallStandby && (m.InCell() || m.Span.Start < 15*60+30 || math.Abs(m.Yuan-want) > .01) {
			t.Errorf("comes from standby %s for %.2f yuan", m.Span, m.Yuan)
		}
	}
	// 36 hours of overtime in the month: nobody is asked for more.
	pl := todayShop(t, 60, staff, "早 早 早 早 待 休 晚", nil)
	for i := range pl.Workspace.People {
		pl.Workspace.Overtime = append(pl.Workspace.Overtime, workspace.Overtime{Person: i, Date: wednesday - 20, Minutes: labourlaw.OvertimeMonth})
	}
	for _, m := range lookAt(t, pl, TodayTask{}).Measures {
		if m.Yuan > 0 {
			t.Errorf("%s beyond 36 hours", m.Kind)
		}
	}
	// Whom nobody asks is not asked.
	for _, m := range lookAt(t, todayShop(t, 60, staff, "早 早 早 早 待 休 晚", nil), TodayTask{Without: []string{"安琪", "5"}}).Measures {
		if m.Person == 0 || m.Person == 4 {
			t.Errorf("%d is asked", m.Person)
		}
	}
}

// A break that has begun stays; one that has not moves within its room, to where nobody is
// missing.
func TestTodayBreaks(t *testing.T) {
	d := lookAt(t, todayShop(t, 20, "1,安琪,,\n", "早", nil), TodayTask{Minute: 12 * 60})
	p := d.Plan.Problem
	cell := d.Read.Posted.Cells[0][d.day]
	from := func(h int) []schedule.Span { return []schedule.Span{{Start: h * 60, End: h*60 + 60}} }
	d.Read.Posted.PlaceBreaks(0, d.day, from(14))
	d.hands = nil
	d.present()
	for _, m := range d.breaks(0, cell) {
		if s := m.Now[0]; s.Start < 12*60 || s.End > 17*60 || s.Start == 14*60 || !slices.Equal(m.Was, from(14)) {
			t.Errorf("a break moves to %s", s)
		}
		for k, there := range m.next.there {
			if at := k * d.step; there != p.Shifts[cell].CoversOn(schedule.Span{Start: at, End: at + d.step}, m.Now) {
				t.Errorf("with the break at %s, there at %s: %v", m.Now[0], schedule.Clock(at), there)
			}
		}
	}
	if len(d.breaks(0, cell)) == 0 {
		t.Error("no break moves")
	}
	d.Read.Posted.PlaceBreaks(0, d.day, from(11))
	if got := d.breaks(0, cell); got != nil {
		t.Errorf("a break that began at 11:00 moves at 12:00: %v", got)
	}
}

// Nobody is sent home where the high end of what may come needs them.
func TestTodayOffers(t *testing.T) {
	staff := ""
	for i := range 8 {
		staff += fmt.Sprintf("%d,人%d,,\n", i+1, i+1)
	}
	d := lookAt(t, todayShop(t, 20, staff, strings.Repeat("晚 ", 8), nil), TodayTask{Minute: 16 * 60})
	if len(d.Offers) == 0 || len(d.Measures) > 0 {
		t.Fatalf("offers %v, measures %v", d.Offers, d.Measures)
	}
	left := slices.Clone(d.hands)
	for k, o := range d.Offers {
		for _, other := range d.Offers[:k] {
			if other.Person == o.Person {
				t.Errorf("%d is offered twice", o.Person)
			}
		}
		h := left[slices.IndexFunc(left, func(h hand) bool { return h.person == o.Person })]
		h.there = slices.Clone(h.there)
		h.mark(o.Span, d.step, false)
		left = put(left, h)
	}
	for k := d.first; k*d.step < d.Until; k++ {
		_, before := d.missing(d.hands, k, d.most)
		if _, after := d.missing(left, k, d.most); after > before {
			t.Errorf("at %s %d are missing once they have gone", schedule.Clock(k*d.step), after)
		}
	}
}

// The measures go into the roster with its history; without any change nothing is written.
func TestTodayIsWritten(t *testing.T) {
	pl := todayShop(t, 60, "1,安琪,,\n2,卜乐,,\n3,程双,,\n", "早 早 晚", nil)
	d := lookAt(t, pl, TodayTask{Minute: 10 * 60, Write: true, Absent: []TodayAbsent{{Person: "安琪", From: 14 * 60}}, Reason: "发烧"})
	file, err := workspace.ReadRoster(d.Written)
	if err != nil {
		t.Fatal(err)
	}
	if got := file.People[0].Cells[d.day]; !strings.Contains(got, "14-24") {
		t.Errorf("the cell of who has gone says %q", got)
	}
	past, err := pl.Past(d.Written)
	if err != nil || len(past.Changes) != 1 || !strings.Contains(past.Changes[0].Why.ZH, "发烧") || !strings.Contains(past.Changes[0].Why.ZH, "安琪 从 14:00 起不在") {
		t.Errorf("%+v (%v)", past, err)
	}
	if d.Backup == "" {
		t.Error("the version before is gone")
	}
	if _, err := pl.Today(t.Context(), TodayTask{Date: wednesday, Minute: 840, Write: true, Pick: []int{99}}); err == nil {
		t.Error("measure 99 is done")
	}
}

// What has come: an interval that is not over is none, nor is nothing at the end where much
// was due.
func TestTodaySoFar(t *testing.T) {
	pl := todayShop(t, 60, "1,安琪,,\n2,卜乐,,\n", "早 晚", nil)
	file := filepath.Join(t.TempDir(), "sofar.csv")
	text := "时间,飞鸽接待\n"
	for h, n := range map[int]int{8: 90, 9: 90, 10: 90, 11: 90, 12: 0, 13: 0, 14: 7} {
		text += fmt.Sprintf("2026-11-25 %02d:00,%d\n", h, n)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	d := lookAt(t, pl, TodayTask{SoFar: file})
	q := &d.Queues[0]
	if q.Came.Seen != 360 || q.Last != 12*60 || q.Came.Level < 1.2 || q.Came.Level > 1.5 || q.Rest.Point <= q.Was || !d.Missing.IsZero() {
		t.Errorf("%.0f came by %s, level %.2f, %.0f to come (was %.0f)", q.Came.Seen, schedule.Clock(q.Last), q.Came.Level, q.Rest.Point, q.Was)
	}
	notes := fmt.Sprint(d.Notes)
	if !strings.Contains(notes, "12:00 之后一个都没有") {
		t.Errorf("notes: %s", notes)
	}
	if d := lookAt(t, pl, TodayTask{}); d.Missing.IsZero() || d.Queues[0].Came.Level != 1 {
		t.Errorf("without counts: %v", d.Missing)
	}
	if _, err := pl.Today(t.Context(), TodayTask{Date: wednesday - 1, Minute: 840, SoFar: file}); err == nil {
		t.Error("counts of another day are taken")
	}
}

// Work that may wait: what the roster of today and of the days after cannot do in time is
// worth paying for; nobody goes early then.
func TestTodayWaitingWork(t *testing.T) {
	pl := sample(t, "amazon")
	file := filepath.Join(t.TempDir(), "sofar.csv")
	text := "时间,买家消息\n"
	for h := range 14 { // 840 where about 100 are due
		text += fmt.Sprintf("2026-11-20 %02d:00,60\n", h)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	task := TodayTask{Date: workcal.DateOf(2026, 11, 20), Minute: 14*60 + 10}
	calm, err := pl.Today(t.Context(), task)
	if err != nil {
		t.Fatal(err)
	}
	task.SoFar = file
	busy, err := pl.Today(t.Context(), task)
	if err != nil {
		t.Fatal(err)
	}
	a, b := &calm.Queues[0], &busy.Queues[0]
	if calm.Lacking() || len(calm.Measures) > 0 || a.Late > 0 {
		t.Errorf("on a usual day %.0f are late, measures %v", a.Late, calm.Measures)
	}
	if !busy.Lacking() || b.Late < 100 || b.Backlog < 400 || b.Left <= b.Backlog || len(busy.Measures) == 0 || len(busy.Offers) > 0 {
		t.Errorf("after 840 contacts %.0f wait, %.0f at the end, %.0f late, measures %v, offers %v", b.Backlog, b.Left, b.Late, busy.Measures, busy.Offers)
	}
}

func TestEndOfCounts(t *testing.T) {
	for _, c := range []struct {
		counts, expected []float64
		want             int
	}{
		{[]float64{5, 4, 0, 0}, []float64{5, 4, 5, 6}, 2},
		{[]float64{5, 4, 0, 0}, []float64{5, 4, 1, 1}, 4}, // none of two is no wonder
		{[]float64{5, 0, 4}, []float64{5, 40, 4}, 3},      // a gap is one, but the export goes on
		{[]float64{0, 0}, []float64{9, 9}, 0},
	} {
		if got, cut := endOf(c.counts, c.expected); len(got) != c.want || cut != (c.want < len(c.counts)) {
			t.Errorf("%v of %v: %v", c.counts, c.expected, got)
		}
	}
	if got := gather([]float64{1, 2, 3, math.NaN(), 5}, 30, 60); len(got) != 2 || got[0] != 3 || !math.IsNaN(got[1]) {
		t.Errorf("half-hours to hours: %v", got)
	}
	if got := gather([]float64{4}, 60, 30); !slices.Equal(got, []float64{2, 2}) {
		t.Errorf("hours to half-hours: %v", got)
	}
}

// Totals so far are told from a busy morning: their last one is about what was expected of
// all hours.
func TestLooksRunning(t *testing.T) {
	expected := []float64{0, 20, 40, 60, 60, 60, 60}
	for _, c := range []struct {
		counts []float64
		want   bool
	}{
		{[]float64{0, 20, 60, 120, 180, 240, 300}, true},
		{[]float64{0, 22, 61, 125, 183, math.NaN(), 310}, true},
		{[]float64{0, 20, 40, 60, 60, 60, 60}, false},
		{[]float64{0, 30, 60, 90, 95, 96, 97}, false},       // half as busy again, and only rising
		{[]float64{0, 120, 120, 120, 120, 120, 120}, false}, // level
		{[]float64{0, 20, 60, 120}, false},                  // too few
		{[]float64{0, 60, 40, 120, 180, 240, 300}, false},
	} {
		if got := looksRunning(c.counts, expected); got != c.want {
			t.Errorf("%v: %v", c.counts, got)
		}
	}
}

// People with several skills go where somebody is missing, and make room for others.
func TestAssignPeople(t *testing.T) {
	for _, c := range []struct {
		there [][]int
		need  []int
		want  []int
	}{
		{[][]int{{0, 1}, {0}}, []int{1, 1}, []int{1, 1}}, // the first one makes room
		{[][]int{{0}, {0}, {0, 1}}, []int{1, 2}, []int{1, 1}},
		{[][]int{{0, 1, 2}, {1, 2}, {2}}, []int{1, 1, 1}, []int{1, 1, 1}},
		{nil, []int{2}, []int{0}},
	} {
		got, left := assign(c.there, c.need)
		sum := len(left)
		for _, n := range got {
			sum += n
		}
		if !slices.Equal(got, c.want) || sum != len(c.there) {
			t.Errorf("%v for %v: %v, left %v", c.there, c.need, got, left)
		}
	}
}

func overtimeOn(person int, date workcal.Date, from, to int) workspace.Overtime {
	return workspace.Overtime{Person: person, Date: date, From: attendance.On(date, from), To: attendance.On(date, to)}
}

// On random small teams no other way to send people leaves fewer heads missing.
func TestAssignIsBest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		need := []int{r.IntN(3), r.IntN(3), r.IntN(3)}
		var there [][]int
		for range r.IntN(6) {
			var can []int
			for q := range need {
				if r.IntN(2) == 0 {
					can = append(can, q)
				}
			}
			there = append(there, can)
		}
		var best func(k int, got []int) int
		best = func(k int, got []int) (most int) {
			if k == len(there) {
				for q, n := range got {
					most += min(n, need[q])
				}
				return most
			}
			most = best(k+1, got)
			for _, q := range there[k] {
				got[q]++
				most = max(most, best(k+1, got))
				got[q]--
			}
			return most
		}
		got, _ := assign(there, need)
		sum := 0
		for q, n := range got {
			if n > need[q] {
				t.Fatalf("%v for %v: %v", there, need, got)
			}
			sum += n
		}
		if want := best(0, make([]int, len(need))); sum != want {
			t.Fatalf("%v for %v: %d heads placed, %d can be", there, need, sum, want)
		}
	}
}
