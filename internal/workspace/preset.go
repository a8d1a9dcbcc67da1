package workspace

import (
	"embed"

	"paiban/attendance"
	"paiban/internal/lang"
)

//go:embed presets/*.yaml
var presetFiles embed.FS

// Presets lists the names of the built-in rule systems in the order they are
// shown.
var Presets = []string{"wangdian", "taobao", "kuaishou", "douyin", "duty", "recharge", "amazon", "multishop", "outsource"}

// Preset returns a built-in rule system by name, laid over what all of them
// share.
func Preset(name string) (*Config, error) {
	if !contains(Presets, name) {
		e := lang.Errorf("没有名为 %q 的预设", "there is no preset %q", name)
		e.Hint = didYouMean(name, Presets)
		return nil, e
	}
	c := &Config{Attendance: attendance.DefaultPolicy()}
	for _, file := range []string{"base.yaml", name + ".yaml"} {
		src, err := presetFiles.ReadFile("presets/" + file)
		if err != nil {
			return nil, err
		}
		if err := decode(file, src, FromHouse, c); err != nil {
			return nil, err
		}
	}
	if err := c.Validate(name + ".yaml"); err != nil {
		return nil, err
	}
	return c, nil
}
