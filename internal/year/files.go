package year

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// sheet is one sheet of a workbook: its name and its rows. A cell is text, a number, a
// time or a formula without a value.
type sheet struct {
	Name  string
	Rows  [][]any
	Merge [][2]string // corners of merged ranges
}

// formula is a formula that no program has computed yet.
type formula string

// workbook makes the bytes of a workbook.
func workbook(sheets ...sheet) []byte {
	f := excelize.NewFile()
	defer f.Close()
	for i, s := range sheets {
		if i == 0 {
			Must(f.SetSheetName("Sheet1", s.Name))
		} else {
			_, err := f.NewSheet(s.Name)
			Must(err)
		}
		for y, row := range s.Rows {
			for x, v := range row {
				cell, err := excelize.CoordinatesToCellName(x+1, y+1)
				Must(err)
				if v == nil {
					continue
				}
				if fx, ok := v.(formula); ok {
					Must(f.SetCellFormula(s.Name, cell, string(fx)))
					continue
				}
				Must(f.SetCellValue(s.Name, cell, v))
			}
		}
		for _, m := range s.Merge {
			Must(f.MergeCell(s.Name, m[0], m[1]))
		}
	}
	var b bytes.Buffer
	Must(f.Write(&b))
	return emptyValues(b.Bytes())
}

// emptyValues writes an empty value behind every formula that has none, as scripts do:
// <f>A1</f><v></v>.
func emptyValues(b []byte) []byte {
	in, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	Must(err)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		r, err := f.Open()
		Must(err)
		part, err := io.ReadAll(r)
		Must(err)
		w, err := z.Create(f.Name)
		Must(err)
		_, err = w.Write(bytes.ReplaceAll(part, []byte("</f></c>"), []byte("</f><v></v></c>")))
		Must(err)
	}
	Must(z.Close())
	return out.Bytes()
}

// spreadsheet2003 is a workbook as old reporting tools write it: one XML file.
func spreadsheet2003(sheets ...sheet) string {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n" +
		`<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">`)
	for _, s := range sheets {
		fmt.Fprintf(&b, `<Worksheet ss:Name="%s"><Table>`, s.Name)
		for _, row := range s.Rows {
			b.WriteString("<Row>")
			for x, v := range row {
				if v != nil {
					fmt.Fprintf(&b, `<Cell ss:Index="%d"><Data ss:Type="String">%v</Data></Cell>`, x+1, v)
				}
			}
			b.WriteString("</Row>\n")
		}
		b.WriteString("</Table></Worksheet>\n")
	}
	b.WriteString("</Workbook>\n")
	return b.String()
}

// table makes the bytes of a CSV file.
func table(rows [][]any) []byte {
	var b bytes.Buffer
	c := csv.NewWriter(&b)
	for _, row := range rows {
		line := make([]string, len(row))
		for i, v := range row {
			if v != nil {
				line[i] = fmt.Sprint(v)
			}
		}
		Must(c.Write(line))
	}
	c.Flush()
	return b.Bytes()
}

// gbk is text as a Chinese Excel saves it.
func gbk(b []byte) []byte {
	out, err := simplifiedchinese.GB18030.NewEncoder().Bytes(b)
	Must(err)
	return out
}

// peopleRows are the rows of the staff list.
func (w *World) peopleRows() [][]any {
	rows := [][]any{{"工号", "姓名", "考勤号", "组", "技能", "入职", "离职", "标记", "实习至", "月薪"}}
	if w.Profile.Staff != nil {
		rows[0] = append(rows[0], "合同", "标签", "不可上时间")
	}
	for _, p := range w.People {
		optional := func(t time.Time) any {
			if t.IsZero() {
				return nil
			}
			return iso(t)
		}
		row := []any{p.ID, p.Name, p.Punch, p.Group, p.Skills, iso(p.Hired), optional(p.Left), p.Flags, optional(p.Trainee), p.Salary}
		if w.Profile.Staff != nil {
			row = append(row, p.Contract, p.Tags, p.Unavailable)
		}
		rows = append(rows, row)
	}
	return rows
}

func (w *World) writePeople() {
	w.Save("people.xlsx", workbook(sheet{Name: "员工", Rows: w.peopleRows()}))
}

// leaveSheets are the sheets of leave.xlsx.
func (w *World) leaveSheets() []sheet {
	leave := [][]any{{"工号或姓名", "类型", "开始", "结束", "替班人", "状态"}}
	for _, l := range w.Leave {
		from, to := iso(l.From), iso(l.To)
		if l.Hours {
			from, to = l.From.Format("2006-01-02 15:04"), l.To.Format("2006-01-02 15:04")
		}
		leave = append(leave, []any{l.Person, l.Kind, from, to, nil, l.Status})
	}
	wishes := [][]any{{"工号或姓名", "日期", "意愿", "程度"}}
	for _, x := range w.Wishes {
		wishes = append(wishes, []any{x.Person, iso(x.Date), x.Want, x.Weight})
	}
	corrections := [][]any{{"工号或姓名", "日期", "时间", "原因", "状态"}}
	for _, c := range w.Corrections {
		corrections = append(corrections, []any{c.Person, iso(c.Date), clock(c.Minute), "忘记打卡", "已批准"})
	}
	return []sheet{{Name: "请假", Rows: leave}, {Name: "排班意愿", Rows: wishes}, {Name: "补卡", Rows: corrections}}
}

func (w *World) writeLeave() { w.Save("leave.xlsx", workbook(w.leaveSheets()...)) }

func (w *World) writeEvents() {
	rows := [][]any{{"名称", "开始", "结束", "队列", "倍数"}}
	for _, e := range w.Events {
		rows = append(rows, []any{e.Name, e.From.Format("2006-01-02 15:04"), e.To.Format("2006-01-02 15:04"), nil, e.Uplift})
	}
	w.Save("events.csv", table(rows))
}

// clock is a minute of the work date as people write it.
func clock(minute int) string {
	if minute >= 1440 {
		return "次日 " + clock(minute-1440)
	}
	return fmt.Sprintf("%02d:%02d", minute/60, minute%60)
}

// layout is a shape in which a platform exports counts. All of these are documented.
type layout struct {
	Name string
	File func(week string) string
	Make func(w *World, from, to time.Time) []byte
}

// layouts are the shapes of counts that docs/file-formats.md names.
var layouts = []layout{
	{"time-and-counts", func(w string) string { return w + ".csv" }, func(w *World, from, to time.Time) []byte {
		head := []any{"时间"}
		for _, q := range w.Profile.Queues {
			head = append(head, q.Column)
		}
		rows := [][]any{head}
		w.hours(from, to, func(t time.Time) {
			row := []any{t.Format("2006-01-02 15:04")}
			for _, q := range w.Profile.Queues {
				row = append(row, w.Volume(q, t))
			}
			rows = append(rows, row)
		})
		return table(rows)
	}},
	{"date-hour-queue", func(w string) string { return w + ".xlsx" }, func(w *World, from, to time.Time) []byte {
		rows := [][]any{{"日期", "小时", "队列", "咨询量"}}
		w.hours(from, to, func(t time.Time) {
			for _, q := range w.Profile.Queues {
				rows = append(rows, []any{iso(t), t.Hour(), q.ID, w.Volume(q, t)})
			}
		})
		return workbook(sheet{Name: "数据", Rows: rows})
	}},
	{"hours-across", func(w string) string { return w + ".csv" }, func(w *World, from, to time.Time) []byte {
		head := []any{"日期", "队列"}
		for h := range 24 {
			head = append(head, strconv.Itoa(h))
		}
		rows := [][]any{head}
		for d := from; d.Before(to); d = d.AddDate(0, 0, 1) {
			for _, q := range w.Profile.Queues {
				row := []any{iso(d), q.ID}
				for h := range 24 {
					row = append(row, w.Volume(q, d.Add(time.Duration(h)*time.Hour)))
				}
				rows = append(rows, row)
			}
		}
		return gbk(table(rows))
	}},
}

// hours calls f for every hour from from to to.
func (w *World) hours(from, to time.Time, f func(time.Time)) {
	for t := from; t.Before(to); t = t.Add(time.Hour) {
		f(t)
	}
}

// writeCounts puts the counts up to the Monday to that are not there yet into
// inquiries/.
func (w *World) writeCounts(to time.Time, l layout) {
	if !w.Counted.Before(to) {
		return
	}
	w.Save("inquiries/"+l.File(weekName(to.AddDate(0, 0, -7))), l.Make(w, w.Counted, to))
	w.Counted = to
}
