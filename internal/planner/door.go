package planner

import (
	"context"

	"paiban/forecast"
)

// Forecast is the one door through which every command gets its forecast: the model's, over
// it the forecasts of others that lie in the workspace, and over both what its planners
// know better. It makes what is published: weeks, requirements, simulations and scenarios
// rest on it.
func (pl *Planner) Forecast(ctx context.Context, in forecast.Input) (*forecast.Output, error) {
	out, err := forecast.Run(ctx, in)
	if err != nil {
		return nil, err
	}
	return out, pl.byHand(out)
}

// ExplainForecast returns the parts of the forecast of in at the step that contains at,
// what people have changed included; see [forecast.Explain].
func (pl *Planner) ExplainForecast(ctx context.Context, in forecast.Input, at forecast.Stamp) ([]forecast.Parts, error) {
	parts, out, err := forecast.Explain(ctx, in, at)
	if err != nil {
		return nil, err
	}
	if err := pl.byHand(out); err != nil {
		return nil, err
	}
	for i := range parts {
		parts[i].Change(out)
	}
	return parts, nil
}

// byHand lays over a forecast what people know better.
func (pl *Planner) byHand(out *forecast.Output) error {
	others, notes, err := pl.Workspace.Imported()
	if err != nil {
		return err
	}
	out.Import(others)
	out.Imported = append(out.Imported, notes...)
	out.Adjust(pl.Workspace.Adjustments)
	out.Explanation = append(append(out.Explanation, notes...), pl.closedHands(out)...)
	return nil
}
