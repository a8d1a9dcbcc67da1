package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// inputsDigest returns a digest of the files of a workspace that its roster of a
// week is planned from: settings, staff, leave, events, holidays, inquiries, and
// the rosters of other weeks up to that one. Later rosters, backups, punches and
// what was made of the roster do not count, so that the same roster stands until
// something that it rests on has changed.
func inputsDigest(root string, week workcal.Week) (string, error) {
	var names []string
	tables := []string{workspace.PeopleFile.Name, workspace.LeaveFile.Name, workspace.EventsFile.Name, workspace.HolidaysFile.Name}
	for i, name := range tables {
		tables[i] = strings.TrimSuffix(name, filepath.Ext(name))
	}
	for _, dir := range []string{"", "inquiries", "rosters"} {
		entries, err := os.ReadDir(filepath.Join(root, dir)) // sorted
		if err != nil && !os.IsNotExist(err) {
			return "", err
		}
		for _, e := range entries {
			name, stem := e.Name(), strings.TrimSuffix(e.Name(), filepath.Ext(e.Name()))
			switch dir {
			case "":
				if name != workspace.ConfigFile && !slices.Contains(tables, stem) {
					continue
				}
			case "rosters":
				of, err := workcal.ParseWeek(stem)
				if filepath.Ext(name) != ".xlsx" || strings.Contains(name, ".bak") || err == nil && of.Monday() >= week.Monday() {
					continue
				}
			}
			if !e.IsDir() && !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "~$") {
				names = append(names, filepath.Join(dir, name))
			}
		}
	}
	all := sha256.New()
	for _, name := range names {
		sum, err := fileDigest(filepath.Join(root, name))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(all, "%s\n%x\n", filepath.ToSlash(name), sum)
	}
	return hex.EncodeToString(all.Sum(nil)[:16]), nil
}

// fileDigest returns the digest of a file, none of what is no file: who reads it
// tells, and a device would never end.
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
