package scenario

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"paiban/cmd/paiban/internal/apptest"
	"paiban/cmd/paiban/internal/cli"
)

// The file that template prints is one that compare takes.
func TestTemplateIsCompared(t *testing.T) {
	s := apptest.Shop(t, "recharge")
	if code, err := s.Run(t, New, "template"); code != cli.ExitOK || !strings.Contains(s.Out.String(), "week: 2026-W48") {
		t.Fatalf("exit code %d (%v):\n%s", code, err, s.Out)
	}
	file := filepath.Join(s.Dir, "study.yaml")
	if err := os.WriteFile(file, s.Out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, err := s.Run(t, New, "compare", "study.yaml", "--replications", "2"); code != cli.ExitOK {
		t.Fatal(err)
	}
	for _, want := range []string{"a week of promotion  2026-W48", "as it is", "overtime", "temps"} {
		if !strings.Contains(s.Out.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, s.Out)
		}
	}
	if code, err := s.Run(t, New, "compare", "study.yaml", "--replications", "2", "-o", "study.yaml"); code != cli.ExitBadInput {
		t.Errorf("a file that is there is replaced: exit code %d (%v)", code, err)
	}
	s.JSON = true
	if code, err := s.Run(t, New, "run", "study.yaml", "--replications", "2", "--only", "temps"); code != cli.ExitOK {
		t.Fatal(err)
	}
	var got struct {
		Schema, Week string
		Scenarios    []struct{ ID string }
	}
	if err := json.Unmarshal(s.Out.Bytes(), &got); err != nil || got.Schema != "paiban/scenario/1" || got.Week != "2026-W48" || len(got.Scenarios) != 1 || got.Scenarios[0].ID != "temps" {
		t.Errorf("%+v (%v)", got, err)
	}
	for _, line := range []string{"run study.yaml --replications 1", "run study.yaml --only none", "compare"} {
		code, err := s.Run(t, New, strings.Fields(line)...)
		if line != "compare" && code != cli.ExitUsage || err == nil {
			t.Errorf("%s: exit code %d (%v)", line, code, err)
		}
	}
}
