// Package settlement takes a month from files to figures:
//
//	exports + rosters + leave + what was typed before → settled month → workbook
//
// A [Settler] is given a workspace, or none for bare exports, a clock and, where
// somebody watches, a function that is told which file is being read. Its method
// [Settler.Settle] reads everything and returns a [Settled] month; it writes nothing.
// [Settled.Write] writes the workbook. How a single day is judged and what the rules
// of the shop make of it is decided in package attendance; here it is decided which
// month is settled, which files speak of it and what counts where two of them differ.
//
// The package knows no command line and no terminal: those print what it returns.
package settlement
