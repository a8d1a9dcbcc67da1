// Package report writes the workbooks that paiban hands to people and reads
// back those that people have edited.
package report

import (
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
	"paiban/schedule/simulate"
)

// Week is everything the roster workbook shows. It is one language's view of a
// problem and its roster; a horizon of other than seven days works as well.
type Week struct {
	Lang    lang.Lang
	Shop    string
	Title   string        // of the horizon: 2026-W48
	Month   workcal.Month // whose sheet it is, with days 1, 2, 3 … over the columns; zero is none
	Version string        // of the program, for the file's properties
	Inputs  string        // digest of the files that it was planned from; "" is not said
	Preset  string

	Problem  *schedule.Problem
	Roster   *schedule.Roster
	Analysis schedule.Analysis
	Days     []workcal.Day // [day]; nil marks weekends only
	Events   []lang.Text   // [day]: the promotions on it; zero where none; nil is none

	// Required and Minimum are heads per queue and interval, indexed like
	// schedule.Coverage.Queues: what the forecast asks for, and who must be
	// online by the rules of the shop or platform. Nil is none, and so is a nil
	// row.
	Required [][]int
	Minimum  [][]int

	Unstaffed lang.Text // hours at which nobody can be online though people are asked for; zero is none

	// Simulated is how the roster fared when it was played through; nil where it
	// was not. Only the HTML report shows it.
	Simulated *simulate.Result

	State  State    // what has become of it since it was planned
	Locked [][]bool // [person][day]: planning again keeps the cell; nil is none

	Rotas  []Duty
	Leave  [][]lang.Text // [person][day]: what the cell shows on leave: 年假; zero where none; nil is none
	Denied []Denial
	Rules  []RuleWords
	Lint   []Note
	Notes  []lang.Text // what gave way, structural holes, and the like; shown above the findings
}

// Duty is a daily rota and who has it each day.
type Duty struct {
	Rota schedule.Rota
	Who  []int // [day]: index of a person, or schedule.Any
}

// Denial is a request that could not be granted.
type Denial struct {
	Person, Day int
	Wish, Why   lang.Text
}

// RuleWords is a rule in words and where it comes from.
type RuleWords struct {
	Words, Origin lang.Text
}

// Note is something to know, and what to do about it.
type Note struct {
	What, Hint lang.Text
}
