package schedule

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/workcal"
)

// rosterPath is the file that a word names: itself, or the roster of a week, see
// [workspace.WeekByWords]. What is a file is meant as one.
func rosterPath(a *cli.App, word string) (string, error) {
	path := a.Path(word)
	if _, err := os.Stat(path); err == nil || filepath.Ext(word) != "" && !strings.ContainsAny(word[:1], "0123456789") {
		return path, nil
	}
	week, err := a.WeekByWords(word)
	switch {
	case err == nil:
		return pathOfWeek(a, &week)
	case strings.ContainsAny(word, "./\\"):
		return path, nil
	}
	return "", err
}

// pathOfWeek finds the roster of a week, nil for the one that is planned next, and
// tells which files of it do not count.
func pathOfWeek(a *cli.App, week *workcal.Week) (string, error) {
	pl, err := a.PlannerHere()
	if err != nil {
		return "", err
	}
	if week == nil {
		next, err := pl.NextWeek()
		if err != nil {
			return "", err
		}
		week = &next
	}
	path, notes, err := pl.RosterPath(*week)
	for _, n := range notes {
		fmt.Fprintln(a.Stderr, a.Say(n))
	}
	return path, err
}
