// Package staffing turns contact volume into heads required, for agents who
// hold several chats at once and for phone-like queues.
package staffing

// Params describe how contacts of a queue are handled and what is promised.
// Durations are in seconds.
type Params struct {
	Concurrency int     // chats an agent may hold at once; 1 is phone-like
	AHT         float64 // mean handling time of one contact at concurrency 1, where Turns is 0
	Turns       float64 // customer messages per chat that need an answer
	Typing      float64 // mean time to write one answer
	Think       float64 // mean time until the customer writes again
	Patience    float64 // mean time a customer waits before leaving; 0 is for ever
	RobotShare  float64 // share of contacts that a robot settles alone, [0, 1)

	Within       float64 // promised time to answer
	Target       float64 // share to be answered within it, (0, 1)
	Formula      Formula // what the share is a share of
	MaxOccupancy float64 // (0, 1]; 0 is 1
	Shrinkage    float64 // share of rostered time not available, [0, 1)
	MinOnline    int
}

// Formula is the denominator of a reply rate.
type Formula string

const (
	PerTurn    Formula = "turn"       // answers in time / customer turns
	PerSession Formula = "session"    // sessions with every turn in time / sessions
	PerPerson  Formula = "person-day" // buyers with every turn of the day in time / buyers
	FirstReply Formula = "first"      // first answers in time / contacts
)

// Need is what one interval requires.
type Need struct {
	Volume    float64 // contacts that reach agents in the interval
	Online    int     // agents needed at their desks
	Rostered  int     // with shrinkage
	ReplyRate float64 // expected at Online
	Occupancy float64
}

// Require returns the need of each interval of step minutes. An unstable or
// impossible demand is an error that names it.
func Require(p Params, volume []float64, step int) ([]Need, error) { panic("not yet") }
