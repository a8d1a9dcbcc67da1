package week

import (
	"strconv"
	"strings"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/planner"
)

// parseShard reads I/N with I from 0 to N−1; with auto for I it is the value of
// JOB_COMPLETION_INDEX. An empty s is the whole.
func parseShard(s string, getenv func(string) string) (planner.Shard, error) {
	if s == "" {
		return planner.Shard{Index: 0, Count: 1}, nil
	}
	index, count, _ := strings.Cut(s, "/")
	n, err := strconv.Atoi(count)
	if err != nil || n < 1 {
		return planner.Shard{}, cli.NewUsageError(lang.Errorf("--shard %q 看不懂", "--shard %q is not understood", s).
			WithHint("写成 0/4 到 3/4，或 auto/4（编号取自环境变量 %[1]s）", "write 0/4 to 3/4, or auto/4 to take the number from the variable %[1]s", cli.IndexVar))
	}
	if index == "auto" {
		if index = getenv(cli.IndexVar); index == "" {
			return planner.Shard{}, cli.NewUsageError(lang.Errorf("--shard %s：没有设置环境变量 %s", "--shard %s: the variable %s is not set", s, cli.IndexVar).
				WithHint("在 Kubernetes 里用 completionMode: Indexed；在别处写明编号，如 0/%[1]d", "use completionMode: Indexed in Kubernetes; elsewhere write the number, such as 0/%[1]d", n))
		}
	}
	i, err := strconv.Atoi(index)
	if err != nil || i < 0 || i >= n {
		return planner.Shard{}, cli.NewUsageError(lang.Errorf("--shard %s：编号 %s 不在 0 到 %d 之间", "--shard %s: %s is not from 0 to %d", s, index, n-1).
			WithHint("编号从 0 开始", "numbers begin at 0"))
	}
	return planner.Shard{Index: i, Count: n}, nil
}
