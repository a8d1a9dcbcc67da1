package page

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"paiban/internal/lang"
)

// starterName is the file that opens the page on Windows by a double click.
var starterName = lang.T("打开排班.bat", "Open paiban.bat")

// starterText runs the program that lies beside the file, one folder up, at the place from
// which the shop was made, or on the path of commands, and opens the page of the folder.
// The first line makes Windows read the rest as UTF-8; a folder's name ends in a backslash,
// which would take the quotation mark with it but for the dot. The question is for a console
// that has no Chinese letters.
const starterText = `@echo off
chcp 65001 >nul
setlocal
set "PAIBAN="
for %%P in ("%~dp0paiban.exe" "%~dp0..\paiban.exe"{{program}}) do if not defined PAIBAN if exist %%P set "PAIBAN=%%~P"
if not defined PAIBAN for %%P in (paiban.exe) do set "PAIBAN=%%~$PATH:P"
if not defined PAIBAN goto missing
start "paiban" "%PAIBAN%" open "%~dp0."
exit /b 0
:missing
echo {{missing}}
echo paiban.exe?
pause
exit /b 1
`

// WriteStarter writes the file beside a shop's folder, or into it where its parent may not
// be written to, and returns its path. One that is there already stays: it opens all shops
// of its folder.
func WriteStarter(shop string, l lang.Lang) (string, error) {
	program := "" // a path of another system is of no use on Windows
	if runtime.GOOS == "windows" {
		program, _ = os.Executable() // not known is not named
	}
	return writeStarter(shop, l, program)
}

func writeStarter(shop string, l lang.Lang, program string) (string, error) {
	if program != "" {
		program = ` "` + strings.ReplaceAll(program, "%", "%%") + `"`
	}
	text := strings.NewReplacer("{{program}}", program, "{{missing}}",
		lang.T("找不到 paiban.exe：把它放到这个文件旁边，再双击一次。", "paiban.exe is not found: put it beside this file and click again.").In(l)).Replace(starterText)
	shop, err := filepath.Abs(shop)
	if err != nil {
		return "", err
	}
	for _, dir := range []string{filepath.Dir(shop), shop} {
		path := filepath.Join(dir, starterName.In(l))
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o755)
		switch {
		case errors.Is(err, fs.ErrExist):
			return path, nil
		case err != nil && dir != shop:
			continue
		case err != nil:
			return "", err
		}
		_, err = f.WriteString(strings.ReplaceAll(text, "\n", "\r\n"))
		return path, errors.Join(err, f.Close())
	}
	return "", nil // not reached: the shop's folder is the last
}
