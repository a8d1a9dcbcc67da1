package settlement

import (
	"os"
	"path/filepath"

	"paiban/internal/report"
)

// Write writes the workbook. Where it must not be replaced it returns Refused, or
// with force keeps a copy at Backup first.
func (s *Settled) Write(force bool) error {
	if s.Refused != nil {
		if !force {
			return s.Refused
		}
		if err := report.Keep(s.Path, s.Backup); err != nil {
			return err
		}
	}
	if s.makeDir {
		if err := os.MkdirAll(filepath.Dir(s.Path), 0o755); err != nil {
			return err
		}
	}
	p := &report.Payroll{Lang: s.lang, Sheet: s.Sheet, Days: s.days, Notes: s.Notes, Dropped: s.Dropped}
	if s.typed != nil {
		p.Answers, p.Times, p.Openings = map[report.AnswerKey]string{}, s.typed.Times, s.typed.Openings
		for _, a := range s.typed.Answers {
			p.Answers[a.AnswerKey] = a.Text
		}
	}
	if s.workspace != nil {
		p.Shop, p.Preset = s.workspace.ShopName().In(s.lang), s.workspace.Config.Preset
	}
	return report.WritePayroll(s.Path, p)
}
