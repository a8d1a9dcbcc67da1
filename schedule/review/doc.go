// Package review says what a shortfall of days that are over came from.
//
// For an interval of a queue let R* be the heads that the contacts who came needed, R
// those that the forecast asked for, S those rostered and C those who were there. Then
//
//	R* − C = (R* − R) + (R − S) + (S − C)
//
// and the three terms are what the forecast, the roster, and absence with lateness did.
// [Heads.Split] shares a shortfall among those of them that are positive.
//
// Late replies are split by the reply rates that the staffing model expects of each of
// the four numbers of heads, see [Replies.Split].
package review
