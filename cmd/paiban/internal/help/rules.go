package help

import (
	"fmt"
	"slices"
	"strings"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
	"paiban/internal/workspace"
)

// rulesTopic explains the rule systems and every kind of rule in them, from the
// presets themselves: each kind by its first rule in words.
func rulesTopic(a *cli.App) (string, error) {
	var systems []entry
	var kinds []*ruleKind // in the order in which they appear
	var topics []lang.Text
	for _, name := range workspace.Presets {
		c, err := workspace.Preset(name)
		if err != nil {
			return "", err
		}
		systems = append(systems, entry{name, lang.F("%s：%s", "%s: %s", c.Name, c.Summary)})
		for _, s := range c.Sentences() {
			if !slices.Contains(topics, s.Topic) {
				topics = append(topics, s.Topic)
			}
			key := placeOf(s.Key)
			i := slices.IndexFunc(kinds, func(k *ruleKind) bool { return k.key == key })
			if i < 0 {
				i, kinds = len(kinds), append(kinds, &ruleKind{key: key, example: s})
			}
			if k := kinds[i]; !slices.Contains(k.presets, name) {
				k.presets = append(k.presets, name)
			}
		}
	}
	var b strings.Builder
	say := func(zh, en string, args ...any) { b.WriteString(a.Say(lang.F(zh, en, args...))) }
	say("班制是一套预设的规则；paiban.yaml 里只写与它不同的地方。`paiban rules show 预设` 列出一套班制的\n全部规则和来源，`paiban rules explain 规则` 说明一种规则的含义和写法，`paiban rules lint` 找出违法和\n做不到的地方。\n\n班制：\n%s\n",
		"A rule system is a preset; paiban.yaml says only what differs from it. `paiban rules\nshow PRESET` lists all rules of one with their origin, `paiban rules explain RULE` says\nwhat a kind of rule means and how it is written, `paiban rules lint` finds what is\nunlawful or impossible.\n\nRule systems:\n%s\n", entries(systems))
	say("\n每种规则的位置、一个例子、有它的班制：\n", "\nEach kind of rule: its place, an example, the systems that have it:\n")
	for _, topic := range topics {
		fmt.Fprintf(&b, "\n%s\n", a.Say(topic))
		for _, k := range kinds {
			if k.example.Topic == topic {
				fmt.Fprintf(&b, "  %s\n    %s\n", k.key, a.Say(k.words()))
			}
		}
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// ruleKind is a place in the configuration and what presets have there.
type ruleKind struct {
	key     string
	example workspace.Sentence
	presets []string
}

func (k *ruleKind) words() lang.Text {
	force := lang.Text{}
	if !k.example.Force.IsZero() {
		force = lang.F("，%s", ", %s", k.example.Force)
	}
	who := lang.Same(strings.Join(k.presets, ", "))
	if len(k.presets) == len(workspace.Presets) {
		who = lang.T("全部", "all")
	}
	return lang.F("%s%s（%s）", "%s%s (%s)", k.example.Text, force, who)
}

// placeOf replaces the ids in a place of the configuration: queues.service.windows.main
// is queues.ID.windows.ID.
func placeOf(key string) string {
	parts := strings.Split(key, ".")
	for i := range parts[:len(parts)-1] {
		switch parts[i] {
		case "queues", "windows", "shifts", "duty_turns", "handovers", "prepare_by", "meetings", "rotas", "activities", "fines", "also":
			parts[i+1] = "ID"
		}
	}
	return strings.Join(parts, ".")
}
