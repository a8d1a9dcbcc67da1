package docs

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"paiban/internal/lang"
)

// message is a sentence told to a user.
type message struct {
	file   string // from the root of the repository
	kind   messageKind
	text   lang.Text
	remedy []lang.Text
}

type messageKind int

const (
	refusal messageKind = iota
	notice              // something is left out or taken otherwise; the work goes on
)

// sink is a function that tells a sentence: its arguments that are the pair of
// strings, or the Text, and the Text that says what to do; −1 is none.
type sink struct {
	pair, text, hint int
	args             int // how many it takes; with a pair, at least
	kind             messageKind
	always           []lang.Text // what it says to do itself
}

func (s sink) takes(call *ast.CallExpr) bool {
	return len(call.Args) == s.args || s.pair >= 0 && len(call.Args) > s.args
}

// sinks are those that every package can reach, by name. Functions that pass
// their own arguments on to one are found.
var sinks = map[string]sink{
	"Errorf":  {pair: 0, text: -1, hint: -1, args: 2},
	"Add":     {pair: -1, text: 1, hint: 2, args: 3}, // table.Problems
	"Problem": {pair: -1, text: 1, hint: 2, args: 3}, // table.Record
	"noteOn":  {pair: -1, text: 2, hint: -1, args: 3, kind: notice},
	"drop":    {pair: -1, text: 2, hint: -1, args: 3, kind: notice},
	"doubt":   {pair: 1, text: -1, hint: -1, args: 3, kind: notice},
}

// pkgSource is one package, as syntax.
type pkgSource struct {
	files map[string]*ast.File
	names []string                   // of files, in order
	funcs map[string][]*ast.FuncDecl // by name
	vars  map[string]ast.Expr        // of the package, by name
	sinks map[string]sink
	all   *[]*pkgSource
}

func readMessages(t *testing.T, root string) (out []message) {
	t.Helper()
	fset := token.NewFileSet()
	var all []*pkgSource
	packages := map[string]*pkgSource{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != root):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		dir := filepath.Dir(path)
		p := packages[dir]
		if p == nil {
			p = &pkgSource{files: map[string]*ast.File{}, funcs: map[string][]*ast.FuncDecl{}, vars: map[string]ast.Expr{}, sinks: map[string]sink{}, all: &all}
			packages[dir] = p
			all = append(all, p)
		}
		rel, err := filepath.Rel(root, path)
		p.files[filepath.ToSlash(rel)] = f
		p.names = append(p.names, filepath.ToSlash(rel))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		p.index()
	}
	for _, p := range all {
		for _, name := range p.names {
			out = append(out, p.messages(name)...)
		}
	}
	return out
}

// index learns the package's functions, variables and the functions that pass a
// sentence on.
func (p *pkgSource) index() {
	for _, name := range p.names {
		for _, d := range p.files[name].Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				p.funcs[d.Name.Name] = append(p.funcs[d.Name.Name], d)
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if v, ok := s.(*ast.ValueSpec); ok && len(v.Values) == len(v.Names) {
						for i, n := range v.Names {
							p.vars[n.Name] = v.Values[i]
						}
					}
				}
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for _, file := range p.names {
			for _, d := range p.files[file].Decls {
				f, is := d.(*ast.FuncDecl)
				if !is || f.Body == nil {
					continue
				}
				if _, known := p.sink(f.Name.Name); known {
					continue
				}
				if s, ok := p.passes(f.Type, f.Body, nil); ok {
					p.sinks[f.Name.Name] = s
					changed = true
				}
			}
		}
	}
}

func (p *pkgSource) sink(name string) (sink, bool) {
	if s, ok := p.sinks[name]; ok {
		return s, true
	}
	s, ok := sinks[name]
	return s, ok
}

// passes reports as what sink a function with parameters serves.
func (p *pkgSource) passes(typ *ast.FuncType, body *ast.BlockStmt, local map[string]sink) (out sink, ok bool) {
	params := map[string]int{} // and variables made of them
	var names []string
	for _, field := range typ.Params.List {
		for _, name := range field.Names {
			params[name.Name] = len(names)
			names = append(names, name.Name)
		}
	}
	at := func(e ast.Expr) int {
		found := -1
		ast.Inspect(e, func(x ast.Node) bool {
			if id, is := x.(*ast.Ident); is {
				if k, known := params[id.Name]; known && found < 0 {
					switch id.Name {
					case "what", "hint", "why", "text", "zh":
						found = k
					}
				}
			}
			return true
		})
		return found
	}
	hinted := map[*ast.CallExpr][]lang.Text{}
	ast.Inspect(body, func(x ast.Node) bool {
		if call, is := x.(*ast.CallExpr); is && calledName(call) == "WithHint" {
			if made := maker(call); made != nil {
				hinted[made] = (&scope{p: p}).pair(call.Args[0], call.Args[1], call.Args[2:])
			}
		}
		if a, is := x.(*ast.AssignStmt); is && len(a.Lhs) == 1 && a.Tok == token.DEFINE {
			if k := at(a.Rhs[0]); k >= 0 {
				params[a.Lhs[0].(*ast.Ident).Name] = k
			}
		}
		call, is := x.(*ast.CallExpr)
		if !is || ok && out.kind == refusal {
			return true // what may refuse is no notice
		}
		s, known := local[calledName(call)]
		if !known {
			s, known = p.sink(calledName(call))
		}
		if !known || !s.takes(call) {
			return true
		}
		place := -1
		if s.pair >= 0 {
			for _, arg := range call.Args { // or among its operands: a part of the sentence
				if place < 0 {
					place = at(arg)
				}
			}
		} else {
			place = at(call.Args[s.text])
		}
		if place < 0 || ok && s.kind == notice {
			return true
		}
		out = sink{pair: -1, text: -1, hint: -1, args: len(names), kind: s.kind}
		if names[place] == "zh" {
			out.pair, out.args = place, place+2
		} else {
			out.text = place
		}
		out.always = slices.Concat(s.always, hinted[call])
		if s.hint >= 0 && s.hint < len(call.Args) {
			if out.hint = at(call.Args[s.hint]); out.hint < 0 {
				out.always = (&scope{p: p}).texts(call.Args[s.hint], 0)
			}
		}
		ok = true
		return true
	})
	return out, ok
}

func calledName(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// messages returns the sentences of one file in order.
func (p *pkgSource) messages(file string) (out []message) {
	if strings.HasPrefix(file, "internal/lang/system") { // what the operating system refuses
		ast.Inspect(p.files[file], func(x ast.Node) bool {
			if call, is := x.(*ast.CallExpr); is && calledName(call) == "T" {
				m := message{file: file, text: lang.Text{ZH: literal(call.Args[0]), EN: literal(call.Args[1])}}
				if r, known := systemRemedies[m.text.EN]; known {
					m.remedy = []lang.Text{r}
				}
				out = append(out, m)
			}
			return true
		})
		return out
	}
	for _, d := range p.files[file].Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			continue
		}
		in := newScope(p, f)
		last := -1                                // of the function: a hint may be given to it later
		hinted := map[*ast.CallExpr][]lang.Text{} // by the call that makes the error
		see := func(x ast.Node) bool {
			if a, is := x.(*ast.AssignStmt); is && last >= 0 {
				if sel, is := a.Lhs[0].(*ast.SelectorExpr); is && sel.Sel.Name == "Hint" {
					out[last].remedy = append(out[last].remedy, in.texts(a.Rhs[0], 0)...)
				}
			}
			call, is := x.(*ast.CallExpr)
			if !is {
				return true
			}
			name := calledName(call)
			var hint []lang.Text
			switch {
			case name == "WithHint" && len(call.Args) >= 2:
				hint = in.pair(call.Args[0], call.Args[1], call.Args[2:])
			case name == "Because":
				hint = []lang.Text{theCause}
			}
			if hint != nil {
				if made := maker(call); made != nil {
					hinted[made] = append(hinted[made], hint...)
				} else if id, is := call.Fun.(*ast.SelectorExpr).X.(*ast.Ident); is && last >= 0 && in.made(id.Name) {
					out[last].remedy = append(out[last].remedy, hint...)
				}
				return true
			}
			if name == "help" && len(call.Args) == 1 { // gives the error a hint of its own
				if made, is := call.Args[0].(*ast.CallExpr); is {
					hinted[made] = append(hinted[made], in.returned("help")...)
				}
			}
			s, known := in.local[name]
			if !known {
				s, known = p.sink(name)
			}
			if !known || !s.takes(call) {
				return true
			}
			var texts []lang.Text
			if s.pair >= 0 {
				texts = in.pair(call.Args[s.pair], call.Args[s.pair+1], nil)
			} else {
				// What callers pass is told where they call.
				own := *in
				own.params = nil
				texts = own.texts(call.Args[s.text], 0)
			}
			remedy := slices.Concat(hinted[call], s.always)
			if s.hint >= 0 && s.hint < len(call.Args) {
				remedy = append(remedy, in.texts(call.Args[s.hint], 0)...)
			}
			for _, t := range texts {
				if says(t) {
					out = append(out, message{file: file, kind: s.kind, text: t, remedy: unique(remedy)})
					last = len(out) - 1
				}
			}
			return true
		}
		ast.Inspect(f.Body, see)
	}
	return out
}

// theCause stands for a hint where an error names the one behind it.
var theCause = lang.T("见后面写的原因", "the message goes on with the cause")

// maker returns the call at the start of a chain: Errorf(…).Because(…).WithHint(…).
func maker(call *ast.CallExpr) *ast.CallExpr {
	for {
		next, chained := call.Fun.(*ast.SelectorExpr).X.(*ast.CallExpr)
		if !chained {
			return nil
		}
		if name := calledName(next); name != "WithHint" && name != "Because" {
			return next
		}
		call = next
	}
}

// says reports whether t has words of its own.
func says(t lang.Text) bool {
	return strings.ContainsFunc(operand.ReplaceAllString(strings.ReplaceAll(t.EN, "%%", ""), ""), unicode.IsLetter)
}
