// Command langpairs checks every pair of sentences in the code: the Chinese and
// the English one use the same operands with the same verbs, all of the operands
// that the call has, and verbs that fit them.
//
// A pair is what a call passes to parameters named zh and en, and what a
// lang.Text is made of. Sentences that are put together at run time are not
// looked at; their parts are, where a call passes them on. First it checks itself
// on planted pairs.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const module = "paiban/"

func main() {
	packages, err := listPackages()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	c := newChecker(packages)
	if wrong := c.checkPlanted(); len(wrong) > 0 {
		fmt.Println(strings.Join(wrong, "\n"))
		os.Exit(1)
	}
	c.pairs = 0
	var found []string
	for _, p := range packages {
		if !strings.HasPrefix(p.ImportPath, module) {
			continue
		}
		faults, err := c.checkPackage(p)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		found = append(found, faults...)
	}
	for _, f := range found {
		fmt.Println(f)
	}
	if len(found) > 0 || c.pairs == 0 {
		os.Exit(1)
	}
	fmt.Printf("%d pairs of sentences use the same operands\n", c.pairs)
}

// pkg is a package as the go command lists it, with its compiled form.
type pkg struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
}

func listPackages() ([]pkg, error) {
	cmd := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles", "./...")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, err
	}
	var packages []pkg
	for dec := json.NewDecoder(out); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		packages = append(packages, p)
	}
	return packages, cmd.Wait()
}

type checker struct {
	fset     *token.FileSet
	importer types.Importer
	info     *types.Info
	faults   []string
	pairs    int
}

func newChecker(packages []pkg) *checker {
	compiled := map[string]string{}
	for _, p := range packages {
		compiled[p.ImportPath] = p.Export
	}
	fset := token.NewFileSet()
	return &checker{fset: fset, importer: importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(compiled[path])
	})}
}

func (c *checker) checkPackage(p pkg) ([]string, error) {
	var files []*ast.File
	here, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for _, name := range p.GoFiles {
		path := filepath.Join(p.Dir, name)
		if rel, err := filepath.Rel(here, path); err == nil {
			path = rel
		}
		f, err := parser.ParseFile(c.fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return c.check(p.ImportPath, files)
}

// check returns the faults of a package.
func (c *checker) check(path string, files []*ast.File) ([]string, error) {
	c.info = &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}}
	c.faults = nil
	conf := types.Config{Importer: c.importer}
	if _, err := conf.Check(path, c.fset, files, c.info); err != nil {
		return nil, err
	}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				c.call(n)
			case *ast.CompositeLit:
				c.literal(n)
			}
			return true
		})
	}
	return c.faults, nil
}

func (c *checker) fault(at ast.Node, format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf("%s: %s", c.fset.Position(at.Pos()), fmt.Sprintf(format, args...)))
}

// constant returns the value of a string that is known before the program runs.
func (c *checker) constant(e ast.Expr) (string, bool) {
	v := c.info.Types[e].Value
	if v == nil || v.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(v), true
}

// call looks at the arguments of a call that go to parameters zh and en. Where
// any number of operands may follow, they are the rest of the call.
func (c *checker) call(call *ast.CallExpr) {
	sig, ok := types.Unalias(c.info.Types[call.Fun].Type).(*types.Signature)
	if !ok {
		return
	}
	params := sig.Params()
	for i := 0; i+1 < params.Len() && i+1 < len(call.Args); i++ {
		if params.At(i).Name() != "zh" || params.At(i+1).Name() != "en" {
			continue
		}
		zh, zhKnown := c.constant(call.Args[i])
		en, enKnown := c.constant(call.Args[i+1])
		if !zhKnown || !enKnown {
			return
		}
		c.pairs++
		if !sig.Variadic() || i+2 != params.Len()-1 || !types.Identical(params.At(i+2).Type(), types.NewSlice(types.Universe.Lookup("any").Type())) {
			c.same(call, zh, en, textVerbs)
			return
		}
		if !c.same(call, zh, en, formatVerbs) || call.Ellipsis.IsValid() {
			return
		}
		c.operands(call, zh, call.Args[i+2:])
	}
}

// literal looks at a lang.Text that is written out.
func (c *checker) literal(lit *ast.CompositeLit) {
	named, ok := types.Unalias(c.info.Types[lit].Type).(*types.Named)
	if !ok || named.Obj().Name() != "Text" || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != module+"internal/lang" || len(lit.Elts) != 2 {
		return
	}
	var said [2]string
	for i, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Value
		}
		if said[i], ok = c.constant(e); !ok {
			return
		}
	}
	c.pairs++
	c.same(lit, said[0], said[1], textVerbs)
}

// same says where one sentence of a pair uses an operand that the other does
// not use, or uses by another verb. How a name is quoted is up to the language:
// “%s” in one is %q in the other.
func (c *checker) same(at ast.Node, zh, en string, read func(string) (map[int][]string, error)) bool {
	inZH, err := read(zh)
	if err != nil {
		c.fault(at, "%v in %q", err, zh)
		return false
	}
	inEN, err := read(en)
	if err != nil {
		c.fault(at, "%v in %q", err, en)
		return false
	}
	if !maps.EqualFunc(inZH, inEN, func(a, b []string) bool { return slices.EqualFunc(a, b, alike) }) {
		c.fault(at, "%q has %s, %q has %s", zh, describe(inZH), en, describe(inEN))
		return false
	}
	return true
}

// alike reports whether two verbs print the same, except for quotation marks.
func alike(a, b string) bool {
	return strings.Replace(a, "q", "s", 1) == strings.Replace(b, "q", "s", 1)
}

// operands holds the verbs of a sentence against the operands of its call.
func (c *checker) operands(at ast.Node, sentence string, args []ast.Expr) {
	verbs, err := formatVerbs(sentence)
	if err != nil {
		return // same has told it
	}
	for n := range verbs {
		if n > len(args) {
			c.fault(at, "%q has %s, the call has %d operands", sentence, describe(verbs), len(args))
			return
		}
	}
	for i, arg := range args {
		if verbs[i+1] == nil {
			c.fault(arg, "%q does not use operand %d", sentence, i+1)
		}
		for _, verb := range verbs[i+1] {
			if t := c.info.Types[arg].Type; !fits(verb[len(verb)-1], t) {
				c.fault(arg, "%q: %s does not fit operand %d, a %s", sentence, verb, i+1, t)
			}
		}
	}
}

// formatVerbs returns the verbs of a format by the number of their operand, each
// with its flags, in order of their text. Operands count from 1.
func formatVerbs(s string) (map[int][]string, error) {
	verbs := map[int][]string{}
	next := 1
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			continue
		}
		i++
		from := i
		for i < len(s) && strings.IndexByte("+-# 0123456789.", s[i]) >= 0 {
			i++
		}
		flags := s[from:i]
		if i < len(s) && s[i] == '[' {
			end := strings.IndexByte(s[i:], ']')
			if end < 0 {
				return nil, errors.New("an operand's number without an end")
			}
			n, err := strconv.Atoi(s[i+1 : i+end])
			if err != nil || n < 1 {
				return nil, errors.New("an operand's number that is none")
			}
			next = n
			i += end + 1
			if i < len(s) && strings.IndexByte("0123456789.", s[i]) >= 0 {
				return nil, errors.New("a precision after an operand's number: write %.1[2]f")
			}
		}
		switch {
		case i >= len(s):
			return nil, errors.New("a percent sign without a verb")
		case s[i] == '%':
			continue
		case strings.IndexByte("vdsqfgtxXcTeb", s[i]) < 0:
			return nil, fmt.Errorf("unknown verb %%%s%c", flags, []rune(s[i:])[0])
		}
		verbs[next] = append(verbs[next], "%"+flags+s[i:i+1])
		next++
	}
	for _, list := range verbs {
		slices.Sort(list)
	}
	return verbs, nil
}

// textVerbs is formatVerbs for a sentence that may be a plain text: 20% of it is
// a share, and what is no verb means nothing.
func textVerbs(s string) (map[int][]string, error) {
	verbs := map[int][]string{}
	for i, rest := 0, s; ; {
		at := strings.IndexByte(rest, '%')
		if at < 0 {
			return verbs, nil
		}
		rest = rest[at+1:]
		verb := strings.TrimLeft(rest, "+-#0123456789.[]")
		if verb != "" && strings.IndexByte("vdsqfgtxXcTeb", verb[0]) >= 0 {
			i++
			verbs[i] = []string{"%" + rest[:len(rest)-len(verb)+1]}
		}
	}
}

func describe(verbs map[int][]string) string {
	if len(verbs) == 0 {
		return "no operand"
	}
	var parts []string
	for _, n := range slices.Sorted(maps.Keys(verbs)) {
		parts = append(parts, fmt.Sprintf("operand %d as %s", n, strings.Join(verbs[n], " and ")))
	}
	return strings.Join(parts, ", ")
}

// fits reports whether a verb can print a value of type t.
func fits(verb byte, t types.Type) bool {
	basic, _ := t.Underlying().(*types.Basic)
	is := func(kind types.BasicInfo) bool { return basic != nil && basic.Info()&kind != 0 }
	switch verb {
	case 'd', 'c', 'x', 'X', 'b':
		return is(types.IsInteger)
	case 'f', 'g', 'e':
		return is(types.IsFloat)
	case 't':
		return is(types.IsBoolean)
	case 's', 'q':
		return is(types.IsString) || verb == 'q' && is(types.IsInteger) || speaks(t)
	}
	return true
}

// speaks reports whether t has words of its own: a text in both languages, an
// error, a String method, or a list of such.
func speaks(t types.Type) bool {
	if list, ok := t.Underlying().(*types.Slice); ok {
		t = list.Elem()
		if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&(types.IsString|types.IsInteger) != 0 {
			return true
		}
	}
	if types.IsInterface(t) {
		return true
	}
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Name() == "Text" {
		return true
	}
	for _, name := range []string{"String", "Error"} {
		if m, _, _ := types.LookupFieldOrMethod(t, true, nil, name); m != nil {
			if _, ok := m.(*types.Func); ok {
				return true
			}
		}
	}
	return false
}

// planted is a file of pairs; the comment at the end of a line is part of the
// fault that has to be found there.
const planted = `package planted

import "paiban/internal/lang"

func say(zh, en string, args ...any) {}

func need(ok bool, zh, en string, args ...any) {}

func all(name string, n int, share float64, err error, list []string) {
	lang.F("%s 有 %d 人", "%s has %d people", name, n)
	lang.F("%[2]d 人：%[1]s", "%[1]s: %[2]d", name, n)
	lang.F("%s %.1f%%", "%s %.1f%%", lang.T("早", "early"), share)
	lang.T("不超过 20%", "at most 20% of it")
	lang.Errorf("%s：%v", "%s: %v", list, err).WithHint("见 %s", "see %s", name)
	lang.F("没有“%s”", "there is no %q", name)
	lang.F("%s 有 %d 人", "%s has people", name, n) // "%s has people" has operand 1 as %s
	lang.F("%s 有 %d 人", "%d has %s people", name, n) // operand 1 as %d
	lang.F("%.1f 小时", "%.2f hours", share) // operand 1 as %.2f
	lang.F("%s", "%s", name, n) // does not use operand 2
	lang.F("%s 有 %d 人", "%s has %d people", name) // the call has 1 operands
	lang.F("%d 人", "%d people", name) // does not fit operand 1
	lang.F("%s", "%s", share) // does not fit operand 1
	lang.F("%.1[1]f", "%[1].1f", share) // a precision after
	lang.F("90%", "90%") // without a verb
	lang.Errorf("%d 人", "people", n) // no operand
	lang.Errorf("坏", "bad").WithHint("见 %s", "see", name) // no operand
	lang.T("%d 人", "people") // no operand
	_ = lang.Text{"%s 人", "%d people"} // operand 1 as %d
	_ = lang.Text{ZH: "%s 人", EN: "people"} // no operand
	say("%d", "%s", n) // operand 1 as %s
	need(n > 0, "%d", "one", n) // no operand
	local := func(zh, en string, args ...any) {}
	local("%d", "one", n) // no operand
}
`

// checkPlanted says which planted faults are not found, and what is found where
// none is.
func (c *checker) checkPlanted() (wrong []string) {
	f, err := parser.ParseFile(c.fset, "planted.go", planted, parser.SkipObjectResolution)
	if err != nil {
		return []string{err.Error()}
	}
	faults, err := c.check("planted", []*ast.File{f})
	if err != nil {
		return []string{err.Error()}
	}
	for i, line := range strings.Split(planted, "\n") {
		_, want, bad := strings.Cut(line, " // ")
		prefix := fmt.Sprintf("planted.go:%d:", i+1)
		at := slices.IndexFunc(faults, func(f string) bool { return strings.HasPrefix(f, prefix) })
		switch {
		case bad && (at < 0 || !strings.Contains(faults[at], want)):
			wrong = append(wrong, fmt.Sprintf("the planted fault %q is not found in %s", want, strings.TrimSpace(line)))
		case !bad && at >= 0:
			wrong = append(wrong, "not a fault: "+faults[at])
		}
	}
	return wrong
}
