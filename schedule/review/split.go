package review

// Heads are those of an interval of a queue, breaks off; parts of a head are those of
// somebody who is there for a part of it, or who serves other queues too.
type Heads struct {
	Needed   float64 `json:"needed"`   // R*: by the contacts who came
	Asked    float64 `json:"asked"`    // R: by the forecast
	Rostered float64 `json:"rostered"` // S
	Present  float64 `json:"present"`  // C: clocked in
}

// Short is how many heads were missing.
func (h Heads) Short() float64 { return max(0, h.Needed-h.Present) }

// Causes are parts of a shortfall, in the unit of what was split: heads or head-minutes.
type Causes struct {
	Forecast   float64 `json:"forecast"`   // more came than was forecast
	Roster     float64 `json:"roster"`     // fewer were rostered than the forecast asked for
	Attendance float64 `json:"attendance"` // fewer were there than were rostered
}

// Sum is the whole shortfall.
func (c Causes) Sum() float64 { return c.Forecast + c.Roster + c.Attendance }

// Plus is c and d together.
func (c Causes) Plus(d Causes) Causes {
	return Causes{c.Forecast + d.Forecast, c.Roster + d.Roster, c.Attendance + d.Attendance}
}

// Times is c n times.
func (c Causes) Times(n float64) Causes {
	return Causes{c.Forecast * n, c.Roster * n, c.Attendance * n}
}

// Split shares the heads missing among the causes that added to them, in proportion to
// what each added; one that helped takes no share. The parts add up to [Heads.Short].
func (h Heads) Split() Causes {
	forecast, roster, attendance := max(0, h.Needed-h.Asked), max(0, h.Asked-h.Rostered), max(0, h.Rostered-h.Present)
	added := forecast + roster + attendance
	if h.Short() == 0 || added == 0 {
		return Causes{}
	}
	return Causes{forecast, roster, attendance}.Times(h.Short() / added)
}

// Replies are the contacts of an interval of a queue and the shares of them that the
// staffing model expects to be answered in time by each number of [Heads].
type Replies struct {
	Contacts float64 // who came and were judged
	Observed float64 // share of them answered in time; negative is unknown

	Needed, Asked, Rostered, Present float64
}

// Late are contacts answered late and what made them late. A part below zero is one that
// kept contacts from being late.
type Late struct {
	Usual float64 `json:"usual"` // with all the heads needed: the target is not 100%
	Causes
	Handling float64 `json:"handling"` // what the heads there do not explain; 0 where the replies are not known
	Known    bool    `json:"known"`    // the replies are known
}

// Total is how many contacts were late: as observed, or where that is unknown, as expected
// of those who were there.
func (l Late) Total() float64 { return l.Usual + l.Sum() + l.Handling }

// Plus is l and m together.
func (l Late) Plus(m Late) Late {
	return Late{l.Usual + m.Usual, l.Causes.Plus(m.Causes), l.Handling + m.Handling, l.Known || m.Known}
}

// Split explains the late contacts step by step: from the heads needed to those that the
// forecast asked for, to those rostered, to those who were there, to what was observed.
// The parts add up to the contacts that were late.
func (r Replies) Split() Late {
	late := func(reply float64) float64 { return r.Contacts * (1 - reply) }
	out := Late{Usual: late(r.Needed), Causes: Causes{
		Forecast:   late(r.Asked) - late(r.Needed),
		Roster:     late(r.Rostered) - late(r.Asked),
		Attendance: late(r.Present) - late(r.Rostered),
	}}
	if r.Observed >= 0 {
		out.Known, out.Handling = true, late(r.Observed)-late(r.Present)
	}
	return out
}
