package main

import (
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/workspace"
)

// findWorkspaces returns the workspaces at and below root: folders that hold
// paiban.yaml, as slash paths from root, sorted. A workspace is not looked into
// for others; hidden folders and symbolic links below root are passed by. Folders
// that cannot be read, such as the lost+found of a volume, are in closed.
func findWorkspaces(root string) (found, closed []string, err error) {
	tree := os.DirFS(root)
	err = fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return err
		case err != nil:
			closed = append(closed, name)
			return fs.SkipDir
		case !d.IsDir():
			return nil
		case name != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		}
		if info, err := fs.Stat(tree, path.Join(name, workspace.ConfigFile)); err != nil || info.IsDir() {
			return nil
		}
		found = append(found, name)
		return fs.SkipDir
	})
	return found, closed, err
}

// shard is one of Count parts of the workspaces in order, from 0: the first takes
// those at 0, Count, 2·Count, …, so that parts differ by one workspace at most.
type shard struct{ Index, Count int }

// indexVar is where Kubernetes tells a pod of an Indexed Job which one it is.
const indexVar = "JOB_COMPLETION_INDEX"

// parseShard reads I/N with I from 0 to N−1; with auto for I it is the value of
// JOB_COMPLETION_INDEX. An empty s is the whole.
func parseShard(s string, getenv func(string) string) (shard, error) {
	if s == "" {
		return shard{0, 1}, nil
	}
	index, count, _ := strings.Cut(s, "/")
	n, err := strconv.Atoi(count)
	if err != nil || n < 1 {
		return shard{}, cli.NewUsageError(lang.Errorf("--shard %q 看不懂", "--shard %q is not understood", s).
			WithHint("写成 0/4 到 3/4，或 auto/4（编号取自环境变量 %[1]s）", "write 0/4 to 3/4, or auto/4 to take the number from the variable %[1]s", indexVar))
	}
	if index == "auto" {
		if index = getenv(indexVar); index == "" {
			return shard{}, cli.NewUsageError(lang.Errorf("--shard %s：没有设置环境变量 %s", "--shard %s: the variable %s is not set", s, indexVar).
				WithHint("在 Kubernetes 里用 completionMode: Indexed；在别处写明编号，如 0/%[1]d", "use completionMode: Indexed in Kubernetes; elsewhere write the number, such as 0/%[1]d", n))
		}
	}
	i, err := strconv.Atoi(index)
	if err != nil || i < 0 || i >= n {
		return shard{}, cli.NewUsageError(lang.Errorf("--shard %s：编号 %s 不在 0 到 %d 之间", "--shard %s: %s is not from 0 to %d", s, index, n-1).
			WithHint("编号从 0 开始", "numbers begin at 0"))
	}
	return shard{i, n}, nil
}

// of returns the part of a sorted list: every Count-th one.
func (s shard) of(names []string) (part []string) {
	for i := s.Index; i < len(names); i += s.Count {
		part = append(part, names[i])
	}
	return part
}
