package schedule

import (
	"fmt"

	"paiban/internal/lang"
)

// Score judges a roster: fewer hard breaches first, then lower cost. Cover and
// wishes are weighed in one cost so that a proved gap means one thing; Analysis
// tells the parts.
type Score struct {
	Hard int64 `json:"hard"` // units by which hard rules are broken
	Cost int64 `json:"cost"` // weighted soft cost
}

// Less reports whether s is better than t.
func (s Score) Less(t Score) bool {
	return s.Hard < t.Hard || s.Hard == t.Hard && s.Cost < t.Cost
}

// Add returns the sum.
func (s Score) Add(t Score) Score { return Score{s.Hard + t.Hard, s.Cost + t.Cost} }

func (s Score) String() string { return fmt.Sprintf("%d hard, cost %d", s.Hard, s.Cost) }

// Force says how strongly a rule holds: hard, or at a cost per unit.
type Force struct {
	Hard bool  `json:"hard"`
	Cost int64 `json:"cost"` // per unit, where not hard
}

// Must is the force of a hard rule.
func Must() Force { return Force{Hard: true} }

// At is the force of a soft rule that costs c per unit.
func At(c int64) Force { return Force{Cost: c} }

// AtMost is a maximum of n that holds as f says, each unit beyond it one breach.
func (f Force) AtMost(n int) Bound {
	if f.Hard {
		return AtMost(n)
	}
	return Free().Prefer(0, n, 0, f.Cost)
}

// hard returns r where f is hard.
func (f Force) hard(r Rule) []Rule {
	if f.Hard {
		return []Rule{r}
	}
	return nil
}

// Score returns the score of n broken units.
func (f Force) Score(n int64) Score {
	if f.Hard {
		return Score{Hard: n}
	}
	return Score{Cost: n * f.Cost}
}

// Finding is one place where a roster falls short of a rule, hard or soft.
type Finding struct {
	Rule   string    `json:"rule"` // Key of the rule, or of the CoverKind
	Score  Score     `json:"score"`
	Person int       `json:"person"`         // index, or Any
	Day    int       `json:"day"`            // day, or Any
	Days   Stretch   `json:"days"`           // the days it is about, if they are more than Day
	Span   Span      `json:"span"`           // minutes of Day, for cover; else zero
	Queue  int       `json:"queue"`          // index, or Any
	With   []int     `json:"with,omitempty"` // further queues that it is about
	Why    lang.Text `json:"why"`            // what is wrong, with names and numbers
	Fix    lang.Text `json:"fix"`            // how to put it right; may be zero
}

// Hard reports whether a hard rule is broken.
func (f *Finding) Hard() bool { return f.Score.Hard > 0 }

// Analysis is the checker's judgement.
type Analysis struct {
	Score    Score
	ByRule   map[string]Score
	Findings []Finding // hard ones first, then by day, person, rule
}
