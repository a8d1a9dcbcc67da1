package settlement

import (
	"context"
	"errors"
	"path/filepath"

	"paiban/attendance/service"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// readService reads the reports of the month's folder in service/ and lays them over each
// other. A workspace without them has no figures. What is wrong with each is reported
// together.
func (m *month) readService(ctx context.Context) error {
	if m.Workspace == nil {
		return nil
	}
	root := m.Workspace.Root
	stray, err := workspace.StrayService(root)
	if err != nil {
		return err
	}
	m.notes = append(m.notes, stray...)
	paths, left, err := workspace.ServiceFiles(root, m.Month)
	if err != nil {
		return err
	}
	for _, l := range left {
		if l.Why == workspace.Backup {
			m.notes = append(m.notes, l.Text())
		}
	}
	var bad []error
	var exports []*service.Export
	for _, path := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		if m.Progress != nil {
			m.Progress(lang.F("读 %s", "reading %s", filepath.Base(path)))
		}
		e, err := m.serviceReport(path)
		if err != nil {
			bad = append(bad, err)
			continue
		}
		exports = append(exports, e)
	}
	if bad != nil {
		return errors.Join(bad...)
	}
	if exports == nil {
		return nil
	}
	merged := service.Merge(exports, m.input.People, m.Month, m.policy.ServiceColumns)
	m.input.Service = merged.Figures
	m.notes = append(m.notes, merged.Notes...)
	for _, d := range merged.Dropped {
		m.dropped = append(m.dropped, report.Unused{Where: d.Where.String(), What: d.What, Why: d.Why, Of: "service"})
	}
	return nil
}

func (m *month) serviceReport(path string) (*service.Export, error) {
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	book.Today = workcal.DateFrom(m.Clock())
	return service.Read(book, m.Month, m.policy.ServiceColumns)
}
