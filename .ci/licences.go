// Command licences writes the licences of everything that is linked into the
// released binaries: Go and each module.
//
//	go run .ci/licences.go DOCUMENT
//
// The texts come from the module cache and from the folder of Go. A module
// whose licence is not found fails the run.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// names are the files at the top of a module that hold its licence or a notice
// that has to go with it.
var names = regexp.MustCompile(`(?i)^(licen[cs]e|copying|copyright|notice|patents|unlicen[cs]e)([-.].*)?$`)

// systems are those that binaries are released for. Some modules are linked on
// one of them only.
var systems = []string{"linux", "windows", "darwin"}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: licences DOCUMENT")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(document string) error {
	linked, err := linkedFolders()
	if err != nil {
		return err
	}
	var out bytes.Buffer
	fmt.Fprintln(&out, "paiban contains the software listed here. Each part stands under the licence")
	fmt.Fprintln(&out, "that follows its name.")
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(linked)) {
		errs = append(errs, add(&out, name, linked[name]))
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(document), 0o755); err != nil {
		return err
	}
	return os.WriteFile(document, out.Bytes(), 0o644)
}

// linkedFolders returns the folder of Go and of each module that is linked, by
// name and version.
func linkedFolders() (map[string]string, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	linked := map[string]string{"Go " + strings.TrimPrefix(runtime.Version(), "go"): strings.TrimSpace(string(root))}
	for _, system := range systems {
		cmd := exec.Command("go", "list", "-deps", "-json=Module", "./cmd/paiban")
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system)
		cmd.Stderr = os.Stderr
		list, err := cmd.Output()
		if err != nil {
			return nil, err
		}
		for dec := json.NewDecoder(bytes.NewReader(list)); ; {
			var p struct {
				Module *struct {
					Path, Version, Dir string
					Main               bool
				}
			}
			if err := dec.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return nil, err
			}
			if m := p.Module; m != nil && !m.Main {
				linked[m.Path+" "+m.Version] = m.Dir
			}
		}
	}
	return linked, nil
}

// add writes what and the licence files of its folder, in order of their names,
// and then those of the code that it has taken from others.
func add(out *bytes.Buffer, what, folder string) error {
	var files []string
	entries, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	for _, e := range entries {
		if !e.IsDir() && names.MatchString(e.Name()) {
			files = append(files, filepath.Join(folder, e.Name()))
		}
	}
	if len(files) == 0 {
		return fmt.Errorf("%s: no licence in %s", what, folder)
	}
	others, err := filepath.Glob(filepath.Join(folder, "THIRD_PARTY_LICENSES", "*"))
	if err != nil {
		return err
	}
	line := strings.Repeat("=", 72)
	for _, file := range append(files, others...) {
		text, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		fmt.Fprintf(out, "\n%s\n%s (%s)\n%s\n\n", line, what, filepath.Base(file), line)
		out.Write(bytes.TrimSpace(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))))
		out.WriteByte('\n')
	}
	return nil
}
