package year

// punchSlips are slips in what clocks and apps export.
var punchSlips = []Slip{}
