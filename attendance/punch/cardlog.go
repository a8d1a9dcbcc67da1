package punch

import (
	"strings"

	"paiban/internal/lang"
)

// cardLog is the log of a card reader in fixed width: the digits of the card,
// YYYYMMDDHHMMSS, and flags, without anything between them.
var cardLog = layout{
	key:  "cardlog",
	name: lang.T("刷卡机定长记录", "fixed-width log of a card reader"),
	spot: func(r *reader, sheet int) bool { return r.cardDigits(sheet) > 0 },
	read: eachSheet(func(r *reader, sheet int) error {
		card := r.cardDigits(sheet)
		log := newLog(r, sheet)
		for row, err := range r.book.Rows(sheet) {
			if err != nil {
				return err
			}
			s := strings.TrimSpace(row.Cells[0].Text)
			if len(s) < card+momentDigits || len(row.Cells) > 1 || strings.Trim(s, "0123456789") != "" {
				log.add(&row, 0, Person{}, "")
				continue
			}
			log.add(&row, 1, Person{Punch: s[:card]}, s[card:card+momentDigits])
		}
		return nil
	}),
}

// momentDigits is the length of YYYYMMDDHHMMSS.
const momentDigits = 14

// cardDigits returns how many digits the card has: the least number, from four
// on, after which half of the first lines or more hold a moment of this century. It is 0
// for other files.
func (r *reader) cardDigits(sheet int) int {
	rows := r.heads[sheet].rows
	for card := 4; card <= 20; card++ {
		good := 0
		for _, row := range rows {
			s := row.Cells[0].Text
			if len(row.Cells) > 1 || len(s) < card+momentDigits || strings.Trim(s, "0123456789") != "" {
				continue
			}
			if m, ok := parseMoment(s[card : card+momentDigits]); ok && m.Date >= earliest && m.Date < latest {
				good++
			}
		}
		if good > 0 && 2*good >= len(rows) {
			return card
		}
	}
	return 0
}
