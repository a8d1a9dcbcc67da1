package workspace

import (
	"fmt"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Basis is what every rule has: how strongly it holds and who asks for it. A
// rule that is off is not used.
type Basis struct {
	Force  Force  `yaml:"force"`
	Origin Origin `yaml:"origin"`
}

// RestRule asks for Min days off in a period and wishes for Usual.
type RestRule struct {
	Basis
	Min   int `yaml:"min"`
	Usual int `yaml:"usual"` // what people are planned to get, at least Min
}

// RunRule bounds days in a row; 0 is no bound.
type RunRule struct {
	Basis
	Min int `yaml:"min"`
	Max int `yaml:"max"`
}

// LengthRule limits a length of time; which way is the rule's.
type LengthRule struct {
	Basis
	Length Length `yaml:"length"`
}

// RestRules are the rests asked for between shifts: one for any two, and others for some.
type RestRules []BetweenRule

// BetweenRule asks for Length from a shift of After to the next one, which is of Before;
// no words are any shift.
type BetweenRule struct {
	LengthRule
	After  []ShiftWord `yaml:"after"`
	Before []ShiftWord `yaml:"before"`
}

func (r BetweenRule) about() string { return wordsKey(r.After) + ">" + wordsKey(r.Before) }

// text says which two shifts, zero for any.
func (r BetweenRule) text(c *Config) lang.Text {
	after, _ := c.shiftsNamed(r.After)
	before, _ := c.shiftsNamed(r.Before)
	switch {
	case r.After != nil && r.Before != nil:
		return lang.F("%s之后上%s之前", "between %s and %s after it", after.text(), before.text())
	case r.After != nil:
		return lang.F("%s之后", "after %s", after.text())
	case r.Before != nil:
		return lang.F("%s之前", "before %s", before.text())
	}
	return lang.Text{}
}

// Between returns the rest between any two shifts.
func (r RestRules) Between() LengthRule {
	for _, u := range r {
		if u.After == nil && u.Before == nil {
			return u.LengthRule
		}
	}
	return LengthRule{}
}

// CountRule limits a count.
type CountRule struct {
	Basis
	Max int `yaml:"max"`
}

// RotationRule turns people through Kinds every so many weeks; the basis' force is for
// the turn, Steady for keeping one kind in between.
type RotationRule struct {
	Basis
	Kinds     []ShiftKind  `yaml:"kinds"`
	Every     int          `yaml:"every"`      // weeks; 0 is 1
	Start     workcal.Date `yaml:"start"`      // a day of a week with a turn; only with Every above 1
	AfterRest bool         `yaml:"after_rest"` // turn after a day off alone
	Steady    Force        `yaml:"steady"`
}

// weekly reports whether the kind of a week says that of the next.
func (r *RotationRule) weekly() bool { return r.Every <= 1 && !r.AfterRest }

// steady is what a change that is not due costs. Where turns are made after a day off
// alone, that is what the rule is about: what is not said of it is said of the turn.
func (r *RotationRule) steady() Force {
	if r.AfterRest && r.Steady.Off() {
		return r.Force
	}
	return r.Steady
}

// FairRule shares out a burden; ID names it: late, night, weekend, holiday,
// duty.
type FairRule struct {
	ID string `yaml:"id"`
	Basis
}

func (f FairRule) about() string { return f.ID }

// WishRule says what a wish costs to deny, per point of its weight (1–5).
type WishRule struct {
	Basis
}

// ProtectRule keeps Flags off work within Night and above Hours a day.
type ProtectRule struct {
	Basis
	Flags []Flag `yaml:"flags"`
	Night Span   `yaml:"night"` // 22:00-30:00
	Day   Length `yaml:"hours_day"`
}

// HoursRule bounds hours of a period; 0 is no bound.
type HoursRule struct {
	Basis
	Length Length `yaml:"length"` // at most
	Min    Length `yaml:"min"`
}

// CountedRule bounds how often shifts are worked, or for how many days in a row; 0 is no
// bound. Without Shifts it is about every shift.
type CountedRule struct {
	Basis
	Shifts []ShiftWord `yaml:"shifts"`
	Min    int         `yaml:"min"`
	Max    int         `yaml:"max"`
}

func (r CountedRule) about() string { return wordsKey(r.Shifts) }

// SuccessionRule keeps the shifts To off the day after one of From.
type SuccessionRule struct {
	Basis
	From []ShiftWord `yaml:"from"`
	To   []ShiftWord `yaml:"to"`
}

func (r SuccessionRule) about() string { return wordsKey(r.From) + ">" + wordsKey(r.To) }

// PlainRule has no settings of its own.
type PlainRule struct {
	Basis
}

func wordsKey(words []ShiftWord) string {
	sorted := slices.Sorted(slices.Values(words))
	return fmt.Sprint(sorted)
}
