package planner

import (
	"context"

	"paiban/forecast"
)

// Forecast is the one door through which every command gets its forecast: the model's,
// changed by what the planners of the workspace know better. It makes what is published:
// weeks, requirements, simulations and scenarios rest on it.
func (pl *Planner) Forecast(ctx context.Context, in forecast.Input) (*forecast.Output, error) {
	out, err := forecast.Run(ctx, in)
	if err != nil {
		return nil, err
	}
	pl.byHand(out)
	return out, nil
}

// ExplainForecast returns the parts of the forecast of in at the step that contains at,
// what people have changed included; see [forecast.Explain].
func (pl *Planner) ExplainForecast(ctx context.Context, in forecast.Input, at forecast.Stamp) ([]forecast.Parts, error) {
	parts, out, err := forecast.Explain(ctx, in, at)
	if err != nil {
		return nil, err
	}
	pl.byHand(out)
	for i := range parts {
		parts[i].Change(out)
	}
	return parts, nil
}

// byHand lays over a forecast what people know better.
func (pl *Planner) byHand(out *forecast.Output) {
	out.Adjust(pl.Workspace.Adjustments)
	out.Explanation = append(out.Explanation, pl.closedHands(out)...)
}
