package workspace

import (
	"os"
	"path/filepath"
	"testing"

	"paiban/internal/lang"
)

// FuzzWorkspace lays any bytes in the place of one of the files that people fill
// in. The workspace is refused in both languages, or what it holds can be planned
// or is refused in both languages.
func FuzzWorkspace(f *testing.F) {
	files := []string{"people.xlsx", "leave.xlsx", "events.csv", "holidays.csv"}
	sound := map[string]string{
		ConfigFile:    "preset: wangdian\n",
		"people.xlsx": "工号,姓名\nA1,甲\nA2,乙\nA3,丙\n",
	}
	for which, text := range []string{
		"工号,姓名,考勤号,组,技能,可排班次,周工时,入职,离职,标记,实习至,月薪\n001,王芳,101,一组,,早班,40,2024-03-01,,孕期、不上夜班,,4500\n002,李娜,,,,,,2026-11-20,2026-12-31,实习,2026-12-05,\n",
		"工号,类型,开始,结束,替班人,状态,日期,意愿,程度,甲,乙,时间\nA1,年假,2026-11-24,2026-11-25 12:00,乙,已批准,2026-11-26,休,5,A1,A2,08:30\n",
		"名称,开始,结束,队列,倍数\n双12,2026-11-24 20:00,2026-11-25,,2.5\n",
		"日期,名称,类型,法定\n2026-11-25,某节,放假,是\n2026-11-28,某节,上班,\n",
	} {
		f.Add(uint8(which), []byte(text))
	}
	f.Add(uint8(0), []byte("ID,Name\nA1,a\nA1,b\n=1+1,c\n"))
	f.Add(uint8(1), []byte("姓名,类型,开始,结束\n丁,事假,2026-11-31,昨天\n"))
	root := f.TempDir()
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		if len(data) > 64<<10 {
			return
		}
		name := files[int(which)%len(files)]
		for _, file := range append(files, ConfigFile) {
			text, there := sound[file]
			if file == name {
				text, there = string(data), true
			}
			path := filepath.Join(root, file)
			if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
			if there {
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		w, err := Load(root)
		if err == nil {
			_, err = w.Plan(w48, Needs{})
		}
		told(t, err)
	})
}

// FuzzScenarios reads any text as a scenario file.
func FuzzScenarios(f *testing.F) {
	f.Add("name: x\nweek: 2026-W46\nvolume: [{event: 双11, base: 3, low: 2, high: 4}]\nscenarios:\n  - {id: base}\n  - {id: temps, people: [{id: t, kind: temp, heads: 3, hours: [18:00-24:00], pay_day: 200, ramp_days: 2, pace: 60%}]}\n")
	f.Add("scenarios: [{id: a, queues: [{id: service, concurrency: 4, handed_share: 30%, within: 20s}], volume: [{queue: service, hours: 20:00-26:00, base: 1.5}]}]")
	f.Add("scenarios: [{people: [{kind: overtime, longest: 2h, from: 2026-11-11, to: 2026-11-10}]}]")
	c, err := Preset("wangdian")
	if err != nil {
		f.Fatal(err)
	}
	w := &Workspace{Config: c}
	path := filepath.Join(f.TempDir(), "plan.yaml")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := w.ReadScenarios(path)
		told(t, err)
		if err != nil {
			return
		}
		for i := range file.Volume {
			file.Volume[i].Covers(w48.Monday(), 600, nil)
		}
		file.Unknown(nil, w48.Monday())
		for _, s := range file.Scenarios {
			for i := range s.People {
				if pay := s.People[i].Pay(&c.Costs); !(pay >= 0) {
					t.Fatalf("a day of %s costs %v", s.People[i].ID, pay)
				}
			}
		}
	})
}

// told checks that an error has words in both languages.
func told(t *testing.T, err error) {
	t.Helper()
	if err != nil && (lang.Tell(err, lang.ZH) == "" || lang.Tell(err, lang.EN) == "") {
		t.Fatalf("%T without words", err)
	}
}
