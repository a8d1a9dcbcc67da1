package year

import (
	"os"
	"strings"
)

// changeYaml rewrites paiban.yaml.
func (w *World) changeYaml(change func(string) string) {
	b, err := os.ReadFile(w.Path("paiban.yaml"))
	Must(err)
	w.Save("paiban.yaml", []byte(change(string(b))))
}

// addQueueKey adds a key to a queue of the preset in paiban.yaml.
func addQueueKey(yaml, queue, key string) string {
	entry := "queues:\n  - id: " + queue + "\n    " + key + "\n"
	if strings.Contains(yaml, "\nqueues:\n") {
		return strings.Replace(yaml, "queues:\n", entry, 1)
	}
	return yaml + entry
}
