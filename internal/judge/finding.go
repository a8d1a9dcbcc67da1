package judge

import "fmt"

// Finding is one thing in which the judge and the program differ.
type Finding struct {
	// Kind names the fault, not the case: what is judged, what differs and, behind the
	// last slash, the cause where the judge knows it, as in
	// "roster/quiet/window/break". It stands in the list of known kinds.
	Kind   string
	File   string // base name of the file, or "" where a document or a screen says it
	Place  string // cell, key of the document, or the sentence
	Person string // id, or ""
	Date   string // 2026-11-28, or ""
	Said   string // by the program
	True   string // by the judge
	Why    string // one sentence: what the judge's figure is made of
}

func (f Finding) String() string {
	at := f.File
	for _, s := range []string{f.Place, f.Person, f.Date} {
		if s != "" {
			if at != "" {
				at += " "
			}
			at += s
		}
	}
	return fmt.Sprintf("%s: %s: said %s, is %s (%s)", f.Kind, at, f.Said, f.True, f.Why)
}
