// Package year plays a shop through a year, as a supervisor, HR and their clocks would:
// weeks are planned, edited, repaired and settled by the real command, files come with
// the slips people make, processes are killed and disks full. After every step
// invariants are checked, with package judge as the second judge.
//
// It is test code: go test ./internal/year plays it, and docs/second-judge.md says how
// to read what it finds.
package year
