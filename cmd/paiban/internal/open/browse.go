package open

import (
	"os/exec"
	"runtime"
)

// browser is the command that opens an address in the system's browser.
func browser(system, address string) []string {
	switch system {
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", address}
	case "darwin":
		return []string{"open", address}
	}
	return []string{"xdg-open", address}
}

func browse(address string) error {
	argv := browser(runtime.GOOS, address)
	cmd := exec.Command(argv[0], argv[1:]...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }() // only starting it matters
	return nil
}
