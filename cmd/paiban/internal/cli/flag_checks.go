package cli

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"paiban/internal/lang"
)

// writes says what files -o of a command names, by the command's path.
var writes = map[string][]string{
	"paiban week":             {".xlsx"},
	"paiban month":            {".xlsx"},
	"paiban scenario run":     {".xlsx"},
	"paiban schedule repair":  {".xlsx"},
	"paiban schedule solve":   {".xlsx"},
	"paiban schedule require": {".xlsx", ".csv"},
	"paiban forecast run":     {".xlsx", ".csv"},
}

// CheckFlags refuses, before a command does anything, values that no flag of
// their kind takes: lengths of time and counts below 0, a gap outside [0, 1), and
// an -o that cannot be written.
func (a *App) CheckFlags(c *cobra.Command) error {
	var err error
	c.Flags().Visit(func(f *pflag.Flag) {
		if err != nil {
			return
		}
		switch v := f.Value.String(); {
		case f.Value.Type() == "duration":
			if d, _ := time.ParseDuration(v); d < 0 {
				err = lang.AskError{Err: lang.Errorf("--%s %s 小于 0", "--%s %s is below 0", f.Name, v).WithHint("%s", "%s", flagKinds["duration"])}
			}
		case f.Value.Type() == "int":
			if strings.HasPrefix(v, "-") {
				err = lang.AskError{Err: lang.Errorf("--%s %s 小于 0", "--%s %s is below 0", f.Name, v).WithHint("%s", "%s", flagKinds["int"])}
			}
		case f.Name == "gap":
			if g, _ := strconv.ParseFloat(v, 64); !(g < 1) { // a share is at most 1
				err = lang.AskError{Err: lang.Errorf("--gap %s 不在 0 到 1 之间", "--gap %s is not between 0 and 1", v).WithHint("0.01 表示离最优不超过 1%%", "0.01 is 1%% from the best")}
			}
		case f.Name == "output":
			names := []string{v}
			if many, ok := f.Value.(pflag.SliceValue); ok {
				names = many.GetSlice()
			}
			for _, n := range names {
				if err == nil {
					err = checkOutput(a.Path(n), writes[c.CommandPath()])
				}
			}
		}
	})
	return err
}

// checkOutput refuses a file to write whose name has none of the endings or
// whose folder is not there. Without endings nothing is asked.
func checkOutput(path string, endings []string) error {
	if endings == nil {
		return nil
	}
	info, err := os.Stat(path)
	known := err == nil // what is there, the command guards itself
	for _, e := range endings {
		known = known || strings.EqualFold(filepath.Ext(path), e)
	}
	if !known {
		return lang.AskError{Err: lang.Errorf("-o %s 的格式不对", "-o %s: unknown kind of file", path).
			WithHint("文件名以 %s 结尾", "use a name that ends in %s", lang.T(strings.Join(endings, " 或 "), strings.Join(endings, " or ")))}
	}
	if err == nil && info.IsDir() {
		return lang.Errorf("-o %s 是文件夹", "-o %s is a folder", path).WithHint("写上文件名", "name a file in it")
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return lang.Errorf("-o 的文件夹 %s 不存在", "-o: there is no folder %s", filepath.Dir(path)).
			WithHint("先建好它，或换一个文件夹", "make it first, or name another")
	}
	return nil
}
