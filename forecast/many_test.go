package forecast

import "flag"

// many lets the tests that draw shops draw many of them: minutes instead of seconds.
var many = flag.Bool("many", false, "draw many shops")
