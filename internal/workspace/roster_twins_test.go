package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paiban/internal/lang"
)

// Two files of the roster of a week: the one changed last counts, and what they say
// differently is told with the first such cell, but not where they say the same.
func TestTwoFilesOfARoster(t *testing.T) {
	const head = "工号,姓名,2026-11-23,2026-11-24,2026-11-25\n"
	older := head + "E01,苏晓禾,早,早,休\nE02,林一,晚,,晚\n"
	for name, c := range map[string]struct {
		later string
		told  string // "" is nothing
	}{
		"the same bytes":                {older, ""},
		"the same cells, laid out anew": {strings.ReplaceAll(head, "\n", ",备注\n") + "E02,林一,晚 ,,晚,\nE01,苏晓禾,早,早,休,\n", ""},
		"one sick call later":           {head + "E01,苏晓禾,早,早,休\nE02,林一,晚,,病假\n", "有 1 格不一样（如 林一 2026-11-25：\"晚\" 和 \"病假\"）：以后来改过的 2026-W48_repair1.csv 为准，2026-W48.csv 不算"},
		"two people changed places":     {head + "E01,苏晓禾,晚,早,休\nE02,林一,早,,晚\n", "有 2 格不一样（如 苏晓禾 2026-11-23"},
		"one that nobody can read":      {"nothing\n", "写的不是一回事"},
		"other days altogether":         {"工号,姓名,2026-12-07\nE01,苏晓禾,早\n", "写的不是一回事"},
	} {
		t.Run(name, func(t *testing.T) {
			root := testWorkspace(t, map[string]string{"rosters/2026-W48.csv": older, "rosters/2026-W48_repair1.csv": c.later})
			at := time.Now().Add(-time.Hour)
			if err := os.Chtimes(filepath.Join(root, "rosters", "2026-W48.csv"), at, at); err != nil {
				t.Fatal(err)
			}
			r, err := RostersIn(root)
			if err != nil {
				t.Fatal(err)
			}
			var told []string
			for _, n := range r.Notes(w48.Monday(), w48.Monday()+7) {
				told = append(told, n.In(lang.ZH))
			}
			if c.told == "" && told != nil || c.told != "" && !strings.Contains(strings.Join(told, "\n"), c.told) {
				t.Errorf("told %q, want %q", told, c.told)
			}
		})
	}
}

// A month sheet and a changed copy lie below the week's own file: what they say else is
// told once for each, on the days asked for alone.
func TestRostersThatDisagree(t *testing.T) {
	const head = "工号,姓名,2026-11-23,2026-11-24\n"
	root := testWorkspace(t, map[string]string{
		"rosters/11月.csv":               "工号,姓名,2026-11-22,2026-11-23,2026-11-24\nE01,苏晓禾,早,早,早\nE02,林一,早,晚,晚\n",
		"rosters/2026-W48.csv":          head + "E01,苏晓禾,早,晚\nE02,林一,晚,晚\n",
		"rosters/2026-W48 - 副本.csv":     head + "E01,苏晓禾,早,晚\nE02,林一,晚,晚\n",
		"rosters/2026-W48 - 副本 (2).csv": head + "E01,苏晓禾,早,晚\nE02,林一,早,早\n",
	})
	r, err := RostersIn(root)
	if err != nil {
		t.Fatal(err)
	}
	files, err := r.Read(w48.Monday())
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, n := range Disagreements(files, w48.Monday(), w48.Monday()+7) {
		told = append(told, n.In(lang.ZH))
	}
	all := strings.Join(told, "\n")
	for _, want := range []string{
		// 林一 differs from the changed copy too, but the week's file says the same.
		"11月.csv 和 2026-W48.csv 有 1 格不一样（如 苏晓禾 2026-11-24：\"早\" 和 \"晚\"）",
		"2026-W48 - 副本 (2).csv 和 2026-W48.csv 有 2 格不一样（如 林一 2026-11-23：\"早\" 和 \"晚\"）：那几天以 2026-W48.csv 为准",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("told %q, want %q", all, want)
		}
	}
	if strings.Contains(all, "副本.csv 和") {
		t.Errorf("a copy that says the same is told: %q", all)
	}
	if later := Disagreements(files, w48.Monday()+7, w48.Monday()+14); later != nil {
		t.Errorf("told of another week: %v", later)
	}
}
