package planner

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A folder that cannot be read is named and keeps nobody from the others.
func TestFindWorkspacesPassesClosedFolders(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"lost+found", "shop", "shop/inner", "west/a", "west/.old"} {
		dir := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "paiban.yaml"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	shut := filepath.Join(root, "lost+found")
	if err := os.Chmod(shut, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(shut, 0o700) })
	want := []string{"shop", "west/a"}
	var closed []string
	if _, err := os.ReadDir(shut); err != nil { // an administrator can read it, and on Windows everybody
		closed = []string{"lost+found"}
	} else {
		want = append([]string{"lost+found"}, want...)
	}
	found, notRead, err := FindWorkspaces(root)
	if err != nil || !slices.Equal(found, want) || !slices.Equal(notRead, closed) {
		t.Errorf("found %v, closed %v (%v), want %v and %v", found, notRead, err, want, closed)
	}
}

// Seven workspaces in three parts: each in one, and no part more than one larger
// than another.
func TestShardsPartTheWorkspaces(t *testing.T) {
	all := []string{"a", "b", "c", "d", "e", "f", "g"}
	var got [][]string
	for i := range 3 {
		got = append(got, Shard{i, 3}.Of(all))
	}
	want := [][]string{{"a", "d", "g"}, {"b", "e"}, {"c", "f"}}
	if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
		t.Errorf("%v, want %v", got, want)
	}
	if part := (Shard{8, 9}).Of(all); part != nil {
		t.Errorf("the ninth part of seven is %v", part)
	}
}
