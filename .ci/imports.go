// Command imports checks that the packages of this module import each other only in
// the directions that docs/architecture.md shows, and that some libraries have one
// importer.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// law stands on internal/lang alone and everything else may import it: the numbers
// of the labour law.
const law = "internal/labourlaw"

// allowed lists, for each package, the packages of this module that it may
// import (tests included). A trailing /... stands for the package and all below.
var allowed = map[string][]string{
	"internal/lang":        {},
	law:                    {"internal/lang"},
	"internal/workcal":     {"internal/lang"},
	"internal/table":       {"internal/lang", "internal/workcal"},
	"schedule":             {"internal/lang", "internal/workcal"},
	"schedule/solve":       {"schedule", "schedule/solve/bench", "internal/lang", "internal/workcal"},
	"schedule/solve/bench": {"schedule", "internal/lang", "internal/workcal"},
	"schedule/problemfile": {"schedule", "schedule/solve", "schedule/solve/bench", "internal/lang", "internal/workcal"},
	"schedule/repair":      {"schedule", "schedule/solve", "schedule/solve/bench", "internal/lang", "internal/workcal"},
	"schedule/staffing":    {"schedule", "internal/lang", "internal/workcal"},
	"schedule/review":      {},
	"schedule/design":      {"schedule", "schedule/solve", "internal/lang", "internal/workcal"},
	"schedule/simulate":    {"schedule", "schedule/staffing", "internal/lang", "internal/workcal"},
	"schedule/scenario":    {"schedule", "schedule/solve", "schedule/staffing", "schedule/simulate", "forecast", "internal/lang", "internal/workcal"},
	"forecast":             {"internal/lang", "internal/workcal"},
	"attendance":           {"schedule", "internal/table", "internal/lang", "internal/workcal"},
	"attendance/punch":     {"attendance", "schedule", "internal/table", "internal/lang", "internal/workcal"},
	"attendance/service":   {"attendance", "internal/table", "internal/lang", "internal/workcal"},
	"internal/report":      {"schedule/...", "forecast", "attendance/...", "internal/table", "internal/lang", "internal/workcal"},
	"internal/workspace":   {"schedule/...", "forecast", "attendance/...", "internal/report", "internal/table", "internal/lang", "internal/workcal"},
	"samples":              {"schedule/...", "forecast", "attendance/...", "internal/..."},

	"internal/settlement": {"schedule", "attendance/...", "internal/workspace", "internal/report", "internal/table", "internal/lang", "internal/workcal"},

	"internal/planner": {"schedule/...", "forecast", "attendance", "samples", "internal/workspace", "internal/report", "internal/table", "internal/labourlaw", "internal/lang", "internal/workcal"},

	"internal/page": {"attendance", "samples", "schedule", "internal/planner", "internal/settlement", "internal/workspace", "internal/report", "internal/lang", "internal/workcal"},

	// The second judge shares no code with what it judges, and the year uses the
	// program as a user does: as a command.
	"internal/judge": {},

	"internal/year": {"internal/judge"},

	"docs": {"internal/workspace"},

	"cmd/paiban/internal/cli": {"schedule/...", "internal/..."},

	"cmd/paiban/internal/apptest":    {"samples", "internal/lang", "cmd/paiban/internal/cli"},
	"cmd/paiban/internal/punchflags": {"attendance/...", "internal/...", "cmd/paiban/internal/cli"},
	"cmd/paiban/internal/view":       {"schedule", "internal/...", "cmd/paiban/internal/cli"},
	"cmd/paiban/internal/backtest":   {"forecast", "internal/...", "cmd/paiban/internal/cli"},

	"cmd/paiban/internal/month":      {"attendance/...", "internal/...", "cmd/paiban/internal/cli", "cmd/paiban/internal/punchflags"},
	"cmd/paiban/internal/attendance": {"schedule", "attendance/...", "internal/...", "cmd/paiban/internal/cli", "cmd/paiban/internal/punchflags"},
	"cmd/paiban/internal/week":       {"schedule/...", "internal/...", "cmd/paiban/internal/cli", "cmd/paiban/internal/view", "cmd/paiban/internal/apptest"},
	"cmd/paiban/internal/schedule":   {"schedule/...", "internal/...", "cmd/paiban/internal/cli", "cmd/paiban/internal/view", "cmd/paiban/internal/apptest"},
	"cmd/paiban/internal/scenario":   {"schedule/...", "internal/...", "cmd/paiban/internal/cli", "cmd/paiban/internal/apptest"},
	"cmd/paiban/internal/today":      {"schedule", "internal/...", "cmd/paiban/internal/cli", "cmd/paiban/internal/apptest"},
	"cmd/paiban/internal/forecast":   {"forecast", "schedule", "internal/...", "cmd/paiban/internal/cli", "cmd/paiban/internal/backtest"},
	"cmd/paiban/internal/review":     {"schedule/...", "internal/...", "cmd/paiban/internal/cli"},
	"cmd/paiban/internal/rules":      {"internal/...", "cmd/paiban/internal/cli"},
	"cmd/paiban/internal/open":       {"internal/...", "cmd/paiban/internal/cli"},
	"cmd/paiban/internal/setup":      {"samples", "internal/...", "cmd/paiban/internal/cli"},
	"cmd/paiban/internal/help":       {"schedule/staffing", "internal/...", "cmd/paiban/internal/cli"},
	"cmd/paiban/internal/bench":      {"schedule/...", "forecast", "samples", "internal/...", "cmd/paiban/internal/cli", "cmd/paiban/internal/backtest"},

	"cmd/paiban/internal/root": {"..."},
	"cmd/paiban/internal/docs": {"..."}, // tests only

	"cmd/paiban": {"cmd/paiban/internal/cli", "cmd/paiban/internal/root"},
}

// sessions are what a test of a command from outside may import besides: the tree of
// all commands, and what plays a session of a user.
var sessions = []string{"cmd/paiban/internal/root", "cmd/paiban/internal/apptest"}

// floors lists packages internal to the optimiser from the ground up: each imports
// only those before it.
var floors = []string{"randomproblem", "fixed", "automaton", "model", "lp", "pricing", "localsearch", "solvetest", "master", "pool", "lagrangian"}

// only lists libraries that one package alone may import; tests are free.
var only = map[string][]string{
	"github.com/rickar/cal":    {"internal/workcal"},
	"github.com/spf13/cobra":   {"cmd/paiban/..."},
	"github.com/goccy/go-yaml": {"internal/workspace", "internal/judge"},

	"github.com/arran4/golang-ical": {"internal/report"},
	"golang.org/x/image":            {"internal/report"},
	"golang.org/x/net":              {"internal/table"},
	"golang.org/x/sys":              {"schedule/solve"},
}

type pkg struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

func main() {
	const module = "paiban/"
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "./...")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	bad, count := 0, 0
	for dec := json.NewDecoder(out); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		count++
		name := strings.TrimPrefix(p.ImportPath, module)
		may, known := allowed[name]
		if !known {
			may, known = allowed[parent(name)]
		}
		if !known {
			fmt.Printf("%s: not in the layout of docs/architecture.md\n", name)
			bad++
			continue
		}
		for _, imp := range p.Imports {
			for lib, users := range only {
				if strings.HasPrefix(imp, lib) && !matches(users, parent(name)) {
					fmt.Printf("%s imports %s: only %s may\n", name, imp, strings.Join(users, ", "))
					bad++
				}
			}
		}
		if floor, ok := floorOf(name); ok {
			for _, imp := range append(p.Imports, p.TestImports...) {
				if other, ok := floorOf(strings.TrimPrefix(imp, module)); ok && other >= floor {
					fmt.Printf("%s imports %s: a floor of the optimiser imports only those below it\n", name, imp)
					bad++
				}
			}
		}
		outside := func(own string) bool {
			session := strings.HasPrefix(name, "cmd/paiban/internal/") && slices.Contains(sessions, own)
			dump := name == "schedule/solve/internal/randomproblem" && own == "schedule/problemfile" // for .oracle
			return (session || dump) && !slices.Contains(append(p.Imports, p.TestImports...), module+own)
		}
		for _, imp := range append(append(p.Imports, p.TestImports...), p.XTestImports...) {
			if own, ok := strings.CutPrefix(imp, module); ok && own != name && own != parent(name) && (own != law || name == "internal/lang") && !matches(may, own) && !inside(name, own) && !outside(own) {
				fmt.Printf("%s imports %s: against the direction of docs/architecture.md\n", name, own)
				bad++
			}
		}
	}
	if err := cmd.Wait(); err != nil || bad > 0 || count == 0 {
		os.Exit(1)
	}
	fmt.Printf("%d packages import in the right directions\n", count)
}

// parent returns the package whose rules hold for name: itself, or the package
// to which it is internal.
func parent(name string) string {
	if i := strings.LastIndex(name, "/internal/"); i > 0 {
		return name[:i]
	}
	return name
}

// floorOf returns which floor of the optimiser a package is, counted from the ground.
func floorOf(name string) (floor int, ok bool) {
	in, ok := strings.CutPrefix(name, "schedule/solve/internal/")
	if !ok {
		return 0, false
	}
	at := slices.Index(floors, in)
	if at < 0 {
		return len(floors), true
	}
	return at, true
}

// inside reports whether own is internal to name, or to the package that name is
// internal to. Packages that have a list of their own keep to it.
func inside(name, own string) bool {
	_, listed := allowed[name]
	return strings.HasPrefix(own, parent(name)+"/internal/") && (name == parent(name) || !listed)
}

func matches(patterns []string, name string) bool {
	for _, p := range patterns {
		if base, all := strings.CutSuffix(p, "..."); p == name || all && (strings.HasPrefix(name, base) || name+"/" == base) {
			return true
		}
	}
	return false
}
