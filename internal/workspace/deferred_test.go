package workspace

import (
	"slices"
	"testing"
)

// By the hour: a break of one hour that may begin from 12:00 to 13:00 lies in 12:00-14:00,
// half of it in each hour.
func TestAtDesk(t *testing.T) {
	cfg, err := ParseConfig(ConfigFile, []byte(`preset: amazon
name: 店
shifts:
  - {id: E, hours: [09:30-12:00, "13:00-15:00"]}
  - {id: L, hours: [11:00-16:00], breaks: [{length: 1h, earliest: "12:00", latest: "13:00"}]}
  - {id: N, kind: standby, heads: {min: 1}, hours: [00:00-08:00]}
`))
	if err != nil {
		t.Fatal(err)
	}
	from := func(hour int, share ...float64) []float64 { return append(make([]float64, hour), share...) }
	for i, want := range [][]float64{from(10, 1, 1, 0, 1, 1), from(11, 1, .5, .5, 1, 1), nil} {
		if got := cfg.Shifts[i].AtDesk(&cfg.Queues[0], 60); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", cfg.Shifts[i].ID, got, want)
		}
	}
}
