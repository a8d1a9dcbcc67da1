package year

import (
	"fmt"
	"strings"
)

// Profile is a kind of shop: a preset and what differs from it.
type Profile struct {
	Name   string
	Preset string
	Yaml   string // lines of paiban.yaml below preset, name and lang
	Queues []Queue
	Shifts []Shift
	People int

	// What only some shops have.
	Weeks   int               // of a year; 0 is 52
	Sundays bool              // weeks start on Sunday
	Months  bool              // the roster is planned a month at once
	Staff   func(s *Shop)     // what the people have besides
	Files   map[string]string // besides those of every shop
	Wishes  []string          // what people wish besides days off
}

// profiles are the shops that can be played.
var profiles = []Profile{
	{
		Name: "wangdian", Preset: "wangdian", People: 12,
		Queues: []Queue{{ID: "service", Column: "咨询人数", PerHour: 30, Open: [2]int{8, 24}}},
		Shifts: []Shift{
			{"E", "早", []Span{{480, 720}, {840, 1080}}},
			{"L", "晚", []Span{{840, 1080}, {1140, 1380}}},
		},
	},
	{
		// A night of one person is added: months begin and end inside it.
		Name: "taobao", Preset: "taobao", People: 12,
		Yaml: `rules:
  rest_days_month: {min: 4, usual: 4, force: hard}
  days_in_a_row: {max: 6, force: hard}
shifts:
  - id: N
    name: {zh: 夜班, en: Night}
    short: {zh: 夜, en: N}
    kind: night
    hours: [22:00-06:00]
    heads: {min: 1, max: 1, force: 300}
`,
		Queues: []Queue{{ID: "service", Column: "咨询人数", PerHour: 25, Open: [2]int{8, 24}}},
		Shifts: []Shift{
			{"D", "白", []Span{{510, 1080}}},
			{"L", "晚", []Span{{930, 1440}}},
			{"N", "夜", []Span{{1320, 1800}}},
		},
	},
	{
		// A second queue that only some can serve, and shifts that name no queue.
		Name: "douyin", Preset: "douyin", People: 12,
		Yaml: `queues:
  - id: refund
    name: {zh: 退款, en: Refunds}
    short: {zh: 退, en: R}
    columns: [退款咨询]
    open: [08:00-23:00]
    windows: [{id: desk, hours: 08:00-23:00, min_online: 1, force: hard}]
    concurrency: 3
    aht: 4m
    within: 3m
    target: 80%
    formula: first
`,
		Queues: []Queue{
			{ID: "service", Column: "咨询人数", PerHour: 24, Open: [2]int{8, 23}},
			{ID: "refund", Column: "退款咨询", PerHour: 7, Open: [2]int{8, 23}},
		},
		Shifts: []Shift{
			{"E", "早", []Span{{480, 990}}},
			{"M", "中", []Span{{690, 1200}}},
			{"L", "晚", []Span{{870, 1380}}},
		},
	},
	crew, sundays,
}

// classic are the shops that share out the slips.
var classic = profiles[:3]

// profileOf returns the profile of that name.
func profileOf(name string) (Profile, error) {
	var names []string
	for _, p := range profiles {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return Profile{}, fmt.Errorf("no shop %q; there are %s", name, strings.Join(names, ", "))
}
