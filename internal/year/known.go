package year

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
)

// Known is a kind of failure that the year finds on today's program, with the fewest
// steps that show it. Whoever mends it takes it off the list.
type Known struct {
	Kind   string `json:"kind"`
	Says   string `json:"says"` // what the replay says
	Replay Replay `json:"replay"`
}

// readKnown reads the list at path.
func readKnown(path string) ([]Known, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Known
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	return out, d.Decode(&out)
}

// writeKnown writes the list, sorted by kind.
func writeKnown(path string, list []Known) error {
	slices.SortFunc(list, func(a, b Known) int { return strings.Compare(a.Kind, b.Kind) })
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(list); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// Shrink returns the fewest steps it can find that still fail with kind, and what they
// say then. The last step of the replay must be the one that fails. fails plays a
// replay until it fails so and says how, or "".
func Shrink(p Replay, fails func(Replay) string) (Replay, string) {
	says := fails(p)
	if says == "" {
		return p, ""
	}
	try := func(steps []Step) bool {
		q := p
		q.Steps = steps
		s := fails(q)
		if s != "" {
			p, says = q, s
		}
		return s != ""
	}
	short(p.Steps, try)
	for size := (len(p.Steps) + 1) / 2; size > 0; size /= 2 {
		for at := 0; at < len(p.Steps); {
			end := min(at+size, len(p.Steps))
			if rest := slices.Concat(p.Steps[:at], p.Steps[end:]); len(rest) == 0 || !try(rest) {
				at = end
			}
		}
	}
	return p, says
}

// short tries short lists first: mostly one step fails by itself, or with the plans of
// some weeks before it and what was asked for and settled meanwhile.
func short(steps []Step, try func([]Step) bool) {
	n := len(steps) - 1
	for _, back := range []int{0, 12, 60, 120, n} {
		for _, acts := range [][]string{{"plan"}, {"plan", "ask"}, {"plan", "ask", "overtime", "settle", "answer"}} {
			few := slices.DeleteFunc(slices.Clone(steps[max(0, n-back):n]), func(s Step) bool { return !slices.Contains(acts, s.Act) })
			if try(append(few, steps[n])) {
				return
			}
		}
	}
}
