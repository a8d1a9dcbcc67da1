package planner

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workspace"
)

// Seen is a digest of the bytes of a file, by which a change that somebody else made
// since is noticed.
func Seen(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// Retype judges the roster of c as it would stand with the cells typed, as
// [Planner.Check] judges it once they are saved. c stays as it is.
func (pl *Planner) Retype(c *Checked, typed []report.Typed) (*Checked, error) {
	next, err := c.File.Retype(typed)
	if err != nil {
		return nil, err
	}
	return pl.checkOn(c.Plan, next)
}

// SaveTyped writes the cells typed into the workbook at path. The version before goes
// into the history of the roster, so that it can be taken back. A file that is no longer
// the one of the digest seen is left as it is: a [lang.AskError] says so.
func (pl *Planner) SaveTyped(path, seen string, typed []report.Typed) error {
	release, err := pl.lock(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer release()
	if now, err := Seen(path); err != nil {
		return err
	} else if now != seen {
		return lang.AskError{Err: lang.Errorf("%s 刚才在别处改过，没有覆盖", "%s was changed elsewhere meanwhile and is left as it is", filepath.Base(path)).
			WithHint("重新打开这一周看看改了什么，再改一次", "open the week again, see what was changed, and enter your change once more")}
	}
	if !workspace.Written(path) {
		return lang.AskError{Err: lang.Errorf("%s 不是 .xlsx，页面上改不了", "%s is no .xlsx and cannot be changed on the page", filepath.Base(path)).
			WithHint("在 Excel 里另存为 .xlsx", "save it as .xlsx in Excel")}
	}
	file, err := workspace.ReadRoster(path)
	if err != nil {
		return err
	}
	next, err := file.Retype(typed)
	if err != nil {
		return err
	}
	if _, err := pl.Check(next); err != nil {
		return err
	}
	now := pl.Clock()
	h, err := workspace.ReadHistory(path)
	if err != nil {
		return err
	}
	kept, err := h.Keep(now)
	if err != nil {
		return err
	}
	if err := file.Type(path, typed); err != nil {
		return err
	}
	return h.Add(now, kept, workspace.RosterChange{
		By: pl.User, What: workspace.Repaired, Why: lang.T("在页面上改", "edited on the page"), Edited: len(file.Edited), Cells: typedCells(file, typed),
	})
}

// typedCells is the cells typed with the names of their people.
func typedCells(before *report.RosterFile, typed []report.Typed) (cells []workspace.CellEdit) {
	for _, t := range typed {
		for _, r := range before.People {
			if r.ID == t.ID {
				cells = append(cells, workspace.CellEdit{Person: t.ID, Name: r.Name, Date: t.Date, Was: r.Cells[t.Date-before.Start], Now: t.Text})
			}
		}
	}
	return cells
}

// Headline is the verdict in one sentence.
func (c *Checked) Headline() lang.Text {
	n := 0
	for _, f := range c.Findings {
		if f.Hard {
			n++
		}
	}
	if n > 0 {
		return lang.F("还不能发布：有 %d 处不合规定", "not to be published yet: %d hard rules are broken", n)
	}
	return lang.T("能发布：必须的规则都满足", "can be published: every hard rule holds")
}
