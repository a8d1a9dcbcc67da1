package cli

import (
	"bytes"

	"paiban/internal/report"
	"paiban/schedule"
	"paiban/schedule/problemfile"
)

// WriteProblem writes p under a name to the problem file at path.
func (a *App) WriteProblem(path, name string, p *schedule.Problem) error {
	var b bytes.Buffer
	if err := problemfile.Write(&b, name, p); err != nil {
		return err
	}
	return a.Writing(path, func() error { return report.WriteFile(path, b.Bytes()) })
}
