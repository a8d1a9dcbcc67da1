package judge

import (
	"fmt"
	"slices"
	"sort"
)

// recess is one break of a shift: how long it is and when it may start.
type recess struct {
	long             int
	earliest, latest int
	placed           bool // earliest and latest are written; else it lies in the middle half
	pieces           int
}

// saidBreak is one entry of roster[].breaks.
type saidBreak struct {
	Date string `json:"date"`
	From string `json:"from"`
	To   string `json:"to"`
}

var breakSheets = []string{"休息", "breaks"}

// readRests reads `breaks`; where there is none, `break` is the one unpaid break.
func (sh *Shift) readRests(list []tree) error {
	if len(list) == 0 {
		if sh.Break > 0 {
			sh.Rests = []recess{{long: sh.Break, pieces: 1}}
		}
		return nil
	}
	sh.Break = 0
	for _, t := range list {
		long, err := parseLength(str(t["length"]))
		if err != nil {
			return err
		}
		r := recess{long: long, pieces: max(1, integer(t["pieces"]))}
		if from := str(t["earliest"]); from != "" {
			if r.earliest, err = parseTime(from); err != nil {
				return err
			}
			r.placed, r.latest = true, r.earliest
			if to := str(t["latest"]); to != "" {
				if r.latest, err = parseTime(to); err != nil {
					return err
				}
			}
			if len(sh.Segments) > 0 && r.earliest < sh.Segments[0].Start { // after midnight
				r.earliest, r.latest = r.earliest+1440, r.latest+1440
			}
			if r.latest < r.earliest {
				r.latest += 1440
			}
		}
		if paid, _ := t["paid"].(bool); !paid {
			sh.Break += long
		}
		sh.Rests = append(sh.Rests, r)
	}
	return nil
}

// readBreaks reads the sheet of breaks into the cells.
func (r *Roster) readBreaks(tables []table) {
	for i := range tables {
		t := &tables[i]
		if t.hidden || !named(t.sheet, breakSheets) {
			continue
		}
		cols := map[string]int{}
		for h, row := range t.shown {
			if len(cols) < 4 {
				clear(cols)
				for c, w := range row {
					switch headingKey(w) {
					case "工号", "id":
						cols["id"] = c
					case "日期", "date":
						cols["date"] = c
					case "开始", "from":
						cols["from"] = c
					case "结束", "to":
						cols["to"] = c
					}
				}
				continue
			}
			m, err := parseMoment(t.at(t.raw, h, cols["date"]))
			if err != nil {
				continue
			}
			r.rest(fold(t.at(t.shown, h, cols["id"])), m.day, t.at(t.shown, h, cols["from"]), t.at(t.shown, h, cols["to"]))
		}
	}
}

// rest adds one break to a cell. A cell that was edited since may not hold it: then it is
// of the shift before and says nothing.
func (r *Roster) rest(id string, d Day, from, to string) {
	c, ok := r.Cell(id, d)
	a, e1 := parseTime(from)
	z, e2 := parseTime(to)
	if !ok || c.Shift == nil || e1 != nil || e2 != nil {
		return
	}
	if z <= a {
		z += 1440
	}
	cell := &r.Rows[r.at[id]].Cells[d-r.First]
	cell.Rests = append(cell.Rests, Span{a, z})
	sort.Slice(cell.Rests, func(i, j int) bool { return cell.Rests[i].Start < cell.Rests[j].Start })
}

// breaksSaid takes the breaks from the document where the file has no sheet of them.
func (r *Roster) breaksSaid(w *saidWeek) {
	for _, row := range r.Rows {
		for _, c := range row.Cells {
			if len(c.Rests) > 0 {
				return
			}
		}
	}
	for _, p := range w.Roster {
		for _, x := range p.Breaks {
			if d, err := ParseDay(x.Date); err == nil {
				r.rest(p.ID, d, x.From, x.To)
			}
		}
	}
}

// perhaps tells what a window may lack while those are away whose breaks have no place, as
// after an edit of a cell: the program may put them anywhere within their room.
func (b *bench) perhaps(d Day, who []atWork, w Window, queue string) {
	some := false
	who = slices.Clone(who)
	for i, a := range who {
		if !a.open {
			continue
		}
		some = true
		for _, room := range a.sh.rooms() {
			for _, by := range []int{-2880, -1440, 0, 1440} { // minutes of the day that is judged
				if Day(by/1440) == a.day-d {
					who[i].segments = subtract(who[i].segments, room.Shift(by))
				}
			}
		}
	}
	if !some {
		return
	}
	from := len(b.out)
	b.span(d, who, w.Span, queue, w.Min, w.Force, "window")
	for i := from; i < len(b.out); i++ {
		b.out[i].Sure, b.out[i].Cause = false, "break"
	}
}

// meals judges meal_times and away_at_once by the breaks that have a place.
func (b *bench) meals() {
	set := branch(b.s.Settings, "rules")
	for _, u := range items(set["meal_times"]) {
		hours, err := spans(u["hours"])
		force := ruleForce(u)
		if err != nil || len(hours) != 1 || !force.On() {
			continue
		}
		for _, row := range b.r.Rows {
			if row.Person == nil || !b.means(namesOf(u["for"]), row.Person) {
				continue
			}
			for i, c := range row.Cells {
				if c.Shift == nil || len(c.Rests) == 0 || len(c.Shift.Cut) > 0 {
					continue
				}
				long, within := c.Shift.meal(hours[0])
				if within && !slices.ContainsFunc(c.Rests, func(s Span) bool {
					return s.Minutes() == long && hours[0].Start <= s.Start && s.End <= hours[0].End
				}) {
					b.breach(Breach{Rule: "meal-time", Force: force, Person: row.ID, From: b.first() + Day(i), Sure: true, What: fmt.Sprintf("the breaks are %v, the meal belongs to %s", c.Rests, hours[0])})
				}
			}
		}
	}
	for _, u := range items(set["away_at_once"]) {
		if force := ruleForce(u); force.On() {
			for d := b.first(); d < b.end(); d++ {
				b.atOnce(d, namesOf(u["for"]), integer(u["max"]), force)
			}
		}
	}
}

// meal is the longest break of a shift, and whether it can lie within hours as a whole.
func (sh *Shift) meal(hours Span) (long int, within bool) {
	for _, r := range sh.Rests {
		if r.long > long {
			long, within = r.long, r.pieces == 1 && sh.roomOf(r).Overlap(hours).Minutes() >= r.long
		}
	}
	return long, within
}

// atOnce counts the people on a break at each moment of a calendar day and tells the first
// stretch of the day with too many.
func (b *bench) atOnce(d Day, names []string, most int, force Force) {
	var away []Span
	for _, row := range b.r.Rows {
		if row.Person == nil || !b.means(names, row.Person) {
			continue
		}
		for back := range 3 {
			c, ok := b.cell(row.ID, d-Day(back))
			if !ok || c.Shift == nil {
				continue
			}
			for _, s := range c.Rests {
				if s = s.Shift(-1440 * back).Overlap(Span{0, 1440}); s.Minutes() > 0 {
					away = append(away, s)
				}
			}
		}
	}
	for _, x := range away { // the most are away when somebody goes
		n := 0
		for _, y := range away {
			if y.Start <= x.Start && x.Start < y.End {
				n++
			}
		}
		if n > most {
			b.breach(Breach{Rule: "away-at-once", Force: force, From: d, Sure: true, Units: n - most, What: fmt.Sprintf("%d people are on a break at %s, at most %d", n, clock(x.Start), most)})
			return
		}
	}
}

// means says whether a rule for names is about somebody; without names it is about everybody.
func (b *bench) means(names []string, p *Person) bool {
	return len(names) == 0 || b.s.meansAny(names, p)
}

// breaksPlaced asks that each shift with breaks has them, as long as they are and within
// their room. What hours of leave leave of a break is not written: such cells are left out.
func (g *hearing) breaksPlaced() {
	for _, row := range g.r.Rows {
		for i, c := range row.Cells {
			if c.Shift == nil || len(c.Shift.Cut) > 0 || row.Person == nil {
				continue
			}
			kind, is := c.Shift.misplaced(c.Rests)
			if kind == "" {
				continue
			}
			g.add(Finding{Kind: "roster/number/break/" + kind, Place: c.Place, Person: row.ID, Date: (g.r.First + Day(i)).String(), Said: fmt.Sprint(c.Rests), True: is, Why: "the breaks of " + c.Shift.ID})
		}
	}
}

// misplaced says what is wrong with the places of a shift's breaks: lacks, length or room.
func (sh *Shift) misplaced(at []Span) (kind, is string) {
	total, taken := 0, 0
	for _, r := range sh.Rests {
		total += r.long
	}
	for i, s := range at {
		taken += s.Minutes()
		inside := slices.ContainsFunc(sh.Segments, func(g Span) bool { return g.Start <= s.Start && s.End <= g.End })
		if !inside || i > 0 && s.Start < at[i-1].End {
			return "room", "within the shift, one after the other"
		}
	}
	switch {
	case total > 0 && len(at) == 0:
		return "lacks", fmt.Sprintf("%d min", total)
	case total == 0 && len(at) > 0:
		return "lacks", "none"
	case total != taken:
		return "length", fmt.Sprintf("%d min", total)
	}
	if !sh.assign(sh.Rests, at) {
		return "room", fmt.Sprintf("within %v", sh.rooms())
	}
	return "", ""
}

// assign asks whether the places can be shared out among the breaks, each whole or in
// its pieces.
func (sh *Shift) assign(rests []recess, at []Span) bool {
	if len(rests) == 0 {
		return len(at) == 0
	}
	r, room := rests[0], sh.roomOf(rests[0])
	for _, n := range []int{1, r.pieces} {
		var pick func(from, left int, rest []Span) bool
		pick = func(from, left int, others []Span) bool {
			if left == 0 {
				return sh.assign(rests[1:], others)
			}
			for i := from; i < len(others); i++ {
				s := others[i]
				if s.Minutes()*n == r.long && room.Start <= s.Start && s.End <= room.End &&
					pick(i, left-1, slices.Delete(slices.Clone(others), i, i+1)) {
					return true
				}
			}
			return false
		}
		if pick(0, n, at) {
			return true
		}
	}
	return false
}

func (sh *Shift) rooms() (out []Span) {
	for _, r := range sh.Rests {
		out = append(out, sh.roomOf(r))
	}
	return out
}

// roomOf is where a break lies: between its earliest start and the end of its latest one,
// else in the middle half of the longest segment, rounded outwards to a minute; a longer
// break needs more room.
func (sh *Shift) roomOf(r recess) Span {
	if r.placed {
		return Span{r.earliest, r.latest + r.long}
	}
	longest := sh.Segments[0]
	for _, g := range sh.Segments {
		if g.Minutes() > longest.Minutes() {
			longest = g
		}
	}
	quarter := longest.Minutes() / 4
	room := Span{longest.Start + quarter, longest.End - quarter}
	if more := (r.long - room.Minutes() + 1) / 2; more > 0 {
		room = Span{room.Start - more, room.End + more}
	}
	return room
}
