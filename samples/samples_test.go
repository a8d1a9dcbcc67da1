package samples

import (
	"bytes"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/floats"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// TestEveryPreset makes every sample in both languages: the workspace loads and
// its history is whole. The files of each are made twice, and the rosters and the
// attendance sheet of one: the bytes agree.
func TestEveryPreset(t *testing.T) {
	for i, preset := range workspace.Presets {
		for k, l := range []lang.Lang{lang.ZH, lang.EN} {
			if i%2 != k && os.Getenv("PAIBAN_LONG") == "" {
				continue // the long run takes each preset in both languages
			}
			t.Run(preset+"/"+l.String(), func(t *testing.T) {
				t.Parallel()
				o := Options{Preset: preset, Lang: l, Sample: true}
				dir := t.TempDir()
				weeks, err := write(dir, o)
				if err != nil {
					t.Fatal(lang.Tell(err, lang.EN))
				}
				pastIsSound(t, weeks)
				sameFiles(t, dir, o)
				if preset == "duty" && l == lang.ZH {
					again := t.TempDir()
					if err := Write(again, o); err != nil {
						t.Fatal(lang.Tell(err, lang.EN))
					}
					sameTree(t, dir, again)
				}
				w, err := workspace.Load(dir)
				if err != nil {
					t.Fatal(lang.Tell(err, lang.EN))
				}
				plansAreRead(t, w)
				for _, n := range w.Notes {
					if !strings.Contains(n.EN, "not approved yet") { // the sample has three such rows
						t.Errorf("the lists have a note: %v", n)
					}
				}
				series, notes, err := w.History()
				if err != nil {
					t.Fatal(lang.Tell(err, lang.EN))
				}
				if len(notes) > 0 {
					t.Errorf("the history has notes: %v", notes)
				}
				for i, q := range w.Config.Queues {
					want := int(volumeOff-volumeOn) * 1440 / specOf(preset).step // every interval of every day
					if s := series[i]; s.Queue != q.ID || s.Start != volumeOn || len(s.Values) != want || math.IsNaN(floats.Sum(s.Values)) {
						t.Errorf("queue %s read as %s from %v, %d values; want %d known ones from %v", q.ID, s.Queue, s.Start, len(s.Values), want, volumeOn)
					}
				}
			})
		}
	}
}

// plansAreRead reads both scenario files: five plans each, for the week of the
// promotion.
func plansAreRead(t *testing.T, w *workspace.Workspace) {
	t.Helper()
	for name, week := range map[string]string{"618": "2027-W24", "double11": "2026-W46"} {
		f, err := w.ReadScenarios(filepath.Join(w.Root, "scenarios", name+".yaml"))
		if err != nil {
			t.Error(lang.Tell(err, lang.EN))
		} else if len(f.Scenarios) != 5 || len(f.Volume) != 3 || f.Week != week {
			t.Errorf("%s: %d scenarios and %d uplifts for %s", name, len(f.Scenarios), len(f.Volume), f.Week)
		}
	}
}

func specOf(preset string) *spec {
	for i := range specs {
		if specs[i].preset == preset {
			return &specs[i]
		}
	}
	return nil
}

// sameFiles makes the templates and the data of a sample again and compares them
// with those in dir.
func sameFiles(t *testing.T, dir string, o Options) {
	t.Helper()
	cfg, err := workspace.Preset(o.Preset)
	if err != nil {
		t.Fatal(err)
	}
	s := newShop(cfg, o.Lang, o.Agents)
	files, err := templates(cfg, o, s)
	if err != nil {
		t.Fatal(err)
	}
	data, err := s.files()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range append(files, data...) {
		was, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.path)))
		if err != nil || !bytes.Equal(was, f.data) {
			t.Errorf("%s differs between two runs: %v", f.path, err)
		}
	}
}

func sameTree(t *testing.T, a, b string) {
	t.Helper()
	n := 0
	err := filepath.WalkDir(a, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		n++
		rel, err := filepath.Rel(a, path)
		if err != nil {
			return err
		}
		one, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		two, err := os.ReadFile(filepath.Join(b, rel))
		if err != nil {
			return err
		}
		if !bytes.Equal(one, two) {
			t.Errorf("%s differs between two runs", rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n < 9 {
		t.Errorf("only %d files were written", n)
	}
}

// TestSettingsExamples takes the comment sign off the examples in paiban.yaml:
// what a user is told to do must be understood.
func TestSettingsExamples(t *testing.T) {
	for _, preset := range workspace.Presets {
		cfg, err := workspace.Preset(preset)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range []lang.Lang{lang.ZH, lang.EN} {
			var on []string
			for _, line := range strings.Split(string(settings(cfg, Options{Preset: preset, Lang: l}, lang.T("店", "Shop"))), "\n") {
				if rest, ok := strings.CutPrefix(line, "#"); ok && !strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "  ") {
					line = rest
				}
				on = append(on, line)
			}
			c, err := workspace.ParseConfig("paiban.yaml", []byte(strings.Join(on, "\n")))
			if err != nil {
				t.Fatalf("%s/%v: %s\n%s", preset, l, lang.Tell(err, lang.EN), strings.Join(on, "\n"))
			}
			// The examples: 10 h between shifts, 4 chats, 5 minutes of grace.
			if c.Rules.MinRest.Between().Length != 600 || c.Queues[0].Concurrency != 4 || c.Attendance.Grace.Minutes != 5 {
				t.Errorf("%s/%v: the examples were not taken over", preset, l)
			}
		}
	}
}

// TestTemplates reads the empty templates back: nothing is wrong with them but
// that nobody has been entered.
func TestTemplates(t *testing.T) {
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		dir := t.TempDir()
		if err := Write(dir, Options{Preset: "multishop", Lang: l}); err != nil {
			t.Fatal(err)
		}
		_, err := workspace.Load(dir)
		if err == nil || strings.Count(lang.Tell(err, lang.EN), "hint") != 1 || !strings.Contains(lang.Tell(err, lang.EN), "nobody") {
			t.Errorf("the templates should lack nothing but people; got %v", err)
		}
	}
}

// TestPatterns walks every pattern of weeks around twice: eleven hours of rest
// between shifts by the preset's own times, never more than six days in a row
// (14 with two rest days a month), a rest day in every week but there.
func TestPatterns(t *testing.T) {
	for i := range specs {
		s := &specs[i]
		cfg, err := workspace.Preset(s.preset)
		if err != nil {
			t.Fatal(err)
		}
		for _, team := range s.teams {
			for _, w := range team.turns {
				run, end, longest := 0, math.MinInt, 0
				for d := range 7 * 2 * len(w) {
					week := w[d/7%len(w)]
					if strings.ContainsRune(week.off, rune('1'+d%7)) {
						run = 0
						continue
					}
					run++
					longest = max(longest, run)
					at := slices.IndexFunc(cfg.Shifts, func(s workspace.Shift) bool { return s.ID == week.shift })
					hours := cfg.Shifts[at].Hours
					if rest := d*1440 + hours[0].Start - end; end != math.MinInt && rest < int(cfg.Rules.MinRest.Between().Length) {
						t.Errorf("%s %v: %d minutes of rest before day %d", s.preset, w, rest, d)
					}
					end = d*1440 + hours[len(hours)-1].End
				}
				if limit := cfg.Rules.WorkRun.Max; longest > limit {
					t.Errorf("%s %v: %d days in a row, want at most %d", s.preset, w, longest, limit)
				}
				for k, week := range w {
					if week.off == "" && cfg.Rules.RestWeek.Force.Hard {
						t.Errorf("%s %v: no rest day in week %d", s.preset, w, k)
					}
				}
			}
		}
	}
}

// pastIsSound judges the rosters of the past weeks: all hard rules hold.
func pastIsSound(t *testing.T, weeks []*report.Week) {
	t.Helper()
	if len(weeks) != int(rosterTo-rosterFrom)/7 {
		t.Errorf("%d past weeks", len(weeks))
	}
	for _, week := range weeks {
		for _, f := range week.Analysis.Hard() {
			if f.Rule == schedule.Window.String() && someoneEats(week, f.Day, f.Span) {
				continue // a team that plans by hand leaves a window alone now and then
			}
			t.Errorf("%s: %s", week.Title, f.Why.In(lang.EN))
		}
	}
}

// someoneEats reports whether somebody is on a break in a span of a day of a past week.
func someoneEats(week *report.Week, day int, span schedule.Span) bool {
	for i := range week.Roster.Cells {
		for _, b := range week.Roster.PlacedAt(i, day) {
			if b.Overlap(span) > 0 {
				return true
			}
		}
	}
	return false
}

// A shop of any size has that many agents with names of their own, and contacts
// in proportion: the outsource sample has 11 + 9, one trainee and one who left.
func TestSampleOfAnySize(t *testing.T) {
	cfg, err := workspace.Preset("outsource")
	if err != nil {
		t.Fatal(err)
	}
	for _, agents := range []int{8, 100, 1000} {
		s := newShop(cfg, lang.ZH, agents)
		names := map[string]bool{}
		for i := range s.team {
			names[s.team[i].name.ZH] = true
		}
		if len(s.team) != agents+2 || len(names) != len(s.team) {
			t.Errorf("%d agents: %d members with %d names", agents, len(s.team), len(names))
		}
		if got, want := s.streams[0].daily, 2000*float64(agents)/20; got != want {
			t.Errorf("%d agents: %v contacts a day, want %v", agents, got, want)
		}
	}
	if s := newShop(cfg, lang.ZH, 0); len(s.team) != 22 || s.streams[0].daily != 2000 {
		t.Errorf("%d members and %v contacts a day after scaling", len(s.team), s.streams[0].daily)
	}
}
