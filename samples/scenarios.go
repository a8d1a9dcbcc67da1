package samples

import (
	"bytes"
	"fmt"
	"slices"
	"text/template"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// campaign is a promotion that a sample has what-if plans for.
type campaign struct {
	file   string
	name   lang.Text
	monday workcal.Date // of its week
	eve    workcal.Date // its first evening
	days   int          // after the eve
	rush   [3]float64   // uplift of that evening from 20:00: low, base, high
	high   [3]float64   // of the days
	tail   [3]float64   // of the rest of the week
}

var campaigns = []campaign{
	{"618", lang.T("618 一周", "the week of 618"), day(2027, 6, 14), day(2027, 6, 17), 1, [3]float64{1.5, 2, 2.8}, [3]float64{1.4, 1.8, 2.4}, [3]float64{1, 1.15, 1.3}},
	{"double11", lang.T("双 11 一周", "the week of Double 11"), day(2026, 11, 9), day(2026, 11, 10), 1, [3]float64{1.6, 2.2, 3}, [3]float64{1.4, 1.8, 2.5}, [3]float64{1, 1.1, 1.25}},
}

// scenarios are the files of what-if plans, one a campaign, with the queues,
// hours and size of the shop.
func (s *shop) scenarios() ([]file, error) {
	var out []file
	for _, c := range campaigns {
		var b bytes.Buffer
		if err := scenarioFile.Execute(&b, s.scenario(&c)); err != nil {
			return nil, err
		}
		out = append(out, file{"scenarios/" + c.file + ".yaml", b.Bytes()})
	}
	return out, nil
}

// scenario is what the template of a scenario file is filled with.
func (s *shop) scenario(c *campaign) map[string]any {
	type queue struct {
		ID                         string
		Robot, MoreRobot, MixRobot string
	}
	var queues []queue
	first, last, gate, tail := schedule.DayMinutes, 0, false, ""
	for _, q := range s.cfg.Queues {
		robot := 100 * float64(q.RobotShare)
		queues = append(queues, queue{q.ID, fmt.Sprintf("%.0f%%", robot), fmt.Sprintf("%.0f%%", robot+10), fmt.Sprintf("%.0f%%", robot+5)})
		for _, w := range q.Windows {
			first, last = min(first, w.Hours.Start), max(last, w.Hours.End)
		}
		gate = gate || q.Gate > 0
		if q.ID == "aftersale" {
			tail = q.ID
		}
	}
	// An event that events.csv has in this week is guessed by the plan itself.
	event := ""
	for _, e := range s.spec.events {
		if e.from.Date >= c.monday && e.from.Date < c.monday+7 {
			event = e.name.In(s.lang)
		}
	}
	return map[string]any{
		"Say":  func(zh, en string) string { return pick(s.lang, zh, en) },
		"File": c.file + ".yaml", "Name": c.name.In(s.lang), "Week": workcal.WeekOf(c.monday).String(), "Gate": gate, "Event": event, "TailQueue": tail,
		"Eve": c.eve, "Day": c.eve + 1, "Last": c.eve + workcal.Date(c.days), "After": c.eve + workcal.Date(c.days) + 1, "Sunday": c.monday + 6,
		"Rush": uplift(c.rush), "High": uplift(c.high), "Tail": uplift(c.tail),
		"Queues": queues, "Selling": slices.DeleteFunc(s.presale(), func(string) bool { return len(s.cfg.Queues) == 1 }),
		"Noon": "12:00-14:00", "Evening": hours(last-6*60, last), "Peak": hours(last-4*60, last), "Seat": hours(max(first, last-9*60), last),
		"Temps": (len(s.team) + 2) / 3, "Seats": (len(s.team) + 3) / 4, "Loan": 2,
	}
}

func hours(from, to int) string { return schedule.Clock(from) + "-" + schedule.Clock(to) }

func uplift(f [3]float64) string { return fmt.Sprintf("low: %g, base: %g, high: %g", f[0], f[1], f[2]) }

var scenarioFile = template.Must(template.New("scenarios").Parse(`# {{call .Say "假设方案：咨询量、接待、人手怎么变，费用和回复率就怎么变。" "What-if plans: how cost and reply rate change with volume, handling and hands."}}
# {{call .Say "改好数字，运行：" "Change the figures, then run:"}} paiban scenario compare scenarios/{{.File}}
name: {{.Name}}
week: {{.Week}}
{{- if .Gate}}
breach: 1000  # {{call .Say "一周达到或低于处罚线的代价，元；单列，不计入费用" "yuan that a week at or below the gate costs; shown apart from the cost"}}
{{- end}}
confidence: 90%  # {{call .Say "--optimise 要的达标把握" "chance of reaching the target that --optimise looks for"}}

# {{call .Say "预测乘以 base；low 到 high 是九成把握的范围。" "The forecast is multiplied by base; low to high is a 90% interval."}}
{{- if .Event}}
# {{call .Say "写了 event 就代替 events.csv 里的倍数。" "A guess of an event takes the place of its uplift in events.csv."}}
{{- end}}
volume:
  - {from: {{.Eve}}, to: {{.Eve}}, hours: "20:00-24:00", {{if .Event}}event: {{.Event}}, {{end}}{{.Rush}}}  # {{call .Say "当晚" "the first evening"}}
  - {from: {{.Day}}, to: {{.Last}}, {{if .Event}}event: {{.Event}}, {{end}}{{.High}}}  # {{call .Say "正日" "the day itself"}}
  - {from: {{.After}}, to: {{.Sunday}}, {{if .TailQueue}}queue: {{.TailQueue}}, {{end}}{{.Tail}}}  # {{call .Say "之后催发货、退换货" "questions about parcels and returns afterwards"}}

scenarios:
  # {{call .Say "第一个是基准，其余与它比较。" "The first is the baseline of the comparison."}}
  - id: as-is
    name: {{call .Say "照现有人手" "as it is"}}

  - id: overtime
    name: {{call .Say "加班" "overtime"}}
    people:  # {{call .Say "工作日 150%、休息日 200%、法定节假日 300%；每人每天最多 longest" "paid 150% on working days, 200% on rest days, 300% on statutory ones; at most longest a person and day"}}
      - {id: ot, name: {{call .Say "加班" "overtime"}}, kind: overtime, longest: 3h}

  - id: temps
    name: {{call .Say "临时工" "temps"}}
    people:  # {{call .Say "pace 是第一天的效率，干满 ramp_days 天后与老员工一样；chats 是最多同时接待数" "pace is the output on the first day, in full after ramp_days days worked; chats is the most held at once"}}
      - {id: temps, name: {{call .Say "临时工" "temps"}}, kind: temp, heads: {{.Temps}}, hours: ["{{.Noon}}", "{{.Evening}}"], pay_day: 220, pace: 60%, ramp_days: 5, chats: 3{{template "queues" .Selling}}}

  - id: outsource
    name: {{call .Say "外包加机器人" "outsourcing and robot"}}
    queues:
{{- range .Queues}}
      - {id: {{.ID}}, robot_share: {{.MoreRobot}}}  # {{call $.Say "现在" "now"}} {{.Robot}}
{{- end}}
    people:  # {{call .Say "按月租：这周才租就付满一个月；续租的写 least_days: 7" "rented by the month: taken this week they cost the month; least_days: 7 for those that stay"}}
      - {id: seats, name: {{call .Say "外包坐席" "outsourced seats"}}, kind: seat, heads: {{.Seats}}, hours: ["{{.Seat}}"], pay_month: 4200, pace: 80%{{template "queues" .Selling}}}

  - id: mix
    name: {{call .Say "组合" "mix"}}
    queues:
{{- range .Queues}}
      - {id: {{.ID}}, robot_share: {{.MixRobot}}}
{{- end}}
    people:
      - {id: ot, name: {{call .Say "加班" "overtime"}}, kind: overtime, longest: 2h}
      - {id: temps, name: {{call .Say "临时工" "temps"}}, kind: temp, heads: {{.Temps}}, hours: ["{{.Noon}}", "{{.Evening}}"], pay_day: 220, pace: 60%, ramp_days: 5, chats: 3{{template "queues" .Selling}}}
      - {id: loan, name: {{call .Say "借调" "borrowed"}}, kind: borrow, heads: {{.Loan}}, from: {{.Eve}}, to: {{.Last}}, hours: ["{{.Peak}}"], pay_hour: 30, pace: 80%{{template "queues" .Selling}}}
      - {id: seats, name: {{call .Say "外包坐席" "outsourced seats"}}, kind: seat, heads: {{.Seats}}, hours: ["{{.Seat}}"], pay_month: 4200, pace: 80%{{template "queues" .Selling}}}
{{- define "queues"}}{{if .}}, queues: [{{range $i, $q := .}}{{if $i}}, {{end}}{{$q}}{{end}}]{{end}}{{end}}
`))
