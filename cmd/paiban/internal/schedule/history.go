package schedule

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/view"
	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/internal/workspace"
)

func newHistory(a *cli.App) *cobra.Command {
	return &cobra.Command{
		Use:   "history FILE|WEEK",
		Short: a.Say(lang.T("班表的改动记录：谁、什么时候、为什么、改了哪几格", "What has become of a roster: who changed which cells, when and why")),
		Long: a.Say(lang.T(
			"列出班表排好以后的每次改动（重排、修补、发布、撤销），最早的在前：时间、谁、为什么、改了哪几格、\n之前的版本在哪里；最后是之后手工改过的格子。之前的版本都在 rosters/history/ 里。",
			"List every change of a roster since it was planned (planned again, repaired, published,\nundone), the earliest first: when, who, why, which cells, and where the version before\nis kept; then the cells edited by hand since. The versions before are in rosters/history/.")),
		Example: `  paiban schedule history 2026-W48
  paiban schedule history 2026-W48 --json`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return history(a, args[0]) },
	}
}

// stateJSON is how a roster stands.
type stateJSON struct {
	Published bool      `json:"published"`
	At        string    `json:"published_at,omitempty"`
	By        string    `json:"published_by,omitempty"`
	Changed   int       `json:"changed_cells"` // since it was planned
	Words     lang.Text `json:"words"`
}

func stateToJSON(s *report.State) stateJSON {
	return stateJSON{!s.Published.IsZero(), s.Published.At, s.Published.By, len(s.Changed()), s.Text()}
}

// historyJSON is what `paiban schedule history --json` prints.
type historyJSON struct {
	Schema  string                   `json:"schema"`
	File    string                   `json:"file"`
	State   stateJSON                `json:"state"`
	Changes []workspace.RosterChange `json:"changes"` // the earliest first
	Edited  []workspace.CellEdit     `json:"edited"`  // by hand, since the last of them
}

func history(a *cli.App, word string) error {
	path, err := rosterPath(a, word)
	if err != nil {
		return err
	}
	pl, _, err := open(a, path)
	if err != nil {
		return err
	}
	past, err := pl.Past(path)
	if err != nil {
		return err
	}
	if a.JSON {
		return a.PrintJSON(historyJSON{
			"paiban/schedule-history/1", path, stateToJSON(&past.File.State),
			append([]workspace.RosterChange{}, past.Changes...), append([]workspace.CellEdit{}, past.Edits...),
		})
	}
	printHistory(a, path, past)
	return nil
}

func printHistory(a *cli.App, path string, past *planner.RosterPast) {
	say := func(zh, en string, args ...any) { fmt.Fprintln(a.Stdout, a.Say(lang.F(zh, en, args...))) }
	cells := func(all []workspace.CellEdit) {
		for _, c := range all {
			fmt.Fprintln(a.Stdout, "  • "+a.Say(c.Words()))
		}
	}
	say("%s：%s", "%s: %s", filepath.Base(path), past.File.State.Text())
	if len(past.Changes) == 0 {
		say("排好以后没有记下的改动", "no change of it is on record")
	}
	for n, c := range past.Changes {
		gone := lang.Text{}
		if c.Gone {
			gone = lang.T("（已撤销）", " (taken back)")
		}
		fmt.Fprintln(a.Stdout)
		say("%d  %s  %s%s%s%s", "%d  %s  %s%s%s%s", n+1, c.At[:min(len(c.At), 16)], who(c.By), c.What.Words(), gone, because(c.Why))
		cells(c.Cells)
		if c.Edited > 0 {
			say("  之前手工改过 %s，留在那个版本里", "  edited by hand before it in %s, which that version has", lang.Count(c.Edited, "处", "place", "places"))
		}
		say("  之前的版本：%s", "  the version before: %s", filepath.Join(filepath.Dir(a.Short(path)), "history", c.File))
	}
	if len(past.Edits) > 0 {
		fmt.Fprintln(a.Stdout)
		say("之后手工改了 %d 格：", "edited by hand since, cells: %d", len(past.Edits))
		cells(past.Edits)
	}
}

// because is why something was done, behind what was done; nothing where nobody said.
func because(why lang.Text) lang.Text {
	if why.IsZero() {
		return why
	}
	return lang.F("：%s", ": %s", why)
}

// who is the name before what somebody did, with a gap; nothing where nobody knows.
func who(by string) lang.Text {
	if strings.TrimSpace(by) == "" {
		return lang.Text{}
	}
	return lang.Same(by + "  ")
}

func newUndo(a *cli.App) *cobra.Command {
	var force bool
	c := &cobra.Command{
		Use:   "undo FILE|WEEK",
		Short: a.Say(lang.T("撤销班表的上一次改动", "Take back the last change of a roster")),
		Long: a.Say(lang.T(
			"把班表换回上一次改动（重排、修补、发布）之前的样子。撤销本身也记下，被撤销的版本留在\nrosters/history/；再撤销一次就退到更早的一次。之后又手工改过时不撤销，除非加 --force。",
			"Put a roster back to what it was before its last change (planned again, repaired,\npublished). The undo is on record too, and the version that it takes back stays in\nrosters/history/; another undo goes back to the change before. Cells edited by hand\nsince are not given up without --force.")),
		Example: `  paiban schedule undo 2026-W48`,
		Args:    cobra.ExactArgs(1),
		RunE:    func(_ *cobra.Command, args []string) error { return undo(a, args[0], force) },
	}
	c.Flags().BoolVar(&force, "force", false, a.Say(lang.T("之后手工改过的也不要了（之前的版本留在 history/）", "give up what was edited by hand since too; the version before stays in history/")))
	return c
}

func undo(a *cli.App, word string, force bool) error {
	path, err := rosterPath(a, word)
	if err != nil {
		return err
	}
	release, err := a.Lock(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer release()
	pl, _, err := open(a, path)
	if err != nil {
		return err
	}
	u, err := pl.Undo(path, force)
	if err != nil {
		return err
	}
	if a.JSON {
		return a.PrintJSON(struct {
			Schema  string                 `json:"schema"`
			File    string                 `json:"file"`
			Undone  workspace.RosterChange `json:"undone"`
			Kept    string                 `json:"kept"`
			Changes []workspace.CellEdit   `json:"changes"`
		}{"paiban/schedule-undo/1", u.Path, u.Change, u.Kept, append([]workspace.CellEdit{}, u.Cells...)})
	}
	c := u.Change
	fmt.Fprintln(a.Stdout, a.Say(lang.F("撤销了 %s 的%s%s", "took back what was done on %s (%s)%s", c.At[:min(len(c.At), 16)], c.What.Words(), because(c.Why))))
	view.Changes(a, u.Cells)
	fmt.Fprintln(a.Stdout, a.Say(lang.F("撤销掉的版本留作 %s", "The version taken back is kept as %s", u.Kept)))
	return nil
}
