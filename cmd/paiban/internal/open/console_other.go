//go:build !windows

package open

func ownConsole() bool { return false }
