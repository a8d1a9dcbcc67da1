package design

import "context"

// Comparison is a proposal beside today's templates, on the same demand.
type Comparison struct {
	Today    Plan
	Proposal Plan
	// SameHours is the best of either that takes no more staff minutes than
	// today's plan. It is nil where the proposal takes no more anyway.
	SameHours *Plan
	CutShort  bool // the context ended before the search did; there may be better templates
}

// Compare evaluates today's templates and proposes others for the same demand
// (see propose). The proposal may take more staff minutes than today's plan
// unless o.Budget forbids it; SameHours says what is left of it without them.
func Compare(ctx context.Context, d Demand, o Options) Comparison {
	c := Comparison{Today: Evaluate(d, o.Today, 0), Proposal: propose(ctx, d, o)}
	if c.Proposal.Paid > c.Today.Paid {
		same := withinBudget(d, c.Proposal.Templates, o.Today, c.Today.Paid)
		c.SameHours = &same
	}
	c.CutShort = ctx.Err() != nil
	return c
}

// withinBudget is the better plan of two sets of templates where there are no
// more than budget staff minutes to spend: fewer uncovered, then fewer paid, then
// the proposal.
func withinBudget(d Demand, proposal, today []Template, budget int) Plan {
	a, b := Evaluate(d, proposal, budget), Evaluate(d, today, budget)
	if b.Uncovered < a.Uncovered || b.Uncovered == a.Uncovered && b.Paid < a.Paid {
		return b
	}
	return a
}
