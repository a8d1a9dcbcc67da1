package cli

import (
	"testing"
	"time"

	"github.com/spf13/cobra"

	"paiban/internal/lang"
)

// The columns of a Chinese help line up where a letter is two columns wide.
func TestUsageInBothLanguages(t *testing.T) {
	c := &cobra.Command{Use: "week FILE", Example: "  week a.xlsx", Run: func(*cobra.Command, []string) {}}
	c.Flags().IntP("heads", "n", 4, "people")
	c.Flags().Duration("limit", 90*time.Minute, "time")
	c.Flags().StringArray("plan", nil, "plan")
	c.Flags().Bool("html", false, "page")
	for l, want := range map[lang.Lang]string{
		lang.ZH: `用法：
  week FILE [选项]

示例：
  week a.xlsx

选项：
  -n, --heads 整数              people（默认 4）
      --html                    page
      --limit 时长              time（默认 1h30m）
      --plan 文字（可写几次）   plan
`,
		lang.EN: `Usage:
  week FILE [flags]

Examples:
  week a.xlsx

Flags:
  -n, --heads int                       people (default 4)
      --html                            page
      --limit duration                  time (default 1h30m)
      --plan string (may be repeated)   plan
`,
	} {
		var a App
		a.SetLang(l)
		if got := a.usage(c); got != want {
			t.Errorf("%v:\n%s\nwant\n%s", l, got, want)
		}
	}
}

func TestShortDuration(t *testing.T) {
	for long, want := range map[string]string{"30m0s": "30m", "1h0m0s": "1h", "1h30m0s": "1h30m", "20s": "20s", "2026-W48": "2026-W48"} {
		if got := shortDuration(long); got != want {
			t.Errorf("%s becomes %s, want %s", long, got, want)
		}
	}
}
