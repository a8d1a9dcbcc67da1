package year

// crew is a shop with many rules of its own: contracts, tags, who works with whom, nights
// and what follows them, a fixed cycle of two, times of the week, duties in turn.
var crew = Profile{
	Name: "crew", Preset: "wangdian", People: 14, Weeks: 16,
	Yaml: `contracts:
  - {id: parttime, name: {zh: 兼职, en: Part-time}, hours_week: 24h, rest_days_week: {min: 3}, days_in_a_row: {max: 3, force: hard}}
shifts:
  - {id: E, heads: [{min: 2, force: 200}, {min: 3, days: [sat, sun], force: 200}, {min: 4, dates: [2025-12-12], force: 300}]}
  - id: N
    name: {zh: 夜班, en: Night}
    short: {zh: 夜, en: N}
    kind: night
    hours: [22:00-30:00]
    heads: {min: 1, max: 1, force: 300}
rules:
  days_in_a_row: [{max: 6, force: hard}, {for: 新人, max: 5}]
  shifts_in_a_row: {shifts: [night], max: 3, force: hard}
  days_off_after: {shifts: [night], run: 2, days: 2, force: hard}
  forbidden_after: {from: [late], to: [early], force: hard}
  shifts_month: {shifts: [night], max: 8, force: 200}
  shifts_week: [{shifts: [night], max: 3, force: hard}, {for: 兼职, max: 3}]
  hours_week: [{for: 二组, min: 16h, length: 56h, force: 20}]
  whole_weekends: {force: 30}
  weekends_worked: {max: 3, of: 4, force: 80}
  cycle: {pattern: [班, 班, 休, 休], start: 2025-12-01, offset: {K09: 0, K10: 2}, force: 150}
  skill_on_shift:
    - {tag: 资深, shifts: [E, L], force: 300}
    - {for: [资深, 组长], hours: [20:00-22:00], days: [fri, sat], force: 100}
  together: [{for: [K01, K02], on: day, force: 60}]
  apart: [{for: [K05, K06], force: hard}]
  mentor: [{for: 新人, with: 资深, force: hard}]
rotas:
  - {id: stock, name: {zh: 盘点, en: Stock count}, days: [tue, fri], heads: 2, for: [一组]}
`,
	Queues: []Queue{{ID: "service", Column: "咨询人数", PerHour: 24, Open: [2]int{8, 24}}},
	Shifts: []Shift{
		{"E", "早", []Span{{480, 720}, {840, 1080}}},
		{"L", "晚", []Span{{840, 1080}, {1140, 1380}}},
		{"N", "夜", []Span{{1320, 1800}}},
	},
	Staff: func(s *Shop) {
		for i, tag := range map[int]string{2: "资深", 4: "资深", 7: "资深", 10: "资深、组长", 11: "新人"} {
			s.People[i].Tags = tag
		}
		s.People[6].Contract, s.People[13].Contract = "兼职", "parttime"
		s.People[5].Unavailable = "周二 14:00-18:00；周日"
		s.People[7].Unavailable = "周一至周三 22:00后"
	},
	Files:  map[string]string{"availability.csv": "工号或姓名,星期,时段,可否,开始,结束,事由\nK01,周四,18:00-23:00,,2026-01-05,2026-02-15,夜校\nK13,周一至周五,08:00-24:00,可上,,,\nK13,周末,,可上,,,\n"},
	Wishes: []string{"休", "休", "不上晚班", "非夜班", "早", "14:00后不上", "只上上午"},
}

// sundays is a shop whose weeks start on Sunday and whose roster is made a month at once.
var sundays = Profile{
	Name: "sundays", Preset: "kuaishou", People: 10, Weeks: 14, Sundays: true, Months: true,
	Yaml: `week_starts: sunday
rules:
  rest_days_month: {min: 6, usual: 8, force: hard}
  hours_month: {length: 190h, force: 40}
  weekends_worked: {max: 3, force: 60}
`,
	Queues: []Queue{{ID: "service", Column: "咨询人数", PerHour: 22, Open: [2]int{8, 24}}},
	Shifts: []Shift{
		{"E", "早", []Span{{480, 1020}}},
		{"M", "中", []Span{{660, 1200}}},
		{"L", "晚", []Span{{900, 1440}}},
	},
}
