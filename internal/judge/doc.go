// Package judge is the second judge: it reads what a user sees, the settings, the
// lists, the rosters and the attendance workbooks of a shop, and says by its own code
// what is true of them.
//
// It is written from docs/ alone. It imports no other package of this module, so that
// no definition is shared with what it judges, and it reads workbooks with excelize
// itself. Where it and the program differ, one of them or the documentation is wrong.
// docs/second-judge.md says how to read its findings and how to add a rule.
package judge
