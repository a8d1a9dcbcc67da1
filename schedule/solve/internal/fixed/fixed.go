package fixed

// Unit is how many units of the search's integer costs make one unit of cost.
// Multipliers of cover rows are rounded to these units, so bounds stay exact.
const Unit = 1 << 16

// Infinity marks what must not be done; every real value lies far below it.
const Infinity = int64(1) << 60
