package table

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

func utf16le(s string) []byte {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"comma", "a,b\n1,2\n", []string{"1: A=a B=b", "2: A=1 B=2"}},
		{"semicolon, decimal commas", "a;b\n1,5;2,5\n", []string{"1: A=a B=b", "2: A=1,5 B=2,5"}},
		{"tab, leading blanks kept", "  7\t2020-09-30 10:10:37\t1\n 8\t2020-09-30 15:08:33\t1\n", []string{"1: A=  7 B=2020-09-30 10:10:37 C=1", "2: A= 8 B=2020-09-30 15:08:33 C=1"}},
		{"lines only", "1181379920160301065058000011101\n0440966620160301080026000011101", []string{"1: A=1181379920160301065058000011101", "2: A=0440966620160301080026000011101"}},
		{"an odd comma does not part lines", "会议, 全员\n上班\n下班\n休息\n", []string{"1: A=会议, 全员", "2: A=上班", "3: A=下班", "4: A=休息"}},
		{"quotes", "a,b\n\"x, y\",\"say \"\"hi\"\"\"\n\"two\r\nlines\",2\n3,4\n", []string{"1: A=a B=b", `2: A=x, y B=say "hi"`, "3: A=two\r\nlines B=2", "4: A=3 B=4"}},
		{"a stray quote swallows nothing", "a,b\n\"x,1\ny,2\n", []string{"1: A=a B=b", `2: A="x B=1`, "3: A=y B=2"}},
		{"blank rows are counted, trailing separators dropped", "a,b\r\n\r\n,,\r\nc,d,\r\n", []string{"1: A=a B=b", "4: A=c B=d"}},
		{"old Mac line ends", "a,b\rc,d\r", []string{"1: A=a B=b", "2: A=c B=d"}},
		{"UTF-8 with BOM", "\xef\xbb\xbf姓名,日期\n", []string{"1: A=姓名 B=日期"}},
		{"UTF-8 with one sign cut in two", "姓名,日期,部门,备注内容说明\n张三,二月,客服,早\xe7\x8f\n", []string{"1: A=姓名 B=日期 C=部门 D=备注内容说明", "2: A=张三 B=二月 C=客服 D=早\ufffd"}},
		{"GBK", string(gbk("姓名,日期\n张三,二月\n")), []string{"1: A=姓名 B=日期", "2: A=张三 B=二月"}},
		{"UTF-16", string(utf16le("姓名\t日期\r\n张三\t二月\r\n")), []string{"1: A=姓名 B=日期", "2: A=张三 B=二月"}},
		{"a run of NUL where the power failed", "a\tb\n1\t2" + strings.Repeat("\x00", 8) + "c\td\ne\tf\n", []string{"1: A=a B=b", "3: A=e B=f"}},
		{"fields padded with NUL", "a\x00\x00\tb\nc\x00\x00\td\n", []string{"1: A=a B=b", "2: A=c B=d"}},
		{"room never written", "a\tb\nc\td\n" + strings.Repeat("\x00", 99), []string{"1: A=a B=b", "2: A=c B=d"}},
		{"texts written as formulas", "=\"A01\",\"=\"\"007\"\"\"\n=\"x, y\",=1+1\n", []string{"1: A=A01 B=007", "2: A=x, y B==1+1"}},
		{"texts marked by an apostrophe", "'A01,'007\n'=1,rock 'n' roll\n", []string{"1: A=A01 B=007", "2: A='=1 B=rock 'n' roll"}},
		{"tabs that keep numbers texts", "A01\t,007\t\nA02\t,008\t\n", []string{"1: A=A01\t B=007\t", "2: A=A02\t B=008\t"}},
		{"merge-conflict markers are lines like others", "1\t2\n<<<<<<< HEAD\n3\t4\n", []string{"1: A=1 B=2", "2: A=<<<<<<< HEAD", "3: A=3 B=4"}},
	} {
		got, err := dump(t, []byte(c.in))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

// What stands before and behind a run of NULs is lost, and said to be.
func TestLinesBrokenByNULs(t *testing.T) {
	b, err := Read("log.dat", []byte("1\t2026-10-03 00:0\x00\x00\x001\t2026-10-05 18:08\n1\t2026-10-06 09:00\n2\t2026-10-06 09:00\n3\t2026-10-06 09:00\x00\x00"), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Lost) != 2 || b.Lost[0].Row != 1 || b.Lost[0].Text != "1 2026-10-03 00:0\uFFFD1 2026-10-05 18:08" || b.Lost[1].Row != 4 ||
		!strings.Contains(b.LostLines().Error(), "log.dat:1: the line is broken by 3 NUL bytes") {
		t.Errorf("%+v", b.Lost)
	}
	n := 0
	for range b.Rows(0) {
		n++
	}
	if n != 2 {
		t.Errorf("%d rows", n)
	}
}

// A file full of quotes that nothing closes must not take a time that grows with
// its square.
func TestUnclosedQuotes(t *testing.T) {
	rows, _ := dump(t, []byte(strings.Repeat("\"a,", 2_000_000)))
	if len(rows) == 1 {
		t.Error("2 million columns pass for a row")
	}
}
