package settlement

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
)

// AskForSlips has Write write a slip for each person to sign, beside the workbook:
// 2026-10_slips.xlsx beside 2026-10.xlsx. A file there that is something else, or that
// was edited, is not replaced.
func (s *Settled) AskForSlips() {
	ext := filepath.Ext(s.Path)
	s.Slips = strings.TrimSuffix(s.Path, ext) + "_slips.xlsx"
	if s.SlipsRefused = slipsInTheWay(s.Slips); s.SlipsRefused != nil {
		s.SlipsBackup = backupPath(s.Slips, s.now)
	}
}

// slipsInTheWay says why the file at path must not be replaced; nil where it may be.
func slipsInTheWay(path string) error {
	book, err := table.Open(path, table.Limits{})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return notSlips(path).Because(err)
	}
	defer book.Close()
	edited, ours, err := report.ReadSlips(book)
	switch {
	case err != nil:
		return notSlips(path).Because(err)
	case !ours:
		return notSlips(path)
	case len(edited) > 0:
		return lang.Errorf("%s 生成以后被手工改过（%s），不覆盖", "%s was edited after it was written (%s), so it is not replaced", path, edited[0]).
			WithHint("用 -o 另写一个文件，或加 --force 覆盖，旧文件留作备份", "write to another file with -o, or replace it with --force, which keeps the old file as a backup")
	}
	return nil
}

func notSlips(path string) *lang.Error {
	return lang.Errorf("%s 已经有了，不是 paiban 写的确认单", "%s already exists and is none of the slips that paiban writes", path).
		WithHint("把它移到别处；或用 -o 另写一个文件；或加 --force 覆盖（旧文件留作备份）", "move it elsewhere, write to another file with -o, or replace it with --force, which keeps the old file as a backup")
}
