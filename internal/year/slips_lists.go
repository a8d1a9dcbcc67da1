package year

// listSlips are slips in the staff list, the leave list and the list of events.
var listSlips = []Slip{}
