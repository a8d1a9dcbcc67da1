package schedule

// Minutes bounds paid minutes per period. Over Week and Month the known past
// counts; a stretch with days of which nothing is known is held only to the
// maximum.
type Minutes struct {
	People People
	Per    Period
	Total  Bound // paid minutes; its costs are per minute
}
