package year

import (
	"os"

	"paiban/internal/judge"
)

// presets are the settings that the judge merges paiban.yaml over, as files.
var presets = os.DirFS("../workspace/presets")

func (w *World) judgeWeek(r Ran)  {}
func (w *World) judgeCheck(r Ran) {}

func (w *World) judgeMonth(m string, r Ran) {}

func (w *World) disagree(findings []judge.Finding) {
	for _, f := range findings {
		w.Fail("judge/"+f.Kind, "%s", f)
	}
}
