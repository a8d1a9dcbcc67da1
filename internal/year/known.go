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
// say then. The replay must fail with it. fails plays a replay until it fails so and
// says how, or "".
func Shrink(p Replay, fails func(Replay) string) (Replay, string) {
	says := fails(p)
	try := func(steps []Step) bool {
		q := p
		q.Steps = steps
		s := fails(q)
		if s != "" {
			p, says = q, s
		}
		return s != ""
	}
	// Mostly one step fails by itself, or with the weeks before it.
	for n := 1; n < len(p.Steps) && !try(p.Steps[len(p.Steps)-n:]); n *= 2 {
	}
	// Mostly plans are all that it needs, or what is asked for and settled beside them.
	last := p.Steps[len(p.Steps)-1]
	for _, acts := range [][]string{{"plan"}, {"plan", "ask", "overtime", "settle", "answer"}} {
		few := slices.DeleteFunc(slices.Clone(p.Steps), func(s Step) bool { return !slices.Contains(acts, s.Act) && s != last })
		if len(few) < len(p.Steps) && try(few) {
			break
		}
	}
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
