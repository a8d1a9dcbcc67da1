package planner

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// inputsDigest returns a digest of the files of a workspace that its roster of a
// week is planned from, see [workspace.InputFiles], so that the same roster stands
// until something that it rests on has changed.
func inputsDigest(root string, week workcal.Week) (string, error) {
	paths, err := workspace.InputFiles(root, week)
	if err != nil {
		return "", err
	}
	all := sha256.New()
	for _, path := range paths {
		sum, err := fileDigest(path)
		if err != nil {
			return "", err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(all, "%s\n%x\n", filepath.ToSlash(name), sum)
	}
	return hex.EncodeToString(all.Sum(nil)[:16]), nil
}

// fileDigest returns the digest of a file, and none of what is not a regular file:
// whoever reads it reports that, and a device would never end.
func fileDigest(path string) ([]byte, error) {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return sum.Sum(nil), err
}
