package lang

import (
	"errors"
	"fmt"
	"testing"
)

func TestTextInFallsBack(t *testing.T) {
	if got := (Text{ZH: "早班"}).In(EN); got != "早班" {
		t.Errorf("a name given only in Chinese reads %q in English", got)
	}
	if got := (Text{EN: "early"}).In(ZH); got != "early" {
		t.Errorf("a name given only in English reads %q in Chinese", got)
	}
}

func TestFTranslatesOperands(t *testing.T) {
	got := F("%[2]s 的 %[1]s", "%[1]s of %[2]s", T("晚班", "late shift"), "王芳")
	if want := T("王芳 的 晚班", "late shift of 王芳"); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestTellFindsTheTellableError(t *testing.T) {
	inner := Errorf("找不到 %s", "%s not found", "a.xlsx").WithHint("检查文件名", "check the name")
	for _, err := range []error{inner, fmt.Errorf("reading: %w", inner)} {
		if got, want := Tell(err, ZH), "找不到 a.xlsx\n提示：检查文件名"; got != want {
			t.Errorf("%v told as %q, want %q", err, got, want)
		}
	}
	joined := errors.Join(inner, errors.New("plain"))
	if got, want := Tell(joined, EN), "a.xlsx not found\nhint: check the name\nplain"; got != want {
		t.Errorf("joined errors told as %q, want %q", got, want)
	}
}

func TestParse(t *testing.T) {
	for s, want := range map[string]Lang{"zh_CN.UTF-8": ZH, "ZH": ZH, "en_US.UTF-8": EN, "en": EN} {
		if got, ok := Parse(s); !ok || got != want {
			t.Errorf("Parse(%q) = %v, %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "fr_FR", "chinese", "C", "C.UTF-8", "POSIX"} {
		if _, ok := Parse(s); ok {
			t.Errorf("Parse(%q) is taken for a language", s)
		}
	}
}
