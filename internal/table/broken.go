package table

import (
	"strings"

	"paiban/internal/lang"
)

// Broken reports whether the text of a cell stands for a value that the file does
// not hold: a formula that was never calculated ({=C3}, which the readers of this
// package give where a program wrote a formula without its value; a text that begins
// with = is a text), or the error
// that a spreadsheet shows in place of one (#N/A of a lookup in vain, #REF! of a
// deleted column). Such a cell is neither empty nor a word. Whoever reads cells
// without a [Record] asks this first and names the cell.
func Broken(text string) (what, hint lang.Text, broken bool) {
	switch text = Clean(text); {
	case text == "":
		return
	case strings.HasPrefix(text, "{=") && strings.HasSuffix(text, "}"):
		return lang.T("这一格是公式，文件里没有算好的值", "the cell holds a formula and the file has no value for it"),
			lang.T("用 Excel 或 WPS 打开保存一次，或直接填值", "open and save it in Excel or WPS, or write the value"), true
	case errorValues[strings.ToUpper(text)]:
		return lang.F("这一格的公式出错了：%s", "the formula of the cell has failed: %s", text),
			lang.T("改正公式，或直接填值", "correct the formula, or write the value"), true
	}
	return
}

// errorValues are what spreadsheets show where a formula fails.
var errorValues = map[string]bool{
	"#N/A": true, "#REF!": true, "#NAME?": true, "#VALUE!": true, "#DIV/0!": true, "#NUM!": true, "#NULL!": true,
	"#SPILL!": true, "#CALC!": true, "#FIELD!": true, "#BLOCKED!": true, "#CONNECT!": true, "#UNKNOWN!": true, "#BUSY!": true, "#GETTING_DATA": true,
	"ERR:502": true, "ERR:504": true, "ERR:508": true, "ERR:522": true, "#ERROR!": true,
}

// unvalued is the text of a cell with a formula and without its value.
func unvalued(formula string) string { return "{=" + formula + "}" }
