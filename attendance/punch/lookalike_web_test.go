package punch

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"strings"

	"paiban/internal/workcal"
)

// webRows writes a sheet as the rows of a web page; empty cells keep their place.
func webRows(d *drawing) string {
	var b strings.Builder
	for row := range tableOf(d) {
		b.WriteString("<tr>")
		for _, v := range row {
			text := ""
			if v != nil {
				text = strings.ReplaceAll(html.EscapeString(fmt.Sprint(v)), "\n", "<br>")
			}
			fmt.Fprintf(&b, "<td>%s</td>", text)
		}
		b.WriteString("</tr>\n")
	}
	return b.String()
}

// tableOf gives the rows of a sheet from the first, all as wide as the widest.
func tableOf(d *drawing) func(yield func([]any) bool) {
	rows, cols := 0, 0
	for p := range d.cells {
		rows, cols = max(rows, p[0]), max(cols, p[1])
	}
	return func(yield func([]any) bool) {
		for r := 1; r <= rows; r++ {
			row := make([]any, cols)
			for c := range row {
				row[c] = d.cells[[2]int{r, c + 1}]
			}
			if !yield(row) {
				return
			}
		}
	}
}

// pageOf makes a web page, as office systems write it under the name .xls.
func pageOf(sheets ...*drawing) []byte {
	var b strings.Builder
	b.WriteString("<html><head><meta charset=\"utf-8\"><style>td { mso-number-format:\"\\@\" }</style></head><body>\n")
	for _, s := range sheets {
		b.WriteString("<table border=1>\n" + webRows(s) + "</table>\n")
	}
	b.WriteString("</body></html>\n")
	return []byte(b.String())
}

// archiveOf makes a web page kept as a mail, a part for each sheet and one that names
// them.
func archiveOf(sheets ...*drawing) []byte {
	var b bytes.Buffer
	part := func(name, text string) {
		b.WriteString("------=_P\r\nContent-Location: file:///C:/" + name + "\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n")
		for code := base64.StdEncoding.EncodeToString([]byte(text)); code != ""; code = code[min(76, len(code)):] {
			b.WriteString(code[:min(76, len(code))] + "\r\n")
		}
		b.WriteString("\r\n")
	}
	b.WriteString("MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary=\"----=_P\"\r\n\r\n")
	names := "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><xml><x:ExcelWorksheets>"
	for _, s := range sheets {
		names += "<x:ExcelWorksheet><x:Name>" + html.EscapeString(s.name) + "</x:Name></x:ExcelWorksheet>"
	}
	part("export.htm", names+"</x:ExcelWorksheets></xml><frameset></frameset></html>")
	for i, s := range sheets {
		part(fmt.Sprintf("export.files/sheet%03d.htm", i+1), "<html><body><table>\n"+webRows(s)+"</table></body></html>")
	}
	b.WriteString("------=_P--\r\n")
	return b.Bytes()
}

// formula is a cell with a formula that was never calculated.
type formula string

// spreadOf makes an XML spreadsheet 2003.
func spreadOf(sheets ...*drawing) []byte {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\n")
	for _, s := range sheets {
		down, across, covered := map[[2]int]int{}, map[[2]int]int{}, map[[2]int]bool{}
		for _, m := range s.merges {
			down[[2]int{m[0], m[1]}], across[[2]int{m[0], m[1]}] = m[2]-m[0], m[3]-m[1]
			for r := m[0]; r <= m[2]; r++ {
				for c := m[1]; c <= m[3]; c++ {
					covered[[2]int{r, c}] = r > m[0] || c > m[1]
				}
			}
		}
		fmt.Fprintf(&b, "<Worksheet ss:Name=\"%s\"><Table>\n", html.EscapeString(s.name))
		number := 0
		for row := range tableOf(s) {
			number++
			b.WriteString("<Row>")
			for i, v := range row {
				at := [2]int{number, i + 1}
				if covered[at] {
					continue
				}
				spans := ""
				if down[at]+across[at] > 0 {
					spans = fmt.Sprintf(" ss:MergeDown=\"%d\" ss:MergeAcross=\"%d\"", down[at], across[at])
				}
				switch v := v.(type) {
				case nil:
				case string:
					fmt.Fprintf(&b, "<Cell ss:Index=\"%d\"%s><Data ss:Type=\"String\">%s</Data></Cell>", i+1, spans, strings.ReplaceAll(html.EscapeString(v), "\n", "&#10;"))
				case formula:
					fmt.Fprintf(&b, "<Cell ss:Index=\"%d\"%s ss:Formula=\"=%s\"></Cell>", i+1, spans, v)
				default:
					fmt.Fprintf(&b, "<Cell ss:Index=\"%d\"%s><Data ss:Type=\"Number\">%v</Data></Cell>", i+1, spans, v)
				}
			}
			b.WriteString("</Row>\n")
		}
		b.WriteString("</Table></Worksheet>\n")
	}
	b.WriteString("</Workbook>\n")
	return []byte(b.String())
}

// webPage is the daily list of a clock's own office program, named .xls and a web page:
// four people on six days, with the shift, in and out.
func webPage() []byte {
	s := newDrawing("")
	s.put(1, 1, "工号", "姓名", "部门", "日期", "星期", "上班时间", "下班时间", "备注")
	row := 2
	for i, name := range []string{"甲一", "乙二", "丙三", "丁四"} {
		for k := range 6 {
			d := workcal.DateOf(2026, 6, 8) + workcal.Date(k)
			s.put(row, 1, fmt.Sprintf("W%02d", i+1), name, "客服", d.String(), "星期"+weekdayOf(d), clockTime(8*60+31+3*k+i), clockTime(17*60+36+5*k+i))
			row++
		}
	}
	s.at(9, 7, nil, 8, "忘打卡")
	return pageOf(s)
}

// webArchive is a workbook of two sheets kept as a mail: punches, and a legend.
func webArchive() []byte {
	s, legend := newDrawing("刷卡记录"), newDrawing("说明")
	s.put(1, 1, "人员编号", "姓名", "刷卡时间", "设备")
	for i, w := range swipes(4, workcal.DateOf(2026, 6, 15), 5) {
		s.put(2+i, 1, fmt.Sprint(2001+w.who), []string{"甲一", "乙二", "丙三", "丁四"}[w.who], w.at.Format("2006-01-02 15:04:05"), "东门")
	}
	legend.put(1, 1, "说明", "每天第一次为上班")
	return archiveOf(s, legend)
}

// spread2003 is the list of a system that writes XML spreadsheets, names merged over
// the days of each person.
func spread2003() []byte {
	s := newDrawing("考勤明细")
	s.put(1, 1, "姓名", "工号", "日期", "上班打卡", "下班打卡")
	row := 2
	for i, name := range []string{"甲一", "乙二", "丙三"} {
		s.merge(row, 1, row+7, 1)
		s.merge(row, 2, row+7, 2)
		s.put(row, 1, name, 3001+i)
		for k := range 8 {
			d := workcal.DateOf(2026, 7, 6) + workcal.Date(k)
			s.put(row, 3, d.String(), clockTime(8*60+45+2*k+i), clockTime(18*60+4*k+i))
			row++
		}
	}
	return spreadOf(s)
}

// feishuReport is Feishu's statistics of a month: sums, then a column for each day with
// the results and times of all boundaries. Three people, 7 to 20 September 2026.
func feishuReport() []byte {
	s := newDrawing("月度统计")
	s.put(1, 1, "考勤统计 2026-09-07 ~ 2026-09-20")
	s.put(2, 1, "基本信息", nil, nil, "出勤统计", nil, "考勤结果")
	s.put(3, 1, "姓名", "工号", "部门", "应出勤天数", "迟到时长(分钟)")
	for k := range 14 {
		d := workcal.DateOf(2026, 9, 7) + workcal.Date(k)
		s.at(3, 6+k, d.String()+" 星期"+weekdayOf(d))
		for i := range 3 {
			cell := fmt.Sprintf("正常(%s), 正常(%s)", clockTime(8*60+30+2*k+i), clockTime(18*60+3*k+i))
			switch {
			case k%7 > 4:
				cell = "无需打卡(-), 无需打卡(-)"
			case i == 1 && k == 3:
				cell = "迟到(09:12), 正常(18:05)"
			case i == 2 && k == 8:
				cell = "正常(08:51), 缺卡(-)"
			case i == 2 && k == 9:
				cell = "补卡(08:50), 外勤(18:20)"
			}
			s.at(4+i, 6+k, cell)
		}
	}
	for i, name := range []string{"甲一", "乙二", "丙三"} {
		s.put(4+i, 1, name, fmt.Sprintf("K%d", i+1), "客服", 10, 0)
	}
	return xlsxOf(s)
}

// handSheet is a sheet that HR keeps, September 2026: dates over 上班 and 下班, below
// them times of three people.
func handSheet() []byte {
	s := newDrawing("9月")
	s.put(1, 1, "2026年9月考勤表")
	s.put(2, 1, "姓名")
	for k := range 12 {
		s.at(2, 2+2*k, (workcal.DateOf(2026, 9, 1) + workcal.Date(k)).String())
		s.put(3, 2+2*k, "上班", "下班")
		s.merge(2, 2+2*k, 2, 3+2*k)
		for i, name := range []string{"甲一", "乙二", "丙三"} {
			s.put(4+i, 1, name)
			s.put(4+i, 2+2*k, clockTime(8*60+40+k+i), clockTime(18*60+2*k+i))
		}
	}
	return xlsxOf(s)
}
