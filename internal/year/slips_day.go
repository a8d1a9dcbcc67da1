package year

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// daySlips are weeks and months with what counts by the hour of the day or not at all:
// standby, an hour of nursing leave. What is right follows from counting.
var daySlips = []Slip{
	{"team/standby-covers-nothing", func(w *World, kind string, r *rand.Rand) {
		// Two people may only be on standby; the third has a rest day, on which nobody is
		// online though somebody stands by.
		t := w.team(fmt.Sprintf(standby, ""), 3, nil)
		t.Save("people.csv", table([][]any{{"工号", "姓名", "可排班次"}, {"T1", w.People[0].Name, "S"}, {"T2", w.People[1].Name, "S"}, {"T3", w.People[2].Name, "E"}}))
		t.mustBreak(kind, "window")
	}},
	{"team/standby-is-rest", func(w *World, kind string, r *rand.Rand) {
		// Two people, one at work and one on standby each day of seven: whoever stands by
		// rests, so that both have three days of it or more.
		w.team(fmt.Sprintf(standby, ""), 2, nil).mustHold(kind)
	}},
	{"team/standby-that-is-work", func(w *World, kind string, r *rand.Rand) {
		// The same where the shop says that a day on standby is work: a rest day for each leaves
		// standby with nobody on two days, which breaks least.
		w.team(fmt.Sprintf(standby, ", as_work: true"), 2, nil).mustBreak(kind, "headcount")
	}},
	{"team/coaching-beside-the-window", func(w *World, kind string, r *rand.Rand) {
		// Two are wanted online all day and three come: each can be away alone for an hour.
		// Who is online is counted from the document, quarter by quarter.
		t := w.team(fmt.Sprintf(coaching, 3, 2, ""), 4, nil)
		ran, doc, cells := t.week()
		if ran.Code != 0 || len(doc.Activities) != 1 || len(doc.Activities[0].Missing) > 0 {
			t.Fail(kind, "%s: somebody is without coaching, though there is room: %+v", ran, doc.Activities)
			return
		}
		had := map[string]int{}
		for _, x := range doc.Activities[0].Sessions {
			for _, id := range x.IDs {
				had[id] += minutesOf(x.To) - minutesOf(x.From)
			}
			at, err := time.ParseInLocation("2006-01-02", x.Date, time.Local)
			Must(err)
			day := int(at.Sub(t.nextWeek()).Hours()/24 + .5)
			for m := minutesOf(x.From); m < minutesOf(x.To); m += 15 {
				online := 0
				for id, c := range cells {
					away := slices.ContainsFunc(doc.Activities[0].Sessions, func(y session) bool {
						return y.Date == x.Date && slices.Contains(y.IDs, id) && minutesOf(y.From) <= m && m < minutesOf(y.To)
					})
					if c[day] != "" && !away {
						online++
					}
				}
				if online < 2 {
					t.Fail(kind+"/window", "%s: %d online on %s at %s", ran, online, x.Date, clock(m))
				}
			}
		}
		for id := range cells {
			if had[id] != 60 {
				t.Fail(kind, "%s: %s has %d minutes of coaching, not 60", ran, id, had[id])
			}
		}
	}},
	{"team/coaching-leaves-nobody", func(w *World, kind string, r *rand.Rand) {
		// One is wanted online on Monday and one comes: coaching on Monday finds no place.
		w.team(fmt.Sprintf(coaching, 1, 1, ", days: [mon]"), 1, nil).mustBreak(kind, "activities")
	}},
	{"leave/nursing-an-hour-a-day", inQuiet(func(s *small) {
		// She goes at 17:00 where the shift ends at 18:00: by law, paid, and no early leaving.
		// Of the day on which she goes at 16:48 HR is asked.
		s.usual(0, 5)
		s.works(1, 5)
		for i := range 5 {
			out := "17:01"
			if i == 3 {
				out = "16:48"
			}
			s.clock(1, s.day(i), "08:55", out)
		}
		length := []any{"每天1小时", "1小时/天", "1 hour a day"}[s.r.IntN(3)]
		s.Save("leave.csv", table([][]any{{"工号或姓名", "类型", "开始", "结束", "时长", "状态"}, {s.Staff[1].ID, "哺乳假", iso(s.First.AddDate(0, -3, 0)), iso(s.last().AddDate(0, 3, 0)), length, "已批准"}}))
		s.put()
		s.settles(map[int]amounts{0: {"early": 0}, 1: {"early": 0, "absent": 0, "withheld": 0, "asked": 1}})
	})},
}

// coaching is a shop with %d heads a day of whom %d are wanted online, and an hour of
// coaching for each person a week.
const coaching = `preset: wangdian
queues: [{id: service, open: 09:00-18:00, windows: [{id: main, hours: 09:00-18:00, days: [mon, tue, wed, thu], min_online: %[2]d, force: hard}]}]
handovers: [{id: early-late, remove: true}]
meetings: [{id: monday, remove: true}]
shifts:
  - {id: E, hours: [09:00-18:00], heads: {min: %[1]d, days: [mon, tue, wed, thu], force: hard}}
  - {id: L, remove: true}
activities: [{id: coach, name: {zh: 辅导, en: Coaching}, length: 1h, group_max: 1%[3]s}]
rules:
  rest_days_week: {min: 1, usual: 1, force: hard}
  continuous_work: {force: off}
  rotation: {force: off, steady: off, kinds: [early, late]}
`

// standby is a shop in which one works and one stands by each day, with a rest day a week.
const standby = `preset: wangdian
queues: [{id: service, open: 09:00-18:00, windows: [{id: main, hours: 09:00-18:00, min_online: 1, force: hard}]}]
handovers: [{id: early-late, remove: true}]
meetings: [{id: monday, remove: true}]
shifts:
  - {id: E, hours: [09:00-18:00]}
  - {id: L, remove: true}
  - {id: S, name: {zh: 待命, en: Standby}, short: {zh: 待, en: S}, kind: standby, hours: [09:00-18:00], heads: {min: 1, max: 1, force: hard}%s}
rules:
  rest_days_week: {min: 1, usual: 1, force: hard}
  continuous_work: {force: off}
  rotation: {force: off, steady: off, kinds: [early, late]}
`
