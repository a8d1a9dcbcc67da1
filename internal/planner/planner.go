package planner

import (
	"time"

	"paiban/internal/lang"
	"paiban/internal/workspace"
	"paiban/schedule/solve"
)

// Planner plans for one workspace.
type Planner struct {
	Workspace *workspace.Workspace
	Clock     func() time.Time // says which day is today and how long a search has taken
	Progress  func(Step)       // is told how the work stands; nil is nobody
	Version   string           // of the program, noted in the workbooks written
	User      string           // who is planning, noted in what is changed; "" is not known

	// Lock keeps everybody else from writing in the workspace that dir lies in until
	// release is called; nil locks nothing.
	Lock func(dir string) (release func(), err error)
}

// Step says how the work stands. The zero Step says that a piece of work is done.
type Step struct {
	Words  lang.Text       // what is being done; zero during a search
	Search *solve.Progress // how a search stands; nil outside of one
}

func (pl *Planner) tell(s Step) {
	if pl.Progress != nil {
		pl.Progress(s)
	}
}

func (pl *Planner) lock(dir string) (release func(), err error) {
	if pl.Lock == nil {
		return func() {}, nil
	}
	return pl.Lock(dir)
}
