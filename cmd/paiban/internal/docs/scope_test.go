package docs

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"paiban/internal/lang"
)

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
