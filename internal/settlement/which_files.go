package settlement

import (
	"os"
	"path/filepath"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// findExports lists the exports to read: those that the options name, else all of
// the month's folder in punches/, of the latest month where none is asked for.
func (m *month) findExports() error {
	if m.Punches != nil {
		return nil
	}
	root := m.Workspace.Root
	dir := filepath.Join(root, "punches")
	stray, err := workspace.StrayPunches(root)
	if err != nil {
		return err
	}
	m.notes = append(m.notes, stray...)
	if m.Month == (workcal.Month{}) {
		months, err := workspace.PunchMonths(root)
		if err != nil {
			return err
		}
		if len(months) == 0 {
			return strayed(stray, lang.Errorf("%s 里没有月份文件夹", "there is no month folder in %s", dir).
				WithHint("把打卡导出文件放进 punches/2026-10 这样的文件夹，或用 --punches 指明", "put the exports into a folder such as punches/2026-10, or name them with --punches"))
		}
		m.Month = months[len(months)-1]
	}
	paths, left, err := workspace.PunchFiles(root, m.Month)
	if err != nil {
		return err
	}
	for _, l := range left {
		if l.Why == workspace.Backup {
			m.notes = append(m.notes, l.Text())
		}
	}
	if paths == nil {
		return strayed(stray, lang.Errorf("%s 里没有打卡文件", "there are no punch files in %s", filepath.Join(dir, m.Month.String())).
			WithHint("把打卡机或钉钉导出的文件原样放进去", "copy the exports of the punch clock or the app into it, unchanged"))
	}
	m.Punches = paths
	return nil
}

// strayed lets an error hint at the exports that lie in the wrong place, where there are
// such.
func strayed(stray []lang.Text, err *lang.Error) error {
	if stray != nil {
		err.Hint = stray[0]
	}
	return err
}

// workbookPath returns the usual place of a month's workbook.
func (st *Settler) workbookPath(month workcal.Month) string {
	if st.Workspace == nil {
		return filepath.Join(st.Dir, "attendance-"+month.String()+".xlsx")
	}
	return WorkbookPath(st.Workspace.Root, month)
}

// notAnInput refuses to write to path, with a [lang.AskError], where it is one of the
// exports.
func notAnInput(path string, exports []string) error {
	out, err := os.Stat(path)
	if err != nil {
		return nil // nothing is there that could be lost
	}
	for _, e := range exports {
		if in, err := os.Stat(e); err == nil && os.SameFile(in, out) {
			return lang.AskError{Err: lang.Errorf("考勤表会覆盖打卡文件 %s", "the workbook would overwrite the punch file %s", e).WithHint("用 -o 换一个文件名", "choose another file name with -o")}
		}
	}
	return nil
}

// WorkbookPath is the usual place of the workbook of a month of the workspace at root.
func WorkbookPath(root string, month workcal.Month) string {
	return filepath.Join(root, "attendance", month.String()+".xlsx")
}
