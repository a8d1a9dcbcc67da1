package open

import (
	"os"
	"path/filepath"
)

// Started returns the command line that is meant where somebody clicked on the program or
// dropped a file or a folder on it: open, of that place or of the folder that the program
// lies in. Any other command line stays as it is.
func Started(args []string) []string {
	program, err := os.Executable()
	if err != nil {
		program = "."
	}
	return started(args, ownConsole(), filepath.Dir(program))
}

func started(args []string, clicked bool, home string) []string {
	switch {
	case !clicked || len(args) > 1:
		return args
	case len(args) == 0:
		return []string{"open", home}
	case !filepath.IsAbs(args[0]): // Explorer gives whole paths; a command is none
		return args
	}
	if _, err := os.Stat(args[0]); err != nil {
		return args
	}
	return []string{"open", args[0]}
}
