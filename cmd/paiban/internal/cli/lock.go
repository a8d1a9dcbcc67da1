package cli

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"paiban/internal/workspace"
)

// lockPatience is how long a command waits for another that writes in the same
// workspace: most are done within a second.
const lockPatience = 3 * time.Second

// Lock keeps every other command from writing in the workspace that dir lies in,
// if any, until release is called. Commands that read first and write later what
// came of it hold it all the while.
func (a *App) Lock(dir string) (release func(), err error) {
	ctx, cancel := context.WithTimeout(context.Background(), lockPatience)
	defer cancel()
	return workspace.LockAbove(ctx, dir, workspace.Holder{PID: os.Getpid(), Command: a.Command, Since: a.Now().Format(time.DateTime)})
}

// Writing has write make the file at path while no other command writes beside it.
func (a *App) Writing(path string, write func() error) error {
	release, err := a.Lock(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer release()
	return write()
}
