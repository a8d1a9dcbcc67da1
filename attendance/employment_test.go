package attendance

import (
	"slices"
	"strings"
	"testing"

	"paiban/internal/workcal"
)

// Who belongs to October: the 1st and the 31st are days of it, the days beside it are
// not. Punches bring back who is not employed, with a question.
func TestWhoIsListed(t *testing.T) {
	october1, november1 := workcal.DateOf(2026, 10, 1), workcal.DateOf(2026, 11, 1)
	for _, c := range []struct {
		name        string
		hired, left workcal.Date
		punches     bool
		listed      bool
		note        string // in English; "" is none about hire and leave
	}{
		{"all month", 0, 0, false, true, ""},
		{"hired on the first", october1, 0, false, true, ""},
		{"hired on the second", october1 + 1, 0, false, true, "hired on 2026-10-02"},
		{"hired on the last", november1 - 1, 0, false, true, "hired on 2026-10-31"},
		{"hired the day after", november1, 0, false, false, ""},
		{"left on the last", 0, november1 - 1, false, true, ""},
		{"left the day before it", 0, november1 - 2, false, true, "left on 2026-10-30"},
		{"left on the first", 0, october1, false, true, "left on 2026-10-01"},
		{"left the day before the month", 0, october1 - 1, false, false, ""},
		{"came and left within it", monday, monday + 4, false, true, "hired on 2026-10-12; left on 2026-10-16"},
		{"hired later, yet clocked", november1, 0, true, true, "hired on 2026-11-01, after the month, yet there are punches"},
		{"left before, yet clocked", 0, october1 - 1, true, true, "left on 2026-09-30, before the month, yet there are punches"},
	} {
		sheet := october(t, DefaultPolicy(), func(in *Input) {
			in.People[1].Hired, in.People[1].Left = c.hired, c.left
			if !c.punches {
				in.Punches[1] = nil
			}
		}, nil, nil)
		i := slices.IndexFunc(sheet.People, func(m Month) bool { return m.Person.ID == "b" })
		if (i >= 0) != c.listed {
			t.Errorf("%s: listed %v", c.name, i >= 0)
		}
		if i < 0 {
			continue
		}
		var notes []string
		for _, n := range sheet.People[i].Notes {
			notes = append(notes, n.EN)
		}
		if got := strings.Join(notes, "; "); got != c.note {
			t.Errorf("%s: the notes say %q, want %q", c.name, got, c.note)
		}
		if asked := sheet.People[i].Days[11].About == AboutOutside; asked != (c.punches) {
			t.Errorf("%s: asked %v", c.name, asked)
		}
	}
}

// Days that count for pay, of five days of duty, Monday 12 to Friday 16, and of the
// statutory 1 to 3 October: 8 for who attends.
func TestPaidDays(t *testing.T) {
	leave := func(kind LeaveKind, from, to string) func(*Input) {
		return func(in *Input) {
			in.Leave[0] = []Leave{{Kind: kind, Name: "假", From: On(monday, clk(from)), To: On(monday, clk(to))}}
		}
	}
	half := DefaultPolicy()
	half.Missing.Attended = 0.5
	generous := DefaultPolicy()
	generous.Attended.WholeDays = true
	late := DefaultPolicy()
	late.Late = wild
	for _, c := range []struct {
		name   string
		policy Policy
		change func(*Input)
		times  map[int]string
		want   float64
	}{
		{"all attended", DefaultPolicy(), nil, nil, 8},
		{"a day absent", DefaultPolicy(), nil, map[int]string{12: ""}, 7},
		{"half a day absent by lateness", late, nil, map[int]string{12: "09:40 18:00"}, 7.5},
		{"a punch missing on a day that then counts half", half, nil, map[int]string{12: "08:55"}, 7.5},
		{"a day of annual leave", DefaultPolicy(), leave(Annual, "09:00", "18:00"), map[int]string{12: ""}, 8},
		{"a day of sick leave", DefaultPolicy(), leave(Sick, "09:00", "18:00"), map[int]string{12: ""}, 8},
		{"a day of personal leave", DefaultPolicy(), leave(Personal, "09:00", "18:00"), map[int]string{12: ""}, 7},
		// 09:00 to 13:00 are four of eight hours.
		{"half a day of personal leave", DefaultPolicy(), leave(Personal, "09:00", "13:00"), map[int]string{12: "13:00 18:00"}, 7.5},
		{"the same where any punch makes a whole day", generous, leave(Personal, "09:00", "13:00"), map[int]string{12: "13:00 18:00"}, 7.5},
		{"a trip", DefaultPolicy(), leave(Trip, "09:00", "18:00"), map[int]string{12: ""}, 8},
		// 12 October on: the statutory days lie before.
		{"hired in the month", DefaultPolicy(), func(in *Input) { in.People[0].Hired = monday }, nil, 5},
		{"left on the third", DefaultPolicy(), func(in *Input) { in.People[0].Left = workcal.DateOf(2026, 10, 3); in.Punches[0] = nil }, nil, 3},
		{"need not clock", DefaultPolicy(), func(in *Input) { in.People[0].Exempt, in.Punches[0] = true, nil }, nil, 8},
		{"need not clock, with a day of annual leave", DefaultPolicy(), func(in *Input) {
			leave(Annual, "09:00", "18:00")(in)
			in.People[0].Exempt, in.Punches[0] = true, nil
		}, nil, 8},
		{"need not clock, with a day of personal leave", DefaultPolicy(), func(in *Input) {
			leave(Personal, "09:00", "18:00")(in)
			in.People[0].Exempt, in.Punches[0] = true, nil
		}, nil, 7},
		// A rest day worked is overtime, not a day of pay.
		{"a rest day worked", DefaultPolicy(), func(in *Input) { in.Punches[0] = append(in.Punches[0], punched(monday+5, "09:00 18:00")...) }, nil, 8},
		{"nobody knows what was due", DefaultPolicy(), func(in *Input) { in.Plans[0] = make([]Planned, 31) }, nil, 8},
	} {
		m := october(t, c.policy, c.change, c.times).People[0]
		sum := 0.0
		for _, d := range m.Days {
			sum += d.Paid
		}
		if m.PaidDays != c.want || sum != c.want {
			t.Errorf("%s: %v days, the days add up to %v, want %v", c.name, m.PaidDays, sum, c.want)
		}
	}
}
