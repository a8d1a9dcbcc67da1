package year

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// countSlips are slips in exports of inquiries.
var countSlips = slices.Concat(shapeSlips, cellSlips, fileSlips, habitSlips)

// export makes the bytes of a file with the counts of every hour from from to to.
type export func(w *World, from, to time.Time) []byte

// readable is a shape that docs/file-formats.md names, or that can mean one thing only:
// it must be read.
func readable(name, file string, write export) Slip { return shaped(name, file, same, write) }

// shaped is a shape in which platforms or people give counts: it must be read, or told
// with the file and one of the places. Without places it must be read.
func shaped(name, file string, slack float64, write export, places ...string) Slip {
	return Slip{name, func(w *World, kind string, _ *rand.Rand) {
		w.sameVolume(kind, file, slack, write, places...)
	}}
}

// How far two forecasts may lie apart, as a share of the volume.
const (
	same    = .01 // of the same counts
	rounded = .12 // where the export itself rounds or leaves a little out
	coarse  = .35 // where the hours of nobody are not there
)

// sameVolume lets the coming week be forecast from four weeks of counts in a file, and
// requires the forecast that the same counts give in the plainest documented shape.
// Where places are given, a sentence that names the file and one of them will do.
func (w *World) sameVolume(kind, file string, slack float64, write export, places ...string) {
	want := w.plainVolume()
	w.ownCounts(file, func(from, to time.Time) []byte { return write(w, from, to) })
	w.volumeOrTold(kind, file, want, slack, places...)
}

// plainVolume is the forecast of the coming week from four weeks of counts in the
// plainest documented shape, without campaigns.
func (w *World) plainVolume() []float64 {
	w.calm()
	w.ownCounts("plain.csv", func(from, to time.Time) []byte { return table(w.plainRows(from, to)) })
	return weekHours(w.forecast())
}

// volumeOrTold lets the coming week be forecast and compares it with want.
func (w *World) volumeOrTold(kind, file string, want []float64, slack float64, places ...string) {
	r := w.forecast()
	got := weekHours(r)
	switch {
	case r.Code == 0 && apartBy(got, want) <= slack:
	case r.told(file, places...):
	case r.Code != 0:
		w.Fail(kind, "%s: %s", r, firstLine(r.Err))
	default:
		w.Fail(kind, "%s: forecast %.0f, %.0f from the same counts in a plain file; nothing is said of %s %s", r, sum(got), sum(want), file, strings.Join(places, " "))
	}
}

// each are the rows of a table with a row for every hour and queue.
func (w *World) each(from, to time.Time, head []any, row func(t time.Time, q Queue, n int) []any) [][]any {
	rows := [][]any{head}
	w.hours(from, to, func(t time.Time) {
		for _, q := range w.Profile.Queues {
			rows = append(rows, row(t, q, w.Volume(q, t)))
		}
	})
	return rows
}

// plainRows are counts in the plainest documented shape.
func (w *World) plainRows(from, to time.Time) [][]any {
	return w.each(from, to, []any{"日期", "小时", "队列", "咨询量"}, func(t time.Time, q Queue, n int) []any {
		return []any{iso(t), t.Hour(), q.ID, n}
	})
}

// headed is a shape with a column for each queue, that of the first under other headings
// or in more columns.
func headed(heads []any, counts func(n int) []any) export {
	return func(w *World, from, to time.Time) []byte { return table(w.headedRows(from, to, heads, counts)) }
}

func (w *World) headedRows(from, to time.Time, heads []any, counts func(n int) []any) [][]any {
	head := slices.Concat([]any{"日期", "小时"}, heads)
	for _, q := range w.Profile.Queues[1:] {
		head = append(head, q.Column)
	}
	rows := [][]any{head}
	w.hours(from, to, func(t time.Time) {
		row := slices.Concat([]any{iso(t), t.Hour()}, counts(w.Volume(w.Profile.Queues[0], t)))
		for _, q := range w.Profile.Queues[1:] {
			row = append(row, w.Volume(q, t))
		}
		rows = append(rows, row)
	})
	return rows
}

// timed is the plain shape with the time as an export writes it.
func timed(heads []any, at func(t time.Time) []any) export {
	return func(w *World, from, to time.Time) []byte {
		return table(w.timedRows(from, to, heads, at))
	}
}

func (w *World) timedRows(from, to time.Time, heads []any, at func(t time.Time) []any) [][]any {
	return w.each(from, to, slices.Concat(heads, []any{"队列", "咨询量"}), func(t time.Time, q Queue, n int) []any {
		return slices.Concat(at(t), []any{q.ID, n})
	})
}

// written is the plain shape with one column for the time, in Go's layout.
func written(head, layout string) export {
	return timed([]any{head}, func(t time.Time) []any { return []any{t.Format(layout)} })
}

// dated is the plain shape with the date in Go's layout beside the hour.
func dated(layout string) export {
	return timed([]any{"日期", "小时"}, func(t time.Time) []any { return []any{t.Format(layout), t.Hour()} })
}

func doubled(n int) []any { return []any{n, n} }

func alone(n int) []any { return []any{n} }

// shapeSlips are counts in the shapes of platforms, of spreadsheets kept by hand, and of
// exports that say something else than they seem to.
var shapeSlips = []Slip{
	{"counts/plain", func(w *World, kind string, _ *rand.Rand) {
		// The plainest file, which all other shapes are compared with, gives the true volume.
		w.calm()
		w.ownCounts("plain.csv", func(from, to time.Time) []byte { return table(w.plainRows(from, to)) })
		var is []float64
		for _, q := range w.Profile.Queues {
			w.hours(w.nextWeek(), w.nextWeek().AddDate(0, 0, 7), func(t time.Time) { is = append(is, w.mean(q, t)) })
		}
		w.volumeOrTold(kind, "plain.csv", is, .2)
	}},

	// Headings.

	// A unit in brackets is part of many headings.
	readable("counts/heading-with-unit", "接待.csv", headed([]any{"咨询量（人）"}, alone)),
	// Spaces get between the characters of headings where somebody centred them by hand.
	readable("counts/heading-with-blanks", "接待.csv", headed([]any{" 咨 询 量 "}, alone)),
	// The usual export has who asked and who was served side by side.
	shaped("counts/two-names-of-one-count", "接待.csv", same, headed([]any{"咨询人数", "接待人数"}, doubled), "咨询人数", "接待人数"),
	// The other pair of names, in the other order.
	shaped("counts/two-names-of-one-count-again", "接待.csv", same, headed([]any{"会话量", "咨询量"}, doubled), "会话量", "咨询量"),
	// Three names of one count in one export.
	shaped("counts/three-names-of-one-count", "接待.csv", same, headed([]any{"咨询量", "咨询人数", "会话量"}, func(n int) []any { return []any{n, n, n} }), "会话量", "咨询人数"),
	// Of those who asked some are not served; both are counts of the same people.
	shaped("counts/asked-and-served", "接待.csv", rounded, headed([]any{"咨询人数", "接待人数"}, func(n int) []any { return []any{n, n - n/12} }), "咨询人数", "接待人数"),
	// Messages stand beside people: six of them to a contact.
	shaped("counts/messages-beside-people", "接待.csv", same, headed([]any{"咨询人数", "消息量"}, func(n int) []any { return []any{n, 6 * n} }), "消息量"),
	// Orders stand beside people in the export of a shop's day.
	shaped("counts/orders-beside-people", "接待.csv", same, headed([]any{"订单量", "咨询人数"}, func(n int) []any { return []any{n / 3, n} }), "订单量"),
	// Rates and times of reply stand beside the count.
	readable("counts/rates-beside-count", "接待.csv", headed([]any{"咨询人数", "平均首响(秒)", "3分钟回复率"}, func(n int) []any { return []any{n, 20 + n%9, "95.2%"} })),
	// A platform's own heading of the same count.
	readable("counts/heading-customers", "接待.csv", headed([]any{"咨询客户数"}, alone)),
	// Another platform's heading of the same count.
	readable("counts/heading-sessions", "接待.csv", headed([]any{"接待会话数"}, alone)),
	// The heading of a report of all served, with a time of reply beside it.
	readable("counts/heading-all-served", "接待.csv", headed([]any{"总接待人数", "平均首响"}, func(n int) []any { return []any{n, 25} })),
	// The only column of counts is called 合计; beside the column of another queue it may be
	// the sum of both, so that it is read or named.
	shaped("counts/heading-total", "接待.csv", same, headed([]any{"合计"}, alone), "合计"),
	// A heading that no program knows may be named in paiban.yaml: the refusal says so.
	shaped("counts/heading-unknown", "接待.csv", same, headed([]any{"进店问询笔数"}, alone), "columns", "paiban.yaml"),
	// Import templates mark what is required with a star.
	readable("counts/headings-starred", "接待.csv", func(w *World, from, to time.Time) []byte {
		return table(w.each(from, to, []any{"日期*", "小时*", "队列*", "咨询量*"}, func(t time.Time, q Queue, n int) []any { return []any{iso(t), t.Hour(), q.ID, n} }))
	}),
	// Other templates write it out.
	readable("counts/headings-required", "接待.csv", func(w *World, from, to time.Time) []byte {
		return table(w.each(from, to, []any{"日期【必填】", "小时（必填）", "队列", "咨询量[必填]"}, func(t time.Time, q Queue, n int) []any { return []any{iso(t), t.Hour(), q.ID, n} }))
	}),
	// A report has its title and the day of export above the headings.
	readable("counts/title-above", "接待.csv", func(w *World, from, to time.Time) []byte {
		return table(slices.Concat([][]any{{"店铺接待数据"}, {"导出时间：" + w.Now.Format("2006-01-02 15:04")}, {}}, w.plainRows(from, to)))
	}),
	// Two rows of headings: the queue over several columns, then what is counted.
	readable("counts/two-rows-of-headings", "接待.xlsx", func(w *World, from, to time.Time) []byte {
		top, head, s := []any{"日期", "小时"}, []any{nil, nil}, sheet{Name: "数据"}
		for i, q := range w.Profile.Queues {
			top, head = append(top, q.Column, nil), append(head, "咨询人数", "接待人数")
			s.Merge = append(s.Merge, [2]string{cellAt(3+2*i, 1), cellAt(4+2*i, 1)})
		}
		s.Rows = [][]any{top, head}
		w.hours(from, to, func(t time.Time) {
			row := []any{iso(t), t.Hour()}
			for _, q := range w.Profile.Queues {
				row = append(row, w.Volume(q, t), w.Volume(q, t))
			}
			s.Rows = append(s.Rows, row)
		})
		return workbook(s)
	}),

	// Times.

	// Slashes without leading zeros, as Excel shows dates in China.
	readable("counts/slashed-dates", "接待.csv", dated("2006/1/2")),
	// Dates in Chinese.
	readable("counts/dates-in-chinese", "接待.csv", dated("2006年1月2日")),
	// Dates without any separator.
	readable("counts/compact-dates", "接待.csv", dated("20060102")),
	// Dates with their weekday.
	readable("counts/dates-with-weekday", "接待.csv", timed([]any{"日期", "小时"}, func(t time.Time) []any {
		return []any{iso(t) + " 周" + string([]rune("日一二三四五六")[t.Weekday()]), t.Hour()}
	})),
	// Hours as spans that touch.
	readable("counts/hours-as-spans", "接待.csv", timed([]any{"日期", "时段"}, func(t time.Time) []any {
		return []any{iso(t), fmt.Sprintf("%d:00-%d:00", t.Hour(), t.Hour()+1)}
	})),
	// Hours as spans up to their last minute.
	readable("counts/hours-to-59", "接待.csv", timed([]any{"统计日期", "时段"}, func(t time.Time) []any {
		return []any{iso(t), fmt.Sprintf("%02d:00-%02d:59", t.Hour(), t.Hour())}
	})),
	// Hours in words.
	readable("counts/hours-in-words", "接待.csv", timed([]any{"日期", "小时"}, func(t time.Time) []any { return []any{iso(t), fmt.Sprintf("%d点", t.Hour())} })),
	// Hours with the signs of Chinese and of wide spans.
	readable("counts/hours-with-wide-signs", "接待.csv", timed([]any{"日期", "时段"}, func(t time.Time) []any {
		return []any{iso(t), fmt.Sprintf("%02d：00～%02d：00", t.Hour(), t.Hour()+1)}
	})),
	// Each row bears the end of its hour, 01:00 to 24:00.
	shaped("counts/end-times", "接待.csv", same, timed([]any{"日期", "结束时间"}, func(t time.Time) []any { return []any{iso(t), fmt.Sprintf("%02d:00", t.Hour()+1)} }), "结束时间", "小时", "时间"),
	// Hours are numbered 1 to 24.
	shaped("counts/hours-1-to-24", "接待.csv", same, timed([]any{"日期", "小时"}, func(t time.Time) []any { return []any{iso(t), t.Hour() + 1} }), "25", "48"),
	// Date and hour in one number.
	readable("counts/compact-hour", "接待.csv", written("统计时间", "2006010215")),
	// Times with the offset of China.
	readable("counts/iso-offset", "接待.csv", written("timestamp", "2006-01-02T15:04:05+08:00")),
	// Times with AM and PM, month first.
	readable("counts/am-pm", "接待.csv", written("Time", "1/2/2006 3:04 PM")),
	// Times with 上午 and 下午.
	readable("counts/am-pm-in-chinese", "接待.csv", timed([]any{"时间"}, func(t time.Time) []any {
		half, h := "上午", t.Hour()
		if h >= 12 {
			half, h = "下午", h-12
		}
		if h == 0 {
			h = 12
		}
		return []any{fmt.Sprintf("%s %s%d:00", iso(t), half, h)}
	})),
	// Month first with two digits of the year, as an American Excel shows dates.
	shaped("counts/month-first", "接待.csv", same, dated("1/2/06"), "2"),
	// Day first, as a European export.
	readable("counts/day-first", "接待.csv", dated("02-01-2006")),
	// Day first with two digits of the year: the first number goes up to 31.
	shaped("counts/day-first-short", "接待.csv", same, dated("2/1/06"), "2", "日期"),
	// Dates without a year: the nearest that has passed.
	shaped("counts/dates-without-year", "接待.csv", same, dated("01-02"), "年"),
	// The same in Chinese.
	shaped("counts/chinese-dates-without-year", "接待.csv", same, dated("1月2日"), "年"),
	// Dates of Excel with numbers of hours.
	readable("counts/excel-dates", "接待.xlsx", func(w *World, from, to time.Time) []byte {
		return workbook(sheet{Name: "数据", Rows: w.timedRows(from, to, []any{"日期", "小时"}, func(t time.Time) []any { return []any{wall(day(t)), t.Hour()} })})
	}),
	// Moments of Excel.
	readable("counts/excel-times", "接待.xlsx", func(w *World, from, to time.Time) []byte {
		return workbook(sheet{Name: "数据", Rows: w.timedRows(from, to, []any{"时间"}, func(t time.Time) []any { return []any{wall(t)} })})
	}),
	// Dates whose format was lost: the numbers that Excel stores.
	readable("counts/dates-as-numbers", "接待.xlsx", func(w *World, from, to time.Time) []byte {
		return workbook(sheet{Name: "数据", Rows: w.timedRows(from, to, []any{"日期", "小时"}, func(t time.Time) []any {
			return []any{int(day(t).Sub(date(1899, 12, 30)).Hours()/24 + .5), t.Hour()}
		})})
	}),

	// Rows and columns.

	// Half-hours: each hour in two rows.
	readable("counts/half-hours", "接待.csv", func(w *World, from, to time.Time) []byte {
		rows := [][]any{{"时间", "队列", "咨询量"}}
		w.hours(from, to, func(t time.Time) {
			for _, q := range w.Profile.Queues {
				n := w.Volume(q, t)
				rows = append(rows, []any{t.Format("2006-01-02 15:04"), q.ID, n / 2}, []any{t.Add(30 * time.Minute).Format("2006-01-02 15:04"), q.ID, n - n/2})
			}
		})
		return table(rows)
	}),
	// A column for each hour, with spans as headings.
	readable("counts/hours-across-as-spans", "接待.csv", func(w *World, from, to time.Time) []byte {
		return table(w.hoursAcross(from, to, func(h int) any { return fmt.Sprintf("%d:00-%d:00", h, h+1) }))
	}),
	// A column for each hour and the day's sum at the end of the row.
	readable("counts/hours-across-with-sums", "接待.csv", func(w *World, from, to time.Time) []byte {
		rows := w.hoursAcross(from, to, func(h int) any { return fmt.Sprintf("%02d:00", h) })
		for i, row := range rows {
			if i == 0 {
				rows[i] = append(row, "合计")
				continue
			}
			all := 0
			for _, v := range row[2:] {
				all += v.(int)
			}
			rows[i] = append(row, all)
		}
		return table(rows)
	}),
	// A column for each date and a row for each hour.
	readable("counts/dates-across", "接待.csv", func(w *World, from, to time.Time) []byte {
		head := []any{"队列", "时段"}
		for d := from; d.Before(to); d = d.AddDate(0, 0, 1) {
			head = append(head, iso(d))
		}
		rows := [][]any{head}
		for _, q := range w.Profile.Queues {
			for h := range 24 {
				row := []any{q.ID, fmt.Sprintf("%d:00", h)}
				for d := from; d.Before(to); d = d.AddDate(0, 0, 1) {
					row = append(row, w.Volume(q, d.Add(time.Duration(h)*time.Hour)))
				}
				rows = append(rows, row)
			}
		}
		return table(rows)
	}),
	// Each hour has a row for each agent.
	shaped("counts/a-row-for-each-agent", "接待.csv", same, func(w *World, from, to time.Time) []byte {
		return table(w.agentRows(from, to, false))
	}, "客服昵称"),
	// The same with the hour's total as one more agent.
	shaped("counts/agents-and-total-rows", "接待.csv", same, func(w *World, from, to time.Time) []byte {
		return table(w.agentRows(from, to, true))
	}, "客服昵称"),
	// A column for each agent, and one for all of them.
	shaped("counts/a-column-for-each-agent", "接待.csv", same, func(w *World, from, to time.Time) []byte {
		return table(w.each(from, to, []any{"日期", "小时", "队列", w.People[0].Name, w.People[1].Name, w.People[2].Name, "合计"}, func(t time.Time, q Queue, n int) []any {
			return []any{iso(t), t.Hour(), q.ID, n / 2, n / 3, n - n/2 - n/3, n}
		}))
	}, "合计", "1", "咨询量"),
	// A sum below each day, and one below all, in the column of hours.
	readable("counts/day-sums-between", "接待.csv", func(w *World, from, to time.Time) []byte {
		return table(w.withSums(from, to, func(d string) []any { return []any{d, "合计"} }))
	}),
	// The sum below each day stands in the column of dates.
	readable("counts/sums-in-dates", "接待.csv", func(w *World, from, to time.Time) []byte {
		return table(w.withSums(from, to, func(string) []any { return []any{"合计", nil} }))
	}),
	// The sum below each day is called a sum in between.
	shaped("counts/subtotals", "接待.csv", same, func(w *World, from, to time.Time) []byte {
		return table(w.withSums(from, to, func(string) []any { return []any{"小计", nil} }))
	}, "26", "50"),
	// Sums in English.
	readable("counts/english-sums", "接待.csv", func(w *World, from, to time.Time) []byte {
		return table(w.withSums(from, to, func(string) []any { return []any{"Total", nil} }))
	}),
	// The average of a day stands below it.
	shaped("counts/averages-between", "接待.csv", same, func(w *World, from, to time.Time) []byte {
		return table(w.withSums(from, to, func(d string) []any { return []any{d, "平均"} }))
	}, "平均", "26", "50"),
	// One count for a day.
	shaped("counts/day-totals", "日报.csv", coarse, func(w *World, from, to time.Time) []byte {
		return table(w.dayTotals(from, to))
	}, "小时", "日期", "时段"),
	// Each hour holds the day's total so far.
	shaped("counts/running-totals", "接待.csv", same, func(w *World, from, to time.Time) []byte {
		soFar := map[string]int{}
		return table(w.each(from, to, []any{"日期", "小时", "队列", "咨询量"}, func(t time.Time, q Queue, n int) []any {
			key := iso(t) + q.ID
			soFar[key] += n
			return []any{iso(t), t.Hour(), q.ID, soFar[key]}
		}))
	}, "累计"),
	// The date stands in a cell that is merged over its hours.
	shaped("counts/merged-dates", "接待.xlsx", same, func(w *World, from, to time.Time) []byte {
		s := sheet{Name: "数据", Rows: w.plainRows(from, to)}
		n := 24 * len(w.Profile.Queues)
		for y := 1; y < len(s.Rows); y++ {
			if (y-1)%n == 0 {
				s.Merge = append(s.Merge, [2]string{cellAt(1, y+1), cellAt(1, y+n)})
			} else {
				s.Rows[y][0] = nil
			}
		}
		return workbook(s)
	}, "3", "A3", "A2"),
	// The date is written once for each day, the cells below are left empty.
	shaped("counts/dates-written-once", "接待.csv", same, func(w *World, from, to time.Time) []byte {
		rows := w.plainRows(from, to)
		n := 24 * len(w.Profile.Queues)
		for y := 1; y < len(rows); y++ {
			if (y-1)%n != 0 {
				rows[y][0] = nil
			}
		}
		return table(rows)
	}, "3"),
	// The first half of the time is on one sheet, the second on another.
	readable("counts/a-sheet-for-each-month", "接待.xlsx", func(w *World, from, to time.Time) []byte {
		mid := from.AddDate(0, 0, 14)
		return workbook(sheet{Name: "上月", Rows: w.plainRows(from, mid)}, sheet{Name: "本月", Rows: w.plainRows(mid, to)})
	}),
	// A sheet with an explanation lies before the data.
	readable("counts/explanation-first", "接待.xlsx", func(w *World, from, to time.Time) []byte {
		return workbook(sheet{Name: "说明", Rows: [][]any{{"本表由平台导出"}, {"口径：咨询人数去重"}}}, sheet{Name: "数据", Rows: w.plainRows(from, to)})
	}),
	// One row for each chat, with the time it began.
	shaped("counts/chat-list", "会话.csv", coarse, func(w *World, from, to time.Time) []byte {
		return table(w.chats(from, to, []any{"会话ID", "客服昵称", "技能组", "会话开始时间", "会话结束时间"}, func(i int, q Queue, at time.Time) []any {
			return []any{fmt.Sprintf("S%06d", i), w.People[i%4].Name, q.ID, at.Format("2006-01-02 15:04:05"), at.Add(5 * time.Minute).Format("2006-01-02 15:04:05")}
		}))
	}),
	// One row for each chat, with a number that is no count.
	shaped("counts/chat-list-with-seconds", "会话.csv", coarse, func(w *World, from, to time.Time) []byte {
		return table(w.chats(from, to, []any{"买家昵称", "技能组", "接入时间", "首次响应(秒)"}, func(i int, q Queue, at time.Time) []any {
			return []any{fmt.Sprintf("买家%05d", i), q.ID, at.Format("2006/1/2 15:04:05"), 5 + i%40}
		}))
	}),
	// One row for each chat, with nothing but its time and its queue.
	shaped("counts/chat-times-only", "会话.csv", coarse, func(w *World, from, to time.Time) []byte {
		return table(w.chats(from, to, []any{"技能组", "时间"}, func(_ int, q Queue, at time.Time) []any {
			return []any{q.ID, at.Format("2006-01-02 15:04:05")}
		}))
	}),
	// The headings come again on each page that was pasted below.
	shaped("counts/headings-repeated", "接待.csv", same, func(w *World, from, to time.Time) []byte {
		rows := w.plainRows(from, to)
		return table(slices.Insert(rows, 201, rows[0]))
	}, "202"),
	// Empty rows part the days.
	readable("counts/empty-rows-between", "接待.xlsx", func(w *World, from, to time.Time) []byte {
		rows := w.plainRows(from, to)
		n := 24 * len(w.Profile.Queues)
		for at := len(rows) - n; at > 1; at -= n {
			rows = slices.Insert(rows, at, []any{})
		}
		return workbook(sheet{Name: "数据", Rows: rows})
	}),
	// A line of the platform stands below the data.
	shaped("counts/footnote", "接待.csv", same, func(w *World, from, to time.Time) []byte {
		return table(append(w.plainRows(from, to), []any{"数据来源：平台后台，仅供内部使用"}))
	}, "数据来源"),
	// Hours in which nobody came are written with a dash.
	shaped("counts/dash-for-none", "接待.csv", rounded, func(w *World, from, to time.Time) []byte {
		rows := w.plainRows(from, to)
		for _, row := range rows[1:] {
			if row[3] == 0 {
				row[3] = "-"
			}
		}
		return table(rows)
	}),
	// Every count has its unit.
	shaped("counts/units-in-cells", "接待.csv", same, func(w *World, from, to time.Time) []byte {
		return table(w.each(from, to, []any{"日期", "小时", "队列", "咨询量"}, func(t time.Time, q Queue, n int) []any {
			return []any{iso(t), t.Hour(), q.ID, fmt.Sprintf("%d人", n)}
		}))
	}, "2"),
	// Every count has decimals, as a program that computes with fractions writes it.
	readable("counts/decimals", "接待.csv", func(w *World, from, to time.Time) []byte {
		return table(w.each(from, to, []any{"日期", "小时", "队列", "咨询量"}, func(t time.Time, q Queue, n int) []any {
			return []any{iso(t), t.Hour(), q.ID, fmt.Sprintf("%d.0", n)}
		}))
	}),
	// Cells are written as formulas of their text, so that Excel keeps it.
	shaped("counts/equals-quoted", "接待.csv", same, func(w *World, from, to time.Time) []byte {
		return table(w.each(from, to, []any{"时间", "队列", "咨询量"}, func(t time.Time, q Queue, n int) []any {
			return []any{`="` + t.Format("2006-01-02 15:04") + `"`, `="` + q.ID + `"`, fmt.Sprintf(`="%d"`, n)}
		}))
	}, "2", `="`),
	// Rows of a queue of another shop stand between the own ones.
	shaped("counts/queue-of-another-shop", "接待.csv", 0, func(w *World, from, to time.Time) []byte {
		rows := w.plainRows(from, to)
		for at := 24; at < len(rows); at += 24 {
			rows[at] = []any{rows[at][0], rows[at][1], "天猫二店", rows[at][3]}
		}
		return table(rows)
	}, "天猫二店", "25"),
}

// agentRows are counts with a row for each of three agents in every hour, and one for
// their total if total is set.
func (w *World) agentRows(from, to time.Time, total bool) [][]any {
	rows := [][]any{{"日期", "小时", "客服昵称", "队列", "咨询人数"}}
	w.hours(from, to, func(t time.Time) {
		for _, q := range w.Profile.Queues {
			n := w.Volume(q, t)
			for i, part := range []int{n / 2, n / 3, n - n/2 - n/3} {
				rows = append(rows, []any{iso(t), t.Hour(), w.People[i].Name, q.ID, part})
			}
			if total {
				rows = append(rows, []any{iso(t), t.Hour(), "合计", q.ID, n})
			}
		}
	})
	return rows
}

// hoursAcross are counts with a row for each day and queue.
func (w *World) hoursAcross(from, to time.Time, head func(hour int) any) [][]any {
	first := []any{"日期", "队列"}
	for h := range 24 {
		first = append(first, head(h))
	}
	rows := [][]any{first}
	for d := from; d.Before(to); d = d.AddDate(0, 0, 1) {
		for _, q := range w.Profile.Queues {
			row := []any{iso(d), q.ID}
			for h := range 24 {
				row = append(row, w.Volume(q, d.Add(time.Duration(h)*time.Hour)))
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// withSums are the plain rows with a row of the sum of the first queue below each day.
func (w *World) withSums(from, to time.Time, label func(date string) []any) [][]any {
	rows := [][]any{{"日期", "小时", "队列", "咨询量"}}
	for d := from; d.Before(to); d = d.AddDate(0, 0, 1) {
		rows = append(rows, w.plainRows(d, d.AddDate(0, 0, 1))[1:]...)
		rows = append(rows, slices.Concat(label(iso(d)), []any{w.Profile.Queues[0].ID, w.dayTotal(w.Profile.Queues[0], d)}))
	}
	return rows
}

func (w *World) dayTotal(q Queue, d time.Time) (n int) {
	w.hours(d, d.AddDate(0, 0, 1), func(t time.Time) { n += w.Volume(q, t) })
	return n
}

// dayTotals are counts with one row for each day and queue.
func (w *World) dayTotals(from, to time.Time) [][]any {
	rows := [][]any{{"日期", "队列", "咨询人数"}}
	for d := from; d.Before(to); d = d.AddDate(0, 0, 1) {
		for _, q := range w.Profile.Queues {
			rows = append(rows, []any{iso(d), q.ID, w.dayTotal(q, d)})
		}
	}
	return rows
}

// chats are the rows of a list of chats, spread over their hours.
func (w *World) chats(from, to time.Time, head []any, row func(i int, q Queue, at time.Time) []any) [][]any {
	rows := [][]any{head}
	w.hours(from, to, func(t time.Time) {
		for _, q := range w.Profile.Queues {
			n := w.Volume(q, t)
			for i := range n {
				rows = append(rows, row(len(rows), q, t.Add(time.Duration(3600*i/n)*time.Second)))
			}
		}
	})
	return rows
}

// cellSlips are slips in one cell of an export.
var cellSlips = []Slip{
	// A count below nothing.
	senseless("counts/negative", "接待.csv", func(row []any) { row[3] = -5 }),
	// A rate in the column of counts.
	senseless("counts/percent", "接待.csv", func(row []any) { row[3] = "20%" }),
	// A formula that no program has computed.
	senseless("counts/formula-without-value", "接待.xlsx", func(row []any) { row[3] = formula("SUM(F1:F9)") }),
	// What Excel shows where a lookup failed.
	senseless("counts/error-value", "接待.xlsx", func(row []any) { row[3] = "#N/A" }),
	// 2062 for 2026.
	senseless("counts/year-2062", "接待.csv", func(row []any) { row[0] = "2062" + row[0].(string)[4:] }),
	// 2206 for 2026.
	senseless("counts/year-2206", "接待.csv", func(row []any) { row[0] = "2206" + row[0].(string)[4:] }),
	// 1926 for 2026.
	senseless("counts/year-1926", "接待.csv", func(row []any) { row[0] = "1926" + row[0].(string)[4:] }),
	// A date that no month has.
	senseless("counts/the-31st-of-february", "接待.csv", func(row []any) { row[0] = row[0].(string)[:5] + "02-31" }),
	// An hour that no day has.
	senseless("counts/hour-27", "接待.csv", func(row []any) { row[1] = 27 }),
	// The name of the queue with a slip of the pen.
	senseless("counts/queue-mistyped", "接待.csv", func(row []any) { row[2] = row[2].(string) + "x" }),
	// A count with its unit.
	mistyped("counts/a-unit", "接待.csv", same, func(row []any) { row[3] = fmt.Sprint(row[3], "人") }),
	// A count that somebody was not sure of.
	mistyped("counts/a-word", "接待.csv", same, func(row []any) { row[3] = "约" + fmt.Sprint(row[3]) }),
	// Digits of a Chinese keyboard.
	mistyped("counts/wide-digits", "接待.csv", same, func(row []any) { row[3] = wide(fmt.Sprint(row[3])) }),
	// A finger that stayed on the key: as an outage, it may be left out in silence.
	mistyped("counts/spike", "接待.csv", .3, func(row []any) { row[3] = 9999999 }),
}

// mistyped is a slip in one row of the plain shape: what is meant is clear, so that it is
// read, or the row is named.
func mistyped(name, file string, slack float64, change func(row []any)) Slip {
	return Slip{name, func(w *World, kind string, r *rand.Rand) {
		want, place := w.plainVolume(), ""
		w.ownCounts(file, func(from, to time.Time) (b []byte) {
			b, place = w.changedRow(r, file, from, to, change)
			return b
		})
		w.volumeOrTold(kind, file, want, slack, place)
	}}
}

// senseless is a slip in one row that nobody can read: the row is named.
func senseless(name, file string, change func(row []any)) Slip {
	return Slip{name, func(w *World, kind string, r *rand.Rand) {
		place := ""
		w.calm()
		w.ownCounts(file, func(from, to time.Time) (b []byte) {
			b, place = w.changedRow(r, file, from, to, change)
			return b
		})
		if said := w.forecast(); !said.told(file, place) {
			w.Fail(kind, "%s: nothing is said of row %s of %s", said, place, file)
		}
	}}
}

// changedRow is a file of counts in the plain shape with one row changed, and the row.
func (w *World) changedRow(r *rand.Rand, file string, from, to time.Time, change func(row []any)) (b []byte, place string) {
	rows := w.plainRows(from, to)
	at := w.busyRow(r, rows)
	change(rows[at])
	if strings.HasSuffix(file, ".xlsx") {
		return workbook(sheet{Name: "数据", Rows: rows}), strconv.Itoa(at + 1)
	}
	return table(rows), strconv.Itoa(at + 1)
}

// busyRow is a row of the last week, of an hour at which somebody comes.
func (w *World) busyRow(r *rand.Rand, rows [][]any) int {
	q := len(w.Profile.Queues)
	d := r.IntN(7)
	return len(rows) - (d*24+24-14)*q
}

// wide are the digits of s as a Chinese keyboard writes them.
func wide(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, s)
}

// wall is t as excelize has to be given it, so that the cell shows the wall clock.
func wall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

// fileSlips are right counts in files of another kind, under another name, in another
// place, twice, or not all of them.
var fileSlips = []Slip{
	// A Chinese Excel saves CSV in GBK.
	readable("counts/gbk", "接待.csv", func(w *World, from, to time.Time) []byte { return gbk(table(w.plainRows(from, to))) }),
	// Text with tabs between the cells.
	readable("counts/tabs", "接待.txt", func(w *World, from, to time.Time) []byte { return tabbed(w.plainRows(from, to)) }),
	// Text with tabs that calls itself a workbook, as many platforms write it.
	readable("counts/text-named-xls", "接待.xls", func(w *World, from, to time.Time) []byte { return gbk(tabbed(w.plainRows(from, to))) }),
	// "Unicode text", as Excel saves it: UTF-16 with tabs.
	readable("counts/utf-16", "接待.txt", func(w *World, from, to time.Time) []byte {
		return utf16(tabbed(w.plainRows(from, to)))
	}),
	// A European Excel parts the cells by semicolons.
	readable("counts/semicolons", "接待.csv", func(w *World, from, to time.Time) []byte {
		return bytes.ReplaceAll(table(w.plainRows(from, to)), []byte(","), []byte(";"))
	}),
	// A web page that calls itself a workbook: read, or the way out is said.
	shaped("counts/web-page-named-xls", "接待.xls", same, func(w *World, from, to time.Time) []byte {
		var b strings.Builder
		b.WriteString("<html><body><table>")
		for _, row := range w.plainRows(from, to) {
			b.WriteString("<tr>")
			for _, v := range row {
				fmt.Fprintf(&b, "<td>%v</td>", v)
			}
			b.WriteString("</tr>\n")
		}
		b.WriteString("</table></body></html>")
		return []byte(b.String())
	}, ".xlsx"),
	{"counts/same-file-twice", func(w *World, kind string, _ *rand.Rand) {
		// The browser keeps the file of the second download beside the first.
		w.sameVolume(kind, "接待.csv", same, func(w *World, from, to time.Time) []byte {
			b := table(w.plainRows(from, to))
			w.Save("inquiries/接待 (1).csv", b)
			return b
		})
	}},
	{"counts/overlapping-files", func(w *World, kind string, _ *rand.Rand) {
		// Each export covers two weeks, and one is made every week.
		w.sameVolume(kind, "周4.csv", same, func(w *World, from, to time.Time) []byte {
			for i := range 2 {
				w.Save(fmt.Sprintf("inquiries/周%d.csv", i+2), table(w.plainRows(from.AddDate(0, 0, 7*i), from.AddDate(0, 0, 7*i+14))))
			}
			return table(w.plainRows(from.AddDate(0, 0, 14), to))
		})
	}},
	{"counts/day-written-twice", func(w *World, kind string, _ *rand.Rand) {
		// One day stands in the file twice: it must not count double, and is told.
		w.sameVolume(kind, "接待.csv", same, func(w *World, from, to time.Time) []byte {
			return table(append(w.plainRows(from, to), w.plainRows(from.AddDate(0, 0, 9), from.AddDate(0, 0, 10))[1:]...))
		})
		if r := w.forecast(); !r.told("接待.csv", iso(w.nextWeek().AddDate(0, 0, -7-28+9))) {
			w.Fail(kind, "%s: nothing is said of the day that is there twice", r)
		}
	}},
	{"counts/daily-and-hourly", func(w *World, kind string, _ *rand.Rand) {
		// Day totals of weeks lie beside the two weeks that came by the hour: they are
		// refused, or no hour becomes thrice the busiest that there was.
		w.calm()
		busiest := 0.0
		w.ownCounts("2接待.csv", func(from, to time.Time) []byte {
			w.Save("inquiries/1日报.csv", table(w.dayTotals(from.AddDate(0, 0, -42), from.AddDate(0, 0, 14))))
			rows := w.plainRows(from.AddDate(0, 0, 14), to)
			for _, row := range rows[1:] {
				busiest = max(busiest, float64(row[3].(int)))
			}
			return table(rows)
		})
		r := w.forecast()
		var doc struct{ Queues []struct{ High []float64 } }
		_ = json.Unmarshal(r.Out, &doc) // no JSON is a refusal, which is looked at below
		for _, q := range doc.Queues {
			if highest := slices.Max(q.High); highest > 3*busiest && !r.told("1日报.csv", "") {
				w.Fail(kind, "%s: up to %.0f in an hour, where %.0f is the most ever seen", r, highest, busiest)
				return
			}
		}
		if r.Code != 0 && !r.told("1日报.csv", "") {
			w.Fail(kind, "%s: %s", r, firstLine(r.Err))
		}
	}},
	{"counts/beside-the-folder", func(w *World, kind string, _ *rand.Rand) {
		// The latest export was put beside the folder: it is used, or told.
		w.calm()
		w.Save("千牛接待数据.xlsx", workbook(sheet{Name: "数据", Rows: w.plainRows(monday(w.Now).AddDate(0, 0, -7), monday(w.Now))}))
		if r := w.forecast(); !r.told("千牛接待数据.xlsx", "") {
			w.Fail(kind, "%s: nothing is said of 千牛接待数据.xlsx", r)
		}
	}},
	{"counts/late-by-two-weeks", func(w *World, kind string, _ *rand.Rand) {
		// The exports of two weeks were forgotten: the end of the history is told.
		w.calm()
		end := monday(w.Now).AddDate(0, 0, -15)
		w.ownCounts("接待.csv", func(from, to time.Time) []byte {
			return table(w.plainRows(from.AddDate(0, 0, -14), to.AddDate(0, 0, -14)))
		})
		if r := w.forecast(); !w.saysDate(r, end) {
			w.Fail(kind, "%s: nobody is told that the counts end on %s", r, iso(end))
		}
	}},
	{"counts/year-not-changed", func(w *World, kind string, _ *rand.Rand) {
		// The year in all dates is the last one's: the counts end a year ago, which is told.
		w.calm()
		var end time.Time
		w.ownCounts("接待.csv", func(from, to time.Time) []byte {
			end = to.AddDate(-1, 0, -1)
			return table(w.timedRows(from, to, []any{"日期", "小时"}, func(t time.Time) []any { return []any{iso(t.AddDate(-1, 0, 0)), t.Hour()} }))
		})
		if r := w.forecast(); !w.saysDate(r, end) && !r.told("接待.csv", "") {
			w.Fail(kind, "%s: nobody is told that the counts end on %s", r, iso(end))
		}
	}},
	{"counts/hole-of-a-week", func(w *World, kind string, _ *rand.Rand) {
		// The file of one week came late: what is not there is unknown, not nothing.
		w.sameVolume(kind, "接待.csv", .15, func(w *World, from, to time.Time) []byte {
			return table(slices.Concat(w.plainRows(from, from.AddDate(0, 0, 14)), w.plainRows(from.AddDate(0, 0, 21), to)[1:]))
		})
	}},
	{"counts/own-columns-add", func(w *World, kind string, _ *rand.Rand) {
		// Two channels of one queue, named in paiban.yaml by the shop itself, do add.
		q := w.Profile.Queues[0].ID
		w.sameVolume(kind, "接待.csv", same, func(w *World, from, to time.Time) []byte {
			w.changeYaml(func(y string) string { return addQueueKey(y, q, "columns: [旺旺咨询, 直播咨询]") })
			return table(w.headedRows(from, to, []any{"旺旺咨询", "直播咨询"}, func(n int) []any { return []any{n / 3, n - n/3} }))
		})
	}},
	{"counts/week-before-all-data", func(w *World, kind string, _ *rand.Rand) {
		// A week is planned that lies before every count: a slip of the pen. Late in the year
		// the first counts have left the folder, so that their day is not told from the shop.
		week := weekName(w.Start.AddDate(0, 0, -7*(history+10)))
		r := w.Run("week", "--week", week, "--json", "--iterations", "5", "--gap", "0.03", "--time-limit", "20s")
		first := monday(w.Start).AddDate(0, 0, -7*history)
		if r.Code != 2 && r.Code != 3 && !w.saysDate(r, first) && !strings.Contains(r.Said(), "begins on") {
			w.Fail(kind, "%s: planned without a word that the counts begin on %s", r, iso(first))
		}
	}},
}

// saysDate reports whether a date was said, as either language writes it; the year may
// be missing where it is this one.
func (w *World) saysDate(r Ran, d time.Time) bool {
	layouts := []string{"2006-01-02", "2006年1月2日", "2 January 2006"}
	if w.Now.Sub(d) < 200*24*time.Hour {
		layouts = append(layouts, "1月2日", "2 January")
	}
	return slices.ContainsFunc(layouts, func(l string) bool { return strings.Contains(r.Said(), d.Format(l)) })
}

// tabbed is text with tabs between its cells.
func tabbed(rows [][]any) []byte {
	var b bytes.Buffer
	for _, row := range rows {
		for i, v := range row {
			if i > 0 {
				b.WriteByte('\t')
			}
			fmt.Fprint(&b, v)
		}
		b.WriteString("\r\n")
	}
	return b.Bytes()
}

// cellAt is the name of a cell.
func cellAt(x, y int) string {
	name, err := excelize.CoordinatesToCellName(x, y)
	Must(err)
	return name
}
