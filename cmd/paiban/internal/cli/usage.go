package cli

import (
	"errors"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"paiban/internal/lang"
)

// FlagError says in both languages what the flag parser of c complains about.
func FlagError(c *cobra.Command, err error) error {
	help := func(e *lang.Error) error {
		return lang.AskError{Err: e.WithHint("`%s --help` 列出所有选项", "`%s --help` lists the flags", c.CommandPath())}
	}
	var unknown *pflag.NotExistError
	var valueless *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			name = name[1:]
		}
		e := lang.Errorf("没有选项 %s", "unknown flag: %s", name)
		if near := nearFlags(c, unknown.GetSpecifiedName()); near != "" {
			return lang.AskError{Err: e.WithHint("是不是 %s？", "did you mean %s?", near)}
		}
		return help(e)
	case errors.As(err, &valueless):
		name := "--" + valueless.GetSpecifiedName()
		if valueless.GetSpecifiedShortnames() != "" {
			name = name[1:]
		}
		return help(lang.Errorf("选项 %s 后面要写值", "flag needs an argument: %s", name))
	case errors.As(err, &invalid):
		f := invalid.GetFlag()
		e := lang.Errorf("选项 --%s 的值 %q 不对", "invalid argument %[2]q for --%[1]s", f.Name, invalid.GetValue())
		if hint, ok := flagKinds[f.Value.Type()]; ok {
			e.Hint = hint
			var told *lang.Error
			if errors.As(errors.Unwrap(invalid), &told) && !told.Hint.IsZero() {
				e.Hint = told.Hint
			}
			return lang.AskError{Err: e}
		}
		return lang.AskError{Err: e.Because(errors.Unwrap(invalid))}
	case errors.As(err, &syntax):
		return help(lang.Errorf("选项 %q 的写法不对", "bad flag syntax: %s", syntax.GetSpecifiedFlag()))
	}
	return lang.AskError{Err: err}
}

// flagKinds say what a flag of a type wants to be given.
var flagKinds = map[string]lang.Text{
	"int":      lang.T("写整数，如 4", "give a whole number, such as 4"),
	"uint64":   lang.T("写不小于 0 的整数，如 1", "give a whole number of 0 or more, such as 1"),
	"float64":  lang.T("写数字，如 0.01", "give a number, such as 0.01"),
	"share":    lang.T("写比例，如 80% 或 0.8", "give a share, such as 80% or 0.8"),
	"duration": lang.T("写时长和单位，如 30s、15m、2h", "give a length of time with its unit, such as 30s, 15m or 2h"),
	"bool":     lang.T("只写选项本身，或写 =true、=false", "write the flag without a value, or with =true or =false"),
}

// nearFlags names the flags of c that begin alike or hold what was typed.
func nearFlags(c *cobra.Command, typed string) string {
	var near []string
	see := func(f *pflag.Flag) {
		if len(typed) > 2 && !f.Hidden && (strings.HasPrefix(f.Name, typed[:3]) || strings.Contains(f.Name, typed)) {
			near = append(near, "--"+f.Name)
		}
	}
	c.LocalFlags().VisitAll(see)
	c.InheritedFlags().VisitAll(see)
	return strings.Join(near, ", ")
}

// complaints are what cobra says of arguments and of flags used together; it has
// no types for them. The groups of a pattern are the operands.
var complaints = []struct {
	pattern *regexp.Regexp
	zh, en  string
}{
	{regexp.MustCompile(`^unknown command (".*?") for "(.*?)"`), "%[2]s 不接受参数 %[1]s", "unknown command %s for %q"},
	{regexp.MustCompile(`^requires at least (\d+) arg\(s\), only received (\d+)`), "至少要 %s 个参数，只写了 %s 个", "at least %s arguments are needed, %s given"},
	{regexp.MustCompile(`^accepts at most (\d+) arg\(s\), received (\d+)`), "最多 %s 个参数，写了 %s 个", "at most %s arguments are taken, %s given"},
	{regexp.MustCompile(`^accepts between (\d+) and (\d+) arg\(s\), received (\d+)`), "要 %s 到 %s 个参数，写了 %s 个", "%s to %s arguments are taken, %s given"},
	{regexp.MustCompile(`^accepts (\d+) arg\(s\), received (\d+)`), "要 %s 个参数，写了 %s 个", "%s arguments are taken, %s given"},
	{regexp.MustCompile(`^if any flags in the group \[(.*?)\] are set none of the others can be; \[(.*?)\]`), "这些选项只能用其中一个：%s；写了：%s", "only one of these flags can be used: %s; given: %s"},
	{regexp.MustCompile(`^if any flags in the group \[(.*?)\] are set they must all be set; missing \[(.*?)\]`), "这些选项要一起用：%s；缺：%s", "these flags must be used together: %s; missing: %s"},
	{regexp.MustCompile(`^at least one of the flags in the group \[(.*?)\] is required`), "这些选项至少要用一个：%s", "one of these flags is needed: %s"},
	{regexp.MustCompile(`^required flag\(s\) (".*") not set`), "缺少选项：%s", "missing flags: %s"},
}

// CobraError says in both languages what cobra complains about; other errors
// are returned as they are.
func CobraError(c *cobra.Command, err error) error {
	if _, told := err.(lang.Teller); told || err == nil {
		return err
	}
	for _, k := range complaints {
		m := k.pattern.FindStringSubmatch(err.Error())
		if m == nil {
			continue
		}
		args := make([]any, len(m)-1)
		for i, s := range m[1:] {
			args[i] = s
		}
		return lang.AskError{Err: lang.Errorf(k.zh, k.en, args...).
			WithHint("用法：%s\n`%s --help` 有说明和示例", "usage: %s\n`%s --help` explains it with examples", useLine(c), c.CommandPath())}
	}
	return err
}
