package open

import (
	"syscall"
	"unsafe"
)

// ownConsole reports whether Windows made the console for this program alone, as it does
// for a double click and for a file that is dropped on it. From a terminal the shell is
// there too.
func ownConsole() bool {
	list := syscall.NewLazyDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	if list.Find() != nil {
		return false
	}
	var processes [2]uint32
	n, _, _ := list.Call(uintptr(unsafe.Pointer(&processes[0])), uintptr(len(processes))) // 0 where it fails
	return n == 1
}
