package punch

import (
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// ennoLog is the log of clocks that write headings: No, TMNo, EnNo, Name,
// INOUT or GMNo, Mode, DateTime, in columns or parted by blanks (AGL_001.TXT,
// GLG_001.TXT). EnNo is the person; No only counts the lines.
var ennoLog = layout{
	key:  "agl",
	name: lang.T("考勤机编号记录（EnNo、DateTime）", "EnNo log of a punch clock (EnNo, DateTime)"),
	spot: func(r *reader, sheet int) bool { return r.ennoHeading(sheet) != nil },
	read: eachSheet(func(r *reader, sheet int) error {
		c := r.ennoHeading(sheet)
		log := newLog(r, sheet)
		for row, err := range r.book.Rows(sheet) {
			if err != nil {
				return err
			}
			if row.Number > c.header {
				c.read(log, &row)
			}
		}
		return nil
	}),
}

// ennoHeading says where number, name and moment stand.
type ennoHeading struct{ header, number, name, moment int }

func (r *reader) ennoHeading(sheet int) *ennoHeading {
	for _, row := range r.heads[sheet].rows {
		c := ennoHeading{header: row.Number}
		heads := fields(&row)
		for _, cell := range heads.Cells {
			switch strings.ToLower(cell.Text) {
			case "enno":
				c.number = cell.Col
			case "name":
				c.name = cell.Col
			case "datetime":
				c.moment = cell.Col
			}
		}
		if c.number > 0 && c.moment > 0 {
			return &c
		}
	}
	return nil
}

// read takes a line. Where the columns do not keep to the headings, as with
// doubled tabs or without a name between blanks, the moment is the first field
// that is one.
func (c *ennoHeading) read(log *deviceLog, row *table.Row) {
	p := Person{Punch: strings.TrimSpace(row.At(c.number))}
	if len(row.Cells) > 1 {
		if m := row.At(c.moment); m != "" {
			p.Name = row.At(c.name)
			log.add(row, c.moment, p, strings.Join(strings.Fields(m), " "))
			return
		}
	}
	parts := fields(row)
	p.Punch = parts.At(c.number)
	for i, cell := range parts.Cells {
		if m, ok := parseMoment(cell.Text); ok {
			text := cell.Text
			if !m.Timed && i+1 < len(parts.Cells) {
				text += " " + parts.Cells[i+1].Text
			}
			log.add(row, 0, p, text)
			return
		}
	}
	log.add(row, 0, Person{}, "")
}
