package lang

// AskError says that what was asked for does not fit: a flag, an unknown person, a day
// outside the roster, an output that would replace an input. No file is wrong.
type AskError struct{ Err error }

func (e AskError) Error() string { return e.Err.Error() }

func (e AskError) Unwrap() error { return e.Err }

// Tell says it in l.
func (e AskError) Tell(l Lang) string { return Tell(e.Err, l) }
