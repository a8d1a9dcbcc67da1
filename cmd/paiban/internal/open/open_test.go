package open

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"paiban/internal/workspace"
)

// A click opens the folder of the program, a drop the place dropped; whoever types a
// command gets that command.
func TestStarted(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "打卡.xlsx")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args    []string
		clicked bool
		want    []string
	}{
		{nil, true, []string{"open", "home"}},
		{[]string{file}, true, []string{"open", file}},
		{[]string{dir}, true, []string{"open", dir}},
		{nil, false, nil},
		{[]string{file}, false, []string{file}},
		{[]string{"week"}, true, []string{"week"}},
		{[]string{"week", "--json"}, true, []string{"week", "--json"}},
		{[]string{filepath.Join(dir, "none.xlsx")}, true, []string{filepath.Join(dir, "none.xlsx")}},
	} {
		if got := started(c.args, c.clicked, "home"); !slices.Equal(got, c.want) {
			t.Errorf("%q, clicked %v: %q, want %q", c.args, c.clicked, got, c.want)
		}
	}
}

// The folder of a file within a shop is the shop.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	shop, plain := filepath.Join(dir, "shop"), filepath.Join(dir, "plain")
	for _, d := range []string{filepath.Join(shop, "punches"), plain} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []string{filepath.Join(shop, workspace.ConfigFile), filepath.Join(shop, "punches", "a.csv"), filepath.Join(plain, "b.csv")} {
		if err := os.WriteFile(f, []byte("preset: taobao\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{filepath.Join(shop, "punches", "a.csv"): shop, shop: shop, filepath.Join(plain, "b.csv"): plain, dir: dir} {
		if got, err := Folder(path); err != nil || got != want {
			t.Errorf("%s: %s, %v, want %s", path, got, err, want)
		}
	}
}

// Each system has its own way to open an address, and the address is an argument of its
// own: no shell reads it.
func TestBrowserOfEachSystem(t *testing.T) {
	for system, want := range map[string]string{"windows": "rundll32 url.dll,FileProtocolHandler A", "darwin": "open A", "linux": "xdg-open A"} {
		if got := strings.Join(browser(system, "A"), " "); got != want {
			t.Errorf("%s: %s", system, got)
		}
	}
}
