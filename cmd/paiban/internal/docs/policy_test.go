package docs

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

const policyPage = "../../../../docs/attendance-policy.md"

// TestDocsPolicy settles the worked examples of docs/attendance-policy.md. A
// yaml block that begins with attendance: is laid over preset recharge; each table
// after it is somebody's month: a row is a day, from Monday 2026-10-12 on, of
// which the first three columns are given and the others computed, and the line
// below it is the month's.
func TestDocsPolicy(t *testing.T) {
	src := readDoc(t, policyPage)
	lines := strings.Split(src, "\n")
	var out []string
	policy := policyOf(t, "")
	examples := 0
	for i := 0; i < len(lines); i++ {
		out = append(out, lines[i])
		switch {
		case lines[i] == "```yaml":
			from := i + 1
			for i++; lines[i] != "```"; i++ {
				out = append(out, lines[i])
			}
			out = append(out, lines[i])
			if text := strings.Join(lines[from:i], "\n"); strings.HasPrefix(text, "attendance:") {
				policy = policyOf(t, text+"\n")
			}
		case strings.HasPrefix(lines[i], "| plan | punches |"):
			out = append(out, lines[i+1])
			from := i + 2
			for i += 2; i < len(lines) && strings.HasPrefix(lines[i], "|"); i++ {
			}
			out = append(out, settledRows(t, policy, lines[from:i])...)
			for i++; i < len(lines) && strings.HasPrefix(lines[i], ">"); i++ { // the month's line of before
			}
			i--
			examples++
		}
	}
	if examples < 8 {
		t.Errorf("only %d worked examples were found", examples)
	}
	if text := strings.Join(out, "\n"); text != src {
		if *update {
			writeDoc(t, policyPage, text)
		} else {
			t.Errorf("%s: an example is settled otherwise; go test ./cmd/paiban/internal/docs -run TestDocsPolicy -update\nit should read:\n%s", policyPage, text)
		}
	}
}

func policyOf(t *testing.T, text string) attendance.Policy {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"paiban.yaml": "preset: recharge\n" + text, "people.csv": "ID,Name\n1,An\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ws, err := workspace.Load(dir)
	if err != nil {
		t.Fatalf("%s\n%s", text, lang.Tell(err, lang.EN))
	}
	return ws.Config.Attendance
}

// settledRows returns the rows of a table with their results, an empty line, and
// what the month comes to.
func settledRows(t *testing.T, policy attendance.Policy, rows []string) (out []string) {
	t.Helper()
	month := workcal.Month{Year: 2026, Month: 10}
	first := workcal.DateOf(2026, 10, 12)
	in := attendance.Input{
		Month: month, Calendar: workcal.New(nil),
		People:  []attendance.Person{{ID: "1", Name: "An", Salary: attendance.Yuan(4350)}}, // 200 a day
		Plans:   [][]attendance.Planned{make([]attendance.Planned, month.Days())},
		Punches: [][]attendance.Punch{nil}, Corrections: [][]attendance.Correction{nil}, Leave: [][]attendance.Leave{nil}, Overtime: [][]attendance.Approval{nil},
	}
	for d := range in.Plans[0] {
		in.Plans[0][d].Kind = attendance.Rest
	}
	var given [][]string
	for k, row := range rows {
		cells := strings.Split(strings.Trim(row, "|"), "|")
		if len(cells) < 3 {
			t.Fatalf("%s: a row has plan, punches and what else there was", row)
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		given = append(given, cells[:3])
		date := first + workcal.Date(k)
		if cells[0] != "off" {
			in.Plans[0][date-month.First()] = attendance.Planned{Kind: attendance.Work, Segments: spansOf(t, cells[0])}
		}
		for _, p := range strings.Fields(cells[1]) {
			in.Punches[0] = append(in.Punches[0], attendance.Punch{At: attendance.On(date, minuteOf(t, p)), Source: attendance.Clocked})
		}
		if cells[2] == "" {
			continue
		}
		for _, more := range strings.Split(cells[2], ", ") {
			words := strings.Fields(more)
			switch at := words[len(words)-1]; words[0] {
			case "leave":
				kind, known := attendance.FindLeaveKind(words[1])
				if !known {
					t.Fatalf("%s: no such leave", more)
				}
				s := spansOf(t, at)[0]
				in.Leave[0] = append(in.Leave[0], attendance.Leave{Kind: kind, Name: words[1], From: attendance.On(date, s.Start), To: attendance.On(date, s.End)})
			case "correction":
				in.Corrections[0] = append(in.Corrections[0], attendance.Correction{At: attendance.On(date, minuteOf(t, at))})
			case "overtime":
				s := spansOf(t, at)[0]
				in.Overtime[0] = append(in.Overtime[0], attendance.Approval{From: attendance.On(date, s.Start), To: attendance.On(date, s.End)})
			default:
				t.Fatalf("%s: want leave, correction or overtime", more)
			}
		}
	}
	m := &attendance.Settle(in, policy).People[0]
	for k, cells := range given {
		d := &m.Days[first+workcal.Date(k)-month.First()]
		var rules []string
		for _, r := range d.Applied {
			text := r.Text.EN
			for _, c := range []struct {
				cost float64
				unit string
			}{{float64(r.Fine) / 100, "yuan"}, {r.Points, "points"}, {r.Absent, "days absent"}} {
				if c.cost != 0 {
					text += fmt.Sprintf(" (%g %s)", c.cost, c.unit)
				}
			}
			rules = append(rules, text)
		}
		if o := d.Overtime[0] + d.Overtime[1] + d.Overtime[2]; o > 0 {
			rules = append(rules, fmt.Sprintf("overtime of %d min", o))
		}
		late, early := counted(d.Late), counted(d.Early)
		out = append(out, fmt.Sprintf("| %s | %s | %s | %s | %s | %s | %g | %s |", cells[0], cells[1], cells[2], d.Result.Text().EN, late, early, d.Attended, strings.Join(rules, "; ")))
	}
	line := fmt.Sprintf("> The month: due %g, attended %g; late %d times, %d min", m.Due, m.Attended, m.LateTimes, m.LateMinutes)
	say := func(ok bool, format string, args ...any) {
		if ok {
			line += fmt.Sprintf("; "+format, args...)
		}
	}
	say(m.EarlyTimes > 0, "early %d times, %d min", m.EarlyTimes, m.EarlyMin)
	say(m.Missing > 0, "%d punches missing", m.Missing)
	say(m.Corrections > 0, "%d corrections", m.Corrections)
	say(m.Absent > 0, "absent %g days", m.Absent)
	for _, k := range attendance.LeaveKinds {
		say(m.LeaveDays[k] > 0, "%s leave %g days", k, m.LeaveDays[k])
	}
	say(m.Overtime != [3]float64{}, "overtime %g h at 150%%, %g h at 200%%, %g h at 300%%", m.Overtime[0], m.Overtime[1], m.Overtime[2])
	say(policy.Full.Bonus > 0, "bonus %v", m.Full)
	say(true, "fines %v, pay withheld %v of 4350", m.Fines, m.Withheld)
	say(policy.Scored(), "score %g", m.Score)
	for _, r := range m.Applied {
		line += "; " + r.Text.EN
	}
	return append(out, "", line+".")
}

func counted(slips []attendance.LatenessEvent) string {
	if len(slips) == 0 {
		return ""
	}
	s := fmt.Sprintf("%d min", attendance.Minutes(slips))
	for _, x := range slips {
		if x.Level != attendance.Plain {
			s += ", " + string(x.Level)
		}
	}
	return s
}

func spansOf(t *testing.T, text string) (out []schedule.Span) {
	t.Helper()
	for _, f := range strings.Fields(text) {
		a, b, ok := strings.Cut(f, "-")
		if !ok {
			t.Fatalf("%q is no span", f)
		}
		out = append(out, schedule.Span{Start: minuteOf(t, a), End: minuteOf(t, b)})
	}
	return out
}

func minuteOf(t *testing.T, text string) int {
	t.Helper()
	m, ok := table.ParseMinute(text)
	if !ok {
		t.Fatalf("%q is no time of day", text)
	}
	return m
}
