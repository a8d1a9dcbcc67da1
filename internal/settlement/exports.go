package settlement

import (
	"context"
	"errors"
	"path/filepath"

	"paiban/attendance"
	"paiban/attendance/punch"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// ReadExports reads the punch files at paths. What is wrong with each is reported
// together. today is that of the clock, by which dates with a short year are read; columns, where there are any, name those of files whose layout is not
// known; symbols are those of sheets that the shop keeps by hand. tell is told which
// file is being read; nil is nobody.
func ReadExports(ctx context.Context, today workcal.Date, paths []string, columns []attendance.PunchColumn, symbols []attendance.Symbol, tell func(lang.Text)) (exports []*punch.Export, err error) {
	var bad []error
	for _, path := range paths {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if tell != nil {
			tell(lang.F("读 %s", "reading %s", filepath.Base(path)))
		}
		e, err := readExport(path, today, columns, symbols)
		if err != nil {
			bad = append(bad, err)
			continue
		}
		exports = append(exports, e)
	}
	return exports, errors.Join(bad...)
}

func readExport(path string, today workcal.Date, columns []attendance.PunchColumn, symbols []attendance.Symbol) (*punch.Export, error) {
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	book.Today = today
	e, err := punch.Read(book, symbols...)
	if err != nil && len(columns) > 0 {
		return punch.ReadMapped(book, columns)
	}
	return e, err
}
