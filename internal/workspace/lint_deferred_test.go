package workspace

import (
	"strings"
	"testing"

	"paiban/internal/lang"
)

// A promise is kept only where somebody can be there within it. The shifts of amazon are
// around the clock; open says in which of their hours the work is done.
func TestLintOfWorkThatMayWait(t *testing.T) {
	for _, c := range []struct{ settings, want string }{
		{"", ""},
		// Closed 20:00-08:00, twelve hours: what comes in the first ten is late after two.
		{"within: 2h, open: [08:00-20:00]", "from 20:00 on Mon for 12 h: what comes in the first 10 h"},
		{"within: 12h, open: [08:00-20:00]", ""},
		{"within: 24h, windows: [{id: clock, force: off}], open: [09:00-10:00]", ""}, // 23 hours
		{"within: 10m", "less than an interval of 30 minutes"},
		{"within: 2h, open: [08:00-20:00], deferred: false", ""},
	} {
		cfg, err := ParseConfig(ConfigFile, []byte("preset: amazon\nname: 店\nqueues:\n  - {id: messages, "+c.settings+"}\n"))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, l := range cfg.Lint() {
			if l.Key == "queues.messages.deferred" {
				got += l.What.EN
			}
		}
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.settings, got, c.want)
		}
	}
	_, err := ParseConfig(ConfigFile, []byte("preset: amazon\nname: 店\nqueues:\n  - {id: messages, deferred: false, backlog: 3}\n"))
	if err == nil || !strings.Contains(lang.Tell(err, lang.EN), "backlog") {
		t.Errorf("a backlog of work that cannot wait: %v", err)
	}
}
