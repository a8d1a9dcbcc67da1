package judge

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/shakinm/xlsReader/xls"
	biff "github.com/shakinm/xlsReader/xls/record"
)

// readXLS reads an old workbook. The library panics on damaged files; that is an error.
func readXLS(name string, data []byte) (out []punchGrid, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: damaged: %v", name, p)
		}
	}()
	book, err := xls.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for i := range book.GetNumberSheets() {
		sheet, err := book.GetSheet(i)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		g := punchGrid{file: name, sheet: sheet.GetName()}
		for r := range sheet.GetNumberRows() {
			row, err := sheet.GetRow(r)
			if err != nil {
				g.rows = append(g.rows, nil)
				continue
			}
			var cells []string
			for _, c := range row.GetCols() {
				text := c.GetString()
				switch c.(type) {
				case *biff.Number, *biff.Rk:
					text = strconv.FormatFloat(c.GetFloat64(), 'f', -1, 64)
				}
				cells = append(cells, text)
			}
			g.rows = append(g.rows, cells)
		}
		out = append(out, g)
	}
	return out, nil
}
