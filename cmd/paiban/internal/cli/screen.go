package cli

import (
	"bytes"
	"io"
	"unicode"
	"unicode/utf8"
)

// Screen is where a command prints. What people have typed into their files is
// printed too, and a terminal obeys signs in it that nobody sees: to clear the
// screen, to print what is not there, to turn a line around. They come out as �.
// This program's own output has line breaks, tabs and, to rewrite a line of
// progress, carriage returns.
type Screen struct {
	w    io.Writer
	held []byte // the beginning of a letter whose rest has not come yet
}

// NewScreen returns a screen that prints to w.
func NewScreen(w io.Writer) *Screen { return &Screen{w: w} }

func (s *Screen) Write(p []byte) (int, error) {
	text := p
	if len(s.held) > 0 {
		text = append(s.held, p...)
		s.held = nil
	}
	end := len(text)
	for back := 1; back < utf8.UTFMax && back <= len(text); back++ {
		if b := text[len(text)-back]; utf8.RuneStart(b) {
			if !utf8.FullRune(text[len(text)-back:]) {
				end = len(text) - back
			}
			break
		}
	}
	s.held = append(s.held, text[end:]...)
	if err := s.print(text[:end]); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (s *Screen) print(text []byte) error {
	if bytes.ContainsFunc(text, func(r rune) bool { return visible(r) != r || r == utf8.RuneError }) {
		text = bytes.Map(visible, text)
	}
	_, err := s.w.Write(text)
	return err
}

// Flush prints what is left of a letter that never became whole.
func (s *Screen) Flush() {
	_ = s.print(s.held) // the command has ended
	s.held = nil
}

// visible returns r, or � for a sign that a terminal would obey. Bytes that are no
// text become � as well: some terminals take 0x9b for the beginning of a command.
func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || r == '\r':
		return r
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r) && r != 0x200e && r != 0x200f && r != 0x061c:
		return unicode.ReplacementChar
	}
	return r
}
