// Package cli is what every command stands on: streams, clock, language, exit
// codes, tables, progress, the workspace at hand and its lock. A command reads its
// options, calls a package that decides, and prints what comes of it.
package cli
