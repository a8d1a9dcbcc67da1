// Command packages keeps the table of packages in docs/architecture.md: what each
// is for, in the words of its own comment, and what it imports of this module.
// Without -update it fails where the page is stale.
//
//	go run .ci/packages.go [-update]
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
)

const (
	page   = "docs/architecture.md"
	begin  = "<!-- packages: by go run .ci/packages.go -update -->\n"
	end    = "<!-- end packages -->"
	module = "paiban/"
)

// everywhere are packages that nearly all others import; the page says so once.
var everywhere = []string{"internal/lang", "internal/workcal", "internal/labourlaw"}

type pkg struct {
	ImportPath, Doc string
	GoFiles         []string
	Imports         []string
}

func main() {
	if err := keep(len(os.Args) > 1 && os.Args[1] == "-update"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func keep(update bool) error {
	want, silent, err := table()
	if err != nil {
		return err
	}
	src, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	before, rest, ok := strings.Cut(string(src), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		return fmt.Errorf("%s has no part between %q and %q", page, begin, end)
	}
	now := before + begin + "\n" + want + "\n" + end + after
	switch {
	case now == string(src):
		fmt.Printf("%s lists %d packages\n", page, strings.Count(want, "\n")-2)
		return errors.Join(silent...)
	case !update:
		return fmt.Errorf("%s is stale: go run .ci/packages.go -update", page)
	}
	silent = append(silent, os.WriteFile(page, []byte(now), 0o644))
	return errors.Join(silent...)
}

// table is a line for each package that is not for tests alone, and an error for
// each that does not say what it is for.
func table() (lines string, silent []error, err error) {
	cmd := exec.Command("go", "list", "-json=ImportPath,Doc,GoFiles,Imports", "./...")
	cmd.Stderr = os.Stderr
	list, err := cmd.Output()
	if err != nil {
		return "", nil, err
	}
	var b strings.Builder
	b.WriteString("| package | what it is for | imports |\n|---|---|---|\n")
	for dec := json.NewDecoder(strings.NewReader(string(list))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return b.String(), silent, nil
		} else if err != nil {
			return "", nil, err
		}
		if len(p.GoFiles) == 0 {
			continue
		}
		name := strings.TrimPrefix(p.ImportPath, module)
		if p.Doc == "" {
			silent = append(silent, fmt.Errorf("%s has no package comment", name))
		}
		var imports []string
		for _, i := range p.Imports {
			if own, ok := strings.CutPrefix(i, module); ok && !slices.Contains(everywhere, own) {
				imports = append(imports, "`"+own+"`")
			}
		}
		fmt.Fprintf(&b, "| [`%s`](../%[1]s) | %s | %s |\n", name, purpose(p.Doc), strings.Join(imports, ", "))
	}
}

var opening = regexp.MustCompile(`^(Package|Command) \w+ `)

// purpose is the first sentence of a package comment without its opening.
func purpose(doc string) string {
	doc = opening.ReplaceAllString(strings.TrimSuffix(strings.TrimSpace(doc), ":"), "")
	return strings.NewReplacer("[", "", "]", "", "|", "/").Replace(doc)
}
