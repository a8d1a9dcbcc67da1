package workspace

// The weights of what a roster may fall short of stand here; all others are forces
// that the configuration names. The intended order is
//
//	hard rules ≫ pace of monthly rest ≫ heads required ≫ usual rest days ≫
//	wishes, rotation, fairness ≫ heads to spare
//
// One head missing for half an hour costs 300, and 900 once a third of what is
// required is missing; a wish of weight 5 costs 300 with the preset force of 60,
// as much as one head missing for half an hour; eight hours above contract cost
// 480 with the preset force of 60 an hour.
const (
	// underPerMinute is the cost of one head fewer than required for a minute.
	underPerMinute = 10
	// deepPerMinute comes on top below two thirds of what is required, so that
	// a shortage is spread rather than heaped on one hour.
	deepPerMinute = 20
	// overPerHour is the cost of a head more than required, for an hour, and once more
	// for each of overHalves halves of what is required that is exceeded, so that heads
	// to spare lie where most is required, and quiet days are rested on.
	overPerHour = 10
	overHalves  = 4
	// quietShare is the per cent of overPerHour by which a head to spare costs more at
	// most on the quieter of days that need the same.
	quietShare = 40
	// usualRestDay is the cost of a rest day fewer than usual.
	usualRestDay = 600
	// restPace is the cost of a day by which monthly rest days lag behind their
	// share of the month.
	restPace = 3000
	// substituteOff is the cost of giving the day off to somebody named as the
	// substitute of a person on leave.
	substituteOff = 400
	// spareDuty is the least cost of a head more than wanted on a duty turn.
	spareDuty = 300
)
