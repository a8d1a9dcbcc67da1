package table

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	webRows = "<tr><th>姓名<th>日期</tr><tr><td>张三</td><td rowspan=2>2026-11-21&nbsp;</td><td>a<br>b</td></tr>\n<tr><td>李 四</td><td x:num='0.5'>####</td></tr>"
	webHead = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><title><td>no</title><style>td {}</style><script>'<td>no</td>'</script></head><body>"
)

// Every way in which a web page stands for a table gives the same rows.
func TestHTML(t *testing.T) {
	want := []string{"1: A=姓名 B=日期", "2: A=张三 B=2026-11-21 C=a\nb", "3: A=李 四 C=0.5"}
	page := webHead + "<table>" + webRows + "</table></body></html>"
	mail := "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
		base64.StdEncoding.EncodeToString(gbk(page)) + "\r\n--x\r\nContent-Type: image/png\r\n\r\n<td>no</td>\r\n--x--\r\n"
	for name, data := range map[string][]byte{
		"a page":                  []byte(page),
		"rows only":               []byte("\n " + webRows),
		"in GBK":                  gbk("<meta charset=gb2312>" + page),
		"in UTF-16":               utf16le(page),
		"tags in capitals":        []byte(strings.NewReplacer("<td", "<TD", "</td", "</TD", "<table", "<TABLE").Replace(page)),
		"a table within a table":  []byte(webHead + "<table><tr><td><table>" + webRows + "</table></td></tr></table>"),
		"a sheet in a mail":       []byte(mail),
		"a mail of one part":      []byte("MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n" + strings.ReplaceAll(page, "=", "=3D")),
		"blank tags around cells": []byte(strings.ReplaceAll(page, "<td>", "<td><font color=red><b> ")),
	} {
		got, err := dump(t, data)
		if name == "a table within a table" {
			for i := range got { // the row around it has no cell of its own, and counts
				got[i] = string(got[i][0]-1) + got[i][1:]
			}
		}
		if d := cmp.Diff(want, got); err != nil || d != "" {
			t.Errorf("%s: %v %s", name, err, d)
		}
	}
	b, err := Read("f.xls", []byte(page), Limits{})
	if err != nil || b.Format != HTML {
		t.Fatal(err)
	}
	if got := filled(t, b, 1); !strings.Contains(got, "3 A=李 四 B↓2026-11-21 C=0.5") {
		t.Errorf("filled: %s", got)
	}
}

// Excel keeps each sheet in a page of its own, and their names in the one around them.
func TestMailOfSheets(t *testing.T) {
	part := func(name, text string) string {
		return "--x\nContent-Location: file:///C:/" + name + "\nContent-Type: text/html; charset=\"utf-8\"\n\n" + text + "\n"
	}
	b, err := Read("f.xls", []byte("MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related; boundary=x\n\n"+
		part("f.htm", "<xml><x:ExcelWorksheet>\n<x:Name>打卡</x:Name></x:ExcelWorksheet><x:ExcelWorksheet><x:Name>请假</x:Name></x:ExcelWorksheet></xml><frameset>")+
		part("f.files/sheet001.htm", "<table><tr><td>1</table>")+part("f.files/sheet002.htm", "<table><tr><td>2</table>")+"--x--\n"), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"打卡", "请假"}, b.Sheets()); d != "" {
		t.Error(d)
	}
	for row := range b.Rows(1) {
		if row.At(1) != "2" {
			t.Errorf("%v", row)
		}
	}
}

// A page that ends within a table has lost rows.
func TestHTMLCut(t *testing.T) {
	for _, page := range []string{webHead + "<table>" + webRows, webRows + "<tr><td>王五</td><td>2026", webHead + "<table><tr><td>a</td>"} {
		if got, err := dump(t, []byte(page)); err == nil || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("%q: %v", got, err)
		}
	}
	for _, page := range []string{"<html><body>登录超时</body></html>", "<!DOCTYPE html><p>404"} {
		if _, err := dump(t, []byte(page)); err == nil || !strings.Contains(err.Error(), "a web page (HTML) without a table") || !strings.Contains(err.Error(), ".xlsx") {
			t.Errorf("%v", err)
		}
	}
}

// Spans of millions of cells, rows without end and one endless tag stay within bounds.
func TestHTMLBombs(t *testing.T) {
	for name, page := range map[string]string{
		"columns":      "<table><tr>" + strings.Repeat("<td colspan=999999999>x</td>", 1000) + "</table>",
		"rows":         "<table><tr>" + strings.Repeat("<td colspan=100 rowspan=0>x</td>", 160) + strings.Repeat("<tr><td>y", 100_000) + "</table>",
		"depth":        strings.Repeat("<table><tr><td>", 200_000),
		"one tag":      "<table><tr><td " + strings.Repeat("a", 3<<20) + ">",
		"one cell":     "<table><tr><td>" + strings.Repeat("a b ", 100_000) + "</table>",
		"merged cells": "<table>" + strings.Repeat("<tr><td colspan=2>x", 300_000) + "</table>",
	} {
		began := time.Now()
		b, err := Read("f.xls", []byte(page), Limits{})
		if err == nil {
			for _, err = range b.Filled(0, 0) {
			}
		}
		if spent := time.Since(began); spent > 20*time.Second || err == nil && name != "merged cells" && name != "depth" {
			t.Errorf("%s: %v after %v", name, err, spent)
		}
	}
}

// Times of day are written as on the last day of 1899, dates as the numbers of cells:
// 2026-11-21 is day 46347. A comment is no value; an error is named by who reads it.
func TestXML2003(t *testing.T) {
	sheet := func(rows string) string {
		return `<?xml version="1.0" encoding="GB2312"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:h="http://www.w3.org/TR/REC-html40">
<Styles><Style ss:ID="a"/></Styles><Worksheet ss:Name="一"><Table><Row><Cell><Data ss:Type="String">no</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="打卡"><Table ss:ExpandedColumnCount="9">` + rows + `</Table><WorksheetOptions/></Worksheet></Workbook>`
	}
	const rows = `<Column ss:Width="9"/><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">姓名</Data><Comment><Data ss:Type="String">no</Data></Comment></Cell><Cell><ss:Data ss:Type="String"><h:B>日</h:B>期</ss:Data></Cell></Row>
<Row ss:Index="4"><Cell ss:MergeDown="1"><Data ss:Type="String">张三</Data></Cell><Cell ss:Index="3"><Data ss:Type="DateTime">2026-11-21T08:30:00.000</Data></Cell><Cell><Data ss:Type="DateTime">1899-12-31T12:00:00.000</Data></Cell></Row>
<Row><Cell ss:Index="3" ss:Formula="=R1C1"/><Cell><Data ss:Type="Number">0.5</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell></Row>`
	for name, data := range map[string][]byte{"GBK": gbk(sheet(rows)), "UTF-16": utf16le(sheet(rows)), "UTF-8": []byte("\ufeff" + sheet(rows))} {
		b, err := Read("f.xls", data, Limits{})
		if err != nil {
			t.Fatal(name, err)
		}
		var got []string
		for row, err := range b.Filled(1, 1) {
			if err != nil {
				t.Fatal(name, err)
			}
			s := ""
			for _, c := range row.Cells {
				s += " " + Letters(c.Col) + []string{"=", "↓", "→"}[c.Merged] + c.Text
			}
			got = append(got, s)
		}
		want := []string{" A=姓名 C=日期", " A=张三 C=46347.354166666664 D=0.5", " A↓张三 C={=} D=0.5 E=#REF!"}
		if d := cmp.Diff(want, got); d != "" || b.Format != XML || len(b.Sheets()) != 2 {
			t.Errorf("%s: %s %v", name, d, b.Sheets())
		}
	}
	for _, bad := range []string{`<Row ss:Index="3"/><Row ss:Index="2"/>`, `<Row ss:Index="99999999"/>`, `<Row><Cell ss:Index="99999"/></Row>`, `<Row><Cell ss:MergeDown="99999999"/></Row>`, `<Row><Cell>`} {
		b, err := Read("f.xls", []byte(sheet(bad)), Limits{})
		if err == nil {
			for _, err = range b.Rows(1) {
			}
		}
		if err == nil {
			t.Errorf("%s is read", bad)
		}
	}
	if _, err := Read("f.xml", []byte(`<?xml version="1.0"?><notes/>`), Limits{}); err == nil || !strings.Contains(err.Error(), ".xlsx") {
		t.Errorf("other XML: %v", err)
	}
}

// FuzzWeb reads any text as a page, within a mail, and as XML.
func FuzzWeb(f *testing.F) {
	f.Add(webHead + "<table>" + webRows + "</table>")
	f.Add("<tr><td colspan=3 rowspan=0>x<td><table><tr><th>y</table>")
	f.Add(`<Worksheet ss:Name="a"><Table><Row ss:Index="2"><Cell ss:MergeAcross="2"><Data ss:Type="DateTime">2026-11-21T08:30:00.000</Data></Cell></Row></Table></Worksheet>`)
	limits := Limits{Rows: 1000, Cols: 100, Cells: 10_000, CellBytes: 1000}.orDefault()
	f.Fuzz(func(t *testing.T, text string) {
		for _, data := range []string{
			text, "<table>" + text,
			"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n" + text + "\n--x--",
			"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + text,
			`<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">` + text + `</Workbook>`,
		} {
			b, err := Read("f.xls", []byte(data), limits)
			if err != nil {
				if _, ok := err.(*Problem); !ok {
					t.Fatalf("%T: %v", err, err)
				}
				continue
			}
			rowsInOrder(t, b, limits)
			for i := range b.Sheets() {
				for range b.Filled(i, 1) {
				}
			}
		}
	})
}

// A page of which bytes are missing within its tags, or a mail of which a part of the code
// is missing, has lost cells, and says so.
func TestHTMLOfBrokenTags(t *testing.T) {
	page := func(rows string) string { return webHead + "<table>" + rows + "</table></body></html>" }
	code := base64.StdEncoding.EncodeToString([]byte(page(strings.Repeat("<tr><td>2026-10-01</td><td>08:55</td></tr>", 20))))
	mail := "MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
	lines := func(n int) (out string) {
		for c := code; c != ""; c = c[min(n, len(c)):] {
			out += c[:min(n, len(c))] + "\r\n"
		}
		return out
	}
	for name, text := range map[string]string{
		"an end in a tag":    page("<tr><td>星期四</t<td>08:55</td></tr>"),
		"half a tag":         page("<tr><td>星期四</td>td>08:55</td></tr>"),
		"a tag in a name":    page("<tr><td <td>08:55</td></tr>"),
		"text without a tag": page("<tr><td>星期四</td>08:55</td></tr>"),
		"code without bytes": mail + lines(76)[:310] + lines(76)[330:],
	} {
		if got, err := dump(t, []byte(text)); err == nil || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	for _, text := range []string{page("<tr> &nbsp;<td>1</td>,<td a=\"b<c\">2</td>\n</tr>"), mail + lines(76), mail + lines(60), mail + code} {
		if got, err := dump(t, []byte(text)); err != nil || len(got) == 0 {
			t.Errorf("%q: %v, %v", text[:60], got, err)
		}
	}
}
