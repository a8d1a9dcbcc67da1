package forecast

// HourShares is the share of a day's contacts that falls into each hour of it,
// for shops without history of their own: page views of a large sample of
// Taobao users by hour of the day, in percent. It is a shape only.
var HourShares = []float64{
	3.31, 1.43, 0.79, 0.46, 0.61, 0.79, 1.48, 2.73, 3.24, 4.06, 4.79, 4.55,
	4.24, 5.03, 4.98, 5.47, 5.29, 4.38, 5.07, 6.43, 7.72, 8.90, 8.42, 5.84,
}
