// Package planner takes a horizon, today a week, from the files of a workspace to
// a roster that is judged, explained, repaired or compared with what could be:
//
//	workspace → forecast → requirement → problem → roster → judged → written
//
// A [Planner] is given the workspace, a clock and, where somebody watches, a
// function that is told how the work stands. Its methods take options and a
// context and return values; a context that ends stops the work, and the best
// roster so far is what comes of it. The package knows no command line and no
// terminal: those print what it returns.
//
// The values follow each other: an [Outlook] is the forecast and the heads that it
// asks for; a [Planning] adds the problem made of them; a [Judged] adds a roster and
// what the independent checker, the simulation and the daily duties make of it. A
// [Held] is a roster as it stands in its file.
package planner
