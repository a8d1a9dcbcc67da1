package cli

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestScreen(t *testing.T) {
	const sly = "甲\x1b[2J\x1b]0;x\x07 \u009b31m\u202eabc\u2066\x7f\x9b end\r\n\t👩\u200d💻"
	const want = "甲\ufffd[2J\ufffd]0;x\ufffd \ufffd31m\ufffdabc\ufffd\ufffd\ufffd end\r\n\t👩\u200d💻"
	for _, size := range []int{1, 2, 3, 5, len(sly)} { // letters fall between two writes
		var out bytes.Buffer
		s := &Screen{w: &out}
		for part := range slices.Chunk([]byte(sly), size) {
			if n, err := s.Write(part); n != len(part) || err != nil {
				t.Fatalf("wrote %d of %d, %v", n, len(part), err)
			}
		}
		s.Flush()
		if out.String() != want {
			t.Errorf("in parts of %d: %q, want %q", size, out.String(), want)
		}
	}
	var out bytes.Buffer
	s := &Screen{w: &out}
	_, _ = s.Write([]byte("甲\xe4\xb9")) // cut short by whoever wrote it
	s.Flush()
	if out.String() != "甲\ufffd" && out.String() != "甲\ufffd\ufffd" {
		t.Errorf("%q", out.String())
	}
	if _, err := (&Screen{w: broken{}}).Write([]byte("x")); err == nil {
		t.Error("an error is lost")
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("no") }

func TestTSVIsInert(t *testing.T) {
	var out strings.Builder
	printTSV(&out, []string{"=a"}, slices.Values([][]string{{"=1+1", "+1", "-2", "-30%", "-", "+cmd|x", "@x", "\t=x", "-2+3+cmd|x", "＝1", "a\tb\r\nc", "+6438", "甲"}}))
	want := "'=a\n'=1+1\t+1\t-2\t-30%\t-\t'+cmd|x\t'@x\t' =x\t'-2+3+cmd|x\t'＝1\ta b  c\t+6438\t甲\n"
	if out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}
