package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/solve/bench"
)

func newINRC2Cmd(a *cli.App) *cobra.Command {
	var f solverFlags
	var out string
	c := &cobra.Command{
		Use:   "inrc2 SCENARIO HISTORY WEEK...",
		Short: a.Say(lang.T("求解第二届护士排班竞赛的实例", "Solve instances of the second nurse rostering competition")),
		Long: a.Say(lang.T(
			"读入 INRC-II 的场景、历史和各周需求文件（顺序即第几周，同一个文件可以出现几次），\n"+
				"几周一起求解，打印代价、证明的下界、差距和秒数。代价由独立的检查器重新计算。",
			"Read a scenario, a history and the demand of each week of INRC-II (in the order of\nthe weeks; a file may come several times), solve all weeks at once, and print the\n"+
				"cost, the proved lower bound, the gap and the seconds taken. The cost is recomputed\nby the independent checker.")),
		Example: `  paiban bench inrc2 Sc-n030w4.txt H0-n030w4-1.txt WD-n030w4-6.txt WD-n030w4-2.txt WD-n030w4-9.txt WD-n030w4-1.txt --time 60s --json --out rosters`,
		Args:    cobra.MinimumNArgs(3),
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			return benchINRC2(c.Context(), a, args, out, &f)
		},
	}
	f.add(a, c, time.Minute)
	c.Flags().StringVarP(&out, "out", "o", "", a.Say(lang.T("把班表写到此文件夹，每周一个竞赛格式的文件：Sol-<场景>-<周文件>-<第几周>.txt", "write the roster to this folder, a file a week in the competition's format: Sol-<scenario>-<week file>-<position>.txt")))
	return c
}

func benchINRC2(ctx context.Context, a *cli.App, files []string, out string, f *solverFlags) error {
	var read []bench.File
	for _, name := range files {
		in, err := os.Open(a.Path(name))
		if err != nil {
			return err
		}
		defer in.Close()
		read = append(read, bench.File{Name: filepath.Base(name), Text: in})
	}
	n, err := bench.ReadINRC2(read[0], read[1], read[2:])
	if err != nil {
		return err
	}
	var weeks []string
	for _, name := range files[2:] {
		weeks = append(weeks, fileNumber(name))
	}
	name := fmt.Sprintf("%s_%s_%s", n.Scenario, fileNumber(files[1]), strings.Join(weeks, "-"))
	one := instance{name, n.Problem, func(r *schedule.Roster) (all []rosterFile) {
		for w, number := range weeks {
			all = append(all, rosterFile{fmt.Sprintf("Sol-%s-%s-%d.txt", n.Scenario, number, w), n.Solution(w, r)})
		}
		return all
	}}
	return benchInstances(ctx, a, []instance{one}, out, f)
}

var lastNumber = regexp.MustCompile(`(\d+)$`)

// fileNumber is the number at the end of a file's name, as the competition numbers
// histories and weeks: 6 of WD-n030w4-6.txt. A name without one stands for itself.
func fileNumber(name string) string {
	name = strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	if n := lastNumber.FindString(name); n != "" {
		return n
	}
	return name
}
