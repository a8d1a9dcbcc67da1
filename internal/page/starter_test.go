package page

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"paiban/internal/lang"
)

func TestStarterStandsBesideTheFolder(t *testing.T) {
	root := t.TempDir()
	shop := filepath.Join(root, "我的店")
	if err := os.Mkdir(shop, 0o755); err != nil {
		t.Fatal(err)
	}
	path, err := writeStarter(shop, lang.ZH, `C:\工具 100%\paiban.exe`)
	if err != nil || path != filepath.Join(root, "打开排班.bat") {
		t.Fatalf("%s, %v", path, err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"chcp 65001 >nul\r\n", `"%~dp0paiban.exe" "%~dp0..\paiban.exe" "C:\工具 100%%\paiban.exe"`, `start "paiban" "%PAIBAN%" open "%~dp0."`, "找不到 paiban.exe",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the starter lacks %q:\n%s", want, text)
		}
	}
	if strings.Count(string(text), "\n") != strings.Count(string(text), "\r\n") {
		t.Error("a line ends as Windows does not end it")
	}
	// What somebody has made of it stays; so does that of a second shop beside.
	if err := os.WriteFile(path, []byte("own"), 0o644); err != nil {
		t.Fatal(err)
	}
	if again, err := writeStarter(filepath.Join(root, "二店"), lang.ZH, ""); err != nil || again != path {
		t.Errorf("%s, %v", again, err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "own" {
		t.Errorf("%q, %v", text, err)
	}
}

func TestStarterGoesIntoTheFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write anywhere")
	}
	root := t.TempDir()
	shop := filepath.Join(root, "shop")
	if err := os.Mkdir(shop, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(root, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(root, 0o755)
	if path, err := writeStarter(shop, lang.EN, ""); err != nil || path != filepath.Join(shop, "Open paiban.bat") {
		t.Errorf("%s, %v", path, err)
	}
}
