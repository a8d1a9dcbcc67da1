package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"paiban/internal/lang"
)

// TestDocsMessages keeps docs/troubleshooting.md: every sentence by which the
// program refuses something, or says what it leaves out, is found in the source
// and stands there with what to do about it. The source is read as syntax: a
// sentence is a pair of strings, Chinese and English, that reaches lang.Errorf,
// table.Problems.Add or a function that passes it on to one of these.
func TestDocsMessages(t *testing.T) {
	found := readMessages(t, "../..")
	var page strings.Builder
	listed := map[string]bool{}
	for _, s := range troubles {
		fmt.Fprintf(&page, "## %s\n\n%s\n\n", s.title, s.about)
		var told []message
		for _, m := range found {
			if !s.has(m.file) {
				continue
			}
			listed[m.file] = true
			if k := slices.IndexFunc(told, func(o message) bool { return o.text == m.text && o.kind == m.kind }); k >= 0 {
				told[k].remedy = unique(slices.Concat(told[k].remedy, m.remedy))
			} else {
				told = append(told, m)
			}
		}
		for _, k := range []messageKind{refusal, notice} {
			writeMessages(&page, k, told)
		}
		if !s.remedy.IsZero() {
			fmt.Fprintf(&page, "Where nothing stands beside a message: %s / %s.\n\n", s.remedy.ZH, s.remedy.EN)
		}
	}
	for _, m := range found {
		if !listed[m.file] {
			listed[m.file] = true
			t.Errorf("%s speaks to users, but no section of docs/troubleshooting.md is about it; see troubles", m.file)
		}
	}
	if len(found) < 400 {
		t.Errorf("only %d messages were found: does the search for them still fit the code?", len(found))
	}
	for _, m := range found {
		if m.kind == refusal && m.remedy == nil && !slices.ContainsFunc(troubles, func(s trouble) bool { return s.has(m.file) && !s.remedy.IsZero() }) {
			t.Errorf("%s: %q does not say what to do; give it a hint", m.file, m.text.EN)
		}
	}
	keepPart(t, "../../docs/troubleshooting.md", "messages", page.String())
}

func writeMessages(page *strings.Builder, k messageKind, told []message) {
	head := "| message | what to do |\n|---|---|\n"
	if k == notice {
		head = "Notices, by which nothing is refused:\n\n| notice |\n|---|\n"
	}
	for _, m := range told {
		if m.kind != k {
			continue
		}
		page.WriteString(head)
		head = ""
		page.WriteString("| " + inCell(m.text))
		if k == refusal {
			var remedies []string
			for _, r := range m.remedy {
				remedies = append(remedies, inCell(r))
			}
			page.WriteString(" | " + strings.Join(remedies, "<br>"))
		}
		page.WriteString(" |\n")
	}
	if head == "" {
		page.WriteByte('\n')
	}
}

// operand is where a sentence has a value of the moment.
var operand = regexp.MustCompile(`%(\[\d+\])?[-+#0 ]*[\d.]*[a-zA-Z]`)

// inCell puts a sentence into a cell of a table of Markdown, values as ….
func inCell(t lang.Text) string {
	plain := func(s string) string {
		s = strings.ReplaceAll(s, "%%", "\x00")
		s = operand.ReplaceAllString(s, "…")
		return strings.NewReplacer("\x00", "%", "\n", " ", "|", "\\|", "<", "&lt;", "*", "\\*", "_", "\\_").Replace(s)
	}
	zh, en := plain(t.ZH), plain(t.EN)
	if zh == en {
		return zh
	}
	return zh + "<br>" + en
}

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
					out = append(out, message{file: file, kind: s.kind, text: t, remedy: remedy})
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
var theCause = lang.T("见后面写的原因", "the cause is told behind it")

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

// scope is a function: what its variables may hold, and its local functions
// that pass a sentence on.
type scope struct {
	p      *pkgSource
	values map[string][]ast.Expr
	local  map[string]sink
	name   string         // of the function
	params map[string]int // its parameters
}

func newScope(p *pkgSource, f *ast.FuncDecl) *scope {
	s := &scope{p: p, values: map[string][]ast.Expr{}, local: map[string]sink{}, name: f.Name.Name, params: map[string]int{}}
	n := 0
	for _, field := range f.Type.Params.List {
		for _, name := range field.Names {
			s.params[name.Name] = n
			n++
		}
	}
	s.learn(f.Body)
	return s
}

// made reports whether a variable holds an error that the function made itself.
func (s *scope) made(name string) (yes bool) {
	for _, e := range s.values[name] {
		ast.Inspect(e, func(x ast.Node) bool {
			if call, is := x.(*ast.CallExpr); is && calledName(call) == "Errorf" {
				yes = true
			}
			return !yes
		})
	}
	return yes
}

// elsewhere returns the first other package with a function of that name.
func (p *pkgSource) elsewhere(name string) *pkgSource {
	for _, o := range *p.all {
		if o.funcs[name] != nil {
			return o
		}
	}
	return p
}

// given returns what callers within the package pass for a parameter.
func (s *scope) given(param string, deep int) (out []lang.Text) {
	k, is := s.params[param]
	if !is {
		return nil
	}
	for _, name := range s.p.names {
		for _, d := range s.p.files[name].Decls {
			f, is := d.(*ast.FuncDecl)
			if !is || f.Body == nil || f.Name.Name == s.name {
				continue
			}
			ast.Inspect(f.Body, func(x ast.Node) bool {
				if call, is := x.(*ast.CallExpr); is && calledName(call) == s.name && k < len(call.Args) {
					out = append(out, (&scope{p: s.p}).texts(call.Args[k], deep+1)...)
				}
				return true
			})
		}
	}
	return out
}

func (s *scope) learn(body *ast.BlockStmt) {
	ast.Inspect(body, func(x ast.Node) bool {
		a, ok := x.(*ast.AssignStmt)
		if !ok || len(a.Lhs) != len(a.Rhs) {
			return true
		}
		for i, l := range a.Lhs {
			switch l := l.(type) {
			case *ast.Ident:
				s.values[l.Name] = append(s.values[l.Name], a.Rhs[i])
				if f, is := a.Rhs[i].(*ast.FuncLit); is {
					if k, passes := s.p.passes(f.Type, f.Body, s.local); passes {
						s.local[l.Name] = k
					}
				}
			case *ast.SelectorExpr: // e.Hint = …
				if id, is := l.X.(*ast.Ident); is {
					key := id.Name + "." + l.Sel.Name
					s.values[key] = append(s.values[key], a.Rhs[i])
				}
			}
		}
		return true
	})
}

// returned finds the hint that a local function gives.
func (s *scope) returned(name string) (out []lang.Text) {
	for _, e := range s.values[name] {
		ast.Inspect(e, func(x ast.Node) bool {
			if call, is := x.(*ast.CallExpr); is && calledName(call) == "WithHint" {
				out = append(out, s.pair(call.Args[0], call.Args[1], call.Args[2:])...)
			}
			return true
		})
	}
	return out
}

// pair reads a Chinese and an English string. Where they are the fields zh and
// en of a list, all of the list is read; where they hold nothing but a Text
// among their operands, that is read.
func (s *scope) pair(zh, en ast.Expr, operands []ast.Expr) []lang.Text {
	t := lang.Text{ZH: literal(zh), EN: literal(en)}
	if t.ZH != "" && t.EN != "" && says(t) {
		return []lang.Text{t}
	}
	var out []lang.Text
	if sel, is := zh.(*ast.SelectorExpr); is && sel.Sel.Name == "zh" {
		for _, name := range s.p.names {
			ast.Inspect(s.p.files[name], func(x ast.Node) bool {
				if c, is := x.(*ast.CompositeLit); is && c.Type == nil {
					for i := 1; i < len(c.Elts); i++ {
						if t := (lang.Text{ZH: literal(c.Elts[i-1]), EN: literal(c.Elts[i])}); chinese(t.ZH) && t.EN != "" && !chinese(t.EN) {
							out = append(out, t)
						}
					}
				}
				return true
			})
		}
	}
	for _, e := range operands {
		out = append(out, s.texts(e, 0)...)
	}
	return out
}

func chinese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// literal returns the string that e is made of, as far as it is written out.
func literal(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			v, _ := strconv.Unquote(e.Value)
			return v
		}
	case *ast.BinaryExpr:
		return literal(e.X) + literal(e.Y)
	}
	return ""
}

// texts returns the sentences that e may be.
func (s *scope) texts(e ast.Expr, deep int) (out []lang.Text) {
	if deep > 4 {
		return nil
	}
	switch e := e.(type) {
	case *ast.CallExpr:
		name := calledName(e)
		switch {
		case (name == "T" || name == "F") && len(e.Args) >= 2:
			return s.pair(e.Args[0], e.Args[1], e.Args[2:])
		case name == "Errorf" || name == "Problem":
			return nil
		case name == "HintFor" && len(e.Args) == 2:
			return s.texts(e.Args[1], deep+1)
		}
		where := s.p
		if where.funcs[name] == nil {
			where = s.p.elsewhere(name)
		}
		for _, f := range where.funcs[name] {
			if f.Type.Results == nil || f.Body == nil {
				continue
			}
			inner := newScope(where, f)
			ast.Inspect(f.Body, func(x ast.Node) bool {
				if r, is := x.(*ast.ReturnStmt); is {
					for _, v := range r.Results {
						out = append(out, inner.texts(v, deep+1)...)
					}
				}
				return true
			})
		}
	case *ast.Ident:
		for _, v := range s.values[e.Name] {
			out = append(out, s.texts(v, deep+1)...)
		}
		if v, is := s.p.vars[e.Name]; is && s.values[e.Name] == nil {
			out = append(out, s.texts(v, deep+1)...)
		}
		out = append(out, s.given(e.Name, deep)...)
	case *ast.SelectorExpr: // a variable of another package
		for _, o := range *s.p.all {
			if v, is := o.vars[e.Sel.Name]; is && ast.IsExported(e.Sel.Name) {
				return (&scope{p: o}).texts(v, deep+1)
			}
		}
	case *ast.IndexExpr:
		if id, is := e.X.(*ast.Ident); is {
			if list, is := s.p.vars[id.Name].(*ast.CompositeLit); is {
				key := literal(e.Index)
				for _, x := range list.Elts {
					if kv, is := x.(*ast.KeyValueExpr); is && (key == "" || literal(kv.Key) == key) {
						out = append(out, s.texts(kv.Value, deep+1)...)
					}
				}
			}
		}
	}
	return unique(out)
}

func unique(list []lang.Text) (out []lang.Text) {
	for _, t := range list {
		if says(t) && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// trouble is a section of docs/troubleshooting.md: what the user was doing.
type trouble struct {
	title, about string
	remedy       lang.Text // where the message itself says it all
	files        []string  // prefixes; the longest of all sections counts
}

func (s *trouble) has(file string) bool {
	best, mine := "", false
	for i := range troubles {
		for _, prefix := range troubles[i].files {
			if strings.HasPrefix(file, prefix) && len(prefix) > len(best) {
				best, mine = prefix, cmp.Compare(troubles[i].title, s.title) == 0
			}
		}
	}
	return mine
}
