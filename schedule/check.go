package schedule

// Check judges r by every cover row and rule of p. It is written apart from the
// optimiser and shares only the vocabulary with it, so that each can find the
// other's mistakes. It takes rosters of any origin, hand-edited ones too.
func Check(p *Problem, r *Roster) Analysis { panic("not yet") }
