package judge

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"
)

// Roster is one file in rosters/ as a person reads it.
type Roster struct {
	File  string // base name
	First Day
	Days  int
	Rows  []Row
	Tally []map[string]string // of each row: what stands in 工时, 出勤, 休息, 请假, 晚班, 夜班
	Wrote map[string][]string // the hidden copy of what was generated, by id; nil where there is none
	at    map[string]int      // row of an id
}

// Row is one person's row. Cells[i] is the day First+i.
type Row struct {
	Person *Person // nil where the staff list lacks the id
	ID     string
	Cells  []Cell
}

// Cell is what one day of one person says.
type Cell struct {
	Text    string
	Shift   *Shift // what is worked, leave of some hours taken off; nil where nothing is
	Off     bool   // 休 or empty
	Leave   string // a word for leave stands there
	Gone    bool   // not employed
	Place   string // D7, or "" where the file has no such cell
	Bad     bool   // the text is not understood
	Formula bool   // it is a formula that no program has computed
}

// Worked says whether the person has a shift that day.
func (c Cell) Worked() bool { return c.Shift != nil }

// Cell gives the cell of a person on a date; ok is false where the file does not speak of it.
func (r *Roster) Cell(id string, d Day) (Cell, bool) {
	if d < r.First || int(d-r.First) >= r.Days {
		return Cell{}, false
	}
	if r.at == nil {
		r.at = map[string]int{}
		for i, row := range r.Rows {
			r.at[row.ID] = i
		}
	}
	i, ok := r.at[id]
	if !ok {
		return Cell{}, false
	}
	return r.Rows[i].Cells[d-r.First], true
}

var rosterName = regexp.MustCompile(`^(\d{4}-W\d{2})(?:_repair(\d+))?\.(?:xlsx|xls|csv)$`)

// ignored tells a file that is no roster: hidden ones, notes, downloads, backups.
func ignored(name string) bool {
	low := strings.ToLower(name)
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") || strings.Contains(low, ".bak") {
		return true
	}
	for _, end := range []string{".tmp", ".part", ".crdownload"} {
		if strings.HasSuffix(low, end) {
			return true
		}
	}
	base := strings.TrimSuffix(low, filepath.Ext(low))
	if base == "说明" || base == "readme" {
		return true
	}
	switch filepath.Ext(low) {
	case ".xlsx", ".csv", ".xls":
		return false
	}
	return true
}

// RosterOf is the file that is the roster of the week that begins on monday: of the week's
// own file and its repairs the one changed last; of those within two seconds of each other
// the last repair. "" where there is none.
func (s *Shop) RosterOf(monday Day) string {
	entries, err := os.ReadDir(filepath.Join(s.Dir, "rosters"))
	if err != nil {
		return ""
	}
	type file struct {
		name   string
		repair int
		mod    time.Time
	}
	var of []file
	for _, e := range entries {
		m := rosterName.FindStringSubmatch(e.Name())
		if e.IsDir() || ignored(e.Name()) || m == nil || m[1] != monday.Week() {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue
		}
		n, _ := strconv.Atoi(m[2])
		of = append(of, file{e.Name(), n, info.ModTime()})
	}
	if len(of) == 0 {
		return ""
	}
	newest := of[0].mod
	for _, f := range of {
		if f.mod.After(newest) {
			newest = f.mod
		}
	}
	best := file{repair: -1}
	for _, f := range of {
		if newest.Sub(f.mod) <= 2*time.Second && f.repair > best.repair {
			best = f
		}
	}
	return filepath.Join(s.Dir, "rosters", best.name)
}

// Rosters gives the rosters that count for the days [from, to): the one of each week,
// then every other file of rosters/, the name that sorts last first. Plan looks into
// them in this order. Files that cannot be read are left out and named in err.
func (s *Shop) Rosters(from, to Day) (out []*Roster, err error) {
	var failed []string
	add := func(path string) {
		r, e := s.RosterFile(path)
		if e != nil {
			failed = append(failed, e.Error())
			return
		}
		if r.First < to && from < r.First+Day(r.Days) {
			out = append(out, r)
		}
	}
	for w := from.Monday(); w < to; w += 7 {
		if path := s.RosterOf(w); path != "" {
			add(path)
		}
	}
	entries, _ := os.ReadDir(filepath.Join(s.Dir, "rosters"))
	for i := len(entries) - 1; i >= 0; i-- {
		name := entries[i].Name()
		if entries[i].IsDir() || ignored(name) || rosterName.MatchString(name) {
			continue
		}
		add(filepath.Join(s.Dir, "rosters", name))
	}
	if len(failed) > 0 {
		err = fmt.Errorf("%s", strings.Join(failed, "; "))
	}
	return out, err
}

// Plan is what the rosters that count say of a person on a date; ok is false where none
// speaks of it. It reads each file once; Forget makes it read again.
func (s *Shop) Plan(id string, d Day) (Cell, bool) {
	if s.weeks == nil {
		s.weeks = map[Day]*Roster{}
		s.others = s.otherRosters()
	}
	w := d.Monday()
	r, read := s.weeks[w]
	if !read {
		if path := s.RosterOf(w); path != "" {
			r, _ = s.RosterFile(path)
		}
		s.weeks[w] = r
	}
	if r != nil {
		if c, ok := r.Cell(id, d); ok {
			return c, true
		}
	}
	for _, r := range s.others {
		if c, ok := r.Cell(id, d); ok {
			return c, true
		}
	}
	return Cell{}, false
}

// otherRosters gives the files of rosters/ that are named after no week, the name that
// sorts last first.
func (s *Shop) otherRosters() (out []*Roster) {
	entries, _ := os.ReadDir(filepath.Join(s.Dir, "rosters"))
	for i := len(entries) - 1; i >= 0; i-- {
		name := entries[i].Name()
		if entries[i].IsDir() || ignored(name) || rosterName.MatchString(name) {
			continue
		}
		if r, err := s.RosterFile(filepath.Join(s.Dir, "rosters", name)); err == nil {
			out = append(out, r)
		}
	}
	return out
}

// Forget makes Plan read the folder again.
func (s *Shop) Forget() { s.weeks, s.others = nil, nil }

var tallyWords = map[string]string{
	"工时": "hours", "hours": "hours", "出勤": "days", "days": "days", "休息": "off", "off": "off",
	"请假": "leave", "leave": "leave", "晚班": "late", "late": "late", "夜班": "night", "night": "night",
}

// RosterFile reads a roster workbook or a table with a heading row of ID and dates.
func (s *Shop) RosterFile(path string) (*Roster, error) {
	// The roster is the first sheet that shows dates; the hidden copy stands behind it.
	tables, err := openSheets(path, "first", func(name string, hidden bool, sofar []table) bool {
		if hidden {
			return name == "paiban"
		}
		for i := range sofar {
			if !sofar[i].hidden && s.readRoster(&Roster{File: filepath.Base(path)}, &sofar[i], 0) {
				return false
			}
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	r := &Roster{File: filepath.Base(path)}
	hint := r.hiddenCopy(tables)
	for i := range tables {
		if tables[i].hidden {
			continue
		}
		if s.readRoster(r, &tables[i], hint) {
			return r, nil
		}
	}
	return nil, fmt.Errorf("%s: no heading row with an ID and dates", r.File)
}

// hiddenCopy reads the sheet "paiban" and gives the first day that the file speaks of.
func (r *Roster) hiddenCopy(tables []table) (first Day) {
	for _, t := range tables {
		if t.sheet != "paiban" {
			continue
		}
		for _, row := range t.shown {
			if len(row) < 2 {
				continue
			}
			switch row[0] {
			case "start":
				first, _ = ParseDay(row[1])
			case "person":
				if r.Wrote == nil {
					r.Wrote = map[string][]string{}
				}
				r.Wrote[row[1]] = row[2:]
			}
		}
	}
	return first
}

var (
	monthDay  = regexp.MustCompile(`^(?:[A-Za-z]{3}\s+)?(\d{1,2})[-/.月](\d{1,2})日?(?:\s*\S+)?$`)
	dayNumber = regexp.MustCompile(`^(\d{1,2})日?$`)
	nameMonth = regexp.MustCompile(`(\d{4})[-年._]?(\d{1,2})(?:\D|$)`)
	nameWeek  = regexp.MustCompile(`(\d{4}-W\d{2})`)
)

// headingDay reads a heading as a date: a full one, a month and a day near hint, or a
// bare number in the month that the file's name says.
func headingDay(shown, raw, file string, hint Day) (Day, bool) {
	if m, err := parseMoment(raw); err == nil && !m.timed {
		return m.day, true
	}
	if hint == 0 {
		if w := nameWeek.FindString(file); w != "" {
			hint, _ = ParseWeek(w)
		}
	}
	if p := monthDay.FindStringSubmatch(fold(shown)); p != nil && hint != 0 {
		m, _ := strconv.Atoi(p[1])
		d, _ := strconv.Atoi(p[2])
		if m < 1 || m > 12 || d < 1 || d > 31 {
			return 0, false
		}
		best := Day(0)
		for y := hint.Time().Year() - 1; y <= hint.Time().Year()+1; y++ {
			at := Date(y, time.Month(m), d)
			if best == 0 || abs(int(at-hint)) < abs(int(best-hint)) {
				best = at
			}
		}
		return best, true
	}
	if p := dayNumber.FindStringSubmatch(fold(shown)); p != nil {
		m := nameMonth.FindStringSubmatch(file)
		d, _ := strconv.Atoi(p[1])
		if m == nil || d < 1 || d > 31 {
			return 0, false
		}
		y, _ := strconv.Atoi(m[1])
		mo, _ := strconv.Atoi(m[2])
		at := Date(y, time.Month(mo), d)
		return at, mo >= 1 && mo <= 12 && int(at.Time().Month()) == mo
	}
	return 0, false
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func (s *Shop) readRoster(r *Roster, t *table, hint Day) bool {
	for h := 0; h < min(20, len(t.shown)); h++ {
		id, name := -1, -1
		dates := map[int]Day{}
		tally := map[int]string{}
		for c, shown := range t.shown[h] {
			if named(headingKey(shown), peopleColumns[0].words) {
				id = c
				continue
			}
			if named(headingKey(shown), peopleColumns[1].words) {
				name = c
				continue
			}
			if w, ok := tallyWords[headingKey(shown)]; ok {
				tally[c] = w
				continue
			}
			if d, ok := headingDay(shown, t.at(t.raw, h, c), r.File, hint); ok {
				dates[c] = d
			}
		}
		if (id < 0 && name < 0) || len(dates) == 0 {
			continue
		}
		s.fillRoster(r, t, h, id, name, dates, tally)
		return true
	}
	return false
}

func (s *Shop) fillRoster(r *Roster, t *table, h, id, name int, dates map[int]Day, tally map[int]string) {
	cols := make([]int, 0, len(dates))
	for c := range dates {
		cols = append(cols, c)
	}
	sort.Ints(cols)
	last := Day(0)
	for _, c := range cols {
		if r.First == 0 || dates[c] < r.First {
			r.First = dates[c]
		}
		last = max(last, dates[c])
	}
	r.Days = int(last-r.First) + 1
	for i := h + 1; i < len(t.shown); i++ {
		who := fold(t.at(t.shown, i, id))
		p := s.ByID(who)
		if p == nil && name >= 0 && fold(t.at(t.shown, i, name)) != "" {
			if byName := s.Find(t.at(t.shown, i, name)); byName != nil && (who == "" || id < 0) {
				p, who = byName, byName.ID
			}
		}
		if p == nil {
			if who == "" && len(r.Rows) > 0 {
				break // the heads per day follow
			}
			if _, was := r.Wrote[who]; !was {
				continue
			}
		}
		row := Row{Person: p, ID: who, Cells: make([]Cell, r.Days)}
		for c, d := range dates {
			cell := s.cell(t.at(t.shown, i, c), d)
			cell.Place = place(i, c)
			if f := t.formulas[cell.Place]; f != "" {
				cell = Cell{Text: "=" + f, Bad: true, Formula: true, Place: cell.Place}
			}
			row.Cells[d-r.First] = cell
		}
		sums := map[string]string{}
		for c, w := range tally {
			sums[w] = fold(t.at(t.raw, i, c))
		}
		r.Rows = append(r.Rows, row)
		r.Tally = append(r.Tally, sums)
	}
}

func place(row, col int) string {
	name := ""
	for c := col; c >= 0; c = c/26 - 1 {
		name = string(rune('A'+c%26)) + name
	}
	return name + strconv.Itoa(row+1)
}

func isRest(s string) bool {
	switch key(s) {
	case "休", "休息", "休息日", "off", "rest", "restday", "dayoff", "adayoff":
		return true
	}
	return false
}

// cell reads the text of a cell: a shift's sign, name or id, its hours, a word for a rest
// day or for leave, with hours of leave behind a shift or not.
func (s *Shop) cell(shown string, d Day) Cell {
	c := Cell{Text: fold(shown)}
	switch k := key(shown); {
	case k == "" || isRest(k):
		c.Off = true
	case leaveTypes[k] != "":
		c.Leave = leaveTypes[k]
	case k == "—" || k == "-" || k == "--" || k == "离职" || k == "notemployed":
		c.Gone = true
	default:
		if c.Shift = s.shiftOf(c.Text, d); c.Shift == nil {
			c.Bad = true
		}
	}
	return c
}

var (
	lessZh = regexp.MustCompile(`^(.+?)\s*\(([\d:.,，、+\-]+?)假\)$`)
	lessEn = regexp.MustCompile(`^(.+?)\s*\(less\s+(.+?)\)$`)
	lessID = regexp.MustCompile(`^(.+?)-(\d{2}:\d{2}-\d{2}:\d{2}(?:,\d{2}:\d{2}-\d{2}:\d{2})*)/(\d{4}-\d{2}-\d{2})$`)
)

// shiftOf finds the shift of a cell's text; the text may carry hours of leave.
func (s *Shop) shiftOf(text string, d Day) *Shift {
	for _, re := range []*regexp.Regexp{lessID, lessZh, lessEn} {
		m := re.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		base := s.plainShift(m[1], d)
		if base == nil {
			return nil
		}
		cut := *base
		cut.Whole = base.Segments
		for _, part := range list(m[2]) {
			sp, err := parseSpan(part)
			if err != nil {
				return nil
			}
			cut.Cut = append(cut.Cut, sp)
		}
		cut.Segments = subtract(base.Segments, cut.Cut...)
		return &cut
	}
	return s.plainShift(text, d)
}

func (s *Shop) plainShift(text string, d Day) *Shift {
	k := key(text)
	var found *Shift
	for _, sh := range s.Shifts {
		for _, w := range []string{sh.ID, sh.Short.Zh, sh.Short.En, sh.Name.Zh, sh.Name.En} {
			if key(w) != k {
				continue
			}
			// Two shifts may share a sign where their days differ: the one that is open counts.
			if s.OpenOn(sh, d) {
				return sh
			}
			if found == nil {
				found = sh
			}
		}
	}
	if found != nil {
		return found
	}
	hours, err := spans(anyList(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("+,，、;；", r) })))
	if err != nil || len(hours) == 0 {
		return nil
	}
	hours = join(hours)
	for _, sh := range s.Shifts {
		if sameSpans(sh.Segments, hours) {
			return sh
		}
	}
	return &Shift{ID: text, Name: Text{text, text}, Short: Text{text, text}, Segments: hours}
}

func anyList(in []string) []any {
	out := make([]any, len(in))
	for i, s := range in {
		out[i] = s
	}
	return out
}

func sameSpans(a, b []Span) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
