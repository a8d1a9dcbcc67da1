package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"paiban/internal/lang"
)

// Slips of a Chinese keyboard: the line is named, the sign, and what to write for it.
func TestSignsOfAChineseKeyboardAreNamed(t *testing.T) {
	for _, c := range []struct{ text, at, want string }{
		{"preset: wangdian\nname： 小店\nlang: zh\n", "paiban.yaml:2:5", "the colon after name is full-width (：)"},
		{"preset：wangdian\n", "paiban.yaml:1:7", "preset: …"},
		{"preset: wangdian\nlang: zh\n# 备注：随便写\nrules：\n  rotation: {force: off}\n", "paiban.yaml:4:6", "full-width"},
		{"preset: wangdian\nqueues:\n  - id：service\n", "paiban.yaml:3:7", "full-width"},
		{"preset: wangdian\ncontract: {hours_day：7h}\n", "paiban.yaml:2:21", "full-width"},
		{"preset: wangdian\ncontract:\n  hours_day: “7h”\n", "paiban.yaml:3:14", `write " for “`},
		{"preset: wangdian\nqueues:\n  - id: service\n    open: [09:00-12:00，14:00-18:00]\n", "paiban.yaml:4", "write , for ，"},
		{"preset: wangdian\ncontract: ｛hours_day: 7h｝\n", "paiban.yaml:2", "write { for ｛"},
		{"preset: wangdian\ncontract:\n\thours_day: 7h\n", "paiban.yaml:3", "not with tabs"},
		{"preset: wangdian\ncontract:\n　hours_day: 7h\n", "paiban.yaml:3", "wide blanks"},
		{"preset: wangdian\ncontract:\n  hours_day:\n", "paiban.yaml:3:3", "no value after hours_day"},
	} {
		_, err := ParseConfig("paiban.yaml", []byte(c.text))
		if err == nil {
			t.Errorf("%q was read", c.text)
			continue
		}
		if got := err.Error(); !strings.Contains(got, c.at) || !strings.Contains(got, c.want) {
			t.Errorf("%q:\n got %s\nwant %s … %s", c.text, got, c.at, c.want)
		}
		if zh := lang.Tell(err, lang.ZH); strings.Contains(zh, "full-width") {
			t.Errorf("%q: no Chinese: %s", c.text, zh)
		}
	}
}

// Wide signs inside of texts are texts; a group of keys without any, and null, say nothing.
func TestWideSignsInTextsStay(t *testing.T) {
	for _, text := range []string{
		"preset: wangdian\nname: “优品”旗舰店：客服\n",
		"preset: wangdian\nname: '店：一号'\nrules:\n",
		"preset: wangdian\ncontract:\n  hours_day: null\n",
		"preset: wangdian\nsummary: |\n  name：小店\n  lang：中文\nlang: zh\n",
	} {
		if _, err := ParseConfig("paiban.yaml", []byte(text)); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A file by another name beside which nobody finds the workspace is named.
func TestFindNamesAMisnamedFile(t *testing.T) {
	for _, name := range []string{"paiban.yml", "paiban.yaml.txt", "paiban (1).yaml", "paiban - 副本.yaml", "PAIBAN.YAML.bak"} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte("preset: wangdian\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Find(dir); err == nil || !strings.Contains(lang.Tell(err, lang.ZH), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "paiban.exe"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Find(dir); err == nil || strings.Contains(err.Error(), "paiban.exe") {
		t.Errorf("%v", err)
	}
}

// PowerShell prints UTF-16 into a file, with its mark; an old editor saves GB18030.
func TestScenariosInAnyCode(t *testing.T) {
	w, err := Load(testWorkspace(t, map[string]string{"paiban.yaml": "preset: wangdian\n", "people.csv": "工号,姓名\nT01,石小溪\n"}))
	if err != nil {
		t.Fatal(err)
	}
	const plan = "name: 试算\nscenarios:\n  - {id: base, name: 现状}\n"
	codes := map[string]func(string) (string, error){
		"utf-16":                     unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String,
		"utf-16 the other way round": unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String,
		"gb18030":                    simplifiedchinese.GB18030.NewEncoder().String,
		"utf-8":                      func(s string) (string, error) { return "\ufeff" + s, nil },
	}
	for code, write := range codes {
		text, err := write(plan)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "plan.yaml")
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		f, err := w.ReadScenarios(path)
		if err != nil || len(f.Scenarios) != 1 || f.Scenarios[0].Name.ZH != "现状" {
			t.Errorf("%s: %+v %v", code, f, err)
		}
	}
}
