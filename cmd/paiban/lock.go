package main

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

// lock keeps every other command from writing in the workspace that dir lies in,
// if any, until release is called. Commands that read first and write later what
// came of it hold it all the while.
func (a *app) lock(dir string) (release func(), err error) {
	ctx, cancel := context.WithTimeout(context.Background(), lockPatience)
	defer cancel()
	return workspace.LockAbove(ctx, dir, workspace.Holder{PID: os.Getpid(), Command: a.command, Since: a.Now().Format(time.DateTime)})
}

// writing has write make the file at path while no other command writes beside it.
func (a *app) writing(path string, write func() error) error {
	release, err := a.lock(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer release()
	return write()
}
