// Package workspace turns the files of a user's folder into domain values: the
// configuration laid over its preset, people, leave, wishes, events, the
// calendar, the history of inquiries and of rosters, and from all of them the
// rostering problem of a week.
//
// Times in the configuration are minutes of the work date; lengths carry their
// unit. Every bad value of a file is reported, all at once, with its place and
// what to do about it.
package workspace
