// Package attendance settles a month: punches against planned shifts and leave
// give day results with their evidence; day results and the shop's [Policy]
// give scores, bonuses, deductions and the figures of the payroll sheet.
//
// It takes and returns values and knows no files, no clock and no zone. A
// [Stamp] is a civil minute; times within a day are minutes of the work date, so
// that 01:30 after a late shift is 25:30 of the date on which the shift began.
// Spans are half-open. Money is in fen.
package attendance
