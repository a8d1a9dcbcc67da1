package planner

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// FindWorkspaces returns the workspaces at and below root: folders that hold
// paiban.yaml, as slash paths from root, sorted. A workspace is not searched
// for others; hidden folders and symbolic links below root are skipped. Folders
// that cannot be read, such as the lost+found of a volume, are in closed.
func FindWorkspaces(root string) (found, closed []string, err error) {
	tree := os.DirFS(root)
	err = fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return err
		case err != nil:
			closed = append(closed, name)
			return fs.SkipDir
		case !d.IsDir():
			return nil
		case name != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		}
		if info, err := fs.Stat(tree, path.Join(name, workspace.ConfigFile)); err != nil || info.IsDir() {
			return nil
		}
		found = append(found, name)
		return fs.SkipDir
	})
	return found, closed, err
}

// Shard is one of Count parts of the workspaces in order, from 0: the first takes
// those at 0, Count, 2·Count, …, so that parts differ by one workspace at most.
type Shard struct{ Index, Count int }

// Of returns the part of a sorted list: every Count-th one.
func (s Shard) Of(names []string) (part []string) {
	for i := s.Index; i < len(names); i += s.Count {
		part = append(part, names[i])
	}
	return part
}

// ShopState says how the week of a workspace came out.
type ShopState string

const (
	ShopPlanned     ShopState = "planned"     // a roster was found and written
	ShopUnchanged   ShopState = "unchanged"   // the roster there rests on the same files and stands
	ShopEdited      ShopState = "edited"      // the roster there is somebody's own and stands
	ShopLocked      ShopState = "locked"      // the roster there was published or has begun, and stands
	ShopFailed      ShopState = "failed"      // nothing was written
	ShopInterrupted ShopState = "interrupted" // cut short: the best roster so far was written, or none
)

// ShopWeek is how the week of one workspace among many came out.
type ShopWeek struct {
	Workspace string // slash path from the folder searched
	Week      string // "" where it is not known
	State     ShopState
	File      string
	People    int
	Hard      int64   // hard rules broken
	Short     float64 // head-hours; of a roster planned now
	Gap       float64 // proved; of a roster planned now
	Elapsed   time.Duration
	Search    time.Duration // in the optimiser
	Err       error         // nil unless the state is failed
}

// Weeks plans the week in every one of shops, slash paths below root, as many at once
// as there are cores, each search then on one core. It yields how each went, in their
// order, as soon as that is known; a fault in one does not end the others. open makes
// the planner of the workspace in a folder. A roster that stands, see [ShopState], is
// planned again only with o.Force; with week nil each plans the week that follows its
// history.
func Weeks(ctx context.Context, open func(dir string) (*Planner, error), clock func() time.Time, week *workcal.Week, s Search, o Output, root string, shops []string) iter.Seq[ShopWeek] {
	workers := min(runtime.GOMAXPROCS(0), len(shops))
	if workers > 1 {
		s.Workers = 1
	}
	var next atomic.Int64
	done := make([]chan ShopWeek, len(shops))
	for i := range done {
		done[i] = make(chan ShopWeek, 1)
	}
	for range workers {
		go func() {
			for i := int(next.Add(1)) - 1; i < len(shops); i = int(next.Add(1)) - 1 {
				began := clock()
				shop := planShop(ctx, func() (*Planner, error) { return open(filepath.Join(root, filepath.FromSlash(shops[i]))) }, week, s, o)
				shop.Workspace, shop.Elapsed = shops[i], clock().Sub(began)
				done[i] <- shop
			}
		}()
	}
	return func(yield func(ShopWeek) bool) {
		for _, d := range done {
			if !yield(<-d) {
				return
			}
		}
	}
}

// planShop plans the week of one workspace. Whatever goes wrong is in what it
// returns.
func planShop(ctx context.Context, open func() (*Planner, error), week *workcal.Week, s Search, o Output) (shop ShopWeek) {
	err := ctx.Err()
	if err == nil {
		err = func() (err error) {
			defer func() {
				if fault := recover(); fault != nil {
					err = fmt.Errorf("%v\n%s", fault, debug.Stack())
				}
			}()
			return keepOrPlan(ctx, open, week, s, o, &shop)
		}()
	}
	switch {
	case errors.Is(err, context.Canceled):
		shop.State = ShopInterrupted
	case err != nil:
		shop.State, shop.Err = ShopFailed, err
	}
	return shop
}

// keepOrPlan plans the week of a workspace, unless the roster there stands. A
// roster that rests on the same files is checked once more.
func keepOrPlan(ctx context.Context, open func() (*Planner, error), week *workcal.Week, s Search, o Output, shop *ShopWeek) error {
	pl, err := open()
	if err != nil {
		return err
	}
	p, err := pl.Plan(ctx, week)
	if err != nil {
		return err
	}
	shop.Week, shop.File, shop.People = p.Horizon.String(), workspace.RosterPath(p.Workspace.Root, p.Horizon.week()), len(p.Plan.Problem.People)
	if !o.Force {
		if shop.State, shop.File, err = p.standing(shop.File, o.HTML, pl.today()); err != nil {
			return err
		}
	}
	switch shop.State {
	case ShopEdited, ShopLocked:
		return nil
	case ShopUnchanged:
		file, err := workspace.ReadRoster(shop.File)
		if err != nil {
			return err
		}
		checked, err := pl.Check(file)
		if err != nil {
			return err
		}
		shop.Hard = checked.Analysis.Score.Hard
		return nil
	case ShopPlanned, ShopFailed, ShopInterrupted: // it is planned now
	}
	j, err := pl.Roster(ctx, p, s, o)
	if err != nil {
		return err
	}
	shop.State, shop.Hard, shop.Gap = ShopPlanned, j.Analysis.Score.Hard, j.Result.Gap()
	shop.Search, shop.Short = j.Result.Elapsed, j.ShortHours()
	if ctx.Err() != nil {
		shop.State = ShopInterrupted
	}
	return nil
}

// standing says whether the roster at path stands as it is: "" where it is to be
// planned, because there is none or it rests on files that have changed since.
// One that a repair, some other command or a person has changed is theirs. With html
// the web page must be there too. It returns the file that is the roster now.
func (p *Planning) standing(path string, html bool, today workcal.Date) (ShopState, string, error) {
	rosters, err := p.Workspace.Rosters()
	if err != nil {
		return "", path, err
	}
	if repaired, ok := rosters.Repaired(p.Horizon.week()); ok {
		return ShopEdited, repaired, nil
	}
	if other, err := rosters.Of(p.Horizon.week()); err == nil && !workspace.Written(other) {
		return ShopEdited, other, nil
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", path, nil
	} else if err != nil {
		return "", path, err
	}
	file, err := workspace.ReadRoster(path)
	switch {
	case err != nil || file.Unlocked() || file.Inputs == "" || len(file.State.Changes) > 0:
		return ShopEdited, path, nil
	case file.Inputs != p.Inputs && p.lockedDays(&version{path: path, file: file}, today) != nil:
		return ShopLocked, path, nil
	case file.Inputs != p.Inputs:
		return "", path, nil
	}
	if html {
		if _, err := os.Stat(p.webPage()); errors.Is(err, fs.ErrNotExist) {
			return "", path, nil
		}
	}
	return ShopUnchanged, path, nil
}
