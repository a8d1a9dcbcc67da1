// Package fixed holds the fixed-point unit of the optimiser's costs.
package fixed

// Unit is how many units of the optimiser's integer costs make one unit of cost.
// Multipliers are rounded to these units, so that bounds are exact. A cost in these
// units is called scaled.
const Unit = 1 << 16

// Infinity is the cost of what is forbidden. Every real cost lies far below it.
const Infinity = int64(1) << 60
