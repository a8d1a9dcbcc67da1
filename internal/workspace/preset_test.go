package workspace

import "testing"

func TestPresetsLoad(t *testing.T) {
	for _, name := range Presets {
		c, err := Preset(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if c.Preset != name || c.Summary.ZH == "" || c.Summary.EN == "" || len(c.Shifts) < 2 || len(c.Queues) == 0 {
			t.Errorf("%s: incomplete: %q, %v, %d shifts, %d queues", name, c.Preset, c.Summary, len(c.Shifts), len(c.Queues))
		}
	}
}
