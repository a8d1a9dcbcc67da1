package punch

import (
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// SheetUse says what a sheet of a workbook was read for.
type SheetUse struct {
	Sheet string
	Use   lang.Text
}

// readSheets gives every sheet to the first layout that spots it, and reads them
// layout by layout; sheets kept by hand come last, since they count only for people
// of whom no other sheet has punches. A sheet that nothing is read of is named.
func (r *reader) readSheets() error {
	all := layouts()
	layoutOf := make([]int, len(r.heads))
	r.layoutOf = layoutOf
	for i := range r.heads {
		layoutOf[i] = slices.IndexFunc(all, func(l layout) bool { return len(r.heads[i].rows) > 0 && l.spot(r, i) })
	}
	for i := range r.heads {
		for k, l := range all {
			if l.also != nil && slices.Contains(layoutOf, k) && (layoutOf[i] < 0 || all[layoutOf[i]].turn == byHand || k < layoutOf[i]) && layoutOf[i] != k && l.also(r, i) {
				layoutOf[i] = belongs
			}
		}
	}
	if !slices.ContainsFunc(layoutOf, func(k int) bool { return k >= 0 }) {
		return r.unknown()
	}
	for turn := range byHand + 1 {
		for k, l := range all {
			sheets := indexesOf(layoutOf, k)
			if l.turn != turn || len(sheets) == 0 {
				continue
			}
			if r.out.Layout == "" {
				r.out.Layout, r.out.Name = l.key, l.name
			}
			if turn == byHand {
				r.clocked = r.namesWithPunches()
			}
			punches := len(r.out.Punches)
			if err := l.read(r, sheets); err != nil {
				return err
			}
			// The layout of a file is that of its punches.
			if punches == 0 && len(r.out.Punches) > 0 {
				r.out.Layout, r.out.Name = l.key, l.name
			}
		}
	}
	r.nameSheets(layoutOf, all)
	return nil
}

// notOf tells which sheets belong to other layouts than that of the given ones.
func (r *reader) notOf(sheets []int) map[int]bool {
	out := map[int]bool{}
	for i, k := range r.layoutOf {
		out[i] = k >= 0 && !slices.Contains(sheets, i)
	}
	return out
}

// byHand is the turn of sheets kept by people.
const byHand = 2

// belongs stands for the layout of a sheet that goes with others.
const belongs = -2

func indexesOf(list []int, value int) (out []int) {
	for i, v := range list {
		if v == value {
			out = append(out, i)
		}
	}
	return out
}

// namesWithPunches are the names and numbers of those who have punches or plans.
func (r *reader) namesWithPunches() map[string]bool {
	has := map[string]bool{}
	add := func(who int) {
		for _, s := range []string{r.out.People[who].Name, r.out.People[who].ID} {
			if s != "" {
				has[s] = true
			}
		}
	}
	for i := range r.out.Punches {
		add(r.out.Punches[i].Person)
	}
	for i := range r.out.Shifts {
		add(r.out.Shifts[i].Person)
	}
	return has
}

// nameSheets notes what each sheet of a workbook was used for. One that nobody knows
// is dropped and named; an empty one is not worth a word.
func (r *reader) nameSheets(layoutOf []int, all []layout) {
	for i, h := range r.heads {
		if len(r.heads) == 1 || len(h.rows) == 0 {
			continue
		}
		switch k := layoutOf[i]; {
		case k >= 0:
			r.out.Sheets = append(r.out.Sheets, SheetUse{h.name, all[k].name})
		case k == belongs:
			r.out.Sheets = append(r.out.Sheets, SheetUse{h.name, lang.T("同一份报表的合计、排班或重复内容", "sums, plans or repetitions of the same report")})
		default:
			why := lang.F("这张表没有用上：不是打卡、请假、加班或补卡；表头：%s", "the sheet is not used: it has no punches, leave, overtime or corrections; headings: %s", widest(h.rows))
			if r.isSummary(i) {
				why = lang.T("这张表没有用上：它是汇总（天数、次数），没有打卡时间", "the sheet is not used: it is a summary (days and counts) without punch times")
			}
			r.drop(r.pos(i, 0, 0), h.name, why)
			r.out.Sheets = append(r.out.Sheets, SheetUse{h.name, lang.T("没有用上", "not used")})
		}
	}
}

// widest lists the cells of the widest row among the first ones of a sheet.
func widest(rows []table.Row) string {
	best := table.Row{}
	for _, row := range rows {
		if len(row.Cells) > len(best.Cells) {
			best = row
		}
	}
	var cells []string
	for i, c := range best.Cells {
		if i == 12 {
			cells = append(cells, "…")
			break
		}
		cells = append(cells, short(c.Text, 20))
	}
	return strings.Join(cells, "、")
}

// isSummary reports whether a sheet holds sums of people: days, times, hours, and no
// moments.
func (r *reader) isSummary(sheet int) bool {
	for _, row := range r.heads[sheet].rows {
		name, sums := false, 0
		for _, c := range row.Cells {
			h := table.Heading(c.Text)
			name = name || listName[h] || listID[h]
			for _, w := range []string{"天数", "次数", "时长", "小时数", "分钟数", "工时", "出勤率", "days", "hours", "minutes", "times"} {
				if strings.HasSuffix(h, w) {
					sums++
					break
				}
			}
		}
		if name && sums >= 3 {
			return true
		}
	}
	return false
}

// unknown is the error for a file without a sheet of any known layout.
func (r *reader) unknown() error {
	var seen []string
	for i, h := range r.heads {
		if r.isSummary(i) {
			return &table.Problem{Pos: r.pos(i, 0, 0),
				What: lang.F("“%s”是汇总：只有天数、次数，没有打卡时间", "%q is a summary: it has days and counts, but no punch times", firstOf(r.title(i), h.name, r.book.Name)),
				Hint: lang.T("请另外导出有打卡时间的表：钉钉导出“每日统计”或“原始记录”，企业微信导出“打卡日报”，飞书导出“每日统计”或“打卡流水”，考勤机导出“原始记录”",
					"export a report with punch times instead: 每日统计 (days) or 原始记录 (every punch) of DingTalk, the daily report of WeCom, 每日统计 or 打卡流水 of Feishu, the log of a clock")}
		}
		s := "“" + h.name + "”"
		if h.name == "" {
			s = ""
		}
		if seen = append(seen, s+"["+widest(h.rows)+"]"); len(seen) == 8 {
			break
		}
	}
	if len(seen) == 0 {
		seen = []string{"[]"}
	}
	return &table.Problem{Pos: table.Pos{File: r.book.Name},
		What: lang.F("认不出这份打卡文件的版式；看到的表和表头：%s", "the layout of this punch file is not known; sheets and headings found: %s", strings.Join(seen, "; ")),
		Hint: lang.T("需要“姓名/工号”一列，加上“打卡时间”一列，或“日期”一列和一到几个时间列；表头写在前 20 行内",
			"the file needs a column of names or IDs and a column of punch times, or a column of dates and one or more columns of times, with headings in the first 20 rows")}
}

// title is the word of the title that stands alone above the headings: 月度汇总 of
// 月度汇总 统计日期：….
func (r *reader) title(sheet int) string {
	if rows := r.heads[sheet].rows; len(rows) > 1 && len(rows[0].Cells) == 1 {
		s, _, _ := strings.Cut(rows[0].Cells[0].Text, " ")
		return short(s, 20)
	}
	return ""
}
