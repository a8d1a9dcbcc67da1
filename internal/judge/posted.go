package judge

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
)

// A cell that ends with a mark is locked: docs/file-formats.md.
var lockMark = regexp.MustCompile(`^(.*?)\s*(?:!|锁|\(锁\)|🔒)$`)

// unlocked takes a lock mark off the text of a cell.
func unlocked(text string) (word string, locked bool) {
	if m := lockMark.FindStringSubmatch(fold(text)); m != nil {
		return strings.TrimSpace(m[1]), true
	}
	return fold(text), false
}

// saidHistory is what schedule history --json says of a roster.
type saidHistory struct {
	File  string `json:"file"`
	State struct {
		Published bool `json:"published"`
		Changed   int  `json:"changed_cells"`
	} `json:"state"`
	Changes []saidChange `json:"changes"`
}

type saidChange struct {
	At    string `json:"at"`
	What  string `json:"what"`
	File  string `json:"file"`
	Gone  bool   `json:"taken_back"`
	Cells []struct {
		Person string `json:"person"`
		Date   string `json:"date"`
		Was    string `json:"was"`
		Now    string `json:"now"`
	} `json:"cells"`
}

// JudgeHistory follows the changes of a roster: the version before each is kept, has in its
// cells what the change says was there, and with the cells of the change is the version
// after it, but for cells that somebody edited by hand; published is said where a
// publication stands in the history that was not taken back.
func (s *Shop) JudgeHistory(said []byte) (out []Finding) {
	var h saidHistory
	if json.Unmarshal(said, &h) != nil || h.File == "" {
		return nil
	}
	s.Forget()
	name := filepath.Base(h.File)
	tell := func(kind, at, said, is, why string) {
		out = append(out, Finding{Kind: "roster/history/" + kind, File: name, Place: at, Said: said, True: is, Why: why})
	}
	var versions []*Roster
	for _, c := range h.Changes {
		r, err := s.RosterFile(filepath.Join(s.Dir, "rosters", "history", c.File))
		if err != nil {
			tell("version-lost", c.At, c.What, "no version before it", err.Error())
			return out
		}
		versions = append(versions, r)
	}
	now, err := s.RosterFile(s.locate(h.File))
	if err != nil {
		tell("version-lost", "", "a roster", "none that can be read", err.Error())
		return out
	}
	versions = append(versions, now)
	published := false
	for i, c := range h.Changes {
		if c.What == "published" && !c.Gone {
			published = true
		}
		out = append(out, s.changed(name, c, versions[i], versions[i+1])...)
	}
	if published != h.State.Published || published != now.Published {
		tell("published", "state", fmt.Sprintf("%v by the state, %v by the workbook", h.State.Published, now.Published), fmt.Sprint(published), "publications of the history that were not taken back")
	}
	return append(out, now.marks(name, h.State.Changed)...)
}

// changed compares a change with the versions before and after it.
func (s *Shop) changed(name string, c saidChange, before, after *Roster) (out []Finding) {
	named := map[string]string{}
	for _, e := range c.Cells {
		d, err := ParseDay(e.Date)
		cell, ok := before.Cell(e.Person, d)
		if err != nil || !ok || !sameWord(cell.Text, e.Was) {
			out = append(out, Finding{Kind: "roster/history/was", File: name, Place: c.At, Person: e.Person, Date: e.Date, Said: e.Was, True: cell.Text, Why: "the cell " + cell.Place + " of " + before.File})
		}
		named[e.Person+" "+e.Date] = e.Now
	}
	for _, row := range after.Rows {
		for i, cell := range row.Cells {
			d := after.First + Day(i)
			was, ok := before.Cell(row.ID, d)
			if !ok || after.byHand(row.ID, i, cell) {
				continue
			}
			want := was.Text
			if n, ok := named[row.ID+" "+d.String()]; ok {
				want = n
			}
			if !sameWord(cell.Text, want) {
				out = append(out, Finding{Kind: "roster/history/chain", File: name, Place: c.At + " " + cell.Place, Person: row.ID, Date: d.String(), Said: want, True: cell.Text, Why: "the version before the change of " + c.At + " with its cells, against the version after it"})
			}
		}
	}
	return out
}

// byHand says whether a cell is another than the program wrote into it.
func (r *Roster) byHand(id string, i int, c Cell) bool {
	wrote, ok := r.Wrote[id]
	return ok && i < len(wrote) && !sameWord(wrote[i], c.Text)
}

// sameWord says whether two texts of a cell are the same but for lock marks and for how a
// day off is written.
func sameWord(a, b string) bool {
	x, _ := unlocked(a)
	y, _ := unlocked(b)
	off := func(w string) string {
		if isRest(w) {
			return ""
		}
		return key(w)
	}
	return off(x) == off(y)
}

// marks asks of the marks of changed cells, in the order of the changes: each of a cell begins
// with what the one before made of it, the last one shows what the cell has, where nobody
// edited it by hand, and as many cells are marked as is said.
func (r *Roster) marks(name string, said int) (out []Finding) {
	first, last := map[string]mark{}, map[string]mark{}
	tell := func(m mark, is, why string) {
		out = append(out, Finding{Kind: "roster/history/marks", File: name, Place: m.Was + " to " + m.Now, Person: m.Person, Date: m.Date, Said: m.Was + " to " + m.Now, True: is, Why: why})
	}
	for _, m := range r.Marks {
		k := m.Person + " " + m.Date
		if before, marked := last[k]; marked && !sameWord(before.Now, m.Was) {
			tell(m, before.Now, "the mark before made this of the cell")
		} else if !marked {
			first[k] = m
		}
		last[k] = m
	}
	net := 0
	for k, m := range last {
		d, _ := ParseDay(m.Date)
		if c, ok := r.Cell(m.Person, d); !ok || !sameWord(c.Text, m.Now) && !r.byHand(m.Person, int(d-r.First), c) {
			tell(m, c.Text, "the cell "+c.Place)
		}
		if !sameWord(first[k].Was, m.Now) {
			net++
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Person+out[i].Date < out[j].Person+out[j].Date })
	if said != len(last) && said != net {
		out = append(out, Finding{Kind: "roster/history/marks", File: name, Place: "state.changed_cells", Said: fmt.Sprint(said), True: fmt.Sprint(len(last)), Why: "the cells that are marked in the workbook"})
	}
	return out
}
