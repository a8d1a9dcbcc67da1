package planner

import (
	"context"
	"path/filepath"
)

// WriteRepair writes the plan of r as it was found and shown, over the roster that it was
// made from. A roster that was changed since is left as it is.
func (pl *Planner) WriteRepair(ctx context.Context, r *Repaired, t RepairTask) error {
	release, err := pl.lock(filepath.Dir(r.Path))
	if err != nil {
		return err
	}
	defer release()
	t.DryRun = false
	target, err := r.target(t)
	if err != nil {
		return err
	}
	return r.write(ctx, pl, target, t)
}
