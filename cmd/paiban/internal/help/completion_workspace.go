package help

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// What a workspace holds that a command line may name. Where it cannot be read
// nothing is offered: the command itself will say why.

const ownOrder = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder

// offer appends value and what it is, if it begins with word.
func offer(list []cobra.Completion, word, value, what string) []cobra.Completion {
	if !strings.HasPrefix(value, word) {
		return list
	}
	return append(list, cobra.CompletionWithDesc(value, what))
}

func presets(a *cli.App) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, word string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
		for _, name := range workspace.Presets {
			what := ""
			if c, err := workspace.Preset(name); err == nil {
				what = a.Say(c.Name)
			}
			list = offer(list, word, name, what)
		}
		return list, ownOrder
	}
}

// weeks offers the week after the last roster and the one after today's, then
// those that have a roster, the latest first.
func weeks(a *cli.App) cobra.CompletionFunc {
	return func(c *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
		done := weeksOfRosters(a)
		next := []workcal.Week{workcal.WeekOf(workcal.DateFrom(a.Now()) + 7)}
		if len(done) > 0 {
			next = append(next, workcal.WeekOf(done[0].Monday()+7))
		}
		var list []cobra.Completion
		for i, w := range next {
			if !slices.Contains(done, w) && !slices.Contains(next[:i], w) {
				list = offer(list, word, w.String(), a.Say(lang.F("从 %s 起，还没有班表", "from %s, no roster yet", w.Monday())))
			}
		}
		rostered, _ := rosteredWeeks(a)(c, args, word)
		return append(list, rostered...), ownOrder
	}
}

// rosteredWeeks offers the weeks that have a roster.
func rosteredWeeks(a *cli.App) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, word string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
		for _, w := range weeksOfRosters(a) {
			list = offer(list, word, w.String(), a.Say(lang.F("从 %s 起", "from %s", w.Monday())))
		}
		return list, ownOrder
	}
}

// weeksOfRosters returns the weeks that have a roster, the latest first.
func weeksOfRosters(a *cli.App) []workcal.Week {
	root, err := workspace.Find(a.Dir)
	if err != nil {
		return nil
	}
	rosters, err := workspace.RostersIn(root)
	if err != nil {
		return nil
	}
	weeks := rosters.Weeks()
	slices.Reverse(weeks)
	return weeks
}

// months offers those with punches, the latest first.
func months(a *cli.App) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, word string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
		root, err := workspace.Find(a.Dir)
		if err != nil {
			return nil, ownOrder
		}
		months, err := workspace.PunchMonths(root)
		if err != nil {
			return nil, ownOrder
		}
		for _, m := range slices.Backward(months) {
			list = offer(list, word, m.String(), "")
		}
		return list, ownOrder
	}
}

func queues(a *cli.App) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, word string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
		ws, err := a.OpenUnstaffed()
		if err != nil {
			return nil, ownOrder
		}
		for _, q := range ws.Config.Queues {
			list = offer(list, word, q.ID, a.Say(q.Name))
		}
		return list, ownOrder
	}
}

// people completes the first n parts of NAME:… with names, or with IDs where one
// was begun or the name is not the only one.
func people(a *cli.App, n int) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, word string) (list []cobra.Completion, _ cobra.ShellCompDirective) {
		const more = ownOrder | cobra.ShellCompDirectiveNoSpace // a date follows
		if strings.Count(word, ":") >= n {
			return nil, more
		}
		ws, err := a.OpenWorkspace()
		if err != nil {
			return nil, more
		}
		done, begun := "", word
		if i := strings.LastIndex(word, ":"); i >= 0 {
			done, begun = word[:i+1], word[i+1:]
		}
		namesakes := map[string]int{}
		for i := range ws.People {
			namesakes[ws.People[i].Name]++
		}
		for i := range ws.People {
			p := &ws.People[i]
			if namesakes[p.Name] > 1 || begun != "" && strings.HasPrefix(p.ID, begun) {
				list = offer(list, word, done+p.ID+":", p.Name)
				continue
			}
			list = offer(list, word, done+p.Name+":", p.ID)
		}
		return list, more
	}
}
