package workspace

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// A real configuration has a few kilobytes and is five levels deep. The time of the
// library's parser grows faster than the depth; these limits keep it within a
// second on any input.
const (
	maxConfig = 256 << 10
	maxDepth  = 64
)

// deep reports whether src opens more brackets, or more list items on a line,
// than any configuration would. Quoted ones count too; nobody has that many.
func deep(src []byte) bool {
	depth, dashes := 0, 0
	for i, c := range src {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(0, depth-1)
		case '\n':
			dashes = 0
		case '-', '?':
			if i+1 < len(src) && src[i+1] == ' ' {
				dashes++
			}
		}
		if depth > maxDepth || dashes > maxDepth {
			return true
		}
	}
	return false
}

// decode lays the YAML document src over the value into, a pointer to a struct
// that may already hold a preset: a scalar replaces, a mapping merges key by
// key, a list of things with an id merges by id ("remove: true" drops one), any
// other list replaces. An [Origin] that src does not mention becomes from where
// src says something about the rule it belongs to, and a rule that is off becomes
// hard unless src gives its force.
//
// Every unknown key and bad value is reported with file, line and column, all of
// them at once.
//
// It walks the syntax tree itself, because the library's own decoder stops at
// the first error, cannot merge lists by id and knows no second language.
func decode(file string, src []byte, from Source, into any) error {
	_, err := decodePlaces(file, src, from, into)
	return err
}

// decodePlaces is decode, and says where each key stands.
func decodePlaces(file string, src []byte, from Source, into any) (places, error) {
	d := &decoder{file: file, from: from, places: places{}}
	if !d.read(src, into) {
		return nil, d.problems.Err()
	}
	return d.places, d.problems.Err()
}

// read lays src over into and reports whether it is YAML.
func (d *decoder) read(src []byte, into any) bool {
	text := string(src)
	if len(src) <= maxConfig {
		// What else is wrong is told at once, as if the colons were right.
		text = d.wideKeys(text, keysOf(reflect.TypeOf(into)))
	}
	root, err := d.parse([]byte(text))
	if err == nil && root != nil {
		d.value(root, reflect.ValueOf(into).Elem())
	}
	hintWide(d.file, string(src), d.problems)
	return err == nil
}

type decoder struct {
	file     string
	from     Source
	problems table.Problems

	path   string // of the value being read: queues[service].windows[day].hours
	places places
	spoilt []string // paths of values that cannot be read
}

// isSpoilt reports whether the value at key, or one within it, cannot be read.
func (d *decoder) isSpoilt(key string) bool {
	return slices.ContainsFunc(d.spoilt, func(s string) bool {
		rest, in := strings.CutPrefix(s, key)
		return in && (rest == "" || rest[0] == '.' || rest[0] == '[')
	})
}

// places holds where the keys of a document stand, FILE:LINE:COLUMN by path.
type places map[string]string

// of returns the place of a key, or of the nearest key around it that the
// document has; "" where it has none.
func (p places) of(key string) string {
	for {
		if at, ok := p[key]; ok {
			return at
		}
		end := strings.LastIndexAny(key, ".[")
		if end < 0 {
			return ""
		}
		key = key[:end]
	}
}

// within reads a part of the value being read, named by name at tok.
func (d *decoder) within(name string, tok *token.Token, n ast.Node, v reflect.Value) {
	outer := d.path
	if d.path += name; outer == "" {
		d.path = strings.TrimPrefix(name, ".")
	}
	d.places[d.path] = d.at(tok)
	d.value(n, v)
	d.path = outer
}

// parse returns the root node, nil for a document that says nothing.
func (d *decoder) parse(src []byte) (root ast.Node, err error) {
	bad := func(tok *token.Token, zh, en string) error {
		d.add(tok, lang.F("不是有效的 YAML：%s", "not valid YAML: %s", lang.T(zh, en)),
			lang.T("检查缩进（只用空格）、冒号后的空格；以 ! & * 开头的值要加引号", "check indentation (spaces only) and the space after each colon; put a value that begins with !, & or * in quotes"))
		return d.problems
	}
	if len(src) > maxConfig {
		return nil, bad(nil, fmt.Sprintf("文件有 %d 字节，超过 %d", len(src), maxConfig), fmt.Sprintf("the file has %d bytes, more than %d", len(src), maxConfig))
	}
	if deep(src) {
		return nil, bad(nil, fmt.Sprintf("嵌套超过 %d 层", maxDepth), fmt.Sprintf("nested more than %d levels deep", maxDepth))
	}
	// The parser is somebody else's and panics on some broken input.
	defer func() {
		if p := recover(); p != nil {
			root, err = nil, bad(nil, "无法解析", "cannot be parsed")
		}
	}()
	f, perr := parser.ParseBytes([]byte(strings.TrimPrefix(string(src), "\ufeff")), 0)
	if perr != nil {
		var at interface {
			GetToken() *token.Token
			GetMessage() string
		}
		if errors.As(perr, &at) {
			return nil, bad(at.GetToken(), at.GetMessage(), at.GetMessage())
		}
		return nil, bad(nil, perr.Error(), perr.Error())
	}
	for _, doc := range f.Docs {
		if doc.Body == nil || doc.Body.Type() == ast.NullType || doc.Body.Type() == ast.CommentType {
			continue
		}
		if root != nil {
			return nil, bad(doc.Body.GetToken(), "有两个文档（---）", "two documents (---)")
		}
		root = doc.Body
	}
	return root, nil
}

// add reports a problem at tok. The line and column stand in the file part of
// the position because a column of text is a number, not a letter.
func (d *decoder) add(tok *token.Token, what, hint lang.Text) {
	d.problems.Add(table.Pos{File: d.at(tok)}, what, hint)
	d.spoilt = append(d.spoilt, d.path)
}

func (d *decoder) at(tok *token.Token) string {
	if tok == nil || tok.Position == nil {
		return d.file
	}
	return fmt.Sprintf("%s:%d:%d", d.file, tok.Position.Line, tok.Position.Column)
}

var textType = reflect.TypeFor[lang.Text]()

func (d *decoder) value(n ast.Node, v reflect.Value) {
	switch n.(type) {
	case *ast.NullNode, nil:
		return // "key:" with nothing after it says nothing
	}
	if v.Kind() == reflect.Pointer { // a value that may be left out
		to := reflect.New(v.Type().Elem())
		d.value(n, to.Elem())
		v.Set(to)
		return
	}
	switch n := n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		d.add(n.GetToken(), lang.T("不支持锚点、别名和标签", "anchors, aliases and tags are not supported"), lang.T("直接写出值；以 ! & * 开头的值要加引号", "write the value out; put one that begins with !, & or * in quotes"))
	case *ast.MappingNode:
		d.mapping(n, v)
	case *ast.SequenceNode:
		d.sequence(n, v)
	default:
		d.scalar(n, v)
	}
}

// ---- scalars

func scalarText(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return visible(n.Value), true
	case *ast.LiteralNode:
		return visible(n.Value.Value), true
	case ast.ScalarNode:
		return visible(n.GetToken().Value), true
	}
	return "", false
}

// visible returns s without invisible characters: control characters that a terminal
// would obey, and characters that a workbook cannot store.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			return -1
		}
		return r
	}, s)
}

func (d *decoder) scalar(n ast.Node, v reflect.Value) {
	s, ok := scalarText(n)
	if !ok {
		d.add(n.GetToken(), lang.T("这里要写一个值", "a value is missing here"), lang.T("在冒号后写上值，或删掉这个键", "write a value after the colon, or delete the key"))
		return
	}
	if v.Kind() == reflect.Slice { // one thing stands for a list of one
		one := reflect.New(v.Type().Elem()).Elem()
		d.scalar(n, one)
		v.Set(reflect.Append(reflect.MakeSlice(v.Type(), 0, 1), one))
		return
	}
	if v.Type() == textType {
		v.Set(reflect.ValueOf(lang.Same(s)))
		return
	}
	if err := setScalar(v, s); err != nil {
		var e *lang.Error
		if errors.As(err, &e) {
			d.add(n.GetToken(), e.What, e.Hint)
			return
		}
		d.add(n.GetToken(), lang.Same(err.Error()), lang.Text{})
	}
}

// setScalar reads s into v.
func setScalar(v reflect.Value, s string) error {
	switch u := v.Addr().Interface().(type) {
	case encoding.TextUnmarshaler:
		return u.UnmarshalText([]byte(s))
	case interface{ UnmarshalYAML(func(any) error) error }:
		return u.UnmarshalYAML(func(into any) error { return setScalar(reflect.ValueOf(into).Elem(), s) })
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(s)
	case reflect.Bool:
		switch strings.ToLower(s) {
		case "true", "yes", "on", "是":
			v.SetBool(true)
		case "false", "no", "off", "否":
			v.SetBool(false)
		default:
			return lang.Errorf("%q 不是 true 或 false", "%q is neither true nor false", s).WithHint("写 true 或 false", "write true or false")
		}
	case reflect.Int, reflect.Int64:
		i, err := strconv.ParseInt(s, 10, 32)
		if err != nil {
			return lang.Errorf("%q 不是整数", "%q is not a whole number", s).WithHint("只写数字，如 8", "write digits only, such as 8")
		}
		v.SetInt(i)
	case reflect.Float64:
		f, err := strconv.ParseFloat(s, 64)
		if err != nil || f != f || f > 1e12 || f < -1e12 {
			return lang.Errorf("%q 不是数字", "%q is not a number", s).WithHint("只写数字，如 7.5", "write a number, such as 7.5")
		}
		v.SetFloat(f)
	default:
		return lang.Errorf("%q 处应写多项（键: 值）", "%q is written where keys and values are expected", s).
			WithHint("换行缩进后写 键: 值", "write key: value on indented lines below")
	}
	return nil
}

// ---- lists

func (d *decoder) sequence(n *ast.SequenceNode, v reflect.Value) {
	if v.Kind() != reflect.Slice {
		d.add(n.GetToken(), lang.T("这里不能写列表", "a list is not allowed here"), lang.T("只写一个值，不用 - 或 [ ]", "write one value, without - or [ ]"))
		return
	}
	if idField(v.Type().Elem()) >= 0 {
		d.mergeByID(n, v)
		return
	}
	out := reflect.MakeSlice(v.Type(), 0, len(n.Values))
	for i, e := range n.Values {
		one := reflect.New(v.Type().Elem()).Elem()
		d.within(fmt.Sprintf("[%d]", i), e.GetToken(), e, one)
		out = reflect.Append(out, one)
	}
	v.Set(out)
}

// idField returns the index of the field named ID of a struct that can be
// merged by it, or -1.
func idField(t reflect.Type) int {
	if t.Kind() != reflect.Struct {
		return -1
	}
	f, ok := t.FieldByName("ID")
	if !ok || f.Type.Kind() != reflect.String || len(f.Index) != 1 {
		return -1
	}
	return f.Index[0]
}

// mergeByID lays each element over the one with the same id, or appends it. The
// order of what was there stays.
func (d *decoder) mergeByID(n *ast.SequenceNode, v reflect.Value) {
	id := idField(v.Type().Elem())
	out := reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()+len(n.Values)), v)
	var seen []string
	for _, e := range n.Values {
		m, ok := e.(*ast.MappingNode)
		if !ok {
			d.value(e, reflect.New(v.Type().Elem()).Elem()) // reports what is wrong
			continue
		}
		key, at := "", m.GetToken()
		for _, kv := range m.Values {
			if s, ok := scalarText(kv.Value); ok && keyText(kv) == "id" {
				key, at = s, kv.Value.GetToken()
			}
		}
		if key == "" {
			d.add(at, lang.T("缺少 id", "id is missing"), lang.T("每一项都要有 id；与预设相同的 id 表示修改它", "every entry needs an id; the id of the preset's entry changes that one"))
			continue
		}
		if contains(seen, key) {
			d.add(at, lang.F("id %q 写了两次", "id %q is given twice", key), lang.T("合并成一项，或换一个 id", "join the two, or use another id"))
			continue
		}
		seen = append(seen, key)
		i := 0
		for i < out.Len() && out.Index(i).Field(id).String() != key {
			i++
		}
		remove := false
		for _, kv := range m.Values {
			if s, ok := scalarText(kv.Value); ok && keyText(kv) == "remove" {
				remove = s == "true"
			}
		}
		switch {
		case remove && i == out.Len():
			d.add(at, lang.F("没有可删除的 id %q", "there is no id %q to remove", key), nearestIDs(key, out, id))
			continue
		case remove:
			out = reflect.AppendSlice(out.Slice(0, i), out.Slice(i+1, out.Len()))
			continue
		case i == out.Len():
			out = reflect.Append(out, reflect.New(v.Type().Elem()).Elem())
		}
		d.within("["+key+"]", at, m, out.Index(i))
	}
	v.Set(out)
}

func nearestIDs(key string, list reflect.Value, id int) lang.Text {
	var ids []string
	for i := 0; i < list.Len(); i++ {
		ids = append(ids, list.Index(i).Field(id).String())
	}
	return didYouMean(key, ids)
}

// ---- mappings

func keyText(kv *ast.MappingValueNode) string {
	if s, ok := kv.Key.(*ast.StringNode); ok {
		return s.Value
	}
	return kv.Key.GetToken().Value
}

// alone lays a mapping over a list of things without id: it stands for the only thing
// of the list.
func (d *decoder) alone(n *ast.MappingNode, v reflect.Value) {
	out := reflect.MakeSlice(v.Type(), 1, 1)
	if v.Len() == 1 {
		out.Index(0).Set(v.Index(0))
	}
	d.mapping(n, out.Index(0))
	v.Set(out)
}

func (d *decoder) mapping(n *ast.MappingNode, v reflect.Value) {
	if to, ok := v.Addr().Interface().(*Offsets); ok {
		*to = nil
		for _, kv := range n.Values {
			o := OffsetOf{Who: keyText(kv)}
			d.value(kv.Value, reflect.ValueOf(&o.Days).Elem())
			*to = append(*to, o)
		}
		return
	}
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct && idField(v.Type().Elem()) < 0 {
		d.alone(n, v)
		return
	}
	if v.Kind() != reflect.Struct {
		d.add(n.GetToken(), lang.T("这里不能写 键: 值", "keys and values are not allowed here"), lang.T("写一个值或列表", "write one value or a list"))
		return
	}
	if v.Type() == reflect.TypeFor[Span]() {
		// Inside [{…}] the parser takes 08:00-12:00 for the key 08 of 00-12:00.
		if len(n.Values) == 1 {
			if rest, ok := scalarText(n.Values[0].Value); ok {
				text := keyText(n.Values[0]) + ":" + rest
				err := setScalar(v, text)
				if err == nil {
					return
				}
				if e, ok := err.(*lang.Error); ok && strings.Count(text, ":") == 2 {
					d.add(n.GetToken(), e.What, e.Hint)
					return
				}
			}
		}
		d.add(n.GetToken(), lang.T("时间段看不懂", "a span is not understood"), lang.T(`给它加上引号："08:00-12:00"`, `put it in quotes: "08:00-12:00"`))
		return
	}
	fields := fieldsOf(v.Type())
	var seen []string
	for _, kv := range n.Values {
		key := keyText(kv)
		if contains(seen, key) {
			d.add(kv.Key.GetToken(), lang.F("键 %q 写了两次", "key %q is given twice", key), lang.T("合并成一个", "join the two"))
			continue
		}
		seen = append(seen, key)
		if key == "remove" && idField(v.Type()) >= 0 {
			continue // "remove: false"; true was dealt with by mergeByID
		}
		f, ok := find(fields, key)
		if !ok {
			d.add(kv.Key.GetToken(), lang.F("不认识的键 %q", "unknown key %q", key), didYouMean(key, names(fields)))
			continue
		}
		if to := v.FieldByIndex(f.index); saysNothing(kv.Value) && single(to) {
			d.add(kv.Key.GetToken(), lang.F("%s 后面没有写值", "there is no value after %s", key), lang.T("在冒号后写上值，或删掉这一行", "write a value after the colon, or delete the line"))
			continue
		}
		if r, ok := v.Addr().Interface().(*Rules); ok {
			d.ruleEntries(kv, key, r)
			continue
		}
		d.within("."+key, kv.Key.GetToken(), kv.Value, v.FieldByIndex(f.index))
	}
	if f, ok := find(fields, "origin"); ok && !contains(seen, "origin") && len(seen) > 0 {
		if o, ok := v.FieldByIndex(f.index).Addr().Interface().(*Origin); ok {
			*o = Origin{From: d.from}
		}
	}
	if r, ok := v.Addr().Interface().(*RestRule); ok && contains(seen, "min") && !contains(seen, "usual") {
		r.Usual = max(r.Usual, r.Min) // nobody asks for more and plans for less
	}
	if f, ok := find(fields, "force"); ok && !contains(seen, "force") && len(seen) > 0 {
		if o, ok := v.FieldByIndex(f.index).Addr().Interface().(*Force); ok && o.Off() {
			*o = Force{Hard: true} // whoever writes a rule means it
		}
	}
}

// saysNothing reports whether nothing stands after a key; null and ~ say that there is none.
func saysNothing(n ast.Node) bool {
	null, ok := n.(*ast.NullNode)
	return n == nil || ok && null.GetToken().Type == token.ImplicitNullType
}

// single reports whether v holds one value, not several keys or a list: whoever leaves
// it out has forgotten it, where an empty list or group of keys changes nothing.
func single(v reflect.Value) bool {
	if _, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		return v.Kind() != reflect.Slice
	}
	return v.Kind() != reflect.Slice && v.Kind() != reflect.Struct
}

type field struct {
	name  string
	index []int
}

// fieldsOf lists the yaml names of a struct's fields in order; an embedded
// struct's fields are its own.
func fieldsOf(t reflect.Type) (out []field) {
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch {
		case f.Anonymous && f.Type.Kind() == reflect.Struct:
			for _, g := range fieldsOf(f.Type) {
				out = append(out, field{g.name, append([]int{i}, g.index...)})
			}
		case !f.IsExported() || name == "-":
		case name != "":
			out = append(out, field{name, []int{i}})
		default:
			out = append(out, field{strings.ToLower(f.Name), []int{i}})
		}
	}
	return out
}

func find(fields []field, name string) (field, bool) {
	for _, f := range fields {
		if f.name == name {
			return f, true
		}
	}
	return field{}, false
}

func names(fields []field) (out []string) {
	for _, f := range fields {
		out = append(out, f.name)
	}
	return out
}

func contains(list []string, s string) bool {
	for _, t := range list {
		if t == s {
			return true
		}
	}
	return false
}
