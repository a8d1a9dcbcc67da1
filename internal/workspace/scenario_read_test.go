package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

func readPlan(t *testing.T, text string) (*ScenarioFile, error) {
	t.Helper()
	w, err := shopOf(t, "", "工号,姓名\n1,安妮\n")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "plan.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return w.ReadScenarios(path)
}

// A slip that cannot be read hides none that can be seen beside it: each is told at its
// line with its value, in the order of the lines.
func TestSlipsOfAPlanAreToldAtOnce(t *testing.T) {
	_, err := readPlan(t, `name: slips
week: 2026-W48
confidence: 0
volume:
  - {from: 2026-11-27, to: 2026-11-25, base: 1.4}
  - {queue: nowhere, low: 2, base: 1.5}
  - {from: 2026-11-27}
  - {event: nothing, base: 2}
scenarios:
  - id: a
    queues: [{id: servise, robot_share: 130%, concurrency: 0, typo: 1}]
    people:
      - {id: t, kind: tempp, heads: 3, hours: ["25:70-26:00"], pay_day: 220}
      - {id: u, kind: temp, heads: 3, hours: ["09:00-12:00", "11:00-15:00"], pace: 0%, pay_day: 1, pay_hour: 2}
      - {id: v, kind: seat, hours: ["09:00-12:00"], from: 2026-11-27, to: 2026-11-26}
      - {id: w, kind: overtime, longest: 2}
      - {id: x，kind: overtime}
    volume: {from: 2026-11-29, to: 2026-11-28, base: 1.2}
  - id： b
`)
	if err == nil {
		t.Fatal("it was read")
	}
	got, at := err.Error(), 0
	for _, want := range []string{
		"plan.yaml:3:1: confidence of 0%",
		"plan.yaml:5:24: from 2026-11-27 to 2026-11-25",
		`plan.yaml:6:6: there is no queue "nowhere"`,
		"plan.yaml:6:30: uplift of low 2, base 1.5",
		"plan.yaml:7:5: the uplift base is missing",
		`plan.yaml:8:6: there is no event "nothing"`,
		`plan.yaml:11:15: scenario a: there is no queue "servise"`,
		`plan.yaml:11:41: share "130%"`,
		"plan.yaml:11:47: scenario a: queue servise: concurrency must be above 0",
		`plan.yaml:11:63: unknown key "typo"`,
		`plan.yaml:13:17: scenario a: unknown kind "tempp" of t`,
		`plan.yaml:13:48: span "25:70-26:00"`,
		"plan.yaml:14:62: scenario a: u: the hours 09:00-12:00 and 11:00-15:00 overlap",
		"plan.yaml:14:78: scenario a: u: pace must be above 0",
		"plan.yaml:14:100: scenario a: u: more than one price",
		"plan.yaml:15", "v: heads and hours are needed",
		"plan.yaml:15:71: scenario a: from 2026-11-27 to 2026-11-26",
		`plan.yaml:16:42: length "2" is not understood`,
		"plan.yaml:17",
		"plan.yaml:18:32: scenario a: from 2026-11-29 to 2026-11-28",
		"plan.yaml:19:7: the colon after id is full-width",
	} {
		i := strings.Index(got[at:], want)
		if i < 0 {
			t.Errorf("no %q, or not in its place:\n%s", want, got)
			continue
		}
		at += i
	}
	if strings.Contains(got, "w: overtime needs") {
		t.Error("what cannot be read is said to be missing too")
	}
}

// A price of 0 is a price; what is not given is the shop's.
func TestPriceOfNothing(t *testing.T) {
	f, err := readPlan(t, `scenarios:
  - id: a
    queues: [{id: service, handed_share: 20%, handed_price: 0, robot_share: 0%}]
    people:
      - {id: free, kind: temp, heads: 1, hours: ["09:00-12:00"], pay_day: 0}
      - {id: hour, kind: temp, heads: 1, hours: ["09:00-12:00"], pay_hour: 0}
      - {id: month, kind: seat, heads: 1, hours: ["09:00-12:00"], pay_month: 0}
      - {id: usual, kind: temp, heads: 1, hours: ["09:00-12:00"]}
`)
	if err != nil {
		t.Fatal(err)
	}
	costs := &Costs{TempDay: Range{Low: 150, High: 300}, SeatMonth: Range{Low: 3000, High: 4000}}
	for i, want := range []float64{0, 0, 0, 225} {
		if p := &f.Scenarios[0].People[i]; p.Pay(costs) != want {
			t.Errorf("%s costs %g, want %g", p.ID, p.Pay(costs), want)
		}
	}
	if q := &f.Scenarios[0].Queues[0]; !q.Given("handed_price") || !q.Given("robot_share") || q.Given("target") {
		t.Errorf("given: %v", q.given)
	}
}

// A queue may be called by its name; a file that a spreadsheet saved as UTF-16 is read.
func TestPlanByNameInUTF16(t *testing.T) {
	text := "scenarios:\n  - id: a\n    volume: [{queue: 在线接待, base: 2}]\n    people: [{id: t, kind: temp, heads: 1, hours: ['9:00-12:00'], queues: [在线接待]}]\n"
	for name, text := range map[string]string{"UTF-8": text, "UTF-16": utf16(t, text)} {
		f, err := readPlan(t, text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if s := f.Scenarios[0]; s.Volume[0].Queue != "service" || s.People[0].Queues[0] != "service" {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

func utf16(t *testing.T, text string) string {
	t.Helper()
	out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
