// Package lang carries every sentence that a user may read in both languages of
// the program, side by side at the place that says it, so that neither can go
// stale. It knows no files and no domain.
package lang

import (
	"errors"
	"fmt"
	"strings"
)

// Lang is a language of output. Input is accepted in both, always.
type Lang int

const (
	ZH Lang = iota // Chinese, simplified
	EN             // English
)

// Parse reads a language name: "zh", "zh_CN.UTF-8", "en", "en-US", … It reports
// false for a name of another language, and for C and POSIX, which name none.
func Parse(s string) (Lang, bool) {
	s = strings.ToLower(s)
	switch {
	case strings.HasPrefix(s, "zh"):
		return ZH, true
	case strings.HasPrefix(s, "en"):
		return EN, true
	}
	return ZH, false
}

func (l Lang) String() string {
	if l == EN {
		return "en"
	}
	return "zh"
}

// Text is one sentence, label or name in both languages.
type Text struct {
	ZH string `json:"zh" yaml:"zh"`
	EN string `json:"en" yaml:"en"`
}

// T makes a Text of two fixed strings.
func T(zh, en string) Text { return Text{zh, en} }

// Same makes a Text that reads the same in both languages: a name, an id.
func Same(s string) Text { return Text{s, s} }

// F formats both languages with the same operands. An operand of type Text is
// replaced by its own sentence in the language at hand. Use explicit argument
// indexes (%[2]d) where word order differs.
func F(zh, en string, args ...any) Text {
	return Text{fmt.Sprintf(zh, in(ZH, args)...), fmt.Sprintf(en, in(EN, args)...)}
}

func in(l Lang, args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		if t, ok := a.(Text); ok {
			a = t.In(l)
		}
		out[i] = a
	}
	return out
}

// In returns the sentence in language l, or in the other where l's is empty.
func (t Text) In(l Lang) string {
	if l == EN && t.EN != "" || t.ZH == "" {
		return t.EN
	}
	return t.ZH
}

// IsZero reports whether there is nothing to say.
func (t Text) IsZero() bool { return t == Text{} }

// Join strings texts together with sep between them.
func Join(texts []Text, zhSep, enSep string) Text {
	var zh, en []string
	for _, t := range texts {
		zh, en = append(zh, t.In(ZH)), append(en, t.In(EN))
	}
	return Text{strings.Join(zh, zhSep), strings.Join(en, enSep)}
}

// Error is an error that can be told in both languages.
type Error struct {
	What Text
	Hint Text // what to do about it; may be zero
	Err  error
}

// Errorf makes an Error without a hint.
func Errorf(zh, en string, args ...any) *Error { return &Error{What: F(zh, en, args...)} }

// WithHint returns e with a hint in both languages.
func (e *Error) WithHint(zh, en string, args ...any) *Error {
	c := *e
	c.Hint = F(zh, en, args...)
	return &c
}

// Because returns e with the error that caused it.
func (e *Error) Because(err error) *Error {
	c := *e
	c.Err = err
	return &c
}

// Error tells it in English, as logs and tests want it.
func (e *Error) Error() string { return e.Tell(EN) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Tell says the error, its cause and its hint in language l.
func (e *Error) Tell(l Lang) string {
	s := e.What.In(l)
	if e.Err != nil {
		s += ": " + Tell(e.Err, l)
	}
	if !e.Hint.IsZero() {
		s += "\n" + T("提示：", "hint: ").In(l) + e.Hint.In(l)
	}
	return s
}

// Cause says err in both languages, as an operand of another sentence.
func Cause(err error) Text { return Text{Tell(err, ZH), Tell(err, EN)} }

// Teller is an error that can be told in a language.
type Teller interface{ Tell(Lang) string }

// Tell says any error in language l, as well as it knows how to: a joined
// error (errors.Join) line by line, one of the operating system by its cause.
func Tell(err error, l Lang) string {
	if t, ok := err.(Teller); ok {
		return t.Tell(l)
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var lines []string
		for _, e := range many.Unwrap() {
			lines = append(lines, Tell(e, l))
		}
		return strings.Join(lines, "\n")
	}
	var t Teller
	if errors.As(err, &t) {
		return t.Tell(l)
	}
	if t, ok := system(err); ok {
		return t.In(l)
	}
	return err.Error()
}
