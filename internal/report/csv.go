package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"unicode/utf8"

	"paiban/internal/lang"
	"paiban/schedule"
)

// CSV returns the roster as the roster sheet has it: people down, days across,
// then the daily duties. It starts with a byte order mark, without which Excel
// takes Chinese for another encoding, and can be read back like the workbook.
func CSV(w *Week) ([]byte, error) {
	b := newRosterBook(w)
	defer b.f.Close()
	var out bytes.Buffer
	out.WriteString("\ufeff")
	enc := csv.NewWriter(&out)
	enc.UseCRLF = true
	head := []string{b.say(lang.T("工号", "ID")), b.say(lang.T("姓名", "Name")), b.say(lang.T("组", "Group"))}
	for d := range b.p.Days {
		head = append(head, b.p.Date(d).String())
	}
	rows := [][]string{append(head, b.say(lang.T("工时", "Hours")))}
	for _, i := range b.order {
		who, minutes := &b.p.People[i], 0
		row := []string{who.ID, b.names[i], who.Group}
		for d := range b.p.Days {
			row = append(row, b.written(i, d))
		}
		for _, s := range b.w.Roster.Cells[i] {
			if s != schedule.Off {
				minutes += b.p.Shifts[s].Worked()
			}
		}
		rows = append(rows, append(row, hoursText(minutes)))
	}
	for _, duty := range b.w.Rotas {
		row := []string{b.say(dutyMark), b.say(duty.Rota.Name), ""}
		for _, i := range duty.Who {
			name := ""
			if i != schedule.Any {
				name = b.names[i]
			}
			row = append(row, name)
		}
		rows = append(rows, append(row, ""))
	}
	for _, row := range rows {
		for c, v := range row {
			row[c] = Inert(v)
		}
		if err := enc.Write(row); err != nil {
			return nil, fmt.Errorf("csv: %w", err)
		}
	}
	enc.Flush()
	return out.Bytes(), enc.Error()
}

// WriteCSV writes the roster to path as [CSV] returns it.
func WriteCSV(path string, w *Week) error {
	data, err := CSV(w)
	if err != nil {
		return err
	}
	return WriteFile(path, data)
}

// Signs with which a spreadsheet begins a formula when it reads text (OWASP, CSV
// Injection), in full width too.
const formulaSigns = "=+-@\t\r\n＝＋－＠"

// Inert keeps a spreadsheet from running a text of a CSV file as a formula: it
// puts an apostrophe before it.
func Inert(s string) string {
	if first, _ := utf8.DecodeRuneInString(s); s == "" || !strings.ContainsRune(formulaSigns, first) {
		return s
	}
	return "'" + s
}

// Lively undoes [Inert].
func Lively(s string) string {
	if t, ok := strings.CutPrefix(s, "'"); ok && Inert(t) == s {
		return t
	}
	return s
}
