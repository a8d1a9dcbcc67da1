package table

import (
	"strings"
	"testing"
)

// A formula is without a value where there is none, or an empty one that is no text;
// an empty text is what many formulas result in. Excelize gives every formula that
// kind, and programs that ask for the workbook to be calculated write 0.
func TestFormulasWithoutAValue(t *testing.T) {
	const cells = `<sheetData><row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>C1</f><v></v></c><c r="C1"><f>D1</f><v/></c>` +
		`<c r="D1" t="str"><f>E1</f><v></v></c><c r="E1" t="str"><f>F1</f></c><c r="F1"><f t="shared" si="0"/></c><c r="G1"><f>H1</f><v>0</v></c>` +
		`<c r="H1"><f>I1</f><v>0.5</v></c><c r="I1" t="str"><f>J1</f><v>晚</v></c><c r="J1" t="e"><f>K1</f><v>#N/A</v></c></row></sheetData>`
	for name, c := range map[string]struct {
		data []byte
		want string // columns without a value
	}{
		"as Excel writes it": {workbook(t, "", cells), "ABCEFJ"},
		"by a library":       {workbook(t, "", cells, "docProps/app.xml", `<Properties><Application>Go Excelize</Application></Properties>`), "ABCDEFJ"},
		"to be calculated":   {workbook(t, `/><calcPr fullCalcOnLoad="1"`, cells), "ABCEFGJ"},
	} {
		b, err := Read("f.xlsx", c.data, Limits{})
		if err != nil {
			t.Fatal(name, err)
		}
		got := ""
		for row, err := range b.Rows(0) {
			if err != nil {
				t.Fatal(name, err)
			}
			for _, cell := range row.Cells {
				if _, _, broken := Broken(cell.Text); broken {
					got += Letters(cell.Col)
				}
			}
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestBroken(t *testing.T) {
	for s, want := range map[string]bool{
		"{=A1}": true, "{=}": true, `{="x"&B1}`: true, "{=表!C3}": true, "#N/A": true, " #ref! ": true, "#DIV/0!": true, "Err:502": true,
		"": false, "=A1": false, `=HYPERLINK("x")`: false, "====": false, "=>": false, "晚": false, "#1": false, "# 说明": false, "N/A": false, "a=b": false,
	} {
		if _, _, got := Broken(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

// A cell that is not known is named in any column that is asked for, once; it is not
// an empty one, and no word.
func TestRecordsNameBrokenCells(t *testing.T) {
	lines, problems := read(t, "工号,姓名,入职,免考勤\n{=A9},甲,,\n2,#N/A,,\n3,丙,#REF!,{=B3}\n4,丁,,\n")
	if len(lines) == 0 || len(problems) != 4 {
		t.Fatalf("%q %v", lines, problems)
	}
	for i, want := range []string{":2:A: 工号: the cell holds a formula", ":3:B: 姓名: the formula of the cell has failed: #N/A", ":4:C: 入职: the formula of the cell has failed: #REF!", ":4:D: 免考勤: the cell holds a formula"} {
		if !strings.Contains(problems[i].Error(), want) {
			t.Errorf("got %v, want %s", problems[i], want)
		}
	}
}

func TestLostDigits(t *testing.T) {
	for _, c := range []struct {
		id     string
		number bool
		want   bool
	}{
		{"1.38E+10", false, true}, {"1E+17", false, true}, {"1.38001380E10", false, false}, {"12345678901234567", false, false}, {"A1.2E+3", false, false},
		{"1.234567890123457e+17", true, true}, {"123456789012345680", true, true}, {"13800138000", true, false}, {"1.38E+10", true, false}, {"A01", true, false},
	} {
		if got := LostDigits(c.id, c.number); got != c.want {
			t.Errorf("%q (a number: %v): %v", c.id, c.number, got)
		}
	}
}
