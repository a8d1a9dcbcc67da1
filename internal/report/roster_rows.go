package report

import (
	"regexp"
	"strconv"
	"strings"

	"paiban/internal/table"
)

// Below and between the people of a roster that a shop keeps stand weekdays, daily
// heads, a legend, remarks and signatures. None of them is somebody.

// asideLabel begins the label of a row of counts, of a legend or of remarks.
var asideLabel = regexp.MustCompile(`(?i)^(合计|总计|小计|共计|人数|每[日天]|当[日天]|上班|在岗|出勤|休息|备注|说明|注意|注\d*[:、.]|图例|班次|制表|制作|编制|审核|审批|批准|复核|确认|签|星期|周[一二三四五六日次]?$|日期|时间|` +
	`合計|總計|小計|人數|備註|說明|圖例|製表|審核|簽|total|sum|count|heads|note|remark|legend|shift|prepared|approved|weekday|date)`)

// words reports whether a row below the headings is no person's: a label without a name
// over counts, or words without any cell of a day.
func (f *RosterFile) words(row RosterRow) bool {
	label := row.ID
	if label == "" {
		label = row.Name
	}
	both := row.ID != "" && row.Name != ""
	switch {
	case both && likeID(row.ID) && likeName(row.Name):
		return false
	case f.Named && !likeName(label):
		return true
	case asideLabel.MatchString(strings.ReplaceAll(label, " ", "")) && (f.name > 0 && !both || !likeID(row.ID)):
		return true
	case counts(row.Cells): // of nothing too
		return f.Named || f.name > 0 && !both && !likeID(label) || strings.ContainsAny(label, ":=，。；") || both && !likeName(row.Name)
	}
	return false
}

// likeID reports whether s may be the ID of somebody: letters and digits, without the
// signs of a sentence. Words of Chinese alone are none, unless a name stands beside them.
func likeID(s string) bool {
	return len([]rune(s)) <= 20 && !strings.ContainsAny(s, ":=,;，。；、 (") && strings.ContainsFunc(s, func(r rune) bool { return r < 0x80 })
}

// likeName reports whether s may be the name of somebody.
func likeName(s string) bool {
	return len([]rune(s)) <= 30 && !strings.ContainsAny(s, ":=;，。；、0123456789")
}

// counts reports whether no cell holds anything but a number.
func counts(cells []string) bool {
	for _, c := range cells {
		if c = table.Clean(c); c != "" {
			if _, err := strconv.ParseFloat(c, 64); err != nil {
				return false
			}
		}
	}
	return true
}

// weekRow reports whether the cells are weekdays that follow each other, here and there
// with the name of a holiday. 日 alone may be the sign of a shift.
func weekRow(cells []string) bool {
	n, filled, pairs, before := 0, 0, 0, 0
	for _, c := range cells {
		w := weekdayOf(c)
		switch {
		case w == 0 && table.Clean(c) != "":
			filled++
		case w > 0:
			if n++; before > 0 {
				if w != before%7+1 {
					return false
				}
				pairs++
			}
		}
		before = w
	}
	return pairs > 0 && n >= filled
}

// joined lists row numbers.
func joined(rows []int) string {
	var out []string
	for i, r := range rows {
		if i == 12 {
			out = append(out, "…")
			break
		}
		out = append(out, strconv.Itoa(r))
	}
	return strings.Join(out, ", ")
}
