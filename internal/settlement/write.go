package settlement

import (
	"os"
	"path/filepath"

	"paiban/internal/report"
)

// Write writes the workbook, and the slips where they are asked for. What must not be
// replaced stays: it returns Refused or SlipsRefused before anything is written, or with
// force keeps a copy first.
func (s *Settled) Write(force bool) error {
	for _, f := range []struct {
		path, backup string
		refused      error
	}{{s.Path, s.Backup, s.Refused}, {s.Slips, s.SlipsBackup, s.SlipsRefused}} {
		switch {
		case f.refused == nil:
		case !force:
			return f.refused
		default:
			if err := report.Keep(f.path, f.backup); err != nil {
				return err
			}
		}
	}
	if s.makeDir {
		if err := os.MkdirAll(filepath.Dir(s.Path), 0o755); err != nil {
			return err
		}
	}
	p := s.payroll()
	if err := report.WritePayroll(s.Path, p); err != nil || s.Slips == "" {
		return err
	}
	return report.WriteSlips(s.Slips, p)
}

// payroll is what the workbooks show.
func (s *Settled) payroll() *report.Payroll {
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
	return p
}
