// Package punch reads what punch clocks and attendance apps export, one file
// per layout, into one common [Export]. Layouts are recognised by content: by
// sheet titles and header names, never by a file's name or a column's position.
// It reports every line that it cannot use and reads on.
package punch

import (
	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// Export is the content of one file.
type Export struct {
	Layout      string           // key of the layout, "dingtalk"
	Name        lang.Text        // of the layout
	Files       []string         // base names
	First, Last workcal.Date     // the dates that it covers; 0 if it does not say
	Made        attendance.Stamp // when the report was made; 0 if it does not say
	People      []Person         // in order of appearance
	Punches     []Punch          // in order of appearance
	Shifts      []Shift          // planned days
	Leave       []Leave          // approved
	Overtime    []Overtime       // approved
	Returns     []Return         // approved, of leave that is not in this file
	Corrections []Correction     // approved, where the punch list does not hold them
	Results     []Result         // the export's own, for the audit
	Totals      []Total          // the export's own, of a person's whole range
	Dropped     []Dropped        // every line not used
	Rows        int              // data lines seen, used or not
	Notes       []lang.Text      // what the reader decided that the user should know
	Sheets      []SheetUse       // of a workbook with several, empty ones left out
	periods     []periodResult
}

// Person is somebody as the export knows them. People are distinguished by Key:
// the export's own id where it has one, else the number, else the name.
type Person struct {
	Key   string
	ID    string // 工号
	Punch string // 考勤号码, UserId, card
	Name  string // spaces and （离职） taken off
	Group string // 考勤组
	Dept  string
	Left  bool // marked （离职）
	Where table.Pos
}

// Punch is a punch of People[Person].
type Punch struct {
	Person int
	attendance.Punch
}

// Shift is what the export says was planned.
type Shift struct {
	Person int
	Date   workcal.Date
	attendance.Planned
}

// Leave is approved leave.
type Leave struct {
	Person int
	attendance.Leave
}

// Overtime is approved overtime.
type Overtime struct {
	Person int
	attendance.Approval
}

// Correction is an approved correction.
type Correction struct {
	Person int
	attendance.Correction
}

// Return is an approved request that takes leave back.
type Return struct {
	Person int
	attendance.Return
}

// Result is the export's own result of a person-day.
type Result struct {
	Person   int
	Date     workcal.Date
	Late     int // minutes
	Early    int // minutes
	Missing  int // boundaries
	Absent   float64
	Attended float64 // days; −1 if the export does not say

	// AbsentLate is absence by lateness (旷工迟到), if it is counted separately.
	AbsentLate float64
	Words      []string // its words for the boundaries, in order: 正常, 迟到, 缺卡 …
	Clocks     []int    // its punch times, in minutes of the work date
	Where      table.Pos
}

// unknownDays stands for attended days that the export does not give.
const unknownDays = -1

// Total is the export's own count of one person over all its dates.
type Total struct {
	Person       int
	Due          float64 // days
	Attended     float64 // days
	Absent       float64 // days
	LateTimes    int
	LateMinutes  int
	EarlyTimes   int
	EarlyMinutes int
	Minutes      int // of work due
	Where        table.Pos
}

// Dropped is a line, or a cell, that was not used and why.
type Dropped struct {
	Where table.Pos
	What  string // the line or the value, shortened
	Why   lang.Text
}
