package lang

import "syscall"

// Windows has errors of its own for what a workbook open in Excel gives, and for
// a full disk.
func init() {
	const (
		sharingViolation = syscall.Errno(32)
		lockViolation    = syscall.Errno(33)
		handleDiskFull   = syscall.Errno(39)
		diskFull         = syscall.Errno(112)
	)
	open := T("正被别的程序（Excel、WPS？）打开，先关掉它", "another program (Excel, WPS?) has it open; close it there")
	full := T("磁盘已满", "the disk is full")
	causes = append(causes, cause{sharingViolation, open}, cause{lockViolation, open}, cause{handleDiskFull, full}, cause{diskFull, full})
}
