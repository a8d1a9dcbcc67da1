package year

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"paiban/internal/judge"
)

// moreShifts stand beside a preset's own: a night, and a day with an unpaid break.
const moreShifts = `
shifts:
  - {id: NX, name: {zh: 大夜班, en: Deep night}, short: {zh: 大夜, en: NX}, kind: night, hours: [22:00-30:00]}
  - {id: BX, name: {zh: 长休班, en: Long break}, short: {zh: 长休, en: BX}, kind: day, hours: [09:00-18:00], break: 1h}
`

// TestMonthOfEveryPreset settles October 2026, which begins with seven days off, three of
// them statutory, in a shop of every preset with its sample people. Shifts with breaks,
// nights over the edges of the month, leave by the hour and by halves, overtime,
// lateness, early ends, segments and punches that are wanting: the second judge works
// every figure of the document and of the workbook out from the files, and there must be
// no difference.
func TestMonthOfEveryPreset(t *testing.T) {
	files, err := fs.Glob(presets, "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	seeds := 1
	if long() {
		seeds = 8
	}
	n := 0
	for _, file := range files {
		preset := strings.TrimSuffix(file, ".yaml")
		if preset == "base" {
			continue
		}
		n++
		for seed := range seeds {
			t.Run(fmt.Sprintf("%s/%d", preset, seed), func(t *testing.T) {
				t.Parallel()
				monthOf(t, preset, *seedFlag+uint64(seed))
			})
		}
	}
	if n != 9 {
		t.Errorf("%d presets", n)
	}
}

// monthOf settles the month of one preset and lets the judge judge it.
func monthOf(t *testing.T, preset string, seed uint64) {
	dir := filepath.Join(t.TempDir(), "shop")
	now := time.Date(2026, time.November, 3, 9, 0, 0, 0, time.Local)
	prog := build(t)
	if r := prog.run(t.TempDir(), now, "init", dir, "--preset", preset, "--sample", "--lang", "zh"); r.Code != 0 {
		t.Fatalf("%s: %s", r, r.Err)
	}
	for _, name := range []string{"rosters", "punches", "inquiries", "attendance", "leave.xlsx"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	settings := filepath.Join(dir, "paiban.yaml")
	text, err := os.ReadFile(settings)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(settings, append(text, moreShifts...), 0o600); err != nil {
		t.Fatal(err)
	}
	shop, err := judge.Open(dir, presets)
	if err != nil {
		t.Fatal(err)
	}
	m := &madeMonth{shop: shop, r: rand.New(rand.NewPCG(seed, 19))}
	m.make()
	for name, b := range m.files() {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if keep := os.Getenv("PAIBAN_KEEP"); keep != "" {
		t.Logf("kept: %v", os.CopyFS(filepath.Join(keep, fmt.Sprintf("%s-%d", preset, seed)), os.DirFS(dir)))
	}
	r := prog.run(dir, now, "month", "--month", "2026-10", "--json")
	if r.Code != 0 {
		t.Fatalf("%s: %s", r, r.Err)
	}
	if shop, err = judge.Open(dir, presets); err != nil {
		t.Fatal(err)
	}
	for _, f := range shop.JudgeMonth("2026-10", r.Out, filepath.Join(dir, "attendance", "2026-10.xlsx")) {
		t.Errorf("%s", f)
	}
}

// madeMonth is an invented month of a shop: who was to work when, what was approved, and
// who clocked when.
type madeMonth struct {
	shop                         *judge.Shop
	r                            *rand.Rand
	rosters                      [][]any // September 28 to November 1
	punches                      []Punch
	leave, corrections, overtime [][]any
	until                        int // minutes of yesterday at which the shift ended
}

func (m *madeMonth) chance(p float64) bool { return m.r.Float64() < p }

// make invents every day of everybody.
func (m *madeMonth) make() {
	from, to := date(2026, 9, 28), date(2026, 11, 1)
	head := []any{"工号", "姓名"}
	for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
		head = append(head, iso(d))
	}
	m.rosters = [][]any{head}
	for i, p := range m.shop.People {
		row := []any{p.ID, p.Name}
		m.until = 0
		for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
			row = append(row, m.day(i, p, d))
		}
		m.rosters = append(m.rosters, row)
	}
	slices.SortStableFunc(m.punches, func(a, b Punch) int { return a.At.Compare(b.At) })
}

// day invents one day and returns the cell of the roster.
func (m *madeMonth) day(i int, p *judge.Person, d time.Time) string {
	weekday := (int(d.Weekday()) + i) % 7
	edge := d.Month() != time.October || d.Day() == 31
	switch {
	case !p.Employed(judge.Date(d.Year(), d.Month(), d.Day())):
		return "休"
	case edge && i%3 == 0: // nights over both edges of the month
		m.work(p, d, m.shift("NX"))
		return "大夜"
	case weekday == 0 || weekday == 1:
		if m.chance(.2) && m.until <= 1440 { // nobody comes back after a night
			m.restWork(p, d)
		}
		m.until = 0
		return "休"
	case m.chance(.04):
		kind := []string{"年假", "事假", "病假", "调休"}[m.r.IntN(4)]
		m.leave = append(m.leave, []any{p.ID, kind, iso(d), iso(d), "已批准"})
		m.until = 0
		return kind
	}
	s := m.shift("NX")
	switch x := m.r.Float64(); {
	case x < .15:
	case x < .3:
		s = m.shift("BX")
	default:
		for { // one of the shop's own
			s = m.shop.Shifts[m.r.IntN(len(m.shop.Shifts))]
			if s.Segments[0].Start+1440-m.until >= 120 && (len(s.Turns) == 0 || m.chance(.3)) {
				break
			}
		}
	}
	m.work(p, d, s)
	return s.Short.Zh
}

func (m *madeMonth) shift(id string) *judge.Shift {
	for _, s := range m.shop.Shifts {
		if s.ID == id {
			return s
		}
	}
	panic("no shift " + id)
}

func (m *madeMonth) clock(p *judge.Person, d time.Time, minute int) {
	m.punches = append(m.punches, Punch{p.ID, d.Add(time.Duration(minute)*time.Minute + time.Duration(m.r.IntN(60))*time.Second)})
}

// off is approved leave in minutes of a date.
func (m *madeMonth) off(p *judge.Person, kind string, d time.Time, from, to int) {
	at := func(n int) string { return d.Add(time.Duration(n) * time.Minute).Format("2006-01-02 15:04") }
	m.leave = append(m.leave, []any{p.ID, kind, at(from), at(to), "已批准"})
}

// over is overtime that was asked for; now and then it was refused.
func (m *madeMonth) over(p *judge.Person, d time.Time, from, to int) {
	at := func(n int) string { return d.Add(time.Duration(n) * time.Minute).Format("2006-01-02 15:04") }
	m.overtime = append(m.overtime, []any{p.ID, iso(d), at(from), at(to), []string{"已批准", "已批准", "已批准", "驳回"}[m.r.IntN(4)]})
}

// restWork is work on a rest day, with or without an approval.
func (m *madeMonth) restWork(p *judge.Person, d time.Time) {
	m.clock(p, d, 595)
	m.clock(p, d, 845)
	if m.chance(.6) {
		m.over(p, d, 600, 840)
	}
}

// work invents how a shift went.
func (m *madeMonth) work(p *judge.Person, d time.Time, s *judge.Shift) {
	segs := s.Segments
	m.until = segs[len(segs)-1].End
	first, last := segs[0].Start, segs[len(segs)-1].End
	var at []int // punches by boundary; -1 for none
	for _, x := range segs {
		at = append(at, x.Start-m.r.IntN(13), x.End+m.r.IntN(9))
	}
	end := len(at) - 1
	kind := []string{"事假", "年假", "病假", "调休"}[m.r.IntN(4)]
	some := 60 * (1 + m.r.IntN(3)) // minutes of leave
	switch x := m.r.Float64(); {
	case x < .44: // as planned
	case x < .52:
		at[0] = first + 1 + m.r.IntN(70)
	case x < .58:
		at[end] = last - 1 - m.r.IntN(40)
	case x < .63: // one punch is wanting
		at[m.r.IntN(len(at))] = -1
	case x < .66: // a segment without any, or the whole shift
		k := 2 * m.r.IntN(len(segs))
		at[k], at[k+1] = -1, -1
	case x < .68:
		for k := range at {
			at[k] = -1
		}
	case x < .75: // overtime, most of it approved
		over := 60 + m.r.IntN(90)
		at[end] = last + over + m.r.IntN(4)
		if m.chance(.75) {
			m.over(p, d, last, last+min(over, 60+30*m.r.IntN(3)))
		}
	case x < .80: // leave first
		m.off(p, kind, d, first, first+some)
		at[0] = first + some - 10 + m.r.IntN(20)
	case x < .85: // leave last
		m.off(p, kind, d, last-some, last)
		at[end] = last - some + m.r.IntN(6)
	case x < .88: // leave within the first segment
		if from := segs[0].Start + 30; from+some < segs[0].End {
			m.off(p, kind, d, from, from+some)
		}
	case x < .92: // the first or the second half
		half := (first + last) / 2
		if m.chance(.5) {
			m.off(p, kind, d, first, half)
			at[0] = half - 5
			if len(segs) > 1 {
				at = append([]int{-1, -1}, segs[1].Start-3)
				for _, x := range segs[1:] {
					at = append(at, x.End+2)
				}
			}
			break
		}
		m.off(p, kind, d, half, last)
		if len(segs) == 1 {
			at[1] = half + 2
			break
		}
		at = []int{at[0], at[1]}
	case x < .94: // the whole shift, by its hours
		m.off(p, kind, d, first, last)
		at = nil
	default: // forgotten, and corrected
		k := m.r.IntN(len(at))
		due := segs[k/2].Start
		if k%2 == 1 {
			due = segs[k/2].End
		}
		at[k] = -1
		m.corrections = append(m.corrections, []any{p.ID, iso(d), clock(due), "忘记打卡", "已批准"})
	}
	for _, n := range at {
		if n >= 0 {
			m.clock(p, d, n)
		}
	}
}

// files are the files of the shop, by path.
func (m *madeMonth) files() map[string][]byte {
	rows := map[string][][]any{}
	for _, p := range m.punches {
		head := []any{"工号", "姓名", "打卡时间"}
		if rows[month(p.At)] == nil {
			rows[month(p.At)] = [][]any{head}
		}
		rows[month(p.At)] = append(rows[month(p.At)], []any{p.Person, m.shop.ByID(p.Person).Name, p.At.Format("2006-01-02 15:04:05")})
	}
	out := map[string][]byte{
		"rosters/2026-09-28.xlsx": workbook(sheet{Name: "班表", Rows: m.rosters}),
		"leave.xlsx": workbook(
			sheet{Name: "请假", Rows: append([][]any{{"工号或姓名", "类型", "开始", "结束", "状态"}}, m.leave...)},
			sheet{Name: "补卡", Rows: append([][]any{{"工号或姓名", "日期", "时间", "原因", "状态"}}, m.corrections...)},
			sheet{Name: "加班", Rows: append([][]any{{"工号或姓名", "日期", "开始", "结束", "状态"}}, m.overtime...)}),
	}
	for of, r := range rows {
		out["punches/"+of+"/log.csv"] = table(r)
	}
	return out
}
